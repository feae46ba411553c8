package postgres_test

import (
	"errors"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

func TestTheRecordIsSearched(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	noon := time.Date(2027, time.May, 15, 10, 0, 0, 0, time.UTC)
	var first audit.ID
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		for i, e := range []struct {
			person       account.ID
			act, subject string
		}{{7, "power.change", "person/9"}, {9, "session.begin", "person/9"}, {9, "association.verify", "association/1"}, {0, "record.expire", "record/3"}} {
			detail := &audit.Detail{After: e.act}
			if e.person == 0 {
				detail = nil
			}
			id, err := tx.AddEntry(t.Context(), account.By{Person: e.person, Part: account.HeadPart, At: noon.AddDate(0, 0, i)}, e.act, e.subject, detail)
			if err != nil {
				return err
			}
			if first == 0 {
				first = id
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		says   string
		filter postgres.TrailFilter
		want   []string // the newest first
	}{
		{"all", postgres.TrailFilter{}, []string{"record.expire", "association.verify", "session.begin", "power.change"}},
		{"by a person", postgres.TrailFilter{Person: 9}, []string{"association.verify", "session.begin"}},
		{"by or to a person", postgres.TrailFilter{About: 9}, []string{"association.verify", "session.begin", "power.change"}},
		{"an act", postgres.TrailFilter{Act: "power.change"}, []string{"power.change"}},
		{"acts of one kind", postgres.TrailFilter{Act: "session."}, []string{"session.begin"}},
		{"a sign that LIKE would know", postgres.TrailFilter{Act: "%"}, nil},
		{"to a thing", postgres.TrailFilter{Subject: "association/1"}, []string{"association.verify"}},
		{"of a day", postgres.TrailFilter{From: noon.AddDate(0, 0, 1), Until: noon.AddDate(0, 0, 2)}, []string{"session.begin"}},
		{"before an entry", postgres.TrailFilter{Before: first + 1}, []string{"power.change"}},
		{"all at once", postgres.TrailFilter{Person: 9, About: 9, Act: "s", Subject: "person/9", From: noon, Until: noon.AddDate(1, 0, 0), Before: first + 9}, []string{"session.begin"}},
	} {
		page, more, err := db.Trail(t.Context(), c.filter, 9)
		if err != nil || more {
			t.Fatalf("%s: more %v, %v", c.says, more, err)
		}
		var got []string
		if err := db.EachEntry(t.Context(), c.filter, func(r postgres.TrailRow) error { got = append(got, r.Act); return nil }); err != nil {
			t.Fatal(err)
		}
		if len(page) != len(c.want) || len(got) != len(c.want) {
			t.Errorf("%s: %d on the page, %q in all, want %q", c.says, len(page), got, c.want)
			continue
		}
		for i, want := range c.want {
			if page[i].Act != want || got[i] != want {
				t.Errorf("%s: %s and %s at %d, want %s", c.says, page[i].Act, got[i], i, want)
			}
		}
	}
	if page, more, err := db.Trail(t.Context(), postgres.TrailFilter{}, 3); err != nil || !more || len(page) != 3 || page[2].Detail != `{"after": "session.begin"}` {
		t.Errorf("a page of three: %+v, more %v, %v", page, more, err)
	}
	enough := errors.New("enough")
	if err := db.EachEntry(t.Context(), postgres.TrailFilter{}, func(postgres.TrailRow) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("stopped with %v", err)
	}
	if last, err := db.LastEntry(t.Context(), "person/9"); err != nil || last.Act != "session.begin" {
		t.Errorf("%+v, %v", last, err)
	}
	if _, err := db.LastEntry(t.Context(), "person/10"); !errors.Is(err, fault.NotFound) {
		t.Errorf("nothing was done: %v", err)
	}
}

func TestTheChainSaysHowFarItGoes(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	noon := time.Date(2027, time.May, 15, 10, 0, 0, 0, time.UTC)
	add := func(at time.Time) {
		t.Helper()
		if err := db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := tx.AddEntry(t.Context(), account.By{At: at}, "test.do", "test/1", nil)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if c, err := db.Chain(t.Context()); err != nil || c != (postgres.ChainState{}) {
		t.Errorf("empty: %+v, %v", c, err)
	}
	add(noon)
	add(noon.Add(time.Minute))
	if c, err := db.Chain(t.Context()); err != nil || c.Seals != 0 || c.Waiting != 2 || !c.Oldest.Equal(noon) {
		t.Errorf("before the sealer: %+v, %v", c, err)
	}
	if err := db.InTx(t.Context(), func(tx postgres.Tx) error { _, _, err := tx.Seal(t.Context(), noon, 1); return err }); err != nil {
		t.Fatal(err)
	}
	if c, err := db.Chain(t.Context()); err != nil || c.Seals != 1 || c.Waiting != 1 || !c.SealedAt.Equal(noon) || !c.Oldest.Equal(noon.Add(time.Minute)) {
		t.Errorf("behind one: %+v, %v", c, err)
	}
}
