package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

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
