package desk

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// many is how many act at a time in a storm, each on a connection of its own.
const many = 64

// newStorm returns a treasury on which so many can act at a time. What stands after the storm is looked at with its still.
func newStorm(t *testing.T) (v treasury, still func()) {
	t.Helper()
	first := pgtest.New(t)
	db, err := postgres.Open(t.Context(), postgres.Settings{URL: first.URL(), Pages: many})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return openTreasury(t, db), func() {
		t.Helper()
		db.Close() // each connection tells its statistics when it ends
		deadlocks := -1
		for begin := time.Now(); deadlocks < 0 && time.Since(begin) < 10*time.Second; {
			deadlocks = deadlocksOf(t, first.URL())
		}
		if deadlocks != 0 {
			t.Errorf("%d deadlocks", deadlocks)
		}
		found, err := first.VerifyBudget(t.Context(), noon)
		if err != nil || !found.Agrees() {
			t.Errorf("%v, %v", found.Findings, err)
		}
	}
}

// deadlocksOf is how many deadlocks the database had, less than zero while somebody else is connected who may not have told.
func deadlocksOf(t *testing.T, url string) int {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var deadlocks int
	err = conn.QueryRow(t.Context(), `
		SELECT CASE WHEN EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'vriendenstad' AND state <> 'idle')
		       THEN -1 ELSE deadlocks END FROM pg_stat_database WHERE datname = current_database()`).Scan(&deadlocks)
	if err != nil {
		t.Fatal(err)
	}
	return deadlocks
}

func TestManyWhoDecideAtOnceCommitExactlyWhatThereIs(t *testing.T) {
	t.Parallel()
	v, still := newStorm(t)
	in := v.envelope(v.year, "noodhulp")
	const each = 3
	amount := in.Credit / many // 192 ask for three times what there is
	var committed, said, wrong atomic.Int64
	var storm sync.WaitGroup
	for i := range many {
		storm.Go(func() {
			head := v.head
			if i%2 == 1 {
				head = v.deputy
			}
			for range each {
				_, err := v.Commit(t.Context(), head, NewOnce(), DirectCommitment{Envelope: in.ID, Title: "Noodhulp", Amount: amount, Base: by("51")})
				refused, _ := errors.AsType[budget.Refusal](err)
				switch {
				case err == nil:
					committed.Add(1)
				case refused.Rule == budget.NoRoom && strings.Contains(refused.Sentence(), fmt.Sprintf("Enveloppe Noodhulp %d: beschikbaar", v.year)):
					said.Add(1)
				default:
					wrong.Add(1)
					t.Error(err)
				}
			}
		})
	}
	storm.Wait()
	fit := int64(in.Credit / amount)
	if committed.Load() != fit || said.Load() != many*each-fit || wrong.Load() != 0 {
		t.Errorf("%d committed of %d that fit, %d refused", committed.Load(), fit, said.Load())
	}
	if e := v.envelope(v.year, "noodhulp"); e.Committed != amount*money.Cents(fit) || e.Credit != in.Credit {
		t.Errorf("%+v", e)
	}
	still()
}

// A weather is a storm in which everything happens, with what came of it.
type weather struct {
	treasury
	mu       sync.Mutex
	said     map[string]int // how often each answer came
	promises []postgres.Held
}

// tell counts an answer. What is no answer of the domain fails the test.
func (w *weather) tell(act string, err error) {
	answer := "done"
	if refused, ok := errors.AsType[budget.Refusal](err); ok {
		answer = "refused by " + string(refused.Rule)
	} else if _, ok := errors.AsType[fault.Fields](err); ok {
		answer = "refused"
	} else if _, ok := errors.AsType[Changed](err); ok {
		answer = "changed"
	} else if errors.Is(err, fault.NotFound) {
		answer = "found nothing"
	} else if errors.Is(err, fault.Unavailable) {
		answer = "too late" // on a machine that does more than this storm: a page would be a 503, and the ledger must agree all the same
	} else if err != nil {
		w.t.Errorf("%s: %v", act, err)
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said[act+" "+answer]++
}

func (w *weather) has(promise budget.PromiseID, in budget.EnvelopeID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	h := postgres.Held{Envelope: in}
	h.ID = promise
	w.promises = append(w.promises, h)
}

// some returns one of the promises that were made, false while there is none.
func (w *weather) some(chance *rand.Rand) (postgres.Held, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.promises) == 0 {
		return postgres.Held{}, false
	}
	return w.promises[chance.IntN(len(w.promises))], true
}

