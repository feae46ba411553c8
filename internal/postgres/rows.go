package postgres

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"vriendenstad/internal/fault"
)

// one returns the single row of a query, by the names of its columns, and [fault.NotFound] where there is none.
func one[T any](ctx context.Context, s Store, sql string, args ...any) (T, error) {
	ctx, done := context.WithTimeout(ctx, s.deadline)
	defer done()
	rows, err := s.q.Query(ctx, sql, args...)
	if err != nil {
		var none T
		return none, answer(err)
	}
	row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByNameLax[T])
	return row, answer(err)
}

// many returns the rows of a query, by the names of its columns.
func many[T any](ctx context.Context, s Store, sql string, args ...any) ([]T, error) {
	ctx, done := context.WithTimeout(ctx, s.deadline)
	defer done()
	rows, err := s.q.Query(ctx, sql, args...)
	if err != nil {
		return nil, answer(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[T])
	return all, answer(err)
}

// value returns the single column of the single row of a query, and [fault.NotFound] where there is none.
func value[T any](ctx context.Context, s Store, sql string, args ...any) (T, error) {
	ctx, done := context.WithTimeout(ctx, s.deadline)
	defer done()
	rows, err := s.q.Query(ctx, sql, args...)
	if err != nil {
		var none T
		return none, answer(err)
	}
	v, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[T])
	return v, answer(err)
}

// values returns the single column of a query's rows.
func values[T any](ctx context.Context, s Store, sql string, args ...any) ([]T, error) {
	ctx, done := context.WithTimeout(ctx, s.deadline)
	defer done()
	rows, err := s.q.Query(ctx, sql, args...)
	if err != nil {
		return nil, answer(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowTo[T])
	return all, answer(err)
}

// exec runs a statement and returns how many rows it touched.
func exec(ctx context.Context, s Store, sql string, args ...any) (int64, error) {
	ctx, done := context.WithTimeout(ctx, s.deadline)
	defer done()
	tag, err := s.q.Exec(ctx, sql, args...)
	return tag.RowsAffected(), answer(err)
}

// answer tells the errors that are answers from those that are defects: no row is [fault.NotFound], a database that is
// away, full or too slow is [fault.Unavailable].
func answer(err error) error {
	if err == nil || errors.Is(err, fault.Unavailable) || errors.Is(err, fault.NotFound) {
		return err
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.NotFound
	}
	if errors.Is(err, context.Canceled) {
		return err
	}
	if away(err) {
		return fmt.Errorf("%w: %w", fault.Unavailable, err)
	}
	return err
}

func away(err error) bool {
	if refused, ok := errors.AsType[*pgconn.PgError](err); ok {
		return unavailable(refused.Code)
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return true
	}
	return errors.Is(err, context.DeadlineExceeded) || pgconn.Timeout(err) || pgconn.SafeToRetry(err) ||
		strings.Contains(err.Error(), "conn closed") || strings.Contains(err.Error(), "unexpected EOF")
}

// unavailable says whether the server's code means that it cannot answer now: the connection (08), resources (53),
// an operator or a time limit (57), a lock that others hold (55P03), a role or database that is not made yet.
func unavailable(code string) bool {
	switch code[:2] {
	case "08", "53", "57":
		return true
	}
	return code == "55P03" || code == "3D000" || code == "28000" || code == "42P01"
}
