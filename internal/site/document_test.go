package site

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/depot"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

const pdf = "%PDF-1.7 een offerte"

// A sent is a file of a form.
type sent struct{ field, name, bytes string }

// upload sends fields, given as names and values, with files.
func (g *guest) upload(at string, files []sent, fields ...string) answer {
	g.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i < len(fields); i += 2 {
		if err := form.WriteField(fields[i], fields[i+1]); err != nil {
			g.t.Fatal(err)
		}
	}
	for _, f := range files {
		head := textproto.MIMEHeader{}
		// as browsers write it
		head.Set("Content-Disposition", `form-data; name="`+f.field+`"; filename="`+strings.NewReplacer(`"`, "%22", "\n", "%0A").Replace(f.name)+`"`)
		head.Set("Content-Type", "application/octet-stream")
		part, err := form.CreatePart(head)
		if err == nil {
			_, err = part.Write([]byte(f.bytes))
		}
		if err != nil {
			g.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		g.t.Fatal(err)
	}
	return g.h.core.ask(g.t, http.MethodPost, at, &body, "Content-Type: "+form.FormDataContentType(), "Sec-Fetch-Site: same-origin", "Cookie: "+g.h.keeper.name+"="+g.cookie)
}

// attach sends files to a question by themselves.
func (g *guest) attach(at string, files ...sent) answer {
	g.t.Helper()
	return g.upload(at+"/bijlagen/bij/offertes", files, "once", desk.NewOnce().String())
}

// names returns the names of the files that a page lists, with where each leads.
func names(p *page) (all []string, hrefs []string) {
	for _, a := range p.all(named("a")) {
		if has(a, "download") {
			all, hrefs = append(all, words(a)), append(hrefs, attr(a, "href"))
		}
	}
	return all, hrefs
}

// newDepot is a depot with its folder.
func newDepot(t *testing.T) (depot.Store, string) {
	t.Helper()
	path := t.TempDir()
	store, err := depot.OpenFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	return store, path
}

// kept counts the files of a folder.
func kept(t *testing.T, path string) int {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(path, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	half, err := filepath.Glob(filepath.Join(path, "*.part"))
	if err != nil {
		t.Fatal(err)
	}
	return len(all) + len(half)
}

func TestFilesComeWithTheWordsOfTheirSection(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	var fields []string
	for name, all := range g.sheet(at+"/geld").with("gevraagd", "vijfduizend", "doe", "voeg-toe offertes").values {
		for _, one := range all {
			fields = append(fields, name, one)
		}
	}
	files := []sent{{"bestand.offertes", "", ""}, {"bestand.offertes", "Offerte.pdf", pdf}, {"bestand.offertes", "put.svg", "<svg onload=alert(1)>"}}
	got := g.upload(at+"/geld", files, fields...)
	p := readPage(t, at, got.body)
	if all, _ := names(p); got.StatusCode != http.StatusUnprocessableEntity || len(all) != 1 || all[0] != "Offerte.pdf" || formOf(p).Get("gevraagd") != "vijfduizend" {
		t.Errorf("%d, %q", got.StatusCode, all)
	}
	marked(t, p, "offertes")
	if !strings.Contains(p.text(), "“put.svg”: dit soort bestand nemen we niet aan.") || !strings.Contains(p.text(), "PDF, 20 bytes · toegevoegd door Yaw Osei, 12.00 uur") {
		t.Errorf("%s", p.text())
	}
	for range 2 { // sent again by the back button: the same file is not attached twice
		got = g.upload(at+"/geld", files[:2], fields...)
	}
	if all, _ := names(readPage(t, at, g.open(at+"/geld").body)); got.StatusCode != http.StatusSeeOther || len(all) != 1 {
		t.Errorf("%d, %q", got.StatusCode, all)
	}
	if overview := readPage(t, "", g.open(at).body).text(); !strings.Contains(overview, "1 antwoord klopt niet") {
		t.Errorf("%s", overview)
	}
}

func TestNamesOfFilesComeBackWhole(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	long := strings.Repeat("é", 251) + ".pdf"
	for _, name := range []string{`Offerte, "twee" 'persen'; Coopérative – طنجة.pdf`, long, long} {
		if got := g.attach(at, sent{"bestand.offertes", name, pdf}); got.StatusCode != http.StatusOK {
			t.Fatalf("%q: %d", name, got.StatusCode)
		}
	}
	all, hrefs := names(readPage(t, at, g.open(at+"/geld").body))
	if len(all) != 3 {
		t.Fatalf("%q", all)
	}
	for i, href := range hrefs {
		got := g.open(href)
		_, params, err := mime.ParseMediaType(got.Header.Get("Content-Disposition"))
		if err != nil || got.StatusCode != http.StatusOK || got.body != pdf || params["filename"] != all[i] {
			t.Errorf("%d: %q is sent as %q, %v", got.StatusCode, all[i], params["filename"], err)
		}
		for header, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "no-store",
			"Content-Type": "application/pdf", "Cross-Origin-Resource-Policy": "same-origin"} {
			if got.Header.Get(header) != want {
				t.Errorf("%s: %q", header, got.Header.Get(header))
			}
		}
		if !strings.HasPrefix(got.Header.Get("Content-Disposition"), "attachment; filename=\"") {
			t.Errorf("%s", got.Header.Get("Content-Disposition"))
		}
	}
	if got := g.attach(at, sent{"bestand.offertes", "vier.pdf", pdf}); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, "hoogstens 3 bij") {
		t.Errorf("one too many: %d", got.StatusCode)
	}
}

