package public

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

func TestATextBeginsWithItsLead(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("lang ", 14) + "genoeg."
	for _, test := range []struct {
		text, lead string
		paragraphs []string
	}{
		{"", "", nil},
		{"Kort. En bondig.", "Kort. En bondig.", nil},
		{long + " Dan de rest. Nog iets.", long, []string{"Dan de rest. Nog iets."}},
		{"Kort. " + long + " Rest.", "Kort. " + long, []string{"Rest."}},
		{"Kort.\nTweede alinea.\n\nDerde.", "Kort.", []string{"Tweede alinea.", "Derde."}},
		{long + " bv. dit hoort erbij. Dit niet.", long + " bv. dit hoort erbij.", []string{"Dit niet."}},
		{long[:len(long)-1] + " van 3.500 euro. Dan ’s avonds.", long[:len(long)-1] + " van 3.500 euro.", []string{"Dan ’s avonds."}},
	} {
		got := newTelling(test.text)
		if got.lead != test.lead || !slices.Equal(got.paragraphs, test.paragraphs) {
			t.Errorf("%q: lead %q, then %q", test.text, got.lead, got.paragraphs)
		}
	}
}

func TestPartsAreWrittenInHundredths(t *testing.T) {
	t.Parallel()
	for points, want := range map[int]string{10_000: "100 %", 6_000: "60 %", 3_333: "33,33 %", 3_350: "33,5 %", 5: "0,05 %", 1: "0,01 %", 110: "1,1 %"} {
		if got := plainSpaces(share(points)); got != want {
			t.Errorf("%d is %q, want %q", points, got, want)
		}
	}
	for _, test := range []struct {
		part, of money.Cents
		want     string
	}{{780_000, 1_060_000, "74"}, {1, 3, "33"}, {2, 3, "67"}, {1, 2, "50"}, {5, 1000, "1"}, {4, 1000, "0"}, {7, 7, "100"}} {
		if got := percent(test.part, test.of); got != test.want {
			t.Errorf("%d of %d is %s procent, want %s", test.part, test.of, got, test.want)
		}
	}
}

func plainSpaces(text string) string { return strings.ReplaceAll(text, money.Nbsp, " ") }

func TestMonthsAreCounted(t *testing.T) {
	t.Parallel()
	day := calendar.Date
	for _, test := range []struct {
		of   calendar.Period
		want int
	}{
		{calendar.Period{}, 0},
		{calendar.Period{First: day(2026, time.January, 1)}, 0},
		{calendar.Period{First: day(2026, time.January, 1), Last: day(2026, time.January, 1)}, 1},
		{calendar.Period{First: day(2026, time.January, 1), Last: day(2026, time.January, 31)}, 1},
		{calendar.Period{First: day(2026, time.January, 1), Last: day(2026, time.February, 1)}, 2},
		{calendar.Period{First: day(2026, time.March, 1), Last: day(2027, time.February, 28)}, 12},
		{calendar.Period{First: day(2026, time.January, 31), Last: day(2026, time.March, 30)}, 2},
	} {
		if got := monthsOf(test.of); got != test.want {
			t.Errorf("%v is %d months, want %d", test.of, got, test.want)
		}
	}
}

func TestTheCourseOfAProjectIsWhatItsStateTells(t *testing.T) {
	t.Parallel()
	for state, want := range map[project.State]string{
		project.Granted:   "+Toegekend -Voorschot betaald -Verslag ingediend -Verslag goedgekeurd -Afgesloten",
		project.Running:   "+Toegekend +Voorschot betaald -Verslag ingediend -Verslag goedgekeurd -Afgesloten",
		project.Reporting: "+Toegekend +Voorschot betaald +Verslag ingediend -Verslag goedgekeurd -Afgesloten",
		project.Overdue:   "+Toegekend +Voorschot betaald -Verslag -Verslag goedgekeurd -Afgesloten",
		project.Approved:  "+Toegekend +Voorschot betaald +Verslag ingediend +Verslag goedgekeurd -Afgesloten",
		project.Closed:    "+Toegekend +Voorschot betaald +Verslag ingediend +Verslag goedgekeurd +Afgesloten",
		project.Recovered: "+Toegekend +Voorschot betaald +Teruggevorderd",
	} {
		var got []string
		for _, step := range (ProjectPage{Project: project.Project{State: state}}).steps() {
			sign := "-"
			if step.Done {
				sign = "+"
			}
			got = append(got, sign+step.Title)
		}
		if said := strings.Join(got, " "); said != want {
			t.Errorf("%s: %s", state, said)
		}
	}
}

