package sample_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/association"
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

func TestEveryInventedNameSaysSo(t *testing.T) {
	t.Parallel()
	made := sample.Make(somedays[0])
	for _, a := range made.Associations {
		if !strings.HasSuffix(a.Name, " (fictief)") {
			t.Errorf("%s does not say that it is invented", a.Name)
		}
	}
	for _, p := range made.Partners {
		if !strings.HasSuffix(p.Counterpart, "(fictief)") {
			t.Errorf("%s: %s does not say that it is invented", p.Name, p.Counterpart)
		}
		if !slices.ContainsFunc(p.Sources, func(s city.Source) bool { return s.Invented }) {
			t.Errorf("%s does not say what of it is invented", p.Name)
		}
	}
	decision := regexp.MustCompile(`^\d{4}_CBS_\d{5} \(fictief\)$`)
	for _, p := range made.Projects {
		if !decision.MatchString(p.Decision) {
			t.Errorf("%s: decision %s", p.Title, p.Decision)
		}
	}
}

func TestEveryFactHasASource(t *testing.T) {
	t.Parallel()
	made := sample.Make(somedays[0])
	check := func(of string, sources []city.Source) {
		if len(sources) == 0 {
			t.Errorf("%s names no source", of)
		}
		for _, s := range sources {
			if s.Fact == "" || s.Title == "" || s.Invented == strings.HasPrefix(s.URL, "https://") {
				t.Errorf("%s: %+v names no page, or one for what was invented", of, s)
			}
		}
	}
	for _, c := range made.Countries {
		check(c.Name(), c.Sources)
	}
	for _, p := range made.Partners {
		check(p.Name, p.Sources)
	}
	for _, p := range made.Population {
		if p.Source == "" || !strings.HasPrefix(p.SourceURL, "https://") {
			t.Errorf("%v names no page", p)
		}
	}
}

// TestNobodyIsNamed looks for what a public page may not show: mail addresses, telephone numbers, account numbers, titles of persons.
func TestNobodyIsNamed(t *testing.T) {
	t.Parallel()
	person := regexp.MustCompile(`\S@\S|\+\d{2}|\b0\d{1,3}[ /.-]?\d{2,3}[ .]?\d{2}[ .]?\d{2}\b|\bBE\d{2}[ ]?\d{4}|\b(mevrouw|meneer|mr\.|dr\.|ir\.)\s`)
	made := sample.Make(somedays[0])
	var texts []string
	for _, c := range made.Countries {
		texts = append(texts, c.Tie)
	}
	for _, p := range made.Partners {
		texts = append(texts, p.Counterpart, p.Intro, p.AntwerpLearns, p.PartnerLearns)
		for _, c := range p.Checks {
			texts = append(texts, c.Note)
		}
	}
	for _, a := range made.Associations {
		texts = append(texts, a.Name, a.About)
		if a.Website != "" {
			t.Errorf("%s has an invented website", a.Name)
		}
	}
	for _, p := range made.Projects {
		texts = append(texts, p.Title, p.Place, p.Summary, p.Results, p.AntwerpLearnt, p.PartnerLearnt)
	}
	for _, text := range texts {
		if found := person.FindString(text); found != "" {
			t.Errorf("%q in %q", found, text)
		}
		if strings.Contains(text, "  ") || strings.Contains(text, "'") || strings.TrimSpace(text) != text {
			t.Errorf("badly set: %q", text)
		}
	}
}

func TestTheFifteenDossiersAreGrantedAsTheDatasetSays(t *testing.T) {
	t.Parallel()
	onSomedays(t, func(t *testing.T, today calendar.Day, made sample.Set) {
		var sum money.Cents
		projects := 0
		for _, p := range made.Projects {
			if p.Number[len("VS-2026-"):] > "0025" {
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

func TestAssociationsAreOfTheFormTheyName(t *testing.T) {
	t.Parallel()
	nets := map[association.Net]bool{}
	for _, a := range sample.Make(somedays[0]).Associations {
		if strings.Contains(a.Name, "vzw") != (a.Form == association.NonProfit) || (a.KBO != "") != (a.Form == association.NonProfit) {
			t.Errorf("%s is of the form %s with the number %v", a.Name, a.Form, a.KBO)
		}
		if a.Net != "" {
			nets[a.Net] = true
		}
	}
	if len(nets) != 3 {
		t.Errorf("schools of %d nets", len(nets))
	}
}
