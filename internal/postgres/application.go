package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
)

// applicationColumns are those of a [grant.Application], of the table a.
const applicationColumns = `a.id, a.association, a.round, a.version, a.status, coalesce(a.number, '') AS number, a.title, a.created_by, a.created_at, a.saved_at,
	coalesce(a.deleted_at, '0001-01-01 00:00:00+00') AS deleted_at, coalesce(a.submitted_at, '0001-01-01 00:00:00+00') AS submitted_at, a.demo`

// ApplicationOf returns an application of the association, and [fault.NotFound] where it has none of that number. A draft that was thrown away is there
// until it can no longer be taken back.
func (s Store) ApplicationOf(ctx context.Context, of association.ID, id grant.ID) (grant.Application, error) {
	return one[grant.Application](ctx, s, `SELECT `+applicationColumns+` FROM grant_application a WHERE a.association = $1 AND a.id = $2`, of, id)
}

// LockApplicationOf returns an application as [Store.ApplicationOf] does, and holds off all who write to it until the transaction ends.
func (t Tx) LockApplicationOf(ctx context.Context, of association.ID, id grant.ID) (grant.Application, error) {
	return one[grant.Application](ctx, t.Store, lockApplication, of, id)
}

const lockApplication = `SELECT ` + applicationColumns + ` FROM grant_application a WHERE a.association = $1 AND a.id = $2 FOR NO KEY UPDATE`

// An ApplicationLine is an application as lists show it.
type ApplicationLine struct {
	grant.Application
	// Regulation is the title of what it is asked under, Slug its page, Called the title of the round.
	Regulation, Slug, Called string
	ClosesAt                 time.Time
	// Waiting says that a request for completion waits for the association; Due is its day, zero for none.
	Waiting bool
	Due     calendar.Day
	// Unread is how many messages of the Dienst nobody of the association has read yet.
	Unread int
	// AskedLate says that somebody asked to submit it after the closing, and AdmittedUntil until when that may be, zero while it may not.
	AskedLate     bool
	LateRefused   bool
	AdmittedUntil time.Time
	// Committed and Paid are what the ledger holds of what was promised to it.
	Committed, Paid money.Cents
}

// ApplicationsOf returns the applications of an association: the drafts first, then the latest submitted. Drafts that were thrown away stand at the end
// as long as they can be taken back.
func (s Store) ApplicationsOf(ctx context.Context, of association.ID, now time.Time) ([]ApplicationLine, error) {
	return many[ApplicationLine](ctx, s, `
		SELECT `+applicationColumns+`, v.terms ->> 'Title' AS regulation, r.slug, o.title AS called, o.closes_at, q.id IS NOT NULL AS waiting, q.due,
		       (SELECT count(*) FROM grant_message m WHERE m.application = a.id AND m.by_staff AND m.read_at IS NULL)::int AS unread,
		       l.application IS NOT NULL AS asked_late, l.decided_at IS NOT NULL AND l.until IS NULL AS late_refused,
		       coalesce(l.until, '0001-01-01 00:00:00+00') AS admitted_until,
		       h.committed, h.paid
		FROM grant_application a
		JOIN grant_version v ON v.id = a.version
		JOIN grant_regulation r ON r.id = v.regulation
		JOIN grant_round o ON o.id = a.round
		LEFT JOIN grant_request q ON q.application = a.id AND q.answered_at IS NULL AND a.status = 'incomplete'
		LEFT JOIN grant_late l ON l.application = a.id
		CROSS JOIN LATERAL (`+heldByDossier+`) h
		WHERE a.association = $1 AND (a.deleted_at IS NULL OR a.deleted_at > $2)
		ORDER BY a.deleted_at IS NOT NULL, a.status <> 'draft', coalesce(a.submitted_at, a.saved_at) DESC, a.id DESC`, of, now.Add(-grant.DraftBack))
}

// HasDraft says whether the association has a draft in a round. What was thrown away does not count.
func (s Store) HasDraft(ctx context.Context, of association.ID, round grant.RoundID) (bool, error) {
	return value[bool](ctx, s, `
		SELECT EXISTS (SELECT FROM grant_application WHERE association = $1 AND round = $2 AND status = 'draft' AND deleted_at IS NULL)`, of, round)
}

// AddDraft begins an application and returns its number.
func (t Tx) AddDraft(ctx context.Context, by account.By, of association.ID, round grant.RoundID, version grant.VersionID) (grant.ID, error) {
	return value[grant.ID](ctx, t.Store, `
		INSERT INTO grant_application (association, round, version, created_by, created_at, saved_at) VALUES ($1, $2, $3, $4, $5, $5) RETURNING id`,
		of, round, version, by.Person, by.At)
}

// DeleteDraft throws a draft away, or takes it back where the moment is zero.
func (t Tx) DeleteDraft(ctx context.Context, id grant.ID, at time.Time) error {
	var moment *time.Time
	if !at.IsZero() {
		moment = &at
	}
	_, err := exec(ctx, t.Store, `UPDATE grant_application SET deleted_at = $2 WHERE id = $1 AND status = 'draft'`, id, moment)
	return err
}

// A Writer is somebody who wrote in an application. The name is empty for who was erased.
type Writer struct {
	ID   account.ID
	Name string
}

// writersOf are the people who typed in an application, added a document to it or began it.
const writersOf = `
	SELECT id, name FROM person WHERE id IN (
		SELECT person FROM grant_typed WHERE application = $1
		UNION SELECT person FROM document WHERE application = $1
		UNION SELECT created_by FROM grant_application WHERE id = $1)`

func namesOf(all []Writer) map[int64]string {
	names := make(map[int64]string, len(all))
	for _, w := range all {
		names[int64(w.ID)] = w.Name
	}
	return names
}

// TouchApplication says that an application was worked on.
func (t Tx) TouchApplication(ctx context.Context, id grant.ID, at time.Time) error {
	_, err := exec(ctx, t.Store, `UPDATE grant_application SET saved_at = greatest(saved_at, $2) WHERE id = $1`, id, at)
	return err
}
