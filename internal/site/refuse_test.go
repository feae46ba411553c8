package site

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/fault"
	"vriendenstad/templates/layout"
)

func TestEveryFailureHasItsPage(t *testing.T) {
	t.Parallel()
	var wrong fault.Fields
	wrong.Add("amount", "Vraag hoogstens € 4.275.")
	tests := []struct {
		says   string
		err    error
		status int
		header string // of the answer, as "Name: value"
		words  string
	}{
		{"what cannot be read", fmt.Errorf("cursor: %w", fault.Malformed), 400, "", "niet lezen"},
		{"who may not", fault.Denied, 403, "", ""},
		{"what is not there", fmt.Errorf("project 7: %w", fault.NotFound), 404, "", "Deze draad loopt nergens heen"},
		{"what changed in between", fault.Conflict, 409, "", ""},
		{"what is too large", fault.TooLarge, 413, "Connection: close", ""},
		{"what was too large while it was read", fmt.Errorf("read: %w", &http.MaxBytesError{Limit: 7}), 413, "", ""},
		{"what is of another kind", fault.Unsupported, 415, "", ""},
		{"a form that no handler showed again", wrong.Err(), 422, "", "Vraag hoogstens € 4.275."},
		{"what comes too often", fault.TooMany, 429, "Retry-After: 60", ""},
		{"a database that is away", fmt.Errorf("%w: dial unix /secret/socket", fault.Unavailable), 503, "Retry-After: 10", ""},
		{"what takes too long", fmt.Errorf("list: %w", context.DeadlineExceeded), 503, "Retry-After: 10", ""},
		{"a defect", errors.New("SELECT secret FROM nowhere"), 500, "", "Er ging iets mis"},
	}
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		for i, test := range tests {
			r.Get(fmt.Sprintf("/proef/%d", i), s.fails(test.err))
		}
	})
	for i, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			got := c.get(t, fmt.Sprintf("/proef/%d", i))
			if got.StatusCode != test.status {
				t.Fatalf("status %d, want %d", got.StatusCode, test.status)
			}
			checkFaultPage(t, got)
			if !strings.Contains(got.body, test.words) {
				t.Errorf("says not %q:\n%s", test.words, got.body)
			}
			if name, value, _ := strings.Cut(test.header, ": "); name == "Connection" && !got.Close || name != "Connection" && got.Header.Get(name) != value {
				t.Errorf("%s is %q, want %q", name, got.Header.Get(name), value)
			}
			for _, secret := range []string{"secret", "SELECT", "dial", "refused:"} {
				if strings.Contains(got.body, secret) {
					t.Errorf("the page tells %q:\n%s", secret, got.body)
				}
			}
			if line := c.log.of(t, got); line["error"] != test.err.Error() || line["status"] != float64(test.status) {
				t.Errorf("the log says %v", line)
			}
		})
	}
}

// CheckFaultPage checks what every page about a failure has.
func checkFaultPage(t *testing.T, got answer) {
	t.Helper()
	id := got.Header.Get("X-Request-Id")
	if len(id) != 26 || !strings.Contains(got.body, id) {
		t.Errorf("request id %q is not on the page", id)
	}
	if strings.Count(got.body, "<h1") != 1 || !strings.Contains(got.body, `lang="nl-BE"`) {
		t.Errorf("not one h1 in a page in Dutch:\n%s", got.body)
	}
	if !strings.Contains(got.body, fmt.Sprintf("Fout %d", got.StatusCode)) {
		t.Errorf("does not show %d:\n%s", got.StatusCode, got.body)
	}
	if got.Header.Get("Cache-Control") != "no-store" || got.Header.Get("Etag") != "" {
		t.Errorf("may be kept: %v", got.Header)
	}
	if got.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("type %q", got.Header.Get("Content-Type"))
	}
}

