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
}

const dossierRows = `
	SELECT ` + applicationColumns + `, s.name AS applicant, s.slug AS applicant_slug, v.terms ->> 'Title' AS regulation, r.code, o.title AS call, u.requested, q.due,
	       (SELECT count(*) FROM grant_message m WHERE m.application = a.id AND NOT m.by_staff AND m.read_at IS NULL)::int AS unread
	FROM grant_application a
	JOIN grant_submission u ON u.application = a.id
	JOIN association s ON s.id = a.association
	JOIN grant_version v ON v.id = a.version
	JOIN grant_regulation r ON r.id = v.regulation
	JOIN grant_round o ON o.id = a.round
	LEFT JOIN grant_request q ON q.application = a.id AND q.answered_at IS NULL AND a.status = 'incomplete'`

// Dossier returns an application that was submitted, and [fault.NotFound] for a draft: drafts are the association's own.
func (s Store) Dossier(ctx context.Context, id grant.ID) (DossierRow, error) {
	return one[DossierRow](ctx, s, dossierRows+` WHERE a.id = $1 AND a.status <> 'draft'`, id)
}

// LockDossier returns an application that was submitted, and holds off all who change it until the transaction ends.
func (t Tx) LockDossier(ctx context.Context, id grant.ID) (grant.Application, error) {
	return one[grant.Application](ctx, t.Store, `
		SELECT `+applicationColumns+` FROM grant_application a WHERE a.id = $1 AND a.status <> 'draft' FOR NO KEY UPDATE`, id)
}

// A DossierFilter says which dossiers a list shows. The zero value shows all.
type DossierFilter struct {
	Status grant.Status
	// Code is a regulation's short name.
	Code string
	// Words are found in the number, the title and the association's name.
	Words string
	// Before is where the page begins: after the dossier that was submitted then, with this number. Zero is the newest.
	BeforeAt time.Time
	BeforeID grant.ID
}

// Dossiers returns at most so many dossiers, the last submitted first, and whether there are more.
func (s Store) Dossiers(ctx context.Context, f DossierFilter, most int) (page []DossierRow, more bool, err error) {
	var before *time.Time
	if !f.BeforeAt.IsZero() {
		before = &f.BeforeAt
	}
	page, err = many[DossierRow](ctx, s, dossierRows+`
		WHERE a.status <> 'draft' AND ($1 = '' OR a.status = $1) AND ($2 = '' OR r.code = $2)
		  AND ($3 = '' OR strpos(lower(a.number || ' ' || a.title || ' ' || s.name), lower($3)) > 0)
		  AND ($4::timestamptz IS NULL OR (a.submitted_at, a.id) < ($4, $5))
		ORDER BY a.submitted_at DESC, a.id DESC LIMIT $6`, f.Status, f.Code, f.Words, before, f.BeforeID, most+1)
	if more = len(page) > most; more {
		page = page[:most]
	}
	return page, more, err
}

// DossiersWaiting returns at most so many dossiers that wait for the Dienst, the first submitted first: new ones, those that were completed, and those
// with messages that nobody read.
func (s Store) DossiersWaiting(ctx context.Context, most int) ([]DossierRow, error) {
	return many[DossierRow](ctx, s, dossierRows+`
		WHERE a.status IN ('submitted', 'supplemented')
		   OR a.status <> 'draft' AND EXISTS (SELECT FROM grant_message m WHERE m.application = a.id AND NOT m.by_staff AND m.read_at IS NULL)
		ORDER BY a.submitted_at, a.id LIMIT $1`, most)
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
		       q.due,
		       (SELECT count(*) FROM grant_message m WHERE m.application = a.id AND m.by_staff AND m.read_at IS NULL)::int AS unread_of_staff,
		       (SELECT count(*) FROM grant_message m WHERE m.application = a.id AND NOT m.by_staff AND m.read_at IS NULL)::int AS unread_of_members
		FROM grant_application a
		JOIN association s ON s.id = a.association
		JOIN grant_version v ON v.id = a.version
		JOIN grant_regulation r ON r.id = v.regulation
		JOIN grant_round o ON o.id = a.round
		LEFT JOIN grant_submission u ON u.application = a.id
		LEFT JOIN grant_request q ON q.application = a.id AND q.answered_at IS NULL AND a.status = 'incomplete'
		LEFT JOIN person t ON t.email = $1 AND t.email <> ''
		LEFT JOIN person p ON p.id = $2 AND p.erased_at IS NULL
		WHERE a.id = $3`, l.To, l.Person, l.About)
}
