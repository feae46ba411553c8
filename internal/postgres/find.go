package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/association"
	"vriendenstad/internal/city"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/project"
)

// Projects returns one page of the projects that answer the filter.
//
// Up to [project.Cap] hits everything is exact: they are fetched and counted. Above it the list is read in its order from an
// index, as far as the page needs; without words the counters still know the total (decision 10). A cursor that points to
// nothing in this list is [fault.NotFound].
func (db *DB) Projects(ctx context.Context, f project.Filter, from project.Cursor) (project.List, error) {
	q, err := db.lookUp(ctx, f)
	if err != nil {
		return project.List{}, err
	}
	var rows []project.Row
	if q.plain() {
		q, rows, err = db.countAndWalk(ctx, q, from)
	} else {
		q, err = db.count(ctx, q)
	}
	if err != nil {
		return project.List{}, err
	}
	if q.nothing || q.found() == 0 {
		return db.nothing(ctx, q)
	}
	if q.least() <= project.Cap && !q.onlyTogether() {
		if hits, err := db.upToCap(ctx, q, nil, q.found()); err != nil {
			return project.List{}, err
		} else if hits != nil {
			return db.counted(ctx, q, hits, q.facets, from)
		}
	}
	if len(q.facets) > 0 {
		if hits, err := db.upToCap(ctx, q, q.facets, q.narrowed()); err != nil {
			return project.List{}, err
		} else if hits != nil {
			return db.countedNarrow(ctx, q, hits, from)
		}
	}
	if !q.plain() {
		if rows, err = db.walk(ctx, q, from); err != nil {
			return project.List{}, err
		}
	}
	return db.walked(ctx, q, from, rows)
}

// ask looks up what the filter names, and what the counters know of it.
func (db *DB) ask(ctx context.Context, f project.Filter) (question, error) {
	q, err := db.lookUp(ctx, f)
	if err != nil {
		return q, err
	}
	return db.count(ctx, q)
}

// lookUp finds what the filter names.
func (db *DB) lookUp(ctx context.Context, f project.Filter) (question, error) {
	q := question{Filter: f}
	of, err := idOf[association.ID](ctx, db.Store, `SELECT id FROM association WHERE slug = $1 AND standing = 'verified'`, f.Association)
	if err != nil {
		return q, err
	}
	in, err := idOf[city.ID](ctx, db.Store, `SELECT id FROM partner_city WHERE slug = $1`, f.City)
	if err != nil {
		return q, err
	}
	q.nothing = (f.Association != "" && of == 0) || (f.City != "" && in == 0)
	q.facets = f.Facets(of, in)
	return q, nil
}

// idOf returns the number of the thing of that slug, and zero for no slug or no such thing.
func idOf[ID ~int64](ctx context.Context, s Store, sql, slug string) (ID, error) {
	if slug == "" {
		return 0, nil
	}
	all, err := values[ID](ctx, s, sql, slug)
	if err != nil || len(all) == 0 {
		return 0, err
	}
	return all[0], nil
}

// upToCap returns the hits where there are no more than [project.Cap], and nil where there are more. What is expected is most
// often right within a factor of two; between the cap and that, they are counted before they are fetched, unless there are so many
// words that finding is what costs.
func (db *DB) upToCap(ctx context.Context, q question, facets []project.Facet, expected int) ([]project.Hit, error) {
	if expected > 2*project.Cap || q.total.Exact && expected > project.Cap {
		return nil, nil
	}
	if expected > project.Cap && len(q.stems) < 2 {
		if n, err := db.probe(ctx, q, facets); err != nil || n > project.Cap {
			return nil, err
		}
	}
	hits, err := db.hits(ctx, q, facets)
	if err != nil || len(hits) > project.Cap {
		return nil, err
	}
	return list(hits), nil
}

// probe counts what holds the words and the facets, up to one more than [project.Cap].
func (db *DB) probe(ctx context.Context, q question, facets []project.Facet) (int, error) {
	args := pgx.StrictNamedArgs{}
	return value[int](ctx, db.searching(),
		`SELECT count(*) FROM (SELECT FROM project WHERE true`+q.narrowing(facets, args)+` LIMIT 1001) those`, args)
}

// hits returns at most one more than [project.Cap] of the projects that hold the words and the facets, in the filter's order.
func (db *DB) hits(ctx context.Context, q question, facets []project.Facet) ([]project.Hit, error) {
	args := pgx.StrictNamedArgs{}
	order := orders[q.Sort].forwards
	sql := hitsFrom
	if q.Sort == project.Newest && q.tsquery != "" {
		sql, order = rankedFrom, bestFirst
	}
	return read(ctx, db.searching(), hitReader(), sql+q.narrowing(facets, args)+hitsTo+order, args)
}

