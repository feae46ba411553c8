package main

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"vriendenstad/internal/depot"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/link"
	"vriendenstad/internal/mail"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/schema"
	"vriendenstad/internal/sample"
	"vriendenstad/internal/site"
	"vriendenstad/internal/worker"
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
	collectAt   = 280 // per cent of the live heap
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
	db, lacks, err := openForProgram(ctx, d.program, log)
	if err != nil {
		return err
	}
	defer db.Close()
	key, err := s.key()
	if err != nil {
		return err
	}
	counter, err := desk.New(db, key)
	if err != nil {
		return err
	}
	documents, err := depot.OpenFolder(s.DocumentsDir)
	if err != nil {
		return faults{"DOCUMENTS_DIR: " + err.Error()}
	}
	sender, letters := s.post()
	unsent := letters != nil && !s.development()
	if unsent {
		log.Warn("no mail server is set: letters are written down and not sent", "folder", s.MailDir, "remedy", "SMTP_HOST")
	}
	people, err := samplePeople(ctx, s, db, lacks)
	if err != nil {
		return err
	}
	portal, err := site.New(site.Settings{
		BaseURL:        s.BaseURL.url(),
		Clock:          p.now,
		Log:            log,
		TrustedProxies: s.TrustedProxies,
		RateLimit:      bool(s.RateLimit),
		Version:        release,
		DB:             db,
		Desk:           counter,
		SamplePassword: sample.Password,
		SchemaVersion:  schema.Latest(),
		Contact:        string(s.SecurityContact),
		Letters:        legible(s, letters),
		Unsent:         unsent,
		Depot:          documents,
	})
	if err != nil {
		return err
	}
	work, err := worker.New(worker.Settings{DB: db, Desk: counter, Sender: sender, Folder: letters, Depot: documents, BaseURL: s.BaseURL.String(), Clock: p.now, Log: log})
	if err != nil {
		return err
	}
	return beside(ctx, work, func(ctx context.Context) error {
		return doors.answer(ctx, portal, log, func() { p.announce(s, lacks, people) })
	})
}

// Beside lets the worker work while the portal is served, and ends both in good order: the worker stops while requests under way
// are answered, and what they wrote down is sealed last.
func beside(ctx context.Context, work *worker.Worker, answer func(context.Context) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	worked := make(chan struct{})
	go func() {
		defer close(worked)
		work.Run(ctx, func() time.Duration { return drain(ctx) * 3 / 4 })
	}()
	err := answer(ctx)
	stop(err) // the portal may have ended by itself
	<-worked
	work.SealLast(ctx)
	return err
}

// Legible returns the folder of letters where anybody at this machine may read them: in development.
func legible(s settings, letters *mail.Folder) *mail.Folder {
	if !s.development() {
		return nil
	}
	return letters
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

// FirstLook is how long serve waits, at its start, to see how the database is set up.
const firstLook = 2 * time.Second

// OpenForProgram opens the database as the portal uses it, in the program's own role, and returns what it lacks in a
// line, or nothing. Where the database was migrated on a server that let no such role be made, it goes on as the owner,
// which the log says at each start; the triggers on what may not change hold for the owner too.
func openForProgram(ctx context.Context, url string, log *slog.Logger) (db *postgres.DB, lacks string, err error) {
	db, err = postgres.Open(ctx, postgres.Settings{URL: url})
	if err != nil {
		return nil, "", err
	}
	look, end := context.WithTimeout(ctx, firstLook)
	defer end()
	version, reason := db.SchemaVersion(look)
	if reason == nil {
		return db, behind(version), nil
	}
	owner, err := postgres.Open(ctx, postgres.Settings{URL: url, AsOwner: true})
	if err != nil {
		db.Close()
		return nil, "", err
	}
	version, err = owner.SchemaVersion(look)
	if err != nil {
		owner.Close()
		return db, "the database does not answer yet: pages say so until it does", nil
	}
	if lacks = behind(version); lacks != "" {
		owner.Close()
		return db, lacks, nil // migrate makes the role
	}
	db.Close()
	log.Warn("the role of the program cannot be taken on; serving as the owner of the tables", "role", schema.Program,
		"error", reason, "remedy", "vriendenstad migrate prints what an administrator of the server has to run")
	return owner, "", nil
}

func behind(version int64) string {
	if version < schema.Latest() {
		return "the database has not been migrated: run vriendenstad migrate"
	}
	return ""
}

// Announce says where the portal stands, what it lacks, and who may sign in.
func (p program) announce(s settings, lacks string, people []postgres.SampleRow) {
	p.say("\nVriendenstad is served on %s", s.BaseURL)
	p.say("  listening on %s", s.Addr)
	if s.MetricsAddr != "" {
		p.say("  metrics on http://%s/metrics", s.MetricsAddr.local())
	}
	if lacks != "" {
		p.say("  %s", lacks)
	}
	if s.development() {
		p.say("  anybody may read the public pages; people sign in on %s%s", s.BaseURL, link.SignIn())
		p.introduce(people)
		p.say("  Ctrl-C ends it")
	}
}
