package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// Book writes entries of the ledger, all of an act in one statement, and returns their numbers in the order given. The database moves the balances and
// refuses what breaks a rule: that is a [budget.Refusal], after which the transaction can only be rolled back.
//
// An act that books one entry locks one envelope. One that books several has locked their years before (see [Tx.LockYears]), or books them
// in the order of their envelopes.
func (t Tx) Book(ctx context.Context, by account.By, act string, entries ...budget.Entry) ([]budget.EntryID, error) {
	ids, err := values[budget.EntryID](ctx, t.Store, bookEntries, bookingOf(by, act, entries).args...)
	return ids, refusal(err)
}

// BookLast keeps entries until [Tx.Finish] books them as the last of the act, which holds their envelopes for the shortest time. It is for an act that
// asks nothing of the ledger afterwards, and is called once.
func (t Tx) BookLast(by account.By, act string, entries ...budget.Entry) {
	t.last.booking = bookingOf(by, act, entries)
}

const bookEntries = `
	INSERT INTO budget_entry (kind, envelope, emergency, to_envelope, to_emergency, promise, amount, side, basis, reverses, decision,
	                          decided_on, why, at, person, act)
	SELECT kind, envelope, emergency, nullif(to_envelope, 0), CASE WHEN to_envelope <> 0 THEN to_emergency END, nullif(promise, 0), amount,
	       nullif(side, ''), nullif(basis, ''), nullif(reverses, 0), decision, decided_on, why, $14, $15, $16
	FROM unnest($1::text[], $2::bigint[], $3::boolean[], $4::bigint[], $5::boolean[], $6::bigint[], $7::bigint[], $8::text[], $9::text[],
	            $10::bigint[], $11::text[], $12::date[], $13::text[])
	     WITH ORDINALITY AS e (kind, envelope, emergency, to_envelope, to_emergency, promise, amount, side, basis, reverses, decision,
	                           decided_on, why, place)
	ORDER BY place
	RETURNING id`

// A booking is what [bookEntries] takes; the zero booking is none.
type booking struct{ args []any }

func bookingOf(by account.By, act string, entries []budget.Entry) booking {
	var c columns
	for _, e := range entries {
		c.add(e)
	}
	return booking{[]any{c.kinds, c.envelopes, c.emergency, c.to, c.toEmergency, c.promises, c.amounts, c.sides, c.bases, c.reverses, c.decisions, c.days,
		c.why, by.At, by.Person, act}}
}

// columns are entries as one statement takes them.
type columns struct {
	kinds                  []budget.EntryKind
	envelopes, to          []budget.EnvelopeID
	emergency, toEmergency []bool
	promises               []budget.PromiseID
	amounts                []money.Cents
	sides                  []budget.Side
	bases                  []budget.Basis
	reverses               []budget.EntryID
	decisions              []budget.Decision
	days                   []calendar.Day
	why                    []string
}

func (c *columns) add(e budget.Entry) {
	c.kinds, c.envelopes, c.emergency = append(c.kinds, e.Kind), append(c.envelopes, e.Envelope), append(c.emergency, e.Emergency)
	c.to, c.toEmergency = append(c.to, e.To), append(c.toEmergency, e.ToEmergency)
	c.promises, c.amounts = append(c.promises, e.Promise), append(c.amounts, e.Amount)
	c.sides, c.bases, c.reverses = append(c.sides, e.Side), append(c.bases, e.Basis), append(c.reverses, e.Reverses)
	c.decisions, c.days, c.why = append(c.decisions, e.Decision), append(c.days, e.On), append(c.why, e.Why)
}

