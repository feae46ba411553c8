package pgdev

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const (
	// superuser exists from initdb on. It is used to make roles and databases, for nothing else.
	superuser = "postgres"
	// awaitPatience is how long a start waits for a server that starts, recovers or ends.
	awaitPatience = 2 * time.Minute
	// cannotConnectNow is what Postgres answers while it starts, recovers or ends.
	cannotConnectNow = "57P03"
)

// join takes part in the server that runs in the folder. It is false when none does, and then what a dead one
// left behind is out of the way.
func (s *Server) join(ctx context.Context) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, awaitPatience)
	defer cancel()
	joined, tries := false, 0
	err := poll(ctx, func() (bool, error) {
		pid, alive, err := s.folder.postmaster()
		if err != nil {
			return false, err
		}
		if pid == 0 {
			return true, nil
		}
		err = s.folder.ping(ctx)
		if err == nil {
			joined, err = s.joinAs(pid)
			return joined, err
		}
		if !alive && !busy(err) {
			return true, s.folder.disown()
		}
		if tries++; tries == worthTelling {
			s.say("postgres: waiting for the server that starts or ends (process %d)", pid)
		}
		return false, nil
	})
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("the server in %s neither answers nor ends; see %s", s.folder.dir, s.folder.log())
	}
	return joined, err
}

// joinAs takes hold of the answering server with that number. It is false when the server has no guard, or one
// that is about to end it: then it is told to end, so that the next one is guarded.
func (s *Server) joinAs(pid int) (bool, error) {
	users, err := s.folder.use()
	if err == nil {
		// A guard that has seen the last user go has closed its side by now.
		if _, err = users.WriteString("\n"); err != nil {
			err = errors.Join(err, users.Close())
		}
	}
	if errors.Is(err, syscall.ENXIO) || errors.Is(err, syscall.EPIPE) || errors.Is(err, fs.ErrNotExist) {
		err = syscall.Kill(pid, syscall.SIGINT)
		if errors.Is(err, syscall.ESRCH) {
			err = nil
		}
		return false, err
	}
	if err != nil {
		return false, err
	}
	s.users, s.pid = users, pid
	s.say("postgres: joined the server that runs already (process %d)", pid)
	return true, nil
}

// busy says that a server is there, which does not let anybody in at this moment.
func busy(err error) bool {
	refused, ok := errors.AsType[*pgconn.PgError](err)
	return ok && refused.Code == cannotConnectNow
}

// ping connects once.
func (f folder) ping(ctx context.Context) error {
	db, err := f.connect(ctx, superuser)
	if err != nil {
		return err
	}
	return db.Close(ctx)
}

func (f folder) connect(ctx context.Context, role string) (*pgx.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return pgx.Connect(ctx, address(f.socket, role, "postgres"))
}

func (f folder) lockFile() string { return filepath.Join(f.data(), "postmaster.pid") }

// postmaster returns the number on line 1 of postmaster.pid and whether it is that of a living server; the
// number is 0 where there is no such file, and -1 where there is no number in it.
func (f folder) postmaster() (pid int, alive bool, err error) {
	text, err := os.ReadFile(f.lockFile())
	if errors.Is(err, fs.ErrNotExist) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	line, _, _ := strings.Cut(string(text), "\n")
	pid, err = strconv.Atoi(strings.TrimSpace(line))
	if err != nil || pid <= 0 {
		return -1, false, nil // cut off by a full disk; our own number will stand there
	}
	alive, err = running(pid, f.data())
	return pid, alive, err
}

// disown writes our own number on line 1 of the lock files that a dead server left.
func (f folder) disown() error {
	for _, path := range []string{f.lockFile(), filepath.Join(f.socket, socketName+".lock")} {
		text, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if err := rewrite(path, withNumber(text, os.Getpid())); err != nil {
			return err
		}
	}
	return nil
}

// withNumber replaces the first line.
func withNumber(text []byte, pid int) []byte {
	_, rest, _ := bytes.Cut(text, []byte("\n"))
	return append([]byte(strconv.Itoa(pid)+"\n"), rest...)
}

// rewrite changes a file in place, so that it keeps its owner and is at no moment empty, which Postgres would
// refuse.
func rewrite(path string, text []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = file.WriteAt(text, 0)
	if err == nil {
		err = file.Truncate(int64(len(text)))
	}
	return errors.Join(err, file.Close())
}
