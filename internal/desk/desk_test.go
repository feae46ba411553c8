package desk

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// newDesk returns a desk with a key of its own.
func newDesk(t testing.TB, db *postgres.DB) *Desk {
	t.Helper()
	d, err := New(db, []byte("0123456789abcdef0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	d.cost = &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32} // a test has no secrets
	return d
}

var noon = time.Date(2027, time.May, 15, 10, 0, 0, 0, time.UTC)

var awa = account.By{Person: 7, Part: "lead", At: noon}

// countPeople is an act to try: it writes a population figure, which a second time would break its key.
func countPeople(tx postgres.Tx, now time.Time) (string, error) {
	day := calendar.DayOf(now)
	return "population/" + day.ISO(), tx.AddPopulation(context.Background(), budget.Population{On: day, Inhabitants: 1, Source: "test"})
}

func entries(t *testing.T, db *postgres.DB) []audit.Entry {
	t.Helper()
	all, err := db.Entries(t.Context(), "population/2027-05-15")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAnActIsDoneAndWrittenDown(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	subject, err := newDesk(t, db).act(t.Context(), awa, NewOnce(), "population.add", countPeople)
	if err != nil || subject != "population/2027-05-15" {
		t.Fatalf("%q, %v", subject, err)
	}
	all := entries(t, db)
	if len(all) != 1 || all[0].Person != 7 || all[0].Part != "lead" || all[0].Act != "population.add" || !all[0].At.Equal(noon) {
		t.Errorf("%+v", all)
	}
}

func TestATwinDoesNothingAndIsSentToTheSamePlace(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	once := NewOnce()
	for range 3 {
		subject, err := newDesk(t, db).act(t.Context(), awa, once, "population.add", countPeople)
		if err != nil || subject != "population/2027-05-15" {
			t.Fatalf("%q, %v", subject, err)
		}
	}
	if all := entries(t, db); len(all) != 1 {
		t.Errorf("%d entries", len(all))
	}
}

func TestTwinsAtTheSameInstantActOnce(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	once := NewOnce()
	var acted atomic.Int32
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			subject, err := newDesk(t, db).act(t.Context(), awa, once, "population.add", func(tx postgres.Tx, now time.Time) (string, error) {
				acted.Add(1)
				return countPeople(tx, now)
			})
			if err != nil || subject != "population/2027-05-15" {
				t.Errorf("%q, %v", subject, err)
			}
		})
	}
	wait.Wait()
	if acted.Load() != 1 || len(entries(t, db)) != 1 {
		t.Errorf("acted %d times, %d entries", acted.Load(), len(entries(t, db)))
	}
}

func TestATwinActsWhenTheFirstWasRolledBack(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	once, begun, twin := NewOnce(), make(chan struct{}), make(chan error)
	refused := errors.New("refused")
	go func() {
		<-begun
		_, err := newDesk(t, db).act(t.Context(), awa, once, "population.add", countPeople)
		twin <- err
	}()
	_, err := newDesk(t, db).act(t.Context(), awa, once, "population.add", func(postgres.Tx, time.Time) (string, error) {
		close(begun)
		return "", refused
	})
	if !errors.Is(err, refused) {
		t.Fatalf("the first: %v", err)
	}
	if err := <-twin; err != nil {
		t.Fatalf("the twin: %v", err)
	}
	if all := entries(t, db); len(all) != 1 {
		t.Errorf("%d entries", len(all))
	}
}

func TestARefusedActLeavesNoKeySoThatTheCorrectedFormMayUseIt(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	once := NewOnce()
	var wrong fault.Fields
	wrong.Add("title", "Geef een titel.")
	_, err := newDesk(t, db).act(t.Context(), awa, once, "population.add", func(tx postgres.Tx, now time.Time) (string, error) {
		if _, err := countPeople(tx, now); err != nil {
			return "", err
		}
		return "", wrong.Err()
	})
	if _, ok := errors.AsType[fault.Fields](err); !ok {
		t.Fatalf("refused with %v", err)
	}
	if all := entries(t, db); len(all) != 0 {
		t.Fatalf("%d entries of a refused act", len(all))
	}
	if _, err := newDesk(t, db).act(t.Context(), awa, once, "population.add", countPeople); err != nil {
		t.Errorf("corrected: %v", err)
	}
}

func TestTheSameKeyFromAnotherPersonOrForAnotherActIsAConflict(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	once := NewOnce()
	if _, err := newDesk(t, db).act(t.Context(), awa, once, "population.add", countPeople); err != nil {
		t.Fatal(err)
	}
	modou := awa
	modou.Person = 8
	if subject, err := newDesk(t, db).act(t.Context(), modou, once, "population.add", countPeople); !errors.Is(err, fault.Conflict) || subject != "" {
		t.Errorf("another person: %q, %v", subject, err)
	}
	if _, err := newDesk(t, db).act(t.Context(), awa, once, "population.remove", countPeople); !errors.Is(err, fault.Conflict) {
		t.Errorf("another act: %v", err)
	}
	if _, err := newDesk(t, db).act(t.Context(), awa, Once{}, "population.add", countPeople); !errors.Is(err, fault.Malformed) {
		t.Errorf("no key: %v", err)
	}
}

func TestKeysAreForgottenAfterTheirTime(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	if _, err := newDesk(t, db).act(t.Context(), awa, NewOnce(), "population.add", countPeople); err != nil {
		t.Fatal(err)
	}
	for before, want := range map[time.Time]int64{noon: 0, noon.Add(time.Second): 1} {
		err := db.InTx(t.Context(), func(tx postgres.Tx) error {
			n, err := tx.ForgetKeys(t.Context(), before)
			if err == nil && n != want {
				t.Errorf("before %v: %d forgotten, want %d", before, n, want)
			}
			return errors.Join(err, errRollback)
		})
		if !errors.Is(err, errRollback) {
			t.Fatal(err)
		}
	}
}

var errRollback = errors.New("rolled back by the test")

func TestAKeyIsReadAsItIsWritten(t *testing.T) {
	t.Parallel()
	once := NewOnce()
	if got, err := ParseOnce(once.String()); err != nil || got != once {
		t.Errorf("%v, %v", got, err)
	}
	for _, typed := range []string{"", "zz", once.String() + "00", Once{}.String(), once.String()[:31] + "g"} {
		if _, err := ParseOnce(typed); !errors.Is(err, fault.Malformed) {
			t.Errorf("ParseOnce(%q): %v", typed, err)
		}
	}
}
