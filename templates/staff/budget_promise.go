package staff

import (
	"strconv"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// PromisesPage is what was promised of a year.
type PromisesPage struct {
	Of        budget.Year
	Envelopes []budget.Envelope
	// Chosen is the envelope that the page narrows to, zero for all.
	Chosen budget.EnvelopeID
	Found  []Held
}

// Held is what a promise has of an envelope.
type Held struct {
	budget.Promise
	budget.Holding
	EnvelopeName string
	EnvelopeYear int
	State        budget.YearState
	// Ordered is what waits for approval to be paid.
	Ordered                  money.Cents
	Beneficiary, Slug        string
	ProjectTitle, ProjectRef string
}

// Payable is what can be paid: what waits for approval already is taken off.
func (h Held) Payable() money.Cents { return h.Unpaid() - h.Ordered }

// Recoverable is what was paid and did not come back.
func (h Held) Recoverable() money.Cents { return h.Paid - h.Recovered }

func (h Held) titled() string { return h.EnvelopeName + " " + strconv.Itoa(h.EnvelopeYear) }

// PromisePage is a promise with all that came of it.
type PromisePage struct {
	BudgetPowers
	Of                       budget.Promise
	Purpose                  string
	Beneficiary, Slug        string
	ProjectTitle, ProjectRef string
	// Member says that who reads this may open the association's page.
	Member    bool
	Agreement *budget.Agreement
	Held      []Held
	Lines     []EntryLine
	// More says that there are older lines, LaterLines that these are not the newest.
	More, LaterLines bool
	Trail            []Entry
	MoreTrail        bool
}

func (p PromisePage) committed() money.Cents {
	return p.sum(func(h Held) money.Cents { return h.Committed })
}

func (p PromisePage) paid() money.Cents { return p.sum(func(h Held) money.Cents { return h.Paid }) }

func (p PromisePage) sum(of func(Held) money.Cents) money.Cents {
	var c money.Cents
	for _, h := range p.Held {
		c += of(h)
	}
	return c
}

func (p PromisePage) association() string {
	if p.Member {
		return link.StaffAssociation(p.Of.Association)
	}
	return link.Association(p.Slug)
}

func (p PromisePage) may(of func(Held) bool) bool {
	for _, h := range p.Held {
		if of(h) {
			return true
		}
	}
	return false
}

func (p PromisePage) canCommit() bool {
	return p.Heads && p.may(func(h Held) bool { return h.Reserved > 0 && h.State == budget.Open })
}

func (p PromisePage) canRelease() bool {
	return p.Keeps && p.may(func(h Held) bool { return h.Reserved > 0 || h.Unpaid() > 0 })
}

func (p PromisePage) canPay() bool {
	return p.Keeps && p.may(func(h Held) bool { return h.Payable() > 0 })
}

func (p PromisePage) canRecover() bool {
	return p.Keeps && p.may(func(h Held) bool { return h.Recoverable() > 0 })
}

func (p PromisePage) olderHref() string {
	if !p.More || len(p.Lines) == 0 {
		return ""
	}
	return link.StaffPromiseBefore(p.Of.ID, p.Lines[len(p.Lines)-1].ID)
}

func (p PromisePage) laterHref() string {
	if !p.LaterLines {
		return ""
	}
	return link.StaffPromiseBefore(p.Of.ID, 0)
}

// A BookingAct is one of the acts on what a promise has.
type BookingAct struct {
	Title, Verb, Day string
	// Text says what the act does.
	Text string
	// Sided, Decision and Why say what the form asks.
	Sided, Decision, Why bool
	// WhyHint stands under the motivation; empty for the usual words.
	WhyHint string
	// Href is where the form is sent.
	Href string
	// Left says what of a holding the act can be about, LeftWord what that is called.
	Left     func(Held) money.Cents
	LeftWord string
}

// CommitReserved is the act that commits what is reserved.
func CommitReserved(id budget.PromiseID) BookingAct {
	return BookingAct{Title: "Leg vast wat gereserveerd is", Verb: "Leg vast", Day: "Dag van het besluit", Decision: true, Href: link.StaffPromiseCommit(id),
		Text: "De vastlegging komt in de plaats van de hele reservering: wat gereserveerd is en niet vastgelegd wordt, is weer beschikbaar.",
		Left: func(h Held) money.Cents { return h.Reserved }, LeftWord: "gereserveerd"}
}

// ReleaseMoney is the act that lets go of what is reserved, or committed and not paid.
func ReleaseMoney(id budget.PromiseID) BookingAct {
	return BookingAct{Title: "Laat vrijvallen", Verb: "Laat vrijvallen", Day: "Dag van de beslissing", Sided: true, Why: true, Href: link.StaffPromiseRelease(id),
		Text: "Wat vrijvalt, is weer beschikbaar in de enveloppe. Wat betaald is, blijft vastgelegd.",
		Left: func(h Held) money.Cents { return h.Reserved + h.Unpaid() }, LeftWord: "gereserveerd of niet betaald"}
}

// PreparePayment is the act that prepares a payment.
func PreparePayment(id budget.PromiseID) BookingAct {
	return BookingAct{Title: "Bereid een betaling voor", Verb: "Zet klaar voor goedkeuring", Day: "Dag van de betaling", Href: link.StaffPromisePay(id),
		WhyHint: "Zoals: eerste schijf van 80 procent.",
		Text:    "Er wordt nog niets geboekt. Het diensthoofd keurt goed; wie klaarzet, kan dat niet zelf.",
		Left:    Held.Payable, LeftWord: "te betalen"}
}

// RecoverMoney is the act that books what came back.
func RecoverMoney(id budget.PromiseID) BookingAct {
	return BookingAct{Title: "Boek een terugvordering", Verb: "Boek de terugvordering", Day: "Dag van het rekeninguittreksel", Why: true, Href: link.StaffPromiseRecover(id),
		Text: "Boek wat terug op de rekening staat. Het komt niet terug in het krediet van de enveloppe.",
		Left: Held.Recoverable, LeftWord: "betaald en niet teruggekomen"}
}

// BookingPage is the form of one of the acts on what a promise has.
type BookingPage struct {
	Of    budget.Promise
	Act   BookingAct
	Held  []Held
	Typed form.Booking
	Once  string
	Retry
}

// choices are the holdings that the act can be about, as the form offers them.
func (p BookingPage) choices() []ui.Option {
	var options []ui.Option
	if len(p.Held) != 1 {
		options = append(options, ui.Option{Label: "Kies een enveloppe", Chosen: p.Typed.Envelope == 0})
	}
	for _, h := range p.Held {
		options = append(options, ui.Option{Value: strconv.FormatInt(int64(h.Envelope), 10), Label: h.titled() + ": " + p.Act.Left(h).String() + " " + p.Act.LeftWord,
			Chosen: h.Envelope == p.Typed.Envelope})
	}
	return options
}

func (p BookingPage) sides() []ui.Option {
	var options []ui.Option
	for _, s := range []budget.Side{budget.FromReserved, budget.FromCommitted} {
		options = append(options, ui.Option{Value: string(s), Label: ui.SideLabel(s), Chosen: p.Typed.Side == s})
	}
	return options
}

// PaymentsPage is the payments that wait for approval.
type PaymentsPage struct {
	BudgetPowers
	All []Payment
	Retry
}

func (p PaymentsPage) sum() money.Cents {
	var c money.Cents
	for _, o := range p.All {
		c += o.Amount
	}
	return c
}

// PaymentPage is one payment that waits.
type PaymentPage struct {
	BudgetPowers
	Payment
	Held  Held
	Typed form.Reason
	// Approve and Refuse are the keys of the two forms.
	Approve, Refuse string
	Retry
}

// ends says whether this person may end the payment.
func (p PaymentPage) ends() bool { return p.Heads || p.Keeps }

// AgreementsPage is the agreements over years.
type AgreementsPage struct {
	BudgetPowers
	All []Agreement
}

// Agreement is one over years.
type Agreement struct {
	budget.Agreement
	Beneficiary string
	Years       []AgreementYear
}

// AgreementYear is a year of an agreement with the name of its envelope.
type AgreementYear struct {
	budget.AgreementYear
	Purpose string
}

func (a Agreement) sum() (all, conditional money.Cents) {
	for _, y := range a.Years {
		if y.Conditional {
			conditional += y.Amount
		} else {
			all += y.Amount
		}
	}
	return all, conditional
}

func (p AgreementsPage) sum() (all, conditional money.Cents) {
	for _, a := range p.All {
		held, waits := a.sum()
		all, conditional = all+held, conditional+waits
	}
	return all, conditional
}

// SignPage is the form of an agreement.
type SignPage struct {
	Purposes      []budget.Purpose
	Beneficiaries []Beneficiary
	// Envelopes are those of the years that can be chosen, as they stand.
	Envelopes []budget.Envelope
	Typed     form.Agreement
	Once      string
	Retry
}

func (p SignPage) kinds(chosen string) []ui.Option {
	options := []ui.Option{{Label: "Kies een enveloppe", Chosen: chosen == ""}}
	for _, k := range p.Purposes {
		options = append(options, ui.Option{Value: string(k.Kind), Label: k.Name, Chosen: string(k.Kind) == chosen})
	}
	return options
}
