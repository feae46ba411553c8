package postgres

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// count adds a project to all counters, in the project's own transaction. Rows are written in rising order, so that two
// projects never wait for each other in a ring.
func (t Tx) count(ctx context.Context, p project.Project, facets []project.Facet) error {
	_, err := exec(ctx, t.Store, `
		INSERT INTO project_count (key, projects, granted) SELECT key, 1, $2 FROM unnest($1::bigint[]) AS key ORDER BY key
		ON CONFLICT (key) DO UPDATE SET projects = project_count.projects + 1, granted = project_count.granted + excluded.granted`,
		project.CellKeys(facets), p.Granted)
	if err != nil {
		return err
	}
	_, err = exec(ctx, t.Store, `
		INSERT INTO facet_count (facet, projects, granted) SELECT facet, 1, $2 FROM unnest($1::integer[]) AS facet ORDER BY facet
		ON CONFLICT (facet) DO UPDATE SET projects = facet_count.projects + 1, granted = facet_count.granted + excluded.granted`,
		facets, p.Granted)
	if err != nil {
		return err
	}
	countries := make([]world.Code, len(p.Shares))
	for i, s := range p.Shares {
		countries[i] = s.Country
	}
	_, err = exec(ctx, t.Store, `
		INSERT INTO country_year (country, year, projects, granted)
		SELECT country, $3, 1, granted FROM unnest($1::text[], $2::bigint[]) AS part (country, granted) ORDER BY country
		ON CONFLICT (country, year) DO UPDATE SET projects = country_year.projects + 1, granted = country_year.granted + excluded.granted`,
		countries, list(p.Amounts()), p.GrantedOn.Year())
	return err
}

// countWords adds a project's stems to the count that search asks, and its words to those that may be suggested.
func (t Tx) countWords(ctx context.Context, id project.ID, words []string) error {
	_, err := exec(ctx, t.Store, `
		INSERT INTO lexeme (lexeme, projects) SELECT lexeme, 1 FROM project, unnest(tsvector_to_array(tsv)) AS lexeme WHERE id = $1 ORDER BY lexeme
		ON CONFLICT (lexeme) DO UPDATE SET projects = lexeme.projects + 1`, id)
	if err != nil {
		return err
	}
	return addWords(ctx, t.Store, words)
}

func addWords(ctx context.Context, s Store, words []string) error {
	slices.Sort(words)
	_, err := exec(ctx, s, `
		INSERT INTO word (word, lexeme)
		SELECT DISTINCT ON (word) word, lexeme FROM unnest($1::text[]) AS word, unnest(tsvector_to_array(to_tsvector('nl', word))) AS lexeme
		ORDER BY word, lexeme
		ON CONFLICT (word) DO NOTHING`, words)
	return err
}

// tallies are counters in the making, for many projects at once.
type tallies struct {
	cells  map[int64]tally
	facets map[project.Facet]tally
	years  map[countryYear]tally
}

type tally struct {
	projects int
	granted  money.Cents
}

type countryYear struct {
	country world.Code
	year    int
}

func newTallies() tallies {
	return tallies{map[int64]tally{}, map[project.Facet]tally{}, map[countryYear]tally{}}
}

func plus[K comparable](counters map[K]tally, key K, granted money.Cents) {
	was := counters[key]
	counters[key] = tally{was.projects + 1, was.granted + granted}
}

func (c tallies) add(p project.Project, facets []project.Facet) {
	for _, key := range project.CellKeys(facets) {
		plus(c.cells, key, p.Granted)
	}
	for _, f := range facets {
		plus(c.facets, f, p.Granted)
	}
	for i, amount := range p.Amounts() {
		plus(c.years, countryYear{p.Shares[i].Country, p.GrantedOn.Year()}, amount)
	}
}

// write puts the counters in place of what the tables held. Everything that is counted must be among them.
func (c tallies) write(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `TRUNCATE project_count, facet_count, country_year`); err != nil {
		return fmt.Errorf("empty the counters: %w", err)
	}
	var cells, facets, years [][]any
	for key, n := range c.cells {
		cells = append(cells, []any{key, n.projects, int64(n.granted)})
	}
	for facet, n := range c.facets {
		facets = append(facets, []any{int32(facet), n.projects, int64(n.granted)})
	}
	for key, n := range c.years {
		years = append(years, []any{string(key.country), key.year, n.projects, int64(n.granted)})
	}
	for _, part := range []struct {
		table   string
		columns []string
		rows    [][]any
	}{
		{"project_count", []string{"key", "projects", "granted"}, cells},
		{"facet_count", []string{"facet", "projects", "granted"}, facets},
		{"country_year", []string{"country", "year", "projects", "granted"}, years},
	} {
		if _, err := tx.CopyFrom(ctx, pgx.Identifier{part.table}, part.columns, pgx.CopyFromRows(part.rows)); err != nil {
			return fmt.Errorf("fill %s: %w", part.table, err)
		}
	}
	return nil
}
