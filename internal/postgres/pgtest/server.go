package pgtest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/postgres/pgdev"
)

// Address is the environment variable with the address of a server for tests: that of a database in which a
// role may sign in that may make databases and roles.
const Address = "VRIENDENSTAD_TEST_POSTGRES"

// A server makes and drops databases.
type server struct {
	url  *url.URL
	own  *pgdev.Server // nil when somebody else started it
	kept sync.Once
}

// connect uses the server at that address, or starts one when it is empty.
func connect(ctx context.Context, address string, out io.Writer) (*server, error) {
	s := &server{}
	if address == "" {
		var err error
		if s.own, err = Start(ctx, out); err != nil {
			return nil, err
		}
		address = s.own.URL(pgdev.Owner)
	}
	var err error
	if s.url, err = url.Parse(address); err != nil {
		return nil, fmt.Errorf("%s: %w", Address, err)
	}
	return s, nil
}

// Start starts a server for tests, in memory where there is room. It tells nothing but what makes it slower.
func Start(ctx context.Context, out io.Writer) (*pgdev.Server, error) {
	root, err := moduleRoot()
	if err != nil {
		return nil, err
	}
	named := os.Getenv("PG_BINDIR")
	if named != "" && !filepath.IsAbs(named) {
		named = filepath.Join(root, named) // each package is tested in its own folder
	}
	return pgdev.Start(ctx, pgdev.Settings{
		ForTests: true,
		Binaries: pgdev.Binaries{
			Dir:     named,
			Path:    os.Getenv("PATH"),
			Fetched: filepath.Join(root, "var", "pgbin"),
		},
		Say: func(format string, args ...any) {
			if line := fmt.Sprintf(format, args...); strings.Contains(line, "slower") {
				fmt.Fprintln(out, line)
			}
		},
	})
}

// moduleRoot is the folder above the tests that holds go.mod.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("no go.mod in this folder or above it")
		}
		dir = filepath.Dir(dir)
	}
	return "", err
}

// address returns how to reach a database on this server.
func (s *server) address(database string) string {
	there := *s.url
	there.Path = "/" + database
	return there.String()
}

// keep lets a server of our own outlive this binary, once.
func (s *server) keep() error {
	if s.own == nil {
		return nil
	}
	var err error
	s.kept.Do(func() { err = s.own.Linger(Patience) })
	return err
}

func (s *server) create(ctx context.Context, name, template string) error {
	return do(ctx, s.url.String(), createFrom(name, template))
}

func (s *server) drop(ctx context.Context, name string) error {
	return do(ctx, s.url.String(), dropNow(name))
}

// do runs one command on a connection of its own.
func do(ctx context.Context, url, command string) error {
	db, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	_, err = db.Exec(ctx, command)
	return errors.Join(err, db.Close(context.WithoutCancel(ctx)))
}

// createFrom copies files, which is quicker than Postgres's usual way through its log.
func createFrom(name, template string) string {
	return `CREATE DATABASE ` + quoted(name) + ` TEMPLATE ` + quoted(template) + ` STRATEGY file_copy`
}

func dropNow(name string) string {
	return `DROP DATABASE IF EXISTS ` + quoted(name) + ` WITH (FORCE)`
}

func quoted(name string) string {
	return pgx.Identifier{name}.Sanitize()
}

// build makes a template unless it is there. Others that want it wait, in whatever process.
func (s *server) build(ctx context.Context, name, from string, fill func(ctx context.Context, url string) error) error {
	db, err := pgx.Connect(ctx, s.url.String())
	if err != nil {
		return err
	}
	err = s.buildOn(ctx, db, name, from, fill)
	return errors.Join(err, db.Close(context.WithoutCancel(ctx))) // and with it the lock
}

func (s *server) buildOn(ctx context.Context, db *pgx.Conn, name, from string, fill func(ctx context.Context, url string) error) error {
	if there, err := exists(ctx, db, name); there || err != nil {
		return err
	}
	if _, err := db.Exec(ctx, `SELECT pg_advisory_lock(hashtextextended($1, 0))`, name); err != nil {
		return err
	}
	if there, err := exists(ctx, db, name); there || err != nil {
		return err
	}
	half := name + "_half"
	for _, command := range []string{dropNow(half), createFrom(half, from)} {
		if _, err := db.Exec(ctx, command); err != nil {
			return err
		}
	}
	if err := fill(ctx, s.address(half)); err != nil {
		return fmt.Errorf("template %s: %w", name, err)
	}
	_, err := db.Exec(ctx, `ALTER DATABASE `+quoted(half)+` RENAME TO `+quoted(name))
	return err
}

func exists(ctx context.Context, db *pgx.Conn, name string) (bool, error) {
	var there bool
	err := db.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&there)
	return there, err
}

// longestName is what is taken of a test's name; Postgres cuts a name after 63 bytes.
const longestName = 40

// nameFor returns a name for the database of that test: one to recognise, and one of its own.
func nameFor(test string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '_'
	}, strings.TrimPrefix(test, "Test"))
	return "test_" + plain[:min(len(plain), longestName)] + "_" + strings.ToLower(rand.Text()[:8])
}
