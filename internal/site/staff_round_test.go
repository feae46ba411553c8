package site

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
)

// fieldsOf returns what stands in the fields of the form on a page that is sent to that page, as names and values.
func fieldsOf(t *testing.T, drawn answer, page string) []string {
	t.Helper()
	var fields []string
	for _, f := range readPage(t, page, drawn.body).all(named("form")) {
		if attr(f, "action") != page {
			continue
		}
		for n := range f.Descendants() {
			switch name := attr(n, "name"); {
			case n.Type != html.ElementNode || name == "" || name == "once" || attr(n, "type") == "checkbox" && !has(n, "checked"):
			case n.Data == "input":
				fields = append(fields, name, attr(n, "value"))
			case n.Data == "textarea":
				text := ""
				for c := range n.ChildNodes() {
					text += c.Data
				}
				fields = append(fields, name, text)
			case n.Data == "select":
				for o := range n.Descendants() {
					if o.Data == "option" && has(o, "selected") {
						fields = append(fields, name, attr(o, "value"))
					}
				}
			}
		}
	}
	return fields
}

// change returns the fields with other values.
func change(fields []string, pairs ...string) []string {
	changed := append([]string{}, fields...)
	for i := 0; i < len(pairs); i += 2 {
		for j := 0; j < len(changed); j += 2 {
			if changed[j] == pairs[i] {
				changed[j+1] = pairs[i+1]
			}
		}
	}
	return changed
}

// refill sends the form of a page as it stands there, but for some fields.
func (g *guest) refill(page string, pairs ...string) answer {
	g.t.Helper()
	drawn := g.open(page)
	return g.send(page, append(change(fieldsOf(g.t, drawn, page), pairs...), "once", g.onceOf(drawn, page))...)
}

func TestAVersionIsWrittenComparedAndPublishedOnItsPages(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	karims, hildes := h.known(t, karim), h.known(t, hilde)
	of, write := link.StaffRegulation(regulated), link.StaffVersionForm(regulated)
	says(t, "the list", plain(karims.text(link.StaffRegulations())), "Projecten in het Zuiden", "Versie 1", "Ontwerp van versie 2", "€ 8.000", "24 vragen")
	says(t, "the regulation", plain(karims.text(of)), "Versie 2 is een ontwerp", "Geldt vanaf 1 juli 2027", "Geldt nu", "Voorjaar 2027", "Werk verder aan het ontwerp")
	version := plain(karims.text(link.StaffVersion(regulated, 2)))
	says(t, "the version", version, "Minste kosten", "€ 1.000,00", "€ 1.500,00", "Wat leren mensen in Antwerpen ervan?", "nieuw", "Termijn voor de beslissing", "75 dagen", "60 dagen",
		"Vraag Wat kost het, en wat komt er binnen?", "Hoe heet je project?")

	got := karims.refill(write, "maximum", "veel", "aandeel", "175", "van", "gisteren")
	refusedAt(t, got, http.StatusUnprocessableEntity, "maximum", "aandeel", "van")
	if !strings.Contains(got.body, `value="veel"`) {
		t.Error("what was typed is gone")
	}
	says(t, "after it", karims.after(karims.refill(write, "maximum", "9.000", "criterium-1", "Vzw\nof\nSchool"), of), "Het ontwerp is bewaard.")
	says(t, "the version", plain(karims.text(link.StaffVersion(regulated, 2))), "€ 9.000,00", "Wie aanvraagt (doelgroep): Vzw, of school")
	all, err := h.db.VersionsOf(t.Context(), regulated)
	if err != nil || len(all) != 2 || all[0].MaxAmount != 9_000_00 || len(all[0].Criteria[0].Groups) != 2 || len(all[0].Sections) != 6 {
		t.Fatalf("%+v, %v", all[0].Version, err)
	}

	publish := link.StaffVersionPublish(regulated)
	stale := hildes.open(publish)
	says(t, "what is published", plain(hildes.text(publish)), "Vanaf 1 juli 2027 geldt deze versie", "Versie 1 eindigt de dag ervoor.", "€ 9.000,00")
	karims.after(karims.refill(write, "maximum", "8.500"), of)
	if got := hildes.fillFrom(stale, publish); got.StatusCode != http.StatusConflict {
		t.Errorf("published from a stale page: %d", got.StatusCode)
	} else {
		says(t, "the page", plain(readPage(t, "", got.body).text()), "Intussen gewijzigd door Karim Bensalem", "€ 8.500,00")
	}
	says(t, "after it", plain(hildes.after(hildes.fillSeen(publish), of)), "Het reglement is bekendgemaakt.", "Geldt straks", "1 januari 2026 tot en met 30 juni 2027", "maakte een reglement bekend")
	says(t, "the page without a draft", hildes.text(publish), "Er is geen ontwerp")
	if got := hildes.fillFrom(stale, publish); got.StatusCode != http.StatusConflict {
		t.Errorf("published twice: %d", got.StatusCode)
	}
	h.later(60 * 24 * time.Hour)
	says(t, "what everybody reads", plain(h.guest(t).text(link.Subsidy(regulated))), "Hoogstens € 8.500", "Wat leren mensen in Antwerpen ervan?", "Versie 2, in werking sinds 1 juli 2027.", "Versie 1")
	says(t, "the older version", plain(h.guest(t).text(link.SubsidyVersion(regulated, 1))), "Dit is versie 1 van dit reglement", "kost minstens € 1.000")
}

