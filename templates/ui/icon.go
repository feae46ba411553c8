package ui

import (
	"encoding/json"
	"sync"

	"vriendenstad/web"
)

// A shape is one element of an icon, as the build found it. What an element does not have is empty.
type shape struct {
	Shape                                      string
	D, X, Y, X1, Y1, X2, Y2, Cx, Cy, R, Rx, Ry string
	Width, Height, Points                      string
}

// The icons are read from the assets when the first one is drawn.
var icons = sync.OnceValue(readIcons)

func readIcons() map[string][]shape {
	text, err := web.Data("icons.json")
	if err != nil {
		return nil // web.Built says so at start
	}
	var all map[string][]shape
	if err := json.Unmarshal(text, &all); err != nil {
		return nil
	}
	return all
}
