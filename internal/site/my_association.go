package site

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/mine"
)

// memberHead is what a page of the association that is acted for says of itself. Tab is the address of its place in the bar; the page
// itself stands there, or below it.
func memberHead(r *http.Request, title, tab string) layout.Head {
	head := layout.Head{Title: title, Tabs: mineTabs(r, tab)}
	for _, t := range head.Tabs {
		if t.Current && t.Label != title {
			head.Crumbs = append(head.Crumbs, layout.Crumb{Label: t.Label, Href: t.Href})
		}
	}
	head.Crumbs = append(head.Crumbs, layout.Crumb{Label: title})
	return head
}

// mineTabs is the bar of who is signed in: the places of the association that they act for, where they act for one, and their own. At is
// the address of the place that is marked.
func mineTabs(r *http.Request, at string) []layout.Tab {
	all := []layout.Tab{{Label: "Overzicht", Href: link.Mine()}}
	if there := visitOf(r).there; there != nil && actsFor(*there) != 0 {
		all = append(all, layout.Tab{Label: "Aanvragen", Href: link.MyApplications()}, layout.Tab{Label: "Vereniging", Href: link.MyAssociation()}, layout.Tab{Label: "Leden", Href: link.MyMembers()})
	}
	all = append(all, layout.Tab{Label: "Mijn verenigingen", Href: link.MyAssociations()}, layout.Tab{Label: "Mijn account", Href: link.MyAccount()})
	for i := range all {
		all[i].Current = all[i].Href == at
	}
	return all
}

// countUnread fills in, at the place of the applications, how many messages of the Dienst nobody of the association has read yet.
func (s *Site) countUnread(r *http.Request, tabs []layout.Tab) error {
	for i := range tabs {
		if tabs[i].Href != link.MyApplications() {
			continue
		}
		n, err := s.db.UnreadOf(r.Context(), actsFor(*visitOf(r).there))
		if err != nil {
			return err
		}
		tabs[i].Unread = n
	}
	return nil
}

// ours returns the association as its members see it. Its account number goes no further than to who speaks for it.
func ours(a postgres.PrivateAssociation, leads bool) mine.Ours {
	o := mine.Ours{Association: a.Association, Standing: a.Standing, Reason: a.StandingReason}
	if a.Waiting != nil {
		o.Waiting = &a.Waiting.Facts
	}
	if leads {
		o.IBAN = a.IBAN
	}
	return o
}

// associationHome is the first page of an association's members.
func (s *Site) associationHome(w http.ResponseWriter, r *http.Request, by account.Member) error {
	_, leads := by.Lead()
	a, err := s.db.PrivateAssociation(r.Context(), by.Association)
	if err != nil {
		return err
	}
	list, err := s.membersPage(r, by)
	if err != nil {
		return err
	}
	page := mine.HomePage{Ours: ours(a, leads), Part: by.Part, Members: list.Members, Askers: list.Askers, Invited: list.Invited, Now: nowOf(r)}
	waiting, err := s.db.WaitingOf(r.Context(), by.Association, nowOf(r))
	if err != nil {
		return err
	}
	for _, one := range waiting {
		page.Applications = append(page.Applications, mine.WaitingApplication(one))
	}
	head := memberHead(r, "Overzicht", link.Mine())
	head.Crumbs = nil
	return s.private(w, r, http.StatusOK, head, mine.Home(page))
}

func (s *Site) myAssociation(w http.ResponseWriter, r *http.Request, by account.Member) error {
	a, err := s.db.PrivateAssociation(r.Context(), by.Association)
	if err != nil {
		return err
	}
	page := mine.AssociationPage{}
	_, page.Writes = by.Contributor()
	if _, page.Leads = by.Lead(); page.Leads {
		if page.Board, err = s.db.Board(r.Context(), by.Association); err != nil {
			return err
		}
	}
	page.Ours = ours(a, page.Leads)
	return s.private(w, r, http.StatusOK, memberHead(r, "Vereniging", link.MyAssociation()), mine.Association(page))
}

func (s *Site) myProfile(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	a, err := s.db.PrivateAssociation(r.Context(), by.Association)
	if err != nil {
		return err
	}
	page := profileOf(a)
	kept, ok, err := s.typed(r, by)
	if err != nil {
		return err
	}
	if ok {
		typed, err := form.ReadAssociation(kept)
		if err != nil {
			return err
		}
		if kept.Get("version") != strconv.Itoa(a.Version) {
			return s.changedProfile(w, r, a, typed, kept.Get("stamp"))
		}
		page.Typed = typed
	}
	return s.showProfile(w, r, http.StatusOK, page)
}

// profileOf fills the form with what the association says of itself now.
func profileOf(a postgres.PrivateAssociation) mine.ProfilePage {
	typed := form.TypedAssociation(a.Said())
	return mine.ProfilePage{Typed: typed, Version: a.Version, Stamp: typed.Stamp(), Verified: a.Standing == association.Verified}
}

func (s *Site) showProfile(w http.ResponseWriter, r *http.Request, status int, page mine.ProfilePage) error {
	page.Once = desk.NewOnce().String()
	return s.private(w, r, status, memberHead(r, "Wijzig de gegevens", link.MyAssociation()), mine.Profile(page))
}

