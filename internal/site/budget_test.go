package site

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/link"
)

// says returns what a page says, with ordinary spaces.
func (b books) says(address string) string {
	b.t.Helper()
	return plain(b.page200(b.t, address).text())
}

func (b books) wants(address, said string, all ...string) {
	b.t.Helper()
	for _, want := range all {
		if !strings.Contains(said, want) {
			b.t.Errorf("%s does not say %q:\n%s", address, want, said)
		}
	}
}

func TestAnEmptyPortalHasABudgetPageThatSaysWhy(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.wants("/budget", b.says("/budget"), "Er is nog geen budget", "geen draad gespannen", "Er zijn nog geen cijfers van andere steden")
	for _, address := range []string{"/budget/2027", "/budget/2026x", "/budget/02027", "/budget/+2027", "/budget/groeipad", "/budget/groeipad.pdf"} {
		if got := b.get(t, address); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
	b.path(1, "", on(2027, time.January, 4), 2027, 150, 200)
	b.wants("/budget", b.says("/budget"), "Voor 2027 is nog geen krediet gestemd. Het voorstel: € 2,00 in 2028", "Geen cijfer over het groeipad dit jaar")
	b.plan(2027, nil)
	b.wants("/budget/2027", b.says("/budget/2027"), "Voor 2027 is nog geen krediet gestemd.", "Er is nog niets vastgelegd.", "Gepland")
}

func TestTheBudgetSaysHowTheYearKeepsToItsPath(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.figures()
	said := b.says("/budget")
	b.wants("/budget", said, "In 2027 trekt Antwerpen € 2,05 per inwoner uit", "Het groeipad: € 2,40 in 2028",
		"achter op schema. Het krediet van 2027 is € 2,05 per inwoner: € 0,05 minder dan het streefcijfer van € 2,10.",
		"500.000 op 1 januari 2027", "vastgesteld 2027_GR_00020", "achter € 0,05 minder", "versie 2", "Prijzen van elk jaar")
	b.book(on(2027, time.July, 1), on(2027, time.July, 2), "2027_GR_00030", b.credit(2027, "projecten", budget.Amendment, 25_000_00))
	b.wants("/budget", b.says("/budget"), "op schema. Het krediet van 2027 is € 2,10 per inwoner, zoals het streefcijfer.")
	b.book(on(2027, time.July, 8), on(2027, time.July, 9), "2027_GR_00031", b.credit(2027, "projecten", budget.Amendment, 50_000_00))
	b.wants("/budget", b.says("/budget"), "voor op schema. Het krediet van 2027 is € 2,20 per inwoner: € 0,10 meer")
	same := b.says(link.BudgetAsOf(0, true))
	b.wants("constant prices", same, "Bedragen in prijzen van 2027", "Prijsindex 2026: 100,00: Prijsindex van het Planbureau", "€ 612.000", "€ 1,53")
}

func TestWithoutInhabitantsNoRateIsShown(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.plan(2027, nil)
	b.book(on(2026, time.December, 14), on(2026, time.December, 16), "2026_GR_00001", b.credit(2027, "projecten", budget.Initial, 900_000_00))
	b.open(2027)
	b.path(1, "", on(2027, time.January, 4), 2027, 150)
	p := b.page200(t, "/budget")
	b.wants("/budget", plain(p.text()), "In 2027 trekt Antwerpen € 900.000 uit", "Voor 2027 is er nog geen bevolkingscijfer.", "nog geen bevolkingscijfer")
	for _, row := range tableRows(p, "table--years")[:1] {
		if cell := row[4]; !strings.Contains(cell, "per inwoner niet bekend") || !strings.Contains(cell, "€ 900.000") {
			t.Errorf("the amended credit is shown as %q", cell)
		}
	}
	rows := b.downloaded(t, link.GrowthCSV(0))
	if rows[1][7] != "" || rows[1][12] != "900000,00" || rows[1][5] != "1,50" {
		t.Errorf("downloaded as %q", rows[1])
	}
	if len(p.all(classed("stems"))) > 0 {
		t.Error("our own city has a figure beside the others")
	}
}

// TableRows returns the cells of the body of the first table of that class.
func tableRows(p *page, class string) [][]string {
	var all [][]string
	for _, table := range p.all(classed(class))[:1] {
		for n := range table.Descendants() {
			if n.Type != html.ElementNode || n.Data != "tr" || !inside(n, "tbody") {
				continue
			}
			var cells []string
			for c := range n.ChildNodes() {
				if c.Type == html.ElementNode {
					cells = append(cells, plain(words(c)))
				}
			}
			all = append(all, cells)
		}
	}
	return all
}

func TestTheChartSaysWhatTheTableSays(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.figures()
	commit := b.promise(budget.Promise{Source: budget.Committed, Title: "Een werking", Year: 2027, Kind: "projecten", Amount: 100_000_00})
	b.book(on(2027, time.May, 3), on(2027, time.May, 4), "2027_CBS_00001", commit(budget.Commitment, 100_000_00))
	b.book(on(2027, time.May, 5), on(2027, time.May, 5), "", commit(budget.Payment, 40_000_00))
	for _, address := range []string{"/budget", link.BudgetAsOf(0, true), link.BudgetAsOf(on(2027, time.May, 4), false)} {
		p := b.page200(t, address)
		about := plain(words(p.all(named("desc"))[0]))
		for _, row := range tableRows(p, "table--years") {
			if row[0] != "2027" {
				continue
			}
			rate := func(cell string) string { return strings.Join(strings.Fields(cell)[:2], " ") }
			want := "2027: krediet " + rate(row[4]) + ", vastgelegd " + rate(row[5]) + ", betaald " + rate(row[6]) + "."
			if !strings.Contains(about, want) {
				t.Errorf("%s: the chart says %q, the table %q", address, about, want)
			}
		}
	}
}

func TestAnOldDayShowsTheOldPathAndTheDecisionThatChangedIt(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.figures()
	address := link.BudgetAsOf(on(2027, time.March, 1), false)
	b.wants(address, b.says(address), "stand op 1 maart 2027", "In 2027 trekt Antwerpen € 1,98 per inwoner uit",
		"Op 1 maart 2027 lag de stad achter op schema", "Toen gold versie 1 van het groeipad, besluit 2026_GR_00002 van 13 december 2026, geregistreerd op 16 december 2026",
		"Versie 2 van het groeipad, besluit 2027_GR_00020 van 21 juni 2027, geregistreerd op 24 juni 2027", "2027: van € 2,00 naar € 2,10 per inwoner, vastgesteld met besluit 2027_GR_00020",
		"2027: budgetwijziging, samen € 35.000, besluit 2027_GR_00015 van 20 april 2027, geregistreerd op 22 april 2027.")
	if said := b.says(address); strings.Contains(said, "€ 2,40") && !strings.Contains(said, "van € 2,30 naar € 2,40") {
		t.Error("the new target of 2028 stands beside the old day")
	}
	// what was decided before the day and registered after it does not count yet; the day itself does, up to its end in Brussels
	b.wants("the day before it was registered", b.says(link.BudgetAsOf(on(2027, time.April, 21), false)), "€ 1,98 per inwoner", "besluit 2027_GR_00015 van 20 april 2027")
	b.wants("the day", b.says(link.BudgetAsOf(on(2027, time.April, 22), false)), "€ 2,05 per inwoner")
	b.wants("today", b.says(link.BudgetAsOf(on(2027, time.September, 15), false)), "Sindsdien is er niets veranderd", "€ 2,05 per inwoner")
	b.wants("before all", b.says(link.BudgetAsOf(on(2020, time.January, 1), false)), "Op 1 januari 2020 was er nog geen budget", "Toen was er nog geen groeipad geregistreerd")
	b.wants("no population yet", b.says(link.BudgetAsOf(on(2027, time.January, 31), false)), "Bevolkingscijfer: 500.000 inwoners op 1 januari 2027, bron: Statbel, geregistreerd op 1 februari 2027.")
	for _, row := range b.downloaded(t, link.GrowthCSV(on(2027, time.March, 1)))[1:] {
		if row[0] == "2027" && (row[5] != "2,00" || row[7] != "1,98" || row[34] != "2027-03-01") {
			t.Errorf("downloaded as %q", row)
		}
	}
}

func TestADayThatIsNoneIsRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.figures()
	for typed, want := range map[string]string{
		"morgen": "Schrijf een dag, bijvoorbeeld 31/03/2026.", "2027-02-30": "Schrijf een dag", "<b>": "Schrijf een dag", "2027-09-16": "Deze dag moet nog komen.",
	} {
		got := b.get(t, "/budget?op="+strings.ReplaceAll(typed, "<", "%3C"))
		p := readPage(t, "/budget", got.body)
		field := p.all(func(n *html.Node) bool { return n.Data == "input" && attr(n, "name") == "op" })[0]
		if got.StatusCode != http.StatusUnprocessableEntity || attr(field, "aria-invalid") != "true" || attr(field, "value") != typed ||
			!strings.Contains(words(p.all(func(n *html.Node) bool { return attr(n, "id") == attr(field, "aria-describedby") })[0]), want) {
			t.Errorf("%q: %d, field %v", typed, got.StatusCode, field.Attr)
		}
		for _, file := range []string{"csv", "xlsx", "json"} {
			if got := b.get(t, "/budget/groeipad."+file+"?op="+strings.ReplaceAll(typed, "<", "%3C")); got.StatusCode != http.StatusUnprocessableEntity || got.Header.Get("Content-Disposition") != "" {
				t.Errorf("%s of %q: %d, %v", file, typed, got.StatusCode, got.Header)
			}
		}
	}
	for _, address := range []string{"/budget?prijzen=goud", "/budget?op=2027-01-01&op=2027-01-02", "/budget/groeipad.csv?op=1&op=2"} {
		if got := b.get(t, address); got.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
	if got := b.page200(t, "/budget?op="); strings.Contains(got.text(), "stand op ") && strings.Contains(got.text(), "Toon de stand van nu") {
		t.Error("no day asks for another day than today")
	}
}

func TestOnlyCitiesThatCountTheSameInTheSameYearAreRankedTogether(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.figures()
	for _, p := range []budget.PeerFigure{
		{City: "Gent", Year: 2027, Rate: 340, Scope: budget.AllWithoutStaff, CheckedBy: 9, Demo: true},
		{City: "Brugge", Year: 2027, Rate: 190, Scope: budget.AllWithoutStaff, CheckedBy: 9},
		{City: "Genk", Year: 2027, Rate: 280, Scope: budget.AllWithStaff, CheckedBy: 9},
		{City: "Hasselt", Year: 2026, Rate: 220, Scope: budget.AllWithoutStaff, CheckedBy: 9},
		{City: "Leuven", Year: 2017, Rate: 254, Scope: budget.UnknownScope, ScopeNote: "De bron zegt niet of personeel meetelt.", CheckedBy: 9},
		{City: "Aalst", Year: 2027, Rate: 160, Scope: budget.AllWithoutStaff}, // nobody checked it
	} {
		b.peer(p)
	}
	p := b.page200(t, "/budget")
	var lists []string
	for _, list := range p.all(classed("stems")) {
		lists = append(lists, plain(words(list)))
	}
	if len(lists) != 1 || lists[0] != "Gent € 3,40 Antwerpen € 2,05 Brugge € 1,90" {
		t.Errorf("ranked: %q", lists)
	}
	apart := plain(words(p.all(classed("apart"))[0]))
	b.wants("apart", apart, "Genk: € 2,80 per inwoner in 2027. Er is geen ander cijfer van 2027 dat hetzelfde telt.", "Hasselt: € 2,20 per inwoner in 2026.",
		"Leuven: € 2,54 per inwoner in 2017. De bron zegt niet of personeel meetelt. Bron: Rekening van de stad")
	said := plain(p.text())
	if strings.Contains(said, "Aalst") {
		t.Error("a figure that nobody checked is shown")
	}
	b.wants("/budget", said, "2027, alle middelen, zonder personeel demonstratiegegevens", "0,7 procent", "nooit op dezelfde as")
	if old := b.says(link.BudgetAsOf(on(2027, time.January, 5), false)); strings.Contains(old, "Brugge") {
		t.Error("a figure is shown on a day before it was checked")
	}
}

func TestTheFenceShowsWhatEmergencyAidMayHave(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.figures()
	said := b.says("/budget")
	b.wants("/budget", said, "2027: € 1.025.000, met een hek eromheen", "Duurzame verandering · € 935.000", "Noodhulp · € 90.000", "8,8 procent van het jaar; het plafond is 10 procent",
		"weigert elke overdracht naar noodhulp", "€ 0 betaald · € 0 vastgelegd · € 935.000 vrij")
	rows := tableRows(&page{root: b.page200(t, "/budget").all(func(n *html.Node) bool { return attr(n, "aria-labelledby") == "jaren" })[0]}, "table--years")
	if len(rows) != 2 || rows[1][len(rows[1])-1] != "€ 1.025.000 € 0 vastgelegd € 0 betaald" {
		t.Errorf("the envelopes over the years: %q", rows)
	}
}
