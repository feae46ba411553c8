package site

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/grant"
)

// marked says that a field is marked as wrong, and the summary leads to it.
func marked(t *testing.T, p *page, field string) {
	t.Helper()
	ok := len(p.missing([]string{field + "-fout"})) == 0
	link := false
	for _, a := range p.all(named("a")) {
		link = link || attr(a, "href") == "#"+field
	}
	if !ok || !link {
		t.Errorf("nothing is marked at %s, or no link leads there\n%s", field, p.text())
	}
}

func TestADraftWithNothingFilledInIsSaved(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	leads(t, g.sheet(at+"/project").press("verder"), at+"/waar")
	leads(t, g.sheet(at+"/waar").press("vorige"), at+"/project")
	leads(t, g.sheet(at+"/waar").press("verder"), at+"/geld")
	leads(t, g.sheet(at+"/geld").press("verder"), at+"/nakijken")
	leads(t, g.sheet(at+"/geld").press("stop"), at)
	leads(t, g.sheet(at+"/geld").press("bewaar"), at+"/geld")
	if got := g.open(at); strings.Count(got.body, "Nog leeg") != 3 {
		t.Errorf("%s", readPage(t, "", got.body).text())
	}
}

func TestWhatIsTypedIsKeptAsItIsAndMarked(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	why := "\n Omdat <b>niemand</b> & iedereen,\nin \"Kumasi\", water haalt bij de rivier."
	s := g.sheet(at+"/project").with("titel", "Twee putten", "waarom", why, "samen", "ja", "ervaring", "Veel", "soort", "pomp", "mensen", "een stuk of dertig", "begint", "31 juni",
		"periode.van", "1 mei 2027", "periode.tot", "1 april 2027")
	s.values["themas"] = []string{"water", "zorg"}
	leads(t, s.press("bewaar"), at+"/project#deel_fouten")
	got := g.open(at + "/project")
	p := readPage(t, at, got.body)
	now := formOf(p)
	for field, want := range map[string]string{"titel": "Twee putten", "waarom": why, "mensen": "een stuk of dertig", "begint": "31 juni", "periode.tot": "1 april 2027", "soort": "pomp",
		"ervaring": "Veel"} {
		if now.Get(field) != want {
			t.Errorf("%s is %q, not %q", field, now.Get(field), want)
		}
	}
	if got.StatusCode != http.StatusOK || len(now["themas"]) != 2 {
		t.Errorf("%d, %v", got.StatusCode, now["themas"])
	}
	for _, field := range []string{"waarom", "mensen", "begint", "periode.tot"} {
		marked(t, p, field)
	}
	if overview := readPage(t, "", g.open(at).body).text(); !strings.Contains(overview, "4 antwoorden kloppen niet") || !strings.Contains(overview, "Yaw Osei") {
		t.Errorf("%s", overview)
	}
	leads(t, g.sheet(at+"/project").with("waarom", "Water.", "mensen", "30", "begint", "1 mei 2027", "periode.tot", "1 juni 2027").press("verder"), at+"/waar")
	if overview := readPage(t, "", g.open(at).body).text(); !strings.Contains(overview, "1 van 3 delen is volledig") {
		t.Errorf("%s", overview)
	}
}

func TestAmountsAreReadAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	for _, typed := range []string{"1.234,56", "1234,56", "1234.56", "€ 1 234,56"} {
		leads(t, g.sheet(at+"/geld").with("gevraagd", typed).press("stop"), at)
		got := g.open(at + "/geld")
		if p := readPage(t, at, got.body); formOf(p).Get("gevraagd") != typed || !strings.Contains(p.text(), "€ 1.234,56") {
			t.Errorf("%q is read as %s", typed, p.text())
		}
	}
}

