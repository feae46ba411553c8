package site

import (
	"fmt"
	"net/http"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/postgres"
)

// varying is what differs from one drawing of the same page to the next.
var varying = regexp.MustCompile(`name="once" value="[0-9a-f]{32}"|value="[^"]*@[^"]*"|<code>[a-z0-9]{26}</code>`)

func same(got answer) string { return varying.ReplaceAllString(got.body, "…") }

func TestNobodyLearnsWhoHasAnAccount(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(set *Settings) { set.TrustedProxies = nil })
	for _, try := range []struct {
		says, page string
		fields     func(email string) []string
	}{
		{"sign in", "/aanmelden", func(email string) []string { return []string{"email", email, "wachtwoord", "fout wachtwoord hier"} }},
		{"forgotten", "/wachtwoord-vergeten", func(email string) []string { return []string{"email", email} }},
		{"register", "/registreren", func(email string) []string {
			return []string{"naam", "Iemand", "email", email, "wachtwoord", "lantaarn fietspomp zomerdijk"}
		}},
	} {
		var first answer
		for i, email := range []string{awa, "niemand@huis.example", hilde} {
			g := h.guest(t)
			fields := try.fields(email)
			if try.page != "/aanmelden" {
				fields = append(fields, "once", g.once(try.page, try.page))
			}
			begun := time.Now()
			got := g.send(try.page, fields...)
			t.Logf("%s, %s: %d after %v", try.says, email, got.StatusCode, time.Since(begun).Round(time.Millisecond))
			if i == 0 {
				first = got
			}
			if got.StatusCode != first.StatusCode || same(got) != same(first) || got.Header.Get("Location") != first.Header.Get("Location") || len(got.Cookies()) != 0 {
				t.Errorf("%s: %s is answered otherwise: %d, %v", try.says, email, got.StatusCode, got.Header)
			}
		}
	}
	if p := h.person(t, awa); p.Name != "Awa Diop" {
		t.Errorf("registering again changed %+v", p)
	}
}

func TestGuessingStopsWhateverTheHeadersClaim(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.guest(t)
	most := account.SigningIn.Limit().PerAccount
	for n := range most {
		g.headers = []string{fmt.Sprintf("X-Forwarded-For: 203.0.113.%d", n), fmt.Sprintf("X-Real-Ip: 203.0.113.%d", n)}
		refusedAt(t, g.send("/aanmelden", "email", awa, "wachtwoord", "fout wachtwoord "+strconv.Itoa(n)), http.StatusUnprocessableEntity, "email")
	}
	g.headers = []string{"X-Forwarded-For: 203.0.113.200"}
	got := g.send("/aanmelden", "email", awa, "wachtwoord", theirPassword)
	p := refusedAt(t, got, http.StatusTooManyRequests)
	if wait, err := strconv.Atoi(got.Header.Get("Retry-After")); err != nil || wait < 60 || wait > 900 {
		t.Errorf("come back after %q", got.Header.Get("Retry-After"))
	}
	if !strings.Contains(p.text(), "Probeer het opnieuw om 12.16 uur.") || !strings.Contains(got.body, `value="`+awa+`"`) {
		t.Errorf("does not say when: %s", p.text())
	}
	leads(t, h.guest(t).send("/aanmelden", "email", modou, "wachtwoord", theirPassword), "/mijn") // others are let in
	h.later(16 * time.Minute)
	leads(t, g.send("/aanmelden", "email", awa, "wachtwoord", theirPassword), "/mijn")
	if n := h.acts(t, "session.refuse"); n != most {
		t.Errorf("%d refusals in the record, want %d", n, most)
	}
}

