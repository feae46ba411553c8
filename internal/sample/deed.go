package sample

import (
	"context"
	"fmt"
	"slices"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/postgres"
)

// A deed is an entry of the record that is still to be written.
type deed struct {
	by           account.By
	act, subject string
	// detail is nil where there is nothing to tell.
	detail *audit.Detail
}

// record writes the record of all that was done, in the order of time.
func record(ctx context.Context, tx postgres.Tx, done []deed) error {
	slices.SortStableFunc(done, func(a, b deed) int { return a.by.At.Compare(b.by.At) })
	for _, d := range done {
		if _, err := tx.AddEntry(ctx, d.by, d.act, d.subject, d.detail); err != nil {
			return fmt.Errorf("%s of %s: %w", d.act, d.subject, err)
		}
	}
	return nil
}
