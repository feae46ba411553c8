package ui

import (
	"fmt"
	"slices"
	"strings"

	"vriendenstad/internal/budget"
)

// An EnvelopeGrid holds the envelopes of several years: the chart and the table under it are drawn from the same one.
type EnvelopeGrid struct {
	// Purposes are the kinds that occur, in the order of pages.
	Purposes []budget.Purpose
	// Years are those with money, the earliest first.
	Years []EnvelopeYear
}

// An EnvelopeYear is a year's envelopes in the order of the grid's purposes; one that the year does not have is nil.
type EnvelopeYear struct {
	Year      int
	Envelopes []*budget.Envelope
	Sum       budget.Sum
}

// GridOf puts envelopes in a grid. A year in which nothing was booked is left out, and so is a kind that has no envelope.
func GridOf(purposes []budget.Purpose, all []budget.Envelope) EnvelopeGrid {
	var g EnvelopeGrid
	years := map[int][]budget.Envelope{}
	for _, e := range all {
		years[e.Year] = append(years[e.Year], e)
	}
	for _, p := range purposes {
		if slices.ContainsFunc(all, func(e budget.Envelope) bool { return e.Kind == p.Kind }) {
			g.Purposes = append(g.Purposes, p)
		}
	}
	for year, envelopes := range years {
		y := EnvelopeYear{Year: year, Sum: budget.SumOf(envelopes), Envelopes: make([]*budget.Envelope, len(g.Purposes))}
		if y.Sum == (budget.Sum{}) {
			continue
		}
		for i, p := range g.Purposes {
			if at := slices.IndexFunc(envelopes, func(e budget.Envelope) bool { return e.Kind == p.Kind }); at >= 0 {
				y.Envelopes[i] = &envelopes[at]
			}
		}
		g.Years = append(g.Years, y)
	}
	slices.SortFunc(g.Years, func(a, b EnvelopeYear) int { return a.Year - b.Year })
	return g
}

// The panels of the chart keep their height, and all have the same scale.
const (
	panelHigh = 190.0
	panelHead = 30.0
	panelFoot = 162.0
)

// A panel is the part of the chart that one kind of envelope has.
type panel struct {
	budget.Purpose
	title, about string
	years        []panelYear
	lines        []gridLine
	hatch        string
}

type panelYear struct {
	name, x                 string
	credit, committed, paid *mark
	// amount is written above the first and the last bar.
	amount, amountX, amountY, anchor string
}

func panelsOf(g EnvelopeGrid) []panel {
	most := int64(1)
	for _, y := range g.Years {
		for _, e := range y.Envelopes {
			if e != nil {
				most = max(most, int64(e.Credit))
			}
		}
	}
	s := scaleOf(most, 3, panelHead, panelFoot)
	all := make([]panel, len(g.Purposes))
	for i, p := range g.Purposes {
		all[i] = panelOf(s, g, i)
		all[i].Purpose, all[i].hatch = p, "streep-"+string(p.Kind)
	}
	return all
}

func panelOf(s scale, g EnvelopeGrid, of int) panel {
	const whole, letters, narrow = .62, 34, 230
	p := panel{title: g.Purposes[of].Name + " per jaar"}
	for v := int64(0); v <= s.top; v += s.step {
		p.lines = append(p.lines, gridLine{y: tenth(s.y(v)), zero: v == 0})
	}
	n := len(g.Years)
	every := (letters*n + narrow - 1) / narrow
	var said []string
	for i, year := range g.Years {
		y := panelYear{x: middle(i, n)}
		if (n-1-i)%max(every, 1) == 0 {
			y.name = yearOf(year.Year)
		}
		if e := year.Envelopes[of]; e != nil {
			y.credit, y.committed, y.paid = s.bar(i, n, whole, (*int64)(&e.Credit)), s.bar(i, n, whole, (*int64)(&e.Committed)), s.bar(i, n, whole, (*int64)(&e.Paid))
			said = append(said, fmt.Sprintf("%d: krediet %v, vastgelegd %v, betaald %v.", e.Year, e.Credit, e.Committed, e.Paid))
			if i == n-1 || i == 0 && n > 2 {
				y.amount, y.amountY = e.Credit.Short(), tenth(s.y(int64(e.Credit))-7)
				y.amountX, y.anchor = percent((float64(i)+.5-whole/2)/float64(n)), "start"
				if i == n-1 {
					y.amountX, y.anchor = percent((float64(i)+.5+whole/2)/float64(n)), "end"
				}
			}
		}
		p.years = append(p.years, y)
	}
	p.about = strings.Join(said, " ")
	return p
}
