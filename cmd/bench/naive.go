package main

import (
	"context"
	"fmt"
	"regexp"
	"strconv"

	"github.com/jackc/pgx/v5/pgxpool"

	"vriendenstad/internal/postgres"
	"vriendenstad/internal/project"
)

// naiveSQL is the page of a search as one would write it first: find all, rank all, count all, group all, show twenty. It is exact,
// and what the portal's ways round it are held against. It asks for the very words that the portal asks for.
const naiveSQL = `
	WITH hits AS MATERIALIZED (
	    SELECT id, facets, granted, granted_on, ts_rank(tsv, $1::tsquery) AS rank
	    FROM project WHERE tsv @@ $1::tsquery AND facets @> $2::integer[]),
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

// askNaive asks for the words as the server reads them.
func askNaive(ctx context.Context, pool *pgxpool.Pool, words string, q question) (naivePage, error) {
	var page naivePage
	var facets int
	var counts, rows string
	err := pool.QueryRow(ctx, naiveSQL, words, q.facets()).Scan(&page.hits, &page.granted, &facets, &counts, &rows)
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
func naively(pool *pgxpool.Pool, all []question, words []string, want []naivePage) load {
	return load{open: func(ctx context.Context, i int) (func() error, func() error, error) {
		n := i * len(all) / connections
		return func() error {
			n = (n + 1) % len(all)
			page, err := askNaive(ctx, pool, words[n], all[n])
			if err == nil && page != want[n] {
				err = fmt.Errorf("the naive page for %q changes from one time to the next", all[n].words)
			}
			return err
		}, func() error { return nil }, nil
	}}
}

// wordsAsked returns the words as the portal hands them to the server; nothing where it knows without asking that they stand nowhere.
func wordsAsked(statements []postgres.Statement) string {
	for _, one := range statements {
		if found := asWords.FindStringSubmatch(one.SQL); found != nil {
			at, err := strconv.Atoi(found[1])
			if words, ok := one.Args[max(0, at-1)].(string); ok && err == nil {
				return words
			}
		}
	}
	return ""
}

var asWords = regexp.MustCompile(`tsv @@ \$(\d+)::tsquery`)
