package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"vriendenstad/internal/postgres/pgtest"
)

// beginButton begins an application, on the page of a regulation and on the one that asks whether a second is meant.
const beginButton = `main form[action="/mijn/aanvragen"] button`

// begins signs a member in, begins an application for a project, and returns its address.
func (b *tab) begins(email string) string {
	b.t.Helper()
	b.signIn(email)
	b.open("/subsidies/projecten-in-het-zuiden")
	b.press(beginButton)
	if b.has(beginButton) { // the association writes another one already
		b.press(beginButton)
	}
	at := ask[string](b, `location.pathname`)
	if !strings.HasPrefix(at, "/mijn/aanvragen/") {
		b.t.Fatalf("no draft: %s\n%s", at, ask[string](b, `document.body.innerText`))
	}
	return at
}

// types types at the end of a field that has this id.
func (b *tab) types(id, text string) {
	b.t.Helper()
	b.do(chromedp.SendKeys(chromedp.CSS(`[id="`+id+`"]`), text))
}

// summaryHasFocus says that a refused page is called so and begins at its summary. The browser moves the focus there when it first draws the page, which
// may be after it has loaded it.
const summaryHasFocus = `document.title.startsWith("Nog niet in orde") && document.activeElement.id === "fouten"`

// eventually waits until a page says yes, which may be loaded anew meanwhile.
func (b *tab) eventually(script string) {
	b.t.Helper()
	for begin := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		if yes, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](script)); yes && err == nil {
			return
		}
		if time.Since(begin) > 20*time.Second {
			b.t.Fatalf("waited for %s:\n%s", script, ask[string](b, `document.body.innerText`))
		}
	}
}

// value is what stands in a field.
func (b *tab) value(id string) string {
	b.t.Helper()
	return ask[string](b, `document.querySelector(`+strconv.Quote(`[id="`+id+`"]`)+`).value`)
}

const savedNow = `/Bewaard om/.test(document.getElementById("deel_bewaard").innerText) && !document.querySelector(".is-saving")`

// What is typed while the portal is away is saved when it is back, once.
func TestBrowserNothingTypedIsLostWhenTheLineDrops(t *testing.T) {
	t.Parallel()
	dir := home(t)
	settings := []string{"DATABASE_URL=" + pgtest.New(t).URL(), "RATE_LIMIT=off", "LOG_LEVEL=warn"}
	if out, errs, code := run(t, dir, settings, "seed"); code != 0 {
		t.Fatalf("seed: exit %d\n%s%s", code, out, errs)
	}
	portal := serveIn(t, dir, settings...)
	portal.until(200, "/readyz", 5*time.Second)
	b := openTab(t, portal)
	b.do(chromedp.EmulateViewport(1280, 900))
	at := b.begins("awa@teranga.example")
	b.open(at + "/project")
	b.types("titel", "Arganolie")
	b.eventually(savedNow)
	portal.end(syscall.SIGKILL)
	b.types("titel", " in Tigmi")
	b.eventually(`document.getElementById("deel_bewaard").innerText.includes("Niet bewaard. We proberen het opnieuw.")`)
	b.types("samenvatting", "Twee persen")
	portal.begin()
	portal.until(200, "/readyz", 20*time.Second)
	b.eventually(savedNow)
	b.types("samenvatting", ", en wie ermee leert werken.")
	b.eventually(savedNow)

	phone := openTab(t, portal) // the next day, on another machine
	phone.do(chromedp.EmulateViewport(360, 800))
	phone.signIn("awa@teranga.example")
	phone.open(at + "/project")
	phone.eventually(`document.querySelector('[id="samenvatting"]').value.endsWith("werken.") || (location.reload(), false)`)
	if title, words := phone.value("titel"), phone.value("samenvatting"); title != "Arganolie in Tigmi" || words != "Twee persen, en wie ermee leert werken." {
		t.Errorf("%q, %q", title, words)
	}
	if text := ask[string](phone, `document.querySelector("main").innerText`); strings.Contains(text, "Neem deze") {
		t.Error("what one page sent twice is taken for two people's")
	}
	phone.open("/mijn/aanvragen")
	if n := ask[int](phone, `[...document.querySelectorAll("main .settings > li")].filter(l => l.innerText.includes("Arganolie in Tigmi")).length`); n != 1 {
		t.Errorf("%d drafts", n)
	}
}

// Who closes the page in the middle of a word finds the word again.
func TestBrowserWhatIsTypedOnLeavingIsSaved(t *testing.T) {
	t.Parallel()
	portal, _ := servePeople(t)
	b := openTab(t, portal)
	at := b.begins("awa@teranga.example")
	b.open(at + "/project")
	b.types("titel", "Arganolie in Tig")
	b.open("/over")
	b.open(at + "/project")
	b.eventually(`document.querySelector('[id="titel"]').value === "Arganolie in Tig" || (location.reload(), false)`)
}

