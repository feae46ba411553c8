package site

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/layout"
)

const wasAway = "Je was te lang weg. Wat je typte, staat hier nog. Kijk het na en verstuur opnieuw."

// diary is a page with a form, for members: what later pages do with what was kept.
func diary(s *Site, r chi.Router) {
	shows := func(w http.ResponseWriter, r *http.Request, by account.Member) error {
		kept, _, err := s.typed(r, by)
		if err != nil {
			return err
		}
		return s.show(w, r, http.StatusOK, layout.Head{Title: "Dagboek"}, plainText(kept.Encode()))
	}
	r.Get("/mijn/dagboek", s.member(shows))
	r.Post("/mijn/dagboek", s.member(func(w http.ResponseWriter, r *http.Request, _ account.Member) error {
		return s.done(w, r, "/mijn/dagboek", "Je bladzijde is bewaard.")
	}))
	r.Post("/mijn/dagboek/bladzijde/{id}", s.strong(s.member(func(w http.ResponseWriter, r *http.Request, _ account.Member) error {
		return s.done(w, r, "/mijn/dagboek", "Je bladzijde is bewaard.")
	})))
}

func TestWhatWasTypedTooLateIsThereAfterSigningIn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	g := h.known(t, awa)
	once := g.once("/mijn/account/naam", "/mijn/account/naam")
	h.later(account.MemberIdle + time.Minute)
	const page = "/mijn/account/naam"
	leads(t, g.send(page, "naam", "Awa Diop-Claes & co", "once", once), "/aanmelden?naar=%2Fmijn%2Faccount%2Fnaam")
	if name := h.person(t, awa).Name; name != "Awa Diop" {
		t.Fatalf("it was sent: %q", name)
	}
	leads(t, g.send("/aanmelden", "email", awa, "wachtwoord", theirPassword, "naar", page), page)
	for range 2 { // reading uses nothing up
		got := g.open(page)
		if got.StatusCode != 200 || !strings.Contains(got.body, `value="Awa Diop-Claes &amp; co"`) || !strings.Contains(got.body, wasAway) {
			t.Fatalf("%d: %s", got.StatusCode, readPage(t, page, got.body).text())
		}
	}
	if name := h.person(t, awa).Name; name != "Awa Diop" {
		t.Fatalf("it was sent by itself: %q", name)
	}
	leads(t, g.fill(page, "naam", "Awa Diop-Claes"), "/mijn/account")
	if got := g.open(page); strings.Contains(got.body, wasAway) || strings.Contains(got.body, "&amp; co") {
		t.Error("it is kept although it was sent")
	}
}

func TestWhatWasTypedIsKeptForItsPersonAlone(t *testing.T) {
	t.Parallel()
	const page = "/mijn/account/naam"
	for says, test := range map[string]struct {
		email string
		meant func(*testing.T, house, *guest) // before the post
		after time.Duration                   // between the post and signing in again
		kept  bool
	}{
		"the same person":                {awa, nil, time.Hour, true},
		"a day later":                    {awa, nil, account.ParkedKept + time.Minute, false},
		"another person":                 {modou, nil, time.Hour, false},
		"somebody who had signed out":    {awa, signsOut, time.Hour, false},
		"somebody whose session is gone": {awa, func(t *testing.T, h house, _ *guest) { h.later(account.ExpiredKept); sweep(t, h) }, time.Hour, false},
		"somebody who was ended":         {awa, endsAll, time.Hour, false},
		"somebody who may not sign in":   {awa, disabledFor, time.Hour, false},
		"a stranger with a cookie":       {awa, func(_ *testing.T, _ house, g *guest) { g.cookie = string(account.NewToken()) }, time.Hour, false},
		"somebody without any cookie":    {awa, func(_ *testing.T, _ house, g *guest) { g.cookie = "" }, time.Hour, false},
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, nil)
			g := h.known(t, awa)
			if test.meant != nil {
				test.meant(t, h, g)
			}
			h.later(account.MemberIdle + time.Minute)
			leads(t, g.send(page, "naam", "Iets Anders", "once", desk.NewOnce().String()), "/aanmelden?naar=%2Fmijn%2Faccount%2Fnaam")
			h.later(test.after)
			h.must(t, func(tx postgres.Tx) error { return tx.Disable(t.Context(), h.person(t, awa).ID, false, h.clock()) })
			got := h.known(t, test.email).open(page)
			if strings.Contains(got.body, "Iets Anders") != test.kept || strings.Contains(got.body, wasAway) != test.kept {
				t.Errorf("shown: %v, want %v", !test.kept, test.kept)
			}
		})
	}
}

