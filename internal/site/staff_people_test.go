package site

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

func TestAChangeOfPowerWorksAtTheNextClick(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	awas, nadias := h.known(t, awa), h.known(t, nadia)
	id := h.person(t, awa).ID
	if got := awas.open(link.Staff()); got.StatusCode != http.StatusForbidden {
		t.Errorf("before: %d", got.StatusCode)
	}
	refusedAt(t, nadias.empower(id, "", "diensthoofd"), http.StatusUnprocessableEntity, "reden")
	got := nadias.empower(id, "nieuw in dienst", "diensthoofd", "beheerder")
	if p := readPage(t, "", got.body); got.StatusCode != http.StatusUnprocessableEntity || len(chosen(p, "bevoegdheid")) != 2 || !strings.Contains(p.text(), "nieuw in dienst") {
		t.Errorf("%d, %q is chosen", got.StatusCode, chosen(p, "bevoegdheid"))
	}
	drawn := nadias.open(link.StaffPowers(id))
	leads(t, nadias.empowerFrom(drawn, id, "nieuw in dienst", "diensthoofd", "redacteur"), link.StaffPerson(id))
	got = nadias.send(link.StaffPowers(id), "once", newKey(), "bevoegdheid", "budgetbeheerder", "reden", "op een oude pagina")
	says(t, "an old page", readPage(t, "", got.body).text(), "Intussen gewijzigd door Nadia Okafor", "op een oude pagina")
	if got.StatusCode != http.StatusConflict {
		t.Errorf("an old page: %d", got.StatusCode)
	}
	if got := awas.open(link.MyAccount()); got.StatusCode != http.StatusSeeOther || !strings.HasPrefix(got.Header.Get("Location"), link.SignIn()) {
		t.Errorf("the session from before: %d to %s", got.StatusCode, got.Header.Get("Location"))
	}
	again := h.known(t, awa)
	if got := again.open(link.Staff()); got.Header.Get("Location") != link.MySecond() {
		t.Errorf("without a second step: %d to %q", got.StatusCode, got.Header.Get("Location"))
	}
	says(t, "her page", nadias.text(link.StaffPerson(id)), "Diensthoofd, redacteur", "Nadia Okafor (beheerder) wijzigde bevoegdheden", "nieuw in dienst")
	if p := readPage(t, "", nadias.open(link.StaffPowers(id)).body); !slices.Equal(chosen(p, "bevoegdheid"), []string{"diensthoofd", "redacteur"}) {
		t.Errorf("the form shows %q", chosen(p, "bevoegdheid"))
	}

	refusedAtGroup(t, nadias.empower(h.person(t, nadia).ID, "weg"), "bevoegdheid")
	leads(t, nadias.empower(id, "opvolging", "beheerder"), link.StaffPerson(id))
	leads(t, nadias.empower(h.person(t, nadia).ID, "iets anders", "redacteur"), link.SignIn())
}

// empower fills in the form of somebody's powers as it is drawn now.
func (g *guest) empower(id account.ID, why string, powers ...string) answer {
	g.t.Helper()
	return g.empowerFrom(g.open(link.StaffPowers(id)), id, why, powers...)
}

// empowerFrom does the same on a page that was drawn before.
func (g *guest) empowerFrom(drawn answer, id account.ID, why string, powers ...string) answer {
	g.t.Helper()
	fields := []string{"once", g.onceOf(drawn, link.StaffPowers(id)), "reden", why}
	for _, power := range powers {
		fields = append(fields, "bevoegdheid", power)
	}
	for _, n := range readPage(g.t, "", drawn.body).all(named("input")) {
		if attr(n, "name") == "gezien" {
			fields = append(fields, "gezien", attr(n, "value"))
		}
	}
	return g.send(link.StaffPowers(id), fields...)
}

// chosen returns the values that are chosen of a question.
func chosen(p *page, name string) []string {
	var all []string
	for _, n := range p.all(named("input")) {
		for _, a := range n.Attr {
			if attr(n, "name") == name && a.Key == "checked" {
				all = append(all, attr(n, "value"))
			}
		}
	}
	return all
}

