package site

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
)

func TestReadAddress(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says, path, query string
		status            int // of the refusal; 0 for none
	}{
		{"nothing", "/", "", 0},
		{"words", "/zoeken", "q=drinkwater+in+Kinshasa&land=CD", 0},
		{"words with accents and a new line", "/zoeken", "q=caf%C3%A9%0D%0Ablauw", 0},
		{"an empty name", "/zoeken", "=x", 0},
		{"a parameter given twice", "/projecten", "land=CD&land=MA", 400},
		{"a bad escape", "/projecten", "q=100%", 400},
		{"another bad escape", "/projecten", "q=%zz", 400},
		{"a bad escape in a name", "/projecten", "%=x", 400},
		{"a semicolon", "/projecten", "q=a;b=c", 400},
		{"NUL in a value", "/projecten", "q=a%00b", 400},
		{"NUL in a name", "/projecten", "q%00=a", 400},
		{"an escape of a terminal", "/projecten", "q=%1b[31m", 400},
		{"half a letter", "/projecten", "q=%ff", 400},
		{"half a letter in the path", "/steden/%ff", "", 400},
		{"NUL in the path", "/steden/kin%00shasa", "", 400},
		{"a new line in the path", "/steden/kin%0ashasa", "", 400},
		{"ten thousand letters", "/zoeken", "q=" + strings.Repeat("a", 10_000), 400},
		{"as many as may be", "/zoeken", "q=" + strings.Repeat("a", longestQuery-2), 0},
		{"an escaped slash", "/steden/a%2Fb", "", 404},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			address, err := url.ParseRequestURI(test.path + "?" + test.query)
			if err != nil {
				t.Fatal(err)
			}
			_, err = readAddress(address)
			if got := statusOf(err); err == nil && test.status != 0 || err != nil && got != test.status {
				t.Errorf("%v, want %d", err, test.status)
			}
		})
	}
}

func TestAnIllegibleAddressGetsAPage(t *testing.T) {
	t.Parallel()
	c := newCore(t, nil, func(s *Site, r chi.Router) { r.Get("/zoeken", s.says("gevonden")) })
	for _, query := range []string{"q=%00", "q=%ff", "q=%", "q=a&q=b", "q=" + strings.Repeat("woord+", 1700)} {
		got := c.get(t, "/zoeken?"+query)
		if got.StatusCode != http.StatusBadRequest {
			t.Fatalf("%.20q: %d", query, got.StatusCode)
		}
		checkFaultPage(t, got)
	}
}

// FuzzRequestLine sends whatever there is after the method. No answer may be a defect, and every one must come.
func FuzzRequestLine(f *testing.F) {
	for _, seed := range []string{
		"/", "/steden/kinshasa?x=1", "//", "/\\", "/%2e%2e/", "/%", "/%00", "/%ff?%ff=%ff", "*", "", "http://evil.example/", "http://[::1", "/?a;b",
		"/steden/" + strings.Repeat("../", 20), "/" + strings.Repeat("a/", 400), "/zoeken?q=%F0%9F%8C%8D", "/steden/{slug}", "/static/%2e%2e%2fgo.mod",
	} {
		f.Add(seed)
	}
	s := newSite(f, &journal{}, nil, func(s *Site, r chi.Router) {
		r.Get("/", s.says("start"))
		r.Get("/steden/{slug}", s.says("stad"))
		r.Get("/zoeken", s.says("gevonden"))
	})
	f.Fuzz(func(t *testing.T, target string) {
		ours, theirs := net.Pipe()
		one := &oneConn{conn: theirs, closed: make(chan struct{})}
		server := newServer(s, s.set.Log)
		go server.Serve(one)
		defer server.Close()
		go func() {
			fmt.Fprintf(ours, "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", target)
		}()
		got, err := io.ReadAll(ours)
		if err != nil || !strings.HasPrefix(string(got), "HTTP/1.1 ") {
			t.Fatalf("GET %q: %q, %v", target, got, err)
		}
		if got[9] == '5' {
			status, _, _ := strings.Cut(string(got), "\r\n")
			if !strings.Contains(status, "505") { // another version of HTTP than we speak
				t.Errorf("GET %q: %s", target, status)
			}
		}
	})
}