// The page that asks to sign in says that words are kept where they are, and then alone.
func TestThePageToSignInSaysWhetherWordsAreKept(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	const page, ask, waits = "/mijn/account/naam", "/aanmelden?naar=%2Fmijn%2Faccount%2Fnaam", "Wat je typte, staat klaar als je terug bent."
	g, away := h.known(t, awa), h.known(t, awa)
	signsOut(t, h, away)
	h.later(account.MemberIdle + time.Minute)
	leads(t, away.send(page, "naam", "Iets Anders", "once", desk.NewOnce().String()), ask)
	leads(t, g.send(page, "once", desk.NewOnce().String()), ask)
	for _, one := range []*guest{away, g} {
		if got := one.open(ask); got.StatusCode != http.StatusOK || strings.Contains(got.body, waits) || strings.Contains(got.body, "data-parked") {
			t.Errorf("%d: it says that words are kept", got.StatusCode)
		}
	}
	leads(t, g.send(page, "naam", "Awa Diop-Claes", "once", desk.NewOnce().String()), ask)
	wrong := g.send("/aanmelden", "email", awa, "wachtwoord", "iets anders helemaal", "naar", page)
	for says, got := range map[string]answer{"asked": g.open(ask), "refused": wrong} {
		if !strings.Contains(got.body, waits) || !strings.Contains(got.body, "data-parked") {
			t.Errorf("%s: %d, it does not say that words are kept", says, got.StatusCode)
		}
	}
	for says, got := range map[string]answer{"for another page": g.open("/aanmelden"), "to another": h.guest(t).open(ask)} {
		if strings.Contains(got.body, waits) {
			t.Errorf("said %s", says)
		}
	}
}

func signsOut(t *testing.T, _ house, g *guest) {
	t.Helper()
	cookie := g.cookie
	g.send("/afmelden")
	g.cookie = cookie // the browser of somebody who kept it
}

func endsAll(t *testing.T, h house, _ *guest) {
	t.Helper()
	h.must(t, func(tx postgres.Tx) error {
		_, err := tx.EndSessions(t.Context(), h.person(t, awa).ID, 0, h.clock())
		return err
	})
}

func disabledFor(t *testing.T, h house, _ *guest) {
	t.Helper()
	h.must(t, func(tx postgres.Tx) error { return tx.Disable(t.Context(), h.person(t, awa).ID, true, h.clock()) })
}

func sweep(t *testing.T, h house) {
	t.Helper()
	h.later(account.MemberLife)
	h.must(t, func(tx postgres.Tx) error {
		_, err := tx.SweepSessions(t.Context(), h.clock().Add(account.ExpiredKept))
		return err
	})
}