// refusal turns what the ledger's triggers and constraints say into a [budget.Refusal], and leaves other errors as they are.
func refusal(err error) error {
	said, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return err
	}
	switch said.Code {
	case "55P03", "40P01":
		return budget.Refusal{Rule: budget.Busy}
	case "23514":
		if said.ConstraintName == "budget_entry_ring_fence" || said.ConstraintName == "budget_entry_ring_fence_undone" {
			return budget.Refusal{Rule: budget.RingFenced}
		}
	case "23505":
		if said.ConstraintName == "budget_entry_reverses_key" {
			return budget.Refusal{Rule: budget.UndoneTwice}
		}
	}
	if len(said.Code) != 5 || said.Code[:4] != "VS10" {
		return err
	}
	var at struct {
		Envelope  budget.EnvelopeID
		Year      int
		State     budget.YearState
		Kind      budget.Kind
		Name      string
		Emergency bool
		Available money.Cents
	}
	var asked struct {
		Kind   budget.EntryKind
		Amount money.Cents
	}
	if wrong := errors.Join(json.Unmarshal([]byte(said.Detail), &at), json.Unmarshal([]byte(said.Hint), &asked)); wrong != nil {
		return errors.Join(err, wrong)
	}
	return budget.Refusal{Rule: budget.Rule(said.Code), Kind: asked.Kind, Amount: asked.Amount, Available: at.Available, Envelope: budget.Envelope{
		ID: at.Envelope, Year: at.Year, State: at.State, Kind: at.Kind, Name: at.Name, Emergency: at.Emergency}}
}

// LockYears holds off all others that move credit in these years, and all commitments there, until the transaction ends: the years first, then their
// envelopes, each in order.
func (t Tx) LockYears(ctx context.Context, years ...int) error {
	slices.Sort(years)
	for _, sql := range []string{
		`SELECT year FROM budget_year WHERE year = ANY($1) ORDER BY year FOR NO KEY UPDATE`,
		`SELECT id FROM budget_envelope WHERE year = ANY($1) ORDER BY id FOR NO KEY UPDATE`,
	} {
		if _, err := exec(ctx, t.Store, sql, years); err != nil {
			return refusal(err)
		}
	}
	return nil
}

// LockEnvelope holds off all who book in an envelope until the transaction ends.
func (t Tx) LockEnvelope(ctx context.Context, id budget.EnvelopeID) error {
	_, err := exec(ctx, t.Store, `SELECT id FROM budget_envelope WHERE id = $1 FOR NO KEY UPDATE`, id)
	return refusal(err)
}