func TestHostileFilesAreRefused(t *testing.T) {
	t.Parallel()
	store, path := newDepot(t)
	h := newDrafting(t, func(set *Settings) { set.Depot = store })
	g := h.known(t, yaw)
	at := g.drafts()
	for name, text := range map[string]string{
		"put.html": "<script>alert(1)</script>", "put.svg": "<svg onload=alert(1)>", "put.pdf": "<html>%PDF-1.7", "put.docx": "PK\x03\x04 not a package", "put.exe": "MZ",
		"put.pdf.js": "%PDF-1.7", "put.png": pdf, "leeg.pdf": "", "groot.pdf": "%PDF-" + strings.Repeat("0", document.Most),
	} {
		got := g.attach(at, sent{"bestand.offertes", name, text})
		if text := words(readPage(t, at, got.body).root); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(text, "“"+name+"”: ") {
			t.Errorf("%s: %d, %s", name, got.StatusCode, text)
		}
	}
	for says, files := range map[string][]sent{"to a question of words": {{"bestand.gevraagd", "a.pdf", pdf}}, "to nothing": {{"bestand.", "a.pdf", pdf}},
		"to another section": {{"bestand.titel", "a.pdf", pdf}}} {
		if got := g.attach(at, files...); got.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d", says, got.StatusCode)
		}
	}
	for name, want := range map[string]string{"../../../etc/passwd.pdf": "passwd.pdf", `C:\mijn\brief.pdf`: "brief.pdf", "<img src=x onerror=alert(1)>.pdf": "<img src=x onerror=alert(1)>.pdf"} {
		got := g.attach(at, sent{"bestand.offertes", name, pdf})
		if all, _ := names(readPage(t, at, got.body)); got.StatusCode != http.StatusOK || len(all) == 0 || all[len(all)-1] != want {
			t.Errorf("%q is called %q", name, all)
		}
	}
	if n := kept(t, path); n != 3 {
		t.Errorf("%d files lie in the depot", n)
	}
}

// zeros are bytes without end.
type zeros struct{}

func (zeros) Read(into []byte) (int, error) {
	clear(into)
	return len(into), nil
}

