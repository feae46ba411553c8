package postgres

import (
	"context"
	"fmt"
	"iter"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/association"
	"vriendenstad/internal/city"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// batchSize is how many projects go to the server at a time.
const batchSize = 5_000

// wordsFrom is the number of loaded projects after which no new words are collected: later ones repeat them.
const wordsFrom = 50_000

// Load writes many projects at once, in one transaction, beside those that are there, and counts everything anew.
// Their associations and cities must be there already. It asks for the owner's rights. Progress, which may be nil, is called
// after each batch with the number written so far.
func (db *DB) Load(ctx context.Context, projects iter.Seq[project.Project], progress func(done int)) error {
	return pgx.BeginFunc(ctx, db.export, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SET LOCAL statement_timeout = 0`); err != nil {
			return err
		}
		l, err := newLoader(ctx, tx)
		if err != nil {
			return err
		}
		if err := l.copyAll(ctx, projects, progress); err != nil {
			return err
		}
		return l.finish(ctx)
	})
}

// A loader holds what the rows of projects say of others, and the projects of a batch.
type loader struct {
	tx           pgx.Tx
	associations map[association.ID]named
	cities       map[city.ID]named
	tallies      tallies
	words        map[string]bool
	last         project.ID
	done         int
	batch        []project.Project
}

type named struct {
	ID         int64
	Name, Slug string
}

// The two indexes that are slow to grow row by row are made anew behind the rows. They are those of migration 00004.
const (
	dropSlow = `DROP INDEX project_facets, project_tsv`
	makeSlow = `CREATE INDEX project_facets ON project USING gin (facets) WITH (fastupdate = off);
		CREATE INDEX project_tsv ON project USING gin (tsv) WITH (fastupdate = off)`
)

func newLoader(ctx context.Context, tx pgx.Tx) (*loader, error) {
	l := &loader{tx: tx, associations: map[association.ID]named{}, cities: map[city.ID]named{}, tallies: newTallies(), words: map[string]bool{}}
	s := Store{q: tx, deadline: exportDeadline}
	associations, err := many[named](ctx, s, `SELECT id, name, slug FROM association`)
	if err != nil {
		return nil, err
	}
	for _, a := range associations {
		l.associations[association.ID(a.ID)] = a
	}
	cities, err := many[named](ctx, s, `SELECT id, name, slug FROM partner_city`)
	if err != nil {
		return nil, err
	}
	for _, c := range cities {
		l.cities[city.ID(c.ID)] = c
	}
	if l.last, err = s.LastProject(ctx); err != nil {
		return nil, err
	}
	if err := l.countThose(ctx); err != nil {
		return nil, err
	}
	_, err = tx.Exec(ctx, dropSlow)
	return l, err
}

// countThose counts the projects that are there already.
func (l *loader) countThose(ctx context.Context) error {
	present, err := many[struct {
		project.Project
		Facets      []project.Facet
		Countries   []world.Code
		BasisPoints []int
	}](ctx, Store{q: l.tx, deadline: exportDeadline}, `
		SELECT granted, granted_on, facets,
		       ARRAY(SELECT country FROM project_country c WHERE c.project = p.id ORDER BY position) AS countries,
		       ARRAY(SELECT basis_points FROM project_country c WHERE c.project = p.id ORDER BY position) AS basis_points
		FROM project p`)
	if err != nil {
		return err
	}
	for _, p := range present {
		for i, c := range p.Countries {
			p.Shares = append(p.Shares, project.Share{Country: c, BasisPoints: p.BasisPoints[i]})
		}
		l.tallies.add(p.Project, p.Facets)
	}
	return nil
}

func (l *loader) copyAll(ctx context.Context, projects iter.Seq[project.Project], progress func(done int)) error {
	send := func() error {
		if err := l.copyBatch(ctx); err != nil {
			return err
		}
		l.done += len(l.batch)
		l.batch = l.batch[:0]
		if progress != nil {
			progress(l.done)
		}
		return nil
	}
	for p := range projects {
		if err := p.Check(); err != nil {
			return fmt.Errorf("project %s: %w", p.Slug, err)
		}
		l.last++
		p.ID = l.last
		if l.batch = append(l.batch, p); len(l.batch) == batchSize {
			if err := send(); err != nil {
				return err
			}
		}
	}
	if len(l.batch) == 0 {
		return nil
	}
	return send()
}
