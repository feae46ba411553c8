package staff

import (
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/templates/ui"
)

// A LateView is a question to submit a draft after its round closed, with what the Dienst may know of the draft: nothing of its answers but its title.
type LateView struct {
	grant.Late
	ID                                   grant.ID
	Applicant, ApplicantHref, Regulation string
	Round                                grant.RoundID
	Called, Title                        string
	SavedAt, ClosesAt                    time.Time
	Number                               grant.DossierNumber
	// Gone says that the draft was thrown away, Again that its round takes applications again.
	Gone, Again bool
	// DecidedName is empty for who was erased.
	DecidedName string
}

// waits says that it can be decided.
func (v LateView) waits() bool { return v.Open() && v.Number == "" && !v.Gone && !v.Again }

// verdict says what was decided, and decided when, with the end of an admission.
func (v LateView) verdict() string {
	if v.Admitted() {
		return "Toegelaten"
	}
	return "Niet toegelaten"
}

func (v LateView) decided() string {
	if v.Admitted() {
		return "op " + calendar.Moment(v.DecidedAt) + ", tot " + grant.Until(v.Until) + "."
	}
	return "op " + calendar.Moment(v.DecidedAt) + "."
}

// A LatePage is the page on which it is decided.
type LatePage struct {
	LateView
	// Heads says that the reader decides; others of the Dienst read.
	Heads bool
	Typed form.LateForm
	Retry
	Once string
	// LastDay is the last day until which it can be admitted.
	LastDay string
}

func (p LatePage) verdicts() []ui.Option {
	return []ui.Option{
		{Value: form.AdmitLate, Label: "Ze mogen nog indienen", Hint: "Zeg hieronder tot en met welke dag.", Chosen: p.Typed.Verdict == form.AdmitLate},
		{Value: form.RefuseLate, Label: "Het blijft te laat", Chosen: p.Typed.Verdict == form.RefuseLate},
	}
}
