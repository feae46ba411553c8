package pgdev

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
)

// CreateDatabase makes a database that belongs to [Owner], unless there is one of that name.
func (s *Server) CreateDatabase(ctx context.Context, name string) error {
	db, err := s.folder.connect(ctx, superuser)
	if err != nil {
		return err
	}
	return errors.Join(createDatabase(ctx, db, name), db.Close(ctx))
}

// furnish makes the owner and the owner's database where they are absent.
func (s *Server) furnish(ctx context.Context) error {
	db, err := s.folder.connect(ctx, superuser)
	if err != nil {
		return err
	}
	err = createOwner(ctx, db)
	if err == nil {
		err = createDatabase(ctx, db, Owner)
	}
	return errors.Join(err, db.Close(ctx))
}

func createOwner(ctx context.Context, db *pgx.Conn) error {
	var there bool
	err := db.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)`, Owner).Scan(&there)
	if there || err != nil {
		return err
	}
	_, err = db.Exec(ctx, `CREATE ROLE `+pgx.Identifier{Owner}.Sanitize()+` LOGIN CREATEROLE CREATEDB`)
	return err
}

// createDatabase is called under the lock, or by one program at a time for one name.
func createDatabase(ctx context.Context, db *pgx.Conn, name string) error {
	var there bool
	err := db.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&there)
	if there || err != nil {
		return err
	}
	_, err = db.Exec(ctx, `CREATE DATABASE `+pgx.Identifier{name}.Sanitize()+` OWNER `+pgx.Identifier{Owner}.Sanitize())
	return err
}
