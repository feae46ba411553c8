package site

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// DemoFresh is how long the portal believes what it last learnt of its demonstration data.
const demoFresh = 5 * time.Second

// A demo remembers whether the database holds demonstration data, so that every page can say so.
type demo struct {
	ask    func(context.Context) (bool, error)
	on     atomic.Bool
	learnt atomic.Int64 // when it was last asked, in unix nanoseconds; 0 for never
	asking sync.Mutex
}

// Learn asks anew when the last answer is old: one page asks, the others go on with what is known, and wait only while
// nothing is known at all. Without an answer the last one stands, until it is time to ask again.
func (d *demo) learn(ctx context.Context, now time.Time) {
	last := d.learnt.Load()
	switch {
	case last != 0 && now.UnixNano()-last < int64(demoFresh):
		return
	case last == 0:
		d.asking.Lock()
	case !d.asking.TryLock():
		return
	}
	defer d.asking.Unlock()
	if d.learnt.Load() != last {
		return // learnt while this one waited
	}
	if on, err := d.ask(ctx); err == nil {
		d.on.Store(on)
	}
	d.learnt.Store(now.UnixNano())
}
