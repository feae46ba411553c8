package mail_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/mail"
)

func TestAFolderGivesBackWhatItKept(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "var", "mail")
	folder := mail.NewFolder(dir, from)
	if all, err := folder.List(10); err != nil || len(all) != 0 {
		t.Fatalf("before the first: %v, %v", all, err)
	}
	first := letter()
	first.Text += strings.Repeat("een regel die langer is dan wat een brief gewoonlijk breed is, en dus gebroken zou kunnen worden ", 3) + "\n"
	second := letter()
	second.ID, second.Subject, second.At = "letter-18-1830000001", "Kies een nieuw wachtwoord", first.At.Add(time.Second)
	for _, m := range []mail.Message{first, second, first} { // the first is tried twice
		if err := folder.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	all, err := folder.List(10)
	if err != nil || len(all) != 2 || all[0].Subject != second.Subject || all[1].Subject != first.Subject || all[1].Text != "" {
		t.Fatalf("%+v, %v", all, err)
	}
	got, err := folder.Read(all[1].Name)
	if err != nil || got.Text != first.Text || got.HTML != first.HTML || got.To != first.To || !got.At.Equal(first.At) {
		t.Errorf("%+v, %v", got, err)
	}
	if last, err := folder.List(1); err != nil || len(last) != 1 || last[0].Name != all[0].Name {
		t.Errorf("%+v, %v", last, err)
	}
}

func TestFilesGoWithAMessage(t *testing.T) {
	t.Parallel()
	folder := mail.NewFolder(t.TempDir(), from)
	m := letter()
	m.Files = []mail.File{{Name: "ontvangst-VS-2027-0018.pdf", MediaType: "application/pdf", Bytes: []byte("%PDF-1.7")}}
	if err := folder.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	all, err := folder.List(1)
	if err != nil || len(all) != 1 {
		t.Fatalf("%+v, %v", all, err)
	}
	got, err := folder.Read(all[0].Name)
	if err != nil || got.Text != m.Text || got.HTML != m.HTML || len(got.Files) != 1 || got.Files[0] != m.Files[0].Name {
		t.Errorf("%+v, %v", got, err)
	}
	for says, wrong := range map[string]mail.File{
		"without a name": {MediaType: "application/pdf", Bytes: []byte("a")}, "in a folder": {Name: "../a.pdf", MediaType: "application/pdf", Bytes: []byte("a")},
		"with a header": {Name: "a.pdf\r\nBcc: x@voorbeeld.be", MediaType: "application/pdf", Bytes: []byte("a")}, "of no kind": {Name: "a.pdf", Bytes: []byte("a")},
		"empty": {Name: "a.pdf", MediaType: "application/pdf"},
	} {
		m.Files = []mail.File{wrong}
		if err := folder.Send(t.Context(), m); !errors.Is(err, mail.ErrMessage) {
			t.Errorf("a file %s: %v", says, err)
		}
	}
}

func TestAFolderTakesAwayWhatIsOld(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	folder := mail.NewFolder(filepath.Join(dir, "none"), from)
	if gone, err := folder.Tidy(time.Now()); gone != 0 || err != nil {
		t.Errorf("before there is a folder: %d, %v", gone, err)
	}
	folder = mail.NewFolder(dir, from)
	old, fresh := letter(), letter()
	old.ID, fresh.ID = "letter-1-1", "letter-2-2"
	for _, m := range []mail.Message{old, fresh} {
		if err := folder.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{".half-3", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	now := time.Now()
	for _, name := range []string{"20270515t100000-letter-1-1.eml", ".half-3", "notes.txt"} {
		if err := os.Chtimes(filepath.Join(dir, name), now.Add(-time.Hour), now.Add(-time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if gone, err := folder.Tidy(now.Add(-time.Minute)); gone != 2 || err != nil {
		t.Errorf("%d went, %v", gone, err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 || left[0].Name() != "20270515t100000-letter-2-2.eml" || left[1].Name() != "notes.txt" {
		t.Errorf("%v, %v", left, err)
	}
}

func TestOnlyTheOwnerReadsLetters(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "mail")
	if err := mail.NewFolder(dir, from).Send(t.Context(), letter()); err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct {
		path string
		want os.FileMode
	}{{dir, 0o700}, {filepath.Join(dir, "20270515t100000-letter-17-1830000000.eml"), 0o600}} {
		if about, err := os.Stat(one.path); err != nil || about.Mode().Perm() != one.want {
			t.Errorf("%s: %v, %v", one.path, about, err)
		}
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("%v, %v", files, err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "20270515t100000-letter-17-1830000000.eml"))
	if err != nil || !strings.Contains(string(text), "http://localhost:8080/bevestigen/abc") {
		t.Errorf("the link cannot be read in the file: %v\n%s", err, text)
	}
}

func TestAFolderReadsNothingElse(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"secret.txt", "mail/x.eml", "mail/.half-1"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("no letter"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	folder := mail.NewFolder(filepath.Join(dir, "mail"), from)
	for _, name := range []string{"../secret.txt", "../mail/x.eml", ".half-1", "", "..", ".eml.eml", "a/b.eml", "A.eml", "there-is-none.eml"} {
		if _, err := folder.Read(name); !errors.Is(err, fault.NotFound) {
			t.Errorf("Read(%q): %v", name, err)
		}
	}
	if _, err := folder.Read("x.eml"); err == nil || errors.Is(err, fault.NotFound) {
		t.Errorf("what is no letter: %v", err)
	}
}

func TestAFolderThatCannotBeWrittenIsAnError(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "mail")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := mail.NewFolder(file, from).Send(t.Context(), letter()); err == nil || errors.Is(err, mail.ErrMessage) {
		t.Errorf("%v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	dir := t.TempDir()
	if err := mail.NewFolder(dir, from).Send(ended, letter()); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
