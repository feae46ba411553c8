package site

import (
	"net"
	"net/http"
	"net/netip"
	"strings"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/link"
	"vriendenstad/internal/mail"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

// mostLetters is how many letters a list shows.
const mostLetters = 100

// devMail lists the letters that were written.
func (s *Site) devMail(w http.ResponseWriter, r *http.Request) error {
	if !s.mayReadLetters(r) {
		return fault.NotFound
	}
	all, err := s.set.Letters.List(mostLetters)
	if err != nil {
		return err
	}
	rows := make([]public.DevMailRow, len(all))
	for i, one := range all {
		rows[i] = devMailRow(one)
	}
	w.Header().Set("Cache-Control", "no-store")
	head := layout.Head{Title: "Verzonden e-mails", NoIndex: true, Crumbs: []layout.Crumb{{Label: "Verzonden e-mails"}}}
	return s.show(w, r, http.StatusOK, head, public.DevMail(rows))
}

// devLetter shows one letter.
func (s *Site) devLetter(w http.ResponseWriter, r *http.Request) error {
	if !s.mayReadLetters(r) {
		return fault.NotFound
	}
	one, err := s.set.Letters.Read(chi.URLParam(r, "name"))
	if err != nil {
		return err
	}
	letter := public.DevLetterPage{DevMailRow: devMailRow(one), HTML: one.HTML, Files: one.Files}
	for said := range strings.Lines(one.Text) {
		said = strings.TrimRight(said, "\n")
		letter.Lines = append(letter.Lines, public.DevLine{Text: said, Href: s.local(said)})
	}
	w.Header().Set("Cache-Control", "no-store")
	head := layout.Head{Title: one.Subject, NoIndex: true, Crumbs: []layout.Crumb{{Label: "Verzonden e-mails", Href: link.DevMail()}, {Label: one.Subject}}}
	return s.show(w, r, http.StatusOK, head, public.DevLetter(letter))
}

func devMailRow(one mail.Kept) public.DevMailRow {
	return public.DevMailRow{Href: link.DevLetter(one.Name), To: string(one.To), Subject: one.Subject, At: calendar.Moment(one.At)}
}

// local returns the page of the portal that a line of a letter leads to, and "" for a line that is no such address.
func (s *Site) local(said string) string {
	page, found := strings.CutPrefix(said, s.absolute(""))
	if !found || !strings.HasPrefix(page, "/") || strings.HasPrefix(page, "//") || strings.ContainsAny(page, ` \`) {
		return ""
	}
	return page
}

// mayReadLetters says whether letters, with the secret links in them, may be shown: to this machine itself, by a name of its own. Another
// site that gives its name our address is not let in.
func (s *Site) mayReadLetters(r *http.Request) bool {
	name, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		name = r.Host
	}
	address, err := netip.ParseAddr(strings.Trim(name, "[]"))
	own := name == "localhost" || strings.HasSuffix(name, ".localhost") || err == nil && address.IsLoopback()
	return own && s.here(r)
}
