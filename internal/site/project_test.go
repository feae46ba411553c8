package site

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// Headline returns the sentence above a list.
func (p *page) headline(t *testing.T) string {
	t.Helper()
	all := p.all(classed("headline"))
	if len(all) != 1 {
		t.Fatalf("%s: %d headlines", p.address, len(all))
	}
	return strings.NewReplacer(" ,", ",", " .", ".").Replace(words(all[0]))
}

// Titles returns the titles of a list's rows.
func (p *page) titles() []string {
	var all []string
	for _, n := range p.all(classed("row__title")) {
		all = append(all, words(n))
	}
	return all
}

// Toward returns the address of the link with that relation inside the page's head, empty where there is none.
func (p *page) toward(rel string) string {
	for _, n := range p.all(named("link")) {
		if attr(n, "rel") == rel {
			return attr(n, "href")
		}
	}
	return ""
}

// WalkedTitles reads a whole list forwards, and holds its way back against it.
func (c core) walkedTitles(t *testing.T, address string) []string {
	t.Helper()
	var forwards, backwards [][]string
	last := ""
	for at := address; at != ""; {
		p := c.page200(t, at)
		if button := p.links(classed("pager__ways")); !slices.Contains(button, p.toward("next")) && p.toward("next") != "" {
			t.Errorf("%s: the head leads to %s, the page to %q", at, p.toward("next"), button)
		}
		forwards = append(forwards, p.titles())
		at, last = p.toward("next"), at
	}
	for at := last; at != ""; {
		p := c.page200(t, at)
		backwards = append(backwards, p.titles())
		at = p.toward("prev")
	}
	slices.Reverse(backwards)
	if !slices.EqualFunc(forwards, backwards, slices.Equal) {
		t.Errorf("%s: forwards %q, backwards %q", address, forwards, backwards)
	}
	return slices.Concat(forwards...)
}

func TestAListIsReadFromEndToEnd(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	var all []string
	for _, l := range c.lines(t) {
		all = append(all, l.Title)
	}
	slices.Sort(all)
	for _, by := range (project.Filter{}).Sorts() {
		titles := c.walkedTitles(t, link.Projects(project.Filter{Sort: by}))
		slices.Sort(titles)
		if !slices.Equal(titles, all) {
			t.Errorf("sorted by %q: %d rows, want each of %d once", by, len(titles), len(all))
		}
	}
	first := c.page200(t, "/projecten")
	if text := first.text(); !strings.Contains(text, fmt.Sprintf("Projecten 1 tot 20 van %d", len(all))) || !strings.Contains(text, "Volgende 20") {
		t.Error("the first page does not say where it stands")
	}
}

func TestEachChoiceLeavesWhatItsCountSays(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	for _, address := range []string{"/projecten", "/projecten?land=GH", "/projecten?aard=school&jaar=2025", "/projecten?q=water"} {
		at := c.page200(t, address)
		for _, a := range at.all(func(n *html.Node) bool {
			return n.Data == "a" && inside(n, "details") && strings.HasPrefix(attr(n, "id"), "f-")
		}) {
			if attr(a, "aria-current") != "" {
				continue // it takes the choice away
			}
			said := words(a)
			count, err := strconv.Atoi(said[strings.LastIndexByte(said, ' ')+1:])
			if err != nil {
				t.Fatalf("%s: %q", address, said)
			}
			if head := c.page200(t, attr(a, "href")).headline(t); !strings.HasPrefix(head, fmt.Sprintf("%d project", count)) {
				t.Errorf("%s promises %q and leads to %q", address, said, head)
			}
		}
	}
}

