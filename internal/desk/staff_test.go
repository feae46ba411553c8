package desk

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// administrator makes an administrator and returns them in that part.
func administrator(t *testing.T, d *Desk, email string) account.Administrator {
	t.Helper()
	id, err := d.AddStaff(t.Context(), door(0).By, email, "Greet", goodPassword, []account.Part{account.AdministratorPart})
	if err != nil {
		t.Fatal(err)
	}
	a, ok := account.Identity{Person: id, At: noon, Passed: true, Powers: []account.Part{account.AdministratorPart}}.Administrator()
	if !ok {
		t.Fatal("no administrator")
	}
	return a
}

var administers = []account.Part{account.AdministratorPart}

func TestAChangeOfPowerWorksAtTheNextRequestAndEndsSessions(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	greet := administrator(t, d, "greet@voorbeeld.be")
	awa := somebody(t, d, "awa@voorbeeld.be")
	token, _, _ := signedIn(t, d, "awa@voorbeeld.be", 1)
	powers := []account.Part{account.HeadPart, account.CaseHandlerPart}
	refusedBecause(t, d.SetPowers(t.Context(), greet, NewOnce(), awa, nil, powers, ""), "reden")
	if err := d.SetPowers(t.Context(), greet, NewOnce(), awa, nil, powers, "nieuw in dienst"); err != nil {
		t.Fatal(err)
	}
	if _, _, how := heard(t, d, token, 2); how != account.NoSession {
		t.Errorf("the session from before is %d", how)
	}
	_, i, s := signedIn(t, d, "awa@voorbeeld.be", 3)
	if !i.IsStaff() || !i.NeedsSecond() || !s.Staff || !slices.Contains(i.Powers, account.HeadPart) {
		t.Errorf("%+v", i)
	}
	if changed, ok := errors.AsType[Changed](d.SetPowers(t.Context(), greet, NewOnce(), awa, nil, nil, "op een oude pagina")); !ok || changed.By != "Greet" || changed.Act != "power.change" {
		t.Errorf("on an old page: %+v, %v", changed, ok)
	}
	both := []account.Part{account.AdministratorPart, account.EditorPart}
	refusedBecause(t, d.SetPowers(t.Context(), greet, NewOnce(), awa, powers, both, "test"), "bevoegdheid")
	refusedBecause(t, d.SetPowers(t.Context(), greet, NewOnce(), awa, powers, []account.Part{"baas"}, "test"), "bevoegdheid")
	trail, _, err := db.Trail(t.Context(), postgres.TrailFilter{Act: "power.", Subject: personSubject(awa)}, 5)
	if err != nil || len(trail) != 1 || !strings.Contains(trail[0].Detail, "nieuw in dienst") || trail[0].Part != account.AdministratorPart {
		t.Errorf("%+v, %v", trail, err)
	}
}

