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
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// later is somebody so many minutes past noon.
func (c club) later(id account.ID, minutes int) account.Person {
	i := c.who(id)
	i.At = door(minutes).At
	return i.Self()
}

func TestSomebodyIsInvitedAndAccepts(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	modou, other := c.person("modou"), c.person("xander")
	once := NewOnce()
	for range 2 {
		if err := c.Invite(t.Context(), c.lead(awa), once, door(0), " Modou@Voorbeeld.be ", account.ContributorPart); err != nil {
			t.Fatal(err)
		}
	}
	if to := c.letters(job.Invitation); !slices.Equal(to, []string{"modou@voorbeeld.be"}) {
		t.Errorf("sent to %v", to)
	}
	token := c.letter(c.pending("modou").ID)
	refusedAsAWhole(t, "another address", lastOf(c.AcceptInvitation(t.Context(), c.self(other), NewOnce(), token)))
	notTheirs(t, "a link that is none", lastOf(c.AcceptInvitation(t.Context(), c.self(modou), NewOnce(), account.NewToken())))
	once = NewOnce()
	for n := range 3 { // a double click, and the letter opened anew
		if n == 2 {
			once = NewOnce()
		}
		i, err := c.AcceptInvitation(t.Context(), c.self(modou), once, token)
		if err != nil || n == 0 && i.Association != c.id {
			t.Errorf("%d: %+v, %v", n, i, err)
		}
	}
	if c.partOf(modou) != account.ContributorPart || c.partOf(other) != "" {
		t.Errorf("%q, %q", c.partOf(modou), c.partOf(other))
	}
	if made, accepted := c.acts("invitation.make"), c.acts("invitation.accept"); len(made) != 1 || len(accepted) != 1 || accepted[0].Person != modou ||
		strings.Contains(made[0].Detail, "modou@") {
		t.Errorf("%+v, %+v", made, accepted)
	}
	if err := c.RemoveMember(t.Context(), c.lead(awa), NewOnce(), modou); err != nil {
		t.Fatal(err)
	}
	refusedAsAWhole(t, "after being removed", lastOf(c.AcceptInvitation(t.Context(), c.self(modou), NewOnce(), token)))
	if c.partOf(modou) != "" {
		t.Error("an old letter brings somebody back")
	}
}

func lastOf[T any](_ T, err error) error { return err }

// A letter that is tried again has the link that it had, also when it is one from before somebody had it sent once more.
func TestAnInvitationsLetterThatIsTriedAgainHasTheSameLink(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	modou := c.person("modou")
	first := c.invited(awa, "modou", account.ReaderPart)
	id := c.pending("modou").ID
	if again := c.letter(id); again != first {
		t.Error("another link")
	}
	if err := c.Resend(t.Context(), c.lead(awa), NewOnce(), door(0), id); err != nil {
		t.Fatal(err)
	}
	second := c.letter(id)
	if late := c.letter(id); second == first || late != second {
		t.Error("sent once more, the link is the earlier one, or differs from try to try")
	}
	notTheirs(t, "by the earlier link", lastOf(c.AcceptInvitation(t.Context(), c.self(modou), NewOnce(), first)))
	if _, err := c.AcceptInvitation(t.Context(), c.self(modou), NewOnce(), second); err != nil {
		t.Error(err)
	}
}

func TestAnInvitationIsRefusedInWords(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	modou := c.joined(awa, "modou", account.ContributorPart)
	invite := func(by account.ID, email string, part account.Part) error {
		return c.Invite(t.Context(), c.lead(by), NewOnce(), door(0), email, part)
	}
	refusedBecause(t, invite(awa, "modou@voorbeeld.be", account.ReaderPart), "email")
	refusedBecause(t, invite(awa, "geen adres", account.ReaderPart), "email")
	refusedBecause(t, invite(awa, "rita@voorbeeld.be", account.AdministratorPart), "part")
	if err := invite(awa, "rita@voorbeeld.be", account.ReaderPart); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, invite(awa, "rita@voorbeeld.be", account.LeadPart), "email")
	if err := invite(modou, "sven@voorbeeld.be", account.LeadPart); !errors.Is(err, fault.Denied) {
		t.Errorf("by a contributor: %v", err)
	}
	notTheirs(t, "by a stranger", invite(c.person("xander"), "sven@voorbeeld.be", account.LeadPart))
}

