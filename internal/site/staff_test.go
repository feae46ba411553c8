package site

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// More people of the Dienst: Karim handles dossiers, Nadia administers, and Ilse advises until the end of June.
const karim, nadia, ilse = "karim@huis.example", "nadia@huis.example", "ilse@huis.example"

var ilseUntil = calendar.Date(2027, time.June, 30)

// newDienst is a house in which all powers are held that these tests need.
func newDienst(t *testing.T) house {
	t.Helper()
	return houseOn(t, dienstDatabase(t), nil)
}

func dienstDatabase(t *testing.T) *postgres.DB {
	t.Helper()
	return pgtest.Template(t, "dienst", func(ctx context.Context, db *postgres.DB) error {
		if err := inhabit(ctx, t, db); err != nil {
			return err
		}
		clerk, err := desk.New(db, []byte("0123456789abcdef0123456789abcdef"))
		if err != nil {
			return err
		}
		return clerk.AddSamplePeople(ctx, account.By{At: time.Date(2027, time.May, 1, 10, 0, 0, 0, time.UTC)}, []desk.SampleAccount{
			{Name: "Karim Bensalem", Email: karim, Password: theirPassword, Secret: theirSecret, Powers: []account.Part{account.CaseHandlerPart}},
			{Name: "Nadia Okafor", Email: nadia, Password: theirPassword, Secret: theirSecret, Powers: []account.Part{account.AdministratorPart}},
			{Name: "Ilse Adriaens", Email: ilse, Password: theirPassword, Secret: theirSecret, AdvisesUntil: ilseUntil},
		})
	})
}

