package mail_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"vriendenstad/internal/mail"
)

var from = netmail.Address{Name: "Vriendenstad", Address: "portaal@voorbeeld.be"}

func letter() mail.Message {
	return mail.Message{
		ID: "letter-17-1830000000", At: time.Date(2027, 5, 15, 10, 0, 0, 0, time.UTC), To: "awa@voorbeeld.be",
		Subject: "Bevestig je e-mailadres – één keer", Text: "Dag Awa,\n\nhttp://localhost:8080/bevestigen/abc\n\n.een punt vooraan\n", HTML: "<p>Dag Awa,</p>",
	}
}

// A post is a mail server in this process, with what it was given.
type post struct {
	mu   sync.Mutex
	got  []string
	from []string
	to   []string
	// signedIn counts those who gave the right password.
	signedIn int
	// refuse answers RCPT TO; nil takes every address.
	refuse error
	// hang keeps the answer to the message back until it is closed; cut breaks the line in its place, once the message was taken.
	hang chan struct{}
	cut  bool
}

func (p *post) NewSession(c *smtp.Conn) (smtp.Session, error) { return &session{p, c}, nil }

type session struct {
	*post
	conn *smtp.Conn
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "portaal" || password != "geheim woord" {
			return errors.New("no")
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.signedIn++
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.from = append(s.from, from)
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse == nil {
		s.to = append(s.to, to)
	}
	return s.refuse
}

func (s *session) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.got = append(s.got, string(text))
	hang, cut := s.hang, s.cut
	s.mu.Unlock()
	if hang != nil {
		<-hang
	}
	if cut {
		return s.conn.Close()
	}
	return nil
}

func (s *session) Reset() {}

func (s *session) Logout() error { return nil }

func (p *post) messages() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string{}, p.got...)
}

// certificate makes one for 127.0.0.1, and who vouches for it.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	plan := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	bytes, err := x509.CreateCertificate(rand.Reader, plan, plan, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(bytes)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(made)
	return tls.Certificate{Certificate: [][]byte{bytes}, PrivateKey: key}, roots
}

// serve starts a server and returns how to reach it: with its certificate where one is given, from the first byte where implicit.
func serve(t *testing.T, p *post, cert *tls.Certificate, implicit bool) mail.Server {
	t.Helper()
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(p)
	server.Domain, server.AllowInsecureAuth = "127.0.0.1", cert == nil
	server.ErrorLog = nothing{}
	if cert != nil {
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*cert}}
	}
	listen := door
	if implicit {
		listen = tls.NewListener(door, server.TLSConfig)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listen) }()
	t.Cleanup(func() {
		// a server that was not asked anything may not have taken the door over yet
		if err := errors.Join(server.Close(), door.Close()); err != nil && !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
		<-ended
	})
	return mail.Server{Host: "127.0.0.1", Port: door.Addr().(*net.TCPAddr).Port, Security: mail.Clear, From: from, Patience: 10 * time.Second}
}

type nothing struct{}

func (nothing) Printf(string, ...any) {}
func (nothing) Println(...any)        {}

func TestAMessageArrivesAsItWasWritten(t *testing.T) {
	t.Parallel()
	p := &post{}
	if err := mail.NewSMTP(serve(t, p, nil, false)).Send(t.Context(), letter()); err != nil {
		t.Fatal(err)
	}
	got := p.messages()
	if len(got) != 1 || p.from[0] != from.Address || p.to[0] != "awa@voorbeeld.be" {
		t.Fatalf("%q from %q to %q", got, p.from, p.to)
	}
	read, err := netmail.ReadMessage(strings.NewReader(got[0]))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Message-Id": "<letter-17-1830000000@voorbeeld.be>", "To": "<awa@voorbeeld.be>", "From": `"Vriendenstad" <portaal@voorbeeld.be>`,
		"Date": "Sat, 15 May 2027 10:00:00 +0000", "Auto-Submitted": "auto-generated", "Content-Language": "nl-BE", "User-Agent": "", "X-Mailer": "",
	} {
		if got := read.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestTheWayIsKeptFromOthersEyes(t *testing.T) {
	t.Parallel()
	cert, roots := certificate(t)
	for _, c := range []struct {
		says     string
		has      bool // a certificate
		implicit bool
		set      mail.Security
		roots    *x509.CertPool
		user     string
		password string
		want     string // part of the error; "" where it arrives
	}{
		{"STARTTLS", true, false, mail.StartTLS, roots, "", "", ""},
		{"STARTTLS and a password", true, false, mail.StartTLS, roots, "portaal", "geheim woord", ""},
		{"TLS from the first byte", true, true, mail.TLS, roots, "portaal", "geheim woord", ""},
		{"in the clear on this machine", false, false, mail.Clear, nil, "portaal", "geheim woord", ""},
		{"a wrong password", true, false, mail.StartTLS, roots, "portaal", "fout", "AUTH failed"},
		{"a server without STARTTLS gets nothing", false, false, mail.StartTLS, nil, "", "", "STARTTLS"},
		{"a certificate that nobody vouches for", true, false, mail.StartTLS, nil, "", "", "certificate"},
		{"the same from the first byte", true, true, mail.TLS, nil, "", "", "certificate"},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			p := &post{}
			with := &cert
			if !c.has {
				with = nil
			}
			server := serve(t, p, with, c.implicit)
			server.Security, server.Roots, server.User, server.Password = c.set, c.roots, c.user, c.password
			err := mail.NewSMTP(server).Send(t.Context(), letter())
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Fatal(err)
			}
			if arrived := len(p.messages()); (arrived == 1) != (c.want == "") {
				t.Errorf("%d arrived", arrived)
			}
			if c.user != "" && c.want == "" && p.signedIn != 1 {
				t.Errorf("%d signed in", p.signedIn)
			}
		})
	}
}