func TestTwoWhoAcceptAtTheSameInstantMakeOneMembership(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	modou := c.person("modou")
	token := c.invited(awa, "modou", account.ContributorPart)
	errs := make([]error, 8)
	var wait sync.WaitGroup
	for n := range errs {
		by := c.self(modou)
		wait.Go(func() { _, errs[n] = c.AcceptInvitation(t.Context(), by, NewOnce(), token) })
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			t.Errorf("accepting twice does harm: %v", err)
		}
	}
	if seats, err := c.db.Seats(t.Context(), c.id); err != nil || len(seats) != 2 || len(c.acts("invitation.accept")) != 1 {
		t.Errorf("%+v, %v", seats, err)
	}
}

func TestWhatIsOverSaysSo(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	modou := c.person("modou")
	accept := func(token account.Token, minutes int) error {
		return lastOf(c.AcceptInvitation(t.Context(), c.later(modou, minutes), NewOnce(), token))
	}
	const day = int(account.InviteLife / time.Minute)
	token := c.invited(awa, "modou", account.ReaderPart)
	if says := refusedAsAWhole(t, "too late", accept(token, day)); !strings.Contains(says, "verlopen") {
		t.Error(says)
	}
	first := c.pending("modou").ID
	if err := c.WithdrawInvitation(t.Context(), c.lead(awa), NewOnce(), first); err != nil {
		t.Fatal(err)
	}
	if says := refusedAsAWhole(t, "withdrawn", accept(token, 1)); !strings.Contains(says, "ingetrokken") {
		t.Error(says)
	}
	refusedAsAWhole(t, "withdrawn twice", c.WithdrawInvitation(t.Context(), c.lead(awa), NewOnce(), first))
	refusedAsAWhole(t, "sent though withdrawn", c.Resend(t.Context(), c.lead(awa), NewOnce(), door(0), first))
	if _, ok, err := c.DrawLink(t.Context(), door(0).By, job.Letter{Purpose: job.Invitation, About: int64(first)}); ok || err != nil {
		t.Errorf("a letter of what was withdrawn: %v, %v", ok, err)
	}
	token = c.invited(awa, "modou", account.ReaderPart)
	refusedAsAWhole(t, "declined with another address", c.DeclineInvitation(t.Context(), c.self(awa), NewOnce(), token))
	once := NewOnce()
	for range 2 {
		if err := c.DeclineInvitation(t.Context(), account.By{At: noon}, once, token); err != nil { // somebody without an account
			t.Fatal(err)
		}
	}
	if says := refusedAsAWhole(t, "declined", accept(token, 1)); !strings.Contains(says, "afgewezen") {
		t.Error(says)
	}
	notTheirs(t, "a link that is none is declined", c.DeclineInvitation(t.Context(), account.By{At: noon}, NewOnce(), account.NewToken()))
	if c.partOf(modou) != "" {
		t.Errorf("%q", c.partOf(modou))
	}
}

func TestALetterIsSentAgainThreeTimes(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	modou := c.person("modou")
	first := c.invited(awa, "modou", account.ReaderPart)
	id := c.pending("modou").ID
	for range account.MostSent - 1 {
		if err := c.Resend(t.Context(), c.lead(awa), NewOnce(), door(0), id); err != nil {
			t.Fatal(err)
		}
	}
	refusedAsAWhole(t, "a fifth time", c.Resend(t.Context(), c.lead(awa), NewOnce(), door(0), id))
	if to := c.letters(job.Invitation); len(to) != account.MostSent {
		t.Errorf("sent to %v", to)
	}
	last := c.letter(id)
	notTheirs(t, "an earlier letter", lastOf(c.AcceptInvitation(t.Context(), c.self(modou), NewOnce(), first)))
	if _, err := c.AcceptInvitation(t.Context(), c.self(modou), NewOnce(), last); err != nil {
		t.Fatal(err)
	}
	xander := c.person("xander")
	other := c.another(xander)
	notTheirs(t, "sent by another association", other.Resend(t.Context(), other.lead(xander), NewOnce(), door(0), id))
	notTheirs(t, "withdrawn by another association", other.WithdrawInvitation(t.Context(), other.lead(xander), NewOnce(), id))
}

func TestInvitationsAreNotSentWithoutEnd(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	c.invited(awa, "modou", account.ReaderPart)
	id := c.pending("modou").ID
	for range account.Inviting.Limit().PerAccount {
		if err := c.Resend(t.Context(), c.lead(awa), NewOnce(), door(0), id); errors.Is(err, fault.TooMany) {
			return
		}
	}
	t.Error("there is no limit")
}