func TestAmountsOfAColumnAreWrittenAlike(t *testing.T) {
	t.Parallel()
	if got := amounts(780_000, 280_000); plainSpaces(strings.Join(got, " · ")) != "€ 7.800 · € 2.800" {
		t.Errorf("%q", got)
	}
	if got := amounts(780_000, 280_050); plainSpaces(strings.Join(got, " · ")) != "€ 7.800,00 · € 2.800,50" {
		t.Errorf("%q", got)
	}
}

func TestAWiderListAsksForOneThingLess(t *testing.T) {
	t.Parallel()
	if got := Wider(project.Filter{Country: "GH"}); got != nil {
		t.Errorf("one choice: %+v", got)
	}
	got := Wider(project.Filter{Words: "water", Country: "GH", Year: 2026, Sort: project.ByRecent})
	want := []project.Filter{
		{Country: "GH", Year: 2026}, {Words: "water", Year: 2026, Sort: project.ByRecent}, {Words: "water", Country: "GH", Sort: project.ByRecent},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestASentenceNamesAllThatIsAskedFor(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]project.Filter{
		"":                             {},
		" met “water” in Ghana":        {Words: "water", Country: "GH"},
		" in de Filipijnen":            {Country: "PH"},
		" met partnerstad Kumasi":      {City: "kumasi"},
		" van Akwaaba, voor SDG 6":     {Association: "akwaaba", SDG: 6},
		", met een bedrag tot € 1.000": {Class: 1},
		", met een bedrag van € 1.000 tot € 2.500":                                    {Class: 2},
		", met een bedrag van meer dan € 10.000":                                      {Class: project.LastClass},
		", van de soort noodhulp, toegekend in 2026, met als stand “Verslag te laat”": {Kind: project.Emergency, Year: 2026, State: project.Overdue},
	} {
		if got := plainSpaces((ProjectsPage{Filter: f, Association: "Akwaaba", City: "Kumasi"}).about(f)); got != want {
			t.Errorf("%+v: %q, want %q", f, got, want)
		}
	}
}

func TestThingsStandInASentence(t *testing.T) {
	t.Parallel()
	for n, want := range []string{"", "0", "0 en 1", "0, 1 en 2"} {
		got := ""
		for i := range n {
			got += string(rune('0'+i)) + joint(i, n)
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestLongFacetsShowTheirFirstValues(t *testing.T) {
	t.Parallel()
	var counts []project.Count
	for i, code := range world.Codes()[:12] {
		counts = append(counts, project.Count{Facet: project.CountryFacet(code), Projects: i + 1})
	}
	facets := ProjectsPage{List: project.List{Counts: counts}}.facets()
	if len(facets) != 1 || len(facets[0].Values) != facetShown || len(facets[0].Rest) != 4 || facets[0].Values[0].Count != 12 {
		t.Errorf("%+v", facets)
	}
	last := world.Codes()[0]
	facets = ProjectsPage{Filter: project.Filter{Country: last}, List: project.List{Counts: counts}}.facets()
	if shown := facets[0].Values; len(shown) != facetShown || !shown[facetShown-1].Chosen || len(facets[0].Rest) != 4 {
		t.Errorf("what was chosen is out of sight: %+v", facets)
	}
}
