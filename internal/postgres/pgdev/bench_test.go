package pgdev

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A bench is where one test puts its folders: outside of the folder that only its own user may enter.
type bench struct {
	t        *testing.T
	dir      string
	binaries string
	as       *syscall.Credential // nil for the user of the tests
}

// program is a copy of the test binary that every user may run.
var program = sync.OnceValues(func() (string, error) {
	own, err := os.Executable()
	if err != nil {
		return "", err
	}
	dir, err := openPlace()
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(own)
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "program")
	return path, os.WriteFile(path, text, 0o755)
})

// openPlace makes a folder that everybody may enter.
func openPlace() (string, error) {
	dir, err := os.MkdirTemp(placeForTests(func(string, ...any) {}), "vriendenstad-pgdev-")
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o755)
}

// openCopy is a copy of the fetched server programs that every user may run, beside the program.
var openCopy = sync.OnceValues(func() (string, error) {
	path, err := program()
	if err != nil {
		return "", err
	}
	within := filepath.Join(filepath.Dir(path), "pgbin")
	return filepath.Join(within, "bin"), os.CopyFS(within, os.DirFS("../../../var/pgbin"))
})

func newBench(t *testing.T, programs install) bench {
	t.Helper()
	dir, err := openPlace()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if programs.fetched {
		if programs.bin, err = openCopy(); err != nil {
			t.Fatal(err)
		}
	}
	return bench{t: t, dir: dir, binaries: programs.bin}
}

// initialized are data folders that were made once, by the programs of each kind, to be copied: most tests are
// not about making them, which is most of the work.
var initialized struct {
	sync.Mutex
	of map[string]fs.FS // by folder of programs
}

// prepared gives the bench the data of a server that has run before.
func (b bench) prepared() bench {
	b.t.Helper()
	initialized.Lock()
	defer initialized.Unlock()
	made, ok := initialized.of[b.binaries]
	if !ok {
		path, err := program()
		if err != nil {
			b.t.Fatal(err)
		}
		model := b
		model.dir = filepath.Join(filepath.Dir(path), "model"+strconv.Itoa(len(initialized.of)))
		model.startReady().stop()
		made = os.DirFS(model.folder().data())
		if initialized.of == nil {
			initialized.of = map[string]fs.FS{}
		}
		initialized.of[b.binaries] = made
	}
	f := b.folder()
	if err := os.CopyFS(f.data(), made); err != nil {
		b.t.Fatal(err)
	}
	if err := errors.Join(os.Chmod(f.data(), 0o700), f.user.ownAll(f.data())); err != nil {
		b.t.Fatal(err)
	}
	return b
}

// data is where the servers of this bench lie.
func (b bench) data() string { return filepath.Join(b.dir, "postgres") }

func (b bench) folder() folder {
	b.t.Helper()
	f, err := openFolder(Settings{Dir: b.data()}, b.t.Logf)
	if err != nil {
		b.t.Fatal(err)
	}
	return f
}

// alive says whether the server of that number still runs.
func (b bench) alive(pid int) bool {
	b.t.Helper()
	alive, err := running(pid, b.folder().data())
	if err != nil {
		b.t.Fatal(err)
	}
	return alive
}

// awaitEnd waits until the server of that number has gone.
func (b bench) awaitEnd(pid int) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := poll(ctx, func() (bool, error) { return !b.alive(pid), nil }); err != nil {
		b.t.Fatalf("server %d still runs: %v", pid, err)
	}
}
