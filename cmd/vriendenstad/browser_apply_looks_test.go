package main

import (
	"context"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"vriendenstad/internal/calendar"
)

// A look is a page, or what comes of a form that is sent from it.
type look struct {
	page, to string
	form     url.Values
	status   int // 0 for 200
}

func (l look) name() string { return strings.TrimSpace(l.page + " " + l.to) }

// The pages of applications and of those who handle them are valid HTML and axe finds nothing in them, whatever state what they show is in.
func TestBrowserPagesOfApplicationsAreInOrder(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("../../web/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("%v: make test fetches it", err)
	}
	portal, _ := servePeople(t)
	folder := t.TempDir()
	people := map[string]*caller{}
	for _, email := range []string{"awa@teranga.example", "esi@akwaaba.example", "modou@teranga.example", "dossierbehandelaar@vriendenstad.example", "diensthoofd@vriendenstad.example"} {
		people[email] = newCaller(t, portal)
		if !people[email].signIn(email) {
			t.Fatalf("%s is not let in", email)
		}
	}
	first := openTab(t, portal)
	first.takes(people["dossierbehandelaar@vriendenstad.example"])
	first.open("/beheer/reglementen/inleefreis/ontwerp")
	first.press(`main form[action$="/ontwerp"] button[type="submit"]`)
	t.Run("pages", func(t *testing.T) {
		for who, all := range applicationLooks(people) {
			for looks := range slices.Chunk(all, 15) {
				t.Run(who, func(t *testing.T) {
					t.Parallel()
					b, c := first.beside(t), &caller{t, portal, people[who].client}
					b.takes(c)
					for _, one := range looks {
						status, page := c.shows(one)
						if want := max(one.status, 200); status != want {
							t.Errorf("%s is %d, not %d", one.name(), status, want)
						}
						keep(t, folder, page)
						b.shows(one)
						for _, width := range widths {
							b.do(chromedp.EmulateViewport(width, 900))
							b.looks(one.name(), width, string(axe))
						}
					}
				})
			}
		}
	})
	validate(t, folder)

	first.takes(people["esi@akwaaba.example"])
	first.open("/mijn")
	for width := int64(1000); width <= 1800; width += 40 {
		first.do(chromedp.EmulateViewport(width, 900))
		if high := ask[int](first, `document.querySelector(".top").offsetHeight`); high > 90 {
			t.Errorf("at %d px the name of an association leaves the menu no room: the header is %d px high", width, high)
		}
	}
}

// keep writes a page in a folder, under a name that no other page has.
func keep(t *testing.T, folder, page string) {
	t.Helper()
	file, err := os.CreateTemp(folder, "*.html")
	if err == nil {
		_, err = file.WriteString(page)
	}
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// shows returns what comes of a look.
func (c *caller) shows(l look) (status int, page string) {
	c.t.Helper()
	if l.to == "" {
		_, status, page = c.get(l.page)
	} else {
		_, status, page = c.send(l.page, l.to, l.form)
	}
	return status, page
}

// shows opens the page of a look, and sends its form from there.
func (b *tab) shows(l look) {
	b.t.Helper()
	b.open(l.page)
	if l.to == "" {
		return
	}
	fields := []string{`["once", "` + strings.Repeat("0123456789abcdef", 2) + `"]`}
	for name, values := range l.form {
		for _, value := range values {
			fields = append(fields, `[`+strconv.Quote(name)+`, `+strconv.Quote(value)+`]`)
		}
	}
	b.leaves()
	ask[bool](b, `(form => {
		form.method = "post";
		form.action = `+strconv.Quote(l.to)+`;
		for (const [name, value] of [`+strings.Join(fields, ", ")+`]) {
			const field = document.createElement("input");
			[field.name, field.value] = [name, value];
			form.append(field);
		}
		document.body.append(form);
		form.submit();
		return true;
	})(document.createElement("form"))`)
	b.arrives(l.to)
}

// takes gives a browser the session of a caller.
func (b *tab) takes(c *caller) {
	b.t.Helper()
	at, err := url.Parse(c.portal.url)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, cookie := range c.client.Jar.Cookies(at) {
		b.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
			_, err := cdp.Call(ctx, t, network.SetCookie, network.SetCookieParams{Name: cookie.Name, Value: cookie.Value, URL: c.portal.url})
			return chromedp.Void{}, err
		})
	}
}

