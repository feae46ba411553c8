package main

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"

	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/schema"
	"vriendenstad/internal/site"
	"vriendenstad/web"
)

func serveCommand() command {
	return command{
		name: "serve",
		does: "serves the portal until Ctrl-C or SIGTERM",
		help: "It never changes the schema: /readyz answers 503 until vriendenstad migrate has been run. SIGTERM gives\n" +
			"requests under way 8 seconds and Ctrl-C gives them 2; a second signal ends the program at once.",
		prepare: func(*flag.FlagSet) action { return serve },
	}
}

// The garbage collector's settings, where Go's own variables do not name others: pages leave much behind and the live
// heap is small, so collecting rarely buys a third of the speed for some 30 MB.
const (
	collectAt   = 400 // per cent of the live heap
	memoryLimit = 256 << 20
)

func serve(ctx context.Context, p program, words []string) (err error) {
	if err := noWords("serve", words); err != nil {
		return err
	}
	s, err := readSettings(p.environ)
	if err != nil {
		return err
	}
	if err := web.Built(); err != nil {
		return err
	}
	p.tuneMemory()
	doors, err := openDoors(s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, doors.close()) }()
	d, err := openDatabase(ctx, p, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.stop()) }()
	log := slog.New(slog.NewJSONHandler(p.errs, &slog.HandlerOptions{Level: slog.Level(s.LogLevel)}))
	db, err := openForProgram(ctx, d, log)
	if err != nil {
		return err
	}
	defer db.Close()
	portal, err := site.New(site.Settings{
		BaseURL:        s.BaseURL.url(),
		Clock:          p.now,
		Log:            log,
		TrustedProxies: s.TrustedProxies,
		RateLimit:      bool(s.RateLimit),
		Version:        release,
		DB:             db,
		SchemaVersion:  schema.Latest(),
		Contact:        string(s.SecurityContact),
	})
	if err != nil {
		return err
	}
	return doors.answer(ctx, portal, log, func() { p.announce(ctx, s, db) })
}

// TuneMemory sets the garbage collector, unless Go's own variables do.
func (p program) tuneMemory() {
	given := func(name string) bool {
		return slices.ContainsFunc(p.environ, func(word string) bool { return strings.HasPrefix(word, name+"=") })
	}
	if !given("GOGC") {
		debug.SetGCPercent(collectAt)
	}
	if !given("GOMEMLIMIT") {
		debug.SetMemoryLimit(memoryLimit)
	}
}

// OpenForProgram opens the database as the portal uses it.
func openForProgram(ctx context.Context, d database, log *slog.Logger) (*postgres.DB, error) {
	return postgres.Open(ctx, postgres.Settings{URL: d.program})
}

// Announce says where the portal stands and, where that can be known, what it lacks.
func (p program) announce(ctx context.Context, s settings, db *postgres.DB) {
	p.say("\nVriendenstad is served on %s", s.BaseURL)
	if s.BaseURL.host != string(s.Addr) {
		p.say("  listening on %s", s.Addr)
	}
	if s.MetricsAddr != "" {
		p.say("  metrics on http://%s/metrics", s.MetricsAddr.local())
	}
	version, err := db.SchemaVersion(ctx)
	switch {
	case err != nil:
		p.say("  the database does not answer yet; pages will say so until it does")
	case version < schema.Latest():
		p.say("  the database has not been migrated; run vriendenstad migrate")
	}
	if s.development() {
		p.say("  every page can be read by anybody; nobody signs in yet\n  Ctrl-C ends it")
	}
}
