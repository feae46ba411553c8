package site

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/fault"
)

// aMoment is long enough for a loaded machine, and short enough to wait for.
const aMoment = 10 * time.Second

func TestTheServerKeepsItsTimes(t *testing.T) {
	t.Parallel()
	s := newServer(http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	if s.ReadHeaderTimeout != 5*time.Second || s.ReadTimeout != 30*time.Second || s.WriteTimeout != time.Minute ||
		s.IdleTimeout != 2*time.Minute || s.MaxHeaderBytes != 32<<10 || !s.DisableGeneralOptionsHandler {
		t.Errorf("%+v", s)
	}
}

func TestASlowClientIsCut(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(nil)
	server.Config = newServer(newSite(t, &journal{}, nil, nil), slog.New(slog.DiscardHandler))
	server.Config.ReadHeaderTimeout = 50 * time.Millisecond
	server.Start()
	defer server.Close()
	slow, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	fmt.Fprint(slow, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
	if err := slow.SetReadDeadline(time.Now().Add(aMoment)); err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(slow); err != nil {
		t.Errorf("not cut: %q, %v", got, err)
	}
}

// What net/http cannot read it answers itself. The answer is in Dutch all the same, with nothing of ours in it.
func TestARequestThatCannotBeRead(t *testing.T) {
	t.Parallel()
	c := newCore(t, nil, func(s *Site, r chi.Router) { r.Get("/", s.says("start")) })
	for _, test := range []struct {
		says, request string
		status        int
	}{
		{"a bad escape", "GET /% HTTP/1.1\r\nHost: x\r\n\r\n", 400},
		{"another", "GET /steden/%zz HTTP/1.1\r\nHost: x\r\n\r\n", 400},
		{"no path", "GET\r\n\r\n", 400},
		{"no words", "\x00\x01\r\n\r\n", 400},
		{"no host", "GET / HTTP/1.1\r\n\r\n", 400},
		{"a version to come", "GET / HTTP/9.9\r\nHost: x\r\n\r\n", 505},
		{"a body in an unknown way", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: snail\r\n\r\n", 501},
		{"a head that is too large", "GET / HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("a", 40<<10) + "\r\n\r\n", 431},
	} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(c.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := io.WriteString(conn, test.request); err != nil {
			t.Fatal(err)
		}
		got, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatalf("%s: %v", test.says, err)
		}
		text, err := io.ReadAll(got.Body)
		if err != nil || got.StatusCode != test.status || !got.Close || got.Header.Get("Content-Security-Policy") != policy || got.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, %v, %v", test.says, got.StatusCode, got.Header, err)
		}
		if page := string(text); !strings.Contains(page, `lang="nl-BE"`) || strings.Count(page, "<h1>") != 1 || strings.Contains(page, "Bad Request") {
			t.Errorf("%s: %s", test.says, page)
		}
	}
}

func TestOwnAnswerLeavesOursAlone(t *testing.T) {
	t.Parallel()
	for _, ours := range []string{
		"", "HTTP/1.1 ", "HTTP/1.1 400 Bad Request\r\n", "HTTP/1.1 400 Bad Request\r\nCache-Control: no-store\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n",
		"HTTP/1.1 4\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n",
	} {
		if status, ok := ownAnswer([]byte(ours)); ok {
			t.Errorf("%q is taken for an answer of net/http, %d", ours, status)
		}
	}
}

func TestStoppingLetsRequestsEnd(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says  string
		drain time.Duration
		ends  bool // whether the request under way is answered
	}{
		{"in time", aMoment, true},
		{"out of time", time.Millisecond, false},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			begun, finish := make(chan struct{}), make(chan struct{})
			s := newSite(t, &journal{}, nil, func(s *Site, r chi.Router) {
				r.Get("/lang", func(w http.ResponseWriter, r *http.Request) {
					close(begun)
					select {
					case <-finish:
					case <-r.Context().Done():
					}
					s.says("klaar")(w, r)
				})
			})
			ln, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(t.Context())
			ended, answered := make(chan error, 1), make(chan error, 1)
			go func() {
				ended <- Serve(ctx, ln, s, slog.New(slog.DiscardHandler), func() time.Duration { return test.drain })
			}()
			go func() {
				got, err := http.Get("http://" + ln.Addr().String() + "/lang")
				if err == nil {
					err = got.Body.Close()
				}
				answered <- err
			}()
			<-begun
			stop()
			if test.ends {
				for { // no new connection is taken while the old one is answered
					conn, err := net.Dial("tcp", ln.Addr().String())
					if err != nil {
						break
					}
					conn.Close()
				}
				close(finish)
			}
			if err := <-answered; (err == nil) != test.ends {
				t.Errorf("the request under way: %v", err)
			}
			if err := <-ended; err != nil {
				t.Errorf("Serve: %v", err)
			}
		})
	}
}

func TestServeSaysWhyItCannot(t *testing.T) {
	t.Parallel()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := ln.Close(); err != nil {
		t.Fatal(err)
	}
	err = Serve(t.Context(), ln, http.NotFoundHandler(), slog.New(slog.DiscardHandler), nil)
	if !errors.Is(err, net.ErrClosed) {
		t.Errorf("%v", err)
	}
}

