package site

import (
	"errors"
	"net/http"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/templates/mine"
)

func (s *Site) mySecond(w http.ResponseWriter, r *http.Request, by account.Person) error {
	return s.showSecond(w, r, by, http.StatusOK, nil)
}

// showSecond shows how far the second step is: not begun, begun, or set.
func (s *Site) showSecond(w http.ResponseWriter, r *http.Request, by account.Person, status int, wrong fault.Fields) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	page := mine.SecondPage{Set: there.HasSecond, Obliged: there.NeedsSecond(), Wrong: wrong, Once: desk.NewOnce().String()}
	key, err := s.desk.SecondToSet(r.Context(), by)
	switch {
	case err == nil && there.HasSecond && !there.Strong(): // a key that takes the place of one is shown to who just gave a code of it
	case err == nil:
		page.Key = &mine.SecondKey{Secret: key.Secret, Squares: key.Squares}
	case !errors.Is(err, fault.NotFound):
		return err
	}
	return s.private(w, r, status, accountHead(r, "Tweede stap"), mine.Second(page))
}

// beginSecond draws the secret of a second step. Who has one gives a code of it first.
func (s *Site) beginSecond(w http.ResponseWriter, r *http.Request, by account.Person) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	if there.HasSecond && !there.Strong() {
		return s.askCode(w, r, there)
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadPassword(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.BeginSecond(r.Context(), by, once, s.caller(r), there.session, typed.Present)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showSecond(w, r, by, status, wrong)
	}
	if err != nil {
		return err
	}
	return goTo(w, r, link.MySecond())
}

// setSecond sets the second step by its first code, and shows the recovery codes. Who has one gave a code of it first.
func (s *Site) setSecond(w http.ResponseWriter, r *http.Request, by account.Person) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	if there.HasSecond && !there.Strong() {
		return s.askCode(w, r, there)
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadCode(r.PostForm)
	if err != nil {
		return err
	}
	token, codes, err := s.desk.ConfirmSecond(r.Context(), by, once, s.caller(r), there.session, typed.Code)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showSecond(w, r, by, status, wrong)
	}
	if err != nil {
		return err
	}
	if token != "" {
		if err := s.carryOn(w, r, token); err != nil {
			return err
		}
	}
	return s.private(w, r, http.StatusOK, accountHead(r, "Bewaar je herstelcodes"), mine.RecoveryCodes(codes, "Je tweede stap is ingesteld. Met deze codes raak je binnen als je telefoon niet bij de hand is."))
}

func (s *Site) myRecoveryCodes(w http.ResponseWriter, r *http.Request, by account.Person) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	if !there.HasSecond {
		return goTo(w, r, link.MySecond())
	}
	left, err := s.db.RecoveryCodesLeft(r.Context(), by.By().Person)
	if err != nil {
		return err
	}
	return s.private(w, r, http.StatusOK, accountHead(r, "Herstelcodes"), mine.NewRecoveryCodes(left, desk.NewOnce().String()))
}

// newRecoveryCodes makes new recovery codes and shows them, to who gave a code a short while ago.
func (s *Site) newRecoveryCodes(w http.ResponseWriter, r *http.Request, by account.Person) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	codes, err := s.desk.NewRecoveryCodes(r.Context(), by, once, there.Identity)
	if err != nil {
		return err
	}
	return s.private(w, r, http.StatusOK, accountHead(r, "Bewaar je herstelcodes"), mine.RecoveryCodes(codes, "Dit zijn je nieuwe codes. De oude werken niet meer."))
}
