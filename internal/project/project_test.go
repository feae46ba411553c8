package project_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// well is a project that nothing is wrong with.
func well() project.Project {
	return project.Project{Title: "Waterput", Associations: []association.ID{4}, City: 3,
		Shares: []project.Share{{Country: "MA", BasisPoints: 6000}, {Country: "SN", BasisPoints: 4000}},
		SDGs:   []world.SDG{6, 4}, Sector: 14032, Kind: project.Single, State: project.Closed, Cost: 10_600_00, Granted: 7_800_00,
		GrantedOn: calendar.Date(2026, time.May, 15), Period: calendar.Period{First: calendar.Date(2026, time.June, 1)}}
}

func TestWhatAProjectMayNotBeIsRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	if err := well().Check(); err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		change func(*project.Project)
		field  string
	}{
		"no title":                       {func(p *project.Project) { p.Title = "" }, "title"},
		"nobody who carries it":          {func(p *project.Project) { p.Associations = nil }, "associations"},
		"shares of 99 percent":           {func(p *project.Project) { p.Shares[1].BasisPoints = 3900 }, "shares"},
		"a share of nothing":             {func(p *project.Project) { p.Shares[0].BasisPoints = 0 }, "shares"},
		"the same country twice":         {func(p *project.Project) { p.Shares[1].Country = "MA" }, "shares"},
		"a country that is none":         {func(p *project.Project) { p.Shares[1].Country = "XX" }, "shares"},
		"an eighteenth goal":             {func(p *project.Project) { p.SDGs = []world.SDG{18} }, "sdgs"},
		"a sector that is none":          {func(p *project.Project) { p.Sector = 1 }, "sector"},
		"a kind that is none":            {func(p *project.Project) { p.Kind = "gift" }, "kind"},
		"a state that is none":           {func(p *project.Project) { p.State = "draft" }, "state"},
		"nothing granted":                {func(p *project.Project) { p.Granted = 0 }, "granted"},
		"granted on no day":              {func(p *project.Project) { p.GrantedOn = 0 }, "granted"},
		"more granted than it costs":     {func(p *project.Project) { p.Granted = p.Cost + 1 }, "granted"},
		"an end that precedes the begin": {func(p *project.Project) { p.Period.Last = p.Period.First - 1 }, "period"},
	} {
		p := well()
		c.change(&p)
		if wrong, ok := errors.AsType[fault.Fields](p.Check()); !ok || len(wrong.Of(c.field)) == 0 {
			t.Errorf("%s is not refused at %s", what, c.field)
		}
	}
	home := well()
	home.Shares = nil
	if err := home.Check(); err != nil || home.Amounts() != nil {
		t.Errorf("a project in Antwerp: %v, %v", err, home.Amounts())
	}
}

func TestAProjectIsFoundUnderAllThatItHolds(t *testing.T) {
	t.Parallel()
	facets := well().Facets()
	for _, f := range []project.Filter{
		{}, {Country: "MA"}, {Country: "SN", SDG: 4}, {Year: 2026, Kind: project.Single, State: project.Closed}, {Class: 4},
	} {
		for _, wanted := range f.Facets(4, 3) {
			if !slices.Contains(facets, wanted) {
				t.Errorf("%+v is not among the facets: %v %d", f, wanted.Dimension(), wanted.Value())
			}
		}
	}
	if !slices.IsSorted(facets) {
		t.Error("facets are not in order")
	}
	if f := project.CountryFacet("MA"); f.Country() != "MA" || f.Dimension() != project.OfCountry {
		t.Errorf("Morocco comes back as %s", f.Country())
	}
	for _, k := range project.Kinds() {
		if project.KindFacet(k).Kind() != k {
			t.Errorf("%s does not come back", k)
		}
	}
	for _, s := range project.States() {
		if project.StateFacet(s).State() != s {
			t.Errorf("%s does not come back", s)
		}
	}
}

