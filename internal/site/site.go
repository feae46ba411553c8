// Package site answers HTTP. routes.go is the map; then there is one file for each subject and audience.
//
// A handler reads, asks and shows; what it cannot handle it returns, and one switch (refuse.go) turns that into a
// status and a Dutch page. No page is sent before it has been drawn completely.
package site

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/postgres"
)

// Settings are what the portal is told when it starts.
type Settings struct {
	// BaseURL is the scheme and host by which people reach the portal: the only origin that pages name.
	BaseURL *url.URL
	// Clock returns the time; what it returns when a request's head arrives is that request's moment.
	Clock func() time.Time
	// Log takes a line for each request.
	Log *slog.Logger
	// TrustedProxies are the networks whose X-Forwarded-For is believed. Nil believes nobody.
	TrustedProxies []netip.Prefix
	// RateLimit says whether one address may ask for [PagesAMinute] pages a minute and no more.
	RateLimit bool
	// Version names this build of the program, in the metrics.
	Version string
	// DB is where everything stands.
	DB *postgres.DB
	// SchemaVersion is the migration that this program needs; /readyz says no before it was applied.
	SchemaVersion int64
	// Contact is the mailto: or https: address for reports of weaknesses; empty names the page about the portal.
	Contact string
}

// A Site is the portal. It is made by [New] and safe for use by many at a time.
type Site struct {
	set     Settings
	db      *postgres.DB
	handler http.Handler
	meter   *meter
	demo    demo
	known   known
	buffers sync.Pool // of *bytes.Buffer, for pages
}

// New builds the portal.
func New(set Settings) (*Site, error) {
	return build(set, (*Site).pages)
}

// Build builds the portal with these pages in it.
func build(set Settings, pages func(*Site, chi.Router)) (*Site, error) {
	s := &Site{set: set, db: set.DB, meter: newMeter(set)}
	s.buffers.New = func() any { return new(bytes.Buffer) }
	s.demo.ask = set.DB.HasDemo
	compress, err := compression()
	if err != nil {
		return nil, fmt.Errorf("set up compression: %w", err)
	}
	s.handler = s.routes(compress, pages)
	return s, nil
}

// ServeHTTP answers one request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.handler.ServeHTTP(w, r)
}

// A handler answers a request, or returns why it cannot: a fault, which is an answer of its own, or a defect.
// It writes nothing before it is sure.
type handler func(w http.ResponseWriter, r *http.Request) error
