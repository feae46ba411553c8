// Package pgdev runs a private Postgres server for development and for tests, from whatever server programs
// the machine has. Nobody installs, configures or remembers anything; nothing listens on a port.
//
// # What lies in the folder
//
//	data      the server's own; made as data.new and renamed, so that an interrupted first start leaves nothing
//	socket    0700, the only door; it stands elsewhere when its path would be too long
//	lock      held while a program starts or stops the server
//	users     a named pipe that every program using the server holds open for writing
//	log       what the server says; log.old is the one before it grew too large
//
// # Who ends the server
//
// The last program that uses it, however that program ends. The server's parent is a small shell script, the
// guard (guard.sh), which reads the pipe users; its end comes when no program holds the other side any more:
// after Stop, after a panic, after kill -9. So a second program may join a running server, and the end of the
// first does not take the server from under it. PR_SET_PDEATHSIG is not used for that reason: it would tie
// the server to the program that happened to start it, and it exists on Linux alone. Guard and server are a
// session of their own, so that Ctrl-C in a terminal reaches the program and not its database.
// Killing the guard too leaves the server running; the next Start sees that nothing guards it, ends it and
// starts another.
//
// # Traps that this package knows
//
//   - Postgres refuses to run as root. As root, the server runs as the owner of its folder, of a new one as
//     "postgres", else "nobody". Where that user cannot enter the folder (a checkout under a closed home),
//     everything lies under /var/lib instead, and server programs that it cannot reach are copied there.
//   - After kill -9 of program and server, the number on line 1 of postmaster.pid may belong to a stranger, or
//     to a dead process that nobody reaps; Postgres then believes that it runs already. Our own number is
//     written there: Postgres ignores the number of its parent or of PG_GRANDPARENT_PID. The files are never
//     removed, for their other lines still protect data that a surviving process has in memory.
//   - A socket's path may have 107 bytes on Linux and 103 elsewhere; and pgx splits a host at commas.
//   - initdb outlives a killed program by a second. It inherits the lock, so that nobody begins beside it.
//   - Between fork and exec a child has its parent's files open, also those that exec closes: the pipe seems to
//     have a user, and the lock to be held, for an instant longer than they are.
//   - A shell starts what runs in the background with SIGINT and SIGQUIT ignored, until Postgres has set its own
//     handlers: the guard therefore sends SIGTERM first.
//   - Whoever holds the standard output of a test keeps "go test" waiting: guard and server write to the log.
package pgdev

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Owner is the role that owns the database of that name and all that [Server.CreateDatabase] makes. It may
// make roles and databases; it is no superuser.
const Owner = "vriendenstad"

// Settings of a server.
type Settings struct {
	// Dir is the folder in which everything lies; it is made where absent. Empty, for tests only, means a new
	// folder in memory that is removed when the server ends.
	Dir string
	// ForTests trades safety for speed: a power cut may lose the data, and statistics come from ANALYZE alone.
	ForTests bool
	// Binaries says where to look for server programs.
	Binaries Binaries
	// Say receives what happens, one line of English at a time; nil is silence.
	Say func(format string, args ...any)
}

// A Server is a running Postgres and this program's hold on it. It is safe for concurrent use.
type Server struct {
	folder folder
	say    func(format string, args ...any)
	pid    int
	ended  <-chan struct{} // closed when the guard has ended; nil when another program started it

	mu    sync.Mutex
	users *os.File // this program's end of the pipe; nil after Stop
}

// Start starts the server, or joins the one that runs in that folder already. When it returns, the database
// and the role [Owner] exist. The context limits the start, not the life of the server.
//
// Its errors are single lines that say what to do.
func Start(ctx context.Context, settings Settings) (*Server, error) {
	say := settings.Say
	if say == nil {
		say = func(string, ...any) {}
	}
	f, err := openFolder(settings, say)
	if err != nil {
		return nil, advise(err, settings.Dir)
	}
	s := &Server{folder: f, say: say}
	if err := s.start(ctx, settings); err != nil {
		if f.gone {
			err = errors.Join(err, os.RemoveAll(f.dir))
		}
		return nil, advise(err, f.dir)
	}
	return s, nil
}

func (s *Server) start(ctx context.Context, settings Settings) error {
	lock, err := s.folder.lock(ctx, s.say)
	if err != nil {
		return err
	}
	defer lock.Close()
	joined, err := s.join(ctx)
	if err == nil && !joined {
		err = s.launch(ctx, settings, lock)
	}
	if err != nil {
		return err
	}
	if err := s.furnish(ctx); err != nil {
		return errors.Join(err, s.release())
	}
	return nil
}

// URL returns the address of a database on this server for its owner, for [pgx.ParseConfig] and its like.
func (s *Server) URL(database string) string {
	return address(s.folder.socket, Owner, database)
}

// PID returns the number of the server's first process.
func (s *Server) PID() int {
	return s.pid
}

// stopPatience is how long Stop waits for a server that is writing down what it has in memory.
const stopPatience = 3 * time.Second

// Stop gives up this program's hold. When no other program has one, the server is shut down in good order; a
// server that needs longer than three seconds for that goes on by itself, and the next Start waits for it.
// A second Stop does nothing.
func (s *Server) Stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopPatience)
	defer cancel()
	lock, err := s.folder.lock(ctx, s.say)
	if err != nil {
		return advise(errors.Join(err, s.release()), s.folder.dir)
	}
	defer lock.Close()
	if err := s.release(); err != nil {
		return err
	}
	others, err := s.folder.used()
	if err != nil {
		return err
	}
	if others {
		s.say("postgres: goes on for another program that uses it (process %d)", s.pid)
		return nil
	}
	return s.awaitEnd(ctx)
}

func (s *Server) release() error {
	err := s.users.Close()
	s.users = nil
	return err
}

// awaitEnd waits until the server has ended, or until the context is done.
func (s *Server) awaitEnd(ctx context.Context) error {
	err := poll(ctx, func() (bool, error) {
		if s.ended != nil && !closed(s.ended) {
			return false, nil
		}
		// Another program may have started another server since; and a server removes its file before it ends.
		_, alive, err := s.folder.postmaster()
		if alive || err != nil {
			return false, err
		}
		alive, err = running(s.pid, s.folder.data())
		return !alive, err
	})
	if errors.Is(err, context.DeadlineExceeded) {
		s.say("postgres: still writing to disk; it ends by itself (process %d)", s.pid)
		return nil
	}
	return err
}

// Linger keeps the server for that long after this program has gone, so that somebody can look at its
// databases. It is for tests that failed.
func (s *Server) Linger(d time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users == nil {
		return errors.New("the server was stopped")
	}
	return hold(s.users, d)
}

// address writes down how to reach a database over the socket in that folder. A plus stands for itself there,
// not for a space.
func address(socket, role, database string) string {
	query := url.Values{"host": {socket}, "user": {role}}.Encode()
	return "postgres:///" + url.PathEscape(database) + "?" + strings.ReplaceAll(query, "+", "%20")
}

// poll asks every 20 milliseconds, until the answer is yes or an error, or the context is done.
func poll(ctx context.Context, done func() (bool, error)) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		yes, err := done()
		if yes || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// advise adds to the faults of a machine what can be done about them.
func advise(err error, dir string) error {
	switch {
	case errors.Is(err, os.ErrPermission):
		return fmt.Errorf("%w: %s belongs to another user; run as that user, or remove it and begin anew", err, dir)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%w: free some 200 MB for %s", err, dir)
	}
	return err
}
