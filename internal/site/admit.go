package site

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/link"
)

// The wrappers below admit to a page who plays a part, and hand the page that part: it asks nothing more.
//
// Who is not signed in is asked to, and comes back. Who is signed in and has no part in an area is told so (403); what belongs to
// others is not there (404), which the queries see to. Both are written in the record. No page behind them is kept by anybody.

// person admits whoever is signed in, for themselves.
func (s *Site) person(h func(http.ResponseWriter, *http.Request, account.Person) error) http.HandlerFunc {
	return admit(s, h, func(there presence) (account.Person, error) { return there.Self(), nil })
}

// member admits who is a member of the association that they act for, in any part.
func (s *Site) member(h func(http.ResponseWriter, *http.Request, account.Member) error) http.HandlerFunc {
	return admit(s, h, asMember)
}

// contributor admits the members who may write.
func (s *Site) contributor(h func(http.ResponseWriter, *http.Request, account.Contributor) error) http.HandlerFunc {
	return admit(s, h, func(there presence) (account.Contributor, error) {
		return narrowed(there, account.Member.Contributor)
	})
}

// lead admits the member who speaks for the association.
func (s *Site) lead(h func(http.ResponseWriter, *http.Request, account.Lead) error) http.HandlerFunc {
	return admit(s, h, func(there presence) (account.Lead, error) { return narrowed(there, account.Member.Lead) })
}

// staff admits everybody of the Dienst, after the second step.
func (s *Site) staff(h func(http.ResponseWriter, *http.Request, account.Staff) error) http.HandlerFunc {
	return admit(s, h, inPart(account.Identity.Staff, account.Identity.IsStaff))
}

// caseHandler admits to dossiers.
func (s *Site) caseHandler(h func(http.ResponseWriter, *http.Request, account.CaseHandler) error) http.HandlerFunc {
	return admit(s, h, inPart(account.Identity.CaseHandler, holds(account.CaseHandlerPart)))
}

// budgetKeeper admits to credit, population and payments.
func (s *Site) budgetKeeper(h func(http.ResponseWriter, *http.Request, account.BudgetKeeper) error) http.HandlerFunc {
	return admit(s, h, inPart(account.Identity.BudgetKeeper, holds(account.BudgetKeeperPart)))
}

// head admits to what the head of the Dienst alone may do.
func (s *Site) head(h func(http.ResponseWriter, *http.Request, account.Head) error) http.HandlerFunc {
	return admit(s, h, inPart(account.Identity.Head, holds(account.HeadPart)))
}

// editor admits to the public texts.
func (s *Site) editor(h func(http.ResponseWriter, *http.Request, account.Editor) error) http.HandlerFunc {
	return admit(s, h, inPart(account.Identity.Editor, holds(account.EditorPart)))
}

// administrator admits to people, powers, settings and the record.
func (s *Site) administrator(h func(http.ResponseWriter, *http.Request, account.Administrator) error) http.HandlerFunc {
	return admit(s, h, inPart(account.Identity.Administrator, holds(account.AdministratorPart)))
}

// adviser admits who advises, until their term ends.
func (s *Site) adviser(h func(http.ResponseWriter, *http.Request, account.Adviser) error) http.HandlerFunc {
	return admit(s, h, inPart(account.Identity.Adviser, func(i account.Identity) bool { return !i.AdvisesUntil.IsZero() }))
}

// strong asks the code of the second step again where it was given more than [account.StrongFor] ago, or never, and then lets the next
// handler decide who may come in. What was typed is kept meanwhile. It stands round what moves money: s.strong(s.head(s.pay)).
func (s *Site) strong(next http.HandlerFunc) http.HandlerFunc {
	return s.page(func(w http.ResponseWriter, r *http.Request) error {
		there, err := s.presence(r)
		if err != nil {
			return err
		}
		if there.how == account.SignedIn && !there.Strong() {
			return s.askCode(w, r, there)
		}
		next(w, r)
		return nil
	})
}

// askCode sends somebody who is signed in to give a code, and back.
func (s *Site) askCode(w http.ResponseWriter, r *http.Request, there presence) error {
	if !there.HasSecond {
		return goTo(w, r, link.MySecond())
	}
	page, err := s.keep(r, there)
	if err != nil {
		return err
	}
	return goTo(w, r, link.Code(page))
}

// unseen admits to attachments: to who has no part in their area nothing is there either (R13).
func unseen[T account.Acting](s *Site, as func(presence) (T, error), h func(http.ResponseWriter, *http.Request, T) error) http.HandlerFunc {
	hidden := func(err error) error {
		if errors.Is(err, fault.Denied) {
			return fmt.Errorf("%w: %w", fault.NotFound, err)
		}
		return err
	}
	return admit(s, func(w http.ResponseWriter, r *http.Request, by T) error { return hidden(h(w, r, by)) },
		func(there presence) (T, error) {
			by, err := as(there)
			return by, hidden(err)
		})
}

// elsewhere says that the page cannot be shown yet, and where to go first.
type elsewhere string

func (e elsewhere) Error() string { return "first to " + string(e) }

// admit makes a page for whoever plays a part into one that the map takes.
func admit[T account.Acting](s *Site, h func(http.ResponseWriter, *http.Request, T) error, as func(presence) (T, error)) http.HandlerFunc {
	return s.page(func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Cache-Control", "no-store")
		there, err := s.presence(r)
		if err != nil {
			return err
		}
		if there.how != account.SignedIn {
			return s.askWho(w, r, there)
		}
		by, err := as(there)
		if to, first := errors.AsType[elsewhere](err); first {
			return goTo(w, r, string(to))
		}
		if err == nil {
			err = h(w, r, by)
		}
		return s.denied(r, there, err)
	})
}

