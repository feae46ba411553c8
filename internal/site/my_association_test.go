package site

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
)

// profileFields are those of the form of what Akwaaba says of itself, with changes.
func profileFields(changes ...string) []string {
	fields := map[string]string{"name": "Akwaaba", "form": "vzw", "region": "west-afrika", "postcode": "2060"}
	for i := 0; i < len(changes); i += 2 {
		fields[changes[i]] = changes[i+1]
	}
	var all []string
	for name, value := range fields {
		all = append(all, name, value)
	}
	return all
}

// hidden returns what stands in a hidden field of a page.
func hidden(t *testing.T, got answer, name string) string {
	t.Helper()
	for _, n := range readPage(t, got.Request.URL.Path, got.body).all(named("input")) {
		if attr(n, "name") == name && attr(n, "type") == "hidden" {
			return attr(n, "value")
		}
	}
	t.Fatalf("%s: %d, without a field %s", got.Request.URL.Path, got.StatusCode, name)
	return ""
}

// saveProfile fills in the form of the profile as it is drawn now.
func (g *guest) saveProfile(changes ...string) answer {
	g.t.Helper()
	drawn := g.open(link.MyProfile())
	return g.send(link.MyProfile(), append(profileFields(changes...),
		"version", hidden(g.t, drawn, "version"), "stamp", hidden(g.t, drawn, "stamp"), "once", hidden(g.t, drawn, "once"))...)
}

// join asks to join an association.
func (g *guest) join(which, why string) answer {
	g.t.Helper()
	const form = "/mijn/verenigingen/lid-worden"
	return g.send(form, "vereniging", which, "why", why, "once", g.once(link.JoinAssociation(which, ""), form))
}

func (h house) association(t *testing.T, slug string) postgres.PrivateAssociation {
	t.Helper()
	row, err := h.db.AssociationBySlug(t.Context(), slug)
	if err != nil {
		t.Fatal(err)
	}
	a, err := h.db.PrivateAssociation(t.Context(), row.ID)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTheHomeOfAnAssociationSaysWhoIsAtMove(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	esis := h.known(t, esi)
	got := esis.open(link.Mine())
	p := readPage(t, link.Mine(), got.body)
	if text := p.text(); got.StatusCode != http.StatusOK || !strings.Contains(text, "Eén ding wacht op jullie") || !strings.Contains(text, "rekeningnummer") ||
		!strings.Contains(text, "Jullie zijn aan zet.") {
		t.Errorf("%d\n%s", got.StatusCode, text)
	}
	awas := h.known(t, awa)
	leads(t, awas.join("akwaaba", "Ik help\nmee."), link.MyAssociations())
	if text := readPage(t, link.Mine(), esis.open(link.Mine()).body).text(); !strings.Contains(text, "Twee dingen wachten op jullie") || !strings.Contains(text, "Awa Diop wil lid worden") {
		t.Error(text)
	}
	if text := readPage(t, "/mijn/verenigingen", awas.open(link.MyAssociations()).body).text(); !strings.Contains(text, "Je vraag is onderweg") || !strings.Contains(text, "Akwaaba") {
		t.Error(text)
	}
}

func TestThePagesOfAnAssociationAreWellMade(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	esis, awas := h.known(t, esi), h.known(t, awa)
	awas.join("akwaaba", "")
	esis.fill(link.Invite(), "email", "nieuw@huis.example", "part", "lezer")
	asked, err := h.db.JoinRequests(t.Context(), h.association(t, "akwaaba").ID)
	if err != nil || len(asked) != 1 {
		t.Fatalf("%v, %v", asked, err)
	}
	kofis := strconv.FormatInt(int64(h.person(t, kofi).ID), 10)
	for _, address := range []string{
		link.Mine(), link.MyAssociations(), link.NewAssociation(), link.JoinAssociation("", ""), link.JoinAssociation("", "Buurschap"),
		link.JoinAssociation("buurschap", ""), link.MyAssociation(), link.MyProfile(), link.MyBank(), link.MyBoard(), link.MyMembers(), link.Invite(),
		link.HandOver(), link.Leave(), link.MyMembers() + "/" + kofis, link.MyMembers() + "/" + kofis + "/verwijderen", link.JoinRequest(asked[0].ID),
	} {
		got := esis.open(address)
		p := readPage(t, address, got.body)
		if got.StatusCode != http.StatusOK || got.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, %q", address, got.StatusCode, got.Header.Get("Cache-Control"))
		}
		for _, fault := range append(append(append(p.headingFaults(), p.unlabelled()...), p.attributes()...), append(p.doubledIDs(), p.namelessLinks()...)...) {
			t.Errorf("%s: %s", address, fault)
		}
	}
}

