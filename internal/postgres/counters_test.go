package postgres_test

import (
	"context"
	"maps"
	"testing"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// counted reads a query of keys and numbers.
func counted(t *testing.T, url, sql string) map[string][2]int64 {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := conn.Close(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	rows, err := conn.Query(t.Context(), sql)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][2]int64{}
	for rows.Next() {
		var key string
		var n [2]int64
		if err := rows.Scan(&key, &n[0], &n[1]); err != nil {
			t.Fatal(err)
		}
		all[key] = n
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// byHand holds for each counter's table what it says, and what GROUP BY finds in the projects.
var byHand = map[string][2]string{
	"each facet alone": {
		`SELECT facet::text, projects, granted FROM facet_count`,
		`SELECT facet::text, count(*), sum(granted) FROM project, unnest(facets) AS facet GROUP BY facet`,
	},
	"a country in a year": {
		`SELECT country || year, projects, granted FROM country_year`,
		`SELECT country || extract(year FROM granted_on), count(*), sum(c.granted) FROM project_country c JOIN project p ON p.id = c.project GROUP BY 1`,
	},
	"all projects": {
		`SELECT key::text, projects, granted FROM project_count WHERE key = 0`,
		`SELECT '0', count(*), sum(granted) FROM project`,
	},
	// The cube's key, from its country down to its kind, holds 16, 8, 16, 8 and 8 bits of the facets' values.
	"country, goal, year, state and kind together": {
		`SELECT key::text, projects, granted FROM project_count
		 WHERE key >> 40 > 0 AND (key >> 32) & 255 > 0 AND (key >> 16) & 65535 > 0 AND (key >> 8) & 255 > 0 AND key & 255 > 0`,
		`SELECT ((c - (1 << 24))::bigint * 1099511627776 + (s - (3 << 24))::bigint * 4294967296 + (y - (2 << 24)) * 65536 + (st - (5 << 24)) * 256 + (k - (4 << 24)))::text,
		        count(*), sum(granted)
		 FROM project, unnest(facets) c, unnest(facets) s, unnest(facets) y, unnest(facets) st, unnest(facets) k
		 WHERE c >> 24 = 1 AND s >> 24 = 3 AND y >> 24 = 2 AND st >> 24 = 5 AND k >> 24 = 4 GROUP BY 1`,
	},
	"a stem's projects": {
		`SELECT lexeme, projects, 0 FROM lexeme`,
		`SELECT lexeme, count(*), 0 FROM project, unnest(tsvector_to_array(tsv)) AS lexeme GROUP BY lexeme`,
	},
}

func checkCounters(t *testing.T, db *postgres.DB) {
	t.Helper()
	for what, sql := range byHand {
		if kept, found := counted(t, db.URL(), sql[0]), counted(t, db.URL(), sql[1]); len(kept) == 0 || !maps.Equal(kept, found) {
			t.Errorf("%s: %d rows are kept, %d are found", what, len(kept), len(found))
		}
	}
}

func TestTheCountersSayWhatGroupByFinds(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 120)
	checkCounters(t, db)
}

func TestLoadingAtOnceLeavesWhatWritingOneByOneLeaves(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 40)
	indexes := `SELECT indexname || indexdef, 0, 0 FROM pg_indexes WHERE tablename = 'project'`
	before := counted(t, db.URL(), indexes)
	town.load(t, t.Context(), owner(t, db), 200)
	checkCounters(t, db)
	if after := counted(t, db.URL(), indexes); !maps.Equal(before, after) {
		t.Errorf("the indexes were %v and are %v", before, after)
	}
	town.build(t, db, 10) // the numbers go on where the load ended
	checkCounters(t, db)
}
