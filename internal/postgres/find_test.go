package postgres_test

import (
	"cmp"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// drawFilter draws a question about a town.
func drawFilter(t *rapid.T, town *town, words ...string) project.Filter {
	f := project.Filter{
		Country:     rapid.SampledFrom([]world.Code{"", "", "GH", "SN", "NP", "KE"}).Draw(t, "country"),
		Year:        rapid.SampledFrom([]int{0, 0, 2018, 2022, 1999}).Draw(t, "year"),
		SDG:         rapid.SampledFrom([]world.SDG{0, 0, 1, 2, 17}).Draw(t, "sdg"),
		Kind:        rapid.SampledFrom([]project.Kind{"", "", project.Structural, project.Emergency}).Draw(t, "kind"),
		State:       rapid.SampledFrom([]project.State{"", "", project.Granted, project.Recovered}).Draw(t, "state"),
		Class:       rapid.SampledFrom([]project.Class{0, 0, 0, 1, 5}).Draw(t, "class"),
		Association: rapid.SampledFrom(append([]string{"", "", "", "niemand"}, town.slugs[0], town.slugs[4])).Draw(t, "association"),
		City:        rapid.SampledFrom(append([]string{"", "", ""}, town.citySlugs...)).Draw(t, "city"),
		Words:       rapid.SampledFrom(append([]string{""}, words...)).Draw(t, "words"),
	}
	f.Sort = rapid.SampledFrom(f.Sorts()).Draw(t, "sort")
	return f
}

// inOrder sorts the projects as the filter asks; it says false where only the server knows the order.
func inOrder(f project.Filter, all []project.Project) bool {
	newest := func(a, b project.Project) int {
		return -cmp.Or(cmp.Compare(a.GrantedOn, b.GrantedOn), cmp.Compare(a.ID, b.ID))
	}
	amount := func(a, b project.Project) int {
		return -cmp.Or(cmp.Compare(a.Granted, b.Granted), cmp.Compare(a.ID, b.ID))
	}
	switch f.Sort {
	case project.Newest, project.ByRecent:
		slices.SortFunc(all, newest)
	case project.Oldest:
		slices.SortFunc(all, newest)
		slices.Reverse(all)
	case project.Highest:
		slices.SortFunc(all, amount)
	case project.Lowest:
		slices.SortFunc(all, amount)
		slices.Reverse(all)
	default:
		return false
	}
	return f.Sort != project.Newest || f.Words == ""
}

// checkList holds one list, all its pages forwards and one backwards, against the town.
func checkList(t *rapid.T, db *postgres.DB, town *town, f project.Filter, most int) {
	want := town.answers(f)
	sorted := inOrder(f, want)
	var from project.Cursor
	seen := map[project.ID]bool{}
	for page := 0; ; page++ {
		list, err := db.Projects(background, f, from)
		if err != nil {
			t.Fatalf("%+v from %+v: %v", f, from, err)
		}
		if list.Total.Exact && (list.Total.Projects != len(want) || list.Total.Granted != sum(want)) {
			t.Fatalf("%+v adds up to %+v, want %d and %d", f, list.Total, len(want), sum(want))
		}
		if !list.Total.Exact && len(want) <= project.Cap {
			t.Fatalf("%+v has %d hits and is not exact", f, len(want))
		}
		for i, row := range list.Rows {
			at := len(seen)
			if seen[row.ID] {
				t.Fatalf("%+v shows project %d twice", f, row.ID)
			}
			seen[row.ID] = true
			if sorted && (at >= len(want) || want[at].ID != row.ID) {
				t.Fatalf("%+v: row %d of page %d is project %d", f, i, page, row.ID)
			}
		}
		if page == 0 {
			checkCounts(t, town, f, list)
		}
		if page == 1 && list.Previous.Before != 0 {
			back, err := db.Projects(background, f, list.Previous)
			if err != nil || len(back.Rows) != project.PageSize || !seen[back.Rows[0].ID] || back.Previous.Before != 0 {
				t.Fatalf("%+v back from page 1: %d rows, %+v, %v", f, len(back.Rows), back.Previous, err)
			}
		}
		if list.Next.After == 0 {
			break
		}
		if page >= most {
			return
		}
		from = list.Next
	}
	if len(seen) != len(want) {
		t.Fatalf("%+v shows %d projects, want %d", f, len(seen), len(want))
	}
}

// checkCounts holds what stands at each value against the list that choosing it gives.
func checkCounts(t *rapid.T, town *town, f project.Filter, list project.List) {
	for _, c := range list.Counts {
		if c.Projects == project.Uncounted {
			if list.Total.Exact && f.Words == "" && f.Class == 0 && f.Association == "" && f.City == "" && project.In(c.Facet.Dimension()) {
				t.Fatalf("%+v leaves %v %d uncounted", f, c.Facet.Dimension(), c.Facet.Value())
			}
			continue
		}
		chosen := choose(town, f, c.Facet)
		if want := len(town.answers(chosen)); want != c.Projects {
			t.Fatalf("%+v counts %d under %v %d, want %d", f, c.Projects, c.Facet.Dimension(), c.Facet.Value(), want)
		}
	}
	for d, less := range list.Without {
		wider := f.Without(d)
		want := town.answers(wider)
		if total := (project.Total{Projects: len(want), Granted: sum(want), Exact: true}); len(list.Rows) > 0 || less.Total != total {
			t.Fatalf("%+v, empty, tells of %v that without it there are %+v, want %+v", f, d, less.Total, total)
		}
		checkCounts(t, town, wider, less)
	}
}

func choose(town *town, f project.Filter, c project.Facet) project.Filter {
	switch c.Dimension() {
	case project.OfCountry:
		f.Country = c.Country()
	case project.OfYear:
		f.Year = c.Value()
	case project.OfSDG:
		f.SDG = world.SDG(c.Value())
	case project.OfKind:
		f.Kind = c.Kind()
	case project.OfState:
		f.State = c.State()
	case project.OfClass:
		f.Class = project.Class(c.Value())
	case project.OfAssociation:
		for i, id := range town.associations {
			if int(id) == c.Value() {
				f.Association = town.slugs[i]
			}
		}
	case project.OfCity:
		for i, id := range town.cities {
			if int(id) == c.Value() {
				f.City = town.citySlugs[i]
			}
		}
	}
	return f
}

func TestASmallListIsExactForEveryQuestion(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 150)
	rapid.Check(t, func(r *rapid.T) {
		checkList(r, db, town, drawFilter(r, town, "klimaat", "mangroves", "ergotherapie"), 100)
	})
}