func TestBodies(t *testing.T) {
	t.Parallel()
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		r.Post("/aanvraag", s.page(func(w http.ResponseWriter, r *http.Request) error {
			if err := r.ParseForm(); err != nil {
				return fmt.Errorf("read the form: %w", err)
			}
			s.says("bewaard")(w, r)
			return nil
		}))
	})
	form := "Content-Type: application/x-www-form-urlencoded"
	for _, test := range []struct {
		says   string
		body   io.Reader
		kind   string
		status int
	}{
		{"a form", strings.NewReader("naam=An"), form, 200},
		{"a form in another charset's name", strings.NewReader("naam=An"), form + "; charset=utf-8", 200},
		{"too large, and it says so", strings.NewReader("naam=" + strings.Repeat("a", largestForm)), form, 413},
		{"too large, and it does not say so", io.MultiReader(strings.NewReader("naam="), strings.NewReader(strings.Repeat("a", largestForm))), form, 413},
		{"another kind", strings.NewReader("{}"), "Content-Type: application/json", 415},
		{"no kind", strings.NewReader("naam=An"), "X: y", 415},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			got := c.ask(t, http.MethodPost, "/aanvraag", test.body, test.kind)
			if got.StatusCode != test.status {
				t.Fatalf("%d, want %d", got.StatusCode, test.status)
			}
			if test.status != 200 {
				checkFaultPage(t, got)
			}
		})
	}
}

func TestForgedPostsAreRefused(t *testing.T) {
	t.Parallel()
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		r.Get("/steden", s.says("steden"))
		r.Post("/aanvraag", s.says("bewaard"))
	})
	host := strings.TrimPrefix(c.url, "http://")
	for _, test := range []struct {
		says, method, address, header string
		status                        int
	}{
		{"a form of our own", "POST", "/aanvraag", "Origin: http://" + host, 200},
		{"a browser says it is of our own", "POST", "/aanvraag", "Sec-Fetch-Site: same-origin", 200},
		{"another site, says the browser", "POST", "/aanvraag", "Sec-Fetch-Site: cross-site", 403},
		{"a site beside ours", "POST", "/aanvraag", "Sec-Fetch-Site: same-site", 403},
		{"another origin", "POST", "/aanvraag", "Origin: https://evil.example", 403},
		{"no origin at all", "POST", "/aanvraag", "Origin: null", 403},
		{"to a page that takes no form", "POST", "/steden", "Origin: https://evil.example", 403},
		{"to no page", "POST", "/nergens", "Origin: https://evil.example", 403},
		{"to a file", "DELETE", "/static/app.css", "Origin: https://evil.example", 403},
		{"a link from elsewhere", "GET", "/steden", "Sec-Fetch-Site: cross-site", 200},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			got := c.ask(t, test.method, test.address, strings.NewReader("a=b"), test.header, "Content-Type: application/x-www-form-urlencoded")
			if got.StatusCode != test.status {
				t.Fatalf("%d, want %d", got.StatusCode, test.status)
			}
			if test.status == 403 {
				checkFaultPage(t, got)
			}
		})
	}
}

// A oneConn is a listener that gives one connection.
type oneConn struct {
	conn   net.Conn
	closed chan struct{}
}

func (o *oneConn) Accept() (net.Conn, error) {
	if c := o.conn; c != nil {
		o.conn = nil
		return c, nil
	}
	<-o.closed
	return nil, net.ErrClosed
}

func (o *oneConn) Close() error   { close(o.closed); return nil }
func (o *oneConn) Addr() net.Addr { return &net.TCPAddr{} }
