package postgres_test

import (
	"slices"
	"testing"

	"vriendenstad/internal/association"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

func TestAssociationsAndCitiesAreNamed(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	of, in := project.NewFacet(project.OfAssociation, int(town.associations[2])), project.NewFacet(project.OfCity, int(town.cities[1]))
	got, err := db.NamedFacets(t.Context(), []project.Facet{of, project.CountryFacet("GH"), in, project.NewFacet(project.OfCity, 1<<20)})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(got, func(a, b postgres.NamedFacet) int { return int(a.Facet) - int(b.Facet) })
	want := []postgres.NamedFacet{{of, "Vereniging 2 (fictief)", "vereniging-2"}, {in, "Saint-Louis", "saint-louis"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if none, err := db.NamedFacets(t.Context(), []project.Facet{project.CountryFacet("GH")}); err != nil || none != nil {
		t.Errorf("a country is named: %v, %v", none, err)
	}
}

func TestAssociationsAreCountedUnderEachChoice(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	settle(t, db)
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := tx.AddAssociation(t.Context(), association.Association{Slug: "school", Name: "School De Kade (fictief)", Form: association.School,
			Net: association.GO, Countries: []world.Code{"SN"}, Region: world.WestAfrica, Postcode: "2030", About: "Een schooltuin.", Demo: true})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		says   string
		filter postgres.AssociationFilter
		want   postgres.AssociationCounts
	}{
		{"all", postgres.AssociationFilter{}, postgres.AssociationCounts{Found: 7, All: 7, Schools: 1,
			Countries: []postgres.CountryCount{{Country: "GH", N: 6}, {Country: "SN", N: 5}, {Country: "CD", N: 2}}}},
		{"a country does not narrow the other countries", postgres.AssociationFilter{Country: "CD"}, postgres.AssociationCounts{Found: 2, All: 2,
			Countries: []postgres.CountryCount{{Country: "GH", N: 6}, {Country: "SN", N: 5}, {Country: "CD", N: 2}}}},
		{"schools", postgres.AssociationFilter{Schools: true}, postgres.AssociationCounts{Found: 1, All: 7, Schools: 1,
			Countries: []postgres.CountryCount{{Country: "SN", N: 1}}}},
		{"words narrow all", postgres.AssociationFilter{Words: "schooltuin", Country: "SN", Schools: true}, postgres.AssociationCounts{
			Found: 1, All: 1, Schools: 1, Countries: []postgres.CountryCount{{Country: "SN", N: 1}}}},
		{"words that are nowhere", postgres.AssociationFilter{Words: "xylofoon"}, postgres.AssociationCounts{}},
	} {
		got, err := db.CountAssociations(t.Context(), test.filter)
		if err != nil || got.Found != test.want.Found || got.All != test.want.All || got.Schools != test.want.Schools ||
			!slices.Equal(got.Countries, test.want.Countries) {
			t.Errorf("%s: got %+v, %v, want %+v", test.says, got, err, test.want)
		}
		page, _, err := db.Associations(t.Context(), test.filter, 100)
		if err != nil || len(page) != got.Found {
			t.Errorf("%s: %d are listed and %d counted, %v", test.says, len(page), got.Found, err)
		}
	}
}
