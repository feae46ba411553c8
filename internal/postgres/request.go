package postgres

import (
	"context"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

// OpenRequest returns the request for completion that waits for the association, and [fault.NotFound] where none does.
func (s Store) OpenRequest(ctx context.Context, of grant.ID) (grant.Request, error) {
	return one[grant.Request](ctx, s, openRequest, of)
}

const openRequest = `SELECT id, questions, why, due, asked_by, asked_at FROM grant_request WHERE application = $1 AND answered_at IS NULL`

// Requests returns all requests for completion of an application, the last one first.
func (s Store) Requests(ctx context.Context, of grant.ID) ([]grant.Request, error) {
	return many[grant.Request](ctx, s, `
		SELECT id, questions, why, due, asked_by, asked_at, coalesce(answered_by, 0) AS answered_by,
		       coalesce(answered_at, '0001-01-01 00:00:00+00') AS answered_at
		FROM grant_request WHERE application = $1 ORDER BY id DESC`, of)
}

// AddRequest writes a request for completion.
func (t Tx) AddRequest(ctx context.Context, of grant.ID, r grant.Request, by account.By) error {
	_, err := exec(ctx, t.Store, `INSERT INTO grant_request (application, questions, why, due, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		of, r.Questions, r.Why, r.Due, by.Person, by.At)
	return err
}

// Completions returns an application as it stood when each of its requests was answered, frozen, the first one first.
func (s Store) Completions(ctx context.Context, of grant.ID) ([]string, error) {
	return values[string](ctx, s, `SELECT frozen FROM grant_request WHERE application = $1 AND frozen IS NOT NULL ORDER BY id`, of)
}

// AnswerRequest writes down that the association answered a request, with the application as it stands then. It is [fault.Conflict] for one that was answered
// before.
func (t Tx) AnswerRequest(ctx context.Context, id int64, by account.By, frozen string) error {
	n, err := exec(ctx, t.Store, `
		UPDATE grant_request SET answered_by = $2, answered_at = $3, frozen = $4 WHERE id = $1 AND answered_at IS NULL`, id, by.Person, by.At, frozen)
	if err == nil && n == 0 {
		err = fault.Conflict
	}
	return err
}

// SetStatus writes how far the handling of a locked application is.
func (t Tx) SetStatus(ctx context.Context, of grant.ID, status grant.Status) error {
	_, err := exec(ctx, t.Store, `UPDATE grant_application SET status = $2 WHERE id = $1`, of, status)
	return err
}
