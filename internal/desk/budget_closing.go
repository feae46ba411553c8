package desk

import (
	"context"
	"errors"
	"slices"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
)

// Closing reckons how a year would end today, with the reservations that go on: what a page shows before anybody proposes it.
func (d *Desk) Closing(ctx context.Context, year int, movesOn []budget.PromiseID, why string, now time.Time) (budget.Closing, error) {
	return closing(ctx, d.db.Store, year, movesOn, why, now)
}

func closing(ctx context.Context, s postgres.Store, year int, movesOn []budget.PromiseID, why string, now time.Time) (budget.Closing, error) {
	none := budget.Closing{}
	this, err := s.BudgetYear(ctx, year)
	if err != nil {
		return none, err
	}
	after, err := s.BudgetYear(ctx, year+1)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return none, err
	}
	all, err := s.Envelopes(ctx, year, year+1)
	if err != nil {
		return none, err
	}
	open := slices.DeleteFunc(slices.Clone(all), func(e budget.Envelope) bool { return e.Year != year })
	next := slices.DeleteFunc(all, func(e budget.Envelope) bool { return e.Year == year })
	reserved, err := s.ReservedIn(ctx, year)
	if err != nil {
		return none, err
	}
	var pending []budget.Pending
	for _, h := range reserved {
		at := slices.IndexFunc(open, func(e budget.Envelope) bool { return e.ID == h.Envelope })
		pending = append(pending, budget.Pending{Promise: h.Promise, Envelope: open[at], Amount: h.Reserved, MovesOn: slices.Contains(movesOn, h.ID)})
	}
	last, err := s.LastBooked(ctx, year)
	if err != nil {
		return none, err
	}
	c, err := budget.Close(this, after, open, next, pending, budget.Base{On: calendar.DayOf(now), Why: why}, calendar.DayOf(now))
	c.LastEntry = last.ID
	return c, err
}

// ProposeClosing proposes to close a year, with the reservations that go on to the next. A second person confirms it.
func (d *Desk) ProposeClosing(ctx context.Context, by account.BudgetKeeper, once Once, year int, movesOn []budget.PromiseID, why string) error {
	_, err := d.act(ctx, by, once, "budget.propose-closing", func(tx postgres.Tx, now time.Time) (string, error) {
		if err := tx.LockYears(ctx, year, year+1); err != nil {
			return "", err
		}
		c, err := closing(ctx, tx.Store, year, movesOn, why, now)
		if err != nil {
			return "", err
		}
		tx.Note(audit.Detail{After: c.Entries, Why: why})
		proposed, err := tx.ProposeClosing(ctx, by.By(), c, movesOn, why)
		if err == nil && !proposed {
			err = refuse("", "De afsluiting van %d is al voorgesteld. Trek dat voorstel eerst in.", year)
		}
		return YearSubject(year), err
	})
	return err
}

// WithdrawClosing takes back a proposal that nobody confirmed yet.
func (d *Desk) WithdrawClosing(ctx context.Context, by account.BudgetKeeper, once Once, year int) error {
	_, err := d.act(ctx, by, once, "budget.withdraw-closing", func(tx postgres.Tx, _ time.Time) (string, error) {
		gone, err := tx.WithdrawClosing(ctx, year)
		if err == nil && !gone {
			err = refuse("", "Er is geen voorstel dat nog ingetrokken kan worden.")
		}
		return YearSubject(year), err
	})
	return err
}

// ConfirmClosing closes a year as it was proposed, in one act, by another person than who proposed it. When something was booked in between, the
// answer is [Changed] and nothing happens: the proposal has to be made anew.
func (d *Desk) ConfirmClosing(ctx context.Context, by account.Head, once Once, year int) error {
	_, err := d.act(ctx, by, once, "budget.close", func(tx postgres.Tx, now time.Time) (string, error) {
		if err := tx.LockYears(ctx, year, year+1); err != nil {
			return "", err
		}
		proposal, err := tx.ClosingProposal(ctx, year)
		if err != nil {
			return "", err
		}
		if proposal.ConfirmedBy != nil {
			return "", refuse("", "%d is al afgesloten.", year)
		}
		if err := budget.CheckTwo(int64(proposal.ProposedBy), int64(by.By().Person)); err != nil {
			return "", err
		}
		c, err := closing(ctx, tx.Store, year, proposal.MovedOn, proposal.Why, now)
		if err != nil {
			return "", err
		}
		if c.LastEntry != proposal.LastEntry {
			last, err := tx.LastBooked(ctx, year)
			if err != nil {
				return "", err
			}
			return "", Changed{By: last.Name, Act: last.Act, At: last.At}
		}
		tx.Note(audit.Detail{Before: map[string]any{"proposed_by": proposal.ProposedBy}, After: c.Entries, Why: proposal.Why})
		if len(c.Entries) > 0 {
			if _, err := tx.Book(ctx, by.By(), "budget.close", c.Entries...); err != nil {
				return "", err
			}
		}
		if err := tx.ConfirmClosing(ctx, by.By(), year); err != nil {
			return "", err
		}
		return YearSubject(year), tx.CloseYear(ctx, year)
	})
	return err
}