func TestAnAssociationIsRegisteredOnThePage(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	awas := h.known(t, awa)
	p := refusedAt(t, awas.fill(link.NewAssociation(), "name", "Kolda\u202eSchelde", "form", "vzw", "kbo", "0999.000.128", "postcode", "206", "countries", "Gana", "region", "x",
		"about", "wat wij doen"), http.StatusUnprocessableEntity, "name", "kbo", "postcode", "countries", "region")
	for _, n := range p.all(named("textarea")) {
		if attr(n, "name") == "about" && !strings.Contains(n.FirstChild.Data, "wat wij doen") {
			t.Error("what was typed is gone")
		}
	}
	if !strings.Contains(p.text(), "Bedoel je Ghana?") {
		t.Error(p.text())
	}
	refusedAt(t, awas.fill(link.NewAssociation(), "name", "Buren", "form", "feitelijke vereniging", "postcode", "2060", "region", "west-afrika"), http.StatusUnprocessableEntity)
	leads(t, awas.fill(link.NewAssociation(), "name", "Kolda-Schelde", "form", "vzw", "kbo", "BE 0999.000.129", "postcode", "2060", "region", "west-afrika",
		// and what no form of ours has
		"standing", "verified", "demo", "true", "slug", "akwaaba", "association_id", "1", "rol", "beheerder", "status", "verified", "part", "lezer"), link.Mine())
	home := readPage(t, link.Mine(), awas.open(link.Mine()).body).text()
	for _, want := range []string{"Kolda-Schelde", "De dienst kijkt haar na", "De stad is aan zet", "Wacht op nazicht"} {
		if !strings.Contains(home, want) {
			t.Errorf("%q is not said: %s", want, home)
		}
	}
	if got := h.guest(t).open("/verenigingen/kolda-schelde"); got.StatusCode != http.StatusNotFound {
		t.Errorf("it is public: %d", got.StatusCode)
	}
	for _, address := range []string{"/verenigingen", "/zoeken?q=kolda", "/sitemap-verenigingen.xml", "/verenigingen?q=kolda"} {
		if strings.Contains(h.guest(t).open(address).body, "kolda-schelde") {
			t.Errorf("%s names it", address)
		}
	}
	modous := h.known(t, modou)
	again := refusedAt(t, modous.fill(link.NewAssociation(), "name", "Kolda", "form", "vzw", "kbo", "0999000129", "postcode", "2060", "region", "west-afrika"),
		http.StatusUnprocessableEntity, "kbo")
	if text := again.text(); !strings.Contains(text, "Deze vereniging is er al") || strings.Contains(text, "Awa") {
		t.Error(text)
	}
	search := readPage(t, "/mijn", modous.open(link.JoinAssociation("", "0999.000.129")).body).text()
	if !strings.Contains(search, "De vereniging met nummer 0999.000.129") || strings.Contains(search, "Kolda-Schelde") {
		t.Errorf("who knows the number is told more, or less: %s", search)
	}
	leads(t, modous.join("0999.000.129", ""), link.MyAssociations())
}

func TestAProfileIsChangedAndWhatBothChangedIsShown(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	beas, kofis := h.known(t, bea), h.known(t, kofi)
	kofis.choose("buurschap")
	first, second := beas.open(link.MyProfile()), kofis.open(link.MyProfile())
	send := func(g *guest, drawn answer, changes ...string) answer {
		fields := profileFields(append([]string{"name", "Buurschap", "postcode", "2018"}, changes...)...)
		return g.send(link.MyProfile(), append(fields, "version", hidden(t, drawn, "version"), "stamp", hidden(t, drawn, "stamp"), "once", hidden(t, drawn, "once"))...)
	}
	leads(t, send(beas, first, "about", "van Bea", "themes", "water"), link.MyAssociation())
	got := send(kofis, second, "about", "van Kofi", "website", "https://buurschap.example")
	p := readPage(t, link.MyProfile(), got.body)
	text := p.text()
	for _, want := range []string{"Intussen is dit gewijzigd door Bea Janssens", "nu staat er “van Bea”, jij schreef “van Kofi”", "nu staat er “water”"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said: %s", want, text)
		}
	}
	if got.StatusCode != http.StatusConflict || h.association(t, "buurschap").About != "van Bea" {
		t.Errorf("%d, %+v", got.StatusCode, h.association(t, "buurschap"))
	}
	typed := map[string]string{}
	for _, n := range p.all(named("input", "textarea")) {
		typed[attr(n, "name")] = attr(n, "value")
		if n.Data == "textarea" && n.FirstChild != nil {
			typed[attr(n, "name")] = n.FirstChild.Data
		}
	}
	if strings.TrimSpace(typed["about"]) != "van Kofi" || typed["themes"] != "water" || typed["website"] != "https://buurschap.example" {
		t.Errorf("the form holds %v", typed)
	}
	leads(t, send(kofis, got, "about", "van Kofi", "themes", "water", "website", "https://buurschap.example"), link.MyAssociation())
	if a := h.association(t, "buurschap"); a.About != "van Kofi" || len(a.Themes) != 1 || a.Website == "" {
		t.Errorf("%+v", a)
	}
	if got := h.guest(t).open("/verenigingen/buurschap"); !strings.Contains(got.body, "van Kofi") {
		t.Error("the public page does not say it")
	}
}

