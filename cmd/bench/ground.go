package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgdev"
	"vriendenstad/internal/postgres/schema"
	"vriendenstad/internal/sample"
)

// A ground is what a measurement stands on: a database server of its own, in a folder that goes with it. It is the private
// server that development uses, with fsync on.
type ground struct {
	dir    string
	server *pgdev.Server
	say    func(format string, args ...any)
}

// lay starts the server in a new folder under the one named, or under the system's for temporary files.
func lay(ctx context.Context, under string, say func(string, ...any)) (*ground, error) {
	dir, err := os.MkdirTemp(under, "vriendenstad-bench-")
	if err != nil {
		return nil, err
	}
	g := &ground{dir: dir, say: say}
	if err := os.Chmod(dir, 0o711); err != nil { // as root, the server runs as another user
		return nil, errors.Join(err, g.clear())
	}
	g.server, err = pgdev.Start(ctx, pgdev.Settings{
		Dir: filepath.Join(dir, "postgres"),
		Binaries: pgdev.Binaries{
			Dir: os.Getenv("PG_BINDIR"), Path: os.Getenv("PATH"), Fetched: filepath.Join("var", "pgbin"),
		},
	})
	if err != nil {
		return nil, errors.Join(err, g.clear())
	}
	return g, nil
}

// endPatience is how long a server may take to write down what it has in memory.
const endPatience = time.Minute

// clear ends the server and removes all that was written.
func (g *ground) clear() error {
	var err error
	if g.server != nil {
		err = g.server.Stop()
		for begin := time.Now(); time.Since(begin) < endPatience && alive(g.server.PID()); {
			time.Sleep(20 * time.Millisecond)
		}
	}
	return errors.Join(err, os.RemoveAll(g.dir))
}

func alive(process int) bool {
	return !errors.Is(syscall.Kill(process, 0), syscall.ESRCH)
}

// fill makes a database with the sample city and so many projects, and returns its address.
func (g *ground) fill(ctx context.Context, name string, projects int) (url string, err error) {
	begin := time.Now()
	if err := g.server.CreateDatabase(ctx, name); err != nil {
		return "", err
	}
	url = g.server.URL(name)
	if err := schema.Migrate(ctx, url, func(string, ...any) {}); err != nil {
		return "", fmt.Errorf("migrate: %w", err)
	}
	db, err := postgres.Open(ctx, postgres.Settings{URL: url, AsOwner: true})
	if err != nil {
		return "", err
	}
	defer db.Close()
	today := calendar.DayOf(begin)
	if err := sample.City(ctx, db, today); err != nil {
		return "", fmt.Errorf("the sample city: %w", err)
	}
	if err := sample.Large(ctx, db, today, projects, g.progress(projects)); err != nil {
		return "", fmt.Errorf("%d projects: %w", projects, err)
	}
	written := time.Since(begin)
	if err := settle(ctx, url); err != nil {
		return "", err
	}
	g.say("%d projects written in %.1f s, and settled in %.1f s", projects, written.Seconds(), (time.Since(begin) - written).Seconds())
	return url, nil
}

// progress tells of large fillings how far they are.
func (g *ground) progress(all int) func(done int) {
	begin, told := time.Now(), 0
	return func(done int) {
		if tenth := done * 10 / all; all > 50_000 && tenth > told {
			told = tenth
			g.say("  %d of %d projects, %.0f s", done, all, time.Since(begin).Seconds())
		}
	}
}
