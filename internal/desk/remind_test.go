package desk

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

func TestMembersAreRemindedOfADraftOnce(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	ctx, closes := t.Context(), noon.AddDate(0, 0, 7)
	remind := func(now time.Time) int {
		n, err := c.Remind(ctx, account.By{At: now})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	id, gone, sent := c.begun(), c.begun(), c.whole(c.round, noon)
	if err := c.DeleteDraft(ctx, c.contributor(c.awa), NewOnce(), gone); err != nil {
		t.Fatal(err)
	}
	if err := c.submit(sent, noon); err != nil {
		t.Fatal(err)
	}
	if n := remind(closes.Add(-RemindBefore - time.Second)); n != 0 {
		t.Errorf("%d are reminded too early", n)
	}
	soon := closes.Add(-RemindBefore + time.Minute)
	if n := remind(soon); n != 1 || len(c.letters(job.DraftClosing)) != 3 || c.writes("application.remind", id) != 1 {
		t.Errorf("%d are reminded, letters to %v", n, c.letters(job.DraftClosing))
	}
	c.extended(closes.AddDate(0, 0, 7), soon)
	if n := remind(soon) + remind(closes.AddDate(0, 0, 5)); n != 0 {
		t.Errorf("%d are reminded twice", n)
	}
	if n := remind(closes.AddDate(0, 1, 0)); n != 0 {
		t.Errorf("%d are reminded of what is over", n)
	}
}

func TestARoundThatIsExtendedBeforehandRemindsBeforeItsLaterClosing(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	closes := noon.AddDate(0, 0, 7)
	later := closes.AddDate(0, 0, 14)
	id := c.begun()
	c.extended(later, noon)
	reminds := func(now time.Time) int {
		n, err := c.Remind(t.Context(), account.By{At: now})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := reminds(closes.Add(-time.Hour)); n != 0 {
		t.Errorf("%d are reminded of a closing that was put off", n)
	}
	if n := reminds(later.Add(-RemindBefore)); n != 1 {
		t.Errorf("%d are reminded at the moment at which it is due", n)
	}
	if n := reminds(later.Add(-time.Hour)); n != 0 || c.writes("application.remind", id) != 1 {
		t.Errorf("%d are reminded twice", n)
	}
}

func TestManyWhoRemindAtOnceRemindOnce(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	c.begun()
	c.begun()
	var all sync.WaitGroup
	var reminded atomic.Int64
	for range 6 {
		all.Go(func() {
			n, err := c.Remind(t.Context(), account.By{At: noon.AddDate(0, 0, 5)})
			if err != nil {
				t.Error(err)
			}
			reminded.Add(int64(n))
		})
	}
	all.Wait()
	if letters := c.letters(job.DraftClosing); reminded.Load() != 2 || len(letters) != 6 {
		t.Errorf("%d are reminded, by %d letters", reminded.Load(), len(letters))
	}
}

// extended gives the club's round a later closing.
func (c call) extended(to, now time.Time) {
	c.t.Helper()
	ctx := c.t.Context()
	if err := c.db.InTx(ctx, func(tx postgres.Tx) error {
		r, err := tx.LockRound(ctx, c.round)
		if err != nil {
			return err
		}
		r.Extended, r.ClosesAt, r.Notice = r.ClosesAt, to, "Er was een storing."
		return tx.ExtendRound(ctx, r.Round, account.By{At: now})
	}); err != nil {
		c.t.Fatal(err)
	}
}

func TestAGapBeforeAClosingProposesToExtendUntilSomebodyDoes(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	ctx, closes := t.Context(), noon.AddDate(0, 0, 7)
	outages := func(now time.Time) int {
		all, err := c.db.Outages(ctx, now, LeastOutage)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	beats := func(from, to time.Time) {
		for at := from; at.Before(to); at = at.Add(time.Minute) {
			if err := c.Beat(ctx, at); err != nil {
				t.Fatal(err)
			}
		}
	}
	if outages(closes) != 0 {
		t.Error("a portal that is new was away")
	}
	began := closes.Add(-40 * time.Minute)
	beats(closes.Add(-time.Hour), began)
	beats(began.Add(8*time.Minute), closes.Add(-20*time.Minute))
	if outages(closes.Add(-20*time.Minute)) != 0 {
		t.Error("eight minutes are a gap")
	}
	last := closes.Add(-21 * time.Minute)
	for now, want := range map[time.Time]int{last.Add(LeastOutage - time.Second): 0, last.Add(LeastOutage): 1} {
		if got := outages(now); got != want {
			t.Errorf("%v after the last sign of life %d extensions are proposed", now.Sub(last), got)
		}
	}
	beats(closes.Add(5*time.Minute), closes.Add(10*time.Minute)) // it was away for 25 minutes, over the closing
	now := closes.Add(10 * time.Minute)
	if outages(now) != 1 {
		t.Error("a gap over the closing proposes nothing")
	}
	if outages(closes.AddDate(0, 0, 2)) != 0 {
		t.Error("two days later it is proposed still")
	}
	c.extended(closes.AddDate(0, 0, 1), now)
	if outages(now) != 0 {
		t.Error("it is proposed still when somebody extended it")
	}
}
