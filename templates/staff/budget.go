package staff

import (
	"strconv"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// BudgetPowers are what who reads a page of the budget may do there.
type BudgetPowers struct{ Keeps, Heads bool }

// A Retry is why a form is shown again: what was refused, or who came in between; nil for nobody.
type Retry struct {
	Wrong   fault.Fields
	Changed *Changed
}

// budgetWays are the parts of the budget's pages, in their order.
func budgetWays() []Tab {
	return []Tab{
		{Key: link.StaffBudget(), Label: "Jaren"}, {Key: link.StaffPath(), Label: "Groeipad"}, {Key: link.StaffPayments(), Label: "Betalingen"}, {Key: link.StaffAgreements(), Label: "Overeenkomsten"},
	}
}

// yearWays are the parts of a year's pages.
func yearWays(year int) []Tab {
	return []Tab{
		{Key: link.StaffYear(year), Label: "Enveloppes"}, {Key: link.StaffPromises(year, 0), Label: "Beloften"},
		{Key: link.StaffEntries(link.EntrySearch{Year: year}), Label: "Boekingen"}, {Key: link.StaffClosing(year), Label: "Afsluiten"},
	}
}

// BudgetPage is the budget as the Dienst keeps it.
type BudgetPage struct {
	BudgetPowers
	// Years are those that run, then those that are planned, then those that are closed.
	Years []BudgetYear
	Work  BudgetWork
}

// BudgetYear is a year with the sum of its envelopes.
type BudgetYear struct {
	Of  budget.Year
	Sum budget.Sum
}

// BudgetWork is what waits in the budget.
type BudgetWork struct {
	Payments []Payment
	Closings []ProposedClosing
	Fitting  []Fitting
}

// Things counts what waits.
func (w BudgetWork) Things() int { return len(w.Payments) + len(w.Closings) + len(w.Fitting) }

// Payment is a payment that waits for approval.
type Payment struct {
	ID           int64
	Promise      budget.PromiseID
	Title        string
	Beneficiary  string
	EnvelopeName string
	Year         int
	Amount       money.Cents
	PayOn        calendar.Day
	Why          string
	PreparedBy   string
	// Own says that who reads this prepared it, and leaves the approval to a colleague.
	Own bool
}

// ProposedClosing is a year of which somebody proposes the end.
type ProposedClosing struct {
	Year int
	By   string
	Own  bool
}

// Fitting is an envelope with credit for what agreements promised of it "onder voorbehoud".
type Fitting struct {
	Envelope budget.Envelope
	Promises int
	// Oldest is the amount of the oldest promise, which fits.
	Oldest money.Cents
}

// headline says in a sentence how the year that runs stands, empty where none does.
func (p BudgetPage) headline() *BudgetYear {
	if len(p.Years) == 0 || p.Years[0].Of.State == budget.Closed {
		return nil
	}
	return &p.Years[0]
}

// YearPage is a budget year with its envelopes.
type YearPage struct {
	BudgetPowers
	Of        budget.Year
	Envelopes []EnvelopeView
	Closing   *ProposedClosing
	// Trail is what was done, the newest first; Older says that there is more, and Later that this is not its begin.
	Trail        []Entry
	Older, Later bool
	Retry
}

// EnvelopeView is an envelope with what its figures are the sum of.
type EnvelopeView struct {
	budget.Envelope
	Reckoning
	// Conditional are what agreements promised of it "onder voorbehoud", the oldest first.
	Conditional []budget.Promise
	// Once is the key of the form that turns them into reservations, empty where nobody may.
	Once string
}

// A Reckoning is what an envelope's figures are the sum of. What was taken away counts as more than zero.
type Reckoning struct {
	Voted, Amended, In, Out                  money.Cents
	ReservedFor, TakenOver, ReleasedReserved money.Cents
	CommittedFor, ReleasedCommitted          money.Cents
}

// A Figure is a balance of an envelope that says how it is reckoned.
type Figure struct {
	Label  string
	Amount money.Cents
	Terms  []Summand
	// Note goes on behind the terms; empty for none.
	Note string
	// Main sets the figure apart.
	Main bool
}

// A Summand is a part of a figure, which leads to its entries where Href is not empty.
type Summand struct {
	Minus  bool
	Amount money.Cents
	Label  string
	Href   string
}

// sign is what stands before a term, the first of which has none.
func (t Summand) sign(first bool) string {
	switch {
	case t.Minus:
		return "− "
	case first:
		return ""
	}
	return "+ "
}

// Figures are the balances of the envelope, each with its terms; those of zero are left out.
func (e EnvelopeView) Figures() []Figure {
	to := func(kind budget.EntryKind) string {
		return link.StaffEntries(link.EntrySearch{Year: e.Year, Envelope: e.ID, Kind: kind})
	}
	all := []Figure{
		{Label: "Krediet", Amount: e.Credit, Terms: terms(Summand{false, e.Voted, "gestemd krediet", to(budget.Credit)}, Summand{false, e.Amended, "budgetwijzigingen", to(budget.Credit)},
			Summand{false, e.In, "hierheen overgedragen", to(budget.Transfer)}, Summand{true, e.Out, "van hier overgedragen", to(budget.Transfer)})},
		{Label: "Gereserveerd", Amount: e.Reserved, Terms: terms(Summand{false, e.ReservedFor, "reserveringen", to(budget.Reservation)},
			Summand{true, e.TakenOver, "waarover intussen beslist is", to(budget.Commitment)}, Summand{true, e.ReleasedReserved, "vrijgevallen", to(budget.Release)})},
		{Label: "Vastgelegd", Amount: e.Committed, Terms: terms(Summand{false, e.CommittedFor, "vastleggingen", to(budget.Commitment)},
			Summand{true, e.ReleasedCommitted, "vrijgevallen", to(budget.Release)})},
		{Label: "Betaald", Amount: e.Paid, Terms: terms(Summand{false, e.Paid, "betalingen", to(budget.Payment)}), Note: e.unpaidNote()},
	}
	if e.Recovered != 0 {
		all = append(all, Figure{Label: "Teruggevorderd", Amount: e.Recovered, Terms: terms(Summand{false, e.Recovered, "terugvorderingen", to(budget.Recovery)}),
			Note: "Dit komt niet terug in het krediet."})
	}
	free := Figure{Label: "Beschikbaar", Amount: e.Available(), Main: true, Terms: append([]Summand{{Amount: e.Credit, Label: "krediet"}},
		terms(Summand{true, e.Reserved, "gereserveerd", ""}, Summand{true, e.Committed, "vastgelegd", ""})...)}
	if e.State == budget.Closed {
		free.Label = "Vervallen"
	}
	return append(all, free)
}

func (e EnvelopeView) unpaidNote() string {
	if e.Unpaid() == 0 {
		return ""
	}
	return "Van wat vastgelegd is, moet nog " + e.Unpaid().Short() + " betaald worden."
}

// terms leaves out the terms of zero. A term below zero changes its sign.
func terms(all ...Summand) []Summand {
	var kept []Summand
	for _, t := range all {
		if t.Amount < 0 {
			t.Minus, t.Amount = !t.Minus, -t.Amount
		}
		if t.Amount != 0 {
			kept = append(kept, t)
		}
	}
	return kept
}

func (p YearPage) sum() budget.Sum {
	all := make([]budget.Envelope, len(p.Envelopes))
	for i, e := range p.Envelopes {
		all[i] = e.Envelope
	}
	return budget.SumOf(all)
}

// emergency is the credit of emergency aid.
func (p YearPage) emergency() money.Cents {
	var c money.Cents
	for _, e := range p.Envelopes {
		if e.Emergency {
			c += e.Credit
		}
	}
	return c
}

// ceiling says how much of the year's credit emergency aid may have, and how much it has.
func (p YearPage) ceiling() string {
	all, has := p.sum().Credit, p.emergency()
	most := "Noodhulp mag hoogstens " + form.Percent(p.Of.Ceiling) + " procent van het krediet van het jaar hebben"
	if all <= 0 {
		return most + "."
	}
	allowed := all / budget.AllPoints * money.Cents(p.Of.Ceiling)
	allowed += all % budget.AllPoints * money.Cents(p.Of.Ceiling) / budget.AllPoints
	return most + ": " + allowed.Short() + " van " + all.Short() + ". Nu heeft ze " + has.Short() + ", dat is " + form.Percent(int(has*budget.AllPoints/all)) + " procent."
}

// room says how much credit an amendment can still give to emergency aid alone.
func (p YearPage) room() money.Cents {
	all, has, ceiling := p.sum().Credit, p.emergency(), money.Cents(p.Of.Ceiling)
	if ceiling >= budget.AllPoints {
		return money.Max
	}
	return max(0, (ceiling*all-budget.AllPoints*has)/(budget.AllPoints-ceiling))
}

func (p YearPage) olderHref() string {
	if !p.Older || len(p.Trail) == 0 {
		return ""
	}
	return link.StaffYearTrail(p.Of.Year, p.Trail[len(p.Trail)-1].ID)
}

func (p YearPage) laterHref() string {
	if !p.Later {
		return ""
	}
	return link.StaffYearTrail(p.Of.Year, 0)
}

// creditVerb says what a year's credit is changed by.
func creditVerb(s budget.YearState) string {
	if s == budget.Planned {
		return "Stem krediet"
	}
	return "Boek een budgetwijziging"
}

// envelopeOptions are envelopes as a form offers them, each with what it has left.
func envelopeOptions(all []budget.Envelope, chosen budget.EnvelopeID, label func(budget.Envelope) string) []ui.Option {
	options := []ui.Option{{Label: "Kies een enveloppe", Chosen: chosen == 0}}
	for _, e := range all {
		options = append(options, ui.Option{Value: strconv.FormatInt(int64(e.ID), 10), Label: label(e), Chosen: e.ID == chosen})
	}
	return options
}

func withAvailable(e budget.Envelope) string {
	return e.Name + ": " + e.Available().String() + " beschikbaar"
}

func beneficiaryOptions(all []Beneficiary, chosen string) []ui.Option {
	options := []ui.Option{{Label: "Niemand die het portaal kent", Chosen: chosen == ""}}
	for _, b := range all {
		options = append(options, ui.Option{Value: b.Slug, Label: b.Name, Chosen: b.Slug == chosen})
	}
	return options
}

// Beneficiary is an association to which money can be promised.
type Beneficiary struct{ Name, Slug string }
