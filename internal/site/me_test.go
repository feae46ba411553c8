package site

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/postgres"
)

func TestAnAccountIsChangedByItsFormsAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.known(t, awa)
	const page = "/mijn/account/naam"
	p := refusedAt(t, g.fill(page, "naam", "Awa\u2066 Diop"), 422, "naam")
	for _, n := range p.all(named("input")) {
		if attr(n, "name") == "naam" && attr(n, "value") != "Awa\u2066 Diop" {
			t.Errorf("what was typed is gone: %q", attr(n, "value"))
		}
	}
	refusedAt(t, g.fill(page, "naam", strings.Repeat("a", 121)), 422, "naam")
	once := g.once(page, page)
	for range 2 {
		leads(t, g.send(page, "naam", "Awa Diop-Claes", "once", once, "rol", "beheerder", "status", "x", "person", "1", "association_id", "1", "email", "x@y.be"), "/mijn/account")
	}
	if now := h.person(t, awa); now.Name != "Awa Diop-Claes" || h.acts(t, "person.rename") != 1 {
		t.Errorf("%+v, %d times", now, h.acts(t, "person.rename"))
	}
	if i := mustHear(t, h, g); len(i.Powers)+len(i.Memberships) != 0 || i.Email != awa {
		t.Errorf("%+v", i)
	}
	if got := h.known(t, modou).send(page, "naam", "Iemand Anders", "once", once); got.StatusCode != http.StatusConflict {
		t.Errorf("somebody else's key: %d", got.StatusCode)
	}
	for says, fields := range map[string][]string{
		"no key": {"naam", "x"}, "a key that is none": {"naam", "x", "once", "zz"}, "two names": {"naam", "x", "naam", "y", "once", desk.NewOnce().String()},
		"no text": {"naam", "x\xff", "once", desk.NewOnce().String()}, "a zero byte": {"naam", "x\x00y", "once", desk.NewOnce().String()},
	} {
		if got := g.send(page, fields...); got.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d", says, got.StatusCode)
		}
	}
	refusedAt(t, g.fill("/mijn/account/wachtwoord", "huidig", "fout", "wachtwoord", "lantaarn fietspomp zomerdijk"), 422, "huidig")
	refusedAt(t, g.fill("/mijn/account/wachtwoord", "huidig", theirPassword, "wachtwoord", "awa awa awa awa awa"), 422, "wachtwoord")
}

func TestAFormThatCannotBeReadIsNotTakenForAnEmptyOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.known(t, awa)
	for _, body := range []string{"naam=%zz", "naam=%ff%fe", "naam=a%00b", "naam=a&naam=b", "naam=%"} {
		if got := g.ask("POST", "/mijn/account/naam", body+"&once="+desk.NewOnce().String()); got.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d", body, got.StatusCode)
		}
	}
	if name := h.person(t, awa).Name; name != "Awa Diop" {
		t.Errorf("called %q", name)
	}
}

func TestAnAddressIsChangedByBothLetters(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.known(t, awa)
	const page = "/mijn/account/e-mail"
	refusedAt(t, g.fill(page, "email", "geen", "huidig", theirPassword), 422, "email")
	refusedAt(t, g.fill(page, "email", "nieuw@huis.example", "huidig", "fout"), 422, "huidig")
	leads(t, g.fill(page, "email", "nieuw@huis.example", "huidig", theirPassword), "/mijn/account")
	id := h.person(t, awa).ID
	oldLink, newLink := account.NewToken(), account.NewToken()
	h.must(t, func(tx postgres.Tx) error {
		until := h.clock().Add(account.ConfirmLife)
		if err := tx.AddLink(t.Context(), oldLink.Digest(), desk.OldAddressLink, id, "nieuw@huis.example", h.clock(), until); err != nil {
			return err
		}
		return tx.AddLink(t.Context(), newLink.Digest(), desk.NewAddressLink, id, "nieuw@huis.example", h.clock(), until)
	})
	oldPage, newPage := "/adres/oud/"+string(oldLink), "/adres/nieuw/"+string(newLink)
	if got := g.open(oldPage); got.StatusCode != 200 || !strings.Contains(got.body, "nieuw@huis.example") {
		t.Errorf("%d", got.StatusCode)
	}
	leads(t, g.fill(newPage), "/mijn")
	if got := g.open("/mijn"); !strings.Contains(got.body, "De wijziging gaat in als ook het bericht op het andere adres beantwoord is.") {
		t.Errorf("it does not say so: %s", readPage(t, "", got.body).text())
	}
	if got := g.open("/mijn/account"); got.StatusCode != 200 {
		t.Errorf("%d", got.StatusCode)
	}
	elsewhere := h.guest(t)
	once := elsewhere.once(oldPage, oldPage)
	for range 2 {
		leads(t, elsewhere.send(oldPage, "once", once), "/aanmelden?melding=adres")
	}
	if got := g.open("/mijn/account"); got.StatusCode != http.StatusSeeOther {
		t.Errorf("the session lives: %d", got.StatusCode)
	}
	h.known(t, "nieuw@huis.example")
}

