package ui

import (
	"math"
	"strconv"
)

// A point lies in the units of its drawing, y downwards.
type point struct{ x, y float64 }

func (p point) plus(q point) point        { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point       { return point{p.x - q.x, p.y - q.y} }
func (p point) times(k float64) point     { return point{p.x * k, p.y * k} }
func (p point) length() float64           { return math.Hypot(p.x, p.y) }
func (p point) aside() point              { return point{-p.y, p.x} }
func between(a, b point, t float64) point { return a.plus(b.minus(a).times(t)) }

// A curve is a quadratic one from one end to the other, bent towards its control point.
type curve struct{ from, control, to point }

// bent returns the curve whose control point lies half-way and aside by that share of its length.
func bent(from, to point, share float64) curve {
	return curve{from, between(from, to, .5).plus(to.minus(from).aside().times(share)), to}
}

func (c curve) at(t float64) point {
	return between(between(c.from, c.control, t), between(c.control, c.to, t), t)
}

// direction returns the unit tangent.
func (c curve) direction(t float64) point {
	d := between(c.control.minus(c.from), c.to.minus(c.control), t)
	if l := d.length(); l > 0 {
		return d.times(1 / l)
	}
	return point{1, 0}
}

// path writes the curve itself.
func (c curve) path() string {
	var p pen
	p.move(c.from)
	p.to("Q", c.control, c.to)
	return p.String()
}

// evenly returns n+1 parameters at equal distances along the curve, and the length between two of them.
func (c curve) evenly(n int) (params []float64, step float64) {
	const fine = 128
	var along [fine + 1]float64
	last := c.from
	for i := 1; i <= fine; i++ {
		next := c.at(float64(i) / fine)
		along[i] = along[i-1] + next.minus(last).length()
		last = next
	}
	step = along[fine] / float64(n)
	params = make([]float64, n+1)
	at := 0
	for i := 1; i < n; i++ {
		want := step * float64(i)
		for along[at+1] < want {
			at++
		}
		params[i] = (float64(at) + (want-along[at])/(along[at+1]-along[at])) / fine
	}
	params[n] = 1
	return params, step
}

// A twist says how two strands wind: how far they leave the curve, and after how long they cross again.
type twist struct{ amplitude, lens float64 }

// The twists of design, on a map of 970 across and on a tile of 540, and the strokes that go with them.
var (
	onMap  = twist{2.6, 24}
	onTile = twist{7, 64}
)

const (
	mapStroke  = 2.2
	tileStroke = 5.0
)

// times returns the twist of a drawing that is so much larger.
func (w twist) times(k float64) twist { return twist{w.amplitude * k, w.lens * k} }

// strands writes the two strands that wind round the curve in opposite phase, fading to nothing over its first and
// last twelfth. From one crossing to the next each is one cubic curve.
func (c curve) strands(w twist) (red, gold string) {
	length := c.lengthOf()
	n := max(2, int(math.Round(length/w.lens)))
	params, step := c.evenly(n)
	var r, g pen
	r.move(c.from)
	g.move(c.from)
	// A cubic curve that leaves and meets its chord with a slope rises to a quarter of slope times chord.
	slope := w.amplitude * 4 / step
	for i := range n {
		a, b := c.node(params[i]), c.node(params[i+1])
		left := slope * fade(float64(i)/float64(n)) * sign(i)
		right := slope * fade(float64(i+1)/float64(n)) * sign(i+1)
		r.to("C", a.off(step/3, left), b.off(-step/3, right), b.at)
		g.to("C", a.off(step/3, -left), b.off(-step/3, -right), b.at)
	}
	return r.String(), g.String()
}

func (c curve) lengthOf() float64 {
	_, whole := c.evenly(1)
	return whole
}

// A node is a place on the curve where the strands cross.
type node struct{ at, along point }

func (c curve) node(t float64) node { return node{c.at(t), c.direction(t)} }

// off returns the handle of a strand at that distance along the curve, where it leaves it with that slope.
func (n node) off(distance, slope float64) point {
	return n.at.plus(n.along.plus(n.along.aside().times(slope)).times(distance))
}

func sign(i int) float64 {
	if i%2 == 0 {
		return 1
	}
	return -1
}

// fade rises from nothing to the whole over the first twelfth and falls again over the last.
func fade(s float64) float64 {
	edge := math.Min(1, 12*math.Min(s, 1-s))
	return edge * edge * (3 - 2*edge)
}

// A pen writes the d of a path, with one decimal.
type pen struct{ d []byte }

func (p *pen) move(to point) { p.to("M", to) }

func (p *pen) to(command string, points ...point) {
	p.d = append(p.d, command...)
	for i, q := range points {
		if i > 0 {
			p.d = append(p.d, ' ')
		}
		p.d = append(appendTenth(p.d, q.x), ' ')
		p.d = appendTenth(p.d, q.y)
	}
}

// String returns what was written.
func (p *pen) String() string { return string(p.d) }

func appendTenth(to []byte, v float64) []byte {
	return strconv.AppendFloat(to, math.Round(v*10)/10, 'f', -1, 64)
}

// tenth writes a number for an attribute of a drawing.
func tenth(v float64) string { return string(appendTenth(nil, v)) }

// A wound holds the two strands of a thread, as they are drawn.
type wound struct{ red, gold string }

func woundOf(c curve, w twist) wound {
	red, gold := c.strands(w)
	return wound{red, gold}
}

// wideThread returns the thread that runs across the home page, in a drawing of 1200 by 40.
func wideThread() wound {
	return woundOf(curve{point{2, 20}, point{600, 20}, point{1198, 20}}, twist{11, 150})
}
