package postgres

import (
	"context"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/money"
)

// A LedgerPart is a part of what an envelope's figures are the sum of: its entries of one kind.
type LedgerPart struct {
	Envelope budget.EnvelopeID
	Kind     budget.EntryKind
	// Of is a credit's basis, a release's side, and "in" or "out" for the two lines of a transfer; empty for other kinds.
	Of string
	// Amount is the sum of what was booked, more than zero for a transfer of either side; Unreserved that of the reservations that
	// commitments took the place of.
	Amount, Unreserved money.Cents
	Entries            int
}

// LedgerParts returns what the figures of a year's envelopes are the sum of, in no order.
func (s Store) LedgerParts(ctx context.Context, year int) ([]LedgerPart, error) {
	return many[LedgerPart](ctx, s, `
		SELECT e.id AS envelope, v.kind, v.side_of AS of, sum(v.amount)::bigint AS amount, sum(v.unreserved)::bigint AS unreserved, count(*) AS entries
		FROM budget_envelope e
		CROSS JOIN LATERAL (
		    SELECT kind, coalesce(basis, side, CASE kind WHEN 'transfer' THEN 'out' ELSE '' END) AS side_of, amount, unreserved
		    FROM budget_entry WHERE envelope = e.id
		    UNION ALL
		    SELECT kind, 'in', amount, unreserved FROM budget_entry WHERE to_envelope = e.id) v
		WHERE e.year = $1
		GROUP BY 1, 2, 3`, year)
}

// A LedgerSum counts the lines of one kind that a search finds, and adds up what they did: a transfer adds where it went and takes away where it
// came from.
type LedgerSum struct {
	Kind   budget.EntryKind
	Lines  int
	Amount money.Cents
}

// LedgerSums adds up all lines that are asked for, by their kind, in no order; where a list goes on does not matter to it.
func (s Store) LedgerSums(ctx context.Context, f LedgerFilter) ([]LedgerSum, error) {
	f.Before = 0
	return many[LedgerSum](ctx, s, `
		SELECT kind, count(*) AS lines, sum(CASE WHEN kind = 'transfer' AND line = envelope THEN -amount ELSE amount END)::bigint AS amount
		FROM (`+ledgerLines+`) l GROUP BY kind`, f.args()...)
}
