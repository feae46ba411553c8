// Package desk is the counter: every act that changes something is one of its methods and one transaction.
// It asks whether this person may, by which rule, and writes down what was done.
package desk

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
)

// A Desk carries out acts on one database.
type Desk struct {
	db *postgres.DB
}

// New returns a desk that writes to the database.
func New(db *postgres.DB) *Desk { return &Desk{db: db} }

// A Once is the key of a form: 128 random bits, drawn with the page. What is sent twice with the same key is done once.
// The zero key belongs to no form and is refused.
type Once [16]byte

// NewOnce draws a key.
func NewOnce() Once {
	var key Once
	rand.Read(key[:]) // never fails: the program would have ended
	return key
}

// String writes the key as a form's hidden field holds it.
func (o Once) String() string { return hex.EncodeToString(o[:]) }

// ParseOnce reads the key of a form's hidden field, and returns [fault.Malformed] for what is none.
func ParseOnce(typed string) (Once, error) {
	var key Once
	if len(typed) != hex.EncodedLen(len(key)) {
		return Once{}, fault.Malformed
	}
	if _, err := hex.Decode(key[:], []byte(typed)); err != nil || key == (Once{}) {
		return Once{}, fault.Malformed
	}
	return key, nil
}

// act is the only way to change anything. It runs fn in one transaction with the entry of the record, under the form's key,
// and returns the subject that fn names, as "application/17".
//
// A twin of an act that was done does nothing and gets the same subject, so that it can be sent to the same place.
// The same key from another person or for another act is [fault.Conflict]. A refused act leaves nothing behind, its key
// neither: the corrected form may use it.
func (d *Desk) act(ctx context.Context, by account.By, once Once, name string, fn func(tx postgres.Tx, now time.Time) (string, error)) (string, error) {
	if once == (Once{}) {
		return "", fault.Malformed
	}
	var subject string
	err := d.db.InTx(ctx, func(tx postgres.Tx) error {
		claim, err := tx.ClaimOnce(ctx, once, by, name)
		if err != nil {
			return err
		}
		if !claim.First {
			subject = claim.Subject
			if claim.Person != by.Person || claim.Act != name {
				return fault.Conflict
			}
			return nil
		}
		if subject, err = fn(tx, by.At); err != nil {
			return err
		}
		if err := tx.KeepSubject(ctx, once, subject); err != nil {
			return err
		}
		return tx.AddEntry(ctx, by, name, subject)
	})
	if err != nil {
		return "", err
	}
	return subject, nil
}
