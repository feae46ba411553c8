package site

import (
	"errors"
	"net/http"
	"time"

	"github.com/go-chi/httprate"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

// ProofsAMinute is how many proofs one address may ask after: enough for who holds some, and none for who guesses.
const ProofsAMinute = 30

// provedSeldom refuses an address that asks after more than [ProofsAMinute].
func (s *Site) provedSeldom() func(http.Handler) http.Handler {
	if !s.set.RateLimit {
		return func(next http.Handler) http.Handler { return next }
	}
	return httprate.LimitBy(ProofsAMinute, time.Minute, clientKey, httprate.WithLimitHandler(s.page(tooMany)), httprate.WithResponseHeaders(httprate.ResponseHeaders{}))
}

// proof says whether something was submitted under a hash, and on which day. It says nothing else of it.
func (s *Site) proof(w http.ResponseWriter, r *http.Request) error {
	head := layout.Head{
		Title:       "Controleer een bewijs",
		Description: "Met de code van een ontvangstbewijs zie je of er een aanvraag mee ingediend is, en op welke dag.",
		Crumbs:      []layout.Crumb{{Label: "Controleer een bewijs"}},
	}
	page := public.ProofPage{Typed: shorten(queryOf(r).Get("code"), 200)}
	if page.Typed == "" {
		return s.show(w, r, http.StatusOK, head, public.Proof(page))
	}
	head.NoIndex = true
	hash, ok := grant.ParseHash(page.Typed)
	if !ok {
		page.Wrong.Add("code", "Dit is geen controlecode. Ze telt 64 cijfers en letters van a tot f. Spaties mogen.")
		return s.show(w, r, http.StatusUnprocessableEntity, head, public.Proof(page))
	}
	on, err := s.db.SubmittedOn(r.Context(), hash)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return err
	}
	page.Asked, page.On = true, on
	w.Header().Set("Cache-Control", "no-store") // the answer may be another tomorrow
	return s.show(w, r, http.StatusOK, head, public.Proof(page))
}
