package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
)

// Purposes returns what envelopes are for, in the order of pages.
func (s Store) Purposes(ctx context.Context) ([]budget.Purpose, error) {
	return many[budget.Purpose](ctx, s, `SELECT id AS kind, name, purpose AS text, emergency FROM budget_kind ORDER BY position`)
}

// BudgetYears returns the years that have a budget, the latest first.
func (s Store) BudgetYears(ctx context.Context) ([]budget.Year, error) {
	return many[budget.Year](ctx, s, `SELECT year, state, ceiling, demo FROM budget_year ORDER BY year DESC`)
}

// BudgetYear returns a year, and [fault.NotFound] where it has no budget.
func (s Store) BudgetYear(ctx context.Context, year int) (budget.Year, error) {
	return one[budget.Year](ctx, s, `SELECT year, state, ceiling, demo FROM budget_year WHERE year = $1`, year)
}

const envelopeColumns = `e.id, e.year, e.year_state AS state, e.kind, k.name, e.emergency, e.leftover, e.credit, e.reserved, e.committed, e.paid, e.recovered`

// Envelopes returns the envelopes of the years from first to last, the earliest first and each year's in the order of pages.
func (s Store) Envelopes(ctx context.Context, first, last int) ([]budget.Envelope, error) {
	return many[budget.Envelope](ctx, s, `
		SELECT `+envelopeColumns+` FROM budget_envelope e JOIN budget_kind k ON k.id = e.kind
		WHERE e.year BETWEEN $1 AND $2 ORDER BY e.year, k.position`, first, last)
}

// Envelope returns an envelope, and [fault.NotFound] where there is none.
func (s Store) Envelope(ctx context.Context, id budget.EnvelopeID) (budget.Envelope, error) {
	return one[budget.Envelope](ctx, s, `SELECT `+envelopeColumns+` FROM budget_envelope e JOIN budget_kind k ON k.id = e.kind WHERE e.id = $1`, id)
}

// EnvelopesAsOf returns the envelopes of all years as their entries stood at a moment, the earliest year first. What was booked later is not
// in them; their state and their rules are those of now.
func (s Store) EnvelopesAsOf(ctx context.Context, before time.Time) ([]budget.Envelope, error) {
	return many[budget.Envelope](ctx, s, `
		SELECT e.id, e.year, e.year_state AS state, e.kind, k.name, e.emergency, e.leftover,
		       coalesce(m.credit, 0)::bigint AS credit, coalesce(m.reserved, 0)::bigint AS reserved, coalesce(m.committed, 0)::bigint AS committed,
		       coalesce(m.paid, 0)::bigint AS paid, coalesce(m.recovered, 0)::bigint AS recovered
		FROM budget_envelope e JOIN budget_kind k ON k.id = e.kind
		LEFT JOIN (`+movements+` WHERE b.at < $1 GROUP BY 1) m ON m.envelope = e.id
		ORDER BY e.year, k.position`, before)
}

// movements adds up entries by the envelope that they move, in the same way as the trigger of migration 00007 does one by one.
const movements = `
	SELECT v.envelope, sum(v.credit) AS credit, sum(v.reserved) AS reserved, sum(v.committed) AS committed, sum(v.paid) AS paid, sum(v.recovered) AS recovered
	FROM budget_entry b CROSS JOIN LATERAL (
	    SELECT b.envelope, CASE b.kind WHEN 'credit' THEN b.amount WHEN 'transfer' THEN -b.amount ELSE 0 END AS credit,
	           CASE WHEN b.kind = 'reservation' THEN b.amount WHEN b.side = 'reserved' THEN -b.amount ELSE -b.unreserved END AS reserved,
	           CASE WHEN b.kind = 'commitment' THEN b.amount WHEN b.side = 'committed' THEN -b.amount ELSE 0 END AS committed,
	           CASE b.kind WHEN 'payment' THEN b.amount ELSE 0 END AS paid, CASE b.kind WHEN 'recovery' THEN b.amount ELSE 0 END AS recovered
	    UNION ALL
	    SELECT b.to_envelope, b.amount, 0, 0, 0, 0 WHERE b.kind = 'transfer') v`

// An LedgerLine is an entry as lists show it. A transfer stands in the ledger once and is shown as two lines: Line is the envelope of this one, and
// Moved what it did there to the credit.
type LedgerLine struct {
	budget.Entry
	Line         budget.EnvelopeID
	Year         int
	EnvelopeName string
	// OtherYear and OtherName are the other side of a transfer, zero and empty for all else.
	OtherYear int
	OtherName string
	// Title is the promise's, Beneficiary the association's name and Slug its page; empty where there is none.
	Title, Beneficiary, Slug string
	// ProjectTitle and ProjectSlug are those of the public project that the promise pays for.
	ProjectTitle, ProjectSlug string
	// Name is who booked it, empty for the program and for who was erased.
	Name string
	// ReversedBy is the entry that undid it, zero for none.
	ReversedBy budget.EntryID
}

// An LedgerFilter says which entries are asked for; its zero value asks for all.
type LedgerFilter struct {
	Year     int
	Envelope budget.EnvelopeID
	Kind     budget.EntryKind
	Promise  budget.PromiseID
	Decision budget.Decision
	Words    string
	// First and Last are the days of booking in Brussels; zero for no bound.
	First, Last calendar.Day
	// Before is the entry after which a list goes on, which holds the latest first.
	Before budget.EntryID
}

const ledgerLines = `
	SELECT b.id, b.kind, b.envelope, b.emergency, coalesce(b.to_envelope, 0) AS "to", coalesce(b.to_emergency, false) AS to_emergency,
	       coalesce(b.promise, 0) AS promise, b.amount, coalesce(b.side, '') AS side, b.unreserved, coalesce(b.basis, '') AS basis,
	       coalesce(b.reverses, 0) AS reverses, b.decision, b.decided_on AS "on", b.why, b.at, b.person, b.act,
	       e.id AS line, e.year, k.name AS envelope_name, coalesce(o.year, 0) AS other_year, coalesce(ok.name, '') AS other_name,
	       coalesce(p.title, '') AS title, coalesce(a.name, '') AS beneficiary, coalesce(a.slug, '') AS slug,
	       coalesce(j.title, '') AS project_title, coalesce(j.slug, '') AS project_slug, coalesce(w.name, '') AS name,
	       coalesce(u.id, 0) AS reversed_by
	FROM budget_entry b
	JOIN budget_envelope e ON e.id IN (b.envelope, b.to_envelope)
	JOIN budget_kind k ON k.id = e.kind
	LEFT JOIN budget_envelope o ON b.kind = 'transfer' AND o.id IN (b.envelope, b.to_envelope) AND o.id <> e.id
	LEFT JOIN budget_kind ok ON ok.id = o.kind
	LEFT JOIN budget_promise p ON p.id = b.promise
	LEFT JOIN association a ON a.id = p.association
	LEFT JOIN project j ON j.id = p.project
	LEFT JOIN person w ON w.id = b.person
	LEFT JOIN budget_entry u ON u.reverses = b.id
	WHERE ($1 = 0 OR e.year = $1) AND ($2 = 0 OR e.id = $2) AND ($3 = '' OR b.kind = $3) AND ($4 = 0 OR b.promise = $4)
	  AND ($5 = '' OR b.decision = $5) AND ($6::timestamptz IS NULL OR b.at >= $6) AND ($7::timestamptz IS NULL OR b.at < $7)
	  AND ($8 = '' OR strpos(lower(unaccent(concat_ws(' ', p.title, a.name, b.why, b.decision))), lower(unaccent($8))) > 0)
	  AND ($9 = 0 OR b.id < $9)
	ORDER BY b.id DESC, (e.id = b.envelope) DESC`

func (f LedgerFilter) args() []any {
	var from, to *time.Time
	if !f.First.IsZero() {
		from = new(f.First.Start())
	}
	if !f.Last.IsZero() {
		to = new(f.Last.AddDays(1).Start())
	}
	return []any{f.Year, f.Envelope, f.Kind, f.Promise, f.Decision, from, to, f.Words, f.Before}
}

