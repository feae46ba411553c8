package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// chief is a head of the Dienst at a moment.
func (c call) chief(id account.ID, now time.Time) account.Head {
	c.t.Helper()
	h, ok := account.Identity{Person: id, At: now, Passed: true, Powers: []account.Part{account.HeadPart}}.Head()
	if !ok {
		c.t.Fatal("no head")
	}
	return h
}

func (c call) asksLate(id grant.ID, now time.Time, why string) error {
	writer, ok := c.at(c.modou, now).Contributor()
	if !ok {
		c.t.Fatal("no contributor")
	}
	return c.AskLate(c.t.Context(), writer, NewOnce(), id, why)
}

func (c call) late(id grant.ID) postgres.LateRow {
	c.t.Helper()
	row, err := c.db.LateRequest(c.t.Context(), id)
	if err != nil {
		c.t.Fatal(err)
	}
	return row
}

// recorded returns what the record tells of an act on an application.
func (c call) recorded(act string, id grant.ID) []postgres.TrailRow {
	c.t.Helper()
	all, _, err := c.db.Trail(c.t.Context(), postgres.TrailFilter{Act: act, Subject: ApplicationSubject(id)}, 10)
	if err != nil {
		c.t.Fatal(err)
	}
	return all
}

const power = "De stroom viel uit in heel de straat."

