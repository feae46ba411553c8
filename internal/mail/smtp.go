package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// A Security says how the way to a mail server is kept from others' eyes.
type Security string

// The securities. A server that does not offer what is set gets no message: nothing falls back.
const (
	StartTLS Security = "starttls" // begins in the clear and must go over to TLS
	TLS      Security = "tls"      // TLS from the first byte
	Clear    Security = "none"     // in the clear: for a server on the same machine
)

// Port returns the port on which servers of that kind usually listen.
func (s Security) Port() int {
	return map[Security]int{StartTLS: 587, TLS: 465, Clear: 25}[s]
}

// A Server is a mail server that takes messages from us.
type Server struct {
	Host     string
	Port     int
	Security Security
	// User and Password sign in. Without a user nobody does.
	User, Password string
	// From is whom messages come from.
	From mail.Address
	// Roots are the authorities by which the server's certificate is checked. Nil is those of the system.
	Roots *x509.CertPool
	// Patience is how long one message may take; zero is half a minute.
	Patience time.Duration
}

// defaultPatience bounds a message. A job's own bound is longer.
const defaultPatience = 30 * time.Second

// SMTP sends messages by a server, one connection for each.
type SMTP struct {
	server Server
}

// NewSMTP returns what sends by that server. It does not call on it.
func NewSMTP(s Server) *SMTP {
	if s.Patience == 0 {
		s.Patience = defaultPatience
	}
	return &SMTP{server: s}
}

// Send hands the message to the server. Once the server has taken it, it is sent, whatever goes wrong after that.
func (s *SMTP) Send(ctx context.Context, m Message) error {
	msg, err := compose(s.server.From, m, gomail.EncodingQP)
	if err != nil {
		return err
	}
	ctx, done := context.WithTimeout(ctx, s.server.Patience)
	defer done() // which closes a connection that was left open
	client, err := gomail.NewClient(s.server.Host, s.options(ctx)...)
	if err != nil {
		return fmt.Errorf("mail server: %w", err)
	}
	conn, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return without(m, fmt.Errorf("reach the mail server: %w", orEnded(ctx, err)))
	}
	err = errors.Join(client.SendWithSMTPClient(conn, msg), client.CloseWithSMTPClient(conn))
	if msg.IsDelivered() || err == nil {
		return nil
	}
	if noSuchAddress(err) {
		err = fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return without(m, fmt.Errorf("send: %w", orEnded(ctx, err)))
}

func (s *SMTP) options(ctx context.Context) []gomail.Option {
	set := []gomail.Option{
		gomail.WithPort(s.server.Port),
		gomail.WithTimeout(s.server.Patience + time.Minute), // ctx ends before it
		gomail.WithTLSPolicy(gomail.NoTLS),
		gomail.WithTLSConfig(s.tls()),
		gomail.WithDialContextFunc(s.dial(ctx)),
	}
	switch s.server.Security {
	case StartTLS:
		set = append(set, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case TLS:
		set = append(set, gomail.WithSSL())
	}
	if s.server.User != "" {
		set = append(set, gomail.WithUsername(s.server.User), gomail.WithPassword(s.server.Password),
			// the first that the server knows; without TLS the last two are kept for this machine itself
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthSCRAMSHA1, gomail.SMTPAuthCramMD5,
				gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	return set
}

func (s *SMTP) tls() *tls.Config {
	return &tls.Config{ServerName: s.server.Host, RootCAs: s.server.Roots, MinVersion: tls.VersionTLS12}
}

// dial returns how a connection is made: one that closes when ctx ends. The library looks at its own deadline alone while it
// talks, and a job that is cut should not wait for that.
func (s *SMTP) dial(ctx context.Context) gomail.DialContextFunc {
	return func(dialing context.Context, network, address string) (net.Conn, error) {
		var conn net.Conn
		var err error
		if s.server.Security == TLS {
			conn, err = (&tls.Dialer{Config: s.tls()}).DialContext(dialing, network, address)
		} else {
			conn, err = (&net.Dialer{}).DialContext(dialing, network, address)
		}
		if err == nil {
			context.AfterFunc(ctx, func() { conn.Close() })
		}
		return conn, err
	}
}

// orEnded returns why ctx ended, when that is why the connection was closed.
func orEnded(ctx context.Context, err error) error {
	if ended := context.Cause(ctx); ended != nil {
		return fmt.Errorf("%w: %w", ended, err)
	}
	return err
}

// noSuchAddress says whether the server refused the address itself, and not us, or for now.
func noSuchAddress(err error) bool {
	refused, ok := errors.AsType[*gomail.SendError](err)
	if !ok || refused.Reason != gomail.ErrSMTPRcptTo {
		return false
	}
	if detail := refused.EnhancedStatusCode(); detail != "" {
		return strings.HasPrefix(detail, "5.1.")
	}
	return refused.ErrorCode() == 550 || refused.ErrorCode() == 553
}

// hidden is an error whose words do not tell the address, so that it can be logged.
type hidden struct {
	error
	address string
}

func (h hidden) Error() string {
	return strings.ReplaceAll(h.error.Error(), h.address, "<the address>")
}

func (h hidden) Unwrap() error { return h.error }

func without(m Message, err error) error { return hidden{err, string(m.To)} }
