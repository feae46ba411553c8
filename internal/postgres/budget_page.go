package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
)

// A PublicPromise is what the city held itself to by a decision, as everybody may see it. What is reserved for a dossier is none: nothing was
// decided. What is reserved for an agreement is one.
type PublicPromise struct {
	Envelope budget.EnvelopeID
	Kind     budget.Kind
	Title    string
	Source   budget.PromiseSource
	Demo     bool
	// Amount is what was granted, the others what the envelope holds of it.
	Amount, Reserved, Committed, Paid, Recovered money.Cents
	// Decision and DecidedOn are those of the last commitment, or of the agreement where nothing is committed yet. RegisteredAt is when the portal was
	// told of the commitment, zero for none.
	Decision     budget.Decision
	DecidedOn    calendar.Day
	RegisteredAt time.Time
	// Beneficiary is the association's name, empty for none; Slug its page, empty where it has none that is public.
	Beneficiary, Slug string
	// ProjectTitle and ProjectSlug are those of the public project, empty for none.
	ProjectTitle, ProjectSlug string
}

// A PublicYear is what everybody may see of a year's promises.
type PublicYear struct {
	// Promises are those with a decision, by envelope in the order of pages and the latest decision first.
	Promises []PublicPromise
	// Conditional are years of agreements for which there is no credit yet: they are counted nowhere.
	Conditional []PublicPromise
}

const publicPromise = `p.kind, p.title, p.source, p.demo, p.amount, coalesce(a.name, '') AS beneficiary,
	CASE WHEN a.standing = 'verified' THEN a.slug ELSE '' END AS slug, coalesce(j.title, '') AS project_title, coalesce(j.slug, '') AS project_slug`

// heldAsOf are the holdings of promises as their entries stood before the moment $2.
const heldAsOf = `(
	SELECT b.promise, b.envelope,
	       sum(CASE WHEN b.kind = 'reservation' THEN b.amount WHEN b.side = 'reserved' THEN -b.amount ELSE -b.unreserved END)::bigint AS reserved,
	       sum(CASE WHEN b.kind = 'commitment' THEN b.amount WHEN b.side = 'committed' THEN -b.amount ELSE 0 END)::bigint AS committed,
	       sum(CASE b.kind WHEN 'payment' THEN b.amount ELSE 0 END)::bigint AS paid, sum(CASE b.kind WHEN 'recovery' THEN b.amount ELSE 0 END)::bigint AS recovered
	FROM budget_entry b JOIN budget_envelope y ON y.id = b.envelope WHERE y.year = $1 AND b.at < $2 AND b.promise IS NOT NULL GROUP BY 1, 2)`

// publicPromises are the promises of the year $1 that hold something by a decision, as entries stood before the moment $2.
func publicPromises(held string) string {
	return `
		SELECT ` + publicPromise + `, h.envelope, h.reserved, h.committed, h.paid, h.recovered,
		       coalesce(c.decision, g.decision, '') AS decision, coalesce(c.decided_on, g.decided_on) AS decided_on,
		       coalesce(c.at, '0001-01-01 00:00:00+00') AS registered_at
		FROM ` + held + ` h
		JOIN budget_envelope e ON e.id = h.envelope
		JOIN budget_kind k ON k.id = e.kind
		JOIN budget_promise p ON p.id = h.promise
		LEFT JOIN association a ON a.id = p.association
		LEFT JOIN project j ON j.id = p.project
		LEFT JOIN budget_agreement g ON g.id = p.agreement
		LEFT JOIN LATERAL (SELECT decision, decided_on, at FROM budget_entry b
		                   WHERE b.promise = h.promise AND b.envelope = h.envelope AND b.kind = 'commitment' AND b.amount > 0
		                     AND ($2::timestamptz IS NULL OR b.at < $2)
		                   ORDER BY b.id DESC LIMIT 1) c ON true
		WHERE e.year = $1 AND (h.committed > 0 OR p.agreement IS NOT NULL AND h.reserved > 0)
		ORDER BY k.position, coalesce(c.decided_on, g.decided_on) DESC NULLS LAST, h.promise DESC`
}

// PublicYear returns what everybody may see of the promises of a year: none where the year has no budget.
func (s Store) PublicYear(ctx context.Context, year int) (PublicYear, error) {
	var y PublicYear
	all := &pgx.Batch{}
	all.Queue(publicPromises(`budget_holding`), year, nil).Query(into(&y.Promises, pgx.RowToStructByNameLax[PublicPromise]))
	all.Queue(`
		SELECT `+publicPromise+`, 0::bigint AS envelope, g.decision, g.decided_on
		FROM budget_promise p
		JOIN budget_agreement g ON g.id = p.agreement
		JOIN budget_kind k ON k.id = p.kind
		LEFT JOIN association a ON a.id = p.association
		LEFT JOIN project j ON j.id = p.project
		WHERE p.year = $1 AND NOT EXISTS (SELECT FROM budget_entry b WHERE b.promise = p.id)
		ORDER BY k.position, p.id`, year).Query(into(&y.Conditional, pgx.RowToStructByNameLax[PublicPromise]))
	return y, s.together(ctx, all)
}

// PublicYearAsOf returns the promises of a year as their entries stood at a moment. What was promised on condition is in no entry, and not among them.
func (s Store) PublicYearAsOf(ctx context.Context, year int, before time.Time) (PublicYear, error) {
	all, err := many[PublicPromise](ctx, s, publicPromises(heldAsOf), year, before)
	return PublicYear{Promises: all}, err
}

// ClosedAt returns when the closing of a year was confirmed, zero where it was not.
func (s Store) ClosedAt(ctx context.Context, year int) (time.Time, error) {
	return value[time.Time](ctx, s, `
		SELECT coalesce((SELECT confirmed_at FROM budget_closing WHERE year = $1), '0001-01-01 00:00:00+00')`, year)
}
