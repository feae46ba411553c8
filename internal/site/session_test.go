package site

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/postgres"
)

func TestTheCookieHoldsATokenAndIsKeptFromEverybodyElse(t *testing.T) {
	t.Parallel()
	for scheme, want := range map[string]struct {
		name   string
		secure bool
	}{"https": {"__Host-vriendenstad", true}, "http": {"vriendenstad", false}} {
		h := newHouse(t, func(set *Settings) { set.BaseURL = &url.URL{Scheme: scheme, Host: "vriendenstad.example"} })
		by := account.By{At: h.clock()}
		if _, err := h.desk.AddStaff(t.Context(), by, "echt@vriendenstad.example", "Echt Iemand", theirPassword, []account.Part{account.EditorPart}); err != nil {
			t.Fatal(err)
		}
		g := h.guest(t)
		got := g.send("/aanmelden", "email", "Echt@Vriendenstad.example ", "wachtwoord", theirPassword)
		leads(t, got, "/mijn")
		if len(got.Cookies()) != 1 {
			t.Fatalf("%s: %v", scheme, got.Header)
		}
		c := got.Cookies()[0]
		if c.Name != want.name || c.Secure != want.secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || len(c.Value) != 43 {
			t.Errorf("%s: %s", scheme, got.Header.Get("Set-Cookie"))
		}
		row, err := h.db.SessionByToken(t.Context(), account.Token(c.Value).Digest())
		if err != nil || row.Email != "echt@vriendenstad.example" {
			t.Errorf("%s: found by the digest: %+v, %v", scheme, row, err)
		}
		if kept, err := h.db.SessionByToken(t.Context(), []byte(c.Value)); err == nil {
			t.Errorf("%s: the token itself is kept: %+v", scheme, kept)
		}
		public := g.open("/toegankelijkheid")
		if public.Header.Get("Set-Cookie") != "" || public.Header.Get("Cache-Control") != "no-store" || !strings.Contains(public.body, "Echt Iemand") {
			t.Errorf("%s: a public page for who is signed in: %v", scheme, public.Header)
		}
		out := g.send("/afmelden")
		leads(t, out, "/aanmelden?melding=afgemeld")
		gone := out.Cookies()[0]
		if gone.Name != want.name || gone.MaxAge >= 0 || gone.Value != "" || gone.Path != "/" || gone.Secure != want.secure || out.Header.Get("Clear-Site-Data") != `"cache"` {
			t.Errorf("%s: signed out with %v", scheme, out.Header)
		}
		if _, err := h.db.SessionByToken(t.Context(), account.Token(c.Value).Digest()); err != nil {
			t.Fatal(err)
		}
		g.cookie = c.Value // who copied it
		leads(t, g.open("/mijn/account"), "/aanmelden?naar=%2Fmijn%2Faccount")
	}
}

func TestAVisitorGetsNoCookieAndNobodyIsAskedWhoTheyAre(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.guest(t)
	for _, address := range []string{"/", "/steden", "/projecten?land=GH", "/privacy", "/aanmelden", "/registreren", "/nergens"} {
		got := g.open(address)
		if got.Header.Get("Set-Cookie") != "" || !strings.Contains(got.body, `class="who__in" href="/aanmelden"`) {
			t.Errorf("%s: %v", address, got.Header)
		}
	}
	for _, address := range []string{"/", "/steden"} {
		if got := g.open(address); got.Header.Get("Cache-Control") != "no-cache" || got.Header.Get("Etag") == "" {
			t.Errorf("%s cannot be kept: %v", address, got.Header)
		}
	}
	g.cookie = "geen-van-ons"
	if got := g.open("/steden"); got.StatusCode != 200 || !strings.Contains(got.body, "Aanmelden") {
		t.Errorf("with a cookie that is none: %d", got.StatusCode)
	}
	leads(t, g.open("/mijn"), "/aanmelden?naar=%2Fmijn")
}

