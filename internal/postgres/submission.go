package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

// Candidate returns an application with all that its submission is held against, as it is now.
func (s Store) Candidate(ctx context.Context, a grant.Application) (grant.Candidate, error) {
	c := grant.Candidate{Application: a, Answers: grant.Answers{}}
	var err error
	if c.Under, err = s.Version(ctx, a.Version); err != nil {
		return c, err
	}
	round, err := s.Round(ctx, a.Round)
	if err != nil {
		return c, err
	}
	c.In = round.Round
	if c.Answers, err = s.AnswersOf(ctx, a.ID); err != nil {
		return c, err
	}
	if c.Files, err = s.FilesOf(ctx, a.ID); err != nil {
		return c, err
	}
	if c.Standing, err = value[association.Standing](ctx, s, `SELECT standing FROM association WHERE id = $1`, a.Association); err != nil {
		return c, err
	}
	if c.Overdue, err = s.OverdueOf(ctx, a.Association); err != nil {
		return c, err
	}
	if c.Reports, err = s.ReportsOf(ctx, a.Association); err != nil {
		return c, err
	}
	c.Open, err = s.Alternatives(ctx, a.ID)
	return c, err
}

// ReportsOf returns the reports that are asked of an association for its dossiers, the oldest dossier first, each with its last day: by the version under which
// it was asked for, and what was answered last.
func (s Store) ReportsOf(ctx context.Context, of association.ID) ([]grant.AskedReport, error) {
	rows, err := many[struct {
		Title, Frozen string
		Terms         []byte
	}](ctx, s, `
		SELECT a.title, v.terms::text::bytea AS terms,
		       coalesce((SELECT q.frozen FROM grant_request q WHERE q.application = a.id AND q.frozen IS NOT NULL ORDER BY q.id DESC LIMIT 1), u.frozen) AS frozen
		FROM grant_application a
		JOIN grant_submission u ON u.application = a.id
		JOIN grant_version v ON v.id = a.version
		WHERE a.association = $1 AND a.status = 'reporting' ORDER BY a.submitted_at, a.id`, of)
	all := make([]grant.AskedReport, len(rows))
	for i, row := range rows {
		var under grant.Terms
		if err := json.Unmarshal(row.Terms, &under); err != nil {
			return nil, fmt.Errorf("terms of %q: %w", row.Title, err)
		}
		given, _, err := grant.Thaw(row.Frozen)
		if err != nil {
			return nil, err
		}
		all[i] = grant.AskedReport{Title: row.Title, On: under.ReportBy(given)}
	}
	return all, err
}

// AnswersOf returns all answers of an application, by the keys of their questions.
func (s Store) AnswersOf(ctx context.Context, of grant.ID) (grant.Answers, error) {
	sections, err := s.Sections(ctx, of)
	all := grant.Answers{}
	for _, one := range sections {
		for key, answer := range one.Answers {
			all[key] = answer
		}
	}
	return all, err
}

// FilesOf returns the attachments that answer questions of an application, in the order in which they came.
func (s Store) FilesOf(ctx context.Context, of grant.ID) ([]grant.File, error) {
	return many[grant.File](ctx, s, `
		SELECT question, name, size, sha256 FROM document WHERE application = $1 AND question <> '' AND removed_at IS NULL ORDER BY id`, of)
}

// OverdueOf returns the titles of what an association got support for and did not account for in time, the oldest first.
func (s Store) OverdueOf(ctx context.Context, of association.ID) ([]string, error) {
	return values[string](ctx, s, `
		SELECT p.title FROM project p JOIN project_association c ON c.project = p.id
		WHERE c.association = $1 AND p.state = 'te-laat' ORDER BY p.granted_on, p.id`, of)
}

// ProposeSubmission writes down that somebody proposed to submit a draft.
func (t Tx) ProposeSubmission(ctx context.Context, of grant.ID, by account.By) error {
	_, err := exec(ctx, t.Store, `UPDATE grant_application SET proposed_by = $2, proposed_at = $3 WHERE id = $1 AND status = 'draft'`, of, by.Person, by.At)
	return err
}

