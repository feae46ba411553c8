package site

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// begins sends the form in which a regulation is begun, with other values in some of its fields.
func (g *guest) begins(pairs ...string) answer {
	g.t.Helper()
	fields := []string{"titel", "Kleine daden, grote vrienden", "adres", "", "code", "kle", "begin", "hier", "van", "1/6/2027", "maximum", "900", "enveloppe", "sensibilisering"}
	return g.fill(link.StaffRegulationNew(), change(fields, pairs...)...)
}

// completes fills in what the plain beginning leaves open, on the form of the draft.
func (g *guest) completes(page string, pairs ...string) answer {
	g.t.Helper()
	drawn := g.open(page)
	fields := change(fieldsOf(g.t, drawn, page), append([]string{"waarvoor", "Voor kleine daden in de stad.", "rechtsgrond", "Reglement van de gemeenteraad.",
		"voorwie", "Verenigingen in Antwerpen.", "beslistermijn", "30", "verslagtermijn", "60", "criterium-1-titel", "Wie aanvraagt", "criterium-1-soort", "doelgroep",
		"criterium-1", "Vzw\nof\nSchool"}, pairs...)...)
	return g.send(page, append(fields, "aanvragers", "vzw", "activiteiten", "activiteit", "bijzonder", "licht", "once", g.onceOf(drawn, page))...)
}

func TestARegulationIsBegunFilledInPublishedAndOpened(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	karims, hildes := h.known(t, karim), h.known(t, hilde)
	begin, slug := link.StaffRegulationNew(), "kleine-daden-grote-vrienden"
	of, write, public := link.StaffRegulation(slug), link.StaffVersionForm(slug), link.Subsidy(slug)
	says(t, "the list", karims.text(link.StaffRegulations()), "Begin een reglement")
	if strings.Contains(hildes.text(link.StaffRegulations()), "Begin een reglement") {
		t.Error("who heads the Dienst is offered to begin one")
	}
	says(t, "the form", karims.text(begin), "Eenvoudige vragen, voor iets in Antwerpen", "Zoals Projecten in het Zuiden, versie 1", "versie 2 (ontwerp)", "Sensibilisering en inleefreizen", "Geen: steun in natura")

	p := refusedAt(t, karims.refill(begin), http.StatusUnprocessableEntity, "titel", "adres", "code", "begin", "van", "maximum", "enveloppe")
	var order []string
	for _, a := range p.all(func(n *html.Node) bool { return strings.HasPrefix(attr(n, "href"), "#") && attr(n, "class") != "skip" }) {
		order = append(order, attr(a, "href"))
	}
	if got, want := strings.Join(order, " "), "#titel #adres #code #begin #van #maximum #enveloppe"; got != want {
		t.Errorf("the summary leads to %s", got)
	}
	refusedAt(t, karims.begins("code", "pro", "adres", regulated), http.StatusUnprocessableEntity, "adres", "code")
	got := karims.begins("maximum", "veel", "adres", "nieuw")
	refusedAt(t, got, http.StatusUnprocessableEntity, "maximum")
	if !strings.Contains(got.body, `value="veel"`) || !strings.Contains(got.body, `<option value="hier" selected>`) {
		t.Error("what was typed is gone")
	}
	refusedAt(t, karims.begins("adres", "nieuw"), http.StatusUnprocessableEntity, "adres")
	if got = karims.begins("titel", "Kleine daden, grote vrienden", "van", "gisteren"); !strings.Contains(got.body, `value="`+slug+`"`) {
		t.Error("no address is proposed")
	}
	says(t, "the form of the draft", karims.after(karims.begins(), write), "Het ontwerp staat er.", "Kleine daden, grote vrienden", "Ontwerp van versie 1")
	says(t, "the regulation", plain(karims.text(of)), "KLE: hoogstens € 900", "Versie 1 is een ontwerp", "begon aan een nieuw reglement", "Wijzig adres en code")
	if got := h.guest(t).open(public); got.StatusCode != http.StatusNotFound {
		t.Errorf("everybody sees a draft: %d", got.StatusCode)
	}
	says(t, "what is published too soon", plain(readPage(t, "", hildes.fillSeen(link.StaffVersionPublish(slug)).body).text()), "Zeg wie er kan aanvragen.", "waarvoor het is; de rechtsgrond")

	refusedAtGroup(t, karims.refill(write, "waarvoor", "x"), "aanvragers")
	refusedAtGroup(t, karims.completes(write, "maximum", "1.500"), "bijzonder")
	refusedAt(t, karims.completes(write, "criterium-1-titel", ""), http.StatusUnprocessableEntity, "criterium-1-titel")
	says(t, "after it", karims.after(karims.completes(write), of), "Het ontwerp is bewaard.")
	says(t, "what is published", plain(hildes.text(link.StaffVersionPublish(slug))), "Wat het zegt", "Sensibilisering en inleefreizen", "Wie aanvraagt (doelgroep): Vzw, of school", "Ook het adres /subsidies/"+slug,
		"Lichte weg Ja")
	says(t, "after that", hildes.after(hildes.fillSeen(link.StaffVersionPublish(slug)), of), "Het reglement is bekendgemaakt.", "Geldt straks")
	says(t, "the address of what is published", karims.text(link.StaffRegulationName(slug)), "liggen vast")
	says(t, "what everybody reads", plain(h.guest(t).text(public)), "Kleine daden, grote vrienden", "Hoogstens € 900", "Hoe heet wat je gaat doen?")

	draft := link.StaffRoundNew(slug)
	if got := karims.open(draft); got.StatusCode != http.StatusOK {
		t.Fatalf("a round under it: %d", got.StatusCode)
	}
	all, err := h.db.VersionsOf(t.Context(), slug)
	if err != nil {
		t.Fatal(err)
	}
	karims.refill(link.StaffRoundNew(""), "versie", fmt.Sprint(all[0].ID), "titel", "Eerste oproep", "opent", "2/6/2027", "sluit", "20/6/2027", "uitloop", "60")
	r := h.roundOf(t, "Eerste oproep")
	says(t, "the round", hildes.after(hildes.fillSeen(link.StaffRoundOpen(r.ID), "vakantie", "ja"), link.StaffRound(r.ID)), "De oproep is bekendgemaakt.")
	h.later(30 * 24 * time.Hour)
	says(t, "what everybody reads of the round", h.guest(t).text(public), "Eerste oproep")
}

