package postgres_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

var background = context.Background()

func TestWhatIsWrittenOfACityIsReadBack(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 40)
	got, err := db.Partner(t.Context(), "saint-louis")
	if err != nil {
		t.Fatal(err)
	}
	want := partner("saint-louis", "Saint-Louis", "SN")
	if got.Agreement != want.Agreement || got.State != want.State || !slices.Equal(got.SDGs, want.SDGs) || !slices.Equal(got.Themes, want.Themes) {
		t.Errorf("read back as %+v", got.Partner)
	}
	if len(got.Checks) != 2 || got.Checks[0].Factor != city.Colleagues || got.Met() != 1 {
		t.Errorf("checks %+v", got.Checks)
	}
	if len(got.Sources) != 2 || got.Sources[1].On != want.Sources[1].On || !got.Sources[0].On.IsZero() {
		t.Errorf("sources %+v", got.Sources)
	}
	mine := town.answers(project.Filter{City: "saint-louis"})
	if got.Projects != len(mine) || got.Granted != sum(mine) {
		t.Errorf("%d projects, %v; want %d, %v", got.Projects, got.Granted, len(mine), sum(mine))
	}
	if _, err := db.Partner(t.Context(), "atlantis"); !errors.Is(err, fault.NotFound) {
		t.Errorf("an unknown city: %v", err)
	}
	all, err := db.Partners(t.Context())
	if err != nil || len(all) != 2 {
		t.Fatalf("%d cities, %v", len(all), err)
	}
	in, err := db.PartnersIn(t.Context(), "SN")
	if err != nil || len(in) != 1 || in[0].Slug != "saint-louis" {
		t.Errorf("cities of Senegal: %+v, %v", in, err)
	}
}

func TestACountrysMoneyIsItsSharesAndAddsUpToTheWhole(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 200)
	countries, err := db.Countries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var split money.Cents
	for _, c := range countries {
		split += c.Granted
		years, err := db.CountryYears(t.Context(), c.Code)
		if err != nil {
			t.Fatal(err)
		}
		var projects int
		var granted money.Cents
		for _, y := range years {
			projects, granted = projects+y.Projects, granted+y.Granted
		}
		if want := len(town.answers(project.Filter{Country: c.Code})); projects != want || c.Projects != want || granted != c.Granted {
			t.Errorf("%s: %d projects by year, %d in all, want %d; %v by year, %v in all", c.Code, projects, c.Projects, want, granted, c.Granted)
		}
	}
	var abroad money.Cents
	for _, p := range town.projects {
		if len(p.Shares) > 0 {
			abroad += p.Granted
		}
	}
	if split != abroad {
		t.Errorf("the countries' parts add up to %v, the projects to %v", split, abroad)
	}
}

func TestTheHomePagesFiguresAreThoseOfTheRows(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	empty, err := db.Overview(t.Context())
	if err != nil || empty != (postgres.Overview{}) {
		t.Errorf("an empty portal counts %+v, %v", empty, err)
	}
	town := settle(t, db)
	town.build(t, db, 60)
	got, err := db.Overview(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got.Projects != 60 || got.Granted != sum(town.projects) || got.Cities != 2 || got.Countries != 5 {
		t.Errorf("%+v", got)
	}
	year, err := db.GrantedIn(t.Context(), 2020)
	if want := town.answers(project.Filter{Year: 2020}); err != nil || year.Projects != len(want) || year.Granted != sum(want) {
		t.Errorf("2020: %+v, %v; want %d, %v", year, err, len(want), sum(want))
	}
	teasers, err := db.Teasers(t.Context(), 3)
	if err != nil || len(teasers) != 2 || teasers[0].CitySlug == teasers[1].CitySlug {
		t.Errorf("teasers %+v, %v", teasers, err)
	}
	if demo, err := db.HasDemo(t.Context()); err != nil || !demo {
		t.Errorf("demonstration: %v, %v", demo, err)
	}
}

func TestAProjectIsReadBackWithItsPartnersAndShares(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 40)
	for _, want := range town.projects[:10] {
		got, err := db.ProjectBySlug(t.Context(), want.Slug)
		if err != nil {
			t.Fatal(err)
		}
		if got.Title != want.Title || got.Granted != want.Granted || got.Period != want.Period || !slices.Equal(got.Shares, want.Shares) ||
			!slices.Equal(got.Associations, want.Associations) || got.City != want.City || got.Kind != want.Kind {
			t.Errorf("%s is read back as %+v", want.Slug, got.Project)
		}
		near, err := db.ProjectsNear(t.Context(), got.Project, 3)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range near {
			if row.ID == got.ID {
				t.Errorf("%s is near itself", want.Slug)
			}
		}
	}
}

