// Package postgres turns rows into values of the domain and back. It is the only room that speaks SQL.
//
// There are three pools on one database. Pages ask short questions that the server plans once. Search asks questions
// whose best plan hangs on the words, so it is planned each time and cut off after half a second. Downloads read long and
// are few. None compiles its plans: where a million words stand, that takes longer than the question. Every query has a
// deadline: an answer that comes too late is [fault.Unavailable].
//
// Traps: a tsquery that is not a constant of its statement makes the planner walk a million rows; a row that is
// larger than a page's quarter moves its words elsewhere, which ranking pays for (see migration 00004); after a silent
// line a cancelled query keeps its place in the pool for up to 15 seconds.
package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"vriendenstad/internal/audit"
)

// Program is the role under which the program reads and writes. It owns nothing, and holds only what package schema grants it.
const Program = "vriendenstad_program"

// The longest that a query may take, from asking for a connection to its last row.
const (
	pageDeadline   = 3 * time.Second
	searchDeadline = 4 * time.Second // half a second of work, and the wait for a turn
	exportDeadline = 30 * time.Second
)

// Settings say which database to use and how. Only URL is obligatory.
type Settings struct {
	URL string
	// AsOwner keeps the role that URL signs in as, in place of [Program]: for filling, and where the server let no role be made.
	AsOwner bool
	// Pages, Search and Export are how many connections each pool may open; zero is 10, 4 and 3.
	Pages, Search, Export int32
	// Watch, where it is not nil, is told of each statement before it is sent: for figures and for tests. Many call it at a time.
	Watch func(Statement)
}

// A DB is the database as the program uses it.
type DB struct {
	Store
	pages, search, export *pgxpool.Pool
	url                   string
	owner                 bool
	jobs                  *river.Client[pgx.Tx] // writes jobs down; see job.go
}

// Open prepares the pools. It does not wait for the database: a query does, and says when it is away.
func Open(ctx context.Context, s Settings) (*DB, error) {
	pages, err := pool(ctx, s, orElse(s.Pages, 10), map[string]string{"jit": "off"})
	if err != nil {
		return nil, err
	}
	search, err := pool(ctx, s, orElse(s.Search, 4), map[string]string{
		"plan_cache_mode": "force_custom_plan", "jit": "off", "statement_timeout": "500",
	})
	if err != nil {
		pages.Close()
		return nil, err
	}
	export, err := pool(ctx, s, orElse(s.Export, 3), map[string]string{"jit": "off", "statement_timeout": "30000"})
	if err != nil {
		pages.Close()
		search.Close()
		return nil, err
	}
	jobs, err := inserter(pages)
	if err != nil {
		pages.Close()
		search.Close()
		export.Close()
		return nil, err
	}
	return &DB{Store: Store{q: pages, deadline: pageDeadline, shelf: new(shelf)}, pages: pages, search: search, export: export, url: s.URL, owner: s.AsOwner, jobs: jobs}, nil
}

func orElse(n, otherwise int32) int32 {
	if n > 0 {
		return n
	}
	return otherwise
}

func pool(ctx context.Context, s Settings, most int32, params map[string]string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(s.URL)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	config.MaxConns = most
	config.MaxConnLifetime = time.Hour
	config.MaxConnIdleTime = 5 * time.Minute
	config.ConnConfig.ConnectTimeout = 2 * time.Second
	config.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		registerDay(conn.TypeMap())
		return nil
	}
	if s.Watch != nil {
		config.ConnConfig.Tracer = watcher(s.Watch)
	}
	if !s.AsOwner {
		config.ConnConfig.RuntimeParams["role"] = Program
	}
	config.ConnConfig.RuntimeParams["application_name"] = "vriendenstad"
	for name, value := range params {
		config.ConnConfig.RuntimeParams[name] = value
	}
	return pgxpool.NewWithConfig(ctx, config)
}

// Close ends all connections, after the queries that are under way.
func (db *DB) Close() {
	db.pages.Close()
	db.search.Close()
	db.export.Close()
}

