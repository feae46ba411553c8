package desk

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// WriteMessage writes to the Dienst about an application that was submitted, with attachments that the depot holds already. The words stand in the
// dossier, not in the letter.
func (d *Desk) WriteMessage(ctx context.Context, by account.Contributor, once Once, id grant.ID, words string, files []Upload) error {
	words, err := grant.CheckMessage(words, len(files))
	if err != nil {
		return err
	}
	err = d.actOn(ctx, by, once, id, "application.write", func(tx postgres.Tx, _ time.Time) (string, error) {
		a, err := tx.LockApplicationOf(ctx, by.Association, id)
		if err != nil {
			return "", err
		}
		if err := stillWrites(ctx, tx, by.Member); err != nil {
			return "", err
		}
		if a.Status == grant.Draft {
			return "", refuse("", "Een bericht kan zodra de aanvraag ingediend is.")
		}
		return ApplicationSubject(id), leave(ctx, tx, a, false, by.By(), words, files)
	})
	return err
}

// AnswerMessage writes to the association of a dossier, as [Desk.WriteMessage] does to the Dienst.
func (d *Desk) AnswerMessage(ctx context.Context, by account.CaseHandler, once Once, id grant.ID, words string, files []Upload) error {
	words, err := grant.CheckMessage(words, len(files))
	if err != nil {
		return err
	}
	err = d.actOn(ctx, by, once, id, "application.reply", func(tx postgres.Tx, _ time.Time) (string, error) {
		a, err := handled(ctx, tx, by, id)
		if err != nil {
			return "", err
		}
		return ApplicationSubject(id), leave(ctx, tx, a, true, by.By(), words, files)
	})
	return err
}

// leave writes a message with its attachments, and a letter that it is there: one letter for all messages that the other side did not read yet.
func leave(ctx context.Context, tx postgres.Tx, a grant.Application, staff bool, by account.By, words string, files []Upload) error {
	if err := newWords(ctx, tx, a.ID, by, words, files); err != nil {
		return err
	}
	waiting, err := tx.Unread(ctx, a.ID, staff)
	if err != nil {
		return err
	}
	message, err := tx.AddMessage(ctx, a.ID, staff, by, words)
	if err != nil {
		return err
	}
	if err := enclose(ctx, tx, a.ID, message, by, files); err != nil || waiting > 0 {
		return err
	}
	if staff {
		return tellMembers(ctx, tx, a, job.MessageLeft)
	}
	return tellStaff(ctx, tx, account.CaseHandlerPart, job.Letter{Purpose: job.MessageLeft, About: int64(a.ID)})
}

// sameWords is how long somebody who writes the same words again is taken to have gone back to a form that was sent: browsers fill it in anew.
const sameWords = time.Hour

// newWords refuses words, without files, that the same person wrote last.
func newWords(ctx context.Context, tx postgres.Tx, of grant.ID, by account.By, words string, files []Upload) error {
	last, err := tx.LastMessage(ctx, of)
	if errors.Is(err, fault.NotFound) || err == nil && (len(files) > 0 || last.Person != int64(by.Person) || last.Words != words || by.At.Sub(last.At) >= sameWords) {
		return nil
	}
	if err != nil {
		return err
	}
	return refuse("bericht", "Dit bericht is al verstuurd, om %s. Het staat hierboven.", calendar.Clock(last.At))
}

// enclose attaches files to a message. One that was held and went with another message is refused.
func enclose(ctx context.Context, tx postgres.Tx, of grant.ID, message int64, by account.By, files []Upload) error {
	var names []string
	for _, one := range files {
		there, err := tx.HasStored(ctx, one.Stored.Name)
		if err != nil {
			return err
		}
		if there {
			return refuse("bijlage", "“%s” is al verstuurd. Kies het opnieuw als je het nog eens wilt sturen.", one.Name)
		}
		if _, err := tx.AddDocument(ctx, by, of, document.Document{Message: message, Name: one.Name, MediaType: one.MediaType, Size: one.Size,
			SHA256: one.SHA256[:], Stored: one.Stored.Name}); err != nil {
			return err
		}
		names = append(names, one.Name)
	}
	if names != nil {
		tx.Note(audit.Detail{After: map[string]any{"names": names}})
	}
	return nil
}

// ReadMessages says that the association has the messages of the Dienst on a page before it. It is no act: nothing is decided by it.
func (d *Desk) ReadMessages(ctx context.Context, by account.Member, id grant.ID) error {
	return d.db.InTx(ctx, func(tx postgres.Tx) error {
		a, err := tx.ApplicationOf(ctx, by.Association, id)
		if err != nil {
			return err
		}
		return tx.MarkRead(ctx, a.ID, true, by.By().At)
	})
}

// ReadLetters says the same of the Dienst and the messages of an association.
func (d *Desk) ReadLetters(ctx context.Context, by account.CaseHandler, id grant.ID) error {
	return d.db.InTx(ctx, func(tx postgres.Tx) error { return tx.MarkRead(ctx, id, false, by.By().At) })
}

// HeldFor is how long a file is held for a form that was refused. The depot forgets what no document names after a day.
const HeldFor = 12 * time.Hour

// A held upload is one as a form carries it.
type held struct {
	Person          account.ID
	Of              grant.ID
	At              time.Time
	Stored          document.Stored
	Name, MediaType string
}

// Hold writes an upload down as a form carries it that was refused, so that the file need not be chosen anew (R5). It can be sent by that person with a
// message about that application, and nobody can write another.
func (d *Desk) Hold(by account.Acting, of grant.ID, u Upload) (string, error) {
	text, err := json.Marshal(held{by.By().Person, of, by.By().At, u.Stored, u.Name, u.MediaType})
	if err != nil {
		return "", fmt.Errorf("hold %q: %w", u.Name, err)
	}
	return base64.RawURLEncoding.EncodeToString(text) + "." + base64.RawURLEncoding.EncodeToString(d.sealHeld(text)), nil
}

// Recall reads what [Desk.Hold] wrote. It is [fault.Malformed] for what that did not write for this person and application, and false for what is held no
// longer.
func (d *Desk) Recall(by account.Acting, of grant.ID, written string) (Upload, bool, error) {
	first, last, _ := strings.Cut(written, ".")
	text, err := base64.RawURLEncoding.DecodeString(first)
	if err != nil {
		return Upload{}, false, fault.Malformed
	}
	sum, err := base64.RawURLEncoding.DecodeString(last)
	var h held
	if err != nil || !hmac.Equal(sum, d.sealHeld(text)) || json.Unmarshal(text, &h) != nil || h.Person != by.By().Person || h.Of != of {
		return Upload{}, false, fault.Malformed
	}
	return Upload{h.Stored, h.Name, h.MediaType}, by.By().At.Sub(h.At) < HeldFor, nil
}

func (d *Desk) sealHeld(text []byte) []byte {
	h := hmac.New(sha256.New, d.files)
	h.Write(text)
	return h.Sum(nil)
}