func TestEveryAmountFallsInOneClass(t *testing.T) {
	t.Parallel()
	for amount, want := range map[money.Cents]project.Class{1: 1, 1_000_00: 1, 1_000_01: 2, 2_500_00: 2, 2_500_01: 3, 5_000_01: 4, 10_000_00: 4, 10_000_01: 5, money.Max: 5} {
		if got := project.ClassOf(amount); got != want {
			t.Errorf("%v is in class %d, want %d", amount, got, want)
		}
	}
	want := []string{"tot €\u00a01.000", "€\u00a01.000 tot €\u00a02.500", "€\u00a02.500 tot €\u00a05.000", "€\u00a05.000 tot €\u00a010.000", "meer dan €\u00a010.000"}
	for i, c := range project.Classes() {
		if c.Label() != want[i] {
			t.Errorf("class %d is %q", c, c.Label())
		}
		if back, ok := project.ParseClass(c.Slug()); !ok || back != c {
			t.Errorf("%q is read as %d", c.Slug(), back)
		}
	}
}

// drawHits draws projects of a small world as hits.
func drawHits(t *rapid.T) []project.Hit {
	hits := make([]project.Hit, rapid.IntRange(0, 30).Draw(t, "hits"))
	for i := range hits {
		p := well()
		p.Kind = rapid.SampledFrom(project.Kinds()).Draw(t, "kind")
		p.State = rapid.SampledFrom(project.States()[:2]).Draw(t, "state")
		p.SDGs = []world.SDG{world.SDG(rapid.IntRange(1, 3).Draw(t, "sdg"))}
		p.City = city.ID(rapid.IntRange(0, 2).Draw(t, "city"))
		hits[i] = project.Hit{ID: project.ID(i + 1), Facets: p.Facets(), Granted: money.Cents(rapid.IntRange(1, 1000).Draw(t, "cents"))}
	}
	return hits
}

func TestATallyCountsUnderEachValueWhatChoosingItWouldList(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		hits := drawHits(t)
		f := project.Filter{
			Kind:  rapid.SampledFrom(append(project.Kinds(), "")).Draw(t, "wanted kind"),
			State: rapid.SampledFrom([]project.State{"", project.Granted}).Draw(t, "wanted state"),
		}
		wanted := f.Facets(0, 0)
		total, counts := project.Tally(hits, wanted)
		list := func(wanted []project.Facet) (n int, granted money.Cents) {
			for _, h := range hits {
				if !slices.ContainsFunc(wanted, func(w project.Facet) bool { return !slices.Contains(h.Facets, w) }) {
					n, granted = n+1, granted+h.Granted
				}
			}
			return n, granted
		}
		if n, granted := list(wanted); total != (project.Total{Projects: n, Granted: granted, Exact: true}) {
			t.Fatalf("total %+v, want %d and %d", total, n, granted)
		}
		for _, c := range counts {
			instead := slices.DeleteFunc(slices.Clone(wanted), func(w project.Facet) bool { return w.Dimension() == c.Facet.Dimension() })
			if n, _ := list(append(instead, c.Facet)); n != c.Projects {
				t.Fatalf("%v %d counts %d, want %d", c.Facet.Dimension(), c.Facet.Value(), c.Projects, n)
			}
		}
	})
}

func TestAProjectCountsInEveryCellThatHoldsIt(t *testing.T) {
	t.Parallel()
	keys := project.CellKeys(well().Facets())
	if want := 3 * 3 * 2 * 2 * 2; len(keys) != want || len(slices.Compact(slices.Clone(keys))) != want {
		t.Fatalf("%d cells, want %d, each once", len(keys), want)
	}
	for _, f := range []project.Filter{{}, {Country: "MA"}, {Country: "SN", SDG: 6, Year: 2026, State: project.Closed, Kind: project.Single}} {
		cell, ok := project.CellOf(f.Facets(0, 0))
		if _, found := slices.BinarySearch(keys, cell.Key()); !ok || !found {
			t.Errorf("%+v is no cell of the project", f)
		}
	}
	if _, ok := project.CellOf(project.Filter{Class: 2}.Facets(0, 0)); ok {
		t.Error("cells know amounts")
	}
	if cell, _ := project.CellOf(project.Filter{Country: "GH"}.Facets(0, 0)); cell.With(project.CountryFacet("MA")).Country.Country() != "MA" {
		t.Error("a country is not put in another's place")
	}
}
