package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/budget"
)

// VerifyBudget reads the whole ledger in one snapshot and reports what does not agree with its entries, with the record, or with what pages
// show. It reckons everything anew with SQL of its own: nothing here is shared with the triggers that keep the balances. Of each kind of
// finding it tells the first [mostFindings]. Entries of later than a minute after now are a finding.
func (db *DB) VerifyBudget(ctx context.Context, now time.Time) (budget.Verification, error) {
	var v budget.Verification
	err := pgx.BeginTxFunc(ctx, db.export, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) (err error) {
		v, err = Store{q: tx, deadline: exportDeadline}.verifyBudget(ctx, now)
		return err
	})
	return v, answer(err)
}

// mostFindings is how many findings of a kind are told: one fault may show in each row.
const mostFindings = 20

// clocks is how much the clocks of the portal's servers may differ.
const clocks = time.Minute

func (s Store) verifyBudget(ctx context.Context, now time.Time) (budget.Verification, error) {
	v, err := one[budget.Verification](ctx, s, `
		SELECT (SELECT count(*) FROM budget_entry) AS entries, (SELECT count(*) FROM budget_envelope) AS envelopes`)
	if err != nil {
		return v, err
	}
	for _, sql := range auditorAsks {
		found, err := many[budget.Finding](ctx, s, sql+` LIMIT $1`, mostFindings)
		if err != nil {
			return v, fmt.Errorf("verify the budget: %w", err)
		}
		v.Findings = append(v.Findings, found...)
	}
	late, err := many[budget.Finding](ctx, s, `
		SELECT 'entry ' || id AS subject, 'it is booked at ' || at || ', which has yet to come' AS what FROM budget_entry WHERE at >= $2 ORDER BY id LIMIT $1`,
		mostFindings, now.Add(clocks))
	if err != nil {
		return v, err
	}
	shown, err := s.verifyShown(ctx, now)
	v.Findings = append(append(v.Findings, late...), shown...)
	return v, err
}

// verifyShown compares what pages show of each year with the entries.
func (s Store) verifyShown(ctx context.Context, now time.Time) ([]budget.Finding, error) {
	sums, err := many[struct {
		Year int
		budget.Sum
	}](ctx, s, effects+`
		SELECT v.year, coalesce(sum(f.credit), 0)::bigint AS credit, coalesce(sum(f.reserved), 0)::bigint AS reserved,
		       coalesce(sum(f.committed), 0)::bigint AS committed, coalesce(sum(f.paid), 0)::bigint AS paid,
		       coalesce(sum(f.recovered), 0)::bigint AS recovered
		FROM budget_envelope v LEFT JOIN effect f ON f.envelope = v.id GROUP BY 1 ORDER BY 1`)
	if err != nil || len(sums) == 0 {
		return nil, err
	}
	kept, wrong := s.Envelopes(ctx, sums[0].Year, sums[len(sums)-1].Year)
	reckoned, err := s.EnvelopesAsOf(ctx, now.Add(clocks))
	if err := errors.Join(wrong, err); err != nil {
		return nil, err
	}
	var all []budget.Finding
	for _, one := range sums {
		for _, page := range []struct {
			name string
			all  []budget.Envelope
		}{{"the page of the year", kept}, {"the page of all years", reckoned}} {
			if shown := budget.SumOf(ofYear(page.all, one.Year)); shown != one.Sum {
				all = append(all, budget.Finding{Subject: fmt.Sprintf("year %d", one.Year),
					What: fmt.Sprintf("%s shows %s and the entries make %s", page.name, figures(shown), figures(one.Sum))})
			}
		}
	}
	return all, nil
}

func ofYear(all []budget.Envelope, year int) []budget.Envelope {
	var some []budget.Envelope
	for _, e := range all {
		if e.Year == year {
			some = append(some, e)
		}
	}
	return some
}

// figures writes a sum in cents, in the order of credit, reserved, committed, paid, recovered.
func figures(s budget.Sum) string {
	return fmt.Sprintf("%d %d %d %d %d", s.Credit, s.Reserved, s.Committed, s.Paid, s.Recovered)
}