// pours sends a form with so many bytes of a file to an address, all of it before it reads, as a browser does.
func (g *guest) pours(at string, size int) (status int, to, text string) {
	g.t.Helper()
	line, err := net.Dial("tcp", strings.TrimPrefix(g.h.url, "http://"))
	if err != nil {
		g.t.Fatal(err)
	}
	defer line.Close()
	const begin, end = "--x\r\nContent-Disposition: form-data; name=\"bestand.offertes\"; filename=\"a.pdf\"\r\n\r\n", "\r\n--x--\r\n"
	fmt.Fprintf(line, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\nSec-Fetch-Site: same-origin\r\nCookie: %s=%s\r\n\r\n",
		at, len(begin)+size+len(end), g.h.keeper.name, g.cookie)
	body := io.MultiReader(strings.NewReader(begin), io.LimitReader(zeros{}, int64(size)), strings.NewReader(end))
	if _, err := io.Copy(line, body); err != nil {
		g.t.Fatalf("the line broke while it was sent: %v", err)
	}
	got, err := http.ReadResponse(bufio.NewReader(line), nil)
	if err != nil {
		g.t.Fatal(err)
	}
	defer got.Body.Close()
	page, err := io.ReadAll(got.Body)
	if err != nil {
		g.t.Fatal(err)
	}
	return got.StatusCode, got.Header.Get("Location"), string(page)
}

// Who sends far too much, or is not signed in, hears what is the matter, not a line that breaks.
func TestWhoSendsTooMuchHearsTheAnswer(t *testing.T) {
	t.Parallel()
	store, path := newDepot(t)
	h := newDrafting(t, func(set *Settings) { set.Depot = store })
	g := h.known(t, yaw)
	at := g.drafts()
	if status, _, text := g.pours(at+"/geld", largestUpload+(20<<20)); status != http.StatusRequestEntityTooLarge || !strings.Contains(text, "groter dan deze pagina aanneemt") {
		t.Errorf("%d, %.200s", status, text)
	}
	away := h.known(t, esi)
	h.later(account.MemberIdle + time.Minute)
	for says, who := range map[string]*guest{"nobody": h.guest(t), "somebody who was away": away} {
		if status, to, _ := who.pours(at+"/geld", 9<<20); status != http.StatusSeeOther || !strings.HasPrefix(to, "/aanmelden?naar=") {
			t.Errorf("%s: %d to %q", says, status, to)
		}
	}
	if n := kept(t, path); n != 0 {
		t.Errorf("%d files lie in the depot", n)
	}
}

func TestABodyThatIsTooLargeIsRefusedInDutch(t *testing.T) {
	t.Parallel()
	store, path := newDepot(t)
	h := newDrafting(t, func(set *Settings) { set.Depot = store })
	g := h.known(t, yaw)
	at := g.drafts()
	line, err := net.Dial("tcp", strings.TrimPrefix(g.h.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer line.Close()
	fmt.Fprintf(line, "POST %s/geld HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\nSec-Fetch-Site: same-origin\r\nCookie: %s=%s\r\n\r\n",
		at, largestUpload+largestLetBy+1, g.h.keeper.name, g.cookie) // so much is not waited for
	got, err := http.ReadResponse(bufio.NewReader(line), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	if text, err := io.ReadAll(got.Body); err != nil || got.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(string(text), "groter dan deze pagina aanneemt") {
		t.Errorf("%d: %.200s, %v", got.StatusCode, text, err)
	}
	if got := g.upload(at+"/geld", nil, "waarom", strings.Repeat("a", largestForm+1)); got.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("words of %d bytes: %d", largestForm, got.StatusCode)
	}
	if got := g.ask(http.MethodPost, at+"/geld", "a="+strings.Repeat("a", largestForm)); got.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("an ordinary form: %d", got.StatusCode)
	}
	cut := "--x\r\nContent-Disposition: form-data; name=\"bestand.offertes\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7"
	if got := g.h.core.ask(t, http.MethodPost, at+"/bijlagen/bij/offertes", strings.NewReader(cut), "Content-Type: multipart/form-data; boundary=x", "Sec-Fetch-Site: same-origin",
		"Cookie: "+g.h.keeper.name+"="+g.cookie); got.StatusCode != http.StatusBadRequest {
		t.Errorf("a body that is cut off: %d", got.StatusCode)
	}
	if n := kept(t, path); n != 0 {
		t.Errorf("%d files lie in the depot", n)
	}
}

func TestThreeLargeFilesGoInOneForm(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	whole := "%PDF-" + strings.Repeat("0", document.Most-5)
	if got := g.attach(at, sent{"bestand.offertes", "a.pdf", whole}, sent{"bestand.offertes", "b.pdf", whole}, sent{"bestand.offertes", "c.pdf", whole}); got.StatusCode != http.StatusOK {
		t.Errorf("%d: %.200s", got.StatusCode, got.body)
	}
	all, hrefs := names(readPage(t, at, g.open(at+"/geld").body))
	if len(all) != 3 || len(g.open(hrefs[2]).body) != document.Most {
		t.Errorf("%q", all)
	}
}

// Words that come with files in a session that has expired are kept; the files are not.
func TestWordsAreKeptWithoutTheFilesThatCameWithThem(t *testing.T) {
	t.Parallel()
	store, path := newDepot(t)
	h := newDrafting(t, func(set *Settings) { set.Depot = store })
	g := h.known(t, yaw)
	at := g.drafts()
	fields := []string{}
	for name, all := range g.sheet(at+"/geld").with("gevraagd", "vijfduizend", "doe", "bewaar").values {
		for _, one := range all {
			fields = append(fields, name, one)
		}
	}
	h.later(account.MemberIdle + time.Minute)
	if got := g.upload(at+"/geld", []sent{{"bestand.offertes", "a.pdf", pdf + strings.Repeat("0", 1<<20)}}, fields...); got.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d", got.StatusCode)
	}
	if s := h.known(t, yaw).sheet(at + "/geld"); s.values.Get("gevraagd") != "vijfduizend" || kept(t, path) != 0 {
		t.Errorf("%q, %d files", s.values.Get("gevraagd"), kept(t, path))
	}
}

