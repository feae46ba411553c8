package site

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
)

func TestMetrics(t *testing.T) {
	t.Parallel()
	c := newCore(t, nil, func(s *Site, r chi.Router) {
		r.Get("/steden/{slug}", s.says("stad"))
		r.Get("/barst", s.page(func(http.ResponseWriter, *http.Request) error { panic("x") }))
	})
	for _, one := range []struct{ method, address string }{
		{"GET", "/steden/kinshasa"}, {"GET", "/steden/durban"}, {"HEAD", "/steden/durban"}, {"GET", "/barst"},
		{"GET", "/nergens/1"}, {"GET", "/nergens/2"}, {"BREW", "/steden/durban"},
	} {
		c.log.of(t, c.ask(t, one.method, one.address, nil)) // when it stands in the log it has been counted
	}
	w := httptest.NewRecorder()
	c.Metrics().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	text, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{
		`vriendenstad_requests_total{class="2xx",method="GET",route="/steden/{slug}"} 2`,
		`vriendenstad_requests_total{class="2xx",method="HEAD",route="/steden/{slug}"} 1`,
		`vriendenstad_requests_total{class="5xx",method="GET",route="/barst"} 1`,
		`vriendenstad_requests_total{class="4xx",method="GET",route="none"} 2`,
		`vriendenstad_requests_total{class="4xx",method="other",route="none"} 1`,
		`vriendenstad_request_seconds_count{route="/steden/{slug}"} 3`,
		`vriendenstad_requests_in_flight 0`,
		`vriendenstad_pool_connections_most{pool="pages"} 10`,
		`vriendenstad_pool_waits_total{pool="search"} 0`,
		`vriendenstad_build_info{go="go1.`,
		`version="test"} 1`,
		`go_goroutines `,
	} {
		if !strings.Contains(string(text), row) {
			t.Errorf("no row %s", row)
		}
	}
	if strings.Contains(string(text), "kinshasa") || strings.Contains(string(text), "BREW") {
		t.Error("a row for what anybody may invent")
	}
	profiles := httptest.NewRecorder()
	c.Metrics().ServeHTTP(profiles, httptest.NewRequest(http.MethodGet, "/debug/pprof/", nil))
	if profiles.Code != http.StatusNotFound {
		t.Errorf("profiles: %d", profiles.Code)
	}
}

// BenchmarkCore is what the way through the house costs a request, without its page.
func BenchmarkCore(b *testing.B) {
	s := newSite(b, &journal{}, nil, func(s *Site, r chi.Router) {
		r.Get("/pagina", s.says(strings.Repeat("Antwerpen en Kinshasa. ", 1200)))
	})
	for _, address := range []string{"/healthz", "/favicon.ico", "/pagina"} {
		b.Run(address, func(b *testing.B) {
			b.ReportAllocs()
			r := httptest.NewRequest(http.MethodGet, address, nil)
			for b.Loop() {
				s.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
}
