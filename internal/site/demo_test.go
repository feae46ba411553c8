package site

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
)

func TestEveryPageSaysThatItIsADemonstration(t *testing.T) {
	t.Parallel()
	begin := time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)
	var now atomic.Pointer[time.Time]
	now.Store(&begin)
	c := newCore(t, func(set *Settings) { set.Clock = func() time.Time { return *now.Load() } }, func(s *Site, r chi.Router) {
		r.Get("/steden", s.says("steden"))
	})
	var asked atomic.Int32
	c.demo.ask = func(context.Context) (bool, error) {
		switch asked.Add(1) {
		case 1:
			return true, nil
		case 2:
			return false, errors.New("away")
		}
		return false, nil
	}
	shows := func() bool { return strings.Contains(c.get(t, "/steden").body, "Demonstratiegegevens") }

	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if !shows() {
				t.Error("a first page does not say so")
			}
		})
	}
	all.Wait()
	if !strings.Contains(c.get(t, "/nergens").body, "Demonstratiegegevens") {
		t.Error("the page of a failure does not say so")
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("asked %d times", n)
	}
	for _, step := range []struct {
		says  string
		after time.Duration
		want  bool
		asked int32
	}{
		{"fresh", demoFresh - 1, true, 1},
		{"old, and nobody answers", demoFresh, true, 2},
		{"just asked", demoFresh + time.Second, true, 2},
		{"old again", 2 * demoFresh, false, 3},
	} {
		at := begin.Add(step.after)
		now.Store(&at)
		if got := shows(); got != step.want || asked.Load() != step.asked {
			t.Errorf("%s: %t after %d questions", step.says, got, asked.Load())
		}
	}
}
