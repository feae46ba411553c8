package pgdev

import (
	"bytes"
	"context"
	_ "embed" // the guard
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// guard is the script that is the server's parent.
//
//go:embed guard.sh
var guard string

// heldMemory is what Postgres says while processes of a dead server still have its memory.
const heldMemory = "pre-existing shared memory block"

var errHeldMemory = errors.New("processes of a server that was killed have not ended yet")

// launch starts a server in the folder, which has none, and makes its data first where there are none. The
// lock is inherited by initdb alone.
func (s *Server) launch(ctx context.Context, settings Settings, lock *os.File) error {
	f := s.folder
	major, err := f.major()
	if err != nil {
		return err
	}
	programs, err := settings.Binaries.choose(f.data(), major)
	if err != nil {
		return err
	}
	if programs, err = f.reachable(programs, s.say); err != nil {
		return err
	}
	if major == 0 {
		s.say("postgres: making a database folder in %s with Postgres %s of %s", f.data(), programs.version, programs.bin)
		if err := f.initialize(ctx, programs, settings.ForTests, lock); err != nil {
			return err
		}
	}
	if err := s.runPatiently(ctx, settings, programs); err != nil {
		return err
	}
	s.say("postgres: started Postgres %s (process %d)", programs.version, s.pid)
	return nil
}

// runPatiently tries again while processes of a server that was killed have not ended yet.
func (s *Server) runPatiently(ctx context.Context, settings Settings, programs install) error {
	patience, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	var last error
	err := poll(patience, func() (bool, error) {
		last = s.run(ctx, settings, programs)
		if errors.Is(last, errHeldMemory) {
			return false, nil
		}
		return last == nil, last
	})
	if errors.Is(err, context.DeadlineExceeded) {
		return last
	}
	return err
}

// major returns the version that made the data, 0 when there are none.
func (f folder) major() (int, error) {
	text, err := os.ReadFile(filepath.Join(f.data(), "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("version of the data in %s: %w", f.data(), err)
	}
	return major, nil
}

// reachable returns programs that the server's user may run: these, or for fetched ones a copy in the folder.
func (f folder) reachable(programs install, say func(string, ...any)) (install, error) {
	if f.user.may("-x", filepath.Join(programs.bin, "postgres")) {
		return programs, nil
	}
	if !programs.fetched {
		return install{}, fmt.Errorf("%s may not run %s: let PG_BINDIR name a folder that every user may enter", f.user.name, programs.bin)
	}
	within := filepath.Join(f.dir, "programs-"+programs.version)
	if _, err := os.Stat(within); errors.Is(err, fs.ErrNotExist) {
		say("postgres: %s cannot enter %s; copied to %s", f.user.name, programs.bin, within)
		half := within + ".new"
		if err := errors.Join(os.RemoveAll(half), os.CopyFS(half, os.DirFS(filepath.Dir(programs.bin)))); err != nil {
			return install{}, err
		}
		if err := errors.Join(f.user.ownAll(half), os.Rename(half, within)); err != nil {
			return install{}, err
		}
	}
	programs.bin = filepath.Join(within, "bin")
	return programs, nil
}

// ownAll gives a folder and all that is in it to this user.
func (u serverUser) ownAll(dir string) error {
	return filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return u.own(path)
	})
}

// initialize runs initdb beside the data folder and puts the result in its place.
func (f folder) initialize(ctx context.Context, programs install, forTests bool, lock *os.File) error {
	half := f.data() + ".new"
	arguments := []string{"-D", half, "-U", superuser, "--auth-local=trust", "--auth-host=reject",
		"--encoding=UTF8", "--no-instructions"}
	if forTests {
		arguments = append(arguments, "--no-sync")
	}
	var words []byte
	var err error
	for _, locale := range []string{"C.UTF-8", "C"} { // the first is missing on some systems
		if err := os.RemoveAll(half); err != nil {
			return err
		}
		making := f.command(ctx, filepath.Join(programs.bin, "initdb"), append(arguments, "--locale="+locale)...)
		making.ExtraFiles = []*os.File{lock}
		words, err = making.CombinedOutput()
		if err == nil {
			return os.Rename(half, f.data())
		}
		if !bytes.Contains(words, []byte("invalid locale")) {
			break
		}
	}
	return errors.Join(explain("initdb", words, err), os.RemoveAll(half))
}

