package worker

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// saidEach is how often one sentence may be repeated.
const saidEach = time.Minute

// A seldom is a log for River, which repeats itself each second while the database is away: warnings and errors alone, and the same
// sentence once a minute.
type seldom struct {
	to    slog.Handler
	clock func() time.Time
	from  *sentences
}

// sentences are when each was written last.
type sentences struct {
	mu   sync.Mutex
	when map[string]time.Time
}

// fresh says whether the sentence may be written, and takes it that it is.
func (s *sentences) fresh(sentence string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if last, there := s.when[sentence]; there && now.Sub(last) < saidEach {
		return false
	}
	if s.when == nil {
		s.when = map[string]time.Time{}
	}
	s.when[sentence] = now
	return true
}

// Enabled lets warnings and errors through.
func (s *seldom) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && s.to.Enabled(ctx, level)
}

// Handle writes a line, unless it was written a short while ago.
func (s *seldom) Handle(ctx context.Context, line slog.Record) error {
	if !s.from.fresh(line.Message, s.clock()) {
		return nil
	}
	return s.to.Handle(ctx, line)
}

// WithAttrs returns the same log for lines with these attributes.
func (s *seldom) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &seldom{s.to.WithAttrs(attrs), s.clock, s.from}
}

// WithGroup returns the same log for lines of that group.
func (s *seldom) WithGroup(name string) slog.Handler {
	return &seldom{s.to.WithGroup(name), s.clock, s.from}
}