// choose goes on for another of the guest's associations.
func (g *guest) choose(slug string) {
	g.t.Helper()
	leads(g.t, g.send(link.ActFor(), "vereniging", strconv.FormatInt(int64(g.h.association(g.t, slug).ID), 10)), link.Mine())
}

func TestWhatWasVerifiedWaitsForTheDienst(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	beas := h.known(t, bea)
	refusedAt(t, beas.saveProfile("name", "Stad Antwerpen", "postcode", "2018"), http.StatusUnprocessableEntity, "kbo") // now the Dienst has to look it up
	leads(t, beas.saveProfile("name", "Stad Antwerpen", "postcode", "2018", "kbo", "0999.000.129"), link.MyAssociation())
	page := readPage(t, link.MyAssociation(), beas.open(link.MyAssociation()).body).text()
	if !strings.Contains(page, "Wacht op nazicht") || !strings.Contains(page, "Stad Antwerpen") {
		t.Error(page)
	}
	if got := h.guest(t).open("/verenigingen/buurschap"); strings.Contains(got.body, "Stad Antwerpen") || !strings.Contains(got.body, "Buurschap") {
		t.Error("the public page shows what nobody has looked at")
	}
	if drawn := beas.open(link.MyProfile()); !strings.Contains(drawn.body, `value="Stad Antwerpen"`) {
		t.Error("the form does not hold what waits")
	}
}

func TestFieldsThatAFormDoesNotHaveChangeNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	beas, esis := h.known(t, bea), h.known(t, esi)
	before, theirs := h.association(t, "buurschap"), h.association(t, "akwaaba")
	extra := []string{"rol", "beheerder", "status", "refused", "standing", "refused", "association_id", strconv.Itoa(int(theirs.ID)), "id", "1", "part", "lezer",
		"iban", "BE68539007547034", "slug", "gekaapt", "demo", "true"}
	leads(t, beas.saveProfile(append([]string{"name", "Buurschap", "postcode", "2018", "about", "nieuw"}, extra...)...), link.MyAssociation())
	after := h.association(t, "buurschap")
	before.About, before.Version = "nieuw", before.Version+1
	if after.Standing != before.Standing || after.IBAN != "" || after.Slug != before.Slug || after.Demo != before.Demo || after.Version != before.Version {
		t.Errorf("%+v, want %+v", after, before)
	}
	if now := h.association(t, "akwaaba"); now.Version != theirs.Version {
		t.Errorf("another association was changed: %+v", now)
	}
	leads(t, esis.fill(link.Invite(), "email", "nieuw@huis.example", "part", "lezer", "association_id", strconv.Itoa(int(after.ID)), "rol", "hoofdvertegenwoordiger",
		"powers", "beheerder", "state", "accepted"), link.MyMembers())
	all, err := h.db.Invitations(t.Context(), theirs.ID, time.Time{})
	if err != nil || len(all) != 1 || all[0].Part != account.ReaderPart || len(all[0].Powers) != 0 || all[0].State != account.InvitationPending {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestAnAccountNumberIsAskedForWithThePasswordAndShownMasked(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	esis, kofis := h.known(t, esi), h.known(t, kofi)
	kofis.choose("akwaaba")
	p := refusedAt(t, esis.fill(link.MyBank(), "iban", "BE68 5390 0754 7035", "huidig", theirPassword), http.StatusUnprocessableEntity, "iban")
	if !strings.Contains(p.text(), "Dit rekeningnummer klopt niet") || !hasValue(p, "iban", "BE68 5390 0754 7035") || strings.Contains(p.text(), theirPassword) {
		t.Error(p.text())
	}
	refusedAt(t, esis.fill(link.MyBank(), "iban", "BE68 5390 0754 7034", "huidig", "fout"), http.StatusUnprocessableEntity, "huidig")
	leads(t, esis.fill(link.MyBank(), "iban", "BE68 5390 0754 7034", "huidig", theirPassword), link.MyAssociation())
	shown := esis.open(link.MyAssociation())
	if !strings.Contains(shown.body, "BE68 **** **** 7034") || strings.Contains(shown.body, "5390") {
		t.Error("not masked")
	}
	for _, address := range []string{link.MyAssociation(), link.Mine()} {
		if got := kofis.open(address); got.StatusCode != http.StatusOK || strings.Contains(got.body, "BE68") {
			t.Errorf("%s: %d, a reader sees it", address, got.StatusCode)
		}
	}
	for _, address := range []string{link.MyBank(), link.MyBoard()} {
		if got := kofis.open(address); got.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d for a reader", address, got.StatusCode)
		}
	}
	if got := h.guest(t).open("/verenigingen/akwaaba"); strings.Contains(got.body, "BE68") {
		t.Error("the public page shows it")
	}
	if n := h.acts(t, "association.bank"); n != 1 {
		t.Errorf("%d acts", n)
	}
}