func (s *Site) saveProfile(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadAssociation(r.PostForm)
	if err != nil {
		return err
	}
	version, err := strconv.Atoi(r.PostForm.Get("version"))
	if err != nil {
		version = 0 // none that ever was: what is typed is shown beside what stands there
	}
	said, err := typed.Association()
	if err == nil {
		err = s.desk.SaveProfile(r.Context(), by, once, version, said)
	}
	if err == nil {
		return s.done(w, r, link.MyAssociation(), "De gegevens zijn bewaard.")
	}
	wrong, status := refusal(w, r, err)
	if status == 0 && !errors.Is(err, desk.ErrChanged) {
		return err
	}
	a, missing := s.db.PrivateAssociation(r.Context(), by.Association)
	if missing != nil {
		return missing
	}
	if status == 0 {
		return s.changedProfile(w, r, a, typed, r.PostForm.Get("stamp"))
	}
	page := profileOf(a) // with the version and the marks of the page that was sent: what others saved meanwhile is still to be met
	page.Typed, page.Wrong, page.Version, page.Stamp = typed, wrong, version, r.PostForm.Get("stamp")
	return s.showProfile(w, r, status, page)
}

// changedProfile shows what was typed on an older page laid onto what stands there now, with what others changed.
func (s *Site) changedProfile(w http.ResponseWriter, r *http.Request, a postgres.PrivateAssociation, typed form.Association, stamp string) error {
	page := profileOf(a)
	page.Typed, page.Changes = typed.Onto(page.Typed, stamp)
	acts, _, err := s.db.Trail(r.Context(), postgres.TrailFilter{Subject: desk.AssociationSubject(a.ID), Act: "association."}, 20)
	if err != nil {
		return err
	}
	page.ChangedAt = calendar.Moment(nowOf(r))
	if at := slices.IndexFunc(acts, func(one postgres.TrailRow) bool {
		return one.Act == "association.edit" || one.Act == "association.verify"
	}); at >= 0 {
		page.ChangedBy, page.ChangedAt = acts[at].Name, calendar.Moment(acts[at].At)
		if acts[at].Act == "association.verify" {
			page.ChangedBy = "de dienst" // and no name of its staff
		}
	}
	return s.showProfile(w, r, http.StatusConflict, page)
}

func (s *Site) myBoard(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	board, err := s.db.Board(r.Context(), by.Association)
	if err != nil {
		return err
	}
	page := mine.BoardPage{Board: form.TypedBoard(board), Stamp: association.BoardStamp(board)}
	kept, ok, err := s.typed(r, by)
	if ok {
		page.Board, err = form.ReadBoard(kept)
		page.Stamp = kept.Get("stamp")
	}
	if err != nil {
		return err
	}
	return s.showBoard(w, r, http.StatusOK, page)
}

func (s *Site) showBoard(w http.ResponseWriter, r *http.Request, status int, page mine.BoardPage) error {
	page.Once = desk.NewOnce().String()
	return s.private(w, r, status, memberHead(r, "Bestuur", link.MyAssociation()), mine.Board(page))
}

func (s *Site) saveBoard(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadBoard(r.PostForm)
	if err != nil {
		return err
	}
	stamp := r.PostForm.Get("stamp")
	members, err := typed.Members()
	if err == nil {
		err = s.desk.SetBoard(r.Context(), by, once, stamp, members)
	}
	if err == nil {
		return s.done(w, r, link.MyAssociation(), "Het bestuur is bewaard.")
	}
	page := mine.BoardPage{Board: typed, Stamp: stamp}
	wrong, status := refusal(w, r, err)
	page.Wrong = wrong
	if errors.Is(err, desk.ErrChanged) {
		now, missing := s.db.Board(r.Context(), by.Association)
		if missing != nil {
			return missing
		}
		status, page.Now, page.Stamp = http.StatusConflict, append(form.Board{}, form.TypedBoard(now)...), association.BoardStamp(now)
	}
	if status == 0 {
		return err
	}
	return s.showBoard(w, r, status, page)
}

func (s *Site) myBank(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	page := mine.BankPage{}
	kept, ok, err := s.typed(r, by)
	if ok {
		typed, unread := form.ReadBank(kept)
		page.Typed, err = typed.IBAN, unread
	}
	if err != nil {
		return err
	}
	return s.showBank(w, r, http.StatusOK, by, page)
}

func (s *Site) showBank(w http.ResponseWriter, r *http.Request, status int, by account.Lead, page mine.BankPage) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	a, err := s.db.PrivateAssociation(r.Context(), by.Association)
	if err != nil {
		return err
	}
	page.Now, page.Strong, page.Once = a.IBAN, there.Strong(), desk.NewOnce().String()
	return s.private(w, r, status, memberHead(r, "Rekeningnummer", link.MyAssociation()), mine.Bank(page))
}

func (s *Site) saveBank(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadBank(r.PostForm)
	if err != nil {
		return err
	}
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	err = s.desk.SetBank(r.Context(), by, once, s.caller(r), there.Strong(), typed.Present, typed.IBAN)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showBank(w, r, status, by, mine.BankPage{Typed: typed.IBAN, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyAssociation(), "Het rekeningnummer is bewaard. De dienst en wie voor jullie spreekt krijgen bericht.")
}
