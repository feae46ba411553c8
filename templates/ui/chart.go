package ui

import (
	"encoding/binary"
	"math"
	"slices"
	"strconv"

	"vriendenstad/internal/city"
)

// A chart is the map of the world, ready to be drawn: threads in the units of the land, and dots with their names in
// parts of its size, so that letters stay as large in a small window.
type chart struct {
	viewBox string
	wide    string
	high    string
	// Each thread is drawn for wide windows and, coarser, for narrow ones.
	threads, coarse []thread
	antwerp         dot
	dots            []dot
}

// A thread is the tie with one city.
type thread struct {
	tie  city.Tie
	path string // of a single or dotted one
	wound
	// dash is the distance of the dots.
	dash string
	// width is that of its strokes.
	width string
}

// A dot is a city, and where its name stands in a wide window and in a narrow one.
type dot struct {
	Spot
	x, y         string
	wide, narrow name
}

// A name is placed beside its dot, in pixels. It is not drawn where it would cover another.
type name struct {
	dx, dy string
	anchor string
	drawn  bool
}

// Names are placed as they lie on a map of that many pixels; on a larger one they only move apart.
var (
	wideWindow   = window{pixels: 760, letter: 14, dot: 7}
	narrowWindow = window{pixels: 420, letter: 12, dot: 6}
)

// How large threads are against those on the map that design measures: on ours, and where it is small.
const (
	mapUnit   = 1.25
	smallUnit = 2.1
)

// chartOf returns the map of the cities that it shows, in their order. Without assets there is no map.
func chartOf(spots []Spot) (chart, bool) {
	var key []byte
	for _, s := range spots {
		key = append(key, s.Name...)
		key = append(key, 0)
		key = append(key, s.Href...)
		for _, v := range []float64{s.Lat, s.Lon, float64(s.Tie)} {
			key = binary.LittleEndian.AppendUint64(key, math.Float64bits(v))
		}
	}
	return charts.get(string(key), func() (chart, bool) { return layOut(spots) })
}

func layOut(spots []Spot) (chart, bool) {
	a, err := theAtlas()
	if err != nil {
		return chart{}, false
	}
	home := a.place(antwerpLat, antwerpLon)
	shown := make([]Spot, 0, len(spots))
	ends := make([]point, 0, len(spots))
	for _, s := range spots {
		if at := a.place(s.Lat, s.Lon); a.shows(at) {
			shown, ends = append(shown, s), append(ends, at)
		}
	}
	c := chart{viewBox: "0 0 " + tenth(a.Wide) + " " + tenth(a.High), wide: tenth(a.Wide), high: tenth(a.High)}
	curves := fan(home, ends)
	for i, s := range shown {
		c.threads = append(c.threads, threadOf(s.Tie, curves[i], onMap.times(mapUnit), mapStroke*mapUnit))
		c.coarse = append(c.coarse, threadOf(s.Tie, curves[i], onMap.times(smallUnit), mapStroke*smallUnit))
	}
	names := make([]string, len(shown)+1)
	names[0] = "Antwerpen"
	for i, s := range shown {
		names[i+1] = s.Name
	}
	points := append([]point{home}, ends...)
	wide := wideWindow.label(a, names, points, curves)
	narrow := narrowWindow.label(a, names, points, curves)
	for i, p := range points {
		d := dot{x: percent(p.x / a.Wide), y: percent(p.y / a.High), wide: wide[i], narrow: narrow[i]}
		if i == 0 {
			d.Name = names[0]
			c.antwerp = d
			continue
		}
		d.Spot = shown[i-1]
		c.dots = append(c.dots, d)
	}
	return c, true
}

func threadOf(tie city.Tie, c curve, w twist, width float64) thread {
	t := thread{tie: tie, width: tenth(width), dash: "0.1 " + tenth(7*width/mapStroke)}
	if tie == city.Wound {
		t.wound = woundOf(c, w)
	} else {
		t.path = c.path()
	}
	return t
}

func percent(part float64) string {
	return strconv.FormatFloat(math.Round(part*100_00)/100, 'f', -1, 64) + "%"
}

// tiesOf returns the ties that occur, the strongest first.
func tiesOf(spots []Spot) []city.Tie {
	var all []city.Tie
	for _, tie := range []city.Tie{city.Wound, city.Single, city.Dotted} {
		if slices.ContainsFunc(spots, func(s Spot) bool { return s.Tie == tie }) {
			all = append(all, tie)
		}
	}
	return all
}