func TestTheTokenIsNewAtEachStep(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.guest(t)
	g.cookie = string(account.NewToken()) // what somebody planted
	planted := g.cookie
	leads(t, g.send("/aanmelden", "email", hilde, "wachtwoord", theirPassword), "/aanmelden/code")
	half := g.cookie
	leads(t, g.open("/mijn/account"), "/aanmelden/code?naar=%2Fmijn%2Faccount")
	leads(t, g.send("/aanmelden/code", "code", h.code(t, theirSecret), "naar", "/mijn/account"), "/mijn/account")
	whole := g.cookie
	if got := g.open("/mijn/account"); got.StatusCode != 200 {
		t.Fatalf("%d", got.StatusCode)
	}
	leads(t, g.send("/aanmelden", "email", awa, "wachtwoord", theirPassword), "/mijn")
	if planted == half || half == whole || whole == g.cookie {
		t.Error("a token is used twice")
	}
	for says, token := range map[string]string{"planted": planted, "from before the code": half, "from before the next sign-in": whole} {
		other := h.guest(t)
		other.cookie = token
		if got := other.open("/mijn/account"); got.StatusCode != http.StatusSeeOther {
			t.Errorf("the token %s lets in: %d", says, got.StatusCode)
		}
	}
}

func TestSessionsDie(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	dead := func(says string, g *guest) {
		t.Helper()
		if got := g.open("/mijn/account"); got.StatusCode != http.StatusSeeOther {
			t.Errorf("after %s: %d", says, got.StatusCode)
		}
	}
	first, second := h.known(t, awa), h.known(t, awa)
	leads(t, first.fill("/mijn/account/wachtwoord", "huidig", theirPassword, "wachtwoord", "een heel ander wachtwoord"), "/mijn/account")
	dead("a change of password elsewhere", second)
	if got := first.open("/mijn/account"); got.StatusCode != 200 || !strings.Contains(got.body, "Je nieuwe wachtwoord is bewaard") {
		t.Errorf("here, after a change of password: %d", got.StatusCode)
	}
	leads(t, first.send("/mijn/account/sessies", "once", first.once("/mijn/account", "/mijn/account/sessies")), "/aanmelden?melding=afgemeld")
	first.cookie = "" // it was taken away
	dead("signing out everywhere", first)

	modouHere, modouThere := h.known(t, modou), h.known(t, modou)
	all, err := h.db.Sessions(t.Context(), h.person(t, modou).ID)
	if err != nil || len(all) != 2 {
		t.Fatalf("%d sessions, %v", len(all), err)
	}
	ends := "/mijn/account/sessies/" + numeral(int64(all[1].ID))
	leads(t, modouThere.send(ends, "once", modouThere.once("/mijn/account", ends)), "/mijn/account")
	dead("the end of that session", modouHere)
	esis := h.known(t, esi)
	if got := esis.send("/mijn/account/sessies/"+numeral(int64(all[0].ID)), "once", desk.NewOnce().String()); got.StatusCode != http.StatusNotFound {
		t.Errorf("somebody else's session: %d", got.StatusCode)
	}
	err = h.db.InTx(t.Context(), func(tx postgres.Tx) error {
		return tx.Disable(t.Context(), h.person(t, modou).ID, true, h.clock())
	})
	if err != nil {
		t.Fatal(err)
	}
	dead("being disabled", modouThere)
	h.later(account.MemberIdle + time.Minute)
	dead("half a day without a click", esis)
	hildes := h.known(t, hilde)
	h.later(account.StaffIdle + time.Minute)
	dead("three quarters of an hour of staff without a click", hildes)
}

