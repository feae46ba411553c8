package postgres

import (
	"context"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
)

// GrowthAtHome returns a year as the home page tells of it: with its credit and its inhabitants, and the last later year that the growth path has,
// in one question. What is not known of the year is nil, and the later year is nil where there is none. [Store.Growth] tells all there is.
func (s Store) GrowthAtHome(ctx context.Context, year int) (this budget.YearFigures, goal *budget.YearFigures, err error) {
	row, err := one[struct {
		Amended     *money.Cents
		On          calendar.Day
		Inhabitants int
		Source      string
		SourceURL   string
		Demo        bool
		GoalYear    int
		GoalTarget  budget.Rate
		GoalStatus  budget.Status
	}](ctx, s, `
		SELECT (SELECT sum(b.amount)::bigint FROM budget_entry b JOIN budget_envelope e ON e.id = b.envelope
		        WHERE e.year = $1 AND b.kind = 'credit') AS amended,
		       p.on_day AS "on", coalesce(p.inhabitants, 0) AS inhabitants, coalesce(p.source, '') AS source, coalesce(p.source_url, '') AS source_url,
		       coalesce(p.demo, false) AS demo, coalesce(g.year, 0) AS goal_year, coalesce(g.target, 0) AS goal_target, coalesce(g.status, '') AS goal_status
		FROM (SELECT) nothing
		LEFT JOIN LATERAL (SELECT on_day, inhabitants, source, source_url, demo FROM population
		                   WHERE on_day >= make_date($1, 1, 1) AND on_day < make_date($1 + 1, 1, 1)
		                   ORDER BY on_day, registered_at DESC, id DESC LIMIT 1) p ON true
		LEFT JOIN LATERAL (SELECT y.year, y.target, y.status FROM growth_path_year y
		                   WHERE y.version = (SELECT max(version) FROM growth_path) AND y.year > $1 ORDER BY y.year DESC LIMIT 1) g ON true`, year)
	if err != nil {
		return this, nil, err
	}
	this.Year, this.Amended = year, row.Amended
	if row.Inhabitants > 0 {
		this.Population = &budget.Population{On: row.On, Inhabitants: row.Inhabitants, Source: row.Source, SourceURL: row.SourceURL, Demo: row.Demo}
	}
	if row.GoalYear != 0 {
		goal = &budget.YearFigures{Year: row.GoalYear, Target: &row.GoalTarget, Status: row.GoalStatus}
	}
	return this, goal, nil
}
