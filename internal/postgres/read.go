package postgres

import (
	"context"
	"encoding/binary"
	"errors"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
)

// read returns the rows of a query as each was read by its place. It is for what comes by the hundred: there, finding fields
// by their names costs more than all else that the program does for a page.
func read[T any](ctx context.Context, s Store, each pgx.RowToFunc[T], sql string, args ...any) ([]T, error) {
	ctx, done := context.WithTimeout(ctx, s.deadline)
	defer done()
	rows, err := s.q.Query(ctx, sql, args...)
	if err != nil {
		return nil, answer(err)
	}
	all, err := pgx.CollectRows(rows, each)
	return all, answer(err)
}

// together sends several queries in one go. What each of them brings goes where [into] says.
func (s Store) together(ctx context.Context, all *pgx.Batch) error {
	ctx, done := context.WithTimeout(ctx, s.deadline)
	defer done()
	return answer(s.q.SendBatch(ctx, all).Close())
}

// into puts the rows of one query of several in a list.
func into[T any](to *[]T, each pgx.RowToFunc[T]) func(pgx.Rows) error {
	return func(rows pgx.Rows) error {
		var err error
		*to, err = pgx.CollectRows(rows, each)
		return err
	}
}

// the puts the single row of one query of several, by the names of its columns, where it belongs. Without a row they are [fault.NotFound].
func the[T any](to *T) func(pgx.Rows) error {
	return func(rows pgx.Rows) error {
		var err error
		*to, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByNameLax[T])
		return err
	}
}

// listed puts the rows of one query of several in a list, by the names of their columns.
func listed[T any](to *[]T) func(pgx.Rows) error { return into(to, pgx.RowToStructByNameLax[T]) }

// readTally reads facet, projects and granted.
func readTally(row pgx.CollectableRow) (facetTally, error) {
	var t facetTally
	err := row.Scan((*int32)(&t.Facet), &t.Projects, (*int64)(&t.Granted))
	return t, err
}

// errNotAHit says that a row is not an id, facets and an amount, in the server's binary form.
var errNotAHit = errors.New("a hit cannot be read")

// hitReader returns what reads id, facets and granted from their bytes. The facets of many hits share their memory.
func hitReader() pgx.RowToFunc[project.Hit] {
	const most = 4096 // facets in one piece of memory
	var room []project.Facet
	return func(row pgx.CollectableRow) (project.Hit, error) {
		raw := row.RawValues()
		if len(raw) != 3 || len(raw[0]) != 8 || len(raw[2]) != 8 || row.FieldDescriptions()[1].Format != pgx.BinaryFormatCode {
			return project.Hit{}, errNotAHit
		}
		if cap(room)-len(room) < len(raw[1])/8 {
			room = make([]project.Facet, 0, max(most, len(raw[1])/8))
		}
		begin := len(room)
		var whole bool
		if room, whole = appendFacets(room, raw[1]); !whole {
			return project.Hit{}, errNotAHit
		}
		return project.Hit{
			ID:      project.ID(binary.BigEndian.Uint64(raw[0])),
			Facets:  room[begin:len(room):len(room)],
			Granted: money.Cents(binary.BigEndian.Uint64(raw[2])),
		}, nil
	}
}

// appendFacets reads an array of integers: its dimensions (none when it is empty), whether it holds NULLs, its type, its length and
// first place; then each with its length before it.
func appendFacets(to []project.Facet, raw []byte) ([]project.Facet, bool) {
	const head, each, long = 20, 8, 4
	if len(raw) >= 4 && binary.BigEndian.Uint32(raw) == 0 {
		return to, true
	}
	if len(raw) < head || binary.BigEndian.Uint32(raw) != 1 {
		return to, false
	}
	n := int(binary.BigEndian.Uint32(raw[12:]))
	if len(raw) != head+n*each {
		return to, false
	}
	for at := head; at < len(raw); at += each {
		if binary.BigEndian.Uint32(raw[at:]) != long {
			return to, false
		}
		to = append(to, project.Facet(binary.BigEndian.Uint32(raw[at+4:])))
	}
	return to, true
}
