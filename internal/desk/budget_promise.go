package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
)

// A DirectCommitment is what a form asks to commit by a decision of its own, outside of dossiers and agreements.
type DirectCommitment struct {
	Envelope budget.EnvelopeID
	Title    string
	// To is zero where it goes to nobody whom the portal knows.
	To     association.ID
	Amount money.Cents
	budget.Base
}

// Commit commits an amount by a decision of the college, and returns the promise. The envelope's room is looked at by the database at the moment of
// booking: of two that commit the last money at once, one wins.
func (d *Desk) Commit(ctx context.Context, by account.Head, once Once, c DirectCommitment) (budget.PromiseID, error) {
	in, err := d.db.Envelope(ctx, c.Envelope)
	if err != nil {
		return 0, err
	}
	subject, err := d.act(ctx, by, once, "budget.commit", func(tx postgres.Tx, now time.Time) (string, error) {
		promise, entry, err := budget.Commit(in, c.Title, c.To, c.Amount, c.Base, calendar.DayOf(now))
		if err := together(err, checkWords(c.Title, c.Why)); err != nil {
			return "", err
		}
		if c.To != 0 {
			if err := disinterested(ctx, tx, c.To, by.By().Person); err != nil {
				return "", err
			}
		}
		if promise.ID, err = tx.AddPromise(ctx, promise); err != nil {
			return "", err
		}
		entry.Promise = promise.ID
		tx.Note(audit.Detail{After: map[string]any{"promise": promise, "entry": entry}, Why: c.Why})
		tx.BookLast(by.By(), "budget.commit", entry)
		return PromiseSubject(promise.ID), nil
	})
	return numberOf[budget.PromiseID](subject), err
}

// A Booking is what a form asks of what a promise has in an envelope.
type Booking struct {
	Promise  budget.PromiseID
	Envelope budget.EnvelopeID
	Side     budget.Side
	Amount   money.Cents
	budget.Base
}

// CommitReserved commits what a promise had reserved, by a decision of the college: what it had reserved and is not committed is free again.
func (d *Desk) CommitReserved(ctx context.Context, by account.Head, once Once, b Booking) error {
	return d.book(ctx, by, once, "budget.commit", budget.Commitment, b)
}

// ReleaseMoney lets go of what a promise had reserved, or of what was committed to it and not paid.
func (d *Desk) ReleaseMoney(ctx context.Context, by account.BudgetKeeper, once Once, b Booking) error {
	if b.Side != budget.FromReserved && b.Side != budget.FromCommitted {
		return fault.Malformed
	}
	return d.book(ctx, by, once, "budget.release", budget.Release, b)
}

// Recover books what came back of what was paid. It gives no credit back.
func (d *Desk) Recover(ctx context.Context, by account.BudgetKeeper, once Once, b Booking) error {
	return d.book(ctx, by, once, "budget.recover", budget.Recovery, b)
}

func (d *Desk) book(ctx context.Context, by account.Acting, once Once, act string, kind budget.EntryKind, b Booking) error {
	_, err := d.act(ctx, by, once, act, func(tx postgres.Tx, now time.Time) (string, error) {
		promise, err := tx.Promise(ctx, b.Promise)
		if err != nil {
			return "", err
		}
		if promise.Association != 0 && kind == budget.Commitment {
			if err := disinterested(ctx, tx, promise.Association, by.By().Person); err != nil {
				return "", err
			}
		}
		entry, err := budget.For(promise, b.Envelope, kind, b.Side, b.Amount, b.Base, calendar.DayOf(now))
		if err := together(err, checkWords("", b.Why)); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{After: entry, Why: b.Why})
		if _, err = tx.Book(ctx, by.By(), act, entry); err != nil {
			return "", err
		}
		return PromiseSubject(b.Promise), checkOrders(ctx, tx, b)
	})
	return err
}

// checkOrders refuses what would leave less unpaid than waits to be paid.
func checkOrders(ctx context.Context, tx postgres.Tx, b Booking) error {
	held, err := tx.Holding(ctx, b.Promise, b.Envelope)
	if err != nil {
		return err
	}
	ordered, err := tx.Ordered(ctx, b.Promise, b.Envelope)
	if err == nil && ordered > held.Unpaid() {
		err = refuse("bedrag", "Hier wacht een betaling van %v op goedkeuring. Keur ze eerst goed of af.", ordered)
	}
	return err
}

