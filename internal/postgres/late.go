package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

// lateColumns are those of a [grant.Late], of the table l.
const lateColumns = `l.why, l.asked_by, l.asked_at, coalesce(l.decided_by, 0) AS decided_by, coalesce(l.decided_at, '0001-01-01 00:00:00+00') AS decided_at,
	coalesce(l.answer, '') AS answer, coalesce(l.until, '0001-01-01 00:00:00+00') AS until`

// lateOf is the question to submit an application after the closing.
const lateOf = `SELECT ` + lateColumns + ` FROM grant_late l WHERE l.application = $1`

// A LateRow is such a question with what may be known of the draft that it is about: nothing of its answers but the begin of its title.
type LateRow struct {
	grant.Late
	ID          grant.ID
	Association association.ID
	// Applicant is the association's name; Regulation and Called are the titles of what it is asked under and of the round.
	Applicant, Regulation, Called string
	Round                         grant.RoundID
	Title                         string
	SavedAt, ClosesAt             time.Time
	Status                        grant.Status
	Number                        grant.DossierNumber
	// Deleted says that the draft was thrown away.
	Deleted bool
	// AskedName and DecidedName are empty for who was erased, and DecidedName while nobody decided.
	AskedName, DecidedName string
}

const lateRows = `
	SELECT ` + lateColumns + `, a.id, a.association, s.name AS applicant, v.terms ->> 'Title' AS regulation, o.title AS called, a.round, a.title, a.saved_at,
	       o.closes_at, a.status, coalesce(a.number, '') AS number, a.deleted_at IS NOT NULL AS deleted,
	       coalesce(p.name, '') AS asked_name, coalesce(d.name, '') AS decided_name
	FROM grant_late l
	JOIN grant_application a ON a.id = l.application
	JOIN association s ON s.id = a.association
	JOIN grant_version v ON v.id = a.version
	JOIN grant_round o ON o.id = a.round
	LEFT JOIN person p ON p.id = l.asked_by
	LEFT JOIN person d ON d.id = l.decided_by`

// lateWaiting are the questions that wait for the head of the Dienst at $2: of drafts that are there, whose round did not open again. Those of associations
// that somebody ($1) is or was a member of are a colleague's.
const lateWaiting = lateRows + `
	WHERE l.decided_at IS NULL AND a.status = 'draft' AND a.deleted_at IS NULL AND o.closes_at <= $2
	  AND NOT EXISTS (SELECT FROM membership n WHERE n.association = a.association AND n.person = $1)
	ORDER BY l.asked_at, a.id`

// LateRequest returns the question to submit an application after the closing, and [fault.NotFound] where nobody asked.
func (s Store) LateRequest(ctx context.Context, of grant.ID) (LateRow, error) {
	return one[LateRow](ctx, s, lateRows+` WHERE l.application = $1`, of)
}

// AddLate writes the question to submit a locked draft after the closing.
func (t Tx) AddLate(ctx context.Context, of grant.ID, why string, by account.By) error {
	_, err := exec(ctx, t.Store, `INSERT INTO grant_late (application, why, asked_by, asked_at) VALUES ($1, $2, $3, $4)`, of, why, by.Person, by.At)
	return err
}

// LockAsked returns an application of which somebody asked to submit it late, and holds off all who write to it or decide until the transaction ends. It is
// [fault.NotFound] where nobody asked.
func (t Tx) LockAsked(ctx context.Context, id grant.ID) (grant.Application, error) {
	return one[grant.Application](ctx, t.Store, `
		SELECT `+applicationColumns+` FROM grant_application a
		WHERE a.id = $1 AND EXISTS (SELECT FROM grant_late l WHERE l.application = a.id) FOR NO KEY UPDATE`, id)
}

// DecideLate writes what was decided, until when the draft may be submitted, and why. Zero refuses it. It is [fault.Conflict] where somebody decided before.
func (t Tx) DecideLate(ctx context.Context, of grant.ID, until time.Time, answer string, by account.By) error {
	n, err := exec(ctx, t.Store, `
		UPDATE grant_late SET decided_by = $2, decided_at = $3, answer = $4, until = $5 WHERE application = $1 AND decided_at IS NULL`,
		of, by.Person, by.At, answer, orNull(until))
	if err == nil && n == 0 {
		err = fault.Conflict
	}
	return err
}

// orNull is a moment, or nothing where it is zero.
func orNull(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}
