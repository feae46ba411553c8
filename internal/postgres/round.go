package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

// A RoundRow is a round with what it is held under, for lists.
type RoundRow struct {
	grant.Round
	Regulation grant.RegulationID
	// Slug, Code and Regulated are the regulation's address, code and title; Number and Published are those of its version.
	Slug, Code, Regulated string
	Number                int
	Published             bool
	// DraftedName and OpenedName are empty for the program, for who was erased, and while nobody did.
	DraftedName, OpenedName string
	DraftedAt               time.Time
	// OpenedAt is nil for a draft.
	OpenedAt *time.Time
}

const roundRows = `
	SELECT r.id, r.version, r.title, r.opens_at, r.closes_at, r.grace::bigint * 1000000000 AS grace, r.money, r.opened_at IS NOT NULL AS opened,
	       coalesce(x.was, '0001-01-01 00:00:00+00') AS extended, coalesce(x.notice, '') AS notice, r.demo,
	       v.regulation, g.slug, g.code, v.terms ->> 'Title' AS regulated, v.number, v.published_at IS NOT NULL AS published,
	       coalesce(d.name, '') AS drafted_name, coalesce(o.name, '') AS opened_name, r.drafted_at, r.opened_at
	FROM grant_round r
	JOIN grant_version v ON v.id = r.version
	JOIN grant_regulation g ON g.id = v.regulation
	LEFT JOIN person d ON d.id = r.drafted_by
	LEFT JOIN person o ON o.id = r.opened_by
	LEFT JOIN LATERAL (SELECT was, notice FROM grant_extension e WHERE e.round = r.id ORDER BY e.id DESC LIMIT 1) x ON true`

// Round returns a round, and [fault.NotFound] where there is none. Drafts are among them: see [grant.Round.Opened].
func (s Store) Round(ctx context.Context, id grant.RoundID) (RoundRow, error) {
	return one[RoundRow](ctx, s, roundRows+` WHERE r.id = $1`, id)
}

// LockRound returns a round that nobody else changes until the transaction ends. See [Store.Round].
func (t Tx) LockRound(ctx context.Context, id grant.RoundID) (RoundRow, error) {
	return one[RoundRow](ctx, t.Store, roundRows+` WHERE r.id = $1 FOR NO KEY UPDATE OF r`, id)
}

// RoundsOf returns the rounds of a regulation for staff, drafts too, the last to close first.
func (s Store) RoundsOf(ctx context.Context, of grant.RegulationID) ([]RoundRow, error) {
	return many[RoundRow](ctx, s, roundRows+` WHERE v.regulation = $1 ORDER BY r.closes_at DESC, r.id DESC`, of)
}

// AllRounds returns the rounds for staff: those that closed before a moment the last first, and before them all others, the first to close first. At most
// so many that closed are among them.
func (s Store) AllRounds(ctx context.Context, now time.Time, closed int) ([]RoundRow, error) {
	open, err := many[RoundRow](ctx, s, roundRows+` WHERE r.closes_at > $1 ORDER BY r.closes_at, r.id`, now)
	if err != nil {
		return nil, err
	}
	past, err := many[RoundRow](ctx, s, roundRows+` WHERE r.closes_at <= $1 ORDER BY r.closes_at DESC, r.id DESC LIMIT $2`, now, closed)
	return append(open, past...), err
}

// OpenRounds returns the rounds that take applications at a moment, the first to close first.
func (s Store) OpenRounds(ctx context.Context, now time.Time) ([]RoundRow, error) {
	return many[RoundRow](ctx, s, roundRows+` WHERE r.opened_at IS NOT NULL AND r.opens_at <= $1 AND r.closes_at > $1 ORDER BY r.closes_at, r.id`, now)
}

// Extensions returns the times that a round was given a later closing, the first one first.
func (s Store) Extensions(ctx context.Context, of grant.RoundID) ([]grant.Extension, error) {
	return many[grant.Extension](ctx, s, `SELECT was, becomes, notice, at FROM grant_extension WHERE round = $1 ORDER BY id`, of)
}

// AddRound writes a draft of a round, and returns its number.
func (t Tx) AddRound(ctx context.Context, r grant.Round, by account.By) (grant.RoundID, error) {
	return value[grant.RoundID](ctx, t.Store, `
		INSERT INTO grant_round (version, title, opens_at, closes_at, grace, money, drafted_by, drafted_at, demo)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
		r.Version, r.Title, r.OpensAt, r.ClosesAt, int(r.Grace/time.Second), r.Money, by.Person, by.At, r.Demo)
}

// SaveRound changes a draft. False says that the round was published.
func (t Tx) SaveRound(ctx context.Context, r grant.Round, by account.By) (bool, error) {
	n, err := exec(ctx, t.Store, `
		UPDATE grant_round SET version = $2, title = $3, opens_at = $4, closes_at = $5, grace = $6, money = $7, drafted_by = $8, drafted_at = $9
		WHERE id = $1 AND opened_at IS NULL`,
		r.ID, r.Version, r.Title, r.OpensAt, r.ClosesAt, int(r.Grace/time.Second), r.Money, by.Person, by.At)
	return n == 1, err
}

// DropRound throws a draft away. False says that the round was published.
func (t Tx) DropRound(ctx context.Context, id grant.RoundID) (bool, error) {
	n, err := exec(ctx, t.Store, `DELETE FROM grant_round WHERE id = $1 AND opened_at IS NULL`, id)
	return n == 1, err
}

// OpenRound publishes a round. False says that it was published before.
func (t Tx) OpenRound(ctx context.Context, id grant.RoundID, by account.By) (bool, error) {
	n, err := exec(ctx, t.Store, `UPDATE grant_round SET opened_by = $2, opened_at = $3 WHERE id = $1 AND opened_at IS NULL`, id, by.Person, by.At)
	return n == 1, err
}

// ExtendRound gives a round the later closing that [grant.Round.Extend] gave it. It is [fault.Conflict] where its closing is another than it was.
func (t Tx) ExtendRound(ctx context.Context, r grant.Round, by account.By) error {
	n, err := exec(ctx, t.Store, `UPDATE grant_round SET closes_at = $3 WHERE id = $1 AND closes_at = $2`, r.ID, r.Extended, r.ClosesAt)
	if err == nil && n == 0 {
		err = fault.Conflict
	}
	if err != nil {
		return err
	}
	_, err = exec(ctx, t.Store, `INSERT INTO grant_extension (round, was, becomes, notice, person, at) VALUES ($1, $2, $3, $4, $5, $6)`,
		r.ID, r.Extended, r.ClosesAt, r.Notice, by.Person, by.At)
	return err
}
