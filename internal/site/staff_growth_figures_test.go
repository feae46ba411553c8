package site

import (
	"net/http"
	"strings"
	"testing"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/link"
)

func TestAPopulationFigureIsAddedWithItsSource(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	lottes := v.known(t, lotte)
	says(t, "without figures", lottes.text(link.StaffPopulation()), "Er is nog geen bevolkingscijfer.")
	p := refusedAt(t, lottes.fill(link.StaffPopulation(), "dag", "31 februari", "inwoners", "veel", "bron", "", "adres", "statbel"), 422, "dag", "inwoners", "bron", "adres")
	if !hasValue(p, "dag", "31 februari") || !hasValue(p, "inwoners", "veel") || !hasValue(p, "adres", "statbel") {
		t.Error("what was typed is gone")
	}
	refusedAt(t, lottes.fill(link.StaffPopulation(), "dag", "1/1/2028", "inwoners", "568.766", "bron", "Statbel"), 422, "dag")
	says(t, "the figures", lottes.after(lottes.fill(link.StaffPopulation(), "dag", "1/1/2027", "inwoners", "568.000", "bron", "Statbel, voorlopig", "adres", "https://statbel.fgov.be/"), link.StaffPopulation()),
		"568.000 inwoners op 1 januari 2027", "Statbel, voorlopig", "15 mei 2027", "Lotte Peeters (budgetbeheerder) noteerde een bevolkingscijfer")
	text := lottes.after(lottes.fill(link.StaffPopulation(), "dag", "1/1/2027", "inwoners", "568.766", "bron", "Statbel"), link.StaffPopulation())
	says(t, "the figure that counts now", text, "568.766 inwoners op 1 januari 2027", "568.000 inwoners op 1 januari 2027, bron: Statbel, voorlopig, https://statbel.fgov.be/")
	if all, err := v.db.PopulationsAsOf(t.Context(), 0); err != nil || len(all) != 1 {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestAPriceIndexIsAddedWithItsSource(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	lottes := v.known(t, lotte)
	p := refusedAt(t, lottes.fill(link.StaffPrices(), "jaar", "nu", "punten", "€ 3", "bron", " "), 422, "jaar", "punten", "bron")
	if !hasValue(p, "jaar", "nu") || !hasValue(p, "punten", "€ 3") {
		t.Error("what was typed is gone")
	}
	lottes.after(lottes.fill(link.StaffPrices(), "jaar", "2025", "punten", "129,5", "bron", "Statbel"), link.StaffPrices())
	says(t, "the index", lottes.after(lottes.fill(link.StaffPrices(), "jaar", "2026", "punten", "131,02", "bron", "Statbel"), link.StaffPrices()),
		"Het indexcijfer van 2026 is toegevoegd: 131,02.", "131,02 in 2026", "129,50", "noteerde een prijsindex", "131,02 in 2026, bron: Statbel")
}

var leuven = []string{"stad", "Leuven", "jaar", "2025", "bedrag", "2,54", "inwoners", "", "telling", "all-without-staff", "toelichting", "Zonder personeel.", "bron", "Jaarverslag", "adres", "https://leuven.be/"}

func TestAFigureOfAnotherCityIsPublishedByTwo(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	lottes, hildes, karims := v.known(t, lotte), v.known(t, hilde), v.known(t, karim)
	p := refusedAt(t, lottes.fill(link.StaffPeerNew(), "stad", "", "jaar", "2030", "bedrag", "veel", "inwoners", "drie", "telling", "", "bron", "", "adres", "", "toelichting", "Nota."), 422,
		"stad", "jaar", "bedrag", "inwoners", "telling", "bron", "adres")
	says(t, "the form", p.text(), "Nota.")
	if !hasValue(p, "bedrag", "veel") || !hasValue(p, "jaar", "2030") {
		t.Error("what was typed is gone")
	}
	peer := link.StaffPeer(1)
	text := lottes.after(lottes.fill(link.StaffPeerNew(), leuven...), peer)
	says(t, "the figure", text, "Het cijfer is ingevoerd.", "Na te kijken", "Lotte Peeters, op 15 mei 2027", "nog door niemand", "Jij voerde dit cijfer in.", "Leuven 2025: € 2,54 per inwoner")
	if strings.Contains(text, "Het klopt met de bron") {
		t.Error("who entered it is offered to check it")
	}
	refusedSaying(t, lottes.send(link.StaffPeerCheck(1), "once", newKey()), "Je voerde dit cijfer zelf in.")
	if got := lottes.fill(link.StaffPeerNew(), leuven...); got.StatusCode != 422 || !strings.Contains(got.body, "Er staat al een cijfer van Leuven voor 2025") {
		t.Errorf("the same again: %d", got.StatusCode)
	}
	for _, act := range []string{link.StaffPeerCheck(1), link.StaffPeerWithdraw(1)} {
		if got := karims.send(act, "once", newKey(), "reden", "x"); got.StatusCode != http.StatusForbidden {
			t.Errorf("%s by somebody else: %d", act, got.StatusCode)
		}
	}
	says(t, "who only reads", karims.text(peer), "De budgetbeheerder of het diensthoofd kijkt dit na.")
	if body := v.guest(t).open(link.Budget()).body; strings.Contains(body, "Leuven") {
		t.Error("it is public before somebody checked it")
	}
	says(t, "the list", hildes.text(link.StaffPeers()), "0 cijfers zijn openbaar. Eén wacht op nazicht.", "Leuven")
	says(t, "the figure", hildes.after(hildes.press(peer, link.StaffPeerCheck(1)), peer), "Nagekeken. Het cijfer staat nu op de openbare pagina.", "Openbaar", "Hilde Claes, op 15 mei 2027")
	says(t, "the public page", v.guest(t).text(link.Budget()), "Leuven", "2,54")
	refusedSaying(t, hildes.send(link.StaffPeerCheck(1), "once", newKey()), "Dit cijfer is al nagekeken.")

	p = refusedAt(t, lottes.press(peer, link.StaffPeerWithdraw(1), "reden", "  "), 422, "reden")
	says(t, "the figure", p.text(), "Schrijf waarom je het cijfer intrekt.")
	says(t, "the figure", lottes.after(lottes.press(peer, link.StaffPeerWithdraw(1), "reden", "Het was de begroting, niet de rekening."), peer), "Ingetrokken", "Het was de begroting, niet de rekening.")
	refusedSaying(t, lottes.send(link.StaffPeerWithdraw(1), "once", newKey(), "reden", "nog eens"), "Dit cijfer is al ingetrokken.")
	if body := v.guest(t).open(link.Budget()).body; strings.Contains(body, "Leuven") {
		t.Error("it is public after it was withdrawn")
	}
	says(t, "the list", lottes.text(link.StaffPeers()), "Ingetrokken", "Het was de begroting, niet de rekening.")
	if got := lottes.open(link.StaffPeer(9)); got.StatusCode != http.StatusNotFound {
		t.Errorf("a figure that is not there: %d", got.StatusCode)
	}
}

func TestThePagesOfTheGrowthPathAreWellMade(t *testing.T) {
	t.Parallel()
	v := running(t)
	lottes, hildes := v.known(t, lotte), v.known(t, hilde)
	pages := map[string]answer{}
	look := func(g *guest, addresses ...string) {
		for _, address := range addresses {
			pages[address] = g.open(address)
		}
	}
	look(lottes, link.StaffPath(), link.StaffPathChange())
	empty := pages[link.StaffPathChange()]
	v.path(t, 0, 300, nil)
	v.path(t, 1, 340, func(p *budget.GrowthPath) {
		p.How, p.Years[2].Target, p.Years[2].Decision, p.Years[2].FallReason = budget.ByHand, 190, "2027_GR_00009", scriptName+turnedName
		p.Reason = scriptName + turnedName
	})
	v.do(t, v.desk.AddPopulation(t.Context(), v.keeper, desk.NewOnce(), budget.Population{On: calendar.Date(2027, 1, 1), Inhabitants: 568_766, Source: scriptName + formulaName}))
	lottes.fill(link.StaffPeerNew(), append(leuven[:12:12], "bron", turnedName[:4]+scriptName, "adres", "https://leuven.be/")...)
	look(lottes, link.StaffPath()+"?", link.StaffPathChange()+"?", link.StaffPathVersion(2, 0), link.StaffPathVersion(1, 0), link.StaffSimulator(), link.StaffSimulation("2027", "2", "600.000"),
		link.StaffSimulation("x", "y", "z"), link.StaffPopulation(), link.StaffPrices(), link.StaffPeers(), link.StaffPeer(1), link.StaffPeerNew())
	look(hildes, link.StaffPeer(1)+"?", link.StaffPopulation()+"?")
	pages["a stale page"] = lottes.sendPath(empty, "doe", "", "eerste", "2027", "jaar", "2027", "streef-2027", "x", "reden", "x")
	pages["what cannot be read"] = lottes.sendPath(pages[link.StaffPathChange()+"?"], "streef-2028", scriptName, "streef-2029", "", "status-2030", "accounted", "besluit-2031", "x", "hoe", "", "reden", "")
	for address, got := range pages {
		p := readPage(t, address, got.body)
		for _, fault := range append(append(append(p.headingFaults(), p.unlabelled()...), p.attributes()...), append(p.doubledIDs(), append(p.namelessLinks(), p.namelessDrawings()...)...)...) {
			t.Errorf("%s: %s", address, fault)
		}
		if strings.Contains(got.body, "<script>alert") || got.StatusCode >= 500 || got.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
		for _, field := range p.all(named("input", "select", "textarea", "a")) {
			ids := strings.Fields(attr(field, "aria-describedby"))
			if to := attr(field, "href"); strings.HasPrefix(to, "#") {
				ids = append(ids, to[1:])
			}
			if wrong := p.missing(ids); len(wrong) > 0 {
				t.Errorf("%s: %s points at %q, which is not there", address, attr(field, "name"), wrong)
			}
		}
	}
}
