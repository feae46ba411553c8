package main

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"vriendenstad/internal/project"
)

// naiveSQL is the page of a search as one would write it first: find all, rank all, count all, group all, show twenty. It is exact, and what
// the portal's ways round it are held against.
const naiveSQL = `
	WITH hits AS MATERIALIZED (
	    SELECT id, facets, granted, granted_on, ts_rank(tsv, websearch_to_tsquery('nl', $1)) AS rank
	    FROM project WHERE tsv @@ websearch_to_tsquery('nl', $1) AND facets @> $2::integer[]),
	counts AS (SELECT facet, count(*) AS projects FROM hits, unnest(facets) AS facet GROUP BY facet),
	best AS (SELECT id, rank, granted_on FROM hits ORDER BY rank DESC, granted_on DESC, id DESC LIMIT 20)
	SELECT (SELECT count(*) FROM hits),
	       (SELECT coalesce(sum(granted), 0)::bigint FROM hits),
	       (SELECT count(*) FROM counts),
	       coalesce((SELECT json_agg(c) FROM counts c)::text, ''),
	       coalesce((SELECT json_agg(r ORDER BY b.rank DESC, b.granted_on DESC, b.id DESC)
	                 FROM best b JOIN LATERAL (
	                     SELECT slug, title, association_names, association_slugs, countries, city_name, city_slug, sdgs, kind, state,
	                            cost, granted, granted_on, in_kind
	                     FROM project WHERE id = b.id) r ON true)::text, '')`

// A naive page is what [naiveSQL] says to one question.
type naivePage struct {
	hits    int
	granted int64
}

func askNaive(ctx context.Context, pool *pgxpool.Pool, q question) (naivePage, error) {
	var page naivePage
	var facets int
	var counts, rows string
	err := pool.QueryRow(ctx, naiveSQL, q.words, q.facets()).Scan(&page.hits, &page.granted, &facets, &counts, &rows)
	return page, err
}

// A question is a search in words, narrowed to a facet where it has one.
type question struct {
	words  string
	narrow project.Filter
}

func (q question) filter() project.Filter {
	f := q.narrow
	f.Words = q.words
	return f
}

func (q question) facets() []project.Facet {
	return append([]project.Facet{}, q.narrow.Facets(0, 0)...)
}

// naively is the load of callers that ask the questions in turn, each from another place on.
func naively(pool *pgxpool.Pool, all []question, want []naivePage) load {
	return load{open: func(ctx context.Context, i int) (func() error, func() error, error) {
		n := i * len(all) / connections
		return func() error {
			n = (n + 1) % len(all)
			page, err := askNaive(ctx, pool, all[n])
			if err == nil && page != want[n] {
				err = fmt.Errorf("the naive page for %q changes from one time to the next", all[n].words)
			}
			return err
		}, func() error { return nil }, nil
	}}
}
