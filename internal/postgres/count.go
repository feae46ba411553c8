package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/project"
)

// What the counters know of a question: of all projects, of what it narrows to where they count that together, and of each facet
// alone: of the associations those that are asked for, and the twelve with the most.
const counters = `
	SELECT 0 AS facet, projects, granted FROM project_count WHERE key = 0
	UNION ALL
	SELECT -1, projects, granted FROM project_count WHERE key = $2
	UNION ALL
	SELECT facet, projects, granted FROM facet_count WHERE facet < 7 << 24 OR facet = ANY($1)
	UNION ALL
	(SELECT facet, projects, granted FROM facet_count
	 WHERE facet >> 24 = 7 AND NOT facet = ANY($1) ORDER BY projects DESC, facet LIMIT 12)`

// The first two rows of [counters] are no facets.
const (
	ofAll   project.Facet = 0
	ofThese project.Facet = -1
)

// count asks the counters and, in the same go, what the words may stand for.
func (db *DB) count(ctx context.Context, q question) (question, error) {
	cell, _ := project.CellOf(q.facets)
	words := typedWords(q.Words)
	if len(words) == 0 {
		known, err := read(ctx, db.Store, readTally, counters, list(q.facets), cell.Key())
		return q.knowing(known), err
	}
	var known []facetTally
	var stems []stemRow
	both := &pgx.Batch{}
	both.Queue(counters, list(q.facets), cell.Key()).Query(into(&known, readTally))
	both.Queue(stemming, words).Query(into(&stems, pgx.RowToStructByNameLax[stemRow]))
	if err := db.together(ctx, both); err != nil {
		return q, err
	}
	q.stems = gather(stems)
	q.tsquery = tsquery(q.stems)
	return q.knowing(known), nil
}

// countAndWalk asks the counters and reads the rows of a plain list in one go, which is what is asked most.
func (db *DB) countAndWalk(ctx context.Context, q question, from project.Cursor) (question, []project.Row, error) {
	w, err := db.way(ctx, q, from)
	if err != nil {
		return q, nil, err
	}
	w.args["first"], w.args["end"] = q.period()
	var known []facetTally
	var rows []project.Row
	both := &pgx.Batch{}
	both.Queue(counters, []project.Facet{}, int64(0)).Query(into(&known, readTally))
	both.Queue(plainFrom+w.beyond+w.direction+` LIMIT @most`, w.args).Query(into(&rows, rowReader()))
	if err := db.together(ctx, both); err != nil {
		return q, nil, err
	}
	return q.knowing(known), rows, nil
}

// knowing returns the question with what the counters say.
func (q question) knowing(known []facetTally) question {
	q.known = make(map[project.Facet]facetTally, len(known))
	var these, all project.Total
	for _, n := range known {
		switch n.Facet {
		case ofAll:
			all = project.Total{Projects: n.Projects, Granted: n.Granted}
		case ofThese:
			these = project.Total{Projects: n.Projects, Granted: n.Granted}
		default:
			q.known[n.Facet] = n
		}
	}
	q.all, q.under = all.Projects, all.Projects
	_, together := project.CellOf(q.facets)
	for _, f := range q.facets {
		q.under = min(q.under, q.known[f].Projects)
	}
	if together {
		q.under = min(q.under, these.Projects)
	}
	switch {
	case q.Words != "":
	case len(q.facets) == 0:
		q.total, q.total.Exact = all, true
	case len(q.facets) == 1:
		alone := q.known[q.facets[0]]
		q.total = project.Total{Projects: alone.Projects, Granted: alone.Granted, Exact: true}
	case together:
		q.total, q.total.Exact = these, true
	}
	return q
}
