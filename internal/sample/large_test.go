package sample_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/sample"
)

func large(t *testing.T, n int, progress func(int)) *postgres.DB {
	t.Helper()
	db := pgtest.Owner(t, pgtest.New(t))
	if err := sample.Large(t.Context(), db, somedays[1], n, progress); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestLargeIsAlwaysTheSame(t *testing.T) {
	t.Parallel()
	told := 0
	once, again := digestsOf(t, large(t, 1_000, func(done int) { told = done })), digestsOf(t, large(t, 1_000, nil))
	if !slices.Equal(once, again) {
		t.Errorf("%+v, and then %+v", once, again)
	}
	if want := 1_000 + len(sample.Make(somedays[1]).Projects); told != 1_000 || once[slices.IndexFunc(once, isProject)].Rows != want {
		t.Errorf("told of %d, wrote %+v", told, once)
	}
}

func isProject(d digest) bool { return d.Table == "project" }

func TestLargeIsWrittenOnce(t *testing.T) {
	t.Parallel()
	db := large(t, 50, nil)
	before := digestsOf(t, db)
	if err := sample.Large(t.Context(), db, somedays[1], 60, nil); !errors.Is(err, sample.ErrLargeIsThere) {
		t.Errorf("%v", err)
	}
	if after := digestsOf(t, db); !slices.Equal(before, after) {
		t.Errorf("%+v became %+v", before, after)
	}
}

// TestCountersEqualWhatIsCounted compares the counters of the large city with a count of its rows.
func TestCountersEqualWhatIsCounted(t *testing.T) {
	t.Parallel()
	conn := connect(t, large(t, 1_000, nil))
	for what, differences := range map[string]string{
		"by facet": `
			SELECT count(*) FROM (SELECT facet, count(*) AS projects, sum(granted) AS granted FROM project, unnest(facets) AS facet GROUP BY facet) counted
			FULL JOIN facet_count kept USING (facet)
			WHERE counted.projects IS DISTINCT FROM kept.projects OR counted.granted IS DISTINCT FROM kept.granted`,
		"by country and year": `
			SELECT count(*) FROM (SELECT country, extract(year FROM granted_on)::int AS year, count(*) AS projects, sum(c.granted) AS granted
			      FROM project p JOIN project_country c ON c.project = p.id GROUP BY 1, 2) counted
			FULL JOIN country_year kept USING (country, year)
			WHERE counted.projects IS DISTINCT FROM kept.projects OR counted.granted IS DISTINCT FROM kept.granted`,
		"in all": `
			SELECT count(*) FROM (SELECT count(*) AS projects, sum(granted) AS granted FROM project) counted, project_count kept
			WHERE key = 0 AND (counted.projects <> kept.projects OR counted.granted <> kept.granted)`,
		"by kind": `
			SELECT count(*) FROM (SELECT facet & 255 AS key, count(*) AS projects, sum(granted) AS granted FROM project, unnest(facets) AS facet
			      WHERE facet >> 24 = 4 GROUP BY 1) counted
			LEFT JOIN project_count kept USING (key)
			WHERE counted.projects IS DISTINCT FROM kept.projects OR counted.granted IS DISTINCT FROM kept.granted`,
	} {
		rows, err := conn.Query(t.Context(), differences)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		wrong, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[int])
		if err != nil || wrong != 0 {
			t.Errorf("%s %d counters differ, %v", what, wrong, err)
		}
	}
}
