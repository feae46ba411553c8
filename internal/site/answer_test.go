package site

import (
	"compress/gzip"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/fault"
	"vriendenstad/web"
)

func TestEveryAnswerHasTheHeaders(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
			"manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "strict-origin-when-cross-origin",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Server":                       "",
		"X-Powered-By":                 "",
		"Set-Cookie":                   "",
	}
	for scheme, hsts := range map[string]string{"http": "", "https": "max-age=63072000; includeSubDomains"} {
		c := newCore(t, func(set *Settings) { set.BaseURL = &url.URL{Scheme: scheme, Host: "vriendenstad.example"} }, func(s *Site, r chi.Router) {
			r.Get("/steden", s.says("steden"))
			r.Get("/barst", s.page(func(http.ResponseWriter, *http.Request) error { panic("x") }))
		})
		for _, ask := range []struct{ method, address string }{
			{"GET", "/steden"}, {"HEAD", "/steden"}, {"POST", "/steden"}, {"GET", "/barst"}, {"GET", "/nergens"}, {"GET", "/?a=%"},
			{"GET", "/static/gone.css"}, {"GET", "/healthz"}, {"GET", "/readyz"}, {"GET", "/robots.txt"}, {"GET", "/favicon.ico"}, {"TRACE", "/"},
		} {
			got := c.ask(t, ask.method, ask.address, nil)
			for name, value := range want {
				if got.Header.Get(name) != value {
					t.Errorf("%s %s: %s is %q, want %q", ask.method, ask.address, name, got.Header.Get(name), value)
				}
			}
			if got.Header.Get("Strict-Transport-Security") != hsts || got.Header.Get("Permissions-Policy") == "" || len(got.Header.Get("X-Request-Id")) != 26 {
				t.Errorf("%s %s over %s: %v", ask.method, ask.address, scheme, got.Header)
			}
		}
	}
}

