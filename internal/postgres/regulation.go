package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

// A versionRecord is a version as its table holds it.
type versionRecord struct {
	ID         grant.VersionID
	Regulation grant.RegulationID
	Slug, Code string
	Number     int
	First      calendar.Day
	Last       calendar.Day
	Terms      []byte
	Published  bool
	Demo       bool
	// EnvelopeName is empty for support in kind.
	EnvelopeName string
	// DraftedName and PublishedName are those of who did so, empty for the program, for who was erased, and while nobody did.
	DraftedName, PublishedName string
	DraftedAt                  time.Time
	PublishedAt                *time.Time
}

const versionRecords = versionHeads + `, v.terms::text::bytea AS terms` + versionFrom

// versionHeads are all but the terms.
const versionHeads = `
	SELECT v.id, v.regulation, g.slug, g.code, v.number, v.first_day AS first, v.last_day AS last,
	       v.published_at IS NOT NULL AS published, g.demo, coalesce(k.name, '') AS envelope_name, coalesce(d.name, '') AS drafted_name, coalesce(p.name, '') AS published_name,
	       v.drafted_at, v.published_at`

const versionFrom = `
	FROM grant_version v
	JOIN grant_regulation g ON g.id = v.regulation
	LEFT JOIN budget_kind k ON k.id = v.envelope
	LEFT JOIN person d ON d.id = v.drafted_by
	LEFT JOIN person p ON p.id = v.published_by`

// A VersionRow is a version with who drafted and who published it.
type VersionRow struct {
	grant.Version
	// DraftedName and PublishedName are empty for the program, for who was erased, and while nobody did.
	DraftedName, PublishedName string
	DraftedAt                  time.Time
	// PublishedAt is nil for a draft.
	PublishedAt *time.Time
}

// bare returns the row without its terms.
func (r versionRecord) bare() VersionRow {
	v := VersionRow{DraftedName: r.DraftedName, PublishedName: r.PublishedName, DraftedAt: r.DraftedAt, PublishedAt: r.PublishedAt}
	v.Version = grant.Version{ID: r.ID, Regulation: r.Regulation, Slug: r.Slug, Code: r.Code, Number: r.Number,
		InForce: calendar.Period{First: r.First, Last: r.Last}, Published: r.Published, Demo: r.Demo, EnvelopeName: r.EnvelopeName}
	return v
}

func (r versionRecord) row() (VersionRow, error) {
	v := r.bare()
	if err := json.Unmarshal(r.Terms, &v.Terms); err != nil {
		return v, fmt.Errorf("terms of version %d: %w", r.ID, err)
	}
	return v, nil
}

