package ui

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"vriendenstad/internal/city"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestParts holds each part against the HTML that was reviewed, in testdata.
func TestParts(t *testing.T) {
	choices := []Choice{
		{Key: "SN", Label: "Senegal", Href: "/projecten", Count: 8, Chosen: true},
		{Key: "CD", Label: "DR Congo", Href: "/projecten?land=CD", Count: 1200},
		{Label: "Zonder aantal", Href: "/projecten?land=x", Count: -1},
	}
	for name, part := range map[string]templ.Component{
		"breadcrumb": Breadcrumb([]Crumb{{"Steden", "/steden"}, {"Saint-Louis", ""}}),
		"empty":      Empty("Hier is nog geen draad gespannen"),
		"exchange":   Exchange(3, Exchanged{Partner: "Tanger", Antwerp: "Zuinig met water.", Learnt: "Een kleine kas.", Past: true}),
		"factors": Factors([]city.Check{
			{Factor: city.Colleagues, Met: true}, {Factor: city.Reciprocity, Note: "nog te evalueren in 2027"},
		}),
		"figures": Figures([]Figure{
			{Number: "7.800", Euro: true, Text: "toegekend door de stad.", From: "College, 15 mei 2026", Link: "Bekijk het besluit", Href: "/besluit"},
			{Number: "2026–2029", Text: "loopt de samenwerking.", From: "Overeenkomst (fictief)"},
		}),
		"bars":   Bars([]Bar{{"Antwerpen gaf", "212 uur", 212, "red"}, {"Saint-Louis gaf", "106 uur", 106, "gold"}}),
		"card":   Card(Featured{Title: "Schooltuin", Href: "/projecten/schooltuin", Text: "Groenten op school.", Meta: "Basisschool De Kade (fictief)", Home: true}),
		"door":   Door("Voor scholen", "Kies een doelstelling.", true),
		"ledger": Ledger([]Exchanged{{Title: "Groen op zout", Note: "april 2026", Partner: "Saint-Louis", Antwerp: "Zoute grond.", Learnt: "Regenwater."}}),
		"notice": Notice("Het verslag is goedgekeurd"),
		"pager":  Pager(Page{Where: "Projecten 1 tot 20 van 38", After: "/projecten?na=20"}),
		"pills":  Pills([]Pill{{"Sinds 2024", "/projecten"}}),
		"refine": Refine("Verfijn: land…", []Facet{{Key: "land", Title: "Land", Open: true, Values: choices, More: "Alle landen", MoreHref: "/landen"}}),
		"rows": Rows(2, []Row{
			{
				Title: "Noodhulp <Nepal>", Href: "/projecten/noodhulp", Meta: Words("Sinjoren voor Nepal (fictief)", "", "Nepal"),
				Kind: project.Emergency, State: project.Closed, SDGs: []world.SDG{1, 3}, Side: "€\u00a05.000", Of: "van €\u00a020.000",
			},
			{Title: "Rif & Stroom", Href: "javascript:alert(1)", Text: "Een vereniging.", Tags: []string{"vzw"}},
		}),
		"search":       SearchField(Search{Action: "/zoeken", Name: "q", Label: "Zoek", Hint: "Zoek", Words: `"water"`, Kept: []Kept{{"land", "SN"}}}),
		"sdgs":         SDGs([]world.SDG{4, 17}),
		"section-head": SectionHead(Heading{Eyebrow: "Nu", Title: "Drie draden", ID: "draden", More: "Alle projecten", Href: "/projecten"}),
		"sort":         Sort([]Choice{{Label: "Nieuwste eerst", Href: "/projecten"}, {Label: "Hoogste bedrag", Href: "/projecten?sorteer=bedrag", Chosen: true}}),
		"sources": Sources([]city.Source{
			{Fact: "Inwoners", Title: "Statistiek", URL: "https://statistiek.example", On: 739000}, {Fact: "Overeenkomst", Title: "Tekst", Invented: true},
		}),
		"steps":     Steps([]Step{{"Toegekend", "15 mei 2026", true}, {"Verantwoord", "", false}}),
		"tie-rows":  TieRows(3, []TieRow{{city.Single, "Kaapstad", "/steden/kaapstad", "Zuid-Afrika", "Jongeren", "Zusterstad", "2", "projecten"}}),
		"tile-home": AntwerpTile(),
		"legend":    TieLegend(sampleSpots()),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden(t, name, part)
		})
	}
}

func golden(t *testing.T, name string, part templ.Component) {
	t.Helper()
	got := indented(t, render(t, part))
	file := filepath.Join("testdata", name+".html")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; make golden writes it", err)
	}
	if got != string(want) {
		t.Errorf("%s is drawn otherwise; see the difference after make golden:\n%s", name, got)
	}
}

func render(t *testing.T, part templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := part.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// indented writes HTML with an element on each line. Icons and coasts are left out: they are others' drawings.
func indented(t *testing.T, text string) string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, n := range nodes {
		write(&b, n, "")
	}
	return b.String()
}

func write(b *strings.Builder, n *html.Node, indent string) {
	if n.Type == html.TextNode {
		if text := strings.Join(strings.Fields(strings.ReplaceAll(n.Data, "\u00a0", "~")), " "); text != "" {
			b.WriteString(indent + html.EscapeString(text) + "\n")
		}
		return
	}
	b.WriteString(indent + "<" + n.Data)
	for _, a := range n.Attr {
		value := a.Val
		if a.Key == "d" && len(value) > 200 {
			value = "…"
		}
		b.WriteString(" " + a.Key + `="` + html.EscapeString(value) + `"`)
	}
	b.WriteString(">\n")
	if class(n) == "icon" || strings.HasPrefix(class(n), "icon ") {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		write(b, c, indent+"\t")
	}
}

func class(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key == "class" {
			return a.Val
		}
	}
	return ""
}

// An icon that the build does not make would be an empty square on the page.
func TestEveryIconThatIsDrawnWasBuilt(t *testing.T) {
	files, err := filepath.Glob("../*/*.templ")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range []string{`Icon("`, `iconWith("icon chevron", "`, `iconWith("icon icon--open", "`} {
			for _, rest := range strings.Split(string(text), call)[1:] {
				if name, _, _ := strings.Cut(rest, `"`); len(icons()[name]) == 0 {
					t.Errorf("%s draws the icon %s, which web/build/icons.mjs does not take", file, name)
				}
			}
		}
	}
}
