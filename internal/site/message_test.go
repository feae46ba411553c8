package site

import (
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/document"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
)

// corresponding is a house with a dossier of Akwaaba, which Karim handles, and the folder of its depot.
func corresponding(t *testing.T) (h house, id grant.ID, depot string) {
	t.Helper()
	store, path := newDepot(t)
	h = newApplyingWith(t, func(set *Settings) { set.Depot = store })
	id = h.whole(t)
	leads(t, h.known(t, esi).submit(id), link.Receipt(id))
	return h, id, path
}

// writes sends a message with files, under the key of its page.
func (g *guest) writes(page, action, text string, files []sent, fields ...string) answer {
	g.t.Helper()
	return g.upload(action, files, append(fields, "bericht", text, "once", g.once(page, action))...)
}

// carried are the files that a form carries, as the values of its boxes.
func carried(p *page) []string {
	var all []string
	for _, n := range p.all(named("input")) {
		if attr(n, "name") == "gehouden" {
			all = append(all, attr(n, "value"))
		}
	}
	return all
}

func TestMessagesCarryFilesBothWays(t *testing.T) {
	t.Parallel()
	h, id, path := corresponding(t)
	yaws, karims := h.known(t, yaw), h.known(t, karim)
	mine, theirs := link.MyDossier(id), link.StaffDossier(id)
	const one, two = `Offerte, "twee" 'persen'; Coopérative – طنجة.pdf`, "Foto.png"
	files := []sent{{"bestand.bijlage", one, pdf}, {"bestand.bijlage", one, pdf + "!"}, {"bestand.bijlage", "", ""}}
	leads(t, yaws.writes(mine, link.MyMessages(id), "Hier zijn ze.", files), mine+"#berichten")
	leads(t, karims.writes(theirs, link.StaffDossierMessages(id), "Dank.", []sent{{"bestand.bijlage", two, "\x89PNG\r\n\x1a\n" + pdf}}), theirs+"#berichten")
	for _, side := range []struct {
		g  *guest
		at string
	}{{h.known(t, esi), mine}, {karims, theirs}} {
		p := readPage(t, side.at, side.g.open(side.at).body)
		all, hrefs := names(p)
		if !slices.Equal(all, []string{one, one, two}) {
			t.Fatalf("%s: %q", side.at, all)
		}
		says(t, side.at, p.text(), "Hier zijn ze.", "Dank.", "20 bytes")
		for i, bytes := range []string{pdf, pdf + "!", "\x89PNG\r\n\x1a\n" + pdf} {
			got := side.g.open(hrefs[i])
			_, params, err := mime.ParseMediaType(got.Header.Get("Content-Disposition"))
			if err != nil || got.StatusCode != http.StatusOK || got.body != bytes || params["filename"] != all[i] || got.Header.Get("X-Content-Type-Options") != "nosniff" ||
				got.Header.Get("Content-Security-Policy") != "default-src 'none'; sandbox" || got.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s: %d, %v, %v", hrefs[i], got.StatusCode, got.Header, err)
			}
		}
	}
	stored, err := h.db.MessageDocuments(t.Context(), id)
	if sum := sha256.Sum256([]byte(pdf)); err != nil || len(stored) != 3 || hex.EncodeToString(stored[0].SHA256) != hex.EncodeToString(sum[:]) || strings.Contains(stored[0].Stored, "Offerte") {
		t.Errorf("%+v, %v", stored, err)
	}
	if n := kept(t, path); n != 3 {
		t.Errorf("%d files lie in the depot", n)
	}
	remove := link.RemoveDocument(id, stored[0].ID)
	if got := yaws.open(remove); got.StatusCode != http.StatusNotFound {
		t.Errorf("what was sent can be removed: %d", got.StatusCode)
	}
	if got := yaws.send(remove, "once", desk.NewOnce().String()); got.StatusCode != http.StatusNotFound {
		t.Errorf("what was sent is removed: %d", got.StatusCode)
	}
}

