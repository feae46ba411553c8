package budget

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// A Kind is what an envelope is for. Kinds are data: the database holds them, and whether one is for emergency aid.
type Kind string

// The kinds of which the rules know by name: emergency aid is fenced in, and what is left of a year may go to structural support.
const (
	Structural Kind = "structureel"
	Emergency  Kind = "noodhulp"
)

// A Purpose is a kind with its words.
type Purpose struct {
	Kind Kind
	Name string
	// Text says in a sentence what the money is for.
	Text      string
	Emergency bool
}

// A YearState says how far a budget year is.
type YearState string

// The states of a year, which it passes in this order. A closed year takes payments, releases and recoveries only.
const (
	Planned YearState = "planned"
	Open    YearState = "open"
	Closed  YearState = "closed"
)

// A Year is a budget year.
type Year struct {
	Year  int
	State YearState
	// Ceiling is the part of the year's credit that emergency aid may have at most, in basis points.
	Ceiling int
	Demo    bool
}

// AllPoints are the basis points of the whole.
const AllPoints = 10_000

// A Leftover is what becomes of an envelope's money that is left when its year is closed. It is chosen before the year begins.
type Leftover string

// The rules for what is left.
const (
	Lapses       Leftover = "lapses"     // it is not spent
	SameKind     Leftover = "same-kind"  // it goes to the next year's envelope of that kind
	ToStructural Leftover = "structural" // it goes to the next year's envelope for structural support
)

// Leftovers returns the rules in the order of pages.
func Leftovers() []Leftover { return []Leftover{SameKind, ToStructural, Lapses} }

// An EnvelopeID numbers an envelope. Zero is none.
type EnvelopeID int64

// An Envelope is a year's money for one purpose, with the sums of its entries. All amounts are zero or more.
type Envelope struct {
	ID        EnvelopeID
	Year      int
	State     YearState
	Kind      Kind
	Name      string
	Emergency bool
	Leftover  Leftover
	Credit    money.Cents
	Reserved  money.Cents
	Committed money.Cents
	Paid      money.Cents
	Recovered money.Cents
}

// Available is what can still be promised: recovered money does not come back to it.
func (e Envelope) Available() money.Cents { return e.Credit - e.Reserved - e.Committed }

// Unpaid is what was committed and not paid yet.
func (e Envelope) Unpaid() money.Cents { return e.Committed - e.Paid }

// Titled names the envelope with its year: Noodhulp 2026.
func (e Envelope) Titled() string { return fmt.Sprintf("%s %d", e.Name, e.Year) }

// A Sum adds up envelopes, of a year or of a kind.
type Sum struct{ Credit, Reserved, Committed, Paid, Recovered money.Cents }

// Available is what of the sum can still be promised.
func (s Sum) Available() money.Cents { return s.Credit - s.Reserved - s.Committed }

// SumOf adds up the envelopes.
func SumOf(all []Envelope) Sum {
	var s Sum
	for _, e := range all {
		s.Credit += e.Credit
		s.Reserved += e.Reserved
		s.Committed += e.Committed
		s.Paid += e.Paid
		s.Recovered += e.Recovered
	}
	return s
}

// CheckCeiling refuses a share for emergency aid that is none.
func CheckCeiling(points int) error {
	if points < 0 || points > AllPoints {
		return fault.Fields{{Name: "plafond", Sentence: "Het plafond voor noodhulp is een deel van het geheel: van 0 tot 100 %."}}
	}
	return nil
}

// A Decision is the number under which a council or the college decided: 2026_GR_00123. Empty is none.
type Decision string

var decisionNumber = regexp.MustCompile(`^[0-9]{4}_[A-Z]{2,4}_[0-9]{5}$`)

// ErrNoDecision is the refusal of [ParseDecision]: a sentence that a page may show as it stands.
var ErrNoDecision = errors.New("Een besluitnummer heeft de vorm 2026_GR_00123: het jaar, het orgaan en vijf cijfers")

// ParseDecision reads a decision's number as people type it, in small letters and with spaces too. Nothing typed is no decision.
func ParseDecision(typed string) (Decision, error) {
	number := strings.ToUpper(strings.Join(strings.Fields(typed), ""))
	if number == "" || decisionNumber.MatchString(number) {
		return Decision(number), nil
	}
	return "", ErrNoDecision
}

// A Base is what an entry rests on: the decision, its day, and the motivation.
type Base struct {
	Decision Decision
	// On is the day of the decision, or of the bank's statement.
	On  calendar.Day
	Why string
}

// check refuses a base that lacks what the entry needs. Today is the day of the act.
func (b Base) check(wrong *fault.Fields, decision, why bool, today calendar.Day) {
	if decision && b.Decision == "" {
		wrong.Add("besluit", "Geef het nummer van het besluit.")
	}
	if b.On.IsZero() {
		wrong.Add("dag", "Geef de dag van het besluit of van de verrichting.")
	} else if b.On > today {
		wrong.Add("dag", "Deze dag moet nog komen. Boek wat beslist of gebeurd is.")
	}
	if why && strings.TrimSpace(b.Why) == "" {
		wrong.Add("waarom", "Schrijf in een zin waarom. Wie de boeking later leest, moet ze begrijpen.")
	}
}