func TestAFileIsForWhoMaySeeItsApplication(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at, other := g.drafts(), ""
	g.attach(at, sent{"bestand.offertes", "Offerte.pdf", pdf})
	_, hrefs := names(readPage(t, at, g.open(at+"/geld").body))
	got := g.send("/mijn/aanvragen", "ronde", h.openRound(t), "nog-een", "ja", "once", desk.NewOnce().String())
	other = got.Header.Get("Location")
	for says, test := range map[string]struct {
		who  *guest
		at   string
		want int
	}{
		"another member": {h.known(t, esi), hrefs[0], 200}, "another association": {h.known(t, bea), hrefs[0], 404}, "the Dienst": {h.known(t, hilde), hrefs[0], 404},
		"a visitor": {h.guest(t), hrefs[0], 303}, "by another application": {g, strings.Replace(hrefs[0], at, other, 1), 404}, "another number": {g, at + "/bijlagen/999", 404},
	} {
		if got := test.who.open(test.at); got.StatusCode != test.want || test.want != 200 && strings.Contains(got.body, pdf) {
			t.Errorf("%s: %d", says, got.StatusCode)
		}
	}
}

func TestWhatIsRemovedIsGoneEverywhere(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	g.attach(at, sent{"bestand.offertes", "Offerte.pdf", pdf})
	p := readPage(t, at, g.open(at+"/geld").body)
	_, hrefs := names(p)
	remove := hrefs[0] + "/verwijderen"
	leads(t, g.sheet(at+"/geld").with("gevraagd", "500").press(buttonOf(t, p, "verwijder")), remove)
	once := g.once(remove, remove)
	leads(t, g.send(remove, "once", once), at+"/geld#offertes")
	leads(t, g.send(remove, "once", once), at) // pressed twice
	g.open(at)
	for _, page := range []string{at + "/geld", at} {
		if got := g.open(page); strings.Contains(got.body, "Offerte.pdf") {
			t.Errorf("%s names it still", page)
		}
	}
	for _, page := range []string{hrefs[0], remove} {
		if got := g.open(page); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", page, got.StatusCode)
		}
	}
	if s := g.sheet(at + "/geld"); s.values.Get("gevraagd") != "500" {
		t.Error("what was typed beside it is lost")
	}
}

