// Package site answers HTTP. routes.go is the map; then there is one file for each subject and audience.
//
// A handler reads, asks and shows; what it cannot handle it returns, and one switch (refuse.go) turns that into a
// status and a Dutch page. No page is sent before it has been drawn completely.
//
// # Who is there
//
// A page for somebody in particular stands behind one of the wrappers of admit.go, which hands it the part that the person plays:
//
//	r.Get("/mijn/leden", s.lead(s.myMembers))          // func(w, r, by account.Lead) error
//	r.Post("/beheer/betalingen/{id}", s.strong(s.head(s.pay)))  // with a code of the last quarter of an hour
//
// Nothing is kept of a visitor: without a cookie the database is not asked who is there. Pages that a cookie came with are no-store.
//
// # Forms
//
// A form is sent to the page that it stands on, or to an address below it, with the key of [desk.NewOnce] in its field "once". What is
// refused is shown on the same page with status 422, as it was typed; what was done ends in [Site.done], which says so on the next page.
//
// When a session has expired while somebody typed, admit keeps the fields for that person and that page (no files, no passwords, no codes),
// and sends them to sign in and back. A page with a form begins by filling it with what is kept ([Site.typed] where it does more with it):
//
//	typed := form.MyName{Name: i.Name}
//	if err := refill(s, r, by, &typed, form.ReadMyName); err != nil {
//		return err
//	}
//
// The page then says by itself that the words were kept. They are there for a day, or until the form was done; nothing sends them but
// the person. The same happens when [Site.strong] asks a code.
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

	"vriendenstad/internal/depot"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/mail"
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
	// Desk is where everything is done.
	Desk *desk.Desk
	// SamplePassword is that of the sample city's people: the sign-in page shows it in development. Empty shows nothing.
	SamplePassword string
	// SchemaVersion is the migration that this program needs; /readyz says no before it was applied.
	SchemaVersion int64
	// Contact is the mailto: or https: address for reports of weaknesses; empty names the page about the portal.
	Contact string
	// Letters are shown at /dev/mail, in development. Nil shows none.
	Letters *mail.Folder
	// Depot keeps the bytes of attachments.
	Depot depot.Store
	// Unsent says that letters reach nobody, though the portal is in earnest: staff are told.
	Unsent bool
}

// A Site is the portal. It is made by [New] and safe for use by many at a time.
type Site struct {
	set     Settings
	db      *postgres.DB
	desk    *desk.Desk
	keeper  *keeper
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
	s := &Site{set: set, db: set.DB, desk: set.Desk, keeper: newKeeper(set), meter: newMeter(set)}
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
