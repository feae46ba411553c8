package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/sample"
)

// linkTo is the secret of a letter's link that [furnish] wrote.
func linkTo(page string) account.Token {
	return account.TokenOf([]byte(fmt.Sprintf("%-32.32s", page)))
}

func linked(page string) string { return page + string(linkTo(page)) }

// The pages behind the door, by who looks at them. A page of a thing is found on the list that leads there.
var pagesOfPeople = map[string][]string{
	"": {"/aanmelden", "/registreren", "/registreren/verstuurd", "/wachtwoord-vergeten", "/wachtwoord-vergeten/verstuurd", "/bevestigen/vals", "/uitnodiging/vals",
		"/dev/mail", linked("/bevestigen/"), linked("/wachtwoord/"), linked("/adres/oud/"), linked("/adres/nieuw/"), linked("/uitnodiging/")},
	"awa@teranga.example": {"/subsidies/projecten-in-het-zuiden", "/mijn", "/mijn/account", "/mijn/account/naam", "/mijn/account/e-mail", "/mijn/account/wachtwoord", "/mijn/account/tweede-stap",
		"/mijn/account/gegevens", "/mijn/account/gegevens/wissen", "/mijn/verenigingen", "/mijn/verenigingen/registreren", "/mijn/verenigingen/lid-worden?q=akwaaba",
		"/mijn/vereniging", "/mijn/vereniging/bewerken", "/mijn/vereniging/bestuur", "/mijn/vereniging/bank", "/mijn/leden", "/mijn/leden > /mijn/leden/[0-9]+",
		"/mijn/leden > /mijn/leden/[0-9]+ > .*/verwijderen", "/mijn/leden > /mijn/leden/vragen/[0-9]+", "/mijn/leden/uitnodigen", "/mijn/leden/overdragen",
		"/mijn/leden/verlaten", linked("/uitnodiging/")},
	"modou@teranga.example": {"/mijn", "/mijn/verenigingen", "/mijn/account/gegevens/wissen"},
	"esi@akwaaba.example":   {"/mijn", "/mijn/leden"},
	"diensthoofd@vriendenstad.example": {"/beheer", "/beheer/oproepen", "/beheer/oproepen > /beheer/oproepen/[0-9]+ > .*/openen", "/beheer/reglementen",
		"/beheer/reglementen/projecten-in-het-zuiden", "/beheer/reglementen/projecten-in-het-zuiden/einde", "/beheer/aanvragen?stand=granted&sorteer=bedrag",
		"/beheer/verenigingen", "/beheer/verenigingen?q=geenenkele", "/beheer/verenigingen > /beheer/verenigingen/[0-9]+",
		"/beheer/verenigingen > /beheer/verenigingen/[0-9]+ > .*/hoofdvertegenwoordiger", "/beheer/mensen", toTeranga,
		toTeranga + " > .*/hoofdvertegenwoordiger/bevestigen", toTeranga + " > .*/hoofdvertegenwoordiger/intrekken"},
	"dossierbehandelaar@vriendenstad.example": {"/beheer", toTeranga, "/beheer/oproepen/nieuw", "/beheer/oproepen > /beheer/oproepen/[0-9]+",
		"/beheer/oproepen > /beheer/oproepen/[0-9]+ > .*/bewerken", "/beheer/oproepen > /beheer/oproepen/[0-9]+ > .*/weggooien",
		"/beheer/aanvragen?stand=te-doen&sorteer=oudst", "/beheer/aanvragen > /beheer/aanvragen/[0-9]+", "/beheer/reglementen/projecten-in-het-zuiden/versies/2",
		"/beheer/reglementen/projecten-in-het-zuiden/ontwerp"},
	"redacteur@vriendenstad.example": {"/beheer"},
	"beheerder@vriendenstad.example": {"/beheer", "/beheer/mensen", "/beheer/mensen/uitnodigen", "/beheer/mensen > /beheer/mensen/[0-9]+", "/beheer/logboek",
		"/beheer/logboek/nazicht", "/mijn/account/herstelcodes", toModou, toModou + " > .*/bevoegdheden", toModou + " > .*/adviseur", toModou + " > .*/toegang",
		toModou + " > .*/wissen"},
	"adviseur@vriendenstad.example": {"/advies"},
}

const (
	toTeranga = "/beheer/verenigingen?q=teranga > /beheer/verenigingen/[0-9]+"
	toModou   = "/beheer/mensen?q=modou > /beheer/mensen/[0-9]+"
)

// RefusedToThem are those of them that say no, each a page as well.
var refusedToThem = map[string]int{"/bevestigen/vals": 404, "/uitnodiging/vals": 404, "diensthoofd@vriendenstad.example /beheer/mensen": 403}

