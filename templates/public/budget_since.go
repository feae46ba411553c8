package public

import (
	"fmt"
	"slices"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// Since is what was registered after the day that a page shows.
type Since struct {
	// Versions are those of the path, the earliest first, each with what it changed.
	Versions []VersionSince
	// Credits are the decisions on credit and the transfers, the earliest first.
	Credits []CreditSince
	// Populations are the figures that came, or came anew.
	Populations []budget.Population
	// Moved is what was committed and paid since, by year.
	Moved []MovedSince
}

// Nothing says that nothing was registered since.
func (s Since) Nothing() bool {
	return len(s.Versions)+len(s.Credits)+len(s.Populations)+len(s.Moved) == 0
}

// A VersionSince is a later version of the path.
type VersionSince struct {
	budget.GrowthPath
	Changes []budget.PathChange
}

// A CreditSince is a decision on a year's credit, or a transfer.
type CreditSince struct {
	Year     int
	Decision budget.Decision
	// What says what was done, with the envelopes; Amount is what it did to the credit of the year, zero for a transfer within it.
	What       string
	Amount     money.Cents
	On         calendar.Day
	Registered calendar.Day
}

// A MovedSince is how much more was committed and paid of a year.
type MovedSince struct {
	Year            int
	Committed, Paid money.Cents
}

// MovedBetween compares what was committed and paid on a day with what is now. Years in which nothing moved are left out.
func MovedBetween(then, now []budget.YearFigures) []MovedSince {
	amount := func(c *money.Cents) money.Cents {
		if c == nil {
			return 0
		}
		return *c
	}
	var all []MovedSince
	for _, n := range now {
		m := MovedSince{Year: n.Year, Committed: amount(n.Committed), Paid: amount(n.Paid)}
		if at := slices.IndexFunc(then, func(f budget.YearFigures) bool { return f.Year == n.Year }); at >= 0 {
			m.Committed -= amount(then[at].Committed)
			m.Paid -= amount(then[at].Paid)
		}
		if m.Committed != 0 || m.Paid != 0 {
			all = append(all, m)
		}
	}
	return all
}

func (m MovedSince) String() string {
	var parts []string
	if m.Committed != 0 {
		parts = append(parts, more(m.Committed)+" vastgelegd")
	}
	if m.Paid != 0 {
		parts = append(parts, more(m.Paid)+" betaald")
	}
	return fmt.Sprintf("%d: %s.", m.Year, listed(parts))
}

// more writes a difference: € 5.000 meer, € 200 minder.
func more(c money.Cents) string {
	if c < 0 {
		return (-c).Short() + " minder"
	}
	return c.Short() + " meer"
}

// changeText says what a version made of a year: 2027: van € 2,10 naar € 2,20 per inwoner.
func changeText(c budget.PathChange) string {
	switch {
	case c.Old == nil:
		return fmt.Sprintf("%d kwam erbij: %v per inwoner", c.Year, c.New.Target)
	case c.New == nil:
		return fmt.Sprintf("%d viel weg: het was %v per inwoner", c.Year, c.Old.Target)
	case c.Old.Target == c.New.Target:
		return fmt.Sprintf("%d blijft %v per inwoner, nu %s", c.Year, c.New.Target, statusWords(*c.New))
	}
	text := fmt.Sprintf("%d: van %v naar %v per inwoner, %s", c.Year, c.Old.Target, c.New.Target, statusWords(*c.New))
	if c.New.FallReason != "" {
		text += ". Reden van de daling: " + c.New.FallReason
	}
	return text
}

// statusWords says how firm a target is, with its decision.
func statusWords(y budget.PathYear) string {
	if y.Decision == "" {
		return ui.TargetLabel(y.Status)
	}
	return ui.TargetLabel(y.Status) + " met besluit " + string(y.Decision)
}
