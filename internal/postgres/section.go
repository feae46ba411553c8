package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
)

// Sections returns the sections of an application as they were last saved, by their keys. One that nobody saved is not among them.
func (s Store) Sections(ctx context.Context, of grant.ID) (map[string]grant.SavedSection, error) {
	all, err := many[savedSection](ctx, s, lastSections, of)
	return byKey(all), err
}

// lastSections goes from one section to the next and takes the last save of each: a draft that saves itself has thousands.
const lastSections = `
	WITH RECURSIVE named AS (
	    (SELECT section FROM grant_section WHERE application = $1 ORDER BY section LIMIT 1)
	    UNION ALL
	    SELECT (SELECT s.section FROM grant_section s WHERE s.application = $1 AND s.section > named.section ORDER BY s.section LIMIT 1)
	    FROM named WHERE named.section IS NOT NULL
	)
	SELECT last.* FROM named CROSS JOIN LATERAL (
	    SELECT section, version, person AS by, at, answers FROM grant_section
	    WHERE application = $1 AND section = named.section ORDER BY version DESC LIMIT 1) last`

func byKey(all []savedSection) map[string]grant.SavedSection {
	sections := make(map[string]grant.SavedSection, len(all))
	for _, one := range all {
		sections[one.Section] = grant.SavedSection(one)
	}
	return sections
}

// savedSection is a [grant.SavedSection] as rows hold it.
type savedSection grant.SavedSection

// savesOf are the saves of a section.
const savesOf = `SELECT section, version, person AS by, at, answers FROM grant_section WHERE application = $1 AND section = $2`

func emptySection(key string) grant.SavedSection {
	return grant.SavedSection{Section: key, Answers: grant.Answers{}}
}

// LastSection returns a section as it was last saved, the empty one with version zero where nobody did.
func (s Store) LastSection(ctx context.Context, of grant.ID, section string) (grant.SavedSection, error) {
	all, err := many[savedSection](ctx, s, savesOf+` ORDER BY version DESC LIMIT 1`, of, section)
	if err != nil || len(all) == 0 {
		return emptySection(section), err
	}
	return grant.SavedSection(all[0]), nil
}

// SectionAt returns a section as it stood at a version, the empty one with version zero where it never had that.
func (s Store) SectionAt(ctx context.Context, of grant.ID, section string, version int) (grant.SavedSection, error) {
	all, err := many[savedSection](ctx, s, savesOf+` AND version = $3`, of, section, version)
	if err != nil || len(all) == 0 {
		return emptySection(section), err
	}
	return grant.SavedSection(all[0]), nil
}

// SectionHistory returns all saves of a section, the latest first, with who saved each.
func (s Store) SectionHistory(ctx context.Context, of grant.ID, section string) ([]grant.SavedSection, error) {
	all, err := many[savedSection](ctx, s, savesOf+` ORDER BY version DESC`, of, section)
	saved := make([]grant.SavedSection, len(all))
	for i, one := range all {
		saved[i] = grant.SavedSection(one)
	}
	return saved, err
}

// SaveSection writes the next version of a section of a locked application, and says of the application when it was last saved. An empty title leaves the
// application's own.
func (t Tx) SaveSection(ctx context.Context, by account.By, of grant.ID, s grant.SavedSection, title string) error {
	var batch pgx.Batch
	queueSection(&batch, by, of, s, title)
	return t.together(ctx, &batch)
}

func queueSection(batch *pgx.Batch, by account.By, of grant.ID, s grant.SavedSection, title string) {
	batch.Queue(`INSERT INTO grant_section (application, section, version, person, at, answers) VALUES ($1, $2, $3, $4, $5, $6)`,
		of, s.Section, s.Version, by.Person, by.At, s.Answers)
	batch.Queue(`
		UPDATE grant_application SET saved_at = greatest(saved_at, $2), title = CASE WHEN $3 = '' THEN title ELSE $3 END WHERE id = $1`, of, by.At, title)
}

const typedOn = `INSERT INTO grant_typed (application, person, day) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`

// TypedOn writes down that somebody typed in an application on a day, and says whether it was for the first time that day.
func (t Tx) TypedOn(ctx context.Context, of grant.ID, by account.By) (bool, error) {
	n, err := exec(ctx, t.Store, typedOn, of, by.Person, calendar.DayOf(by.At))
	return n == 1, err
}

const lastSending = `SELECT page, number, answers FROM grant_page WHERE application = $1 AND section = $2 AND page = $3 AND person = $4`

const keepSending = `
	INSERT INTO grant_page (application, section, page, person, number, at, answers) VALUES ($1, $2, $3, $4, $5, $6, $7)
	ON CONFLICT (application, section, page) DO UPDATE SET number = excluded.number, at = excluded.at, answers = excluded.answers
	WHERE grant_page.person = excluded.person AND grant_page.number <= excluded.number`

// SweepPages forgets what pages sent that can be open no more, and returns how many.
func (t Tx) SweepPages(ctx context.Context, before time.Time) (int64, error) {
	return exec(ctx, t.Store, `DELETE FROM grant_page WHERE at < $1`, before)
}

// AddAlternative keeps words beside those that are stored, until somebody chooses. What the same page sent before in the same place is no longer offered. An
// empty page takes nothing's place, and the same words of it wait once.
func (t Tx) AddAlternative(ctx context.Context, of grant.ID, a grant.Alternative, page string) error {
	if _, err := exec(ctx, t.Store, `
		UPDATE grant_alternative SET chosen_by = person, chosen_at = $5, taken = false
		WHERE application = $1 AND section = $2 AND question = $3 AND row_id = $4 AND page = $6 AND page <> '' AND person = $7 AND chosen_by IS NULL`,
		of, a.Section, a.Question, a.Row, a.At, page, a.By); err != nil {
		return err
	}
	_, err := exec(ctx, t.Store, `
		INSERT INTO grant_alternative (application, section, question, row_id, stored, sent, person, at, page, stored_by, stored_at)
		SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
		WHERE NOT EXISTS (SELECT FROM grant_alternative WHERE application = $1 AND section = $2 AND question = $3 AND row_id = $4 AND sent = $6 AND person = $7
			AND page = $9 AND chosen_by IS NULL)`,
		of, a.Section, a.Question, a.Row, a.Stored, a.Sent, a.By, a.At, page, a.StoredBy, a.StoredAt)
	return err
}

const openAlternatives = `
	SELECT id, section, question, row_id AS row, stored, sent, person AS by, at, stored_by, stored_at
	FROM grant_alternative WHERE application = $1 AND chosen_by IS NULL`

// Alternatives returns the words of an application between which somebody has to choose, the oldest first.
func (s Store) Alternatives(ctx context.Context, of grant.ID) ([]grant.Alternative, error) {
	return many[grant.Alternative](ctx, s, openAlternatives+` ORDER BY id`, of)
}

// Alternative returns one of them, and [fault.NotFound] where there is none to choose.
func (s Store) Alternative(ctx context.Context, of grant.ID, id int64) (grant.Alternative, error) {
	return one[grant.Alternative](ctx, s, openAlternatives+` AND id = $2`, of, id)
}

// ChooseAlternative writes down that somebody took the sent words, or left the stored ones.
func (t Tx) ChooseAlternative(ctx context.Context, by account.By, id int64, taken bool) error {
	_, err := exec(ctx, t.Store, `UPDATE grant_alternative SET chosen_by = $2, chosen_at = $3, taken = $4 WHERE id = $1`, id, by.Person, by.At, taken)
	return err
}