// applicationLooks makes applications in each state, and returns who looks at what of them.
func applicationLooks(people map[string]*caller) map[string][]look {
	awa, esi, modou := people["awa@teranga.example"], people["esi@akwaaba.example"], people["modou@teranga.example"]
	karim := people["dossierbehandelaar@vriendenstad.example"]
	due := calendar.DayOf(time.Now()).AddDays(14).String()
	const regulation = "projecten-in-het-zuiden"

	empty, wrong, full, gone := awa.begins(regulation), awa.begins(regulation), awa.begins(regulation), awa.begins(regulation)
	marked := part{section: "geld", answers: [][2]string{{"begroting.kost[1].post", "Pers"}, {"begroting.kost[1].bedrag", "veel"}, {"gevraagd", "vijfduizend"}, {"andere-steun", "ja"}}}
	awa.writes(wrong, marked)
	awa.writes(wrong, part{section: "project", answers: [][2]string{{"titel", "Arganolie"}, {"samenvatting", strings.Repeat("Te lang. ", 80)}, {"landen.rij[1].land", "MA"}, {"landen.rij[1].deel", "0"}}})
	clash := part{section: "project", answers: [][2]string{{"titel", "Een pers"}, {"landen.rij[1].land", "SN"}, {"landen.rij[1].deel", "100"}}}
	if status, _ := awa.saves(wrong, clash, "0"); status != 409 {
		awa.t.Errorf("an older page is answered with %d", status)
	}
	awa.attaches(wrong, "brief", "notitie.txt", "geen pdf")
	for _, p := range projectParts {
		awa.writes(full, p)
	}
	modou.acts("/mijn/verenigingen", "/mijn/namens", url.Values{"vereniging": {awa.actsFor()}})
	modou.acts(full+"/nakijken", full+"/voorstellen", nil)
	awa.acts(gone+"/weggooien", gone+"/weggooien", nil)

	sent, checked, asked, given, back := awa.applies(), awa.applies(), awa.applies(), awa.applies(), awa.applies()
	for _, at := range []string{checked, asked, given} {
		karim.acts(staffPage(at), staffPage(at)+"/nakijken", nil)
	}
	for _, at := range []string{asked, given} {
		karim.asks(at, "Wie beslist over het vervoer?", due, "rollen", "brief", "begroting")
		karim.acts(staffPage(at), staffPage(at)+"/berichten", url.Values{"bericht": {"Dag Awa,\n\nbel gerust."}})
		awa.acts(at+"/dossier", at+"/dossier/berichten", url.Values{"bericht": {"Dat doen we."}})
	}
	awa.saves(asked, part{section: "partner", answers: [][2]string{{"rollen", ""}}}, "")
	awa.acts(given+"/dossier", given+"/dossier/aanvulling", nil)
	awa.acts(back+"/intrekken", back+"/intrekken", nil)
	light := esi.begins("inleefreis")
	_, _, receipt := awa.get(sent + "/ontvangst")
	_, after, _ := strings.Cut(receipt, `href="/dossier/bewijs?code=`)
	code, _, _ := strings.Cut(after, `"`)

	all := map[string][]look{
		"awa@teranga.example": {{page: "/mijn"}, {page: "/mijn/aanvragen"}, {page: empty},
			{page: "/subsidies/" + regulation, to: "/mijn/aanvragen", form: url.Values{"ronde": {awa.round(regulation)}}, status: 409},
			{page: empty + "/weggooien"}, {page: wrong}, {page: wrong + "/project"}, {page: wrong + "/geld"}, {page: wrong + "/nakijken"},
			{page: empty + "/geld?erbij=begroting.kost"}, {page: full}, {page: full + "/partner"}, {page: full + "/bijlagen"}, {page: full + "/nakijken"},
			{page: full + "/nakijken", to: full + "/indienen", status: 422}, {page: gone + "/project"},
			{page: sent + "/ontvangst"}, {page: sent + "/dossier"}, {page: sent + "/intrekken"}, {page: sent + "/project"}, {page: asked + "/dossier"},
			{page: asked + "/partner"}, {page: asked + "/geld"}, {page: asked + "/bijlagen"},
			{page: asked + "/dossier", to: asked + "/dossier/aanvulling", status: 422},
			{page: asked + "/dossier", to: asked + "/dossier/berichten", form: url.Values{"bericht": {""}}, status: 422},
			{page: given + "/dossier"}, {page: back + "/dossier"}, {page: "/dossier/bewijs?code=" + code}, {page: "/dossier/bewijs?code=" + strings.Repeat("0", 64)},
			{page: "/dossier/bewijs?code=vals", status: 422}},
		"modou@teranga.example": {{page: full + "/nakijken"}, {page: sent + "/dossier"}},
		"esi@akwaaba.example":   {{page: light}, {page: light + "/reis"}},
		"dossierbehandelaar@vriendenstad.example": {{page: "/beheer/aanvragen"}, {page: "/beheer/aanvragen?q=nergens&stand=incomplete"},
			{page: staffPage(checked)}, {page: staffPage(checked) + "/aanvulling"}, {page: staffPage(asked)}, {page: staffPage(given)},
			{page: staffPage(checked) + "/aanvulling", to: staffPage(checked) + "/aanvulling", status: 422},
			{page: staffPage(checked), to: staffPage(checked) + "/berichten", form: url.Values{"bericht": {""}}, status: 422},
			{page: "/beheer/reglementen"}, {page: "/beheer/reglementen/nieuw"}, {page: "/beheer/reglementen/nieuw", to: "/beheer/reglementen/nieuw", status: 422},
			{page: "/beheer/reglementen/inleefreis"}, {page: "/beheer/reglementen/inleefreis/adres"},
			{page: "/beheer/reglementen/inleefreis/ontwerp"}, {page: "/beheer/reglementen/inleefreis/ontwerp/weggooien"}, {page: "/beheer/oproepen/nieuw"},
			{page: "/beheer/oproepen/nieuw", to: "/beheer/oproepen/nieuw", status: 422}},
		"diensthoofd@vriendenstad.example": {{page: "/beheer/reglementen/inleefreis/ontwerp/bekendmaken"},
			{page: "/beheer/oproepen/" + awa.round(regulation) + "/verlengen"}},
	}
	return all
}
