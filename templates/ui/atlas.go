package ui

import (
	"encoding/json"
	"math"
	"sync"

	"vriendenstad/internal/city"
	"vriendenstad/web"
)

// Where Antwerp lies, in degrees north and east.
const (
	antwerpLat = 51.2194
	antwerpLon = 4.4025
)

// A Spot is a city on the map.
type Spot struct {
	Name, Href string
	// Lat and Lon are degrees north and east.
	Lat, Lon float64
	Tie      city.Tie
}

// An atlas says where the build drew the earth: an Equal Earth projection, its scale and where its middle lies.
type atlas struct {
	// Centre is the meridian in the middle.
	Centre, Scale, X, Y float64
	// Wide and High are the size of the drawing.
	Wide, High float64
	// Close is the part of it that a narrow window shows: the degrees of design, from left to right.
	Close struct{ Left, Width float64 }
	// Check holds places as the build projected them.
	Check []struct {
		Lon, Lat float64
		At       [2]float64
	}
}

// The atlas is read when the first map is drawn.
var theAtlas = sync.OnceValues(readAtlas)

func readAtlas() (atlas, error) {
	var a atlas
	text, err := web.Data("atlas.json")
	if err != nil {
		return a, err
	}
	return a, json.Unmarshal(text, &a)
}

// place projects degrees to the units of the drawing, by the polynomial of Equal Earth (Šavrič, Patterson, Jenny 2018).
func (a atlas) place(lat, lon float64) point {
	const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	turn := math.Mod(lon-a.Centre+540, 360) - 180
	theta := math.Asin(math.Sqrt(3) / 2 * math.Sin(radians(lat)))
	t2 := theta * theta
	t6 := t2 * t2 * t2
	x := radians(turn) * math.Cos(theta) / (math.Sqrt(3) / 2 * (a1 + 3*a2*t2 + t6*(7*a3+9*a4*t2)))
	y := theta * (a1 + a2*t2 + t6*(a3+a4*t2))
	return point{a.X + a.Scale*x, a.Y - a.Scale*y}
}

// shows says whether a place lies on the part that every window shows.
func (a atlas) shows(p point) bool {
	return p.x >= a.Close.Left && p.x <= a.Close.Left+a.Close.Width && p.y >= 0 && p.y <= a.High
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }
