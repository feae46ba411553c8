package main

import (
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/postgres/pgtest"
)

func TestTheLedgerOfTheSampleCityAgreesUntilSomebodyChangesIt(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t).URL()
	database := []string{"DATABASE_URL=" + url}
	if out, errs, code := run(t, t.TempDir(), database, "budget", "verify"); code != 0 || out != "0 entries, 0 envelopes: all agree\n" {
		t.Errorf("an empty ledger: exit %d\n%s%s", code, out, errs)
	}
	if out, errs, code := run(t, t.TempDir(), database, "seed"); code != 0 {
		t.Fatalf("seed: exit %d\n%s%s", code, out, errs)
	}
	out, errs, code := run(t, t.TempDir(), database, "budget", "verify")
	if code != 0 || !strings.HasSuffix(out, " envelopes: all agree\n") || strings.HasPrefix(out, "0 entries") {
		t.Fatalf("exit %d\n%s%s", code, out, errs)
	}
	owner, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer owner.Close(t.Context())
	for _, sql := range []string{
		`ALTER TABLE budget_envelope DISABLE TRIGGER USER`,
		`UPDATE budget_envelope SET credit = credit + 1 WHERE id = (SELECT min(id) FROM budget_envelope)`,
	} {
		if _, err := owner.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	out, errs, code = run(t, t.TempDir(), database, "budget", "verify")
	if code != 1 || !strings.Contains(out, " are kept as ") || !strings.Contains(errs, "the ledger does not agree: ") || strings.Count(errs, "\n") != 1 {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
}
