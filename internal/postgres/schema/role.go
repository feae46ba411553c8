package schema

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// The answers of Postgres that are not the end of it.
const (
	notPermitted = "42501"
	roleIsThere  = "42710"
	rowIsThere   = "23505"
	internal     = "XX000" // "tuple concurrently updated", for which Postgres has no code of its own
)

// mostTries bounds how often another database may come between.
const mostTries = 20

// settle makes the role where it is absent, lets the owner take it on, and gives it its rights.
func settle(ctx context.Context, url, program string, say func(string, ...any)) error {
	db, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	for range mostTries {
		if err = settleOnce(ctx, db, program, say); !is(err, roleIsThere, rowIsThere, internal) {
			break
		}
	}
	if err != nil {
		err = fmt.Errorf("role %s: %w", program, err)
	}
	return errors.Join(err, db.Close(ctx))
}

func settleOnce(ctx context.Context, db *pgx.Conn, program string, say func(string, ...any)) error {
	var there bool
	if err := db.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)`, program).Scan(&there); err != nil {
		return err
	}
	role := pgx.Identifier{program}.Sanitize()
	if !there {
		_, err := db.Exec(ctx, `CREATE ROLE `+role+` NOLOGIN`)
		if is(err, notPermitted) {
			return ask(ctx, db, role, say, `CREATE ROLE `+role+` NOLOGIN;`)
		}
		if err != nil {
			return err
		}
	}
	if err := takeOn(ctx, db, role, say); err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, db, func(tx pgx.Tx) error { return give(ctx, tx, role) })
}

// takeOn sees to it that the owner may become the role.
func takeOn(ctx context.Context, db *pgx.Conn, role string, say func(string, ...any)) error {
	_, err := db.Exec(ctx, `SET ROLE `+role)
	if err == nil {
		_, err = db.Exec(ctx, `RESET ROLE`)
		return err
	}
	if !is(err, notPermitted) {
		return err
	}
	_, err = db.Exec(ctx, `GRANT `+role+` TO CURRENT_USER`)
	if is(err, notPermitted) {
		return ask(ctx, db, role, say)
	}
	return err
}

// ask tells what an administrator of the server has to do in the owner's place: the lines given, and the grant.
func ask(ctx context.Context, db *pgx.Conn, role string, say func(string, ...any), lines ...string) error {
	var owner string
	if err := db.QueryRow(ctx, `SELECT current_user`).Scan(&owner); err != nil {
		return err
	}
	say("this server does not let %s make or take on the role of the program: the triggers alone protect the record.", owner)
	say("Let an administrator of the server run this, and migrate again:")
	for _, line := range append(lines, `GRANT `+role+` TO `+pgx.Identifier{owner}.Sanitize()+`;`) {
		say("    %s", line)
	}
	return nil
}

// give gives the role its rights, and takes what an earlier version of the program gave beyond them.
func give(ctx context.Context, tx pgx.Tx, role string) error {
	statements := []string{
		`GRANT USAGE ON SCHEMA public TO ` + role,
		`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ` + role,
	}
	for _, name := range slices.Sorted(maps.Keys(grants)) {
		table := pgx.Identifier{"public", name}.Sanitize()
		statements = append(statements,
			`REVOKE ALL ON `+table+` FROM `+role,
			`GRANT `+grants[name]+` ON `+table+` TO `+role)
	}
	for _, function := range called {
		statements = append(statements, `GRANT EXECUTE ON FUNCTION public.`+function+` TO `+role)
	}
	for _, one := range statements {
		if _, err := tx.Exec(ctx, one); err != nil {
			return err
		}
	}
	return nil
}

// is says whether Postgres answered with one of these codes.
func is(err error, codes ...string) bool {
	refused, ok := errors.AsType[*pgconn.PgError](err)
	return ok && slices.Contains(codes, refused.Code)
}
