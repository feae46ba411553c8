package site

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// Yaw writes for Akwaaba, of which Esi is the hoofdvertegenwoordiger and Kofi reads.
const yaw = "yaw@huis.example"

// newApplying is a house of the Dienst with a regulation and a round that is open until a week after noon.
func newApplying(t *testing.T) house {
	t.Helper()
	return newApplyingWith(t, nil)
}

func newApplyingWith(t *testing.T, change func(*Settings)) house {
	t.Helper()
	return houseOn(t, pgtest.Template(t, "applying", func(ctx context.Context, db *postgres.DB) error {
		if err := inhabit(ctx, t, db); err != nil {
			return err
		}
		clerk, err := desk.New(db, []byte("0123456789abcdef0123456789abcdef"))
		if err != nil {
			return err
		}
		if err := clerk.AddSamplePeople(ctx, account.By{At: time.Date(2027, time.May, 1, 10, 0, 0, 0, time.UTC)}, []desk.SampleAccount{
			{Name: "Karim Bensalem", Email: karim, Password: theirPassword, Secret: theirSecret, Powers: []account.Part{account.CaseHandlerPart}},
			{Name: "Yaw Osei", Email: yaw, Password: theirPassword, Members: map[string]account.Part{"akwaaba": account.ContributorPart}},
		}); err != nil {
			return err
		}
		return db.InTx(ctx, func(tx postgres.Tx) error { return openRound(ctx, tx) })
	}), change)
}

// openRound publishes a regulation of two sections and opens a round under it.
func openRound(ctx context.Context, tx postgres.Tx) error {
	noon := time.Date(2027, time.May, 15, 10, 0, 0, 0, time.UTC)
	by := account.By{At: noon}
	v := grant.Version{Code: "AKW", Number: 1, InForce: calendar.Period{First: calendar.Date(2027, time.January, 1)}, Terms: grant.Terms{
		Title: "Kleine projecten", Applicants: []association.Form{association.NonProfit}, ForWhom: "vzw’s", MaxAmount: 8_000_00, MaxShare: 7_500, DecisionWithin: 60,
		Envelope: "projecten", Sections: []grant.Section{
			{Key: "project", Title: "Je project", Questions: []grant.Question{
				{Key: grant.TitleKey, Label: "Hoe heet het?", Type: grant.ShortText, Required: true},
				{Key: "waarom", Label: "Waarom?", Type: grant.LongText, Required: true}}},
			{Key: "geld", Title: "Begroting", Questions: []grant.Question{
				{Key: grant.CostsKey, Label: "Wat kost het?", Type: grant.Costs, Required: true},
				{Key: grant.RequestedKey, Label: "Hoeveel vraag je?", Type: grant.Amount, Required: true},
				{Key: "offertes", Label: "Offertes", Type: grant.Files, Most: 5}}},
		}}}
	return opens(ctx, tx, v, by)
}

// writer is somebody as a member of Akwaaba who writes.
func (h house) writer(t *testing.T, who account.Email) account.Contributor {
	t.Helper()
	a := h.association(t, "akwaaba")
	i := account.Identity{Person: h.person(t, who).ID, At: h.clock(), Memberships: []account.Membership{{Association: a.ID, Part: account.ContributorPart}}}
	m, _ := i.Member(a.ID)
	w, _ := m.Contributor()
	return w
}

