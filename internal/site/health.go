package site

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const (
	// readyTime is how long the database may take to say that it is there.
	readyTime = 2 * time.Second
	// clockApart is how far the portal's clock may be from the database's: closing times are reckoned by the first and
	// kept by the second.
	clockApart = time.Second
)

// Health says that the process lives.
func (s *Site) health(w http.ResponseWriter, r *http.Request) {
	sayPlain(w, r, http.StatusOK, "ok")
}

// Ready says whether this replica should be given requests: the database answers, has the tables that this program
// needs, and agrees on the time.
func (s *Site) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyTime)
	defer cancel()
	if err := s.unready(ctx); err != nil {
		visitOf(r).err = err
		wait(w.Header(), waitUnavailable)
		sayPlain(w, r, http.StatusServiceUnavailable, "not ready: "+reason(err))
		return
	}
	sayPlain(w, r, http.StatusOK, "ready")
}

// A notReady is why this replica should not be given requests. Its text may be read by anybody.
type notReady string

func (n notReady) Error() string { return string(n) }

func (s *Site) unready(ctx context.Context) error {
	version, err := s.db.SchemaVersion(ctx)
	if err != nil {
		return fmt.Errorf("schema version: %w", err)
	}
	if version < s.set.SchemaVersion { // a newer one is fine: the old program runs on the new schema for a while
		return notReady(fmt.Sprintf("the database is at migration %d and this program needs %d", version, s.set.SchemaVersion))
	}
	asked := s.set.Clock()
	theirs, err := s.db.Now(ctx)
	if err != nil {
		return fmt.Errorf("the database's clock: %w", err)
	}
	// the database answered somewhere between asked and now
	if apart := max(asked.Sub(theirs), theirs.Sub(s.set.Clock())); apart > clockApart {
		return notReady(fmt.Sprintf("the clock differs %v from the database's", apart.Round(time.Millisecond)))
	}
	return nil
}

// Reason is what a stranger may know of why the portal is not ready.
func reason(err error) string {
	if why, ok := errors.AsType[notReady](err); ok {
		return why.Error()
	}
	return "the database does not answer"
}

func sayPlain(w http.ResponseWriter, r *http.Request, status int, words string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if _, err := fmt.Fprintln(w, words); err != nil {
		visitOf(r).err = err // the prober is gone
	}
}
