package desk

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
)

// YearSubject names a budget year as the record does.
func YearSubject(year int) string { return "budget/" + strconv.Itoa(year) }

// PromiseSubject names a promise as the record does.
func PromiseSubject(id budget.PromiseID) string { return "promise/" + strconv.FormatInt(int64(id), 10) }

// EntrySubject names an entry of the ledger as the record does.
func EntrySubject(id budget.EntryID) string { return "entry/" + strconv.FormatInt(int64(id), 10) }

// numberOf reads the number in a subject, zero where it has none.
func numberOf[T ~int64](subject string) T {
	_, number, _ := strings.Cut(subject, "/")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return 0
	}
	return T(n)
}

// The longest words of a booking.
const (
	longestTitle = 200
	longestWhy   = 1_000
)

func checkWords(title, why string) error {
	var wrong fault.Fields
	if len([]rune(title)) > longestTitle {
		wrong.Add("titel", "Houd het bij %d tekens.", longestTitle)
	}
	if len([]rune(why)) > longestWhy {
		wrong.Add("waarom", "Houd het bij %d tekens.", longestWhy)
	}
	return wrong.Err()
}

// PlanYear plans a budget year with an envelope for each kind: the ceiling of emergency aid, and what becomes of what is left of each.
func (d *Desk) PlanYear(ctx context.Context, by account.BudgetKeeper, once Once, year, ceiling int, leftovers map[budget.Kind]budget.Leftover) error {
	_, err := d.act(ctx, by, once, "budget.plan", func(tx postgres.Tx, now time.Time) (string, error) {
		var wrong fault.Fields
		if this := calendar.DayOf(now).Year(); year < this-1 || year > this+10 {
			wrong.Add("jaar", "Kies een jaar van %d tot %d.", this-1, this+10)
		}
		if err := together(wrong.Err(), budget.CheckCeiling(ceiling)); err != nil {
			return "", err
		}
		planned, err := tx.AddYear(ctx, budget.Year{Year: year, Ceiling: ceiling}, leftovers)
		if err == nil && !planned {
			err = refuse("jaar", "%d is al gepland.", year)
		}
		tx.Note(audit.Detail{After: map[string]any{"ceiling": ceiling, "leftovers": leftovers}})
		return YearSubject(year), err
	})
	return err
}

// ChangeYear changes what is chosen before a year begins: the ceiling, and what becomes of what is left.
func (d *Desk) ChangeYear(ctx context.Context, by account.BudgetKeeper, once Once, year, ceiling int, leftovers map[budget.EnvelopeID]budget.Leftover) error {
	_, err := d.act(ctx, by, once, "budget.rules", func(tx postgres.Tx, _ time.Time) (string, error) {
		if err := budget.CheckCeiling(ceiling); err != nil {
			return "", err
		}
		if err := tx.LockYears(ctx, year); err != nil {
			return "", err
		}
		was, err := tx.BudgetYear(ctx, year)
		if err != nil {
			return "", err
		}
		all, err := tx.Envelopes(ctx, year, year)
		if err != nil {
			return "", err
		}
		if has := budget.SumOf(emergencies(all)).Credit; int64(has)*budget.AllPoints > int64(budget.SumOf(all).Credit)*int64(ceiling) {
			return "", refuse("plafond", "Noodhulp heeft al een krediet van %v, en dat is meer dan dit plafond toelaat. Verlaag eerst dat krediet.", has)
		}
		changed, err := tx.SetCeiling(ctx, year, ceiling)
		for id, rule := range leftovers {
			if err != nil || !changed {
				break
			}
			changed, err = tx.SetLeftover(ctx, id, rule)
		}
		if err == nil && !changed {
			err = refuse("", "%d is al begonnen. De regels van een jaar liggen vast voor het begint.", year)
		}
		tx.Note(audit.Detail{Before: was.Ceiling, After: map[string]any{"ceiling": ceiling, "leftovers": leftovers}})
		return YearSubject(year), err
	})
	return err
}

func emergencies(all []budget.Envelope) []budget.Envelope {
	return slices.DeleteFunc(slices.Clone(all), func(e budget.Envelope) bool { return !e.Emergency })
}

// OpenYear lets a planned year begin: what was voted until then is its voted credit. A year without credit is not opened.
func (d *Desk) OpenYear(ctx context.Context, by account.BudgetKeeper, once Once, year int) error {
	_, err := d.act(ctx, by, once, "budget.open", func(tx postgres.Tx, _ time.Time) (string, error) {
		if err := tx.LockYears(ctx, year); err != nil {
			return "", err
		}
		all, err := tx.Envelopes(ctx, year, year)
		if err != nil {
			return "", err
		}
		if len(all) == 0 {
			return "", fault.NotFound
		}
		if budget.SumOf(all).Credit == 0 {
			return "", refuse("", "Boek eerst het gestemde krediet van %d.", year)
		}
		opened, err := tx.OpenYear(ctx, year)
		if err == nil && !opened {
			err = refuse("", "%d is al geopend.", year)
		}
		return YearSubject(year), err
	})
	return err
}

// A CreditVote is what a form asks of the credit of a year's envelopes: cents to add, or to take away where they are less than zero.
type CreditVote struct {
	Year    int
	Changes map[budget.EnvelopeID]money.Cents
	budget.Base
	// Seen is the last entry that moved credit when the page was drawn: a later one refuses the act with [Changed].
	Seen budget.EntryID
}