// begun is a draft of Akwaaba without a word.
func (h house) begun(t *testing.T) grant.ID {
	t.Helper()
	open, err := h.db.OpenRounds(t.Context(), h.clock())
	if err != nil || len(open) != 1 {
		t.Fatalf("%v, %v", open, err)
	}
	id, err := h.desk.BeginDraft(t.Context(), h.writer(t, yaw), desk.NewOnce(), open[0].ID, true)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// fill answers questions of a section.
func (h house) fill(t *testing.T, id grant.ID, section string, seen int, answers grant.Answers) {
	t.Helper()
	_, err := h.desk.SaveSection(t.Context(), h.writer(t, yaw), id, section,
		grant.Sending{Page: strings.Repeat("0", 31) + string("abcdef"[seen]), Number: 1, Seen: seen, Answers: answers})
	if err != nil {
		t.Fatal(err)
	}
}

// whole is a draft of Akwaaba with every answer.
func (h house) whole(t *testing.T) grant.ID {
	t.Helper()
	id := h.begun(t)
	h.fill(t, id, "project", 0, grant.Answers{grant.TitleKey: {Text: "Twee putten"}, "waarom": {Text: "Omdat er geen water is."}})
	h.fill(t, id, "geld", 0, grant.Answers{grant.RequestedKey: {Text: "3.000"},
		grant.CostsKey: {Rows: []grant.Row{{ID: "r1", Cells: []string{grant.CostSide, "Putten", "4.000"}}}}})
	return id
}

// statements are the fields of a form in which all is declared.
func statements() []string {
	var all []string
	for _, s := range grant.Statements() {
		all = append(all, "verklaring", s.Key)
	}
	return all
}

// submit sends the form of the page on which a draft is submitted.
func (g *guest) submit(id grant.ID) answer {
	g.t.Helper()
	return g.send(link.SubmitApplication(id), append(statements(), "once", g.once(link.CheckApplication(id), link.SubmitApplication(id)))...)
}

func TestWhatIsMissingIsTheSameForEachMemberAndLeadsToItsField(t *testing.T) {
	t.Parallel()
	h := newApplying(t)
	id := h.begun(t)
	for _, who := range []string{esi, yaw} {
		g := h.known(t, who)
		got := g.open(link.CheckApplication(id))
		says(t, who, readPage(t, "check", got.body).text(), "Nog vier dingen voor je kunt indienen", "Hoe heet het?", "Hoeveel vraag je?")
		for _, to := range []string{link.MyField(id, "project", "titel"), link.MyField(id, "geld", "begroting")} {
			if !strings.Contains(got.body, `href="`+to+`"`) {
				t.Errorf("%s: no link to %s", who, to)
			}
		}
	}
	got := h.known(t, esi).submit(id)
	if got.StatusCode != http.StatusUnprocessableEntity {
		t.Fatalf("%d", got.StatusCode)
	}
	says(t, "a refused submission", readPage(t, "check", got.body).text(), "Dit is nog niet ingediend.", "Nog vier dingen")
	if got.Header.Get("Cache-Control") != "no-store" {
		t.Error("it is kept")
	}
}

func TestAnApplicationIsProposedSubmittedAndProved(t *testing.T) {
	t.Parallel()
	h := newApplying(t)
	id := h.whole(t)
	yaws, esis := h.known(t, yaw), h.known(t, esi)
	if got := yaws.open(link.CheckApplication(id)); strings.Contains(got.body, link.SubmitApplication(id)) {
		t.Error("a bewerker may submit")
	}
	leads(t, yaws.send(link.ProposeApplication(id), "once", yaws.once(link.CheckApplication(id), link.ProposeApplication(id))), link.CheckApplication(id))
	if got := yaws.open(link.CheckApplication(id)); strings.Contains(got.body, link.ProposeApplication(id)) || !strings.Contains(got.body, "Voorgesteld") {
		t.Error("what was proposed can be proposed again")
	}
	says(t, "the page for who speaks", esis.text(link.CheckApplication(id)), "Alles is er", "Yaw Osei vindt de aanvraag klaar", "€ 4.000,00")
	once := esis.once(link.CheckApplication(id), link.SubmitApplication(id))
	if got := esis.send(link.SubmitApplication(id), "verklaring", "waar", "once", once); got.StatusCode != http.StatusUnprocessableEntity || strings.Count(got.body, `aria-invalid="true"`) != 3 {
		t.Errorf("without all statements: %d", got.StatusCode)
	}
	for range 2 { // a double click
		leads(t, esis.send(link.SubmitApplication(id), append(statements(), "once", once)...), link.Receipt(id))
	}
	text := esis.text(link.Receipt(id))
	says(t, "the receipt", text, "Je aanvraag is aangekomen", "VS-2027-0001", "15 mei 2027 om 12.00.00 uur", "€ 3.000,00", "Ingediend door Esi Mensah", "voor 21 juli 2027")
	leads(t, esis.submitAgain(id), link.Receipt(id)) // by another tab, which still shows the draft
	says(t, "the receipt for that tab", esis.text(link.Receipt(id)), "Deze aanvraag was al ingediend.", "VS-2027-0001")
	leads(t, esis.open(link.CheckApplication(id)), link.Receipt(id))
	pdf := esis.open(link.ReceiptPDF(id))
	if pdf.StatusCode != http.StatusOK || pdf.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(pdf.body, "%PDF") ||
		!strings.Contains(pdf.Header.Get("Content-Disposition"), "ontvangst-VS-2027-0001.pdf") || pdf.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("the PDF: %d, %v", pdf.StatusCode, pdf.Header)
	}
	receipt, err := h.db.Receipt(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	got := h.get(t, link.ProofOf(receipt.Proof()))
	says(t, "the proof", readPage(t, "proof", got.body).text(), "Ja, dit is een bewijs", "15 mei 2027")
	if strings.Contains(got.body, "VS-2027") || strings.Contains(got.body, "Akwaaba") {
		t.Error("the proof says whose it is")
	}
	got = h.get(t, link.ProofOf(strings.Repeat("0", 64)))
	says(t, "no proof", readPage(t, "proof", got.body).text(), "Nee, deze code kennen we niet")
	if got := h.get(t, link.ProofOf("geen code")); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("what is no hash: %d", got.StatusCode)
	}
	beas := h.known(t, bea)
	for _, address := range []string{link.CheckApplication(id), link.Receipt(id), link.ReceiptPDF(id), link.MyDossier(id), link.WithdrawApplication(id)} {
		if got := beas.open(address); got.StatusCode != http.StatusNotFound {
			t.Errorf("another association: %s: %d", address, got.StatusCode)
		}
	}
}

