package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
)

// The loads of a run, by their names in the report.
const (
	bareUpdate    = "bare UPDATE of one row"
	actOnOne      = "decisions, 1 envelope"
	actOnSixteen  = "decisions, 16 envelopes"
	bookOnOne     = "the ledger alone, 1 envelope"
	bookOnSixteen = "the ledger alone, 16 envelopes"
)

const (
	envelopes = 16
	// plenty is the credit of an envelope, in cents: no decision of the loads is refused.
	plenty money.Cents = 1_000_000_000_000
	// years is how many decisions stand there before anything is measured: an empty ledger is no ledger.
	years = 2_000
	// fits is how many decisions fit in the envelope that is decided over for three times its money.
	fits = 200
)

// A till is a budget with sixteen open envelopes, and a bare row beside them.
type till struct {
	url  string
	db   *postgres.DB
	desk *desk.Desk
	bare *pgxpool.Pool
	// all are the envelopes, small the one with little.
	all   []budget.Envelope
	small budget.Envelope
	// done is how often each load was done, by its name.
	done map[string]*atomic.Int64
	said string
}

func newTill(ctx context.Context, g *ground) (*till, error) {
	t := &till{done: map[string]*atomic.Int64{}}
	var err error
	if t.url, err = g.migrated(ctx, "money"); err != nil {
		return nil, err
	}
	if t.bare, err = barePool(ctx, t.url); err != nil {
		return nil, err
	}
	if _, err := t.bare.Exec(ctx, `CREATE TABLE bare (id integer PRIMARY KEY, amount bigint, spent bigint CHECK (spent <= amount))`); err != nil {
		return nil, err
	}
	if _, err := t.bare.Exec(ctx, `INSERT INTO bare VALUES (1, $1, 0)`, plenty); err != nil {
		return nil, err
	}
	if t.db, err = postgres.Open(ctx, postgres.Settings{URL: t.url, Pages: poolSize}); err != nil {
		return nil, err
	}
	if t.desk, err = desk.New(t.db, make([]byte, 32)); err != nil {
		return nil, err
	}
	if err := t.fill(ctx); err != nil {
		return nil, err
	}
	if err := t.together(ctx, years, func() error { return t.decide(ctx, t.all[0].ID) }); err != nil {
		return nil, err
	}
	return t, settle(ctx, t.url)
}

func (t *till) close() {
	t.db.Close()
	t.bare.Close()
}

// who is somebody of the Dienst at this moment.
func who(person account.ID, part account.Part) account.Identity {
	return account.Identity{Person: person, At: time.Now(), Passed: true, Powers: []account.Part{part}}
}

func base(why string) budget.Base {
	return budget.Base{Decision: "2026_GR_00001", On: calendar.DayOf(time.Now()), Why: why}
}

// fill votes and opens the years of sixteen envelopes. Of the first year emergency aid has little.
func (t *till) fill(ctx context.Context) error {
	first := time.Now().Year()
	for year := first; len(t.all) < envelopes; year++ {
		keeper, _ := who(1, account.BudgetKeeperPart).BudgetKeeper()
		if err := t.desk.PlanYear(ctx, keeper, desk.NewOnce(), year, 1_000, nil); err != nil {
			return err
		}
		all, err := t.db.Envelopes(ctx, year, year)
		if err != nil {
			return err
		}
		vote := desk.CreditVote{Year: year, Changes: map[budget.EnvelopeID]money.Cents{}, Base: base("")}
		for _, e := range all {
			switch {
			case !e.Emergency:
				vote.Changes[e.ID] = plenty
				t.all = append(t.all, e)
			case year == first:
				vote.Changes[e.ID] = fits
				t.small = e
			}
		}
		if err := t.desk.ChangeCredit(ctx, keeper, desk.NewOnce(), vote); err != nil {
			return err
		}
		if err := t.desk.OpenYear(ctx, keeper, desk.NewOnce(), year); err != nil {
			return err
		}
	}
	return nil
}

func (t *till) slots() []slot {
	return []slot{
		{name: bareUpdate, load: t.counted(bareUpdate, t.updating)},
		{name: actOnOne, load: t.counted(actOnOne, t.deciding(1))},
		{name: actOnSixteen, load: t.counted(actOnSixteen, t.deciding(envelopes))},
		{name: bookOnOne, load: t.counted(bookOnOne, t.booking(1))},
		{name: bookOnSixteen, load: t.counted(bookOnSixteen, t.booking(envelopes))},
	}
}

// counted is the load of callers who each do that again and again, counted from the first call to the last.
func (t *till) counted(name string, open func(ctx context.Context, i int) (func() error, error)) load {
	done := new(atomic.Int64)
	t.done[name] = done
	return load{callers: decisions, open: func(ctx context.Context, i int) (func() error, func() error, error) {
		call, err := open(ctx, i)
		return func() error {
			if err := call(); err != nil {
				return err
			}
			done.Add(1)
			return nil
		}, func() error { return nil }, err
	}}
}

