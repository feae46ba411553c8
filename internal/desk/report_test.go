package desk

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/project"
)

// An association that did not account for a dossier in time submits nothing else until it does.
func TestAReportThatIsLateStopsTheNextSubmission(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	ctx := t.Context()
	first := c.whole(c.round, noon)
	if err := c.submit(first, noon); err != nil {
		t.Fatal(err)
	}
	next := c.whole(c.round, noon)
	last := calendar.DayOf(noon)
	stands := func(s grant.Status) {
		t.Helper()
		if err := c.db.InTx(ctx, func(tx postgres.Tx) error { return tx.SetStatus(ctx, first, s) }); err != nil {
			t.Fatal(err)
		}
	}
	ends := func(end calendar.Day) { // as a completion that was sent says it
		t.Helper()
		if err := c.db.InTx(ctx, func(tx postgres.Tx) error {
			a, err := tx.ApplicationOf(ctx, c.id, first)
			if err != nil {
				return err
			}
			candidate, err := tx.Candidate(ctx, a)
			if err != nil {
				return err
			}
			candidate.Under.Sections = append(candidate.Under.Sections, grant.Section{Key: "wanneer", Title: "Wanneer", Questions: []grant.Question{{Key: grant.PeriodKey, Label: "Wanneer?", Type: grant.Period}}})
			candidate.Answers[grant.PeriodKey] = grant.Answer{Many: []string{"1/1/2027", end.String()}}
			frozen, err := candidate.Freeze(noon)
			if err != nil {
				return err
			}
			if err := tx.AddRequest(ctx, first, why(), account.By{Person: c.awa, At: noon}); err != nil {
				return err
			}
			asked, err := tx.OpenRequest(ctx, first)
			if err != nil {
				return err
			}
			return tx.AnswerRequest(ctx, asked.ID, account.By{Person: c.awa, At: noon}, frozen.Text)
		}); err != nil {
			t.Fatal(err)
		}
	}
	stopped := func() []grant.Stop {
		t.Helper()
		a, err := c.db.ApplicationOf(ctx, c.id, next)
		if err != nil {
			t.Fatal(err)
		}
		candidate, err := c.db.Candidate(ctx, a)
		if err != nil {
			t.Fatal(err)
		}
		return candidate.Stops(noon)
	}
	stands(grant.Reporting)
	if got := stopped(); len(got) != 0 {
		t.Errorf("a report without a last day: %+v", got)
	}
	stands(grant.Recovering)
	if got := stopped(); len(got) != 1 || got[0].Gate != grant.ReportGate || !strings.Contains(got[0].Sentence, "vordert de steun voor “Twee putten” terug") {
		t.Errorf("support that is recovered: %+v", got)
	}
	stands(grant.Reporting)
	version, err := c.db.Version(ctx, versionOf(t, c, first))
	if err != nil {
		t.Fatal(err)
	}
	ends(last.AddDays(-version.AccountWithin))
	if got := stopped(); len(got) != 0 {
		t.Errorf("a report on its last day: %+v", got)
	}
	ends(last.AddDays(-version.AccountWithin - 1))
	err = c.submit(next, noon)
	if !slices.Equal(stoppedBy(err), []grant.Gate{grant.ReportGate}) {
		t.Fatalf("a report that is late: %v", err)
	}
	if stops, _ := errors.AsType[Stopped](err); stops[0].Sentence != "Het verslag over “Twee putten” is te laat. Verantwoord eerst die steun." {
		t.Errorf("%s", stops[0].Sentence)
	}
	stands(grant.Reviewing)
	if err := c.submit(next, noon); err != nil {
		t.Errorf("a report that came: %v", err)
	}
}

func versionOf(t *testing.T, c call, id grant.ID) grant.VersionID {
	t.Helper()
	a, err := c.db.ApplicationOf(t.Context(), c.id, id)
	if err != nil {
		t.Fatal(err)
	}
	return a.Version
}

// What was supported before the portal stops a submission too, as the city's list of projects says it.
func TestAProjectThatIsNotAccountedForStopsASubmission(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	id := c.whole(c.round, noon)
	if err := c.db.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := tx.AddProject(t.Context(), project.Project{Slug: "school", Title: "Een school", Number: "VS-2026-0001", Associations: []association.ID{c.id}, Kind: project.Single, Sector: 12220, Cost: 2_000_00,
			State: project.Overdue, Period: calendar.Period{First: calendar.Date(2026, time.January, 1)}, GrantedOn: calendar.Date(2026, time.January, 1), Granted: 1_000_00, Summary: "Een school."})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	err := c.submit(id, noon)
	stops, _ := errors.AsType[Stopped](err)
	if len(stops) != 1 || stops[0].Gate != grant.ReportGate || stops[0].Sentence != "Het verslag over “Een school” is te laat. Verantwoord eerst die steun." {
		t.Errorf("%v", err)
	}
}