func TestTheLastAdministratorStaysOneEvenWhenTwoGoAtOnce(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	greet := administrator(t, d, "greet@voorbeeld.be")
	refusedBecause(t, d.SetPowers(t.Context(), greet, NewOnce(), greet.By().Person, administers, nil, "weg"), "bevoegdheid")
	karim := administrator(t, d, "karim@voorbeeld.be")
	var wait sync.WaitGroup
	for _, who := range []account.Administrator{greet, karim} {
		wait.Go(func() {
			if err := d.SetPowers(t.Context(), who, NewOnce(), who.By().Person, administers, nil, "weg"); err != nil && !errors.Is(err, fault.Unavailable) {
				if _, ok := errors.AsType[fault.Fields](err); !ok {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	left := 0
	for _, who := range []account.Administrator{greet, karim} {
		p, err := db.PersonFound(t.Context(), who.By().Person)
		if err != nil {
			t.Fatal(err)
		}
		left += len(p.Powers)
	}
	if left < 1 {
		t.Error("nobody is left")
	}
}

func TestAnAdviserIsNamedUntilADayThatComes(t *testing.T) {
	t.Parallel()
	d := newDesk(t, pgtest.New(t))
	greet := administrator(t, d, "greet@voorbeeld.be")
	awa := somebody(t, d, "awa@voorbeeld.be")
	refusedBecause(t, d.SetAdviser(t.Context(), greet, NewOnce(), awa, calendar.DayOf(noon)-1, "raad"), "tot")
	if err := d.SetAdviser(t.Context(), greet, NewOnce(), awa, calendar.DayOf(noon).AddDays(30), "raad"); err != nil {
		t.Fatal(err)
	}
	if _, i, _ := signedIn(t, d, "awa@voorbeeld.be", 1); i.AdvisesUntil != calendar.DayOf(noon).AddDays(30) || !i.NeedsSecond() {
		t.Errorf("%+v", i)
	}
	if err := d.SetAdviser(t.Context(), greet, NewOnce(), awa, 0, "gestopt"); err != nil {
		t.Fatal(err)
	}
	if err := d.Disable(t.Context(), greet, NewOnce(), awa, true, "misbruik"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SignIn(t.Context(), door(2), "awa@voorbeeld.be", goodPassword); err == nil {
		t.Error("somebody who is kept out signs in")
	}
}

func TestAPersonIsErasedAndTheRecordStaysWhole(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	greet := administrator(t, d, "greet@voorbeeld.be")
	awa := somebody(t, d, "awa@voorbeeld.be")
	token, i, _ := signedIn(t, d, "awa@voorbeeld.be", 1)
	if err := d.Rename(t.Context(), i.Self(), NewOnce(), "Awa Ndiaye"); err != nil {
		t.Fatal(err)
	}
	file, err := d.Held(t.Context(), i.Self())
	if err != nil || !strings.Contains(string(file), "awa@voorbeeld.be") || !strings.Contains(string(file), "Awa Ndiaye") || !strings.Contains(string(file), "192.0.2.0/24") {
		t.Errorf("%s, %v", file, err)
	}
	if err := d.ConfirmErasure(t.Context(), greet, NewOnce(), awa); !errors.Is(err, fault.NotFound) {
		t.Errorf("erased without asking: %v", err)
	}
	for range 2 {
		if err := d.AskErasure(t.Context(), i.Self(), NewOnce()); err != nil {
			t.Fatal(err)
		}
	}
	if waiting, err := db.ErasuresWaiting(t.Context()); err != nil || len(waiting) != 1 || waiting[0].ID != awa {
		t.Errorf("%+v, %v", waiting, err)
	}
	if err := d.ConfirmErasure(t.Context(), greet, NewOnce(), awa); err != nil {
		t.Fatal(err)
	}
	if _, _, how := heard(t, d, token, 2); how != account.NoSession {
		t.Errorf("the session of who was erased is %d", how)
	}
	held, err := db.Held(t.Context(), awa)
	if err != nil || strings.Contains(string(held), "awa@") || strings.Contains(string(held), "Ndiaye") || strings.Contains(string(held), "192.0.2") {
		t.Errorf("%s, %v", held, err)
	}
	head, _, err := d.Seal(t.Context(), noon)
	if err != nil {
		t.Fatal(err)
	}
	if report := verified(t, db, noon.Add(time.Hour), head); !report.Whole() || report.Erased == 0 {
		t.Errorf("%+v", report)
	}
	if err := d.Register(t.Context(), door(3), NewOnce(), Registration{"Awa Diop", "awa@voorbeeld.be", goodPassword}); err != nil {
		t.Errorf("the address is free again: %v", err)
	}
}

func TestWhatHasHadItsTimeIsTakenAway(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	somebody(t, d, "awa@voorbeeld.be")
	_, i, s := signedIn(t, d, "awa@voorbeeld.be", 1)
	if err := d.SignOut(t.Context(), i.Self(), NewOnce(), s.ID); err != nil {
		t.Fatal(err)
	}
	if gone, err := d.Tidy(t.Context(), noon.Add(time.Hour)); err != nil || gone != 0 {
		t.Errorf("after an hour: %d, %v", gone, err)
	}
	gone, err := d.Tidy(t.Context(), noon.Add(account.DetailKept+24*time.Hour))
	if err != nil || gone < 5 {
		t.Errorf("after half a year: %d, %v", gone, err)
	}
	if again, err := d.Tidy(t.Context(), noon.Add(account.DetailKept+24*time.Hour)); err != nil || again != 0 {
		t.Errorf("twice: %d, %v", again, err)
	}
}