// registered is an association that somebody has registered, and that the Dienst has not seen.
func (h house) registered(t *testing.T, by account.Email, a association.Association) association.ID {
	t.Helper()
	if a.Name == "" {
		a.Name = "Kolda-Schelde"
	}
	a.Form, a.VCode, a.Region, a.Postcode = association.NonProfit, "V7654321", "west-afrika", "2060"
	who := account.Identity{Person: h.person(t, by).ID, At: h.clock()}.Self()
	id, err := h.desk.RegisterAssociation(t.Context(), who, desk.NewOnce(), desk.Caller{By: who.By(), Client: "192.0.2.1"}, a, nil)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// judge fills in the verdict on an association, on the page as it is drawn now.
func (g *guest) judge(id association.ID, verdict, why string) answer {
	g.t.Helper()
	return g.judgeFrom(g.open(link.StaffAssociation(id)), id, verdict, why)
}

// judgeFrom does the same on a page that was drawn before.
func (g *guest) judgeFrom(drawn answer, id association.ID, verdict, why string) answer {
	g.t.Helper()
	return g.send(link.StaffVerdict(id), "gezien", hidden(g.t, drawn, "gezien"), "once", g.onceOf(drawn, link.StaffVerdict(id)), "oordeel", verdict, "reden", why)
}

// onceOf returns the key of a form on a page that was drawn before.
func (g *guest) onceOf(drawn answer, action string) string {
	g.t.Helper()
	for _, form := range readPage(g.t, drawn.Request.URL.Path, drawn.body).all(named("form")) {
		for n := range form.Descendants() {
			if attr(form, "action") == action && n.Type == html.ElementNode && attr(n, "name") == "once" {
				return attr(n, "value")
			}
		}
	}
	g.t.Fatalf("%s: no form to %s", drawn.Request.URL.Path, action)
	return ""
}

// text returns the words of a page's main part.
func (g *guest) text(address string) string {
	g.t.Helper()
	got := g.open(address)
	if got.StatusCode != http.StatusOK {
		g.t.Errorf("%s: %d", address, got.StatusCode)
	}
	return readPage(g.t, address, got.body).text()
}

func says(t *testing.T, what, text string, want ...string) {
	t.Helper()
	for _, one := range want {
		if !strings.Contains(text, one) {
			t.Errorf("%s does not say %q:\n%s", what, one, text)
		}
	}
}

func TestEachPowerSeesItsOwnWayIn(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	for email, want := range map[string]string{
		karim: "/beheer /beheer/aanvragen /beheer/oproepen /beheer/verenigingen /beheer/budget", hilde: "/beheer /beheer/aanvragen /beheer/oproepen /beheer/verenigingen /beheer/budget",
		nadia: "/beheer /beheer/budget /beheer/mensen /beheer/logboek", ilse: "/advies",
	} {
		g := h.known(t, email)
		home := link.Staff()
		if email == ilse {
			home = link.Advice()
		}
		p := readPage(t, home, g.open(home).body)
		got := p.links(func(n *html.Node) bool { return n.Data == "nav" && attr(n, "aria-label") == "Hoofdmenu" })
		if strings.Join(got, " ") != want {
			t.Errorf("%s sees %q, want %q", email, got, want)
		}
		for _, address := range strings.Fields(want) {
			if got := g.open(address); got.StatusCode != http.StatusOK {
				t.Errorf("%s may not enter %s: %d", email, address, got.StatusCode)
			}
		}
		for _, n := range p.all(named("footer")) {
			t.Errorf("%s sees a footer: %s", email, words(n))
		}
	}
	if n := h.acts(t, "access.deny"); n != 0 {
		t.Errorf("%d were denied", n)
	}
	if got := h.known(t, ilse).open(link.Staff()); got.StatusCode != http.StatusForbidden || h.acts(t, "access.deny") != 1 {
		t.Errorf("an adviser at the door of staff: %d, %d in the record", got.StatusCode, h.acts(t, "access.deny"))
	}
}

func TestThePagesOfTheDienstAreWellMade(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	id := h.registered(t, awa, association.Association{})
	esis, karims, hildes, nadias := h.known(t, esi), h.known(t, karim), h.known(t, hilde), h.known(t, nadia)
	esis.fill("/mijn/account/gegevens/wissen", "wachtwoord", theirPassword, "huidig", theirPassword)
	karims.judge(id, "asked", "Stuur jullie statuten.")
	hildes.fill(link.StaffLead(id), "email", modou, "reden", "Awa is verhuisd.")
	nadias.fill(link.PeopleInvite(), "email", "nieuw@huis.example", "als", "adviseur", "tot", "31/12/2027", "reden", "raad")
	person := h.person(t, awa).ID
	for address, g := range map[string]*guest{
		link.Staff() + "?karim": karims, link.StaffAssociations(): karims, link.StaffAssociationsBy("zzz", "asked", 0): karims, link.StaffAssociation(id): hildes,
		link.StaffLead(id): hildes, link.StaffLeadConfirm(id): hildes, link.StaffLeadWithdraw(id): hildes, link.Staff() + "?hilde": hildes,
		link.Staff(): nadias, link.People(): nadias, link.PeopleBy("a"): nadias, link.PeopleInvite(): nadias, link.StaffPerson(person): nadias,
		link.StaffPowers(person): nadias, link.StaffTerm(person): nadias, link.StaffAccess(person): nadias, link.Record(): nadias,
		link.RecordBy(link.RecordSearch{Person: "niemand@huis.example", From: "gisteren"}): nadias, link.RecordCheck(): nadias, link.Advice(): h.known(t, ilse),
	} {
		got := g.open(address)
		p := readPage(t, address, got.body)
		if got.StatusCode != http.StatusOK && got.StatusCode != http.StatusUnprocessableEntity || got.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, %q", address, got.StatusCode, got.Header.Get("Cache-Control"))
		}
		for _, fault := range append(append(append(p.headingFaults(), p.unlabelled()...), p.attributes()...), append(p.doubledIDs(), p.namelessLinks()...)...) {
			t.Errorf("%s: %s", address, fault)
		}
	}
}

