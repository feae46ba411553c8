package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/schema"
	"vriendenstad/internal/site"
)

// An insider is the portal within this program, where it can be seen what a page asks of the database. It is for looking, not
// for measuring: what is measured runs on its own.
type insider struct {
	site *site.Site
	db   *postgres.DB

	mu   sync.Mutex
	seen []postgres.Statement
}

func newInsider(ctx context.Context, database string) (*insider, error) {
	in := &insider{}
	var err error
	in.db, err = postgres.Open(ctx, postgres.Settings{URL: database, Watch: in.see})
	if err != nil {
		return nil, err
	}
	in.site, err = site.New(site.Settings{
		BaseURL: &url.URL{Scheme: "http", Host: "localhost"}, Clock: time.Now, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		DB: in.db, SchemaVersion: schema.Latest(),
	})
	if err != nil {
		in.db.Close()
		return nil, err
	}
	return in, nil
}

func (in *insider) see(s postgres.Statement) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.seen = append(in.seen, s)
}

// page asks for a page, and returns it with the statements that it sent. What the portal remembers from page to page
// it has asked before.
func (in *insider) page(ctx context.Context, path string) (*httptest.ResponseRecorder, []postgres.Statement, error) {
	var w *httptest.ResponseRecorder
	for range 2 {
		in.forget()
		w = httptest.NewRecorder()
		in.site.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, path, nil))
	}
	if w.Code != http.StatusOK {
		return nil, nil, fmt.Errorf("%s: status %d", path, w.Code)
	}
	return w, in.asked(), nil
}

// forget begins anew with what was asked.
func (in *insider) forget() {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.seen = nil
}

// asked returns all that was asked of the database since.
func (in *insider) asked() []postgres.Statement {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.seen
}

// A player sends statements of the store once more and reads the rows, without making anything of them: the limit of what
// a page can be that asks them.
type player struct {
	database string
	pools    map[string]*pgxpool.Pool // by their settings
}

func newPlayer(database string) *player {
	return &player{database: database, pools: map[string]*pgxpool.Pool{}}
}

func (p *player) close() {
	for _, one := range p.pools {
		one.Close()
	}
}

// poolSize is how many connections the portal's pool for pages opens.
const poolSize = 10

// pool returns the pool whose connections have these settings.
func (p *player) pool(ctx context.Context, params map[string]string) (*pgxpool.Pool, error) {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(params)) {
		words = append(words, name+"="+params[name])
	}
	key := strings.Join(words, " ")
	if one := p.pools[key]; one != nil {
		return one, nil
	}
	config, err := pgxpool.ParseConfig(p.database)
	if err != nil {
		return nil, err
	}
	config.MaxConns = poolSize
	config.ConnConfig.RuntimeParams = maps.Clone(params)
	one, err := pgxpool.NewWithConfig(ctx, config)
	if err == nil {
		p.pools[key] = one
	}
	return one, err
}

// A step is a statement that is ready to be sent, with the number of rows that it brings.
type step struct {
	pool *pgxpool.Pool
	sql  string
	args []any
	rows int
}

func (p *player) ready(ctx context.Context, all []postgres.Statement) ([]step, error) {
	steps := make([]step, len(all))
	for i, one := range all {
		pool, err := p.pool(ctx, one.Params)
		if err != nil {
			return nil, err
		}
		steps[i] = step{pool: pool, sql: one.SQL, args: plain(one.Args)}
		if steps[i].rows, err = steps[i].send(ctx); err != nil {
			return nil, fmt.Errorf("%w in %s", err, one.SQL)
		}
	}
	return steps, nil
}

// plain writes days as text: only the store's own connections know them.
func plain(args []any) []any {
	all := slices.Clone(args)
	for i, one := range all {
		if day, ok := one.(calendar.Day); ok {
			all[i] = day.ISO()
		}
	}
	return all
}

// send sends the statement and returns how many rows came.
func (s step) send(ctx context.Context) (int, error) {
	rows, err := s.pool.Query(ctx, s.sql, s.args...)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		rows.RawValues()
		n++
	}
	return n, rows.Err()
}

// playing is the load of callers that send the statements of these pages, page after page.
func playing(pages [][]step) load {
	return load{open: func(ctx context.Context, i int) (func() error, func() error, error) {
		n := i * len(pages) / connections
		return func() error {
			n = (n + 1) % len(pages)
			for _, s := range pages[n] {
				rows, err := s.send(ctx)
				if err != nil {
					return err
				}
				if rows != s.rows {
					return fmt.Errorf("%d rows, want %d, of %s", rows, s.rows, s.sql)
				}
			}
			return nil
		}, func() error { return nil }, nil
	}}
}

// settle lets the server look at its tables and tidy them, so that it does not choose to do so while it is measured.
func settle(ctx context.Context, database string) error {
	conn, err := pgx.Connect(ctx, database)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, `VACUUM (ANALYZE)`)
	return err
}
