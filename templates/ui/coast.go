package ui

import (
	"encoding/binary"
	"errors"
	"sync"

	"vriendenstad/web"
)

// A spot of the coast, in hundredths of a degree.
type place struct{ lon, lat int16 }

// A ring is a closed line of the coast: the edge of a continent, an island or a lake.
type ring struct {
	points                   []place
	west, south, east, north int16
}

// The fine outline of the land is read when the first tile is drawn.
var theCoast = sync.OnceValues(readCoast)

var errCoast = errors.New("the outline of the land cannot be read; build the assets again")

// readCoast unpacks what the build packed: how many rings; for each, how many points; each point as the step from the
// one before it. Numbers stand in seven bits a byte, steps with their sign in the lowest bit.
func readCoast() ([]ring, error) {
	packed, err := web.Data("land.bin")
	if err != nil {
		return nil, err
	}
	return unpack(packed)
}

func unpack(packed []byte) ([]ring, error) {
	whole := true
	count := func() int {
		n, size := binary.Uvarint(packed)
		if size <= 0 || n > 1<<20 {
			whole = false
			return 0
		}
		packed = packed[size:]
		return int(n)
	}
	step := func() int {
		n := count()
		if n&1 == 1 {
			return -(n + 1) / 2
		}
		return n / 2
	}
	rings := make([]ring, count())
	for i := range rings {
		n := count()
		if n > len(packed) {
			return nil, errCoast
		}
		points := make([]place, n)
		x, y := 0, 0
		for k := range points {
			x, y = x+step(), y+step()
			points[k] = place{int16(x), int16(y)}
		}
		rings[i] = boxed(points)
	}
	if !whole || len(packed) > 0 {
		return nil, errCoast
	}
	return rings, nil
}

func boxed(points []place) ring {
	r := ring{points: points, west: 18000, south: 9000, east: -18000, north: -9000}
	for _, p := range points {
		r.west, r.east = min(r.west, p.lon), max(r.east, p.lon)
		r.south, r.north = min(r.south, p.lat), max(r.north, p.lat)
	}
	return r
}

// clip returns what of a closed line lies inside the box, along its edges where it was cut (Sutherland and Hodgman).
func clip(line []point, b box) []point {
	for _, side := range []struct {
		inside func(point) bool
		cut    func(p, q point) point
	}{
		{func(p point) bool { return p.x >= b.left }, func(p, q point) point { return crossX(p, q, b.left) }},
		{func(p point) bool { return p.x <= b.right }, func(p, q point) point { return crossX(p, q, b.right) }},
		{func(p point) bool { return p.y >= b.top }, func(p, q point) point { return crossY(p, q, b.top) }},
		{func(p point) bool { return p.y <= b.bottom }, func(p, q point) point { return crossY(p, q, b.bottom) }},
	} {
		if len(line) == 0 {
			return nil
		}
		kept := make([]point, 0, len(line))
		before := line[len(line)-1]
		for _, p := range line {
			if side.inside(p) != side.inside(before) {
				kept = append(kept, side.cut(before, p))
			}
			if side.inside(p) {
				kept = append(kept, p)
			}
			before = p
		}
		line = kept
	}
	return line
}

func crossX(p, q point, x float64) point { return between(p, q, (x-p.x)/(q.x-p.x)) }
func crossY(p, q point, y float64) point { return between(p, q, (y-p.y)/(q.y-p.y)) }