func TestWhatIsNotThere(t *testing.T) {
	t.Parallel()
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		r.Get("/steden", s.says("steden"))
		r.Get("/steden/{slug}", s.says("stad"))
	})
	for _, test := range []struct {
		says, address string
		status        int
		location      string
		short         bool
	}{
		{"a page", "/steden", 200, "", false},
		{"no page", "/stedn", 404, "", false},
		{"a page with a slash too many", "/steden/?land=CD", 301, "/steden?land=CD", false},
		{"another host in the path", "//evil.example/steden/", 404, "", false},
		{"another host behind a page", "//steden/", 404, "", false},
		{"up and out", "/steden/../../etc/passwd", 404, "", false},
		{"up and out, escaped", "/steden/%2e%2e%2fgeheim", 404, "", false},
		{"an escaped slash", "/steden%2Fkinshasa", 404, "", false},
		{"an escaped letter", "/st%65den", 200, "", false},
		{"a file", "/wp-login.php", 404, "", true},
		{"a hidden file", "/.git/config", 404, "", false},
		{"a built file", "/static/gone-0123.css", 404, "", true},
		{"the folder of built files", "/static/", 404, "", true},
		{"up and out of it", "/static/..%2f..%2fgo.mod", 404, "", true},
		{"metrics are elsewhere", "/metrics", 404, "", false},
		{"profiles are nowhere", "/debug/pprof/", 404, "", false},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			got := c.get(t, test.address)
			if got.StatusCode != test.status || got.Header.Get("Location") != test.location {
				t.Fatalf("%d to %q, want %d to %q", got.StatusCode, got.Header.Get("Location"), test.status, test.location)
			}
			if test.status == 404 {
				checkFaultPage(t, got)
			}
			if test.short && len(got.body) > 600 {
				t.Errorf("%d bytes for a file that is not there", len(got.body))
			}
		})
	}
}

func TestMethodsThatAreNotAllowed(t *testing.T) {
	t.Parallel()
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		r.Get("/steden", s.says("steden"))
		r.Post("/aanmelden", s.says("aangemeld"))
	})
	for _, test := range []struct {
		method, address string
		status          int
		allow           string
	}{
		{"POST", "/steden", 405, "GET, HEAD"},
		{"PUT", "/steden", 405, "GET, HEAD"},
		{"DELETE", "/steden", 405, "GET, HEAD"},
		{"TRACE", "/steden", 405, "GET, HEAD"},
		{"OPTIONS", "/steden", 405, "GET, HEAD"},
		{"BREW", "/steden", 405, "GET, HEAD"},
		{"POST", "/static/app.css", 405, "GET, HEAD"},
		{"POST", "/healthz", 405, "GET, HEAD"},
		{"GET", "/aanmelden", 405, "POST"},
		{"HEAD", "/aanmelden", 405, "POST"},
		{"BREW", "/nergens", 404, ""},
		{"HEAD", "/steden", 200, ""},
	} {
		t.Run(test.method+" "+test.address, func(t *testing.T) {
			t.Parallel()
			got := c.ask(t, test.method, test.address, nil)
			if got.StatusCode != test.status || got.Header.Get("Allow") != test.allow {
				t.Fatalf("%d, Allow %q, want %d, %q", got.StatusCode, got.Header.Get("Allow"), test.status, test.allow)
			}
			if test.method == "HEAD" {
				if got.body != "" {
					t.Errorf("HEAD has a body: %q", got.body)
				}
			} else {
				checkFaultPage(t, got)
			}
		})
	}
}

func TestAPanicIsADefect(t *testing.T) {
	t.Parallel()
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		r.Get("/barst", s.page(func(http.ResponseWriter, *http.Request) error { panic("geheim 123") }))
		r.Get("/frame", s.page(func(w http.ResponseWriter, r *http.Request) error {
			return s.show(w, r, http.StatusOK, layout.Head{}, nil) // a body that is not there
		}))
	})
	for _, address := range []string{"/barst", "/frame"} {
		got := c.get(t, address, "Accept-Encoding: gzip")
		if got.StatusCode != http.StatusInternalServerError {
			t.Fatalf("%s: %d", address, got.StatusCode)
		}
		checkFaultPage(t, got)
		if strings.Contains(got.body, "geheim") || strings.Contains(got.body, "goroutine") {
			t.Errorf("the page tells why:\n%s", got.body)
		}
		line := c.log.of(t, got)
		if line["level"] != "ERROR" || !strings.Contains(fmt.Sprint(line["stack"]), "refuse_test.go") && address == "/barst" {
			t.Errorf("the log says %v", line)
		}
	}
}

func TestWhenTheFrameBreaksThereIsStillAPage(t *testing.T) {
	t.Parallel()
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		r.Get("/weg", s.fails(fault.NotFound))
	})
	c.set.BaseURL = nil // which the frame cannot do without
	got := c.get(t, "/weg")
	if got.StatusCode != http.StatusNotFound {
		t.Fatalf("status %d", got.StatusCode)
	}
	checkFaultPage(t, got)
}
