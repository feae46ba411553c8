package sample

import (
	"context"
	"fmt"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/postgres"
)

// The growth path of the sample city is invented, and marked so. Its years are reckoned from that of seeding, which is the second.

// The targets in cents of the year before that of seeding, of the year itself, and of nine years after it: in equal steps, and as they are now.
var (
	equalTargets = []budget.Rate{125, 158, 190, 223, 255, 288, 320, 353, 385, 418, 450}
	pathTargets  = []budget.Rate{125, 150, 180, 210, 245, 280, 315, 350, 385, 420, 450}
)

// firstPathOn is the day on which the first version was registered.
func firstPathOn(today calendar.Day) calendar.Day { return today.AddMonths(-24) }

// secondPathOn is the day on which the second version was registered: in the last June before the day of seeding.
func secondPathOn(today calendar.Day) calendar.Day {
	on := calendar.Date(today.Year(), time.June, 19)
	if on > today {
		on = calendar.Date(today.Year()-1, time.June, 19)
	}
	return on
}

// paths returns two versions of the growth path: in equal steps at first, and since the last June slower in the beginning.
func paths(today calendar.Day) []budget.GrowthPath {
	year := today.Year()
	begun, changed := firstPathOn(today), secondPathOn(today)
	older := budget.GrowthPath{How: budget.InEqualSteps, Demo: true, RegisteredAt: begun.Start(), Decision: decided(begun, 1), DecidedOn: begun.AddDays(-4),
		Reason: "Het eerste groeipad: elk jaar evenveel erbij, tot het doel na tien jaar (fictief)."}
	newer := budget.GrowthPath{How: budget.ByHand, Demo: true, RegisteredAt: changed.Start(), Decision: decided(changed, 2), DecidedOn: changed.AddDays(-4),
		Reason: "In de eerste jaren stijgt het groeipad trager, in de laatste sneller. Het doel blijft hetzelfde (fictief)."}
	for i, target := range pathTargets {
		was := budget.PathYear{Year: year - 1 + i, Target: equalTargets[i], Status: budget.Proposed}
		is := budget.PathYear{Year: year - 1 + i, Target: target, Status: budget.Proposed}
		switch {
		case i == 0:
			was.Status, was.Decision = budget.Adopted, older.Decision
			is.Status, is.Decision = was.Status, was.Decision
			if changed.Year() == year { // the accounts of a year are made in the June after it
				is.Status, is.Decision = budget.Accounted, decided(changed, 3)
			}
		case i == 1:
			was.Status, was.Decision = budget.Adopted, older.Decision
			is.Status, is.Decision = budget.Amended, newer.Decision
		case i <= 6: // the years of the plan, of which the year of seeding is the first
			is.Status, is.Decision = budget.Adopted, newer.Decision
		}
		older.Years, newer.Years = append(older.Years, was), append(newer.Years, is)
	}
	return []budget.GrowthPath{older, newer}
}

// decided returns a number that no council gives, of the year of a day.
func decided(on calendar.Day, n int) budget.Decision {
	return budget.Decision(fmt.Sprintf("%d_GR_%05d", on.Year(), 99_000+n))
}

// indexes returns the price level of the years up to that of seeding.
func indexes(today calendar.Day) []budget.PriceIndex {
	var all []budget.PriceIndex
	points := []int{100_00, 102_40, 106_10, 110_00, 112_70, 115_00, 117_30}
	for i, p := range points {
		year := today.Year() - len(points) + 1 + i
		all = append(all, budget.PriceIndex{Year: year, Points: p, Source: madeUp, RegisteredAt: known(max(calendar.Date(year, time.February, 15), firstPathOn(today)), today), Demo: true})
	}
	return all
}

// globalLeuven is the page that the only real figures of another city come from; it does not say what they count.
const globalLeuven = "https://leuvenactueel.be/aanbevelingen-voor-een-mondiaal-beleid-in-leuven"

// peers returns the figures of other cities: two of Leuven from a source, and for the year before that of seeding demonstration figures, of which a few
// still wait to be checked.
func peers(today calendar.Day) []budget.PeerFigure {
	told := known(calendar.Date(today.Year(), time.March, 2), today)
	leuven := budget.PeerFigure{City: "Leuven", Scope: budget.UnknownScope, ScopeNote: "De bron zegt niet wat er meegeteld is.",
		Source: "Aanbevelingen voor een mondiaal beleid in Leuven (leuvenactueel.be)", SourceURL: globalLeuven, EnteredAt: told, CheckedAt: told}
	first, last := leuven, leuven
	first.Year, first.Rate = 2011, 119
	last.Year, last.Rate = 2017, 254
	all := []budget.PeerFigure{first, last}
	for _, p := range []struct {
		city        string
		inhabitants int
		rate        budget.Rate
		scope       budget.Scope
		waits       bool
	}{
		{"Gent", 263_927, 340, budget.AllWithStaff, false},
		{"Brugge", 118_656, 290, budget.AllWithoutStaff, false},
		{"Aalst", 87_332, 160, budget.AllWithoutStaff, false},
		{"Mechelen", 86_921, 310, budget.AllWithStaff, false},
		{"Hasselt", 78_714, 220, budget.AllWithoutStaff, false},
		{"Sint-Niklaas", 78_531, 300, budget.AllWithoutStaff, false},
		{"Kortrijk", 77_109, 240, budget.AllWithoutStaff, false},
		{"Oostende", 71_647, 270, budget.AllWithoutStaff, false},
		{"Genk", 66_447, 280, budget.AllWithStaff, false},
		{"Roeselare", 63_478, 260, budget.AllWithoutStaff, true},
		{"Turnhout", 0, 190, budget.AllWithoutStaff, true},
	} {
		f := budget.PeerFigure{City: p.city, Year: today.Year() - 1, Rate: p.rate, Inhabitants: p.inhabitants, Scope: p.scope, Source: madeUp, Demo: true, EnteredAt: told}
		if !p.waits {
			f.CheckedAt = told
		}
		all = append(all, f)
	}
	return all
}

// writeGrowth writes the growth path with all that it is reckoned with.
func (s Set) writeGrowth(ctx context.Context, tx postgres.Tx) error {
	for _, p := range s.Population {
		if err := tx.AddPopulation(ctx, p); err != nil {
			return fmt.Errorf("population on %v: %w", p.On, err)
		}
	}
	for seen, p := range s.Paths {
		version, err := tx.AddPath(ctx, seen, p)
		if err != nil {
			return fmt.Errorf("growth path %d: %w", seen+1, err)
		}
		_, err = tx.AddEntry(ctx, account.By{At: p.RegisteredAt}, "budget.path", fmt.Sprintf("path/%d", version), &audit.Detail{After: p.Years, Why: p.Reason})
		if err != nil {
			return err
		}
	}
	for _, i := range s.Indexes {
		if err := tx.AddPriceIndex(ctx, i); err != nil {
			return fmt.Errorf("price index of %d: %w", i.Year, err)
		}
	}
	for _, p := range s.Peers {
		if _, err := tx.AddPeer(ctx, p); err != nil {
			return fmt.Errorf("figure of %s: %w", p.City, err)
		}
	}
	return nil
}
