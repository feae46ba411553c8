package form

import (
	"net/url"
	"slices"
	"strings"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

// What the list of dossiers can be narrowed to in the place of a state: what waits for the Dienst, and what an association should have completed by now.
const (
	WaitingDossiers = "te-doen"
	LateDossiers    = "te-laat"
)

// A DossierQuery is a question about the dossiers of the Dienst, as the address of their list says it.
type DossierQuery struct {
	Words string
	// Status is a state; Waiting and Late ask for what waits for the Dienst, and for what should have been completed, in its place.
	Status        grant.Status
	Waiting, Late bool
	Code          string
	Round         grant.RoundID
	Sort          string
	// After is the last dossier of the page before; zero for the first page.
	After grant.ID
}

// ReadDossiers reads the address of the Dienst's list of dossiers. Codes are the short names of the regulations there are, sorts the ways to sort.
func ReadDossiers(values url.Values, codes, sorts []string) (DossierQuery, error) {
	q := ReadQuery(values)
	states := append(slices.DeleteFunc(grant.Statuses(), func(s grant.Status) bool { return s == grant.Draft }), WaitingDossiers, LateDossiers)
	asked := DossierQuery{Words: q.Words("q"), Code: OneOf(q, "reglement", codes), Sort: OneOf(q, "sorteer", sorts)}
	switch state := OneOf(q, "stand", states); state {
	case WaitingDossiers:
		asked.Waiting = true
	case LateDossiers:
		asked.Late = true
	default:
		asked.Status = state
	}
	asked.Round, asked.After = ID[grant.RoundID](q, "oproep"), ID[grant.ID](q, "na")
	return asked, q.Err()
}

// A LateForm is the form in which the head of the Dienst decides whether an association may submit after the closing, as it was typed.
type LateForm struct{ Verdict, Until, Why string }

// What is decided.
const (
	AdmitLate  = "toelaten"
	RefuseLate = "weigeren"
)

// ReadLate reads that decision.
func ReadLate(values url.Values) (LateForm, error) {
	q := ReadQuery(values)
	return LateForm{Verdict: OneOf(q, "besluit", []string{AdmitLate, RefuseLate}), Until: strings.TrimSpace(q.Text("tot")), Why: lines(q.Text("reden"))}, q.Err()
}

// Last returns the last day on which it may be submitted, zero where none was typed, and refuses what is no day.
func (f LateForm) Last() (calendar.Day, error) {
	if f.Until == "" {
		return 0, nil
	}
	day, err := calendar.ParseDay(f.Until)
	if err != nil {
		return 0, fault.Fields{{Name: "tot", Sentence: "Schrijf de dag als 31/03/2027."}}
	}
	return day, nil
}

// A CompletionForm is the form in which the Dienst asks an association to complete its application.
type CompletionForm struct {
	Questions []string
	Why, Due  string
}

// ReadCompletion reads the form that asks for a completion.
func ReadCompletion(values url.Values) (CompletionForm, error) {
	q := ReadQuery(values)
	return CompletionForm{Questions: q.Texts("vraag"), Why: q.Text("waarom"), Due: q.Text("uiterlijk")}, q.Err()
}

// Request returns what is asked, with a refusal of a day that cannot be read.
func (f CompletionForm) Request() (grant.Request, error) {
	r := grant.Request{Questions: f.Questions, Why: strings.TrimSpace(f.Why)}
	if strings.TrimSpace(f.Due) == "" {
		return r, nil
	}
	day, err := calendar.ParseDay(f.Due)
	if err != nil {
		return r, fault.Fields{{Name: "uiterlijk", Sentence: "Schrijf de dag als 31/03/2027."}}
	}
	r.Due = day
	return r, nil
}