// AddYear plans a year with an envelope for each kind. It is false where the year is planned already.
func (t Tx) AddYear(ctx context.Context, y budget.Year, leftovers map[budget.Kind]budget.Leftover) (bool, error) {
	n, err := exec(ctx, t.Store, `INSERT INTO budget_year (year, ceiling, demo) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, y.Year, y.Ceiling, y.Demo)
	if err != nil || n == 0 {
		return false, err
	}
	purposes, err := t.Purposes(ctx)
	if err != nil {
		return false, err
	}
	for _, p := range purposes {
		leftover, ok := leftovers[p.Kind]
		if !ok {
			leftover = budget.Lapses
		}
		if _, err := exec(ctx, t.Store, `INSERT INTO budget_envelope (year, kind, emergency, leftover) VALUES ($1, $2, $3, $4)`,
			y.Year, p.Kind, p.Emergency, leftover); err != nil {
			return false, err
		}
	}
	return true, nil
}

// SetCeiling and SetLeftover change what is chosen before a year begins; afterwards they change nothing and return false. A ceiling below what
// emergency aid has already is refused.
func (t Tx) SetCeiling(ctx context.Context, year, points int) (bool, error) {
	n, err := exec(ctx, t.Store, `UPDATE budget_year SET ceiling = $2 WHERE year = $1 AND state = 'planned'`, year, points)
	return n == 1, refusal(err)
}

// SetLeftover chooses what becomes of what is left of an envelope. See [Tx.SetCeiling].
func (t Tx) SetLeftover(ctx context.Context, id budget.EnvelopeID, rule budget.Leftover) (bool, error) {
	n, err := exec(ctx, t.Store, `UPDATE budget_envelope SET leftover = $2 WHERE id = $1 AND year_state = 'planned'`, id, rule)
	return n == 1, err
}

// OpenYear lets a planned year begin. It is false where it has begun already.
func (t Tx) OpenYear(ctx context.Context, year int) (bool, error) {
	n, err := exec(ctx, t.Store, `UPDATE budget_year SET state = 'open' WHERE year = $1 AND state = 'planned'`, year)
	return n == 1, refusal(err)
}

// CloseYear ends an open year, of which the closing was confirmed.
func (t Tx) CloseYear(ctx context.Context, year int) error {
	n, err := exec(ctx, t.Store, `UPDATE budget_year SET state = 'closed' WHERE year = $1 AND state = 'open'`, year)
	if err == nil && n == 0 {
		return fault.Conflict
	}
	return refusal(err)
}

// AddPromise writes down what the city holds itself to, and returns its number.
func (t Tx) AddPromise(ctx context.Context, p budget.Promise) (budget.PromiseID, error) {
	return value[budget.PromiseID](ctx, t.Store, `
		INSERT INTO budget_promise (source, title, association, project, application, agreement, year, kind, emergency, amount, demo)
		VALUES ($1, $2, nullif($3, 0), nullif($4, 0), nullif($5, 0), nullif($6, 0), $7, $8, $9, $10, $11) RETURNING id`,
		p.Source, p.Title, p.Association, p.Project, p.Application, p.Agreement, p.Year, p.Kind, p.Emergency, p.Amount, p.Demo)
}

// AddAgreement writes an agreement without its years, and returns its number.
func (t Tx) AddAgreement(ctx context.Context, a budget.Agreement) (budget.AgreementID, error) {
	return value[budget.AgreementID](ctx, t.Store, `
		INSERT INTO budget_agreement (title, association, decision, decided_on, demo) VALUES ($1, nullif($2, 0), $3, $4, $5) RETURNING id`,
		a.Title, a.Association, a.Decision, a.DecidedOn, a.Demo)
}

// A ClosingProposal is a closing that somebody proposed.
type ClosingProposal struct {
	Year        int
	ProposedBy  account.ID
	LastEntry   budget.EntryID
	Why         string
	MovedOn     []budget.PromiseID
	ConfirmedBy *account.ID
	// Name is who proposed it; empty for who was erased.
	Name string
}

// ProposeClosing writes down that somebody proposes to close a year. It is false where it is proposed already.
func (t Tx) ProposeClosing(ctx context.Context, by account.By, c budget.Closing, movesOn []budget.PromiseID, why string) (bool, error) {
	n, err := exec(ctx, t.Store, `
		INSERT INTO budget_closing (year, proposed_by, proposed_at, last_entry, moved_on, why) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
		c.Year.Year, by.Person, by.At, c.LastEntry, list(movesOn), why)
	return n == 1, err
}

// WithdrawClosing takes back a proposal that was not confirmed. It is false where there is none.
func (t Tx) WithdrawClosing(ctx context.Context, year int) (bool, error) {
	n, err := exec(ctx, t.Store, `DELETE FROM budget_closing WHERE year = $1 AND confirmed_by IS NULL`, year)
	return n == 1, err
}

// ConfirmClosing writes down that a second person confirms it.
func (t Tx) ConfirmClosing(ctx context.Context, by account.By, year int) error {
	_, err := exec(ctx, t.Store, `UPDATE budget_closing SET confirmed_by = $2, confirmed_at = $3 WHERE year = $1 AND confirmed_by IS NULL`,
		year, by.Person, by.At)
	return err
}

// ClosingProposal returns what was proposed for a year, and [fault.NotFound] where nothing was.
func (s Store) ClosingProposal(ctx context.Context, year int) (ClosingProposal, error) {
	return one[ClosingProposal](ctx, s, `
		SELECT c.year, c.proposed_by, c.last_entry, c.why, c.moved_on, c.confirmed_by, coalesce(p.name, '') AS name
		FROM budget_closing c LEFT JOIN person p ON p.id = c.proposed_by WHERE c.year = $1`, year)
}

// A PaymentOrder is a payment that one person prepared and another approves.
type PaymentOrder struct {
	ID         int64
	Promise    budget.PromiseID
	Envelope   budget.EnvelopeID
	Amount     money.Cents
	PayOn      calendar.Day
	Why        string
	PreparedBy account.ID
	// PreparedName is empty for who was erased.
	PreparedName string
	Title        string
	// Beneficiary is the association's name, empty where none is known.
	Beneficiary  string
	EnvelopeName string
	Year         int
}