// What was typed and chosen stays while something is not right (R5).
func TestAMessageThatIsRefusedKeepsItsWordsAndItsFiles(t *testing.T) {
	t.Parallel()
	h, id, path := corresponding(t)
	yaws := h.known(t, yaw)
	mine, action := link.MyDossier(id), link.MyMessages(id)
	got := yaws.writes(mine, action, " ", []sent{{"bestand.bijlage", "Plan.pdf", pdf}, {"bestand.bijlage", "plan.html", "<script>"}})
	p := refusedAt(t, got, http.StatusUnprocessableEntity, "bericht")
	marked(t, p, "bijlage")
	says(t, "the refused message", p.text(), "“plan.html”: dit soort bestand nemen we niet aan.", "Plan.pdf, 20 bytes")
	held := carried(p)
	if len(held) != 1 {
		t.Fatalf("%d files are carried", len(held))
	}
	for says, written := range map[string]string{"something else": "gehouden", "a changed one": "e30" + held[0][strings.IndexByte(held[0], '.'):], "another's": held[0]} {
		g, to := yaws, action
		if says == "another's" {
			g = h.known(t, esi)
		}
		if got := g.writes(mine, to, "Hier.", nil, "gehouden", written); got.StatusCode != http.StatusBadRequest {
			t.Errorf("%s is sent: %d", says, got.StatusCode)
		}
	}
	got = yaws.writes(mine, action, "", nil, "gehouden", held[0]) // refused once more
	if again := carried(readPage(t, mine, got.body)); len(again) != 1 || again[0] != held[0] {
		t.Errorf("refused twice: %d, %q", got.StatusCode, again)
	}
	once := yaws.once(mine, action)
	for range 2 {
		leads(t, yaws.upload(action, nil, "bericht", "Hier is het.", "gehouden", held[0], "once", once), mine+"#berichten")
	}
	p = readPage(t, mine, yaws.open(mine).body)
	if all, hrefs := names(p); len(all) != 1 || yaws.open(hrefs[0]).body != pdf || kept(t, path) != 1 || len(carried(p)) != 0 {
		t.Errorf("%q, %d files", all, kept(t, path))
	}
	if got := yaws.writes(mine, action, "Nog eens.", nil, "gehouden", held[0]); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, "is al verstuurd") {
		t.Errorf("sent twice: %d", got.StatusCode)
	}
	got = yaws.writes(mine, action, "", []sent{{"bestand.bijlage", "Later.pdf", pdf}})
	held = carried(readPage(t, mine, got.body))
	h.later(desk.HeldFor)
	g := h.known(t, yaw)
	if got := g.writes(mine, action, "Laat.", nil, "gehouden", held[0]); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, "hielden we niet langer bij") {
		t.Errorf("sent too late: %d", got.StatusCode)
	}
	many := slices.Repeat([]sent{{"bestand.bijlage", "Blad.pdf", pdf}}, grant.MessageFilesMost+1)
	if got := g.writes(mine, action, "Veel.", many); got.StatusCode != http.StatusUnprocessableEntity || len(carried(readPage(t, mine, got.body))) != len(many) {
		t.Errorf("too many: %d", got.StatusCode)
	}
	if got := g.writes(mine, action, "Groot.", []sent{{"bestand.bijlage", "Groot.pdf", "%PDF-" + strings.Repeat("0", document.Most)}}); got.StatusCode != http.StatusUnprocessableEntity ||
		!strings.Contains(got.body, "“Groot.pdf”") || !strings.Contains(got.body, ">Groot.</textarea>") {
		t.Errorf("too large: %d", got.StatusCode)
	}
}

