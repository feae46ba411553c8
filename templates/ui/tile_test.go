package ui

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vriendenstad/internal/city"
)

func TestEachCityHasACoastOfItsOwn(t *testing.T) {
	seen := map[string]string{}
	for _, s := range sampleSpots() {
		land := tileOf(s.Lat, s.Lon, s.Tie).land
		if land == "" {
			t.Errorf("%s lies in the sea", s.Name)
		}
		if other, ok := seen[land]; ok {
			t.Errorf("%s has the coast of %s", s.Name, other)
		}
		seen[land] = s.Name
		if len(land) > 20_000 {
			t.Errorf("the coast of %s takes %d bytes", s.Name, len(land))
		}
	}
}

func TestATileOfLandOrSeaAlone(t *testing.T) {
	if land := tileOf(-45, -130, city.Wound).land; land != "" {
		t.Errorf("there is land in the middle of the Pacific: %s", land)
	}
	land := tileOf(48, 68, city.Wound).land
	if n := strings.Count(land, "M"); n != 1 || len(land) > 60 {
		t.Errorf("the steppe is not one field of land: %s", land)
	}
}

// The date line is no edge of the earth: the land on both sides of it is drawn.
func TestTheDateLineIsCrossed(t *testing.T) {
	east, west := tileOf(66, 179.9, city.Wound).land, tileOf(66, -179.9, city.Wound).land
	if abs(len(east)-len(west)) > len(east)/10 {
		t.Errorf("on one side of the date line the coast takes %d bytes, on the other %d", len(east), len(west))
	}
}

func TestTheThreadComesFromAntwerp(t *testing.T) {
	for _, test := range []struct {
		name     string
		lat, lon float64
		left, up bool
	}{
		{"Tanger, from the north-east", 35.76, -5.83, false, true},
		{"Kathmandu, from the north-west", 27.72, 85.32, true, true},
		{"Tromsø, from the south-west", 69.65, 18.96, true, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			var x, y float64
			if _, err := fmt.Sscanf(tileOf(test.lat, test.lon, city.Single).thread.path, "M%f %fQ", &x, &y); err != nil {
				t.Fatal(err)
			}
			if left, up := x < knotX, y < knotY; left != test.left || up != test.up {
				t.Errorf("the thread comes from %.0f, %.0f to the city at %.0f, %.0f", x, y, knotX, knotY)
			}
		})
	}
	if home := tileOf(antwerpLat, antwerpLon, city.Wound); !home.home || home.thread.path != "" {
		t.Error("Antwerp has a thread to itself")
	}
}

func TestWhatIsClippedLiesInside(t *testing.T) {
	edge := box{0, 0, 100, 50}
	coordinate := rapid.Float64Range(-200, 200)
	rapid.Check(t, func(t *rapid.T) {
		var line []point
		for range rapid.IntRange(3, 20).Draw(t, "points") {
			line = append(line, point{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")})
		}
		for _, p := range clip(line, edge) {
			if p.x < -1e-9 || p.x > 100+1e-9 || p.y < -1e-9 || p.y > 50+1e-9 {
				t.Fatalf("%v lies outside", p)
			}
		}
	})
}

func TestAnOutlineThatIsNotOneIsRefused(t *testing.T) {
	for _, packed := range []string{"", "\x01", "\x01\x05\x02\x02", "\x00\x00", "\x02\x01\x02\x02", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"} {
		if rings, err := unpack([]byte(packed)); err == nil {
			t.Errorf("%q was read as %d rings", packed, len(rings))
		}
	}
	if rings, err := unpack([]byte("\x01\x02\x02\x01\x04\x04")); err != nil || len(rings) != 1 || rings[0].points[1] != (place{3, 1}) {
		t.Errorf("a ring of two points was read as %v, %v", rings, err)
	}
}
