package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres/pgtest"
)

func TestHelp(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		args string
		say  []string
	}{
		{"-h", []string{"serve", "migrate", "seed", "version", "healthcheck", "Exit codes"}},
		{"help", []string{"usage: vriendenstad command"}},
		{"serve -h", []string{"usage: vriendenstad serve", "DATABASE_URL", "PORT", "SECURITY_CONTACT", "/readyz"}},
		{"migrate -h", []string{"usage: vriendenstad migrate [up|down|status]", "MIGRATE_URL"}},
		{"seed --help", []string{"usage: vriendenstad seed [-projects N]", "-projects N", "1000000"}},
		{"audit verify -h", []string{"usage: vriendenstad audit verify"}},
		{"audit -h", []string{"usage: vriendenstad audit verify [-seal N:HASH]", "-seal N:HASH"}},
		{"budget -h", []string{"usage: vriendenstad budget verify", "Each finding is one line"}},
		{"budget verify -h", []string{"usage: vriendenstad budget verify"}},
		{"version -h", []string{"usage: vriendenstad version"}},
		{"healthcheck -h", []string{"usage: vriendenstad healthcheck"}},
	} {
		out, errs, code := run(t, t.TempDir(), nil, strings.Fields(row.args)...)
		if code != 0 || errs != "" {
			t.Errorf("%s: exit %d, %s", row.args, code, errs)
		}
		for _, words := range row.say {
			if !strings.Contains(out, words) {
				t.Errorf("%s does not tell of %q:\n%s", row.args, words, out)
			}
		}
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	out, _, code := run(t, t.TempDir(), nil, "version")
	if code != 0 || !strings.HasPrefix(out, "vriendenstad "+release+"\ncommit 0123456789ab\ngo1.") || !strings.Contains(out, "\nschema ") {
		t.Errorf("exit %d:\n%s", code, out)
	}
}

// What goes wrong is told in one line that says what to do.
func TestFaultsAreOneLine(t *testing.T) {
	t.Parallel()
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer door.Close()
	taken := door.Addr().String()
	for _, row := range []struct {
		args    string
		environ []string
		code    int
		say     string
	}{
		{"", nil, 2, "vriendenstad -h lists them"},
		{"dance", nil, 2, `no command "dance"`},
		{"serve now", nil, 2, "vriendenstad serve -h"},
		{"serve -fast", nil, 2, "vriendenstad serve -h"},
		{"migrate sideways", nil, 2, "up, down or status"},
		{"migrate up down", nil, 2, "up, down or status"},
		{"seed -projects many", nil, 2, "vriendenstad seed -h"},
		{"seed -projects 1000001", nil, 2, "from 1 to 1000000"},
		{"audit", nil, 2, "audit takes verify"},
		{"audit everything", nil, 2, "audit takes verify"},
		{"audit verify now", nil, 2, "vriendenstad audit verify -h"},
		{"audit verify -seal 12", nil, 2, "as the log has them"},
		{"audit -seal 0:00 verify", nil, 2, "as the log has them"},
		{"audit verify", []string{"DATABASE_URL=postgres://127.0.0.1:1/none?connect_timeout=1"}, 1, "DATABASE_URL"},
		{"budget", nil, 2, "budget takes verify"},
		{"budget spend", nil, 2, "budget takes verify"},
		{"budget verify now", nil, 2, "vriendenstad budget verify -h"},
		{"budget verify -fast", nil, 2, "vriendenstad budget -h"},
		{"budget verify", []string{"DATABASE_URL=postgres://127.0.0.1:1/none?connect_timeout=1"}, 1, "DATABASE_URL"},
		{"version now", nil, 2, "vriendenstad version -h"},
		{"serve", []string{"PORT=x"}, 2, "setting PORT"},
		{"serve", []string{"ADDR=" + taken}, 1, taken + " is taken: end the program that listens there, or choose another address with PORT or ADDR"},
		{"serve", []string{"PORT=" + freePort(t), "METRICS_ADDR=" + taken}, 1, "another address with METRICS_ADDR"},
		{"serve", []string{"ADDR=192.0.2.1:8080"}, 1, "not an address of this machine"},
		{"serve", []string{"PORT=" + freePort(t), "PG_BINDIR=/nowhere"}, 1, "PG_BINDIR is /nowhere"},
		{"migrate", []string{"DATABASE_URL=postgres://127.0.0.1:1/none?connect_timeout=1"}, 1, "DATABASE_URL"},
		{"seed", []string{"DATABASE_URL=postgres://127.0.0.1:1/none?connect_timeout=1"}, 1, "DATABASE_URL"},
		{"healthcheck", []string{"PORT=" + freePort(t)}, 1, "does not answer"},
	} {
		out, errs, code := run(t, t.TempDir(), row.environ, strings.Fields(row.args)...)
		if code != row.code || !strings.Contains(errs, row.say) {
			t.Errorf("%s %v: exit %d, want %d: %q, want %q", row.args, row.environ, code, row.code, errs, row.say)
		}
		if strings.Count(errs, "\n") != 1 || !strings.HasPrefix(errs, "vriendenstad: ") {
			t.Errorf("%s %v does not say one line: %q (and %q)", row.args, row.environ, errs, out)
		}
	}
}

func TestAllWrongSettingsAtOnce(t *testing.T) {
	t.Parallel()
	_, errs, code := run(t, t.TempDir(), []string{"PORT=x", "LOG_LEVEL=x", "RATE_LIMIT=x"}, "migrate")
	if code != 2 || strings.Count(errs, "\n") != 4 || !strings.HasPrefix(errs, "vriendenstad: 3 settings are wrong:\n  PORT: ") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "var"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, errs, code := run(t, dir, nil, "migrate")
	if code != 1 || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "var") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

// In an image that cannot be written there is no place for a key that nobody set.
func TestAKeyThatCannotBeMadeIsAskedFor(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Symlink("/proc/none", filepath.Join(dir, "var")); err != nil { // root writes everywhere else
		t.Fatal(err)
	}
	_, errs, code := run(t, dir, []string{"DATABASE_URL=" + pgtest.New(t).URL(), "PORT=" + freePort(t)}, "serve")
	if code != 1 || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "no SECRET_KEY is set") || !strings.Contains(errs, "openssl rand") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

func TestExplain(t *testing.T) {
	t.Parallel()
	full := fmt.Errorf("write x: %w", syscall.ENOSPC)
	for _, row := range []struct {
		err  error
		want string
	}{
		{errors.New("it is so"), "it is so"},
		{errors.New("one\n\ttwo\n\ttwo\n"), "one; two"},
		{full, "write x: no space left on device: the disk is full; make room on it and start again"},
		{errors.New("could not write: No space left on device"), "could not write: No space left on device: the disk is full; make room on it and start again"},
		{advised{full}, "write x: no space left on device"},
		{fmt.Errorf("open x: %w", fs.ErrPermission), "open x: permission denied: give this user the right to it, or run as the one who has it"},
		{fmt.Errorf("ping: %w", fault.Unavailable), "ping: unavailable: see that the database runs and that DATABASE_URL is right"},
		{faults{"PORT: x", "ADDR: y"}, "2 settings are wrong:\n  PORT: x\n  ADDR: y"},
	} {
		if got := explain(row.err); got != row.want {
			t.Errorf("%v is explained as %q, want %q", row.err, got, row.want)
		}
	}
}
