package main

import (
	"context"
	"fmt"
	"time"
)

// A slot is one load that takes its turn in each round.
type slot struct {
	name string
	load load
	// of is the process that answers; nil for the database alone.
	of *child
	// weight is how long it runs against others; zero is 1. The list, with its limits, runs as long as performance asks whatever
	// time there is: 1 s to warm up and 3 s that count.
	weight float64
	full   bool
}

// fullWindow is how long a load runs where time is no matter.
var fullWindow = window{warm: time.Second, count: 3 * time.Second}

// rounds are the figures of all slots, one for each round.
type rounds map[string][]figure

// A runner lets the slots take turns.
type runner struct {
	slots    []slot
	times    int
	database int // the database server's process
	// after, which may be nil, is called after each slot.
	after func(slot) error
	say   func(format string, args ...any)
}

// need is how long all rounds take when a slot of weight 1 takes so long.
func (r runner) need(unit time.Duration) time.Duration {
	var sum time.Duration
	for _, one := range r.slots {
		sum += one.window(unit).whole()
	}
	return sum * time.Duration(r.times)
}

func (s slot) window(unit time.Duration) window {
	if s.full || unit >= fullWindow.whole() {
		return fullWindow
	}
	if s.weight != 0 {
		unit = time.Duration(float64(unit) * s.weight)
	}
	return window{warm: unit / 4, count: unit - unit/4}
}

// leastUnit is how short a slot may become.
const leastUnit = 400 * time.Millisecond

// fitting returns how long a slot of weight 1 may take so that all rounds end within the time left.
func (r runner) fitting(left time.Duration) (time.Duration, error) {
	for unit := fullWindow.whole(); unit >= leastUnit; unit -= 10 * time.Millisecond {
		if r.need(unit) <= left {
			return unit, nil
		}
	}
	return 0, fmt.Errorf("%v are left for %d rounds, which take %v at least: this machine is too busy or too slow for %s",
		left.Round(time.Second), r.times, r.need(leastUnit).Round(time.Second), bound)
}

// run lets every slot take its turn, and all of them again, so that a machine whose speed drifts is fair to each.
func (r runner) run(ctx context.Context, unit time.Duration) (rounds, error) {
	all := rounds{}
	for turn := range r.times {
		begin := time.Now()
		var busy float64
		for _, one := range r.slots {
			m := &meter{database: r.database}
			if one.of != nil {
				m.server = one.of.pid()
			}
			f, err := drive(ctx, one.load, one.window(unit), m)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", one.name, err)
			}
			all[one.name] = append(all[one.name], f)
			busy += f.busy() / float64(len(r.slots))
			if r.after != nil {
				if err := r.after(one); err != nil {
					return nil, err
				}
			}
		}
		r.say("round %d of %d in %.0f s; others used %.2f of the cores", turn+1, r.times, time.Since(begin).Seconds(), busy)
	}
	return all, nil
}

// ratio is the median over the rounds of how many times faster one slot was than another.
func (all rounds) ratio(one, other string) float64 {
	return all.median(one, func(turn int) float64 { return all[other][turn].rate() })
}

// toLimit is the median over the rounds of a page against its composed limit: what a constant page and its statements, each alone
// as fast as they can be, leave.
func (all rounds) toLimit(page, constant, raw string) float64 {
	return all.median(page, func(turn int) float64 { return all.limit(turn, constant, raw) })
}

func (all rounds) limit(turn int, constant, raw string) float64 {
	return 1 / (1/all[constant][turn].rate() + 1/all[raw][turn].rate())
}

func (all rounds) median(of string, against func(turn int) float64) float64 {
	ratios := make([]float64, len(all[of]))
	for turn, f := range all[of] {
		ratios[turn] = f.rate() / against(turn)
	}
	return median(ratios)
}

// busy is how many cores the rest of the machine used, on average over all slots.
func (all rounds) busy() float64 {
	sum, n := 0.0, 0
	for _, figures := range all {
		for _, f := range figures {
			sum, n = sum+f.busy(), n+1
		}
	}
	return sum / float64(n)
}