func hasValue(p *page, name, value string) bool {
	for _, n := range p.all(named("input")) {
		if attr(n, "name") == name && attr(n, "value") == value {
			return true
		}
	}
	return false
}

func TestABoardIsPrivateAndNotOverwrittenUnseen(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	esis, again := h.known(t, esi), h.known(t, esi)
	old := again.open(link.MyBoard())
	leads(t, esis.send(link.MyBoard(), "board-name-1", "Ama Mensah", "board-office-1", "voorzitter", "stamp", hidden(t, esis.open(link.MyBoard()), "stamp"),
		"once", esis.once(link.MyBoard(), link.MyBoard())), link.MyAssociation())
	got := again.send(link.MyBoard(), "board-name-1", "Kwame Owusu", "stamp", hidden(t, old, "stamp"), "once", hidden(t, old, "once"))
	if got.StatusCode != http.StatusConflict || !strings.Contains(got.body, "Ama Mensah") || !hasValue(readPage(t, link.MyBoard(), got.body), "board-name-1", "Kwame Owusu") {
		t.Errorf("%d: one of the two is lost", got.StatusCode)
	}
	leads(t, again.send(link.MyBoard(), "board-name-1", "Ama Mensah", "board-name-2", "Kwame Owusu", "stamp", hidden(t, got, "stamp"), "once", hidden(t, got, "once")), link.MyAssociation())
	if !strings.Contains(esis.open(link.MyAssociation()).body, "Kwame Owusu") {
		t.Error("it is not shown to who leads")
	}
	kofis := h.known(t, kofi)
	kofis.choose("akwaaba")
	if strings.Contains(kofis.open(link.MyAssociation()).body, "Ama Mensah") || strings.Contains(h.guest(t).open("/verenigingen/akwaaba").body, "Ama Mensah") {
		t.Error("the board is not private")
	}
	refusedAtGroup(t, esis.fill(link.MyBoard(), "board-office-1", "voorzitter", "stamp", "x"), "board")
}

// refusedAtGroup is [refusedAt] for a question with several fields.
func refusedAtGroup(t *testing.T, got answer, name string) {
	t.Helper()
	p := refusedAt(t, got, http.StatusUnprocessableEntity)
	for _, n := range p.all(named("fieldset")) {
		if attr(n, "id") == name && strings.Contains(attr(n, "aria-describedby"), name+"-fout") && len(p.missing([]string{name + "-fout"})) == 0 {
			return
		}
	}
	t.Errorf("%s: nothing is wrong at %s", got.Request.URL.Path, name)
}

func TestWhoIsMemberOfSeveralSeesForWhichOneTheyAct(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	kofis := h.known(t, kofi)
	leads(t, kofis.open(link.Mine()), link.MyAssociations())
	for _, slug := range []string{"akwaaba", "buurschap"} {
		kofis.choose(slug)
		name := h.association(t, slug).Name
		for _, address := range []string{link.Mine(), link.MyMembers(), "/projecten", link.MyAccount()} {
			p := readPage(t, address, kofis.open(address).body)
			named := false
			for _, n := range p.all(func(n *html.Node) bool { return attr(n, "class") == "who__name" }) {
				named = named || strings.Contains(words(n), name)
			}
			if !named {
				t.Errorf("%s does not say that Kofi acts for %s", address, name)
			}
		}
	}
	if got := kofis.send(link.ActFor(), "vereniging", "999"); got.StatusCode != http.StatusNotFound {
		t.Errorf("for nobody's: %d", got.StatusCode)
	}
	beas := h.known(t, bea)
	if got := beas.send(link.ActFor(), "vereniging", strconv.Itoa(int(h.association(t, "akwaaba").ID))); got.StatusCode != http.StatusNotFound {
		t.Errorf("for another's: %d", got.StatusCode)
	}
}
