package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgdev"
	"vriendenstad/internal/postgres/schema"
)

var crashing = flag.Duration("crash", 8*time.Second, "how long decisions go on while they and their database are killed")

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
	t      *testing.T
	dir    string
	server *pgdev.Server
	url    string

	mu     sync.Mutex
	told   map[string]string // what was acknowledged: the promise's number and amount, by its title
	no     int
	number int
	heard  sync.WaitGroup
}

// start starts the server, or starts it again.
func (b *bank) start() {
	b.t.Helper()
	var err error
	begin := time.Now()
	defer func() { b.t.Logf("the server was started in %v", time.Since(begin).Round(time.Millisecond)) }()
	b.server, err = pgdev.Start(b.t.Context(), pgdev.Settings{Dir: filepath.Join(b.dir, "postgres"),
		Binaries: pgdev.Binaries{Dir: os.Getenv("PG_BINDIR"), Path: os.Getenv("PATH"), Fetched: filepath.Join("..", "..", "var", "pgbin")}})
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bank) open() *postgres.DB {
	b.t.Helper()
	db, err := postgres.Open(b.t.Context(), postgres.Settings{URL: b.url})
	if err != nil {
		b.t.Fatal(err)
	}
	return db
}

// found makes the database with a year that is open: one of its envelopes has much, another is soon empty.
func (b *bank) found() {
	b.t.Helper()
	ctx := b.t.Context()
	if err := b.server.CreateDatabase(ctx, privateDatabase); err != nil {
		b.t.Fatal(err)
	}
	b.url = b.server.URL(privateDatabase)
	if err := schema.Migrate(ctx, b.url, func(string, ...any) {}); err != nil {
		b.t.Fatal(err)
	}
	db := b.open()
	defer db.Close()
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

// killServer kills the first process of the server; all that was not written down is lost.
func (b *bank) killServer() {
	b.t.Helper()
	if err := syscall.Kill(b.server.PID(), syscall.SIGKILL); err != nil {
		b.t.Fatal(err)
	}
	if err := b.server.Stop(); err != nil {
		b.t.Fatal(err)
	}
	b.start()
}

// killBackend kills a process of the server that serves a teller: the server then ends all others and recovers by itself.
func (b *bank) killBackend() {
	b.t.Helper()
	conn, err := pgx.Connect(b.t.Context(), b.url)
	if err != nil {
		return // it is recovering already
	}
	defer conn.Close(context.Background())
	var pid int
	err = conn.QueryRow(b.t.Context(), `SELECT pid FROM pg_stat_activity WHERE application_name = 'vriendenstad' ORDER BY state = 'active' DESC, random() LIMIT 1`).Scan(&pid)
	if err != nil {
		return
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
		b.t.Fatal(err)
	}
}

func TestCrashesLoseNothingThatWasAcknowledgedAndDoubleNothing(t *testing.T) {
	t.Parallel()
	b := &bank{t: t, dir: home(t), told: map[string]string{}}
	b.start()
	defer func() {
		if err := b.server.Stop(); err != nil {
			t.Error(err)
		}
	}()
	b.found()
	tellers := []*exec.Cmd{b.hire(), b.hire()}
	defer func() {
		for _, c := range tellers {
			c.Process.Kill() // most have been, by now
		}
	}()
	kills := map[string]int{}
	for begin := time.Now(); time.Since(begin) < *crashing || len(kills) < 3; {
		<-time.After(time.Duration(200+rand.IntN(900)) * time.Millisecond)
		switch (kills["server"] + kills["process of the server"] + kills["program"]) % 3 {
		case 0:
			b.killServer()
			kills["server"]++
		case 1:
			one := rand.IntN(len(tellers))
			b.fire(tellers[one])
			tellers[one] = b.hire()
			kills["program"]++
		default:
			b.killBackend()
			kills["process of the server"]++
		}
	}
	<-time.After(300 * time.Millisecond) // under way when the last of all are killed
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
	conn, err := pgx.Connect(b.t.Context(), b.url)
	if err != nil {
		b.t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var fsync string
	if err := conn.QueryRow(b.t.Context(), `SHOW fsync`).Scan(&fsync); err != nil || fsync != "on" {
		b.t.Errorf("fsync is %s, %v", fsync, err)
	}
	rows, err := conn.Query(b.t.Context(), `
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
	db := b.open()
	defer db.Close()
	found, err := db.VerifyBudget(b.t.Context(), time.Now())
	if err != nil || !found.Agrees() {
		b.t.Errorf("%v, %v", found.Findings, err)
	}
}
