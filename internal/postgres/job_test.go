package postgres_test

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// A letterbox keeps the letters that it was given.
type letterbox struct {
	mu  sync.Mutex
	got []job.Letter
	// each is told of every letter, after it was kept.
	each chan job.Letter
}

func newLetterbox() *letterbox { return &letterbox{each: make(chan job.Letter, 100)} }

func (l *letterbox) take(_ context.Context, j *river.Job[job.Letter]) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.got = append(l.got, j.Args)
	l.each <- j.Args
	return nil
}

func workers(work func(context.Context, *river.Job[job.Letter]) error) *river.Workers {
	all := river.NewWorkers()
	river.AddWorker(all, river.WorkFunc(work))
	return all
}

// working carries out letters until the test ends.
func working(t *testing.T, db *postgres.DB, work func(context.Context, *river.Job[job.Letter]) error) *postgres.Jobs {
	t.Helper()
	jobs, err := db.Jobs(postgres.JobSettings{Workers: workers(work), Poll: 10 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if err := jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := jobs.Stop(context.Background(), 10*time.Second); err != nil {
			t.Error(err)
		}
	})
	return jobs
}

func enqueue(db *postgres.DB, letter job.Letter, end error) error {
	return db.InTx(context.Background(), func(tx postgres.Tx) error {
		if err := tx.Enqueue(context.Background(), letter); err != nil {
			return err
		}
		return end
	})
}

func TestALetterOfAnActThatIsRolledBackIsNeverSent(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	box := newLetterbox()
	working(t, db, box.take)
	rolledBack := errors.New("rolled back by the test")
	if err := enqueue(db, job.Letter{Purpose: job.Reset, To: "nooit@voorbeeld.be"}, rolledBack); !errors.Is(err, rolledBack) {
		t.Fatal(err)
	}
	want := job.Letter{Purpose: job.Confirm, Person: 7, To: "awa@voorbeeld.be", About: 3, Words: "omdat\nhet kan"}
	if err := enqueue(db, want, nil); err != nil {
		t.Fatal(err)
	}
	if got := <-box.each; got != want {
		t.Errorf("%+v", got)
	}
	box.mu.Lock()
	defer box.mu.Unlock()
	if len(box.got) != 1 {
		t.Errorf("%+v", box.got)
	}
}

func TestTwoReplicasCarryOutEachJobOnce(t *testing.T) {
	t.Parallel()
	const letters = 40
	db := pgtest.New(t)
	box := newLetterbox()
	working(t, db, box.take)
	working(t, db, box.take)
	for i := range letters {
		if err := enqueue(db, job.Letter{Purpose: job.Confirm, To: account.Email(strconv.Itoa(i) + "@voorbeeld.be")}, nil); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[account.Email]int{}
	for range letters {
		seen[(<-box.each).To]++
	}
	box.mu.Lock()
	defer box.mu.Unlock()
	if len(seen) != letters || len(box.got) != letters {
		t.Errorf("%d of %d, %d times", len(seen), letters, len(box.got))
	}
}

func TestAJobThatIsCutIsTriedAgain(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	begun := make(chan struct{})
	jobs := working(t, db, func(ctx context.Context, _ *river.Job[job.Letter]) error {
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	})
	if err := enqueue(db, job.Letter{Purpose: job.Confirm, To: "awa@voorbeeld.be"}, nil); err != nil {
		t.Fatal(err)
	}
	<-begun
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := jobs.Stop(ctx, 50*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	box := newLetterbox()
	working(t, db, box.take)
	if got := <-box.each; got.To != "awa@voorbeeld.be" {
		t.Errorf("%+v", got)
	}
}

func TestJobsWaitForTheirTables(t *testing.T) {
	t.Parallel()
	db, err := postgres.Open(t.Context(), postgres.Settings{URL: pgtest.Empty(t), AsOwner: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	jobs, err := db.Jobs(postgres.JobSettings{Workers: workers(newLetterbox().take)})
	if err != nil {
		t.Fatal(err)
	}
	if err := jobs.Start(t.Context()); !errors.Is(err, fault.Unavailable) {
		t.Errorf("Start: %v", err)
	}
	if err := enqueue(db, job.Letter{Purpose: job.Confirm, To: "awa@voorbeeld.be"}, nil); !errors.Is(err, fault.Unavailable) {
		t.Errorf("Enqueue: %v", err)
	}
	if err := jobs.Stop(t.Context(), time.Second); err != nil {
		t.Errorf("Stop: %v", err)
	}
}
