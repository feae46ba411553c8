package worker

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/job"
	"vriendenstad/internal/mail"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// read takes a message apart.
func read(t *testing.T, message string) (head netmail.Header, text, html string) {
	t.Helper()
	m, err := netmail.ReadMessage(strings.NewReader(message))
	if err != nil {
		t.Fatal(err)
	}
	_, kind, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(m.Body, kind["boundary"])
	for _, into := range []*string{&text, &html} {
		part, err := parts.NextPart()
		if err != nil {
			t.Fatal(err)
		}
		said, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		*into = strings.ReplaceAll(string(said), "\r\n", "\n")
	}
	return m.Header, text, html
}

// Somebody registers, gets one letter, and what it leads to confirms the account.
func TestTheLetterOfAnActLeadsOn(t *testing.T) {
	t.Parallel()
	c, p := newTown(t), open(t)
	p.serve(t)
	c.working(c.worker(p.sender()))
	by := desk.Caller{By: account.By{At: time.Now()}, Client: "192.0.2.1"}
	person := desk.Registration{Name: "Awa Diop", Email: "awa@voorbeeld.be", Password: "zeilboot umbrella kaas tram"}
	if err := c.desk.Register(t.Context(), by, desk.NewOnce(), person); err != nil {
		t.Fatal(err)
	}
	head, text, html := read(t, <-p.each)
	if !strings.HasPrefix(text, "Dag Awa Diop,\n") || head.Get("To") != "<awa@voorbeeld.be>" {
		t.Errorf("%v\n%s", head, text)
	}
	_, rest, found := strings.Cut(text, "\n"+base+"/bevestigen/")
	token, _, _ := strings.Cut(rest, "\n")
	if !found || !strings.Contains(html, base+"/bevestigen/"+token+`"`) {
		t.Fatalf("no link:\n%s\n%s", text, html)
	}
	if err := c.desk.ConfirmEmail(t.Context(), by.By, desk.NewOnce(), account.Token(token)); err != nil {
		t.Errorf("the link confirms nothing: %v", err)
	}
	if all := p.messages(); len(all) != 1 {
		t.Errorf("%d letters", len(all))
	}
	if strings.Contains(c.log.String(), "awa@") || strings.Contains(c.log.String(), token) {
		t.Errorf("the log tells too much:\n%s", c.log.String())
	}
}

func TestAnActThatIsRolledBackSendsNothing(t *testing.T) {
	t.Parallel()
	c, p := newTown(t), open(t)
	p.serve(t)
	c.working(c.worker(p.sender()))
	id, email := c.person("Awa")
	stopped := errors.New("rolled back by the test")
	err := c.db.InTx(t.Context(), func(tx postgres.Tx) error {
		return errors.Join(tx.Enqueue(t.Context(), job.Letter{Purpose: job.SecondChanged, Person: id, To: email}), stopped)
	})
	if !errors.Is(err, stopped) {
		t.Fatal(err)
	}
	c.enqueue(job.Letter{Purpose: job.PasswordChanged, Person: id, To: email})
	if got := <-p.each; !strings.Contains(got, "Subject: Je wachtwoord is veranderd") || len(p.messages()) != 1 {
		t.Errorf("%d letters, the first is\n%s", len(p.messages()), got)
	}
}

func TestAServerThatWasAwayGetsTheLetterOnce(t *testing.T) {
	t.Parallel()
	c, p := newTown(t), open(t)
	p.fail = 1 // and says no when it is back
	c.working(c.worker(p.sender()))
	id, email := c.person("Awa")
	c.enqueue(job.Letter{Purpose: job.PasswordChanged, Person: id, To: email})
	time.AfterFunc(200*time.Millisecond, func() { p.serve(t) }) // connections wait at the door until then
	<-p.each
	if all := p.messages(); len(all) != 1 || strings.Count(c.log.String(), "a letter was not sent; it is tried again") != 1 {
		t.Errorf("%d letters:\n%s", len(all), c.log.String())
	}
}

