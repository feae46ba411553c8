package desk

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

const goodPassword = "kaas zeilboot umbrella tram"

// door is somebody at the door at noon, from an address of their own.
func door(minutes int) Caller {
	return Caller{By: account.By{At: noon.Add(time.Duration(minutes) * time.Minute), Network: "192.0.2.0/24"}, Client: "192.0.2.7", Agent: "Firefox"}
}

// somebody registers and confirms an account.
func somebody(t *testing.T, d *Desk, email string) account.ID {
	t.Helper()
	if err := d.Register(t.Context(), door(0), NewOnce(), Registration{"Awa Diop", email, goodPassword}); err != nil {
		t.Fatal(err)
	}
	p, err := d.db.PersonByEmail(t.Context(), account.Email(email))
	if err != nil {
		t.Fatal(err)
	}
	token := drawn(t, d, job.Letter{Purpose: job.Confirm, Person: p.ID, To: p.Email}, 0)
	if err := d.ConfirmEmail(t.Context(), door(0).By, NewOnce(), token); err != nil {
		t.Fatal(err)
	}
	return p.ID
}

func drawn(t *testing.T, d *Desk, letter job.Letter, minutes int) account.Token {
	t.Helper()
	token, ok, err := d.DrawLink(t.Context(), door(minutes).By, letter)
	if err != nil || !ok {
		t.Fatalf("no link for %+v: %v", letter, err)
	}
	return token
}

// signedIn signs somebody in, with the good password or another.
func signedIn(t *testing.T, d *Desk, email string, minutes int, password ...string) (account.Token, account.Identity, postgres.SessionRow) {
	t.Helper()
	in, err := d.SignIn(t.Context(), door(minutes), email, append(password, goodPassword)[0])
	if err != nil {
		t.Fatal(err)
	}
	i, s, how := heard(t, d, in.Token, minutes)
	if how != account.SignedIn && how != account.HalfWay {
		t.Fatalf("after signing in: %d", how)
	}
	return in.Token, i, s
}

func heard(t *testing.T, d *Desk, token account.Token, minutes int) (account.Identity, postgres.SessionRow, account.Hearing) {
	t.Helper()
	i, s, how, err := d.Hear(t.Context(), token, door(minutes).At, "192.0.2.0/24")
	if err != nil {
		t.Fatal(err)
	}
	return i, s, how
}

func refusedBecause(t *testing.T, err error, field string) {
	t.Helper()
	if wrong, ok := errors.AsType[fault.Fields](err); !ok || len(wrong.Of(field)) == 0 {
		t.Errorf("%v is no refusal of %q", err, field)
	}
}

