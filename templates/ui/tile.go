package ui

import (
	"math"
	"strconv"

	"vriendenstad/internal/city"
)

// The size of a tile, the degrees that it shows from left to right, and where its city lies.
const (
	tileWide, tileHigh = 480.0, 320.0
	tileDegrees        = 17.0
	knotX, knotY       = .6 * tileWide, .5 * tileHigh
	// tileUnit is how large a tile is against the one that design measures.
	tileUnit = tileWide / 540
)

// A tile is the coast round a city, with the end of the thread that comes from Antwerp.
type tile struct {
	land   string
	knot   point
	thread thread
	// home says that it is Antwerp itself: a red dot, and no thread.
	home bool
}

type tileKey struct {
	lat, lon float64
	tie      city.Tie
}

// tileOf returns the tile of a place. Without assets it is all sea.
func tileOf(lat, lon float64, tie city.Tie) tile {
	t, _ := tiles.get(tileKey{lat, lon, tie}, func() (tile, bool) { return cutTile(lat, lon, tie) })
	return t
}

// cutTile cuts the coast round a place, and says whether it could.
func cutTile(lat, lon float64, tie city.Tie) (tile, bool) {
	t := tile{knot: point{knotX, knotY}}
	rings, err := theCoast()
	if err == nil {
		t.land = viewOf(lat, lon).land(rings)
	}
	from := point{turned(antwerpLon-lon) * math.Cos(radians(lat)), lat - antwerpLat}
	if from.length() < .1 {
		t.home = true
		return t, err == nil
	}
	far := t.knot.plus(from.times(tileWide / from.length()))
	// The thread bends to the side on which it leaves the most of the coast free: away from the middle of the tile.
	share := .1
	if from.x > 0 {
		share = -.1
	}
	t.thread = threadOf(tie, bent(far, t.knot, share), onTile.times(tileUnit), tileStroke*tileUnit)
	t.thread.dash = "0.1 " + tenth(14*tileUnit)
	return t, err == nil
}

// turned brings a difference of longitude between -180 and 180.
func turned(degrees float64) float64 { return math.Mod(degrees+540, 360) - 180 }

// A view turns degrees into the units of a tile, as an equirectangular projection that is true at its city.
type view struct {
	lat, lon       float64
	perLon, perLat float64
}

func viewOf(lat, lon float64) view {
	perLon := tileWide / tileDegrees
	return view{lat, lon, perLon, perLon / max(.2, math.Cos(radians(lat)))}
}

func (v view) at(lon, lat float64) point {
	return point{knotX + (lon-v.lon)*v.perLon, knotY - (lat-v.lat)*v.perLat}
}

// land writes what of the rings lies in the view, as one path for the even-odd rule.
func (v view) land(rings []ring) string {
	const margin = 4
	edge := box{-margin, -margin, tileWide + margin, tileHigh + margin}
	var d []byte
	var line []point
	for _, r := range rings {
		for _, turn := range []float64{-360, 0, 360} {
			low, high := v.at(float64(r.west)/100+turn, float64(r.north)/100), v.at(float64(r.east)/100+turn, float64(r.south)/100)
			if !edge.meets(box{low.x, low.y, high.x, high.y}) {
				continue
			}
			line = line[:0]
			for _, p := range r.points {
				line = append(line, v.at(float64(p.lon)/100+turn, float64(p.lat)/100))
			}
			d = appendSteps(d, clip(line, edge))
		}
	}
	return string(d)
}

// appendSteps writes a closed line as a path of whole steps, leaving out what is too small to see.
func appendSteps(d []byte, line []point) []byte {
	if len(line) < 3 {
		return d
	}
	start := len(d)
	x, y := int(math.Round(line[0].x)), int(math.Round(line[0].y))
	d = append(d, 'M')
	d = strconv.AppendInt(d, int64(x), 10)
	d = append(d, ' ')
	d = strconv.AppendInt(d, int64(y), 10)
	d = append(d, 'l')
	steps := 0
	for _, p := range line[1:] {
		nx, ny := int(math.Round(p.x)), int(math.Round(p.y))
		if abs(nx-x)+abs(ny-y) < 2 {
			continue
		}
		d = appendStep(d, nx-x, steps > 0)
		d = appendStep(d, ny-y, true)
		x, y = nx, ny
		steps++
	}
	if steps < 2 {
		return d[:start]
	}
	return append(d, 'z')
}

// appendStep writes a number, with a space before it where its sign does not part it from the last one.
func appendStep(d []byte, n int, part bool) []byte {
	if part && n >= 0 {
		d = append(d, ' ')
	}
	return strconv.AppendInt(d, int64(n), 10)
}

func abs(n int) int { return max(n, -n) }