// After the closing one question can be asked, and what is admitted can be submitted until the end of the day that the head names, exclusive.
func TestADraftThatIsAdmittedIsSubmittedAfterTheClosing(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	ctx := t.Context()
	closes := noon.AddDate(0, 0, 7)
	hilde := c.person("hilde")
	first, second := c.whole(c.round, noon), c.whole(c.round, noon)
	asked, decided := closes.Add(2*time.Hour), closes.Add(3*time.Hour)
	last := calendar.DayOf(decided).AddDays(2)
	until := grant.MidnightAfter(last)
	for _, id := range []grant.ID{first, second} {
		if err := c.submit(id, asked); !slices.Equal(stoppedBy(err), []grant.Gate{grant.RoundGate}) || !strings.Contains(err.Error(), "Vraag de dienst") {
			t.Fatalf("before it is asked: %v", err)
		}
		if err := c.asksLate(id, asked, "  "+power+"\r\n"); err != nil {
			t.Fatal(err)
		}
		if err := c.submit(id, asked); !slices.Equal(stoppedBy(err), []grant.Gate{grant.RoundGate}) || !strings.Contains(err.Error(), "het diensthoofd beslist nog") {
			t.Fatalf("before it is decided: %v", err)
		}
		once := NewOnce()
		for range 2 { // a double click
			if err := c.AdmitLate(ctx, c.chief(hilde, decided), once, id, last, "Er was een stroompanne."); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := c.late(first); got.Why != power || got.AskedName != "Modou" || got.DecidedName != "Hilde" || !got.Until.Equal(until) || got.Answer != "Er was een stroompanne." {
		t.Errorf("%+v", got)
	}
	if got := c.letters(job.LateDecided); !slices.Equal(got, []string{"awa@voorbeeld.be", "awa@voorbeeld.be"}) {
		t.Errorf("letters to %q", got)
	}
	if err := c.submit(second, until); !slices.Equal(stoppedBy(err), []grant.Gate{grant.RoundGate}) || !strings.Contains(err.Error(), "ook dat is voorbij") {
		t.Errorf("at the end: %v", err)
	}
	refusedAsAWhole(t, "a second question", c.asksLate(second, until, power))
	if err := c.submit(first, until.Add(-time.Microsecond)); err != nil {
		t.Fatal(err)
	}
	got := c.receipt(first)
	if got.InGrace || !got.AdmittedUntil.Equal(until) || !got.AdmittedAt.Equal(decided) || got.AdmittedWhy != "Er was een stroompanne." || got.AdmittedBy != "Hilde" {
		t.Errorf("%+v", got.Admission)
	}
	for act, tells := range map[string]string{"application.ask-late": power, "application.admit-late": last.ISO(), "application.submit": "admitted"} {
		all := c.recorded(act, first)
		if len(all) != 1 || !strings.Contains(all[0].Detail, tells) {
			t.Errorf("%s: %+v", act, all)
		}
	}
	if submitted := c.recorded("application.submit", first); !strings.Contains(submitted[0].Detail, "stroompanne") {
		t.Errorf("the record of the submission does not say why: %s", submitted[0].Detail)
	}
}

func TestWhatIsRefusedAfterTheClosingStaysTooLate(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	closes, ctx := noon.AddDate(0, 0, 7), t.Context()
	hilde := c.person("hilde")
	id, now := c.whole(c.round, noon), closes.Add(time.Hour)
	if err := c.asksLate(id, now, power); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, c.RefuseLate(ctx, c.chief(hilde, now), NewOnce(), id, " \n"), "reden")
	if err := c.RefuseLate(ctx, c.chief(hilde, now), NewOnce(), id, "De straat had gewoon stroom."); err != nil {
		t.Fatal(err)
	}
	if err := c.submit(id, now); !slices.Equal(stoppedBy(err), []grant.Gate{grant.RoundGate}) || !strings.Contains(err.Error(), "liet niet toe") {
		t.Errorf("%v", err)
	}
	refusedAsAWhole(t, "a second question", c.asksLate(id, now, power))
	if all := c.recorded("application.refuse-late", id); len(all) != 1 || !strings.Contains(all[0].Detail, "gewoon stroom") {
		t.Errorf("%+v", all)
	}
}

// Who may ask, when and what, and who decides until when.
func TestTheLateProcedureRefuses(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	ctx := t.Context()
	closes := noon.AddDate(0, 0, 7)
	now := closes.Add(time.Hour)
	today := calendar.DayOf(now)
	hilde := c.person("hilde")
	id := c.whole(c.round, noon)
	refusedAsAWhole(t, "while the round is open", c.asksLate(id, closes.Add(-time.Microsecond), power))
	refusedAsAWhole(t, "in the grace", c.asksLate(id, closes.Add(time.Minute-time.Microsecond), power))
	refusedBecause(t, c.asksLate(id, now, ""), "reden")
	refusedBecause(t, c.asksLate(id, now, strings.Repeat("é", grant.LateMost+1)), "reden")
	fatou := c.as(c.fatou, account.ContributorPart) // who only reads now
	writer, _ := fatou.Contributor()
	if err := c.AskLate(ctx, writer, NewOnce(), id, power); !errors.Is(err, fault.Denied) {
		t.Errorf("who only reads: %v", err)
	}
	notTheirs(t, "a decision that nobody asked for", c.RefuseLate(ctx, c.chief(hilde, now), NewOnce(), id, "Nee."))
	gone := c.whole(c.round, noon)
	own, _ := c.at(c.awa, now).Contributor()
	if err := c.DeleteDraft(ctx, own, NewOnce(), gone); err != nil {
		t.Fatal(err)
	}
	refusedAsAWhole(t, "of what was thrown away", c.asksLate(gone, now, power))
	if err := c.asksLate(id, now, power); err != nil {
		t.Fatal(err)
	}
	refusedAsAWhole(t, "by a head who is a member", c.AdmitLate(ctx, c.chief(c.awa, now), NewOnce(), id, today, "Ja."))
	for says, last := range map[string]calendar.Day{"no day": 0, "yesterday": today.AddDays(-1), "a week": today.AddDays(grant.MostAdmission + 1)} {
		if err := c.AdmitLate(ctx, c.chief(hilde, now), NewOnce(), id, last, "Ja."); err == nil {
			t.Errorf("until %s", says)
		} else {
			refusedBecause(t, err, "tot")
		}
	}
	err := c.AdmitLate(ctx, c.chief(hilde, now), NewOnce(), id, 0, "")
	refusedBecause(t, err, "tot")
	refusedBecause(t, err, "reden")
	if err := c.DeleteDraft(ctx, own, NewOnce(), id); err != nil {
		t.Fatal(err)
	}
	refusedAsAWhole(t, "a decision on what was thrown away", c.AdmitLate(ctx, c.chief(hilde, now), NewOnce(), id, today, "Ja."))
	if err := c.TakeBackDraft(ctx, own, NewOnce(), id); err != nil {
		t.Fatal(err)
	}
	if err := c.AdmitLate(ctx, c.chief(hilde, now), NewOnce(), id, today.AddDays(grant.MostAdmission), "Ja."); err != nil {
		t.Fatal(err)
	}
}

// An admission opens the round for a draft and nothing else: what is missing, and an association that was not verified, stop it still.
func TestAnAdmissionIsNoMoreThanThat(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	ctx, now := t.Context(), noon.AddDate(0, 0, 7).Add(time.Hour)
	hilde := c.person("hilde")
	id := c.begun()
	if err := c.asksLate(id, now, power); err != nil {
		t.Fatal(err)
	}
	if err := c.AdmitLate(ctx, c.chief(hilde, now), NewOnce(), id, calendar.DayOf(now), "Ja."); err != nil {
		t.Fatal(err)
	}
	c.stands(association.Registered)
	gates := stoppedBy(c.submit(id, now))
	if !slices.Contains(gates, grant.AnswersGate) || !slices.Contains(gates, grant.AssociationGate) || slices.Contains(gates, grant.RoundGate) {
		t.Errorf("%v", gates)
	}
}

// An extension goes before an admission: what is submitted in it is in time, and there is nothing left to decide.
func TestAnExtensionGoesBeforeAnAdmission(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	ctx, closes := t.Context(), noon.AddDate(0, 0, 7)
	now := closes.Add(time.Hour)
	hilde := c.person("hilde")
	admitted, asked := c.whole(c.round, noon), c.whole(c.round, noon)
	for _, id := range []grant.ID{admitted, asked} {
		if err := c.asksLate(id, now, power); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.AdmitLate(ctx, c.chief(hilde, now), NewOnce(), admitted, calendar.DayOf(now), "Ja."); err != nil {
		t.Fatal(err)
	}
	c.extended(closes.AddDate(0, 0, 1), now)
	refusedAsAWhole(t, "a decision while the round is open", c.AdmitLate(ctx, c.chief(hilde, now), NewOnce(), asked, calendar.DayOf(now), "Ja."))
	for _, id := range []grant.ID{admitted, asked} {
		if err := c.submit(id, now.Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if got := c.receipt(id); got.Admitted() || got.InGrace {
			t.Errorf("%+v", got.Admission)
		}
		refusedOrChanged(t, c.RefuseLate(ctx, c.chief(hilde, now), NewOnce(), id, "Nee."))
	}
	today, err := c.db.Today(ctx, hilde, closes.AddDate(0, 0, 2), 5, time.Hour)
	if err != nil || len(today.Asked) != 0 {
		t.Errorf("%+v, %v", today.Asked, err)
	}
}

func refusedOrChanged(t *testing.T, err error) {
	t.Helper()
	if _, changed := errors.AsType[Changed](err); !changed && err == nil {
		t.Error("decided on what was submitted")
	}
}

// Of two heads who decide at once one does, and the other hears what was decided.
func TestTwoHeadsDecideOnce(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	ctx, now := t.Context(), noon.AddDate(0, 0, 7).Add(time.Hour)
	hilde, karel := c.person("hilde"), c.person("karel")
	id := c.whole(c.round, noon)
	if err := c.asksLate(id, now, power); err != nil {
		t.Fatal(err)
	}
	second := make(chan error, 1)
	refuse := func() { second <- c.RefuseLate(ctx, c.chief(karel, now), NewOnce(), id, "Nee.") }
	err := c.db.InTx(ctx, func(tx postgres.Tx) error {
		if _, err := tx.LockAsked(ctx, id); err != nil {
			return err
		}
		go refuse()
		untilSomebodyWaits(t, c.db.URL())
		return tx.DecideLate(ctx, id, grant.MidnightAfter(calendar.DayOf(now)), "Ja.", account.By{Person: hilde, At: now})
	})
	if err != nil {
		t.Fatal(err)
	}
	changed, ok := errors.AsType[Changed](<-second)
	if !ok || changed.By != "Hilde" || changed.Act != "application.admit-late" || !changed.At.Equal(now) {
		t.Errorf("%+v", changed)
	}
	if got := c.late(id); !got.Admitted() || len(c.recorded("application.refuse-late", id)) != 0 {
		t.Errorf("%+v", got)
	}
}

// A question waits for who is no member of the association, from the closing until it is decided.
func TestAQuestionWaitsForTheDienst(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	ctx, now := t.Context(), noon.AddDate(0, 0, 7).Add(time.Hour)
	hilde := c.person("hilde")
	id := c.whole(c.round, noon)
	waiting := func(who account.ID, n int) {
		t.Helper()
		got, err := c.db.Today(ctx, who, now, 5, time.Hour)
		if err != nil || len(got.Asked) != n {
			t.Fatalf("%+v, %v", got.Asked, err)
		}
		if n > 0 && (got.Asked[0].Applicant != "Kolda-Schelde" || got.Asked[0].Title != "Twee putten" || got.Asked[0].Why != power) {
			t.Errorf("%+v", got.Asked[0])
		}
	}
	waiting(hilde, 0)
	if err := c.asksLate(id, now, power); err != nil {
		t.Fatal(err)
	}
	waiting(hilde, 1)
	waiting(c.fatou, 0)
	if err := c.AdmitLate(ctx, c.chief(hilde, now), NewOnce(), id, calendar.DayOf(now), "Ja."); err != nil {
		t.Fatal(err)
	}
	waiting(hilde, 0)
	home, err := c.db.WaitingOf(ctx, c.id, now)
	if err != nil || len(home) != 1 || !home[0].Admitted || !home[0].ClosesAt.Equal(grant.MidnightAfter(calendar.DayOf(now))) {
		t.Errorf("%+v, %v", home, err)
	}
	if home, err = c.db.WaitingOf(ctx, c.id, home[0].ClosesAt); err != nil || len(home) != 0 {
		t.Errorf("%+v, %v", home, err)
	}
}

// The schema holds what the rules hold, and the program cannot change what was asked and decided.
func TestTheSchemaKeepsTheLateProcedure(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	ctx, now := t.Context(), noon.AddDate(0, 0, 7).Add(time.Hour)
	hilde := c.person("hilde")
	open, admitted := c.whole(c.round, noon), c.whole(c.round, noon)
	for _, id := range []grant.ID{open, admitted} {
		if err := c.asksLate(id, now, power); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.AdmitLate(ctx, c.chief(hilde, now), NewOnce(), admitted, calendar.DayOf(now), "Ja."); err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(ctx, c.db.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	const decide = `UPDATE grant_late SET decided_by = 1, decided_at = $2, answer = 'Ja.', until = $3 WHERE application = $1`
	const submit = `INSERT INTO grant_submission (application, number, at, person, in_grace, requested, frozen, hash, admitted_until)
		VALUES ($1, 'VS-2027-0001', $2, 1, false, 0, '{}', decode(repeat('ab', 32), 'hex'), $3)`
	end := grant.MidnightAfter(calendar.DayOf(now))
	for says, try := range map[string]struct {
		code, sql string
		args      []any
	}{
		"a second question":                      {"23505", `INSERT INTO grant_late (application, why, asked_by, asked_at) VALUES ($1, 'Weer.', 1, $2)`, []any{open, now}},
		"half a decision":                        {"23514", `UPDATE grant_late SET decided_by = 1 WHERE application = $1`, []any{open}},
		"an admission that is over":              {"23514", decide, []any{open, now, now}},
		"one that lasts too long":                {"23514", decide, []any{open, now, now.Add(145*time.Hour + time.Second)}},
		"other words":                            {"VS001", `UPDATE grant_late SET why = 'Anders.' WHERE application = $1`, []any{open}},
		"another decision":                       {"VS001", decide, []any{admitted, now, end}},
		"a question taken out":                   {"VS001", `DELETE FROM grant_late WHERE application = $1`, []any{open}},
		"a submission by no admission":           {"23503", submit, []any{open, now, end}},
		"a submission at the end":                {"23514", submit, []any{admitted, end, end}},
		"a submission by an admission of a year": {"23503", submit, []any{admitted, now, now.AddDate(1, 0, 0)}},
	} {
		_, err := conn.Exec(ctx, try.sql, try.args...)
		if refused, ok := errors.AsType[*pgconn.PgError](err); !ok || refused.Code != try.code {
			t.Errorf("%s: %v", says, err)
		}
	}
}
