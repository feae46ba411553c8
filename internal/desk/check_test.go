package desk

import (
	"errors"
	"testing"

	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
)

func TestACheckOfTheRecordIsWrittenDownInIt(t *testing.T) {
	t.Parallel()
	db, d, head := recorded(t, 5)
	greet := administrator(t, d, "greet@voorbeeld.be")
	if _, _, err := d.LastCheck(t.Context()); !errors.Is(err, fault.NotFound) {
		t.Errorf("before the first: %v", err)
	}
	once := NewOnce()
	for range 2 {
		if err := d.CheckRecord(t.Context(), greet, once); err != nil {
			t.Fatal(err)
		}
	}
	check, entry, err := d.LastCheck(t.Context())
	if err != nil || !check.Whole() || check.Seals != head.N || check.Hash != head.Hash.String() || entry.Person != greet.By().Person || entry.Name != "Greet" {
		t.Errorf("%+v by %+v, %v", check, entry, err)
	}
	if all, _, err := db.Trail(t.Context(), postgres.TrailFilter{Act: "record.check"}, 5); err != nil || len(all) != 1 {
		t.Errorf("%d checks are written down, %v", len(all), err)
	}
	asOwner(t, db, `DELETE FROM audit_seal WHERE n > 3`)
	if err := d.CheckRecord(t.Context(), greet, NewOnce()); err != nil {
		t.Fatal(err)
	}
	for range 2 { // it is not forgotten by saying so
		report, err := d.CheckNightly(t.Context(), noon)
		if err != nil || report.Whole() {
			t.Errorf("by night: %+v, %v", report, err)
		}
		check, entry, err = d.LastCheck(t.Context())
		if err != nil || entry.Person != 0 || check.Whole() || check.Findings[0].Kind != audit.TailCut || check.Findings[0].N != head.N {
			t.Errorf("the tail was cut: %+v by %+v, %v", check, entry, err)
		}
	}
}