func TestRowsComeAndGoWithoutScript(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	s := g.sheet(at+"/geld").row("begroting.kost", "post", "Pers", "bedrag", "3.250,50").row("begroting.kost", "post", "Vervoer", "bedrag", "1749.50").
		row("begroting.kost", "post", "Opleiding", "bedrag", "twaalfhonderd").row("begroting.inkomst", "post", "Markt", "bedrag", "900").with("gevraagd", "3.000")
	leads(t, s.press("erbij begroting.kost"), at+"/geld?erbij=begroting.kost#begroting")
	p := readPage(t, at, g.open(at+"/geld?erbij=begroting.kost").body)
	text := p.text()
	for _, says := range []string{"Kosten samen (zonder “Opleiding”) € 5.000,00", "Andere inkomsten samen € 900,00", "Wat je aan de stad vraagt € 3.000,00", "Wat jullie zelf bijleggen € 1.100,00"} {
		if !strings.Contains(text, says) {
			t.Errorf("no %q in %s", says, text)
		}
	}
	focus := p.all(func(n *html.Node) bool { return has(n, "autofocus") })
	if rows := formOf(p)["begroting.kost[]"]; len(rows) != 4 || len(focus) != 1 || attr(focus[0], "id") != "begroting."+rows[3]+".post" {
		t.Errorf("%v, %d fields take the focus", rows, len(focus))
	}
	s = g.sheet(at + "/geld")
	rows := s.values["begroting.kost[]"]
	if len(rows) != 3 {
		t.Fatalf("empty rows are kept: %v", rows)
	}
	leads(t, s.press("weg begroting."+rows[1]), at+"/geld#begroting")
	if now := g.sheet(at + "/geld").values["begroting.kost[]"]; len(now) != 2 || now[0] != rows[0] || now[1] != rows[2] {
		t.Errorf("%v, was %v", now, rows)
	}
	leads(t, g.sheet(at+"/waar").row("landen.rij", "land", "GH", "deel", "60").press("erbij landen.rij"), at+"/waar?erbij=landen.rij#landen")
	p = readPage(t, at, g.open(at+"/waar?erbij=landen.rij").body)
	marked(t, p, "landen")
	if strings.Contains(p.text(), "Spanje") != strings.Contains(readPage(t, at, g.open(at+"/waar").body).text(), "Spanje") || strings.Count(p.text(), "Ghana") < 2 {
		t.Error("the countries to choose from are others")
	}
}

func TestWhatHangsOnAnAnswerIsShownAfterIt(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	hidden := func() bool {
		p := readPage(t, at, g.open(at+"/project").body)
		return has(p.all(func(n *html.Node) bool { return attr(n, "id") == "vraag_ervaring" })[0], "hidden")
	}
	if !hidden() {
		t.Error("it is asked before the answer that it hangs on")
	}
	leads(t, g.sheet(at+"/project").with("samen", "ja").press("toon samen"), at+"/project#samen")
	if hidden() {
		t.Error("it is not asked after that answer")
	}
	g.sheet(at+"/project").with("ervaring", "Geduld").press("stop")
	g.sheet(at+"/project").with("samen", "nee").press("stop")
	if !hidden() || g.sheet(at+"/project").values.Get("ervaring") != "Geduld" {
		t.Error("what was answered is lost when it is asked no more")
	}
}

func TestTwoPeopleWhoWroteTheSameChoose(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	one, two := h.known(t, yaw), h.known(t, esi)
	at := one.drafts()
	first, second := one.sheet(at+"/project"), two.sheet(at+"/project")
	leads(t, first.with("titel", "Twee putten", "waarom", "Water.").press("bewaar"), at+"/project")
	h.later(2 * time.Minute)
	got := second.with("titel", "Een pomp", "mensen", "30").press("verder")
	p := readPage(t, at, got.body)
	if got.StatusCode != http.StatusConflict {
		t.Fatalf("%d", got.StatusCode)
	}
	now := formOf(p)
	if now.Get("titel") != "Twee putten" || now.Get("waarom") != "Water." || now.Get("mensen") != "30" {
		t.Errorf("it stands as %v", now)
	}
	for _, says := range []string{"Yaw Osei, 12.00 uur", "Esi Mensah, 12.02 uur", "Een pomp", "Houd deze", "Neem deze", "Jullie schreven hier tegelijk"} {
		if !strings.Contains(p.text(), says) {
			t.Errorf("no %q in %s", says, p.text())
		}
	}
	if overview := readPage(t, "", one.open(at).body).text(); !strings.Contains(overview, "Kies tussen twee teksten") {
		t.Errorf("%s", overview)
	}
	choice := buttonOf(t, p, "neem")
	leads(t, two.sheet(at+"/project").with("mensen", "31").press(choice), at+"/project")
	p = readPage(t, at, one.open(at+"/project").body)
	if now := formOf(p); now.Get("titel") != "Een pomp" || now.Get("mensen") != "31" || strings.Contains(p.text(), "Neem deze") {
		t.Errorf("it stands as %v", now)
	}
	if got := one.sheet(at + "/project").press(strings.Replace(choice, "neem", "laat", 1)); got.StatusCode != http.StatusSeeOther {
		t.Errorf("somebody who chooses after the other: %d", got.StatusCode)
	}
}