func TestAPersonTakesAlongWhatIsHeldAndAsksToBeErased(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.known(t, awa)
	got := g.send("/mijn/account/gegevens/bestand")
	if got.StatusCode != 200 || !strings.Contains(got.body, awa) || strings.Contains(got.body, modou) || strings.Contains(got.body, "argon2") ||
		got.Header.Get("Content-Disposition") != `attachment; filename="vriendenstad-2027-05-15.json"` || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d, %v", got.StatusCode, got.Header)
	}
	const page = "/mijn/account/gegevens/wissen"
	leads(t, g.fill(page), "/mijn/account/gegevens")
	if got := g.open("/mijn/account/gegevens"); !strings.Contains(got.body, "Je vroeg op 15 mei 2027 om 12.00 uur om gewist te worden") {
		t.Errorf("%s", readPage(t, "", got.body).text())
	}
	leads(t, g.send(page+"/intrekken", "once", g.once("/mijn/account/gegevens", page+"/intrekken")), "/mijn/account/gegevens")
	if got := g.open("/mijn/account/gegevens"); strings.Contains(got.body, "Je vroeg op") {
		t.Error("not taken back")
	}
	refused := h.known(t, esi).fill(page)
	if p := refusedAt(t, refused, 422); !strings.Contains(p.text(), "enige hoofdvertegenwoordiger van Akwaaba") {
		t.Errorf("%s", p.text())
	}
}

// What axe and people ask of a page, on those of accounts.
func TestThePagesOfAccountsAreWellMade(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	fresh, half := h.guest(t), h.guest(t)
	half.send("/aanmelden", "email", hilde, "wachtwoord", theirPassword)
	nelesKey := h.known(t, nele)
	nelesKey.fill("/mijn/account/tweede-stap", "huidig", theirPassword)
	link := account.NewToken()
	h.must(t, func(tx postgres.Tx) error {
		return tx.AddLink(t.Context(), link.Digest(), desk.ResetLink, h.person(t, awa).ID, awa, h.clock(), h.clock().Add(account.ResetLife))
	})
	type look struct {
		g       *guest
		address string
		fields  []string // sent, where there are any
	}
	pages := []look{
		{fresh, "/aanmelden", nil}, {fresh, "/aanmelden", []string{"email", "x"}}, {fresh, "/registreren", nil}, {fresh, "/registreren/verstuurd", nil},
		{fresh, "/wachtwoord-vergeten", nil}, {fresh, "/wachtwoord-vergeten/verstuurd", nil}, {half, "/aanmelden/code", nil}, {half, "/aanmelden/code", []string{"code", "x"}},
		{fresh, "/wachtwoord/" + string(link), nil}, {nelesKey, "/mijn/account/tweede-stap", nil}, {fresh, "/registreren", []string{"naam", "", "once", desk.NewOnce().String()}},
	}
	awas, hildes := h.known(t, awa), h.known(t, hilde)
	h.known(t, awa) // elsewhere too
	for _, address := range []string{"", "/naam", "/e-mail", "/wachtwoord", "/tweede-stap", "/gegevens", "/gegevens/wissen"} {
		for _, g := range []*guest{awas, hildes} {
			pages = append(pages, look{g, "/mijn/account" + address, nil})
		}
	}
	for _, one := range append(pages, look{hildes, "/mijn/account/herstelcodes", nil}) {
		got := one.g.open(one.address)
		if one.fields != nil {
			got = one.g.send(one.address, one.fields...)
		}
		if got.StatusCode != 200 && got.StatusCode != 422 {
			t.Errorf("%s: %d", one.address, got.StatusCode)
		}
		if got.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %q", one.address, got.Header.Get("Cache-Control"))
		}
		checkForms(t, readPage(t, one.address, got.body), got.StatusCode == 200 && !strings.HasPrefix(one.address, "/wachtwoord/"))
	}
}

// checkForms holds a page with a form against what makes it readable. Known says that the page tells its own address: one that is a secret
// does not, nor does a refusal.
func checkForms(t *testing.T, p *page, known bool) {
	t.Helper()
	faults := slices.DeleteFunc(p.frameFaults(), func(says string) bool { return says == "no og:url" && !known })
	for says, wrong := range map[string][]string{
		"the frame of a page": faults, "headings": p.headingFaults(), "fields without a label": p.unlabelled(), "inline styles or scripts": p.attributes(),
		"doubled ids": p.doubledIDs(), "drawings that are neither named nor hidden": p.namelessDrawings(), "links without a name": p.namelessLinks(),
	} {
		if len(wrong) > 0 {
			t.Errorf("%s: %s: %q", p.address, says, wrong)
		}
	}
	for _, field := range p.all(named("input", "select", "textarea", "a")) {
		ids := strings.Fields(attr(field, "aria-describedby"))
		if to := attr(field, "href"); strings.HasPrefix(to, "#") {
			ids = append(ids, to[1:])
		}
		if wrong := p.missing(ids); len(wrong) > 0 {
			t.Errorf("%s: %s points at %q, which is not there", p.address, attr(field, "name"), wrong)
		}
		if attr(field, "type") == "password" && has(field, "value") {
			t.Errorf("%s: a password is sent back", p.address)
		}
	}
}
