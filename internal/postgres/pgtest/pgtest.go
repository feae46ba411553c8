// Package pgtest gives every test a database of its own on a real Postgres, in some tens of milliseconds: a copy
// of a template that was migrated once.
//
// One server serves many packages when VRIENDENSTAD_TEST_POSTGRES holds its address, which
// "go run ./internal/postgres/pgtest/server -- go test ./..." sees to. Without it each test binary starts a
// server of its own at the first question, in memory, and that server ends with the binary.
//
// Traps:
//
//   - A template is built under another name and renamed when it is complete, under a lock that the server
//     keeps: a build that was killed is begun anew, and packages that want the same template build it once.
//   - A template's name holds the fingerprint of the schema; that of a filled one also the state of the sources
//     here, since the filling may have changed. Old ones stay on a server that lives long: start a new one.
//   - CREATE DATABASE wants nobody connected to its template; so do not connect to one.
//   - There is no autovacuum: a test that is about plans runs ANALYZE first.
//   - The roles belong to the server and are shared by all its databases.
package pgtest

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/schema"
)

// Patience is how long a server with the database of a failed test is kept for somebody to look at.
const Patience = 5 * time.Minute

// most bounds what one test waits for the server: the first of all waits for it to be made.
const most = 2 * time.Minute

// New returns a migrated, empty database, opened as the program's role. It is dropped when the test has passed;
// when it has failed, the database is kept and its address printed.
func New(t testing.TB) *postgres.DB {
	t.Helper()
	return open(t, clone(t, migrated))
}

// Template returns a copy of the migrated database that fill has filled, as the owner. A server fills a template
// of that name once, for all packages; so the name, of at most 20 letters, stands for one way of filling.
func Template(t testing.TB, name string, fill func(context.Context, *postgres.DB) error) *postgres.DB {
	t.Helper()
	return open(t, clone(t, func(ctx context.Context, s *server) (string, error) {
		return filled(ctx, s, name, fill)
	}))
}

// Empty returns the address of a database without any table, for its owner. It goes as that of [New] does.
func Empty(t testing.TB) string {
	t.Helper()
	return clone(t, func(context.Context, *server) (string, error) { return "template1", nil })
}

// Owner opens the database of db once more, as the role that owns its tables: to load it, and to see that
// triggers refuse what is not a matter of rights. The database's own URL signs in as the owner too.
func Owner(t testing.TB, db *postgres.DB) *postgres.DB {
	t.Helper()
	return openWith(t, postgres.Settings{URL: db.URL(), AsOwner: true})
}

// open opens a database as the program does.
func open(t testing.TB, url string) *postgres.DB {
	t.Helper()
	return openWith(t, postgres.Settings{URL: url})
}

// openWith opens a database with pools for one test.
func openWith(t testing.TB, settings postgres.Settings) *postgres.DB {
	t.Helper()
	settings.Pages, settings.Search, settings.Export = 5, 2, 2
	db, err := postgres.Open(t.Context(), settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return db
}

// clone copies a template for this test and returns the copy's address.
func clone(t testing.TB, template func(context.Context, *server) (string, error)) string {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), most)
	defer cancel()
	from, err := template(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	name := nameFor(t.Name())
	if err := s.create(ctx, name, from); err != nil {
		t.Fatal(err)
	}
	url := s.address(name)
	t.Cleanup(func() { leave(t, s, name, url) })
	return url
}

// leave drops the database of a test that has passed and keeps that of one that has failed.
func leave(t testing.TB, s *server, name, url string) {
	t.Helper()
	if t.Failed() {
		t.Logf("its database is kept: psql '%s'", url)
		if err := s.keep(); err != nil {
			t.Error(err)
		}
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	if err := s.drop(ctx, name); err != nil {
		t.Error(err)
	}
}

// migrated is the template of [New].
func migrated(ctx context.Context, s *server) (string, error) {
	print, err := schema.Fingerprint()
	if err != nil {
		return "", err
	}
	name := "template_" + print
	return name, s.build(ctx, name, "template1", func(ctx context.Context, url string) error {
		return schema.Migrate(ctx, url, func(string, ...any) {})
	})
}

// filled is the template of [Template].
func filled(ctx context.Context, s *server, name string, fill func(context.Context, *postgres.DB) error) (string, error) {
	if len(name) > 20 {
		return "", fmt.Errorf("the name of template %s is too long", name)
	}
	base, err := migrated(ctx, s)
	if err != nil {
		return "", err
	}
	state, err := sources()
	if err != nil {
		return "", err
	}
	template := base + "_" + state + "_" + name
	return template, s.build(ctx, template, base, func(ctx context.Context, url string) error {
		db, err := postgres.Open(ctx, postgres.Settings{URL: url, AsOwner: true})
		if err != nil {
			return err
		}
		defer db.Close()
		return fill(ctx, db)
	})
}

// shared is the server of this test binary.
var shared = sync.OnceValues(func() (*server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	return connect(ctx, os.Getenv(Address), os.Stderr)
})
