package site

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"vriendenstad/internal/city"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres/pgtest"
)

// R29: every dot of the map is a link that stands in the list in the same order.
func TestTheMapHasTheOrderOfTheList(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	marks := classed("map__marks")
	whole := c.page200(t, "/steden").links(classed("rows"))
	if len(whole) == 0 {
		t.Fatal("no cities")
	}
	if atHome := c.page200(t, "/").links(marks); !slices.Equal(atHome, whole) {
		t.Errorf("at home %q, in the list %q", atHome, whole)
	}
	for _, address := range []string{"/steden", "/steden?relatie=zuidwerking", "/steden?land=ES", "/steden?relatie=zusterstad&land=ZA"} {
		p := c.page200(t, address)
		onMap, inList := p.links(marks), p.links(classed("rows"))
		if len(onMap) == 0 || !slices.Equal(onMap, inList) {
			t.Errorf("%s: on the map %q, in the list %q", address, onMap, inList)
		}
	}
}

func TestCitiesAreNarrowedByRelationAndCountry(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	partners, err := c.db.Partners(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range city.Relations() {
		want := 0
		for _, p := range partners {
			if p.Relation == r {
				want++
			}
		}
		p := c.page200(t, link.CitiesBy(string(r), ""))
		if got := len(p.links(classed("rows"))); got != want {
			t.Errorf("%s: %d cities, want %d", r, got, want)
		}
		if want == 0 && !strings.Contains(p.text(), "geen draad gespannen") {
			t.Errorf("%s: %s", r, p.text())
		}
		if choice := fmt.Sprintf("%d", want); want > 0 && !strings.Contains(words(p.all(classed("choices"))[0]), choice) {
			t.Errorf("%s: the choice does not say %s", r, choice)
		}
	}
	for address, status := range map[string]int{
		"/steden?relatie=zuidwerking&land=ES": 200, // nothing, with a sentence
		"/steden?land=BE":                     200,
		"/steden?relatie=vriend":              400,
		"/steden?land=Spanje":                 400,
		"/steden?land=es":                     400,
		"/steden/nergens":                     404,
		"/steden/KINSHASA":                    404,
		"/steden/kinshasa'":                   404,
		"/steden/" + strings.Repeat("a", 300): 404,
	} {
		got := c.get(t, address)
		if got.StatusCode != status {
			t.Errorf("%s: %d, want %d", address, got.StatusCode, status)
		}
		if status == 200 && !strings.Contains(readPage(t, address, got.body).text(), "Geen enkele partnerstad past bij die keuze.") {
			t.Errorf("%s does not say that there is nothing", address)
		}
	}
}

func TestACityShowsWhatItsProjectsAddUpTo(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	sums, counts := map[string]money.Cents{}, map[string]int{}
	for _, l := range c.lines(t) {
		sums[l.CitySlug] += l.Granted
		counts[l.CitySlug]++
	}
	partners, err := c.db.Partners(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range partners {
		of, err := c.db.Partner(t.Context(), row.Slug)
		if err != nil {
			t.Fatal(err)
		}
		said := c.page200(t, link.City(row.Slug)).text()
		want := []string{row.Name, row.Country.Name(), row.Place(), of.Sources[0].Fact, fmt.Sprintf("%d %s van Antwerpse verenigingen", counts[row.Slug], projects(counts[row.Slug]))}
		if counts[row.Slug] > 0 {
			want = append(want, fmt.Sprintf("%d %s, samen %s", counts[row.Slug], projects(counts[row.Slug]), sums[row.Slug].Short()))
		}
		if of.AntwerpLearns != "" {
			want = append(want, "Antwerpen leert", row.Name+" leert", of.AntwerpLearns, of.PartnerLearns)
		}
		if len(of.Checks) > 0 {
			want = append(want, fmt.Sprintf("%d van de zes succesfactoren", of.Met()))
		}
		if of.Preparing {
			want = append(want, "Stedenband in voorbereiding")
		}
		for _, words := range want {
			if !strings.Contains(said, plain(words)) {
				t.Errorf("%s does not say %q", row.Name, words)
			}
		}
	}
}

func projects(n int) string {
	if n == 1 {
		return "project"
	}
	return "projecten"
}

func TestACityWithTheLeastIsWholeToo(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	hamlet(t, db)
	c := front(t, db)
	p := c.page200(t, "/steden/kumasi")
	if said := p.text(); !strings.Contains(said, "Plaatselijke naam: Kumase") || strings.Contains(said, "overeenkomst") || strings.Contains(said, "Succesfactoren") {
		t.Errorf("Kumasi: %s", said)
	}
	if got := c.get(t, "/steden/kumasi/"); got.StatusCode != http.StatusMovedPermanently || got.Header.Get("Location") != "/steden/kumasi" {
		t.Errorf("with a slash: %d %s", got.StatusCode, got.Header.Get("Location"))
	}
}
