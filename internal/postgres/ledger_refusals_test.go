package postgres_test

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// connect returns a connection of the owner, which is closed with the test.
func (l ledger) connect() *pgx.Conn {
	l.t.Helper()
	conn, err := pgx.Connect(l.t.Context(), l.db.URL())
	l.do(err)
	l.t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}
