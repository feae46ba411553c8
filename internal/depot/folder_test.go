package depot_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/depot"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
)

func anything(io.ReaderAt, int64) error { return nil }

func newFolder(t *testing.T) (store depot.Store, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "a", "b")
	f, err := depot.OpenFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	return f, path
}

func put(t *testing.T, store depot.Store, text string) document.Stored {
	t.Helper()
	kept, err := store.Put(t.Context(), strings.NewReader(text), 100, anything)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// files returns how many files lie in a folder and below it.
func files(t *testing.T, path string) int {
	t.Helper()
	n := 0
	if err := filepath.WalkDir(path, func(_ string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			n++
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWhatIsKeptIsReadBack(t *testing.T) {
	t.Parallel()
	store, _ := newFolder(t)
	one, two := put(t, store, "twee oliepersen"), put(t, store, "twee oliepersen")
	if one.Name == two.Name || one.Size != 15 || one.SHA256 != sha256.Sum256([]byte("twee oliepersen")) || one.SHA256 != two.SHA256 {
		t.Errorf("%+v, %+v", one, two)
	}
	file, err := store.Open(t.Context(), one.Name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(file)
	if err := errors.Join(err, file.Close()); err != nil || string(text) != "twee oliepersen" {
		t.Errorf("%q, %v", text, err)
	}
	for range 2 {
		if err := store.Remove(t.Context(), one.Name, "../../etc/passwd"); err != nil {
			t.Error(err)
		}
	}
	if _, err := store.Open(t.Context(), one.Name); !errors.Is(err, fault.NotFound) {
		t.Errorf("what was removed: %v", err)
	}
	if file, err := store.Open(t.Context(), two.Name); err != nil || file.Close() != nil {
		t.Errorf("its double: %v", err)
	}
}

func TestNoNameLeadsOutOfTheFolder(t *testing.T) {
	t.Parallel()
	store, path := newFolder(t)
	if err := os.WriteFile(filepath.Join(path, "..", "geheim"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "..", "../geheim", "/etc/passwd", strings.Repeat("A", 32), strings.Repeat("a", 30) + "..", strings.Repeat("z", 32)} {
		if _, err := store.Open(t.Context(), name); !errors.Is(err, fault.NotFound) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// failing gives some bytes and then no more.
type failing struct{ err error }

func (f failing) Read(p []byte) (int, error) { return copy(p, "half"), f.err }

func TestWhatIsRefusedLeavesNothing(t *testing.T) {
	t.Parallel()
	store, path := newFolder(t)
	cut, no := errors.New("the line was cut"), errors.New("no")
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, test := range []struct {
		says  string
		ctx   context.Context
		from  io.Reader
		check depot.Check
		want  error
	}{
		{"too large", t.Context(), strings.NewReader(strings.Repeat("x", 101)), anything, document.ErrLarge},
		{"cut off", t.Context(), failing{cut}, anything, cut},
		{"refused", t.Context(), strings.NewReader("x"), func(io.ReaderAt, int64) error { return no }, no},
		{"left alone", gone, strings.NewReader("x"), anything, context.Canceled},
	} {
		if _, err := store.Put(test.ctx, test.from, 100, test.check); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", test.says, err)
		}
	}
	if n := files(t, path); n != 0 {
		t.Errorf("%d files are left", n)
	}
}

func TestTheCheckSeesTheWhole(t *testing.T) {
	t.Parallel()
	store, _ := newFolder(t)
	var seen string
	_, err := store.Put(t.Context(), strings.NewReader("%PDF-1.7 en meer"), 100, func(from io.ReaderAt, size int64) error {
		text, err := io.ReadAll(io.NewSectionReader(from, 0, size))
		seen = string(text)
		return err
	})
	if err != nil || seen != "%PDF-1.7 en meer" {
		t.Errorf("%q, %v", seen, err)
	}
}

func TestOldNamesAreToldAndHalvesRemoved(t *testing.T) {
	t.Parallel()
	store, path := newFolder(t)
	old, young := put(t, store, "oud"), put(t, store, "jong")
	half := filepath.Join(path, "new-1.part")
	if err := os.WriteFile(half, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	for _, name := range []string{half, filepath.Join(path, old.Name[:2], old.Name)} {
		if err := os.Chtimes(name, now, now.Add(-25*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	var told []string
	err := store.Before(t.Context(), now.Add(-24*time.Hour), func(names []string) error {
		told = append(told, names...)
		return store.Remove(t.Context(), names...)
	})
	if err != nil || len(told) != 1 || told[0] != old.Name || files(t, path) != 1 {
		t.Errorf("%v, %v, %d files", told, err, files(t, path))
	}
	if file, err := store.Open(t.Context(), young.Name); err != nil || file.Close() != nil {
		t.Error(err)
	}
}

func TestAFolderThatCannotBeWrittenIsNoDepot(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := depot.OpenFolder(file); err == nil {
		t.Error("a file is a folder")
	}
}