func TestAnAssociationIsVerifiedOnThePage(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	id := h.registered(t, awa, association.Association{Website: "https://kolda.example"})
	karims := h.known(t, karim)
	says(t, "the home of staff", karims.text(link.Staff()), "Er wacht één ding op jou.", "Kolda-Schelde", "V7654321")
	says(t, "the list", karims.text(link.StaffAssociationsBy("7654", "", 0)), "Kolda-Schelde")
	says(t, "the list", karims.text(link.StaffAssociationsBy("v765", "registered", 0)), "Kolda-Schelde", "Wacht op nazicht")
	says(t, "its page", karims.text(link.StaffAssociation(id)), "Wacht op nazicht", "Awa Diop", string(awa), "Hoofdvertegenwoordiger", "registreerde een vereniging")

	got := karims.judge(id, "refused", "  ")
	refusedAt(t, got, http.StatusUnprocessableEntity, "reden")
	got = karims.judge(id, "", "Waar zijn de <b>statuten</b>?")
	if p := readPage(t, "", got.body); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(p.text(), "Kies wat je over deze vereniging beslist.") ||
		!strings.Contains(p.text(), "Waar zijn de <b>statuten</b>?") {
		t.Errorf("without a choice: %d, what was typed is gone\n%s", got.StatusCode, p.text())
	}
	leads(t, karims.judge(id, "asked", "Waar zijn de statuten?\r\nEn de namen?"), link.StaffAssociation(id))
	says(t, "its page", karims.text(link.StaffAssociation(id)), "Je oordeel is bewaard.", "Meer gevraagd", "Waar zijn de statuten?", "oordeelde over een vereniging", "Voordien Wacht op nazicht")
	leads(t, karims.judge(id, "verified", ""), link.StaffAssociation(id))
	if a, err := h.db.PrivateAssociation(t.Context(), id); err != nil || a.Standing != association.Verified {
		t.Errorf("%s, %v", a.Standing, err)
	}
	if got := h.guest(t).open(link.Association("kolda-schelde")); got.StatusCode != http.StatusOK {
		t.Errorf("the public page: %d", got.StatusCode)
	}
	for _, n := range readPage(t, "", karims.open(link.StaffAssociation(id)).body).all(named("form")) {
		if attr(n, "action") == link.StaffVerdict(id) {
			t.Error("a verified association without news has a verdict to give")
		}
	}
}

func TestAVerdictOnAStalePageIsRefusedWithWhoCameInBetween(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	id := h.registered(t, awa, association.Association{})
	karims, hildes := h.known(t, karim), h.known(t, hilde)
	drawn := karims.open(link.StaffAssociation(id))
	if err := h.db.InTx(t.Context(), func(tx postgres.Tx) error {
		return tx.SetPowers(t.Context(), h.person(t, hilde).ID, []account.Part{account.HeadPart, account.CaseHandlerPart}, account.By{At: h.clock()})
	}); err != nil {
		t.Fatal(err)
	}
	leads(t, hildes.judge(id, "refused", "Dit nummer is van een ander."), link.StaffAssociation(id))
	got := karims.judgeFrom(drawn, id, "verified", "mooi zo")
	text := readPage(t, "", got.body).text()
	if got.StatusCode != http.StatusConflict {
		t.Errorf("%d", got.StatusCode)
	}
	says(t, "the page", text, "Intussen gewijzigd door Hilde Claes", "oordeelde over een vereniging", "Geweigerd", "Dit nummer is van een ander.", "mooi zo")
	if a, err := h.db.PrivateAssociation(t.Context(), id); err != nil || a.Standing != association.Refused {
		t.Errorf("%s, %v", a.Standing, err)
	}
}

func TestAVerdictTypedTooLateIsThereAfterSigningIn(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	id := h.registered(t, awa, association.Association{})
	karims := h.known(t, karim)
	drawn := karims.open(link.StaffAssociation(id))
	h.later(account.StaffIdle + time.Minute)
	if got := karims.judgeFrom(drawn, id, "refused", "Een lange uitleg."); !strings.HasPrefix(got.Header.Get("Location"), link.SignIn()) {
		t.Fatalf("%d to %q", got.StatusCode, got.Header.Get("Location"))
	}
	karims = h.known(t, karim)
	p := readPage(t, "", karims.open(link.StaffAssociation(id)).body)
	says(t, "the page", p.text(), "Een lange uitleg.", "Je was te lang weg.")
	if got := chosen(p, "oordeel"); len(got) != 1 || got[0] != "refused" {
		t.Errorf("%q is chosen", got)
	}
}

func TestNobodyVerifiesTheirOwnAssociation(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	id := h.registered(t, karim, association.Association{})
	karims := h.known(t, karim)
	drawn := karims.open(link.StaffAssociation(id))
	says(t, "its page", readPage(t, "", drawn.body).text(), "Een collega beslist.")
	got := karims.send(link.StaffVerdict(id), "gezien", "x", "once", desk.NewOnce().String(), "oordeel", "verified")
	if a, err := h.db.PrivateAssociation(t.Context(), id); err != nil || a.Standing != association.Registered || got.StatusCode < 400 {
		t.Errorf("%d, %s, %v", got.StatusCode, a.Standing, err)
	}
}

