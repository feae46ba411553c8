package pgdev

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// here is where the tests look for server programs: where a program does.
func here(t *testing.T) Binaries {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	named := os.Getenv("PG_BINDIR")
	if named != "" && !filepath.IsAbs(named) {
		named = filepath.Join(root, named)
	}
	return Binaries{Dir: named, Path: os.Getenv("PATH"), Fetched: filepath.Join(root, "var", "pgbin")}
}

// first is a bench with the programs that a start would choose.
func first(t *testing.T) bench {
	t.Helper()
	programs, err := here(t).choose("", 0)
	if err != nil {
		t.Fatal(err)
	}
	return newBench(t, programs)
}

// onEach runs a test with each kind of server programs that this machine has: the first of the system's, and
// those that make fetched.
func onEach(t *testing.T, test func(*testing.T, bench)) {
	t.Helper()
	kinds := map[bool]string{false: "the system's", true: "fetched"}
	for _, programs := range here(t).all() {
		name, todo := kinds[programs.fetched]
		if !todo || programs.major < oldest {
			continue
		}
		delete(kinds, programs.fetched)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, newBench(t, programs))
		})
	}
	if len(kinds) == 2 {
		t.Fatal("no Postgres server was found: run make, which fetches one")
	}
}

func TestASecondStartFindsWhatTheFirstWrote(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b bench) {
		p := b.startReady()
		if group, err := syscall.Getpgid(p.pid); err != nil || group == syscall.Getpgrp() || group == p.cmd.Process.Pid {
			t.Errorf("the server is in group %d (%v): Ctrl-C would reach it with the program", group, err)
		}
		p.order("note first", "noted")
		p.stop()
		if b.alive(p.pid) {
			t.Error("the server outlives the only program that used it")
		}

		p = b.startReady()
		if got := p.order("notes", "notes"); got != "first" {
			t.Errorf("found %q", got)
		}
		p.stop()
	})
}

func TestTheServerEndsWithAProgramThatIsKilled(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b bench) {
		p := b.prepared().startReady()
		p.order("note kept", "noted")
		p.kill()
		b.awaitEnd(p.pid)

		p = b.startReady()
		if got := p.order("notes", "notes"); got != "kept" {
			t.Errorf("found %q", got)
		}
		p.stop()
	})
}

func TestProgramAndServerAreKilledAndStartAgain(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b bench) {
		p := b.prepared().startReady()
		p.order("note kept", "noted")
		p.kill()
		if err := syscall.Kill(p.pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
			t.Fatal(err)
		}
		p = b.startReady() // at once, while processes of the dead server may still be ending
		if got := p.order("notes", "notes"); got != "kept" {
			t.Errorf("found %q", got)
		}
		p.stop()
	})
}

func TestAServerWithoutGuardIsReplacedByOneThatHasOne(t *testing.T) {
	t.Parallel()
	b := first(t).prepared()
	p := b.startReady()
	guard, err := syscall.Getpgid(p.pid) // the guard leads the group
	if err != nil {
		t.Fatal(err)
	}
	watch := watchOf(t, guard)
	for _, one := range append(watch, guard) {
		if err := syscall.Kill(one, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
	}
	p.kill()
	if len(watch) > 0 && !b.alive(p.pid) {
		t.Error("nobody was left to end the server, and it has ended")
	}
	again := b.startReady()
	if again.pid == p.pid {
		t.Error("a server that nobody would end was joined")
	}
	again.order("note here", "noted")
	again.kill()
	b.awaitEnd(again.pid)
	b.awaitEnd(p.pid)
}

// watchOf returns what the guard has started beside the server: its watch. Only Linux tells.
func watchOf(t *testing.T, guard int) []int {
	t.Helper()
	text, err := os.ReadFile("/proc/" + strconv.Itoa(guard) + "/task/" + strconv.Itoa(guard) + "/children")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []int
	for _, word := range strings.Fields(string(text)) {
		pid, err := strconv.Atoi(word)
		if err != nil {
			t.Fatal(err)
		}
		words, err := os.ReadFile("/proc/" + word + "/cmdline")
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(string(words), "/bin/sh\x00") {
			all = append(all, pid)
		}
	}
	return all
}

func TestAnInterruptedFirstStartLeavesNothingInTheWay(t *testing.T) {
	t.Parallel()
	b := first(t)
	p := b.start()
	half := b.folder().data() + ".new"
	eventually(t, "initdb has not begun", func() bool {
		_, err := os.Stat(filepath.Join(half, "base"))
		return err == nil
	})
	p.kill()

	p = b.startReady()
	p.order("note here", "noted")
	p.stop()
	if _, err := os.Stat(half); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there: %v", half, err)
	}
}

