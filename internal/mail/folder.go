package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
)

// Folder keeps messages as files instead of sending them, for where no mail server is set. Its files are for its owner's eyes
// alone: letters hold secret links.
type Folder struct {
	dir  string
	from mail.Address
}

// NewFolder returns what writes into the folder, which is made at the first message.
func NewFolder(dir string, from mail.Address) *Folder { return &Folder{dir: dir, from: from} }

const (
	ending = ".eml"
	half   = ".half-" // begins the name of a file that is not complete yet
)

// nameOf sorts as messages were written. A message that is tried again takes its own place.
func nameOf(m Message) string { return m.At.UTC().Format("20060102t150405-") + m.ID + ending }

// Send writes the message to a file: whole, or not at all.
func (f *Folder) Send(ctx context.Context, m Message) error {
	msg, err := compose(f.from, m, gomail.NoEncoding) // legible as it stands
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if _, err := msg.WriteTo(&text); err != nil {
		return fmt.Errorf("compose: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return fmt.Errorf("folder for letters: %w", err)
	}
	return write(f.dir, nameOf(m), text.Bytes())
}

// write makes a file that only its owner reads, under another name until it is complete.
func write(dir, name string, text []byte) error {
	file, err := os.CreateTemp(dir, half+"*") // 0600
	if err != nil {
		return fmt.Errorf("letter: %w", err)
	}
	_, err = file.Write(text)
	err = errors.Join(err, file.Close())
	if err == nil {
		err = os.Rename(file.Name(), filepath.Join(dir, name))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("letter: %w", err), os.Remove(file.Name()))
	}
	return nil
}

// A Kept is a message in a folder.
type Kept struct {
	// Name is what [Folder.Read] finds it by.
	Name    string
	At      time.Time
	To      account.Email
	Subject string
	// Text and HTML are empty in a list.
	Text, HTML string
	// Files are the names of what goes with it.
	Files []string
}

// List returns the messages that were written last, the last one first, and at most so many.
func (f *Folder) List(most int) ([]Kept, error) {
	files, err := os.ReadDir(f.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("letters: %w", err)
	}
	var all []Kept
	for _, file := range slices.Backward(files) { // by name
		if !proper(file.Name()) {
			continue
		}
		if len(all) == most {
			break
		}
		one, err := f.Read(file.Name())
		if errors.Is(err, fault.NotFound) {
			continue // it was taken away meanwhile
		}
		if err != nil {
			return nil, err
		}
		one.Text, one.HTML = "", ""
		all = append(all, one)
	}
	return all, nil
}

// Tidy takes away the messages that were written down before the moment, and what was left half-written, and returns how many went.
func (f *Folder) Tidy(before time.Time) (int64, error) {
	files, err := os.ReadDir(f.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("letters: %w", err)
	}
	var gone int64
	for _, file := range files {
		if !proper(file.Name()) && !strings.HasPrefix(file.Name(), half) {
			continue // none of ours
		}
		about, err := file.Info()
		if err == nil && about.ModTime().Before(before) {
			err = os.Remove(filepath.Join(f.dir, file.Name()))
			gone++
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // another replica was here
			return gone, fmt.Errorf("letters: %w", err)
		}
	}
	return gone, nil
}

// proper says whether a name is one that a message is given: nothing that leads elsewhere.
func proper(name string) bool {
	bare, found := strings.CutSuffix(name, ending)
	return found && bare != "" && len(name) < 200 && strings.Trim(bare, signs) == ""
}

// Read returns a message, and [fault.NotFound] where there is none of that name.
func (f *Folder) Read(name string) (Kept, error) {
	if !proper(name) {
		return Kept{}, fault.NotFound
	}
	text, err := os.ReadFile(filepath.Join(f.dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return Kept{}, fault.NotFound
	}
	if err != nil {
		return Kept{}, fmt.Errorf("letter: %w", err)
	}
	one, err := parse(text)
	one.Name = name
	if err != nil {
		return Kept{}, fmt.Errorf("letter %s: %w", name, err)
	}
	return one, nil
}

// parse reads what [compose] wrote.
func parse(text []byte) (Kept, error) {
	m, err := mail.ReadMessage(bytes.NewReader(text))
	if err != nil {
		return Kept{}, err
	}
	to, err := mail.ParseAddress(m.Header.Get("To"))
	if err != nil {
		return Kept{}, err
	}
	at, err := m.Header.Date()
	if err != nil {
		return Kept{}, err
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return Kept{}, err
	}
	one := Kept{At: at, To: account.Email(to.Address), Subject: subject}
	err = one.take(m.Header.Get("Content-Type"), m.Body)
	return one, err
}

// take reads the parts of a message, and the parts of those.
func (k *Kept) take(contentType string, body io.Reader) error {
	_, kind, err := mime.ParseMediaType(contentType)
	if err != nil {
		return err
	}
	parts := multipart.NewReader(body, kind["boundary"])
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		is := part.Header.Get("Content-Type")
		if strings.HasPrefix(is, "multipart/") {
			if err := k.take(is, part); err != nil {
				return err
			}
			continue
		}
		if name := part.FileName(); name != "" {
			k.Files = append(k.Files, name)
			continue
		}
		said, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		legible := strings.ReplaceAll(string(said), "\r\n", "\n")
		if strings.HasPrefix(is, "text/html") {
			k.HTML = legible
		} else {
			k.Text = legible
		}
	}
}
