package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
)

// A SessionRow is a session with its person and all parts that they hold now.
type SessionRow struct {
	account.Session
	// Ended says why it is over, empty while it lives; EndedAt when.
	Ended   string
	EndedAt *time.Time
	// Association is the one acted for last, zero for none.
	Association association.ID
	// Said is a sentence for the next page.
	Said         string
	Name         string
	Email        account.Email
	HasSecond    bool
	Sample       bool
	Powers       []account.Part
	Memberships  []account.Membership
	AdvisesUntil calendar.Day
}

// sessionRecord is a session as its query returns it.
type sessionRecord struct {
	SessionRow
	StrongSince *time.Time
	Members     string
}

// SessionByToken returns the session of a cookie's digest, living or over, and [fault.NotFound] where there is none or where its person
// may not sign in.
func (s Store) SessionByToken(ctx context.Context, digest []byte) (SessionRow, error) {
	r, err := one[sessionRecord](ctx, s, `
		SELECT s.id, s.person, s.staff, s.passed, s.strong_at AS strong_since, s.began_at, s.seen_at, s.agent, s.network, s.ended, s.ended_at,
		       coalesce(s.association, 0) AS association, s.said, p.name, p.email, p.totp_set_at IS NOT NULL AS has_second, p.sample,
		       ARRAY(SELECT power FROM power w WHERE w.person = p.id ORDER BY power) AS powers,
		       coalesce((SELECT json_agg(json_build_object('Association', a.id, 'Name', a.name, 'Slug', a.slug, 'Part', m.part) ORDER BY a.name, a.id)
		                 FROM membership m JOIN association a ON a.id = m.association
		                 WHERE m.person = p.id AND m.ended_at IS NULL), '[]')::text AS members,
		       (SELECT until FROM adviser d WHERE d.person = p.id) AS advises_until
		FROM session s JOIN person p ON p.id = s.person
		WHERE s.token = $1 AND p.disabled_at IS NULL`, digest)
	if err != nil {
		return SessionRow{}, err
	}
	if r.StrongSince != nil {
		r.StrongAt = *r.StrongSince
	}
	if err := json.Unmarshal([]byte(r.Members), &r.Memberships); err != nil {
		return SessionRow{}, fmt.Errorf("memberships of session %d: %w", r.ID, err)
	}
	return r.SessionRow, nil
}

// AddSession writes a session that begins now. It acts for the association that the person acted for last, of those that they are a member of.
func (t Tx) AddSession(ctx context.Context, digest []byte, person account.ID, staff bool, agent, network string, now time.Time) (account.SessionID, error) {
	return value[account.SessionID](ctx, t.Store, `
		INSERT INTO session (token, person, staff, passed, began_at, seen_at, agent, network, association)
		VALUES ($1, $2, $3, false, $4, $4, left($5, 120), $6,
		        (SELECT s.association FROM session s JOIN membership m ON m.association = s.association AND m.person = s.person AND m.ended_at IS NULL
		         WHERE s.person = $2 ORDER BY s.began_at DESC, s.id DESC LIMIT 1))
		RETURNING id`, digest, person, staff, now, agent, network)
}

// PassSession writes down that the second step was taken, and gives the session a new secret: what knew the old one knows nothing now.
func (t Tx) PassSession(ctx context.Context, id account.SessionID, digest []byte, now time.Time) error {
	_, err := exec(ctx, t.Store, `UPDATE session SET passed = true, strong_at = $3, token = $2, seen_at = $3 WHERE id = $1 AND ended = ''`, id, digest, now)
	return err
}

// Seen writes down that a session was used. It is written once a minute at most, by whoever sees that it is time.
func (s Store) Seen(ctx context.Context, id account.SessionID, now time.Time) error {
	_, err := exec(ctx, s, `UPDATE session SET seen_at = $2 WHERE id = $1 AND ended = '' AND seen_at < $2`, id, now)
	return err
}

// Expire writes down that a session came too late.
func (s Store) Expire(ctx context.Context, id account.SessionID, now time.Time) error {
	_, err := exec(ctx, s, `UPDATE session SET ended = 'verlopen', ended_at = $2 WHERE id = $1 AND ended = ''`, id, now)
	return err
}

// SignOut ends a session because its person said so.
func (t Tx) SignOut(ctx context.Context, id account.SessionID, now time.Time) error {
	_, err := exec(ctx, t.Store, `UPDATE session SET ended = 'afgemeld', ended_at = $2 WHERE id = $1 AND ended = ''`, id, now)
	return err
}

