package main

import (
	"context"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgdev"
	"vriendenstad/internal/postgres/schema"
)

var crashing = flag.Duration("crash", 8*time.Second, "how long acts go on while they and their database are killed")

// A wreck is a database on a server of its own that is killed time and again, and started again.
type wreck struct {
	t      *testing.T
	dir    string
	server *pgdev.Server
	url    string
}

// newWreck starts a server that ends with the test, and makes a database with all tables on it.
func newWreck(t *testing.T) *wreck {
	t.Helper()
	w := &wreck{t: t, dir: home(t)}
	w.start()
	t.Cleanup(func() {
		if err := w.server.Stop(); err != nil {
			t.Error(err)
		}
	})
	if err := w.server.CreateDatabase(t.Context(), privateDatabase); err != nil {
		t.Fatal(err)
	}
	w.url = w.server.URL(privateDatabase)
	if err := schema.Migrate(t.Context(), w.url, func(string, ...any) {}); err != nil {
		t.Fatal(err)
	}
	return w
}

// start starts the server, or starts it again.
func (w *wreck) start() {
	w.t.Helper()
	begin := time.Now()
	defer func() { w.t.Logf("the server was started in %v", time.Since(begin).Round(time.Millisecond)) }()
	server, err := pgdev.Start(w.t.Context(), pgdev.Settings{Dir: filepath.Join(w.dir, "postgres"),
		Binaries: pgdev.Binaries{Dir: os.Getenv("PG_BINDIR"), Path: os.Getenv("PATH"), Fetched: filepath.Join("..", "..", "var", "pgbin")}})
	if err != nil {
		w.t.Fatal(err)
	}
	w.server = server
}

// open opens the database as the program does.
func (w *wreck) open() *postgres.DB {
	w.t.Helper()
	db, err := postgres.Open(w.t.Context(), postgres.Settings{URL: w.url})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(db.Close)
	return db
}

// look opens a line to the database for the questions at the end, and holds that it was asked to write everything down.
func (w *wreck) look() *pgx.Conn {
	w.t.Helper()
	conn, err := pgx.Connect(w.t.Context(), w.url)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { conn.Close(context.Background()) })
	var fsync string
	if err := conn.QueryRow(w.t.Context(), `SHOW fsync`).Scan(&fsync); err != nil || fsync != "on" {
		w.t.Errorf("fsync is %s, %v", fsync, err)
	}
	return conn
}

// killServer kills the first process of the server; all that was not written down is lost.
func (w *wreck) killServer() {
	w.t.Helper()
	if err := syscall.Kill(w.server.PID(), syscall.SIGKILL); err != nil {
		w.t.Fatal(err)
	}
	if err := w.server.Stop(); err != nil {
		w.t.Fatal(err)
	}
	w.start()
}

// killBackend kills a process of the server that serves the program: the server then ends all others and recovers by itself.
func (w *wreck) killBackend() {
	w.t.Helper()
	conn, err := pgx.Connect(w.t.Context(), w.url)
	if err != nil {
		return // it is recovering already
	}
	defer conn.Close(context.Background())
	var pid int
	err = conn.QueryRow(w.t.Context(), `SELECT pid FROM pg_stat_activity WHERE application_name = 'vriendenstad' ORDER BY state = 'active' DESC, random() LIMIT 1`).Scan(&pid)
	if err != nil {
		return
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
		w.t.Fatal(err)
	}
}

// crashesMost is when kills end though little was done between them: on a machine that does much else.
const crashesMost = 2 * time.Minute

// shake kills the server, the program and a process of the server in turn, as long as was asked for and each at least once, and returns how often. Between two
// kills it waits until something was acknowledged: done tells how often that was.
func (w *wreck) shake(killProgram func(), done func() int) map[string]int {
	w.t.Helper()
	kills, begin := map[string]int{}, time.Now()
	for turn := 0; time.Since(begin) < *crashing || turn < 3; turn++ {
		for before := done(); done() == before && time.Since(begin) < crashesMost; {
			<-time.After(10 * time.Millisecond)
		}
		<-time.After(time.Duration(200+rand.IntN(900)) * time.Millisecond)
		switch turn % 3 {
		case 0:
			w.killServer()
			kills["server"]++
		case 1:
			killProgram()
			kills["program"]++
		default:
			w.killBackend()
			kills["process of the server"]++
		}
	}
	<-time.After(300 * time.Millisecond) // under way when the last of all are killed
	return kills
}
