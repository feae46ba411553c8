package desk

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// asOwner changes the database as nobody of the portal can: with the triggers off.
func asOwner(t *testing.T, db *postgres.DB, statements ...string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), db.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := conn.Close(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	tables := []string{"audit_entry", "audit_detail", "audit_seal"}
	all := statements
	for _, table := range tables {
		all = append([]string{`ALTER TABLE ` + table + ` DISABLE TRIGGER USER`}, all...)
		all = append(all, `ALTER TABLE `+table+` ENABLE TRIGGER USER`)
	}
	for _, sql := range all {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

// recorded does n acts, every second one with a detail about person 7, and seals them.
func recorded(t *testing.T, n int) (*postgres.DB, *Desk, audit.Seal) {
	t.Helper()
	db := pgtest.New(t)
	d := newDesk(t, db)
	for i := range n {
		_, err := d.act(t.Context(), awa, NewOnce(), "thing.change", func(tx postgres.Tx, _ time.Time) (string, error) {
			if i%2 == 0 {
				tx.Note(audit.Detail{About: []account.ID{7}, Before: map[string]any{"naam": "Awa"}, After: map[string]any{"naam": "Awa D."}})
			}
			return fmt.Sprintf("thing/%d", i), nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	head, sealed, err := d.Seal(t.Context(), noon)
	if err != nil || sealed != n || head.N != int64(n) {
		t.Fatalf("%d sealed, head %+v, %v", sealed, head, err)
	}
	return db, d, head
}

func verified(t *testing.T, db *postgres.DB, now time.Time, known ...audit.Seal) audit.Report {
	t.Helper()
	report, err := db.Verify(t.Context(), now, known...)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestTheRecordAsItWasWrittenIsWhole(t *testing.T) {
	t.Parallel()
	db, _, head := recorded(t, 12)
	if report := verified(t, db, noon.Add(time.Hour), head); !report.Whole() || report.Head != head {
		t.Errorf("%+v", report)
	}
}

func TestWhatWasDoneToTheRecordByHandIsFound(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		sql  string
		says string
		n    int64
	}{
		"an entry changed":     {`UPDATE audit_entry SET person = 8 WHERE subject = 'thing/3'`, "not what was sealed", 4},
		"a moment changed":     {`UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE subject = 'thing/3'`, "not what was sealed", 4},
		"a detail changed":     {`UPDATE audit_detail SET detail = '{"after": 1}' WHERE entry = (SELECT id FROM audit_entry WHERE subject = 'thing/4')`, "detail is not what was written", 5},
		"a detail taken out":   {`DELETE FROM audit_detail WHERE entry = (SELECT id FROM audit_entry WHERE subject = 'thing/4')`, "detail is gone", 5},
		"a seal taken out":     {`DELETE FROM audit_seal WHERE n = 6`, "6, is missing", 7},
		"a seal changed":       {`UPDATE audit_seal SET hash = sha256('x') WHERE n = 6`, "not what was sealed", 6},
		"the tail cut":         {`DELETE FROM audit_seal WHERE n > 9`, "the tail was cut", 12},
		"the tail and its own": {`WITH gone AS (DELETE FROM audit_seal WHERE n > 9 RETURNING entry) DELETE FROM audit_detail USING gone WHERE audit_detail.entry = gone.entry`, "the tail was cut", 12},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			db, _, head := recorded(t, 12)
			asOwner(t, db, c.sql)
			report := verified(t, db, noon, head)
			if len(report.Findings) == 0 || !strings.Contains(report.Findings[0].What, c.says) || report.Findings[0].N != c.n {
				t.Errorf("%+v", report.Findings)
			}
		})
	}
}

func TestAnEntryThatStaysWithoutASealIsFound(t *testing.T) {
	t.Parallel()
	db, d, _ := recorded(t, 3)
	if err := d.note(t.Context(), awa, "late.entry", "late/1", nil); err != nil {
		t.Fatal(err)
	}
	if report := verified(t, db, noon.Add(10*time.Minute)); !report.Whole() {
		t.Errorf("within ten minutes: %+v", report.Findings)
	}
	report := verified(t, db, noon.Add(10*time.Minute+time.Microsecond))
	if len(report.Findings) != 1 || !strings.Contains(report.Findings[0].What, "without a seal") {
		t.Errorf("after ten minutes: %+v", report.Findings)
	}
}

func TestAnEntryThatCommitsLateIsSealedLater(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	began, finish, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		ended <- db.InTx(context.Background(), func(tx postgres.Tx) error {
			_, err := tx.AddEntry(context.Background(), awa, "slow.act", "slow/1", nil)
			close(began)
			<-finish
			return err
		})
	}()
	<-began
	if err := d.note(t.Context(), awa, "quick.act", "quick/1", nil); err != nil {
		t.Fatal(err)
	}
	if _, sealed, err := d.Seal(t.Context(), noon); err != nil || sealed != 1 {
		t.Fatalf("%d sealed, %v", sealed, err)
	}
	close(finish)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	head, sealed, err := d.Seal(t.Context(), noon)
	if err != nil || sealed != 1 || head.N != 2 {
		t.Fatalf("%d sealed, head %d, %v", sealed, head.N, err)
	}
	if report := verified(t, db, noon.Add(time.Hour), head); !report.Whole() {
		t.Errorf("%+v", report.Findings)
	}
}

func TestSealersAtTheSameInstantMakeOneChain(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	var wait sync.WaitGroup
	for i := range 6 {
		wait.Go(func() {
			for j := range 10 {
				if err := d.note(t.Context(), awa, "busy.act", fmt.Sprintf("busy/%d-%d", i, j), nil); err != nil {
					t.Error(err)
				}
				if _, _, err := d.Seal(t.Context(), noon); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	head, _, err := d.Seal(t.Context(), noon)
	if err != nil || head.N != 60 {
		t.Fatalf("head %d, %v", head.N, err)
	}
	if report := verified(t, db, noon.Add(time.Hour), head); !report.Whole() {
		t.Errorf("%+v", report.Findings)
	}
}

func TestErasingAPersonLeavesTheChainWhole(t *testing.T) {
	t.Parallel()
	db, d, head := recorded(t, 12)
	var emptied int64
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		var err error
		emptied, err = tx.ErasePersonDetail(t.Context(), 7, account.By{Person: 1, Part: account.AdministratorPart, At: noon})
		return err
	})
	if err != nil || emptied != 6 {
		t.Fatalf("%d emptied, %v", emptied, err)
	}
	if _, sealed, err := d.Seal(t.Context(), noon); err != nil || sealed != 1 {
		t.Fatalf("the erasure's own entry: %d, %v", sealed, err)
	}
	report := verified(t, db, noon.Add(time.Hour), head)
	if !report.Whole() || report.Erased != 6 {
		t.Errorf("%+v", report)
	}
	trail, _, err := db.Trail(t.Context(), postgres.TrailFilter{Subject: "thing/0"}, 10)
	if err != nil || len(trail) != 1 || trail[0].Detail != "" || trail[0].ErasedAt == nil {
		t.Errorf("%+v, %v", trail, err)
	}
}

func TestDetailsOfSignInsAreEmptiedAfterTheirTime(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	for _, act := range []string{"session.refuse", "thing.change"} {
		if err := d.note(t.Context(), awa, act, "person/7", &audit.Detail{About: []account.ID{7}, Client: "192.0.2.0/24"}); err != nil {
			t.Fatal(err)
		}
	}
	for before, want := range map[time.Time]int64{noon: 0, noon.Add(time.Second): 1} {
		err := db.InTx(t.Context(), func(tx postgres.Tx) error {
			n, err := tx.ExpireDetail(t.Context(), []string{"session.refuse"}, before, noon)
			if n != want {
				t.Errorf("before %v: %d emptied, want %d", before, n, want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := d.Seal(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	if report := verified(t, db, noon); !report.Whole() {
		t.Errorf("%+v", report.Findings)
	}
}

func TestTheTrailIsSearchedPageByPage(t *testing.T) {
	t.Parallel()
	db, _, _ := recorded(t, 12)
	var got []string
	f := postgres.TrailFilter{Act: "thing.", Person: 7, From: noon, Until: noon.Add(time.Second)}
	for {
		page, more, err := db.Trail(t.Context(), f, 5)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range page {
			got = append(got, row.Subject)
		}
		if !more {
			break
		}
		f.Before = page[len(page)-1].ID
	}
	if len(got) != 12 || got[0] != "thing/11" || got[11] != "thing/0" {
		t.Errorf("%v", got)
	}
	if page, _, err := db.Trail(t.Context(), postgres.TrailFilter{Subject: "thing/1", From: noon.Add(time.Second)}, 5); err != nil || len(page) != 0 {
		t.Errorf("%v, %v", page, err)
	}
}