func TestALargeListIsExactWithoutWordsAndUpToTheCapWithThem(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 30)
	town.load(t, t.Context(), owner(t, db), 6_000)
	rapid.Check(t, func(r *rapid.T) {
		checkList(r, db, town, drawFilter(r, town, "gezondheid", "klimaat", "mangroves", "ergotherapie"), 3)
	})
}

func TestACursorThatPointsNowhereIsNotFound(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 30)
	for _, from := range []project.Cursor{{After: 999}, {Before: 999}} {
		if _, err := db.Projects(t.Context(), project.Filter{}, from); !errors.Is(err, fault.NotFound) {
			t.Errorf("%+v: %v", from, err)
		}
	}
	last, err := db.Projects(t.Context(), project.Filter{Sort: project.Oldest}, project.Cursor{})
	if err != nil {
		t.Fatal(err)
	}
	for last.Next.After != 0 {
		if last, err = db.Projects(t.Context(), project.Filter{Sort: project.Oldest}, last.Next); err != nil {
			t.Fatal(err)
		}
	}
	end := last.Rows[len(last.Rows)-1].ID
	past, err := db.Projects(t.Context(), project.Filter{Sort: project.Oldest}, project.Cursor{After: end})
	if err != nil || len(past.Rows) != 0 || past.Total.Projects != 30 {
		t.Errorf("behind the last row: %d rows of %d, %v", len(past.Rows), past.Total.Projects, err)
	}
}

func TestADownloadHoldsTheRowsOfTheList(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 120)
	rapid.Check(t, func(r *rapid.T) {
		f := drawFilter(r, town, "klimaat", "mangroves")
		want := town.answers(f)
		sorted := inOrder(f, want)
		n, total := 0, sum(nil)
		err := db.EachProject(background, f, func(line project.Line) error {
			if sorted && want[n].ID != line.ID {
				r.Fatalf("%+v: line %d is project %d, want %d", f, n, line.ID, want[n].ID)
			}
			if len(line.BasisPoints) != len(line.Countries) {
				r.Fatalf("project %d has %d shares and %d countries", line.ID, len(line.BasisPoints), len(line.Countries))
			}
			n, total = n+1, total+line.Granted
			return nil
		})
		if err != nil || n != len(want) || total != sum(want) {
			r.Fatalf("%+v: %d lines, %d cents, %v; want %d, %d", f, n, total, err, len(want), sum(want))
		}
	})
}
