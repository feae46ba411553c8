package desk

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// RemindBefore is how long before a round closes the members of associations with a draft are reminded.
const RemindBefore = 3 * 24 * time.Hour

// Remind sends a letter to the members of each association with a draft whose round closes soon: once a draft, also where the round is extended after it
// (R26). It returns how many drafts that are.
func (d *Desk) Remind(ctx context.Context, by account.By) (int, error) {
	n := 0
	err := d.db.InTx(ctx, func(tx postgres.Tx) error {
		all, err := tx.Remind(ctx, by, by.At.Add(RemindBefore))
		if err != nil {
			return err
		}
		for _, one := range all {
			if err := tellMembers(ctx, tx, grant.Application{ID: one.ID, Association: one.Association}, job.DraftClosing); err != nil {
				return err
			}
			if _, err := tx.AddEntry(ctx, by, "application.remind", ApplicationSubject(one.ID), nil); err != nil {
				return err
			}
		}
		n = len(all)
		return nil
	})
	return n, err
}

// heartbeatKept is how long the signs of life are kept: the day before a closing, and the day after it.
const heartbeatKept = 3 * 24 * time.Hour

// LeastOutage is how long a gap between two signs of life is at least to propose that a round is extended (decision 5).
const LeastOutage = 10 * time.Minute

// Beat writes down that the program is there.
func (d *Desk) Beat(ctx context.Context, now time.Time) error {
	return d.db.InTx(ctx, func(tx postgres.Tx) error { return tx.Beat(ctx, now, now.Add(-heartbeatKept)) })
}