const paymentOrders = `
	SELECT o.id, o.promise, o.envelope, o.amount, o.pay_on, o.why, o.prepared_by, coalesce(w.name, '') AS prepared_name, p.title,
	       coalesce(a.name, '') AS beneficiary, k.name AS envelope_name, e.year
	FROM budget_payment_order o
	JOIN budget_promise p ON p.id = o.promise
	JOIN budget_envelope e ON e.id = o.envelope
	JOIN budget_kind k ON k.id = e.kind
	LEFT JOIN association a ON a.id = p.association
	LEFT JOIN person w ON w.id = o.prepared_by
	WHERE o.ended_by IS NULL`

// PaymentOrders returns the payments that wait for approval, the oldest first.
func (s Store) PaymentOrders(ctx context.Context) ([]PaymentOrder, error) {
	return many[PaymentOrder](ctx, s, paymentOrders+` ORDER BY o.prepared_at, o.id`)
}

// PaymentOrder returns one that waits, locked within a transaction, and [fault.NotFound] where it does not wait.
func (s Store) PaymentOrder(ctx context.Context, id int64) (PaymentOrder, error) {
	return one[PaymentOrder](ctx, s, paymentOrders+` AND o.id = $1 FOR NO KEY UPDATE OF o`, id)
}

// AddPaymentOrder writes down a payment that waits for approval, and returns its number.
func (t Tx) AddPaymentOrder(ctx context.Context, by account.By, e budget.Entry) (int64, error) {
	return value[int64](ctx, t.Store, `
		INSERT INTO budget_payment_order (promise, envelope, amount, pay_on, why, prepared_by, prepared_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`, e.Promise, e.Envelope, e.Amount, e.On, e.Why, by.Person, by.At)
}

// EndPaymentOrder writes down the payment's entry, or why it was refused.
func (t Tx) EndPaymentOrder(ctx context.Context, by account.By, id int64, entry budget.EntryID, refused string) error {
	_, err := exec(ctx, t.Store, `
		UPDATE budget_payment_order SET ended_by = $2, ended_at = $3, entry = nullif($4, 0), refused = $5 WHERE id = $1`,
		id, by.Person, by.At, entry, refused)
	return err
}

// ordered is the part of a promise that waits to be paid.
func (s Store) ordered(ctx context.Context, p budget.PromiseID, in budget.EnvelopeID) (money.Cents, error) {
	return value[money.Cents](ctx, s, `
		SELECT coalesce(sum(amount), 0)::bigint FROM budget_payment_order WHERE promise = $1 AND envelope = $2 AND ended_by IS NULL`, p, in)
}

// Ordered returns how much of what a promise has in an envelope waits for approval to be paid.
func (t Tx) Ordered(ctx context.Context, p budget.PromiseID, in budget.EnvelopeID) (money.Cents, error) {
	return t.ordered(ctx, p, in)
}

// promiseColumns are those of a [budget.Promise], of the table p.
const promiseColumns = `p.id, p.source, p.title, coalesce(p.association, 0) AS association, coalesce(p.project, 0) AS project,
	coalesce(p.application, 0) AS application, coalesce(p.agreement, 0) AS agreement, p.year, p.kind, p.emergency, p.amount, p.demo`

// Promise returns a promise, and [fault.NotFound] where there is none.
func (s Store) Promise(ctx context.Context, id budget.PromiseID) (budget.Promise, error) {
	return one[budget.Promise](ctx, s, `SELECT `+promiseColumns+` FROM budget_promise p WHERE p.id = $1`, id)
}

// Holding returns what a promise has of an envelope, and [fault.NotFound] where it never had anything.
func (s Store) Holding(ctx context.Context, id budget.PromiseID, in budget.EnvelopeID) (budget.Holding, error) {
	return one[budget.Holding](ctx, s, `
		SELECT promise, envelope, reserved, committed, paid, recovered FROM budget_holding WHERE promise = $1 AND envelope = $2`, id, in)
}

// PromisedTo returns the name of an association for a form, and [fault.NotFound] where it is none that is verified.
func (s Store) PromisedTo(ctx context.Context, slug string) (association.ID, error) {
	return value[association.ID](ctx, s, `SELECT id FROM association WHERE slug = $1 AND standing = 'verified'`, slug)
}