func TestAFileWhoseBytesAreGoneIsANotice(t *testing.T) {
	t.Parallel()
	store, path := newDepot(t)
	h := newDrafting(t, func(set *Settings) { set.Depot = store })
	g := h.known(t, yaw)
	at := g.drafts()
	g.attach(at, sent{"bestand.offertes", "Offerte.pdf", pdf})
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	p := readPage(t, at, g.open(at+"/geld").body)
	_, hrefs := names(p)
	got := g.open(hrefs[0])
	if text := readPage(t, "", got.body).text(); got.StatusCode != http.StatusNotFound || !strings.Contains(text, "Dit bestand is er niet meer") || !strings.Contains(text, "Offerte.pdf") {
		t.Errorf("%d: %s", got.StatusCode, text)
	}
	if got := g.attach(at, sent{"bestand.offertes", "Nieuw.pdf", pdf}); got.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a depot that is away takes a file: %d", got.StatusCode)
	}
	if all, _ := names(readPage(t, at, g.open(at+"/geld").body)); len(all) != 1 {
		t.Errorf("%q", all)
	}
}

func TestEveryNameIsWrittenInSignsThatBrowsersRead(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"a.pdf", `a"b\c.pdf`, "100%.pdf", "é, ü; =.pdf", "طنجة.pdf", "a\tb.pdf"} {
		written := disposition(name)
		_, params, err := mime.ParseMediaType(written)
		if err != nil || params["filename"] != name || strings.ContainsAny(written, "\r\n") {
			t.Errorf("%q is written %s and read %q, %v", name, written, params["filename"], err)
		}
	}
}

func TestAnAnswerThatHangsOnFilesIsWholeWithThem(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	g.sheet(at+"/geld").row("begroting.kost", "post", "Pers", "bedrag", "1000").with("gevraagd", "500").press("stop")
	last := func() string {
		marks := readPage(t, "", g.open(at).body).all(func(n *html.Node) bool { return n.Data == "a" && attr(n, "href") == at+"/geld" })
		return words(marks[0].Parent)
	}
	if got := last(); !strings.Contains(got, "Nog 1 vraag") {
		t.Errorf("without its files: %s", got)
	}
	g.attach(at, sent{"bestand.offertes", "Offerte.pdf", pdf})
	if got := last(); !strings.Contains(got, "Volledig") {
		t.Errorf("with its files: %s", got)
	}
	if all, err := h.db.Documents(t.Context(), grant.ID(1)); err != nil || len(all) != 1 || fmt.Sprintf("%x", all[0].SHA256)[:8] == "" {
		t.Errorf("%v, %v", all, err)
	}
}

// The bytes of what may have been attached stay: only a refusal says that it was not.
func TestFilesOfAnActThatMayHaveBeenDoneAreNotForgotten(t *testing.T) {
	t.Parallel()
	folder, err := depot.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s, r := &Site{set: Settings{Depot: folder}}, httptest.NewRequest(http.MethodPost, "/", nil)
	for says, test := range map[string]struct {
		err  error
		kept bool
	}{
		"done":          {nil, true},
		"the line fell": {fmt.Errorf("commit: %w", fault.Unavailable), true},
		"a defect":      {io.ErrUnexpectedEOF, true},
		"a refusal":     {fault.Fields{{Sentence: "Nee."}}, false},
		"not theirs":    {fmt.Errorf("application 1: %w", fault.NotFound), false},
		"another's key": {fault.Conflict, false},
	} {
		stored, err := folder.Put(t.Context(), strings.NewReader(pdf), document.Most, func(io.ReaderAt, int64) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		in := arrival{files: map[string][]desk.Upload{"offertes": {{Stored: stored}}}}
		if err := in.dropAfter(r, s, test.err); !errors.Is(err, test.err) && test.kept {
			t.Errorf("%s: %v", says, err)
		}
		bytes, err := folder.Open(t.Context(), stored.Name)
		if (err == nil) != test.kept {
			t.Errorf("%s: %v", says, err)
		}
		if err == nil {
			bytes.Close()
		}
	}
}
