package site

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/link"
)

// formFields are the fields of the form to an address as a browser would send them, but for its buttons.
func formFields(t *testing.T, got answer, action string) url.Values {
	t.Helper()
	for _, f := range readPage(t, action, got.body).all(named("form")) {
		if attr(f, "action") != action || attr(f, "method") != "post" {
			continue
		}
		all := url.Values{}
		for n := range f.Descendants() {
			name := attr(n, "name")
			switch {
			case n.Type != html.ElementNode || name == "":
			case n.Data == "textarea":
				all.Add(name, words(n))
			case n.Data == "select":
				for o := range n.Descendants() {
					if o.Data == "option" && has(o, "selected") {
						all.Set(name, attr(o, "value"))
					}
				}
			case n.Data == "input" && (attr(n, "type") != "radio" || has(n, "checked")):
				all.Add(name, attr(n, "value"))
			}
		}
		return all
	}
	t.Fatalf("%d, no form to %s", got.StatusCode, action)
	return nil
}

// sendPath sends the form of the growth path as a page has it, with some fields changed.
func (g *guest) sendPath(drawn answer, changes ...string) answer {
	g.t.Helper()
	all := formFields(g.t, drawn, link.StaffPathChange())
	for i := 0; i < len(changes); i += 2 {
		all.Set(changes[i], changes[i+1])
	}
	return g.ask(http.MethodPost, link.StaffPathChange(), all.Encode())
}

// path keeps a version of the growth path in equal steps, and returns its number.
func (v treasury) path(t *testing.T, seen int, last budget.Rate, change func(*budget.GrowthPath)) int {
	t.Helper()
	p, err := budget.Linear(2027, 2031, 180, last)
	v.do(t, err)
	p.Reason = "Meerjarenplan."
	if change != nil {
		change(&p)
	}
	version, err := v.desk.ChangePath(t.Context(), v.keeper, desk.NewOnce(), seen, p)
	v.do(t, err)
	return version
}

// targets writes the targets of the form on a page: 2027 1,80; 2028 2,10.
func targets(t *testing.T, got answer) string {
	t.Helper()
	all := formFields(t, got, link.StaffPathChange())
	var said []string
	for _, year := range all["jaar"] {
		said = append(said, year+" "+all.Get("streef-"+year))
	}
	return strings.Join(said, "; ")
}

func TestTheFirstPathIsReckonedLookedAtAndKept(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	lottes := v.known(t, lotte)
	says(t, "without a path", lottes.text(link.StaffPath()), "Er is nog geen groeipad.", "Maak een groeipad")
	drawn := lottes.open(link.StaffPathChange())
	says(t, "the empty form", readPage(t, "", drawn.body).text(), "Er staan nog geen jaren in.")
	if !hasValue(readPage(t, "", drawn.body), "eerste", "2027") || !hasValue(readPage(t, "", drawn.body), "laatste", "2037") {
		t.Error("no years are offered")
	}

	wrong := lottes.sendPath(drawn, "doe", "bereken", "begin", "2,00", "doel", "1,00", "reden", "Zo beloofd.")
	p := refusedAt(t, wrong, http.StatusOK, "doel")
	says(t, "what cannot be reckoned", p.text(), "Het doel ligt lager dan het begin.", "Zo beloofd.")
	for _, part := range p.all(func(n *html.Node) bool { return attr(n, "id") == "blad" }) { // what the script puts in place
		says(t, "the draft", words(part), "Er staan nog geen jaren in.", "Het doel ligt lager dan het begin.")
	}
	if !hasValue(p, "begin", "2,00") || !hasValue(p, "doel", "1,00") {
		t.Error("what was typed is gone")
	}

	got := lottes.sendPath(wrong, "doe", "bereken", "laatste", "2031", "begin", "1,80", "doel", "3,00")
	if want := "2027 1,80; 2028 2,10; 2029 2,40; 2030 2,70; 2031 3,00"; targets(t, got) != want {
		t.Errorf("in equal steps: %s", targets(t, got))
	}
	got = lottes.sendPath(got, "doe", "bereken", "hoe", "compound", "doel", "3,60")
	if want := "2027 1,80; 2028 2,14; 2029 2,55; 2030 3,03; 2031 3,60"; targets(t, got) != want {
		t.Errorf("by an equal part: %s", targets(t, got))
	}
	says(t, "the draft", readPage(t, "", got.body).text(), "Van € 1,80 per inwoner in 2027 naar € 3,60 in 2031.", "Dit wordt de eerste versie.")
	if n := v.acts(t, "budget.path"); n != 0 {
		t.Errorf("reckoning was noted %d times", n)
	}

	p = refusedSaying(t, lottes.sendPath(got, "reden", " ", "status-2027", "adopted", "besluit", "GR 7"), "Een besluitnummer heeft de vorm 2026_GR_00123", "besluit")
	if !hasValue(p, "streef-2031", "3,60") || !hasValue(p, "besluit", "GR 7") {
		t.Error("what was typed is gone")
	}
	p = refusedSaying(t, lottes.sendPath(got, "reden", " ", "status-2027", "adopted"), "Schrijf waarom het groeipad verandert.", "reden", "besluit-2027")
	if !hasValue(p, "streef-2031", "3,60") {
		t.Error("what was typed is gone")
	}
	says(t, "the path", lottes.after(lottes.sendPath(got, "reden", "Zo beloofd."), link.StaffPath()), "Versie 1 van het groeipad is bewaard.",
		"Van € 1,80 per inwoner in 2027 naar € 3,60 in 2031.", "Lotte Peeters", "Zo beloofd.")
}

