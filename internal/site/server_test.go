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

func TestAHeadThatIsTooLargeIsRefused(t *testing.T) {
	t.Parallel()
	c := newCore(t, nil, nil)
	got := c.get(t, "/", "X-Large: "+strings.Repeat("a", 40<<10))
	if got.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("%d", got.StatusCode)
	}
}

// A requestLine that net/http cannot read is answered before the portal hears of it: in plain text, and with nothing
// of ours in it.
func TestALineThatIsNoRequest(t *testing.T) {
	t.Parallel()
	c := newCore(t, nil, nil)
	for _, line := range []string{"GET /% HTTP/1.1", "GET /%zz HTTP/1.1", "GET", "\x00\x01", "GET / HTTP/9.9"} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(c.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "%s\r\nHost: localhost\r\n\r\n", line)
		got, err := bufio.NewReader(conn).ReadString('\n')
		if err != nil || !strings.HasPrefix(got, "HTTP/1.1 400 ") && !strings.HasPrefix(got, "HTTP/1.1 505 ") {
			t.Errorf("%q: %q, %v", line, got, err)
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

// A download lasts longer than the time-outs of a connection, and is not cut by them.
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