// One address tries many accounts: what a proxy that is trusted says of it counts, and nothing else does.
func TestOneClientDoesNotTryManyAccounts(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(set *Settings) { set.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")} })
	g := h.guest(t)
	g.headers = []string{"X-Forwarded-For: 198.51.100.7"}
	most := account.Resetting.Limit().PerClient
	for n := range most + 1 {
		once := desk.NewOnce().String()
		got := g.send("/wachtwoord-vergeten", "email", fmt.Sprintf("iemand%d@huis.example", n), "once", once)
		if n < most && got.StatusCode != http.StatusSeeOther || n == most && got.StatusCode != http.StatusTooManyRequests {
			t.Fatalf("try %d: %d", n, got.StatusCode)
		}
	}
	for claimed, want := range map[string]int{
		"X-Forwarded-For: 203.0.113.9, 198.51.100.7": http.StatusTooManyRequests, // it says so itself
		"X-Forwarded-For: 198.51.100.8":              http.StatusSeeOther,
	} {
		g.headers = []string{claimed}
		if got := g.send("/wachtwoord-vergeten", "email", "nog@huis.example", "once", desk.NewOnce().String()); got.StatusCode != want {
			t.Errorf("%s: %d", claimed, got.StatusCode)
		}
	}
}

func TestTheSecondStepIsSetUpAndTaken(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.known(t, nele)
	leads(t, g.open("/mijn"), "/mijn/account/tweede-stap") // staff has to
	refusedAt(t, g.fill("/mijn/account/tweede-stap", "huidig", "fout"), 422, "huidig")
	leads(t, g.fill("/mijn/account/tweede-stap", "huidig", theirPassword), "/mijn/account/tweede-stap")
	p := readPage(t, "", g.open("/mijn/account/tweede-stap").body)
	secret := words(p.all(classed("secret"))[0])
	if dark := len(p.all(classed("qr__dark"))); dark < 100 || len(p.attributes()) > 0 {
		t.Errorf("%d dark squares, %v", dark, p.attributes())
	}
	const action = "/mijn/account/tweede-stap/code"
	refusedAt(t, g.send(action, "code", "000000", "once", g.once("/mijn/account/tweede-stap", action)), 422, "code")
	before, once, code := g.cookie, g.once("/mijn/account/tweede-stap", action), h.code(t, secret)
	got := g.send(action, "code", code, "once", once)
	codes := codesOn(t, got)
	if got.StatusCode != 200 || len(codes) != 10 || g.cookie == before || got.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d with %q", got.StatusCode, codes)
	}
	after := g.cookie
	if again := codesOn(t, g.send(action, "code", code, "once", once)); fmt.Sprint(again) != fmt.Sprint(codes) || g.cookie != after {
		t.Errorf("the same form again: %q", again)
	}
	if got := g.open("/mijn/account"); got.StatusCode != 200 || !strings.Contains(got.body, "nog 10 herstelcodes") {
		t.Errorf("%d", got.StatusCode)
	}

	other := h.guest(t)
	leads(t, other.send("/aanmelden", "email", nele, "wachtwoord", theirPassword, "naar", "/mijn/account"), "/aanmelden/code?naar=%2Fmijn%2Faccount")
	leads(t, other.open("/mijn/account/naam"), "/aanmelden/code?naar=%2Fmijn%2Faccount%2Fnaam")
	refused := refusedAt(t, other.send("/aanmelden/code", "code", code, "naar", "/mijn/account"), 422, "code") // used already
	for _, n := range refused.all(named("input")) {
		if attr(n, "name") == "code" && attr(n, "value") != "" {
			t.Error("the code is filled in again")
		}
	}
	leads(t, other.send("/aanmelden/code", "code", " "+strings.ToUpper(codes[2])+" ", "naar", "/mijn/account"), "/mijn/account")
	if got := other.open("/mijn/account"); !strings.Contains(got.body, "nog 9 herstelcodes") {
		t.Errorf("%d", got.StatusCode)
	}
	leads(t, h.guest(t).open("/aanmelden/code"), "/aanmelden")
	leads(t, h.guest(t).send("/aanmelden/code", "code", "123456"), "/aanmelden")
}

func codesOn(t *testing.T, got answer) []string {
	t.Helper()
	var codes []string
	for _, list := range readPage(t, "", got.body).all(classed("codes")) {
		codes = strings.Fields(words(list))
	}
	return codes
}

