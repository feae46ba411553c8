// Package desk is the counter: every act that changes something is one of its methods and one transaction.
// It asks whether this person may, by which rule, and writes down what was done.
package desk

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/alexedwards/argon2id"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
)

// A Desk carries out acts on one database.
type Desk struct {
	db      *postgres.DB
	secrets cipher.AEAD
	twins   []byte        // the key under which the twin of an act draws what the act drew
	letters []byte        // and that under which a letter that is tried again draws what it drew before
	files   []byte        // and that under which a form carries the files that came with it
	hashing chan struct{} // a place for each password that is hashed at the same time
	cost    *argon2id.Params
}

// New returns a desk that writes to the database and seals secrets under the key of 32 bytes.
func New(db *postgres.DB, key []byte) (*Desk, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("secret key: %w", err)
	}
	d := &Desk{db: db, hashing: make(chan struct{}, hashesAtOnce), cost: hashing}
	if d.secrets, err = cipher.NewGCM(block); err != nil {
		return nil, fmt.Errorf("secret key: %w", err)
	}
	if d.twins, err = hkdf.Key(sha256.New, key, nil, "twins of acts", 32); err != nil {
		return nil, fmt.Errorf("secret key: %w", err)
	}
	if d.letters, err = hkdf.Key(sha256.New, key, nil, "links of letters", 32); err != nil {
		return nil, fmt.Errorf("secret key: %w", err)
	}
	if d.files, err = hkdf.Key(sha256.New, key, nil, "files of forms", 32); err != nil {
		return nil, fmt.Errorf("secret key: %w", err)
	}
	return d, nil
}

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

// For is the key of one of several acts that a form does at once, each under a name of its own: sent twice, each is done once.
func (o Once) For(part string) Once {
	sum := sha256.Sum256(append(o[:], part...))
	return Once(sum[:len(o)])
}

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
func (d *Desk) act(ctx context.Context, who account.Acting, once Once, name string, fn func(tx postgres.Tx, now time.Time) (string, error)) (string, error) {
	if once == (Once{}) {
		return "", fault.Malformed
	}
	by := who.By()
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
		return tx.Finish(ctx, once, by, name, subject)
	})
	if err != nil {
		return "", err
	}
	return subject, nil
}

// unlessDone returns a refusal, and nothing to the twin of an act that was done: what the refusal looked at was changed by the act itself.
func (d *Desk) unlessDone(ctx context.Context, who account.Acting, once Once, name string, refusal error) error {
	_, err := d.act(ctx, who, once, name, func(postgres.Tx, time.Time) (string, error) { return "", refusal })
	return err
}

// note writes an entry of the record for what happened without a form: a sign-in that was refused, a job that was done.
func (d *Desk) note(ctx context.Context, who account.Acting, name, subject string, detail *audit.Detail) error {
	return d.db.InTx(ctx, func(tx postgres.Tx) error {
		_, err := tx.AddEntry(ctx, who.By(), name, subject, detail)
		return err
	})
}

// sealedAtOnce is how many entries one step of the sealer binds: the lock is held for some milliseconds.
const sealedAtOnce = 1_000

// Seal binds into the chain what has no seal yet, and returns the end of the chain and how many entries it sealed.
// Only one sealer works at a time; the others do nothing. It is called every two seconds and when the program stops.
func (d *Desk) Seal(ctx context.Context, now time.Time) (last audit.Seal, sealed int, err error) {
	for {
		var n int
		err = d.db.InTx(ctx, func(tx postgres.Tx) error {
			last, n, err = tx.Seal(ctx, now, sealedAtOnce)
			return err
		})
		if sealed += n; err != nil || n < sealedAtOnce {
			return last, sealed, err
		}
	}
}