func TestSomebodyRegistersConfirmsAndSignsIn(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	if err := d.Register(t.Context(), door(0), NewOnce(), Registration{"Awa Diop", "Awa@Voorbeeld.be", goodPassword}); err != nil {
		t.Fatal(err)
	}
	_, err := d.SignIn(t.Context(), door(0), "awa@voorbeeld.be", goodPassword)
	refusedBecause(t, err, "email") // not before the address is confirmed
	p, err := db.PersonByEmail(t.Context(), "awa@voorbeeld.be")
	if err != nil {
		t.Fatal(err)
	}
	token := drawn(t, d, job.Letter{Purpose: job.Confirm, Person: p.ID, To: p.Email}, 0)
	if _, err := db.Link(t.Context(), token.Digest(), job.Confirm, noon); err != nil { // what a GET does
		t.Fatal(err)
	}
	once := NewOnce()
	for range 2 { // a double click
		if err := d.ConfirmEmail(t.Context(), door(1).By, once, token); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.ConfirmEmail(t.Context(), door(2).By, NewOnce(), token); !errors.Is(err, fault.NotFound) {
		t.Errorf("the link works twice: %v", err)
	}
	_, i, s := signedIn(t, d, "awa@voorbeeld.be", 3)
	if i.Person != p.ID || i.Name != "Awa Diop" || s.Agent != "Firefox" || i.IsStaff() || i.Passed {
		t.Errorf("%+v", i)
	}
}

func TestARegistrationThatIsNotRightIsRefusedBesideItsFields(t *testing.T) {
	t.Parallel()
	d := newDesk(t, pgtest.New(t))
	err := d.Register(t.Context(), door(0), NewOnce(), Registration{"A\u202ewa", "awa", "kort"})
	for _, field := range []string{"naam", "email", "wachtwoord"} {
		refusedBecause(t, err, field)
	}
}

func TestRegisteringAKnownAddressAnswersTheSameAndChangesNothing(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	id := somebody(t, d, "awa@voorbeeld.be")
	if err := d.Register(t.Context(), door(1), NewOnce(), Registration{"Iemand Anders", "awa@voorbeeld.be", "heel ander wachtwoord hier"}); err != nil {
		t.Fatal(err)
	}
	if p, err := db.Person(t.Context(), id); err != nil || p.Name != "Awa Diop" {
		t.Errorf("%+v, %v", p, err)
	}
	signedIn(t, d, "awa@voorbeeld.be", 2)
}

func TestAllSignInsThatAreRefusedGetTheSameAnswer(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	d.cost = hashing // as in earnest: the time is printed
	somebody(t, d, "awa@voorbeeld.be")
	var answers []string
	for _, c := range [][2]string{{"awa@voorbeeld.be", "fout wachtwoord hier"}, {"niemand@voorbeeld.be", goodPassword}, {"geen adres", goodPassword}, {"", ""}} {
		begin := time.Now()
		_, err := d.SignIn(t.Context(), door(1), c[0], c[1])
		t.Logf("%q took %v", c[0], time.Since(begin).Round(time.Millisecond))
		refusedBecause(t, err, "email")
		answers = append(answers, err.Error())
	}
	for _, a := range answers {
		if a != answers[0] {
			t.Errorf("%q is not %q", a, answers[0])
		}
	}
	trail, _, err := db.Trail(t.Context(), postgres.TrailFilter{Act: "session.refuse"}, 10)
	if err != nil || len(trail) != 4 || !strings.Contains(trail[3].Detail, "192.0.2.0/24") {
		t.Errorf("%+v, %v", trail, err)
	}
}

func TestGuessingIsStoppedForTheAccountAndForTheClient(t *testing.T) {
	t.Parallel()
	d := newDesk(t, pgtest.New(t))
	somebody(t, d, "awa@voorbeeld.be")
	most := account.SigningIn.Limit().PerAccount
	for range most {
		_, err := d.SignIn(t.Context(), door(1), "awa@voorbeeld.be", "fout wachtwoord hier")
		refusedBecause(t, err, "email")
	}
	from := door(1)
	from.Client = "198.51.100.9" // another address does not help
	_, err := d.SignIn(t.Context(), from, "awa@voorbeeld.be", goodPassword)
	if later, ok := errors.AsType[fault.Later](err); !ok || !errors.Is(err, fault.TooMany) || later.For != 15*time.Minute {
		t.Errorf("%v", err)
	}
	if _, err := d.SignIn(t.Context(), door(17), "awa@voorbeeld.be", goodPassword); err != nil {
		t.Errorf("after the time: %v", err)
	}
}

func TestGuessesAtTheSameInstantAreAllCounted(t *testing.T) {
	t.Parallel()
	d := newDesk(t, pgtest.New(t))
	var wait sync.WaitGroup
	var let atomic.Int32
	most := account.Resetting.Limit().PerAccount
	for range 4 * most {
		wait.Go(func() {
			switch err := d.try(t.Context(), account.Resetting, "awa", "client", noon); {
			case err == nil:
				let.Add(1)
			case !errors.Is(err, fault.TooMany):
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if n := int(let.Load()); n > most+2 || n < 1 {
		t.Errorf("%d of %d were let through at once, the limit is %d", n, 4*most, most)
	}
}

func TestAForgottenPasswordIsSetByALinkOnceWithinTheHour(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	id := somebody(t, d, "awa@voorbeeld.be")
	old, _, _ := signedIn(t, d, "awa@voorbeeld.be", 1)
	for _, email := range []string{"awa@voorbeeld.be", "niemand@voorbeeld.be"} {
		if err := d.AskReset(t.Context(), door(2), NewOnce(), email); err != nil {
			t.Errorf("%s: %v", email, err)
		}
	}
	letter := job.Letter{Purpose: job.Reset, Person: id, To: "awa@voorbeeld.be"}
	late := drawn(t, d, letter, 2)
	if err := d.Reset(t.Context(), door(62).By, NewOnce(), late, "een heel nieuw wachtwoord"); !errors.Is(err, fault.NotFound) {
		t.Errorf("after an hour: %v", err)
	}
	token, again := drawn(t, d, letter, 3), drawn(t, d, letter, 3)
	refusedBecause(t, d.Reset(t.Context(), door(4).By, NewOnce(), token, "kort"), "wachtwoord")
	if err := d.Reset(t.Context(), door(5).By, NewOnce(), token, "een heel nieuw wachtwoord"); err != nil {
		t.Fatal(err)
	}
	for says, link := range map[string]account.Token{"twice": token, "by another link": again} {
		if err := d.Reset(t.Context(), door(5).By, NewOnce(), link, "nog een ander wachtwoord"); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", says, err)
		}
	}
	if _, _, how := heard(t, d, old, 6); how != account.NoSession {
		t.Errorf("the old session is %d", how)
	}
	if _, err := d.SignIn(t.Context(), door(6), "awa@voorbeeld.be", "een heel nieuw wachtwoord"); err != nil {
		t.Error(err)
	}
}

// A letter that is tried again may have arrived the first time: the link of the first works too, and of all of them one works, once.
func TestALetterThatIsTriedAgainLeavesItsFirstLinkAlive(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	id := somebody(t, d, "awa@voorbeeld.be")
	letter := job.Letter{Purpose: job.Reset, Person: id, To: "awa@voorbeeld.be"}
	links := []account.Token{drawn(t, d, letter, 1), drawn(t, d, letter, 2), drawn(t, d, letter, 3)}
	for n, link := range links {
		if _, err := db.Link(t.Context(), link.Digest(), job.Reset, door(4).At); err != nil {
			t.Errorf("link %d: %v", n, err)
		}
	}
	var wait sync.WaitGroup
	var used atomic.Int32
	for _, link := range links {
		wait.Go(func() {
			switch err := d.Reset(t.Context(), door(5).By, NewOnce(), link, "een heel nieuw wachtwoord"); {
			case err == nil:
				used.Add(1)
			case !errors.Is(err, fault.NotFound):
				t.Error(err)
			}
		})
	}
	if wait.Wait(); used.Load() != 1 {
		t.Errorf("%d of the links were used", used.Load())
	}
	late := drawn(t, d, letter, 6)
	_, i, s := signedIn(t, d, "awa@voorbeeld.be", 6, "een heel nieuw wachtwoord")
	if err := d.ChangePassword(t.Context(), i.Self(), NewOnce(), door(7), s.ID, "een heel nieuw wachtwoord", goodPassword); err != nil {
		t.Fatal(err)
	}
	if err := d.Reset(t.Context(), door(8).By, NewOnce(), late, "nog een ander wachtwoord"); !errors.Is(err, fault.NotFound) {
		t.Errorf("a link from before a change of password: %v", err)
	}
}

// What a member's association is called makes a password no stronger.
func TestAPasswordIsNotTheNameOfTheAssociation(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	_, i, s := signedIn(t, c.Desk, "awa@voorbeeld.be", 1)
	name := c.private().Name
	if i.Person != awa || len(name) < 8 {
		t.Fatalf("%d, %q", i.Person, name)
	}
	err := c.ChangePassword(t.Context(), i.Self(), NewOnce(), door(2), s.ID, goodPassword, name+" "+name+" 2027")
	refusedBecause(t, err, "wachtwoord")
}

func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	d := newDesk(t, pgtest.New(t))
	somebody(t, d, "awa@voorbeeld.be")
	somebody(t, d, "modou@voorbeeld.be")
	first, i, s := signedIn(t, d, "awa@voorbeeld.be", 1)
	second, _, other := signedIn(t, d, "awa@voorbeeld.be", 2)
	theirs, modou, _ := signedIn(t, d, "modou@voorbeeld.be", 2)
	if err := d.EndSession(t.Context(), modou.Self(), NewOnce(), other.ID); !errors.Is(err, fault.NotFound) {
		t.Errorf("somebody else's: %v", err)
	}
	if err := d.EndSession(t.Context(), i.Self(), NewOnce(), other.ID); err != nil {
		t.Fatal(err)
	}
	if _, _, how := heard(t, d, second, 3); how != account.NoSession {
		t.Errorf("an ended session is %d", how)
	}
	if err := d.ChangePassword(t.Context(), i.Self(), NewOnce(), door(4), s.ID, "fout", "een heel nieuw wachtwoord"); err == nil {
		t.Error("changed without the old password")
	}
	third, _, _ := signedIn(t, d, "awa@voorbeeld.be", 4)
	if err := d.ChangePassword(t.Context(), i.Self(), NewOnce(), door(5), s.ID, goodPassword, "een heel nieuw wachtwoord"); err != nil {
		t.Fatal(err)
	}
	if _, _, how := heard(t, d, third, 6); how != account.NoSession {
		t.Errorf("after a change of password another session is %d", how)
	}
	if _, _, how := heard(t, d, first, 6); how != account.SignedIn {
		t.Errorf("after a change of password this session is %d", how)
	}
	if err := d.SignOut(t.Context(), i.Self(), NewOnce(), s.ID); err != nil {
		t.Fatal(err)
	}
	if _, _, how := heard(t, d, first, 7); how != account.NoSession {
		t.Errorf("a signed-out session is %d", how)
	}
	if err := d.SignOutEverywhere(t.Context(), modou.Self(), NewOnce()); err != nil {
		t.Fatal(err)
	}
	if _, _, how := heard(t, d, theirs, 7); how != account.NoSession {
		t.Errorf("signed out everywhere: %d", how)
	}
}

func TestASessionThatCameTooLateStillNamesItsPerson(t *testing.T) {
	t.Parallel()
	d := newDesk(t, pgtest.New(t))
	id := somebody(t, d, "awa@voorbeeld.be")
	token, _, _ := signedIn(t, d, "awa@voorbeeld.be", 0)
	const idle = int(account.MemberIdle / time.Minute)
	if _, _, how := heard(t, d, token, idle/2); how != account.SignedIn {
		t.Errorf("half-way: %d", how)
	}
	for range 2 {
		if i, _, how := heard(t, d, token, idle/2+idle+1); how != account.Expired || i.Person != id {
			t.Errorf("too late: %d, %d", how, i.Person)
		}
	}
	if _, _, how := heard(t, d, "onbekend", 1); how != account.NoSession {
		t.Errorf("an unknown cookie: %d", how)
	}
}

func TestTheSecondStepHoldsOnceAndSurvivesAReset(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	id := somebody(t, d, "awa@voorbeeld.be")
	_, i, s := signedIn(t, d, "awa@voorbeeld.be", 1)
	if _, err := d.SecondToSet(t.Context(), i.Self()); !errors.Is(err, fault.NotFound) {
		t.Errorf("before it is begun: %v", err)
	}
	if err := d.BeginSecond(t.Context(), i.Self(), NewOnce(), door(1), s, goodPassword); err != nil {
		t.Fatal(err)
	}
	key, err := d.SecondToSet(t.Context(), i.Self())
	if err != nil || len(key.Squares) < 21 || !strings.HasPrefix(key.Address, "otpauth://totp/Vriendenstad:") {
		t.Fatalf("%+v, %v", key, err)
	}
	code := func(minutes int) string { return codeOf(t, d, id, minutes) }
	_, _, err = d.ConfirmSecond(t.Context(), i.Self(), NewOnce(), door(2), s, "000000")
	refusedBecause(t, err, "code")
	fresh, recovery, err := d.ConfirmSecond(t.Context(), i.Self(), NewOnce(), door(2), s, code(2))
	if err != nil || len(recovery) != 10 {
		t.Fatalf("%d codes, %v", len(recovery), err)
	}
	if now, _, how := heard(t, d, fresh, 3); how != account.SignedIn || !now.Passed || !now.Strong() {
		t.Errorf("after setting it: %d, %+v", how, now)
	}
	half, _, session := signedIn(t, d, "awa@voorbeeld.be", 5)
	if _, _, how := heard(t, d, half, 5); how != account.HalfWay {
		t.Fatalf("with the password alone: %d", how)
	}
	full, err := d.PassSecond(t.Context(), door(5), session, code(5))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, how := heard(t, d, half, 5); how != account.NoSession {
		t.Errorf("the token from before the second step is %d", how)
	}
	if _, _, how := heard(t, d, full, 5); how != account.SignedIn {
		t.Errorf("after the second step: %d", how)
	}
	_, _, again := signedIn(t, d, "awa@voorbeeld.be", 5)
	_, err = d.PassSecond(t.Context(), door(5), again, code(5))
	refusedBecause(t, err, "code") // the same code twice
	if _, err := d.PassSecond(t.Context(), door(5), again, strings.ToUpper(recovery[3])); err != nil {
		t.Errorf("a recovery code: %v", err)
	}
	_, _, once := signedIn(t, d, "awa@voorbeeld.be", 6)
	_, err = d.PassSecond(t.Context(), door(6), once, recovery[3])
	refusedBecause(t, err, "code")
	token := drawn(t, d, job.Letter{Purpose: job.Reset, Person: id, To: "awa@voorbeeld.be"}, 7)
	if err := d.Reset(t.Context(), door(7).By, NewOnce(), token, goodPassword+" x"); err != nil {
		t.Fatal(err)
	}
	in, err := d.SignIn(t.Context(), door(8), "awa@voorbeeld.be", goodPassword+" x")
	if err != nil || !in.NeedsCode {
		t.Errorf("a reset skips the second step: %+v, %v", in, err)
	}
	if left, err := db.RecoveryCodesLeft(t.Context(), id); err != nil || left != 9 {
		t.Errorf("%d codes left, %v", left, err)
	}
}

// anySecret is that of a second step, in base32.
const anySecret = "VRIENDENSTADVRIENDENSTADVRIENDEN"

// Who begins a new second step and stops half-way still has the one that they had, with its recovery codes.
func TestASecondStepCountsUntilTheNewOneIsConfirmed(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	id := somebody(t, d, "awa@voorbeeld.be")
	_, i, s := signedIn(t, d, "awa@voorbeeld.be", 1)
	if err := d.BeginSecond(t.Context(), i.Self(), NewOnce(), door(1), s, goodPassword); err != nil {
		t.Fatal(err)
	}
	first, err := db.Person(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	_, recovery, err := d.ConfirmSecond(t.Context(), i.Self(), NewOnce(), door(1), s, codeOf(t, d, id, 1))
	if err != nil {
		t.Fatal(err)
	}
	passed := func(minutes int, code string) postgres.SessionRow {
		t.Helper()
		_, _, s := signedIn(t, d, "awa@voorbeeld.be", minutes)
		token, err := d.PassSecond(t.Context(), door(minutes), s, code)
		if err != nil {
			t.Fatal(err)
		}
		_, s, _ = heard(t, d, token, minutes)
		return s
	}
	old := func(minutes int) string {
		t.Helper()
		secret, err := d.open(first.TOTPNext, id)
		if err != nil {
			t.Fatal(err)
		}
		code, err := CodeAt(secret, door(minutes).At)
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	s = passed(5, old(5))
	late := 5 + int(account.StrongFor/time.Minute) + 1
	if err := d.BeginSecond(t.Context(), i.Self(), NewOnce(), door(late), s, goodPassword); !errors.Is(err, fault.Denied) {
		t.Errorf("begun long after a code: %v", err)
	}
	if err := d.BeginSecond(t.Context(), i.Self(), NewOnce(), door(6), s, goodPassword); err != nil {
		t.Fatal(err)
	}
	fresh := func(minutes int) string { return codeOf(t, d, id, minutes) } // of the one that was begun
	_, _, half := signedIn(t, d, "awa@voorbeeld.be", 7)
	_, err = d.PassSecond(t.Context(), door(7), half, fresh(7))
	refusedBecause(t, err, "code") // it does not count yet
	s = passed(8, old(8))
	passed(9, recovery[0])
	if _, _, err := d.ConfirmSecond(t.Context(), i.Self(), NewOnce(), door(8+late), s, fresh(8+late)); !errors.Is(err, fault.Denied) {
		t.Errorf("confirmed long after a code: %v", err)
	}
	if _, recovery, err = d.ConfirmSecond(t.Context(), i.Self(), NewOnce(), door(10), s, fresh(10)); err != nil {
		t.Fatal(err)
	}
	_, _, half = signedIn(t, d, "awa@voorbeeld.be", 12)
	_, err = d.PassSecond(t.Context(), door(12), half, old(12))
	refusedBecause(t, err, "code") // it is gone now
	passed(12, fresh(12))
	passed(13, recovery[0])
}

func TestCodesAreNotGuessedForLong(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	id := somebody(t, d, "awa@voorbeeld.be")
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		return d.sampleSecond(t.Context(), tx, id, anySecret, noon)
	})
	if err != nil {
		t.Fatal(err)
	}
	_, _, s := signedIn(t, d, "awa@voorbeeld.be", 1)
	for n := range account.GivingCode.Limit().PerAccount {
		_, err := d.PassSecond(t.Context(), door(1), s, fmt.Sprintf("%06d", n))
		refusedBecause(t, err, "code")
	}
	if _, err := d.PassSecond(t.Context(), door(1), s, "123456"); !errors.Is(err, fault.TooMany) {
		t.Errorf("one too many: %v", err)
	}
}

func TestAnAddressChangesWhenBothLettersWereAnswered(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	id := somebody(t, d, "awa@voorbeeld.be")
	token, i, _ := signedIn(t, d, "awa@voorbeeld.be", 1)
	if err := d.ChangeEmail(t.Context(), i.Self(), NewOnce(), door(1), "fout", "nieuw@voorbeeld.be"); err == nil {
		t.Error("changed without the password")
	}
	if err := d.ChangeEmail(t.Context(), i.Self(), NewOnce(), door(1), goodPassword, "nieuw@voorbeeld.be"); err != nil {
		t.Fatal(err)
	}
	links := map[job.Purpose]account.Token{}
	for purpose, to := range map[job.Purpose]account.Email{job.AddressOld: "awa@voorbeeld.be", job.AddressNew: "nieuw@voorbeeld.be"} {
		links[purpose] = drawn(t, d, job.Letter{Purpose: purpose, Person: id, To: to, Words: "nieuw@voorbeeld.be"}, 1)
	}
	if changed, err := d.ConfirmAddress(t.Context(), door(2).By, NewOnce(), job.AddressNew, links[job.AddressNew]); err != nil || changed {
		t.Fatalf("after one answer: %v, %v", changed, err)
	}
	if p, err := db.Person(t.Context(), id); err != nil || p.Email != "awa@voorbeeld.be" {
		t.Errorf("after one answer: %s, %v", p.Email, err)
	}
	if changed, err := d.ConfirmAddress(t.Context(), door(3).By, NewOnce(), job.AddressOld, links[job.AddressOld]); err != nil || !changed {
		t.Fatalf("after both: %v, %v", changed, err)
	}
	if p, err := db.Person(t.Context(), id); err != nil || p.Email != "nieuw@voorbeeld.be" {
		t.Errorf("after both: %s, %v", p.Email, err)
	}
	if _, _, how := heard(t, d, token, 4); how != account.NoSession {
		t.Errorf("after the change the session is %d", how)
	}
}

func TestASealedSecretIsOfOnePersonAndOneKey(t *testing.T) {
	t.Parallel()
	d := newDesk(t, pgtest.New(t))
	sealed := d.seal([]byte("geheim"), 7)
	if got, err := d.open(sealed, 7); err != nil || string(got) != "geheim" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := d.open(sealed, 8); err == nil {
		t.Error("opened for another person")
	}
	if _, err := d.open(sealed[:5], 7); err == nil {
		t.Error("opened though cut")
	}
	other, err := New(d.db, []byte("fedcba9876543210fedcba9876543210"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.open(sealed, 7); err == nil {
		t.Error("opened under another key")
	}
	if _, err := New(d.db, []byte("short")); err == nil {
		t.Error("a short key is taken")
	}
}
