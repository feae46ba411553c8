package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/grant"
)

// A MessageRow is a message with the name of who wrote it, empty for who was erased.
type MessageRow struct {
	grant.Message
	Name string
}

// Messages returns what the Dienst and the association wrote about an application, the oldest first.
func (s Store) Messages(ctx context.Context, of grant.ID) ([]MessageRow, error) {
	return many[MessageRow](ctx, s, `
		SELECT m.id, m.by_staff, m.person, m.at, m.words, coalesce(m.read_at, '0001-01-01 00:00:00+00') AS read_at, coalesce(p.name, '') AS name
		FROM grant_message m LEFT JOIN person p ON p.id = m.person WHERE m.application = $1 ORDER BY m.id`, of)
}

// LastMessage returns the latest message about an application, and [fault.NotFound] where nobody wrote one.
func (s Store) LastMessage(ctx context.Context, of grant.ID) (grant.Message, error) {
	return one[grant.Message](ctx, s, `
		SELECT id, by_staff, person, at, words, coalesce(read_at, '0001-01-01 00:00:00+00') AS read_at
		FROM grant_message WHERE application = $1 ORDER BY id DESC LIMIT 1`, of)
}

// Unread returns how many messages of one side the other did not read yet.
func (s Store) Unread(ctx context.Context, of grant.ID, byStaff bool) (int, error) {
	return value[int](ctx, s, `SELECT count(*)::int FROM grant_message WHERE application = $1 AND by_staff = $2 AND read_at IS NULL`, of, byStaff)
}

// AddMessage writes a message and returns its number.
func (t Tx) AddMessage(ctx context.Context, of grant.ID, byStaff bool, by account.By, words string) (int64, error) {
	return value[int64](ctx, t.Store, `
		INSERT INTO grant_message (application, by_staff, person, at, words) VALUES ($1, $2, $3, $4, $5) RETURNING id`, of, byStaff, by.Person, by.At, words)
}

// MarkRead writes down that the other side has the messages of one side before it.
func (t Tx) MarkRead(ctx context.Context, of grant.ID, byStaff bool, at time.Time) error {
	_, err := exec(ctx, t.Store, `UPDATE grant_message SET read_at = $3 WHERE application = $1 AND by_staff = $2 AND read_at IS NULL`, of, byStaff, at)
	return err
}
