package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/grant"
)

// Beat writes down that the program is there in this minute, and forgets what is older than a moment.
func (t Tx) Beat(ctx context.Context, now, forget time.Time) error {
	if _, err := exec(ctx, t.Store, `INSERT INTO heartbeat (minute) VALUES ($1) ON CONFLICT DO NOTHING`, now.Truncate(time.Minute)); err != nil {
		return err
	}
	_, err := exec(ctx, t.Store, `DELETE FROM heartbeat WHERE minute < $1`, forget)
	return err
}

// An Outage is a time in which the program was not there, and a round that many could not submit to because of it.
type Outage struct {
	Began, Ended time.Time
	Round        grant.RoundID
	Title        string
	Regulation   string
	ClosesAt     time.Time
}

// Outages returns the gaps of at least so long between two signs of life, in the day before a round closed or over its closing, of rounds that close no
// longer than a day ago and that nobody extended since. The latest gap of a round counts.
func (s Store) Outages(ctx context.Context, now time.Time, least time.Duration) ([]Outage, error) {
	return many[Outage](ctx, s, outages, now, least)
}

const outages = `
	WITH life AS (
	    SELECT minute AS began, lead(minute, 1, $1) OVER (ORDER BY minute) AS ended FROM heartbeat
	)
	SELECT DISTINCT ON (r.closes_at, r.id) life.began, life.ended, r.id AS round, r.title, v.terms ->> 'Title' AS regulation, r.closes_at
	FROM life
	JOIN grant_round r ON r.opened_at IS NOT NULL AND r.opens_at < life.ended AND r.closes_at > life.began AND r.closes_at <= life.ended + interval '24 hours'
	JOIN grant_version v ON v.id = r.version
	WHERE life.ended - life.began >= $2 AND r.closes_at > $1 - interval '24 hours'
	  AND NOT EXISTS (SELECT FROM grant_extension e WHERE e.round = r.id AND e.at >= life.ended)
	ORDER BY r.closes_at, r.id, life.began DESC`

// A Reminded is a draft whose members are to be reminded that its round closes.
type Reminded struct {
	ID          grant.ID
	Association association.ID
}

// Remind marks the drafts of rounds that close before a moment as reminded of, each once and for good, and returns them. A draft that was thrown away is
// none.
func (t Tx) Remind(ctx context.Context, by account.By, before time.Time) ([]Reminded, error) {
	return many[Reminded](ctx, t.Store, `
		UPDATE grant_application a SET reminded_at = $1 FROM grant_round o
		WHERE o.id = a.round AND o.opened_at IS NOT NULL AND o.closes_at > $1 AND o.closes_at <= $2
		  AND a.status = 'draft' AND a.deleted_at IS NULL AND a.reminded_at IS NULL
		RETURNING a.id, a.association`, by.At, before)
}
