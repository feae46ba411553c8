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

// walked returns the page of a list with too many hits to fetch, of which the rows were read in its order from an index.
func (db *DB) walked(ctx context.Context, q question, from project.Cursor, rows []project.Row) (project.List, error) {
	list := page(rows, from)
	list.Total = q.total
	var err error
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

// sortable is how many rows are at most sorted rather than looked for in order.
const sortable = 10_000

// sortable says whether finding all and sorting them reads fewer rows than looking for a page in order, where one in so many fits. How
// many hold several words at once is a guess, and where it is wrong, what was walked past is lost: so those are sorted sooner.
func (q question) sortable() bool {
	const several = 4
	expected := q.narrowed()
	if len(q.stems) >= several {
		return expected <= 2*sortable
	}
	return expected <= sortable && expected*expected <= pageAndOne*q.all
}

// pageAndOne is how many rows are read for a page: one more says that there is a next.
const pageAndOne = project.PageSize + 1

// A way is how the rows of a page are read: beyond a row, in a direction, with its arguments.
type way struct {
	beyond, direction string
	args              pgx.StrictNamedArgs
}

// way looks up where the page begins.
func (db *DB) way(ctx context.Context, q question, from project.Cursor) (way, error) {
	by := orders[q.Sort]
	w := way{beyond: by.after, direction: by.forwards, args: pgx.StrictNamedArgs{"most": pageAndOne}}
	if from.Before != 0 {
		w.beyond, w.direction = by.before, by.backwards
	}
	if from == (project.Cursor{}) {
		w.beyond = ""
		return w, nil
	}
	key, err := db.key(ctx, q, from)
	w.args["key"], w.args["id"] = key, from.After+from.Before
	return w, err
}

// plain says whether nothing narrows the list.
func (q question) plain() bool { return q.Words == "" && !q.nothing && len(q.facets) == 0 }

// ofAYear says whether a year alone narrows the list.
func (q question) ofAYear() bool { return q.Words == "" && len(q.facets) == 1 && q.Year != 0 }

// walk reads the rows of a list that is not plain.
func (db *DB) walk(ctx context.Context, q question, from project.Cursor) ([]project.Row, error) {
	w, err := db.way(ctx, q, from)
	if err != nil {
		return nil, err
	}
	if q.ofAYear() {
		w.args["first"], w.args["end"] = q.period()
		return read(ctx, db.Store, rowReader(), plainFrom+w.beyond+w.direction+` LIMIT @most`, w.args)
	}
	if !q.sortable() {
		rows, err := db.inOrder(ctx, q, w.beyond, w.direction, w.args)
		if err != nil || len(rows) == pageAndOne {
			return rows, err
		}
	}
	return db.sorted(ctx, q, w.beyond, w.direction, w.args)
}

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
	return read(ctx, db.searching(), rowReader(), sql+` LIMIT @most`, args)
}

// sorted finds everything first and sorts it.
func (db *DB) sorted(ctx context.Context, q question, beyond, direction string, args pgx.StrictNamedArgs) ([]project.Row, error) {
	sql := sortFrom + q.narrowing(q.facets, args)
	return read(ctx, db.searching(), rowReader(), sql+`) SELECT `+rowColumns+` FROM found WHERE true`+beyond+direction+` LIMIT @most`, args)
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
