package site

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/desk"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/layout"
)

// A core is a portal without a database, with pages of the test's own, served on a port of its own.
type core struct {
	*Site
	url string
	log *journal
}

// NewCore serves a portal that holds the test's pages beside the fixed ones. Change may alter its settings first.
func newCore(t *testing.T, change func(*Settings), pages func(*Site, chi.Router)) core {
	t.Helper()
	log := &journal{}
	s := newSite(t, log, change, pages)
	server := httptest.NewUnstartedServer(nil)
	server.Config = newServer(s, s.set.Log)
	server.Listener = translator{server.Listener}
	server.Start()
	t.Cleanup(server.Close)
	return core{s, server.URL, log}
}

func newSite(t testing.TB, log *journal, change func(*Settings), pages func(*Site, chi.Router)) *Site {
	t.Helper()
	db, err := postgres.Open(t.Context(), postgres.Settings{URL: "postgres:///nowhere?host=" + t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	set := Settings{
		BaseURL: &url.URL{Scheme: "http", Host: "localhost:8080"},
		Clock:   time.Now,
		Log:     slog.New(slog.NewJSONHandler(log, nil)),
		Version: "test",
		DB:      db,
	}
	if change != nil {
		change(&set)
	}
	if set.Depot == nil {
		set.Depot = depotWith(t)
	}
	if set.Desk == nil {
		if set.Desk, err = desk.New(set.DB, []byte("0123456789abcdef0123456789abcdef")); err != nil {
			t.Fatal(err)
		}
	}
	if pages == nil {
		pages = func(*Site, chi.Router) {}
	}
	s, err := build(set, pages)
	if err != nil {
		t.Fatal(err)
	}
	s.demo.ask = func(context.Context) (bool, error) { return false, nil }
	return s
}

// An answer is what came back, read to its end.
type answer struct {
	*http.Response
	body string
}

// Ask sends a request to the portal. Headers are given as "Name: value".
func (c core) ask(t *testing.T, method, address string, body io.Reader, headers ...string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, c.url+address, body)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range headers {
		name, value, _ := strings.Cut(one, ": ")
		r.Header.Add(name, value)
	}
	client := http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	got, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	text, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{got, string(text)}
}

func (c core) get(t *testing.T, address string, headers ...string) answer {
	t.Helper()
	return c.ask(t, http.MethodGet, address, nil, headers...)
}

// A journal keeps what is logged.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// Of waits for the line about a request, which comes after its answer, and returns it.
func (j *journal) of(t *testing.T, got answer) map[string]any {
	t.Helper()
	id := got.Header.Get("X-Request-Id")
	for begun := time.Now(); time.Since(begun) < aMoment; time.Sleep(time.Millisecond) {
		for line := range strings.Lines(j.String()) {
			var all map[string]any
			if err := json.Unmarshal([]byte(line), &all); err != nil {
				t.Fatalf("%v in %q", err, line)
			}
			if all["request"] == id {
				return all
			}
		}
	}
	t.Fatalf("no line about %q in:\n%s", id, j)
	return nil
}

// Says is a page of the test that shows a text.
func (s *Site) says(text string) http.HandlerFunc {
	return s.page(func(w http.ResponseWriter, r *http.Request) error {
		return s.show(w, r, http.StatusOK, layout.Head{Title: "Proef"}, plainText(text))
	})
}

func plainText(text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, "<h1>Proef</h1><p>"+templ.EscapeString(text)+"</p>")
		return err
	})
}

// Fails is a page of the test that returns an error.
func (s *Site) fails(err error) http.HandlerFunc {
	return s.page(func(http.ResponseWriter, *http.Request) error { return err })
}
