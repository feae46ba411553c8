package postgres_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// ruleOf are terms with one question of a kind, that grant so much.
func ruleOf(amount money.Cents) grant.Terms {
	return grant.Terms{Title: "Projecten", Applicants: []association.Form{association.NonProfit}, MaxAmount: amount, MaxShare: 7_500, Envelope: "projecten",
		Criteria:   []grant.Criterion{{Kind: grant.Target, Title: "Wie", Groups: [][]string{{"vzw"}, {"school", "in Antwerpen"}}}},
		Thresholds: []grant.Threshold{{From: 1_239_47, Proof: "Facturen."}}, Activities: []grant.Activity{grant.Project},
		Sections: []grant.Section{{Key: "project", Title: "Project", Questions: []grant.Question{
			{Key: "eerder", Label: "Eerder", Type: grant.YesNo}, {Key: "wat", Label: "Wat", Type: grant.LongText, After: &grant.Condition{Question: "eerder", Is: grant.Yes}}}}}}
}

// regulated is a regulation with one published version, in force since 2026.
func regulated(t *testing.T, db *postgres.DB) grant.Version {
	t.Helper()
	v := grant.Version{Slug: "projecten-in-het-zuiden", Code: "PRO", Number: 1, InForce: calendar.Period{First: calendar.Date(2026, time.January, 1)}, Terms: ruleOf(6_000_00)}
	by := account.By{At: moment}
	write(t, db, func(tx postgres.Tx) error {
		var err error
		if v.Regulation, err = tx.AddRegulation(t.Context(), grant.Regulation{Slug: v.Slug, Code: v.Code}); err != nil {
			return err
		}
		if v.ID, err = tx.AddVersion(t.Context(), v, by); err != nil {
			return err
		}
		done, err := tx.PublishVersion(t.Context(), v, by)
		if !done {
			t.Error("a draft was not published")
		}
		return err
	})
	v.Published, v.EnvelopeName = true, "Projecten"
	return v
}

