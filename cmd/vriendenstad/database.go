package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"

	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgdev"
)

// PrivateDatabase is the name of the portal's database on the private server.
const privateDatabase = "vriendenstad"

// Database is where the portal's rows are.
type database struct {
	owner   string        // signs in as the owner of the tables; for migrate and seed
	program string        // for serve
	private *pgdev.Server // nil where DATABASE_URL names a server
}

// OpenDatabase finds the database of the settings. Where they name none, it starts the private server under
// var/postgres, or joins the one that runs there. The caller stops it.
func openDatabase(ctx context.Context, p program, s settings) (database, error) {
	if s.DatabaseURL != "" {
		d := database{owner: string(s.DatabaseURL), program: string(s.DatabaseURL)}
		if s.MigrateURL != "" {
			d.owner = string(s.MigrateURL)
		}
		return d, nil
	}
	dir, err := filepath.Abs("var")
	if err != nil {
		return database{}, err
	}
	server, err := pgdev.Start(ctx, pgdev.Settings{
		Dir: filepath.Join(dir, "postgres"),
		Binaries: pgdev.Binaries{
			Dir:     s.PGBinDir,
			Path:    p.path(),
			Fetched: filepath.Join(dir, "pgbin"),
		},
		Say: p.say,
	})
	if err != nil {
		return database{}, advised{fmt.Errorf("the private database server: %w", err)}
	}
	if err := server.CreateDatabase(ctx, privateDatabase); err != nil {
		return database{}, fmt.Errorf("the private database: %w", errors.Join(err, server.Stop()))
	}
	url := server.URL(privateDatabase)
	return database{owner: url, program: url, private: server}, nil
}

// Reading hands fn the database as the program reads it, where it has had all migrations.
func reading(ctx context.Context, p program, fn func(*postgres.DB) error) (err error) {
	s, err := readSettings(p.environ)
	if err != nil {
		return err
	}
	d, err := openDatabase(ctx, p, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.stop()) }()
	db, _, err := openForProgram(ctx, d.program, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer db.Close()
	version, err := db.SchemaVersion(ctx)
	if err == nil && behind(version) != "" {
		err = errors.New(behind(version))
	}
	if err != nil {
		return err
	}
	return fn(db)
}

// Stop ends the private server where this program started one.
func (d database) stop() error {
	if d.private == nil {
		return nil
	}
	return d.private.Stop()
}

// Path returns the folders in which this user's programs are found.
func (p program) path() string {
	for _, word := range p.environ {
		if path, ok := strings.CutPrefix(word, "PATH="); ok {
			return path
		}
	}
	return ""
}
