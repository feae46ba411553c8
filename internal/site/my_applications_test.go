package site

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// newDrafting is a house with a regulation that asks a question of each type, and a round under it that is open for a week still. Yaw writes for Akwaaba.
func newDrafting(t *testing.T, change func(*Settings)) house {
	t.Helper()
	return houseOn(t, pgtest.Template(t, "drafting", func(ctx context.Context, db *postgres.DB) error {
		if err := inhabit(ctx, t, db); err != nil {
			return err
		}
		clerk, err := desk.New(db, []byte("0123456789abcdef0123456789abcdef"))
		if err != nil {
			return err
		}
		if err := clerk.AddSamplePeople(ctx, account.By{At: time.Date(2027, time.May, 1, 10, 0, 0, 0, time.UTC)}, []desk.SampleAccount{
			{Name: "Yaw Osei", Email: yaw, Password: theirPassword, Members: map[string]account.Part{"akwaaba": account.ContributorPart}},
		}); err != nil {
			return err
		}
		return db.InTx(ctx, func(tx postgres.Tx) error { return openEverything(ctx, tx) })
	}), change)
}

// openEverything publishes a regulation with a question of each type, and opens a round under it.
func openEverything(ctx context.Context, tx postgres.Tx) error {
	noon := time.Date(2027, time.May, 15, 10, 0, 0, 0, time.UTC)
	by := account.By{At: noon}
	need := func(key string, kind grant.QuestionType, label string) grant.Question {
		return grant.Question{Key: key, Label: label, Type: kind, Required: true}
	}
	together := need("samen", grant.YesNo, "Werkten jullie al samen?")
	with := need("ervaring", grant.ShortText, "Wat leerden jullie?")
	with.After = &grant.Condition{Question: "samen", Is: grant.Yes}
	sort, themes := need("soort", grant.OneOf, "Wat is het?"), need("themas", grant.SeveralOf, "Waarover gaat het?")
	sort.Options = []grant.Option{{Key: "put", Label: "Een put"}, {Key: "pomp", Label: "Een pomp"}}
	themes.Options = []grant.Option{{Key: "water", Label: "Water"}, {Key: "zorg", Label: "Zorg"}}
	why := need("waarom", grant.LongText, "Waarom?")
	why.Most = 40
	quotes := need("offertes", grant.Files, "Offertes")
	quotes.Most = 3
	v := grant.Version{Code: "AKW", Number: 1, InForce: calendar.Period{First: calendar.Date(2027, time.January, 1)}, Terms: grant.Terms{
		Title: "Kleine projecten", Applicants: []association.Form{association.NonProfit}, ForWhom: "vzw’s", MaxAmount: 8_000_00, MaxShare: 7_500,
		Envelope: "projecten", OnlyDAC: true, Sections: []grant.Section{
			{Key: "project", Title: "Je project", Questions: []grant.Question{need(grant.TitleKey, grant.ShortText, "Hoe heet het?"), why, together, with, sort, themes,
				need("mensen", grant.Number, "Hoeveel mensen?"), need("begint", grant.OnDay, "Wanneer begint het?"), need(grant.PeriodKey, grant.Period, "Van wanneer tot wanneer?")}},
			{Key: "waar", Title: "Waar", Questions: []grant.Question{need(grant.CountriesKey, grant.Countries, "In welke landen?"), need(grant.GoalsKey, grant.Goals, "Welke doelen?"),
				need(grant.PartnerKey, grant.Partner, "Met wie?")}},
			{Key: "geld", Title: "Begroting", Questions: []grant.Question{need(grant.CostsKey, grant.Costs, "Wat kost het?"), need(grant.RequestedKey, grant.Amount, "Hoeveel vraag je?"), quotes}},
		}}}
	return opens(ctx, tx, v, by)
}

// opens keeps a first version in force, with a call that is open from a week before by to a week after.
func opens(ctx context.Context, tx postgres.Tx, v grant.Version, by account.By) error {
	var err error
	if v.Regulation, err = tx.AddRegulation(ctx, grant.Regulation{Slug: "kleine-projecten", Code: v.Code}); err != nil {
		return err
	}
	if v.ID, err = tx.AddVersion(ctx, v, by); err != nil {
		return err
	}
	if _, err = tx.PublishVersion(ctx, v, by); err != nil {
		return err
	}
	id, err := tx.AddRound(ctx, grant.Round{Version: v.ID, Title: "Lente 2027", OpensAt: by.At.AddDate(0, 0, -7), ClosesAt: by.At.AddDate(0, 0, 7), Grace: time.Minute}, by)
	if err != nil {
		return err
	}
	_, err = tx.OpenRound(ctx, id, by)
	return err
}