func TestAPublishedVersionStandsAndIsEndedByTheNext(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ctx, first := t.Context(), regulated(t, db)
	if got, err := db.Version(ctx, first.ID); err != nil || !reflect.DeepEqual(got, first) {
		t.Errorf("%+v is not %+v, %v", got, first, err)
	}
	by := account.By{At: moment}
	next := first
	next.ID, next.Number, next.Published, next.InForce.First, next.Terms = 0, 2, false, calendar.Date(2027, time.March, 1), ruleOf(7_000_00)
	write(t, db, func(tx postgres.Tx) error {
		var err error
		next.ID, err = tx.AddVersion(ctx, next, by)
		return err
	})
	rows, err := db.VersionsOf(ctx, first.Slug)
	if err != nil || len(rows) != 2 || rows[0].ID != next.ID || rows[0].PublishedAt != nil || rows[1].PublishedAt == nil {
		t.Fatalf("%+v, %v", rows, err)
	}
	drafts, err := db.LastVersions(ctx)
	if err != nil || len(drafts) != 1 || drafts[0].ID != next.ID {
		t.Errorf("the last versions: %+v, %v", drafts, err)
	}
	now := calendar.Date(2026, time.December, 1).Start()
	if got, err := db.RegulationBySlug(ctx, first.Slug, now); err != nil || got.ID != first.ID {
		t.Errorf("a draft is shown: %+v, %v", got, err)
	}
	next.MaxAmount = 8_000_00
	write(t, db, func(tx postgres.Tx) error {
		locked, err := tx.LockRegulation(ctx, first.Slug)
		if err != nil || locked.ID != first.Regulation {
			t.Errorf("locked %+v, %v", locked, err)
		}
		saved, err := tx.SaveVersion(ctx, next, by)
		if !saved || err != nil {
			return errors.Join(errors.New("a draft was not saved"), err)
		}
		stands, err := tx.SaveVersion(ctx, first, by)
		if stands || err != nil {
			t.Errorf("a published version was saved: %v", err)
		}
		_, err = tx.PublishVersion(ctx, next, by)
		return err
	})
	for on, want := range map[calendar.Day]grant.VersionID{
		calendar.Date(2025, time.December, 1): first.ID, calendar.Date(2027, time.February, 28): first.ID, calendar.Date(2027, time.March, 1): next.ID,
	} {
		got, err := db.Regulations(ctx, on.Start())
		if err != nil || len(got) != 1 || got[0].ID != want {
			t.Errorf("on %v: %+v, %v", on, got, err)
		}
	}
	if got, err := db.Version(ctx, first.ID); err != nil || got.InForce.Last != calendar.Date(2027, time.February, 28) {
		t.Errorf("the first ends on %v, %v", got.InForce.Last, err)
	}
	if got, err := db.RoundVersions(ctx, next.InForce.First.Start()); err != nil || len(got) != 1 || got[0].MaxAmount != 8_000_00 {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := db.RegulationSlugs(ctx, now); err != nil || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := db.VersionsOf(ctx, "niets"); !errors.Is(err, fault.NotFound) {
		t.Errorf("versions of nothing: %v", err)
	}
	if _, err := db.RegulationBySlug(ctx, "niets", now); !errors.Is(err, fault.NotFound) {
		t.Errorf("nothing: %v", err)
	}
}

func TestADraftOfAVersionCanBeThrownAway(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ctx, first := t.Context(), regulated(t, db)
	by := account.By{At: moment}
	next := first
	next.Number, next.InForce.First = 2, calendar.Date(2027, time.March, 1)
	write(t, db, func(tx postgres.Tx) (err error) {
		next.ID, err = tx.AddVersion(ctx, next, by)
		return err
	})
	write(t, db, func(tx postgres.Tx) error {
		if gone, err := tx.DropVersion(ctx, first.ID); gone || err != nil {
			t.Errorf("a published version is gone: %v", err)
		}
		gone, err := tx.DropVersion(ctx, next.ID)
		if !gone {
			t.Error("the draft is still there")
		}
		return err
	})
	if _, err := db.Version(ctx, next.ID); !errors.Is(err, fault.NotFound) {
		t.Errorf("%v", err)
	}
}

func TestARegulationIsRenamedAndTakenOutAsLongAsNothingOfItIsPublished(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ctx, first := t.Context(), regulated(t, db)
	next := first
	next.Slug, next.Code = "kleine-daden", "KLE"
	write(t, db, func(tx postgres.Tx) (err error) {
		if next.Regulation, err = tx.AddRegulation(ctx, grant.Regulation{Slug: next.Slug, Code: next.Code}); err != nil {
			return err
		}
		next.ID, err = tx.AddVersion(ctx, next, account.By{At: moment})
		return err
	})
	named := grant.Regulation{ID: next.Regulation, Slug: "daden", Code: "DAD"}
	write(t, db, func(tx postgres.Tx) error {
		for _, test := range []struct {
			of                   grant.RegulationID
			slug, code           string
			slugTaken, codeTaken bool
		}{{0, "kleine-daden", "KLE", true, true}, {next.Regulation, "kleine-daden", "KLE", false, false}, {next.Regulation, first.Slug, "KLE", true, false},
			{0, "daden", first.Code, false, true}, {0, "daden", "DAD", false, false}} {
			slug, code, err := tx.RegulationNamed(ctx, test.of, test.slug, test.code)
			if err != nil || slug != test.slugTaken || code != test.codeTaken {
				t.Errorf("%+v: %v, %v, %v", test, slug, code, err)
			}
		}
		if done, err := tx.RenameRegulation(ctx, grant.Regulation{ID: first.Regulation, Slug: "ander", Code: "AND"}); done || err != nil {
			t.Errorf("what was published has another address: %v", err)
		}
		if done, err := tx.DropRegulation(ctx, next.Regulation); done || err != nil {
			t.Errorf("a regulation with a version is gone: %v", err)
		}
		done, err := tx.RenameRegulation(ctx, named)
		if !done {
			t.Error("a draft has its address still")
		}
		return err
	})
	if all, err := db.VersionsOf(ctx, "daden"); err != nil || all[0].Code != "DAD" || all[0].EnvelopeName != "Projecten" {
		t.Errorf("%+v, %v", all, err)
	}
	write(t, db, func(tx postgres.Tx) error {
		if _, err := tx.DropVersion(ctx, next.ID); err != nil {
			return err
		}
		done, err := tx.DropRegulation(ctx, next.Regulation)
		if !done {
			t.Error("a regulation without versions is there still")
		}
		return err
	})
	if last, err := db.LastVersions(ctx); err != nil || len(last) != 1 {
		t.Errorf("%+v, %v", last, err)
	}
}

func TestTheDatabaseKeepsWhatWasPublished(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	first := regulated(t, db)
	conn, err := pgx.Connect(t.Context(), db.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	for says, sql := range map[string]string{
		"another amount":             `UPDATE grant_version SET max_amount = 1, terms = jsonb_set(terms, '{MaxAmount}', '1')`,
		"other words":                `UPDATE grant_version SET terms = jsonb_set(terms, '{Title}', '"x"')`,
		"away":                       `DELETE FROM grant_version`,
		"all away":                   `TRUNCATE grant_version CASCADE`,
		"columns that do not agree":  `INSERT INTO grant_version (regulation, number, first_day, emergency, max_amount, max_share, light, terms, drafted_by, drafted_at) SELECT regulation, 2, first_day, false, 1, 1, false, terms, 0, now() FROM grant_version`,
		"a second without an end":    `INSERT INTO grant_version (regulation, number, first_day, envelope, emergency, max_amount, max_share, light, terms, drafted_by, drafted_at, published_by, published_at) SELECT regulation, 2, first_day, envelope, emergency, max_amount, max_share, light, terms, 0, now(), 0, now() FROM grant_version`,
		"an address of another page": `INSERT INTO grant_regulation (slug, code) VALUES ('wijzer', 'XYZ')`,
	} {
		if _, err := conn.Exec(t.Context(), sql); err == nil {
			t.Errorf("%s: not refused", says)
		} else if _, ok := errors.AsType[*pgconn.PgError](err); !ok {
			t.Errorf("%s: %v", says, err)
		}
	}
	if got, err := db.Version(t.Context(), first.ID); err != nil || !reflect.DeepEqual(got, first) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestARoundIsDraftedPublishedAndExtended(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ctx, rule := t.Context(), regulated(t, db)
	by := account.By{At: moment}
	r := grant.Round{Version: rule.ID, Title: "Najaar", OpensAt: calendar.Date(2027, time.March, 1).Start(),
		ClosesAt: grant.MidnightAfter(calendar.Date(2027, time.May, 15)), Grace: 90 * time.Second, Money: 5_000_00}
	write(t, db, func(tx postgres.Tx) (err error) {
		r.ID, err = tx.AddRound(ctx, r, by)
		return err
	})
	r.Title = "Voorjaar"
	write(t, db, func(tx postgres.Tx) error {
		saved, err := tx.SaveRound(ctx, r, by)
		if !saved {
			t.Error("a draft was not saved")
		}
		return err
	})
	got, err := db.Round(ctx, r.ID)
	if err != nil || got.Title != "Voorjaar" || got.Grace != 90*time.Second || got.Opened || !got.ClosesAt.Equal(r.ClosesAt) || got.Regulated != "Projecten" ||
		!got.Extended.IsZero() || got.OpenedAt != nil || got.Slug != rule.Slug || got.Money != r.Money {
		t.Errorf("%+v, %v", got, err)
	}
	during := calendar.Date(2027, time.April, 1).Start()
	if open, err := db.OpenRounds(ctx, during); err != nil || len(open) != 0 {
		t.Errorf("a draft is open: %v, %v", open, err)
	}
	write(t, db, func(tx postgres.Tx) error {
		opened, err := tx.OpenRound(ctx, r.ID, by)
		again, err2 := tx.OpenRound(ctx, r.ID, by)
		saved, err3 := tx.SaveRound(ctx, r, by)
		if !opened || again || saved {
			t.Errorf("opened %v, again %v, saved after it %v", opened, again, saved)
		}
		return errors.Join(err, err2, err3)
	})
	if open, err := db.OpenRounds(ctx, during); err != nil || len(open) != 1 || open[0].ID != r.ID {
		t.Errorf("%v, %v", open, err)
	}
	home, many, err := db.CallsAtHome(ctx, during, 1)
	if err != nil || many != 1 || len(home) != 1 || home[0].Round.ID != r.ID || home[0].Title != "Projecten" || home[0].MaxAmount != rule.MaxAmount || home[0].Sections != nil ||
		home[0].Round.StateAt(during) != grant.Open {
		t.Errorf("at home: %+v of %d, %v", home, many, err)
	}
	longer := r
	longer.Extended, longer.ClosesAt, longer.Notice = r.ClosesAt, grant.MidnightAfter(calendar.Date(2027, time.May, 31)), "Er was een storing."
	write(t, db, func(tx postgres.Tx) error {
		if locked, err := tx.LockRound(ctx, r.ID); err != nil || locked.ID != r.ID {
			t.Errorf("%+v, %v", locked, err)
		}
		return tx.ExtendRound(ctx, longer, by)
	})
	if err := db.InTx(ctx, func(tx postgres.Tx) error { return tx.ExtendRound(ctx, longer, by) }); !errors.Is(err, fault.Conflict) {
		t.Errorf("extended twice from the same closing: %v", err)
	}
	got, err = db.Round(ctx, r.ID)
	if err != nil || got.StateAt(during) != grant.Extended || got.Notice != longer.Notice || !got.ClosesAt.Equal(longer.ClosesAt) {
		t.Errorf("%+v, %v", got, err)
	}
	all, err := db.Extensions(ctx, r.ID)
	if err != nil || len(all) != 1 || !all[0].Was.Equal(r.ClosesAt) || !all[0].Becomes.Equal(longer.ClosesAt) || !all[0].At.Equal(moment) {
		t.Errorf("%+v, %v", all, err)
	}
	if of, err := db.RoundsOf(ctx, rule.Regulation); err != nil || len(of) != 1 {
		t.Errorf("%v, %v", of, err)
	}
	if every, err := db.AllRounds(ctx, longer.ClosesAt, 10); err != nil || len(every) != 1 {
		t.Errorf("%v, %v", every, err)
	}
	if shown, err := db.RegulationBySlug(ctx, rule.Slug, during); err != nil || len(shown.Rounds) != 1 || shown.Rounds[0].ID != r.ID {
		t.Errorf("%+v, %v", shown, err)
	}
	if _, err := db.Round(ctx, 999); !errors.Is(err, fault.NotFound) {
		t.Errorf("%v", err)
	}
}
