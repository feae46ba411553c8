package postgres_test

import (
	"testing"

	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

func TestNumbersGoOnAfterTheLastOneThatWasSet(t *testing.T) {
	t.Parallel()
	db, ctx := pgtest.New(t), t.Context()
	if begun, err := db.HasApplications(ctx); err != nil || begun {
		t.Errorf("somebody began an application: %v, %v", begun, err)
	}
	of, id, awa := drafted(t, db)
	var number grant.DossierNumber
	write(t, db, func(tx postgres.Tx) error {
		for _, last := range []int{7, 41} {
			if err := tx.SetLastNumber(ctx, moment.Year(), last); err != nil {
				return err
			}
		}
		if err := tx.MarkInvented(ctx, id); err != nil {
			return err
		}
		var err error
		number, err = tx.Submit(ctx, awa, grant.Submission{Application: id, At: moment, Frozen: "{}", Hash: make([]byte, 32)})
		return err
	})
	a, err := db.ApplicationOf(ctx, of, id)
	if err != nil || number != grant.NumberOf(moment.Year(), 42) || a.Number != number || !a.Demo {
		t.Errorf("%s, %+v, %v", number, a, err)
	}
	if begun, err := db.HasApplications(ctx); err != nil || !begun {
		t.Errorf("nobody began an application: %v, %v", begun, err)
	}
}
