package postgres_test

import (
	"fmt"
	"testing"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

func TestWhatWaitsForAnAssociation(t *testing.T) {
	t.Parallel()
	ctx, db := t.Context(), pgtest.New(t)
	f := filed(t, db, 4)
	first, err := db.Dossier(ctx, f.ids[0])
	if err != nil {
		t.Fatal(err)
	}
	of, due := first.Association, calendar.DayOf(moment).AddDays(14)
	shown := func(at time.Time) string {
		t.Helper()
		all, err := db.WaitingOf(ctx, of, at)
		n, failed := db.UnreadOf(ctx, of)
		if err != nil || failed != nil {
			t.Fatal(err, failed)
		}
		said := fmt.Sprint(n)
		for _, w := range all {
			said += fmt.Sprintf(" | %s asked %d %v unread %d %s", w.Title, w.Asked, w.Due, w.Unread, w.ProposedBy)
		}
		return said
	}
	if got := shown(moment); got != "0" {
		t.Errorf("nothing: %s", got)
	}
	write(t, db, func(tx postgres.Tx) error {
		for i, id := range f.ids[:3] {
			if _, err := tx.AddMessage(ctx, id, i > 0, f.hilde, "Dag."); err != nil { // the first is the association's own
				return err
			}
		}
		if err := tx.AddRequest(ctx, f.ids[3], grant.Request{Questions: []string{"titel", "waarom"}, Why: "Voor wie?", Due: due}, f.hilde); err != nil {
			return err
		}
		return tx.SetStatus(ctx, f.ids[3], grant.Incomplete)
	})
	const messages = " | Put 2 asked 0  unread 1  | Put 3 asked 0  unread 1 "
	want := "2 | Put 4 asked 2 " + due.String() + " unread 0 "
	if got := shown(moment); got != want+messages {
		t.Errorf("%s, want %s", got, want+messages)
	}
	write(t, db, func(tx postgres.Tx) error {
		a, err := tx.ApplicationOf(ctx, of, f.ids[0])
		if err != nil {
			return err
		}
		draft, err := tx.AddDraft(ctx, f.awa, of, a.Round, a.Version)
		if err != nil {
			return err
		}
		if err := tx.MarkRead(ctx, f.ids[1], true, moment); err != nil {
			return err
		}
		if err := tx.SetStatus(ctx, f.ids[3], grant.Withdrawn); err != nil {
			return err
		}
		return tx.ProposeSubmission(ctx, draft, f.awa)
	})
	if got := shown(moment); got != "1 | Put 3 asked 0  unread 1  |  asked 0  unread 0 Awa Diop" {
		t.Errorf("what was read, withdrawn and proposed: %s", got)
	}
	if got := shown(moment.AddDate(1, 0, 0)); got != "1 | Put 3 asked 0  unread 1 " {
		t.Errorf("after the round closed: %s", got)
	}
	if none, err := db.UnreadOf(ctx, of+1); err != nil || none != 0 {
		t.Errorf("another association: %d, %v", none, err)
	}
}