func TestARegulationInDraftGetsAnotherAddressAndIsThrownAwayOnItsPages(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	karims := h.known(t, karim)
	slug := "kleine-daden-grote-vrienden"
	all, err := h.db.VersionsOf(t.Context(), regulated)
	if err != nil {
		t.Fatal(err)
	}
	karims.after(karims.begins("begin", "versie-"+fmt.Sprint(all[0].ID), "maximum", "9.000", "enveloppe", "geen"), link.StaffVersionForm(slug))
	says(t, "the copy", plain(karims.text(link.StaffVersion(slug, 1))), "geen: steun in natura", "€ 9.000,00", "Wat leren mensen in Antwerpen ervan?")
	name := link.StaffRegulationName(slug)
	refusedAt(t, karims.refill(name, "adres", regulated), http.StatusUnprocessableEntity, "adres")
	says(t, "the same", readPage(t, "", karims.refill(name).body).text(), "Er is niets veranderd.")
	stale := karims.open(name)
	says(t, "after it", karims.after(karims.refill(name, "adres", "daden", "code", "dad"), link.StaffRegulation("daden")), "Het adres en de code zijn bewaard.", "DAD")
	if got := karims.fillFrom(stale, name, "adres", "weer-anders", "code", "DAD"); got.StatusCode != http.StatusNotFound {
		t.Errorf("the older address: %d", got.StatusCode)
	}
	if got := karims.open(link.StaffRoundNew("daden")); !strings.Contains(got.body, "(nog een ontwerp)") && got.StatusCode != http.StatusOK {
		t.Errorf("a round under a draft: %d", got.StatusCode)
	}
	drop := link.StaffVersionDrop("daden")
	says(t, "the question", karims.text(drop), "Het hele reglement is dan weg")
	drawn := karims.open(drop)
	fields := append(fieldsOf(t, drawn, drop), "once", karims.onceOf(drawn, drop))
	for range 2 { // pressed twice
		leads(t, karims.send(drop, fields...), link.StaffRegulations())
	}
	if text := karims.text(link.StaffRegulations()); !strings.Contains(text, "Het ontwerp is weggegooid.") || strings.Contains(text, "Kleine daden") {
		t.Errorf("%s", text)
	}
	leadsOnlyWhereTheyMayGo(t, h.known(t, nadia), link.RecordBy(link.RecordSearch{Act: "grant."}))
}