// PreparePayment prepares a payment of what was committed, which a second person approves. It books nothing yet. Of two that prepare the last money at
// once, one wins: what is unpaid is reckoned while nobody else books or prepares in that envelope.
func (d *Desk) PreparePayment(ctx context.Context, by account.BudgetKeeper, once Once, b Booking) error {
	_, err := d.act(ctx, by, once, "budget.prepare", func(tx postgres.Tx, now time.Time) (string, error) {
		promise, err := tx.Promise(ctx, b.Promise)
		if err != nil {
			return "", err
		}
		entry, err := budget.For(promise, b.Envelope, budget.Payment, "", b.Amount, b.Base, calendar.DayOf(now))
		if err := together(err, checkWords("", b.Why)); err != nil {
			return "", err
		}
		if err := tx.LockEnvelope(ctx, b.Envelope); err != nil {
			return "", err
		}
		held, err := tx.Holding(ctx, b.Promise, b.Envelope)
		if err != nil {
			return "", err
		}
		if err := checkOrders(ctx, tx, b); err != nil {
			return "", err
		}
		ordered, err := tx.Ordered(ctx, b.Promise, b.Envelope)
		if err != nil {
			return "", err
		}
		if left := held.Unpaid() - ordered; b.Amount > left {
			return "", refuse("bedrag", "Er kan hier nog %v betaald worden: wat al wacht op goedkeuring is afgetrokken.", left)
		}
		tx.Note(audit.Detail{After: entry, Why: b.Why})
		_, err = tx.AddPaymentOrder(ctx, by.By(), entry)
		return PromiseSubject(b.Promise), err
	})
	return err
}

// ApprovePayment books a payment that somebody else prepared. What can be paid is reckoned anew at that moment (R33).
func (d *Desk) ApprovePayment(ctx context.Context, by account.Head, once Once, id int64) (budget.PromiseID, error) {
	return d.endPayment(ctx, by, once, "budget.pay", id, func(tx postgres.Tx, o postgres.PaymentOrder) error {
		if err := budget.CheckTwo(int64(o.PreparedBy), int64(by.By().Person)); err != nil {
			return err
		}
		promise, err := tx.Promise(ctx, o.Promise)
		if err != nil {
			return err
		}
		entry := budget.Entry{Kind: budget.Payment, Envelope: o.Envelope, Emergency: promise.Emergency, Promise: o.Promise, Amount: o.Amount,
			Base: budget.Base{On: o.PayOn, Why: o.Why}}
		tx.Note(audit.Detail{Before: map[string]any{"prepared_by": o.PreparedBy}, After: entry})
		booked, err := tx.Book(ctx, by.By(), "budget.pay", entry)
		if err != nil {
			return err
		}
		return tx.EndPaymentOrder(ctx, by.By(), id, booked[0], "")
	})
}

// RefusePayment ends a payment that was prepared, with the reason; who prepared it may do so too.
func (d *Desk) RefusePayment(ctx context.Context, by account.Staff, once Once, id int64, why string) (budget.PromiseID, error) {
	if err := checkWhy(why); err != nil {
		return 0, err
	}
	if !by.Has(account.HeadPart) && !by.Has(account.BudgetKeeperPart) {
		return 0, fmt.Errorf("a payment: %w", fault.Denied)
	}
	return d.endPayment(ctx, by, once, "budget.refuse", id, func(tx postgres.Tx, _ postgres.PaymentOrder) error {
		tx.Note(audit.Detail{Why: why})
		return tx.EndPaymentOrder(ctx, by.By(), id, 0, why)
	})
}

func (d *Desk) endPayment(ctx context.Context, by account.Acting, once Once, act string, id int64, end func(postgres.Tx, postgres.PaymentOrder) error) (budget.PromiseID, error) {
	subject, err := d.act(ctx, by, once, act, func(tx postgres.Tx, _ time.Time) (string, error) {
		o, err := tx.PaymentOrder(ctx, id)
		if errors.Is(err, fault.NotFound) {
			return "", refuse("", "Over deze betaling is intussen al beslist.")
		}
		if err != nil {
			return "", err
		}
		return PromiseSubject(o.Promise), end(tx, o)
	})
	return numberOf[budget.PromiseID](subject), err
}

