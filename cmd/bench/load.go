package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// connections is how many callers load at a time; each has its own connection and asks again as soon as it is answered.
const connections = 32

// A load is something that can be called by many at a time.
type load struct {
	// open prepares caller number i, and returns what it does again and again, and what it does at the end.
	open func(ctx context.Context, i int) (call func() error, end func() error, err error)
	// callers is how many there are; zero is [connections].
	callers int
}

// A window is how long a load runs before it counts, and how long it counts.
type window struct{ warm, count time.Duration }

func (w window) whole() time.Duration { return w.warm + w.count }

// The phases of a load. Calls count that end while it is counting.
const (
	warming int32 = iota
	counting
	ending
)

// drive runs a load and returns what it did while it counted. The first error of a caller ends it: a wrong answer has no speed.
func drive(ctx context.Context, l load, w window, m *meter) (figure, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	callers := l.callers
	if callers == 0 {
		callers = connections
	}
	var phase atomic.Int32
	var all sync.WaitGroup
	took := make([][]time.Duration, callers)
	for i := range callers {
		all.Go(func() {
			var err error
			if took[i], err = l.run(ctx, i, &phase); err != nil {
				cancel(err)
			}
		})
	}
	wait(ctx, w.warm)
	before, err := m.read()
	if err != nil {
		cancel(err)
	}
	phase.Store(counting)
	wait(ctx, w.count)
	phase.Store(ending)
	after, err := m.read()
	if err != nil {
		cancel(err)
	}
	all.Wait()
	if err := context.Cause(ctx); err != nil {
		return figure{}, err
	}
	return newFigure(slices.Concat(took...), before, after)
}

// run is one caller: it calls until the load ends, and returns how long the calls took that counted.
func (l load) run(ctx context.Context, i int, phase *atomic.Int32) (took []time.Duration, err error) {
	call, end, err := l.open(ctx, i)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, end()) }()
	took = make([]time.Duration, 0, 1<<14)
	begin := time.Now()
	for phase.Load() != ending && ctx.Err() == nil {
		if err := call(); err != nil {
			return nil, err
		}
		now := time.Now()
		if phase.Load() == counting {
			took = append(took, now.Sub(begin))
		}
		begin = now
	}
	return took, nil
}

// wait returns after so long, or when the context ends.
func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// A figure is what one window of a load gave.
type figure struct {
	calls    int
	took     time.Duration
	p50, p99 time.Duration
	// What the machine did meanwhile: the server that was loaded, the database, this program, and all others together.
	server, database, own, others time.Duration
}

var errNothing = errors.New("no call ended while it was counted: the window is too short")

func newFigure(took []time.Duration, before, after reading) (figure, error) {
	if len(took) == 0 {
		return figure{}, errNothing
	}
	slices.Sort(took)
	f := figure{
		calls: len(took), took: after.at.Sub(before.at), p50: took[len(took)/2], p99: took[len(took)*99/100],
		server: after.server - before.server, database: after.database - before.database, own: after.own - before.own,
	}
	f.others = max(0, after.machine-before.machine-f.server-f.database-f.own)
	return f, nil
}

// rate is calls a second.
func (f figure) rate() float64 { return float64(f.calls) / f.took.Seconds() }

// cpu is the time of server and database that one call costs.
func (f figure) cpu() time.Duration { return (f.server + f.database) / time.Duration(f.calls) }

// busy is how many cores the rest of the machine used meanwhile.
func (f figure) busy() float64 { return f.others.Seconds() / f.took.Seconds() }

// middle returns the figure with the median rate.
func middle(all []figure) figure {
	sorted := slices.SortedFunc(slices.Values(all), func(a, b figure) int {
		if a.rate() < b.rate() {
			return -1
		}
		return 1
	})
	return sorted[len(sorted)/2]
}

// median returns the middle number.
func median(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}
