package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"vriendenstad/internal/link"
	"vriendenstad/internal/project"
)

// A stage is a filled database with the portal on it, as a program of its own, and within this program for looking behind it.
type stage struct {
	database string
	projects int // in all, those of the sample city too
	portal   *child
	program  string
	log      string
	in       *insider
	raw      *player
	naive    *pgxpool.Pool
}

// raise starts the portal on a filled database.
func raise(ctx context.Context, g *ground, database, program string) (s *stage, err error) {
	s = &stage{database: database, program: program, log: filepath.Join(g.dir, "portal.log"), raw: newPlayer(database)}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.strike())
		}
	}()
	if s.portal, _, err = portal(ctx, program, s.log, database, link.Projects(project.Filter{})); err != nil {
		return s, err
	}
	if s.in, err = newInsider(ctx, database); err != nil {
		return s, err
	}
	config, err := pgxpool.ParseConfig(database)
	if err != nil {
		return s, err
	}
	config.MaxConns = poolSize
	if s.naive, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return s, err
	}
	all, err := s.in.db.Projects(ctx, project.Filter{}, project.Cursor{})
	s.projects = all.Total.Projects
	return s, err
}

// strike ends what was started.
func (s *stage) strike() error {
	var err error
	if s.portal != nil {
		err = s.portal.stop()
	}
	if s.in != nil {
		s.in.db.Close()
	}
	if s.naive != nil {
		s.naive.Close()
	}
	s.raw.close()
	return err
}

// restarts is how many times the portal is started to see how long that takes.
const restarts = 5

// startTime starts the portal so many times, one after the other, and returns the median from its start to its first 200.
func (s *stage) startTime(ctx context.Context) (time.Duration, error) {
	var all []float64
	for range restarts {
		again, took, err := portal(ctx, s.program, s.log, s.database, link.Projects(project.Filter{}))
		if err != nil {
			return 0, err
		}
		if err := again.stop(); err != nil {
			return 0, err
		}
		all = append(all, took.Seconds())
	}
	return time.Duration(median(all) * float64(time.Second)), nil
}

// A page is an address of the portal with what is known of it.
type page struct {
	ask
	bytes int
	steps []step
}

// look asks for a page within this program, and makes ready what it asked of the database.
func (s *stage) look(ctx context.Context, path string, rows int) (page, error) {
	w, statements, err := s.in.page(ctx, path)
	if err != nil {
		return page{}, err
	}
	steps, err := s.raw.ready(ctx, statements)
	return page{ask: ask{path: path, rows: rows}, bytes: w.Body.Len(), steps: steps}, err
}

// pages looks at the pages that are loaded: the list, its next page, and all projects of the first.
func (s *stage) pages(ctx context.Context) (list, next page, details []page, err error) {
	first, err := s.in.db.Projects(ctx, project.Filter{}, project.Cursor{})
	if err != nil {
		return list, next, nil, err
	}
	if len(first.Rows) != project.PageSize || first.Next.After == 0 {
		return list, next, nil, fmt.Errorf("the first page has %d rows", len(first.Rows))
	}
	if list, err = s.look(ctx, link.Projects(project.Filter{}), project.PageSize); err != nil {
		return list, next, nil, err
	}
	if next, err = s.look(ctx, link.ProjectsFrom(project.Filter{}, first.Next), project.PageSize); err != nil {
		return list, next, nil, err
	}
	for _, row := range first.Rows {
		one, err := s.look(ctx, link.Project(row.Slug), -1)
		if err != nil {
			return list, next, nil, err
		}
		details = append(details, one)
	}
	return list, next, details, nil
}

// A searching is the questions of a mix with the pages that answer them, and the naive pages that these are held against.
type searching struct {
	questions []question
	pages     []ask
	words     []string // as the portal hands them to the server
	naive     []naivePage
}

// search makes the pages of the questions. Where the portal shows too few rows, or counts otherwise than all that there are, the run fails.
func (s *stage) search(ctx context.Context, all []question) (searching, error) {
	found := searching{questions: all}
	for _, q := range all {
		s.in.forget()
		list, err := s.in.db.Projects(ctx, q.filter(), project.Cursor{})
		if err != nil {
			return found, fmt.Errorf("search for %q: %w", q.words, err)
		}
		words := wordsAsked(s.in.asked())
		exact, err := askNaive(ctx, s.naive, words, q)
		if err != nil {
			return found, fmt.Errorf("naively %q: %w", q.words, err)
		}
		many := exact.hits > project.Cap
		if len(list.Rows) != min(project.PageSize, exact.hits) || list.Total.Exact == many || !many && list.Total.Projects != exact.hits {
			return found, fmt.Errorf("search for %q: %d rows, total %+v, but there are %d", q.words, len(list.Rows), list.Total, exact.hits)
		}
		found.pages = append(found.pages, ask{path: link.Projects(q.filter()), rows: len(list.Rows)})
		found.words, found.naive = append(found.words, words), append(found.naive, exact)
	}
	return found, nil
}

// naively is the load of those who ask the same of the database, as one would at first.
func (s *stage) naively(f searching) load { return naively(s.naive, f.questions, f.words, f.naive) }

// average returns how many bytes and statements the pages have.
func average(pages []page) (bytes, statements int) {
	for _, one := range pages {
		bytes += one.bytes
		statements += len(one.steps)
	}
	return bytes / len(pages), statements / len(pages)
}

// asks returns the requests of pages.
func asks(pages []page) []ask {
	all := make([]ask, len(pages))
	for i, one := range pages {
		all[i] = one.ask
	}
	return all
}

// discard reads all there is and counts its lines.
func discard(from io.Reader) (lines, bytes int, err error) {
	buf := make([]byte, 64<<10)
	for {
		n, err := from.Read(buf)
		bytes += n
		for _, c := range buf[:n] {
			if c == '\n' {
				lines++
			}
		}
		if err == io.EOF {
			return lines, bytes, nil
		}
		if err != nil {
			return lines, bytes, err
		}
	}
}
