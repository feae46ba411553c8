package site

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/httprate"

	"vriendenstad/internal/fault"
)

// PagesAMinute is how many pages one address may ask for: room for a class behind one connection, not for a scraper.
const PagesAMinute = 600

// Addressed finds the client's address: the connection's own, or where that is a trusted proxy's, the nearest one in
// X-Forwarded-For that is not. Nobody else is believed.
func (s *Site) addressed() func(http.Handler) http.Handler {
	find := middleware.ClientIPFromRemoteAddr
	if len(s.set.TrustedProxies) > 0 {
		networks := make([]string, len(s.set.TrustedProxies))
		for i, one := range s.set.TrustedProxies {
			networks[i] = one.String()
		}
		find = middleware.ClientIPFromXFF(networks...)
	}
	return func(next http.Handler) http.Handler {
		return find(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			visitOf(r).from = middleware.GetClientIPAddr(r.Context())
			next.ServeHTTP(w, r)
		}))
	}
}

// Limited refuses an address, or a whole /64 of IPv6, that asks for more than [PagesAMinute].
func (s *Site) limited() func(http.Handler) http.Handler {
	if !s.set.RateLimit {
		return func(next http.Handler) http.Handler { return next }
	}
	return httprate.LimitBy(PagesAMinute, time.Minute, clientKey,
		httprate.WithLimitHandler(s.page(tooMany)),
		httprate.WithResponseHeaders(httprate.ResponseHeaders{}))
}

// ClientKey is the address that a limit counts by. Requests of which it is not known share one.
func clientKey(r *http.Request) (string, error) {
	return httprate.CanonicalizeIP(visitOf(r).from.String()), nil
}

func tooMany(http.ResponseWriter, *http.Request) error { return fault.TooMany }

func denied(http.ResponseWriter, *http.Request) error { return fault.Denied }
