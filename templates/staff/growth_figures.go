package staff

import (
	"strconv"
	"time"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
)

// PopulationPage are the numbers of inhabitants, with the form in which one is added.
type PopulationPage struct {
	BudgetPowers
	// All are those that count, the latest day first.
	All   []budget.Population
	Typed form.Population
	Once  string
	Retry
	Told
}

// PricesPage are the price levels, with the form in which one is added.
type PricesPage struct {
	BudgetPowers
	// All are those that count, the latest year first.
	All   []budget.PriceIndex
	Typed form.PriceIndex
	Once  string
	Retry
	Told
}

// Told is a part of the record on the page of what it is about.
type Told struct {
	Trail []Entry
	// Older says that there is more, and Later that this is not its begin.
	Older, Later bool
}

// older leads to what was done before, empty where that is all.
func (t Told) older(at string) string {
	if !t.Older || len(t.Trail) == 0 {
		return ""
	}
	return link.TrailBefore(at, t.Trail[len(t.Trail)-1].ID)
}

// later leads to the newest, empty where this is it.
func (t Told) later(at string) string {
	if !t.Later {
		return ""
	}
	return link.TrailBefore(at, 0)
}

// SimulatorPage asks which credit a year needs, and answers.
type SimulatorPage struct {
	Typed form.Simulation
	// Answer is nil while nothing was asked that can be answered; Year is zero where none was asked.
	Answer *budget.Simulation
	Year   int
	// Target and Credit are what the path and the ledger have for the year; nil for nothing.
	Target *budget.Rate
	Credit *money.Cents
	// Latest is the last number of inhabitants that was counted, nil for none.
	Latest *budget.Population
	// Path are the years of the path with what each asks for at that number of inhabitants.
	Path []SimulatedYear
	Retry
}

// SimulatedYear is what a year of the path needs for a number of inhabitants.
type SimulatedYear struct {
	Year   int
	Target budget.Rate
	Needed money.Cents
}

// year writes which year it is about.
func (p SimulatorPage) year() string {
	if p.Year == 0 {
		return "een jaar"
	}
	return strconv.Itoa(p.Year)
}

// compared says how the answer compares with the credit that is there, empty where there is none.
func (p SimulatorPage) compared() string {
	if p.Credit == nil || p.Answer == nil {
		return ""
	}
	is := "Het krediet van " + p.year() + " is " + p.Credit.Short()
	switch d := *p.Credit - p.Answer.Credit; {
	case d < 0:
		return is + ": " + (-d).String() + " te weinig."
	case d > 0:
		return is + ": " + d.String() + " meer dan nodig."
	}
	return is + ": precies genoeg."
}

// promised says what the path has for the year, empty where it has nothing.
func (p SimulatorPage) promised() string {
	if p.Target == nil {
		return ""
	}
	said := "Het groeipad vraagt in " + p.year() + " " + p.Target.String() + " per inwoner"
	switch d := p.Answer.Rate - *p.Target; {
	case d < 0:
		return said + ": jij rekende " + (-d).String() + " lager."
	case d > 0:
		return said + ": jij rekende " + d.String() + " hoger."
	}
	return said + ", zoals je rekende."
}

func (p SimulatorPage) inhabitantsHint() string {
	if p.Latest == nil {
		return "Zoals 562.002. Er is nog geen bevolkingscijfer."
	}
	said := "Zoals 562.002. Het laatste cijfer: " + p.Latest.Named()
	if p.Latest.Demo {
		said += " (demonstratiecijfer)"
	}
	return said + "."
}

// registeredOn writes on which day a figure was registered.
func registeredOn(at time.Time) string {
	if at.IsZero() {
		return "bij het begin"
	}
	return calendar.DayOf(at).String()
}
