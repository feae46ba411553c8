package sample_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"vriendenstad/internal/association"
	"vriendenstad/internal/city"
	"vriendenstad/internal/sample"
)

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
	figure := func(of any, source, url string, demo bool) {
		if source == "" || demo == strings.HasPrefix(url, "https://") || demo != strings.HasSuffix(source, "(fictief)") {
			t.Errorf("%v names no page, or one for what was invented", of)
		}
	}
	for _, p := range made.Population {
		figure(p.Named(), p.Source, p.SourceURL, p.Demo)
	}
	for _, i := range made.Indexes {
		figure(i.Year, i.Source, i.SourceURL, i.Demo)
	}
	for _, p := range made.Peers {
		figure(p.City, p.Source, p.SourceURL, p.Demo)
	}
	for _, p := range made.Paths {
		if !p.Demo || !strings.HasSuffix(p.Reason, " (fictief).") {
			t.Errorf("%q does not say that it is invented", p.Reason)
		}
	}
}

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
