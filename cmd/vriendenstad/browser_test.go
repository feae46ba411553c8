package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var everyPage = flag.Bool("every", false, "hold axe against every page of the sample city, not one of each kind")

// A kind of page, by one of its addresses: what holds for it holds for its kind.
var kindsOfPages = []string{
	"/", "/steden", "/steden?relatie=zusterstad", "/steden/saint-louis", "/steden/kathmandu", "/landen", "/landen/senegal", "/projecten",
	"/projecten?land=GH&jaar=2026", "/projecten?q=drinkwatr", "/projecten?q=water&sorteer=titel", "/projecten/waterput-en-sanitair-dorpsschool-tanger",
	"/projecten/praatcafes-over-migratie-en-ontwikkeling", "/verenigingen", "/verenigingen/rif-stroom", "/sdg/6", "/zoeken", "/zoeken?q=water",
	"/subsidies", "/subsidies/projecten-in-het-zuiden", "/subsidies/projecten-in-het-zuiden?versie=1", "/subsidies/logistieke-steun-voor-scholen", "/subsidies/wijzer",
	"/subsidies/wijzer?wie=groep&hier=ja&wat=project&vraag=land", "/subsidies/wijzer?wie=alleen",
	"/subsidies/wijzer?wie=groep&hier=ja&wat=project&land=FR&partner=ja&kost=10000&begin=later&klopt=geen",
	"/budget", "/budget?prijzen=constant", "/budget?op=2020-01-01", "/budget?op=morgen", "/budget/2026",
	"/zoeken?q=onvindbaarwoord", "/stad-in-de-wereld", "/over", "/toegankelijkheid", "/privacy", "/licenties", "/nergens", "/projecten?land=XX",
}

// The widths at which pages are looked at: a desk, a tablet, and the narrowest phone.
var widths = []int64{1280, 768, 320}

// A tab is one page of a browser.
type tab struct {
	t      *testing.T
	ctx    context.Context
	portal *served
}

// openTab starts a browser of its own for the test.
func openTab(t *testing.T, portal *served) *tab {
	t.Helper()
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.UserDataDir(t.TempDir()))
	browser, end := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(end)
	ctx, closed := chromedp.NewContext(browser)
	t.Cleanup(closed)
	ctx, late := context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(late)
	if err := chromedp.Do(ctx); err != nil { // it lives as long as the context in which it started
		t.Fatal(err)
	}
	return &tab{t, ctx, portal}
}

// beside opens a tab in the same browser that shares nothing with this one, as a window in private does.
func (b *tab) beside(t *testing.T) *tab {
	t.Helper()
	ctx, closed := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(closed)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return &tab{t, ctx, b.portal}
}

// do takes steps, each of which may wait for what it is about.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, end := context.WithTimeout(b.ctx, 30*time.Second)
	defer end()
	if err := chromedp.Do(ctx, steps...); err != nil {
		at, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string](`location.href + "\n" + document.querySelector("main").innerText`)) // a browser that is gone says nothing
		b.t.Fatalf("%v at %s", err, at)
	}
}

func (b *tab) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.portal.url + path))
}

// ask returns what a script says of the page.
func ask[T any](b *tab, script string) T {
	b.t.Helper()
	answer, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.t.Fatalf("%.80s: %v", script, err)
	}
	return answer
}

// until waits for a script to say yes.
func (b *tab) until(script string) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Poll[bool](script, chromedp.WithPollingTimeout(10*time.Second))); err != nil {
		b.t.Fatalf("waited for %s: %v", script, err)
	}
}

// withoutScript switches the browser's script off.
func (b *tab) withoutScript() {
	b.t.Helper()
	b.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return chromedp.Void{}, err
	})
}

const runAxe = `new Promise((done, failed) => axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
	.then(r => done(JSON.stringify(r.violations.map(v => v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(" | "))))).catch(failed))`

func TestBrowserAxeFindsNothingAndNothingSlidesSideways(t *testing.T) {
	t.Parallel()
	portal := serveSample(t)
	axe, err := os.ReadFile("../../web/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("%v: make test fetches it", err)
	}
	pages := kindsOfPages
	if *everyPage {
		pages = append(slices.Clone(kindsOfPages), portal.sitemap("/sitemap.xml")...)
		slices.Sort(pages)
		pages = slices.Compact(pages)
	}
	b := openTab(t, portal)
	looks := 0
	for _, path := range pages {
		for _, width := range widths {
			b.do(chromedp.EmulateViewport(width, 900))
			b.open(path)
			if wide := ask[int](b, `document.documentElement.scrollWidth`); int64(wide) > width {
				t.Errorf("%s at %d px is %d px wide", path, width, wide)
			}
			b.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
				return chromedp.Evaluate[chromedp.Void](string(axe)+"; undefined")(ctx, target)
			})
			found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](runAxe, chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			var violations []string
			if err := json.Unmarshal([]byte(found), &violations); err != nil {
				t.Fatal(err)
			}
			looks++
			for _, v := range violations {
				t.Errorf("%s at %d px: %s", path, width, v)
			}
		}
	}
	t.Logf("axe looked at %d pages, %d times", len(pages), looks)
}

