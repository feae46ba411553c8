package site

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// newRules is a house with a regulation: see [regulate].
func newRules(t *testing.T) house {
	t.Helper()
	return houseOn(t, pgtest.Template(t, "rules", func(ctx context.Context, db *postgres.DB) error {
		if err := inhabit(ctx, t, db); err != nil {
			return err
		}
		clerk, err := desk.New(db, []byte("0123456789abcdef0123456789abcdef"))
		if err != nil {
			return err
		}
		if err := clerk.AddSamplePeople(ctx, account.By{At: time.Date(2027, time.May, 1, 10, 0, 0, 0, time.UTC)}, []desk.SampleAccount{
			{Name: "Karim Bensalem", Email: karim, Password: theirPassword, Secret: theirSecret, Powers: []account.Part{account.CaseHandlerPart}},
			{Name: "Nadia Okafor", Email: nadia, Password: theirPassword, Secret: theirSecret, Powers: []account.Part{account.AdministratorPart}},
		}); err != nil {
			return err
		}
		return db.InTx(ctx, func(tx postgres.Tx) error { return regulate(ctx, tx) })
	}), nil)
}

// roundOf is a round of the regulation by its title.
func (h house) roundOf(t *testing.T, title string) postgres.RoundRow {
	t.Helper()
	all, err := h.db.AllRounds(t.Context(), h.clock(), 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if r.Title == title {
			return r
		}
	}
	t.Fatalf("no round %s among %d", title, len(all))
	return postgres.RoundRow{}
}

func TestTheListSaysWhatIsOpenWhatComesAndWhatIsLeft(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	text := plain(h.guest(t).text(link.Subsidies()))
	says(t, "the list", text, "één oproep open", "Projecten in het Zuiden", "16 dagen, tot en met 31 mei 2027", "Voorjaar 2027", "1 juni 2027 opent", "Juni 2027",
		"Hoogstens € 8.000, en hoogstens 75 procent van de kosten.")
	for _, hidden := range []string{"Zomer 2027", "vrij"} { // a draft of a round, an envelope that is not there
		if strings.Contains(text, hidden) {
			t.Errorf("the list says %q", hidden)
		}
	}
	h.later(18 * 24 * time.Hour)
	text = plain(h.guest(t).text(link.Subsidies()))
	says(t, "the list in June", text, "Juni 2027", "18 dagen, tot en met 20 juni 2027")
	h.later(60 * 24 * time.Hour)
	says(t, "the list in August", plain(h.guest(t).text(link.Subsidies())), "Er is nu geen oproep open.", "Nu geen oproep")
}

func TestTheSampleCityShowsWhatEachEnvelopeStillHas(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	now := time.Now()
	envelopes, err := c.db.Envelopes(t.Context(), calendar.DayOf(now).Year(), calendar.DayOf(now).Year())
	if err != nil {
		t.Fatal(err)
	}
	text := readPage(t, link.Subsidies(), c.get(t, link.Subsidies()).body).text()
	regulations, err := c.db.Regulations(t.Context(), now)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range envelopes {
		says(t, "the list", text, e.Name, plain(e.Available().Short()))
	}
	const light = "tot € 1.000, met hoogstens twaalf vragen en één bijlage, en een beslissing binnen 30 dagen."
	says(t, "the list", text, light)
	for _, r := range regulations {
		page := readPage(t, r.Slug, c.get(t, link.Subsidy(r.Slug)).body)
		text := plain(page.text())
		if strings.Contains(text, light) != r.Light {
			t.Errorf("%s says of the light route: %v", r.Slug, !r.Light)
		}
		says(t, r.Slug, text, r.Title, r.Purpose, plain(r.MaxAmount.Short()), r.LegalGround)
		n := 0
		for _, s := range r.Sections {
			says(t, r.Slug, text, s.Title)
			for _, q := range s.Questions {
				n++
				says(t, r.Slug, text, plain(q.Label))
			}
		}
		if got := len(page.all(classed("asked__list"))); got != len(r.Sections) {
			t.Errorf("%s: %d lists of questions", r.Slug, got)
		}
		if shown := page.all(func(e *html.Node) bool { return e.Data == "li" && has(e, "value") }); len(shown) != n {
			t.Errorf("%s shows %d of %d questions", r.Slug, len(shown), n)
		}
	}
}

