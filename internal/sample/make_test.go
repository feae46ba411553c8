package sample_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/internal/sample"
	"vriendenstad/internal/world"
)

// somedays are days on which the sample city might be made, among them those on which counting in months goes wrong.
var somedays = []calendar.Day{
	calendar.Date(2026, time.January, 1), calendar.Date(2026, time.September, 18), calendar.Date(2027, time.December, 31),
	calendar.Date(2028, time.February, 29), calendar.Date(2028, time.March, 31), calendar.Date(2026, time.October, 10),
	calendar.Date(2026, time.December, 29), calendar.Date(2026, time.December, 30), calendar.Date(2031, time.May, 1),
}

func onSomedays(t *testing.T, check func(t *testing.T, today calendar.Day, made sample.Set)) {
	t.Helper()
	for _, today := range somedays {
		t.Run(today.ISO(), func(t *testing.T) {
			t.Parallel()
			check(t, today, sample.Make(today))
		})
	}
}

func TestTheRulesAcceptAllOfIt(t *testing.T) {
	t.Parallel()
	onSomedays(t, func(t *testing.T, _ calendar.Day, made sample.Set) {
		for _, p := range made.Partners {
			if err := p.Check(); err != nil {
				t.Errorf("%s: %v", p.Name, err)
			}
			if len(p.Checks) != len(city.Factors()) || p.AntwerpLearns == "" || p.PartnerLearns == "" || !p.Demo {
				t.Errorf("%s: %d factors, what both learn is missing, or it is not marked", p.Name, len(p.Checks))
			}
		}
		for _, a := range made.Associations {
			if err := a.Check(); err != nil {
				t.Errorf("%s: %v", a.Name, err)
			}
			if a.District() == "" || a.About == "" || len(a.Themes) == 0 || !a.Demo {
				t.Errorf("%s has no seat in the city, no words, or is not marked", a.Name)
			}
		}
		for _, p := range made.Projects {
			if err := p.Check(); err != nil {
				t.Errorf("%s: %v", p.Title, err)
			}
			if p.Place == "" || p.Summary == "" || len(p.SDGs) == 0 || !p.Demo {
				t.Errorf("%s has no place, no words, no goal, or is not marked", p.Title)
			}
		}
	})
}

func TestNamesAndAddressesAreTheirOwn(t *testing.T) {
	t.Parallel()
	onSomedays(t, func(t *testing.T, _ calendar.Day, made sample.Set) {
		seen := map[string]bool{}
		once := func(kind, s string) {
			if s == "" || seen[kind+s] {
				t.Errorf("%s %q stands twice, or is empty", kind, s)
			}
			seen[kind+s] = true
		}
		address := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
		for _, c := range made.Countries {
			once("country", c.Slug)
			once("code", string(c.Code))
		}
		for _, p := range made.Partners {
			once("city", p.Slug)
			once("city name", p.Name)
		}
		for _, a := range made.Associations {
			once("association", a.Slug)
			once("association name", a.Name)
		}
		for _, p := range made.Projects {
			once("project", p.Slug)
			once("title", p.Title)
			once("number", p.Number)
			once("decision", p.Decision)
		}
		for s := range seen {
			if kind, found := strings.CutPrefix(s, "project"); found && !address.MatchString(kind) {
				t.Errorf("%q is no address", kind)
			}
		}
	})
}

// TestNobodyIsNamed looks for what a public page may not show: mail addresses, telephone numbers, account numbers, titles of persons.
func TestTheFifteenDossiersAreGrantedAsTheDatasetSays(t *testing.T) {
	t.Parallel()
	onSomedays(t, func(t *testing.T, today calendar.Day, made sample.Set) {
		var sum money.Cents
		projects := 0
		for _, p := range made.Projects {
			if !slices.ContainsFunc(made.Applications, func(a sample.Application) bool { return string(a.Number) == p.Number }) {
				continue
			}
			projects++
			sum += p.Granted
			if p.GrantedOn < today.AddMonths(-18) {
				t.Errorf("%s was granted on %v", p.Title, p.GrantedOn)
			}
		}
		if projects != 15 || sum != 120_000_00 {
			t.Errorf("%d dossiers, %v together", projects, sum)
		}
	})
}

