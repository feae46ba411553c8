package site

import (
	"errors"
	"net/http"
	"strings"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/mine"
	"vriendenstad/templates/ui"
)

// ownHead is what a page of a person's associations says of itself.
func ownHead(r *http.Request, title string) layout.Head {
	const list = "Mijn verenigingen"
	head := layout.Head{Title: title, Crumbs: []layout.Crumb{{Label: list}}, Tabs: mineTabs(r, link.MyAssociations())}
	if title != list {
		head.Crumbs = []layout.Crumb{{Label: list, Href: link.MyAssociations()}, {Label: title}}
	}
	return head
}

func (s *Site) myAssociations(w http.ResponseWriter, r *http.Request, by account.Person) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	var page mine.AssociationsPage
	for _, m := range there.Memberships {
		page.Ours = append(page.Ours, mine.Chosen{ID: m.Association, Name: m.Name, Part: m.Part, Now: m.Association == actsFor(there)})
	}
	asked, err := s.db.JoinRequestsBy(r.Context(), by.By().Person)
	if err != nil {
		return err
	}
	for _, a := range asked {
		page.Asked = append(page.Asked, mine.Asked{Name: a.AssociationName, At: a.At, Action: link.WithdrawJoin(a.ID), Once: desk.NewOnce().String()})
	}
	invited, err := s.db.InvitationsTo(r.Context(), there.Email, nowOf(r))
	if err != nil {
		return err
	}
	for _, i := range invited {
		if i.Association != 0 {
			page.Invited = append(page.Invited, i.AssociationName)
		}
	}
	return s.private(w, r, http.StatusOK, ownHead(r, "Mijn verenigingen"), mine.Associations(page))
}

func (s *Site) newAssociationPage(w http.ResponseWriter, r *http.Request, by account.Person) error {
	var page mine.RegisterPage
	if err := refill(s, r, by, &page.Typed, form.ReadNewAssociation); err != nil {
		return err
	}
	return s.showNewAssociation(w, r, http.StatusOK, page)
}

func (s *Site) showNewAssociation(w http.ResponseWriter, r *http.Request, status int, page mine.RegisterPage) error {
	page.Once = desk.NewOnce().String()
	return s.private(w, r, status, ownHead(r, "Registreer een vereniging"), mine.Register(page))
}

func (s *Site) registerAssociation(w http.ResponseWriter, r *http.Request, by account.Person) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadNewAssociation(r.PostForm)
	if err != nil {
		return err
	}
	var id association.ID
	a, board, err := typed.Parts()
	if err == nil {
		id, err = s.desk.RegisterAssociation(r.Context(), by, once, s.caller(r), a, board)
	}
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showNewAssociation(w, r, status, mine.RegisterPage{Typed: typed, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.goOnFor(w, r, id, "De vereniging is geregistreerd. De dienst kijkt haar na.")
}

// goOnFor ends an act by which the person became a member: they act for that association from now on.
func (s *Site) goOnFor(w http.ResponseWriter, r *http.Request, of association.ID, sentence string) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	if err := s.db.ActFor(r.Context(), there.session.ID, of); err != nil {
		return err
	}
	return s.done(w, r, link.Mine(), sentence)
}

func (s *Site) joinPage(w http.ResponseWriter, r *http.Request, by account.Person) error {
	q := form.ReadQuery(queryOf(r))
	page := mine.JoinPage{Words: q.Words("q")}
	which := strings.TrimSpace(q.Text("vereniging"))
	if err := q.Err(); err != nil {
		return err
	}
	kept, ok, err := s.typed(r, by)
	if err != nil {
		return err
	}
	if ok {
		typed, err := form.ReadJoin(kept)
		if err != nil {
			return err
		}
		which, page.Why = typed.Which, typed.Why
	}
	if which != "" {
		chosen, err := s.joinable(r, which)
		if err != nil {
			return err
		}
		page.Chosen = &chosen
	} else if page.Words != "" {
		if page.Found, page.More, err = s.joinables(r, page.Words); err != nil {
			return err
		}
	}
	return s.showJoin(w, r, http.StatusOK, page)
}

func (s *Site) showJoin(w http.ResponseWriter, r *http.Request, status int, page mine.JoinPage) error {
	page.Once = desk.NewOnce().String()
	return s.private(w, r, status, ownHead(r, "Vraag om lid te worden"), mine.Join(page))
}

// joinable returns an association by its address, where it is public, or by its number. Of one that is not public no more is told than its
// number, which the asker knows.
func (s *Site) joinable(r *http.Request, which string) (mine.Found, error) {
	id, number, err := s.desk.Joinable(r.Context(), which)
	if err != nil {
		return mine.Found{}, err
	}
	a, err := s.db.PrivateAssociation(r.Context(), id)
	if err != nil {
		return mine.Found{}, err
	}
	if a.Standing != association.Verified {
		return mine.Found{Name: "De vereniging met nummer " + number, Which: number}, nil
	}
	return found(postgres.AssociationRow{Association: a.Association}), nil
}

func found(a postgres.AssociationRow) mine.Found {
	about := ui.FormLabel(a.Form)
	if district := a.District(); district != "" {
		about += ", " + district
	}
	return mine.Found{Name: a.Name, Which: a.Slug, About: about}
}

const joinablesShown = 20

// joinables looks for associations by words, or by a number.
func (s *Site) joinables(r *http.Request, words string) (all []mine.Found, more bool, err error) {
	if _, number, err := s.desk.Joinable(r.Context(), words); err == nil && number != "" {
		one, err := s.joinable(r, words)
		return []mine.Found{one}, false, err
	} else if err != nil && !errors.Is(err, fault.NotFound) {
		return nil, false, err
	}
	rows, more, err := s.db.Associations(r.Context(), postgres.AssociationFilter{Words: words}, joinablesShown)
	for _, a := range rows {
		all = append(all, found(a))
	}
	return all, more, err
}

func (s *Site) askToJoin(w http.ResponseWriter, r *http.Request, by account.Person) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadJoin(r.PostForm)
	if err != nil {
		return err
	}
	err = typed.Check()
	if err == nil {
		err = s.desk.AskToJoin(r.Context(), by, once, s.caller(r), typed.Which, typed.Why)
	}
	if wrong, status := refusal(w, r, err); status != 0 {
		page := mine.JoinPage{Why: typed.Why, Wrong: wrong}
		chosen, missing := s.joinable(r, typed.Which)
		if missing == nil {
			page.Chosen = &chosen
		} else if !errors.Is(missing, fault.NotFound) {
			return missing
		}
		return s.showJoin(w, r, status, page)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyAssociations(), "Je vraag is onderweg. Je krijgt een e-mail zodra er een antwoord is.")
}

func (s *Site) withdrawJoin(w http.ResponseWriter, r *http.Request, by account.Person) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	id, err := numbered[account.JoinRequestID](r)
	if err != nil {
		return err
	}
	if err := s.desk.WithdrawRequest(r.Context(), by, once, id); err != nil {
		return err
	}
	return s.done(w, r, link.MyAssociations(), "Je vraag is ingetrokken.")
}