// A page that waits longer than it may is refused, and says when to come back.
func TestAPageHasItsTime(t *testing.T) {
	t.Parallel()
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		r.With(within(20*time.Millisecond)).Get("/traag", s.page(func(_ http.ResponseWriter, r *http.Request) error {
			<-r.Context().Done()
			return fmt.Errorf("ask: %w", r.Context().Err())
		}))
	})
	got := c.get(t, "/traag")
	if got.StatusCode != http.StatusServiceUnavailable || got.Header.Get("Retry-After") == "" {
		t.Fatalf("%d, %v", got.StatusCode, got.Header)
	}
	checkFaultPage(t, got)
}

// A client that left is noted as gone, and is no defect.
func TestAClientThatLeft(t *testing.T) {
	t.Parallel()
	left := make(chan struct{})
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		r.Get("/traag", s.page(func(_ http.ResponseWriter, r *http.Request) error {
			close(left)
			<-r.Context().Done()
			return fmt.Errorf("ask: %w", r.Context().Err())
		}))
	})
	ctx, leave := context.WithCancel(t.Context())
	go func() { <-left; leave() }()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"/traag", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := http.DefaultClient.Do(r); err == nil {
		t.Fatalf("answered %d", got.StatusCode)
	}
	for begun := time.Now(); !strings.Contains(c.log.String(), `"status":499`); time.Sleep(time.Millisecond) {
		if time.Since(begun) > aMoment {
			t.Fatalf("the log says %s", c.log)
		}
	}
	if strings.Contains(c.log.String(), "ERROR") {
		t.Errorf("taken for a defect: %s", c.log)
	}
}

func TestDownloads(t *testing.T) {
	t.Parallel()
	csv := download{"projecten.csv", "text/csv; charset=utf-8"}
	row := strings.Repeat("Kinshasa;", 8) + "\n"
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		r.Get("/rijen.csv", s.page(func(w http.ResponseWriter, r *http.Request) error {
			return s.stream(w, r, csv, func(to io.Writer) error {
				for range 3000 {
					if _, err := io.WriteString(to, row); err != nil {
						return err
					}
				}
				return nil
			})
		}))
		r.Get("/half.csv", s.page(func(w http.ResponseWriter, r *http.Request) error {
			return s.stream(w, r, csv, func(to io.Writer) error {
				if _, err := io.WriteString(to, row); err != nil {
					return err
				}
				return errors.New("the line broke")
			})
		}))
		r.Get("/niets.csv", s.page(func(w http.ResponseWriter, r *http.Request) error {
			return s.stream(w, r, csv, func(io.Writer) error { return fault.Unavailable })
		}))
	})
	for _, accept := range []string{"identity", "gzip"} {
		whole := c.get(t, "/rijen.csv", "Accept-Encoding: "+accept)
		if whole.StatusCode != 200 || whole.Header.Get("Content-Disposition") != "attachment; filename=projecten.csv" || accept == "identity" && len(whole.body) != 3000*len(row) {
			t.Errorf("%s: %d, %v, %d bytes", accept, whole.StatusCode, whole.Header, len(whole.body))
		}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.url+"/half.csv", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", accept)
		got, err := http.DefaultClient.Do(r)
		if err == nil {
			_, err = io.ReadAll(got.Body)
			got.Body.Close()
		}
		if err == nil {
			t.Errorf("%s: half a file was taken for the whole", accept)
		}
		none := c.get(t, "/niets.csv", "Accept-Encoding: "+accept)
		if none.StatusCode != http.StatusServiceUnavailable || none.Header.Get("Content-Disposition") != "" {
			t.Errorf("%s: %d, %v", accept, none.StatusCode, none.Header)
		}
	}
	if !strings.Contains(c.log.String(), "the line broke") {
		t.Errorf("nobody says why:\n%s", c.log)
	}
	if head := c.ask(t, http.MethodHead, "/rijen.csv", nil); head.StatusCode != 200 || head.body != "" {
		t.Errorf("HEAD: %d, %q", head.StatusCode, head.body)
	}
}

// A download lasts longer than the time-outs of a connection, and is not cut by them, nor by a portal's clock that is years behind.
func TestALongDownloadPasses(t *testing.T) {
	t.Parallel()
	s := newSite(t, &journal{}, nil, func(s *Site, r chi.Router) {
		r.Get("/lang.csv", s.page(func(w http.ResponseWriter, r *http.Request) error {
			return s.stream(w, r, download{"lang.csv", "text/csv"}, func(to io.Writer) error {
				if _, err := io.WriteString(to, "begin\n"); err != nil {
					return err
				}
				select { // three times as long as the connection would last
				case <-time.After(300 * time.Millisecond):
				case <-r.Context().Done():
					return r.Context().Err()
				}
				_, err := io.WriteString(to, "einde\n")
				return err
			})
		}))
	})
	s.set.Clock = func() time.Time { return time.Date(2001, time.May, 15, 12, 0, 0, 0, time.UTC) }
	server := httptest.NewUnstartedServer(nil)
	server.Config = newServer(s, slog.New(slog.DiscardHandler))
	server.Config.ReadTimeout, server.Config.WriteTimeout = 100*time.Millisecond, 100*time.Millisecond
	server.Start()
	defer server.Close()
	got, err := http.Get(server.URL + "/lang.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	if text, err := io.ReadAll(got.Body); err != nil || string(text) != "begin\neinde\n" {
		t.Errorf("%q, %v", text, err)
	}
}
