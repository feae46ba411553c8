package form

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
)

// Texts returns all values of a field that may be chosen more than once, in the order of the form. More than a form can hold is
// [fault.Malformed].
func (q *Query) Texts(name string) []string {
	const most = 40
	all := q.values[name]
	if len(all) > most {
		q.err = fault.Malformed
		return nil
	}
	return all
}

// ID returns a number of something, zero where none is asked for.
func ID[T ~int64](q *Query, name string) T {
	return read(q, name, ParseID[T])
}

// ParseID reads the number of something as addresses write it: from one up, without a sign and without a zero before it.
func ParseID[T ~int64](text string) (T, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return T(n), err == nil && n > 0 && strconv.FormatInt(n, 10) == text
}

// A Filed is a question about the associations that the Dienst knows, as the address of their list says it. The standing "nieuws" asks for
// those with news.
type Filed struct {
	Words    string
	Standing association.Standing
	After    association.ID
}

// News is the standing that asks for associations with news.
const News association.Standing = "nieuws"

// ReadFiled reads the address of the Dienst's list of associations.
func ReadFiled(values url.Values) (Filed, error) {
	q := ReadQuery(values)
	all := []association.Standing{association.Registered, association.Asked, association.Verified, association.Refused, News}
	return Filed{Words: q.Words("q"), Standing: OneOf(q, "stand", all), After: ID[association.ID](q, "na")}, q.Err()
}

// A Verdict is the form in which the Dienst says where an association stands. Seen is the mark of what the page showed.
type Verdict struct{ Seen, Verdict, Why string }

// ReadVerdict reads a verdict.
func ReadVerdict(values url.Values) (Verdict, error) {
	q := ReadQuery(values)
	return Verdict{Seen: q.Text("gezien"), Verdict: q.Text("oordeel"), Why: lines(q.Text("reden"))}, q.Err()
}

// A Lead is the form in which the Dienst names who speaks for an association.
type Lead struct{ Email, Why string }

// ReadLead reads who is to speak for an association.
func ReadLead(values url.Values) (Lead, error) {
	q := ReadQuery(values)
	return Lead{Email: q.Text("email"), Why: lines(q.Text("reden"))}, q.Err()
}

// A Reason is a form that asks nothing but why.
type Reason struct{ Why string }

// ReadReason reads why.
func ReadReason(values url.Values) (Reason, error) {
	q := ReadQuery(values)
	return Reason{Why: lines(q.Text("reden"))}, q.Err()
}

// An Access is the form that closes somebody's access or opens it again: To is one of the two words below.
type Access struct{ To, Why string }

// What an access becomes.
const (
	Closed = "dicht"
	Open   = "open"
)

// ReadAccess reads what somebody's access becomes.
func ReadAccess(values url.Values) (Access, error) {
	q := ReadQuery(values)
	a := Access{To: OneOf(q, "toegang", []string{Closed, Open}), Why: lines(q.Text("reden"))}
	return a, q.Err()
}

// A Powers is the form of somebody's powers. What is chosen need not be a power: that is refused later.
type Powers struct {
	// Seen are those that the page showed.
	Seen, Powers []account.Part
	Why          string
}

// ReadPowers reads somebody's powers.
func ReadPowers(values url.Values) (Powers, error) {
	q := ReadQuery(values)
	return Powers{Seen: parts(q, "gezien"), Powers: parts(q, "bevoegdheid"), Why: lines(q.Text("reden"))}, q.Err()
}

// Has says whether the power is chosen.
func (p Powers) Has(power account.Part) bool { return slices.Contains(p.Powers, power) }

func parts(q *Query, name string) []account.Part {
	var all []account.Part
	for _, one := range q.Texts(name) {
		if p := account.Part(one); !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}

// A Term is the form of an adviser's term. An empty Until ends it.
type Term struct{ Until, Why string }

// ReadTerm reads an adviser's term.
func ReadTerm(values url.Values) (Term, error) {
	q := ReadQuery(values)
	return Term{Until: strings.TrimSpace(q.Text("tot")), Why: lines(q.Text("reden"))}, q.Err()
}

// Day returns the last day of the term, zero where it ends, and refuses what is no day.
func (t Term) Day() (calendar.Day, error) { return day("tot", t.Until) }

// What somebody is invited to.
const (
	AsStaff   = "dienst"
	AsAdviser = "adviseur"
)

// An Offer is the form that invites somebody to the Dienst or to its advisers. As says to which of the two.
type Offer struct {
	Email, As  string
	Powers     []account.Part
	Until, Why string
}

// ReadOffer reads an invitation to the Dienst or to its advisers.
func ReadOffer(values url.Values) (Offer, error) {
	q := ReadQuery(values)
	return Offer{Email: q.Text("email"), As: q.Text("als"), Powers: parts(q, "bevoegdheid"), Until: strings.TrimSpace(q.Text("tot")), Why: lines(q.Text("reden"))}, q.Err()
}

// Meant returns what is offered, without what was typed for the other kind, and refuses a last day that is none.
func (o Offer) Meant() ([]account.Part, calendar.Day, error) {
	switch o.As {
	case AsStaff:
		return o.Powers, 0, nil
	case AsAdviser:
		until, err := day("tot", o.Until)
		if err == nil && until.IsZero() {
			err = fault.Fields{{Name: "tot", Sentence: "Geef de laatste dag van de termijn."}}
		}
		return nil, until, err
	}
	return nil, 0, fault.Fields{{Name: "als", Sentence: "Kies of je iemand voor de dienst uitnodigt, of als adviseur."}}
}

// A Record is a search of the record, as it was typed.
type Record struct {
	Person, Act, Subject, From, Until string
	Before                            audit.ID
}

// ReadRecord reads a search of the record.
func ReadRecord(values url.Values) (Record, error) {
	q := ReadQuery(values)
	return Record{Person: q.Words("persoon"), Act: q.Words("handeling"), Subject: q.Words("onderwerp"), From: q.Words("van"), Until: q.Words("tot"),
		Before: ID[audit.ID](q, "na")}, q.Err()
}

// Days returns the first and the last day that are searched, zero where that side is open, and refuses what is no day.
func (r Record) Days() (from, until calendar.Day, err error) {
	from, wrongFrom := day("van", r.From)
	until, wrongUntil := day("tot", r.Until)
	var wrong fault.Fields
	for _, one := range []error{wrongFrom, wrongUntil} {
		fields, _ := errors.AsType[fault.Fields](one)
		wrong = append(wrong, fields...)
	}
	if len(wrong) == 0 && !from.IsZero() && !until.IsZero() && until < from {
		wrong.Add("tot", "Deze dag komt voor de eerste.")
	}
	return from, until, wrong.Err()
}

// day reads a day, zero for nothing, and refuses what is none beside its field.
func day(field, typed string) (calendar.Day, error) {
	if typed == "" {
		return 0, nil
	}
	d, err := calendar.ParseDay(typed)
	if err != nil {
		return 0, fault.Fields{{Name: field, Sentence: err.Error() + "."}}
	}
	return d, nil
}

// lines writes the ends of typed lines in one way: browsers send two signs for each.
func lines(typed string) string { return strings.ReplaceAll(typed, "\r\n", "\n") }
