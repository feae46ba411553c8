package site

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/public"
)

func (s *Site) registerPage(w http.ResponseWriter, r *http.Request) error {
	return s.showRegister(w, r, http.StatusOK, public.RegisterPage{})
}

func (s *Site) showRegister(w http.ResponseWriter, r *http.Request, status int, page public.RegisterPage) error {
	page.Once = desk.NewOnce().String()
	return s.private(w, r, status, crumbed("Maak een account"), public.Register(page))
}

func (s *Site) register(w http.ResponseWriter, r *http.Request) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadRegistration(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.Register(r.Context(), s.caller(r), once, desk.Registration{Name: typed.Name, Email: typed.Email, Password: typed.Password})
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showRegister(w, r, status, public.RegisterPage{Typed: typed, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return goTo(w, r, link.Registered())
}

func (s *Site) registered(w http.ResponseWriter, r *http.Request) error {
	return s.private(w, r, http.StatusOK, crumbed("Kijk in je postvak"), public.Sent("Kijk in je postvak",
		"We stuurden je een bericht. Open het, en bevestig je e\u2011mailadres met de link erin. Dat kan een dag lang."))
}

// A letterLink is the token of a letter's link in the address.
func letterLink(r *http.Request) (account.Token, error) {
	token, ok := account.ParseToken(chi.URLParam(r, "token"))
	if !ok {
		return "", fault.NotFound
	}
	return token, nil
}

// linkOf returns what the letter's link in the address stands for. It uses nothing up.
func (s *Site) linkOf(r *http.Request, purpose desk.Purpose) (account.Token, postgres.LinkRow, error) {
	token, err := letterLink(r)
	if err != nil {
		return "", postgres.LinkRow{}, err
	}
	row, err := s.db.Link(r.Context(), token.Digest(), purpose, nowOf(r))
	return token, row, err
}

// letter shows a page of a letter's link, or that the link works no longer. The address is a secret: no other site is told of it.
func (s *Site) letter(w http.ResponseWriter, r *http.Request, status int, title string, body templ.Component, err error) error {
	w.Header().Set("Referrer-Policy", "same-origin")
	switch {
	case errors.Is(err, fault.NotFound):
		return s.private(w, r, http.StatusNotFound, crumbed("Deze link werkt niet meer"), public.LetterGone())
	case err != nil:
		return err
	}
	return s.private(w, r, status, crumbed(title), body)
}

func (s *Site) confirmPage(w http.ResponseWriter, r *http.Request) error {
	token, row, err := s.linkOf(r, desk.ConfirmLink)
	const title = "Bevestig je e\u2011mailadres"
	return s.letter(w, r, http.StatusOK, title, public.Letter(public.LetterPage{
		Title: title, Lead: "Daarna kun je je aanmelden met " + string(row.Email) + ".", Press: "Bevestig mijn adres",
		Action: link.Confirm(token), Once: desk.NewOnce().String(),
	}), err)
}

func (s *Site) confirm(w http.ResponseWriter, r *http.Request) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	token, err := letterLink(r)
	if err == nil {
		err = s.desk.ConfirmEmail(r.Context(), s.caller(r).By, once, token)
	}
	if err != nil {
		return s.letter(w, r, http.StatusOK, "", nil, err)
	}
	return s.tell(w, r, "bevestigd")
}

func (s *Site) forgottenPage(w http.ResponseWriter, r *http.Request) error {
	return s.showForgotten(w, r, http.StatusOK, form.Letterbox{}, nil)
}

func (s *Site) showForgotten(w http.ResponseWriter, r *http.Request, status int, typed form.Letterbox, wrong fault.Fields) error {
	return s.private(w, r, status, crumbed("Wachtwoord vergeten?"), public.Forgotten(typed, wrong, desk.NewOnce().String()))
}

func (s *Site) forgotten(w http.ResponseWriter, r *http.Request) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadLetterbox(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.AskReset(r.Context(), s.caller(r), once, typed.Email)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showForgotten(w, r, status, typed, wrong)
	}
	if err != nil {
		return err
	}
	return goTo(w, r, link.ForgottenSent())
}

