package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// A ledger is a budget that a test keeps. What fails in the making of it ends the test.
type ledger struct {
	t  testing.TB
	db *postgres.DB
	// acts counts what was done: each act has a moment of its own.
	acts *atomic.Int64
}

// ledgerDay is the day on which the acts of a test are done.
var ledgerDay = calendar.Date(2027, time.May, 15)

func newLedger(t testing.TB) ledger {
	t.Helper()
	l := ledger{t, pgtest.New(t), new(atomic.Int64)}
	l.plan(2027, 1_000)
	l.do(l.book("budget.credit", l.credit(2027, "structureel", 100_000, budget.Initial, "01"), l.credit(2027, "projecten", 50_000, budget.Initial, "01"),
		l.credit(2027, "noodhulp", 10_000, budget.Initial, "01")))
	l.open(2027)
	return l
}

func (l ledger) do(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

// act runs fn as one act of the person, with its entry in the record.
func (l ledger) act(person account.ID, name string, fn func(postgres.Tx, account.By) error) error {
	by := account.By{Person: person, Part: account.HeadPart, At: ledgerDay.Start().Add(time.Duration(l.acts.Add(1)) * time.Second)}
	return l.db.InTx(l.t.Context(), func(tx postgres.Tx) error {
		if err := fn(tx, by); err != nil {
			return err
		}
		_, err := tx.AddEntry(l.t.Context(), by, name, "budget/2027", nil)
		return err
	})
}

// book books the entries as one act.
func (l ledger) book(act string, entries ...budget.Entry) error {
	_, err := l.booked(act, entries...)
	return err
}

func (l ledger) booked(act string, entries ...budget.Entry) (ids []budget.EntryID, err error) {
	err = l.act(7, act, func(tx postgres.Tx, by account.By) error {
		ids, err = tx.Book(l.t.Context(), by, act, entries...)
		return err
	})
	return ids, err
}

// plan plans a year with an envelope for each kind, of which what is left goes to the same kind.
func (l ledger) plan(year, ceiling int) {
	l.t.Helper()
	l.do(l.db.InTx(l.t.Context(), func(tx postgres.Tx) error {
		purposes, err := tx.Purposes(l.t.Context())
		if err != nil {
			return err
		}
		rules := map[budget.Kind]budget.Leftover{}
		for _, p := range purposes {
			rules[p.Kind] = budget.SameKind
		}
		_, err = tx.AddYear(l.t.Context(), budget.Year{Year: year, Ceiling: ceiling}, rules)
		return err
	}))
}

func (l ledger) open(year int) {
	l.t.Helper()
	l.do(l.db.InTx(l.t.Context(), func(tx postgres.Tx) error {
		_, err := tx.OpenYear(l.t.Context(), year)
		return err
	}))
}

func (l ledger) envelope(year int, kind budget.Kind) budget.Envelope {
	l.t.Helper()
	all, err := l.db.Envelopes(l.t.Context(), year, year)
	l.do(err)
	at := slices.IndexFunc(all, func(e budget.Envelope) bool { return e.Kind == kind })
	if at < 0 {
		l.t.Fatalf("no envelope %s of %d", kind, year)
	}
	return all[at]
}

// promise writes a promise of a kind's money.
func (l ledger) promise(kind budget.Kind, amount money.Cents) budget.Promise {
	l.t.Helper()
	p := budget.Promise{Source: budget.Committed, Title: "Steun", Year: 2027, Kind: kind, Emergency: kind == budget.Emergency, Amount: amount}
	l.do(l.db.InTx(l.t.Context(), func(tx postgres.Tx) (err error) {
		p.ID, err = tx.AddPromise(l.t.Context(), p)
		return err
	}))
	return p
}

// number is a decision that ends in these two digits.
func number(digits string) budget.Decision { return budget.Decision("2027_GR_000" + digits) }

func (l ledger) credit(year int, kind budget.Kind, amount money.Cents, basis budget.Basis, decision string) budget.Entry {
	e := l.envelope(year, kind)
	return budget.Entry{Kind: budget.Credit, Basis: basis, Envelope: e.ID, Emergency: e.Emergency, Amount: amount,
		Base: budget.Base{Decision: number(decision), On: ledgerDay}}
}

func (l ledger) transfer(from, to budget.Envelope, amount money.Cents) budget.Entry {
	return budget.Entry{Kind: budget.Transfer, Envelope: from.ID, Emergency: from.Emergency, To: to.ID, ToEmergency: to.Emergency, Amount: amount,
		Base: budget.Base{On: ledgerDay, Why: "Zo werd beslist."}}
}

// of is an entry of what a promise has in its own envelope.
func (l ledger) of(p budget.Promise, kind budget.EntryKind, side budget.Side, amount money.Cents) budget.Entry {
	l.t.Helper()
	return budget.Entry{Kind: kind, Envelope: l.envelope(p.Year, p.Kind).ID, Emergency: p.Emergency, Promise: p.ID, Side: side, Amount: amount,
		Base: budget.Base{Decision: number("50"), On: ledgerDay, Why: "Zo werd beslist."}}
}

// undo undoes an entry.
func (l ledger) undo(id budget.EntryID) error {
	l.t.Helper()
	was, err := l.db.LedgerEntry(l.t.Context(), id)
	l.do(err)
	entry, err := was.Undo(budget.Base{Decision: number("90"), On: ledgerDay, Why: "Een vergissing."}, ledgerDay)
	if err != nil {
		return err
	}
	return l.book("budget.undo", entry)
}

// close closes a year as its rules say, by two people; no reservation goes on.
func (l ledger) close(year int) {
	l.t.Helper()
	ctx := l.t.Context()
	var c budget.Closing
	l.do(l.act(7, "budget.propose-closing", func(tx postgres.Tx, by account.By) (err error) {
		if c, err = l.reckon(ctx, tx, year); err == nil {
			_, err = tx.ProposeClosing(ctx, by, c, nil, "Het jaar is om.")
		}
		return err
	}))
	l.do(l.act(8, "budget.close", func(tx postgres.Tx, by account.By) error {
		if err := tx.LockYears(ctx, year, year+1); err != nil {
			return err
		}
		if len(c.Entries) > 0 {
			if _, err := tx.Book(ctx, by, "budget.close", c.Entries...); err != nil {
				return err
			}
		}
		if err := tx.ConfirmClosing(ctx, by, year); err != nil {
			return err
		}
		return tx.CloseYear(ctx, year)
	}))
}

func (l ledger) reckon(ctx context.Context, tx postgres.Tx, year int) (budget.Closing, error) {
	if err := tx.LockYears(ctx, year, year+1); err != nil {
		return budget.Closing{}, err
	}
	this, err := tx.BudgetYear(ctx, year)
	if err != nil {
		return budget.Closing{}, err
	}
	after, err := tx.BudgetYear(ctx, year+1)
	if err != nil {
		return budget.Closing{}, err
	}
	open, err := tx.Envelopes(ctx, year, year)
	if err != nil {
		return budget.Closing{}, err
	}
	next, err := tx.Envelopes(ctx, year+1, year+1)
	if err != nil {
		return budget.Closing{}, err
	}
	held, err := tx.ReservedIn(ctx, year)
	if err != nil {
		return budget.Closing{}, err
	}
	var pending []budget.Pending
	for _, h := range held {
		at := slices.IndexFunc(open, func(e budget.Envelope) bool { return e.ID == h.Envelope })
		pending = append(pending, budget.Pending{Promise: h.Promise, Envelope: open[at], Amount: h.Reserved})
	}
	last, err := tx.LastBooked(ctx, year)
	if err != nil {
		return budget.Closing{}, err
	}
	c, err := budget.Close(this, after, open, next, pending, budget.Base{On: ledgerDay, Why: "Het jaar is om."}, ledgerDay)
	c.LastEntry = last.ID
	return c, err
}

// refusedBy says that the ledger refused by that rule.
func refusedBy(t testing.TB, what string, err error, rule budget.Rule) {
	t.Helper()
	if refused, ok := errors.AsType[budget.Refusal](err); !ok || refused.Rule != rule {
		t.Errorf("%s: %v, want a refusal by %s", what, err, rule)
	}
}

func TestWhatIsUndoneIsUndoneOnce(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	p := l.promise("projecten", 9_000)
	l.do(l.book("budget.commit", l.of(p, budget.Commitment, "", 9_000)))
	ids, err := l.booked("budget.pay", l.of(p, budget.Payment, "", 4_000))
	l.do(err)
	l.do(l.undo(ids[0]))
	refusedBy(t, "a second time", l.undo(ids[0]), budget.UndoneTwice)
	l.do(l.book("budget.pay", l.of(p, budget.Payment, "", 4_000)))
	refusedBy(t, "a second time, when the same was booked again", l.undo(ids[0]), budget.UndoneTwice)
	if e := l.envelope(2027, "projecten"); e.Paid != 4_000 {
		t.Errorf("%+v", e)
	}
}

func TestTwoWhoUndoTheSameAtOnceUndoItOnce(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	p := l.promise("projecten", 9_000)
	ids, err := l.booked("budget.commit", l.of(p, budget.Commitment, "", 9_000))
	l.do(err)
	answers := make(chan error)
	for range 4 {
		go func() { answers <- l.undo(ids[0]) }()
	}
	done := 0
	for range 4 {
		if err := <-answers; err == nil {
			done++
		} else {
			refusedBy(t, "the others", err, budget.UndoneTwice)
		}
	}
	if e := l.envelope(2027, "projecten"); done != 1 || e.Committed != 0 {
		t.Errorf("undone %d times: %+v", done, e)
	}
}

// Who waits for an envelope gets a higher number than who has it: so the last number that a closing saw tells all that it saw.
func TestEntriesOfAnEnvelopeAreNumberedInTheOrderInWhichTheyWereCommitted(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	slow, quick := l.promise("projecten", 100), l.promise("structureel", 100)
	waits := make(chan error)
	var seen postgres.LastEntry
	l.do(l.db.InTx(t.Context(), func(tx postgres.Tx) error {
		if err := tx.LockYears(t.Context(), 2027); err != nil {
			return err
		}
		entry := l.of(slow, budget.Commitment, "", 100)
		go func() { waits <- l.book("budget.commit", entry) }()
		l.untilSomebodyWaits()
		if _, err := tx.Book(t.Context(), account.By{Person: 7, At: ledgerDay.Start()}, "budget.commit", l.of(quick, budget.Commitment, "", 100)); err != nil {
			return err
		}
		var err error
		seen, err = tx.LastBooked(t.Context(), 2027)
		return err
	}))
	l.do(<-waits)
	last, err := l.db.LastBooked(t.Context(), 2027)
	if err != nil || last.ID <= seen.ID {
		t.Errorf("the last entry is %d after one that was booked later than %d, %v", last.ID, seen.ID, err)
	}
}

// untilSomebodyWaits returns when a connection waits for a lock of this database.
func (l ledger) untilSomebodyWaits() {
	l.t.Helper()
	conn := l.connect()
	for begin := time.Now(); time.Since(begin) < time.Second; {
		var waiting bool
		l.do(conn.QueryRow(l.t.Context(), `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')`).Scan(&waiting))
		if waiting {
			return
		}
	}
	l.t.Fatal("nobody waits")
}

func TestACeilingIsNotLoweredBelowWhatEmergencyAidHas(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	l.plan(2028, 1_000)
	l.do(l.book("budget.credit", l.credit(2028, "structureel", 90_000, budget.Initial, "02"), l.credit(2028, "noodhulp", 10_000, budget.Initial, "02")))
	for points, rule := range map[int]budget.Rule{999: budget.AboveCeiling, 0: budget.AboveCeiling, 1_000: "", 1_001: ""} {
		err := l.db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := tx.SetCeiling(t.Context(), 2028, points)
			return err
		})
		if rule == "" {
			l.do(err)
		} else {
			refusedBy(t, fmt.Sprint(points, " basis points"), err, rule)
		}
	}
}