// Ledger returns the lines that are asked for, the latest first, at most so many: a transfer is not parted, so that there may be one more.
// It is true where there are older ones.
func (s Store) Ledger(ctx context.Context, f LedgerFilter, most int) ([]LedgerLine, bool, error) {
	all, err := many[LedgerLine](ctx, s, ledgerLines+` LIMIT $10`, append(f.args(), most+2)...)
	if err != nil || len(all) <= most {
		return all, false, err
	}
	end := most
	if all[end-1].ID == all[end].ID {
		end++
	}
	return all[:end], len(all) > end, nil
}

// EachLedgerLine hands on all lines that are asked for, the latest first, for a download.
func (db *DB) EachLedgerLine(ctx context.Context, f LedgerFilter, each func(LedgerLine) error) error {
	all, err := many[LedgerLine](ctx, Store{q: db.export, deadline: exportDeadline}, ledgerLines, f.args()...)
	if err != nil {
		return err
	}
	for _, line := range all {
		if err := each(line); err != nil {
			return err
		}
	}
	return nil
}

// LedgerEntry returns an entry by its number, and [fault.NotFound] where there is none.
func (s Store) LedgerEntry(ctx context.Context, id budget.EntryID) (budget.Entry, error) {
	return one[budget.Entry](ctx, s, `
		SELECT id, kind, envelope, emergency, coalesce(to_envelope, 0) AS "to", coalesce(to_emergency, false) AS to_emergency,
		       coalesce(promise, 0) AS promise, amount, coalesce(side, '') AS side, unreserved, coalesce(basis, '') AS basis,
		       coalesce(reverses, 0) AS reverses, decision, decided_on AS "on", why, at, person, act
		FROM budget_entry WHERE id = $1`, id)
}

// A LastEntry is the last entry of a kind that changes what pages are drawn from, with who booked it.
type LastEntry struct {
	ID   budget.EntryID
	Name string
	Act  string
	At   time.Time
}

const lastEntry = `
	SELECT coalesce(max(l.id), 0) AS id, coalesce(max(l.name), '') AS name, coalesce(max(l.act), '') AS act, coalesce(max(l.at), 'epoch') AS at
	FROM (SELECT b.id, w.name, b.act, b.at FROM budget_entry b LEFT JOIN person w ON w.id = b.person
	      WHERE (b.envelope IN (SELECT id FROM budget_envelope WHERE year = $1) OR b.to_envelope IN (SELECT id FROM budget_envelope WHERE year = $1))
	        AND ($2 OR b.kind IN ('credit', 'transfer'))
	      ORDER BY b.id DESC LIMIT 1) l`

// LastCredit returns the last entry that moved credit of a year; its number is zero where there is none.
func (s Store) LastCredit(ctx context.Context, year int) (LastEntry, error) {
	return one[LastEntry](ctx, s, lastEntry, year, false)
}

// LastBooked returns the last entry of a year, of any kind; its number is zero where there is none.
func (s Store) LastBooked(ctx context.Context, year int) (LastEntry, error) {
	return one[LastEntry](ctx, s, lastEntry, year, true)
}

// A Held is a promise with what it has of an envelope.
type Held struct {
	budget.Promise
	Envelope                             budget.EnvelopeID
	EnvelopeName                         string
	EnvelopeYear                         int
	Reserved, Committed, Paid, Recovered money.Cents
	// Ordered is what waits for approval to be paid.
	Ordered money.Cents
	// Beneficiary is the association's name and Slug its page; empty where there is none.
	Beneficiary, Slug string
	// ProjectTitle and ProjectSlug are those of the public project.
	ProjectTitle, ProjectSlug string
	// Decision and DecidedOn are those of its last commitment here, empty and zero where nothing is committed.
	Decision  budget.Decision
	DecidedOn calendar.Day
}

// Unpaid is what was committed and not paid yet.
func (h Held) Unpaid() money.Cents { return h.Committed - h.Paid }