// act does one thing by chance.
func (w *weather) act(ctx context.Context, chance *rand.Rand) error {
	all, err := w.db.Envelopes(ctx, w.year, w.year+1)
	if err != nil {
		return err
	}
	in, to := all[chance.IntN(len(all))], all[chance.IntN(len(all))]
	amount := money.Cents(1 + chance.IntN(2_000_000))
	held, known := w.some(chance)
	booking := Booking{Promise: held.ID, Envelope: held.Envelope, Amount: amount / 4, Base: by("70")}
	switch n := chance.IntN(20); {
	case n < 7 || !known:
		id, err := w.Commit(ctx, w.head, NewOnce(), DirectCommitment{Envelope: in.ID, Title: "Steun", Amount: amount, Base: by("71")})
		if err == nil {
			w.has(id, in.ID)
		}
		w.tell("commit", err)
	case n < 9:
		w.tell("sign", w.SignAgreement(ctx, w.head, NewOnce(), budget.Agreement{Title: "Samen", Decision: "2026_CBS_00060", DecidedOn: calendar.DayOf(noon),
			Years: []budget.AgreementYear{{Year: w.year, Kind: in.Kind, Amount: amount}, {Year: w.year + 1, Kind: in.Kind, Amount: amount}}}, ""))
	case n < 10:
		to = all[chance.IntN(len(all)/2)]
		return w.patiently(ctx, "transfer", w.year, func(seen budget.EntryID) error {
			return w.TransferCredit(ctx, w.keeper, NewOnce(), CreditMove{From: all[0].ID, To: to.ID, Amount: amount, Base: by("72"), Seen: seen})
		})
	case n < 11:
		vote := CreditVote{Year: in.Year, Changes: map[budget.EnvelopeID]money.Cents{in.ID: amount}, Base: by(fmt.Sprint(10 + chance.IntN(90)))}
		if to.Year == in.Year && to.ID != in.ID {
			vote.Changes[to.ID] = -amount
		}
		return w.patiently(ctx, "credit", in.Year, func(seen budget.EntryID) error {
			vote.Seen = seen
			return w.ChangeCredit(ctx, w.keeper, NewOnce(), vote)
		})
	case n < 13:
		w.tell("undo", w.UndoEntry(ctx, w.keeper, NewOnce(), 1+budget.EntryID(chance.IntN(400)), by("73")))
	case n < 15:
		w.tell("prepare", w.PreparePayment(ctx, w.keeper, NewOnce(), booking))
	case n < 17:
		orders, err := w.db.PaymentOrders(ctx)
		if err != nil || len(orders) == 0 {
			return err
		}
		_, err = w.ApprovePayment(ctx, w.head, NewOnce(), orders[chance.IntN(len(orders))].ID)
		w.tell("pay", err)
	case n < 18:
		w.tell("recover", w.Recover(ctx, w.keeper, NewOnce(), booking))
	case n < 19:
		booking.Side = budget.FromCommitted
		w.tell("release", w.ReleaseMoney(ctx, w.keeper, NewOnce(), booking))
	default:
		reserved, err := w.db.ReservedIn(ctx, in.Year)
		if err != nil || len(reserved) == 0 {
			return err
		}
		one := reserved[chance.IntN(len(reserved))]
		w.tell("commit what was reserved", w.CommitReserved(ctx, w.head, NewOnce(), Booking{Promise: one.ID, Envelope: one.Envelope, Amount: one.Reserved, Base: by("74")}))
	}
	return nil
}

// patiently moves credit, and tries again a few times when somebody else did meanwhile.
func (w *weather) patiently(ctx context.Context, act string, year int, move func(seen budget.EntryID) error) error {
	for range 20 {
		last, err := w.db.LastCredit(ctx, year)
		if err != nil {
			return err
		}
		err = move(last.ID)
		w.tell(act, err)
		if _, changed := errors.AsType[Changed](err); !changed {
			return nil
		}
	}
	return nil
}

