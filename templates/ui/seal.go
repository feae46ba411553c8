package ui

import "math"

// sealStrand winds one of the two strands of a thread round a seal, in a drawing of 96 by 96: strand 0 or 1.
func sealStrand(strand int) string {
	const waves, points, radius, swing = 14, 14 * 8, 38.0, 4.5
	var p pen
	for i := range points + 1 {
		turn := 2 * math.Pi * float64(i) / points
		r := radius + swing*math.Sin(turn*waves+math.Pi*float64(strand))
		at := point{48 + r*math.Sin(turn), 48 - r*math.Cos(turn)}
		if i == 0 {
			p.move(at)
		} else {
			p.to("L", at)
		}
	}
	return p.String()
}