func TestARegulationIsReadInPlainDutch(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	address := link.Subsidy(regulated)
	text := plain(h.guest(t).text(address))
	says(t, "the rules", text, "Projecten in het Zuiden", "Voorjaar 2027", "Indienen kan tot en met 31 mei 2027, tot middernacht.", "Erkende ngo’s kunnen niet aanvragen",
		"80 procent na de beslissing, de rest na het verslag.", "Vanaf € 1.239,47", "Ten laatste 90 dagen na het einde", "binnen 75 dagen na de sluiting",
		"Alleen als je “ja” antwoordt op “Werkten jullie al eerder samen?”.", "Juni 2027 opent op 1 juni 2027", "Moeders op de markt", "Wet van 14 november 1983",
		"Versie 1, in werking sinds 1 januari 2026.")
	for _, hidden := range []string{"Wat leren mensen in Antwerpen ervan?", "minstens € 1.500", "Zomer 2027"} {
		if strings.Contains(text, hidden) {
			t.Errorf("what is in draft is shown: %q", hidden)
		}
	}
	for _, gone := range []string{link.Subsidy("geen-reglement"), link.SubsidyVersion(regulated, 2), link.SubsidyVersion(regulated, 9), address + "?versie=een"} {
		if got := h.guest(t).open(gone); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", gone, got.StatusCode)
		}
	}
	if got := h.guest(t).open(link.SubsidyVersion(regulated, 1)); got.StatusCode != http.StatusOK || !strings.Contains(got.body, `rel="canonical" href="`+h.set.BaseURL.String()+address+`"`) {
		t.Errorf("the version that is in force has another address: %d", got.StatusCode)
	}
}

func TestAnExtensionIsToldToEverybody(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	r := h.roundOf(t, "Voorjaar 2027")
	longer, err := r.Extend(grant.MidnightAfter(calendar.Date(2027, time.June, 10)), "Er was een storing.", h.clock(), true)
	if err != nil {
		t.Fatal(err)
	}
	err = h.db.InTx(t.Context(), func(tx postgres.Tx) error { return tx.ExtendRound(t.Context(), longer, account.By{At: h.clock()}) })
	if err != nil {
		t.Fatal(err)
	}
	says(t, "the rules", h.guest(t).text(link.Subsidy(regulated)), "Verlengd", "Deze oproep is verlengd tot 10 juni 2027, tot middernacht", "Er was een storing.",
		"Eerst sloot ze op 31 mei 2027, tot middernacht.")
	says(t, "the list", h.guest(t).text(link.Subsidies()), "Verlengd", "tot en met 10 juni 2027")
}

