package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/project"
)

// EachProject hands every project that answers the filter to fn, in the filter's order, whatever their number; best first is
// newest first here. It stops at fn's first error and returns it. It has a pool of its own and half a minute.
func (db *DB) EachProject(ctx context.Context, f project.Filter, fn func(project.Line) error) error {
	q, err := db.ask(ctx, f)
	if err != nil || q.nothing || q.found() == 0 {
		return err
	}
	args := pgx.StrictNamedArgs{}
	sql := `SELECT ` + lineColumns + ` FROM project WHERE true` + q.narrowing(q.facets, args)
	ctx, done := context.WithTimeout(ctx, exportDeadline)
	defer done()
	rows, err := db.export.Query(ctx, sql+orders[q.Sort].forwards, args)
	if err != nil {
		return answer(err)
	}
	defer rows.Close()
	read := lines()
	for rows.Next() {
		line, err := read(rows)
		if err != nil {
			return answer(err)
		}
		if err := fn(line); err != nil {
			return err
		}
	}
	return answer(rows.Err())
}

// ProjectSlugs returns the addresses of at most so many projects, from the one with a number above after, in the order of
// their numbers, and the number of the last of them.
func (s Store) ProjectSlugs(ctx context.Context, after project.ID, most int) (slugs []string, last project.ID, err error) {
	rows, err := many[struct {
		ID   project.ID
		Slug string
	}](ctx, s, `SELECT id, slug FROM project WHERE id > $1 ORDER BY id LIMIT $2`, after, most)
	for _, r := range rows {
		slugs, last = append(slugs, r.Slug), r.ID
	}
	return slugs, last, err
}

// LastProject returns the highest number of a project, zero where there is none.
func (s Store) LastProject(ctx context.Context) (project.ID, error) {
	return value[project.ID](ctx, s, `SELECT coalesce(max(id), 0) FROM project`)
}

// AssociationSlugs returns the addresses of all verified associations.
func (s Store) AssociationSlugs(ctx context.Context) ([]string, error) {
	return values[string](ctx, s, `SELECT slug FROM association WHERE standing = 'verified' ORDER BY id`)
}