// Whoever was away too long finds their words on the page where they typed them (R9).
func TestAMessageThatCameTooLateStandsInTheDossierAgain(t *testing.T) {
	t.Parallel()
	h, id, _ := corresponding(t)
	for who, at := range map[string]struct{ page, action string }{
		yaw: {link.MyDossier(id), link.MyMessages(id)}, karim: {link.StaffDossier(id), link.StaffDossierMessages(id)},
	} {
		g := h.known(t, who)
		once := g.once(at.page, at.action)
		h.later(account.MemberIdle + time.Minute)
		got := g.upload(at.action, []sent{{"bestand.bijlage", "Plan.pdf", pdf}}, "bericht", "Wat ik nog wou zeggen.", "once", once)
		leads(t, got, link.SignInTo(at.page))
		if body := h.known(t, who).open(at.page).body; !strings.Contains(body, ">Wat ik nog wou zeggen.</textarea>") || !strings.Contains(body, wasAway) {
			t.Errorf("%s: the words are lost", who)
		}
	}
}

func TestFilesOfADossierAreForWhoMayReadIt(t *testing.T) {
	t.Parallel()
	h, id, path := corresponding(t)
	esis := h.known(t, esi)
	esis.writes(link.MyDossier(id), link.MyMessages(id), "Zie bijlage.", []sent{{"bestand.bijlage", "Plan.pdf", pdf}})
	_, mine := names(readPage(t, "", esis.open(link.MyDossier(id)).body))
	karims := h.known(t, karim)
	_, theirs := names(readPage(t, "", karims.open(link.StaffDossier(id)).body))
	other := h.whole(t)
	leads(t, esis.submit(other), link.Receipt(other))
	draft := h.begun(t)
	for says, test := range map[string]struct {
		who  *guest
		at   string
		want int
	}{
		"another member": {h.known(t, yaw), mine[0], 200}, "another association": {h.known(t, bea), mine[0], 404}, "the Dienst at the association's": {karims, mine[0], 404},
		"who handles it": {karims, theirs[0], 200}, "the head": {h.known(t, hilde), theirs[0], 200}, "the association at the Dienst's": {esis, theirs[0], 404},
		"another association at the Dienst's": {h.known(t, bea), theirs[0], 404}, "a visitor": {h.guest(t), theirs[0], 303},
		"by another dossier": {karims, strings.Replace(theirs[0], link.StaffDossier(id), link.StaffDossier(other), 1), 404},
		"by a draft":         {karims, strings.Replace(theirs[0], link.StaffDossier(id), link.StaffDossier(draft), 1), 404},
		"another number":     {karims, link.StaffDocument(id, 99), 404}, "no number": {karims, link.StaffDossier(id) + "/bijlagen/a", 404},
	} {
		if got := test.who.open(test.at); got.StatusCode != test.want || (got.body == pdf) != (test.want == 200) {
			t.Errorf("%s: %d", says, got.StatusCode)
		}
	}
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	for who, at := range map[*guest]string{esis: mine[0], karims: theirs[0]} {
		if got := who.open(at); got.StatusCode != http.StatusNotFound || !strings.Contains(got.body, "Dit bestand is er niet meer") || !strings.Contains(got.body, "Plan.pdf") {
			t.Errorf("%s without its bytes: %d", at, got.StatusCode)
		}
	}
}

