package schema

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// queueLock is the advisory lock by which those that migrate the queue take turns: River itself takes none.
const queueLock = 0x51EE

// newestQueueStep is when the database got the newest of the queue's steps; no row where it has none.
const newestQueueStep = `SELECT created_at FROM river_migration WHERE line = 'main' AND version = $1`

// A queueSteps is River's own migrations, on a connection to the database.
type queueSteps = *rivermigrate.Migrator[pgx.Tx]

// queueUp brings the tables of the queue to the newest version that River's library knows.
func queueUp(ctx context.Context, url string, say func(string, ...any)) error {
	return withQueue(ctx, url, func(steps queueSteps, _ *pgxpool.Pool) error {
		done, err := steps.Migrate(ctx, rivermigrate.DirectionUp, nil)
		if err == nil {
			tellQueue(say, "up", done)
		}
		return err
	})
}

// queueDown takes all tables of the queue away.
func queueDown(ctx context.Context, url string, say func(string, ...any)) error {
	return withQueue(ctx, url, func(steps queueSteps, _ *pgxpool.Pool) error {
		done, err := steps.Migrate(ctx, rivermigrate.DirectionDown, &rivermigrate.MigrateOpts{TargetVersion: -1})
		if err == nil {
			tellQueue(say, "down", done)
		}
		return err
	})
}

// queueStatus returns the newest of the queue's steps.
func queueStatus(ctx context.Context, url string) (Step, error) {
	var newest Step
	err := withQueue(ctx, url, func(steps queueSteps, pool *pgxpool.Pool) error {
		all := steps.AllVersions()
		last := all[len(all)-1]
		newest = Step{Version: int64(last.Version), Name: queueName(last.Version, last.Name)}
		had, err := steps.ExistingVersions(ctx)
		if err != nil || len(had) < len(all) {
			return err
		}
		var at time.Time
		err = pool.QueryRow(ctx, newestQueueStep, last.Version).Scan(&at)
		newest.At = at
		return err
	})
	return newest, err
}

// queueVersions names the queue's steps, for [Fingerprint]: the tables follow the library's version.
func queueVersions() (string, error) {
	steps, err := queueMigrator(nil)
	if err != nil {
		return "", err
	}
	var names []string
	for _, one := range steps.AllVersions() {
		names = append(names, queueName(one.Version, one.Name))
	}
	return fmt.Sprint(names), nil
}

// withQueue hands over the queue's steps and a pool on the database, while no other migrates the queue.
func withQueue(ctx context.Context, url string, do func(queueSteps, *pgxpool.Pool) error) error {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return fmt.Errorf("database address: %w", err)
	}
	config.MaxConns = 2 // one holds the lock
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return err
	}
	defer pool.Close()
	lock, err := pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer lock.Release()
	if _, err := lock.Exec(ctx, `SELECT pg_advisory_lock($1)`, queueLock); err != nil {
		return err
	}
	steps, err := queueMigrator(pool)
	if err == nil {
		err = do(steps, pool)
	}
	_, unlocked := lock.Exec(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, queueLock)
	if err = errors.Join(err, unlocked); err != nil {
		return fmt.Errorf("the queue's tables: %w", err)
	}
	return nil
}

func queueMigrator(pool *pgxpool.Pool) (queueSteps, error) {
	return rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
}

func tellQueue(say func(string, ...any), direction string, done *rivermigrate.MigrateResult) {
	for _, one := range done.Versions {
		say("%s %s (%d ms)", direction, queueName(one.Version, one.Name), one.Duration.Milliseconds())
	}
}

func queueName(version int, name string) string { return fmt.Sprintf("river %03d %s", version, name) }
