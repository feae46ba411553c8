package worker

import (
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestRiverRepeatsItselfOnceAMinute(t *testing.T) {
	t.Parallel()
	var said lines
	now := noon
	log := slog.New(&seldom{to: slog.NewTextHandler(&said, nil), clock: func() time.Time { return now }, from: &sentences{}})
	for range 120 { // two minutes of a database that is away
		log.With("queue", "default").WithGroup("x").Error("fetching jobs")
		log.Warn("no leader")
		log.Info("a client started")
		now = now.Add(time.Second)
	}
	for words, times := range map[string]int{"fetching jobs": 2, "no leader": 2, "a client started": 0, "queue=default": 2} {
		if got := strings.Count(said.String(), words); got != times {
			t.Errorf("%q is said %d times, want %d", words, got, times)
		}
	}
}