// furnish writes what these pages are about: links of letters, an invitation, somebody who asks to join, somebody who was announced long ago, and
// somebody who asks to be erased.
func furnish(t *testing.T, database string) {
	t.Helper()
	ctx, now := t.Context(), time.Now()
	db, err := postgres.Open(ctx, postgres.Settings{URL: database})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	people := map[string]account.ID{}
	for _, p := range sample.People() {
		found, err := db.PersonByEmail(ctx, p.Email)
		if err != nil {
			t.Fatal(err)
		}
		people[string(p.Email)] = found.ID
	}
	awa, esi, modou := people["awa@teranga.example"], people["esi@akwaaba.example"], people["modou@teranga.example"]
	err = db.InTx(ctx, func(tx postgres.Tx) error {
		teranga, err := tx.AssociationBySlug(ctx, "teranga-schelde")
		if err != nil {
			return err
		}
		fresh, _, err := tx.AddPerson(ctx, "nieuw@voorbeeld.example", "Nieuwe Persoon", "geen", false, now)
		if err != nil {
			return err
		}
		invited, err := tx.AddInvitation(ctx, account.Invitation{Association: teranga.ID, Part: account.ReaderPart, Email: "gast@voorbeeld.example", InvitedBy: awa}, now)
		if err != nil {
			return err
		}
		_, drawn := tx.DrawInvitation(ctx, invited, linkTo("/uitnodiging/").Digest(), now)
		_, asked := tx.AddJoinRequest(ctx, teranga.ID, esi, "Ik kook graag mee op jullie feest.", now)
		_, named := tx.AddNomination(ctx, account.Nomination{Association: teranga.ID, Person: modou, Why: "Awa is verhuisd en antwoordt niet meer.",
			AnnouncedBy: people["plaatsvervanger@vriendenstad.example"], AnnouncedAt: now.AddDate(0, 0, -account.NominationWait-1)})
		later := now.Add(time.Hour)
		return errors.Join(drawn, asked, named, tx.AskErasure(ctx, account.By{Person: modou, At: now}),
			tx.AddLink(ctx, linkTo("/bevestigen/").Digest(), desk.ConfirmLink, fresh, "nieuw@voorbeeld.example", now, later),
			tx.AddLink(ctx, linkTo("/wachtwoord/").Digest(), desk.ResetLink, awa, "awa@teranga.example", now, later),
			tx.AddLink(ctx, linkTo("/adres/oud/").Digest(), desk.OldAddressLink, awa, "awa@voorbeeld.example", now, later),
			tx.AddLink(ctx, linkTo("/adres/nieuw/").Digest(), desk.NewAddressLink, awa, "awa@voorbeeld.example", now, later))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestBrowserAxeFindsNothingBehindTheDoor(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("../../web/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("%v: make test fetches it", err)
	}
	portal, database := servePeople(t)
	furnish(t, database)
	for who, pages := range pagesOfPeople {
		t.Run(fmt.Sprintf("as %q", who), func(t *testing.T) {
			t.Parallel()
			b := openTab(t, portal)
			everywhere := func(page string) {
				for _, width := range widths {
					b.do(chromedp.EmulateViewport(width, 900))
					b.looks(page, width, string(axe))
				}
			}
			if who != "" {
				b.signIn(who)
			}
			for _, page := range pages {
				b.follow(page)
				status := ask[int](b, `performance.getEntriesByType("navigation")[0].responseStatus`)
				if want := cmp.Or(refusedToThem[strings.TrimSpace(who+" "+page)], 200); status != want {
					t.Errorf("%s is %d, not %d", page, status, want)
				}
				everywhere(page)
			}
			for _, page := range emptyForms[who] {
				b.open(page)
				b.send()
				everywhere(page + ", refused")
			}
			if who == "" { // whose code is to come
				b.open("/aanmelden")
				b.fill(map[string]string{"email": "redacteur@vriendenstad.example", "wachtwoord": sample.Password})
				b.send()
				b.at("/aanmelden/code")
				everywhere("/aanmelden/code")
			}
			if who == "esi@akwaaba.example" { // the key of a second step
				b.open("/mijn/account/tweede-stap")
				b.fill(map[string]string{"huidig": sample.Password})
				b.send()
				b.until(`!!document.querySelector("svg.qr")`)
				everywhere("/mijn/account/tweede-stap, begun")
			}
		})
	}
}

// follow opens a page, and then the first link on it that each further pattern fits.
func (b *tab) follow(path string) {
	b.t.Helper()
	steps := strings.Split(path, " > ")
	b.open(steps[0])
	for _, pattern := range steps[1:] {
		to := ask[string](b, `[...document.querySelectorAll("main a")].map(a => a.getAttribute("href")).find(h => new RegExp("^`+pattern+`$").test(h)) ?? ""`)
		if to == "" {
			b.t.Fatalf("no link on %s fits %s", ask[string](b, `location.href`), pattern)
		}
		b.open(to)
	}
}

// looks holds axe against the page, and its width against the window's.
func (b *tab) looks(page string, width int64, axe string) {
	b.t.Helper()
	if wide := ask[int](b, `document.documentElement.scrollWidth`); int64(wide) > width {
		b.t.Errorf("%s at %d px is %d px wide", page, width, wide)
	}
	if !ask[bool](b, `typeof axe !== "undefined"`) {
		ask[bool](b, axe+"; true")
	}
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](runAxe, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", page, err)
	}
	var violations []string
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		b.t.Fatal(err)
	}
	for _, v := range slices.Compact(violations) {
		b.t.Errorf("%s at %d px: %s", page, width, v)
	}
}
