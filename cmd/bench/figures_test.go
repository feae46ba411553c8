package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
	"vriendenstad/internal/sample"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

// What is judged here is steady: it does not hang on how fast or how busy a machine is.

// aCity is a portal with more projects than are counted one by one.
func aCity(t testing.TB) *insider {
	t.Helper()
	db := pgtest.Template(t, "figures", func(ctx context.Context, db *postgres.DB) error {
		today := calendar.Date(2026, 3, 31)
		if err := sample.City(ctx, db, today); err != nil {
			return err
		}
		return sample.Large(ctx, db, today, 3_000, nil)
	})
	in, err := newInsider(t.Context(), db.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(in.db.Close)
	return in
}

func TestAPageAsksNoMoreThanItMust(t *testing.T) {
	t.Parallel()
	in := aCity(t)
	first, err := in.db.Projects(t.Context(), project.Filter{}, project.Cursor{})
	if err != nil || len(first.Rows) == 0 {
		t.Fatal(err)
	}
	for _, test := range []struct {
		says, path string
		most       int
	}{
		{"the list", link.Projects(project.Filter{}), 2},
		{"a year of it", link.Projects(project.Filter{Year: 2024}), 3},
		{"its next page", link.ProjectsFrom(project.Filter{}, first.Next), 3},
		{"a country of it", link.Projects(project.Filter{Country: "GH"}), 3},
		{"a search in words", link.Projects(project.Filter{Words: "mangroves"}), 4},
		{"a search in a country", link.Projects(project.Filter{Words: "vrouwen", Country: "GH"}), 4},
		{"a project", link.Project(first.Rows[0].Slug), 5},
		{"the home page", link.Home(), 5},
	} {
		_, asked, err := in.page(t.Context(), test.path)
		if err != nil {
			t.Errorf("%s: %v", test.says, err)
			continue
		}
		if len(asked) > test.most {
			t.Errorf("%s (%s) asks %d times, at most %d:", test.says, test.path, len(asked), test.most)
			for _, one := range asked {
				t.Logf("  %s", short(one.SQL))
			}
		}
	}
}

func TestAListIsSmallOnTheLine(t *testing.T) {
	t.Parallel()
	in := aCity(t)
	for _, f := range []project.Filter{{}, {Words: "vrouwen"}, {Country: "GH", Kind: project.Single}} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, link.Projects(f), nil)
		r.Header.Set("Accept-Encoding", modern)
		w := httptest.NewRecorder()
		in.site.ServeHTTP(w, r)
		if w.Code != http.StatusOK || w.Header().Get("Content-Encoding") == "" {
			t.Fatalf("%s: status %d, sent as %q", link.Projects(f), w.Code, w.Header().Get("Content-Encoding"))
		}
		const most = 10_000
		if n := w.Body.Len(); n > most {
			t.Errorf("%s takes %d bytes, at most %d", link.Projects(f), n, most)
		}
	}
}

// drawing returns what draws the first page of all projects.
func drawing(t testing.TB) func() {
	t.Helper()
	in := aCity(t)
	list, err := in.db.Projects(t.Context(), project.Filter{}, project.Cursor{})
	if err != nil {
		t.Fatal(err)
	}
	facets := make([]project.Facet, len(list.Counts))
	for i, c := range list.Counts {
		facets[i] = c.Facet
	}
	named, err := in.db.NamedFacets(t.Context(), facets)
	if err != nil {
		t.Fatal(err)
	}
	page := public.ProjectsPage{List: list, Names: map[project.Facet]public.Named{}}
	for _, one := range named {
		page.Names[one.Facet] = public.Named{Name: one.Name, Slug: one.Slug}
	}
	frame := layout.Frame{Head: layout.Head{Title: page.Title(), Section: layout.Projects}, BaseURL: "http://localhost"}
	var drawn bytes.Buffer
	return func() {
		drawn.Reset()
		if err := layout.Page(frame, public.Projects(page)).Render(t.Context(), &drawn); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDrawingAListTakesFewPieces(t *testing.T) {
	const most = 3_600
	if n := testing.AllocsPerRun(20, drawing(t)); n > most {
		t.Errorf("a list is drawn in %.0f pieces of memory, at most %d", n, most)
	} else {
		t.Logf("%.0f pieces of memory", n)
	}
}

func BenchmarkDrawingAList(b *testing.B) {
	draw := drawing(b)
	b.ReportAllocs()
	for b.Loop() {
		draw()
	}
}
