package site

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
)

// promises gives 2027 a promise of each kind: a project that was granted, a direct commitment, one that is only reserved, one that was let go
// of, and an agreement with a year without credit.
func (b books) promises() {
	b.t.Helper()
	hamlet(b.t, b.db)
	a, err := b.db.AssociationBySlug(b.t.Context(), "akwaaba")
	if err != nil {
		b.t.Fatal(err)
	}
	project, err := b.db.ProjectBySlug(b.t.Context(), "moeders")
	if err != nil {
		b.t.Fatal(err)
	}
	var hidden association.ID
	b.tx(func(tx postgres.Tx) error {
		hidden, err = tx.AddAssociation(b.t.Context(), association.Association{
			Slug: "wacht", Name: "Wacht nog", Form: association.NonProfit, Region: "west-afrika", Postcode: "2060",
		})
		if err != nil {
			return err
		}
		return tx.SetStanding(b.t.Context(), hidden, association.Registered, "", account.By{At: budgetNow})
	})
	granted := b.promise(budget.Promise{Source: budget.Granted, Title: "Dossier VS-2027-0001", Association: a.ID, Project: int64(project.ID), Year: 2027, Kind: "projecten", Amount: 8_000_00})
	direct := b.promise(budget.Promise{Source: budget.Committed, Title: "Werking met wie wacht", Association: hidden, Year: 2027, Kind: "projecten", Amount: 20_000_00})
	secret := b.promise(budget.Promise{Source: budget.Granted, Title: "Nog niet beslist", Association: a.ID, Year: 2027, Kind: "projecten", Amount: 5_000_00})
	gone := b.promise(budget.Promise{Source: budget.Committed, Title: "Werd niet uitgevoerd", Year: 2027, Kind: "projecten", Amount: 1_000_00})
	b.book(on(2027, time.March, 1), on(2027, time.March, 3), "2027_CBS_00100", granted(budget.Commitment, 8_000_00))
	b.book(on(2027, time.March, 10), on(2027, time.March, 10), "", granted(budget.Payment, 6_400_00))
	b.book(on(2027, time.March, 11), on(2027, time.March, 11), "", granted(budget.Recovery, 400_00))
	b.book(on(2027, time.April, 1), on(2027, time.April, 2), "2027_CBS_00101", direct(budget.Commitment, 20_000_00))
	b.book(on(2027, time.May, 1), on(2027, time.May, 2), "", secret(budget.Reservation, 5_000_00))
	b.book(on(2027, time.May, 3), on(2027, time.May, 3), "2027_CBS_00102", gone(budget.Commitment, 1_000_00))
	release := gone(budget.Release, 1_000_00)
	release.Side = budget.FromCommitted
	b.book(on(2027, time.May, 4), on(2027, time.May, 4), "", release)
	b.tx(func(tx postgres.Tx) error {
		id, err := tx.AddAgreement(b.t.Context(), budget.Agreement{Title: "Waterprogramma", Decision: "2027_CBS_00103", DecidedOn: on(2027, time.June, 1)})
		if err != nil {
			return err
		}
		_, err = tx.AddPromise(b.t.Context(), budget.Promise{Source: budget.Agreed, Title: "Waterprogramma", Agreement: id, Year: 2027, Kind: "scholen", Amount: 30_000_00})
		return err
	})
}

