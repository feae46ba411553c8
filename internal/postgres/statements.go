package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// A Statement is one that the store sends to the server, as [Settings.Watch] sees it: the store's own text, so that what is
// measured and counted is what pages ask.
type Statement struct {
	SQL string
	// Args are its parameters, in the order of $1, $2, …
	Args []any
	// Params are the settings of the connection on which it is sent; see [DB]'s three pools.
	Params map[string]string
}

// watcher hands each statement on before it is sent.
type watcher func(Statement)

// see hands on one statement. One whose parameters do not fit is left to fail where it is sent.
func (w watcher) see(ctx context.Context, conn *pgx.Conn, sql string, args []any) {
	if len(args) > 0 {
		if named, ok := args[0].(pgx.QueryRewriter); ok {
			if plain, values, err := named.RewriteQuery(ctx, conn, sql, args[1:]); err == nil {
				sql, args = plain, values
			}
		}
	}
	w(Statement{SQL: sql, Args: args, Params: conn.Config().RuntimeParams})
}

// TraceQueryStart sees a statement that is sent alone.
func (w watcher) TraceQueryStart(ctx context.Context, conn *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	w.see(ctx, conn, data.SQL, data.Args)
	return ctx
}

// TraceQueryEnd does nothing.
func (w watcher) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// TraceBatchStart sees the statements that are sent together.
func (w watcher) TraceBatchStart(ctx context.Context, conn *pgx.Conn, data pgx.TraceBatchStartData) context.Context {
	for _, one := range data.Batch.QueuedQueries {
		w.see(ctx, conn, one.SQL, one.Arguments)
	}
	return ctx
}

// TraceBatchQuery does nothing.
func (w watcher) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}

// TraceBatchEnd does nothing.
func (w watcher) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}
