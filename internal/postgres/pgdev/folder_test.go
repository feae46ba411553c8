package pgdev

import (
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"testing"
)

func TestAnOrdinaryUserStartsAServer(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b bench) {
		if os.Geteuid() == 0 { // otherwise every test is one of an ordinary user
			nobody, err := user.Lookup("nobody")
			if err != nil {
				t.Fatal(err)
			}
			ordinary, err := named(nobody)
			if err != nil {
				t.Fatal(err)
			}
			b.as = ordinary.credential
			if err := ordinary.own(b.dir); err != nil {
				t.Fatal(err)
			}
		}
		p := b.startReady()
		p.order("note mine", "noted")
		p.kill()
		b.awaitEnd(p.pid)
		p = b.startReady()
		if got := p.order("notes", "notes"); got != "mine" {
			t.Errorf("found %q", got)
		}
		p.stop()
	})
}

func TestAFolderWhoseSocketWouldHaveTooLongAPath(t *testing.T) {
	t.Parallel()
	b := first(t)
	b.dir = filepath.Join(b.dir, strings.Repeat("a-long-name/", 10))
	p := b.prepared().startReady()
	p.order("note here", "noted")
	p.stop()
	if err := os.RemoveAll(b.folder().socket); err != nil {
		t.Error(err)
	}
}

func TestAFolderWithAStrangeName(t *testing.T) {
	t.Parallel()
	b := first(t)
	b.dir = filepath.Join(b.dir, `it's "here" & 1+1 = 100%`)
	p := b.startReady()
	p.order("note here", "noted")
	p.stop()
}

func TestAFolderThatTheServersUserCannotEnter(t *testing.T) {
	t.Parallel()
	b := first(t)
	b.dir = filepath.Join(b.dir, "closed", "checkout")
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	p := b.startReady()
	p.order("note here", "noted")
	p.stop()
	f := b.folder()
	if within := strings.HasPrefix(f.dir, stateDir); within != (os.Geteuid() == 0) {
		t.Errorf("the data are in %s", f.dir)
	}
	if err := os.RemoveAll(f.dir); err != nil {
		t.Error(err)
	}
}
