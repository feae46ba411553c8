package postgres

import (
	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// rowColumns are what a list shows of a project, in the order of [lineReader.row].
const rowColumns = `id, slug, title, association_names, association_slugs, countries, city_name, city_slug, sdgs, kind, state,
	cost, granted, granted_on, in_kind`

// lineColumns are all of a project that a download holds, in the order of [lineReader.row] and [lineReader.rest].
const lineColumns = rowColumns + `, number, place, sector, first_day, last_day, decision, demo,
	ARRAY(SELECT basis_points FROM project_country c WHERE c.project = project.id ORDER BY position) AS basis_points`

// A lineReader reads rows and lines by the places of their columns: a download has a million, each of 23 columns. It is for one
// query at a time.
type lineReader struct {
	countries []string
	sdgs      []int16
	points    []int32
	to        []any
}

// row aims at the columns of [rowColumns].
func (l *lineReader) row(r *project.Row) {
	l.to = append(l.to[:0], (*int64)(&r.ID), &r.Slug, &r.Title, &r.AssociationNames, &r.AssociationSlugs, &l.countries, &r.CityName,
		&r.CitySlug, &l.sdgs, (*string)(&r.Kind), (*string)(&r.State), (*int64)(&r.Cost), (*int64)(&r.Granted), &r.GrantedOn, &r.InKind)
}

// rest aims at what [lineColumns] has beyond them.
func (l *lineReader) rest(r *project.Line) {
	l.to = append(l.to, &r.Number, &r.Place, (*int)(&r.Sector), &r.FirstDay, &r.LastDay, &r.Decision, &r.Demo, &l.points)
}

// finish gives a row what came as plain words and numbers.
func (l *lineReader) finish(r *project.Row) {
	r.Countries = make([]world.Code, len(l.countries))
	for i, code := range l.countries {
		r.Countries[i] = world.Code(code)
	}
	r.SDGs = make([]world.SDG, len(l.sdgs))
	for i, goal := range l.sdgs {
		r.SDGs[i] = world.SDG(goal)
	}
}

// rowReader returns what reads the rows of a list.
func rowReader() pgx.RowToFunc[project.Row] {
	l := &lineReader{}
	return func(from pgx.CollectableRow) (project.Row, error) {
		var r project.Row
		l.row(&r)
		if err := from.Scan(l.to...); err != nil {
			return r, err
		}
		l.finish(&r)
		return r, nil
	}
}

// lines returns what reads the lines of a download.
func lines() pgx.RowToFunc[project.Line] {
	l := &lineReader{}
	return func(from pgx.CollectableRow) (project.Line, error) {
		var r project.Line
		l.row(&r.Row)
		l.rest(&r)
		if err := from.Scan(l.to...); err != nil {
			return r, err
		}
		l.finish(&r.Row)
		r.BasisPoints = make([]int, len(l.points))
		for i, n := range l.points {
			r.BasisPoints[i] = int(n)
		}
		return r, nil
	}
}