func TestPopulationIsTheLastThatWasKnown(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		for _, p := range []budget.Population{{On: calendar.Date(2020, 1, 1), Inhabitants: 529_247, Source: "a"}, {On: calendar.Date(2025, 1, 1), Inhabitants: 562_002, Source: "b"}} {
			if err := tx.AddPopulation(t.Context(), p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[calendar.Day]int{calendar.Date(2024, 12, 31): 529_247, calendar.Date(2025, 1, 1): 562_002, calendar.Date(2030, 1, 1): 562_002} {
		if p, err := db.Population(t.Context(), day); err != nil || p.Inhabitants != want {
			t.Errorf("on %v: %+v, %v", day, p, err)
		}
	}
	if _, err := db.Population(t.Context(), calendar.Date(2019, 12, 31)); !errors.Is(err, fault.NotFound) {
		t.Errorf("before the first figure: %v", err)
	}
}

func TestAssociationsAreListedPageByPageByName(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	var names []string
	f := postgres.AssociationFilter{}
	for {
		page, more, err := db.Associations(t.Context(), f, 4)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range page {
			names = append(names, a.Name)
		}
		if !more {
			break
		}
		f.After = page[len(page)-1].Slug
	}
	if len(names) != len(town.slugs) || !slices.IsSorted(names) {
		t.Errorf("names %v", names)
	}
	if _, _, err := db.Associations(t.Context(), postgres.AssociationFilter{After: "niemand"}, 4); !errors.Is(err, fault.NotFound) {
		t.Errorf("behind nobody: %v", err)
	}
	page, _, err := db.Associations(t.Context(), postgres.AssociationFilter{Country: "CD", Words: "gezondheid"}, 4)
	if err != nil || len(page) != 2 {
		t.Errorf("for Congo: %d, %v", len(page), err)
	}
	in, err := db.AssociationsIn(t.Context(), "GH", 10)
	if err != nil || len(in) != 6 {
		t.Errorf("in Ghana: %d, %v", len(in), err)
	}
	counts, all, err := db.AssociationCountries(t.Context())
	if err != nil || all != 6 || counts[0].Country != "GH" || counts[0].N != 6 {
		t.Errorf("countries %+v of %d, %v", counts, all, err)
	}
	one, err := db.AssociationBySlug(t.Context(), town.slugs[0])
	if err != nil || one.ID != town.associations[0] || one.District() != "Antwerpen" {
		t.Errorf("%+v, %v", one, err)
	}
	slugs, err := db.AssociationSlugs(t.Context())
	if err != nil || len(slugs) != 6 {
		t.Errorf("slugs %v, %v", slugs, err)
	}
}

func TestTheAddressesOfAllProjectsComeInParts(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 25)
	var all []string
	var last project.ID
	for {
		slugs, end, err := db.ProjectSlugs(t.Context(), last, 10)
		if err != nil {
			t.Fatal(err)
		}
		if len(slugs) == 0 {
			break
		}
		all, last = append(all, slugs...), end
	}
	if highest, err := db.LastProject(t.Context()); err != nil || highest != last || len(all) != 25 {
		t.Errorf("%d addresses, last %d, highest %d, %v", len(all), last, highest, err)
	}
	countries, err := db.CountrySlugs(t.Context())
	if err != nil || countries["GH"] != "ghana" {
		t.Errorf("countries %v, %v", countries, err)
	}
	if c, err := db.Country(t.Context(), "ghana"); err != nil || c.Code != world.Code("GH") {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestADatabaseThatIsAwayIsAnAnswerNotADefect(t *testing.T) {
	t.Parallel()
	db, err := postgres.Open(t.Context(), postgres.Settings{URL: "host=" + t.TempDir() + " user=x dbname=x"})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	asked := time.Now()
	if err := db.Ping(t.Context()); !errors.Is(err, fault.Unavailable) {
		t.Errorf("ping: %v", err)
	}
	if _, err := db.Overview(t.Context()); !errors.Is(err, fault.Unavailable) {
		t.Errorf("overview: %v", err)
	}
	if err := db.InTx(t.Context(), func(postgres.Tx) error { return nil }); !errors.Is(err, fault.Unavailable) {
		t.Errorf("transaction: %v", err)
	}
	if took := time.Since(asked); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestTheServerTellsItsClockAndItsSchema(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	now, err := db.Now(t.Context())
	if err != nil || now.IsZero() {
		t.Errorf("%v, %v", now, err)
	}
	if v, err := db.SchemaVersion(t.Context()); err != nil || v < 4 {
		t.Errorf("schema %d, %v", v, err)
	}
	if pools := db.Pools(); len(pools) != 3 || pools[0].Most == 0 {
		t.Errorf("pools %+v", pools)
	}
}