// What is shown is what is kept: years, targets, statuses, decisions and reasons.
func TestTheDraftIsWhatIsKept(t *testing.T) {
	t.Parallel()
	v := running(t)
	v.path(t, 0, 300, nil)
	lottes := v.known(t, lotte)
	changes := []string{"hoe", "by-hand", "streef-2028", "2,50", "streef-2029", "2,30", "status-2029", "adopted", "besluit-2029", "2027_gr_00007", "daling-2029", "Minder inkomsten.",
		"besluit", "2027_GR_00008", "dag", "1/2/2027", "reden", "De begroting."}
	drawn := lottes.open(link.StaffPathChange())
	look := lottes.sendPath(drawn, append(changes, "doe", "voorbeeld")...)
	if look.StatusCode != http.StatusOK {
		t.Fatalf("%d", look.StatusCode)
	}
	draft := readPage(t, "", look.body)
	said := rowsOf(draft, "voorbeeld")
	want := [][]string{
		{"2028", "€ 2,10 voorstel", "€ 2,50 voorstel", "+ € 0,40"},
		{"2029", "€ 2,40 voorstel", "€ 2,30 vastgesteld · 2027_GR_00007 Daalt: Minder inkomsten.", "− € 0,10"},
	}
	if !slices.EqualFunc(said, want, slices.Equal[[]string]) {
		t.Errorf("the draft says %q", said)
	}
	says(t, "the draft", draft.text(), "Twee jaren verschillen van versie 1.")
	if strings.Contains(draft.text(), "Zo kan het nog niet bewaard worden") {
		t.Error(draft.text())
	}
	lottes.after(lottes.sendPath(look), link.StaffPath())
	kept, err := v.db.Path(t.Context(), 0)
	v.do(t, err)
	if kept.Version != 2 || kept.How != budget.ByHand || kept.Decision != "2027_GR_00008" || kept.Reason != "De begroting." || kept.Years[1].Target != 250 ||
		kept.Years[2] != (budget.PathYear{Year: 2029, Target: 230, Status: budget.Adopted, Decision: "2027_GR_00007", FallReason: "Minder inkomsten."}) {
		t.Errorf("kept: %+v", kept)
	}
	sides := readPage(t, "", lottes.open(link.StaffPathVersion(2, 0)).body)
	if got := rowsOf(sides, ""); !slices.Equal(got[1], want[0]) || !slices.Equal(got[2], want[1]) || len(got) != 5 {
		t.Errorf("side by side: %q", got)
	}
	says(t, "side by side", sides.text(), "Versie 1 naast versie 2", "Ze verschillen in twee jaren.", "De begroting.", "Met de hand ingevuld", "gelijk")
	if got := lottes.open(link.StaffPathVersion(1, 2)); got.StatusCode != http.StatusOK || !strings.Contains(got.body, "Versie 1 naast versie 2") {
		t.Errorf("the other way round: %d", got.StatusCode)
	}
	for _, address := range []string{link.StaffPathVersion(3, 0), link.StaffPathVersion(1, 9), link.StaffPath() + "/versies/0", link.StaffPath() + "/versies/een"} {
		if got := lottes.open(address); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
}

// rowsOf returns the words of the cells of a page's first table with years, within an element where its id is given.
func rowsOf(p *page, id string) [][]string {
	var rows [][]string
	for _, tr := range p.all(named("tr")) {
		if !inside(tr, "tbody") || id != "" && !standsIn(tr, id) {
			continue
		}
		var cells []string
		for n := range tr.ChildNodes() {
			if n.Type == html.ElementNode {
				cells = append(cells, words(n))
			}
		}
		rows = append(rows, cells)
	}
	return rows
}

func standsIn(n *html.Node, id string) bool {
	for a := range n.Ancestors() {
		if attr(a, "id") == id {
			return true
		}
	}
	return false
}

func TestAPathThatFallsAsksWhyAndByWhichDecision(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	v.path(t, 0, 300, func(p *budget.GrowthPath) { p.Years[0].Status, p.Years[0].Decision = budget.Adopted, "2027_GR_00001" })
	lottes := v.known(t, lotte)
	drawn := lottes.open(link.StaffPathChange())
	look := lottes.sendPath(drawn, "doe", "voorbeeld", "hoe", "by-hand", "streef-2029", "2,00")
	says(t, "the draft", readPage(t, "", look.body).text(), "Zo kan het nog niet bewaard worden", "Het streefcijfer van 2029 ligt lager dan dat van 2028.")
	p := refusedAt(t, lottes.sendPath(drawn, "hoe", "by-hand", "streef-2029", "2,00", "reden", "Besparing."), 422, "daling-2029", "besluit-2029")
	for _, d := range p.all(named("details")) {
		if strings.Contains(words(d), "Waarom 2029 daalt") && !has(d, "open") {
			t.Error("the field of the reason is hidden")
		}
	}
	p = refusedAt(t, lottes.sendPath(drawn, "hoe", "by-hand", "streef-2028", "zomaar", "streef-2029", "2,41", "reden", "x"), 422, "streef-2028")
	if got := rowsOf(p, "voorbeeld"); len(got) != 1 || got[0][0] != "2029" {
		t.Errorf("a year that cannot be read is told as a change: %q", got)
	}
	refusedAtGroup(t, lottes.sendPath(drawn, "streef-2029", "2,45", "reden", "x"), "hoe")
	says(t, "the draft", readPage(t, "", lottes.sendPath(drawn, "doe", "voorbeeld", "streef-2029", "2,45").body).text(), "De streefcijfers stijgen niet op deze manier.")
	refusedAt(t, lottes.sendPath(drawn, "hoe", "by-hand", "streef-2027", "1,90", "reden", "x"), 422, "status-2027")
	got := lottes.sendPath(drawn, "reden", "x")
	if got.StatusCode != 422 || !strings.Contains(got.body, "gelijk aan het vorige") {
		t.Errorf("the same again: %d", got.StatusCode)
	}
	if n := v.acts(t, "budget.path"); n != 1 {
		t.Errorf("%d in the record", n)
	}
}

func TestYearsThatAreReckonedAgainKeepTheirDecisions(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	v.path(t, 0, 300, func(p *budget.GrowthPath) { p.Years[4].Status, p.Years[4].Decision = budget.Adopted, "2027_GR_00001" })
	lottes := v.known(t, lotte)
	fewer := lottes.sendPath(lottes.open(link.StaffPathChange()), "doe", "bereken", "laatste", "2029", "doel", "2,40")
	says(t, "without the last years", readPage(t, "", fewer.body).text(), "2031 blijft in het groeipad: over dat jaar is beslist.")
	again := lottes.sendPath(fewer, "doe", "bereken", "laatste", "2032", "doel", "3,30")
	fields := formFields(t, again, link.StaffPathChange())
	if fields.Get("besluit-2031") != "2027_GR_00001" || fields.Get("status-2031") != "adopted" || fields.Get("status-2032") != "proposal" || fields.Get("streef-2032") != "3,30" {
		t.Errorf("%v", fields)
	}
}

func TestTheSecondSaverOfThePathSeesWhatDiffersAndLosesNothing(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	v.path(t, 0, 300, nil)
	lottes := v.known(t, lotte)
	drawn := lottes.open(link.StaffPathChange())
	v.path(t, 1, 340, nil)
	got := lottes.sendPath(drawn, "hoe", "by-hand", "streef-2030", "2,75", "reden", "Mijn voorstel.")
	p := readPage(t, "", got.body)
	says(t, "the stale page", p.text(), "Intussen gewijzigd door Lotte Peeters", "wijzigde het groeipad", "Wat er intussen veranderde", "€ 3,00 voorstel", "€ 3,40 voorstel", "Mijn voorstel.")
	if got.StatusCode != http.StatusConflict || !hasValue(p, "streef-2030", "2,75") || !hasValue(p, "gezien", "2") {
		t.Errorf("%d, what was typed is gone", got.StatusCode)
	}
	lottes.after(lottes.sendPath(got), link.StaffPath())
	if is, err := v.db.Path(t.Context(), 0); err != nil || is.Version != 3 || is.Years[3].Target != 275 || is.Reason != "Mijn voorstel." {
		t.Errorf("%+v, %v", is, err)
	}
	if got := lottes.sendPath(drawn, "gezien", "9"); got.StatusCode != http.StatusBadRequest {
		t.Errorf("a version that nobody saw: %d", got.StatusCode)
	}
}

func TestWhatWasTypedOfAPathOutlivesTheSession(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	v.path(t, 0, 300, nil)
	lottes := v.known(t, lotte)
	drawn := lottes.open(link.StaffPathChange())
	v.later(account.StaffIdle + 1)
	if got := lottes.sendPath(drawn, "hoe", "by-hand", "streef-2031", "3,10", "reden", "Mijn voorstel."); got.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d", got.StatusCode)
	}
	again := v.known(t, lotte).open(link.StaffPathChange())
	says(t, "the form", readPage(t, "", again.body).text(), "Mijn voorstel.")
	if !hasValue(readPage(t, "", again.body), "streef-2031", "3,10") {
		t.Error("what was typed is gone")
	}
}

