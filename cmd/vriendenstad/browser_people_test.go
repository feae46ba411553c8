package main

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/association"
	"vriendenstad/internal/form"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/sample"
	"vriendenstad/internal/world"
)

// servePeople serves the sample city with its people from a database of the test's own, whose address it returns too.
func servePeople(t *testing.T) (portal *served, database string) {
	t.Helper()
	dir, database := home(t), pgtest.New(t).URL()
	settings := []string{"DATABASE_URL=" + database, "RATE_LIMIT=off", "LOG_LEVEL=warn"}
	if out, errs, code := run(t, dir, settings, "seed"); code != 0 {
		t.Fatalf("seed: exit %d\n%s%s", code, out, errs)
	}
	portal = serveIn(t, dir, settings...)
	portal.until(200, "/readyz", 5*time.Second)
	return portal, database
}

// fill types into the fields of the page's form, by their names, in the place of what stands there.
func (b *tab) fill(fields map[string]string) {
	b.t.Helper()
	for name, text := range fields {
		if !ask[bool](b, `(f => { if (f && f.tagName === "SELECT") f.value = `+strconv.Quote(text)+`; else if (f) f.value = ""; return !!f })(document.querySelector('main [name=`+strconv.Quote(name)+`]'))`) {
			b.t.Fatalf("%s has no field %s:\n%s", ask[string](b, `location.href`), name, ask[string](b, `document.querySelector("main").innerText`))
		}
		if ask[string](b, `document.querySelector('main [name=`+strconv.Quote(name)+`]').tagName`) != "SELECT" {
			b.do(chromedp.SendKeys(chromedp.CSS(`main [name="`+name+`"]`), text))
		}
	}
}

// press presses what the selector finds, and waits for the page to which that leads.
func (b *tab) press(selector string) {
	b.t.Helper()
	b.leaves()
	b.do(chromedp.Click(chromedp.CSS(selector)))
	b.arrives(selector)
}

// leaves marks the page, so that [tab.arrives] can tell it from the next.
func (b *tab) leaves() {
	b.t.Helper()
	ask[bool](b, `document.documentElement.dataset.pressed = "yes", true`)
}

// arrives waits for the page to which what was pressed leads.
func (b *tab) arrives(pressed string) {
	b.t.Helper()
	for begin := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		there, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`document.readyState === "complete" && !document.documentElement.dataset.pressed`))
		if there && err == nil { // a page that is being left answers with an error
			return
		}
		if time.Since(begin) > 15*time.Second {
			b.t.Fatalf("%s of %s leads nowhere: %v\n%s", pressed, ask[string](b, `location.href`), err, ask[string](b, `document.body.innerText`))
		}
	}
}

// send presses the button of the page's form.
func (b *tab) send() {
	b.t.Helper()
	b.press(`main form button[type="submit"]`)
}

// at fails where the browser is not on the page.
func (b *tab) at(path string) {
	b.t.Helper()
	if got := ask[string](b, `location.pathname`); got != path {
		b.t.Fatalf("the browser is at %s, not at %s:\n%s", got, path, ask[string](b, `document.body.innerText`))
	}
}

// says fails where the page does not say so.
func (b *tab) says(words string) {
	b.t.Helper()
	if said := ask[string](b, `document.body.innerText`); !strings.Contains(said, words) {
		b.t.Errorf("%s does not say %q:\n%s", ask[string](b, `location.href`), words, said)
	}
}

// letter waits for a letter to the address that leads to a page, and goes there.
func (b *tab) letter(to, page string) {
	b.t.Helper()
	for begin := time.Now(); time.Since(begin) < 20*time.Second; time.Sleep(50 * time.Millisecond) {
		b.open("/dev/mail")
		for _, one := range ask[[]string](b, `[...document.querySelectorAll("main li")].filter(l => l.innerText.includes(`+strconv.Quote(to)+`)).map(l => l.querySelector("a").getAttribute("href"))`) {
			b.open(one)
			link := `main a[href^="` + page + `"]`
			if ask[bool](b, `!!document.querySelector(`+strconv.Quote(link)+`)`) {
				b.press(link)
				return
			}
		}
	}
	b.t.Fatalf("no letter to %s leads to %s", to, page)
}

// signIn signs one of the sample city's people in, with the code that the page shows where one is asked.
func (b *tab) signIn(email string) {
	b.t.Helper()
	b.open("/aanmelden")
	code := ask[string](b, `[...document.querySelectorAll("tr")].find(r => r.innerText.includes(`+strconv.Quote(email)+`))?.querySelector("td code")?.innerText ?? ""`)
	b.fill(map[string]string{"email": email, "wachtwoord": sample.Password})
	b.send()
	if code != "" {
		b.at("/aanmelden/code")
		b.fill(map[string]string{"code": code})
		b.send()
	}
	if at := ask[string](b, `location.pathname`); strings.HasPrefix(at, "/aanmelden") {
		b.t.Fatalf("%s is not let in: %s", email, ask[string](b, `document.querySelector("main").innerText`))
	}
}

