package layout

import (
	"strings"
	"testing"

	"github.com/a-h/templ"
)

func drawn(t *testing.T, f Frame) string {
	t.Helper()
	var b strings.Builder
	if err := Page(f, templ.NopComponent).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAPageSaysWhatItIs(t *testing.T) {
	html := drawn(t, Frame{
		Head: Head{
			Title: "Saint-Louis", Description: "Een stad op een eiland.", Section: Cities,
			Crumbs: []Crumb{{Label: "Steden", Href: "/steden"}, {Label: "Saint-Louis"}},
			Next:   "/steden?na=2",
		},
		BaseURL: "https://vriendenstad.example", Canonical: "https://vriendenstad.example/steden/saint-louis",
	})
	for _, want := range []string{
		`<html lang="nl-BE">`, `<title>Saint-Louis – Vriendenstad</title>`, `content="Een stad op een eiland."`,
		`<link rel="canonical" href="https://vriendenstad.example/steden/saint-louis">`, `<link rel="next" href="/steden?na=2">`,
		`<meta property="og:title" content="Saint-Louis">`, `property="og:image" content="https://vriendenstad.example/static/og-`,
		`<a class="skip" href="#inhoud">`, `<main id="inhoud"`, `<nav class="page crumbs"`, `<span aria-current="page">Saint-Louis</span>`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if n := strings.Count(html, `aria-current="true"`); n != 1 {
		t.Errorf("%d items of the menu are marked, want 1", n)
	}
}

func TestOnlyADemonstrationSaysSo(t *testing.T) {
	if html := drawn(t, Frame{}); strings.Contains(html, "emonstratie") {
		t.Error("a page without sample data speaks of a demonstration")
	}
	html := drawn(t, Frame{Demo: true})
	if !strings.Contains(html, "Demonstratiegegevens") || !strings.Contains(html, "/over#demonstratie") {
		t.Error("a page with sample data does not say so")
	}
}

func TestWhatIsAbsentIsLeftOut(t *testing.T) {
	html := drawn(t, Frame{Head: Head{NoIndex: true}})
	if !strings.Contains(html, `<title>Vriendenstad – Antwerpen in de wereld</title>`) {
		t.Error("the first page has another title")
	}
	if !strings.Contains(html, `<meta name="robots" content="noindex">`) {
		t.Error("a page that asks to be left out does not say so")
	}
	for _, absent := range []string{`rel="canonical"`, `rel="next"`, `rel="prev"`, `kruimelpad`} {
		if strings.Contains(strings.ToLower(html), absent) {
			t.Errorf("the page has %s", absent)
		}
	}
}

// The policy allows neither style nor script inside a page.
func TestNothingStandsInline(t *testing.T) {
	html := drawn(t, Frame{Demo: true})
	for _, inline := range []string{" style=", "<style", " onclick=", "javascript:", "<script>"} {
		if strings.Contains(html, inline) {
			t.Errorf("the page holds %s", inline)
		}
	}
}