// A database that is away is no reason to send anybody to sign in.
func TestWhileTheDatabaseIsAwayNobodyIsSignedOut(t *testing.T) {
	t.Parallel()
	direct := newHouse(t, nil)
	line := newLine(t, direct.db.URL())
	db, err := postgres.Open(t.Context(), postgres.Settings{URL: line.url, Pages: 4})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	t.Cleanup(line.end)
	h := houseOn(t, db, nil)
	g := h.known(t, awa)
	cookie := g.cookie
	line.set(refusing)
	for _, try := range []struct{ method, address string }{
		{"GET", "/mijn/account"}, {"POST", "/mijn/account/naam"}, {"GET", "/mijn"}, {"POST", "/aanmelden"}, {"GET", "/aanmelden/code"}, {"POST", "/afmelden"},
	} {
		got := g.ask(try.method, try.address, "")
		if got.StatusCode != http.StatusServiceUnavailable || got.Header.Get("Retry-After") == "" || got.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s %s: %d, %v", try.method, try.address, got.StatusCode, got.Header)
		}
		checkFaultPage(t, got)
		if strings.Contains(got.body, "Aanmelden") || !strings.Contains(got.body, "Mijn Vriendenstad") {
			t.Errorf("%s %s looks signed out", try.method, try.address)
		}
	}
	if got := g.open("/toegankelijkheid"); got.StatusCode != 200 || strings.Contains(got.body, "Aanmelden") || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("a page of words: %d, %v", got.StatusCode, got.Header)
	}
	line.set(open)
	for begun := time.Now(); g.open("/mijn/account").StatusCode != 200; {
		if time.Since(begun) > backWithin {
			t.Fatal("not signed in any more")
		}
	}
	if g.cookie != cookie {
		t.Error("the cookie has changed")
	}
}

func TestEveryForgedPostIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.known(t, awa)
	posts := 0
	err := chi.Walk(routesOf(t, h.Site), func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if method != http.MethodPost {
			return nil
		}
		posts++
		address := strings.NewReplacer("{id}", "1", "{token}", string(account.NewToken())).Replace(pattern)
		for _, forged := range []string{"Origin: https://boos.example", "Sec-Fetch-Site: cross-site"} {
			got := h.ask(t, method, address, strings.NewReader("naam=x"), forged, "Content-Type: application/x-www-form-urlencoded", "Cookie: vriendenstad="+g.cookie)
			if got.StatusCode != http.StatusForbidden {
				t.Errorf("%s with %s: %d", address, forged, got.StatusCode)
			}
		}
		return nil
	})
	if err != nil || posts < 15 {
		t.Errorf("%d posts, %v", posts, err)
	}
	if got := g.open("/mijn/account"); got.StatusCode != 200 {
		t.Errorf("signed out by a forged post: %d", got.StatusCode)
	}
}

// routesOf returns the map of the portal.
func routesOf(t *testing.T, s *Site) chi.Routes {
	t.Helper()
	routes, ok := s.handler.(chi.Routes)
	if !ok {
		t.Fatal("the portal has no map")
	}
	return routes
}

func TestABrowserIsNamedInAFewWords(t *testing.T) {
	t.Parallel()
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0":                                                 "Firefox op Windows",
		"Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36":                  "Chrome op Android",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1": "Safari op iPhone",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0":    "Edge op Windows",
		"curl/8.5.0": "Een onbekend programma", "": "Een onbekend programma", strings.Repeat("x", 5000): "Een onbekend programma",
	} {
		if got := browser(agent); got != want {
			t.Errorf("%.40q: %q, want %q", agent, got, want)
		}
	}
}

