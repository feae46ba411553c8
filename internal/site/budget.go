package site

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
	"vriendenstad/templates/ui"
)

// HomeCity is what our own city is called among the others.
const homeCity = "Antwerpen"

// The budget shows the growth path and where the money goes, now or as it stood at the end of a day.
func (s *Site) budget(w http.ResponseWriter, r *http.Request) error {
	query := form.ReadQuery(queryOf(r))
	constant := form.OneOf(query, "prijzen", []string{link.ConstantPrices}) != ""
	page := public.BudgetPage{Today: calendar.DayOf(nowOf(r)), Typed: query.Text("op"), Constant: constant, Demo: s.invented(r)}
	if err := query.Err(); err != nil {
		return err
	}
	on, err := asOf(page.Typed, page.Today)
	wrong, status := refusal(w, r, err)
	switch {
	case status != 0:
		page.Wrong = wrong
	case err != nil:
		return err
	default:
		status, page.On = http.StatusOK, on
	}
	if err := s.fillBudget(r.Context(), &page); err != nil {
		return err
	}
	if status == http.StatusOK {
		knownAs(r, link.BudgetAsOf(page.On, constant))
	}
	return s.show(w, r, status, budgetHead(page), public.Budget(page))
}

// asOf reads the day that is asked for, zero for none, and refuses what is no day or has yet to come.
func asOf(typed string, today calendar.Day) (calendar.Day, error) {
	if strings.TrimSpace(typed) == "" {
		return 0, nil
	}
	day, err := calendar.ParseDay(typed)
	if err != nil {
		return 0, fault.Fields{{Name: "op", Sentence: err.Error() + "."}}
	}
	return day, budget.CheckAsOf(day, today)
}

func budgetHead(page public.BudgetPage) layout.Head {
	return layout.Head{
		Title:       "Budget en groeipad",
		Description: "Hoeveel Antwerpen per inwoner uittrekt voor internationale solidariteit, wat het groeipad belooft, waar het geld naartoe gaat en hoe andere steden het doen.",
		Section:     layout.Budget,
		Crumbs:      []layout.Crumb{{Label: "Budget"}},
		NoIndex:     !page.On.IsZero() || page.Constant,
	}
}

func (s *Site) fillBudget(ctx context.Context, page *public.BudgetPage) error {
	growth, err := s.db.Growth(ctx, page.On)
	if err != nil {
		return err
	}
	page.Path = growth.Path
	if page.Years, err = s.db.BudgetYears(ctx); err != nil {
		return err
	}
	day := page.Today
	if !page.On.IsZero() {
		day = page.On
	}
	page.Rows, page.Base = growthRows(growth, day, page.Constant)
	for i, row := range page.Rows {
		if hasYear(page.Years, row.Year) {
			page.Rows[i].Href = link.BudgetYear(row.Year)
		}
	}
	versions, err := s.db.PathVersions(ctx)
	if err != nil {
		return err
	}
	for _, v := range versions {
		if v.Version <= growth.Path.Version {
			page.Versions = append(page.Versions, v.GrowthPath)
		}
	}
	if err := s.fillEnvelopes(ctx, page); err != nil {
		return err
	}
	if !page.On.IsZero() {
		if page.Since, err = s.since(ctx, page.On, growth, versions); err != nil {
			return err
		}
	}
	return s.fillPeers(ctx, page)
}

// growthRows returns the rows of the page and of the downloads. The base is nil where the amounts are those of each year, or no index is known.
func growthRows(g postgres.Growth, on calendar.Day, constant bool) ([]ui.GrowthRow, *budget.PriceIndex) {
	if !constant {
		return ui.GrowthRows(g.Years, on, nil), nil
	}
	base, ok := budget.BaseOf(g.Years, on.Year())
	if !ok {
		return ui.GrowthRows(g.Years, on, &budget.PriceIndex{}), nil
	}
	return ui.GrowthRows(g.Years, on, &base), &base
}

func hasYear(all []budget.Year, year int) bool {
	return slices.ContainsFunc(all, func(y budget.Year) bool { return y.Year == year })
}

func (s *Site) fillEnvelopes(ctx context.Context, page *public.BudgetPage) error {
	purposes, err := s.db.Purposes(ctx)
	if err != nil {
		return err
	}
	var all []budget.Envelope
	if page.On.IsZero() {
		all, err = s.db.Envelopes(ctx, budget.FirstYear, budget.LastYear)
	} else {
		all, err = s.db.EnvelopesAsOf(ctx, page.On.AddDays(1).Start())
	}
	page.Grid = ui.GridOf(purposes, all)
	return err
}

// fillPeers fills in the figures of other cities that were published on the page's day, with our own beside them.
func (s *Site) fillPeers(ctx context.Context, page *public.BudgetPage) error {
	var all []budget.PeerFigure
	var err error
	if page.On.IsZero() {
		all, err = s.db.Peers(ctx)
	} else {
		all, err = s.peersOn(ctx, page.On)
	}
	if err != nil {
		return err
	}
	for _, row := range page.Rows {
		if own, ok := budget.OwnFigure(homeCity, row.YearFigures); ok {
			own.Demo = own.Demo || slices.ContainsFunc(page.Years, func(y budget.Year) bool { return y.Year == row.Year && y.Demo })
			all = append(all, own)
		}
	}
	page.Rankings, page.Apart = budget.Ranked(all)
	return nil
}

// peersOn returns the figures that were published at the end of a day.
func (s *Site) peersOn(ctx context.Context, day calendar.Day) ([]budget.PeerFigure, error) {
	rows, err := s.db.AllPeers(ctx)
	if err != nil {
		return nil, err
	}
	end := day.AddDays(1).Start()
	var all []budget.PeerFigure
	for _, p := range rows {
		stood := p.WithdrawnAt.IsZero() || !p.WithdrawnAt.Before(end)
		if stood && !p.CheckedAt.IsZero() && p.CheckedAt.Before(end) {
			p.WithdrawnAt = time.Time{} // it came later
			all = append(all, p.PeerFigure)
		}
	}
	return all, nil
}
