package sample_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"vriendenstad/internal/project"
	"vriendenstad/internal/sample"
)

func TestTheCrowdKeepsToTheRules(t *testing.T) {
	t.Parallel()
	today := somedays[1]
	crowd := sample.MakeCrowd(today, 5_000)
	names := map[string]bool{}
	for _, a := range crowd.Associations {
		if err := a.Check(); err != nil {
			t.Errorf("%s: %v", a.Name, err)
		}
		if names[a.Slug] || !strings.HasSuffix(a.Name, " (fictief)") || !a.Demo || a.District() == "" {
			t.Errorf("%s stands twice, or does not say that it is invented", a.Name)
		}
		names[a.Slug] = true
	}
	seen := map[project.Facet]int{}
	slugs, numbers := map[string]bool{}, map[string]bool{}
	two, inCity := 0, 0
	for p := range crowd.Projects() {
		if err := p.Check(); err != nil {
			t.Fatalf("%s: %v", p.Slug, err)
		}
		if slugs[p.Slug] || numbers[p.Number] || !p.Demo || p.GrantedOn > today || p.GrantedOn < today.AddMonths(-12*12-1) {
			t.Fatalf("%s (%s) of %v stands twice, or lies outside the years", p.Slug, p.Number, p.GrantedOn)
		}
		slugs[p.Slug], numbers[p.Number] = true, true
		for _, f := range p.Facets() {
			seen[f]++
		}
		if len(p.Shares) == 2 {
			two++
		}
		if p.City != 0 {
			inCity++
		}
	}
	var wanted []project.Facet
	for _, k := range project.Kinds() {
		wanted = append(wanted, project.KindFacet(k))
	}
	for _, s := range project.States() {
		wanted = append(wanted, project.StateFacet(s))
	}
	for _, c := range project.Classes() {
		wanted = append(wanted, project.NewFacet(project.OfClass, int(c)))
	}
	for _, c := range crowd.Countries {
		wanted = append(wanted, project.CountryFacet(c.Code))
	}
	for sdg := range 17 {
		wanted = append(wanted, project.NewFacet(project.OfSDG, sdg+1))
	}
	for _, f := range wanted {
		if seen[f] == 0 {
			t.Errorf("no project under %d, value %d", f.Dimension(), f.Value())
		}
	}
	if two < 400 || two > 600 || inCity < 1_200 || inCity > 1_700 {
		t.Errorf("of 5,000 projects %d in two countries, %d with a partner city", two, inCity)
	}
}

func TestTheLargestCrowdHasNamesEnough(t *testing.T) {
	t.Parallel()
	crowd := sample.MakeCrowd(somedays[0], 1_000_000)
	seen := map[string]bool{}
	for _, a := range crowd.Associations {
		if err := a.Check(); err != nil {
			t.Errorf("%s: %v", a.Name, err)
		}
		for _, s := range []string{a.Slug, string(a.KBO), string(a.VCode)} {
			if s != "" && seen[s] {
				t.Errorf("%s: %s stands twice", a.Name, s)
			}
			seen[s] = true
		}
	}
	if len(crowd.Associations) != 5_000 {
		t.Errorf("%d associations", len(crowd.Associations))
	}
}

// TestWordsAreAsFrequentAsInALanguage holds the texts to what a search is measured with: some words in many projects, some in a
// few of a hundred, most in hardly any.
func TestWordsAreAsFrequentAsInALanguage(t *testing.T) {
	t.Parallel()
	in := map[string]int{}
	all := 0
	for p := range sample.MakeCrowd(somedays[1], 10_000).Projects() {
		words := strings.FieldsFunc(strings.ToLower(p.Summary+" "+p.Results), func(r rune) bool { return !unicode.IsLetter(r) })
		all += len(words)
		slices.Sort(words)
		for _, w := range slices.Compact(words) {
			in[w]++
		}
	}
	if mean := all / 10_000; mean < 105 || mean > 135 {
		t.Errorf("a project has %d words", mean)
	}
	var frequent, middling, rare int
	for _, n := range in {
		switch {
		case n > 1_000:
			frequent++
		case n > 20:
			middling++
		default:
			rare++
		}
	}
	t.Logf("%d words, %d each: %d frequent, %d middling, %d rare", len(in), all/10_000, frequent, middling, rare)
	if frequent < 50 || middling < 400 || rare < 2_000 || len(in) > 12_000 {
		t.Errorf("%d frequent words, %d middling ones, %d rare ones", frequent, middling, rare)
	}
}
