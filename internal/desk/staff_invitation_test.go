package desk

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

func TestStaffIsInvitedAndHoldsPowersOnceTheyAccept(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	greet := administrator(t, d, "greet@voorbeeld.be")
	const why = "nieuw in dienst"
	invite := func(s StaffInvitation) error { return d.InviteStaff(t.Context(), greet, NewOnce(), door(0), s) }
	head := StaffInvitation{Email: "Awa@voorbeeld.be", Powers: []account.Part{account.HeadPart, account.CaseHandlerPart}, Why: why}

	refusedBecause(t, invite(StaffInvitation{Email: "awa", Powers: head.Powers, Why: why}), "email")
	refusedBecause(t, invite(StaffInvitation{Email: head.Email, Powers: head.Powers, Why: " "}), "reden")
	refusedBecause(t, invite(StaffInvitation{Email: head.Email, Why: why}), "bevoegdheid")
	refusedBecause(t, invite(StaffInvitation{Email: head.Email, Powers: []account.Part{account.AdministratorPart, account.HeadPart}, Why: why}), "bevoegdheid")
	refusedBecause(t, invite(StaffInvitation{Email: head.Email, Powers: head.Powers, Until: calendar.DayOf(noon), Why: why}), "tot")
	refusedBecause(t, invite(StaffInvitation{Email: head.Email, Until: calendar.DayOf(noon) - 1, Why: why}), "tot")
	if err := invite(head); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, invite(head), "email") // it is on its way

	awa := somebody(t, d, "awa@voorbeeld.be")
	token, i, _ := signedIn(t, d, "awa@voorbeeld.be", 1)
	open, err := db.InvitationsToDienst(t.Context(), noon.Add(-time.Hour))
	if err != nil || len(open) != 1 || open[0].Email != "awa@voorbeeld.be" || open[0].InvitedByName != "Greet" {
		t.Fatalf("%+v, %v", open, err)
	}
	letter := drawn(t, d, job.Letter{Purpose: job.Invitation, About: int64(open[0].ID)}, 1)
	if _, err := d.AcceptInvitation(t.Context(), i.Self(), NewOnce(), letter); err != nil {
		t.Fatal(err)
	}
	if _, _, how := heard(t, d, token, 2); how != account.NoSession {
		t.Errorf("the session from before is %d", how)
	}
	found, err := db.PersonFound(t.Context(), awa)
	if err != nil || !slices.Contains(found.Powers, account.HeadPart) || len(found.Powers) != 2 {
		t.Errorf("%+v, %v", found.Powers, err)
	}
	refusedBecause(t, invite(head), "email") // she works here
	trail, _, err := db.Trail(t.Context(), postgres.TrailFilter{Act: "invitation.make"}, 5)
	if err != nil || len(trail) != 1 || !strings.Contains(trail[0].Detail, why) || strings.Contains(trail[0].Detail, "awa@") {
		t.Errorf("%+v, %v", trail, err)
	}
}

func TestAnInvitationToTheDienstIsSentAgainOrWithdrawn(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	greet := administrator(t, d, "greet@voorbeeld.be")
	if err := d.InviteStaff(t.Context(), greet, NewOnce(), door(0), StaffInvitation{Email: "raad@voorbeeld.be", Until: calendar.DayOf(noon).AddDays(90), Why: "lid van de adviesraad"}); err != nil {
		t.Fatal(err)
	}
	open, err := db.InvitationsToDienst(t.Context(), noon.Add(-time.Hour))
	if err != nil || len(open) != 1 || open[0].Until != calendar.DayOf(noon).AddDays(90) {
		t.Fatalf("%+v, %v", open, err)
	}
	id := open[0].ID
	for range account.MostSent - 1 {
		if err := d.ResendStaff(t.Context(), greet, NewOnce(), door(0), id); err != nil {
			t.Fatal(err)
		}
	}
	refusedBecause(t, d.ResendStaff(t.Context(), greet, NewOnce(), door(0), id), "")
	once := NewOnce()
	for range 2 {
		if err := d.WithdrawStaff(t.Context(), greet, once, id); err != nil {
			t.Fatal(err)
		}
	}
	refusedBecause(t, d.WithdrawStaff(t.Context(), greet, NewOnce(), id), "")
	refusedBecause(t, d.ResendStaff(t.Context(), greet, NewOnce(), door(0), id), "")
	if err := d.WithdrawStaff(t.Context(), greet, NewOnce(), id+1); !errors.Is(err, fault.NotFound) {
		t.Errorf("one that is not there: %v", err)
	}
}

func TestAnInvitationOfAnAssociationIsNotTheAdministratorsToChange(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	greet := administrator(t, c.Desk, "greet@voorbeeld.be")
	c.invited(awa, "modou", account.ReaderPart)
	id := c.pending("modou").ID
	notTheirs(t, "withdrawn", c.WithdrawStaff(t.Context(), greet, NewOnce(), id))
	notTheirs(t, "sent again", c.ResendStaff(t.Context(), greet, NewOnce(), door(0), id))
}

func TestTheCommandLineTrustsNoAccountThatWasNeverConfirmed(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	const theirs, mine = "van een vreemde 123", goodPassword
	if err := d.Register(t.Context(), door(0), NewOnce(), Registration{"Vreemde", "greet@voorbeeld.be", theirs}); err != nil {
		t.Fatal(err)
	}
	id, err := d.AddStaff(t.Context(), door(0).By, "greet@voorbeeld.be", "Greet", mine, []account.Part{account.AdministratorPart})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.SignIn(t.Context(), door(1), "greet@voorbeeld.be", theirs); err == nil {
		t.Error("who registered the address first is an administrator now")
	}
	if _, err := d.SignIn(t.Context(), door(2), "greet@voorbeeld.be", mine); err != nil {
		t.Errorf("the password of the command line: %v", err)
	}
	if _, err := d.AddStaff(t.Context(), door(0).By, "greet@voorbeeld.be", "Greet", theirs, []account.Part{account.AdministratorPart}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SignIn(t.Context(), door(3), "greet@voorbeeld.be", mine); err != nil {
		t.Errorf("a confirmed account keeps its password: %v", err)
	}
	if _, err := d.AddStaff(t.Context(), door(0).By, "ben@voorbeeld.be", "Ben", mine, nil); err == nil {
		t.Error("somebody without a power is made staff")
	}
	karim := administrator(t, d, "karim@voorbeeld.be")
	if err := d.Disable(t.Context(), karim, NewOnce(), id, true, "weg"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.AddStaff(t.Context(), door(0).By, "greet@voorbeeld.be", "Greet", mine, []account.Part{account.AdministratorPart}); !errors.Is(err, fault.Denied) {
		t.Errorf("who was kept out: %v", err)
	}
}