// signOut signs out by the menu.
func (b *tab) signOut() {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(`.who summary`)))
	b.press(`.who form[action="/afmelden"] button`)
}

// registers makes an account, answers the letter, and signs in.
func (b *tab) registers(name, email string) {
	b.t.Helper()
	const password = "kaas zeilboot umbrella tram"
	b.open("/registreren")
	b.fill(map[string]string{"naam": name, "email": email, "wachtwoord": password})
	b.send()
	b.at("/registreren/verstuurd")
	b.letter(email, "/bevestigen/")
	b.send()
	b.at("/aanmelden")
	b.fill(map[string]string{"email": email, "wachtwoord": password})
	b.send()
}

func TestBrowserPeopleRegisterAnAssociationAndTheDienstVerifiesIt(t *testing.T) {
	t.Parallel()
	for says, does := range map[string]struct {
		script      bool
		association string
		slug        string
	}{
		"with script":    {true, "Kolda aan de Schelde", "kolda-aan-de-schelde"},
		"without script": {false, "Thiès aan de Schijn", "thies-aan-de-schijn"},
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			portal, _ := servePeople(t) // of its own: a code works once
			browser := func() *tab {
				b := openTab(t, portal)
				b.do(chromedp.EmulateViewport(1280, 900))
				if !does.script {
					b.withoutScript()
				}
				return b
			}
			first, second := "een@"+does.slug+".example", "twee@"+does.slug+".example"
			one := browser()
			one.registers("Fatou Sow", first)
			one.at("/mijn")

			one.open("/mijn/verenigingen/registreren")
			one.send() // nothing was typed
			one.at("/mijn/verenigingen/registreren")
			one.eventually(summaryHasFocus)
			one.fill(map[string]string{"name": does.association, "form": string(association.Unincorporated), "postcode": "2060",
				"countries": "Senegal", "region": string(world.WestAfrica), form.BoardName(1): "Fatou Sow", form.BoardName(2): "Bram Nys"})
			one.send()
			one.at("/mijn")
			one.says(does.association)
			if status, _ := portal.get("/verenigingen/" + does.slug); status != 404 {
				t.Errorf("before it is verified, its public page is %d", status)
			}

			one.open("/mijn/leden/uitnodigen")
			one.fill(map[string]string{"email": second})
			one.send()
			one.at("/mijn/leden")
			one.says(second)

			two := browser()
			two.registers("Bram Nys", second)
			two.letter(second, "/uitnodiging/")
			two.press(`button[value="ja"]`)
			two.at("/mijn")
			two.says(does.association)
			one.open("/mijn/leden")
			one.says("Bram Nys")

			dienst := browser()
			dienst.signIn("dossierbehandelaar@vriendenstad.example")
			dienst.at("/beheer")
			dienst.open("/beheer/verenigingen?q=" + strings.Fields(does.association)[0])
			dienst.press(`main a[href^="/beheer/verenigingen/"]:not([href*="?"])`)
			dienst.do(chromedp.Click(chromedp.CSS(`main input[name="oordeel"][value="verified"]`)))
			dienst.press(`main form[action$="/oordeel"] button[type="submit"]`)
			dienst.says("Je oordeel is bewaard")
			if status, page := portal.get("/verenigingen/" + does.slug); status != 200 || strings.Contains(page, "Fatou") {
				t.Errorf("once it is verified, its public page is %d, or names people", status)
			}

			one.open("/mijn")
			one.signOut()
			one.at("/aanmelden")
			one.open("/mijn/leden")
			one.at("/aanmelden")
		})
	}
}

// Who was away too long signs in again and is back, with what they had typed; it was not sent by itself.
func TestBrowserWhatWasTypedInAnExpiredSessionComesBack(t *testing.T) {
	t.Parallel()
	portal, database := servePeople(t)
	b := openTab(t, portal)
	b.do(chromedp.EmulateViewport(1280, 900))
	b.signIn("awa@teranga.example")
	b.open("/mijn/vereniging/bewerken")
	const text = "Wij meten voortaan ook in Hoboken."
	b.fill(map[string]string{"about": text})

	owner, err := pgx.Connect(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := owner.Exec(t.Context(), `UPDATE session SET seen_at = seen_at - interval '13 hours', began_at = began_at - interval '13 hours'`); err != nil {
		t.Fatal(err)
	}
	b.send()
	b.at("/aanmelden")
	b.fill(map[string]string{"email": "awa@teranga.example", "wachtwoord": sample.Password})
	b.send()
	b.at("/mijn/vereniging/bewerken")
	if got := ask[string](b, `document.querySelector('[name="about"]').value`); got != text {
		t.Errorf("what was typed came back as %q", got)
	}
	if _, page := portal.get("/verenigingen/teranga-schelde"); strings.Contains(page, text) {
		t.Error("it was sent by itself")
	}
	b.send()
	b.at("/mijn/vereniging")
	if _, page := portal.get("/verenigingen/teranga-schelde"); !strings.Contains(page, text) {
		t.Error("it was not saved")
	}
	if err := owner.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