// Submit gives a locked draft the next number of the year and writes down what was submitted, all in one statement: who waits for the counter waits
// for nothing else. No number is lost where the transaction is. It returns the number, and [fault.Conflict] for what is no draft.
func (t Tx) Submit(ctx context.Context, by account.By, s grant.Submission) (grant.DossierNumber, error) {
	year := calendar.DayOf(s.At).Year()
	if _, err := exec(ctx, t.Store, `INSERT INTO dossier_counter (year, last) VALUES ($1, 0) ON CONFLICT DO NOTHING`, year); err != nil {
		return "", err
	}
	all, err := values[grant.DossierNumber](ctx, t.Store, `
		WITH n AS (
		    UPDATE dossier_counter SET last = last + 1 WHERE year = $2 RETURNING last
		), numbered AS (
		    SELECT 'VS-' || $2 || '-' || lpad(last::text, greatest(4, length(last::text)), '0') AS number FROM n
		), submitted AS (
		    UPDATE grant_application SET status = 'submitted', number = numbered.number, submitted_at = $3 FROM numbered
		    WHERE id = $1 AND status = 'draft' RETURNING numbered.number
		)
		INSERT INTO grant_submission (application, number, at, person, in_grace, requested, frozen, hash)
		SELECT $1, number, $3, $4, $5, $6, $7, $8 FROM submitted RETURNING number`,
		s.Application, year, s.At, by.Person, s.InGrace, s.Requested, s.Frozen, s.Hash)
	if err == nil && len(all) == 0 {
		return "", fault.Conflict
	}
	if err != nil {
		return "", err
	}
	return all[0], nil
}

// A Receipt is a submission with what stands beside it on the receipt. Name is empty for who was erased.
type Receipt struct {
	grant.Submission
	Name string
}

// Receipt returns the proof that an application was submitted, and [fault.NotFound] for a draft.
func (s Store) Receipt(ctx context.Context, of grant.ID) (Receipt, error) {
	return one[Receipt](ctx, s, `
		SELECT s.application, s.number, s.at, s.person, s.in_grace, s.requested, s.frozen, s.hash, coalesce(p.name, '') AS name
		FROM grant_submission s LEFT JOIN person p ON p.id = s.person WHERE s.application = $1`, of)
}

// SubmittedOn returns the day on which what has this hash was submitted, and [fault.NotFound] where nothing was.
func (s Store) SubmittedOn(ctx context.Context, hash grant.Hash) (calendar.Day, error) {
	at, err := value[time.Time](ctx, s, `SELECT at FROM grant_submission WHERE hash = $1`, hash[:])
	if err != nil {
		return 0, err
	}
	return calendar.DayOf(at), nil
}

// MemberAddresses returns the addresses of all members of an association whose account works.
func (s Store) MemberAddresses(ctx context.Context, of association.ID) ([]account.Email, error) {
	return values[account.Email](ctx, s, `
		SELECT p.email FROM membership m JOIN person p ON p.id = m.person
		WHERE m.association = $1 AND m.ended_at IS NULL AND p.disabled_at IS NULL AND p.email <> ''`, of)
}

// Proposal returns who proposed to submit a draft, and when; an empty name and the zero moment where nobody did.
func (s Store) Proposal(ctx context.Context, of grant.ID) (name string, at time.Time, err error) {
	row, err := one[struct {
		Name string
		At   time.Time
	}](ctx, s, `
		SELECT CASE WHEN a.proposed_at IS NULL THEN '' ELSE coalesce(nullif(p.name, ''), 'Iemand van jullie') END AS name,
		       coalesce(a.proposed_at, '0001-01-01 00:00:00+00') AS at
		FROM grant_application a LEFT JOIN person p ON p.id = a.proposed_by WHERE a.id = $1`, of)
	return row.Name, row.At, err
}