func TestTwoReplicasSendEachLetterOnce(t *testing.T) {
	t.Parallel()
	const letters = 30
	c, p := newTown(t), open(t)
	p.serve(t)
	c.working(c.worker(p.sender()))
	c.working(c.worker(p.sender()))
	id, email := c.person("Awa")
	for range letters {
		c.enqueue(job.Letter{Purpose: job.PasswordChanged, Person: id, To: email})
	}
	seen := map[string]bool{}
	for range letters {
		head, _, _ := read(t, <-p.each)
		seen[head.Get("Message-Id")] = true
	}
	if len(seen) != letters || len(p.messages()) != letters {
		t.Errorf("%d letters, %d of them different", len(p.messages()), len(seen))
	}
}

func TestAnAddressThatIsRefusedForGoodIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	c, p := newTown(t), open(t)
	p.refuse = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no awa@voorbeeld.be here"}
	p.serve(t)
	stop := c.working(c.worker(p.sender()))
	id, email := c.person("Awa")
	c.enqueue(job.Letter{Purpose: job.PasswordChanged, Person: id, To: email})
	c.until("a letter cannot be delivered")
	stop()
	if said := c.log.String(); strings.Contains(said, "tried again") || strings.Contains(said, "awa@") {
		t.Error(said)
	}
}

// until waits until the log holds the words.
func (c *town) until(words string) {
	c.t.Helper()
	for begin := time.Now(); !strings.Contains(c.log.String(), words); time.Sleep(5 * time.Millisecond) {
		if time.Since(begin) > 20*time.Second {
			c.t.Fatalf("the log does not say %q:\n%s", words, c.log.String())
		}
	}
}