// hitsFrom, or rankedFrom where the best come first, and hitsTo hold the fetching of hits, one more than the cap at most: they are
// found first and sorted then, whatever the planner thinks of them, for the limit stands between.
const (
	hitsFrom   = `SELECT id, facets, granted FROM (SELECT id, facets, granted, granted_on, title FROM project WHERE true`
	rankedFrom = `SELECT id, facets, granted FROM (
		SELECT id, facets, granted, granted_on, ts_rank(tsv, @words::tsquery) AS rank FROM project WHERE true`
	hitsTo = ` LIMIT 1001) hits`
)

// searching returns the store that asks on the search pool.
func (db *DB) searching() Store { return Store{q: db.search, deadline: searchDeadline} }

// counted returns the page of a list of which every hit was fetched.
func (db *DB) counted(ctx context.Context, q question, hits []project.Hit, wanted []project.Facet, from project.Cursor) (project.List, error) {
	total, counts := project.Tally(hits, wanted)
	if total.Projects == 0 {
		return project.List{Total: total, Counts: counts, Without: without(hits, wanted)}, nil
	}
	hits = slices.DeleteFunc(hits, func(h project.Hit) bool { return !holds(h, wanted) })
	list, ids, err := place(hits, from)
	if err != nil {
		return list, err
	}
	list.Total, list.Counts = total, counts
	list.Rows, err = db.rows(ctx, ids)
	return list, err
}

// without returns what the lists would hold that ask for one of the facets less.
func without(hits []project.Hit, wanted []project.Facet) map[project.Dimension]project.List {
	lists := map[project.Dimension]project.List{}
	for i, f := range wanted {
		total, counts := project.Tally(hits, slices.Delete(slices.Clone(wanted), i, i+1))
		lists[f.Dimension()] = project.List{Total: total, Counts: counts}
	}
	return lists
}

// countedNarrow returns the page of a list that is few only because of its facets: of the other values of these facets
// the counters know the number where there are no words.
func (db *DB) countedNarrow(ctx context.Context, q question, hits []project.Hit, from project.Cursor) (project.List, error) {
	list, err := db.counted(ctx, q, hits, nil, from)
	if err != nil {
		return list, err
	}
	chosen := func(d project.Dimension) bool {
		return slices.ContainsFunc(q.facets, func(f project.Facet) bool { return f.Dimension() == d })
	}
	list.Counts = slices.DeleteFunc(list.Counts, func(c project.Count) bool { return chosen(c.Facet.Dimension()) })
	others, err := db.values(ctx, q, chosen)
	if err != nil {
		return list, err
	}
	for _, f := range q.facets {
		others = slices.DeleteFunc(others, func(c project.Count) bool { return c.Facet == f })
		list.Counts = append(list.Counts, project.Count{Facet: f, Projects: list.Total.Projects})
	}
	list.Counts = append(list.Counts, others...)
	return list, nil
}

func holds(h project.Hit, wanted []project.Facet) bool {
	for _, w := range wanted {
		if !slices.Contains(h.Facets, w) {
			return false
		}
	}
	return true
}

// place cuts the page out of all hits.
func place(hits []project.Hit, from project.Cursor) (project.List, []project.ID, error) {
	start := 0
	at := func(id project.ID) int {
		return slices.IndexFunc(hits, func(h project.Hit) bool { return h.ID == id })
	}
	switch {
	case from.After != 0:
		start = at(from.After) + 1
		if start == 0 {
			return project.List{}, nil, fault.NotFound
		}
	case from.Before != 0:
		end := at(from.Before)
		if end < 0 {
			return project.List{}, nil, fault.NotFound
		}
		start = max(0, end-project.PageSize)
	}
	page := hits[start:min(len(hits), start+project.PageSize)]
	var list project.List
	if len(page) > 0 {
		list.From = start + 1
		if start > 0 {
			list.Previous.Before = page[0].ID
		}
		if start+len(page) < len(hits) {
			list.Next.After = page[len(page)-1].ID
		}
	}
	ids := make([]project.ID, len(page))
	for i, h := range page {
		ids[i] = h.ID
	}
	return list, ids, nil
}

// rows returns the rows of these projects, in this order.
func (s Store) rows(ctx context.Context, ids []project.ID) ([]project.Row, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return read(ctx, s, rowReader(), `
		SELECT `+rowColumns+` FROM project WHERE id = ANY($1) ORDER BY array_position($1, id)`, ids)
}

// nothing returns the empty list, with a suggestion where a word was mistyped and with the values that could be chosen instead.
func (db *DB) nothing(ctx context.Context, q question) (project.List, error) {
	list := project.List{Total: project.Total{Exact: true}, NoWords: q.Words != "" && len(q.stems) == 0}
	var err error
	if len(q.stems) > 0 {
		list.Suggestion, err = db.suggest(ctx, q.stems)
	}
	return list, err
}
