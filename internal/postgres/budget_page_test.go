package postgres_test

import (
	"slices"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// What everybody may see of a year is what was decided: a reservation for a dossier is not, one for an agreement is.
func TestAPublicYearHoldsWhatWasDecided(t *testing.T) {
	t.Parallel()
	db, ctx := pgtest.New(t), t.Context()
	day := calendar.Date(2027, time.March, 1)
	by := account.By{At: day.Start()}
	err := db.InTx(ctx, func(tx postgres.Tx) error {
		if _, err := tx.AddYear(ctx, budget.Year{Year: 2027, Ceiling: 1_000}, nil); err != nil {
			return err
		}
		all, err := tx.Envelopes(ctx, 2027, 2027)
		if err != nil {
			return err
		}
		in := all[0]
		base := budget.Base{Decision: "2027_GR_00001", On: day, Why: "Zo werd beslist."}
		credit := budget.Entry{Kind: budget.Credit, Basis: budget.Initial, Envelope: in.ID, Amount: 100_000_00, Base: base}
		if _, err := tx.Book(ctx, by, "budget.credit", credit); err != nil {
			return err
		}
		if _, err := tx.OpenYear(ctx, 2027); err != nil {
			return err
		}
		of, err := tx.AddAssociation(ctx, association.Association{Slug: "wacht", Name: "Wacht nog", Form: association.NonProfit, Region: "west-afrika", Postcode: "2060"})
		if err != nil {
			return err
		}
		if err := tx.SetStanding(ctx, of, association.Registered, "", by); err != nil {
			return err
		}
		agreement, err := tx.AddAgreement(ctx, budget.Agreement{Title: "Water", Decision: "2027_CBS_00003", DecidedOn: day})
		if err != nil {
			return err
		}
		for _, one := range []struct {
			promise budget.Promise
			kind    budget.EntryKind // none is promised on condition
		}{
			{budget.Promise{Source: budget.Committed, Title: "Beslist", Association: of}, budget.Commitment},
			{budget.Promise{Source: budget.Granted, Title: "Nog niet beslist"}, budget.Reservation},
			{budget.Promise{Source: budget.Agreed, Title: "Water dit jaar", Agreement: agreement}, budget.Reservation},
			{budget.Promise{Source: budget.Agreed, Title: "Water onder voorbehoud", Agreement: agreement}, ""},
		} {
			p := one.promise
			p.Year, p.Kind, p.Amount = 2027, in.Kind, 10_000_00
			if one.kind == "" { // an agreement has one promise a year
				second, err := tx.AddAgreement(ctx, budget.Agreement{Title: "Water", Decision: "2027_CBS_00004", DecidedOn: day})
				if err != nil {
					return err
				}
				p.Agreement = second
			}
			id, err := tx.AddPromise(ctx, p)
			if err != nil {
				return err
			}
			if one.kind == "" {
				continue
			}
			entry := budget.Entry{Kind: one.kind, Envelope: in.ID, Promise: id, Amount: 1_000_00, Base: base}
			if _, err := tx.Book(ctx, by, "budget.test", entry); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := db.PublicYear(ctx, 2027)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Promises) != 2 || len(got.Conditional) != 1 {
		t.Fatalf("%+v", got)
	}
	titles := map[string]postgres.PublicPromise{}
	for _, p := range got.Promises {
		titles[p.Title] = p
	}
	if p := titles["Beslist"]; p.Committed != 1_000_00 || p.Decision != "2027_GR_00001" || p.DecidedOn != day || p.Beneficiary != "Wacht nog" || p.Slug != "" {
		t.Errorf("%+v", p)
	}
	if p := titles["Water dit jaar"]; p.Reserved != 1_000_00 || p.Committed != 0 || p.Decision != "2027_CBS_00003" {
		t.Errorf("%+v", p)
	}
	if p := got.Conditional[0]; p.Title != "Water onder voorbehoud" || p.Amount != 10_000_00 || p.Decision != "2027_CBS_00004" {
		t.Errorf("%+v", p)
	}
	if p := titles["Beslist"]; !p.RegisteredAt.Equal(by.At) {
		t.Errorf("registered at %v", p.RegisteredAt)
	}
	then, err := db.PublicYearAsOf(ctx, 2027, by.At.Add(time.Second))
	if err != nil || !slices.Equal(then.Promises, got.Promises) || then.Conditional != nil {
		t.Errorf("as of then: %+v, %v", then, err)
	}
	if before, err := db.PublicYearAsOf(ctx, 2027, by.At); err != nil || len(before.Promises) != 0 {
		t.Errorf("before that: %+v, %v", before, err)
	}
	if at, err := db.ClosedAt(ctx, 2027); err != nil || !at.IsZero() {
		t.Errorf("closed at %v, %v", at, err)
	}
	if none, err := db.PublicYear(ctx, 2026); err != nil || len(none.Promises)+len(none.Conditional) != 0 {
		t.Errorf("%+v, %v", none, err)
	}
}
