package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
)

// walked returns the page of a list with too many hits to fetch: it is read in its order from an index.
func (db *DB) walked(ctx context.Context, q question, from project.Cursor) (project.List, error) {
	rows, err := db.walk(ctx, q, from)
	if err != nil {
		return project.List{}, err
	}
	list := page(rows, from)
	if list.Total, err = db.counter(ctx, q); err != nil {
		return list, err
	}
	list.Counts, err = db.values(ctx, q, func(project.Dimension) bool { return true })
	if from == (project.Cursor{}) && len(list.Rows) > 0 {
		list.From = 1
	}
	return list, err
}

// page turns one more row than a page holds into the page and its neighbours.
func page(rows []project.Row, from project.Cursor) project.List {
	more := len(rows) > project.PageSize
	if more {
		rows = rows[:project.PageSize]
	}
	backwards := from.Before != 0
	if backwards {
		slices.Reverse(rows)
	}
	list := project.List{Rows: rows}
	if len(rows) == 0 {
		return list
	}
	if more || backwards {
		list.Next.After = rows[len(rows)-1].ID
	}
	if from.After != 0 || (backwards && more) {
		list.Previous.Before = rows[0].ID
	}
	return list
}

// walkFrom and walkTo hold the reading of an index in its order: at most so many rows, so that words or facets
// that stand far down end it and not the patience of the reader.
const (
	walkFrom = `SELECT ` + rowColumns + ` FROM (SELECT ` + rowColumns + `, facets, tsv FROM project
		WHERE granted_on >= @first AND granted_on < @end`
	walkTo = ` LIMIT 20000) walked WHERE true`
)

// sortFrom holds the other way: all that the facets and the words find, then sorted.
const sortFrom = `WITH found AS MATERIALIZED (SELECT ` + rowColumns + ` FROM project WHERE true`

// plainFrom holds the way for a list that nothing narrows but a year.
const plainFrom = `SELECT ` + rowColumns + ` FROM project WHERE granted_on >= @first AND granted_on < @end`

// sortable is how many rows are sorted rather than looked for in order.
const sortable = 10_000

func (db *DB) walk(ctx context.Context, q question, from project.Cursor) ([]project.Row, error) {
	by := orders[q.Sort]
	direction, beyond := by.forwards, by.after
	if from.Before != 0 {
		direction, beyond = by.backwards, by.before
	}
	args := pgx.StrictNamedArgs{}
	if from == (project.Cursor{}) {
		beyond = ""
	} else {
		key, err := db.key(ctx, q, from)
		if err != nil {
			return nil, err
		}
		args["key"], args["id"] = key, from.After+from.Before
	}
	const most = project.PageSize + 1
	args["most"] = most
	if q.tsquery == "" && len(q.facets) == 0 || q.onlyYear() {
		args["first"], args["end"] = q.period()
		return many[project.Row](ctx, db.Store, plainFrom+beyond+direction+` LIMIT @most`, args)
	}
	if total, err := db.counter(ctx, q); err != nil || !total.Exact || total.Projects > sortable {
		if err != nil {
			return nil, err
		}
		rows, err := db.inOrder(ctx, q, beyond, direction, args)
		if err != nil || len(rows) == most {
			return rows, err
		}
	}
	return db.sorted(ctx, q, beyond, direction, args)
}

// onlyYear says whether a year is all that narrows the list.
func (q question) onlyYear() bool { return q.tsquery == "" && len(q.facets) == 1 && q.Year != 0 }

// inOrder reads the index of the order until the page is full or too much was read.
func (db *DB) inOrder(ctx context.Context, q question, beyond, direction string, of pgx.StrictNamedArgs) ([]project.Row, error) {
	args := pgx.StrictNamedArgs{}
	for name, value := range of {
		args[name] = value
	}
	args["first"], args["end"] = q.period()
	sql := walkFrom
	if q.State != "" {
		sql += ` AND state = @state`
		args["state"] = q.State
	}
	sql += beyond + direction + walkTo
	if len(q.facets) > 0 {
		sql += ` AND facets @> @facets::integer[]`
		args["facets"] = q.facets
	}
	if q.tsquery != "" {
		sql += ` AND tsv @@ @words::tsquery`
		args["words"] = q.tsquery
	}
	return many[project.Row](ctx, db.searching(), sql+` LIMIT @most`, args)
}

