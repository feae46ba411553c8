package form

import (
	"net/url"
	"strings"

	"vriendenstad/internal/fault"
)

// A Join is the form to ask to join an association. Which names it, by its address or its number.
type Join struct{ Which, Why string }

// ReadJoin reads the form to ask to join an association.
func ReadJoin(values url.Values) (Join, error) {
	q := ReadQuery(values)
	j := Join{Which: strings.TrimSpace(q.Text("vereniging")), Why: strings.TrimSpace(unixLines(q.Text("why")))}
	if len(j.Which) > MaxSlug {
		return j, fault.Malformed
	}
	return j, q.Err()
}

// Check refuses a reason that nobody can read.
func (j Join) Check() error {
	var wrong fault.Fields
	if !visible(j.Why) {
		wrong.Add("why", "Hier staan onzichtbare tekens. Typ het opnieuw, zonder te plakken.")
	}
	return wrong.Err()
}

// An Invitation is the form that invites somebody.
type Invitation struct{ Email, Part string }

// ReadInvitation reads the form that invites somebody.
func ReadInvitation(values url.Values) (Invitation, error) {
	q := ReadQuery(values)
	return Invitation{Email: q.Text("email"), Part: q.Text("part")}, q.Err()
}

// A Bank is the form of an account number. Present is the password.
type Bank struct{ IBAN, Present string }

// ReadBank reads the form of an account number.
func ReadBank(values url.Values) (Bank, error) {
	q := ReadQuery(values)
	return Bank{IBAN: q.Text("iban"), Present: q.Text("huidig")}, q.Err()
}
