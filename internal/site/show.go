package site

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/crc32"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/templates/layout"
)

// LargestKept is the size in bytes up to which a page's buffer is used again.
const largestKept = 512 << 10

// Show draws a page whole, inside the portal's frame, and sends it. Nothing is sent when it cannot be drawn.
//
// A page that differs from one person to the next sets Cache-Control: no-store before it is shown; any other may be
// kept by whoever asks each time whether it is still the same.
func (s *Site) show(w http.ResponseWriter, r *http.Request, status int, head layout.Head, body templ.Component) error {
	s.demo.learn(r.Context(), s.set.Clock())
	if err := s.meet(w, r, status); err != nil {
		return err
	}
	if status == http.StatusUnprocessableEntity || status == http.StatusTooManyRequests {
		head.Title = "Nog niet in orde: " + head.Title // a form that was refused: its title is what a screen reader says first
	}
	return s.showNow(w, r, status, head, body)
}

// Meet finds out whom the header of a page names, and what there is to say to them. Who brings no cookie is a visitor, and nobody is
// asked. While the database is away the page names nobody, rather than call somebody signed out.
func (s *Site) meet(w http.ResponseWriter, r *http.Request, status int) error {
	if !s.keeper.came(r) {
		return nil
	}
	w.Header().Set("Cache-Control", "no-store")
	v := visitOf(r)
	there, err := s.presence(r)
	if err != nil {
		v.err = err // the page does without
		return nil
	}
	if there.how != account.SignedIn || there.session.Said == "" || status != http.StatusOK || r.Method != http.MethodGet {
		return nil
	}
	v.said = there.session.Said
	return s.db.Say(r.Context(), there.session.ID, "")
}

// Who returns whom the header names, by what is known of it already.
func (s *Site) who(r *http.Request) layout.Who {
	v := visitOf(r)
	if v.there == nil {
		return layout.Who{Unsure: s.keeper.came(r)}
	}
	if v.there.how != account.SignedIn {
		return layout.Who{}
	}
	who := layout.Who{Known: true, Name: v.there.Name, Staff: v.there.IsStaff(), Adviser: !v.there.AdvisesUntil.IsZero(), Once: desk.NewOnce().String()}
	for _, m := range v.there.Memberships {
		if m.Association == actsFor(*v.there) {
			who.For = m.Name
		} else {
			who.Others = append(who.Others, layout.Acting{ID: m.Association, Name: m.Name})
		}
	}
	return who
}

// ShowNow is show without a question to the database.
func (s *Site) showNow(w http.ResponseWriter, r *http.Request, status int, head layout.Head, body templ.Component) error {
	page := s.buffers.Get().(*bytes.Buffer)
	page.Reset()
	v := visitOf(r)
	frame := layout.Frame{Head: head, BaseURL: s.absolute(""), RequestID: v.id, Demo: s.demo.on.Load(), Who: s.who(r), Said: v.said, Late: v.late}
	if secret := strings.Contains(chi.RouteContext(r.Context()).RoutePattern(), "{token}"); status < http.StatusBadRequest && !secret {
		frame.Canonical = s.absolute(cmp.Or(v.knownAs, r.URL.EscapedPath()))
	}
	if err := layout.Page(frame, body).Render(r.Context(), page); err != nil {
		return fmt.Errorf("draw %q: %w", head.Title, err)
	}
	s.send(w, r, status, page.Bytes())
	if page.Cap() <= largestKept {
		s.buffers.Put(page)
	}
	return nil
}

// KnownAs says by which address of link the page that is about to be shown is known to the world, when that is more than
// its path: that of the same list with its parameters in their order.
func knownAs(r *http.Request, address string) {
	visitOf(r).knownAs = address
}

// Absolute returns the address by which the world knows a path of the portal. The request's Host has no part in it.
func (s *Site) absolute(path string) string {
	return strings.TrimSuffix(s.set.BaseURL.String(), "/") + path
}

// Send sends a page that was drawn. A client that has it already is told so; one that is gone is no defect.
func (s *Site) send(w http.ResponseWriter, r *http.Request, status int, page []byte) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	if status == http.StatusOK && h.Get("Cache-Control") == "no-cache" {
		h.Set("Etag", etagOf(page))
		if matches(r.Header.Get("If-None-Match"), h.Get("Etag")) {
			h.Del("Content-Type")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(page)))
	w.WriteHeader(status)
	if _, err := w.Write(page); err != nil {
		visitOf(r).err = fmt.Errorf("send: %w", err)
	}
}

// EtagOf names what a page says, however it is compressed. It is the same on every replica.
func etagOf(page []byte) string {
	sum := crc32.Checksum(page, crc32.MakeTable(crc32.Castagnoli))
	return fmt.Sprintf(`W/"%x-%x"`, len(page), sum)
}

// Matches says whether one of the tags of an If-None-Match is this one, or any will do.
func matches(ifNoneMatch, etag string) bool {
	for one := range strings.SplitSeq(ifNoneMatch, ",") {
		one = strings.TrimSpace(one)
		if one == "*" || one != "" && strings.TrimPrefix(one, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}
