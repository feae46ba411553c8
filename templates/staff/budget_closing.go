package staff

import (
	"slices"
	"strconv"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// ClosingPage is how a year would end, or ended.
type ClosingPage struct {
	BudgetPowers
	Of budget.Year
	// Closing is what is reckoned now, by what is chosen or by what was proposed.
	Closing budget.Closing
	// Hinders is what keeps the year from being closed as it stands.
	Hinders fault.Fields
	// Names are the envelopes of this year and the next.
	Names []budget.Envelope
	// Proposed is what somebody proposed, nil for nothing; Why their words, and Stale says that something was booked since.
	Proposed *ProposedClosing
	Why      string
	Stale    bool
	Typed    form.Closing
	// Once, Withdraw and Confirm are the keys of the forms.
	Once, Withdraw, Confirm string
	Retry
}

func (p ClosingPage) envelope(id budget.EnvelopeID) string {
	at := slices.IndexFunc(p.Names, func(e budget.Envelope) bool { return e.ID == id })
	if at < 0 {
		return ""
	}
	return p.Names[at].Titled()
}

// promise names what an entry is for, empty for what moves credit.
func (p ClosingPage) promise(e budget.Entry) string {
	at := slices.IndexFunc(p.Closing.Reservations, func(r budget.Pending) bool { return e.Promise != 0 && r.Promise.ID == e.Promise })
	if at < 0 {
		return ""
	}
	return p.Closing.Reservations[at].Promise.Title
}

// told says what an entry will do.
func (p ClosingPage) told(e budget.Entry) string {
	switch e.Kind {
	case budget.Transfer:
		return "Van " + p.envelope(e.Envelope) + " naar " + p.envelope(e.To)
	case budget.Release, budget.Reservation:
		return ui.Words(p.envelope(e.Envelope), p.promise(e))
	}
	return p.envelope(e.Envelope)
}

func (p ClosingPage) left() (left, moved money.Cents) {
	for _, r := range p.Closing.Remains {
		left, moved = left+r.Left, moved+r.Moved
	}
	return left, moved
}

// remains says where what is left of an envelope goes.
func (p ClosingPage) remains(r budget.Remain) string {
	switch {
	case r.Left == 0:
		return "Er blijft niets over."
	case r.Moved == 0 && r.To.ID == 0:
		return "Vervalt."
	case r.Lapsed() > 0:
		return r.Moved.Short() + " gaat naar " + r.To.Titled() + ". " + r.Lapsed().Short() + " vervalt: meer laat het plafond van noodhulp in " + strconv.Itoa(r.To.Year) + " niet toe."
	}
	return "Gaat naar " + r.To.Titled() + "."
}
