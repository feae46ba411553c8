package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"vriendenstad/internal/grant"
)

// A CallRow is a round with what it is held under, as the home page tells of it: of the terms without questions and criteria.
type CallRow struct {
	grant.Version
	Round grant.Round
}

// CallsAtHome returns at most so many of the rounds that take applications at a moment, the first to close first, and how many there are.
func (s Store) CallsAtHome(ctx context.Context, now time.Time, most int) (calls []CallRow, all int, err error) {
	rows, err := many[struct {
		ID          grant.RoundID
		Title, Slug string
		Number      int
		OpensAt     time.Time
		ClosesAt    time.Time
		Extended    time.Time
		Terms       []byte
		All         int
	}](ctx, s, `
		SELECT r.id, r.title, g.slug, v.number, r.opens_at, r.closes_at, (v.terms - ARRAY['Sections', 'Criteria', 'Thresholds'])::text::bytea AS terms,
		       coalesce((SELECT was FROM grant_extension e WHERE e.round = r.id ORDER BY e.id DESC LIMIT 1), '0001-01-01 00:00:00+00') AS extended,
		       count(*) OVER ()::int AS all
		FROM grant_round r JOIN grant_version v ON v.id = r.version JOIN grant_regulation g ON g.id = v.regulation
		WHERE r.opened_at IS NOT NULL AND r.opens_at <= $1 AND r.closes_at > $1
		ORDER BY r.closes_at, r.id LIMIT $2`, now, most)
	for _, r := range rows {
		c := CallRow{Version: grant.Version{Slug: r.Slug, Number: r.Number}, Round: grant.Round{ID: r.ID, Title: r.Title, OpensAt: r.OpensAt, ClosesAt: r.ClosesAt,
			Extended: r.Extended, Opened: true}}
		if err := json.Unmarshal(r.Terms, &c.Terms); err != nil {
			return nil, 0, fmt.Errorf("terms of %s: %w", r.Slug, err)
		}
		calls, all = append(calls, c), r.All
	}
	return calls, all, err
}
