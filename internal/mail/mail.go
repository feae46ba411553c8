// Package mail sends messages: by a mail server, or into a folder where none is set.
//
// A message has an id that stays the same however often it is tried, and so a Message-Id: when the server's answer was lost and
// the message is sent once more, whoever receives both can see that they are one.
package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/mail"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"

	"vriendenstad/internal/account"
)

// A Message is one message to one address, as text and as HTML.
type Message struct {
	// ID names the message for good, in small letters, digits and hyphens.
	ID string
	// At is when it was written.
	At                  time.Time
	To                  account.Email
	Subject, Text, HTML string
	Files               []File
}

// A File goes with a message, under a name that people may keep it by.
type File struct {
	Name, MediaType string
	Bytes           []byte
}

// A Sender sends messages: [SMTP] or [Folder]. A message that was not sent may be sent again under the same id. Unless it is
// [ErrMessage] or [ErrRefused], an error may pass by itself.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// What does not get better by trying again.
var (
	// ErrMessage says that a message cannot be sent as it is: its address is none, or it has line breaks where they would
	// begin another header.
	ErrMessage = errors.New("not a message that can be sent")
	// ErrRefused says that the server knows no such address.
	ErrRefused = errors.New("the address is refused for good")
)

// signs are those of an id.
const signs = "abcdefghijklmnopqrstuvwxyz0123456789-"

// longestSubject is what a subject may be at most, in letters.
const longestSubject = 200

// check refuses what could be read as more than one message to one address.
func (m Message) check() error {
	if to, err := account.ParseEmail(string(m.To)); err != nil || to != m.To {
		return fmt.Errorf("%w: its address is none", ErrMessage)
	}
	if m.ID == "" || len(m.ID) > 100 || strings.Trim(m.ID, signs) != "" {
		return fmt.Errorf("%w: id %q", ErrMessage, m.ID)
	}
	if m.Subject == "" || utf8.RuneCountInString(m.Subject) > longestSubject || !utf8.ValidString(m.Subject) || strings.ContainsFunc(m.Subject, unicode.IsControl) {
		return fmt.Errorf("%w: subject of %d bytes", ErrMessage, len(m.Subject))
	}
	if !utf8.ValidString(m.Text) || !utf8.ValidString(m.HTML) || strings.ContainsRune(m.Text+m.HTML, 0) || m.Text == "" || m.HTML == "" {
		return fmt.Errorf("%w: its text cannot be read", ErrMessage)
	}
	for _, f := range m.Files {
		if f.Name == "" || f.Name != path.Base(f.Name) || !utf8.ValidString(f.Name) || strings.ContainsFunc(f.Name, unicode.IsControl) || f.MediaType == "" || len(f.Bytes) == 0 {
			return fmt.Errorf("%w: a file of %d bytes", ErrMessage, len(f.Bytes))
		}
	}
	return nil
}

// compose writes the message in the form in which it travels.
func compose(from mail.Address, m Message, text gomail.Encoding) (*gomail.Msg, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(&from)
	if err := msg.To(string(m.To)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMessage, err)
	}
	msg.SetMessageIDWithValue(messageID(from, m.ID))
	msg.SetDateWithValue(m.At)
	msg.Subject(m.Subject)
	// nobody who is away, and no list, answers to it
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader(gomail.HeaderXAutoResponseSuppress, "All")
	msg.SetGenHeader("Content-Language", "nl-BE")
	msg.SetBodyString(gomail.TypeTextPlain, m.Text, gomail.WithPartEncoding(text))
	msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	for _, f := range m.Files {
		if err := msg.AttachReader(f.Name, bytes.NewReader(f.Bytes), gomail.WithFileContentType(gomail.ContentType(f.MediaType))); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrMessage, err)
		}
	}
	return msg, nil
}

// messageID makes a name that is the message's own in the world: that of its id, at the sender's domain.
func messageID(from mail.Address, id string) string {
	_, domain, _ := strings.Cut(from.Address, "@")
	return id + "@" + domain
}