func TestAYearShowsItsEnvelopesWithTheirDecisionsAndPromises(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.figures()
	b.promises()
	from, to := b.envelopes[2026]["projecten"], b.envelopes[2027]["projecten"]
	b.book(on(2027, time.July, 1), on(2027, time.July, 2), "", budget.Entry{Kind: budget.Transfer, Envelope: from.ID, To: to.ID, Amount: 12_000_00})
	b.book(on(2027, time.July, 3), on(2027, time.July, 3), "", budget.Entry{Kind: budget.Transfer, Envelope: to.ID, To: b.envelopes[2027]["scholen"].ID, Amount: 7_000_00})
	p := b.page200(t, link.BudgetYear(2027))
	said := words(p.all(func(n *html.Node) bool { return attr(n, "aria-labelledby") == "projecten" })[0])
	b.wants("projecten", said,
		"€ 940.000", "Gestemd € 900.000", "Budgetwijzigingen + € 35.000", "Overdrachten – € 7.000", "Uit een ander jaar + € 12.000",
		"Gereserveerd € 5.000", "Vastgelegd € 28.000", "Betaald € 6.400", "Beschikbaar € 907.000", "Teruggevorderd, apart € 400", "komt niet opnieuw vrij",
		"Krediet gestemd Zo werd beslist. 2026_GR_00001 14 december 2026 16 december 2026 + € 900.000",
		"Budgetwijziging Zo werd beslist. 2027_GR_00015 20 april 2027 22 april 2027 + € 35.000",
		"Overdracht van Projecten 2026", "Overdracht naar Scholen",
		"Moeders op de markt € 400 teruggevorderd Akwaaba 2027_CBS_00100 1 maart 2027 geregistreerd 3 maart 2027 € 8.000 € 6.400",
		"Werking met wie wacht Wacht nog 2027_CBS_00101 1 april 2027 geregistreerd 2 april 2027 € 20.000 € 0",
		"Wat bij het afsluiten van het jaar overblijft, gaat naar dezelfde enveloppe van het volgende jaar.")
	for _, never := range []string{"Nog niet beslist", "Werd niet uitgevoerd", "Dossier VS-2027-0001"} {
		if strings.Contains(p.text(), never) {
			t.Errorf("the page tells of %q", never)
		}
	}
	b.wants("scholen", plain(p.text()), "Beloofd onder voorbehoud van krediet Waterprogramma: € 30.000, besluit 2027_CBS_00103 van 1 juni 2027.", "overblijft, gaat naar structurele steun", "overblijft, vervalt.",
		"Noodhulp krijgt hoogstens 10 procent van het krediet van het jaar")
	links := p.links(classed("pouch__rows"))
	for _, want := range []string{link.Project("moeders"), link.Association("akwaaba")} {
		if !slices.Contains(links, want) {
			t.Errorf("no link to %s in %q", want, links)
		}
	}
	if slices.Contains(links, link.Association("wacht")) {
		t.Error("a link to an association that has no public page")
	}
	b.wants("2026", b.says(link.BudgetYear(2026)), "Naar een ander jaar – € 12.000", "Overdracht naar Projecten 2027")
	if before, after := b.page200(t, link.BudgetYear(2026)), p; !slices.Contains(before.links(classed("years-nav")), link.BudgetYear(2027)) || !slices.Contains(after.links(classed("years-nav")), link.BudgetYear(2026)) {
		t.Error("the years do not lead to each other")
	}
}

