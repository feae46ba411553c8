package desk

import (
	"slices"
	"testing"

	"github.com/alexedwards/argon2id"

	"vriendenstad/internal/account"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// A form that is sent twice comes a second time when all that it is held against has changed: by itself.
func TestATwinOfAnActOnAnAccountIsAnsweredAsTheFirst(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	id := somebody(t, d, "awa@voorbeeld.be")
	_, i, s := signedIn(t, d, "awa@voorbeeld.be", 1)
	once := NewOnce()
	for n := range 2 {
		if err := d.ChangePassword(t.Context(), i.Self(), once, door(1), s.ID, goodPassword, "een heel nieuw wachtwoord"); err != nil {
			t.Errorf("change the password, %d: %v", n, err)
		}
	}
	if err := d.ChangePassword(t.Context(), i.Self(), NewOnce(), door(1), s.ID, goodPassword, "een heel nieuw wachtwoord"); err == nil {
		t.Error("another form changes it with the old password")
	}
	once, token := NewOnce(), drawn(t, d, job.Letter{Purpose: job.Reset, Person: id, To: "awa@voorbeeld.be"}, 2)
	for n := range 2 {
		if err := d.Reset(t.Context(), door(2).By, once, token, goodPassword); err != nil {
			t.Errorf("reset, %d: %v", n, err)
		}
	}
}

func TestTheTwinThatSetsASecondStepGetsTheSameCodes(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	id := somebody(t, d, "awa@voorbeeld.be")
	_, i, s := signedIn(t, d, "awa@voorbeeld.be", 1)
	if err := d.BeginSecond(t.Context(), i.Self(), NewOnce(), door(1), s, goodPassword); err != nil {
		t.Fatal(err)
	}
	code := codeOf(t, d, id, 2)
	once := NewOnce()
	first, codes, err := d.ConfirmSecond(t.Context(), i.Self(), once, door(2), s, code)
	if err != nil {
		t.Fatal(err)
	}
	second, again, err := d.ConfirmSecond(t.Context(), i.Self(), once, door(2), s, code)
	if err != nil || second != first || !slices.Equal(codes, again) {
		t.Errorf("the twin: %v, %q and %q", err, codes, again)
	}
	now, row, how := heard(t, d, first, 3)
	if how != account.SignedIn {
		t.Fatalf("%d", how)
	}
	if _, err := d.PassSecond(t.Context(), door(3), row, codes[0]); err != nil {
		t.Fatal(err)
	}
	if later, again, err := d.ConfirmSecond(t.Context(), i.Self(), once, door(4), s, code); err != nil || later != "" || !slices.Equal(codes, again) {
		t.Errorf("when the session went on: %q, %v", later, err)
	}
	once = NewOnce()
	made, err := d.NewRecoveryCodes(t.Context(), i.Self(), once, now)
	if err != nil || slices.Equal(made, codes) {
		t.Fatalf("%q, %v", made, err)
	}
	if twin, err := d.NewRecoveryCodes(t.Context(), i.Self(), once, now); err != nil || !slices.Equal(made, twin) {
		t.Errorf("%q, %v", twin, err)
	}
}

// codeOf returns the code of a person's second step so many minutes past noon: of the one that they have begun, if they have.
func codeOf(t *testing.T, d *Desk, id account.ID, minutes int) string {
	t.Helper()
	p, err := d.db.Person(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	sealed := p.TOTPNext
	if sealed == nil {
		sealed = p.TOTPSecret
	}
	secret, err := d.open(sealed, id)
	if err != nil {
		t.Fatal(err)
	}
	code, err := CodeAt(secret, door(minutes).At)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func TestOnlyWhoIsHereSeesTheSamplePeople(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := newDesk(t, db)
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		id, _, err := tx.AddPerson(t.Context(), "diensthoofd@voorbeeld.be", "Hilde Claes (fictief)", "x", true, noon)
		if err != nil {
			return err
		}
		if err := tx.SetPowers(t.Context(), id, []account.Part{account.HeadPart}, account.By{At: noon}); err != nil {
			return err
		}
		return d.sampleSecond(t.Context(), tx, id, anySecret, noon)
	})
	if err != nil {
		t.Fatal(err)
	}
	somebody(t, d, "awa@voorbeeld.be")
	if all, err := d.SamplePeople(t.Context(), door(1)); err != nil || all != nil {
		t.Errorf("from elsewhere: %v, %v", all, err)
	}
	here := door(1)
	here.Here = true
	all, err := d.SamplePeople(t.Context(), here)
	if err != nil || len(all) != 1 || all[0].Email != "diensthoofd@voorbeeld.be" || len(all[0].Code) != 6 || !slices.Equal(all[0].Parts, []string{"diensthoofd"}) {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestNobodysPasswordCostsAsMuchAsAnybodys(t *testing.T) {
	t.Parallel()
	cost, _, _, err := argon2id.DecodeHash(nobody)
	if err != nil || *cost != *hashing {
		t.Errorf("%+v, %v; a password costs %+v", cost, err, hashing)
	}
}
