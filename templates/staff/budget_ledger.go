package staff

import (
	"slices"
	"strconv"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// EntriesPage is a search of a year's entries.
type EntriesPage struct {
	BudgetPowers
	Of        budget.Year
	Envelopes []budget.Envelope
	Typed     form.Entries
	// Found are the lines of this page, the newest first; More says that there are older ones.
	Found []EntryLine
	More  bool
	// Sums are those of all lines that the search finds, by kind, in the order of pages.
	Sums []EntrySum
	Retry
}

// EntrySum is how many lines of a kind there are, and what they did together.
type EntrySum struct {
	Kind   budget.EntryKind
	Lines  int
	Amount money.Cents
}

// EntryLine is an entry in a list. A transfer is two of them.
type EntryLine struct {
	budget.Entry
	// Line is the envelope of this line: the entry's own, or where a transfer goes.
	Line                     budget.EnvelopeID
	Year, OtherYear          int
	EnvelopeName, OtherName  string
	Title, Beneficiary, Slug string
	ProjectTitle             string
	ProjectSlug              string
	// Name is who booked it, empty for the program and for who was erased.
	Name       string
	ReversedBy budget.EntryID
	// State is how far the year of the line is.
	State budget.YearState
}

// Moved is what the line did: less than zero for what a transfer took away.
func (l EntryLine) Moved() money.Cents {
	if l.Kind == budget.Transfer && l.Line == l.Envelope {
		return -l.Amount
	}
	return l.Amount
}

// What says in a few words what the entry is, beside its kind.
func (l EntryLine) What() string {
	switch {
	case l.Kind == budget.Credit:
		return ui.BasisLabel(l.Basis)
	case l.Kind == budget.Transfer:
		other := l.OtherName
		if l.OtherYear != l.Year {
			other += " " + strconv.Itoa(l.OtherYear)
		}
		if l.Line == l.Envelope {
			return "Naar " + other
		}
		return "Van " + other
	}
	return l.Title
}

// Detail says what else there is to know of the entry, empty for nothing.
func (l EntryLine) Detail() string {
	switch {
	case l.Kind == budget.Release:
		return ui.SideLabel(l.Side)
	case l.Kind == budget.Commitment && l.Unreserved > 0:
		return "In de plaats van " + l.Unreserved.Short() + " die gereserveerd was"
	}
	return ""
}

// Number writes the number of an entry.
func entryNumber(id budget.EntryID) string { return strconv.FormatInt(int64(id), 10) }

// CanUndo says whether the opposite of the entry can be booked, as the year stands: it says no where the ledger would refuse for sure.
func (l EntryLine) CanUndo() bool {
	switch {
	case l.Reverses != 0 || l.ReversedBy != 0, l.Kind == budget.Transfer && (l.Line != l.Envelope || l.Emergency != l.ToEmergency):
		return false
	case l.Kind == budget.Payment || l.Kind == budget.Recovery:
		return l.State != budget.Planned
	case l.Kind == budget.Credit && l.Basis == budget.Initial:
		return l.State == budget.Planned
	case l.Kind == budget.Credit || l.Kind == budget.Transfer || l.Kind == budget.Commitment:
		return l.State == budget.Open
	}
	return l.State != budget.Closed
}

// bookedOn is the day on which the portal was told.
func (l EntryLine) bookedOn() string { return calendar.DayOf(l.At).String() }

func (p EntriesPage) search() link.EntrySearch {
	t := p.Typed
	return link.EntrySearch{Year: p.Of.Year, Envelope: t.Envelope, Kind: t.Kind, Decision: t.Decision, Words: t.Words, First: t.First, Last: t.Last}
}

// asked says that the search narrows.
func (p EntriesPage) asked() bool { return p.search() != link.EntrySearch{Year: p.Of.Year} }

func (p EntriesPage) nextHref() string {
	if !p.More || len(p.Found) == 0 {
		return ""
	}
	s := p.search()
	s.Before = p.Found[len(p.Found)-1].ID
	return link.StaffEntries(s)
}

func (p EntriesPage) firstHref() string {
	if p.Typed.Before == 0 {
		return ""
	}
	return link.StaffEntries(p.search())
}

// lines is how many lines the search finds.
func (p EntriesPage) lines() int {
	n := 0
	for _, s := range p.Sums {
		n += s.Lines
	}
	return n
}

func (p EntriesPage) envelopeChoices() []ui.Option {
	options := envelopeOptions(p.Envelopes, p.Typed.Envelope, func(e budget.Envelope) string { return e.Name })
	options[0].Label = "Alle enveloppes"
	return options
}

func (p EntriesPage) kindChoices() []ui.Option {
	options := []ui.Option{{Label: "Alle soorten", Chosen: p.Typed.Kind == ""}}
	for _, k := range budget.EntryKinds() {
		options = append(options, ui.Option{Value: string(k), Label: ui.EntryKindLabel(k), Chosen: k == p.Typed.Kind})
	}
	return options
}

// chosen is the envelope that the search narrows to, nil for none.
func (p EntriesPage) chosen() *budget.Envelope {
	at := slices.IndexFunc(p.Envelopes, func(e budget.Envelope) bool { return e.ID == p.Typed.Envelope })
	if at < 0 {
		return nil
	}
	return &p.Envelopes[at]
}

// where goes on behind the number of lines: in which envelope they are, and what it has left.
func (p EntriesPage) where() string {
	e := p.chosen()
	if e == nil {
		return "."
	}
	return " in " + e.Titled() + ". Daar is " + e.Available().Short() + " " + freeWord(p.Of.State) + "."
}

// EntryPage is one entry of the ledger, and the form that puts it right.
type EntryPage struct {
	BudgetPowers
	// Lines are its one line, or the two of a transfer.
	Lines []EntryLine
	Typed form.Undoing
	Once  string
	Retry
}

// needsDecision says whether its opposite needs a decision of its own.
func (p EntryPage) needsDecision() bool {
	k := p.Lines[0].Kind
	return k == budget.Credit || k == budget.Commitment
}

// whyNot says why the entry is not put right here, empty where it can be.
func (p EntryPage) whyNot() string {
	l := p.Lines[0]
	switch {
	case l.Reverses != 0:
		return "Dit is zelf een rechtzetting. Boek opnieuw wat rechtgezet moest worden."
	case l.ReversedBy != 0:
		return "Deze boeking is al rechtgezet."
	case l.Kind == budget.Transfer && l.Emergency != l.ToEmergency:
		return "Deze overdracht is niet terug te draaien: dan zou noodhulp geld krijgen van een andere enveloppe."
	case !l.CanUndo():
		return "In deze stand van het jaar kan deze boeking niet meer rechtgezet worden."
	}
	return ""
}