// submitAgain sends a form that was never drawn for a draft that is submitted.
func (g *guest) submitAgain(id grant.ID) answer {
	g.t.Helper()
	return g.send(link.SubmitApplication(id), append(statements(), "once", desk.NewOnce().String())...)
}

func TestADossierIsAskedCompletedWrittenAboutAndWithdrawn(t *testing.T) {
	t.Parallel()
	h := newApplying(t)
	id := h.whole(t)
	esis, karims := h.known(t, esi), h.known(t, karim)
	leads(t, esis.submit(id), link.Receipt(id))
	says(t, "the home of the Dienst", karims.text(link.Staff()), "Aanvragen die wachten", "Twee putten")
	says(t, "the list", karims.text(link.StaffDossiersBy(link.DossierSearch{Words: "akwaaba", Status: "submitted", Code: "AKW"})), "VS-2027-0001", "€ 3.000")
	says(t, "the list of nothing", karims.text(link.StaffDossiersBy(link.DossierSearch{Words: "zoiets niet"})), "Geen aanvraag gevonden")
	says(t, "the dossier", karims.text(link.StaffDossier(id)), "Ingediend", "Omdat er geen water is.", "door Esi Mensah", "diende een aanvraag in")
	leads(t, karims.send(link.StaffDossierCheck(id), "once", karims.once(link.StaffDossier(id), link.StaffDossierCheck(id))), link.StaffDossier(id))
	says(t, "what the association sees", esis.text(link.MyDossier(id)), "Wordt nagekeken", "De stad is aan zet.")

	once := karims.once(link.StaffDossierAsk(id), link.StaffDossierAsk(id))
	got := karims.send(link.StaffDossierAsk(id), "vraag", "waarom", "waarom", "", "uiterlijk", "gisteren", "once", once)
	if got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, `value="gisteren"`) {
		t.Errorf("a request that cannot be: %d", got.StatusCode)
	}
	for range 2 {
		leads(t, karims.send(link.StaffDossierAsk(id), "vraag", "waarom", "waarom", "Voor hoeveel mensen?", "uiterlijk", "30/05/2027", "once", once), link.StaffDossier(id))
	}
	says(t, "the request", esis.text(link.MyDossier(id)), "Vul aan, ten laatste op 30 mei 2027", "Voor hoeveel mensen?", "Jullie zijn aan zet.")
	says(t, "their home", esis.text(link.Mine()), "“Twee putten” moet aangevuld worden", "Ten laatste op 30 mei 2027. In het dossier staat wat de dienst vraagt, en waarom.")
	says(t, "what is open", esis.text(link.MySection(id, "project")), "Aan te vullen, ten laatste op 30 mei 2027", "één antwoord in dit deel", "Ligt vast", "Naar het dossier")
	h.fill(t, id, "project", 1, grant.Answers{"waarom": {Text: ""}})
	answer := func() answer {
		return esis.send(link.AnswerCompletion(id), "once", esis.once(link.MyDossier(id), link.AnswerCompletion(id)))
	}
	if got := answer(); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, "Dit is nog niet doorgestuurd.") {
		t.Errorf("a blanked answer: %d", got.StatusCode)
	}
	if text := karims.text(link.StaffDossier(id)); !strings.Contains(text, "Omdat er geen water is.") {
		t.Error("the Dienst reads what was not sent yet")
	}
	leads(t, esis.sheet(link.MySection(id, "project")).with("waarom", "Voor 300 gezinnen.").press("verder"), link.MyDossier(id))
	leads(t, answer(), link.MyDossier(id))
	says(t, "the completed dossier", karims.text(link.StaffDossier(id)), "Aangevuld", "Voor 300 gezinnen.", "Zoals het ingediend werd", "Omdat er geen water is.")

	for _, words := range []string{"Dag!", "Is alles goed?"} {
		leads(t, esis.send(link.MyMessages(id), "bericht", words, "once", esis.once(link.MyDossier(id), link.MyMessages(id))), link.MyDossier(id)+"#berichten")
	}
	if got := esis.send(link.MyMessages(id), "bericht", "Is alles goed?", "once", desk.NewOnce().String()); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("the same words again: %d", got.StatusCode)
	}
	if got := esis.send(link.MyMessages(id), "bericht", " ", "once", esis.once(link.MyDossier(id), link.MyMessages(id))); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("an empty message: %d", got.StatusCode)
	}
	says(t, "the list with messages", karims.text(link.StaffDossiers()), "2 nieuwe berichten")
	says(t, "the message", karims.text(link.StaffDossier(id)), "Is alles goed?")
	leads(t, karims.send(link.StaffDossierMessages(id), "bericht", "Ja hoor.", "once", karims.once(link.StaffDossier(id), link.StaffDossierMessages(id))), link.StaffDossier(id)+"#berichten")
	if text := karims.text(link.StaffDossiers()); strings.Contains(text, "nieuw") {
		t.Error("what was read is new")
	}
	says(t, "the home", esis.text(link.Mine()), "“Twee putten” heeft een nieuw bericht", "Lees het bericht van de dienst.")
	says(t, "the bar", esis.open(link.MyMembers()).body, `1<span class="unseen"> nieuw bericht</span>`)
	says(t, "the answer", esis.text(link.MyDossier(id)), "Ja hoor.", "De dienst")
	if text := esis.open(link.Mine()).body; strings.Contains(text, "nieuw bericht") {
		t.Error("what was read is new")
	}
	if strings.Contains(esis.text(link.MyDossier(id)), "Karim") {
		t.Error("an association reads the name of who handles it")
	}

	once = esis.once(link.WithdrawApplication(id), link.WithdrawApplication(id))
	for range 2 {
		leads(t, esis.send(link.WithdrawApplication(id), "once", once), link.MyDossier(id))
	}
	says(t, "what was withdrawn", esis.text(link.MyDossier(id)), "Ingetrokken", "VS-2027-0001")
	if text := esis.text(link.MyApplications()); !strings.Contains(text, "Jullie trokken de aanvraag in.") || strings.Contains(text, "aan zet") {
		t.Errorf("who is at move after that: %s", text)
	}
	leads(t, esis.open(link.WithdrawApplication(id)), link.MyDossier(id))
	refusedAtStep(t, karims.send(link.StaffDossierCheck(id), "once", desk.NewOnce().String()))
	if got := karims.open(link.StaffDossier(h.begun(t))); got.StatusCode != http.StatusNotFound {
		t.Errorf("the Dienst reads a draft: %d", got.StatusCode)
	}
}

