package site

import (
	"fmt"
	"strings"
	"testing"

	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

type countryYear struct {
	code world.Code
	year int
}

// The shares of a project in several countries are shown in each, and add up to what was granted.
func TestTheYearsOfACountryAddUp(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	counts, sums := map[countryYear]int{}, map[countryYear]money.Cents{}
	totals, whole := map[world.Code]money.Cents{}, money.Cents(0)
	years := map[int]bool{}
	for _, l := range c.lines(t) {
		if len(l.Countries) == 0 {
			continue // in Antwerp itself
		}
		for i, amount := range l.Granted.Share(l.BasisPoints) {
			key := countryYear{l.Countries[i], l.GrantedOn.Year()}
			counts[key]++
			sums[key] += amount
			totals[key.code] += amount
			whole += amount
			years[key.year] = true
		}
	}
	rows, err := c.db.Countries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		p := c.page200(t, link.Country(row.Slug))
		tables := p.all(named("table"))
		if totals[row.Code] == 0 {
			if len(tables) != 0 || !strings.Contains(p.text(), "nog niets toegekend") {
				t.Errorf("%s: %s", row.Name(), p.text())
			}
			continue
		}
		said, bars := words(tables[0]), words(p.all(classed("bars"))[0])
		for year := range years {
			key := countryYear{row.Code, year}
			line := plain(fmt.Sprintf("%d %d %v", year, counts[key], sums[key]))
			if counts[key] > 0 != strings.Contains(said, line) {
				t.Errorf("%s: %q in %q", row.Name(), line, said)
			}
			if counts[key] > 0 && !strings.Contains(bars, plain(fmt.Sprintf("%d %s", year, sums[key].Short()))) {
				t.Errorf("%s: the bars do not show %d: %q", row.Name(), year, bars)
			}
		}
		if !strings.HasSuffix(said, plain(totals[row.Code].String())) {
			t.Errorf("%s: %q does not end with %v", row.Name(), said, totals[row.Code])
		}
	}
	if said := c.page200(t, "/landen").text(); !strings.Contains(said, plain(fmt.Sprintf("Voor werk in %d landen is samen %s toegekend", len(totals), whole.Short()))) {
		t.Errorf("countries: %s", said)
	}
}

func TestTheZuidwerkingComesFirst(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	var headings []string
	for _, h := range c.page200(t, "/landen").all(named("h2")) {
		if !inside(h, "footer") {
			headings = append(headings, words(h))
		}
	}
	if got := strings.Join(headings, "; "); got != "Zuidwerking; In verkenning; Via projecten en zustersteden" {
		t.Errorf("headings %s", got)
	}
	for address, want := range map[string]string{
		"/landen/senegal":    "De stad heeft in Senegal een eigen Zuidwerking",
		"/landen/filipijnen": "Een kandidaat voor de Zuidwerking",
		"/landen/spanje":     "geen eigen Zuidwerking. De band komt van een stad",
		"/landen/kenia":      "geen eigen Zuidwerking. De band komt van Antwerpse verenigingen",
	} {
		if said := c.page200(t, address).text(); !strings.Contains(said, want) {
			t.Errorf("%s does not say %q", address, want)
		}
	}
	for _, address := range []string{"/landen/SN", "/landen/atlantis", "/landen/-"} {
		if got := c.get(t, address); got.StatusCode != 404 {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
}