func TestADraftOfAVersionIsThrownAwayOnItsPage(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	karims := h.known(t, karim)
	drop := link.StaffVersionDrop(regulated)
	says(t, "after it", karims.after(karims.fillSeen(drop), link.StaffRegulation(regulated)), "Het ontwerp is weggegooid.", "Schrijf een nieuwe versie")
	says(t, "the form", karims.text(link.StaffVersionForm(regulated)), "Dit is een kopie van versie 1.", "Ontwerp van versie 2")
	got := karims.refill(link.StaffVersionForm(regulated), "van", "1/6/2027")
	says(t, "after the next one", karims.after(got, link.StaffRegulation(regulated)), "Versie 2 is een ontwerp", "Geldt vanaf 1 juni 2027")
}

func TestARoundIsPreparedPublishedAndExtendedOnItsPages(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	karims, hildes := h.known(t, karim), h.known(t, hilde)
	says(t, "the list", karims.text(link.StaffRounds()), "1 oproep is nu open, 1 ontwerp wacht op het diensthoofd.", "Zomer 2027", "Ontwerp", "Voorjaar 2027")
	form := link.StaffRoundNew("")
	refusedAt(t, karims.refill(form, "opent", "ooit"), http.StatusUnprocessableEntity, "opent")
	refusedAt(t, karims.refill(form), http.StatusUnprocessableEntity, "versie", "titel", "opent", "sluit")
	found, err := h.db.RegulationBySlug(t.Context(), regulated, h.clock())
	if err != nil {
		t.Fatal(err)
	}
	if got := karims.open(link.StaffRoundNew(regulated)); !strings.Contains(got.body, `<option value="`+fmt.Sprint(found.ID)+`" selected>`) {
		t.Error("the regulation of the address is not chosen")
	}
	got := karims.refill(form, "versie", fmt.Sprint(found.ID), "titel", "Extra", "opent", "15/5/2027", "sluit", "20/6/2027", "uitloop", "120", "geld", "20.000")
	r := h.roundOf(t, "Extra")
	says(t, "the round", plain(karims.after(got, link.StaffRound(r.ID))), "De oproep is voorbereid.", "20 juni 2027, tot middernacht", "120 seconden", "€ 20.000", "Karim Bensalem", "Ontwerp")
	if strings.Contains(h.guest(t).text(link.Subsidies()), "Extra") {
		t.Error("everybody sees a draft")
	}
	stale := hildes.open(link.StaffRoundOpen(r.ID))
	karims.after(karims.refill(link.StaffRoundEdit(r.ID), "sluit", "28/6/2027"), link.StaffRound(r.ID))
	if got := hildes.fillFrom(stale, link.StaffRoundOpen(r.ID)); got.StatusCode != http.StatusConflict {
		t.Errorf("opened from a stale page: %d", got.StatusCode)
	}
	says(t, "the page to open it", hildes.text(link.StaffRoundOpen(r.ID)), "Schoolvakantie", "valt vlak voor de zomervakantie (1 juli tot 31 augustus 2027)")
	p := readPage(t, "", hildes.fillSeen(link.StaffRoundOpen(r.ID)).body)
	says(t, "without the box", p.text(), "Bevestig dat de oproep in of vlak voor de zomervakantie mag sluiten")
	says(t, "the round", hildes.after(hildes.fillSeen(link.StaffRoundOpen(r.ID), "vakantie", "ja"), link.StaffRound(r.ID)), "De oproep is bekendgemaakt.", "Hilde Claes", "Open", "bevestigd")
	says(t, "the list of all", h.guest(t).text(link.Subsidies()), "Extra")
	says(t, "the form of what is published", karims.text(link.StaffRoundEdit(r.ID)), "Deze oproep is bekendgemaakt en ligt vast.")

	extend := link.StaffRoundExtend(r.ID)
	refusedAt(t, hildes.fillSeen(extend, "sluit", "20/6/2027", "bericht", ""), http.StatusUnprocessableEntity, "sluit", "bericht")
	p = readPage(t, "", hildes.fillSeen(extend, "sluit", "15/7/2027", "bericht", "Er was een storing.").body)
	says(t, "into summer", p.text(), "Bevestig dat de oproep", "Ja, de oproep mag in of vlak voor een schoolvakantie sluiten")
	got = hildes.fillSeen(extend, "sluit", "15/7/2027", "bericht", "Er was een storing.", "vakantie", "ja")
	says(t, "the round", hildes.after(got, link.StaffRound(r.ID)), "De oproep is verlengd.", "Verlengd", "Tot 15 juli 2027, tot middernacht", "Er was een storing.", "verlengde een oproep")
	says(t, "what everybody reads", h.guest(t).text(link.Subsidy(regulated)), "Deze oproep is verlengd tot 15 juli 2027", "Er was een storing.")
}

