package main

import (
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"vriendenstad/internal/calendar"
)

// lightPart answers the questions of the light route for a journey.
var lightPart = part{section: "reis", answers: [][2]string{{"titel", "Inleven in Kumasi"}, {"samenvatting", "Twee weken meedoen op een school."}, {"reizigers", "8"},
	{"landen.rij[1].land", "GH"}, {"landen.rij[1].deel", "100"}, {"periode.van", "1 juli 2027"}, {"periode.tot", "20 juli 2027"}, {"partner.rij[1].naam", "Kumasi Makers"},
	{"partner.rij[1].plaats", "Kumasi"}, {"partner.rij[1].land", "GH"}, {"partner.rij[1].werking", "Een school."}, {"voorbereiding", "Vier avonden."},
	{"terug", "Een avond in de bib."}, {"minderjarig", "nee"}, {"begroting.kost[1].post", "Vervoer"}, {"begroting.kost[1].bedrag", "2000"}, {"gevraagd", "350"}}}

// The light route is one page of at most twelve questions between the begin and the receipt.
func TestBrowserTheLightRouteIsShort(t *testing.T) {
	t.Parallel()
	portal, _ := servePeople(t)
	esi := openAuthor(t, portal, 360, true)
	esi.signIn("esi@akwaaba.example")
	esi.open("/subsidies/inleefreis")
	esi.press(beginButton)
	at := ask[string](esi.tab, `location.pathname`)
	if n := ask[int](esi.tab, `document.querySelectorAll('main .course a[href^="`+at+`/"]:not([href$="/nakijken"])').length`); n != 1 {
		t.Errorf("it has %d sections", n)
	}
	esi.press(`main .actions a[href="` + at + `/reis"]`)
	if n := ask[int](esi.tab, `document.querySelectorAll(".question").length`); n == 0 || n > 12 {
		t.Errorf("it asks %d questions", n)
	}
	esi.writes(at, lightPart)
	esi.press(`.apply__actions button[value="verder"]`)
	esi.at(at + "/nakijken")
	esi.fits()
	esi.states()
	esi.clicks(submitButton, 1)
	esi.at(at + "/ontvangst")
	esi.dossierNumber()
	esi.fits()
}

// The Dienst asks to complete two questions: the association sees why, can change those two alone, cannot leave one of them open, and all that was written stays.
func TestBrowserAnAssociationCompletesWhatIsAsked(t *testing.T) {
	t.Parallel()
	for says, script := range map[string]bool{"with script": true, "without script": false} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			portal, _ := servePeople(t)
			c := newCaller(t, portal)
			if !c.signIn("awa@teranga.example") {
				t.Fatal("Awa is not let in")
			}
			at := c.applies()
			karim, awa := openAuthor(t, portal, 1280, script), openAuthor(t, portal, 360, script)
			const why = "Wie betaalt het vervoer, en wie beslist daarover?"
			karim.asksToComplete(at, why, calendar.DayOf(time.Now()).AddDays(14).String())

			awa.signIn("awa@teranga.example")
			awa.letter("awa@teranga.example", at+"/dossier")
			awa.says(why)
			awa.fits()
			if n := ask[int](awa.tab, `document.querySelectorAll(".ask .ways a").length`); n != 2 {
				t.Errorf("%d questions are open", n)
			}
			awa.press(`.ask a[href="` + at + `/partner#rollen"]`)
			if open := ask[string](awa.tab, `[...document.querySelectorAll(".question")].map(q => q.id).join(" ")`); open != "vraag_rollen" {
				t.Errorf("open are %q", open)
			}
			ask[bool](awa.tab, `(f => (f.value = "", f.dispatchEvent(new Event("input", {bubbles: true}))))(document.getElementById("rollen"))`)
			awa.press(`.apply__actions button[value="bewaar"]`)
			awa.open(at + "/dossier")
			awa.press(`.ask form button[type="submit"]`)
			awa.says("Dit is nog niet doorgestuurd.")
			if status := ask[int](awa.tab, `performance.getEntriesByType("navigation")[0].responseStatus`); status != 422 {
				t.Errorf("a required question left open is answered with %d", status)
			}
			awa.writes(at, part{section: "partner", answers: [][2]string{{"rollen", "De coöperatie beslist over het vervoer."}}})
			awa.writes(at, part{section: "geld", answers: [][2]string{{"begroting.kost[5].post", "Vervoer ter plaatse"}, {"begroting.kost[5].bedrag", "120"}}})
			if awa.has(`[name="gevraagd"]`) {
				t.Error("a question that was not asked is open")
			}
			awa.open(at + "/dossier")
			awa.press(`.ask form button[type="submit"]`)
			awa.says("De aanvulling is doorgestuurd.")
			awa.says(why)
			awa.fits()
			awa.open(at + "/partner")
			if awa.has(`form[data-apply]`) {
				t.Error("it is open still")
			}

			karim.open(staffPage(at))
			karim.says("De coöperatie beslist over het vervoer.")
			karim.says("Vervoer ter plaatse")
			old := ask[string](karim.tab, `[...document.querySelectorAll("details.fold")].map(d => d.textContent).join()`)
			for words, there := range map[string]bool{"Zij beslissen, wij betalen mee.": true, "Vervoer ter plaatse": false} {
				if got := ask[bool](karim.tab, strconv.Quote(old)+`.includes(`+strconv.Quote(words)+`)`); got != there {
					t.Errorf("what was submitted has %q: %v", words, got)
				}
			}
		})
	}
}

// asksToComplete opens the budget and the roles of a dossier again, from the list of dossiers on.
func (a author) asksToComplete(at, why, due string) {
	a.t.Helper()
	a.signIn("dossierbehandelaar@vriendenstad.example")
	a.open("/beheer/aanvragen?q=Tigmi")
	a.press(`main a[href="` + staffPage(at) + `"]`)
	a.press(`main a[href="` + staffPage(at) + `/aanvulling"]`)
	a.answers("vraag", "rollen")
	a.answers("vraag", "begroting")
	a.answers("waarom", why)
	a.answers("uiterlijk", due)
	a.press(`main form[action$="/aanvulling"] button[type="submit"]`)
	a.at(staffPage(at))
	a.says("Wacht op aanvulling")
}

const submitButton = `form[action$="/indienen"] button[type="submit"]`

// states makes all the statements with which an application is submitted.
func (a author) states() {
	a.t.Helper()
	for _, one := range ask[[]string](a.tab, `[...document.querySelectorAll('input[name="verklaring"]')].map(s => s.value)`) {
		a.do(chromedp.Click(chromedp.CSS(`input[name="verklaring"][value="` + one + `"]`)))
	}
}