// closes tries until the year is closed: proposed by one, confirmed by another, and proposed anew when something came in between.
func (w *weather) closes(ctx context.Context) error {
	for {
		err := w.ProposeClosing(ctx, w.keeper, NewOnce(), w.year, nil, "Het jaar is om.")
		w.tell("propose", err)
		if err != nil {
			return err
		}
		err = w.ConfirmClosing(ctx, w.head, NewOnce(), w.year)
		w.tell("close", err)
		if err == nil {
			return nil
		}
		w.tell("withdraw", w.WithdrawClosing(ctx, w.keeper, NewOnce(), w.year))
	}
}

func TestEverythingAtOnceLeavesALedgerThatAgrees(t *testing.T) {
	t.Parallel()
	v, still := newStorm(t)
	// Of the years that agreements reserve in, the later was planned first.
	v.do(v.PlanYear(t.Context(), v.keeper, NewOnce(), v.year+1, 2_000, sameKinds))
	v.do(v.ChangeCredit(t.Context(), v.keeper, NewOnce(), v.vote(v.year+1, voted, "02")))
	w := &weather{treasury: v, said: map[string]int{}}
	var storm sync.WaitGroup
	const each = 12
	var acts atomic.Int64
	half := make(chan struct{})
	for i := range many {
		storm.Go(func() {
			chance := rand.New(rand.NewPCG(uint64(i), 4))
			for range each {
				if err := w.act(t.Context(), chance); err != nil && !errors.Is(err, fault.Unavailable) {
					t.Error(err)
				}
				if acts.Add(1) == many*each/2 {
					close(half)
				}
			}
		})
	}
	storm.Go(func() {
		<-half
		if err := w.closes(t.Context()); err != nil {
			t.Error(err)
		}
	})
	storm.Wait()
	t.Log(w.said)
	for _, act := range []string{"commit", "sign", "transfer", "credit", "undo", "prepare", "pay", "release", "commit what was reserved", "close"} {
		if w.said[act+" done"] == 0 {
			t.Errorf("nobody could %s: %v", act, w.said)
		}
	}
	if year, err := v.db.BudgetYear(t.Context(), v.year); err != nil || year.State != budget.Closed {
		t.Errorf("%+v, %v", year, err)
	}
	still()
}

// Who signs an agreement over years of which the later was planned first books them in the order of the others: nobody waits in a circle.
func TestAnAgreementOverYearsThatWerePlannedBackwardsIsNoDeadlock(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	for _, year := range []int{v.year + 2, v.year + 1} {
		v.do(v.PlanYear(t.Context(), v.keeper, NewOnce(), year, 1_000, sameKinds))
		v.do(v.ChangeCredit(t.Context(), v.keeper, NewOnce(), v.vote(year, voted, "02")))
	}
	signed := make(chan error)
	v.do(v.db.InTx(t.Context(), func(tx postgres.Tx) error {
		promise, err := tx.AddPromise(t.Context(), budget.Promise{Source: budget.Committed, Title: "Steun", Year: v.year, Kind: "structureel", Amount: euros})
		if err != nil {
			return err
		}
		reserve := func(year int) error {
			_, err := tx.Book(t.Context(), v.head.By(), "test.reserve", budget.Entry{Kind: budget.Reservation, Envelope: v.envelope(year, "structureel").ID,
				Promise: promise, Amount: euros, Base: by("03")})
			return err
		}
		if err := reserve(v.year + 2); err != nil {
			return err
		}
		go func() {
			signed <- v.SignAgreement(t.Context(), v.head, NewOnce(), budget.Agreement{Title: "Samen", Decision: "2026_CBS_00060", DecidedOn: calendar.DayOf(noon),
				Years: []budget.AgreementYear{{Year: v.year + 1, Kind: "structureel", Amount: euros}, {Year: v.year + 2, Kind: "structureel", Amount: euros}}}, "")
		}()
		untilSomebodyWaits(t, v.db.URL())
		return reserve(v.year + 1)
	}))
	v.do(<-signed)
}

// untilSomebodyWaits returns when a connection to the database waits for a lock.
func untilSomebodyWaits(t *testing.T, url string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for begin := time.Now(); time.Since(begin) < time.Second; {
		var waiting bool
		err := conn.QueryRow(t.Context(), `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')`).Scan(&waiting)
		if err != nil {
			t.Fatal(err)
		}
		if waiting {
			return
		}
	}
	t.Fatal("nobody waits")
}
