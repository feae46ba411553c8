package postgres_test

import (
	"fmt"
	"slices"
	"testing"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// library writes a project for each text, numbered from 1, all with one association.
func library(t *testing.T, db *postgres.DB, texts ...string) {
	t.Helper()
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		a, err := tx.AddAssociation(t.Context(), association.Association{Slug: "vriendenkring", Name: "Vriendenkring", Form: association.NonProfit,
			Region: world.WestAfrica, Postcode: "2060"})
		for i, text := range texts {
			if err != nil {
				return err
			}
			_, err = tx.AddProject(t.Context(), project.Project{Slug: fmt.Sprintf("p-%d", i+1), Title: fmt.Sprintf("Titel %d", i+1),
				Number: fmt.Sprintf("VS-2026-%04d", i+1), Associations: []association.ID{a}, Sector: 99820, Kind: project.Single,
				State: project.Running, Cost: 200, Granted: 100, GrantedOn: calendar.Date(2026, 1, 1+i), Summary: text})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// found returns the numbers of the projects that the words find, in rising order.
func found(t *testing.T, db *postgres.DB, words string) []int {
	t.Helper()
	list, err := db.Projects(t.Context(), project.Filter{Words: words}, project.Cursor{})
	if err != nil {
		t.Fatalf("%q: %v", words, err)
	}
	var all []int
	for _, r := range list.Rows {
		all = append(all, int(r.ID))
	}
	slices.Sort(all)
	return all
}

func TestWordsAreFoundAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	library(t, db,
		"Ontwikkelingssamenwerking met een dorp", "Samenwerkingsverband van scholen", "De waterputten bij Thiès", "Een coöperatie van vrouwen",
		"Vroedvrouwen leren samen", "l'école de Saint-Louis", "Leerkrachten uit Kédougou")
	for _, c := range []struct {
		why, words string
		want       []int
	}{
		{"a part at the end or at the begin of a compound", "samenwerking", []int{1, 2}},
		{"another form of the word", "waterput", []int{3}},
		{"without the accents", "cooperatie", []int{4}},
		{"with other accents", "thies", []int{3}},
		{"accents where the text has them", "Kédougou", []int{7}},
		{"in capitals", "WATERPUTTEN", []int{3}},
		{"all words together", "vrouwen coöperatie", []int{4}},
		{"a name with a hyphen", "saint-louis", []int{6}},
		{"an apostrophe", "l'école", []int{6}},
		{"a dossier's number", "VS-2026-0005", []int{5}},
		{"words in the name of the association", "vriendenkring vroedvrouwen", []int{5}},
		{"signs that mean something to the server", "waterputten & | ! ( ) : * < > ' \\ \"", []int{3}},
		{"only signs", "'&|!", nil},
		{"only common words", "de van een", nil},
		{"nothing of the kind", "maanraket", nil},
	} {
		if got := found(t, db, c.words); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q finds %v, want %v", c.why, c.words, got, c.want)
		}
	}
}

func TestAMistypedWordIsAnsweredWithTheNearestOne(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	library(t, db, "Drinkwater voor het dorp", "Drinkwater en sanitair", "Een school")
	for words, want := range map[string]string{"drinkwatr": "drinkwater", "drinkwatr dorp": "drinkwater dorp", "xyzzyq": "", "drinkwater school": ""} {
		list, err := db.Projects(t.Context(), project.Filter{Words: words}, project.Cursor{})
		if err != nil || list.Suggestion != want || len(list.Rows) != 0 {
			t.Errorf("%q: %d rows, suggestion %q, %v; want %q", words, len(list.Rows), list.Suggestion, err, want)
		}
	}
	list, err := db.Projects(t.Context(), project.Filter{Words: "de het"}, project.Cursor{})
	if err != nil || !list.NoWords {
		t.Errorf("common words: %+v, %v", list, err)
	}
}

func TestTheBestComesFirst(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	library(t, db, "Een titel over bijen", "Over bijen, bijen en bijen", "Bijen eenmaal in een lange tekst over heel andere zaken en dingen")
	list, err := db.Projects(t.Context(), project.Filter{Words: "bijen"}, project.Cursor{})
	if err != nil || len(list.Rows) != 3 || list.Rows[0].ID != 2 {
		t.Errorf("%+v, %v", list.Rows, err)
	}
	newest, err := db.Projects(t.Context(), project.Filter{Words: "bijen", Sort: project.ByRecent}, project.Cursor{})
	if err != nil || newest.Rows[0].ID != 3 {
		t.Errorf("%+v, %v", newest.Rows, err)
	}
}

func TestTheSearchInEverythingFindsEachKind(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 30)
	for words, want := range map[string][4]bool{
		"kumas":        {true, false, false, true},
		"senegal":      {false, true, true, true},
		"Vereniging 0": {false, false, true, true},
		"compost":      {true, false, false, false},
		"%":            {},
		"_":            {},
	} {
		got, err := db.Search(t.Context(), words)
		if err != nil {
			t.Fatal(err)
		}
		kinds := [4]bool{len(got.Partners) > 0, len(got.Countries) > 0, len(got.Associations) > 0, len(got.Projects.Rows) > 0}
		if kinds != want || got.Empty() != (want == [4]bool{}) {
			t.Errorf("%q finds %v, want %v", words, kinds, want)
		}
	}
}
