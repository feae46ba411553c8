package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/job"
)

// A LinkRow is what a link in a letter stands for.
type LinkRow struct {
	Person account.ID
	Email  account.Email
}

// AddLink writes a link by its digest. Earlier links of the person for the same purpose work on, until one of them is used: a letter that is
// sent again may have arrived the first time too.
func (t Tx) AddLink(ctx context.Context, digest []byte, purpose job.Purpose, of account.ID, email account.Email, now, expires time.Time) error {
	_, err := exec(ctx, t.Store, `
		INSERT INTO letter_link (hash, purpose, person, email, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		digest, purpose, of, email, now, expires)
	return err
}

// Link returns what a link stands for, and [fault.NotFound] for one that is none, was used, or is too old. It uses nothing up.
func (s Store) Link(ctx context.Context, digest []byte, purpose job.Purpose, now time.Time) (LinkRow, error) {
	return one[LinkRow](ctx, s, `
		SELECT person, email FROM letter_link WHERE hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3`, digest, purpose, now)
}

// UseLink uses a link up and returns what it stood for, and [fault.NotFound] as [Store.Link] does. The others of the person for the same
// purpose go with it. Of two at the same instant one is used: the person's row is what they wait for.
func (t Tx) UseLink(ctx context.Context, digest []byte, purpose job.Purpose, now time.Time) (LinkRow, error) {
	if _, err := exec(ctx, t.Store, `
		SELECT FROM person WHERE id = (SELECT person FROM letter_link WHERE hash = $1) FOR NO KEY UPDATE`, digest); err != nil {
		return LinkRow{}, err
	}
	used, err := one[LinkRow](ctx, t.Store, `
		UPDATE letter_link SET used_at = $3 WHERE hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
		RETURNING person, email`, digest, purpose, now)
	if err != nil {
		return LinkRow{}, err
	}
	_, err = exec(ctx, t.Store, `DELETE FROM letter_link WHERE person = $1 AND purpose = $2 AND used_at IS NULL`, used.Person, purpose)
	return used, err
}

// LinkUsed says whether a link of the person for this purpose and address was used after the moment: the other half of a change of address.
func (s Store) LinkUsed(ctx context.Context, of account.ID, purpose job.Purpose, email account.Email, after time.Time) (bool, error) {
	return value[bool](ctx, s, `
		SELECT EXISTS (SELECT FROM letter_link WHERE person = $1 AND purpose = $2 AND email = $3 AND used_at > $4)`, of, purpose, email, after)
}

// AddressTaken says whether the person whom a link is of has, by now, the address that it stands for.
func (s Store) AddressTaken(ctx context.Context, digest []byte) (bool, error) {
	return value[bool](ctx, s, `
		SELECT EXISTS (SELECT FROM letter_link l JOIN person p ON p.id = l.person WHERE l.hash = $1 AND p.email = l.email)`, digest)
}

// DropLinks takes away the links of the person for this purpose, used or not.
func (t Tx) DropLinks(ctx context.Context, of account.ID, purpose job.Purpose) error {
	_, err := exec(ctx, t.Store, `DELETE FROM letter_link WHERE person = $1 AND purpose = $2`, of, purpose)
	return err
}

// Attempts counts this attempt under each of the keys, and returns for each how many there were since the moment, this one included,
// and when the first of them was.
func (s Store) Attempts(ctx context.Context, kind account.Attempt, keys [][]byte, now, since time.Time) ([]AttemptCount, error) {
	return many[AttemptCount](ctx, s, `
		WITH written AS (INSERT INTO attempt (kind, key, at) SELECT $1, key, $3 FROM unnest($2::bytea[]) AS key)
		SELECT count(a.at) + 1 AS n, coalesce(min(a.at), $3) AS first
		FROM unnest($2::bytea[]) WITH ORDINALITY AS asked (key, place)
		LEFT JOIN attempt a ON a.kind = $1 AND a.key = asked.key AND a.at > $4
		GROUP BY asked.place ORDER BY asked.place`, kind, keys, now, since)
}

// An AttemptCount is how many attempts there were, and when the first of them was.
type AttemptCount struct {
	N     int
	First time.Time
}

// ForgetAttempts takes away the attempts under a key: what was tried was right.
func (s Store) ForgetAttempts(ctx context.Context, kind account.Attempt, key []byte) error {
	_, err := exec(ctx, s, `DELETE FROM attempt WHERE kind = $1 AND key = $2`, kind, key)
	return err
}