// command prepares a program of Postgres, as the server's user and with an environment that says nothing of
// ours. It is killed, with all that it started, when the context ends.
func (f folder) command(ctx context.Context, program string, arguments ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, arguments...)
	cmd.Dir = f.dir
	cmd.Env = []string{"PATH=/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C", "TZ=UTC", "PG_GRANDPARENT_PID=" + strconv.Itoa(os.Getpid())}
	cmd.SysProcAttr = f.user.attributes()
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = time.Second
	return cmd
}

// run starts the guard with the server and waits until the server answers.
func (s *Server) run(ctx context.Context, settings Settings, programs install) error {
	f := s.folder
	log, begin, err := f.openLog()
	if err != nil {
		return err
	}
	defer log.Close()
	reading, err := f.guardEnd()
	if err != nil {
		return err
	}
	defer reading.Close()
	users, err := f.use()
	if err != nil {
		return err
	}
	// The server outlives the start, and with it the context.
	cmd := f.command(context.WithoutCancel(ctx), "/bin/sh", f.guardArguments(settings.ForTests, programs)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = reading, log, log
	if err := cmd.Start(); err != nil {
		return errors.Join(err, users.Close())
	}
	ended := make(chan struct{})
	var exit error
	go func() {
		exit = cmd.Wait()
		close(ended)
	}()
	err = poll(ctx, func() (bool, error) {
		if closed(ended) {
			return false, f.failed(log, begin, exit)
		}
		return f.ping(ctx) == nil, nil
	})
	if err != nil {
		return errors.Join(err, users.Close())
	}
	s.users, s.ended = users, ended
	s.pid, _, err = f.postmaster()
	return err
}

// failed says why the server ended. The log is read through the open file, for the guard may have removed it.
func (f folder) failed(log *os.File, begin int64, exit error) error {
	words, err := io.ReadAll(io.NewSectionReader(log, begin, longestLog))
	err = errors.Join(err, explain("postgres", words, exit))
	if f.gone {
		return err
	}
	return fmt.Errorf("%w (the whole story is in %s)", err, f.log())
}

// guardArguments is the guard's command line.
func (f folder) guardArguments(forTests bool, programs install) []string {
	signal, gone := "INT", ""
	if f.gone {
		signal, gone = "QUIT", f.dir
	}
	all := []string{"-c", guard, "postgres-guard", signal, gone, filepath.Join(programs.bin, "postgres"), "-D", f.data()}
	for _, setting := range f.settings(forTests) {
		all = append(all, "-c", setting)
	}
	return all
}

// settings are given at each start, so that an older folder gets those of today.
func (f folder) settings(forTests bool) []string {
	quoted := `"` + strings.ReplaceAll(f.socket, `"`, `""`) + `"`
	all := []string{
		"listen_addresses=", "port=5432", "unix_socket_directories=" + quoted, "unix_socket_permissions=0700",
		"timezone=UTC", "log_timezone=UTC", "shared_buffers=256MB", "max_connections=200",
	}
	if forTests {
		all = append(all, "fsync=off", "synchronous_commit=off", "full_page_writes=off",
			"shared_buffers=128MB", "max_connections=400", "autovacuum=off",
			"wal_level=minimal", "max_wal_senders=0", "max_wal_size=512MB", "checkpoint_timeout=1h",
			"log_checkpoints=off",
			"dynamic_shared_memory_type=mmap") // within the folder: nothing is left elsewhere
	}
	return all
}
