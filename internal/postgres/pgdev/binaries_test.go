package pgdev

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// fake makes a folder with programs that only tell their version.
func fake(t *testing.T, version string) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), version, "bin")
	if err := os.MkdirAll(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"initdb", "postgres"} {
		script := fmt.Sprintf("#!/bin/sh\necho '%s (PostgreSQL) %s (Debian %s-1)'\n", name, version, version)
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return bin
}

func TestWhichProgramsAreChosen(t *testing.T) {
	t.Parallel()
	older, fifteen, sixteen, beta := fake(t, "13.9"), fake(t, "15.3"), fake(t, "16.1"), fake(t, "17beta1")
	path := func(dirs ...string) string { return strings.Join(dirs, string(os.PathListSeparator)) }
	for _, one := range []struct {
		sentence string
		from     Binaries
		major    int
		want     string // the version, or a part of the refusal
	}{
		{"PG_BINDIR before the PATH", Binaries{Dir: fifteen, Path: sixteen}, 0, "15.3"},
		{"the PATH in its own order", Binaries{Path: path("/nowhere", "", beta, sixteen)}, 0, "17beta1"},
		{"none that is too old for a new folder", Binaries{Dir: older, Path: sixteen}, 0, "16.1"},
		{"data of 15 ask for programs of 15, wherever they are", Binaries{Dir: sixteen, Path: path(beta, fifteen)}, 15, "15.3"},
		{"data of a version that is nowhere", Binaries{Path: sixteen}, 99, "was made by Postgres 99"},
		{"and the refusal names the setting", Binaries{Path: sixteen}, 99, "PG_BINDIR"},
		{"PG_BINDIR without programs", Binaries{Dir: "/nowhere", Path: sixteen}, 0, "PG_BINDIR is /nowhere"},
	} {
		t.Run(one.sentence, func(t *testing.T) {
			t.Parallel()
			got, err := one.from.choose("var/postgres/data", one.major)
			if err != nil && !strings.Contains(err.Error(), one.want) {
				t.Errorf("refused: %v", err)
			}
			if err == nil && got.version != one.want {
				t.Errorf("chose %s", got.version)
			}
		})
	}
}

func TestNoProgramsAtAllIsOneLineThatSaysWhatToDo(t *testing.T) {
	t.Parallel()
	_, err := choose(nil, "", 0)
	if err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "PG_BINDIR") {
		t.Errorf("said %v", err)
	}
}

func TestFetchedProgramsAreUsedLast(t *testing.T) {
	t.Parallel()
	bin := fake(t, "15.3")
	all := Binaries{Fetched: filepath.Dir(bin)}.all()
	if last := all[len(all)-1]; !last.fetched || last.bin != bin {
		t.Errorf("last is %+v", last)
	}
}

// A checkout under a closed home is no place from which another user can run a program.
func TestFetchedProgramsAreCopiedWhereTheirUserMayRunThem(t *testing.T) {
	t.Parallel()
	b := newBench(t, install{})
	bin := fake(t, "15.3") // under a folder that is closed to others
	if err := os.Symlink("postgres", filepath.Join(bin, "postmaster")); err != nil {
		t.Fatal(err)
	}
	f := b.folder()
	got, err := f.reachable(install{bin: bin, version: "15.3", fetched: true}, t.Logf)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := look(got.bin); !ok || !f.user.may("-x", filepath.Join(got.bin, "postmaster")) {
		t.Errorf("nothing runs in %s", got.bin)
	}
	if _, err := f.reachable(install{bin: bin, version: "15.3"}, t.Logf); os.Geteuid() == 0 && err == nil {
		t.Error("programs that were not fetched are said to be within reach")
	}
}

func TestWhatPostgresComplainsOfBecomesOneLine(t *testing.T) {
	t.Parallel()
	words := []byte("2026-03-31 12:00:00 UTC [1] LOG:  starting\n2026-03-31 12:00:00 UTC [1] FATAL:  could not write lock file: No space left on device\nand more\n")
	err := advise(explain("postgres", words, nil), "var/postgres")
	if !errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "could not write lock file") {
		t.Errorf("said %v", err)
	}
}

func TestWhatPostgresSaysLastIsToldWhereItComplainsOfNothing(t *testing.T) {
	t.Parallel()
	words := []byte("initdb: could not look up effective user ID 12345: user does not exist\n\n")
	if err := explain("initdb", words, errors.New("exit status 1")); !strings.Contains(err.Error(), "user does not exist (exit status 1)") {
		t.Errorf("said %v", err)
	}
}

func TestAFolderOfAnotherUserIsOneLineThatSaysWhatToDo(t *testing.T) {
	t.Parallel()
	b := newBench(t, install{})
	if err := os.WriteFile(b.data(), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Start(context.Background(), Settings{Dir: filepath.Join(b.data(), "within")})
	if err == nil || strings.Contains(err.Error(), "\n") {
		t.Errorf("said %v", err)
	}
	if err := advise(&os.PathError{Op: "open", Path: "lock", Err: syscall.EACCES}, "var/postgres"); !strings.Contains(err.Error(), "another user") {
		t.Errorf("said %v", err)
	}
}

// The processes of a server that was killed complain among the words of the next one, and may do so last.
func TestAServerWhoseMemoryIsHeldIsTriedAgain(t *testing.T) {
	t.Parallel()
	held := "FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use\n"
	late := "FATAL:  terminating connection due to unexpected postmaster exit\n"
	for words, want := range map[string]bool{held: true, held + late: true, late: false} {
		if err := explain("postgres", []byte(words), nil); errors.Is(err, errHeldMemory) != want {
			t.Errorf("%q: %v", words, err)
		}
	}
}
