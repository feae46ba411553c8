package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

func TestTheFiguresAtHomeAreTheSumsOfTheRows(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	today := calendar.DayOf(time.Now())
	var all money.Cents
	first := today
	countries, carriers := map[string]bool{}, map[string]bool{}
	lines := c.lines(t)
	for _, l := range lines {
		all += l.Granted
		first = min(first, l.GrantedOn)
		for _, code := range l.Countries {
			countries[string(code)] = true
		}
		for _, slug := range l.AssociationSlugs {
			carriers[slug] = true
		}
	}
	growth, err := c.db.Growth(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(growth.Years, func(f budget.YearFigures) bool { return f.Year == today.Year() })
	if at < 0 || growth.Years[at].Rates().Amended == nil {
		t.Fatalf("the sample city has no credit for each inhabitant in %d", today.Year())
	}
	now, goal := growth.Years[at], growth.Years[len(growth.Years)-1]
	partners, err := c.db.Partners(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p := c.page200(t, "/")
	for _, want := range []string{
		fmt.Sprintf("%d steden waarmee Antwerpen verbonden is", len(partners)),
		fmt.Sprintf("€%s toegekend aan %d projecten in %d landen, sinds %v", all.Whole(), len(lines), len(countries), first),
		fmt.Sprintf("%s per inwoner in %d.", strings.Replace(now.Rates().Amended.String(), "€"+money.Nbsp, "€", 1), today.Year()),
		fmt.Sprintf("gaat naar %v in %d.", goal.Target, goal.Year),
		now.Population.Named() + ". Bron: " + now.Population.Source,
		fmt.Sprintf("%d verenigingen en scholen uit Antwerpen", len(carriers)),
		fmt.Sprintf("Alle %d projecten", len(lines)),
	} {
		if !strings.Contains(p.text(), plain(want)) {
			t.Errorf("the page does not say %q", plain(want))
		}
	}
	for _, f := range p.all(classed("figures"))[0:1] {
		for li := range f.ChildNodes() {
			if li.Type == html.ElementNode && !strings.Contains(words(li), "Bekijk") {
				t.Errorf("a figure without its rows: %q", words(li))
			}
		}
	}
}

func TestAtHomeStandsWhichRoundsCloseFirst(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	open, err := c.db.OpenRounds(t.Context(), time.Now())
	if err != nil || len(open) <= callsAtHome {
		t.Fatalf("%d rounds are open, %v", len(open), err)
	}
	p := c.page200(t, "/")
	calls := p.all(classed("call"))
	if len(calls) != callsAtHome {
		t.Fatalf("%d rounds at home", len(calls))
	}
	for i, li := range calls {
		says(t, "the home page", words(li), open[i].Regulated, "tot en met "+open[i].LastDay().String())
	}
	says(t, "the home page", p.text(), fmt.Sprintf("Alle %d open oproepen", len(open)))
	links := strings.Join(p.links(classed("call")), " ")
	says(t, "the home page", links, link.SubsidyRound(open[0].Slug, open[0].ID))

	none := front(t, pgtest.New(t)).page200(t, "/")
	if len(none.all(classed("call"))) > 0 || strings.Contains(none.text(), "Vraag een subsidie aan Alle") {
		t.Error("where no round is open, one stands at home")
	}
}

func TestWithoutPopulationThereIsNoRate(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	hamlet(t, db)
	c := front(t, db)
	said := c.page200(t, "/").text()
	if !strings.Contains(said, "€4.500,50 toegekend in") || !strings.Contains(said, "er is nog geen bevolkingscijfer") || strings.Contains(said, "per inwoner toegekend") {
		t.Errorf("at home: %s", said)
	}
	if about := c.page200(t, link.About()).text(); !strings.Contains(about, "Er is nog geen bevolkingscijfer") {
		t.Error("the explanation does not say so")
	}
	later := calendar.DayOf(time.Now()).AddDays(1)
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		return tx.AddPopulation(t.Context(), budget.Population{On: later, Inhabitants: 500_000, Source: "Statbel"})
	})
	if err != nil {
		t.Fatal(err)
	}
	if said := c.page200(t, "/").text(); strings.Contains(said, "500.000") {
		t.Error("a figure of tomorrow counts today")
	}
}

func TestInAYearWithoutGrantsTheYearBeforeIsShown(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	hamlet(t, db)
	next := time.Now().AddDate(1, 0, 0)
	c := newCore(t, func(set *Settings) { set.DB, set.Clock = db, func() time.Time { return next } }, (*Site).pages)
	if said := c.page200(t, "/").text(); !strings.Contains(said, fmt.Sprintf("toegekend in %d", next.Year()-1)) {
		t.Errorf("at home: %s", said)
	}
}

func TestAnEmptyPortalHasAFirstPage(t *testing.T) {
	t.Parallel()
	c := front(t, pgtest.New(t))
	p := c.page200(t, "/")
	if said := p.text(); !strings.Contains(said, "nog geen project") || strings.Contains(said, "draden uit de stad") || strings.Contains(said, "Bijvoorbeeld:") {
		t.Errorf("at home: %s", said)
	}
	for _, address := range []string{"/steden", "/landen", "/sdg/1"} {
		if said := c.page200(t, address).text(); !strings.Contains(said, "geen draad gespannen") {
			t.Errorf("%s: %s", address, said)
		}
	}
}

// What is proposed to be looked for is found, and leads to the very thing.
func TestTheExamplesAtHomeFindSomething(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	var examples []string
	for _, href := range c.page200(t, "/").links(classed("hero__words")) {
		examples = append(examples, href)
		if said := c.page200(t, href).text(); strings.Contains(said, "Niets gevonden") || strings.Contains(said, "geen draad gespannen") {
			t.Errorf("%s finds nothing", href)
		}
	}
	if len(examples) != 3 || len(slices.Compact(slices.Sorted(slices.Values(examples)))) != 3 {
		t.Errorf("examples %q", examples)
	}
}