func TestTheSentenceIsTheSumOfTheRows(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	var granted money.Cents
	lands := map[world.Code]bool{}
	lines := c.lines(t)
	for _, l := range lines {
		granted += l.Granted
		for _, code := range l.Countries {
			lands[code] = true
		}
	}
	want := fmt.Sprintf("%d projecten, samen %s, in %d landen.", len(lines), plain(granted.Short()), len(lands))
	if got := c.page200(t, "/projecten").headline(t); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Village serves the hamlet with projects whose words a test knows.
func village(t *testing.T, titles ...string) core {
	t.Helper()
	db := pgtest.New(t)
	hamlet(t, db)
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		for i, title := range titles {
			_, err := tx.AddProject(t.Context(), project.Project{
				Slug: fmt.Sprintf("dorp-%d", i), Title: title, Number: fmt.Sprintf("VS-2026-%04d", i), Associations: []association.ID{1},
				Sector: 43040, Kind: project.School, State: project.Granted, Cost: 1_000_00, Granted: money.Cents(500_25 + i), InKind: i == 0,
				GrantedOn: calendar.Date(2026, 3, 1+i),
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return front(t, db)
}

func TestWhatIsSearchedForIsFound(t *testing.T) {
	t.Parallel()
	c := village(t, "Café over ontwikkelingssamenwerking", "Drinkwatervoorziening in het dorp", "Scholen planten bomen")
	for _, test := range []struct{ says, words, want string }{
		{"the second part of a compound", "samenwerking", "1 project met “samenwerking”, € 500,25."},
		{"its first part", "drinkwater", "1 project met “drinkwater”, € 500,26."},
		{"another form of a word", "school bomen", "1 project met “school bomen”, € 500,27."},
		{"without accents", "cafe", "1 project met “cafe”, € 500,25."},
		{"with other accents and capitals", "CAFÈ", "1 project met “CAFÈ”, € 500,25."},
		{"a country", "ghana", "1 project met “ghana”, € 4.500,50."},
		{"all words together", "ghana bomen", "Geen projecten met “ghana bomen”."},
		{"signs alone", "!!! ---", "Geen projecten met “!!! ---”."},
		{"what would be an operator", "bomen & !school", "1 project met “bomen & !school”, € 500,27."},
	} {
		p := c.page200(t, link.Projects(project.Filter{Words: test.words}))
		if got := p.headline(t); got != test.want {
			t.Errorf("%s: %q, want %q", test.says, got, test.want)
		}
		if len(p.all(func(n *html.Node) bool { return attr(n, "name") == "robots" })) == 0 {
			t.Errorf("%s: machines would keep it", test.says)
		}
	}
}

func TestAnEmptyListSaysWhyAndWhatIsNear(t *testing.T) {
	t.Parallel()
	c := village(t, "Drinkwatervoorziening in het dorp", "Drinkwatervoorziening op school", "Bomen planten")
	for _, test := range []struct {
		address, sentence string
		leads             map[string]string // words that must be there, with where they lead
	}{
		{"/projecten?q=drinkwatervorziening", "Geen projecten met “drinkwatervorziening”.", map[string]string{
			"drinkwatervoorziening": "/projecten?q=drinkwatervoorziening", "Toon alle 4 projecten": "/projecten",
			"Zoek in alles: steden, landen en verenigingen": "/zoeken?q=drinkwatervorziening",
		}},
		{"/projecten?q=drinkwatervorziening&aard=noodhulp", "Geen projecten met “drinkwatervorziening”, van de soort noodhulp.", map[string]string{
			"drinkwatervoorziening": "/projecten?q=drinkwatervoorziening",
		}},
		{"/projecten?q=bomen&land=GH", "Geen projecten met “bomen” in Ghana.", map[string]string{
			"Alle projecten in Ghana (1)": "/projecten?land=GH", "Alle projecten met “bomen” (1)": "/projecten?q=bomen", "“bomen” weglaten": "/projecten?land=GH",
		}},
		{"/projecten?land=PH&jaar=1999&sdg=3&status=verslag&bedrag=tot-1000&vereniging=akwaaba&stad=kumasi",
			"Geen projecten met partnerstad Kumasi in de Filipijnen van Akwaaba, voor SDG 3, toegekend in 1999, met als stand “Verslag ingediend”, met een bedrag tot € 1.000.",
			map[string]string{"Toon alle 4 projecten": "/projecten"}},
	} {
		p := c.page200(t, test.address)
		if got := p.headline(t); got != test.sentence {
			t.Errorf("%s: %q, want %q", test.address, got, test.sentence)
		}
		links := map[string]string{}
		for _, a := range p.all(named("a")) {
			links[words(a)] = attr(a, "href")
		}
		for said, to := range test.leads {
			if links[said] != to {
				t.Errorf("%s: %q leads to %q, want %q", test.address, said, links[said], to)
			}
		}
		if rows := p.titles(); len(rows) > 0 {
			t.Errorf("%s: rows %q", test.address, rows)
		}
	}
	if text := c.page200(t, "/projecten?q=drinkwatervorziening").text(); !strings.Contains(text, "? Daarvoor vinden we 2 projecten.") {
		t.Errorf("the suggestion does not say what it finds: %s", text)
	}
}

func TestNonsenseGetsAnAnswer(t *testing.T) {
	t.Parallel()
	c := village(t, "Bomen")
	after := link.ProjectsFrom(project.Filter{}, project.Cursor{After: 99})
	of := link.ProjectsFrom(project.Filter{Kind: project.School}, project.Cursor{After: 1})
	end := link.ProjectsFrom(project.Filter{Sort: project.Lowest}, project.Cursor{After: 1}) // the hamlet's own, of the most
	for address, want := range map[string]int{
		"/projecten?land=XX": 400, "/projecten?jaar=vroeger": 400, "/projecten?sorteer=id": 400, "/projecten?q=" + strings.Repeat("a", 300): 400,
		"/projecten?na=zzz": 400, "/projecten.csv?bedrag=9": 400, "/projecten.xlsx?land=xx": 400, after: 404, of: 404, end: 404, "/verenigingen?na=akwaaba": 404,
		strings.Replace(after, "/projecten?", "/projecten.csv?", 1): 400,
		"/projecten?vereniging=niemand":                             404, "/projecten.csv?vereniging=niemand": 404, "/projecten?stad=nergens": 404,
		"/projecten/bestaat-niet": 404, "/projecten/%00": 400, "/projecten/A": 404, "/projecten/" + strings.Repeat("a", 300): 404,
		"/verenigingen/bestaat-niet": 404, "/verenigingen?na=niemand": 404, "/verenigingen?land=xx": 400, "/verenigingen?soort=club": 400,
		"/projecten?" + strings.Repeat("x", 9000): 400, "/projecten?q=%ff": 400,
	} {
		got := c.get(t, address)
		if got.StatusCode != want {
			t.Errorf("%.80s: %d, want %d", address, got.StatusCode, want)
		}
		if !strings.HasPrefix(got.Header.Get("Content-Type"), "text/html") || got.Header.Get("Content-Disposition") != "" {
			t.Errorf("%.80s: answered as %v", address, got.Header)
		}
	}
}

func TestAProjectAddsUp(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	for _, l := range c.lines(t) {
		p := c.page200(t, link.Project(l.Slug))
		for _, table := range p.all(named("table")) {
			sum, total := money.Cents(0), money.Cents(0)
			for _, row := range p.all(func(n *html.Node) bool {
				return n.Data == "tr" && inside(n, "tbody") || n.Data == "tr" && inside(n, "tfoot")
			}) {
				if !slices.Contains(slices.Collect(row.Ancestors()), table) {
					continue
				}
				said := words(row)
				amount, err := money.Parse(said[strings.LastIndex(said, "€"):])
				if err != nil {
					t.Fatalf("%s: %q: %v", l.Slug, said, err)
				}
				if inside(row, "tfoot") {
					total = amount
				} else {
					sum += amount
				}
			}
			if sum != total || total != l.Cost && total != l.Granted {
				t.Errorf("%s: the rows are %v and the total says %v", l.Slug, sum, total)
			}
		}
		text := p.text()
		for _, want := range append([]string{l.Number, l.Place, l.GrantedOn.String(), l.Sector.Label()}, l.AssociationNames...) {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", l.Slug, want)
			}
		}
	}
}

// Above the cap words are not counted; without words the counters know everything.
func TestALongListDoesNotCountWhatItCannot(t *testing.T) {
	t.Parallel()
	c := front(t, pgtest.Template(t, "site-long", func(ctx context.Context, db *postgres.DB) error {
		hamlet(t, db)
		return db.Load(ctx, longList(1_200), nil)
	}))
	long := c.page200(t, "/projecten?q=bomen")
	if got := long.headline(t); got != "Meer dan 1.000 projecten met “bomen”." {
		t.Errorf("%q", got)
	}
	if counts := long.all(classed("facet__count")); len(counts) > 0 {
		t.Errorf("it counts %q", words(counts[0]))
	}
	if text := long.text(); !strings.Contains(text, "Projecten 1 tot 20 van meer dan 1.000") || strings.Contains(text, "samen €") {
		t.Errorf("%.600s", text)
	}
	if got := c.page200(t, "/projecten").headline(t); got != "1.201 projecten, samen € 124.500,50, in 1 land." {
		t.Errorf("%q", got)
	}
	next := c.page200(t, c.page200(t, long.toward("next")).toward("next"))
	if len(next.titles()) != project.PageSize || next.toward("prev") == "" || !strings.Contains(next.text(), "20 projecten van meer dan 1.000") {
		t.Errorf("the third page: %.600s", next.text())
	}
}

func TestACursorOfAnotherListIsRefused(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	next := c.page200(t, "/projecten").toward("next")
	if got := c.get(t, next+"&land=GH"); got.StatusCode != http.StatusBadRequest {
		t.Errorf("%s&land=GH: %d", next, got.StatusCode)
	}
}

// LongList makes projects of a hundred euros each that all have a word.
func longList(n int) iter.Seq[project.Project] {
	return func(yield func(project.Project) bool) {
		for i := range n {
			p := project.Project{
				Slug: fmt.Sprintf("bos-%d", i), Title: fmt.Sprintf("Bomen planten %d", i), Number: fmt.Sprintf("VS-2020-%04d", i),
				Associations: []association.ID{1}, Shares: []project.Share{{Country: "GH", BasisPoints: project.AllShares}}, Sector: 31220,
				Kind: project.Single, State: project.Closed, Cost: 200_00, Granted: 100_00, GrantedOn: calendar.Date(2020, 1, 1+i%300),
			}
			if !yield(p) {
				return
			}
		}
	}
}
