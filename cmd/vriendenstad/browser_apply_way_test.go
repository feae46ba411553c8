package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	downloads "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Two members go the whole way, from the wegwijzer to the proof that the application arrived: one at a desk, the other on a phone.
func TestBrowserTwoMembersApplyTogether(t *testing.T) {
	t.Parallel()
	for says, script := range map[string]bool{"with script": true, "without script": false} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			portal, _ := servePeople(t)
			awa, modou := openAuthor(t, portal, 1280, script), openAuthor(t, portal, 360, script)
			awa.findsTheRegulation()
			at := awa.beginsOnce()
			modou.signIn("modou@teranga.example")
			modou.open("/mijn/verenigingen")
			modou.press(`main form[action="/mijn/namens"]:has(input[value="` + actsFor(awa.tab) + `"]) button`)
			modou.open("/mijn/aanvragen")
			modou.press(`main a[href="` + at + `"]`)
			modou.fits()

			awa.writes(at, projectPart("project"))
			modou.writes(at, projectPart("partner"))
			modou.sees(at, "project", "Volledig")
			awa.sees(at, "partner", "Volledig")
			awa.writes(at, projectPart("aanpak"))
			awa.press(`.apply__actions button[value="verder"]`)
			awa.at(at + "/wederkerigheid")
			awa.writes(at, projectPart("wederkerigheid"))
			modou.open(at + "/nakijken")
			modou.says("zet er minstens één post in")
			modou.press(`main a[href="` + at + `/geld#begroting"]`)
			modou.writes(at, projectPart("geld"))
			modou.presses(`[data-rows="begroting.kost"] > [data-row]:nth-of-type(3) [data-drop]`)
			modou.eventually(`document.querySelector(".sums").innerText.replace(/\s/g, " ").includes("€ 5.850,00")`)
			awa.writes(at, projectPart("bijlagen"))
			modou.sees(at, "bijlagen", "Volledig")

			modou.open(at + "/nakijken")
			modou.says("Alles is er")
			modou.fits()
			modou.press(`main form[action="` + at + `/voorstellen"] button[type="submit"]`)
			awa.letter("awa@teranga.example", at+"/nakijken")
			awa.says("Modou Faye")
			awa.submitsOnce(at)
			awa.keepsTheProof(at)
			modou.letter("modou@teranga.example", at+"/ontvangst")
			modou.says("Je aanvraag is aangekomen")
			modou.fits()
			modou.open("/mijn/aanvragen")
			modou.press(`main a[href="` + at + `"]`)
			modou.at(at + "/dossier")
			modou.says("Infoavond")
			modou.fits()
		})
	}
}

// findsTheRegulation answers the wegwijzer, reads the regulation that fits, and signs in there.
func (a author) findsTheRegulation() {
	a.t.Helper()
	a.open("/subsidies")
	a.press(`main a[href^="/subsidies/wijzer"]`)
	asked := 0
	for _, one := range [][2]string{{"wie", "vereniging"}, {"hier", "ja"}, {"wat", "project"}, {"land", "MA"}, {"partner", "ja"}, {"kost", "10000"}, {"begin", "later"}, {"klopt", "geen"}} {
		a.says(fmt.Sprintf("Vraag %d van hoogstens 8", asked+1))
		a.answers(one[0], one[1])
		a.send()
		asked++
	}
	const page = "/subsidies/projecten-in-het-zuiden"
	a.press(`main .guide__fit a[href="` + page + `"]`)
	a.press(`main .round a[href^="/aanmelden"]`)
	a.enters("awa@teranga.example")
	a.at(page)
}

// beginsOnce begins an application by pressing twice, comes back and presses again, and returns the address of the one draft that came of it.
func (a author) beginsOnce() string {
	a.t.Helper()
	drafts := func() int { return ask[int](a.tab, `document.querySelectorAll("main .settings > li").length`) }
	page := ask[string](a.tab, `location.pathname`)
	a.open("/mijn/aanvragen")
	before := drafts()
	a.open(page)
	a.clicks(beginButton, 2)
	if a.has(beginButton) { // the association writes another one already
		a.clicks(beginButton, 2)
	}
	at := ask[string](a.tab, `location.pathname`)
	a.open(page)
	a.press(beginButton)
	a.says("Nog een aanvraag beginnen?")
	a.press(`main a[href="` + at + `"]`)
	a.do(chromedp.Reload())
	a.at(at)
	a.open("/mijn/aanvragen")
	if n := drafts(); n != before+1 {
		a.t.Errorf("%d drafts came of one", n-before)
	}
	return at
}