// askWho sends who is not signed in to do so, and back. What somebody typed whose session has expired is kept for them.
func (s *Site) askWho(w http.ResponseWriter, r *http.Request, there presence) error {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == multipartForm && heardOf(there) {
		if err := longer(w, uploadTime+pageTime); err != nil {
			return err
		}
	}
	page, err := s.keep(r, there)
	if err != nil {
		return err
	}
	s.letBy(w, r)
	if there.how == account.HalfWay {
		return goTo(w, r, link.Code(page))
	}
	return goTo(w, r, link.SignInTo(page))
}

// denied writes down that somebody tried what they may not, or what is not theirs, and returns the refusal.
func (s *Site) denied(r *http.Request, there presence, err error) error {
	if !errors.Is(err, fault.Denied) && !errors.Is(err, fault.NotFound) {
		return err
	}
	tried := chi.RouteContext(r.Context()).RoutePattern()
	if !strings.Contains(tried, "{token}") { // which is a secret
		tried = r.URL.Path
	}
	return errors.Join(err, s.desk.Deny(r.Context(), there.Self().By(), shorten(r.Method+" "+tried, 200)))
}

// asMember returns the person as a member of the association that they act for: the one that they chose, or the only one.
func asMember(there presence) (account.Member, error) {
	if m, ok := there.Member(actsFor(there)); ok {
		return m, nil
	}
	if len(there.Memberships) > 0 {
		return account.Member{}, elsewhere(link.MyAssociations())
	}
	return account.Member{}, fmt.Errorf("no member of any association: %w", fault.Denied)
}

// actsFor returns the association that a session acts for, zero where the person is a member of none, or has to choose.
func actsFor(there presence) association.ID {
	all := there.Memberships
	if len(all) == 1 {
		return all[0].Association
	}
	if slices.ContainsFunc(all, func(m account.Membership) bool { return m.Association == there.session.Association }) {
		return there.session.Association
	}
	return 0
}

func narrowed[T any](there presence, as func(account.Member) (T, bool)) (T, error) {
	var none T
	m, err := asMember(there)
	if err != nil {
		return none, err
	}
	part, ok := as(m)
	if !ok {
		return none, fmt.Errorf("a member as %s: %w", m.Part, fault.Denied)
	}
	return part, nil
}

// inPart returns who a person is in a part of the Dienst or as an adviser. Who has the part by right and not yet a second step is sent
// to set one up.
func inPart[T any](as func(account.Identity) (T, bool), byRight func(account.Identity) bool) func(presence) (T, error) {
	return func(there presence) (T, error) {
		by, ok := as(there.Identity)
		switch {
		case ok:
			return by, nil
		case byRight(there.Identity) && there.NeedsSecond():
			return by, elsewhere(link.MySecond())
		}
		return by, fmt.Errorf("no such part: %w", fault.Denied)
	}
}

func holds(power account.Part) func(account.Identity) bool {
	return func(i account.Identity) bool { return slices.Contains(i.Powers, power) }
}

// beside names the pages of forms that stand neither at their own address nor above it.
var beside = map[string]string{"/mijn/aanvragen/{id}/indienen": "nakijken", "/mijn/aanvragen/{id}/voorstellen": "nakijken", "/mijn/aanvragen/{id}/laat": "nakijken",
	"/mijn/aanvragen/{id}/bijlagen/bij/{question}": "../.."}

// formPage returns the page on which the form of a request stands: its own address, or the nearest one above it that can be read.
func formPage(r *http.Request) string {
	routes := chi.RouteContext(r.Context()).Routes
	if page, ok := beside[chi.RouteContext(r.Context()).RoutePattern()]; ok {
		return (&url.URL{Path: path.Join(path.Dir(r.URL.Path), page)}).String()
	}
	for page := r.URL.Path; page != "/" && page != "."; page = path.Dir(page) {
		if !routes.Match(chi.NewRouteContext(), http.MethodGet, page) {
			continue
		}
		if page == r.URL.Path {
			found := chi.NewRouteContext()
			if routes.Match(found, http.MethodGet, page); found.RoutePattern() != chi.RouteContext(r.Context()).RoutePattern() {
				continue // another page's pattern takes this address for one of its own
			}
			return (&url.URL{Path: page, RawQuery: r.URL.RawQuery}).String()
		}
		return (&url.URL{Path: page}).String()
	}
	return link.Mine()
}

// local returns a page of the portal that an address led on to, and false for whatever is not surely one.
func local(to string) (string, bool) {
	if len(to) > 2000 || !strings.HasPrefix(to, "/") || strings.ContainsAny(to, "\\\t\r\n") {
		return "", false
	}
	address, err := url.Parse(to)
	if err != nil || address.Scheme != "" || address.Host != "" || address.User != nil || address.Opaque != "" || path.Clean(address.Path) != address.Path {
		return "", false
	}
	if strings.HasPrefix(address.Path, "//") || strings.ContainsAny(address.Path, "\\\t\r\n") || !legible(address.Path) {
		return "", false
	}
	return (&url.URL{Path: address.Path, RawQuery: address.RawQuery}).String(), true
}