// SignAgreement writes an agreement over years. Each year's amount is reserved in its envelope, and the whole is refused where one does not fit; a
// year that is promised "onder voorbehoud" is written down without an entry.
func (d *Desk) SignAgreement(ctx context.Context, by account.Head, once Once, a budget.Agreement, why string) error {
	_, err := d.act(ctx, by, once, "agreement.sign", func(tx postgres.Tx, now time.Time) (string, error) {
		if err := together(a.Check(calendar.DayOf(now)), checkWords(a.Title, why)); err != nil {
			return "", err
		}
		if a.Association != 0 {
			if err := disinterested(ctx, tx, a.Association, by.By().Person); err != nil {
				return "", err
			}
		}
		var err error
		if a.ID, err = tx.AddAgreement(ctx, a); err != nil {
			return "", err
		}
		entries, err := promiseYears(ctx, tx, a)
		if err != nil {
			return "", err
		}
		tx.Note(audit.Detail{After: a, Why: why})
		if len(entries) > 0 {
			_, err = tx.Book(ctx, by.By(), "agreement.sign", entries...)
		}
		return fmt.Sprintf("agreement/%d", a.ID), err
	})
	return err
}

// promiseYears writes what an agreement promises of each year, and returns the reservations, in the order of their envelopes.
func promiseYears(ctx context.Context, tx postgres.Tx, a budget.Agreement) ([]budget.Entry, error) {
	purposes, err := tx.Purposes(ctx)
	if err != nil {
		return nil, err
	}
	all, err := tx.Envelopes(ctx, a.Years[0].Year, a.Years[len(a.Years)-1].Year)
	if err != nil {
		return nil, err
	}
	var entries []budget.Entry
	for _, y := range a.Years {
		p := budget.Promise{Source: budget.Agreed, Title: a.Title, Association: a.Association, Agreement: a.ID, Year: y.Year, Kind: y.Kind, Amount: y.Amount}
		known := false
		for _, purpose := range purposes {
			if purpose.Kind == y.Kind {
				known, p.Emergency = true, purpose.Emergency
			}
		}
		if !known {
			return nil, fault.Malformed
		}
		if p.ID, err = tx.AddPromise(ctx, p); err != nil {
			return nil, err
		}
		if y.Conditional {
			continue
		}
		in, ok := envelopeFor(all, y.Year, y.Kind)
		if !ok {
			return nil, refuse("", "%d heeft nog geen budget. Beloof dat jaar onder voorbehoud van krediet.", y.Year)
		}
		entries = append(entries, budget.Entry{Kind: budget.Reservation, Envelope: in.ID, Emergency: in.Emergency, Promise: p.ID, Amount: y.Amount,
			Base: budget.Base{Decision: a.Decision, On: a.DecidedOn}})
	}
	// A later year may have been planned before an earlier one.
	slices.SortFunc(entries, func(a, b budget.Entry) int { return cmp.Compare(a.Envelope, b.Envelope) })
	return entries, nil
}

func envelopeFor(all []budget.Envelope, year int, kind budget.Kind) (budget.Envelope, bool) {
	for _, e := range all {
		if e.Year == year && e.Kind == kind {
			return e, true
		}
	}
	return budget.Envelope{}, false
}

// ReserveConditional turns what agreements promised of an envelope "onder voorbehoud" into reservations, the oldest first, as far as the credit
// reaches: it stops at the first that does not fit. It refuses where none does.
func (d *Desk) ReserveConditional(ctx context.Context, by account.BudgetKeeper, once Once, id budget.EnvelopeID) error {
	_, err := d.act(ctx, by, once, "agreement.reserve", func(tx postgres.Tx, now time.Time) (string, error) {
		e, err := tx.Envelope(ctx, id)
		if err != nil {
			return "", err
		}
		if err := tx.LockYears(ctx, e.Year); err != nil {
			return "", err
		}
		if e, err = tx.Envelope(ctx, id); err != nil {
			return "", err
		}
		waiting, err := tx.Conditional(ctx, e.Year, e.Kind)
		if err != nil {
			return "", err
		}
		left := e.Available()
		var entries []budget.Entry
		for _, p := range waiting {
			if p.Amount > left {
				break
			}
			left -= p.Amount
			entries = append(entries, budget.Entry{Kind: budget.Reservation, Envelope: e.ID, Emergency: e.Emergency, Promise: p.ID, Amount: p.Amount,
				Base: budget.Base{On: calendar.DayOf(now), Why: "Het krediet is er: wat onder voorbehoud beloofd was, is gereserveerd."}})
		}
		if len(entries) == 0 {
			return "", refuse("", "In %s is nog %v beschikbaar. Dat is te weinig voor de oudste belofte onder voorbehoud.", e.Titled(), e.Available())
		}
		tx.Note(audit.Detail{After: entries})
		_, err = tx.Book(ctx, by.By(), "agreement.reserve", entries...)
		return YearSubject(e.Year), err
	})
	return err
}
