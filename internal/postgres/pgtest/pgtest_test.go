package pgtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/postgres"
)

// ask returns the single answer to a question on the database at that address.
func ask[T any](t *testing.T, url, question string, args ...any) T {
	t.Helper()
	db := connected(t, url)
	var answer T
	if err := db.QueryRow(t.Context(), question, args...).Scan(&answer); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	return answer
}

func run(t *testing.T, url, command string, args ...any) {
	t.Helper()
	db := connected(t, url)
	if _, err := db.Exec(t.Context(), command, args...); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func connected(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	db, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	t.Parallel()
	one, other := New(t), New(t)
	run(t, one.URL(), `INSERT INTO lexeme (lexeme, projects) VALUES ('brug', 1)`)
	if n := ask[int](t, other.URL(), `SELECT count(*) FROM lexeme`); n != 0 {
		t.Errorf("the other sees %d rows", n)
	}
	if _, err := Owner(t, other).SchemaVersion(t.Context()); err != nil {
		t.Error(err)
	}
	version, err := one.SchemaVersion(t.Context())
	if err != nil || version == 0 {
		t.Errorf("version %d, %v", version, err)
	}
}

func TestHowLongANewDatabaseTakes(t *testing.T) {
	New(t) // the server and its template
	const several = 10
	begin := time.Now()
	for range several {
		New(t)
	}
	t.Logf("a database of its own: %v", (time.Since(begin) / several).Round(100*time.Microsecond))

	begin = time.Now()
	var all sync.WaitGroup
	for range several {
		all.Go(func() { New(t) })
	}
	all.Wait()
	t.Logf("each of %d at the same time: %v", several, (time.Since(begin) / several).Round(100*time.Microsecond))
}

func TestAnEmptyDatabaseHasNoTable(t *testing.T) {
	t.Parallel()
	if n := ask[int](t, Empty(t), `SELECT count(*) FROM pg_tables WHERE schemaname = 'public'`); n != 0 {
		t.Errorf("it has %d tables", n)
	}
}

func TestATemplateIsFilledOnce(t *testing.T) {
	t.Parallel()
	var fills atomic.Int32
	fill := func(ctx context.Context, db *postgres.DB) error {
		fills.Add(1)
		return write(ctx, db, "once")
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			db := Template(t, "once", fill)
			if word := ask[string](t, db.URL(), `SELECT string_agg(lexeme, ' ') FROM lexeme`); word != "once" {
				t.Errorf("found %q", word)
			}
		})
	}
	all.Wait()
	if n := fills.Load(); n > 1 { // none on a server on which an earlier run has filled it
		t.Errorf("filled %d times", n)
	}
}

func write(ctx context.Context, db *postgres.DB, word string) error {
	conn, err := pgx.Connect(ctx, db.URL())
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, `INSERT INTO lexeme (lexeme, projects) VALUES ($1, 1)`, word)
	return errors.Join(err, conn.Close(ctx))
}

func TestATemplateThatWasHalfFilledIsBegunAnew(t *testing.T) {
	t.Parallel()
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	name := nameFor("half")
	t.Cleanup(func() {
		if err := s.drop(context.Background(), name); err != nil {
			t.Error(err)
		}
	})
	if err := s.create(t.Context(), name+"_half", "template1"); err != nil {
		t.Fatal(err)
	}
	run(t, s.address(name+"_half"), `CREATE TABLE left_behind (id int)`)

	wrong := errors.New("no")
	if err := s.build(t.Context(), name, "template1", func(context.Context, string) error { return wrong }); !errors.Is(err, wrong) {
		t.Fatalf("a filling that fails says %v", err)
	}
	err = s.build(t.Context(), name, "template1", func(ctx context.Context, url string) error {
		return do(ctx, url, `CREATE TABLE whole (id int)`)
	})
	if err != nil {
		t.Fatal(err)
	}
	if tables := ask[string](t, s.address(name), `SELECT string_agg(tablename, ' ') FROM pg_tables WHERE schemaname = 'public'`); tables != "whole" {
		t.Errorf("it holds %s", tables)
	}
}

// What follows are tests that another test runs, in a process of its own.
const asked = "PGTEST_ASKED"

func TestAskedToFill(t *testing.T) {
	path := os.Getenv(asked)
	if path == "" {
		return
	}
	Template(t, "asked", func(ctx context.Context, db *postgres.DB) error {
		file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(file, "filled")
		return errors.Join(err, file.Close())
	})
}

func TestAskedToFail(t *testing.T) {
	if os.Getenv(asked) == "" {
		return
	}
	if err := write(t.Context(), New(t), "why"); err != nil {
		t.Fatal(err)
	}
	t.Error("as asked")
}

func TestAskedForAServerOfItsOwn(t *testing.T) {
	if os.Getenv(asked) != "" {
		t.Log(Empty(t))
	}
}

// inAnotherProcess runs one of the tests above with the server at that address, and returns what it said.
func inAnotherProcess(test, address, path string) string {
	cmd := exec.Command(os.Args[0], "-test.v", "-test.run=^"+test+"$")
	cmd.Env = append(os.Environ(), Address+"="+address, asked+"="+path)
	words, err := cmd.CombinedOutput()
	return fmt.Sprintf("%s%v", words, err)
}

func TestProcessesShareATemplate(t *testing.T) {
	t.Parallel()
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "fills")
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			if words := inAnotherProcess("TestAskedToFill", s.url.String(), path); !strings.Contains(words, "--- PASS") {
				t.Error(words)
			}
		})
	}
	all.Wait()
	if words, err := os.ReadFile(path); err == nil && bytes.Count(words, []byte("filled")) != 1 {
		t.Errorf("%s", words)
	}
}

func TestAFailedTestKeepsItsDatabaseAndPrintsItsAddress(t *testing.T) {
	t.Parallel()
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	words := inAnotherProcess("TestAskedToFail", s.url.String(), "yes")
	address := regexp.MustCompile(`psql '(.*)'`).FindStringSubmatch(words)
	if address == nil {
		t.Fatal(words)
	}
	if found := ask[string](t, address[1], `SELECT lexeme FROM lexeme`); found != "why" {
		t.Errorf("it holds %q", found)
	}
	name := ask[string](t, address[1], `SELECT current_database()`)
	if err := s.drop(t.Context(), name); err != nil {
		t.Error(err)
	}
}

func TestAServerOfItsOwnEndsWithTheTests(t *testing.T) {
	t.Parallel()
	words := inAnotherProcess("TestAskedForAServerOfItsOwn", "", "yes")
	address := regexp.MustCompile(`postgres://\S+`).FindString(words)
	if address == "" {
		t.Fatal(words)
	}
	for begin := time.Now(); ; {
		conn, err := pgx.Connect(t.Context(), address)
		if err != nil {
			return
		}
		if err := conn.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if time.Since(begin) > 10*time.Second {
			t.Fatalf("%s still answers", address)
		}
	}
}