func versionRows(all []versionRecord) ([]VersionRow, error) {
	rows := make([]VersionRow, len(all))
	for i, r := range all {
		var err error
		if rows[i], err = r.row(); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// A Regulation is a regulation as everybody may read it: the version that is in force, or the next one while none is, with all published rounds.
type Regulation struct {
	grant.Version
	// Rounds are those that were published, under any version, the first to close first.
	Rounds []grant.Round
}

// current are the versions that are in force on a day, or the next ones where none is. A regulation that nobody published has none.
const current = `
	SELECT DISTINCT ON (g.id) v.id FROM grant_regulation g JOIN grant_version v ON v.regulation = g.id
	WHERE v.published_at IS NOT NULL
	  AND (v.last_day IS NULL OR v.last_day >= $1 OR EXISTS (SELECT FROM grant_round r WHERE r.version = v.id AND r.opened_at IS NOT NULL AND r.closes_at AT TIME ZONE 'Europe/Brussels' > $1::date::timestamp))
	ORDER BY g.id, coalesce(v.last_day < $1, false), v.first_day`

// Regulations returns what is published at a moment, by the code of each regulation.
func (s Store) Regulations(ctx context.Context, now time.Time) ([]Regulation, error) {
	return s.regulations(ctx, now, "")
}

// RegulationBySlug returns a regulation as it is published at a moment, and [fault.NotFound] where there is none of that slug or it is not.
func (s Store) RegulationBySlug(ctx context.Context, slug string, now time.Time) (Regulation, error) {
	all, err := s.regulations(ctx, now, slug)
	if err == nil && len(all) == 0 {
		err = fault.NotFound
	}
	if err != nil {
		return Regulation{}, err
	}
	return all[0], nil
}

// regulations returns the regulation of that slug, or all for the empty one.
func (s Store) regulations(ctx context.Context, now time.Time, slug string) ([]Regulation, error) {
	var versions []versionRecord
	var rounds []RoundRow
	batch := &pgx.Batch{}
	batch.Queue(versionRecords+` WHERE v.id IN (`+current+`) AND ($2 = '' OR g.slug = $2) ORDER BY g.code`,
		calendar.DayOf(now), slug).Query(into(&versions, pgx.RowToStructByNameLax[versionRecord]))
	batch.Queue(roundRows+` WHERE r.opened_at IS NOT NULL AND ($1 = '' OR g.slug = $1) ORDER BY r.closes_at, r.id`, slug).
		Query(into(&rounds, pgx.RowToStructByNameLax[RoundRow]))
	if err := s.together(ctx, batch); err != nil {
		return nil, err
	}
	read, err := versionRows(versions)
	if err != nil {
		return nil, err
	}
	all := make([]Regulation, len(read))
	for i, v := range read {
		all[i].Version = v.Version
		for _, r := range rounds {
			if r.Regulation == v.Regulation {
				all[i].Rounds = append(all[i].Rounds, r.Round)
			}
		}
	}
	return all, nil
}

// RegulationSlugs returns the addresses of what is published at a moment.
func (s Store) RegulationSlugs(ctx context.Context, now time.Time) ([]string, error) {
	return values[string](ctx, s, `
		SELECT g.slug FROM grant_regulation g JOIN grant_version v ON v.regulation = g.id WHERE v.id IN (`+current+`) ORDER BY g.slug`, calendar.DayOf(now))
}

// A shelf keeps the terms of versions that were published: they stand for good, and to read them costs more than all else of a version.
type shelf struct{ terms sync.Map }

// termsOn returns terms that were read before.
func (s Store) termsOn(id grant.VersionID) (grant.Terms, bool) {
	if s.shelf == nil {
		return grant.Terms{}, false
	}
	terms, ok := s.shelf.terms.Load(id)
	if !ok {
		return grant.Terms{}, false
	}
	return terms.(grant.Terms), true
}

// shelve keeps the terms of a version for good. What a transaction sees may never come to be: it keeps none.
func (s Store) shelve(v grant.Version) {
	if _, within := s.q.(pgx.Tx); v.Published && !within && s.shelf != nil {
		s.shelf.terms.Store(v.ID, v.Terms)
	}
}

// Version returns a version with its terms, which nobody changes, and [fault.NotFound] where there is none.
func (s Store) Version(ctx context.Context, id grant.VersionID) (grant.Version, error) {
	var v grant.Version
	var batch pgx.Batch
	s.queueVersion(&batch, id, &v)
	return v, s.together(ctx, &batch)
}

// queueVersion asks for a version with others.
func (s Store) queueVersion(batch *pgx.Batch, id grant.VersionID, to *grant.Version) {
	known, ok := s.termsOn(id)
	sql := versionRecords + ` WHERE v.id = $1`
	if ok {
		sql = versionHeads + versionFrom + ` WHERE v.id = $1`
	}
	batch.Queue(sql, id).Query(func(rows pgx.Rows) error {
		found, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByNameLax[versionRecord])
		if err != nil {
			return err
		}
		if ok {
			*to = found.bare().Version
			to.Terms = known
			return nil
		}
		row, err := found.row()
		if *to = row.Version; err == nil {
			s.shelve(row.Version)
		}
		return err
	})
}

// Terms returns the terms of a version, which nobody changes, and [fault.NotFound] where there is none.
func (s Store) Terms(ctx context.Context, id grant.VersionID) (grant.Terms, error) {
	if terms, ok := s.termsOn(id); ok {
		return terms, nil
	}
	v, err := s.Version(ctx, id)
	return v.Terms, err
}

// VersionsOf returns all versions of the regulation of that slug, the latest first, a draft too. It is [fault.NotFound] where there is none.
func (s Store) VersionsOf(ctx context.Context, slug string) ([]VersionRow, error) {
	all, err := many[versionRecord](ctx, s, versionRecords+` WHERE g.slug = $1 ORDER BY v.number DESC`, slug)
	if err == nil && len(all) == 0 {
		err = fault.NotFound
	}
	if err != nil {
		return nil, err
	}
	return versionRows(all)
}

// LastVersions returns the last version of each regulation, published or not, by code: for staff.
func (s Store) LastVersions(ctx context.Context) ([]VersionRow, error) {
	all, err := many[versionRecord](ctx, s, versionRecords+`
		WHERE v.number = (SELECT max(number) FROM grant_version WHERE regulation = v.regulation) ORDER BY g.code`)
	if err != nil {
		return nil, err
	}
	return versionRows(all)
}

// RoundVersions returns the versions under which a round can still be held at a moment, with the drafts, by code and number: for staff.
func (s Store) RoundVersions(ctx context.Context, now time.Time) ([]VersionRow, error) {
	all, err := many[versionRecord](ctx, s, versionRecords+` WHERE v.last_day IS NULL OR v.last_day >= $1 ORDER BY g.code, v.number`, calendar.DayOf(now))
	if err != nil {
		return nil, err
	}
	return versionRows(all)
}

// LockRegulation keeps others from changing the versions of a regulation until the transaction ends, and returns it. It is [fault.NotFound] where there
// is none of that slug.
func (t Tx) LockRegulation(ctx context.Context, slug string) (grant.Regulation, error) {
	return one[grant.Regulation](ctx, t.Store, `SELECT id, slug, code, demo FROM grant_regulation WHERE slug = $1 FOR NO KEY UPDATE`, slug)
}

// AddVersion writes a draft of the next version, and returns its number in the database. Its own number and its regulation are those given.
func (t Tx) AddVersion(ctx context.Context, v grant.Version, by account.By) (grant.VersionID, error) {
	terms, err := json.Marshal(v.Terms)
	if err != nil {
		return 0, fmt.Errorf("terms of %s: %w", v.Code, err)
	}
	return value[grant.VersionID](ctx, t.Store, `
		INSERT INTO grant_version (regulation, number, first_day, last_day, envelope, emergency, max_amount, max_share, light, terms, drafted_by, drafted_at)
		VALUES ($1, $2, $3, $4, nullif($5, ''), $6, $7, $8, $9, $10::text::jsonb, $11, $12) RETURNING id`,
		v.Regulation, v.Number, v.InForce.First, v.InForce.Last, v.Envelope, v.Emergency, v.MaxAmount, v.MaxShare, v.Light, string(terms), by.Person, by.At)
}

// SaveVersion changes a draft: its first day and its terms. A version that was published stands, and false says so.
func (t Tx) SaveVersion(ctx context.Context, v grant.Version, by account.By) (bool, error) {
	terms, err := json.Marshal(v.Terms)
	if err != nil {
		return false, fmt.Errorf("terms of %s: %w", v.Code, err)
	}
	n, err := exec(ctx, t.Store, `
		UPDATE grant_version SET first_day = $2, envelope = nullif($3, ''), emergency = $4, max_amount = $5, max_share = $6, light = $7, terms = $8::text::jsonb,
		       drafted_by = $9, drafted_at = $10
		WHERE id = $1 AND published_at IS NULL`,
		v.ID, v.InForce.First, v.Envelope, v.Emergency, v.MaxAmount, v.MaxShare, v.Light, string(terms), by.Person, by.At)
	return n == 1, err
}

// DropVersion throws a draft away. False says that it is none, or that rounds were drafted under it.
func (t Tx) DropVersion(ctx context.Context, id grant.VersionID) (bool, error) {
	n, err := exec(ctx, t.Store, `
		DELETE FROM grant_version v WHERE v.id = $1 AND v.published_at IS NULL AND NOT EXISTS (SELECT FROM grant_round r WHERE r.version = v.id)`, id)
	return n == 1, err
}

// EndVersion gives a published version its last day. False says that it is a draft.
func (t Tx) EndVersion(ctx context.Context, id grant.VersionID, last calendar.Day) (bool, error) {
	n, err := exec(ctx, t.Store, `UPDATE grant_version SET last_day = $2 WHERE id = $1 AND published_at IS NOT NULL`, id, last)
	return n == 1, err
}

// DraftsUnder returns how many drafts of applications are written under a version. Those that were thrown away do not count.
func (s Store) DraftsUnder(ctx context.Context, id grant.VersionID) (int, error) {
	return value[int](ctx, s, `SELECT count(*)::int FROM grant_application WHERE version = $1 AND status = 'draft' AND deleted_at IS NULL`, id)
}

// PublishVersion publishes a draft, and ends the version before it on the day before. False says that it is no draft.
func (t Tx) PublishVersion(ctx context.Context, v grant.Version, by account.By) (bool, error) {
	if _, err := exec(ctx, t.Store, `
		UPDATE grant_version SET last_day = $2 WHERE regulation = $1 AND published_at IS NOT NULL AND (last_day IS NULL OR last_day > $2)`,
		v.Regulation, v.InForce.First.AddDays(-1)); err != nil {
		return false, err
	}
	n, err := exec(ctx, t.Store, `UPDATE grant_version SET published_by = $2, published_at = $3 WHERE id = $1 AND published_at IS NULL`, v.ID, by.Person, by.At)
	return n == 1, err
}
