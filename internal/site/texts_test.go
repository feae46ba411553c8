package site

import (
	"slices"
	"strings"
	"testing"

	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/web"
)

// The headings of the accessibility statement are those that the law's model gives it.
func TestTheStatementHasItsHeadings(t *testing.T) {
	t.Parallel()
	c := front(t, pgtest.New(t))
	var got []string
	for _, h := range c.page200(t, "/toegankelijkheid").all(named("h1", "h2", "h3")) {
		if !inside(h, "footer") {
			got = append(got, words(h))
		}
	}
	want := []string{
		"Toegankelijkheidsverklaring", "Nalevingsstatus", "Niet-toegankelijke inhoud", "Niet-naleving van het Bestuursdecreet",
		"Onevenredige last", "Inhoud buiten de werkingssfeer", "Opstelling van deze verklaring", "Feedback en contactgegevens",
		"Handhavingsprocedure",
	}
	if !slices.Equal(got, want) {
		t.Errorf("headings %q, want %q", got, want)
	}
}

func TestEveryPackageHasItsLicence(t *testing.T) {
	t.Parallel()
	c := front(t, pgtest.New(t))
	p := c.page200(t, "/licenties")
	all := web.Licences()
	if got := len(p.all(named("details"))) - len(p.all(classed("menu"))); len(all) == 0 || got != len(all) {
		t.Errorf("%d licences on the page, %d packages", got, len(all))
	}
	said := p.text()
	for _, l := range all {
		if !strings.Contains(said, l.Name) || l.Text == "" {
			t.Errorf("%s is not there", l.Name)
		}
	}
}

// What the page about privacy promises of the log, the log keeps.
func TestTheLogKeepsWhatPrivacyPromises(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	got := c.get(t, "/zoeken?q=geheimpje")
	line := c.log.of(t, got)
	if line["route"] != "/zoeken" || line["from"] != "127.0.0.0/24" || strings.Contains(c.log.String(), "geheimpje") || got.Header.Get("Set-Cookie") != "" {
		t.Errorf("the log holds %v", line)
	}
}

func TestThePageAboutThePortalSaysWhatIsInvented(t *testing.T) {
	t.Parallel()
	if said := sampled(t).page200(t, "/over").text(); !strings.Contains(said, "Dit is een demonstratie") || !strings.Contains(said, "Bron: demonstratiecijfer (fictief)") {
		t.Errorf("with the sample: %s", said)
	}
	if said := front(t, pgtest.New(t)).page200(t, "/over").text(); strings.Contains(said, "Dit is een demonstratie") {
		t.Errorf("without it: %s", said)
	}
}