func TestSecretsAndWhatIsTooLargeAreNotKept(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil, diary)
	id := h.person(t, esi).ID
	kept := func(page string) url.Values {
		typed, err := h.db.Parked(t.Context(), id, page, h.clock().Add(-time.Hour))
		if err != nil {
			return nil
		}
		return typed
	}
	g := h.known(t, esi)
	h.later(account.MemberIdle + time.Minute)
	g.send("/mijn/account/e-mail", "email", "nieuw@huis.example", "huidig", "geheim een", "wachtwoord", "geheim twee", "wachtwoord-nog-eens", "geheim drie",
		"code", "123456", "once", "0123", "postcode", "2060")
	got := kept("/mijn/account/e-mail")
	if got.Get("email") != "nieuw@huis.example" || got.Get("postcode") != "2060" || len(got) != 3 {
		t.Errorf("kept: %v", got)
	}
	const most = 256 << 10
	for says, test := range map[string]struct {
		kind, body string
		status     int
		words      string
	}{
		"almost too large":  {"application/x-www-form-urlencoded", "verhaal=" + strings.Repeat("a", most-100), 303, strings.Repeat("a", most-100)},
		"too large":         {"application/x-www-form-urlencoded", "verhaal=" + strings.Repeat("b", most+1), 413, ""},
		"large when kept":   {"multipart/form-data; boundary=x", part("verhaal", "", strings.Repeat("é", most/3)), 303, ""},
		"with a file":       {"multipart/form-data; boundary=x", part("verhaal", "", "Het was warm.") + part("foto", "x.jpg", "JFIF geheim"), 303, "Het was warm."},
		"no text":           {"application/x-www-form-urlencoded", "verhaal=%ff%fe", 303, ""},
		"a broken form":     {"application/x-www-form-urlencoded", "verhaal=%zz", 303, ""},
		"of another kind":   {"application/json", `{"verhaal":"x"}`, 415, ""},
		"without any field": {"application/x-www-form-urlencoded", "once=12", 303, ""},
	} {
		h.must(t, func(tx postgres.Tx) error { return tx.Unpark(t.Context(), id, "/mijn/dagboek") })
		if strings.HasPrefix(test.kind, "multipart") {
			test.body += "--x--\r\n"
		}
		got := h.core.ask(t, "POST", "/mijn/dagboek", strings.NewReader(test.body), "Content-Type: "+test.kind, "Sec-Fetch-Site: same-origin", "Cookie: vriendenstad="+g.cookie)
		if got.StatusCode != test.status {
			t.Errorf("%s: %d, want %d", says, got.StatusCode, test.status)
		}
		if typed := kept("/mijn/dagboek"); typed.Get("verhaal") != test.words || typed.Has("foto") {
			t.Errorf("%s: kept %.80s", says, typed.Encode())
		}
	}
}

func part(name, file, body string) string {
	if file != "" {
		name += `"; filename="` + file
	}
	return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + body + "\r\n"
}

