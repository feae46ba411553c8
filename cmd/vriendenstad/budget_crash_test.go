package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
)

// A teller is this test's binary once more: it decides again and again on the database of that address, and tells what was acknowledged.
const (
	tellerDatabase = "VRIENDENSTAD_TELLER_DATABASE"
	tellerName     = "VRIENDENSTAD_TELLER_NAME"
	tellerHands    = 6
)

// beTeller decides until it is killed. What is not answered is sent again with the same key, as a browser's second try is.
func beTeller(url, name string) error {
	ctx := context.Background()
	db, err := postgres.Open(ctx, postgres.Settings{URL: url})
	if err != nil {
		return err
	}
	counter, err := desk.New(db, make([]byte, 32))
	if err != nil {
		return err
	}
	var all []budget.Envelope
	for len(all) == 0 {
		all, _ = db.Envelopes(ctx, 2000, 2100)
		<-time.After(10 * time.Millisecond) // the database may be away
	}
	var mouth sync.Mutex
	var hands sync.WaitGroup
	for hand := range tellerHands {
		hands.Go(func() {
			for n := 0; ; n++ {
				in := all[rand.IntN(len(all))]
				title, amount, once := fmt.Sprintf("%s/%d/%d", name, hand, n), money.Cents(1+rand.IntN(1_000)), desk.NewOnce()
				id, err := decideOnce(ctx, counter, once, in.ID, title, amount)
				mouth.Lock()
				if err == nil {
					fmt.Println("committed", title, id, int64(amount))
				} else {
					fmt.Println("refused", title, 0, int64(amount))
				}
				mouth.Unlock()
			}
		})
	}
	hands.Wait()
	return nil
}

// decideOnce sends a decision until it is answered: with the promise, or with a refusal of the ledger.
func decideOnce(ctx context.Context, counter *desk.Desk, once desk.Once, in budget.EnvelopeID, title string, amount money.Cents) (budget.PromiseID, error) {
	for {
		head, _ := account.Identity{Person: 2, At: time.Now(), Passed: true, Powers: []account.Part{account.HeadPart}}.Head()
		id, err := counter.Commit(ctx, head, once, desk.DirectCommitment{Envelope: in, Title: title, Amount: amount,
			Base: budget.Base{Decision: "2026_CBS_00001", On: calendar.DayOf(time.Now())}})
		refused, ok := errors.AsType[budget.Refusal](err)
		if err == nil || ok && refused.Rule != budget.Busy {
			return id, err
		}
		<-time.After(10 * time.Millisecond) // the server needs the processor to come back
	}
}

// A bank is a database on a server that outlives no kill, with tellers on it.
type bank struct {
	*wreck

	mu     sync.Mutex
	told   map[string]string // what was acknowledged: the promise's number and amount, by its title
	no     int
	number int
	heard  sync.WaitGroup
}

// found fills the database with a year that is open: one of its envelopes has much, another is soon empty.
func (b *bank) found() {
	b.t.Helper()
	ctx, db := b.t.Context(), b.open()
	counter, err := desk.New(db, make([]byte, 32))
	if err != nil {
		b.t.Fatal(err)
	}
	keeper, _ := account.Identity{Person: 1, At: time.Now(), Passed: true, Powers: []account.Part{account.BudgetKeeperPart}}.BudgetKeeper()
	year := calendar.DayOf(time.Now()).Year()
	err = counter.PlanYear(ctx, keeper, desk.NewOnce(), year, 1_000, nil)
	all, wrong := db.Envelopes(ctx, year, year)
	vote := desk.CreditVote{Year: year, Changes: map[budget.EnvelopeID]money.Cents{}, Base: budget.Base{Decision: "2026_GR_00001", On: calendar.DayOf(time.Now())}}
	for _, e := range all {
		vote.Changes[e.ID] = map[budget.Kind]money.Cents{"structureel": 1_000_000_000, "projecten": 1_000_000_000, "noodhulp": 20_000}[e.Kind]
	}
	err = errors.Join(err, wrong, counter.ChangeCredit(ctx, keeper, desk.NewOnce(), vote), counter.OpenYear(ctx, keeper, desk.NewOnce(), year))
	if err != nil {
		b.t.Fatal(err)
	}
}

// hire starts a teller, and hears what it says until it ends.
func (b *bank) hire() *exec.Cmd {
	b.t.Helper()
	b.number++
	self, err := os.Executable()
	if err != nil {
		b.t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env = append(os.Environ(), tellerDatabase+"="+b.url, tellerName+"="+fmt.Sprint(b.number))
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		b.t.Fatal(err)
	}
	b.heard.Go(func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			b.hear(lines.Text())
		}
	})
	return c
}

func (b *bank) hear(line string) {
	words := strings.Fields(line)
	if len(words) != 4 {
		return // cut off by the kill
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if words[0] == "refused" {
		b.no++
		return
	}
	if before, twice := b.told[words[1]]; twice {
		b.t.Errorf("%s was acknowledged twice, as %s and %s", words[1], before, words[2])
	}
	b.told[words[1]] = words[2] + " " + words[3]
}

// fire kills a teller, which has no chance to do anything.
func (b *bank) fire(c *exec.Cmd) {
	b.t.Helper()
	if err := c.Process.Kill(); err != nil {
		b.t.Error(err)
	}
	c.Wait() // it was killed
}

func TestCrashesLoseNothingThatWasAcknowledgedAndDoubleNothing(t *testing.T) {
	t.Parallel()
	b := &bank{wreck: newWreck(t), told: map[string]string{}}
	b.found()
	tellers := []*exec.Cmd{b.hire(), b.hire()}
	defer func() {
		for _, c := range tellers {
			c.Process.Kill() // most have been, by now
		}
	}()
	kills := b.shake(func() {
		one := rand.IntN(len(tellers))
		b.fire(tellers[one])
		tellers[one] = b.hire()
	}, func() int {
		b.mu.Lock()
		defer b.mu.Unlock()
		return len(b.told)
	})
	for _, c := range tellers {
		b.fire(c)
	}
	tellers = nil
	b.heard.Wait()
	b.killServer()
	b.count()
	t.Logf("killed: %v; %d acknowledged, %d refused", kills, len(b.told), b.no)
}

// count holds what was acknowledged against what is there.
func (b *bank) count() {
	b.t.Helper()
	rows, err := b.look().Query(b.t.Context(), `
		SELECT p.title, p.id || ' ' || coalesce(sum(e.amount), 0), count(e.id) FROM budget_promise p LEFT JOIN budget_entry e ON e.promise = p.id GROUP BY p.id`)
	if err != nil {
		b.t.Fatal(err)
	}
	there := map[string]string{}
	var title, is string
	var entries int
	_, err = pgx.ForEachRow(rows, []any{&title, &is, &entries}, func() error {
		if before, twice := there[title]; twice || entries != 1 {
			b.t.Errorf("%s is there as %s and as %s, with %d entries", title, before, is, entries)
		}
		there[title] = is
		return nil
	})
	if err != nil {
		b.t.Fatal(err)
	}
	for title, was := range b.told {
		if there[title] != was {
			b.t.Errorf("%s was acknowledged as %s and is there as %q", title, was, there[title])
		}
	}
	if len(b.told) < 20 || b.no == 0 {
		b.t.Errorf("%d were acknowledged and %d refused: that shows too little", len(b.told), b.no)
	}
	found, err := b.open().VerifyBudget(b.t.Context(), time.Now())
	if err != nil || !found.Agrees() {
		b.t.Errorf("%v, %v", found.Findings, err)
	}
}
