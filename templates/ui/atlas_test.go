package ui

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vriendenstad/internal/city"
)

func atlasOf(t *testing.T) atlas {
	t.Helper()
	a, err := theAtlas()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// The land was projected by the build, the dots are by us: they must agree.
func TestPlacesLieWhereTheBuildDrewThem(t *testing.T) {
	a := atlasOf(t)
	if len(a.Check) == 0 {
		t.Fatal("the build left no places to check by")
	}
	for _, c := range a.Check {
		got := a.place(c.Lat, c.Lon)
		if math.Abs(got.x-c.At[0]) > .01 || math.Abs(got.y-c.At[1]) > .01 {
			t.Errorf("%.2f, %.2f lies at %.3f, %.3f; the build drew it at %.3f, %.3f", c.Lat, c.Lon, got.x, got.y, c.At[0], c.At[1])
		}
	}
}

func TestLongitudesGoRound(t *testing.T) {
	a := atlasOf(t)
	for _, lon := range []float64{-170, -20, 0, 100, 179} {
		if p, q := a.place(10, lon), a.place(10, lon+360); p.minus(q).length() > 1e-6 {
			t.Errorf("%v and %v degrees east are two places", lon, lon+360)
		}
	}
}

func TestTheMapKeepsTheOrderOfTheList(t *testing.T) {
	html := render(t, WorldMap("Kaart van de steden", sampleSpots()))
	if !strings.Contains(html, `role="group" aria-label="Kaart van de steden"`) {
		t.Error("the map is no group with a name")
	}
	at := 0
	for _, s := range sampleSpots() {
		next := strings.Index(html[at:], `<a href="`+s.Href+`" aria-label="`+s.Name+`">`)
		if next < 0 {
			t.Fatalf("%s is missing, or stands in another order", s.Name)
		}
		at += next + 1
	}
	if n := strings.Count(html, `class="map__target"`); n != len(sampleSpots()) {
		t.Errorf("%d targets, want %d", n, len(sampleSpots()))
	}
	if strings.Contains(html, "style=") {
		t.Error("the map has a style of its own")
	}
}

// A city outside the degrees of the map stands in the list alone.
func TestAPlaceOffTheMapIsNotDrawn(t *testing.T) {
	spots := append(sampleSpots(), Spot{"Recife", "/steden/recife", -8.05, -34.9, city.Wound}, Spot{"Auckland", "/steden/auckland", -36.8, 174.7, city.Single})
	html := render(t, WorldMap("Kaart", spots))
	if strings.Contains(html, "Recife") || strings.Contains(html, "Auckland") {
		t.Error("a city that the narrow map does not show is drawn")
	}
	if html := render(t, WorldMap("Kaart", nil)); !strings.Contains(html, "Antwerpen") {
		t.Error("a map without cities has no Antwerp")
	}
}

// boxesOf returns where the dots and the names lie on a map of that many pixels.
func boxesOf(a atlas, w window, names []string, points []point, placed []name, pixels float64) (boxes []box, of []string) {
	zoom := pixels / a.Wide
	for i, p := range points {
		at := p.times(zoom)
		r := w.dot - 1
		boxes, of = append(boxes, box{at.x - r, at.y - r, at.x + r, at.y + r}), append(of, names[i]+"'s dot")
		if placed[i].drawn {
			for _, one := range w.tries() {
				if tenth(one.dx) == placed[i].dx && tenth(one.dy) == placed[i].dy && one.anchor == placed[i].anchor {
					boxes, of = append(boxes, w.box(at, one, names[i])), append(of, names[i])
				}
			}
		}
	}
	return boxes, of
}

func TestNamesCoverNothingAtAnySize(t *testing.T) {
	a := atlasOf(t)
	names, points := []string{"Antwerpen"}, []point{a.place(antwerpLat, antwerpLon)}
	for _, s := range sampleSpots() {
		names, points = append(names, s.Name), append(points, a.place(s.Lat, s.Lon))
	}
	curves := fan(points[0], points[1:])
	for _, w := range []window{wideWindow, narrowWindow} {
		placed := w.label(a, names, points, curves)
		for i, n := range placed {
			if !n.drawn {
				t.Errorf("at %v pixels %s has no place", w.pixels, names[i])
			}
		}
		for pixels := w.pixels; pixels <= 1216; pixels += 4 {
			boxes, of := boxesOf(a, w, names, points, placed, pixels)
			for i, b := range boxes {
				for k := range i {
					if b.meets(boxes[k]) {
						t.Fatalf("placed at %v, drawn at %v pixels: %s covers %s", w.pixels, pixels, of[i], of[k])
					}
				}
			}
		}
	}
}

// Whatever the cities, no name covers another, and the same cities give the same map.
func TestNamesNeverMeet(t *testing.T) {
	a := atlasOf(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "n")
		names, points := []string{"Antwerpen"}, []point{a.place(antwerpLat, antwerpLon)}
		for range n {
			p := a.place(rapid.Float64Range(-35, 58).Draw(t, "lat"), rapid.Float64Range(-20, 130).Draw(t, "lon"))
			names, points = append(names, rapid.StringMatching(`[A-Z][a-z]{2,14}`).Draw(t, "name")), append(points, p)
		}
		curves := fan(points[0], points[1:])
		placed := narrowWindow.label(a, names, points, curves)
		boxes, of := boxesOf(a, narrowWindow, names, points, placed, narrowWindow.pixels)
		for i, b := range boxes {
			for k := range i {
				if b.meets(boxes[k]) && !(strings.HasSuffix(of[i], "dot") && strings.HasSuffix(of[k], "dot")) {
					t.Fatalf("%s covers %s", of[i], of[k])
				}
			}
		}
		again := narrowWindow.label(a, names, points, fan(points[0], points[1:]))
		for i := range placed {
			if placed[i] != again[i] {
				t.Fatalf("%s was placed twice in different places", names[i])
			}
		}
	})
}

func TestNoThreadRunsThroughAnotherCity(t *testing.T) {
	a := atlasOf(t)
	home := a.place(antwerpLat, antwerpLon)
	var ends []point
	for _, s := range sampleSpots() {
		ends = append(ends, a.place(s.Lat, s.Lon))
	}
	for i, c := range fan(home, ends) {
		bend := c.control.minus(between(c.from, c.to, .5)).length() / c.to.minus(c.from).length()
		if bend < .0999 || bend > .2001 {
			t.Errorf("the thread to %s bends by %.3f of its length", sampleSpots()[i].Name, bend)
		}
		for _, p := range c.beads(home) {
			for k, e := range ends {
				if k != i && p.minus(e).length() < 10 {
					t.Errorf("the thread to %s runs through %s", sampleSpots()[i].Name, sampleSpots()[k].Name)
				}
			}
		}
	}
}