// drafts begins a draft of Akwaaba and returns its address.
func (g *guest) drafts() string {
	g.t.Helper()
	got := g.send("/mijn/aanvragen", "ronde", g.h.openRound(g.t), "once", desk.NewOnce().String())
	to := got.Header.Get("Location")
	if got.StatusCode != http.StatusSeeOther || !strings.HasPrefix(to, "/mijn/aanvragen/") {
		g.t.Fatalf("no draft: %d to %q", got.StatusCode, to)
	}
	return to
}

func (h house) openRound(t *testing.T) string {
	t.Helper()
	open, err := h.db.OpenRounds(t.Context(), h.clock())
	if err != nil || len(open) != 1 {
		t.Fatalf("%v, %v", open, err)
	}
	return strconv.FormatInt(int64(open[0].ID), 10)
}

// A paperForm is a section's form as a browser would send it.
type paperForm struct {
	g      *guest
	at     string
	values url.Values
}

// sheet opens a section and returns what its form would send.
func (g *guest) sheet(at string) *paperForm {
	g.t.Helper()
	got := g.open(at)
	if got.StatusCode != http.StatusOK {
		g.t.Fatalf("%s: %d", at, got.StatusCode)
	}
	return &paperForm{g, at, formOf(readPage(g.t, at, got.body))}
}

// formOf returns what the form of a section would send, pressed by nothing.
func formOf(p *page) url.Values {
	values := url.Values{}
	for _, form := range p.all(named("form")) {
		if !has(form, "data-apply") {
			continue
		}
		for n := range form.Descendants() {
			switch {
			case n.Type != html.ElementNode || inside(n, "template") || attr(n, "type") == "file":
			case n.Data == "textarea":
				values.Add(attr(n, "name"), textOf(n))
			case n.Data == "option" && has(n, "selected"):
				values.Add(attr(n.Parent, "name"), attr(n, "value"))
			case n.Data == "input" && (attr(n, "type") == "radio" || attr(n, "type") == "checkbox"):
				if has(n, "checked") {
					values.Add(attr(n, "name"), attr(n, "value"))
				}
			case n.Data == "input":
				values.Add(attr(n, "name"), attr(n, "value"))
			}
		}
	}
	return values
}

func textOf(n *html.Node) string {
	var all strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			all.WriteString(d.Data)
		}
	}
	return all.String()
}

// with changes fields, given as names and values.
func (s *paperForm) with(pairs ...string) *paperForm {
	for i := 0; i < len(pairs); i += 2 {
		s.values.Set(pairs[i], pairs[i+1])
	}
	return s
}

// row fills the first empty row of a list.
func (s *paperForm) row(list string, cells ...string) *paperForm {
	s.g.t.Helper()
	question, _, _ := strings.Cut(list, ".")
	for _, id := range s.values[list+"[]"] {
		name := func(cell string) string { return question + "." + id + "." + cell }
		if s.values.Get(name(cells[0])) != "" {
			continue
		}
		for i := 0; i < len(cells); i += 2 {
			s.values.Set(name(cells[i]), cells[i+1])
		}
		return s
	}
	s.g.t.Fatalf("no empty row in %s", list)
	return s
}

func (s *paperForm) press(button string) answer {
	s.g.t.Helper()
	s.values.Set("doe", button)
	return s.g.ask(http.MethodPost, s.at, s.values.Encode())
}

func TestADraftIsBegunOnceAndASecondIsAskedAbout(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g, round, once := h.known(t, yaw), h.openRound(t), desk.NewOnce().String()
	var first string
	for range 3 { // pressed twice, and sent again by the back button
		got := g.send("/mijn/aanvragen", "ronde", round, "once", once)
		if to := got.Header.Get("Location"); got.StatusCode != http.StatusSeeOther || first != "" && to != first {
			t.Errorf("%d to %q, not %q", got.StatusCode, to, first)
		} else {
			first = to
		}
	}
	got := h.known(t, esi).send("/mijn/aanvragen", "ronde", round, "once", desk.NewOnce().String())
	p := readPage(t, "", got.body)
	if got.StatusCode != http.StatusConflict || !strings.Contains(p.text(), "Jullie hebben al een ontwerp") || !strings.Contains(got.body, `href="`+first+`"`) {
		t.Fatalf("%d: %s", got.StatusCode, p.text())
	}
	second := h.known(t, esi).send("/mijn/aanvragen", "ronde", round, "nog-een", "ja", "once", desk.NewOnce().String()).Header.Get("Location")
	if second == first || !strings.HasPrefix(second, "/mijn/aanvragen/") {
		t.Errorf("the second one is %q", second)
	}
	for _, round := range []string{"", "0", "999", "x"} {
		if got := g.send("/mijn/aanvragen", "ronde", round, "once", desk.NewOnce().String()); got.StatusCode != http.StatusNotFound {
			t.Errorf("round %q: %d", round, got.StatusCode)
		}
	}
	h.later(8 * 24 * time.Hour)
	refusedAt(t, h.known(t, yaw).send("/mijn/aanvragen", "ronde", round, "nog-een", "ja", "once", desk.NewOnce().String()), http.StatusUnprocessableEntity)
}