func TestSomebodyIsInvitedToTheDienstAndComesIn(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	nadias := h.known(t, nadia)
	got := nadias.fill(link.PeopleInvite(), "email", "awa", "als", "dienst", "bevoegdheid", "redacteur", "reden", "teksten")
	if p := refusedAt(t, got, http.StatusUnprocessableEntity, "email"); !hasValue(p, "email", "awa") || !slices.Equal(chosen(p, "bevoegdheid"), []string{"redacteur"}) ||
		!slices.Equal(chosen(p, "als"), []string{"dienst"}) {
		t.Error("what was typed is gone")
	}
	refusedAtGroup(t, nadias.fill(link.PeopleInvite(), "email", awa, "reden", "teksten"), "als")
	refusedAt(t, nadias.fill(link.PeopleInvite()), http.StatusUnprocessableEntity, "email", "reden") // all at once
	refusedAt(t, nadias.fill(link.PeopleInvite(), "email", awa, "als", "adviseur", "tot", "ooit", "reden", "raad"), http.StatusUnprocessableEntity, "tot")
	leads(t, nadias.fill(link.PeopleInvite(), "email", awa, "als", "dienst", "bevoegdheid", "redacteur", "tot", "ooit", "reden", "teksten"), link.People())
	says(t, "the page of people", nadias.text(link.People()), "De uitnodiging is onderweg.", awa, "Redacteur", "Onderweg")

	open, err := h.db.InvitationsToDienst(t.Context(), h.clock().Add(-time.Hour))
	if err != nil || len(open) != 1 {
		t.Fatalf("%+v, %v", open, err)
	}
	id := open[0].ID
	leads(t, nadias.send(link.PeopleResend(id), "once", nadias.once(link.People(), link.PeopleResend(id))), link.People())
	token := account.NewToken()
	err = h.db.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := tx.DrawInvitation(t.Context(), id, token.Digest(), h.clock())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	awas := h.known(t, awa)
	if got := awas.answer(token, "ja"); got.StatusCode != http.StatusSeeOther {
		t.Errorf("accepting: %d\n%s", got.StatusCode, got.body)
	}
	found, err := h.db.PersonFound(t.Context(), h.person(t, awa).ID)
	if err != nil || !slices.Equal(found.Powers, []account.Part{account.EditorPart}) {
		t.Errorf("%q, %v", found.Powers, err)
	}
	if got := nadias.send(link.PeopleWithdraw(id), "once", newKey()); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("withdrawn after it was accepted: %d", got.StatusCode)
	}
}

func TestAccessIsClosedAndOpened(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	awas, nadias := h.known(t, awa), h.known(t, nadia)
	id := h.person(t, awa).ID
	refusedAt(t, nadias.fill(link.StaffAccess(id), "toegang", "dicht"), http.StatusUnprocessableEntity, "reden")
	leads(t, nadias.fill(link.StaffAccess(id), "toegang", "dicht", "reden", "gestolen telefoon"), link.StaffPerson(id))
	if got := awas.open(link.MyAccount()); got.StatusCode != http.StatusSeeOther {
		t.Errorf("her next click: %d", got.StatusCode)
	}
	says(t, "her page", nadias.text(link.StaffPerson(id)), "Afgesloten op 15 mei 2027", "gestolen telefoon")
	says(t, "the search", nadias.text(link.PeopleBy("diop")), "1 mens met “diop”", "Awa Diop", "Afgesloten")
	leads(t, nadias.fill(link.StaffAccess(id), "toegang", "open", "reden", "terecht"), link.StaffPerson(id))
	h.known(t, awa)
	if got := nadias.fill(link.StaffAccess(id), "reden", "x"); got.StatusCode != http.StatusBadRequest {
		t.Errorf("neither: %d", got.StatusCode)
	}
	leads(t, nadias.fill(link.StaffTerm(id), "tot", "31 december 2027", "reden", "raad"), link.StaffPerson(id))
	says(t, "her page", nadias.text(link.StaffPerson(id)), "Tot en met 31 december 2027.")
	refusedAt(t, nadias.fill(link.StaffTerm(id), "tot", "1/1/2020", "reden", "raad"), http.StatusUnprocessableEntity, "tot")
}

