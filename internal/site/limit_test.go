package site

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
)

func TestTheClientIsWhoTheProxySays(t *testing.T) {
	t.Parallel()
	pages := func(s *Site, r chi.Router) {
		r.Get("/wie", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, visitOf(r).from)
		})
	}
	nobody := newCore(t, nil, pages)
	proxied := newCore(t, func(set *Settings) {
		set.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32"), netip.MustParsePrefix("10.0.0.0/8")}
	}, pages)
	for _, test := range []struct {
		says    string
		to      core
		headers []string
		want    string
	}{
		{"nobody is believed", nobody, []string{"X-Forwarded-For: 203.0.113.7", "X-Real-Ip: 203.0.113.7", "True-Client-Ip: 203.0.113.7"}, "127.0.0.1"},
		{"the proxy is", proxied, []string{"X-Forwarded-For: 203.0.113.7"}, "203.0.113.7"},
		{"what the client said first is not", proxied, []string{"X-Forwarded-For: 198.51.100.1, 203.0.113.7"}, "203.0.113.7"},
		{"nor in a header of its own", proxied, []string{"X-Forwarded-For: 198.51.100.1", "X-Forwarded-For: 203.0.113.7"}, "203.0.113.7"},
		{"two proxies behind each other", proxied, []string{"X-Forwarded-For: 198.51.100.1, 203.0.113.7, 10.1.2.3"}, "203.0.113.7"},
		{"a proxy in disguise", proxied, []string{"X-Forwarded-For: 203.0.113.7, ::ffff:10.1.2.3"}, "203.0.113.7"},
		{"a proxy that says nothing", proxied, nil, "invalid IP"},
		{"nonsense is nobody", proxied, []string{"X-Forwarded-For: 203.0.113.7, garbage"}, "invalid IP"},
		{"another header is not looked at", proxied, []string{"X-Real-Ip: 203.0.113.7"}, "invalid IP"},
	} {
		if got := test.to.get(t, "/wie", test.headers...).body; got != test.want {
			t.Errorf("%s: %q, want %q", test.says, got, test.want)
		}
	}
}

func TestTooManyPages(t *testing.T) {
	t.Parallel()
	c := newCore(t, func(set *Settings) {
		set.RateLimit = true
		set.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
	}, func(s *Site, r chi.Router) { r.Get("/", s.says("start")) })
	var last *httptest.ResponseRecorder
	for range PagesAMinute + 1 {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = "127.0.0.1:4321"
		r.Header.Set("X-Forwarded-For", "203.0.113.7")
		if last != nil && last.Code != http.StatusOK {
			t.Fatalf("refused too soon: %d", last.Code)
		}
		last = httptest.NewRecorder()
		c.ServeHTTP(last, r)
	}
	got := answer{last.Result(), last.Body.String()}
	if got.StatusCode != http.StatusTooManyRequests || got.Header.Get("Retry-After") != "60" {
		t.Fatalf("%d, %v", got.StatusCode, got.Header)
	}
	checkFaultPage(t, got)
	for says, header := range map[string]string{
		"another address":                      "203.0.113.8",
		"an address that the client made up":   "203.0.113.7, 203.0.113.9",
		"what the client claims does not help": "198.51.100.99, 203.0.113.7",
	} {
		want := http.StatusOK
		if strings.HasSuffix(header, "203.0.113.7") {
			want = http.StatusTooManyRequests
		}
		if got := c.get(t, "/", "X-Forwarded-For: "+header); got.StatusCode != want {
			t.Errorf("%s: %d, want %d", says, got.StatusCode, want)
		}
	}
	for _, address := range []string{"/healthz", "/static/gone.css"} {
		if got := c.get(t, address, "X-Forwarded-For: 203.0.113.7"); got.StatusCode == http.StatusTooManyRequests {
			t.Errorf("%s is limited", address)
		}
	}
	if got := c.get(t, "/nergens", "X-Forwarded-For: 203.0.113.7"); got.StatusCode != http.StatusTooManyRequests {
		t.Errorf("an address that does not exist is not limited: %d", got.StatusCode)
	}
}
