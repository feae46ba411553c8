package site

import (
	"context"
	"slices"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/sample"
)

// regulated is the address of the regulation that towns and houses have.
const regulated = "projecten-in-het-zuiden"

// regulate gives a database that regulation of the sample city, in force since the year before and with a next version in draft, and three rounds under it:
// one that is open in the spring of 2027, one that comes in the autumn, and one in draft.
func regulate(ctx context.Context, tx postgres.Tx) error {
	all := sample.Make(calendar.Date(2027, time.January, 15)).Regulations
	of := all[slices.IndexFunc(all, func(r sample.Regulation) bool { return r.Slug == regulated })]
	by := account.By{At: time.Date(2026, time.January, 1, 9, 0, 0, 0, time.UTC)}
	v := grant.Version{Number: 1, InForce: calendar.Period{First: calendar.Date(2026, time.January, 1)}, Terms: of.Versions[0].Terms}
	var err error
	if v.Regulation, err = tx.AddRegulation(ctx, grant.Regulation{Slug: of.Slug, Code: of.Code, Demo: true}); err != nil {
		return err
	}
	if v.ID, err = tx.AddVersion(ctx, v, by); err != nil {
		return err
	}
	if _, err := tx.PublishVersion(ctx, v, by); err != nil {
		return err
	}
	draft := v
	draft.Number, draft.InForce.First, draft.Terms = 2, calendar.Date(2027, time.July, 1), of.Versions[1].Terms
	if _, err := tx.AddVersion(ctx, draft, by); err != nil {
		return err
	}
	for _, r := range []grant.Round{
		{Title: "Voorjaar 2027", OpensAt: calendar.Date(2027, time.March, 1).Start(), ClosesAt: grant.MidnightAfter(calendar.Date(2027, time.May, 31)), Opened: true},
		{Title: "Juni 2027", OpensAt: calendar.Date(2027, time.June, 1).Start(), ClosesAt: grant.MidnightAfter(calendar.Date(2027, time.June, 20)), Opened: true},
		{Title: "Zomer 2027", OpensAt: calendar.Date(2027, time.June, 1).Start(), ClosesAt: grant.MidnightAfter(calendar.Date(2027, time.August, 15))},
	} {
		r.Version, r.Grace = v.ID, grant.DefaultGrace
		if r.ID, err = tx.AddRound(ctx, r, by); err != nil {
			return err
		}
		if r.Opened {
			if _, err := tx.OpenRound(ctx, r.ID, by); err != nil {
				return err
			}
		}
	}
	return nil
}

// grantExamples adds to the examples those of the pages of regulations and rounds: the draft, and for what only a published one can the open round.
func (to town) grantExamples(paths map[string]string) {
	to.t.Helper()
	rounds, err := to.db.AllRounds(to.t.Context(), matrixNow, 10)
	if err != nil || len(rounds) != 3 {
		to.t.Fatalf("%d rounds, %v", len(rounds), err)
	}
	open, draft := rounds[0].ID, rounds[2].ID
	paths["/subsidies/{slug}"] = link.Subsidy(regulated)
	for _, end := range []string{"", "/ontwerp", "/ontwerp/weggooien", "/ontwerp/bekendmaken", "/einde", "/adres"} {
		paths["/beheer/reglementen/{slug}"+end] = link.StaffRegulation(regulated) + end
	}
	paths["/beheer/reglementen/{slug}/versies/{number}"] = link.StaffVersion(regulated, 2)
	paths["/beheer/oproepen/{id}"] = link.StaffRound(draft)
	paths["/beheer/oproepen/{id}/bewerken"] = link.StaffRoundEdit(draft)
	paths["/beheer/oproepen/{id}/weggooien"] = link.StaffRoundDrop(draft)
	paths["/beheer/oproepen/{id}/openen"] = link.StaffRoundOpen(draft)
	paths["/beheer/oproepen/{id}/verlengen"] = link.StaffRoundExtend(open)
}
