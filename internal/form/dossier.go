package form

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

// A DossierQuery is a question about the dossiers of the Dienst, as the address of their list says it.
type DossierQuery struct {
	Words  string
	Status grant.Status
	Code   string
	// At and ID are the last dossier of the page before; zero for the first page.
	At time.Time
	ID grant.ID
}

// ReadDossiers reads the address of the Dienst's list of dossiers. Codes are the short names of the regulations there are.
func ReadDossiers(values url.Values, codes []string) (DossierQuery, error) {
	q := ReadQuery(values)
	statuses := slices.DeleteFunc(grant.Statuses(), func(s grant.Status) bool { return s == grant.Draft })
	asked := DossierQuery{Words: q.Words("q"), Status: OneOf(q, "stand", statuses), Code: OneOf(q, "reglement", codes)}
	if after := q.Text("na"); after != "" {
		at, id, _ := strings.Cut(after, "-")
		micros, err := strconv.ParseInt(at, 10, 64)
		number, ok := ParseID[grant.ID](id)
		if asked.ID = number; !ok || err != nil || strconv.FormatInt(micros, 10) != at {
			return asked, fault.Malformed
		}
		asked.At = time.UnixMicro(micros)
	}
	return asked, q.Err()
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
