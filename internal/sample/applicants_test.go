package sample_test

import (
	"slices"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/sample"
)

func TestARushIsOfPeopleWhoAreInAndOfDraftsThatLackOnlyTheirFiles(t *testing.T) {
	t.Parallel()
	db, ctx, now := pgtest.New(t), t.Context(), time.Date(2027, time.January, 15, 9, 0, 0, 0, time.UTC)
	if err := sample.City(ctx, db, calendar.DayOf(now)); err != nil {
		t.Fatal(err)
	}
	rush, err := sample.MakeRush(ctx, db, now, 3)
	if err != nil || len(rush.Applicants) != 3 {
		t.Fatalf("%+v, %v", rush, err)
	}
	for n, a := range rush.Applicants {
		for token, part := range map[account.Token]account.Part{a.LeadToken: account.LeadPart, a.WriterToken: account.ContributorPart} {
			who, err := db.SessionByToken(ctx, token.Digest())
			if err != nil || who.Ended != "" || who.HasSecond || len(who.Memberships) != 1 || who.Memberships[0].Part != part {
				t.Errorf("%+v, %v", who, err)
			}
		}
		var id grant.ID
		if err := db.InTx(ctx, func(tx postgres.Tx) (err error) {
			id, err = rush.AddDraft(ctx, tx, a, "Arganolie", now)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		draft, err := db.ApplicationOf(ctx, a.Association, id)
		if err != nil || draft.Title != "Arganolie" {
			t.Fatalf("%d: %+v, %v", n, draft, err)
		}
		c, err := db.Candidate(ctx, draft)
		if err != nil {
			t.Fatal(err)
		}
		for _, stop := range c.Stops(now) {
			if q, _, ok := rush.Under.Question(stop.Question); !ok || q.Type != grant.Files {
				t.Errorf("%+v", stop)
			}
		}
	}
	if slices.ContainsFunc(rush.Applicants[:2], func(a sample.Applicant) bool { return a.Association == rush.Applicants[2].Association }) {
		t.Errorf("%+v", rush.Applicants)
	}
}
