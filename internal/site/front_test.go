package site

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
	"vriendenstad/internal/sample"
)

// Sampled serves the whole portal with the sample city in it.
func sampled(t *testing.T) core {
	t.Helper()
	return front(t, pgtest.Template(t, "sample-city", func(ctx context.Context, db *postgres.DB) error {
		return sample.City(ctx, db, calendar.DayOf(time.Now()))
	}))
}

// Front serves the whole portal on a database.
func front(t *testing.T, db *postgres.DB) core {
	t.Helper()
	c := newCore(t, func(set *Settings) { set.DB = db }, (*Site).pages)
	c.demo.ask = db.HasDemo
	return c
}

// Hamlet fills an empty database with the least that every page needs: a country, a city, an association, a project.
func hamlet(t *testing.T, db *postgres.DB) {
	t.Helper()
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		if err := tx.AddCountry(t.Context(), city.Country{Code: "GH", Slug: "ghana", Zuidwerking: city.Working, Tie: "Vrienden van lang. En van nu."}); err != nil {
			return err
		}
		in, err := tx.AddPartner(t.Context(), city.Partner{
			Slug: "kumasi", Name: "Kumasi", LocalName: "Kumase", Country: "GH", Latitude: 6.7, Longitude: -1.6,
			Relation: city.SouthWork, State: city.Active, AntwerpLearns: "Luisteren.", PartnerLearns: "Meten.",
			Sources: []city.Source{{Fact: "Ligging", Title: "Atlas"}},
		})
		if err != nil {
			return err
		}
		of, err := tx.AddAssociation(t.Context(), association.Association{
			Slug: "akwaaba", Name: "Akwaaba", Form: association.NonProfit, Region: "west-afrika", Postcode: "2060",
		})
		if err != nil {
			return err
		}
		_, err = tx.AddProject(t.Context(), project.Project{
			Slug: "moeders", Title: "Moeders op de markt", Associations: []association.ID{of}, City: in, Sector: 12220, SDGs: nil,
			Shares: []project.Share{{Country: "GH", BasisPoints: project.AllShares}}, Kind: project.Single, State: project.Running,
			Period: calendar.Period{First: calendar.DayOf(time.Now())}, Cost: 9_000_00, Granted: 4_500_50, GrantedOn: calendar.DayOf(time.Now()),
			Summary: "Raadpleging tussen de kramen.",
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Lines returns every project of the database with all its parts: what the pages' figures are held against.
func (c core) lines(t *testing.T) []project.Line {
	t.Helper()
	var all []project.Line
	err := c.db.EachProject(t.Context(), project.Filter{}, func(l project.Line) error {
		all = append(all, l)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Page asks for a page that must be there, and returns it.
func (c core) page200(t *testing.T, address string) *page {
	t.Helper()
	got := c.get(t, address)
	if got.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d", address, got.StatusCode)
	}
	return readPage(t, address, got.body)
}

// A page is what was drawn, ready to be looked at.
type page struct {
	address string
	root    *html.Node
}

func readPage(t *testing.T, address, body string) *page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return &page{address, root}
}

// All returns the elements for which is holds, in the order of the page.
func (p *page) all(is func(*html.Node) bool) []*html.Node {
	var some []*html.Node
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && is(n) {
			some = append(some, n)
		}
	}
	return some
}

// Text returns all words of the page's main part, with single spaces between them.
func (p *page) text() string {
	for _, n := range p.all(named("main")) {
		return words(n)
	}
	return ""
}

// Links returns the addresses of the links inside the elements for which is holds, in order.
func (p *page) links(is func(*html.Node) bool) []string {
	var all []string
	for _, part := range p.all(is) {
		for n := range part.Descendants() {
			if n.Type == html.ElementNode && n.Data == "a" {
				all = append(all, attr(n, "href"))
			}
		}
	}
	return all
}

func named(names ...string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		for _, name := range names {
			if n.Data == name {
				return true
			}
		}
		return false
	}
}

func classed(class string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		for one := range strings.FieldsSeq(attr(n, "class")) {
			if one == class {
				return true
			}
		}
		return false
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// Words returns the text within an element as it is read: single spaces, also between blocks; no-break spaces count as
// spaces.
func words(n *html.Node) string {
	var b strings.Builder
	var read func(*html.Node)
	read = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && !inline(n):
			b.WriteByte(' ')
			defer b.WriteByte(' ')
		}
		for child := range n.ChildNodes() {
			read(child)
		}
	}
	read(n)
	return strings.Join(strings.Fields(strings.ReplaceAll(b.String(), "\u00a0", " ")), " ")
}

func inline(n *html.Node) bool { return named("a", "b", "bdi", "code", "small", "span", "strong")(n) }

// Plain writes a text as [words] does.
func plain(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }
