package main

import (
	"bytes"
	"errors"
	"os/exec"
	"strings"
	"testing"

	"vriendenstad/internal/account"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// pipe runs the program with something piped in.
func pipe(t *testing.T, dir, in string, environ []string, args ...string) (out, errs string, code int) {
	t.Helper()
	c := invoke(dir, environ, args)
	var stdout, stderr bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(in), &stdout, &stderr
	err := c.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return stdout.String(), stderr.String(), code
}

func TestTheFirstOfStaffIsMadeFromTheCommandLine(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	dir, database := t.TempDir(), []string{"DATABASE_URL=" + db.URL()}
	const password = "kaas zeilboot umbrella tram"
	args := []string{"staff", "add", "-email", "Greet@voorbeeld.be", "-name", "Greet Claes", "-power", "beheerder"}
	out, errs, code := pipe(t, dir, password+"\r\nmore\n", database, args...)
	if code != 0 || !strings.Contains(out, "Greet@voorbeeld.be is staff now, as beheerder") || strings.Contains(out+errs, password) {
		t.Fatalf("exit %d\n%s%s", code, out, errs)
	}
	greet, err := db.PersonByEmail(t.Context(), "greet@voorbeeld.be")
	if err != nil || greet.Name != "Greet Claes" || greet.ConfirmedAt == nil || greet.HasSecond() {
		t.Errorf("%+v, %v", greet, err)
	}
	found, err := db.PersonFound(t.Context(), greet.ID)
	if err != nil || len(found.Powers) != 1 || found.Powers[0] != account.AdministratorPart {
		t.Errorf("%v, %v", found.Powers, err)
	}
	trail, _, err := db.Trail(t.Context(), postgres.TrailFilter{Act: "staff.add"}, 2)
	if err != nil || len(trail) != 1 || strings.Contains(trail[0].Detail, "kaas") {
		t.Errorf("%+v, %v", trail, err)
	}
	out, errs, code = pipe(t, dir, password+"\n", database, "staff", "add", "-email", "ben@voorbeeld.be", "-name", "Ben", "-power", "diensthoofd, dossierbehandelaar")
	if code != 0 || !strings.Contains(out, "as diensthoofd, dossierbehandelaar") {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
}

func TestWhatMakesNobodyStaff(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	dir, database := t.TempDir(), []string{"DATABASE_URL=" + db.URL()}
	right := map[string]string{"-email": "greet@voorbeeld.be", "-name": "Greet", "-power": "beheerder"}
	for _, test := range []struct {
		says, flag, value, password string
		code                        int
		want                        string
	}{
		{"no address", "-email", "greet", "x", exitUse, "-email"},
		{"no name", "-name", " ", "x", exitUse, "-name"},
		{"a name that turns text round", "-name", "teerG\u202e", "x", exitUse, "-name"},
		{"no power", "-power", "", "x", exitUse, "dossierbehandelaar, budgetbeheerder"},
		{"an unknown power", "-power", "baas", "x", exitUse, "dossierbehandelaar, budgetbeheerder"},
		{"powers that do not go together", "-power", "beheerder,redacteur", "x", exitUse, "no other power"},
		{"no password", "", "", "", exitFailed, "no password was given"},
		{"an empty line", "", "", "\n", exitFailed, "no password was given"},
		{"a password that all know", "", "", "wachtwoord1234\n", exitFailed, "the password is refused"},
		{"a short one", "", "", "kort\n", exitFailed, "the password is refused"},
	} {
		args := []string{"staff", "add"}
		for name, value := range right {
			if name == test.flag {
				value = test.value
			}
			args = append(args, name, value)
		}
		_, errs, code := pipe(t, dir, test.password, database, args...)
		if code != test.code || !strings.Contains(errs, test.want) || strings.Count(errs, "\n") != 1 {
			t.Errorf("%s: exit %d, want %d\n%s", test.says, code, test.code, errs)
		}
	}
	for _, args := range [][]string{{"staff"}, {"staff", "remove"}, {"staff", "add", "-password", "geheim"}, {"staff", "add", "more"}} {
		if _, errs, code := pipe(t, dir, "", database, args...); code != exitUse {
			t.Errorf("%q: exit %d\n%s", args, code, errs)
		}
	}
	if _, errs, code := pipe(t, dir, "kaas zeilboot umbrella tram\n", []string{"DATABASE_URL=" + pgtest.Empty(t)}, "staff", "add", "-email", "greet@voorbeeld.be", "-name", "Greet",
		"-power", "beheerder"); code != exitFailed || !strings.Contains(errs, "run vriendenstad migrate") {
		t.Errorf("before migrate: exit %d\n%s", code, errs)
	}
	if people, err := db.FindPeople(t.Context(), "", 9); err != nil || len(people) != 0 {
		t.Errorf("%+v, %v", people, err)
	}
}