const helds = `
	SELECT ` + promiseColumns + `, h.envelope, k.name AS envelope_name, e.year AS envelope_year, h.reserved, h.committed, h.paid, h.recovered,
	       coalesce(a.name, '') AS beneficiary, coalesce(a.slug, '') AS slug, coalesce(j.title, '') AS project_title, coalesce(j.slug, '') AS project_slug,
	       coalesce(c.decision, '') AS decision, c.decided_on,
	       (SELECT coalesce(sum(o.amount), 0)::bigint FROM budget_payment_order o
	        WHERE o.promise = h.promise AND o.envelope = h.envelope AND o.ended_by IS NULL) AS ordered
	FROM budget_holding h
	JOIN budget_promise p ON p.id = h.promise
	JOIN budget_envelope e ON e.id = h.envelope
	JOIN budget_kind k ON k.id = e.kind
	LEFT JOIN association a ON a.id = p.association
	LEFT JOIN project j ON j.id = p.project
	LEFT JOIN LATERAL (SELECT decision, decided_on FROM budget_entry b
	                   WHERE b.promise = h.promise AND b.envelope = h.envelope AND b.kind = 'commitment' ORDER BY b.id DESC LIMIT 1) c ON true`

// HeldIn returns what promises have of an envelope, the latest decision first.
func (s Store) HeldIn(ctx context.Context, in budget.EnvelopeID) ([]Held, error) {
	return many[Held](ctx, s, helds+` WHERE h.envelope = $1 ORDER BY c.decided_on DESC NULLS FIRST, h.promise DESC`, in)
}

// HeldOf returns what a promise has of each envelope, the earliest year first.
func (s Store) HeldOf(ctx context.Context, id budget.PromiseID) ([]Held, error) {
	return many[Held](ctx, s, helds+` WHERE h.promise = $1 ORDER BY e.year`, id)
}

// ReservedIn returns the promises that hold a reservation in a year, in the order of envelopes.
func (s Store) ReservedIn(ctx context.Context, year int) ([]Held, error) {
	return many[Held](ctx, s, helds+` WHERE e.year = $1 AND h.reserved > 0 ORDER BY k.position, h.promise`, year)
}

// Agreements returns the agreements over years with their years, the latest first. A year is conditional while nothing is reserved or committed for it.
func (s Store) Agreements(ctx context.Context) ([]budget.Agreement, error) {
	all, err := many[budget.Agreement](ctx, s, `
		SELECT id, title, coalesce(association, 0) AS association, decision, decided_on, demo FROM budget_agreement ORDER BY decided_on DESC, id DESC`)
	if err != nil {
		return nil, err
	}
	years, err := many[struct {
		Agreement budget.AgreementID
		budget.AgreementYear
	}](ctx, s, `
		SELECT p.agreement, p.id AS promise, p.year, p.kind, p.amount,
		       NOT EXISTS (SELECT FROM budget_entry b WHERE b.promise = p.id) AS conditional
		FROM budget_promise p WHERE p.agreement IS NOT NULL ORDER BY p.year`)
	if err != nil {
		return nil, err
	}
	at := map[budget.AgreementID]int{}
	for i, a := range all {
		at[a.ID] = i
	}
	for _, y := range years {
		one := &all[at[y.Agreement]]
		one.Years = append(one.Years, y.AgreementYear)
	}
	return all, nil
}

// Conditional returns the years of agreements that were promised of an envelope without credit, the oldest promise first.
func (s Store) Conditional(ctx context.Context, year int, kind budget.Kind) ([]budget.Promise, error) {
	return many[budget.Promise](ctx, s, `
		SELECT `+promiseColumns+` FROM budget_promise p
		WHERE p.agreement IS NOT NULL AND p.year = $1 AND p.kind = $2 AND NOT EXISTS (SELECT FROM budget_entry b WHERE b.promise = p.id)
		ORDER BY p.id`, year, kind)
}

// A Choice is an association as a form offers it.
type Choice struct {
	ID   association.ID
	Name string
	Slug string
}

// Beneficiaries returns the verified associations by their names, for a form.
func (s Store) Beneficiaries(ctx context.Context) ([]Choice, error) {
	return many[Choice](ctx, s, `SELECT id, name, slug FROM association WHERE standing = 'verified' ORDER BY name COLLATE "nl-x-icu", id`)
}
