package public

import (
	"fmt"
	"slices"
	"strconv"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// ranked are the rankings that compare at least two cities: one city alone stands apart.
func (p BudgetPage) ranked() []budget.Ranking {
	return slices.DeleteFunc(slices.Clone(p.Rankings), func(r budget.Ranking) bool { return len(r.Places) < 2 })
}

// A lonely figure is one that nothing is compared with, and why.
type lonely struct {
	budget.PeerFigure
	why string
}

func (p BudgetPage) lonely() []lonely {
	var all []lonely
	for _, r := range p.Rankings {
		if len(r.Places) < 2 {
			for _, one := range r.Places {
				all = append(all, lonely{one.PeerFigure, fmt.Sprintf("Er is geen ander cijfer van %d dat hetzelfde telt.", r.Year)})
			}
		}
	}
	for _, one := range p.Apart {
		why := "De bron zegt niet wat er meetelt."
		if one.ScopeNote != "" {
			why = one.ScopeNote
		}
		all = append(all, lonely{one, why})
	}
	slices.SortStableFunc(all, func(a, b lonely) int {
		if a.City != b.City {
			if a.City < b.City {
				return -1
			}
			return 1
		}
		return a.Year - b.Year
	})
	return all
}

// rankingTitle names what is compared: 2025, alle middelen, zonder personeel.
func rankingTitle(r budget.Ranking) string {
	return strconv.Itoa(r.Year) + ", " + ui.ScopeLabel(r.Scope)
}

func rankingDemo(r budget.Ranking) bool {
	return slices.ContainsFunc(r.Places, func(p budget.Place) bool { return p.Demo })
}

// stems are a ranking as the chart draws it.
func stems(r budget.Ranking) []ui.Stem {
	all := make([]ui.Stem, len(r.Places))
	for i, p := range r.Places {
		all[i] = ui.Stem{Name: p.City, Value: p.Rate.String(), Amount: int64(p.Rate), Own: p.Own, Place: p.Place}
	}
	return all
}

// inhabitantsOf says with how many inhabitants a figure was reckoned.
func inhabitantsOf(p budget.PeerFigure) string {
	if p.Inhabitants == 0 {
		return "niet bekend"
	}
	return money.Count(p.Inhabitants)
}

func scopeOf(p budget.PeerFigure) string {
	if p.ScopeNote == "" {
		return ui.ScopeLabel(p.Scope)
	}
	return ui.ScopeLabel(p.Scope) + ": " + p.ScopeNote
}

// peerRows is the page on which our own city's figure is explained.
func peerRows(p budget.PeerFigure) string { return link.BudgetYear(p.Year) }