func TestAYearIsShownAsItStoodAtTheEndOfADay(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.figures()
	b.promises()
	p := b.page200(t, link.BudgetYearAsOf(2027, on(2027, time.April, 1)))
	then := words(p.all(func(n *html.Node) bool { return attr(n, "aria-labelledby") == "projecten" })[0])
	b.wants("projecten on 1 April", then, "€ 900.000", "Vastgelegd € 8.000", "Betaald € 6.400", "Beschikbaar € 892.000", "Moeders op de markt", "Krediet op 1 april 2027")
	for _, later := range []string{"Budgetwijziging", "Werking met wie wacht", "Gereserveerd", "2027_CBS_00101"} { // booked the day after, decided that very day
		if strings.Contains(then, later) {
			t.Errorf("it tells of %q", later)
		}
	}
	b.wants("2027 on 1 April", plain(p.text()), "Stand op 1 april 2027", "Op 1 april 2027 was van", "Toon de stand van nu", "Grootboek, stand op 1 april 2027")
	if strings.Contains(plain(p.text()), "onder voorbehoud van krediet") {
		t.Error("what was promised on condition is shown, which nobody knows of that day")
	}
	if links := p.links(classed("years-nav")); !slices.Contains(links, link.BudgetYearAsOf(2026, on(2027, time.April, 1))) {
		t.Errorf("the year before leads to %v", links)
	}
	b.wants("the day after", b.says(link.BudgetYearAsOf(2027, on(2027, time.April, 2))), "Werking met wie wacht", "Vastgelegd € 28.000")
	b.wants("before all", b.says(link.BudgetYearAsOf(2027, on(2026, time.January, 1))), "Op 1 januari 2026 was voor 2027 nog geen krediet geregistreerd.")
	today := b.says(link.BudgetYear(2027))
	if same := b.says(link.BudgetYear(2027) + "?op="); same != today {
		t.Error("no day is another than now")
	}
	for typed, want := range map[string]string{"gisteren": "gisteren", "01/01/2090": "Deze dag moet nog komen."} {
		got := b.get(t, link.BudgetYear(2027)+"?op="+typed)
		if got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, want) {
			t.Errorf("%s: %d", typed, got.StatusCode)
		}
	}
	for address, known := range map[string]string{link.BudgetYear(2027) + "?op=01/04/2027": link.BudgetYearAsOf(2027, on(2027, time.April, 1)), link.BudgetYear(2027): link.BudgetYear(2027)} {
		body := b.get(t, address).body
		if !strings.Contains(body, `rel="canonical" href="http://localhost:8080`+known+`"`) || strings.Contains(body, `content="noindex"`) != strings.Contains(known, "?") {
			t.Errorf("%s is not known as %s", address, known)
		}
	}
}

func TestNoPersonIsNamedByThePublicBudget(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.tx(func(tx postgres.Tx) error {
		_, _, err := tx.AddPerson(t.Context(), "lotte@voorbeeld.be", bookkeeper, "", false, on(2025, time.January, 1).Start())
		return err
	})
	person, err := b.db.PersonByEmail(t.Context(), "lotte@voorbeeld.be")
	if err != nil {
		t.Fatal(err)
	}
	b.person = int64(person.ID)
	b.figures()
	b.promises()
	lines, _, err := b.db.Ledger(t.Context(), postgres.LedgerFilter{}, 1)
	if err != nil || lines[0].Name != bookkeeper {
		t.Fatalf("%v, booked by %q", err, lines[0].Name)
	}
	for _, address := range []string{
		link.Budget(), link.BudgetAsOf(on(2026, time.January, 1), false), link.BudgetYear(2026), link.BudgetYear(2027), link.GrowthCSV(0), link.GrowthJSON(0),
	} {
		if got := b.get(t, address); got.StatusCode != http.StatusOK || strings.Contains(got.body, bookkeeper) {
			t.Errorf("%s: %d, and names who booked", address, got.StatusCode)
		}
	}
}

// bookkeeper is the name of who keeps the books.
const bookkeeper = "Lotte Verlinden"