// buttonOf returns what a button of a page sends that begins so.
func buttonOf(t *testing.T, p *page, begin string) string {
	t.Helper()
	for _, b := range p.all(named("button")) {
		if strings.HasPrefix(attr(b, "value"), begin+" ") {
			return attr(b, "value")
		}
	}
	t.Fatalf("no button to %s", begin)
	return ""
}

func TestASectionSavesByItself(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	s := g.sheet(at+"/project").with("titel", "Twee", "mensen", "veel")
	for range 3 { // the line fell away before the answer came
		got := s.press("vanzelf")
		if got.StatusCode != http.StatusOK || strings.Contains(got.body, "<html") || !strings.Contains(got.body, "Bewaard om 12.00 uur") || !strings.Contains(got.body, `id="mensen-fout"`) ||
			strings.Contains(got.body, "data-merged") || got.Header.Get("Cache-Control") != "no-store" {
			t.Fatalf("%d: %.300s", got.StatusCode, got.body)
		}
	}
	if got := s.with("titel", "Twee putten", "nummer", "2").press("vanzelf"); got.StatusCode != http.StatusOK || strings.Contains(got.body, "data-merged") {
		t.Errorf("what the page sent before counts as another's: %d", got.StatusCode)
	}
	other := h.known(t, esi).sheet(at + "/project")
	other.with("waarom", "Water.").press("bewaar")
	if got := s.with("nummer", "3").press("vanzelf"); got.StatusCode != http.StatusOK || !strings.Contains(got.body, "data-merged") || !strings.Contains(got.body, "Water.") {
		t.Errorf("what somebody else wrote is not told of: %d", got.StatusCode)
	}
	if got := s.with("nummer", "4", "waarom", "Dorst.").press("vanzelf"); got.StatusCode != http.StatusConflict || !strings.Contains(got.body, "data-merged") || !strings.Contains(got.body, "Dorst.") {
		t.Errorf("a clash: %d", got.StatusCode)
	}
	if n := h.acts(t, "application.type"); n != 2 {
		t.Errorf("%d entries of who typed", n)
	}
	s.values.Del("volledig")
	if got := s.press("vanzelf"); got.StatusCode != http.StatusBadRequest || g.sheet(at+"/project").values.Get("titel") != "Twee putten" {
		t.Errorf("a form that did not come whole: %d", got.StatusCode)
	}
}

func TestWhatWasTypedInASectionTooLateIsThereAfterSigningIn(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	g.sheet(at+"/geld").row("begroting.kost", "post", "Pers", "bedrag", "100").press("stop")
	s := g.sheet(at+"/geld").with("gevraagd", "vijfduizend")
	id := s.values["begroting.kost[]"][0]
	s.with("begroting."+id+".bedrag", "200")
	h.later(account.MemberIdle + time.Minute)
	h.known(t, esi).sheet(at+"/geld").row("begroting.inkomst", "post", "Markt", "bedrag", "50").press("stop")
	got := s.press("vanzelf")
	leads(t, got, "/aanmelden?naar="+strings.ReplaceAll(at, "/", "%2F")+"%2Fgeld")
	g = h.known(t, yaw)
	back := g.open(at + "/geld")
	if now := formOf(readPage(t, at, back.body)); now.Get("gevraagd") != "vijfduizend" || now.Get("begroting."+id+".bedrag") != "200" ||
		!strings.Contains(back.body, wasAway) || !strings.Contains(back.body, "Nog niet bewaard") {
		t.Fatalf("%s", readPage(t, at, back.body).text())
	}
	leads(t, g.sheet(at+"/geld").press("stop"), at)
	now := g.sheet(at + "/geld")
	if now.values.Get("gevraagd") != "vijfduizend" || len(now.values["begroting.inkomst[]"]) != 1 || strings.Contains(g.open(at+"/geld").body, wasAway) {
		t.Errorf("what somebody else wrote meanwhile is lost, or the words are kept still: %v", now.values)
	}
	if all, err := h.db.Alternatives(t.Context(), grant.ID(1)); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
}
