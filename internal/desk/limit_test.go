package desk

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// What is counted is counted in the database: it does not help to be answered by another replica.
func TestLimitsHoldOverReplicas(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	second, err := postgres.Open(t.Context(), postgres.Settings{URL: db.URL()})
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	replicas := []*Desk{newDesk(t, db), newDesk(t, second)}
	for _, kind := range []account.Attempt{account.SigningIn, account.GivingCode, account.Resetting, account.Registering, account.Inviting} {
		for says, c := range map[string]struct {
			most int
			try  func(d *Desk, n int) error
		}{
			"one account, a client each time": {kind.Limit().PerAccount, func(d *Desk, n int) error {
				return d.try(t.Context(), kind, "awa", fmt.Sprintf("198.51.100.%d", n), noon)
			}},
			"one client, an account each time": {kind.Limit().PerClient, func(d *Desk, n int) error {
				return d.try(t.Context(), kind, fmt.Sprintf("person %d", n), "203.0.113.7", noon)
			}},
		} {
			if c.most < 2 {
				t.Fatalf("%s, %s: %d", kind, says, c.most)
			}
			for n := range c.most {
				if err := c.try(replicas[n%2], n); err != nil {
					t.Fatalf("%s, %s, try %d: %v", kind, says, n, err)
				}
			}
			for n, d := range replicas {
				if err := c.try(d, c.most+n); !errors.Is(err, fault.TooMany) {
					t.Errorf("%s, %s, one too many with replica %d: %v", kind, says, n, err)
				}
			}
		}
	}
}

// A crowd at the door waits for its turn: so many passwords are hashed at the same time, and no more.
func TestPasswordsAreHashedAFewAtATime(t *testing.T) {
	t.Parallel()
	d := newDesk(t, pgtest.New(t))
	for range hashesAtOnce {
		if err := d.turn(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	soon, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := d.matches(soon, goodPassword, ""); !errors.Is(err, fault.Unavailable) {
		t.Errorf("while all places are taken: %v", err)
	}
	if _, err := d.hash(soon, goodPassword); !errors.Is(err, fault.Unavailable) {
		t.Errorf("while all places are taken: %v", err)
	}
	d.leave()
	if _, err := d.matches(t.Context(), goodPassword, ""); err != nil {
		t.Errorf("when one is free: %v", err)
	}
}
