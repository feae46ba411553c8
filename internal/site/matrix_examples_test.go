package site

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"vriendenstad/internal/account"
)

// Examples names a thing of association A's, or one that is nobody's in particular, for each pattern of an address and for the forms that
// name one in a field.
func (to town) examples() (paths map[string]string, forms map[string]url.Values) {
	to.t.Helper()
	id := to.numbers()
	paths = map[string]string{
		"/static/*":                     "/static/none.css",
		"/steden/{slug}":                "/steden/kumasi",
		"/landen/{slug}":                "/landen/ghana",
		"/projecten/{slug}":             "/projecten/moeders",
		"/verenigingen/{slug}":          "/verenigingen/" + slugA,
		"/sdg/{number}":                 "/sdg/6",
		"/budget/{year}":                "/budget/" + strconv.Itoa(matrixNow.Year()),
		"/sitemap-projecten-{part}.xml": "/sitemap-projecten-1.xml",
		"/dev/mail/{name}":              "/dev/mail/" + to.letter,
		"/bevestigen/{token}":           "/bevestigen/" + string(tokenOf("confirm")),
		"/wachtwoord/{token}":           "/wachtwoord/" + string(tokenOf("reset")),
		"/adres/oud/{token}":            "/adres/oud/" + string(tokenOf("address-old")),
		"/adres/nieuw/{token}":          "/adres/nieuw/" + string(tokenOf("address-new")),
		"/uitnodiging/{token}":          "/uitnodiging/" + string(tokenOf("invited@matrix.example")),
	}
	for begin, one := range map[string]string{
		"/mijn/account/sessies/{id}":         id["session"],
		"/mijn/verenigingen/lid-worden/{id}": id["request"],
		"/mijn/leden/uitnodigingen/{id}":     id["invitation"],
		"/mijn/leden/vragen/{id}":            id["request"],
		"/mijn/leden/{id}":                   id["member"],
		"/beheer/verenigingen/{id}":          id["association"],
		"/beheer/uitnodigingen/{id}":         id["offer"],
		"/beheer/mensen/{id}":                id["leaves"],
	} {
		for _, end := range []string{"", "/opnieuw", "/intrekken", "/afwijzen", "/verwijderen", "/oordeel", "/hoofdvertegenwoordiger",
			"/hoofdvertegenwoordiger/bevestigen", "/hoofdvertegenwoordiger/intrekken", "/bevoegdheden", "/adviseur", "/toegang", "/wissen"} {
			paths[begin+end] = strings.Replace(begin, "{id}", one, 1) + end
		}
	}
	return paths, map[string]url.Values{
		"/uitnodiging/{token}":    {"antwoord": {"ja"}},
		"/mijn/namens":            {"vereniging": {id["association"]}},
		"/mijn/leden/overdragen":  {"person": {id["member"]}},
		"/mijn/leden/{id}":        {"part": {string(account.ReaderPart)}},
		"/mijn/leden/vragen/{id}": {"part": {string(account.ReaderPart)}},
	}
}

// Numbers are those that the database gave to what stands in the town.
func (to town) numbers() map[string]string {
	to.t.Helper()
	ctx := to.t.Context()
	a, err := to.db.AssociationBySlug(ctx, slugA)
	if err != nil {
		to.t.Fatal(err)
	}
	sessions, err := to.db.Sessions(ctx, to.person("lead-a"))
	if err != nil || len(sessions) != 1 {
		to.t.Fatalf("%v, %v", sessions, err)
	}
	invited, err := to.db.InvitationByToken(ctx, tokenOf("invited@matrix.example").Digest())
	if err != nil {
		to.t.Fatal(err)
	}
	offered, err := to.db.InvitationByToken(ctx, tokenOf("offered@matrix.example").Digest())
	if err != nil {
		to.t.Fatal(err)
	}
	requests, err := to.db.JoinRequests(ctx, a.ID)
	if err != nil || len(requests) != 1 {
		to.t.Fatalf("%v, %v", requests, err)
	}
	return map[string]string{
		"association": fmt.Sprint(a.ID), "session": fmt.Sprint(sessions[0].ID), "invitation": fmt.Sprint(invited.ID),
		"offer": fmt.Sprint(offered.ID), "request": fmt.Sprint(requests[0].ID),
		"member": fmt.Sprint(to.person("other-a")), "leaves": fmt.Sprint(to.person("leaves")),
	}
}

func (to town) person(name string) account.ID {
	to.t.Helper()
	p, err := to.db.PersonByEmail(to.t.Context(), account.Email(name+"@matrix.example"))
	if err != nil {
		to.t.Fatal(err)
	}
	return p.ID
}
