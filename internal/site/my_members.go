package site

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/mine"
)

// numbered reads the number in an address, and is [fault.NotFound] for what is none.
func numbered[ID ~int64](r *http.Request) (ID, error) {
	text := chi.URLParam(r, "id")
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id < 1 || strconv.FormatInt(id, 10) != text {
		return 0, fault.NotFound
	}
	return ID(id), nil
}

func memberLine(m postgres.MemberRow) mine.Member {
	return mine.Member{Person: m.Person, Name: m.Name, Part: m.Part, Since: m.Since}
}

func askerLine(a postgres.JoinRequestRow) mine.Asker {
	return mine.Asker{ID: a.ID, Name: a.Name, Email: a.Email, Why: a.Why, At: a.At}
}

// membersPage gathers the members, and for who speaks for the association who asks and who was invited.
func (s *Site) membersPage(r *http.Request, by account.Member) (mine.MembersPage, error) {
	page := mine.MembersPage{Self: by.By().Person, Now: nowOf(r)}
	members, err := s.db.Members(r.Context(), by.Association)
	if err != nil {
		return page, err
	}
	for _, m := range members {
		page.Members = append(page.Members, memberLine(m))
	}
	if _, page.Leads = by.Lead(); !page.Leads {
		return page, nil
	}
	askers, err := s.db.JoinRequests(r.Context(), by.Association)
	if err != nil {
		return page, err
	}
	for _, a := range askers {
		page.Askers = append(page.Askers, askerLine(a))
	}
	invited, err := s.db.Invitations(r.Context(), by.Association, nowOf(r).Add(-account.InvitationKept))
	for _, i := range invited {
		page.Invited = append(page.Invited, mine.Invited{Invitation: i.Invitation, Resend: desk.NewOnce().String(), Withdraw: desk.NewOnce().String()})
	}
	return page, err
}

func (s *Site) myMembers(w http.ResponseWriter, r *http.Request, by account.Member) error {
	return s.showMembers(w, r, http.StatusOK, by, nil)
}

func (s *Site) showMembers(w http.ResponseWriter, r *http.Request, status int, by account.Member, wrong fault.Fields) error {
	a, err := s.db.PrivateAssociation(r.Context(), by.Association)
	if err != nil {
		return err
	}
	page, err := s.membersPage(r, by)
	if err != nil {
		return err
	}
	page.Name, page.Wrong = a.Name, wrong
	return s.private(w, r, status, memberHead(r, "Leden", link.MyMembers()), mine.Members(page))
}

// theMember returns the member in the address, and [fault.NotFound] where the association has none of that number.
func (s *Site) theMember(r *http.Request, by account.Lead) (mine.Member, error) {
	id, err := numbered[account.ID](r)
	if err != nil {
		return mine.Member{}, err
	}
	all, err := s.db.Members(r.Context(), by.Association)
	if err != nil {
		return mine.Member{}, err
	}
	at := slices.IndexFunc(all, func(m postgres.MemberRow) bool { return m.Person == id })
	if at < 0 {
		return mine.Member{}, fault.NotFound
	}
	return memberLine(all[at]), nil
}

func (s *Site) myMember(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	m, err := s.theMember(r, by)
	if err != nil {
		return err
	}
	return s.showMember(w, r, http.StatusOK, mine.MemberPage{Member: m, Chosen: string(m.Part)})
}

func (s *Site) showMember(w http.ResponseWriter, r *http.Request, status int, page mine.MemberPage) error {
	page.Once = desk.NewOnce().String()
	return s.private(w, r, status, memberHead(r, page.Name, link.MyMembers()), mine.MemberForm(page))
}

