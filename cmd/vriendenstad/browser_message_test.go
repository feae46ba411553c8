package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// The files of a message go up as soon as they are chosen, what is not taken is told before it is sent, and the message waits for those that are under way.
func TestBrowserTheFilesOfAMessageGoUpBeforeIt(t *testing.T) {
	t.Parallel()
	portal, database := servePeople(t)
	c := newCaller(t, portal)
	if !c.signIn("awa@teranga.example") {
		t.Fatal("Awa is not let in")
	}
	at := c.applies()
	b := openTab(t, portal)
	b.do(chromedp.EmulateViewport(360, 800))
	b.signIn("awa@teranga.example")
	b.open(at + "/dossier")

	folder := t.TempDir()
	file := func(name string, words []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, words, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	chooses := func(paths ...string) {
		b.do(chromedp.SetUploadFiles(chromedp.CSS(`[data-enclosures] input[type="file"]`), paths))
	}
	plan, large, page := file("Plan.pdf", []byte("%PDF-1.7 plan")), file("Groot.pdf", bytes.Repeat([]byte("%PDF-1.7 "), 1_300_000)), file("pagina.html", []byte("<p>"))
	b.types("bericht", "Hier is het plan.")
	chooses(plan, large, page)
	b.eventually(`document.querySelectorAll('[name="gehouden"]').length === 1 && document.querySelectorAll(".files__refused").length === 2`)
	b.says("“Groot.pdf”: dit bestand is te groot. Er past hoogstens 10 MB.")
	b.says("“pagina.html”: dit soort bestand nemen we niet aan.")
	b.says("Plan.pdf, 13 bytes")
	b.fits()
	if b.value("bericht") != "Hier is het plan." {
		t.Errorf("%q", b.value("bericht"))
	}
	chooses(file("Offerte.pdf", bytes.Repeat([]byte("%PDF-1.7 "), 500_000))) // under way when the message is sent
	b.press(`form.message button[type="submit"]`)
	b.says("Je bericht is verstuurd.")
	if n := ask[int](b, `document.querySelectorAll(".messages__files a").length`); n != 2 {
		t.Errorf("%d files went with it", n)
	}

	b.types("bericht", "Nog iets.")
	ages(t, database)
	chooses(plan)
	b.eventually(`!!document.querySelector(".files__refused a")`)
	b.says("Wat je typte, staat klaar als je terug bent.")
	b.press(`.files__refused a`)
	b.enters("awa@teranga.example")
	b.at(at + "/dossier")
	if b.value("bericht") != "Nog iets." {
		t.Errorf("%q", b.value("bericht"))
	}
}
