package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"vriendenstad/internal/sample"
)

// An author is a member who writes in a browser, with its script or without.
type author struct {
	*tab
	script bool
}

func openAuthor(t *testing.T, portal *served, width int64, script bool) author {
	t.Helper()
	a := author{openTab(t, portal), script}
	a.do(chromedp.EmulateViewport(width, 900))
	if !script {
		a.withoutScript()
	}
	return a
}

// writes opens a section of an application, answers it, and waits until all is saved.
func (a author) writes(at string, p part) {
	a.t.Helper()
	a.open(at + "/" + p.section)
	for _, one := range p.answers {
		a.answers(one[0], one[1])
	}
	for question, called := range p.files {
		a.attaches(question, called, "%PDF-1.7 "+called)
	}
	a.fits()
	switch {
	case len(p.answers) == 0: // files are there as soon as the page says so
	case a.script:
		a.eventually(savedNow)
	default:
		a.press(`.apply__actions button[value="bewaar"]`)
	}
}

// answers types or chooses an answer in a field as people do: a row that is not there yet is added, a question that is hidden is made to show itself.
func (a author) answers(field, value string) {
	a.t.Helper()
	sel := `[name="` + field + `"]`
	if row := rowCell.FindStringSubmatch(field); row != nil {
		list := `[data-rows="` + row[1] + `.` + row[2] + `"] `
		nth := fmt.Sprintf(`%s> [data-row]:nth-of-type(%s) `, list, row[3])
		if !a.has(nth) {
			a.presses(list + `[data-more]`)
			a.eventually(`!!document.querySelector(` + strconv.Quote(nth) + `)`)
		}
		sel = nth + `[name$=".` + row[4] + `"]`
	}
	kind := ask[string](a.tab, `document.querySelector(`+strconv.Quote(sel)+`)?.type ?? ""`)
	if kind == "" {
		a.t.Fatalf("%s has no field %s", ask[string](a.tab, `location.href`), field)
	}
	if !a.script {
		if after := ask[string](a.tab, `document.querySelector(`+strconv.Quote(sel)+`).closest("[data-after][hidden]")?.dataset.after ?? ""`); after != "" {
			a.press(`button[value="toon ` + after + `"]`)
		}
	}
	switch kind {
	case "radio", "checkbox":
		a.do(chromedp.Click(chromedp.CSS(sel + `[value="` + value + `"]`)))
	case "select-one":
		ask[bool](a.tab, `(f => (f.value = `+strconv.Quote(value)+`, f.dispatchEvent(new Event("input", {bubbles: true}))))(document.querySelector(`+strconv.Quote(sel)+`))`)
	default:
		a.do(chromedp.Focus(chromedp.CSS(sel)), func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) { // as one who pastes it
			_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: value})
			return chromedp.Void{}, err
		})
	}
}

// presses presses a button that changes the page in place where the script runs, and leads to it anew elsewhere.
func (a author) presses(selector string) {
	a.t.Helper()
	if a.script {
		a.do(chromedp.Click(chromedp.CSS(selector)))
	} else {
		a.press(selector)
	}
}

// attaches chooses a file for a question, and waits until it is there.
func (a author) attaches(question, called, words string) {
	a.t.Helper()
	file := filepath.Join(a.t.TempDir(), called)
	if err := os.WriteFile(file, []byte(words), 0o600); err != nil {
		a.t.Fatal(err)
	}
	a.do(chromedp.SetUploadFiles(chromedp.CSS(`input[type="file"][id="`+question+`"]`), []string{file}))
	if !a.script {
		a.press(`button[value="voeg-toe ` + question + `"]`)
	}
	a.eventually(`[...document.querySelectorAll("#vraag_` + question + ` .files__list a")].some(a => a.innerText === ` + strconv.Quote(called) + `)`)
}

// clicks presses a button so many times before anything can come of the first time, and waits for where that leads.
func (b *tab) clicks(selector string, times int) {
	b.t.Helper()
	b.leaves()
	ask[bool](b, fmt.Sprintf(`(p => { for (let n = 0; n < %d; n++) p.click(); return true })(document.querySelector(%q))`, times, selector))
	b.arrives(selector)
}

// back goes back by the browser's own button, and waits for another page than this one.
func (b *tab) back() {
	b.t.Helper()
	from := ask[string](b, `(history.back(), location.pathname)`)
	b.eventually(`location.pathname !== ` + strconv.Quote(from) + ` && document.readyState === "complete"`)
}

// has says whether the page has what the selector finds.
func (b *tab) has(selector string) bool {
	b.t.Helper()
	return ask[bool](b, `!!document.querySelector(`+strconv.Quote(selector)+`)`)
}

// fits fails where the page is wider than the window.
func (b *tab) fits() {
	b.t.Helper()
	if over := ask[int](b, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
		b.t.Errorf("%s is %d px wider than its window", ask[string](b, `location.pathname`), over)
	}
}

// enters signs somebody in on the page to sign in that is shown.
func (b *tab) enters(email string) {
	b.t.Helper()
	b.fill(map[string]string{"email": email, "wachtwoord": sample.Password})
	b.send()
}

// dossierNumber returns the number on a receipt.
func (b *tab) dossierNumber() string {
	b.t.Helper()
	number := ask[string](b, `document.querySelector(".letter__number").innerText`)
	if !regexp.MustCompile(`^[A-Z]+-\d{4}-\d{4,}$`).MatchString(strings.TrimSpace(number)) {
		b.t.Errorf("the dossier's number is %q", number)
	}
	return number
}
