package main

import (
	"context"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/sample"
)

// inEarnest are the settings of a city that people reach over https.
var inEarnest = []string{"BASE_URL=https://vriendenstad.example", "SECRET_KEY=" + strings.Repeat("0123456789abcdef", 4)}

func TestServeEndsItsWelcomeWithWhoMaySignIn(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	dir, database := t.TempDir(), "DATABASE_URL="+db.URL()
	for range 2 { // and seeding twice is once
		if out, errs, code := run(t, dir, []string{database}, "seed"); code != 0 {
			t.Fatalf("seed: exit %d\n%s%s", code, out, errs)
		}
	}
	for _, one := range []string{"audit", "budget"} { // before anybody serves it
		if out, errs, code := run(t, dir, []string{database}, one, "verify"); code != 0 {
			t.Errorf("%s verify: exit %d\n%s%s", one, code, out, errs)
		}
	}
	didNothingBeforeTheyCame(t, db.URL())
	portal := serveIn(t, dir, database)
	portal.untilSaid("Ctrl-C ends it")
	said := portal.said.String()
	for _, p := range sample.People() {
		if strings.Count(said, " "+string(p.Email)+" ") != 1 {
			t.Errorf("%s is not named once", p.Email)
		}
	}
	for _, word := range []string{sample.Password, "hoofdvertegenwoordiger van Teranga Schelde vzw (fictief)", "diensthoofd", "adviseur", "/aanmelden"} {
		if !strings.Contains(said, word) {
			t.Errorf("it does not say %q", word)
		}
	}
	if t.Failed() {
		t.Logf("it said\n%s", said)
	}

	out, errs, code := run(t, dir, append([]string{database, "PORT=" + freePort(t)}, inEarnest...), "serve")
	if code != 1 || !strings.Contains(errs, "the sample city's people, whose password is known") {
		t.Errorf("over https, serve ends with %d\n%s%s", code, out, errs)
	}
}

// didNothingBeforeTheyCame fails unless the record tells of the sample city's people after they were made.
func didNothingBeforeTheyCame(t *testing.T, url string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := conn.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	}()
	var acts, before int
	if err := conn.QueryRow(t.Context(), `
		SELECT count(*), count(*) FILTER (WHERE e.at < made.at OR e.id < made.id)
		FROM audit_entry e JOIN audit_entry made ON made.act = 'sample.add' AND made.subject = 'person/' || e.person`).Scan(&acts, &before); err != nil {
		t.Fatal(err)
	}
	if acts < 100 || before > 0 {
		t.Errorf("of %d acts of the sample city's people %d are from before they were there", acts, before)
	}
}

// A city that is reached over https is seeded without people, and served.
func TestNobodyIsMadeForACityInEarnest(t *testing.T) {
	t.Parallel()
	dir, database := t.TempDir(), "DATABASE_URL="+pgtest.New(t).URL()
	settings := append([]string{database}, inEarnest...)
	if out, errs, code := run(t, dir, settings, "seed"); code != 0 {
		t.Fatalf("seed: exit %d\n%s%s", code, out, errs)
	}
	portal := serveIn(t, dir, settings...)
	portal.until(http.StatusOK, "/readyz", 5*time.Second)
	portal.untilSaid("letters are written down and not sent")
	if strings.Contains(portal.said.String(), "@") {
		t.Errorf("it names people\n%s", portal.said)
	}
	if _, code := portal.end(syscall.SIGTERM); code != 0 {
		t.Errorf("ended with %d", code)
	}
}