// EndSession ends one session of the person's, and is false where it is none of theirs.
func (t Tx) EndSession(ctx context.Context, of account.ID, id account.SessionID, now time.Time) (bool, error) {
	n, err := exec(ctx, t.Store, `UPDATE session SET ended = 'beëindigd', ended_at = $3 WHERE id = $2 AND person = $1 AND ended = ''`, of, id, now)
	return n == 1, err
}

// EndSessions ends all sessions of the person but one, zero for none, and returns how many. What was parked of them goes too.
func (t Tx) EndSessions(ctx context.Context, of account.ID, but account.SessionID, now time.Time) (int64, error) {
	return exec(ctx, t.Store, `
		UPDATE session SET ended = 'beëindigd', ended_at = $3 WHERE person = $1 AND id <> $2 AND (ended = '' OR ended = 'verlopen')`, of, but, now)
}

// Sessions returns the person's living sessions, the last seen first.
func (s Store) Sessions(ctx context.Context, of account.ID) ([]account.Session, error) {
	return many[account.Session](ctx, s, `
		SELECT id, person, staff, passed, began_at, seen_at, agent, network
		FROM session WHERE person = $1 AND ended = '' ORDER BY seen_at DESC, id DESC`, of)
}

// ActFor writes down for which association the session acts.
func (s Store) ActFor(ctx context.Context, id account.SessionID, of association.ID) error {
	_, err := exec(ctx, s, `UPDATE session SET association = $2 WHERE id = $1`, id, of)
	return err
}

// Say keeps a sentence for the session's next page, the empty one for none.
func (s Store) Say(ctx context.Context, id account.SessionID, sentence string) error {
	_, err := exec(ctx, s, `UPDATE session SET said = $2 WHERE id = $1`, id, sentence)
	return err
}

// Park keeps what a person typed on a page in a session that had expired, in the place of what was kept of that page before.
// Of one person no more than the last ten pages are kept.
func (s Store) Park(ctx context.Context, of account.ID, page string, form url.Values, now time.Time) error {
	_, err := exec(ctx, s, `
		WITH gone AS (
		    DELETE FROM parked_post
		    WHERE person = $1 AND (path = $2 OR id NOT IN (SELECT id FROM parked_post WHERE person = $1 AND path <> $2 ORDER BY at DESC, id DESC LIMIT 9)))
		INSERT INTO parked_post (person, path, form, at) VALUES ($1, $2, $3, $4)`, of, page, form.Encode(), now)
	return err
}

// Parked returns what the person typed on the page in an expired session, after the moment, and [fault.NotFound] where there is nothing.
func (s Store) Parked(ctx context.Context, of account.ID, page string, after time.Time) (url.Values, error) {
	form, err := value[string](ctx, s, `
		SELECT form FROM parked_post WHERE person = $1 AND path = $2 AND at > $3 ORDER BY at DESC, id DESC LIMIT 1`, of, page, after)
	if err != nil {
		return nil, err
	}
	typed, err := url.ParseQuery(form)
	if err != nil {
		return nil, fmt.Errorf("parked form of person %d: %w", of, err)
	}
	return typed, nil
}

// Unpark takes away what was kept of the page for the person: it was sent.
func (s Store) Unpark(ctx context.Context, of account.ID, page string) error {
	_, err := exec(ctx, s, `DELETE FROM parked_post WHERE person = $1 AND path = $2`, of, page)
	return err
}

// SweepSessions takes away what has had its time: sessions, parked posts, links and attempts. It returns how many rows went.
func (t Tx) SweepSessions(ctx context.Context, now time.Time) (int64, error) {
	var all int64
	for _, sweep := range []struct {
		sql    string
		before time.Time
	}{
		{`DELETE FROM session WHERE ended_at < $1`, now.Add(-account.ExpiredKept)},
		{`DELETE FROM session WHERE ended = '' AND began_at < $1`, now.Add(-account.MemberLife - account.ExpiredKept)},
		{`DELETE FROM parked_post WHERE at < $1`, now.Add(-account.ParkedKept)},
		{`DELETE FROM letter_link WHERE expires_at < $1`, now.Add(-account.ExpiredKept)},
		{`DELETE FROM attempt WHERE at < $1`, now.Add(-account.AttemptsKept)},
	} {
		n, err := exec(ctx, t.Store, sweep.sql, sweep.before)
		if err != nil {
			return all, err
		}
		all += n
	}
	return all, nil
}