func TestAServerThatTookAMessageIsBelieved(t *testing.T) {
	t.Parallel()
	p := &post{cut: true}
	sender := mail.NewSMTP(serve(t, p, nil, false))
	if err := sender.Send(t.Context(), letter()); err == nil {
		t.Fatal("the answer was lost, and nobody noticed")
	}
	p.mu.Lock()
	p.cut = false
	p.mu.Unlock()
	if err := sender.Send(t.Context(), letter()); err != nil {
		t.Fatal(err)
	}
	got := p.messages()
	const id = "Message-ID: <letter-17-1830000000@voorbeeld.be>"
	if len(got) != 2 || !strings.Contains(got[0], id) || !strings.Contains(got[1], id) {
		t.Errorf("those who get both cannot see that they are one:\n%s", strings.Join(got, "\n---\n"))
	}
}

func TestAServerThatDoesNotAnswerIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	p := &post{hang: make(chan struct{})}
	defer close(p.hang)
	server := serve(t, p, nil, false)
	server.Patience = 200 * time.Millisecond
	if err := mail.NewSMTP(server).Send(t.Context(), letter()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	server.Patience = time.Minute
	ctx, cut := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cut)
	if err := mail.NewSMTP(server).Send(ctx, letter()); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestAnAddressThatIsRefusedForGoodIsToldApart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		says   string
		answer *smtp.SMTPError
		good   bool
	}{
		{"nobody of that name", &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no awa@voorbeeld.be here"}, true},
		{"not allowed to us", &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "relaying denied"}, false},
		{"not now", &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted"}, false},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			p := &post{refuse: c.answer}
			err := mail.NewSMTP(serve(t, p, nil, false)).Send(t.Context(), letter())
			if err == nil || errors.Is(err, mail.ErrRefused) != c.good {
				t.Errorf("%v", err)
			}
			if strings.Contains(err.Error(), "awa@") {
				t.Errorf("the log would tell the address: %v", err)
			}
		})
	}
}

func TestWhatWouldBeMoreThanOneMessageIsRefused(t *testing.T) {
	t.Parallel()
	p := &post{}
	senders := map[string]mail.Sender{"by a server": mail.NewSMTP(serve(t, p, nil, false)), "into a folder": mail.NewFolder(t.TempDir(), from)}
	for says, spoil := range map[string]func(*mail.Message){
		"a line break in the address":   func(m *mail.Message) { m.To = "awa@voorbeeld.be\r\nBcc: all@voorbeeld.be" },
		"two addresses":                 func(m *mail.Message) { m.To = "awa@voorbeeld.be, ben@voorbeeld.be" },
		"a command in the address":      func(m *mail.Message) { m.To = "awa@voorbeeld.be> SIZE=1\r\nRCPT TO:<all@voorbeeld.be" },
		"a name before the address":     func(m *mail.Message) { m.To = "Awa <awa@voorbeeld.be>" },
		"no address":                    func(m *mail.Message) { m.To = "" },
		"a line break in the subject":   func(m *mail.Message) { m.Subject = "Dag\r\nBcc: all@voorbeeld.be" },
		"a bare line feed there":        func(m *mail.Message) { m.Subject = "Dag\nBcc: all@voorbeeld.be" },
		"a subject without end":         func(m *mail.Message) { m.Subject = strings.Repeat("a", 201) },
		"a subject that cannot be read": func(m *mail.Message) { m.Subject = "\xff" },
		"a line break in the id":        func(m *mail.Message) { m.ID = "a\r\nBcc: all@voorbeeld.be" },
		"an id that leads elsewhere":    func(m *mail.Message) { m.ID = "../../etc" },
		"no id":                         func(m *mail.Message) { m.ID = "" },
		"a text that cannot be read":    func(m *mail.Message) { m.Text = "\xff" },
		"a zero byte":                   func(m *mail.Message) { m.HTML = "<p>\x00</p>" },
		"nothing for who reads no HTML": func(m *mail.Message) { m.Text = "" },
	} {
		for how, sender := range senders {
			m := letter()
			spoil(&m)
			if err := sender.Send(t.Context(), m); !errors.Is(err, mail.ErrMessage) {
				t.Errorf("%s, %s: %v", says, how, err)
			}
		}
	}
	if got := p.messages(); len(got) > 0 {
		t.Errorf("%d arrived", len(got))
	}
}