func TestOnlyTheBudgetKeeperChangesThePath(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	v.path(t, 0, 300, nil)
	lottes := v.known(t, lotte)
	once := hidden(t, lottes.open(link.StaffPathChange()), "once")
	for _, who := range []string{hilde, karim} {
		g := v.known(t, who)
		for _, address := range []string{link.StaffPath(), link.StaffPathVersion(1, 0), link.StaffSimulator(), link.StaffPopulation(), link.StaffPrices(), link.StaffPeers()} {
			got := g.open(address)
			p := readPage(t, address, got.body)
			if got.StatusCode != http.StatusOK || strings.Contains(p.text(), "Voeg een cijfer toe") || strings.Contains(p.text(), "Wijzig het groeipad") {
				t.Errorf("%s at %s: %d", who, address, got.StatusCode)
			}
		}
		for _, address := range []string{link.StaffPathChange(), link.StaffPopulation(), link.StaffPrices(), link.StaffPeerNew()} {
			if got := g.send(address, "once", once, "reden", "x"); got.StatusCode != http.StatusForbidden {
				t.Errorf("%s sends to %s: %d", who, address, got.StatusCode)
			}
		}
	}
}

func TestTheSimulatorSaysWhichCreditAYearNeeds(t *testing.T) {
	t.Parallel()
	v := running(t)
	v.path(t, 0, 300, nil)
	v.do(t, v.desk.AddPopulation(t.Context(), v.keeper, desk.NewOnce(), budget.Population{On: calendar.Date(2027, 1, 1), Inhabitants: 568_766, Source: "Statbel"}))
	g := v.known(t, karim)
	p := readPage(t, "", g.open(link.StaffSimulator()).body)
	if !hasValue(p, "jaar", "2028") || !hasValue(p, "bedrag", "2,10") || !hasValue(p, "inwoners", "568.766") {
		t.Error("the next year is not offered")
	}
	says(t, "the answer", g.text(link.StaffSimulation("2027", "1,50", "568.766")), "heeft 2027 € 853.149,00 krediet nodig.",
		"Het groeipad vraagt in 2027 € 1,80 per inwoner: jij rekende € 0,30 lager.", "Het krediet van 2027 is € 848.000: € 5.149,00 te weinig.", "€ 1.706.298,00")
	says(t, "another answer", g.text(link.StaffSimulation("", "1,49", "568.766"))+g.text(link.StaffSimulation("2028", "2,10", "1000000")), "heeft een jaar € 847.461,34 krediet nodig.",
		"heeft 2028 € 2.100.000,00 krediet nodig.", "zoals je rekende")
	for field, address := range map[string]string{
		"bedrag": link.StaffSimulation("2028", "twee", "568.766"), "inwoners": link.StaffSimulation("2028", "2,10", "568"), "jaar": link.StaffSimulation("ooit", "2,10", "568.766"),
	} {
		p := refusedAt(t, g.open(address), 422, field)
		if asked, _ := url.Parse(address); !hasValue(p, field, asked.Query().Get(field)) {
			t.Errorf("%s is gone", field)
		}
	}
}
