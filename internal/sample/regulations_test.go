package sample_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/sample"
)

func TestTheRulesAcceptEveryRegulation(t *testing.T) {
	t.Parallel()
	onSomedays(t, func(t *testing.T, today calendar.Day, made sample.Set) {
		if len(made.Regulations) != 7 {
			t.Errorf("%d regulations", len(made.Regulations))
		}
		for _, r := range made.Regulations {
			for i, v := range r.Versions {
				if err := v.Terms.Check(); err != nil {
					t.Errorf("%s, version %d: %v", r.Code, i+1, err)
				}
				if v.From > today || i > 0 && v.From <= r.Versions[i-1].From {
					t.Errorf("%s, version %d is in force from %v", r.Code, i+1, v.From)
				}
				if !strings.HasSuffix(v.Terms.LegalGround, " (fictief).") || slices.Contains(grant.ReservedSlugs(), r.Slug) {
					t.Errorf("%s does not say that it is invented, or has an address of another page", r.Code)
				}
			}
		}
	})
}

func TestEachRegulationAsksWhatItsRulesNeed(t *testing.T) {
	t.Parallel()
	for _, r := range sample.Make(somedays[0]).Regulations {
		terms := r.Versions[len(r.Versions)-1].Terms
		n := 0
		for _, s := range terms.Sections {
			n += len(s.Questions)
		}
		switch {
		case terms.Light && n > grant.LightQuestions, !terms.Light && n < 12, r.Code == "PRO" && (n < 20 || n > 24):
			t.Errorf("%s asks %d questions", r.Code, n)
		}
		asks := []string{grant.TitleKey, grant.SummaryKey, grant.RequestedKey}
		if terms.OnlyDAC {
			asks = append(asks, grant.CountriesKey)
		}
		if terms.NeedsPartner {
			asks = append(asks, grant.PartnerKey)
		}
		if terms.MinCost > 0 || terms.MaxShare < 10_000 {
			asks = append(asks, grant.CostsKey)
		}
		for _, key := range asks {
			if q, _, ok := terms.Question(key); !ok || !q.Required {
				t.Errorf("%s does not ask for %s", r.Code, key)
			}
		}
		q, _, _ := terms.Question(grant.RequestedKey)
		if most := strings.ReplaceAll(terms.Most(), "\u00a0", " "); !strings.Contains(q.Hint, "Hoogstens "+most) && !strings.Contains(q.Hint, "hoogstens "+most) {
			t.Errorf("%s: %q does not name the maximum, %s", r.Code, q.Hint, most)
		}
		if terms.Light != (terms.MaxAmount <= grant.LightMost) {
			t.Errorf("%s: light is %v, for at most %v", r.Code, terms.Light, terms.MaxAmount)
		}
		if len(terms.Missing(nil, nil)) == 0 || terms.Title == "" || terms.Purpose == "" || terms.ForWhom == "" || len(terms.Criteria) == 0 || len(terms.Proofs) == 0 {
			t.Errorf("%s leaves something out", r.Code)
		}
	}
}

func TestRegulationsAreWellSetAndNameNobody(t *testing.T) {
	t.Parallel()
	person := regexp.MustCompile(`\S@\S|\+\d{2}|\bBE\d{2}|\b(mevrouw|meneer|mr\.|dr\.|ir\.)\s`)
	check := func(code string, texts ...string) {
		for _, text := range texts {
			if strings.Contains(text, "  ") || strings.ContainsAny(text, "'\"") || strings.TrimSpace(text) != text || person.MatchString(text) {
				t.Errorf("%s is badly set: %q", code, text)
			}
		}
	}
	for _, r := range sample.Make(somedays[0]).Regulations {
		for _, v := range r.Versions {
			check(r.Code, v.Terms.Title, v.Terms.Purpose, v.Terms.ForWhom)
			check(r.Code, slices.Concat(v.Terms.Scope, v.Terms.Excluded, v.Terms.Proofs)...)
			for _, s := range v.Terms.Sections {
				check(r.Code, s.Title, s.Intro)
				for _, q := range s.Questions {
					check(r.Code+" "+q.Key, q.Label, q.Hint)
				}
			}
		}
	}
	for _, c := range sample.Make(somedays[0]).Calls {
		check(c.Code, c.Title, c.LongerBecause)
	}
}

func TestOnAnyDaySomeRoundsAreOpenAndOthersAreNot(t *testing.T) {
	t.Parallel()
	onSomedays(t, func(t *testing.T, today calendar.Day, made sample.Set) {
		now := today.Start().Add(10 * time.Hour)
		states := map[grant.RoundState][]string{}
		drafts := 0
		for _, c := range made.Calls {
			if err := c.Check(); err != nil {
				t.Errorf("%s of %s: %v", c.Title, c.Code, err)
			}
			if !c.Opened {
				drafts++
				continue
			}
			r := c.Round
			if !c.LongerTo.IsZero() {
				r.Extended, r.ClosesAt = r.ClosesAt, c.LongerTo
			}
			states[r.StateAt(now)] = append(states[r.StateAt(now)], c.Code)
		}
		if len(states[grant.Open]) < 4 || !slices.Contains(states[grant.Open], "PRO") || len(states[grant.Planned]) < 2 ||
			len(states[grant.Closed]) < 2 || !slices.Equal(states[grant.Extended], []string{"SCL"}) || drafts != 1 {
			t.Errorf("%v, %d drafts", states, drafts)
		}
	})
}

func TestRegulationsAreWrittenWithTheirRounds(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	if err := sample.City(t.Context(), db, somedays[1]); err != nil {
		t.Fatal(err)
	}
	now := somedays[1].Start().Add(10 * time.Hour)
	all, err := db.Regulations(t.Context(), now)
	if err != nil || len(all) != 7 {
		t.Fatalf("%d regulations, %v", len(all), err)
	}
	for _, r := range all {
		if !r.Demo || !r.Published || !r.InForce.Holds(somedays[1]) || r.Check() != nil || len(r.Rounds) == 0 {
			t.Errorf("%s: %+v, %v, %d rounds", r.Code, r.InForce, r.Check(), len(r.Rounds))
		}
	}
	project := all[slices.IndexFunc(all, func(r postgres.Regulation) bool { return r.Code == "PRO" })]
	versions, err := db.VersionsOf(t.Context(), project.Slug)
	if err != nil || len(versions) != 2 || versions[0].ID != project.ID || versions[1].InForce.Last != project.InForce.First-1 {
		t.Errorf("%d versions, %v", len(versions), err)
	}
	for _, r := range project.Rounds {
		under := versions[0]
		if calendar.DayOf(r.OpensAt) < under.InForce.First {
			under = versions[1]
		}
		if r.Version != under.ID {
			t.Errorf("%s is held under %d, not under %d", r.Title, r.Version, under.ID)
		}
	}
	trail, more, err := db.Trail(t.Context(), postgres.TrailFilter{Act: "grant."}, 200) // the newest first
	if err != nil || more || len(trail) < 20 {
		t.Fatalf("%d entries, more %v, %v", len(trail), more, err)
	}
	if !slices.IsSortedFunc(trail, func(a, b postgres.TrailRow) int { return b.At.Compare(a.At) }) {
		t.Error("the record tells of them out of time")
	}
}