func TestAnErasureIsConfirmedOnAPageOfItsOwn(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	nadias := h.known(t, nadia)
	id := h.person(t, awa).ID
	if got := nadias.open(link.StaffErasure(id)); got.StatusCode != http.StatusNotFound {
		t.Errorf("nobody asked: %d", got.StatusCode)
	}
	if err := h.db.InTx(t.Context(), func(tx postgres.Tx) error {
		return tx.AskErasure(t.Context(), account.By{Person: id, At: h.clock()})
	}); err != nil {
		t.Fatal(err)
	}
	says(t, "the administrator's home", nadias.text(link.Staff()), "Er wacht één ding op jou.", "Awa Diop")
	says(t, "the page that asks", nadias.text(link.StaffErasure(id)), "Je kunt het niet terugdraaien.")
	leads(t, nadias.fill(link.StaffErasure(id)), link.StaffPerson(id))
	text := nadias.text(link.StaffPerson(id))
	says(t, "what is left", text, "Gewiste persoon "+decimal(id), "Gewist op 15 mei 2027", "wiste een persoon")
	if strings.Contains(text, "Diop") || strings.Contains(text, awa) {
		t.Errorf("she is still there: %s", text)
	}
	for _, address := range []string{link.StaffPowers(id), link.StaffTerm(id), link.StaffAccess(id), link.StaffErasure(id)} {
		if got := nadias.open(address); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
}

// Names that would break out of a page, turn its text round, or run in a spreadsheet. The rules refuse some; the database may hold them
// all the same, from before or by hand.
const (
	scriptName  = `<script>alert(1)</script>"'&`
	turnedName  = "Eve \u202egnaL"
	formulaName = `=HYPERLINK("http://kwaad.example")`
)

func TestNamesStayNamesOnThePagesOfTheDienst(t *testing.T) {
	t.Parallel()
	h := newDienst(t)
	id := h.registered(t, awa, association.Association{Name: "Vrienden", About: scriptName + turnedName})
	owner := pgtest.Owner(t, h.db)
	for who, name := range map[account.Email]string{awa: scriptName, modou: turnedName, bea: formulaName} {
		if err := owner.InTx(t.Context(), func(tx postgres.Tx) error { return tx.SetName(t.Context(), h.person(t, who).ID, name) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := owner.InTx(t.Context(), func(tx postgres.Tx) error {
		a, err := tx.LockAssociation(t.Context(), id)
		if err != nil {
			return err
		}
		said := a.Association
		said.Name = scriptName + turnedName
		_, err = tx.SaveAssociation(t.Context(), said)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	karims, hildes, nadias := h.known(t, karim), h.known(t, hilde), h.known(t, nadia)
	leads(t, karims.judge(id, "asked", scriptName+turnedName), link.StaffAssociation(id))
	leads(t, hildes.fill(link.StaffLead(id), "email", modou, "reden", formulaName), link.StaffAssociation(id))
	leads(t, nadias.empower(h.person(t, bea).ID, formulaName, "redacteur"), link.StaffPerson(h.person(t, bea).ID))
	h.known(t, bea).fill("/mijn/account/naam", "naam", "Bea")
	h.known(t, awa).fill("/mijn/account/naam", "naam", "Awa") // whose association has quotes in its name; the record holds what hers was

	for address, g := range map[string]*guest{
		link.Staff(): karims, link.StaffAssociations(): karims, link.StaffAssociationsBy(turnedName, "", 0): karims, link.StaffAssociation(id): karims,
		link.Staff() + "?hilde": hildes, link.StaffLead(id): hildes, link.StaffLeadWithdraw(id): hildes, link.People(): nadias, link.PeopleBy(scriptName): nadias, link.PeopleBy("huis"): nadias,
		link.StaffPerson(h.person(t, modou).ID): nadias, link.StaffPerson(h.person(t, awa).ID): nadias, link.StaffPowers(h.person(t, modou).ID): nadias, link.Record(): nadias,
		link.RecordBy(link.RecordSearch{Subject: scriptName, Person: turnedName}): nadias,
	} {
		got := g.open(address)
		if strings.Contains(got.body, "<script>alert") || got.StatusCode >= 500 {
			t.Errorf("%s: %d, and the script runs", address, got.StatusCode)
		}
		for _, n := range readPage(t, address, got.body).all(func(n *html.Node) bool { return n.Data != "title" && n.Data != "meta" }) {
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				if c.Type == html.TextNode && strings.Contains(c.Data, "\u202e") && !isolated(n) {
					t.Errorf("%s: <%s> is not isolated: %q", address, n.Data, c.Data)
				}
			}
		}
	}
	csv := nadias.open(link.RecordCSV(link.RecordSearch{}))
	if csv.StatusCode != http.StatusOK || csv.Header.Get("Cache-Control") != "no-store" || !strings.Contains(csv.Header.Get("Content-Disposition"), "logboek-2027-05-15.csv") {
		t.Errorf("%d, %v", csv.StatusCode, csv.Header)
	}
	if !strings.Contains(csv.body, "Voordien: ") || !strings.Contains(csv.body, `"'=HYPERLINK`) && strings.Contains(csv.body, `;=HYPERLINK`) {
		t.Errorf("the file:\n%s", csv.body)
	}
	if strings.Contains(csv.body, "\u202e") {
		t.Error("the file holds a sign that turns text")
	}
}

// isolated says whether what stands in an element cannot turn the text around it.
func isolated(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && (n.Data == "bdi" || n.Data == "textarea") {
			return true
		}
	}
	return false
}

func newKey() string { return url.QueryEscape(strings.Repeat("ab", 16)) }