// ChangeCredit books the credit that was voted for a year that has not begun, or a budgetwijziging of one that has.
func (d *Desk) ChangeCredit(ctx context.Context, by account.BudgetKeeper, once Once, v CreditVote) error {
	subject := YearSubject(v.Year)
	_, err := d.act(ctx, by, once, "budget.credit", func(tx postgres.Tx, now time.Time) (string, error) {
		year, all, err := lockedYear(ctx, tx, v.Year, v.Seen)
		if err != nil {
			return "", err
		}
		var changes []budget.CreditChange
		for _, e := range all {
			changes = append(changes, budget.CreditChange{Envelope: e, Amount: v.Changes[e.ID]})
		}
		basis := budget.Amendment
		if year.State == budget.Planned {
			basis = budget.Initial
		}
		entries, err := budget.ChangeCredit(basis, changes, v.Base, calendar.DayOf(now))
		if err := together(err, checkWords("", v.Why)); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Before: credits(all), After: entries, Why: v.Why})
		_, err = tx.Book(ctx, by.By(), "budget.credit", entries...)
		return subject, err
	})
	return d.noteFence(ctx, by, subject, err)
}

// lockedYear locks a year and its envelopes and returns them. It refuses with [Changed] where credit moved since the entry that a page saw.
func lockedYear(ctx context.Context, tx postgres.Tx, year int, seen budget.EntryID) (budget.Year, []budget.Envelope, error) {
	if err := tx.LockYears(ctx, year); err != nil {
		return budget.Year{}, nil, err
	}
	y, err := tx.BudgetYear(ctx, year)
	if err != nil {
		return y, nil, err
	}
	last, err := tx.LastCredit(ctx, year)
	if err != nil {
		return y, nil, err
	}
	if last.ID != seen {
		return y, nil, Changed{By: last.Name, Act: last.Act, At: last.At}
	}
	all, err := tx.Envelopes(ctx, year, year)
	return y, all, err
}

func credits(all []budget.Envelope) map[budget.Kind]money.Cents {
	were := map[budget.Kind]money.Cents{}
	for _, e := range all {
		were[e.Kind] = e.Credit
	}
	return were
}

// noteFence writes in the record that somebody tried to feed emergency aid from what is not for emergencies, and returns the refusal.
func (d *Desk) noteFence(ctx context.Context, who account.Acting, subject string, err error) error {
	refused, ok := errors.AsType[budget.Refusal](err)
	if !ok || refused.Rule != budget.RingFenced && refused.Rule != budget.FedFromOthers {
		return err
	}
	return errors.Join(err, d.note(ctx, who, "budget.fence", subject, &audit.Detail{After: refused.Rule}))
}

// A CreditMove is what a form asks to move from one envelope to another.
type CreditMove struct {
	From, To budget.EnvelopeID
	Amount   money.Cents
	budget.Base
	Seen budget.EntryID
}

// TransferCredit moves credit from one envelope to another of the same year: never into emergency aid from elsewhere. Who tries is noted.
func (d *Desk) TransferCredit(ctx context.Context, by account.BudgetKeeper, once Once, m CreditMove) error {
	from, err := d.db.Envelope(ctx, m.From)
	if err != nil {
		return err
	}
	subject := YearSubject(from.Year)
	_, err = d.act(ctx, by, once, "budget.transfer", func(tx postgres.Tx, now time.Time) (string, error) {
		_, all, err := lockedYear(ctx, tx, from.Year, m.Seen)
		if err != nil {
			return "", err
		}
		to, err := tx.Envelope(ctx, m.To)
		if err != nil {
			return "", err
		}
		if to.Emergency && !from.Emergency {
			return "", budget.Refusal{Rule: budget.RingFenced, Kind: budget.Transfer, Amount: m.Amount, Envelope: to}
		}
		entry, err := budget.Move(from, to, m.Amount, m.Base, calendar.DayOf(now))
		if err := together(err, checkWords("", m.Why)); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Before: credits(all), After: entry, Why: m.Why})
		_, err = tx.Book(ctx, by.By(), "budget.transfer", entry)
		return subject, err
	})
	return d.noteFence(ctx, by, subject, err)
}

// UndoEntry books the opposite of an entry, whole. What was committed cannot be undone while a payment of it waits for approval.
func (d *Desk) UndoEntry(ctx context.Context, by account.BudgetKeeper, once Once, id budget.EntryID, base budget.Base) error {
	subject := EntrySubject(id)
	_, err := d.act(ctx, by, once, "budget.undo", func(tx postgres.Tx, now time.Time) (string, error) {
		was, err := tx.LedgerEntry(ctx, id)
		if err != nil {
			return "", err
		}
		entry, err := was.Undo(base, calendar.DayOf(now))
		if err := together(err, checkWords("", base.Why)); err != nil {
			return "", err
		}
		if was.Kind == budget.Credit || was.Kind == budget.Transfer {
			if err := lockOf(ctx, tx, was); err != nil {
				return "", err
			}
		}
		tx.Note(audit.Detail{Before: was, After: entry, Why: base.Why})
		if _, err := tx.Book(ctx, by.By(), "budget.undo", entry); err != nil || was.Kind != budget.Commitment {
			return subject, err
		}
		return subject, checkOrders(ctx, tx, Booking{Promise: was.Promise, Envelope: was.Envelope})
	})
	return d.noteFence(ctx, by, subject, err)
}

// lockOf locks the years of an entry that moved credit.
func lockOf(ctx context.Context, tx postgres.Tx, e budget.Entry) error {
	var years []int
	for _, id := range []budget.EnvelopeID{e.Envelope, e.To} {
		if id == 0 {
			continue
		}
		in, err := tx.Envelope(ctx, id)
		if err != nil {
			return err
		}
		years = append(years, in.Year)
	}
	return tx.LockYears(ctx, years...)
}