// Who is or was a member of an association sees nothing of its dossiers as staff.
func TestNobodyReadsTheDossierOfTheirOwnAssociationAsStaff(t *testing.T) {
	t.Parallel()
	h, id, _ := corresponding(t)
	h.known(t, esi).writes(link.MyDossier(id), link.MyMessages(id), "Zie bijlage.", []sent{{"bestand.bijlage", "Plan.pdf", pdf}})
	_, theirs := names(readPage(t, "", h.known(t, karim).open(link.StaffDossier(id)).body))
	const fatou, femke = "fatou@huis.example", "femke@huis.example"
	by := account.By{At: h.clock()}
	for email, powers := range map[account.Email][]account.Part{fatou: {account.CaseHandlerPart}, femke: {account.CaseHandlerPart, account.HeadPart}} {
		if err := h.desk.AddSamplePeople(t.Context(), by, []desk.SampleAccount{{Name: "Iemand", Email: email, Password: theirPassword, Secret: theirSecret, Powers: powers,
			Members: map[string]account.Part{"akwaaba": account.ReaderPart}}}); err != nil {
			t.Fatal(err)
		}
	}
	h.must(t, func(tx postgres.Tx) error {
		return tx.EndMembership(t.Context(), h.association(t, "akwaaba").ID, h.person(t, femke).ID, h.clock())
	})
	for _, who := range []string{fatou, femke} {
		g := h.known(t, who)
		for at, want := range map[string]int{link.StaffDossier(id): 403, link.StaffDossierAsk(id): 403, theirs[0]: 404} {
			if got := g.open(at); got.StatusCode != want || strings.Contains(got.body, "Twee putten") || got.body == pdf {
				t.Errorf("%s reads %s: %d", who, at, got.StatusCode)
			}
		}
		if got := g.upload(link.StaffDossierMessages(id), []sent{{"bestand.bijlage", "Plan.pdf", pdf}}, "bericht", "Dag", "once", desk.NewOnce().String()); got.StatusCode != 403 {
			t.Errorf("%s writes: %d", who, got.StatusCode)
		}
	}
}

