package main

import (
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"vriendenstad/internal/account"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// letterTo writes down a letter to a person who is made for it, with an entry of the record.
func letterTo(t *testing.T, db *postgres.DB, email account.Email) {
	t.Helper()
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		id, _, err := tx.AddPerson(t.Context(), email, "Awa", "hash", false, time.Now())
		if err != nil {
			return err
		}
		if _, err := tx.AddEntry(t.Context(), account.By{Person: id, Part: account.PersonPart, At: time.Now()}, "password.change", "person/1", nil); err != nil {
			return err
		}
		return tx.Enqueue(t.Context(), job.Letter{Purpose: job.PasswordChanged, Person: id, To: email})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A post is a mail server that hands on what it is given.
type post chan string

func (p post) NewSession(*smtp.Conn) (smtp.Session, error) { return p, nil }

func (post) Mail(string, *smtp.MailOptions) error { return nil }

func (post) Rcpt(string, *smtp.RcptOptions) error { return nil }

func (p post) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	p <- string(text)
	return err
}

func (post) Reset() {}

func (post) Logout() error { return nil }

func TestLettersAreSentByTheServerThatIsSet(t *testing.T) {
	t.Parallel()
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	arrived := make(post, 10)
	server := smtp.NewServer(arrived)
	go server.Serve(door) // ends with the test
	t.Cleanup(func() { server.Close() })
	_, number, err := net.SplitHostPort(door.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	db := pgtest.New(t)
	dir := t.TempDir()
	portal := serveIn(t, dir, "DATABASE_URL="+db.URL(), "SMTP_HOST=127.0.0.1", "SMTP_PORT="+number, "SMTP_TLS=none", "MAIL_FROM=Stad <stad@example.org>")
	letterTo(t, db, "awa@voorbeeld.be")
	select {
	case got := <-arrived:
		if !strings.Contains(got, "From: \"Stad\" <stad@example.org>") || !strings.Contains(got, "To: <awa@voorbeeld.be>") {
			t.Errorf("it reads\n%s", got)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("no letter arrived")
	}
	if status, _ := portal.get("/dev/mail"); status != http.StatusNotFound {
		t.Errorf("/dev/mail is %d", status)
	}
	if took, code := portal.end(syscall.SIGTERM); took > 12*time.Second || code != 0 {
		t.Errorf("SIGTERM: ended in %v with %d", took, code)
	}
	if _, err := os.Stat(filepath.Join(dir, "var", "mail")); err == nil {
		t.Error("letters stand in var/mail as well")
	}
}

// Without a mail server letters are files, and in development a page; at the end the record is sealed, and verified as whole.
func TestLettersWithoutAServer(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	dir := t.TempDir()
	portal := serveIn(t, dir, "DATABASE_URL="+db.URL())
	letterTo(t, db, "awa@voorbeeld.be")
	portal.untilSaid("a letter was sent")
	if status, body := portal.get("/dev/mail"); status != http.StatusOK || !strings.Contains(body, "Je wachtwoord is veranderd") {
		t.Errorf("/dev/mail is %d\n%s", status, body)
	}
	files, err := filepath.Glob(filepath.Join(dir, "var", "mail", "*.eml"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	if about, err := os.Stat(files[0]); err != nil || about.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", about, err)
	}
	if took, code := portal.end(syscall.SIGINT); took > 4*time.Second || code != 0 {
		t.Errorf("Ctrl-C: ended in %v with %d", took, code)
	}
	out, errs, code := run(t, dir, []string{"DATABASE_URL=" + db.URL()}, "audit", "verify")
	if code != 0 || !strings.Contains(out, "the record is whole: 1 entries are sealed") {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	_, seal, _ := strings.Cut(strings.TrimSpace(out), "the last seal is ")
	if out, errs, code = run(t, dir, []string{"DATABASE_URL=" + db.URL()}, "audit", "verify", "-seal", seal); code != 0 {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	other := "9:" + strings.Repeat("0", 64)
	out, errs, code = run(t, dir, []string{"DATABASE_URL=" + db.URL()}, "audit", "-seal", other, "verify", "-seal", seal)
	if code != 1 || strings.Count(out, "\n") != 1 || !strings.Contains(out, "the tail was cut") || !strings.Contains(errs, "1 findings") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
}