func TestThePagesOfANewRegulationAreWellMade(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	karims := h.known(t, karim)
	karims.after(karims.begins(), link.StaffVersionForm("kleine-daden-grote-vrienden"))
	for address, got := range map[string]answer{
		"the form": karims.open(link.StaffRegulationNew()), "what is refused": karims.refill(link.StaffRegulationNew()),
		"the draft":         karims.open(link.StaffVersionForm("kleine-daden-grote-vrienden")),
		"the draft refused": karims.completes(link.StaffVersionForm("kleine-daden-grote-vrienden"), "criterium-1-titel", "", "maximum", "5.000"),
		"the name":          karims.open(link.StaffRegulationName("kleine-daden-grote-vrienden")),
	} {
		p := readPage(t, address, got.body)
		for _, fault := range append(append(append(p.headingFaults(), p.unlabelled()...), p.attributes()...), append(p.doubledIDs(), p.namelessLinks()...)...) {
			t.Errorf("%s: %s", address, fault)
		}
	}
}

func TestACityWithoutRegulationsBeginsItsFirst(t *testing.T) {
	t.Parallel()
	h := houseOn(t, pgtest.Template(t, "unruled", func(ctx context.Context, db *postgres.DB) error {
		if err := inhabit(ctx, t, db); err != nil {
			return err
		}
		clerk, err := desk.New(db, []byte("0123456789abcdef0123456789abcdef"))
		if err != nil {
			return err
		}
		return clerk.AddSamplePeople(ctx, account.By{At: time.Date(2027, time.May, 1, 10, 0, 0, 0, time.UTC)}, []desk.SampleAccount{
			{Name: "Karim Bensalem", Email: karim, Password: theirPassword, Secret: theirSecret, Powers: []account.Part{account.CaseHandlerPart}}})
	}), nil)
	karims := h.known(t, karim)
	says(t, "the list", karims.text(link.StaffRegulations()), "Er is nog geen reglement.", "Begin het eerste")
	karims.after(karims.begins(), link.StaffVersionForm("kleine-daden-grote-vrienden"))
	says(t, "the list with one", karims.text(link.StaffRegulations()), "Kleine daden, grote vrienden", "Ontwerp van versie 1")
}

// Whoever was away too long comes back to the forms with what they typed (R9).
func TestWhatWasTypedTooLateOfANewRegulationStandsOnItsPagesAgain(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	karims, slug := h.known(t, karim), "kleine-daden-grote-vrienden"
	begin, write, name := link.StaffRegulationNew(), link.StaffVersionForm(slug), link.StaffRegulationName(slug)
	karims.after(karims.begins(), write)
	form, draft, named := karims.open(begin), karims.open(write), karims.open(name)
	h.later(account.StaffIdle + time.Minute)
	late := func(drawn answer, page string, more ...string) {
		t.Helper()
		fields := append(fieldsOf(t, drawn, page), "once", karims.onceOf(drawn, page))
		leads(t, karims.send(page, append(change(fields, more...), "bijzonder", "oeso")...), link.SignInTo(page))
	}
	late(form, begin, "titel", "Nog een idee", "begin", "elders", "enveloppe", "geen")
	late(draft, write, "enveloppe", "scholen", "soort", "school", "criterium-2-titel", "Waar het gebeurt")
	late(named, name, "adres", "andere-daden")
	karims = h.known(t, karim)
	p := readPage(t, begin, karims.open(begin).body)
	says(t, "the form", p.text(), "Je was te lang weg.")
	if !hasValue(p, "titel", "Nog een idee") || !strings.Contains(p.text(), "steun in natura") {
		t.Error("what was typed is gone")
	}
	got := karims.open(begin).body
	for _, want := range []string{`value="elders" selected`, `value="geen" selected`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not there", want)
		}
	}
	got = karims.open(write).body
	for _, want := range []string{`value="scholen" selected`, `value="school" selected`, `value="Waar het gebeurt"`, `value="oeso" checked`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not there", want)
		}
	}
	if !hasValue(readPage(t, name, karims.open(name).body), "adres", "andere-daden") {
		t.Error("the address that was typed is gone")
	}
}
