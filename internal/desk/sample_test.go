package desk

import (
	"context"
	"encoding/base32"
	"slices"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/sample"
)

// sampleAccounts are the sample city's people as the program makes them.
func sampleAccounts() []SampleAccount {
	var all []SampleAccount
	for _, p := range sample.People() {
		one := SampleAccount{Name: p.Name, Email: p.Email, Password: sample.Password, Members: p.Members, Powers: p.Powers}
		if p.HasSecond() {
			one.Secret = sample.Secret
		}
		if p.Advises {
			one.AdvisesUntil = calendar.DayOf(noon).AddMonths(12)
		}
		all = append(all, one)
	}
	return all
}

// peopled is the sample city with its people.
func peopled(t *testing.T) (*Desk, *postgres.DB) {
	t.Helper()
	db := pgtest.Template(t, "desk-people", func(ctx context.Context, db *postgres.DB) error {
		if err := sample.City(ctx, db, calendar.DayOf(noon)); err != nil {
			return err
		}
		return newDesk(t, db).AddSamplePeople(ctx, account.By{At: noon}, sampleAccounts())
	})
	return newDesk(t, db), db
}

// here is somebody on the machine of the portal itself, in development.
func here(minutes int) Caller {
	c := door(minutes)
	c.Here = true
	return c
}

func TestSamplePeopleSignInOnTheMachineItselfAlone(t *testing.T) {
	t.Parallel()
	d, _ := peopled(t)
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(sample.Secret)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range sample.People() {
		_, err := d.SignIn(t.Context(), door(0), string(p.Email), sample.Password)
		refusedBecause(t, err, "email")

		in, err := d.SignIn(t.Context(), here(0), string(p.Email), sample.Password)
		if err != nil {
			t.Errorf("%s: %v", p.Email, err)
			continue
		}
		if in.NeedsCode != p.HasSecond() {
			t.Errorf("%s is asked for a code: %t", p.Email, in.NeedsCode)
		}
		i, s, how := heard(t, d, in.Token, 0)
		if p.HasSecond() {
			if how != account.HalfWay || i.Passed {
				t.Errorf("%s before the code: %d, %+v", p.Email, how, i)
			}
			code, err := CodeAt(secret, noon)
			if err != nil {
				t.Fatal(err)
			}
			token, err := d.PassSecond(t.Context(), here(0), s, code)
			if err != nil {
				t.Errorf("%s: %v", p.Email, err)
				continue
			}
			i, _, how = heard(t, d, token, 0)
		}
		if how != account.SignedIn || i.Name != p.Name {
			t.Errorf("%s: %d, %+v", p.Email, how, i)
		}
		plays(t, i, p)
	}
}

// plays holds the parts that somebody has against those that were meant.
func plays(t *testing.T, i account.Identity, p sample.Person) {
	t.Helper()
	if !slices.Equal(i.Powers, p.Powers) {
		t.Errorf("%s holds %v, not %v", p.Email, i.Powers, p.Powers)
	}
	if _, advises := i.Adviser(); advises != p.Advises {
		t.Errorf("%s advises: %t", p.Email, advises)
	}
	if len(i.Memberships) != len(p.Members) {
		t.Errorf("%s is a member of %v", p.Email, i.Memberships)
	}
	for _, m := range i.Memberships {
		if p.Members[m.Slug] != m.Part {
			t.Errorf("%s is %s of %s", p.Email, m.Part, m.Slug)
		}
	}
}

func TestSamplePeopleAreMadeOnce(t *testing.T) {
	t.Parallel()
	d, db := peopled(t)
	before := pgtest.Take(t, db)
	if before["person"].Rows != len(sample.People()) {
		t.Errorf("%d people", before["person"].Rows)
	}
	if err := d.AddSamplePeople(t.Context(), account.By{At: noon.Add(time.Hour)}, sampleAccounts()); err != nil {
		t.Fatal(err)
	}
	if changed := before.Changed(pgtest.Take(t, db)); changed != nil {
		t.Errorf("seeding twice changes %q", changed)
	}
}

func TestTheListOfSamplePeopleIsForTheMachineItselfAlone(t *testing.T) {
	t.Parallel()
	d, _ := peopled(t)
	if all, err := d.SamplePeople(t.Context(), door(0)); err != nil || all != nil {
		t.Errorf("from elsewhere: %v, %v", all, err)
	}
	all, err := d.SamplePeople(t.Context(), here(0))
	if err != nil || len(all) != len(sample.People()) {
		t.Fatalf("%v, %v", all, err)
	}
	for i, p := range sample.People() {
		if all[i].Email != p.Email || (all[i].Code != "") != p.HasSecond() || len(all[i].Parts) != len(p.Members)+len(p.Powers)+adviserParts(p) {
			t.Errorf("%+v is not %+v", all[i], p)
		}
	}
}

func adviserParts(p sample.Person) int {
	if p.Advises {
		return 1
	}
	return 0
}