func TestOnlyPagesOfThePortalAreLedOnTo(t *testing.T) {
	t.Parallel()
	for to, want := range map[string]string{
		"/mijn/leden": "/mijn/leden", "/mijn/x?stap=3&y=%C3%A9": "/mijn/x?stap=3&y=%C3%A9", "/projecten/w%C3%A9": "/projecten/w%C3%A9", "/": "/",
		"": "", "//boos.example": "", "https://boos.example": "", "/\\boos.example": "", "\\\\boos.example": "", "javascript:alert(1)": "", "boos.example": "",
		"/%2fboos.example": "", "/.//boos.example": "", "/a/../..//boos.example": "", "/\tboos": "", "/a\r\nSet-Cookie: x=y": "", "/%0d%0aX: y": "", "/%00": "",
		"/%5cboos.example": "", "http:/boos": "", "/a#https://boos.example": "/a", "//": "", "/mijn//account": "", "/" + strings.Repeat("a", 3000): "",
	} {
		if got, ok := local(to); got != want || ok != (want != "") {
			t.Errorf("local(%q) = %q, %v", to, got, ok)
		}
	}
	if onward("/aanmelden?naar=/mijn") != "" || onward("/afmelden") != "" || onward("/mijn") != "/mijn" {
		t.Error("the sign-in page leads on to itself")
	}
	h := newHouse(t, nil)
	for _, to := range []string{"//boos.example/x", "https://boos.example/x", "/\\boos.example", "/%2Fboos.example"} {
		g := h.guest(t)
		if body := g.open("/aanmelden?naar=" + url.QueryEscape(to)).body; strings.Contains(body, "boos.example") {
			t.Errorf("%s stands on the page", to)
		}
		leads(t, g.send("/aanmelden", "email", awa, "wachtwoord", theirPassword, "naar", to), "/mijn")
		leads(t, g.open("/aanmelden?naar="+url.QueryEscape(to)), "/mijn")
	}
	g := h.guest(t)
	leads(t, g.open("/mijn/account/naam?x=%2F%2Fboos.example"), "/aanmelden?naar="+url.QueryEscape("/mijn/account/naam?x=%2F%2Fboos.example"))
	leads(t, g.send("/aanmelden", "email", awa, "wachtwoord", theirPassword, "naar", "/mijn/account/naam?x=1"), "/mijn/account/naam?x=1")
}

func TestTheHeaderNamesForWhomSomebodyActs(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	named := func(g *guest) string {
		for _, n := range readPage(t, "/steden", g.open("/steden").body).all(classed("who__name")) {
			return words(n)
		}
		return ""
	}
	for email, want := range map[string]string{awa: "Awa Diop", esi: "Akwaaba", hilde: "Hilde Claes"} {
		if got := named(h.known(t, email)); got != want {
			t.Errorf("%s is named %q, want %q", email, got, want)
		}
	}
	g := h.known(t, kofi)
	if got := named(g); got != "Kofi Boateng" {
		t.Errorf("who has to choose is named %q", got)
	}
	other := 0
	for _, m := range slices.Backward(mustHear(t, h, g).Memberships) {
		leads(t, g.send("/mijn/namens", "vereniging", numeral(int64(m.Association))), "/mijn")
		if got := named(g); got != m.Name {
			t.Errorf("acts for %s and is named %q", m.Name, got)
		}
		other++
	}
	last := named(g)
	if again := h.known(t, kofi); other != 2 || named(again) != last {
		t.Errorf("after signing in again: %q, was %q", named(again), last)
	}
	for _, bad := range []string{"999999", "-1", "x", ""} {
		if got := g.send("/mijn/namens", "vereniging", bad); got.StatusCode != 404 && got.StatusCode != 400 {
			t.Errorf("acts for %q: %d", bad, got.StatusCode)
		}
	}
	if got := h.known(t, esi).send("/mijn/namens", "vereniging", numeral(int64(mustHear(t, h, g).Memberships[1].Association))); got.StatusCode != 404 {
		t.Errorf("acts for an association of others: %d", got.StatusCode)
	}
}

func mustHear(t *testing.T, h house, g *guest) account.Identity {
	t.Helper()
	i, _, how, err := h.desk.Hear(t.Context(), account.Token(g.cookie), h.clock(), "")
	if err != nil || how != account.SignedIn {
		t.Fatalf("%d, %v", how, err)
	}
	return i
}

func numeral(n int64) string { return strconv.FormatInt(n, 10) }
