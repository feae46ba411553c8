package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
)

// A Today is what waits for the Dienst, as one of its people sees it.
type Today struct {
	// Since is when that person was here last, in a session before the one that goes on: zero where nobody remembers.
	Since time.Time
	// Dossiers are those that wait for the Dienst, the first submitted first: new ones, those that were completed, and those with messages that nobody
	// read. Waiting is how many there are in all, New how many of them were submitted since the last visit.
	Dossiers     []DossierRow
	Waiting, New int
	// Late are dossiers whose association should have completed them by now, the longest ago first; Lates is how many there are.
	Late  []DossierRow
	Lates int
	// Asked are questions to submit after a closing, the first asked first.
	Asked []LateRow
	// Rounds and Versions are drafts that the head of the Dienst publishes.
	Rounds   []RoundRow
	Versions []VersionDraft
	// Peers are figures of other cities that somebody else entered and nobody checked.
	Peers   []PeerRow
	Outages []Outage
}

// A VersionDraft is a version of a regulation that nobody published yet.
type VersionDraft struct {
	Slug, Title string
	Number      int
	// DraftedName is empty for the program and for who was erased.
	DraftedName string
	DraftedAt   time.Time
}

// Today returns what waits for one of the Dienst at a moment, at most so many dossiers of a kind, in one question. An outage is a gap of at least that
// long between two signs of life.
func (s Store) Today(ctx context.Context, who account.ID, now time.Time, most int, outage time.Duration) (Today, error) {
	var t Today
	day := calendar.DayOf(now)
	batch := &pgx.Batch{}
	batch.Queue(`
		WITH since AS (
		    SELECT coalesce(max(seen_at), '0001-01-01 00:00:00+00') AS at FROM session
		    WHERE person = $1 AND began_at < (SELECT max(began_at) FROM session WHERE person = $1)
		), waiting AS (
		    SELECT a.submitted_at FROM grant_application a `+theirs+` AND `+waitsForStaff+`
		), late AS (
		    SELECT FROM grant_application a JOIN grant_request q ON q.application = a.id AND q.answered_at IS NULL `+theirs+` AND a.status = 'incomplete' AND q.due < $2
		)
		SELECT since.at, (SELECT count(*) FROM waiting)::int, (SELECT count(*) FROM waiting WHERE submitted_at > since.at)::int, (SELECT count(*) FROM late)::int
		FROM since`, who, day).QueryRow(func(row pgx.Row) error { return row.Scan(&t.Since, &t.Waiting, &t.New, &t.Lates) })
	dossiers := pgx.RowToStructByNameLax[DossierRow]
	batch.Queue(dossierRows+theirs+` AND `+waitsForStaff+` ORDER BY a.submitted_at, a.id LIMIT $2`, who, most).Query(into(&t.Dossiers, dossiers))
	batch.Queue(dossierRows+theirs+` AND q.due < $2 ORDER BY q.due, a.id LIMIT $3`, who, day, most).Query(into(&t.Late, dossiers))
	batch.Queue(lateWaiting, who, now).Query(into(&t.Asked, pgx.RowToStructByNameLax[LateRow]))
	batch.Queue(roundRows+` WHERE r.opened_at IS NULL AND r.closes_at > $1 ORDER BY r.opens_at, r.id`, now).Query(into(&t.Rounds, pgx.RowToStructByNameLax[RoundRow]))
	batch.Queue(`
		SELECT g.slug, v.terms ->> 'Title' AS title, v.number, coalesce(d.name, '') AS drafted_name, v.drafted_at
		FROM grant_version v JOIN grant_regulation g ON g.id = v.regulation LEFT JOIN person d ON d.id = v.drafted_by
		WHERE v.published_at IS NULL ORDER BY v.first_day, g.code`).Query(into(&t.Versions, pgx.RowToStructByNameLax[VersionDraft]))
	batch.Queue(peers+` WHERE f.checked_at IS NULL AND f.withdrawn_at IS NULL AND f.entered_by <> $1 ORDER BY f.entered_at, f.id`, who).
		Query(into(&t.Peers, pgx.RowToStructByNameLax[PeerRow]))
	batch.Queue(outages, now, outage).Query(into(&t.Outages, pgx.RowToStructByNameLax[Outage]))
	return t, s.together(ctx, batch)
}