func TestTheHeadNamesWhoSpeaksForAnAssociation(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	id := h.registered(t, awa, association.Association{})
	hildes := h.known(t, hilde)
	refusedAt(t, hildes.fill(link.StaffLead(id), "email", "niemand@huis.example", "reden", "Awa is weg."), http.StatusUnprocessableEntity, "email")
	got := hildes.fill(link.StaffLead(id), "email", modou, "reden", " ")
	if p := refusedAt(t, got, http.StatusUnprocessableEntity, "reden"); !hasValue(p, "email", modou) {
		t.Error("what was typed is gone")
	}
	leads(t, hildes.fill(link.StaffLead(id), "email", modou, "reden", "Awa is weg."), link.StaffAssociation(id))
	says(t, "its page", hildes.text(link.StaffAssociation(id)), "Modou Faye is op 15 mei 2027 aangekondigd door Hilde Claes", "Awa is weg.", "29 mei 2027")
	if got := hildes.fill(link.StaffLeadConfirm(id)); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("too early: %d", got.StatusCode)
	}
	h.later(account.NominationWait * 24 * time.Hour)
	hildes = h.known(t, hilde)
	says(t, "the home of the head", hildes.text(link.Staff()), "Er wacht één ding op jou.", "Kolda-Schelde", "Modou Faye", "Nu")
	leads(t, hildes.fill(link.StaffLeadConfirm(id)), link.StaffAssociation(id))
	seats, err := h.db.Seats(t.Context(), id)
	if part, _ := seats.Of(h.person(t, modou).ID); err != nil || part != account.LeadPart {
		t.Errorf("%q, %v", part, err)
	}
	if got := h.known(t, karim).open(link.StaffLead(id)); got.StatusCode != http.StatusForbidden {
		t.Errorf("a case handler: %d", got.StatusCode)
	}
}

func TestTheServerSaysThatItsLettersReachNobody(t *testing.T) {
	t.Parallel()
	const warning = "Brieven worden niet verstuurd"
	for unsent, want := range map[bool]int{false: 0, true: 1} {
		h := houseOn(t, dienstDatabase(t), func(set *Settings) { set.Unsent = unsent })
		if got := strings.Count(h.known(t, karim).open(link.Staff()).body, warning); got != want {
			t.Errorf("unsent %v: said %d times", unsent, got)
		}
	}
}

func TestTheServerSaysThatItRunsWithoutTheProgramsRole(t *testing.T) {
	t.Parallel()
	const warning = "De databank laat het programma meer toe dan nodig is"
	db := dienstDatabase(t)
	if text := houseOn(t, db, nil).known(t, karim).open(link.Staff()).body; strings.Contains(text, warning) {
		t.Error("it warns for nothing")
	}
	h := houseOn(t, pgtest.Owner(t, db), nil)
	h.later(time.Hour) // after the code that was used
	for address, g := range map[string]*guest{link.Staff(): h.known(t, nadia), link.StaffAssociations(): h.known(t, karim)} {
		if !strings.Contains(g.open(address).body, warning) {
			t.Errorf("%s says nothing", address)
		}
	}
}

func TestAnAdvisersTermEnds(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	says(t, "the adviser's home", h.known(t, ilse).text(link.Advice()), "Dag Ilse Adriaens", "30 juni 2027", "Nog 46 dagen.", "Er ligt nu geen vraag voor jou.")
	h.later(ilseUntil.AddDays(1).Start().Sub(h.clock()) - time.Minute)
	says(t, "on the last evening", h.known(t, ilse).text(link.Advice()), "Vandaag is de laatste dag.")
	h.later(2 * time.Minute)
	if got := h.known(t, ilse).open(link.Advice()); got.StatusCode != http.StatusForbidden {
		t.Errorf("a minute after the term: %d", got.StatusCode)
	}
}

// decimal writes a number as addresses do.
func decimal[T ~int64](id T) string { return strconv.FormatInt(int64(id), 10) }
