package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/calendar"
)

// ages lets all sessions expire, as half a day does.
func ages(t *testing.T, database string) {
	t.Helper()
	line, err := pgx.Connect(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	defer line.Close(t.Context())
	if _, err := line.Exec(t.Context(), `UPDATE session SET seen_at = seen_at - interval '13 hours', began_at = began_at - interval '13 hours' WHERE ended = ''`); err != nil {
		t.Fatal(err)
	}
}

// warns says whether the browser would ask before this page is left.
func (b *tab) warns() bool {
	b.t.Helper()
	return ask[bool](b, `!dispatchEvent(new Event("beforeunload", {cancelable: true}))`)
}

// line is what stands above the section about its being saved.
func (b *tab) line() string {
	b.t.Helper()
	return ask[string](b, `document.getElementById("deel_bewaard").innerText`)
}

// Who was away for too long finds what was typed after signing in, whether the page saved by itself or a file was chosen; and the page claims no more than is so.
func TestBrowserWhatIsTypedInAnEndedSessionIsThereAfterSigningIn(t *testing.T) {
	t.Parallel()
	portal, database := servePeople(t)
	b := openTab(t, portal)
	b.do(chromedp.EmulateViewport(360, 800))
	at := b.begins("awa@teranga.example")
	const waits, asks = "Wat je typte, staat klaar als je terug bent.", `document.getElementById("deel_bewaard").innerText.includes("Je was te lang weg.")`

	b.open(at + "/project")
	b.types("titel", "Arganolie")
	b.eventually(savedNow)
	ages(t, database)
	b.types("titel", " in Tigmi")
	b.eventually(asks)
	if !strings.Contains(b.line(), waits) || b.warns() {
		t.Errorf("%q, warns: %v", b.line(), b.warns())
	}
	b.types("samenvatting", "Twee persen")
	b.eventually(`!document.querySelector(".is-saving") && dispatchEvent(new Event("beforeunload", {cancelable: true}))`)
	b.press(`#deel_bewaard a`)
	b.says(waits)
	b.enters("awa@teranga.example")
	b.at(at + "/project")
	b.says("Je was te lang weg.")
	if b.value("titel") != "Arganolie in Tigmi" || b.value("samenvatting") != "Twee persen" {
		t.Errorf("%q, %q", b.value("titel"), b.value("samenvatting"))
	}
	b.types("samenvatting", ", en meer")
	b.eventually(savedNow)

	file := filepath.Join(t.TempDir(), "Brief.pdf")
	if err := os.WriteFile(file, []byte("%PDF-1.7 brief"), 0o600); err != nil {
		t.Fatal(err)
	}
	chooses := func() {
		b.do(chromedp.SetUploadFiles(chromedp.CSS(`input[type="file"][id="brief"]`), []string{file, file}))
		b.eventually(asks)
		b.eventually(`document.querySelectorAll(".files__refused").length === 2`)
	}
	b.open(at + "/bijlagen")
	ages(t, database)
	chooses()
	if strings.Contains(b.line(), "typte") || b.warns() {
		t.Errorf("nothing was typed: %q, warns: %v", b.line(), b.warns())
	}
	b.press(`#deel_bewaard a`)
	b.enters("awa@teranga.example")
	b.at(at + "/bijlagen")
}

// A page on which a question closed meanwhile keeps in sight what is not kept, saves the rest, and never says that all is saved.
func TestBrowserAStalePageTellsWhatIsNotKept(t *testing.T) {
	t.Parallel()
	portal, _ := servePeople(t)
	c := newCaller(t, portal)
	if !c.signIn("awa@teranga.example") {
		t.Fatal("Awa is not let in")
	}
	at := c.begins("projecten-in-het-zuiden")
	for _, p := range projectParts {
		c.writes(at, p)
	}
	stale, karim := openAuthor(t, portal, 360, true), openAuthor(t, portal, 1280, true)
	stale.signIn("awa@teranga.example")
	stale.open(at + "/partner")
	c.submits(at)
	stale.types("rollen", " Te laat.")
	stale.eventually(`document.getElementById("deel_bewaard").innerText.includes("Dit deel kan niet meer bewaard worden.")`)
	if !stale.warns() || !strings.Contains(stale.value("rollen"), "Te laat.") {
		t.Errorf("%q is lost without a warning", stale.value("rollen"))
	}
	stale.press(`.apply__actions button[value="bewaar"]`)
	stale.says("Niet alles is bewaard")
	stale.says("Te laat.")
	stale.says("staat niet meer open")
	stale.fits()

	karim.asksToComplete(at, "Wie beslist over het vervoer?", calendar.DayOf(time.Now()).AddDays(14).String())
	// a page from before, as it stands in another window
	stale.open(at + "/partner")
	ask[bool](stale.tab, `(() => { const f = document.createElement("input"); f.type = "text"; f.name = "eerder-wat"; f.value = "Ook een tweede pers in 2025."; document.getElementById("vraag_rollen").append(f); return true })()`)
	stale.types("rollen", " En nu wel.")
	stale.eventually(`!!document.querySelector("[data-unkept]")`)
	if !strings.Contains(stale.line(), "Niet alles is bewaard") {
		t.Errorf("%q", stale.line())
	}
	stale.types("rollen", " Echt.")
	stale.eventually(savedNow)
	stale.says("Ook een tweede pers in 2025.")
	stale.fits()
	stale.open(at + "/partner")
	if got := stale.value("rollen"); !strings.Contains(got, "En nu wel. Echt.") {
		t.Errorf("%q is saved", got)
	}
}
