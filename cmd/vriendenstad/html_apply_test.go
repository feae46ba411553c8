package main

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var hiddenField = regexp.MustCompile(`<input type="hidden" name="(ronde|versie|blad)" value="([0-9a-f]+)"`)

// hidden returns the hidden fields of a page's form.
func hidden(page string) url.Values {
	fields := url.Values{}
	for _, one := range hiddenField.FindAllStringSubmatch(page, -1) {
		fields.Set(one[1], one[2])
	}
	return fields
}

// The pages of a draft are valid HTML, also where what was typed is not right yet and where two people wrote at once.
func TestPagesOfADraftAreValidHTML(t *testing.T) {
	t.Parallel()
	portal, _ := servePeople(t)
	c := newCaller(t, portal)
	if !c.signIn("awa@teranga.example") {
		t.Fatal("awa is not let in")
	}
	folder := t.TempDir()
	keep := func(name, page string) {
		if err := os.WriteFile(filepath.Join(folder, strings.ReplaceAll(name, "/", "_")+".html"), []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const begin = "/subsidies/projecten-in-het-zuiden"
	_, _, page := c.get(begin)
	round := url.Values{"ronde": {hidden(page).Get("ronde")}}
	at, status, page := c.send(begin, "/mijn/aanvragen", round)
	if status != 200 {
		t.Fatalf("%s: %d", at, status)
	}
	keep("begun", page)
	_, status, page = c.send(begin, "/mijn/aanvragen", round)
	if status != 409 {
		t.Errorf("a second one: %d", status)
	}
	keep("second", page)
	save := func(section, seen string, fields ...string) string {
		t.Helper()
		_, _, page := c.get(at + "/" + section)
		values := hidden(page)
		values.Set("versie", seen)
		values.Set("nummer", "1")
		values.Set("volledig", "ja")
		for i := 0; i < len(fields); i += 2 {
			values.Add(fields[i], fields[i+1])
		}
		_, _, page = c.send(at, at+"/"+section, values)
		return page
	}
	keep("marked", save("geld", "0", "begroting.kost[]", "a", "begroting.a.post", "Pers", "begroting.a.bedrag", "veel", "gevraagd", "vijfduizend", "andere-steun", "ja"))
	save("project", "0", "titel", "Arganolie", "landen.rij[]", "a", "landen.a.land", "XX", "landen.a.deel", "0")
	keep("clash", save("project", "0", "titel", "Een pomp", "landen.rij[]", "a", "landen.a.land", "SN", "landen.a.deel", "100"))
	for _, section := range []string{"", "/project", "/partner", "/aanpak", "/wederkerigheid", "/geld", "/geld?erbij=begroting.kost", "/bijlagen", "/weggooien"} {
		_, status, page := c.get(at + section)
		if status != 200 {
			t.Errorf("%s is %d", section, status)
		}
		keep("draft"+strings.ReplaceAll(section, "?", "-"), page)
	}
	c.send(at+"/weggooien", at+"/weggooien", nil)
	for _, path := range []string{"/mijn/aanvragen", at + "/project"} {
		_, _, page := c.get(path)
		keep("gone"+path, page)
	}
	validate(t, folder)
}
