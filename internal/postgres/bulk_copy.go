package postgres

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/project"
)

// Every part of a batch goes to its table as one COPY, which writes the numbers that we give.
var projectCopy = []string{"id", "slug", "title", "number", "city", "place", "sdgs", "sector", "kind", "state", "first_day", "last_day", "cost",
	"granted", "granted_on", "decision", "summary", "results", "antwerp_learnt", "partner_learnt", "in_kind", "demo", "association_names",
	"association_slugs", "city_name", "city_slug", "countries", "words", "facets"}

func (l *loader) copyBatch(ctx context.Context) error {
	_, err := l.tx.CopyFrom(ctx, pgx.Identifier{"project"}, projectCopy, pgx.CopyFromSlice(len(l.batch), func(i int) ([]any, error) {
		return l.projectRow(l.batch[i])
	}))
	if err != nil {
		return fmt.Errorf("copy projects: %w", err)
	}
	var associations, countries [][]any
	for _, p := range l.batch {
		for i, a := range p.Associations {
			associations = append(associations, []any{int64(p.ID), int64(a), i + 1, p.GrantedOn})
		}
		amounts := p.Amounts()
		for i, s := range p.Shares {
			countries = append(countries, []any{int64(p.ID), string(s.Country), i + 1, s.BasisPoints, int64(amounts[i])})
		}
	}
	_, err = l.tx.CopyFrom(ctx, pgx.Identifier{"project_association"}, []string{"project", "association", "position", "granted_on"},
		pgx.CopyFromRows(associations))
	if err != nil {
		return fmt.Errorf("copy their associations: %w", err)
	}
	_, err = l.tx.CopyFrom(ctx, pgx.Identifier{"project_country"}, []string{"project", "country", "position", "basis_points", "granted"},
		pgx.CopyFromRows(countries))
	if err != nil {
		return fmt.Errorf("copy their countries: %w", err)
	}
	return nil
}

func (l *loader) projectRow(p project.Project) ([]any, error) {
	var d derived
	for _, id := range p.Associations {
		a, there := l.associations[id]
		if !there {
			return nil, fmt.Errorf("project %s: there is no association %d", p.Slug, id)
		}
		d.names, d.slugs = append(d.names, a.Name), append(d.slugs, a.Slug)
	}
	var in *int64
	if p.City != 0 {
		c, there := l.cities[p.City]
		if !there {
			return nil, fmt.Errorf("project %s: there is no partner city %d", p.Slug, p.City)
		}
		in, d.cityName, d.citySlug = &c.ID, c.Name, c.Slug
	}
	d.finish(p)
	facets := p.Facets()
	l.tallies.add(p, facets)
	if p.ID <= wordsFrom {
		for _, w := range surface(p.Title, d.words, p.Summary, p.Results, p.AntwerpLearnt, p.PartnerLearnt) {
			l.words[w] = true
		}
	}
	return []any{int64(p.ID), p.Slug, p.Title, p.Number, in, p.Place, list(p.SDGs), int32(p.Sector), string(p.Kind), string(p.State),
		p.Period.First, p.Period.Last, int64(p.Cost), int64(p.Granted), p.GrantedOn, p.Decision, p.Summary, p.Results, p.AntwerpLearnt,
		p.PartnerLearnt, p.InKind, p.Demo, d.names, d.slugs, d.cityName, d.citySlug, list(d.countries), d.words, facets}, nil
}

// finish makes the indexes and the counters, and lets the server look at what came.
func (l *loader) finish(ctx context.Context) error {
	if err := l.tallies.write(ctx, l.tx); err != nil {
		return err
	}
	for _, step := range []string{
		`SELECT setval(pg_get_serial_sequence('project', 'id'), greatest(1, (SELECT max(id) FROM project)))`,
		`SET LOCAL maintenance_work_mem = '512MB'`,
		makeSlow,
		`TRUNCATE lexeme`,
		`INSERT INTO lexeme (lexeme, projects) SELECT word, ndoc FROM ts_stat('SELECT tsv FROM project')`,
		`ANALYZE project, project_association, project_country, project_count, facet_count, lexeme`,
	} {
		if _, err := l.tx.Exec(ctx, step); err != nil {
			return fmt.Errorf("%.30s: %w", step, err)
		}
	}
	return addWords(ctx, Store{q: l.tx, deadline: time.Minute}, slices.Collect(maps.Keys(l.words)))
}
