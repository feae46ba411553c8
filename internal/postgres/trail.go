package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
)

// A TrailRow is an entry as staff read it: with the person's name and with what stood before and after.
type TrailRow struct {
	audit.Entry
	// Name is the person's, empty for the program and for whoever was erased.
	Name string
	// Detail is the detail's text, empty where there is none; ErasedAt says when it was emptied.
	Detail   string
	ErasedAt *time.Time
	// Sealed says that the chain holds the entry.
	Sealed bool
}

// A TrailFilter is a question about the record. Zero values do not narrow.
type TrailFilter struct {
	Person account.ID
	// About is somebody who did it or to whom it was done.
	About account.ID
	// Act is an act or the begin of its name, as "session.".
	Act     string
	Subject string
	// From and Until bound the moments, Until excluded.
	From, Until time.Time
	// Before is the entry from which the page goes on to older ones.
	Before audit.ID
}

const trail = `
	SELECT ` + entryColumns + `, coalesce(p.name, '') AS name, coalesce(d.detail::text, '') AS detail, d.erased_at,
	       EXISTS (SELECT FROM audit_seal s WHERE s.entry = e.id) AS sealed
	FROM audit_entry e
	LEFT JOIN person p ON p.id = e.person
	LEFT JOIN audit_detail d ON d.entry = e.id
	WHERE true`

// where returns the conditions of the filter and what they compare with.
func (f TrailFilter) where() (sql string, args pgx.StrictNamedArgs) {
	args = pgx.StrictNamedArgs{}
	if f.Person != 0 {
		sql += ` AND e.person = @person`
		args["person"] = f.Person
	}
	if f.About != 0 {
		sql += ` AND (e.person = @about OR e.subject = 'person/' || @about::bigint)`
		args["about"] = f.About
	}
	if f.Act != "" {
		sql += ` AND starts_with(e.act, @act)`
		args["act"] = f.Act
	}
	if f.Subject != "" {
		sql += ` AND e.subject = @subject`
		args["subject"] = f.Subject
	}
	if !f.From.IsZero() {
		sql += ` AND e.at >= @from`
		args["from"] = f.From
	}
	if !f.Until.IsZero() {
		sql += ` AND e.at < @until`
		args["until"] = f.Until
	}
	if f.Before != 0 {
		sql += ` AND e.id < @before`
		args["before"] = f.Before
	}
	return sql, args
}

// Trail returns the latest entries that answer the filter, the newest first, and whether there are more.
func (s Store) Trail(ctx context.Context, f TrailFilter, most int) (page []TrailRow, more bool, err error) {
	where, args := f.where()
	args["most"] = most + 1
	page, err = many[TrailRow](ctx, s, trail+where+` ORDER BY e.id DESC LIMIT @most`, args)
	if len(page) > most {
		return page[:most], true, err
	}
	return page, false, err
}

// EachEntry hands every entry that answers the filter to fn, the newest first, whatever their number. It stops at fn's first error and
// returns it. It has the downloads' pool and half a minute.
func (db *DB) EachEntry(ctx context.Context, f TrailFilter, fn func(TrailRow) error) error {
	where, args := f.where()
	ctx, done := context.WithTimeout(ctx, exportDeadline)
	defer done()
	rows, err := db.export.Query(ctx, trail+where+` ORDER BY e.id DESC`, args)
	if err != nil {
		return answer(err)
	}
	defer rows.Close()
	for rows.Next() {
		row, err := pgx.RowToStructByNameLax[TrailRow](rows)
		if err != nil {
			return answer(err)
		}
		if err := fn(row); err != nil {
			return err
		}
	}
	return answer(rows.Err())
}

// LastEntry returns what was done to a subject last, with who did it, and [fault.NotFound] where nothing was.
func (s Store) LastEntry(ctx context.Context, subject string) (TrailRow, error) {
	return one[TrailRow](ctx, s, trail+` AND e.subject = $1 ORDER BY e.id DESC LIMIT 1`, subject)
}

// A ChainState says how far the record is sealed.
type ChainState struct {
	// Seals is how many entries the chain holds, Last the latest of them; zero where it holds none. SealedAt is when that was.
	Seals    int64
	Last     audit.ID
	SealedAt *time.Time
	// Waiting is how many entries have no seal yet, Oldest the moment of the first of them.
	Waiting int
	Oldest  *time.Time
}

// Chain returns how far the record is sealed.
func (s Store) Chain(ctx context.Context) (ChainState, error) {
	return one[ChainState](ctx, s, `
		WITH last AS (SELECT n, entry, at FROM audit_seal ORDER BY n DESC LIMIT 1),
		     waiting AS (SELECT e.at FROM audit_entry e
		                 WHERE e.id > coalesce((SELECT max(entry) FROM audit_seal), 0) - $1
		                   AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry = e.id))
		SELECT coalesce((SELECT n FROM last), 0) AS seals, coalesce((SELECT entry FROM last), 0) AS last, (SELECT at FROM last) AS sealed_at,
		       (SELECT count(*) FROM waiting) AS waiting, (SELECT min(at) FROM waiting) AS oldest`, lateEntries)
}