func TestTheGrowthPathToTakeAlongHoldsTheRowsOfTheTable(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.figures()
	shown := tableRows(b.page200(t, "/budget"), "table--years")
	same := tableRows(b.page200(t, link.BudgetAsOf(0, true)), "table--years")
	lines, cells := b.downloaded(t, link.GrowthCSV(0)), b.workbook(t, link.GrowthXLSX(0))
	got := b.get(t, link.GrowthJSON(0))
	if got.StatusCode != http.StatusOK || got.Header.Get("Content-Type") != "application/json" || !strings.Contains(got.Header.Get("Content-Disposition"), "groeipad-2027-09-15.json") {
		t.Fatalf("%d %v", got.StatusCode, got.Header)
	}
	var all growthJSON
	if err := json.Unmarshal([]byte(got.body), &all); err != nil {
		t.Fatal(err)
	}
	if len(shown) != 3 || len(lines) != 4 || len(cells) != 4 || len(all.Years) != 3 || *all.Version != 2 || *all.Prices != 2027 || all.AsOf != "2027-09-15" || all.RegisteredOn != "2027-06-24" {
		t.Fatalf("%d rows shown, %d and %d downloaded, %+v", len(shown), len(lines)-1, len(cells)-1, all)
	}
	// euros writes what the table shows as the file does: € 1.025.000 becomes 1025000,00
	euros := func(cell string, at int) string {
		parts := strings.Split(strings.ReplaceAll(cell, "per inwoner niet bekend", ""), "€ ")
		if len(parts) <= at {
			return ""
		}
		whole, cents, ok := strings.Cut(strings.TrimSpace(strings.Trim(parts[at], "– ")), ",")
		if !ok {
			cents = "00"
		}
		return strings.ReplaceAll(whole, ".", "") + "," + cents
	}
	for i, row := range shown {
		line := lines[i+1]
		if line[0] != row[0] || cells[i+1][0] != row[0] {
			t.Errorf("row %d is of %s, %s and %s", i, row[0], line[0], cells[i+1][0])
		}
		for k := range 5 { // target, voted, amended, committed, paid
			known := !strings.Contains(row[2+k], "niet bekend")
			rate, sum := "", euros(row[2+k], 1)
			if known {
				rate, sum = euros(row[2+k], 1), euros(row[2+k], 2)
			}
			if line[5+k] != rate || line[10+k] != sum {
				t.Errorf("%s: %q is shown, %q and %q downloaded", row[0], row[2+k], line[5+k], line[10+k])
			}
			constant := same[i][2+k]
			if rate != "" && line[20+k] != euros(constant, 1) && !strings.Contains(constant, "niet bekend") {
				t.Errorf("%s: %q is shown in constant prices, %q downloaded", row[0], constant, line[20+k])
			}
		}
	}
	now := all.Years[1]
	if *now.Nominal.PerInhabitant.Amended != 205 || *now.Nominal.Amended != 1_025_000_00 || now.Population.Inhabitants != 500_000 || now.Standing != "behind" || now.Status != "adopted" {
		t.Errorf("2027 as JSON: %+v", now)
	}
	before := all.Years[0]
	if before.Population != nil || before.Nominal.PerInhabitant.Amended != nil || *before.Nominal.Amended != 600_000_00 || *before.Constant.Amended != 612_000_00 || *before.Constant.PerInhabitant.Target != 153 {
		t.Errorf("2026 as JSON: %+v, %+v", before.Nominal, before.Constant)
	}
	if !strings.Contains(got.body, `"population": null`) || !strings.Contains(got.body, `"amended": null`) {
		t.Error("what is not known is not null")
	}
	if got := b.get(t, link.GrowthCSV(on(2027, time.March, 1))); !strings.Contains(got.Header.Get("Content-Disposition"), "groeipad-2027-03-01.csv") {
		t.Errorf("named %s", got.Header.Get("Content-Disposition"))
	}
}

func TestTheBudgetIsKnownByOneAddress(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.figures()
	for address, want := range map[string]string{
		"/budget": "/budget", "/budget?op=": "/budget", "/budget?prijzen=constant&op=01/03/2027": "/budget?op=2027-03-01&amp;prijzen=constant", "/budget/2027": "/budget/2027",
	} {
		body := b.get(t, address).body
		if !strings.Contains(body, `<link rel="canonical" href="http://localhost:8080`+want+`">`) {
			t.Errorf("%s is not known as %s", address, want)
		}
		if hidden := strings.Contains(body, `content="noindex"`); hidden != strings.Contains(want, "?") {
			t.Errorf("%s: noindex %v", address, hidden)
		}
		if !strings.Contains(body, `property="og:title" content="Budget`) {
			t.Errorf("%s has no title to share", address)
		}
	}
	listed := b.sitemapAddresses(t)
	for _, want := range []string{"/budget", "/budget/2026", "/budget/2027"} {
		if !slices.Contains(listed, want) {
			t.Errorf("%s is not in the sitemap", want)
		}
	}
}