func TestWhatARoundsPageOffersHangsOnThePower(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	draft, open := h.roundOf(t, "Zomer 2027").ID, h.roundOf(t, "Voorjaar 2027").ID
	karims, hildes := h.known(t, karim), h.known(t, hilde)
	for _, test := range []struct {
		says    string
		g       *guest
		page    string
		may, no string
	}{
		{"a dossierbehandelaar and a draft", karims, link.StaffRound(draft), "Wijzig de oproep", "Maak de oproep bekend"},
		{"the head and a draft", hildes, link.StaffRound(draft), "Maak de oproep bekend", "Wijzig de oproep"},
		{"a dossierbehandelaar and what is open", karims, link.StaffRound(open), "Voorjaar 2027", "Verleng de oproep"},
		{"the head and what is open", hildes, link.StaffRound(open), "Verleng de oproep", "Wijzig de oproep"},
		{"a dossierbehandelaar and a regulation", karims, link.StaffRegulation(regulated), "Werk verder aan het ontwerp", "Maak het ontwerp bekend"},
		{"the head and a regulation", hildes, link.StaffRegulation(regulated), "Maak het ontwerp bekend", "Werk verder aan het ontwerp"},
	} {
		text := test.g.text(test.page)
		if !strings.Contains(text, test.may) || strings.Contains(text, test.no) {
			t.Errorf("%s: %q is not offered, or %q is", test.says, test.may, test.no)
		}
	}
	for _, address := range []string{link.StaffRound(999), link.StaffRegulation("niets"), link.StaffVersion(regulated, 9), link.StaffRegulation(regulated) + "/versies/een"} {
		if got := karims.open(address); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
}

func TestThePagesOfRoundsAreWellMade(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	karims, hildes := h.known(t, karim), h.known(t, hilde)
	open, draft := h.roundOf(t, "Voorjaar 2027"), h.roundOf(t, "Zomer 2027").ID
	longer, err := open.Extend(grant.MidnightAfter(calendar.Date(2027, time.June, 10)), "Er was een storing.", h.clock(), true)
	if err != nil {
		t.Fatal(err)
	}
	err = h.db.InTx(t.Context(), func(tx postgres.Tx) error {
		by := account.By{At: h.clock()}
		if err := tx.ExtendRound(t.Context(), longer, by); err != nil {
			return err
		}
		_, err := tx.AddEntry(t.Context(), by, "grant.round-extend", desk.RoundSubject(open.ID), nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for address, g := range map[string]*guest{
		link.StaffRounds(): karims, link.StaffRoundNew(""): karims, link.StaffRound(open.ID): hildes, link.StaffRound(draft): karims, link.StaffRoundEdit(draft): karims,
		link.StaffRoundOpen(draft): hildes, link.StaffRoundExtend(open.ID): hildes, link.StaffRegulations(): karims, link.StaffRegulation(regulated): hildes,
		link.StaffVersion(regulated, 1): karims, link.StaffVersion(regulated, 2): hildes, link.StaffVersionForm(regulated): karims, link.StaffVersionDrop(regulated): karims,
		link.StaffVersionPublish(regulated): hildes,
	} {
		got := g.open(address)
		p := readPage(t, address, got.body)
		if got.StatusCode != http.StatusOK || got.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, %q", address, got.StatusCode, got.Header.Get("Cache-Control"))
		}
		for _, fault := range append(append(append(p.headingFaults(), p.unlabelled()...), p.attributes()...), append(p.doubledIDs(), p.namelessLinks()...)...) {
			t.Errorf("%s: %s", address, fault)
		}
	}
}
