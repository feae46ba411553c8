package site

import (
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/templates/layout"
)

// What the city was promised of a database that goes away.
const (
	refusedWithin = 6 * time.Second
	backWithin    = 20 * time.Second
)

func TestTheDatabaseGoesAndComesBack(t *testing.T) {
	t.Parallel()
	for says, how := range map[string]struct {
		broken state
		lost   bool // the connections of before stay silent for good
	}{
		"it falls silent":            {silent, false},
		"it refuses":                 {refusing, false},
		"the line to it is replaced": {silent, true},
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			direct := pgtest.New(t)
			version, err := direct.SchemaVersion(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			line := newLine(t, direct.URL())
			db, err := postgres.Open(t.Context(), postgres.Settings{URL: line.url, Pages: 4})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(db.Close)
			t.Cleanup(line.end) // before the pool is closed, which waits for what is silent
			c := newCore(t, func(set *Settings) { set.DB, set.SchemaVersion = db, version }, func(s *Site, r chi.Router) {
				r.With(within(pageTime)).Get("/klok", s.page(s.clockPage))
			})
			if page, ready := c.get(t, "/klok"), c.get(t, "/readyz"); page.StatusCode != 200 || ready.body != "ready\n" {
				t.Fatalf("before: %d, %q", page.StatusCode, ready.body)
			}

			line.set(how.broken)
			var all sync.WaitGroup
			for range 12 { // more than the pool has connections
				all.Go(func() { c.checkRefused(t, "/klok") })
			}
			all.Go(func() { c.checkRefused(t, "/readyz") })
			for _, address := range []string{"/healthz", "/robots.txt", "/static/gone.css", "/favicon.ico"} {
				begun := time.Now()
				if got := c.get(t, address); got.StatusCode >= 500 || time.Since(begun) > time.Second {
					t.Errorf("%s: %d after %v", address, got.StatusCode, time.Since(begun))
				}
			}
			all.Wait()

			if how.lost {
				line.loseAll()
			}
			line.set(open)
			mended := time.Now()
			for c.get(t, "/klok").StatusCode != 200 || c.get(t, "/readyz").StatusCode != 200 {
				if time.Since(mended) > backWithin {
					t.Fatalf("not back %v after the database", time.Since(mended))
				}
			}
			t.Logf("back %v after the database", time.Since(mended).Round(time.Millisecond))
		})
	}
}

func (s *Site) clockPage(w http.ResponseWriter, r *http.Request) error {
	now, err := s.db.Now(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, layout.Head{Title: "Klok"}, plainText(now.String()))
}

func (c core) checkRefused(t *testing.T, address string) {
	begun := time.Now()
	got := c.get(t, address)
	if took := time.Since(begun); got.StatusCode != 503 || got.Header.Get("Retry-After") == "" || took > refusedWithin {
		t.Errorf("%s: %d after %v, %v", address, got.StatusCode, took, got.Header)
	}
	if address == "/klok" {
		checkFaultPage(t, got)
	}
}

func TestReady(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	version, err := db.SchemaVersion(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		says   string
		needs  int64
		clock  time.Duration // beside the database's
		status int
		words  string
	}{
		{"all is well", version, 0, 200, "ready\n"},
		{"the schema is newer", version - 1, 0, 200, "ready\n"},
		{"the schema is older", version + 1, 0, 503, "not ready: the database is at migration " + strconv.FormatInt(version, 10) + " and this program needs " + strconv.FormatInt(version+1, 10) + "\n"},
		{"our clock is slow", version, -time.Hour, 503, ""},
		{"our clock is fast", version, 3 * time.Second, 503, ""},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, func(set *Settings) {
				set.DB, set.SchemaVersion = db, test.needs
				set.Clock = func() time.Time { return time.Now().Add(test.clock) }
			}, nil)
			got := c.get(t, "/readyz")
			if got.StatusCode != test.status || test.words != "" && got.body != test.words || (got.Header.Get("Retry-After") != "") != (test.status == 503) {
				t.Errorf("%d, %q", got.StatusCode, got.body)
			}
		})
	}
	if got := newCore(t, nil, nil).get(t, "/readyz"); got.StatusCode != 503 || got.body != "not ready: the database does not answer\n" {
		t.Errorf("without a database: %d, %q", got.StatusCode, got.body)
	}
}

// A state is how a line to the database behaves.
type state int

const (
	open     state = iota
	silent         // nothing passes, and nobody is told
	refusing       // connections end, and new ones end at once
)

// A line passes what the portal and its database say to each other, until it is told not to.
type line struct {
	url   string
	to    func() (net.Conn, error)
	mu    sync.Mutex
	moved *sync.Cond
	is    state
	ends  map[net.Conn]bool // those that are held; false for one that stays silent for good
	over  bool
}

// NewLine opens a line to the database at the address.
func newLine(t *testing.T, database string) *line {
	t.Helper()
	address, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	query := address.Query()
	network, there := "tcp", address.Host
	if folder := query.Get("host"); folder != "" {
		network, there = "unix", folder+"/.s.PGSQL.5432"
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	query.Del("host")
	query.Set("sslmode", "disable")
	address.Host, address.RawQuery = ln.Addr().String(), query.Encode()
	l := &line{url: address.String(), ends: map[net.Conn]bool{}, to: func() (net.Conn, error) { return net.Dial(network, there) }}
	l.moved = sync.NewCond(&l.mu)
	go l.listen(ln)
	t.Cleanup(func() { ln.Close() })
	return l
}

func (l *line) listen(ln net.Listener) {
	for {
		ours, err := ln.Accept()
		if err != nil {
			return // the test is over
		}
		theirs, err := l.to()
		if err != nil {
			ours.Close()
			continue
		}
		if !l.hold(ours, theirs) {
			continue
		}
		go l.pass(ours, theirs)
		go l.pass(theirs, ours)
	}
}

// Hold keeps two ends of a connection, unless the line refuses: then both are closed.
func (l *line) hold(ends ...net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, one := range ends {
		if l.is == refusing {
			one.Close()
		} else {
			l.ends[one] = true
		}
	}
	return l.is != refusing
}

func (l *line) pass(from, to net.Conn) {
	defer from.Close()
	defer to.Close()
	chunk := make([]byte, 32<<10)
	for {
		n, err := from.Read(chunk)
		l.mu.Lock()
		for (l.is == silent || !l.ends[from]) && !l.over {
			l.moved.Wait()
		}
		l.mu.Unlock()
		if n > 0 {
			if _, err := to.Write(chunk[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// LoseAll keeps the connections that there are silent, whatever the line does.
func (l *line) loseAll() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for one := range l.ends {
		l.ends[one] = false
	}
}

// End lets everything pass that was held.
func (l *line) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.over = true
	l.moved.Broadcast()
}

func (l *line) set(to state) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.is = to
	if to == refusing {
		for one := range l.ends {
			one.Close()
			delete(l.ends, one)
		}
	}
	l.moved.Broadcast()
}
