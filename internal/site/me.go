package site

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/mine"
)

// accountHead is what a page of a person's own account says of itself. Its address is that of the page above, empty for the account itself.
func accountHead(r *http.Request, title string) layout.Head {
	head := layout.Head{Title: title, Tabs: mineTabs(r, link.MyAccount())}
	head.Crumbs = []layout.Crumb{{Label: "Mijn account"}}
	if title != "Mijn account" {
		head.Crumbs = []layout.Crumb{{Label: "Mijn account", Href: link.MyAccount()}, {Label: title}}
	}
	return head
}

func (s *Site) myAccount(w http.ResponseWriter, r *http.Request, by account.Person) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	all, err := s.db.Sessions(r.Context(), by.By().Person)
	if err != nil {
		return err
	}
	left, err := s.db.RecoveryCodesLeft(r.Context(), by.By().Person)
	if err != nil {
		return err
	}
	page := mine.AccountPage{Who: there.Identity, Here: there.session.ID, CodesLeft: left,
		Keys: map[account.SessionID]string{}, Once: desk.NewOnce().String()}
	for _, one := range all {
		if account.Lives(one.Staff || there.IsStaff(), one.BeganAt, one.SeenAt, nowOf(r)) {
			page.All = append(page.All, one)
			page.Keys[one.ID] = desk.NewOnce().String()
		}
	}
	return s.private(w, r, http.StatusOK, accountHead(r, "Mijn account"), mine.Account(page))
}

func (s *Site) myName(w http.ResponseWriter, r *http.Request, by account.Person) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	typed := form.Name{Name: there.Name}
	if err := refill(s, r, by, &typed, form.ReadName); err != nil {
		return err
	}
	return s.showName(w, r, http.StatusOK, mine.NamePage{Typed: typed})
}

func (s *Site) showName(w http.ResponseWriter, r *http.Request, status int, page mine.NamePage) error {
	page.Once = desk.NewOnce().String()
	return s.private(w, r, status, accountHead(r, "Wijzig je naam"), mine.Name(page))
}

func (s *Site) rename(w http.ResponseWriter, r *http.Request, by account.Person) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadName(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.Rename(r.Context(), by, once, typed.Name)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showName(w, r, status, mine.NamePage{Typed: typed, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyAccount(), "Je naam is bewaard.")
}

func (s *Site) myEmail(w http.ResponseWriter, r *http.Request, by account.Person) error {
	var typed form.Email
	if err := refill(s, r, by, &typed, form.ReadEmail); err != nil {
		return err
	}
	return s.showEmail(w, r, http.StatusOK, mine.EmailPage{Typed: typed})
}

func (s *Site) showEmail(w http.ResponseWriter, r *http.Request, status int, page mine.EmailPage) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	page.Present, page.Once = there.Email, desk.NewOnce().String()
	return s.private(w, r, status, accountHead(r, "Wijzig je e-mailadres"), mine.Email(page))
}

func (s *Site) changeEmail(w http.ResponseWriter, r *http.Request, by account.Person) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadEmail(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.ChangeEmail(r.Context(), by, once, s.caller(r), typed.Present, typed.Email)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showEmail(w, r, status, mine.EmailPage{Typed: typed, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyAccount(), "Er zijn twee berichten onderweg: naar je oude en naar je nieuwe adres. Antwoord op beide, binnen een dag.")
}

func (s *Site) myPassword(w http.ResponseWriter, r *http.Request, _ account.Person) error {
	return s.showPassword(w, r, http.StatusOK, nil)
}

func (s *Site) showPassword(w http.ResponseWriter, r *http.Request, status int, wrong fault.Fields) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	page := mine.PasswordPage{Shortest: account.ShortestPassword, Wrong: wrong, Once: desk.NewOnce().String()}
	if there.HasSecond {
		page.Shortest = account.ShortestWithSecond
	}
	return s.private(w, r, status, accountHead(r, "Kies een nieuw wachtwoord"), mine.Password(page))
}

func (s *Site) changePassword(w http.ResponseWriter, r *http.Request, by account.Person) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadPassword(r.PostForm)
	if err != nil {
		return err
	}
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	err = s.desk.ChangePassword(r.Context(), by, once, s.caller(r), there.session.ID, typed.Present, typed.New)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showPassword(w, r, status, wrong)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyAccount(), "Je nieuwe wachtwoord is bewaard. Overal elders ben je afgemeld.")
}

func (s *Site) endSession(w http.ResponseWriter, r *http.Request, by account.Person) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
	if err != nil {
		return fault.NotFound
	}
	if err := s.desk.EndSession(r.Context(), by, once, account.SessionID(id)); err != nil {
		return err
	}
	return s.done(w, r, link.MyAccount(), "Die browser is afgemeld.")
}

func (s *Site) signOutEverywhere(w http.ResponseWriter, r *http.Request, by account.Person) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	if err := s.desk.SignOutEverywhere(r.Context(), by, once); err != nil {
		return err
	}
	return s.signedOut(w, r, "afgemeld")
}

// actFor goes on in the name of another of the person's associations.
func (s *Site) actFor(w http.ResponseWriter, r *http.Request, _ account.Person) error {
	sent, err := posted(r)
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(sent.Get("vereniging"), 10, 64)
	if err != nil {
		return fault.Malformed
	}
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	of := association.ID(id)
	if _, ok := there.Member(of); !ok {
		return fault.NotFound
	}
	if err := s.db.ActFor(r.Context(), there.session.ID, of); err != nil {
		return err
	}
	return goTo(w, r, link.Mine())
}

// myHome is the first page of who is signed in: that of the association that they act for, of staff and advisers that of their work, of others
// what they can do.
func (s *Site) myHome(w http.ResponseWriter, r *http.Request, _ account.Person) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	_, staff := there.Staff()
	_, adviser := there.Adviser()
	switch {
	case len(there.Memberships) > 0:
		as, chosen := there.Member(actsFor(there))
		if !chosen {
			return goTo(w, r, link.MyAssociations())
		}
		return s.associationHome(w, r, as)
	case there.NeedsSecond():
		return goTo(w, r, link.MySecond())
	case staff:
		return goTo(w, r, link.Staff())
	case adviser:
		return goTo(w, r, link.Advice())
	}
	head := layout.Head{Title: "Mijn Vriendenstad", Tabs: mineTabs(r, link.Mine())}
	return s.private(w, r, http.StatusOK, head, mine.Welcome(there.Identity))
}
