package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/pprof"
	"time"

	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/schema"
	"vriendenstad/internal/project"
	"vriendenstad/internal/site"
)

// servePortal is the portal that writes down where its time goes. The real program has no door for that.
func servePortal(ctx context.Context, args []string) (err error) {
	flags := flag.NewFlagSet("portal", flag.ContinueOnError)
	address := flags.String("addr", "", "`address` to listen on")
	database := flags.String("database", "", "`address` of the database")
	out := flags.String("cpu", "", "`file` for the profile")
	if err := flags.Parse(args); err != nil {
		return err
	}
	debug.SetGCPercent(280) // as the real program
	db, err := postgres.Open(ctx, postgres.Settings{URL: *database})
	if err != nil {
		return err
	}
	defer db.Close()
	// Lines are written for nobody, as a service's are for its journal.
	log := slog.New(slog.NewJSONHandler(io.Discard, nil))
	pages, err := site.New(site.Settings{
		BaseURL: &url.URL{Scheme: "http", Host: *address}, Clock: time.Now, Log: log, DB: db, SchemaVersion: schema.Latest(),
	})
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", *address)
	if err != nil {
		return err
	}
	file, err := os.Create(*out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := pprof.StartCPUProfile(file); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return site.Serve(ctx, ln, pages, log, func() time.Duration { return time.Second })
}

// profile loads one page of a portal that writes down where its processor time goes.
func profile(ctx context.Context, args []string) (err error) {
	flags := flag.NewFlagSet("profile", flag.ContinueOnError)
	out := flags.String("out", "var/cpu.pprof", "`file` for the profile; go tool pprof -top reads it")
	path := flags.String("path", link.Projects(project.Filter{}), "`page` to load")
	projects := flags.Int("projects", 10_000, "`number` of projects")
	database := flags.String("database", "", "`address` of a database that is filled already")
	under := flags.String("dir", "", "`folder` for the temporary database")
	seconds := flags.Duration("for", 5*time.Second, "how long")
	if err := flags.Parse(args); err != nil {
		return err
	}
	g, err := lay(ctx, *under, say)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.clear()) }()
	if *database == "" {
		if *database, err = g.fill(ctx, "bench", *projects); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Dir(*out), 0o755); err != nil {
		return err
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	address, err := freeAddress()
	if err != nil {
		return err
	}
	c, err := start(ctx, filepath.Join(g.dir, "portal.log"), address, nil, program,
		"portal", "-addr", address, "-database", *database, "-cpu", *out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.stop()) }()
	if err := c.await(ctx, *path); err != nil {
		return err
	}
	f, err := drive(ctx, asking(address, ask{path: *path, rows: -1}), window{time.Second, *seconds},
		&meter{server: c.pid(), database: g.server.PID()})
	if err != nil {
		return err
	}
	if err := tellPlans(ctx, *database, *path); err != nil {
		return err
	}
	e := f.entry(*path)
	say("%s: %.0f a second, %.0f µs of the portal and %.0f µs of the database each; go tool pprof -top %s", *path, e.Rate, e.Server, e.Database, *out)
	return nil
}

// tellPlans tells what the server does for a page, statement by statement.
func tellPlans(ctx context.Context, database, path string) error {
	in, err := newInsider(ctx, database)
	if err != nil {
		return err
	}
	defer in.db.Close()
	_, statements, err := in.page(ctx, path)
	if err != nil {
		return err
	}
	raw := newPlayer(database)
	defer raw.close()
	steps, err := raw.ready(ctx, statements)
	if err != nil {
		return err
	}
	all, sum, err := explainAll(ctx, steps)
	if err != nil {
		return err
	}
	say("  %8s %8s %8s", "ms", "buffers", "removed")
	for i, one := range all {
		say("  %8.2f %8d %8d  %s", milliseconds(one.took), one.buffers, one.removed, short(steps[i].sql))
	}
	say("  %8.2f %8d %8d", milliseconds(sum.took), sum.buffers, sum.removed)
	return nil
}
