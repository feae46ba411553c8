package postgres_test

import (
	"errors"
	"net/url"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

func TestWhatWasTypedIsKeptForItsPersonAndItsPage(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	noon := time.Date(2027, 5, 15, 10, 0, 0, 0, time.UTC)
	var awa, modou account.ID
	err := db.InTx(t.Context(), func(tx postgres.Tx) (err error) {
		if awa, _, err = tx.AddPerson(t.Context(), "awa@voorbeeld.be", "Awa", "x", false, noon); err != nil {
			return err
		}
		modou, _, err = tx.AddPerson(t.Context(), "modou@voorbeeld.be", "Modou", "x", false, noon)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for n, page := range []string{"/een", "/een", "/2", "/3", "/4", "/5", "/6", "/7", "/8", "/9", "/10", "/11"} {
		if err := db.Park(t.Context(), awa, page, url.Values{"naam": {page}, "n": {"é & \x01"}}, noon.Add(time.Duration(n)*time.Second)); err != nil {
			t.Fatal(err)
		}
	}
	kept := func(of account.ID, page string, after time.Time) bool {
		typed, err := db.Parked(t.Context(), of, page, after)
		if err != nil && !errors.Is(err, fault.NotFound) {
			t.Fatal(err)
		}
		return err == nil && typed.Get("naam") == page && typed.Get("n") == "é & \x01"
	}
	before := noon.Add(-time.Hour)
	if !kept(awa, "/11", before) || !kept(awa, "/2", before) {
		t.Error("what was typed is gone")
	}
	if kept(awa, "/een", before) {
		t.Error("more than ten pages are kept")
	}
	if kept(modou, "/11", before) || kept(awa, "/11", noon.Add(time.Hour)) {
		t.Error("it is shown to another person, or when it is too old")
	}
	if err := db.Unpark(t.Context(), awa, "/11"); err != nil || kept(awa, "/11", before) || !kept(awa, "/10", before) {
		t.Errorf("taken away: %v", err)
	}
	for _, page := range []string{"nergens", "//elders.example/x"} {
		if err := db.Park(t.Context(), awa, page, url.Values{}, noon); err == nil {
			t.Errorf("%s is a page", page)
		}
	}
}