// Who begins a new second step and leaves it half-way signs in with the one that they had. Its key is shown to who just gave a code alone.
func TestAnotherSecondStepTakesItsPlaceWhenItIsConfirmed(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.known(t, hilde)
	const page, action = "/mijn/account/tweede-stap", "/mijn/account/tweede-stap/code"
	leads(t, g.fill(page, "huidig", theirPassword), page)
	secretOn := func() string {
		p := readPage(t, "", g.open(page).body)
		if all := p.all(classed("secret")); len(all) == 1 {
			return words(all[0])
		}
		return ""
	}
	secret := secretOn()
	if secret == "" || !strings.Contains(g.open(page).body, "Tot dan werkt je vorige tweede stap gewoon verder.") {
		t.Fatal("the page does not show the new key beside the old one")
	}
	h.later(account.StrongFor + time.Minute)
	if secretOn() != "" {
		t.Error("the new key is shown to who gave no code for a quarter of an hour")
	}
	leads(t, g.send(action, "code", h.code(t, secret), "once", desk.NewOnce().String()), "/aanmelden/code?naar=%2Fmijn%2Faccount%2Ftweede-stap")
	leads(t, g.send("/aanmelden/code", "code", h.code(t, theirSecret), "naar", page), page) // the old one counts
	if codes := codesOn(t, g.send(action, "code", h.code(t, secret), "once", g.once(page, action))); len(codes) != 10 {
		t.Fatalf("%q", codes)
	}
	h.later(time.Minute)
	other := h.guest(t)
	leads(t, other.send("/aanmelden", "email", hilde, "wachtwoord", theirPassword), "/aanmelden/code")
	refusedAt(t, other.send("/aanmelden/code", "code", h.code(t, theirSecret)), 422, "code")
	leads(t, other.send("/aanmelden/code", "code", h.code(t, secret), "naar", "/mijn/account"), "/mijn/account")
}

func TestAnOldCodeIsAskedAgainForWhatIsWorthIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.known(t, hilde)
	const page = "/mijn/account/herstelcodes"
	h.later(account.StrongFor - time.Minute)
	fresh := codesOn(t, g.fill(page))
	if len(fresh) != 10 {
		t.Fatalf("within a quarter of an hour: %q", fresh)
	}
	h.later(2 * time.Minute)
	leads(t, g.fill(page), "/aanmelden/code?naar=%2Fmijn%2Faccount%2Fherstelcodes")
	if got := g.open("/aanmelden/code?naar=" + page); got.StatusCode != 200 || !strings.Contains(got.body, "vragen we je code opnieuw") {
		t.Errorf("%d", got.StatusCode)
	}
	before := g.cookie
	leads(t, g.send("/aanmelden/code", "code", h.code(t, theirSecret), "naar", page), page)
	if g.cookie == before {
		t.Error("the token is not new")
	}
	if again := codesOn(t, g.fill(page)); len(again) != 10 || again[0] == fresh[0] {
		t.Errorf("%q", again)
	}
	leads(t, h.known(t, awa).send(page, "once", desk.NewOnce().String()), "/mijn/account/tweede-stap") // who has none sets one up
}

func TestSomebodyRegistersByTheirLetter(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.guest(t)
	p := refusedAt(t, g.fill("/registreren", "naam", "A\u202ewa \x01", "email", "geen adres", "wachtwoord", "kort"), 422, "naam", "email", "wachtwoord")
	for _, n := range p.all(named("input")) {
		if attr(n, "name") == "email" && attr(n, "value") != "geen adres" || attr(n, "type") == "password" && has(n, "value") {
			t.Errorf("%s holds %q", attr(n, "name"), attr(n, "value"))
		}
	}
	if !strings.HasPrefix(words(p.all(named("title"))[0]), "Nog niet in orde: ") || strings.Contains(p.text(), "kort.") {
		t.Errorf("%s", p.text())
	}
	once := g.once("/registreren", "/registreren")
	fields := []string{"naam", "Fatou <b>Ndiaye</b>", "email", "Fatou@huis.example", "wachtwoord", "lantaarn fietspomp zomerdijk", "once", once,
		"rol", "beheerder", "status", "bevestigd", "association_id", "1", "powers", "beheerder"}
	for range 2 { // a double click
		leads(t, g.send("/registreren", fields...), "/registreren/verstuurd")
	}
	if n := h.acts(t, "person.register"); n != 1 {
		t.Errorf("registered %d times", n)
	}
	fatou := h.person(t, "fatou@huis.example")
	refusedAt(t, g.send("/aanmelden", "email", "fatou@huis.example", "wachtwoord", "lantaarn fietspomp zomerdijk"), 422, "email")

	token := account.NewToken()
	h.must(t, func(tx postgres.Tx) error {
		return tx.AddLink(t.Context(), token.Digest(), desk.ConfirmLink, fatou.ID, fatou.Email, h.clock(), h.clock().Add(account.ConfirmLife))
	})
	page := "/bevestigen/" + string(token)
	for range 3 { // a mail program that looks at links uses none up
		got := g.open(page)
		if got.StatusCode != 200 || got.Header.Get("Cache-Control") != "no-store" || got.Header.Get("Referrer-Policy") != "same-origin" || strings.Contains(got.body, "canonical") {
			t.Fatalf("%d, %v", got.StatusCode, got.Header)
		}
	}
	once = g.once(page, page)
	for range 2 {
		leads(t, g.send(page, "once", once), "/aanmelden?melding=bevestigd")
	}
	if got := g.open("/aanmelden?melding=bevestigd"); !strings.Contains(got.body, "Het e-mailadres is bevestigd") {
		t.Error("it does not say so")
	}
	for _, used := range []string{page, "/bevestigen/" + string(account.NewToken()), "/bevestigen/x", "/wachtwoord/" + string(token), "/adres/oud/" + string(token), "/adres/nieuw/" + string(token)} {
		if got := g.open(used); got.StatusCode != 404 || !strings.Contains(got.body, "Deze link werkt niet meer") {
			t.Errorf("%s: %d", used, got.StatusCode)
		}
		if got := g.send(used, "once", desk.NewOnce().String(), "wachtwoord", "lantaarn fietspomp zomerdijk"); got.StatusCode != 404 {
			t.Errorf("%s: %d", used, got.StatusCode)
		}
	}
	leads(t, g.send("/aanmelden", "email", "fatou@huis.example", "wachtwoord", "lantaarn fietspomp zomerdijk"), "/mijn")
	i := mustHear(t, h, g)
	if len(i.Powers) != 0 || len(i.Memberships) != 0 || !strings.Contains(g.open("/mijn").body, "Fatou &lt;b&gt;Ndiaye&lt;/b&gt;") {
		t.Errorf("%+v", i)
	}
}

