package postgres_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/world"
)

// drafted is a draft of an association, begun by somebody called Awa.
func drafted(t *testing.T, db *postgres.DB) (of association.ID, id grant.ID, awa account.By) {
	t.Helper()
	ctx, v := t.Context(), regulated(t, db)
	write(t, db, func(tx postgres.Tx) error {
		person, _, err := tx.AddPerson(ctx, "awa@voorbeeld.be", "Awa Diop", "hash", false, moment)
		if err != nil {
			return err
		}
		awa = account.By{Person: person, Part: account.LeadPart, At: moment}
		if of, err = tx.AddAssociation(ctx, association.Association{Slug: "kolda", Name: "Kolda", Form: association.NonProfit, Region: world.WestAfrica, Postcode: "2060"}); err != nil {
			return err
		}
		round, err := tx.AddRound(ctx, grant.Round{Version: v.ID, Title: "Lente", OpensAt: moment.Add(-time.Hour), ClosesAt: moment.Add(time.Hour)}, awa)
		if err != nil {
			return err
		}
		id, err = tx.AddDraft(ctx, awa, of, round, v.ID)
		return err
	})
	return of, id, awa
}

func TestSectionsAreKeptVersionByVersion(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ctx := t.Context()
	of, id, awa := drafted(t, db)
	rows := grant.Answer{Rows: []grant.Row{{ID: "r1", Cells: []string{grant.CostSide, "Pers", "4.100"}}}}
	write(t, db, func(tx postgres.Tx) error {
		for n, title := range []string{"Put", "Twee putten"} {
			by := awa
			by.At = moment.Add(time.Duration(n) * time.Minute)
			s := grant.SavedSection{Section: "project", Version: n + 1, Answers: grant.Answers{"titel": {Text: title}, "begroting": rows}}
			if err := tx.SaveSection(ctx, by, id, s, title); err != nil {
				return err
			}
		}
		return nil
	})
	last, err := db.LastSection(ctx, id, "project")
	if err != nil || last.Version != 2 || last.By != int64(awa.Person) || last.Answers["titel"].Text != "Twee putten" || !last.Answers["begroting"].Equal(rows) {
		t.Errorf("%+v, %v", last, err)
	}
	all, err := db.Sections(ctx, id)
	if err != nil || len(all) != 1 || all["project"].Version != 2 {
		t.Errorf("%+v, %v", all, err)
	}
	write(t, db, func(tx postgres.Tx) error {
		for seen, want := range map[int]string{0: "", 1: "Put", 2: "Twee putten"} {
			l, err := tx.LockSection(ctx, awa, of, id, "project", grant.Sending{Seen: seen})
			if err != nil || l.Base == nil || l.Base.Answers == nil || l.Base.Answers["titel"].Text != want || l.Stored.Version != 2 || l.ID != id || l.Request != nil {
				t.Errorf("%d: %+v, %v", seen, l, err)
			}
		}
		if l, err := tx.LockSection(ctx, awa, of, id, "project", grant.Sending{Seen: 3}); err != nil || l.Base != nil {
			t.Errorf("a version that never was: %+v, %v", l.Base, err)
		}
		if l, err := tx.LockSection(ctx, awa, of, id, "geld", grant.Sending{}); err != nil || l.Stored.Version != 0 || l.Stored.Section != "geld" || len(l.Stored.Answers) != 0 {
			t.Errorf("%+v, %v", l, err)
		}
		return nil
	})
	write(t, db, func(tx postgres.Tx) error {
		if _, err := tx.LockSection(ctx, awa, of+1, id, "project", grant.Sending{}); !errors.Is(err, fault.NotFound) {
			t.Errorf("for another association: %v", err)
		}
		return nil
	})
	if none, err := db.LastSection(ctx, id, "geld"); err != nil || none.Version != 0 {
		t.Errorf("%+v, %v", none, err)
	}
	a, err := db.ApplicationOf(ctx, of, id)
	if err != nil || a.Title != "Twee putten" || !a.SavedAt.Equal(moment.Add(time.Minute)) || !a.DeletedAt.IsZero() {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := db.ApplicationOf(ctx, of+1, id); !errors.Is(err, fault.NotFound) {
		t.Errorf("for another association: %v", err)
	}
	d, err := db.Draft(ctx, a)
	if err != nil || d.Names[int64(awa.Person)] != "Awa Diop" || d.Sections["project"].Version != 2 || d.Under.ID != a.Version || d.In.ID != a.Round || d.ID != id {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestWhatAPageSentLastIsKeptForItsPerson(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ctx := t.Context()
	of, id, awa := drafted(t, db)
	page := strings.Repeat("a", 32)
	sent := func(n int, text string) grant.Sending {
		return grant.Sending{Page: page, Number: n, Answers: grant.Answers{"titel": {Text: text}}}
	}
	other := awa
	other.Person++
	write(t, db, func(tx postgres.Tx) error {
		for _, one := range []struct {
			by   account.By
			sent grant.Sending
		}{{awa, sent(2, "twee")}, {awa, sent(1, "een")}, {other, sent(3, "van een ander")}} {
			if first, err := tx.WriteSection(ctx, one.by, id, "project", postgres.Written{Sent: &one.sent}); err != nil || first {
				t.Errorf("%v, %v", first, err)
			}
		}
		l, err := tx.LockSection(ctx, awa, of, id, "project", grant.Sending{Page: page})
		if last := l.Before; err != nil || last == nil || last.Number != 2 || last.Answers["titel"].Text != "twee" || l.Stored.Version != 0 {
			t.Errorf("%+v, %v", last, err)
		}
		if l, err := tx.LockSection(ctx, other, of, id, "project", grant.Sending{Page: page}); err != nil || l.Before != nil {
			t.Errorf("another person's page: %+v, %v", l.Before, err)
		}
		if l, err := tx.LockSection(ctx, awa, of, id, "project", grant.Sending{}); err != nil || l.Before != nil {
			t.Errorf("a page that nobody knows: %+v, %v", l.Before, err)
		}
		if n, err := tx.SweepPages(ctx, moment); n != 0 || err != nil {
			t.Errorf("%d swept too early, %v", n, err)
		}
		if n, err := tx.SweepPages(ctx, moment.Add(time.Second)); n != 1 || err != nil {
			t.Errorf("%d swept, %v", n, err)
		}
		return nil
	})
}

func TestAlternativesWaitUntilSomebodyChooses(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ctx := t.Context()
	_, id, awa := drafted(t, db)
	alternative := func(text string) grant.Alternative {
		return grant.Alternative{Section: "project", Clash: grant.Clash{Question: "titel", Stored: grant.Answer{Text: "Put"}, Sent: grant.Answer{Text: text}}, By: int64(awa.Person), At: moment,
			StoredBy: 2, StoredAt: moment}
	}
	write(t, db, func(tx postgres.Tx) error {
		for page, text := range map[string]string{"p": "Pomp", "": "Kraan"} {
			if err := tx.AddAlternative(ctx, id, alternative(text), page); err != nil {
				return err
			}
		}
		return tx.AddAlternative(ctx, id, alternative("Grote pomp"), "p")
	})
	all, err := db.Alternatives(ctx, id)
	words := make([]string, len(all))
	for i, a := range all {
		words[i] = a.Sent.Text
	}
	slices.Sort(words)
	if err != nil || !slices.Equal(words, []string{"Grote pomp", "Kraan"}) {
		t.Fatalf("%q, %v", words, err)
	}
	write(t, db, func(tx postgres.Tx) error { return tx.ChooseAlternative(ctx, awa, all[0].ID, true) })
	if _, err := db.Alternative(ctx, id, all[0].ID); !errors.Is(err, fault.NotFound) {
		t.Errorf("one that was chosen: %v", err)
	}
	if left, err := db.Alternative(ctx, id, all[1].ID); err != nil || left.Stored.Text != "Put" || left.StoredBy != 2 {
		t.Errorf("%+v, %v", left, err)
	}
}

func TestDraftsAndTheirDocumentsGoAndComeBack(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ctx := t.Context()
	of, id, awa := drafted(t, db)
	a, err := db.ApplicationOf(ctx, of, id)
	if err != nil {
		t.Fatal(err)
	}
	d := document.Document{Question: "offertes", Name: "één, “twee”.pdf", MediaType: "application/pdf", Size: 5, SHA256: bytes.Repeat([]byte{1}, 32), Stored: strings.Repeat("a", 32)}
	write(t, db, func(tx postgres.Tx) error {
		if d.ID, err = tx.AddDocument(ctx, awa, id, d); err != nil {
			return err
		}
		if err := tx.TouchApplication(ctx, id, moment.Add(time.Hour)); err != nil {
			return err
		}
		if first, err := tx.TypedOn(ctx, id, awa); err != nil || !first {
			t.Errorf("typed for the first time: %v, %v", first, err)
		}
		if again, err := tx.TypedOn(ctx, id, awa); err != nil || again {
			t.Errorf("and again: %v, %v", again, err)
		}
		return tx.DeleteDraft(ctx, id, moment)
	})
	if got, err := db.DocumentOf(ctx, of, id, d.ID); err != nil || got.Name != d.Name || !got.At.Equal(moment) {
		t.Errorf("%+v, %v", got, err)
	}
	if there, err := db.HasDraft(ctx, of, a.Round); err != nil || there {
		t.Errorf("a draft that was thrown away counts: %v, %v", there, err)
	}
	write(t, db, func(tx postgres.Tx) error {
		locked, err := tx.LockApplicationOf(ctx, of, id)
		if err != nil || !locked.DeletedAt.Equal(moment) || !locked.SavedAt.Equal(moment.Add(time.Hour)) {
			t.Errorf("%+v, %v", locked, err)
		}
		if removed, err := tx.RemoveDocument(ctx, awa, d.ID); err != nil || !removed {
			t.Errorf("%v, %v", removed, err)
		}
		if twice, err := tx.RemoveDocument(ctx, awa, d.ID); err != nil || twice {
			t.Errorf("%v, %v", twice, err)
		}
		return tx.DeleteDraft(ctx, id, time.Time{})
	})
	if there, err := db.HasDraft(ctx, of, a.Round); err != nil || !there {
		t.Errorf("it is not back: %v, %v", there, err)
	}
	lines, err := db.ApplicationsOf(ctx, of, moment)
	if err != nil || len(lines) != 1 || lines[0].Waiting || lines[0].Unread != 0 || lines[0].Regulation != "Projecten" {
		t.Errorf("%+v, %v", lines, err)
	}
	if all, err := db.Documents(ctx, id); err != nil || len(all) != 0 {
		t.Errorf("%+v, %v", all, err)
	}
	if names, err := db.Unwanted(ctx, []string{d.Stored, "x"}, moment.Add(time.Second)); err != nil || len(names) != 2 {
		t.Errorf("%q, %v", names, err)
	}
}

func TestASaveWritesAllThatItLeavesBehind(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ctx := t.Context()
	of, id, awa := drafted(t, db)
	section := grant.SavedSection{Section: "project", Version: 1, Answers: grant.Answers{"titel": {Text: "Put"}}}
	sent := grant.Sending{Page: strings.Repeat("a", 32), Number: 1, Answers: section.Answers}
	write(t, db, func(tx postgres.Tx) error {
		if first, err := tx.WriteSection(ctx, awa, id, "project", postgres.Written{Section: &section, Title: "Put", Typed: true, Sent: &sent}); err != nil || !first {
			t.Errorf("%v, %v", first, err)
		}
		section.Version = 2
		if first, err := tx.WriteSection(ctx, awa, id, "project", postgres.Written{Section: &section, Typed: true}); err != nil || first {
			t.Errorf("the second time that day: %v, %v", first, err)
		}
		if first, err := tx.WriteSection(ctx, awa, id, "project", postgres.Written{}); err != nil || first {
			t.Errorf("nothing: %v, %v", first, err)
		}
		l, err := tx.LockSection(ctx, awa, of, id, "project", sent)
		if err != nil || l.Stored.Version != 2 || l.Before == nil || l.Before.Number != 1 || l.Title != "Put" {
			t.Errorf("%+v, %v", l, err)
		}
		return nil
	})
}

// A page that saves itself makes thousands of versions: to read the last of each section costs no more for it.
func TestADraftIsReadAtTheSameCostHoweverOftenItWasSaved(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	_, id, awa := drafted(t, db)
	conn, w := connect(t, owner(t, db).URL(), nil), watch(t, db)
	cost := func(saves int) int {
		t.Helper()
		if _, err := conn.Exec(t.Context(), `
			INSERT INTO grant_section (application, section, version, person, at, answers)
			SELECT $1, 'deel-' || s, v, $2, $3, jsonb_build_object('q', jsonb_build_object('text', s || '/' || v || repeat(' woord', 300)))
			FROM generate_series(1, 4) s, generate_series(coalesce((SELECT max(version) FROM grant_section), 0) + 1, $4) v`, id, awa.Person, moment, saves); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Exec(t.Context(), `VACUUM (ANALYZE) grant_section`); err != nil {
			t.Fatal(err)
		}
		w.seen = nil
		all, err := w.Sections(t.Context(), id)
		if err != nil || len(all) != 4 {
			t.Fatalf("%d, %v", len(all), err)
		}
		for key, s := range all {
			if want := fmt.Sprintf("%s/%d", strings.TrimPrefix(key, "deel-"), saves); s.Version != saves || !strings.HasPrefix(s.Answers["q"].Text, want+" ") {
				t.Errorf("%s stands at version %d with %.20q, not %s", key, s.Version, s.Answers["q"].Text, want)
			}
		}
		return buffers(t, w, w.seen)
	}
	few, many := cost(10), cost(500)
	if many > few*3/2+10 {
		t.Errorf("saved 10 times it looks at %d pages of the server, saved 500 times at %d", few, many)
	}
	t.Logf("%d pages, and %d", few, many)
}
