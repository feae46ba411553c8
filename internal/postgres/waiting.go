package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
)

// A Waiting is an application of which something waits for its association: the Dienst asks to complete it, wrote a message that nobody has read, or a member
// proposed to submit it.
type Waiting struct {
	ID     grant.ID
	Status grant.Status
	Title  string
	// Asked is how many answers can be given anew until Due, both zero for none.
	Asked int
	Due   calendar.Day
	// Unread is how many messages of the Dienst nobody of the association has read yet.
	Unread int
	// ProposedBy is who proposed to submit it, empty for nobody; ClosesAt is until when that can be.
	ProposedBy string
	ClosesAt   time.Time
	// Admitted says that its round closed, and that it may be submitted still.
	Admitted bool
}

// WaitingOf returns the applications of an association that wait for it, what is due first before the rest.
func (s Store) WaitingOf(ctx context.Context, of association.ID, now time.Time) ([]Waiting, error) {
	return many[Waiting](ctx, s, `
		SELECT a.id, a.status, a.title, coalesce(cardinality(q.questions), 0) AS asked, q.due, m.unread,
		       CASE WHEN a.proposed_at IS NULL OR a.status <> 'draft' THEN '' ELSE coalesce(nullif(p.name, ''), 'Iemand van jullie') END AS proposed_by,
		       greatest(o.closes_at, l.until) AS closes_at, coalesce(a.status = 'draft' AND o.closes_at <= $2 AND l.until > $2, false) AS admitted
		FROM grant_application a
		JOIN grant_round o ON o.id = a.round
		LEFT JOIN grant_request q ON q.application = a.id AND q.answered_at IS NULL AND a.status = 'incomplete'
		LEFT JOIN grant_late l ON l.application = a.id
		LEFT JOIN person p ON p.id = a.proposed_by
		CROSS JOIN LATERAL (SELECT count(*)::int AS unread FROM grant_message m WHERE m.application = a.id AND m.by_staff AND m.read_at IS NULL) m
		WHERE a.association = $1 AND a.deleted_at IS NULL
		  AND (q.id IS NOT NULL OR m.unread > 0 OR a.status = 'draft' AND a.proposed_at IS NOT NULL AND o.closes_at > $2
		       OR a.status = 'draft' AND l.until > $2 AND o.closes_at <= $2)
		ORDER BY q.due, a.id`, of, now)
}

// UnreadOf returns how many messages of the Dienst to an association nobody of it has read yet.
func (s Store) UnreadOf(ctx context.Context, of association.ID) (int, error) {
	return value[int](ctx, s, `
		SELECT count(*)::int FROM grant_message m JOIN grant_application a ON a.id = m.application
		WHERE a.association = $1 AND m.by_staff AND m.read_at IS NULL`, of)
}
