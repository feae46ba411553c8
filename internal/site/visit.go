package site

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/go-chi/chi/v5/middleware"
)

// A visit is what the portal keeps of one request while it answers it.
type visit struct {
	id      string     // 130 random bits, in the answer's X-Request-Id, on error pages and in the log
	at      time.Time  // when the request's head arrived: the moment of whatever it does
	from    netip.Addr // the client; the zero address when it is not known
	query   url.Values // the parameters of the address, one value each
	knownAs string     // what [knownAs] said
	there   *presence  // who is there; nil while nobody asked
	late    bool       // the page shows what was typed in a session that had expired
	said    string     // what the act before this page came to
	sent    middleware.WrapResponseWriter
	err     error  // why the answer is not what was asked for; nil when it is
	stack   string // where a panic came from
}

type visitKey struct{}

// VisitOf returns the visit that [Site.noted] began for the request.
func visitOf(r *http.Request) *visit {
	return r.Context().Value(visitKey{}).(*visit)
}

// Noted begins the visit before anything else happens, and writes it to the log and the metrics when all is done,
// however that came.
func (s *Site) noted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{
			id:   strings.ToLower(rand.Text()),
			at:   s.set.Clock(),
			sent: middleware.NewWrapResponseWriter(w, r.ProtoMajor),
		}
		v.sent.Header().Set("X-Request-Id", v.id)
		r = r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
		s.meter.inFlight.Inc()
		defer func() {
			s.meter.inFlight.Dec()
			s.record(r, v)
		}()
		next.ServeHTTP(v.sent, r)
	})
}

// QueryOf returns the parameters of the request's address. Each has one value: [Site.readable] refused the others.
func queryOf(r *http.Request) url.Values {
	return visitOf(r).query
}

// NowOf returns the moment at which the request's head arrived.
func nowOf(r *http.Request) time.Time {
	return visitOf(r).at
}
