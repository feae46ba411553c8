package site

import (
	"maps"
	"net/http"
)

// Policy is what a page may load and where it may send: files of the portal itself, and nothing that stands inside the
// page's own text.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"

// Permissions are the powers of a browser that no page of the portal asks for.
const permissions = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), " +
	"microphone=(), midi=(), payment=(), usb=()"

// Referrer is what other sites hear of where somebody came from: that it was the portal, not which page.
const referrer = "strict-origin-when-cross-origin"

// TwoYears is how long, in seconds, a browser keeps to https once it has seen it.
const twoYears = "63072000"

// Headed gives every answer the headers that keep browsers from being helpful to others.
func (s *Site) headed(next http.Handler) http.Handler {
	fixed := map[string][]string{ // shared by all answers: whoever wants another value sets a new one
		"Content-Security-Policy":      {policy},
		"X-Content-Type-Options":       {"nosniff"},
		"Referrer-Policy":              {referrer},
		"Permissions-Policy":           {permissions},
		"Cross-Origin-Opener-Policy":   {"same-origin"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
	}
	if s.set.BaseURL.Scheme == "https" {
		fixed["Strict-Transport-Security"] = []string{"max-age=" + twoYears + "; includeSubDomains"}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), fixed)
		next.ServeHTTP(w, r)
	})
}

// SameOrigin refuses whatever would change something and comes from another site.
func (s *Site) sameOrigin() func(http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(s.page(denied))
	return guard.Handler
}