// Two members write in one section: each sees the other's words, and where both wrote the same they choose.
func TestBrowserTwoMembersWriteTogether(t *testing.T) {
	t.Parallel()
	portal, _ := servePeople(t)
	awa, modou := openTab(t, portal), openTab(t, portal)
	at := awa.begins("awa@teranga.example")
	modou.signIn("modou@teranga.example")
	modou.open("/mijn/verenigingen")
	modou.press(`main form[action="/mijn/namens"]:has(input[value="` + actsFor(awa) + `"]) button`)
	awa.open(at + "/project")
	modou.open(at + "/project")
	awa.types("titel", "Arganolie")
	awa.eventually(savedNow)
	modou.types("samenvatting", "Twee persen")
	modou.eventually(`document.querySelector('[id="titel"]').value === "Arganolie"`)
	if words := modou.value("samenvatting"); words != "Twee persen" {
		t.Errorf("what was typed went with the other's words: %q", words)
	}
	awa.types("samenvatting", "Een pers")
	awa.eventually(`!!document.querySelector(".clash")`)
	awa.says("Modou Faye")
	if words := awa.value("samenvatting"); words != "Twee persen" {
		t.Errorf("the stored words do not stay: %q", words)
	}
	awa.press(`.clash button[value^="neem"]`)
	if words := awa.value("samenvatting"); words != "Een pers" || ask[bool](awa, `!!document.querySelector(".clash")`) {
		t.Errorf("%q", words)
	}
}

// actsFor is the number of the association that somebody acts for, as its forms send it.
func actsFor(b *tab) string {
	b.t.Helper()
	b.open("/mijn/verenigingen")
	return ask[string](b, `document.querySelector('main form[action="/mijn/namens"] input[name="vereniging"]')?.value ?? "3"`)
}

// Rows come and go, sums follow, files go up with what is typed beside them: with the script, and without.
func TestBrowserABudgetAndItsFilesAreFilledIn(t *testing.T) {
	t.Parallel()
	portal, _ := servePeople(t)
	for says, script := range map[string]bool{"with script": true, "without script": false} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			b := openTab(t, portal)
			b.do(chromedp.EmulateViewport(360, 800))
			if !script {
				b.withoutScript()
			}
			at := b.begins(map[bool]string{true: "awa@teranga.example", false: "esi@akwaaba.example"}[script])
			b.open(at + "/geld")
			for i, row := range [][2]string{{"Twee persen", "3.250,50"}, {"Vervoer", "1749.50"}, {"Opleiding", "twaalfhonderd"}, {"Infoavond", "850"}} {
				if i == 3 {
					if script {
						b.do(chromedp.Click(chromedp.CSS(`[data-rows="begroting.kost"] [data-more]`)))
					} else {
						b.press(`[data-rows="begroting.kost"] [data-more]`)
					}
				}
				nth := fmt.Sprintf(`[data-rows="begroting.kost"] > [data-row]:nth-of-type(%d) `, i+1)
				b.do(chromedp.SendKeys(chromedp.CSS(nth+`[name$=".post"]`), row[0]), chromedp.SendKeys(chromedp.CSS(nth+`[name$=".bedrag"]`), row[1]))
			}
			b.types("gevraagd", "9.000")
			if !script {
				b.press(`.apply__actions button[value="bewaar"]`)
			}
			b.eventually(`document.querySelector(".sums").innerText.includes("5.850,00")`)
			b.says("zonder “Opleiding”")
			b.says("dat is het maximum van dit reglement")
			row := `[data-rows="begroting.kost"] > [data-row]:nth-of-type(3) [data-drop]`
			if script {
				b.do(chromedp.Click(chromedp.CSS(row)))
				b.eventually(`!document.querySelector(".sums").innerText.includes("Opleiding")`)
			} else {
				b.press(row)
			}
			b.open(at + "/geld")
			if n := ask[int](b, `[...document.querySelectorAll('[data-rows="begroting.kost"] > [data-row] [name$=".post"]')].filter(f => f.value).length`); n != 3 {
				t.Errorf("%d rows", n)
			}
			b.open(at + "/bijlagen")
			a := author{b, script}
			a.attaches("brief", "Brief, van “Tigmi”.pdf", "%PDF-1.7 een brief")
			if script {
				a.isRefused("offertes", "Notitie.txt", "Nep.pdf")
			}
			b.open(at)
			b.says("Volledig")
		})
	}
}

// isRefused chooses files that are not taken, and one that is between them: each refusal stays, beside the file that is there.
func (a author) isRefused(question string, names ...string) {
	a.t.Helper()
	folder := a.t.TempDir()
	var files []string
	for _, name := range slices.Insert(names, 1, "Goed.pdf") {
		file, words := filepath.Join(folder, name), "geen pdf"
		if name == "Goed.pdf" {
			words = "%PDF-1.7"
		}
		if err := os.WriteFile(file, []byte(words), 0o600); err != nil {
			a.t.Fatal(err)
		}
		files = append(files, file)
	}
	a.do(chromedp.SetUploadFiles(chromedp.CSS(`input[type="file"][id="`+question+`"]`), files))
	here := `document.getElementById("vraag_` + question + `")`
	a.eventually(here + `.querySelectorAll(".files__refused").length === ` + strconv.Itoa(len(names)))
	if said := ask[string](a.tab, here+`.innerText`); !strings.Contains(said, "Notitie.txt") || !strings.Contains(said, "Nep.pdf") || !strings.Contains(said, "Goed.pdf") {
		a.t.Errorf("of files that are refused it says %s", said)
	}
	a.fits()
}