func (s *Site) setPart(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	m, err := s.theMember(r, by)
	if err != nil {
		return err
	}
	part := r.PostForm.Get("part")
	err = s.desk.SetPart(r.Context(), by, once, m.Person, account.Part(part))
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showMember(w, r, status, mine.MemberPage{Member: m, Chosen: part, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyMembers(), m.Name+" is nu "+part+".")
}

func (s *Site) removalPage(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	m, err := s.theMember(r, by)
	if err != nil {
		return err
	}
	return s.askRemoval(w, r, http.StatusOK, m, nil)
}

func (s *Site) askRemoval(w http.ResponseWriter, r *http.Request, status int, m mine.Member, wrong fault.Fields) error {
	return s.private(w, r, status, memberHead(r, "Verwijder een lid", link.MyMembers()), mine.Ask(mine.AskPage{
		Title: m.Name + " verwijderen?",
		Lead:  "Dit lid kan vanaf de volgende klik niets meer zien van de vereniging, en krijgt een e-mail. Wat dit lid maakte, blijft van de vereniging.",
		Press: "Verwijder dit lid", Action: link.RemoveMember(m.Person), Back: "Toch niet", Href: link.MyMember(m.Person),
		Wrong: wrong, Once: desk.NewOnce().String(),
	}))
}

func (s *Site) removeMember(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	id, err := numbered[account.ID](r)
	if err != nil {
		return err
	}
	err = s.desk.RemoveMember(r.Context(), by, once, id)
	if wrong, status := refusal(w, r, err); status != 0 {
		m, missing := s.theMember(r, by)
		if missing != nil {
			return missing
		}
		return s.askRemoval(w, r, status, m, wrong)
	}
	if err != nil {
		return err
	}
	if id == by.By().Person {
		return s.done(w, r, link.MyAssociations(), "Je bent geen lid meer.")
	}
	return s.done(w, r, link.MyMembers(), "Dit lid is verwijderd.")
}

func (s *Site) handOverPage(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	return s.showHandOver(w, r, http.StatusOK, by, mine.HandOverPage{})
}

func (s *Site) showHandOver(w http.ResponseWriter, r *http.Request, status int, by account.Lead, page mine.HandOverPage) error {
	all, err := s.db.Members(r.Context(), by.Association)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.Person != by.By().Person {
			page.Others = append(page.Others, memberLine(m))
		}
	}
	page.Once = desk.NewOnce().String()
	return s.private(w, r, status, memberHead(r, "Overdragen", link.MyMembers()), mine.HandOver(page))
}

func (s *Site) handOver(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	to, err := strconv.ParseInt(r.PostForm.Get("person"), 10, 64)
	if err != nil {
		return s.showHandOver(w, r, http.StatusUnprocessableEntity, by,
			mine.HandOverPage{Wrong: fault.Fields{{Name: "person", Sentence: "Kies wie het overneemt."}}})
	}
	err = s.desk.HandOver(r.Context(), by, once, account.ID(to))
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showHandOver(w, r, status, by, mine.HandOverPage{Chosen: account.ID(to), Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyMembers(), "Het is overgedragen. Jij bent nu bewerker.")
}

func (s *Site) leavePage(w http.ResponseWriter, r *http.Request, by account.Member) error {
	return s.askLeave(w, r, http.StatusOK, by, nil)
}

func (s *Site) askLeave(w http.ResponseWriter, r *http.Request, status int, by account.Member, wrong fault.Fields) error {
	a, err := s.db.PrivateAssociation(r.Context(), by.Association)
	if err != nil {
		return err
	}
	seats, err := s.db.Seats(r.Context(), by.Association)
	if err != nil {
		return err
	}
	page := mine.AskPage{
		Title: a.Name + " verlaten?", Lead: "Je ziet dan niets meer van de vereniging. Wat je maakte, blijft van haar.",
		Press: "Verlaat de vereniging", Action: link.Leave(), Back: "Toch niet", Href: link.MyMembers(), Wrong: wrong, Once: desk.NewOnce().String(),
	}
	page.Last = seats.Last(by.By().Person)
	return s.private(w, r, status, memberHead(r, "Verlaat de vereniging", link.MyMembers()), mine.Ask(page))
}

func (s *Site) leaveAssociation(w http.ResponseWriter, r *http.Request, by account.Member) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	err = s.desk.Leave(r.Context(), by, once)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.askLeave(w, r, status, by, wrong)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyAssociations(), "Je bent geen lid meer.")
}