func TestAForgottenPasswordIsSetByALetter(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g, elsewhere := h.guest(t), h.known(t, hilde)
	refusedAt(t, g.fill("/wachtwoord-vergeten", "email", "@"), 422, "email")
	leads(t, g.fill("/wachtwoord-vergeten", "email", hilde), "/wachtwoord-vergeten/verstuurd")
	token, p := account.NewToken(), h.person(t, hilde)
	h.must(t, func(tx postgres.Tx) error {
		return tx.AddLink(t.Context(), token.Digest(), desk.ResetLink, p.ID, p.Email, h.clock(), h.clock().Add(account.ResetLife))
	})
	page := "/wachtwoord/" + string(token)
	refusedAt(t, g.fill(page, "wachtwoord", "antwerpen2027"), 422, "wachtwoord")
	once := g.once(page, page)
	for range 2 {
		leads(t, g.send(page, "once", once, "wachtwoord", "lantaarn fietspomp zomerdijk"), "/aanmelden?melding=wachtwoord")
	}
	if got := elsewhere.open("/mijn/account"); got.StatusCode != http.StatusSeeOther {
		t.Errorf("the old session lives: %d", got.StatusCode)
	}
	leads(t, g.send("/aanmelden", "email", hilde, "wachtwoord", "lantaarn fietspomp zomerdijk"), "/aanmelden/code")
	if got := g.open(page); got.StatusCode != 404 {
		t.Errorf("the link works twice: %d", got.StatusCode)
	}
}

func TestTheSamplePeopleAreListedAndLetInOnTheMachineItselfAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(set *Settings) {
		set.SamplePassword, set.TrustedProxies = theirPassword, []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
	})
	if got := newHouse(t, nil).guest(t).open("/aanmelden"); !strings.Contains(got.body, hilde) {
		t.Error("not listed without a proxy")
	}
	for from, here := range map[string]bool{"::1": true, "198.51.100.7": false, "": false} {
		g := h.guest(t)
		if from != "" {
			g.headers = []string{"X-Forwarded-For: " + from}
		}
		got := g.open("/aanmelden")
		if strings.Contains(got.body, hilde) != here || strings.Contains(got.body, h.code(t, theirSecret)) != here || strings.Contains(got.body, theirPassword) != here {
			t.Errorf("from %q: listed otherwise than %v", from, here)
		}
		if status := g.send("/aanmelden", "email", awa, "wachtwoord", theirPassword).StatusCode; (status == http.StatusSeeOther) != here {
			t.Errorf("from %q: %d", from, status)
		}
	}
	city := newHouse(t, func(set *Settings) { set.BaseURL.Scheme = "https" })
	if got := city.guest(t).open("/aanmelden"); strings.Contains(got.body, hilde) {
		t.Error("listed in earnest")
	}
	refusedAt(t, city.guest(t).send("/aanmelden", "email", awa, "wachtwoord", theirPassword), 422, "email")
}
