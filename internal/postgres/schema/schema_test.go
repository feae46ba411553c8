package schema_test

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/postgres/schema"
	"vriendenstad/migrations"
)

// A listener keeps what was said.
type listener struct {
	mu    sync.Mutex
	lines []string
}

func (l *listener) say(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, fmt.Sprintf(format, args...))
}

func (l *listener) all() string { return strings.Join(l.lines, "\n") }

func migrate(t *testing.T, url string) string {
	t.Helper()
	var l listener
	if err := schema.Migrate(t.Context(), url, l.say); err != nil {
		t.Fatal(err)
	}
	return l.all()
}

func down(t *testing.T, url string) string {
	t.Helper()
	var l listener
	if err := schema.Down(t.Context(), url, l.say); err != nil {
		t.Fatal(err)
	}
	return l.all()
}

// connect is closed with the test.
func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	db, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(t.Context()); err != nil && t.Context().Err() == nil {
			t.Error(err)
		}
	})
	return db
}

// rows returns the single column of a question's rows.
func rows(t *testing.T, db *pgx.Conn, question string, args ...any) []string {
	t.Helper()
	found, err := db.Query(t.Context(), question, args...)
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(found, pgx.RowTo[string])
	if err != nil {
		t.Fatalf("%s: %v", question, err)
	}
	return all
}

func run(t *testing.T, db *pgx.Conn, command string, args ...any) {
	t.Helper()
	if _, err := db.Exec(t.Context(), command, args...); err != nil {
		t.Fatalf("%s: %v", command, err)
	}
}

// everythingMade names what migrations make, in as much detail as a difference needs.
const everythingMade = `
	SELECT format('column %s.%s %s %s %s %s', table_name, column_name, data_type, is_nullable, column_default, generation_expression)
	FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'goose_db_version'
	UNION ALL SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'goose_db_version'
	UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
	FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> to_regclass('goose_db_version')
	UNION ALL SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
	UNION ALL SELECT format('function %s %s', oid::regprocedure, md5(prosrc)) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
	UNION ALL SELECT format('view %s %s', viewname, definition) FROM pg_views WHERE schemaname = 'public'
	UNION ALL SELECT format('type %s', typname) FROM pg_type
	WHERE typnamespace = 'public'::regnamespace AND typname NOT IN ('goose_db_version', '_goose_db_version')
	UNION ALL SELECT format('sequence %s', sequencename) FROM pg_sequences WHERE schemaname = 'public' AND sequencename <> 'goose_db_version_id_seq'
	UNION ALL SELECT format('search configuration %s', cfgname) FROM pg_ts_config WHERE cfgnamespace = 'public'::regnamespace
	UNION ALL SELECT format('collation %s', collname) FROM pg_collation WHERE collnamespace = 'public'::regnamespace
	UNION ALL SELECT format('extension %s', extname) FROM pg_extension WHERE extname <> 'plpgsql'
	ORDER BY 1`

func TestUpDownUpIsUp(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	db := connect(t, url)
	said := migrate(t, url)
	for _, name := range schema.Names() {
		if !strings.Contains(said, "up "+name) {
			t.Errorf("%s was not told among:\n%s", name, said)
		}
	}
	first := rows(t, db, everythingMade)

	for range schema.Names() {
		down(t, url)
	}
	if left := rows(t, db, everythingMade); len(left) > 0 {
		t.Errorf("this is left when all is taken back:\n%s", strings.Join(left, "\n"))
	}
	if said := down(t, url); !strings.Contains(said, "no step to take back") {
		t.Errorf("beyond the first it says %q", said)
	}

	migrate(t, url)
	if second := rows(t, db, everythingMade); strings.Join(first, "\n") != strings.Join(second, "\n") {
		t.Errorf("first\n%s\nthen\n%s", strings.Join(first, "\n"), strings.Join(second, "\n"))
	}
	if said := migrate(t, url); !strings.Contains(said, "up to date") {
		t.Errorf("a second time it says %q", said)
	}
}

func TestRowsOfOlderTablesSurviveAStepBackAndForth(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	migrate(t, url)
	db := connect(t, url)
	run(t, db, `INSERT INTO act_once (key, person, act, at) VALUES (decode('000102030405060708090a0b0c0d0e0f', 'hex'), 1, 'look', now())`)
	down(t, url)
	migrate(t, url)
	if got := rows(t, db, `SELECT act FROM act_once`); len(got) != 1 {
		t.Errorf("found %v", got)
	}
}

func TestStepsAreNumberedWithoutGapsAndCanBeTakenBack(t *testing.T) {
	t.Parallel()
	all := schema.Names()
	if len(all) == 0 || schema.Latest() != int64(len(all)) {
		t.Errorf("%d steps, the last is %d", len(all), schema.Latest())
	}
	for i, name := range all {
		if number := fmt.Sprintf("%05d_", i+1); !strings.HasPrefix(name, number) {
			t.Errorf("%s does not begin with %s", name, number)
		}
		text, err := fs.ReadFile(migrations.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		if _, back, found := strings.Cut(string(text), "-- +goose Down"); !found || strings.TrimSpace(back) == "" {
			t.Errorf("%s cannot be taken back", name)
		}
	}
}

func TestStatusTellsWhichStepsTheDatabaseHas(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	migrate(t, url)
	down(t, url)
	steps, err := schema.Status(t.Context(), url)
	if err != nil || len(steps) != len(schema.Names())+1 {
		t.Fatalf("%d steps, %v", len(steps), err)
	}
	steps, queue := steps[:len(steps)-1], steps[len(steps)-1]
	if !strings.HasPrefix(queue.Name, "river ") || queue.At.IsZero() {
		t.Errorf("the queue's step is %+v", queue)
	}
	for i, step := range steps {
		if last := i == len(steps)-1; step.At.IsZero() != last || step.Name != schema.Names()[i] || step.Version != int64(i+1) {
			t.Errorf("step %d is %+v", i, step)
		}
	}
}

func TestTwoThatMigrateAtTheSameInstantTakeTurns(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			if err := schema.Migrate(t.Context(), url, t.Logf); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestADatabaseOfANewerProgramIsLeftAsItIs(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	migrate(t, url)
	db := connect(t, url)
	run(t, db, `INSERT INTO goose_db_version (version_id, is_applied) VALUES ($1, true)`, schema.Latest()+1)
	run(t, db, `REVOKE ALL ON country FROM vriendenstad_program`)
	if said := migrate(t, url); !strings.Contains(said, "newer than this program") {
		t.Errorf("it says %q", said)
	}
	if got := rows(t, db, `SELECT 'changed' WHERE has_table_privilege('vriendenstad_program', 'country', 'SELECT')`); len(got) > 0 {
		t.Error("rights were changed")
	}
}

func TestAnAddressThatCannotBeReachedIsAnError(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"postgres:///x?host=/nowhere", "not an address"} {
		if err := schema.Migrate(t.Context(), url, t.Logf); err == nil {
			t.Errorf("%s: no error", url)
		}
	}
}