func TestTimeIsWrittenDownTooAndTheAddressIsFreeAgain(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	c.invited(awa, "modou", account.ReaderPart)
	for range 2 {
		if _, err := c.Tidy(t.Context(), noon.Add(account.InviteLife)); err != nil {
			t.Fatal(err)
		}
	}
	if all := c.acts("invitation.expire"); len(all) != 1 || all[0].Person != 0 {
		t.Errorf("%+v", all)
	}
	all, err := c.db.Invitations(t.Context(), c.id, time.Time{})
	if err != nil || len(all) != 1 || all[0].State != account.InvitationExpired {
		t.Fatalf("%+v, %v", all, err)
	}
	if err := c.Resend(t.Context(), c.lead(awa), NewOnce(), door(0), all[0].ID); err != nil { // the same one, anew
		t.Fatal(err)
	}
	if c.pending("modou").ID != all[0].ID {
		t.Error("another one is pending")
	}
}

func TestAnExistingMemberIsToldSo(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	modou := c.person("modou")
	token := c.invited(awa, "modou", account.LeadPart)
	if err := c.AskToJoin(t.Context(), c.self(modou), NewOnce(), door(0), "0999000129", ""); err != nil {
		t.Fatal(err)
	}
	asked, err := c.db.JoinRequests(t.Context(), c.id)
	if err != nil || len(asked) != 1 {
		t.Fatalf("%v, %v", asked, err)
	}
	if err := c.AcceptRequest(t.Context(), c.lead(awa), NewOnce(), asked[0].ID, account.ReaderPart); err != nil {
		t.Fatal(err)
	}
	if says := refusedAsAWhole(t, "a member", lastOf(c.AcceptInvitation(t.Context(), c.self(modou), NewOnce(), token))); !strings.Contains(says, "al lid van Kolda-Schelde") {
		t.Error(says)
	}
	if c.partOf(modou) != account.ReaderPart {
		t.Errorf("%q", c.partOf(modou))
	}
}

// invitedByStaff writes an invitation as an administrator's act does, and returns its letter's link.
func (c club) invitedByStaff(i account.Invitation) account.Token {
	c.t.Helper()
	err := c.db.InTx(c.t.Context(), func(tx postgres.Tx) (err error) {
		i.ID, err = tx.AddInvitation(c.t.Context(), i, noon)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return c.letter(i.ID)
}

func TestPowersComeWithNewSessionsAndOnlyFromAnAdministrator(t *testing.T) {
	t.Parallel()
	c, _ := newClub(t)
	boss := c.staffed("bea", account.AdministratorPart)
	eva := c.person("eva")
	session, _, _ := signedIn(t, c.Desk, "eva@voorbeeld.be", 0)
	powers := account.Invitation{Powers: []account.Part{account.CaseHandlerPart}, Email: "eva@voorbeeld.be", InvitedBy: boss}
	token := c.invitedByStaff(powers)
	for range 2 { // twice is harmless here too
		if _, err := c.AcceptInvitation(t.Context(), c.self(eva), NewOnce(), token); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, how := heard(t, c.Desk, session, 1); how != account.NoSession {
		t.Errorf("an old session is %d", how)
	}
	found, err := c.db.PersonFound(t.Context(), eva)
	if err != nil || !slices.Equal(found.Powers, []account.Part{account.CaseHandlerPart}) {
		t.Errorf("%+v, %v", found, err)
	}
	powers.Powers = []account.Part{account.AdministratorPart}
	refusedAsAWhole(t, "an administrator with another power", lastOf(c.AcceptInvitation(t.Context(), c.self(eva), NewOnce(), c.invitedByStaff(powers))))
	until := account.Invitation{Until: calendar.Date(2030, 1, 1), Email: "eva@voorbeeld.be", InvitedBy: boss}
	if _, err := c.AcceptInvitation(t.Context(), c.self(eva), NewOnce(), c.invitedByStaff(until)); err != nil {
		t.Fatal(err)
	}
	if found, err := c.db.PersonFound(t.Context(), eva); err != nil || found.AdvisesUntil != until.Until {
		t.Errorf("%+v, %v", found, err)
	}
	until.InvitedBy = eva // who is no administrator, or is one no more
	refusedAsAWhole(t, "by who is no administrator", lastOf(c.AcceptInvitation(t.Context(), c.self(eva), NewOnce(), c.invitedByStaff(until))))
	trail, _, err := c.db.Trail(t.Context(), postgres.TrailFilter{Act: "invitation.accept", Person: eva}, 10)
	if err != nil || len(trail) != 2 || !strings.HasPrefix(trail[0].Subject, "invitation/") {
		t.Errorf("%+v, %v", trail, err)
	}
}