func (s *Site) forgottenSent(w http.ResponseWriter, r *http.Request) error {
	return s.private(w, r, http.StatusOK, crumbed("Kijk in je postvak"), public.Sent("Kijk in je postvak",
		"Is er een account met dit adres, dan is er een bericht onderweg. De link erin werkt een uur, en één keer."))
}

func (s *Site) newPasswordPage(w http.ResponseWriter, r *http.Request) error {
	token, _, err := s.linkOf(r, desk.ResetLink)
	return s.showNewPassword(w, r, http.StatusOK, token, nil, err)
}

func (s *Site) showNewPassword(w http.ResponseWriter, r *http.Request, status int, token account.Token, wrong fault.Fields, err error) error {
	return s.letter(w, r, status, "Kies een nieuw wachtwoord", public.NewPassword(token, wrong, desk.NewOnce().String()), err)
}

func (s *Site) newPassword(w http.ResponseWriter, r *http.Request) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadPassword(r.PostForm)
	if err != nil {
		return err
	}
	token, err := letterLink(r)
	if err == nil {
		err = s.desk.Reset(r.Context(), s.caller(r).By, once, token, typed.New)
	}
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showNewPassword(w, r, status, token, wrong, nil)
	}
	if err != nil {
		return s.letter(w, r, http.StatusOK, "", nil, err)
	}
	return s.tell(w, r, "wachtwoord")
}

// oldAddressPage asks the old address to agree to its change; [Site.newAddressPage] asks the new one.
func (s *Site) oldAddressPage(w http.ResponseWriter, r *http.Request) error {
	token, row, err := s.linkOf(r, desk.OldAddressLink)
	const title = "Laat je e\u2011mailadres wijzigen"
	return s.letter(w, r, http.StatusOK, title, public.Letter(public.LetterPage{
		Title: title, Lead: "Je vroeg om het te wijzigen in " + string(row.Email) + ". Was jij dat niet? Laat dit dan zo en kies een nieuw wachtwoord.",
		Press: "Ja, wijzig het", Action: link.OldAddress(token), Once: desk.NewOnce().String(),
	}), err)
}

func (s *Site) newAddressPage(w http.ResponseWriter, r *http.Request) error {
	token, row, err := s.linkOf(r, desk.NewAddressLink)
	const title = "Bevestig je nieuwe e\u2011mailadres"
	return s.letter(w, r, http.StatusOK, title, public.Letter(public.LetterPage{
		Title: title, Lead: "Dat wordt " + string(row.Email) + ". De wijziging gaat in als je ook op het bericht op je oude adres geantwoord hebt.",
		Press: "Bevestig dit adres", Action: link.NewAddress(token), Once: desk.NewOnce().String(),
	}), err)
}

func (s *Site) oldAddress(w http.ResponseWriter, r *http.Request) error {
	return s.confirmAddress(w, r, true)
}

func (s *Site) newAddress(w http.ResponseWriter, r *http.Request) error {
	return s.confirmAddress(w, r, false)
}

func (s *Site) confirmAddress(w http.ResponseWriter, r *http.Request, old bool) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	purpose := desk.NewAddressLink
	if old {
		purpose = desk.OldAddressLink
	}
	var changed bool
	token, err := letterLink(r)
	if err == nil {
		changed, err = s.desk.ConfirmAddress(r.Context(), s.caller(r).By, once, purpose, token)
	}
	if err != nil {
		return s.letter(w, r, http.StatusOK, "", nil, err)
	}
	if changed {
		return s.tell(w, r, "adres")
	}
	return s.tell(w, r, "half")
}

// tell goes on after a letter's link was answered, and says what came of it: to who is still signed in on the next page, to others on the
// sign-in page.
func (s *Site) tell(w http.ResponseWriter, r *http.Request, saying string) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	if there.how == account.SignedIn {
		return s.done(w, r, link.Mine(), said[saying])
	}
	return goTo(w, r, link.SignInSaying(saying))
}
