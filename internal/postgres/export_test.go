package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/budget"
)

// Try runs fn in a part of the transaction that is taken back when fn returns an error.
func (t Tx) Try(ctx context.Context, fn func(Tx) error) error {
	return pgx.BeginFunc(ctx, t.tx, func(part pgx.Tx) error {
		t.Store.q, t.tx = part, part
		return fn(t)
	})
}

// Do sends SQL of a test.
func (t Tx) Do(ctx context.Context, sql string, args ...any) error {
	_, err := t.tx.Exec(ctx, sql, args...)
	return err
}

// VerifyBudget is that of [DB], within the transaction.
func (t Tx) VerifyBudget(ctx context.Context, now time.Time) (budget.Verification, error) {
	return t.verifyBudget(ctx, now)
}
