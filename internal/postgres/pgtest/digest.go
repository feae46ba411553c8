package pgtest

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/postgres"
)

// A Digest says of every table how many rows it holds and what their sum is. Two that are equal are of the same rows.
type Digest map[string]struct {
	Rows int
	Sum  string
}

// Take sums a database up, as its owner sees it, without the columns of these names in whichever table. What River keeps of its own
// work, and what the program itself keeps of its schema, is left out.
func Take(t testing.TB, db *postgres.DB, without ...string) Digest {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), db.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := conn.Close(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	if _, err := conn.Exec(t.Context(), digests); err != nil {
		t.Fatal(err)
	}
	all := Digest{}
	rows, err := conn.Query(t.Context(), `SELECT name, rows, sum FROM pg_temp.digests($1)`, append([]string{}, without...))
	if err != nil {
		t.Fatal(err)
	}
	var name string
	one := all[name]
	if _, err := pgx.ForEachRow(rows, []any{&name, &one.Rows, &one.Sum}, func() error {
		all[name] = one
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

const digests = `
	CREATE FUNCTION pg_temp.digests(without text[]) RETURNS TABLE (name text, rows bigint, sum text) LANGUAGE plpgsql AS $$
	DECLARE
		one text;
	BEGIN
		FOR one IN SELECT tablename FROM pg_tables
		           WHERE schemaname = 'public' AND tablename NOT IN ('river_leader', 'river_queue', 'goose_db_version') LOOP
			RETURN QUERY EXECUTE format(
				'SELECT %L, count(*), coalesce(md5(string_agg(row, chr(10) ORDER BY row)), '''') FROM (SELECT (to_jsonb(t) - $1)::text AS row FROM %I t) all_rows',
				one, one) USING without;
		END LOOP;
	END $$`

// Changed returns the names of the tables in which two digests differ.
func (d Digest) Changed(after Digest) []string {
	var all []string
	for name, was := range d {
		if after[name] != was {
			all = append(all, name)
		}
	}
	return all
}