func TestWithoutAServerLettersStandInAFolder(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	folder := mail.NewFolder(filepath.Join(t.TempDir(), "mail"), netmail.Address{Address: "portaal@voorbeeld.be"})
	c.working(c.worker(folder))
	id, email := c.person("Awa")
	c.enqueue(job.Letter{Purpose: job.PasswordChanged, Person: id, To: email})
	c.enqueue(job.Letter{Purpose: job.ResetUnknown, To: "niemand@voorbeeld.be"})
	c.until("a letter was sent")
	c.until("a letter was not due any more")
	all, err := folder.List(10)
	if err != nil || len(all) != 1 || all[0].To != email {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestAWorkerWaitsForTheDatabaseAndEndsWithoutIt(t *testing.T) {
	t.Parallel()
	db, err := postgres.Open(t.Context(), postgres.Settings{URL: pgtest.Empty(t), AsOwner: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c := townOn(t, db)
	w := c.worker(open(t).sender())
	stop := c.working(w)
	c.until("jobs wait for the database")
	begin := time.Now()
	stop()
	w.SealLast(t.Context())
	if took := time.Since(begin); took > 2*time.Second {
		t.Errorf("it took %v to end", took)
	}
}

func TestTheRecordIsSealedAtTheEndAndVerified(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	w := c.worker(open(t).sender())
	c.in(func(tx postgres.Tx) error {
		_, err := tx.AddEntry(t.Context(), account.By{At: time.Now()}, "thing.change", "thing/1", nil)
		return err
	})
	w.SealLast(t.Context())
	head, err := c.db.LastSeal(t.Context())
	if err != nil || head.N != 1 {
		t.Fatalf("%+v, %v", head, err)
	}
	if err := w.verify(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if said := c.log.String(); !strings.Contains(said, "findings=0") || !strings.Contains(said, "seal=1:"+head.Hash.String()) {
		t.Error(said)
	}
}

func TestAFindingInTheRecordIsTold(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	w := c.worker(open(t).sender())
	c.in(func(tx postgres.Tx) error {
		_, err := tx.AddEntry(t.Context(), account.By{At: time.Now().Add(-time.Hour)}, "thing.change", "thing/1", nil)
		return err
	})
	if err := w.verify(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if said := c.log.String(); !strings.Contains(said, "level=ERROR") || !strings.Contains(said, "without a seal") || !strings.Contains(said, "findings=1") {
		t.Error(said)
	}
}

func TestAFindingInTheLedgerIsTold(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	w := c.worker(open(t).sender())
	if err := w.verifyBudget(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if said := c.log.String(); strings.Contains(said, "level=ERROR") || !strings.Contains(said, "the ledger was verified") || !strings.Contains(said, "findings=0") {
		t.Error(said)
	}
	c.in(func(tx postgres.Tx) error {
		_, err := tx.AddEntry(t.Context(), account.By{Person: 7, At: time.Now()}, "budget.pay", "promise/1", nil)
		return err
	})
	if err := w.verifyBudget(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if said := c.log.String(); !strings.Contains(said, "level=ERROR") || !strings.Contains(said, "budget.pay of person 7") || !strings.Contains(said, "findings=1") {
		t.Error(said)
	}
}

func TestWhatHadItsTimeIsTakenAway(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	old := time.Now().Add(-account.OnceKept - time.Hour)
	c.in(func(tx postgres.Tx) error {
		_, err := tx.ClaimOnce(t.Context(), desk.NewOnce(), account.By{Person: 1, At: old}, "thing.change")
		return err
	})
	c.working(c.worker(open(t).sender()))
	c.until("what had its time was taken away")
}

func TestLettersInTheFolderAreTakenAwayInTime(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	dir := t.TempDir()
	folder := mail.NewFolder(dir, netmail.Address{Address: "portaal@voorbeeld.be"})
	w := c.worker(folder)
	w.set.Folder = folder
	for _, id := range []string{"old", "fresh"} {
		if err := folder.Send(t.Context(), mail.Message{ID: id, At: time.Now(), To: "awa@voorbeeld.be", Subject: id, Text: id, HTML: id}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := folder.List(2)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		if long := time.Now().Add(-account.LetterKept - time.Minute); one.Subject == "old" {
			if err := os.Chtimes(filepath.Join(dir, one.Name), long, long); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.tidy(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	left, err := folder.List(2)
	if err != nil || len(left) != 1 || left[0].Subject != "fresh" || !strings.Contains(c.log.String(), "letters=1") {
		t.Errorf("%+v, %v\n%s", left, err, c.log.String())
	}
}

func TestTheRecordIsVerifiedEachNight(t *testing.T) {
	t.Parallel()
	at := func(text string) time.Time {
		moment, err := time.ParseInLocation("2006-01-02 15:04", text, calendar.Brussels)
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	for now, want := range map[string]string{
		"2027-05-15 02:59": "2027-05-15 03:00", "2027-05-15 03:00": "2027-05-16 03:00", "2027-12-31 12:00": "2028-01-01 03:00",
		"2027-03-27 12:00": "2027-03-28 03:00", // that night has no 2.30
		"2027-10-30 12:00": "2027-10-31 03:00", // and that one two
	} {
		if got := (nightly{}).Next(at(now).UTC()); !got.Equal(at(want)) {
			t.Errorf("after %s comes %v, want %s", now, got, want)
		}
	}
}

func TestLinksAreThoseOfTheSettingAlone(t *testing.T) {
	t.Parallel()
	if _, err := url.Parse(base); err != nil {
		t.Fatal(err)
	}
	c := newTown(t)
	id, email := c.person("Awa")
	w := c.worker(open(t).sender())
	for _, purpose := range []job.Purpose{job.Reset, job.AddressOld, job.AddressNew, job.PasswordChanged, job.AlreadyRegistered} {
		l, due, err := w.write(context.Background(), job.Letter{Purpose: purpose, Person: id, To: email})
		if err != nil || !due || !strings.HasPrefix(l.Href, base+"/") || !strings.HasPrefix(l.About, base+"/") || l.Name != "Awa" {
			t.Errorf("%s: %+v, %v, %v", purpose, l, due, err)
		}
	}
}