func TestEveryPageHasSomethingToShow(t *testing.T) {
	t.Parallel()
	onSomedays(t, func(t *testing.T, _ calendar.Day, made sample.Set) {
		seen := map[string]int{}
		for _, p := range made.Projects {
			for _, f := range p.Facets() {
				seen[fmt.Sprint(f)]++
			}
			seen[fmt.Sprint("countries ", min(len(p.Shares), 2))]++
			seen[fmt.Sprint("associations ", len(p.Associations))]++
		}
		var wanted []project.Facet
		for _, c := range made.Countries {
			wanted = append(wanted, project.CountryFacet(c.Code))
		}
		for _, p := range made.Partners {
			wanted = append(wanted, project.NewFacet(project.OfCity, int(p.ID)))
		}
		for _, a := range made.Associations {
			wanted = append(wanted, project.NewFacet(project.OfAssociation, int(a.ID)))
		}
		for _, s := range world.SDGs() {
			wanted = append(wanted, project.NewFacet(project.OfSDG, int(s)))
		}
		for _, k := range project.Kinds() {
			wanted = append(wanted, project.KindFacet(k))
		}
		for _, s := range project.States() {
			wanted = append(wanted, project.StateFacet(s))
		}
		for _, c := range project.Classes() {
			wanted = append(wanted, project.NewFacet(project.OfClass, int(c)))
		}
		for _, f := range wanted {
			if seen[fmt.Sprint(f)] == 0 {
				t.Errorf("no project under %d, value %d", f.Dimension(), f.Value())
			}
		}
		for _, shape := range []string{"countries 0", "countries 1", "countries 2", "associations 1", "associations 2"} {
			if seen[shape] == 0 {
				t.Errorf("no project with %s", shape)
			}
		}
	})
}

func TestPlacesInTheListsAreThoseThatTheProjectsMean(t *testing.T) {
	t.Parallel()
	made := sample.Make(somedays[0])
	for _, p := range made.Projects {
		for _, id := range p.Associations {
			if id < 1 || int(id) > len(made.Associations) {
				t.Errorf("%s: there is no association %d", p.Title, id)
			}
		}
		if p.City == 0 || len(p.Shares) == 0 {
			continue
		}
		in := made.Partners[p.City-1]
		if !slices.ContainsFunc(p.Shares, func(s project.Share) bool { return s.Country == in.Country }) {
			t.Errorf("%s: %s does not lie in %v", p.Title, in.Name, p.Shares)
		}
	}
	for _, c := range []struct{ project, association string }{
		{"waterput-en-sanitair-dorpsschool-tanger", "rif-stroom"},
		{"stadslandbouw-saint-louis-hoboken", "groene-vingers-zuid-noord"},
		{"praatcafes-over-migratie-en-ontwikkeling", "moeders-zonder-grenzen-deurne"},
		{"metsers-leren-aardbevingsveilig-bouwen", "sinjoren-voor-nepal"},
		{"wereldmarkt-podium-en-zaal-in-natura", "vrije-basisschool-de-regenboei"},
	} {
		i := slices.IndexFunc(made.Projects, func(p project.Project) bool { return p.Slug == c.project })
		if i < 0 {
			t.Errorf("there is no project %s", c.project)
			continue
		}
		if got := made.Associations[made.Projects[i].Associations[0]-1].Slug; got != c.association {
			t.Errorf("%s is carried by %s", c.project, got)
		}
	}
}

func TestTheDaysAreAlive(t *testing.T) {
	t.Parallel()
	onSomedays(t, func(t *testing.T, today calendar.Day, made sample.Set) {
		for _, p := range made.Projects {
			if p.GrantedOn > today || p.GrantedOn >= p.Period.First || p.GrantedOn.Start().Weekday() != time.Friday {
				t.Errorf("%s was granted on %v for %v", p.Title, p.GrantedOn, p.Period)
			}
			over := p.State != project.Granted && p.State != project.Running
			if over != (p.Period.Last < today) {
				t.Errorf("%s is %s and lasts %v", p.Title, p.State, p.Period)
			}
			if p.State == project.Running && !p.Period.Holds(today) {
				t.Errorf("%s does not run today but %v", p.Title, p.Period)
			}
			told := p.Results != ""
			if told != (over && p.State != project.Overdue) || (!told && p.AntwerpLearnt+p.PartnerLearnt != "") {
				t.Errorf("%s is %s, and tells of results: %v", p.Title, p.State, told)
			}
		}
		for _, p := range made.Partners {
			if p.Relation == city.SouthWork && !p.Agreement.Holds(today) {
				t.Errorf("the agreement with %s is of %v", p.Name, p.Agreement)
			}
		}
	})
}

func TestTheAmountsKeepToTheRegulations(t *testing.T) {
	t.Parallel()
	rules := map[project.Kind]struct {
		most    money.Cents
		percent money.Cents
	}{
		project.Structural: {40_000_00, 100}, project.Single: {8_000_00, 75}, project.Emergency: {5_000_00, 100},
		project.School: {1_500_00, 75}, project.Awareness: {3_000_00, 75},
	}
	for _, p := range sample.Make(somedays[0]).Projects {
		rule := rules[p.Kind]
		if p.InKind {
			rule.most, rule.percent = 750_00, 100
		}
		if p.Granted > rule.most || p.Granted*100 > p.Cost*rule.percent {
			t.Errorf("%s was granted %v of %v", p.Title, p.Granted, p.Cost)
		}
	}
}
