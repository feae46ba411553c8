package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"vriendenstad/internal/association"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

func TestAssociationsAreFoundAndCounted(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	for _, test := range []struct{ address, sentence string }{
		{"/verenigingen", "15 verenigingen en 3 scholen, met een werking in 14 landen."},
		{"/verenigingen?soort=school", "3 scholen."},
		{"/verenigingen?land=CD", "2 verenigingen met een werking in de Democratische Republiek Congo."},
		{"/verenigingen?q=stadslandbouw", "1 vereniging met “stadslandbouw”."},
		{"/verenigingen?q=xylofoon&land=GH", "Geen verenigingen met “xylofoon” met een werking in Ghana."},
	} {
		p := c.page200(t, test.address)
		if got := p.headline(t); got != test.sentence {
			t.Errorf("%s: %q, want %q", test.address, got, test.sentence)
		}
		for _, a := range p.all(func(n *html.Node) bool { return n.Data == "a" && strings.HasPrefix(attr(n, "id"), "f-") }) {
			if attr(a, "aria-current") != "" {
				continue
			}
			said := words(a)
			count, err := strconv.Atoi(said[strings.LastIndexByte(said, ' ')+1:])
			if err != nil {
				t.Fatalf("%s: %q", test.address, said)
			}
			if rows := c.page200(t, attr(a, "href")).titles(); len(rows) != count {
				t.Errorf("%s promises %q and leads to %d", test.address, said, len(rows))
			}
		}
	}
	empty := c.page200(t, "/verenigingen?q=xylofoon&land=GH")
	links := empty.links(classed("aside-picture"))
	if want := []string{"/verenigingen?land=GH", "/verenigingen?q=xylofoon", "/zoeken?q=xylofoon", "/verenigingen"}; !slices.Equal(links, want) {
		t.Errorf("an empty list leads to %q, want %q", links, want)
	}
}

func TestAssociationsAreReadPageByPage(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var want []string
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		for i := range 2*associationsAPage + 5 {
			a := association.Association{
				Slug: fmt.Sprintf("kring-%d", i), Name: fmt.Sprintf("Kring %03d", i/2), Form: association.Unincorporated, Region: world.Worldwide, Postcode: "2000",
			}
			want = append(want, a.Name)
			if _, err := tx.AddAssociation(t.Context(), a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	c := front(t, db)
	var got []string
	for at := "/verenigingen"; at != ""; {
		p := c.page200(t, at)
		if begin := slices.Contains(p.links(classed("pager__ways")), "/verenigingen"); begin != (at != "/verenigingen") {
			t.Errorf("%s: a way to the begin: %v", at, begin)
		}
		got = append(got, p.titles()...)
		at = p.toward("next")
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d rows, want %d: %q", len(got), len(want), got)
	}
}

func TestAnAssociationTellsWhatIsPublic(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	hamlet(t, db)
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := tx.AddAssociation(t.Context(), association.Association{
			Slug: "de-kade", Name: "De Kade", Form: association.School, Net: association.OVSG, VCode: "V1234567", KBO: "0207500123",
			Countries: []world.Code{"GH", "PH"}, Region: world.WestAfrica, Themes: []string{"schooltuin", "water"}, Postcode: "2030",
			About: "Een school. Met een tuin.", Website: "https://www.dekade.example/",
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	c := front(t, db)
	p := c.page200(t, "/verenigingen/de-kade")
	text := p.text()
	for _, want := range []string{
		"School, OVSG (steden en gemeenten)", "0207.500.123", "Antwerpen", "Ghana Filipijnen", "West-Afrika", "Schooltuin, water", "www.dekade.example",
		"De stad heeft nog geen project van deze vereniging gesteund.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q: %s", want, text)
		}
	}
	links := p.links(named("dl"))
	if want := []string{"/landen/ghana", "https://www.dekade.example/"}; !slices.Equal(links, want) {
		t.Errorf("it leads to %q, want %q", links, want)
	}
	if got := c.page200(t, "/verenigingen/akwaaba"); got.headline(t) != "1 project, € 4.500,50, in 1 land." ||
		!slices.Contains(got.links(named("main")), link.Projects(project.Filter{Association: "akwaaba"})) {
		t.Errorf("%q", got.headline(t))
	}
}