func TestAPageIsSentOnce(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Antwerpen en Kinshasa. ", 200)
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		r.Get("/lang", s.says(long))
		r.Get("/lijst", s.page(func(w http.ResponseWriter, r *http.Request) error {
			knownAs(r, "/lijst?jaar=2025&land=CD")
			s.says("lijst")(w, r)
			return nil
		}))
		r.Get("/van-mij", s.page(func(w http.ResponseWriter, r *http.Request) error {
			w.Header().Set("Cache-Control", "no-store")
			s.says("van mij alleen")(w, r)
			return nil
		}))
	})
	plain := c.get(t, "/lang?land=CD")
	if plain.Header.Get("Content-Length") == "" || plain.Header.Get("Cache-Control") != "no-cache" || plain.Header.Get("Vary") != "Accept-Encoding" {
		t.Errorf("headers %v", plain.Header)
	}
	if !strings.Contains(plain.body, `"http://localhost:8080/lang"`) {
		t.Errorf("names another address than its own:\n%s", plain.body)
	}
	if list := c.get(t, "/lijst?land=CD&utm=x&jaar=2025"); !strings.Contains(list.body, `"http://localhost:8080/lijst?jaar=2025&amp;land=CD"`) {
		t.Errorf("does not name the address that it was given:\n%s", list.body)
	}
	tag := plain.Header.Get("Etag")
	for _, test := range []struct {
		says, header string
		status       int
	}{
		{"the same", tag, 304}, {"one of some", `"x", ` + tag, 304}, {"anything", "*", 304}, {"another", `W/"1-2"`, 200}, {"nothing", "", 200},
	} {
		got := c.get(t, "/lang", "If-None-Match: "+test.header)
		if got.StatusCode != test.status || got.Header.Get("Etag") != tag || (got.body == "") != (test.status == 304) {
			t.Errorf("%s: %d with %d bytes and tag %s", test.says, got.StatusCode, len(got.body), got.Header.Get("Etag"))
		}
	}
	if own := c.get(t, "/van-mij"); own.Header.Get("Etag") != "" || own.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("may be kept: %v", own.Header)
	}

	packed := c.get(t, "/lang", "Accept-Encoding: gzip, br")
	if packed.Header.Get("Content-Encoding") != "gzip" || packed.Header.Get("Etag") != tag {
		t.Fatalf("headers %v", packed.Header)
	}
	reader, err := gzip.NewReader(strings.NewReader(packed.body))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(reader)
	if err != nil || len(reader.Comment) == 0 || !strings.Contains(string(text), long) {
		t.Errorf("%d bytes, padded by %d, %v", len(text), len(reader.Comment), err)
	}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	file := web.File{Type: "text/css; charset=utf-8", ETag: `"abc"`, Body: []byte("plain"), Brotli: []byte("small"), Gzip: []byte("less")}
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		r.Get("/bestand", func(w http.ResponseWriter, r *http.Request) { sendFile(w, r, file, aYear) })
		r.Get("/lettertype", func(w http.ResponseWriter, r *http.Request) {
			sendFile(w, r, web.File{Type: "font/woff2", ETag: `"f"`, Body: []byte("font")}, aYear)
		})
	})
	for _, test := range []struct{ says, accept, body, encoding, etag string }{
		{"any browser", "gzip, deflate, br, zstd", "small", "br", `"abc-br"`},
		{"an old one", "gzip, deflate", "less", "gzip", `"abc-gzip"`},
		{"one that takes all", "*", "small", "br", `"abc-br"`},
		{"one that refuses brotli", "br;q=0, gzip;q=0.5", "less", "gzip", `"abc-gzip"`},
		{"one that refuses the rest", "gzip, *;q=0", "less", "gzip", `"abc-gzip"`},
		{"one that takes none", "identity", "plain", "", `"abc"`},
		{"one that says nothing", "", "plain", "", `"abc"`},
		{"nonsense", "br;q=x", "plain", "", `"abc"`},
	} {
		got := c.get(t, "/bestand", "Accept-Encoding: "+test.accept)
		if got.body != test.body || got.Header.Get("Content-Encoding") != test.encoding || got.Header.Get("Etag") != test.etag {
			t.Errorf("%s: %q, %v", test.says, got.body, got.Header)
		}
		if got.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" || !strings.Contains(got.Header.Get("Vary"), "Accept-Encoding") ||
			got.Header.Get("Content-Type") != file.Type {
			t.Errorf("%s: %v", test.says, got.Header)
		}
		again := c.get(t, "/bestand", "Accept-Encoding: "+test.accept, "If-None-Match: "+test.etag)
		if again.StatusCode != 304 || again.body != "" || again.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s, again: %d, %v", test.says, again.StatusCode, again.Header)
		}
	}
	if got := c.get(t, "/lettertype", "Accept-Encoding: br"); got.body != "font" || got.Header.Get("Content-Encoding") != "" {
		t.Errorf("a font: %q, %v", got.body, got.Header)
	}
}

func TestTheBuiltFiles(t *testing.T) {
	t.Parallel()
	if err := web.Built(); err != nil {
		t.Fatal(err)
	}
	c := newCore(t, nil, nil)
	for _, name := range []string{"app.css", "app.js", "icon.svg", "og.png"} {
		got := c.get(t, web.Asset(name), "Accept-Encoding: br")
		if got.StatusCode != 200 || got.Header.Get("Cache-Control") != aYear || got.body == "" {
			t.Errorf("%s: %d, %v", name, got.StatusCode, got.Header)
		}
		again := c.get(t, web.Asset(name), "Accept-Encoding: br", "If-None-Match: "+got.Header.Get("Etag"))
		if again.StatusCode != 304 {
			t.Errorf("%s, again: %d", name, again.StatusCode)
		}
	}
}

func TestWhereMachinesLook(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 10, 1, 12, 30, 0, 0, time.UTC)
	c := newCore(t, func(set *Settings) {
		set.Clock = func() time.Time { return noon }
		set.BaseURL = &url.URL{Scheme: "https", Host: "vriendenstad.example"}
		set.Contact = "mailto:veilig@vriendenstad.example"
	}, nil)
	security := c.get(t, "/.well-known/security.txt", "Host: evil.example")
	want := "Contact: mailto:veilig@vriendenstad.example\nExpires: 2027-03-30T00:00:00Z\nPreferred-Languages: nl, en\n" +
		"Canonical: https://vriendenstad.example/.well-known/security.txt\n"
	if security.body != want || security.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("%v:\n%s", security.Header, security.body)
	}
	if robots := c.get(t, "/robots.txt"); !strings.Contains(robots.body, "\nSitemap: https://vriendenstad.example/sitemap.xml\n") {
		t.Errorf("%s", robots.body)
	}
	if got := c.get(t, "/favicon.ico"); got.StatusCode != 200 && got.StatusCode != 204 {
		t.Errorf("favicon: %d", got.StatusCode)
	}
	if got := c.get(t, "/healthz"); got.body != "ok\n" || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%q, %v", got.body, got.Header)
	}
	none := newCore(t, nil, nil).get(t, "/.well-known/security.txt")
	if !strings.HasPrefix(none.body, "Contact: http://localhost:8080/over\n") {
		t.Errorf("without a contact:\n%s", none.body)
	}
}

func TestTheLogHoldsNoSecret(t *testing.T) {
	t.Parallel()
	c := newCore(t, func(set *Settings) { set.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} }, func(s *Site, r chi.Router) {
		r.Get("/uitnodiging/{sleutel}", s.says("welkom"))
		r.Get("/kapot", s.fails(errors.New("something broke")))
		r.Get("/weg", s.fails(fault.Unavailable))
	})
	for _, test := range []struct {
		address, level, route, path string
		status                      float64
		wrong                       bool
	}{
		{"/uitnodiging/geheim123?q=geheim456", "INFO", "/uitnodiging/{sleutel}", "", 200, false},
		{"/oude-pagina\u202e?q=geheim456", "INFO", "", "/oude-pagina\u202e", 404, true},
		{"/uitnodiging/x/Dj3kgeheim456Q9xTzz_0aB-", "INFO", "", "/uitnodiging/x/…", 404, true},
		{"/kapot", "ERROR", "/kapot", "", 500, true},
		{"/weg", "WARN", "/weg", "", 503, true},
	} {
		got := c.get(t, test.address, "X-Forwarded-For: 203.0.113.77")
		line := c.log.of(t, got)
		path, _ := line["path"].(string)
		if line["level"] != test.level || line["route"] != test.route || line["status"] != test.status || line["method"] != "GET" || path != test.path {
			t.Errorf("%s: %v", test.address, line)
		}
		if line["from"] != "203.0.113.0/24" || line["bytes"] != float64(len(got.body)) || (line["error"] != nil) != test.wrong {
			t.Errorf("%s: %v", test.address, line)
		}
		if ms, ok := line["ms"].(float64); !ok || ms <= 0 || ms > 5000 {
			t.Errorf("%s took %v ms", test.address, line["ms"])
		}
	}
	if strings.Contains(c.log.String(), "geheim") || strings.Contains(c.log.String(), "113.77") {
		t.Errorf("tells too much:\n%s", c.log)
	}
}

func TestNetwork(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{"203.0.113.77": "203.0.113.0/24", "2001:db8:1:2::3": "2001:db8:1::/48", "fe80::1%eth0": "fe80::/48"} {
		if got := network(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	if got := network(netip.Addr{}); got != "" {
		t.Errorf("nobody: %q", got)
	}
}

func TestLevelOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		route  string
		status int
		want   slog.Level
	}{
		{"/static/*", 200, slog.LevelDebug}, {"/static/*", 404, slog.LevelInfo}, {"/readyz", 200, slog.LevelDebug},
		{"/readyz", 503, slog.LevelWarn}, {"/steden", 200, slog.LevelInfo}, {"/steden", 500, slog.LevelError},
	} {
		if got := levelOf(test.route, test.status); got != test.want {
			t.Errorf("%s %d: %v, want %v", test.route, test.status, got, test.want)
		}
	}
}