// sorted finds everything first and sorts it.
func (db *DB) sorted(ctx context.Context, q question, beyond, direction string, args pgx.StrictNamedArgs) ([]project.Row, error) {
	sql := sortFrom
	if len(q.facets) > 0 {
		sql += ` AND facets @> @facets::integer[]`
		args["facets"] = q.facets
	}
	if q.tsquery != "" {
		sql += ` AND tsv @@ @words::tsquery`
		args["words"] = q.tsquery
	}
	return many[project.Row](ctx, db.searching(), sql+`) SELECT `+rowColumns+` FROM found WHERE true`+beyond+direction+` LIMIT @most`, args)
}

// key returns the sort key of the row that a page goes on from, and [fault.NotFound] where it is not in the list.
func (db *DB) key(ctx context.Context, q question, from project.Cursor) (any, error) {
	row, err := one[struct {
		GrantedOn calendar.Day
		Granted   money.Cents
		Title     string
		Facets    []project.Facet
	}](ctx, db.Store, `SELECT granted_on, granted, title, facets FROM project WHERE id = $1`, from.After+from.Before)
	if err != nil {
		return nil, err
	}
	if !holds(project.Hit{Facets: row.Facets}, q.facets) {
		return nil, fault.NotFound
	}
	switch q.Sort {
	case project.Highest, project.Lowest:
		return row.Granted, nil
	case project.ByTitle:
		return row.Title, nil
	}
	return row.GrantedOn, nil
}

// counter returns the total of a question without words from the counters. It is not exact where they do not know it.
func (db *DB) counter(ctx context.Context, q question) (project.Total, error) {
	if q.tsquery != "" {
		return project.Total{}, nil
	}
	if len(q.facets) == 1 {
		n := q.known[q.facets[0]]
		return project.Total{Projects: n.Projects, Granted: n.Granted, Exact: true}, nil
	}
	cell, ok := project.CellOf(q.facets)
	if !ok {
		return project.Total{}, nil
	}
	all, err := many[project.Total](ctx, db.Store, `SELECT projects, granted, true AS exact FROM project_count WHERE key = $1`, cell.Key())
	if err != nil || len(all) == 0 {
		return project.Total{Exact: err == nil}, err
	}
	return all[0], nil
}

// values returns the values that can be chosen in the dimensions asked for: with how many projects the list would then hold
// where the counters know it, and [project.Uncounted] otherwise.
func (db *DB) values(ctx context.Context, q question, asked func(project.Dimension) bool) ([]project.Count, error) {
	cell, celled := project.CellOf(q.facets)
	celled = celled && q.tsquery == ""
	var counts []project.Count
	var keys []int64
	var of []project.Facet
	for f, n := range q.known {
		d := f.Dimension()
		alone := len(q.facets) == 0 || (len(q.facets) == 1 && q.facets[0].Dimension() == d)
		switch {
		case !asked(d):
		case q.tsquery == "" && alone:
			counts = append(counts, project.Count{Facet: f, Projects: n.Projects})
		case celled && project.In(d):
			keys, of = append(keys, cell.With(f).Key()), append(of, f)
		default:
			counts = append(counts, project.Count{Facet: f, Projects: project.Uncounted})
		}
	}
	if len(keys) > 0 {
		cells, err := many[struct {
			Key      int64
			Projects int
		}](ctx, db.Store, `SELECT key, projects FROM project_count WHERE key = ANY($1)`, keys)
		if err != nil {
			return nil, err
		}
		for _, c := range cells {
			counts = append(counts, project.Count{Facet: of[slices.Index(keys, c.Key)], Projects: c.Projects})
		}
	}
	slices.SortFunc(counts, func(a, b project.Count) int { return int(a.Facet) - int(b.Facet) })
	return counts, nil
}
