package ui

import (
	"cmp"
	"math"
	"slices"
)

// Threads keep these distances where they can, in units of the map: from another city, and from another thread, which
// counts only where both have left Antwerp.
const (
	fromCity   = 18.0
	fromThread = 16.0
	atHome     = 60.0
)

// bends are how far a thread may leave the straight line, in parts of its length.
var bends = [...]float64{.1, .125, .15, .175, .2, -.1, -.125, -.15, -.175, -.2}

// fan gives each thread the bend by which it passes farthest from other cities and other threads. Those that run most
// nearly south choose first; where it makes no difference, threads bend away from due south, as the ribs of a fan.
func fan(home point, ends []point) []curve {
	order := make([]int, len(ends))
	for i := range order {
		order[i] = i
	}
	fromSouth := func(i int) float64 {
		d := ends[i].minus(home)
		return math.Abs(math.Atan2(d.x, d.y))
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(fromSouth(a), fromSouth(b)) })
	curves := make([]curve, len(ends))
	var taken []point
	for _, i := range order {
		outward := 1.0
		if ends[i].x >= home.x {
			outward = -1
		}
		least := math.Inf(1)
		var way []point
		for _, bend := range bends {
			c := bent(home, ends[i], outward*bend)
			points := c.beads(home)
			cost := crowding(points, ends, i, taken)
			if bend < 0 {
				cost += .5
			}
			if cost < least {
				curves[i], way, least = c, points, cost
			}
		}
		taken = append(taken, way...)
	}
	return curves
}

// beads returns points along the curve, from where it has left home.
func (c curve) beads(home point) []point {
	const n = 32
	params, _ := c.evenly(n)
	all := make([]point, 0, n)
	for _, t := range params[1:n] {
		if p := c.at(t); p.minus(home).length() > atHome {
			all = append(all, p)
		}
	}
	return all
}

// crowding says how much a way is in the way: of the other cities, and of the ways that are taken.
func crowding(way, ends []point, own int, taken []point) float64 {
	sum := 0.0
	for _, p := range way {
		for i, e := range ends {
			if near := 1 - p.minus(e).length()/fromCity; i != own && near > 0 {
				sum += 4 * near
			}
		}
		for _, q := range taken {
			if near := 1 - p.minus(q).length()/fromThread; near > 0 {
				sum += near * near
			}
		}
	}
	return sum
}
