package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Forms that are sent with nothing in them, by who sends them: what comes back says what is missing.
var emptyForms = map[string][]string{
	"": {"/aanmelden", "/registreren", "/wachtwoord-vergeten"},
	"awa@teranga.example": {"/mijn/account/naam", "/mijn/account/e-mail", "/mijn/account/wachtwoord", "/mijn/verenigingen/registreren",
		"/mijn/vereniging/bank", "/mijn/leden/uitnodigen"},
	"beheerder@vriendenstad.example": {"/beheer/mensen/uitnodigen"},
}

// The pages behind the door are valid HTML too, and so are those that refuse a form.
func TestPagesBehindTheDoorAreValidHTML(t *testing.T) {
	t.Parallel()
	portal, database := servePeople(t)
	furnish(t, database)
	folder := t.TempDir()
	keep := func(name, page string) {
		name = strings.NewReplacer("/", "_", "?", "_", "&", "_", ">", "_", "*", "_").Replace(name) + ".html"
		if err := os.WriteFile(filepath.Join(folder, name), []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for who, pages := range pagesOfPeople {
		c := newCaller(t, portal)
		if who != "" && !c.signIn(who) {
			t.Fatalf("%s is not let in", who)
		}
		for _, path := range pages {
			keep(who+path, c.follow(path))
		}
		for _, path := range emptyForms[who] {
			_, status, page := c.send(path, path, nil)
			if status != 422 {
				t.Errorf("%s, sent empty, is %d", path, status)
			}
			keep(fmt.Sprint(who, path, status), page)
		}
	}
	validate(t, folder)
}

// follow returns a page, or the one to which the first link leads that each further pattern fits.
func (c *caller) follow(path string) string {
	c.t.Helper()
	steps := strings.Split(path, " > ")
	at, _, page := c.get(steps[0])
	for _, pattern := range steps[1:] {
		to := regexp.MustCompile(`<a [^>]*href="(` + strings.ReplaceAll(pattern, ".*", `[^"]*`) + `)"`).FindStringSubmatch(page)
		if to == nil {
			c.t.Fatalf("no link on %s fits %s", at, pattern)
		}
		at, _, page = c.get(to[1])
	}
	return page
}
