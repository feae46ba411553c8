package site

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
)

// ActedFor is the field in which a kept form says for which association it was typed. No form has one of that name.
const actedFor = "namens"

// keep keeps what was typed in a request that cannot be answered before its person has signed in again, or given their code again, and
// returns the page to come back to. Nothing is kept of a body that is too large or that cannot be read, of somebody unknown, of who was removed
// from the association that they acted for, and of who is half-way: who knows a password alone could otherwise lay a filled form before
// the one whose it is.
func (s *Site) keep(r *http.Request, there presence) (page string, err error) {
	page = formPage(r)
	if r.Method != http.MethodPost || there.how != account.Expired && there.how != account.SignedIn {
		return page, nil
	}
	if of := there.session.Association; of != 0 && actsFor(there) != of {
		return page, nil // whoever was removed from it meanwhile
	}
	typed, err := wordsOf(r)
	if err != nil {
		return page, nil // what cannot be read cannot be kept
	}
	if typed = withoutSecrets(typed); len(typed) == 0 {
		return page, nil
	}
	typed.Set(actedFor, number(actsFor(there)))
	if len(typed.Encode()) > largestForm {
		return page, nil
	}
	return page, s.db.Park(r.Context(), there.Person, page, typed, nowOf(r))
}

// withoutSecrets returns the fields of a form without its key, and without passwords and codes.
func withoutSecrets(typed url.Values) url.Values {
	kept := maps.Clone(typed)
	maps.DeleteFunc(kept, func(name string, _ []string) bool {
		return slices.Contains([]string{"once", "huidig", "code", actedFor}, name) || strings.HasPrefix(name, "wachtwoord")
	})
	return kept
}

// typed returns what the person typed on this page in a session that had expired, and false where nothing is kept. The page then fills its
// form with it, and says so by itself; it is sent by nobody but the person.
func (s *Site) typed(r *http.Request, by account.Acting) (url.Values, bool, error) {
	kept, err := s.db.Parked(r.Context(), by.By().Person, formPage(r), nowOf(r).Add(-account.ParkedKept))
	if errors.Is(err, fault.NotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	if of, member := memberOf(by); member && kept.Get(actedFor) != number(of) {
		return nil, false, nil // it was typed for another association
	}
	kept.Del(actedFor)
	visitOf(r).late = true
	return kept, true, nil
}

// refill reads into typed, with the form's own reader, what [Site.typed] returns, and leaves it as it is where nothing is kept.
func refill[Form any](s *Site, r *http.Request, by account.Acting, typed *Form, read func(url.Values) (Form, error)) error {
	kept, ok, err := s.typed(r, by)
	if err != nil || !ok {
		return err
	}
	*typed, err = read(kept)
	return err
}

// waits says whether what was typed on a page, in the session that has expired, is kept for whose it was.
func (s *Site) waits(r *http.Request, there presence, page string) (bool, error) {
	if there.how != account.Expired || page == "" {
		return false, nil
	}
	_, err := s.db.Parked(r.Context(), there.Person, page, nowOf(r).Add(-account.ParkedKept))
	if errors.Is(err, fault.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// memberOf returns the association in whose name somebody acts, and false for who acts for themselves or for the Dienst.
func memberOf(by account.Acting) (association.ID, bool) {
	switch by := by.(type) {
	case account.Member:
		return by.Association, true
	case account.Contributor:
		return by.Association, true
	case account.Lead:
		return by.Association, true
	}
	return 0, false
}

func number(of association.ID) string { return strconv.FormatInt(int64(of), 10) }

// posted returns the fields of a form that was sent, files left out. It is [fault.Malformed] where they are no text.
func posted(r *http.Request) (url.Values, error) {
	err := r.ParseForm() // what it refuses, the next forgets to tell
	if err == nil {
		err = r.ParseMultipartForm(largestForm)
	}
	if err != nil && !errors.Is(err, http.ErrNotMultipart) {
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			return nil, err
		}
		return nil, fmt.Errorf("form: %w", fault.Malformed)
	}
	for name, values := range r.PostForm {
		if !isWhole(name) || slices.ContainsFunc(values, func(value string) bool { return !isWhole(value) }) {
			return nil, fmt.Errorf("a field of the form is no text: %w", fault.Malformed)
		}
	}
	return r.PostForm, nil
}

func isWhole(s string) bool { return utf8.ValidString(s) && !strings.Contains(s, "\x00") }
