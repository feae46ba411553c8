package site

import (
	"net/url"
	"strings"
	"testing"

	"vriendenstad/internal/link"
)

func TestTheSearchFindsThingsOfEveryKind(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	for words, want := range map[string]string{
		"Senegal":         link.Country("senegal"),
		"senegál":         link.Country("senegal"),
		"Ndar":            link.City("saint-louis"),
		"kinsh":           link.City("kinshasa"),
		"Rif & Stroom":    link.Association("rif-stroom"),
		"vroedvrouwen":    "/projecten/",
		"  Kinshasa  ":    link.City("kinshasa"),
		"VS-2026-0004":    "",
		"<b>drinkwater":   "",
		"water 'OR 1=1--": "",
	} {
		p := c.page200(t, link.Search(words))
		found := strings.Join(p.links(classed("rows")), " ")
		if !strings.Contains(found, want) {
			t.Errorf("%q finds %s, not %s", words, found, want)
		}
	}
	said := c.page200(t, link.Search("water")).text()
	if !strings.Contains(said, "Met “water” vinden we") || !strings.Contains(said, "projecten.") {
		t.Errorf("water: %s", said)
	}
}

func TestWhatIsNotFoundIsSaidAndLeadsOn(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	for words, want := range map[string]string{
		"drinkwatr": "Bedoelde je drinkwater?",
		"qqqqzzzz":  "Kijk de spelling na",
		"het":       "Dat woord staat bijna overal in",
		"%%%":       "Niets gevonden",
		"\\":        "Niets gevonden",
	} {
		p := c.page200(t, link.Search(words))
		if !strings.Contains(p.text(), want) {
			t.Errorf("%q: %s", words, p.text())
		}
		if ways := p.links(classed("ways")); len(ways) < 5 {
			t.Errorf("%q leads on to %q", words, ways)
		}
	}
	for _, empty := range []string{"/zoeken", "/zoeken?q=", "/zoeken?q=+++", "/zoeken?q=%E2%80%8B"} {
		if said := c.page200(t, empty).text(); !strings.Contains(said, "Of kijk rond") || strings.Contains(said, "Niets gevonden") {
			t.Errorf("%s: %s", empty, said)
		}
	}
	for address, status := range map[string]int{
		link.Search(strings.Repeat("a", 200)):              200,
		link.Search(strings.Repeat("a", 201)):              400,
		"/zoeken?q=a&q=b":                                  400,
		"/zoeken?q=%00":                                    400,
		"/zoeken?q=%ff":                                    400,
		"/zoeken?q=" + url.QueryEscape("“‘´`;--/*{}[]|&!"): 200,
	} {
		if got := c.get(t, address); got.StatusCode != status {
			t.Errorf("%.60s: %d, want %d", address, got.StatusCode, status)
		}
	}
	if body := c.get(t, link.Search(`"><script>`)).body; strings.Contains(body, "<script>") {
		t.Error("words are drawn as they are")
	}
}