// A form below a page is that page's, and what was typed for one association is not shown for another.
func TestWhatWasTypedComesBackOnItsPageForItsAssociation(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil, diary)
	g := h.known(t, kofi)
	both := mustHear(t, h, g).Memberships
	g.send("/mijn/namens", "vereniging", numeral(int64(both[0].Association)))
	h.later(account.MemberIdle + time.Minute)
	leads(t, g.send("/mijn/dagboek/bladzijde/7?uit=archief", "verhaal", "Het regende."), "/aanmelden?naar=%2Fmijn%2Fdagboek")
	again := h.known(t, kofi) // acts for the same association as before
	if got := again.open("/mijn/dagboek"); !strings.Contains(got.body, "verhaal=Het+regende.") || !strings.Contains(got.body, wasAway) || strings.Contains(got.body, actedFor+"=") {
		t.Errorf("%s", readPage(t, "", got.body).text())
	}
	again.send("/mijn/namens", "vereniging", numeral(int64(both[1].Association)))
	if got := again.open("/mijn/dagboek"); strings.Contains(got.body, "regende") {
		t.Error("shown for another association")
	}
	again.send("/mijn/namens", "vereniging", numeral(int64(both[0].Association)))
	leads(t, again.send("/mijn/dagboek"), "/mijn/dagboek")
	got := again.open("/mijn/dagboek")
	if strings.Contains(got.body, "regende") || !strings.Contains(got.body, "Je bladzijde is bewaard.") {
		t.Error("kept although it was sent, or not said")
	}
	if got := again.open("/mijn/dagboek"); strings.Contains(got.body, "Je bladzijde is bewaard.") {
		t.Error("said twice")
	}
	h.later(account.MemberIdle + time.Minute)
	h.must(t, func(tx postgres.Tx) error {
		return tx.EndMembership(t.Context(), both[0].Association, h.person(t, kofi).ID, h.clock())
	})
	leads(t, again.send("/mijn/dagboek", "verhaal", "Ik hoor er niet meer bij."), "/aanmelden?naar=%2Fmijn%2Fdagboek")
	if typed, err := h.db.Parked(t.Context(), h.person(t, kofi).ID, "/mijn/dagboek", h.clock().Add(-time.Minute)); err == nil {
		t.Errorf("kept of who was removed: %v", typed)
	}
	later := h.known(t, kofi)
	if got := later.open("/mijn/dagboek"); got.StatusCode != 200 || strings.Contains(got.body, "hoor") {
		t.Errorf("who was removed sees it for another association: %d", got.StatusCode)
	}
	h.later(account.MemberIdle + time.Minute) // what they left is no hindrance to what they do next
	leads(t, later.send("/mijn/dagboek", "verhaal", "Hier wel."), "/aanmelden?naar=%2Fmijn%2Fdagboek")
	if got := h.known(t, kofi).open("/mijn/dagboek"); !strings.Contains(got.body, "verhaal=Hier+wel.") {
		t.Error("not kept for the association that they are in")
	}
}

// Who knows a password and no code lays nothing before the one whose it is, neither at once nor later.
func TestNothingIsKeptOfWhoIsHalfWay(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	const page = "/mijn/account/naam"
	half := h.guest(t)
	leads(t, half.send("/aanmelden", "email", hilde, "wachtwoord", theirPassword), "/aanmelden/code")
	for range 2 {
		if to := half.send(page, "naam", "Niet Hilde", "once", desk.NewOnce().String()).Header.Get("Location"); !strings.HasPrefix(to, "/aanmelden") {
			t.Errorf("led to %q", to)
		}
		h.later(account.StaffIdle + time.Minute)
	}
	if got := h.known(t, hilde).open(page); got.StatusCode != 200 || strings.Contains(got.body, "Niet Hilde") || strings.Contains(got.body, wasAway) {
		t.Errorf("%d: %s", got.StatusCode, readPage(t, page, got.body).text())
	}
}

// Who has to give a code again comes back to what they typed too.
func TestWhatWasTypedIsThereAfterACode(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil, func(s *Site, r chi.Router) {
		page := func(w http.ResponseWriter, r *http.Request, by account.Head) error {
			kept, _, err := s.typed(r, by)
			if err != nil {
				return err
			}
			return s.show(w, r, http.StatusOK, layout.Head{Title: "Betaling"}, plainText(kept.Encode()))
		}
		r.Get("/beheer/betaling", s.head(page))
		r.Post("/beheer/betaling", s.strong(s.head(func(w http.ResponseWriter, r *http.Request, _ account.Head) error {
			return s.done(w, r, "/beheer/betaling", "Betaald.")
		})))
	})
	g := h.known(t, hilde)
	h.later(account.StrongFor + time.Minute)
	leads(t, g.send("/beheer/betaling", "bedrag", "4.500,00"), "/aanmelden/code?naar=%2Fbeheer%2Fbetaling")
	leads(t, g.send("/aanmelden/code", "code", h.code(t, theirSecret), "naar", "/beheer/betaling"), "/beheer/betaling")
	if got := g.open("/beheer/betaling"); !strings.Contains(got.body, "bedrag=4.500%2C00") || !strings.Contains(got.body, wasAway) {
		t.Errorf("%s", got.body)
	}
	leads(t, g.send("/beheer/betaling", "bedrag", "4.500,00"), "/beheer/betaling")
}