func TestTheListSaysWhoIsAtMove(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	if got := g.open("/mijn/aanvragen"); !strings.Contains(got.body, "Nog geen aanvragen") {
		t.Error("an empty list does not say so")
	}
	at := g.drafts()
	g.sheet(at+"/project").with("titel", "Twee <putten>").press("stop")
	for _, who := range []string{yaw, esi} {
		p := readPage(t, "", h.known(t, who).open("/mijn/aanvragen").body).text()
		if !strings.Contains(p, "Twee <putten>") || !strings.Contains(p, "Jullie zijn aan zet") || !strings.Contains(p, "Nog 7 dagen: 22 mei 2027, tot 12.00 uur") {
			t.Errorf("%s reads %s", who, p)
		}
	}
	h.later(7 * 24 * time.Hour)
	if p := readPage(t, "", h.known(t, yaw).open("/mijn/aanvragen").body).text(); !strings.Contains(p, "dan kunnen jullie vragen om nog in te dienen") {
		t.Errorf("after the closing: %s", p)
	}
}

func TestADraftIsThrownAwayAndComesBack(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	g.sheet(at+"/project").with("titel", "Twee putten").press("stop")
	leads(t, g.send(at+"/weggooien", "once", g.once(at+"/weggooien", at+"/weggooien")), "/mijn/aanvragen")
	leads(t, g.open(at), "/mijn/aanvragen")
	if got := g.open(at + "/project"); got.StatusCode != http.StatusOK || strings.Contains(got.body, "data-apply") || !strings.Contains(got.body, "weggegooid") {
		t.Errorf("its section: %d, to write on", got.StatusCode)
	}
	g.open("/mijn/aanvragen") // says that it was done
	list := readPage(t, "", g.open("/mijn/aanvragen").body).text()
	if !strings.Contains(list, "Terughalen kan tot 22 mei 2027 om 12.00 uur") || !strings.Contains(list, "Haal terug") {
		t.Errorf("%s", list)
	}
	leads(t, g.send(at+"/terughalen", "once", g.once("/mijn/aanvragen", at+"/terughalen")), at)
	if s := g.sheet(at + "/project"); s.values.Get("titel") != "Twee putten" {
		t.Errorf("it came back as %q", s.values.Get("titel"))
	}
	g.attach(at, sent{"bestand.offertes", "Offerte.pdf", pdf})
	_, files := names(readPage(t, at, g.open(at+"/geld").body))
	leads(t, g.send(at+"/weggooien", "once", desk.NewOnce().String()), "/mijn/aanvragen")
	if got := g.open(files[0]); got.StatusCode != http.StatusOK {
		t.Errorf("its attachment: %d", got.StatusCode)
	}
	h.later(grant.DraftBack + time.Minute)
	g = h.known(t, yaw)
	for _, page := range []string{at, at + "/project", files[0]} {
		if got := g.open(page); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s after seven days: %d", page, got.StatusCode)
		}
	}
	if got := g.open("/mijn/aanvragen"); strings.Contains(got.body, "Twee putten") {
		t.Error("it is listed for ever")
	}
}

func TestAReaderReadsAndStrangersFindNothing(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	g.sheet(at+"/project").with("titel", "Twee putten", "samen", "ja", "soort", "pomp").press("bewaar")
	reader := h.known(t, kofi) // of Akwaaba, and a contributor of Buurschap
	for _, m := range mustHear(t, h, reader).Memberships {
		if m.Slug == "akwaaba" {
			reader.send("/mijn/namens", "vereniging", numeral(int64(m.Association)))
		}
	}
	p := readPage(t, "", reader.open(at+"/project").body)
	if text := p.text(); len(p.all(func(n *html.Node) bool { return has(n, "data-apply") })) > 0 || !strings.Contains(text, "Twee putten") || !strings.Contains(text, "Een pomp") {
		t.Errorf("a reader sees %s", text)
	}
	if got := reader.send(at+"/project", "titel", "Van mij"); got.StatusCode != http.StatusForbidden {
		t.Errorf("a reader writes: %d", got.StatusCode)
	}
	stranger := h.known(t, bea)
	for _, page := range []string{at, at + "/project", at + "/weggooien", "/mijn/aanvragen/999", "/mijn/aanvragen/01", at + "/nergens"} {
		if got := stranger.open(page); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s for another association: %d", page, got.StatusCode)
		}
	}
	if got := stranger.send(at+"/project", "titel", "Van mij"); got.StatusCode != http.StatusNotFound {
		t.Errorf("another association writes: %d", got.StatusCode)
	}
}
