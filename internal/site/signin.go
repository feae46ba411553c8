package site

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

// said are the sentences that the sign-in page may begin with, by their names in its address.
var said = map[string]string{
	"afgemeld":   "Je bent afgemeld.",
	"bevestigd":  "Het e-mailadres is bevestigd. Je kunt je ermee aanmelden.",
	"wachtwoord": "Het nieuwe wachtwoord is bewaard. Je kunt je ermee aanmelden.",
	"adres":      "Het e-mailadres is gewijzigd. Je kunt je met het nieuwe aanmelden.",
	"bevoegd":    "Je hebt de uitnodiging aanvaard. Meld je opnieuw aan om verder te gaan.",
	"half":       "Dank je. De wijziging gaat in als ook het bericht op het andere adres beantwoord is.",
}

// refusal returns the refusals of a form that is to be shown again, and the status of that page; the zero status where the error is none.
// Who tried too often is told, in the form that they sent, when to come back.
func refusal(w http.ResponseWriter, r *http.Request, err error) (fault.Fields, int) {
	if later, ok := errors.AsType[fault.Later](err); ok {
		wait(w.Header(), later.For)
		return fault.Fields{{Sentence: "Er waren te veel pogingen na elkaar. Probeer het opnieuw om " + calendar.Clock(nowOf(r).Add(later.For+time.Minute)) + "."}},
			http.StatusTooManyRequests
	}
	wrong, ok := errors.AsType[fault.Fields](err)
	if !ok || errors.Is(err, fault.Unavailable) {
		return nil, 0
	}
	return wrong, http.StatusUnprocessableEntity
}

// onward returns the page that an address leads on to, empty where it names none, or one of those that ask who is there.
func onward(to string) string {
	page, ok := local(to)
	if !ok || page == link.SignOut() || strings.HasPrefix(page, link.SignIn()) {
		return ""
	}
	return page
}

func orHome(to string) string {
	if to == "" {
		return link.Mine()
	}
	return to
}

func (s *Site) signInPage(w http.ResponseWriter, r *http.Request) error {
	typed, err := form.ReadSignIn(queryOf(r))
	if err != nil {
		return err
	}
	typed.To = onward(typed.To)
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	if there.how == account.SignedIn {
		return goTo(w, r, orHome(typed.To))
	}
	return s.showSignIn(w, r, http.StatusOK, there, public.SignInPage{Typed: typed, Saying: said[queryOf(r).Get("melding")]})
}

func (s *Site) showSignIn(w http.ResponseWriter, r *http.Request, status int, there presence, page public.SignInPage) error {
	var err error
	if page.Kept, err = s.waits(r, there, page.Typed.To); err != nil {
		return err
	}
	people, err := s.desk.SamplePeople(r.Context(), s.caller(r))
	if err != nil {
		return err
	}
	for _, one := range people {
		page.People = append(page.People, public.SamplePerson(one))
	}
	page.Password = s.set.SamplePassword
	return s.private(w, r, status, crumbed("Aanmelden"), public.SignIn(page))
}

func (s *Site) signIn(w http.ResponseWriter, r *http.Request) error {
	sent, err := posted(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadSignIn(sent)
	if err != nil {
		return err
	}
	typed.To = onward(typed.To)
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	in, err := s.desk.SignIn(r.Context(), s.caller(r), typed.Email, typed.Password)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showSignIn(w, r, status, there, public.SignInPage{Typed: typed, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	if err := errors.Join(s.leave(r, there), s.carryOn(w, r, in.Token)); err != nil {
		return err
	}
	if in.NeedsCode {
		return goTo(w, r, link.Code(typed.To))
	}
	return goTo(w, r, orHome(typed.To))
}

// codePage asks the code of the second step: after the password, and again before what is worth it.
func (s *Site) codePage(w http.ResponseWriter, r *http.Request) error {
	typed, err := form.ReadCode(queryOf(r))
	if err != nil {
		return err
	}
	typed.To = onward(typed.To)
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	switch {
	case there.how == account.SignedIn && !there.HasSecond:
		return goTo(w, r, link.MySecond())
	case there.how == account.SignedIn && there.Strong():
		return goTo(w, r, orHome(typed.To))
	case there.how != account.SignedIn && there.how != account.HalfWay:
		return goTo(w, r, link.SignInTo(typed.To))
	}
	return s.showCode(w, r, http.StatusOK, there, public.CodePage{To: typed.To})
}

func (s *Site) showCode(w http.ResponseWriter, r *http.Request, status int, there presence, page public.CodePage) error {
	page.Again = there.how == account.SignedIn
	people, err := s.desk.SamplePeople(r.Context(), s.caller(r))
	if err != nil {
		return err
	}
	for _, one := range people {
		if one.Email == there.Email {
			page.Now = one.Code
		}
	}
	return s.private(w, r, status, crumbed("Je code"), public.Code(page))
}

func (s *Site) giveCode(w http.ResponseWriter, r *http.Request) error {
	sent, err := posted(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadCode(sent)
	if err != nil {
		return err
	}
	typed.To = onward(typed.To)
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	if there.how != account.SignedIn && there.how != account.HalfWay {
		return goTo(w, r, link.SignInTo(typed.To))
	}
	token, err := s.desk.PassSecond(r.Context(), s.caller(r), there.session, typed.Code)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showCode(w, r, status, there, public.CodePage{Wrong: wrong, To: typed.To})
	}
	if err != nil {
		return err
	}
	if err := s.carryOn(w, r, token); err != nil {
		return err
	}
	return goTo(w, r, orHome(typed.To))
}

// signOut ends the session, and has the browser forget the pages that it kept. A form without a key is believed: to be signed out twice
// does no harm.
func (s *Site) signOut(w http.ResponseWriter, r *http.Request) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		once = desk.NewOnce()
	}
	if there.how == account.SignedIn || there.how == account.HalfWay {
		if err := s.desk.SignOut(r.Context(), there.Self(), once, there.session.ID); err != nil {
			return err
		}
	}
	return s.signedOut(w, r, "afgemeld")
}

// signedOut takes the cookie away from a browser whose session is over.
func (s *Site) signedOut(w http.ResponseWriter, r *http.Request, saying string) error {
	w.Header().Set("Clear-Site-Data", `"cache"`)
	if err := s.carryOn(w, r, ""); err != nil {
		return err
	}
	return goTo(w, r, link.SignInSaying(saying))
}

// crumbed is the head of a page that stands right under the first.
func crumbed(title string) layout.Head {
	return layout.Head{Title: title, Crumbs: []layout.Crumb{{Label: title}}}
}

// private shows a page that nobody keeps and no search engine lists.
func (s *Site) private(w http.ResponseWriter, r *http.Request, status int, head layout.Head, body templ.Component) error {
	w.Header().Set("Cache-Control", "no-store")
	head.NoIndex = true
	if err := s.countUnread(r, head.Tabs); err != nil {
		return err
	}
	return s.show(w, r, status, head, body)
}
