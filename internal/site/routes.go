package site

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"vriendenstad/internal/fault"
)

// The time that an answer may take, from the moment that its handler begins.
const (
	pageTime     = 5 * time.Second // then the answer is 503
	downloadTime = 60 * time.Second
)

// Routes is the map of the portal: first what every request passes, then who answers which address.
func (s *Site) routes(compress func(http.Handler) http.Handler, pages func(*Site, chi.Router)) http.Handler {
	r := chi.NewRouter()
	r.Use(s.noted, s.recovered, s.headed, s.addressed(), s.readable, s.sameOrigin(), middleware.GetHead)

	// what stands without the database, and is never limited
	r.Get("/static/*", s.static)
	r.Get("/favicon.ico", s.favicon)
	r.Get("/healthz", s.health)
	r.Get("/readyz", s.ready)

	r.Group(func(r chi.Router) {
		r.Use(compress, s.limited())
		r.NotFound(s.page(s.notFound))
		r.MethodNotAllowed(s.page(s.methodNotAllowed))
		r.Get("/robots.txt", s.page(s.robots))
		r.Get("/.well-known/security.txt", s.page(s.security))
		r.Group(func(r chi.Router) {
			r.Use(s.bounded)
			pages(s, r)
		})
	})
	return r
}

// Pages are the addresses that people come for. A page has [pageTime] to answer, a download [downloadTime].
func (s *Site) pages(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(within(pageTime))
		r.Get("/", s.page(s.home))
		r.Get("/steden", s.page(s.cities))
		r.Get("/steden/{slug}", s.page(s.city))
		r.Get("/landen", s.page(s.countries))
		r.Get("/landen/{slug}", s.page(s.country))
		r.Get("/projecten", s.page(s.projects))
		r.Get("/projecten/{slug}", s.page(s.project))
		r.Get("/verenigingen", s.page(s.associations))
		r.Get("/verenigingen/{slug}", s.page(s.association))
		r.Get("/sdg/{number}", s.page(s.goal))
		r.Get("/zoeken", s.page(s.search))
		r.Get("/stad-in-de-wereld", s.page(s.world))
		r.Get("/over", s.page(s.about))
		r.Get("/toegankelijkheid", s.page(s.accessibility))
		r.Get("/privacy", s.page(s.privacy))
		r.Get("/licenties", s.page(s.licences))
	})
	r.Group(func(r chi.Router) {
		r.Use(within(downloadTime))
		r.Get("/projecten.csv", s.page(s.projectsCSV))
		r.Get("/projecten.xlsx", s.page(s.projectsXLSX))
		r.Get("/sitemap.xml", s.page(s.sitemapIndex))
		r.Get("/sitemap-paginas.xml", s.page(s.sitemapPages))
		r.Get("/sitemap-verenigingen.xml", s.page(s.sitemapAssociations))
		r.Get("/sitemap-projecten-{part}.xml", s.page(s.sitemapProjects))
	})
}

// Page makes a handler into one that the map takes: what it returns is answered by [Site.refuse].
func (s *Site) page(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.refuse(w, r, err)
		}
	}
}

func (s *Site) notFound(w http.ResponseWriter, r *http.Request) error {
	if to, ok := withoutSlash(r); ok {
		http.Redirect(w, r, to, http.StatusMovedPermanently)
		return nil
	}
	return fault.NotFound
}