// sees waits until the application's own page says so of a section.
func (a author) sees(at, section, words string) {
	a.t.Helper()
	a.open(at)
	a.eventually(`[...document.querySelectorAll(".course__words")].some(s => s.querySelector("a").pathname === ` + strconv.Quote(at+"/"+section) +
		` && s.innerText.includes(` + strconv.Quote(words) + `)) || (location.reload(), false)`)
}

// submitsOnce submits from the page on which the application is read once more: first without its statements, then with all, twice; then it goes back, loads anew,
// and sends the same form again.
func (a author) submitsOnce(at string) {
	a.t.Helper()
	n := ask[int](a.tab, `document.querySelectorAll('input[name="verklaring"]').length`)
	a.press(submitButton)
	if wrong := ask[int](a.tab, `document.querySelectorAll('input[name="verklaring"][aria-invalid="true"]').length`); wrong != n || n == 0 {
		a.t.Errorf("of %d statements that were not made %d are said", n, wrong)
	}
	a.eventually(summaryHasFocus)
	a.open(at + "/nakijken")
	a.states()
	send := `[form.action, new URLSearchParams(new FormData(form)).toString()]`
	form := ask[[]string](a.tab, `(form => `+send+`)(document.querySelector('form[action$="/indienen"]'))`)
	a.clicks(submitButton, 2)
	a.at(at + "/ontvangst")
	number := a.dossierNumber()
	a.do(chromedp.Reload())
	a.at(at + "/ontvangst")
	a.back()
	if a.has(submitButton) { // as the browser kept it
		a.clicks(submitButton, 1)
	}
	a.at(at + "/ontvangst")
	again := func(body string) int {
		status, err := chromedp.Run(a.ctx, chromedp.Evaluate[int](`fetch(`+strconv.Quote(form[0])+`, {method: "POST", body: new URLSearchParams(`+strconv.Quote(body)+`)}).then(a => a.status)`,
			chromedp.EvalAwaitPromise))
		if err != nil {
			a.t.Fatal(err)
		}
		return status
	}
	if status := again(form[1]); status != 200 {
		a.t.Errorf("the same form again is %d", status)
	}
	key := strings.Index(form[1], "once=") + len("once=")
	if status := again(form[1][:key] + strings.Repeat("0", 32) + form[1][key+32:]); status < 400 || status > 499 {
		a.t.Errorf("another form for what is submitted is %d", status)
	}
	a.open(at + "/ontvangst")
	if now := a.dossierNumber(); now != number {
		a.t.Errorf("%s became %s", number, now)
	}
}

// keepsTheProof downloads the receipt and asks whether its code is a proof.
func (a author) keepsTheProof(at string) {
	a.t.Helper()
	a.open(at + "/ontvangst")
	number, folder := a.dossierNumber(), a.t.TempDir()
	a.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, downloads.SetDownloadBehavior, downloads.SetDownloadBehaviorParams{Behavior: downloads.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder})
		return chromedp.Void{}, err
	}, chromedp.Click(chromedp.CSS(`main a[href="`+at+`/ontvangst.pdf"]`)))
	file := filepath.Join(folder, "ontvangst-"+number+".pdf")
	for begin := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		pdf, err := os.ReadFile(file)
		if err == nil && strings.HasPrefix(string(pdf), "%PDF-") && strings.Contains(string(pdf), "%%EOF") {
			break
		}
		if time.Since(begin) > 10*time.Second {
			a.t.Errorf("the receipt is not at %s: %v, %d bytes", file, err, len(pdf))
			break
		}
	}
	a.press(`main .proof a[href^="/dossier/bewijs"]`)
	a.says("Ja, dit is een bewijs")
	code := ask[string](a.tab, `document.querySelector('[name="code"]').value.trim()`)
	other := map[bool]string{true: "1", false: "0"}[strings.HasPrefix(code, "0")] + code[1:]
	a.fill(map[string]string{"code": other})
	a.send()
	a.says("Nee, deze code kennen we niet")
}