// eventually waits for something that another process does.
func eventually(t *testing.T, otherwise string, done func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), awaitPatience)
	defer cancel()
	if err := poll(ctx, func() (bool, error) { return done(), nil }); err != nil {
		t.Fatalf("%s: %v", otherwise, err)
	}
}

// The file of a dead server may name a process that lives, or one that is dead and that nobody reaps. Both
// are the server's user's own here, as Postgres minds no others.
func TestTheNumberOfADeadServerWasGivenToAnother(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		name string
		kill bool
	}{
		{"who lives", false},
		{"who is dead and not reaped", true},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			b := first(t).prepared()
			p := b.startReady()
			p.order("note kept", "noted")
			left := leftFiles(t, b.folder())
			p.stop()

			stranger := exec.Command("sleep", "60")
			stranger.SysProcAttr = b.folder().user.attributes()
			stranger.Dir = "/"
			if err := stranger.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { end(t, stranger) })
			if one.kill {
				if err := stranger.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
			for path, text := range left {
				if err := os.WriteFile(path, withNumber(text, stranger.Process.Pid), 0o600); err != nil {
					t.Fatal(err)
				}
				if err := b.folder().user.own(path); err != nil {
					t.Fatal(err)
				}
			}

			p = b.startReady()
			if got := p.order("notes", "notes"); got != "kept" {
				t.Errorf("found %q", got)
			}
			p.stop()
		})
	}
}

// leftFiles returns the lock files of a running server: what stays behind when it is killed.
func leftFiles(t *testing.T, f folder) map[string][]byte {
	t.Helper()
	left := map[string][]byte{}
	for _, path := range []string{f.lockFile(), filepath.Join(f.socket, socketName+".lock")} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		left[path] = text
	}
	return left
}

func TestAServerForTestsLeavesNothing(t *testing.T) {
	t.Parallel()
	b := first(t)
	server, err := Start(t.Context(), Settings{ForTests: true, Binaries: Binaries{Dir: b.binaries}, Say: t.Logf})
	if err != nil {
		t.Fatal(err)
	}
	if err := server.CreateDatabase(t.Context(), "extra"); err != nil {
		t.Fatal(err)
	}
	db, err := pgx.Connect(t.Context(), server.URL("extra"))
	if err != nil {
		t.Fatal(err)
	}
	var is string
	if err := db.QueryRow(t.Context(), `SELECT current_user || ' ' || rolsuper FROM pg_roles WHERE rolname = current_user`).Scan(&is); err != nil {
		t.Fatal(err)
	}
	if is != Owner+" false" {
		t.Errorf("signed in as %s", is)
	}
	if err := db.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := server.Stop(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(server.folder.dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there: %v", server.folder.dir, err)
	}
}

func TestAServerThatLingersOutlivesItsProgram(t *testing.T) {
	t.Parallel()
	b := first(t).prepared()
	server, err := Start(t.Context(), Settings{Dir: b.data(), Binaries: Binaries{Dir: b.binaries}, Say: t.Logf})
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Linger(time.Second); err != nil {
		t.Fatal(err)
	}
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	if !b.alive(server.PID()) {
		t.Error("it ended with its program")
	}
	b.awaitEnd(server.PID())
}
