package public

import (
	"fmt"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// A BudgetYearPage is a year with its envelopes, and what was decided and promised in each.
type BudgetYearPage struct {
	budget.Year
	Today calendar.Day
	// On is the day at whose end things are shown; zero for now. Typed is what was asked, with what is wrong with it.
	On    calendar.Day
	Typed string
	Wrong fault.Fields
	// Figures are those of the growth path for the year.
	Figures   budget.YearFigures
	Envelopes []Envelope
	// Previous and Next are the years beside it that have a budget, zero for none.
	Previous, Next int
}

// sum adds up the year's envelopes.
func (p BudgetYearPage) sum() budget.Sum {
	all := make([]budget.Envelope, len(p.Envelopes))
	for i, e := range p.Envelopes {
		all[i] = e.Envelope
	}
	return budget.SumOf(all)
}

// An Envelope is one of a year with where its credit comes from and what it was promised to.
type Envelope struct {
	budget.Envelope
	Purpose string
	// Voted and Amended are what decisions gave: before the year began and after, which may be less than zero.
	Voted, Amended money.Cents
	// Moved is what came from other envelopes of the year less what went there; CarriedIn came from another year, CarriedOut went to one.
	Moved, CarriedIn, CarriedOut money.Cents
	Credits                      []CreditLine
	Promises                     []PromiseLine
	// Unshown is how many more promises there are than the page lists.
	Unshown int
	// Conditional are years of agreements for which there is no credit: counted nowhere.
	Conditional []PromiseLine
}

// A CreditLine is a decision on an envelope's credit, or a transfer.
type CreditLine struct {
	What string
	// Amount is what it did to the envelope, less than zero where it took from it.
	Amount   money.Cents
	Decision budget.Decision
	// On is the day of the decision, Registered the day on which the portal was told.
	On, Registered calendar.Day
	Why            string
	// Undone says that it was put right by another line.
	Undone bool
}

// A PromiseLine is what the city holds itself to by a decision.
type PromiseLine struct {
	Title string
	// Project and Association lead to their pages; empty for none.
	Project, Association string
	Beneficiary          string
	Decision             budget.Decision
	// On is the day of the decision, Registered the day on which the portal was told; zero where it was told of none.
	On, Registered calendar.Day
	// Amount is what was promised of the year; the others what was made of it.
	Amount, Reserved, Committed, Paid, Recovered money.Cents
	Demo                                         bool
}

func (p BudgetYearPage) title() string { return fmt.Sprintf("Budget %d", p.Year.Year) }

// day is the day that the page shows.
func (p BudgetYearPage) day() calendar.Day {
	if p.On.IsZero() {
		return p.Today
	}
	return p.On
}

// now names the moment of a sum: "nu", or "op 1 maart 2027".
func (p BudgetYearPage) now() string {
	if p.On.IsZero() {
		return "nu"
	}
	return "op " + nobreak(p.On)
}

// headline says what became of the year's credit.
func (p BudgetYearPage) headline() headline {
	s := p.sum()
	switch {
	case s.Credit == 0 && !p.On.IsZero():
		return headline{fmt.Sprintf("Op %s was voor %d nog geen krediet geregistreerd.", nobreak(p.On), p.Year.Year)}
	case s.Credit == 0:
		return headline{fmt.Sprintf("Voor %d is nog geen krediet gestemd.", p.Year.Year)}
	}
	verb, begin := "is", "Van "
	if p.State == budget.Closed {
		verb = "was"
	}
	if !p.On.IsZero() {
		verb, begin = "was", "Op "+nobreak(p.On)+" was van "
		return headline{begin, s.Credit.Short(), " krediet ", s.Committed.Short(), " vastgelegd en ", s.Paid.Short(), " betaald."}
	}
	return headline{begin, s.Credit.Short(), fmt.Sprintf(" krediet %s ", verb), s.Committed.Short(), " vastgelegd en ", s.Paid.Short(), " betaald."}
}

func (p BudgetYearPage) figures() []ui.Figure {
	s, from := p.sum(), "Grootboek, stand op "+nobreak(p.day())
	if p.Demo {
		from = "Grootboek (demonstratiegegevens), stand op " + nobreak(p.day())
	}
	figure := func(amount money.Cents, text, link, href string) ui.Figure {
		number, unit := largeFigure(amount)
		return ui.Figure{Number: number, Euro: true, Text: unit + text, From: from, Link: link, Href: href}
	}
	free := "nog vrij om toe te kennen."
	if p.State == budget.Closed {
		free = "bleef over bij het afsluiten."
	}
	return []ui.Figure{
		figure(s.Credit, "krediet, na alle wijzigingen en overdrachten.", "Bekijk de enveloppes", "#enveloppes"),
		figure(s.Committed, "vastgelegd: beloofd met een besluit.", "Bekijk de beloften", "#enveloppes"),
		figure(s.Paid, "betaald.", "Bekijk de betalingen per belofte", "#enveloppes"),
		figure(s.Available(), free, "Bekijk per enveloppe", "#enveloppes"),
	}
}

// rateSentence says how the year keeps to the growth path.
func (p BudgetYearPage) rateSentence() string {
	if rate := p.Figures.Rates().Amended; rate != nil && p.Figures.Target == nil {
		return fmt.Sprintf("Het krediet van %d is %v per inwoner. Er is geen streefcijfer voor dat jaar.", p.Year.Year, *rate)
	}
	return p.Figures.Why()
}

// rule says what becomes of what is left when the year is closed.
func (e Envelope) rule(state budget.YearState) string {
	left, goes := "Wat bij het afsluiten van het jaar overblijft, ", "gaat"
	if state == budget.Closed {
		left, goes = "Het jaar is afgesloten. Wat overbleef, ", "ging"
	}
	switch e.Leftover {
	case budget.SameKind:
		return left + goes + " naar dezelfde enveloppe van het volgende jaar."
	case budget.ToStructural:
		return left + goes + " naar structurele steun van het volgende jaar."
	}
	if state == budget.Closed {
		return left + "verviel."
	}
	return left + "vervalt."
}

// terms are where the credit comes from in sums: the vote, and what changed it.
func (e Envelope) terms() []termLine {
	all := []termLine{{"Gestemd", e.Voted.Short()}}
	for _, one := range []struct {
		name   string
		amount money.Cents
	}{
		{"Budgetwijzigingen", e.Amended}, {"Overdrachten", e.Moved}, {"Uit een ander jaar", e.CarriedIn}, {"Naar een ander jaar", -e.CarriedOut},
	} {
		if one.amount != 0 {
			all = append(all, termLine{one.name, signed(one.amount)})
		}
	}
	return all
}

// A termLine is an amount with its name.
type termLine struct{ name, amount string }

// signed writes an amount with its sign: + € 5.000, – € 200.
func signed(c money.Cents) string {
	if c < 0 {
		return "– " + (-c).Short()
	}
	return "+ " + c.Short()
}

func (p PromiseLine) href() string {
	if p.Project != "" {
		return link.Project(p.Project)
	}
	return ""
}

// decisionOf writes a decision's number, and says where there is none.
func decisionOf(d budget.Decision) string {
	if d == "" {
		return "zonder besluit"
	}
	return string(d)
}
