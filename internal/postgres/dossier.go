package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/job"
	"vriendenstad/internal/money"
)

// A DossierRow is an application that was submitted, as the Dienst sees it.
type DossierRow struct {
	grant.Application
	// Applicant is the association's name. Regulation is the title of what it is asked under, Code its short name, Call the round's.
	Applicant, ApplicantSlug string
	Regulation, Code, Call   string
	Requested                money.Cents
	// Due is the last day to answer an open request for completion, zero where none is open.
	Due calendar.Day
	// Unread is how many messages of the association nobody of the Dienst has read.
	Unread int
	// Committed and Paid are what the ledger holds of what was promised to it.
	Committed, Paid money.Cents
}

const dossierRows = `
	SELECT ` + applicationColumns + `, s.name AS applicant, s.slug AS applicant_slug, v.terms ->> 'Title' AS regulation, r.code, o.title AS call, u.requested, q.due,
	       (SELECT count(*) FROM grant_message m WHERE m.application = a.id AND NOT m.by_staff AND m.read_at IS NULL)::int AS unread,
	       h.committed, h.paid
	FROM grant_application a
	JOIN grant_submission u ON u.application = a.id
	JOIN association s ON s.id = a.association
	JOIN grant_version v ON v.id = a.version
	JOIN grant_regulation r ON r.id = v.regulation
	JOIN grant_round o ON o.id = a.round
	LEFT JOIN grant_request q ON q.application = a.id AND q.answered_at IS NULL AND a.status = 'incomplete'
	CROSS JOIN LATERAL (` + heldByDossier + `) h`

// heldByDossier is what the ledger holds of what was promised to the application a, or to the public project that it became.
const heldByDossier = `
	SELECT coalesce(sum(x.committed), 0)::bigint AS committed, coalesce(sum(x.paid), 0)::bigint AS paid
	FROM budget_holding x WHERE x.promise IN (
	    SELECT p.id FROM budget_promise p WHERE p.application = a.id
	    UNION SELECT p.id FROM project j JOIN budget_promise p ON p.project = j.id WHERE j.number = a.number)`

// DossierHolding returns what the ledger holds of what was promised to an application.
func (s Store) DossierHolding(ctx context.Context, of grant.ID) (committed, paid money.Cents, err error) {
	row, err := one[struct{ Committed, Paid money.Cents }](ctx, s, `
		SELECT h.committed, h.paid FROM grant_application a CROSS JOIN LATERAL (`+heldByDossier+`) h WHERE a.id = $1`, of)
	return row.Committed, row.Paid, err
}

// Dossier returns an application that was submitted, and [fault.NotFound] for a draft: drafts are the association's own.
func (s Store) Dossier(ctx context.Context, id grant.ID) (DossierRow, error) {
	return one[DossierRow](ctx, s, dossierRows+` WHERE a.id = $1 AND a.status <> 'draft'`, id)
}

// LockDossier returns an application that was submitted, and holds off all who change it until the transaction ends.
func (t Tx) LockDossier(ctx context.Context, id grant.ID) (grant.Application, error) {
	return one[grant.Application](ctx, t.Store, `
		SELECT `+applicationColumns+` FROM grant_application a WHERE a.id = $1 AND a.status <> 'draft' FOR NO KEY UPDATE`, id)
}

// ApplicationFacts are what a letter about an application may say, as things are when it is sent.
type ApplicationFacts struct {
	// HasAccount says that the address is that of an account that is not disabled; Addressee is its name.
	HasAccount bool
	Addressee  string
	// ToStaff says that they handle dossiers, ToMember that they are a member of the association, ToLead that they speak for it.
	ToStaff, ToMember, ToLead bool
	Association               string
	Of                        association.ID
	Status                    grant.Status
	Number                    grant.DossierNumber
	Title, Regulation, Slug   string
	// Person is who the letter is about, empty for nobody.
	Person string
	// Deleted says that the draft was thrown away.
	Deleted bool
	// DecisionWithin is how many days after the closing the college aims to decide.
	DecisionWithin int
	ClosesAt       time.Time
	SubmittedAt    time.Time
	InGrace        bool
	Hash           string
	// Late says that it was asked to submit it after the closing and that this was decided, LateAnswer why. It may be submitted until LateUntil, zero where
	// that was refused; Admission is that of a submission.
	Late       bool
	LateAnswer string
	LateUntil  time.Time
	grant.Admission
	// Due is the last day to answer an open request, zero for none.
	Due calendar.Day
	// UnreadOfStaff and UnreadOfMembers are messages that the other side did not read.
	UnreadOfStaff, UnreadOfMembers int
}

// ApplicationFacts returns what a letter may say now of the application that it is about, and [fault.NotFound] where there is none.
func (s Store) ApplicationFacts(ctx context.Context, l job.Letter) (ApplicationFacts, error) {
	return one[ApplicationFacts](ctx, s, `
		SELECT t.id IS NOT NULL AND t.disabled_at IS NULL AS has_account, coalesce(t.name, '') AS addressee,
		       EXISTS (SELECT FROM power WHERE person = t.id AND power = 'dossierbehandelaar') AS to_staff,
		       EXISTS (SELECT FROM membership WHERE association = a.association AND person = t.id AND ended_at IS NULL) AS to_member,
		       EXISTS (SELECT FROM membership WHERE association = a.association AND person = t.id AND ended_at IS NULL AND part = 'hoofdvertegenwoordiger') AS to_lead,
		       s.name AS association, s.id AS of, a.status, coalesce(a.number, '') AS number, a.title, v.terms ->> 'Title' AS regulation, r.slug,
		       coalesce(p.name, '') AS person, a.deleted_at IS NOT NULL AS deleted, (v.terms ->> 'DecisionWithin')::int AS decision_within, o.closes_at,
		       coalesce(u.at, '0001-01-01 00:00:00+00') AS submitted_at, coalesce(u.in_grace, false) AS in_grace, coalesce(encode(u.hash, 'hex'), '') AS hash,
		       l.decided_at IS NOT NULL AS late, coalesce(l.answer, '') AS late_answer, coalesce(l.until, '0001-01-01 00:00:00+00') AS late_until,
		       coalesce(u.admitted_until, '0001-01-01 00:00:00+00') AS admitted_until,
		       CASE WHEN u.admitted_until IS NULL THEN '0001-01-01 00:00:00+00' ELSE l.decided_at END AS admitted_at,
		       CASE WHEN u.admitted_until IS NULL THEN '' ELSE l.answer END AS admitted_why,
		       q.due,
		       (SELECT count(*) FROM grant_message m WHERE m.application = a.id AND m.by_staff AND m.read_at IS NULL)::int AS unread_of_staff,
		       (SELECT count(*) FROM grant_message m WHERE m.application = a.id AND NOT m.by_staff AND m.read_at IS NULL)::int AS unread_of_members
		FROM grant_application a
		JOIN association s ON s.id = a.association
		JOIN grant_version v ON v.id = a.version
		JOIN grant_regulation r ON r.id = v.regulation
		JOIN grant_round o ON o.id = a.round
		LEFT JOIN grant_submission u ON u.application = a.id
		LEFT JOIN grant_late l ON l.application = a.id
		LEFT JOIN grant_request q ON q.application = a.id AND q.answered_at IS NULL AND a.status = 'incomplete'
		LEFT JOIN person t ON t.email = $1 AND t.email <> ''
		LEFT JOIN person p ON p.id = $2 AND p.erased_at IS NULL
		WHERE a.id = $3`, l.To, l.Person, l.About)
}