// updating is what everything is held against: the least that keeps a row from being overspent, in a transaction of its own.
func (t *till) updating(ctx context.Context, _ int) (func() error, error) {
	return func() error {
		tag, err := t.bare.Exec(ctx, `UPDATE bare SET spent = spent + $2 WHERE id = $1 AND amount - spent >= $2`, 1, 1)
		if err == nil && tag.RowsAffected() != 1 {
			err = errors.New("the bare row was not updated")
		}
		return err
	}, nil
}

func (t *till) deciding(among int) func(context.Context, int) (func() error, error) {
	return func(ctx context.Context, i int) (func() error, error) {
		in := t.all[i%among].ID
		return func() error { return t.decide(ctx, in) }, nil
	}
}

// decide commits a cent, as the college does.
func (t *till) decide(ctx context.Context, in budget.EnvelopeID) error {
	head, _ := who(2, account.HeadPart).Head()
	_, err := t.desk.Commit(ctx, head, desk.NewOnce(), desk.DirectCommitment{Envelope: in, Title: "Steun", Amount: 1, Base: base("")})
	return err
}

// bookAct names what is booked past the counter.
const bookAct = "bench.book"

func (t *till) booking(among int) func(context.Context, int) (func() error, error) {
	return func(ctx context.Context, i int) (func() error, error) {
		in := t.all[i%among]
		promise := budget.Promise{Source: budget.Committed, Title: "Steun", Year: in.Year, Kind: in.Kind, Amount: plenty}
		err := t.db.InTx(ctx, func(tx postgres.Tx) (err error) {
			promise.ID, err = tx.AddPromise(ctx, promise)
			return err
		})
		entry := budget.Entry{Kind: budget.Commitment, Envelope: in.ID, Promise: promise.ID, Amount: 1, Base: base("")}
		return func() error {
			return t.db.InTx(ctx, func(tx postgres.Tx) error {
				_, err := tx.Book(ctx, account.By{Person: 2, At: time.Now()}, bookAct, entry)
				return err
			})
		}, err
	}
}

// count lets three times as much be decided as one envelope has, and adds up everything that was committed.
func (t *till) count(ctx context.Context) error {
	var committed, refused atomic.Int64
	if err := t.overask(ctx, &committed, &refused); err != nil {
		return err
	}
	booked := t.done[bookOnOne].Load() + t.done[bookOnSixteen].Load()
	decided := t.done[actOnOne].Load() + t.done[actOnSixteen].Load() + years
	var bare, sum int64
	if err := t.bare.QueryRow(ctx, `SELECT spent FROM bare`).Scan(&bare); err != nil {
		return err
	}
	if err := t.bare.QueryRow(ctx, `SELECT sum(committed)::bigint FROM budget_envelope`).Scan(&sum); err != nil {
		return err
	}
	switch {
	case committed.Load() != fits || refused.Load() != 2*fits:
		return fmt.Errorf("of %d decisions %d were committed and %d fit", 3*fits, committed.Load(), fits)
	case bare != t.done[bareUpdate].Load():
		return fmt.Errorf("the bare row has %d of %d updates", bare, t.done[bareUpdate].Load())
	case sum != decided+booked+fits:
		return fmt.Errorf("%d cents are committed, and %d were", sum, decided+booked+fits)
	}
	// What was booked past the counter is written into the record now, so that the auditor finds it there.
	if _, err := t.bare.Exec(ctx, `INSERT INTO audit_entry (at, person, part, act, subject)
		SELECT DISTINCT at, person, '', act, 'bench' FROM budget_entry WHERE act = $1`, bookAct); err != nil {
		return err
	}
	begin := time.Now()
	found, err := t.db.VerifyBudget(ctx, time.Now())
	if err != nil {
		return err
	}
	if !found.Agrees() {
		return fmt.Errorf("the auditor: %v and %d more", found.Findings[0], len(found.Findings)-1)
	}
	t.said = fmt.Sprintf("overspent 0: %d cents by %d decisions and %d bookings; of %d decisions over money for %d, %d were committed; the auditor read %d entries in %.1f s",
		sum, decided, booked, 3*fits, fits, committed.Load(), found.Entries, time.Since(begin).Seconds())
	return nil
}

// overask decides over one envelope for three times its money.
func (t *till) overask(ctx context.Context, committed, refused *atomic.Int64) error {
	return t.together(ctx, 3*fits, func() error {
		err := t.decide(ctx, t.small.ID)
		if no, ok := errors.AsType[budget.Refusal](err); ok && no.Rule == budget.NoRoom {
			refused.Add(1)
			return nil
		}
		if err == nil {
			committed.Add(1)
		}
		return err
	})
}

// together does something so many times in all, by as many callers as decide at a time.
func (t *till) together(ctx context.Context, times int64, do func() error) error {
	var begun atomic.Int64
	errs := make([]error, decisions)
	var all sync.WaitGroup
	for i := range decisions {
		all.Go(func() {
			for errs[i] == nil && ctx.Err() == nil && begun.Add(1) <= times {
				errs[i] = do()
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}