// refusedAtStep fails unless the page of a dossier says in its summary, and beside the next step, that nobody can check it now; and nowhere else.
func refusedAtStep(t *testing.T, got answer) {
	t.Helper()
	p := refusedAt(t, got, http.StatusUnprocessableEntity)
	const sentence = "Dit dossier is al verder, of wacht op de vereniging."
	for _, n := range p.all(named("section")) {
		told := strings.Contains(words(n), sentence)
		if told != (attr(n, "id") == "nakijken") {
			t.Errorf("it is told in “%s”: %v", attr(n, "id"), told)
		}
	}
	if links := p.all(func(n *html.Node) bool { return attr(n, "href") == "#nakijken" && words(n) == sentence }); len(links) != 1 {
		t.Errorf("%d links of the summary lead to it", len(links))
	}
}

// Whoever was away too long comes back to the page on which they declared, with what they ticked (R9).
func TestWhatWasDeclaredTooLateStandsOnItsPageAgain(t *testing.T) {
	t.Parallel()
	h := newApplying(t)
	id := h.whole(t)
	esis, yaws := h.known(t, esi), h.known(t, yaw)
	h.later(account.MemberIdle + time.Minute)
	leads(t, esis.send(link.SubmitApplication(id), "verklaring", "waar", "verklaring", "elders", "once", desk.NewOnce().String()), link.SignInTo(link.CheckApplication(id)))
	leads(t, yaws.send(link.ProposeApplication(id), "once", desk.NewOnce().String()), link.SignInTo(link.CheckApplication(id)))
	got := h.known(t, esi).open(link.CheckApplication(id))
	if n := strings.Count(got.body, " checked"); n != 2 || !strings.Contains(got.body, wasAway) {
		t.Errorf("%d are ticked", n)
	}
	leads(t, yaws.send(link.TakeBackDraft(id), "once", desk.NewOnce().String()), link.SignInTo(link.MyApplication(id)))
}