// The Dienst reads what was sent: neither what is being typed meanwhile, nor less than was submitted.
func TestTheDienstFetchesWhatWasSent(t *testing.T) {
	t.Parallel()
	store, _ := newDepot(t)
	h := newApplyingWith(t, func(set *Settings) { set.Depot = store })
	id := h.whole(t)
	esis, karims := h.known(t, esi), h.known(t, karim)
	at := link.MyApplication(id)
	long := strings.Repeat("é", 251) + ".pdf"
	esis.attach(at, sent{"bestand.offertes", long, pdf + "!"})
	gone, err := h.db.Documents(t.Context(), id)
	if err != nil || len(gone) != 1 {
		t.Fatalf("%v, %v", gone, err)
	}
	away := link.RemoveDocument(id, gone[0].ID)
	esis.send(away, "once", esis.once(away, away)) // the same file comes again: what was removed is not what was sent
	for i, name := range []string{`Offerte, "twee" 'persen'; Coopérative – طنجة.pdf`, long, long} {
		if got := esis.attach(at, sent{"bestand.offertes", name, pdf + strings.Repeat("!", i)}); got.StatusCode != http.StatusOK {
			t.Fatalf("%q: %d", name, got.StatusCode)
		}
	}
	leads(t, esis.submit(id), link.Receipt(id))
	read := func() (all []string) {
		_, hrefs := filesIn(readPage(t, "", karims.open(link.StaffDossier(id)).body))
		for _, href := range hrefs {
			got := karims.open(href)
			_, params, err := mime.ParseMediaType(got.Header.Get("Content-Disposition"))
			if err != nil || got.StatusCode != http.StatusOK {
				t.Errorf("%s: %d, %v", href, got.StatusCode, err)
			}
			all = append(all, params["filename"]+" "+got.body)
		}
		return all
	}
	if body := karims.open(link.StaffDossier(id)).body; strings.Contains(body, `"`+link.StaffDocument(id, gone[0].ID)+`"`) {
		t.Error("what was removed from the draft is linked")
	}
	first := read()
	if len(first) != 3 || !slices.Contains(first, long+" "+pdf+"!") || !slices.Contains(first, long+" "+pdf+"!!") {
		t.Fatalf("%q", first)
	}
	once := karims.once(link.StaffDossierAsk(id), link.StaffDossierAsk(id))
	leads(t, karims.send(link.StaffDossierAsk(id), "vraag", "offertes", "waarom", "Een nieuwe offerte?", "uiterlijk", "30/05/2027", "once", once), link.StaffDossier(id))
	old, err := h.db.Documents(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	remove := link.RemoveDocument(id, old[0].ID)
	esis.send(remove, "once", esis.once(remove, remove))
	if got := esis.attach(at, sent{"bestand.offertes", "Nieuw.pdf", pdf}); got.StatusCode != http.StatusOK {
		t.Fatalf("%d", got.StatusCode)
	}
	now, err := h.db.Documents(t.Context(), id)
	if err != nil || len(now) != 3 {
		t.Fatalf("%v, %v", now, err)
	}
	if got := read(); !slices.Equal(got, first) {
		t.Errorf("while it is completed: %q", got)
	}
	added := link.StaffDocument(id, now[2].ID)
	if got := karims.open(added); got.StatusCode != http.StatusNotFound {
		t.Errorf("what is not sent yet: %d", got.StatusCode)
	}
	leads(t, esis.send(link.AnswerCompletion(id), "once", esis.once(link.MyDossier(id), link.AnswerCompletion(id))), link.MyDossier(id))
	if got := read(); len(got) != 6 || !slices.Contains(got[:3], "Nieuw.pdf "+pdf) || !slices.Equal(got[3:], first) {
		t.Errorf("after it: %q", got)
	}
}

// filesIn returns the names of the attachments among the answers of a page, with where each leads.
func filesIn(p *page) (all []string, hrefs []string) {
	for _, a := range p.all(named("a")) {
		if strings.Contains(attr(a, "href"), "/bijlagen/") {
			all, hrefs = append(all, words(a)), append(hrefs, attr(a, "href"))
		}
	}
	return all, hrefs
}

// Files that go up as soon as they are chosen are held one after the other, and go with the message that is sent after them, once.
func TestFilesAreHeldBeforeTheirMessageIsSent(t *testing.T) {
	t.Parallel()
	h, id, path := corresponding(t)
	yaws, karims := h.known(t, yaw), h.known(t, karim)
	for _, side := range []struct {
		g            *guest
		page, action string
	}{{yaws, link.MyDossier(id), link.MyMessages(id)}, {karims, link.StaffDossier(id), link.StaffDossierMessages(id)}} {
		before := kept(t, path)
		var held []string
		for n := range grant.MessageFilesMost + 1 {
			fields := []string{"doe", "voeg-toe"}
			for _, one := range held {
				fields = append(fields, "gehouden", one)
			}
			got := side.g.writes(side.page, side.action, "Hier zijn ze.", []sent{{"bestand.bijlage", "Plan " + numeral(int64(n)) + ".pdf", pdf}}, fields...)
			p := readPage(t, side.page, got.body)
			if n == grant.MessageFilesMost {
				if got.StatusCode != http.StatusUnprocessableEntity || len(carried(p)) != n || !strings.Contains(got.body, "Er passen hoogstens") {
					t.Errorf("one too many: %d, %d are held", got.StatusCode, len(carried(p)))
				}
				break
			}
			if held = carried(p); got.StatusCode != http.StatusOK || len(held) != n+1 || strings.Contains(got.body, "<html") || got.Header.Get("Cache-Control") != "no-store" {
				t.Fatalf("%d, %d are held: %s", got.StatusCode, len(held), got.body)
			}
		}
		got := side.g.writes(side.page, side.action, "", []sent{{"bestand.bijlage", "plan.html", "<script>"}}, "doe", "voeg-toe", "gehouden", held[0])
		if p := readPage(t, side.page, got.body); got.StatusCode != http.StatusUnprocessableEntity || len(carried(p)) != 1 || !strings.Contains(got.body, "“plan.html”: dit soort bestand nemen we niet aan.") {
			t.Errorf("%d: %s", got.StatusCode, p.text())
		}
		if p := readPage(t, side.page, side.g.open(side.page).body); strings.Contains(p.text(), "Hier zijn ze.") {
			t.Error("it is sent")
		}
		leads(t, side.g.writes(side.page, side.action, "Alsjeblieft.", nil, "gehouden", held[0], "gehouden", held[1]), side.page+"#berichten")
		if n := kept(t, path) - before; n != grant.MessageFilesMost {
			t.Errorf("%d files lie in the depot", n)
		}
	}
	if all, err := h.db.MessageDocuments(t.Context(), id); err != nil || len(all) != 4 {
		t.Errorf("%d are attached, %v", len(all), err)
	}
}
