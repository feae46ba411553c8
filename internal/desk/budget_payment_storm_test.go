package desk

import (
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
)

// Many prepare payments of the same money at once, while others release it and approve what waits: what waits is never more than what is unpaid.
func TestManyWhoPreparePaymentsAtOnceOrderNoMoreThanIsUnpaid(t *testing.T) {
	t.Parallel()
	v, still := newStorm(t)
	in := v.envelope(v.year, "projecten").ID
	const amount, each = 100_000 * euros, 30_000 * euros
	id, err := v.Commit(t.Context(), v.head, NewOnce(), DirectCommitment{Envelope: in, Title: "Steun", Amount: amount, Base: by("71")})
	v.do(err)
	w := &weather{treasury: v, said: map[string]int{}}
	booking := Booking{Promise: id, Envelope: in, Amount: each, Base: by("72")}
	storm := func(times int, do func(i int)) {
		var all sync.WaitGroup
		for i := range times {
			all.Go(func() { do(i) })
		}
		all.Wait()
	}
	storm(many, func(int) { w.tell("prepare", w.PreparePayment(t.Context(), w.keeper, NewOnce(), booking)) })
	if w.said["prepare done"] != int(amount/each) || w.said["prepare done"]+w.said["prepare refused"] != many {
		t.Errorf("%v", w.said)
	}
	storm(many, func(i int) {
		chance := rand.New(rand.NewPCG(uint64(i), 6))
		for range 6 {
			b := booking
			b.Amount = money.Cents(1 + chance.IntN(int(each)))
			orders, err := w.db.PaymentOrders(t.Context())
			switch n := chance.IntN(8); {
			case err != nil:
				w.tell("look", err)
			case n < 3:
				w.tell("prepare", w.PreparePayment(t.Context(), w.keeper, NewOnce(), b))
			case n < 5:
				b.Side, b.Amount = budget.FromCommitted, b.Amount/10
				w.tell("release", w.ReleaseMoney(t.Context(), w.keeper, NewOnce(), b))
			case len(orders) == 0:
			case n < 6:
				_, err := w.ApprovePayment(t.Context(), w.head, NewOnce(), orders[chance.IntN(len(orders))].ID)
				w.tell("pay", err)
			default:
				_, err := w.RefusePayment(t.Context(), w.staff, NewOnce(), orders[chance.IntN(len(orders))].ID, "Niet nu.")
				w.tell("refuse", err)
			}
			if unpaid, ordered := v.waiting(id, in); ordered > unpaid {
				t.Errorf("%v waits to be paid, and %v is unpaid", ordered, unpaid)
			}
		}
	})
	t.Log(w.said)
	for act, n := range w.said {
		if strings.HasPrefix(act, "pay refused by") {
			t.Errorf("%s %d times: what was prepared could not be paid", act, n)
		}
	}
	for _, act := range []string{"prepare done", "prepare refused", "release done", "pay done", "refuse done"} {
		if w.said[act] == 0 {
			t.Errorf("%v: the storm is too tame", w.said)
		}
	}
	still()
}

// waiting returns what is unpaid of a promise and what of it waits for approval, both of one moment.
func (v treasury) waiting(id budget.PromiseID, in budget.EnvelopeID) (unpaid, ordered money.Cents) {
	err := v.db.InTx(v.t.Context(), func(tx postgres.Tx) error {
		if err := tx.LockEnvelope(v.t.Context(), in); err != nil {
			return err
		}
		held, err := tx.Holding(v.t.Context(), id, in)
		if err != nil {
			return err
		}
		unpaid = held.Unpaid()
		ordered, err = tx.Ordered(v.t.Context(), id, in)
		return err
	})
	if err != nil && !errors.Is(err, fault.Unavailable) {
		if refused, ok := errors.AsType[budget.Refusal](err); !ok || refused.Rule != budget.Busy {
			v.t.Error(err)
		}
	}
	return unpaid, ordered
}