func TestWhoLooksIsToldHowToApply(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	address, round := link.Subsidy(regulated), h.roundOf(t, "Voorjaar 2027").ID
	begin := func(g *guest) *html.Node {
		for _, f := range readPage(t, address, g.open(address).body).all(named("form")) {
			if attr(f, "action") == link.MyApplications() {
				return f
			}
		}
		return nil
	}
	visitor := h.guest(t)
	p := readPage(t, address, visitor.open(address).body)
	if begin(visitor) != nil || len(p.links(func(n *html.Node) bool { return classed("round")(n) })) == 0 {
		t.Error("a visitor can apply, or has no way to")
	}
	says(t, "a visitor", p.text(), "Meld je aan om aan te vragen")
	if got := visitor.open(address); got.Header.Get("Cache-Control") == "no-store" {
		t.Error("what everybody may read is not kept")
	}
	says(t, "who is a member of nothing", h.known(t, awa).text(address), "Kies of registreer je vereniging")
	says(t, "who is a member of two", h.known(t, kofi).text(address), "Kies voor welke je aanvraagt")
	kofis := h.known(t, kofi)
	kofis.choose("akwaaba")
	says(t, "a reader", kofis.text(address), "Je bent lezer van Akwaaba")
	esis := h.known(t, esi)
	f := begin(esis)
	if f == nil {
		t.Fatal("who speaks for an association cannot apply")
	}
	sent := map[string]string{}
	for n := range f.Descendants() {
		if n.Data == "input" {
			sent[attr(n, "name")] = attr(n, "value")
		}
	}
	if sent["ronde"] != fmt.Sprint(round) || len(sent["once"]) != 32 {
		t.Errorf("%v", sent)
	}
	// a form that the regulation is not for
	err := h.db.InTx(t.Context(), func(tx postgres.Tx) error {
		a, err := tx.AssociationBySlug(t.Context(), "akwaaba")
		if err != nil {
			return err
		}
		a.Association.Form = "ngo"
		_, err = tx.SaveAssociation(t.Context(), a.Association)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	says(t, "an ngo", esis.text(address), "Dit reglement is niet voor Akwaaba")
	if begin(esis) != nil {
		t.Error("an ngo can apply")
	}
}

func TestTheGuideLeadsToWhatFitsAndSaysWhyTheRestDoesNot(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	begin := link.Guide(grant.Plan{})
	answers := url.Values{"wie": {"groep"}, "hier": {"ja"}, "wat": {"project"}, "land": {"FR"}, "partner": {"ja"}, "kost": {"10000"}, "begin": {"later"}, "klopt": {"geen"}}
	// question by question, as a form that is sent by GET
	address, given := begin, url.Values{}
	for n := 0; ; n++ {
		got := c.get(t, address)
		p := readPage(t, address, got.body)
		asked := ""
		for _, field := range p.all(named("input", "select")) {
			switch name := attr(field, "name"); {
			case attr(field, "type") == "radio" || field.Data == "select":
				asked = name
			case attr(field, "type") == "hidden" && name != "vraag" && given.Get(name) != attr(field, "value"):
				t.Errorf("%s holds %s %q", address, name, attr(field, "value"))
			}
		}
		if asked == "" {
			if n != 8 {
				t.Errorf("%d questions", n)
			}
			break
		}
		without := c.get(t, begin+"?"+encoded(given, "vraag", asked))
		if without.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(without.body, "Kies een antwoord.") {
			t.Errorf("%s without an answer: %d", asked, without.StatusCode)
		}
		if given.Set(asked, answers.Get(asked)); given.Get(asked) == "" || n > 8 {
			t.Fatalf("%q is asked", asked)
		}
		address = begin + "?" + encoded(given, "vraag", asked)
	}
	france := readPage(t, address, c.get(t, address).body)
	says(t, "a project in France", france.text(), "Hiervoor is er bij de stad geen subsidie", "Frankrijk staat niet op de lijst van ontwikkelingslanden van de OESO",
		"Erasmus+", "zusterstad", "Sensibiliserende activiteit", "Dit steunt iets anders")
	if got := c.get(t, address); got.Header.Get("Set-Cookie") != "" || !strings.Contains(got.body, "noindex") {
		t.Error("something is kept of the answers, or search engines list them")
	}
	answers.Set("land", "SN")
	says(t, "a project in Senegal", readPage(t, "", c.get(t, begin+"?"+answers.Encode()).body).text(), "Dit past bij jullie", "Projecten in het Zuiden")
	says(t, "somebody alone", readPage(t, "", c.get(t, begin+"?wie=alleen").body).text(), "Iemand alleen kan niet aanvragen.", "Zoek een vereniging")
	for _, bad := range []string{"?wie=koning", "?land=XX", "?wat=project&wat=noodhulp"} {
		if got := c.get(t, begin+bad); got.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d", bad, got.StatusCode)
		}
	}
}

// encoded is an address's parameters with one more.
func encoded(values url.Values, name, value string) string {
	all := url.Values{name: {value}}
	for k, v := range values {
		all[k] = v
	}
	return all.Encode()
}