func TestWhatAnActKeptForItsEndIsBookedWithItOrNothingIs(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	ctx, key := t.Context(), [16]byte{7}
	commit := func(amount money.Cents) error {
		p := l.promise("projecten", amount)
		entry := l.of(p, budget.Commitment, "", amount)
		return l.db.InTx(ctx, func(tx postgres.Tx) error {
			by := account.By{Person: 7, Part: account.HeadPart, At: ledgerDay.Start().Add(time.Hour)}
			if claim, err := tx.ClaimOnce(ctx, key, by, "budget.commit"); err != nil || !claim.First {
				return fmt.Errorf("%+v: %w", claim, err)
			}
			tx.BookLast(by, "budget.commit", entry)
			return tx.Finish(ctx, key, by, "budget.commit", "promise/1")
		})
	}
	refusedBy(t, "more than there is", commit(50_001), budget.NoRoom)
	if found := l.verify(); !found.Agrees() || found.Entries != 3 {
		t.Errorf("after a refusal: %+v", found)
	}
	l.do(commit(50_000)) // with the same key
	if found := l.verify(); !found.Agrees() || found.Entries != 4 {
		t.Errorf("%+v", found)
	}
	if e := l.envelope(2027, "projecten"); e.Committed != 50_000 {
		t.Errorf("%+v", e)
	}
}
