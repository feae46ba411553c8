package ui

import "math"

// A window is a size of the map at which names are placed.
type window struct {
	// pixels is the width of the whole map, letter the size of its names, dot the radius of a city.
	pixels, letter, dot float64
}

type box struct{ left, top, right, bottom float64 }

func (b box) meets(c box) bool {
	return b.left < c.right && c.left < b.right && b.top < c.bottom && c.top < b.bottom
}

func (b box) holds(p point) bool {
	return p.x > b.left && p.x < b.right && p.y > b.top && p.y < b.bottom
}

// A try is a place for a name: where it begins from the dot, and how it is anchored there.
type try struct {
	dx, dy float64
	anchor string
}

// tries returns the places for a name, the best first: right, left, above, below, and between them.
func (w window) tries() []try {
	off, half := w.dot+4, w.letter*.34
	return []try{
		{off, half, "start"},
		{-off, half, "end"},
		{0, -off - 2, "middle"},
		{0, off + w.letter*.8, "middle"},
		{off - 2, half - w.letter*.62, "start"},
		{off - 2, half + w.letter*.62, "start"},
		{2 - off, half - w.letter*.62, "end"},
		{2 - off, half + w.letter*.62, "end"},
	}
}

// label places a name beside each point, none over another name or dot. A name that finds no place is not drawn.
// Where it can, it stays off the threads. The same names always get the same places.
func (w window) label(a atlas, names []string, points []point, curves []curve) []name {
	zoom := w.pixels / a.Wide
	edge := box{a.Close.Left * zoom, 0, (a.Close.Left + a.Close.Width) * zoom, a.High * zoom}
	at := make([]point, len(points))
	taken := make([]box, len(points))
	for i, p := range points {
		at[i] = p.times(zoom)
		r := w.dot + 1
		taken[i] = box{at[i].x - r, at[i].y - r, at[i].x + r, at[i].y + r}
	}
	ways := w.ways(curves, zoom)
	placed := make([]name, len(points))
	for i := range points {
		best, cost := -1, math.Inf(1)
		all := w.tries()
		for k, t := range all {
			b := w.box(at[i], t, names[i])
			if b.left < edge.left || b.right > edge.right || b.top < edge.top || b.bottom > edge.bottom || b.meetsAny(taken, i) {
				continue
			}
			if c := float64(k)*.9 + float64(b.count(ways)); c < cost {
				best, cost = k, c
			}
		}
		if best >= 0 {
			t := all[best]
			placed[i] = name{tenth(t.dx), tenth(t.dy), t.anchor, true}
			taken = append(taken, w.box(at[i], t, names[i]))
		}
	}
	return placed
}

// box returns the space of a name, a little more than its letters need.
func (w window) box(at point, t try, word string) box {
	wide := w.letter * widthOf(word)
	left := at.x + t.dx
	switch t.anchor {
	case "end":
		left -= wide
	case "middle":
		left -= wide / 2
	}
	base := at.y + t.dy
	return box{left - 1, base - w.letter*.78, left + wide + 1, base + w.letter*.26}
}

func (b box) meetsAny(taken []box, but int) bool {
	for i, one := range taken {
		if i != but && b.meets(one) {
			return true
		}
	}
	return false
}

// ways returns points along the threads, some six pixels apart.
func (w window) ways(curves []curve, zoom float64) []point {
	var all []point
	for _, c := range curves {
		n := max(4, int(c.lengthOf()*zoom/6))
		params, _ := c.evenly(n)
		for _, t := range params[1:n] {
			all = append(all, c.at(t).times(zoom))
		}
	}
	return all
}

func (b box) count(points []point) int {
	n := 0
	for _, p := range points {
		if b.holds(p) {
			n++
		}
	}
	return n
}

// widthOf returns about how wide a name is, in parts of the size of its letters, for the half-bold of our font.
func widthOf(word string) float64 {
	sum := 0.0
	for _, r := range word {
		switch {
		case r == 'i' || r == 'j' || r == 'l' || r == 'I' || r == '\'' || r == '.':
			sum += .29
		case r == ' ' || r == 'f' || r == 't' || r == 'r' || r == '-':
			sum += .37
		case r == 'm' || r == 'w' || r == 'M' || r == 'W':
			sum += .86
		case r >= 'A' && r <= 'Z':
			sum += .62
		default:
			sum += .55
		}
	}
	return sum
}
