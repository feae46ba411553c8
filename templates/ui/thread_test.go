package ui

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// numbersOf reads the points of a path that the pen wrote.
func numbersOf(t *rapid.T, d string) []point {
	fields := strings.FieldsFunc(d, func(r rune) bool { return r == ' ' || r == 'M' || r == 'C' || r == 'Q' })
	var all []point
	for i := 0; i+1 < len(fields); i += 2 {
		x, errX := strconv.ParseFloat(fields[i], 64)
		y, errY := strconv.ParseFloat(fields[i+1], 64)
		if errX != nil || errY != nil {
			t.Fatalf("%q and %q are not a point of %q", fields[i], fields[i+1], d)
		}
		all = append(all, point{x, y})
	}
	return all
}

// Two strands leave one place, cross on the curve, arrive at one place, and lie on either side of it between.
func TestStrandsWindRoundTheirCurve(t *testing.T) {
	coordinate := rapid.Float64Range(0, 1000)
	rapid.Check(t, func(t *rapid.T) {
		from := point{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")}
		to := point{coordinate.Draw(t, "to x"), coordinate.Draw(t, "to y")}
		if to.minus(from).length() < 60 {
			return
		}
		c := bent(from, to, rapid.Float64Range(-.2, .2).Draw(t, "bend"))
		red, gold := c.strands(onMap)
		r, g := numbersOf(t, red), numbersOf(t, gold)
		if len(r) != len(g) || (len(r)-1)%3 != 0 {
			t.Fatalf("the strands have %d and %d points", len(r), len(g))
		}
		for i := 0; i < len(r); i += 3 {
			if r[i] != g[i] {
				t.Fatalf("the strands do not cross at %v and %v", r[i], g[i])
			}
		}
		if r[0].minus(from).length() > .2 || r[len(r)-1].minus(to).length() > .2 {
			t.Fatalf("the strands run from %v to %v", r[0], r[len(r)-1])
		}
		for i := range r {
			middle := between(r[i], g[i], .5)
			if half := r[i].minus(middle).length(); half > 2.5*onMap.amplitude {
				t.Fatalf("a handle lies %.1f from the curve", half)
			}
		}
	})
}

func TestAThreadFadesAtBothEnds(t *testing.T) {
	for _, test := range []struct{ along, want float64 }{{0, 0}, {1. / 12, 1}, {.5, 1}, {11. / 12, 1}, {1, 0}, {1. / 24, .5}} {
		if got := fade(test.along); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("at %.3f the strands are apart by %.3f, want %.3f", test.along, got, test.want)
		}
	}
}