// AsOwner says that the database was opened without the role of the program: then the triggers alone keep what may not change.
func (db *DB) AsOwner() bool { return db.owner }

// URL returns the address that the database was opened with.
func (db *DB) URL() string { return db.url }

// Ping asks whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	ctx, done := context.WithTimeout(ctx, pageDeadline)
	defer done()
	return answer(db.pages.Ping(ctx))
}

// Now returns the database's own clock, to compare ours with.
func (s Store) Now(ctx context.Context) (time.Time, error) {
	return value[time.Time](ctx, s, `SELECT clock_timestamp()`)
}

// SchemaVersion returns the number of the last migration that the database has had, zero when it had none.
func (s Store) SchemaVersion(ctx context.Context) (int64, error) {
	there, err := value[bool](ctx, s, `SELECT to_regclass('public.goose_db_version') IS NOT NULL`)
	if err != nil || !there {
		return 0, err
	}
	return value[int64](ctx, s, `SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied`)
}

// A PoolState says how busy a pool is.
type PoolState struct {
	Name               string
	Most, Open, InUse  int32
	Waited             int64
	WaitedFor          time.Duration
	CanceledWhileAsked int64
}

// Pools returns how busy the pools are, for the metrics.
func (db *DB) Pools() []PoolState {
	states := make([]PoolState, 0, 3)
	for _, p := range []struct {
		name string
		pool *pgxpool.Pool
	}{{"pages", db.pages}, {"search", db.search}, {"export", db.export}} {
		s := p.pool.Stat()
		states = append(states, PoolState{Name: p.name, Most: s.MaxConns(), Open: s.TotalConns(), InUse: s.AcquiredConns(),
			Waited: s.EmptyAcquireCount(), WaitedFor: s.AcquireDuration(), CanceledWhileAsked: s.CanceledAcquireCount()})
	}
	return states
}

// A Tx is a transaction: the same questions as a [DB], and the writing.
type Tx struct {
	Store
	tx    pgx.Tx
	jobs  *river.Client[pgx.Tx]
	noted *audit.Detail
	last  *lasting
	// ended is true when [Tx.Finish] has committed it.
	ended *bool
}

// A lasting is what is kept for the end of an act; nil for nothing.
type lasting struct {
	booking
	submission []any
}

// Note says what the record tells of the act's values, beside who did what: the last one said counts.
func (t Tx) Note(detail audit.Detail) { *t.noted = detail }

// Noted returns what was said by [Tx.Note], nil where nothing was.
func (t Tx) Noted() *audit.Detail {
	if t.noted.Before == nil && t.noted.After == nil && t.noted.Why == "" && t.noted.Client == "" {
		return nil
	}
	return t.noted
}

// beginning begins a transaction in which nobody waits longer than that for others, in one step.
const beginning = `BEGIN; SET LOCAL lock_timeout = '2s'`

// InTx runs fn in one transaction, which is committed when fn returns nil and rolled back otherwise. What [Tx.Finish] ended is committed already.
func (db *DB) InTx(ctx context.Context, fn func(Tx) error) error {
	conn, err := db.pages.Acquire(ctx)
	if err != nil {
		return answer(err)
	}
	defer conn.Release()
	tx, err := conn.BeginTx(ctx, pgx.TxOptions{BeginQuery: beginning})
	if err != nil {
		return answer(err)
	}
	t := Tx{Store: Store{q: tx, deadline: pageDeadline, shelf: db.shelf}, tx: tx, jobs: db.jobs, noted: new(audit.Detail), last: new(lasting), ended: new(bool)}
	defer func() {
		if !*t.ended {
			tx.Rollback(ctx) // after a commit it does nothing; a connection on which it fails is not used again
		}
	}()
	if err := fn(t); err != nil || *t.ended {
		return answer(err)
	}
	return answer(tx.Commit(ctx))
}

// A querier is a pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

// A Store asks. Its methods may be called on a [DB] and within a [Tx].
type Store struct {
	q        querier
	deadline time.Duration
	shelf    *shelf
}
