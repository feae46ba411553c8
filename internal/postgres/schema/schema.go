// Package schema brings a database to the schema of this program, and says what the program may do there.
//
// There are two roles. The owner is whom the address signs in as: it migrates, and owns every table. [Program]
// owns nothing; the program takes it on at each connection and so cannot change a table, or what was written
// down for good. Roles belong to the server and not to one database, and migrations travel with the database:
// that is why the role is made here, in Go, after the migrations.
//
// Traps:
//
//   - Two databases of one server may make the role in the same instant. Postgres then refuses one of them, by
//     one of three codes, and everything here may be done twice: so it is done again.
//   - A role that may make roles is since Postgres 16 a member of those that it makes, and yet may not become
//     them. Only the attempt tells.
//   - Rights are given to tables by name, and only to those of this program's own version: an older program
//     that migrates a newer database leaves it as it is.
//   - A new table needs a line in grants.go. A test compares the list with the database.
//   - The queue's tables are River's own and follow the version of its library: its steps come after ours, and go with
//     the first of ours. They cannot run in one transaction. A version of the library that brings a new step needs a
//     migration of ours beside it, for /readyz to wait for.
package schema

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"vriendenstad/internal/postgres"
	"vriendenstad/migrations"
)

// Program is the role that the program takes on. Nobody signs in as it.
const Program = postgres.Program

// A Step is one migration.
type Step struct {
	Version int64
	Name    string
	// At is when the database got it; zero when it has not yet.
	At time.Time
}

// Migrate brings the database at that address to the newest version and gives the program its rights. It tells
// each step it takes. Where the server does not let the owner make a role, it tells what an administrator has
// to do, and is content. Two that migrate at once take turns.
func Migrate(ctx context.Context, url string, say func(format string, args ...any)) error {
	newer := false
	err := with(url, func(steps *goose.Provider) error {
		version, err := steps.GetDBVersion(ctx)
		if err != nil {
			return err
		}
		if newer = version > Latest(); newer {
			say("the database is at version %d, newer than this program (%d): left as it is", version, Latest())
			return nil
		}
		results, err := steps.Up(ctx)
		tell(say, results)
		if err == nil && len(results) == 0 {
			say("the schema is up to date (version %d)", version)
		}
		return err
	})
	if err != nil || newer {
		return err
	}
	if err := queueUp(ctx, url, say); err != nil {
		return err
	}
	return settle(ctx, url, Program, say)
}

// Down takes the newest step back, and what was written in its tables with it; with the first step of all go the
// queue's tables. It does nothing when there is none.
func Down(ctx context.Context, url string, say func(format string, args ...any)) error {
	var left int64
	err := with(url, func(steps *goose.Provider) error {
		result, err := steps.Down(ctx)
		if errors.Is(err, goose.ErrNoNextVersion) {
			say("there is no step to take back")
			return nil
		}
		if err != nil {
			return err
		}
		tell(say, []*goose.MigrationResult{result})
		left, err = steps.GetDBVersion(ctx)
		return err
	})
	if err != nil || left > 0 {
		return err
	}
	return queueDown(ctx, url, say)
}

// Status returns all steps that this program knows, the oldest first, and then the newest of the queue's own.
func Status(ctx context.Context, url string) ([]Step, error) {
	var all []Step
	err := with(url, func(steps *goose.Provider) error {
		states, err := steps.Status(ctx)
		for _, one := range states {
			all = append(all, Step{Version: one.Source.Version, Name: path.Base(one.Source.Path), At: one.AppliedAt})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	queue, err := queueStatus(ctx, url)
	return append(all, queue), err
}

// Latest returns the newest version that this program knows.
func Latest() int64 {
	return newest(names())
}

func newest(names []string) int64 {
	latest := int64(0)
	for _, name := range names {
		if version, err := goose.NumericComponent(name); err == nil {
			latest = max(latest, version)
		}
	}
	return latest
}

// names returns the files of the migrations in order. The embedded list has no faults to return.
func names() []string {
	names, err := fs.Glob(migrations.FS, "*.sql")
	if err != nil {
		return nil
	}
	return names
}

// Fingerprint returns a short word that changes with the migrations and the rights, for the names of databases
// that are made once and copied.
func Fingerprint() (string, error) {
	sum := sha256.New()
	for _, name := range names() {
		text, err := fs.ReadFile(migrations.FS, name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(text), text)
	}
	queue, err := queueVersions()
	if err != nil {
		return "", err
	}
	fmt.Fprint(sum, queue, grants, called) // maps in the order of their keys
	return hex.EncodeToString(sum.Sum(nil)[:6]), nil
}

// with hands over the steps on a connection to the database.
func with(url string, do func(*goose.Provider) error) error {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return fmt.Errorf("database address: %w", err)
	}
	db := stdlib.OpenDB(*config)
	steps, err := provider(db)
	if err == nil {
		err = do(steps)
	}
	return errors.Join(err, db.Close())
}

func provider(db *sql.DB) (*goose.Provider, error) {
	turns, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 600)) // asks each second, for ten minutes
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, db, migrations.FS,
		goose.WithSessionLocker(turns),
		goose.WithDisableGlobalRegistry(true),
		goose.WithLogger(goose.NopLogger()))
}

func tell(say func(string, ...any), results []*goose.MigrationResult) {
	for _, one := range results {
		say("%s %s (%d ms)", one.Direction, path.Base(one.Source.Path), one.Duration.Milliseconds())
	}
}
