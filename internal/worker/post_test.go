package worker

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/job"
	"vriendenstad/internal/mail"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/world"
)

const base = "https://vriendenstad.example.org"

var noon = time.Date(2027, time.May, 15, 10, 0, 0, 0, time.UTC)

// A post is a mail server in this process.
type post struct {
	door net.Listener
	mu   sync.Mutex
	got  []string
	// refuse answers RCPT TO; nil takes every address. fail answers so many messages with "not now".
	refuse error
	fail   int
	// each is told of every message that was taken.
	each chan string
}

func (p *post) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{p}, nil }

type session struct{ *post }

func (s *session) Mail(string, *smtp.MailOptions) error { return nil }

func (s *session) Rcpt(string, *smtp.RcptOptions) error { return s.refuse }

func (s *session) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail > 0 {
		s.fail--
		return &smtp.SMTPError{Code: 451, Message: "not now"}
	}
	s.got = append(s.got, string(text))
	s.each <- string(text)
	return nil
}

func (s *session) Reset() {}

func (s *session) Logout() error { return nil }

func (p *post) messages() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string{}, p.got...)
}

// open makes a door for a server that does not answer yet.
func open(t *testing.T) *post {
	t.Helper()
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return &post{door: door, each: make(chan string, 100)}
}

// serve lets the server answer until the test ends.
func (p *post) serve(t *testing.T) {
	t.Helper()
	server := smtp.NewServer(p)
	server.Domain = "127.0.0.1"
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(p.door) }()
	t.Cleanup(func() {
		if err := errors.Join(server.Close(), p.door.Close()); err != nil && !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
		<-ended
	})
}

func (p *post) sender() mail.Sender {
	return mail.NewSMTP(mail.Server{Host: "127.0.0.1", Port: p.door.Addr().(*net.TCPAddr).Port, Security: mail.Clear,
		From: netmail.Address{Name: "Vriendenstad", Address: "portaal@voorbeeld.be"}, Patience: 5 * time.Second})
}

// lines keeps what was logged.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// A town is a portal in which somebody works.
type town struct {
	t    *testing.T
	db   *postgres.DB
	desk *desk.Desk
	log  lines
}

func newTown(t *testing.T) *town {
	t.Helper()
	return townOn(t, pgtest.New(t))
}

func townOn(t *testing.T, db *postgres.DB) *town {
	t.Helper()
	d, err := desk.New(db, []byte("0123456789abcdef0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	return &town{t: t, db: db, desk: d}
}

func (c *town) worker(sender mail.Sender) *Worker {
	c.t.Helper()
	w, err := New(Settings{DB: c.db, Desk: c.desk, Sender: sender, BaseURL: base, Clock: time.Now, Poll: 20 * time.Millisecond,
		Log: slog.New(slog.NewTextHandler(&c.log, nil))})
	if err != nil {
		c.t.Fatal(err)
	}
	return w
}

// working lets a worker work, and returns what stops it; the test's end does too.
func (c *town) working(w *Worker) (stop func()) {
	c.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.Run(ctx, func() time.Duration { return 5 * time.Second })
	}()
	stop = func() {
		cancel()
		<-ended
	}
	c.t.Cleanup(stop)
	return stop
}

// in does something in a transaction.
func (c *town) in(fn func(tx postgres.Tx) error) {
	c.t.Helper()
	if err := c.db.InTx(c.t.Context(), fn); err != nil {
		c.t.Fatal(err)
	}
}

func (c *town) enqueue(l job.Letter) {
	c.t.Helper()
	c.in(func(tx postgres.Tx) error { return tx.Enqueue(c.t.Context(), l) })
}

// person makes somebody whose address begins with their name.
func (c *town) person(name string, powers ...account.Part) (account.ID, account.Email) {
	c.t.Helper()
	email := account.Email(strings.ToLower(name) + "@voorbeeld.be")
	var id account.ID
	c.in(func(tx postgres.Tx) (err error) {
		if id, _, err = tx.AddPerson(c.t.Context(), email, name, "hash", false, noon); err != nil {
			return err
		}
		if err := tx.ConfirmPerson(c.t.Context(), id, noon); err != nil {
			return err
		}
		return tx.SetPowers(c.t.Context(), id, powers, account.By{At: noon})
	})
	return id, email
}

// club makes an association that waits for the Dienst, with its hoofdvertegenwoordiger.
func (c *town) club(lead account.ID) association.ID {
	c.t.Helper()
	var id association.ID
	c.in(func(tx postgres.Tx) (err error) {
		id, err = tx.RegisterAssociation(c.t.Context(), association.Association{Name: "Kolda-Schelde", Form: association.NonProfit, KBO: "0999000129",
			Countries: []world.Code{"SN"}, Region: world.WestAfrica, Themes: []string{"water"}, Postcode: "2060", About: "Wij delen waterputten."}, noon)
		if err != nil {
			return err
		}
		_, err = tx.AddMember(c.t.Context(), id, lead, account.LeadPart, noon)
		return err
	})
	return id
}
