package postgres_test

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// A town is a small made-up city whose projects a test knows, to hold the database's answers against.
type town struct {
	countries    []world.Code
	associations []association.ID
	slugs        []string
	cities       []city.ID
	citySlugs    []string
	projects     []project.Project
	facets       [][]project.Facet
}

var townCountries = []world.Code{"GH", "SN", "CD", "MA", "NP"}

// settle writes countries, cities and associations to the database.
func settle(t testing.TB, db *postgres.DB) *town {
	t.Helper()
	town := &town{countries: townCountries}
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		for _, code := range town.countries {
			slug := strings.ToLower(strings.ReplaceAll(code.Name(), " ", "-"))
			if err := tx.AddCountry(t.Context(), city.Country{Code: code, Slug: slug, Zuidwerking: city.Working, Tie: "een band"}); err != nil {
				return err
			}
		}
		for i, name := range []string{"Kumasi", "Saint-Louis"} {
			slug := strings.ToLower(name)
			id, err := tx.AddPartner(t.Context(), partner(slug, name, town.countries[i]))
			if err != nil {
				return err
			}
			town.cities, town.citySlugs = append(town.cities, id), append(town.citySlugs, slug)
		}
		for i := range 6 {
			slug := fmt.Sprintf("vereniging-%d", i)
			id, err := tx.AddAssociation(t.Context(), association.Association{Slug: slug, Name: fmt.Sprintf("Vereniging %d (fictief)", i),
				Form: association.NonProfit, Countries: town.countries[:1+i%3], Region: world.WestAfrica, Postcode: "2060",
				About: "Wij werken aan gezondheid.", Demo: true})
			if err != nil {
				return err
			}
			town.associations, town.slugs = append(town.associations, id), append(town.slugs, slug)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return town
}

func partner(slug, name string, country world.Code) city.Partner {
	return city.Partner{Slug: slug, Name: name, LocalName: "Ndar", Country: country, Latitude: 6.69, Longitude: -1.62, Relation: city.SouthWork,
		State: city.Active, Agreement: calendar.Period{First: calendar.Date(2024, 1, 1), Last: calendar.Date(2027, 12, 31)},
		Counterpart: "Stadsbestuur", Intro: "Een stad.", Themes: []string{"water", "zorg"}, SDGs: []world.SDG{3, 6},
		AntwerpLearns: "Compost maken.", PartnerLearns: "Riolen plannen.", Demo: true,
		Checks:  []city.Check{{Factor: city.Reciprocity, Met: true, Note: ""}, {Factor: city.Colleagues, Met: false, Note: "nog te bekijken"}},
		Sources: []city.Source{{Fact: "overeenkomst", Invented: true}, {Fact: "ligging", Title: "Een kaart", URL: "https://example.org/", On: calendar.Date(2025, 1, 1)}}}
}

// townWords stand in project texts: the first in every text, each next one more seldom.
var townWords = []string{"gezondheid", "klimaat", "onderwijs", "ontwikkelingssamenwerking", "drinkwatervoorziening", "coöperatie", "mangroves", "ergotherapie"}

// plan makes n projects, the same for the same n, and remembers them under the numbers that the database will give.
func (town *town) plan(n int) iter.Seq[project.Project] {
	chance := rand.New(rand.NewPCG(7, uint64(n)))
	return func(yield func(project.Project) bool) {
		for range n {
			p := town.project(chance, len(town.projects)+1)
			town.projects, town.facets = append(town.projects, p), append(town.facets, p.Facets())
			p.ID = 0
			if !yield(p) {
				return
			}
		}
	}
}

func (town *town) project(chance *rand.Rand, number int) project.Project {
	pick := func(n int) int { return int(float64(n) * chance.Float64() * chance.Float64()) } // the first ones most
	granted := money.Cents(100 + chance.IntN(2_000_000))
	p := project.Project{ID: project.ID(number), Slug: fmt.Sprintf("project-%d", number),
		Title: fmt.Sprintf("%c-plan %d", 'A'+rune(chance.IntN(26)), chance.IntN(1000)), Number: fmt.Sprintf("VS-2020-%04d", number),
		Associations: []association.ID{town.associations[pick(len(town.associations))]},
		SDGs:         []world.SDG{world.SDG(1 + pick(17))}, Sector: 14031, Kind: project.Kinds()[pick(5)], State: project.States()[pick(7)],
		Period: calendar.Period{First: calendar.Date(2024, 1, 1)}, Cost: granted + money.Cents(chance.IntN(1000)), Granted: granted,
		GrantedOn: calendar.Date(2018+chance.IntN(8), time.Month(1+chance.IntN(12)), 1+chance.IntN(28)), Demo: true}
	var words []string
	for i, w := range townWords {
		if chance.IntN(1<<i) == 0 {
			words = append(words, w)
		}
	}
	p.Summary = strings.Join(words, " ")
	first := town.countries[pick(len(town.countries))]
	switch second := town.countries[chance.IntN(len(town.countries))]; {
	case chance.IntN(10) == 0:
	case chance.IntN(4) == 0 && second != first:
		p.Shares = []project.Share{{Country: first, BasisPoints: 6001}, {Country: second, BasisPoints: 3999}}
	default:
		p.Shares = []project.Share{{Country: first, BasisPoints: project.AllShares}}
	}
	if chance.IntN(3) == 0 {
		p.City = town.cities[pick(2)]
	}
	return p
}

// build writes n projects one by one, as an act would.
func (town *town) build(t testing.TB, db *postgres.DB, n int) {
	t.Helper()
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		for p := range town.plan(n) {
			id, err := tx.AddProject(t.Context(), p)
			if err != nil {
				return err
			}
			if want := town.projects[len(town.projects)-1].ID; id != want {
				return fmt.Errorf("number %d, want %d", id, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// load writes n projects at once, as the owner.
func (town *town) load(t testing.TB, ctx context.Context, owner *postgres.DB, n int) {
	t.Helper()
	if err := owner.Load(ctx, town.plan(n), nil); err != nil {
		t.Fatal(err)
	}
}

// answers returns the town's projects that answer the filter, words aside, in no order.
func (town *town) answers(f project.Filter) []project.Project {
	var of association.ID
	var in city.ID
	for i, slug := range town.slugs {
		if slug == f.Association {
			of = town.associations[i]
		}
	}
	for i, slug := range town.citySlugs {
		if slug == f.City {
			in = town.cities[i]
		}
	}
	if (f.Association != "" && of == 0) || (f.City != "" && in == 0) {
		return nil
	}
	wanted := f.Facets(of, in)
	var all []project.Project
	for i, p := range town.projects {
		if holds(town.facets[i], wanted) && strings.Contains(" "+p.Summary+" ", orAny(f.Words)) {
			all = append(all, p)
		}
	}
	return all
}

func orAny(word string) string {
	if word == "" {
		return ""
	}
	return " " + word + " "
}

func holds(facets, wanted []project.Facet) bool {
	for _, w := range wanted {
		if !slices.Contains(facets, w) {
			return false
		}
	}
	return true
}

func sum(all []project.Project) money.Cents {
	var total money.Cents
	for _, p := range all {
		total += p.Granted
	}
	return total
}

// owner opens the test's database as its owner.
func owner(t testing.TB, db *postgres.DB) *postgres.DB {
	t.Helper()
	own, err := postgres.Open(t.Context(), postgres.Settings{URL: db.URL(), AsOwner: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(own.Close)
	return own
}