func TestBrowserNarrowsTheProjectsInPlace(t *testing.T) {
	t.Parallel()
	b := openTab(t, serveSample(t))
	b.do(chromedp.EmulateViewport(1280, 900))
	b.open("/projecten")
	ask[bool](b, `window.sameDocument = true`)
	b.do(chromedp.Click(chromedp.CSS(`a[href="/projecten?land=GH"]`)))
	b.until(`location.search === "?land=GH"`)
	if !ask[bool](b, `window.sameDocument === true`) {
		t.Error("the list is not refreshed in place")
	}
	rows, said := ask[int](b, `document.querySelectorAll("#resultaat a[href^='/projecten/']").length`), ask[string](b, `document.querySelector("#resultaat").innerText`)
	if rows == 0 || !strings.Contains(said, fmt.Sprintf("%d projecten", rows)) {
		t.Errorf("%d rows under: %.200s", rows, said)
	}
	b.do(chromedp.Click(chromedp.CSS(`#resultaat .pill[href="/projecten"], #resultaat a.pill`)))
	b.until(`location.search === "" && document.activeElement !== document.body`)
	b.do(chromedp.NavigateBack())
	b.until(`location.search === "?land=GH"`)
	b.do(chromedp.NavigateBack())
	b.until(`location.search === "" && document.querySelector("#resultaat").innerText.includes("Marokko")`)
}

func TestBrowserWithoutScriptFindsTheSame(t *testing.T) {
	t.Parallel()
	b := openTab(t, serveSample(t))
	b.do(chromedp.EmulateViewport(360, 800))
	b.withoutScript()
	b.open("/")
	b.do(chromedp.SendKeys(chromedp.CSS(`main input[name="q"]`), "kinshasa\r"),
		chromedp.WaitReady(chromedp.CSS(`#zoek[value="kinshasa"]`)), chromedp.WaitReady(chromedp.CSS(`main a[href="/steden/kinshasa"]`)))
	b.open("/projecten?q=drinkwatr")
	b.do(chromedp.Click(chromedp.CSS(`main a[href="/projecten?q=drinkwater"]`)),
		chromedp.WaitReady(chromedp.CSS(`#zoek[value="drinkwater"]`)), chromedp.WaitReady(chromedp.CSS(`#resultaat a[href^="/projecten/"]`)))
	b.open("/projecten")
	b.do(chromedp.WaitReady(chromedp.CSS(`a[rel~="next"]`)), chromedp.Click(chromedp.CSS(`main a[rel~="next"]`)), chromedp.WaitReady(chromedp.CSS(`main a[rel~="prev"]`)))
}

func TestBrowserReachesMapAndListByKeyboardInOneOrder(t *testing.T) {
	t.Parallel()
	b := openTab(t, serveSample(t))
	b.do(chromedp.EmulateViewport(1280, 900))
	b.open("/steden")
	reached := ask[[]string](b, `[...document.querySelectorAll("main svg a, main li a, main table a, main article a")]
		.filter(a => a.tabIndex >= 0 && /\/steden\/[a-z-]+$/.test(a.href.baseVal ?? a.getAttribute("href")))
		.map(a => (a.closest("svg") ? "map " : "list ") + (a.href.baseVal ?? a.getAttribute("href")))`)
	var onMap, inList []string
	for _, one := range reached {
		if to, ok := strings.CutPrefix(one, "map "); ok {
			onMap = append(onMap, to)
		} else {
			inList = append(inList, strings.TrimPrefix(one, "list "))
		}
	}
	if len(onMap) != 8 || !slices.Equal(onMap, inList) {
		t.Errorf("the map leads to %v, the list to %v", onMap, inList)
	}
	for range 60 {
		b.do(chromedp.KeyEvent("\t"))
		if ask[bool](b, `document.activeElement.matches("main svg a")`) {
			break
		}
	}
	ring := ask[string](b, `getComputedStyle(document.activeElement.querySelector(".map__target")).stroke`)
	if ring == "none" || ring == "" {
		t.Errorf("a city on the map in focus has the ring %q", ring)
	}
	b.do(chromedp.KeyEvent("\r"))
	b.do(chromedp.WaitReady(chromedp.CSS(`body:not(:has(main svg a)) h1`)))
	if at := ask[string](b, `location.pathname`); at != inList[0] {
		t.Errorf("Enter on the first city leads to %s, not to %s", at, inList[0])
	}
}

func TestBrowserFirstVisitIsLight(t *testing.T) {
	t.Parallel()
	b := openTab(t, serveSample(t))
	b.do(chromedp.EmulateViewport(360, 800))
	b.open("/")
	b.until(`document.readyState === "complete" && document.fonts.status === "loaded"`)
	sizes := ask[map[string]int](b, `Object.fromEntries([...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
		.map(e => [new URL(e.name).pathname, e.encodedBodySize]))`)
	all, script := 0, 0
	for name, size := range sizes {
		if all += size; filepath.Ext(name) == ".js" {
			script += size
		}
	}
	t.Logf("the first visit to / loads %d bytes, of which %d of script: %v", all, script, sizes)
	if all > 100_000 || script > 30_000 || len(sizes) < 4 {
		t.Errorf("%d bytes, %d of script, in %d files", all, script, len(sizes))
	}
}
