package postgres

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
)

// A Claim says what became of a form's key.
type Claim struct {
	// First is true for the one that may act.
	First bool
	// Person, Act and Subject are those of the one that acted, where it was another.
	Person  account.ID
	Act     string
	Subject string
}

// ClaimOnce writes down a form's key. A twin waits here until the first has ended: when that was committed, the twin is told
// what came of it; when it was rolled back, the twin is first.
func (t Tx) ClaimOnce(ctx context.Context, key [16]byte, by account.By, act string) (Claim, error) {
	written, err := exec(ctx, t.Store, `
		INSERT INTO act_once (key, person, act, at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING`,
		key[:], by.Person, act, by.At)
	if err != nil {
		return Claim{}, err
	}
	if written == 1 {
		return Claim{First: true}, nil
	}
	return one[Claim](ctx, t.Store, `SELECT person, act, subject FROM act_once WHERE key = $1`, key[:])
}

// Finish is the end of an act: it writes down what the act was done to, for the twins of the form's key, adds its entry to the record with what was
// noted, writes what was kept for the end by [Tx.SubmitLast] and [Tx.BookLast], and commits; all in one step, so that who waits for the counter
// or for an envelope waits for nothing that travels. It is the last that is done in a transaction.
func (t Tx) Finish(ctx context.Context, key [16]byte, by account.By, act, subject string) error {
	var end pgx.Batch
	end.Queue(`UPDATE act_once SET subject = $2 WHERE key = $1`, key[:], subject)
	entry, args, err := newEntry(by, act, subject, t.Noted())
	if err != nil {
		return err
	}
	if t.last.submission != nil {
		end.Queue(submitDraft, t.last.submission...)
	}
	end.Queue(entry, args...)
	if t.last.args != nil {
		end.Queue(bookEntries, t.last.args...)
	}
	end.Queue(`COMMIT`)
	ctx, done := context.WithTimeout(ctx, t.deadline)
	defer done()
	err = refusal(answer(t.q.SendBatch(ctx, &end).Close()))
	*t.ended = err == nil
	return err
}

// ForgetKeys takes away the keys of forms that were used before the moment, and returns how many.
func (t Tx) ForgetKeys(ctx context.Context, before time.Time) (int64, error) {
	return exec(ctx, t.Store, `DELETE FROM act_once WHERE at < $1`, before)
}

// AddEntry writes an entry of the record with its detail, nil for none, and returns its number. The digest is over the text
// as the database keeps it.
func (t Tx) AddEntry(ctx context.Context, by account.By, act, subject string, detail *audit.Detail) (audit.ID, error) {
	sql, args, err := newEntry(by, act, subject, detail)
	if err != nil {
		return 0, err
	}
	return value[audit.ID](ctx, t.Store, sql, args...)
}

// newEntry returns the statement that writes an entry of the record.
func newEntry(by account.By, act, subject string, detail *audit.Detail) (sql string, args []any, err error) {
	if detail == nil {
		return `INSERT INTO audit_entry (at, person, part, act, subject) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
			[]any{by.At, by.Person, by.Part, act, subject}, nil
	}
	text, err := json.Marshal(detail)
	if err != nil {
		return "", nil, fmt.Errorf("detail of %s: %w", act, err)
	}
	salt := make([]byte, 16)
	rand.Read(salt) // never fails: the program would have ended
	return `
		WITH entry AS (
		    INSERT INTO audit_entry (at, person, part, act, subject, digest)
		    VALUES ($1, $2, $3, $4, $5, sha256($6::bytea || convert_to(($7::jsonb)::text, 'UTF8')))
		    RETURNING id
		), kept AS (
		    INSERT INTO audit_detail (entry, about, salt, detail) SELECT id, $8, $6, $7::jsonb FROM entry
		)
		SELECT id FROM entry`, []any{by.At, by.Person, by.Part, act, subject, salt, string(text), list(detail.About)}, nil
}

const entryColumns = `e.id, e.at, e.person, e.part, e.act, e.subject, e.digest`

// Entries returns what was done to a subject, the first first.
func (s Store) Entries(ctx context.Context, subject string) ([]audit.Entry, error) {
	return many[audit.Entry](ctx, s, `SELECT `+entryColumns+` FROM audit_entry e WHERE e.subject = $1 ORDER BY e.id`, subject)
}