// A completion that comes late is taken, and both sides read that it was late.
func TestACompletionThatIsLateSaysSo(t *testing.T) {
	t.Parallel()
	h := newApplying(t)
	id := h.whole(t)
	esis, karims := h.known(t, esi), h.known(t, karim)
	leads(t, esis.submit(id), link.Receipt(id))
	leads(t, karims.send(link.StaffDossierAsk(id), "vraag", "waarom", "waarom", "Voor hoeveel mensen?", "uiterlijk", "30/05/2027",
		"once", karims.once(link.StaffDossierAsk(id), link.StaffDossierAsk(id))), link.StaffDossier(id))
	if strings.Contains(esis.text(link.MyDossier(id)), "voorbij") {
		t.Error("it is late at once")
	}
	h.later(16 * 24 * time.Hour) // the day after
	esis, karims = h.known(t, esi), h.known(t, karim)
	says(t, "what the association sees", esis.text(link.MyDossier(id)), "De termijn is voorbij.")
	leads(t, esis.send(link.AnswerCompletion(id), "once", esis.once(link.MyDossier(id), link.AnswerCompletion(id))), link.MyDossier(id))
	says(t, "what the association reads of it", esis.text(link.MyDossier(id)), "aangevuld op 31 mei 2027, te laat: het kon tot 30 mei 2027")
	says(t, "what the Dienst reads of it", karims.text(link.StaffDossier(id)), "aangevuld op 31 mei 2027, te laat: kon tot 30 mei 2027")
}
