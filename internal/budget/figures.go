package budget

import (
	"fmt"
	"slices"
	"strings"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// A YearCredit is what the ledger says of a year, over all its envelopes.
//
// Voted is the credit that was voted before the year began, Amended that credit with all budgetwijzigingen, and both count what was put right.
// What went on from the year before is in neither: it was credit of that year, and is not counted twice. So Amended may be less than the
// envelopes of the year hold. Transfers within a year move nothing in or out of it.
//
// Committed is what was committed less what was released; Paid is what was paid, of which money that came back is not taken off.
type YearCredit struct {
	Year                            int
	Voted, Amended, Committed, Paid money.Cents
	// HasCredit is false where no credit was ever booked: Voted and Amended are zero then and mean nothing.
	HasCredit bool
}

// Amounts are those of a year; each is nil where it is not known.
type Amounts struct{ Voted, Amended, Committed, Paid *money.Cents }

// Rates are amounts for each inhabitant, in cents; each is nil where the amount or the number of inhabitants is not known.
type Rates struct{ Target, Voted, Amended, Committed, Paid *Rate }

// A YearFigures is all that is known of a year of the growth path, on a day. What is nil was not known then.
type YearFigures struct {
	Year       int
	Population *Population
	// Target and what follows up to FallReason are those of the path; nil and empty where it does not have the year.
	Target     *Rate
	Status     Status
	Decision   Decision
	FallReason string
	// Amounts are those that were booked; see [YearCredit]. Voted and Amended are nil while no credit was booked, the others while nothing was.
	Amounts
	// Index is the year's price level.
	Index *PriceIndex
}

// Figures puts together what is known of each year of the path and of each year with money, the earliest first.
// Of each day and each year of an index the figure that counts is given once.
func Figures(path GrowthPath, populations []Population, indexes []PriceIndex, credits []YearCredit) []YearFigures {
	var all []YearFigures
	for _, y := range path.Years {
		target := y.Target
		all = append(all, YearFigures{Year: y.Year, Target: &target, Status: y.Status, Decision: y.Decision, FallReason: y.FallReason})
	}
	for _, c := range credits {
		at := slices.IndexFunc(all, func(f YearFigures) bool { return f.Year == c.Year })
		if at < 0 {
			at, all = len(all), append(all, YearFigures{Year: c.Year})
		}
		all[at].Amounts = c.amounts()
	}
	for i := range all {
		all[i].Population = populationOf(all[i].Year, populations)
		if at := slices.IndexFunc(indexes, func(x PriceIndex) bool { return x.Year == all[i].Year }); at >= 0 {
			all[i].Index = &indexes[at]
		}
	}
	slices.SortFunc(all, func(a, b YearFigures) int { return a.Year - b.Year })
	return all
}

func (c YearCredit) amounts() Amounts {
	a := Amounts{Committed: &c.Committed, Paid: &c.Paid}
	if c.HasCredit {
		a.Voted, a.Amended = &c.Voted, &c.Amended
	}
	return a
}

// populationOf returns the figure that a year is reckoned with: that of 1 January, or of the first day in the year that was counted. It is
// nil where there is none.
func populationOf(year int, all []Population) *Population {
	var first *Population
	for i, p := range all {
		if p.On.Year() == year && (first == nil || p.On < first.On) {
			first = &all[i]
		}
	}
	return first
}

// Rates returns the figures for each inhabitant, in the prices of the year itself.
func (f YearFigures) Rates() Rates { return f.rates(f.Target, f.Amounts) }

func (f YearFigures) rates(target *Rate, a Amounts) Rates {
	return Rates{Target: target, Voted: f.per(a.Voted), Amended: f.per(a.Amended), Committed: f.per(a.Committed), Paid: f.per(a.Paid)}
}

func (f YearFigures) per(amount *money.Cents) *Rate {
	if amount == nil || f.Population == nil {
		return nil
	}
	r, ok := PerInhabitant(*amount, f.Population.Inhabitants)
	if !ok {
		return nil
	}
	return &r
}

// In returns the amounts in the prices of the base's year: all nil where the year has no index.
func (f YearFigures) In(base PriceIndex) Amounts {
	return Amounts{Voted: f.constant(base, f.Voted), Amended: f.constant(base, f.Amended), Committed: f.constant(base, f.Committed), Paid: f.constant(base, f.Paid)}
}

// RatesIn returns the figures for each inhabitant in the prices of the base's year: all nil where the year has no index.
func (f YearFigures) RatesIn(base PriceIndex) Rates {
	return f.rates((*Rate)(f.constant(base, (*money.Cents)(f.Target))), f.In(base))
}

func (f YearFigures) constant(base PriceIndex, amount *money.Cents) *money.Cents {
	if amount == nil || f.Index == nil {
		return nil
	}
	c := f.Index.In(base, *amount)
	return &c
}

// BaseOf returns the index that constant prices are told in: that of the year, or of the last year before it that has one.
func BaseOf(all []YearFigures, year int) (PriceIndex, bool) {
	for _, f := range slices.Backward(all) {
		if f.Index != nil && f.Year <= year {
			return *f.Index, true
		}
	}
	return PriceIndex{}, false
}

// A Standing says how a year's credit keeps to its target.
type Standing string

// The standings. A year of which the credit, the target or the number of inhabitants is not known has no figure.
const (
	OnSchedule Standing = "on-schedule" // op schema
	Behind     Standing = "behind"      // achter
	Ahead      Standing = "ahead"       // voor
	NoFigure   Standing = "no-figure"   // geen cijfer
)

// Standing holds the amended credit for each inhabitant against the target, in the prices of the year itself.
func (f YearFigures) Standing() Standing {
	amended := f.per(f.Amended)
	switch {
	case amended == nil || f.Target == nil:
		return NoFigure
	case *amended < *f.Target:
		return Behind
	case *amended > *f.Target:
		return Ahead
	}
	return OnSchedule
}

// Why is the sentence that says why the year stands so.
func (f YearFigures) Why() string {
	switch f.Standing() {
	case NoFigure:
		return fmt.Sprintf("Voor %d is er %s.", f.Year, f.missing())
	case Behind:
		return fmt.Sprintf("Het krediet van %d is %v per inwoner: %v minder dan het streefcijfer van %v.", f.Year, *f.per(f.Amended), *f.Target-*f.per(f.Amended), *f.Target)
	case Ahead:
		return fmt.Sprintf("Het krediet van %d is %v per inwoner: %v meer dan het streefcijfer van %v.", f.Year, *f.per(f.Amended), *f.per(f.Amended)-*f.Target, *f.Target)
	}
	return fmt.Sprintf("Het krediet van %d is %v per inwoner, zoals het streefcijfer.", f.Year, *f.Target)
}

// missing lists what is not known: nog geen bevolkingscijfer en nog geen gestemd krediet.
func (f YearFigures) missing() string {
	var all []string
	if f.Population == nil || f.Population.Inhabitants <= 0 {
		all = append(all, "nog geen bevolkingscijfer")
	}
	if f.Amended == nil {
		all = append(all, "nog geen gestemd krediet")
	}
	if f.Target == nil {
		all = append(all, "geen streefcijfer")
	}
	if len(all) == 3 {
		return strings.Join(all[:2], ", ") + " en " + all[2]
	}
	return strings.Join(all, " en ")
}

// RequiredCredit is the credit that the rate asks for that many inhabitants, to the cent.
func RequiredCredit(rate Rate, inhabitants int) money.Cents {
	return money.Cents(rate) * money.Cents(inhabitants)
}

// A Simulation is an answer to: which credit is needed for that rate?
type Simulation struct {
	Rate        Rate
	Inhabitants int
	Credit      money.Cents
}

// Simulate reckons the credit for a rate and a number of inhabitants, and refuses what no city has.
func Simulate(rate Rate, inhabitants int) (Simulation, error) {
	var wrong fault.Fields
	checkRate(&wrong, "bedrag", rate)
	checkInhabitants(&wrong, inhabitants)
	if err := wrong.Err(); err != nil {
		return Simulation{}, err
	}
	return Simulation{Rate: rate, Inhabitants: inhabitants, Credit: RequiredCredit(rate, inhabitants)}, nil
}

// CheckAsOf refuses to show how things stand on a day that has yet to come. Zero stands for now.
func CheckAsOf(day, today calendar.Day) error {
	if day > today {
		return fault.Fields{{Name: "op", Sentence: "Deze dag moet nog komen. Kies vandaag of een dag ervoor."}}
	}
	return nil
}
