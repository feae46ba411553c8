package site

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"
	"time"

	"vriendenstad/internal/link"
)

// SecurityValid is how long security.txt may be believed after it was read.
const securityValid = 180 * 24 * time.Hour

// Robots tells machines where to begin, and that lists with two filters or more hold nothing that one does not.
func (s *Site) robots(w http.ResponseWriter, r *http.Request) error {
	return s.sayText(w, r,
		"User-agent: *",
		"Disallow: /zoeken",
		"Disallow: /*&",
		"",
		"Sitemap: "+s.absolute("/sitemap.xml"))
}

// Security tells where a weakness is reported (RFC 9116).
func (s *Site) security(w http.ResponseWriter, r *http.Request) error {
	return s.sayText(w, r,
		"Contact: "+cmp.Or(s.set.Contact, s.absolute(link.About())),
		"Expires: "+nowOf(r).UTC().Add(securityValid).Truncate(24*time.Hour).Format(time.RFC3339),
		"Preferred-Languages: nl, en",
		"Canonical: "+s.absolute("/.well-known/security.txt"))
}

func (s *Site) sayText(w http.ResponseWriter, r *http.Request, lines ...string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", aDay)
	if _, err := fmt.Fprintln(w, strings.Join(lines, "\n")); err != nil {
		visitOf(r).err = err // the reader is gone
	}
	return nil
}
