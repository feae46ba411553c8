package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

// Candidate returns an application with all that its submission is held against, as it is now.
func (s Store) Candidate(ctx context.Context, a grant.Application) (grant.Candidate, error) {
	c := grant.Candidate{Application: a}
	var round RoundRow
	var sections []savedSection
	var reports []reportRow
	var late []grant.Late
	var batch pgx.Batch
	s.queueVersion(&batch, a.Version, &c.Under)
	batch.Queue(roundRows+` WHERE r.id = $1`, a.Round).Query(the(&round))
	batch.Queue(lastSections, a.ID).Query(listed(&sections))
	batch.Queue(filesOf, a.ID).Query(listed(&c.Files))
	batch.Queue(`SELECT standing FROM association WHERE id = $1`, a.Association).QueryRow(func(row pgx.Row) error { return row.Scan(&c.Standing) })
	batch.Queue(overdueOf, a.Association).Query(into(&c.Overdue, pgx.RowTo[string]))
	batch.Queue(reportsOf, a.Association).Query(listed(&reports))
	batch.Queue(openAlternatives+` ORDER BY id`, a.ID).Query(listed(&c.Open))
	batch.Queue(lateOf, a.ID).Query(listed(&late))
	err := s.together(ctx, &batch)
	if err == nil {
		c.In, c.Answers = round.Round, grant.Union(byKey(sections))
		if len(late) > 0 {
			c.Late = &late[0]
		}
		c.Reports, err = asked(reports)
	}
	return c, err
}

// A reportRow is a dossier of which a report is asked, by the version under which it was asked for, and what was answered last.
type reportRow struct {
	Title, Frozen string
	Terms         []byte
	Recovered     bool
}

// reportsOf are the dossiers of an association of which a report is asked, and those whose support is recovered, the oldest first.
const reportsOf = `
	SELECT a.title, v.terms::text::bytea AS terms, a.status = 'recovering' AS recovered,
	       coalesce((SELECT q.frozen FROM grant_request q WHERE q.application = a.id AND q.frozen IS NOT NULL ORDER BY q.id DESC LIMIT 1), u.frozen) AS frozen
	FROM grant_application a
	JOIN grant_submission u ON u.application = a.id
	JOIN grant_version v ON v.id = a.version
	WHERE a.association = $1 AND a.status IN ('reporting', 'recovering') ORDER BY a.submitted_at, a.id`

// asked returns the reports that are asked, each with its last day.
func asked(rows []reportRow) ([]grant.AskedReport, error) {
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
		all[i] = grant.AskedReport{Title: row.Title, On: under.ReportBy(given), Recovered: row.Recovered}
	}
	return all, nil
}

// AnswersOf returns all answers of an application, by the keys of their questions.
func (s Store) AnswersOf(ctx context.Context, of grant.ID) (grant.Answers, error) {
	sections, err := s.Sections(ctx, of)
	return grant.Union(sections), err
}

// filesOf are the attachments that answer questions of an application, in the order in which they came.
const filesOf = `SELECT question, name, size, sha256 FROM document WHERE application = $1 AND question <> '' AND removed_at IS NULL ORDER BY id`

// overdueOf are the titles of what an association got support for and did not account for in time, the oldest first.
const overdueOf = `
	SELECT p.title FROM project p JOIN project_association c ON c.project = p.id
	WHERE c.association = $1 AND p.state = 'te-laat' ORDER BY p.granted_on, p.id`

// ProposeSubmission writes down that somebody proposed to submit a draft.
func (t Tx) ProposeSubmission(ctx context.Context, of grant.ID, by account.By) error {
	_, err := exec(ctx, t.Store, `UPDATE grant_application SET proposed_by = $2, proposed_at = $3 WHERE id = $1 AND status = 'draft'`, of, by.Person, by.At)
	return err
}

// Submit gives a locked draft the next number of the year and writes down what was submitted, all in one statement: who waits for the counter waits
// for nothing else. No number is lost where the transaction is. It returns the number, and [fault.Conflict] for what is no draft.
func (t Tx) Submit(ctx context.Context, by account.By, s grant.Submission) (grant.DossierNumber, error) {
	number, err := value[grant.DossierNumber](ctx, t.Store, submitDraft, submissionOf(by, s)...)
	if refused, ok := errors.AsType[*pgconn.PgError](err); ok && refused.Code == nothingWhereSomething {
		err = fault.Conflict
	}
	return number, err
}

// SubmitLast keeps a submission until [Tx.Finish] writes it down as the last of the act, which holds the counter for the shortest time: who submits at the
// closing waits for nothing that travels. It is called once, for a draft that is locked.
func (t Tx) SubmitLast(by account.By, s grant.Submission) { t.last.submission = submissionOf(by, s) }

func submissionOf(by account.By, s grant.Submission) []any {
	return []any{s.Application, calendar.DayOf(s.At).Year(), s.At, by.Person, s.InGrace, s.Requested, s.Frozen, s.Hash, orNull(s.AdmittedUntil)}
}

// What is no draft has no number, and none is refused.
const (
	submitDraft = `
		WITH n AS (
		    INSERT INTO dossier_counter AS c (year, last) VALUES ($2, 1) ON CONFLICT (year) DO UPDATE SET last = c.last + 1 RETURNING last
		), numbered AS (
		    SELECT 'VS-' || $2 || '-' || lpad(last::text, greatest(4, length(last::text)), '0') AS number FROM n
		), submitted AS (
		    UPDATE grant_application SET status = 'submitted', number = numbered.number, submitted_at = $3 FROM numbered
		    WHERE id = $1 AND status = 'draft' RETURNING numbered.number
		)
		INSERT INTO grant_submission (application, number, at, person, in_grace, requested, frozen, hash, admitted_until)
		VALUES ($1, (SELECT number FROM submitted), $3, $4, $5, $6, $7, $8, $9) RETURNING number`
	nothingWhereSomething = "23502"
)

// A Receipt is a submission with what stands beside it on the receipt. Name is empty for who was erased.
type Receipt struct {
	grant.Submission
	Name string
}

// Receipt returns the proof that an application was submitted, and [fault.NotFound] for a draft.
func (s Store) Receipt(ctx context.Context, of grant.ID) (Receipt, error) {
	return one[Receipt](ctx, s, `
		SELECT s.application, s.number, s.at, s.person, s.in_grace, s.requested, s.frozen, s.hash, coalesce(p.name, '') AS name,
		       coalesce(s.admitted_until, '0001-01-01 00:00:00+00') AS admitted_until, coalesce(l.decided_at, '0001-01-01 00:00:00+00') AS admitted_at,
		       coalesce(l.answer, '') AS admitted_why, coalesce(d.name, '') AS admitted_by
		FROM grant_submission s
		LEFT JOIN person p ON p.id = s.person
		LEFT JOIN grant_late l ON l.application = s.application AND l.until = s.admitted_until
		LEFT JOIN person d ON d.id = l.decided_by
		WHERE s.application = $1`, of)
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
