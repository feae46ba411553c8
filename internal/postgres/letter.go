package postgres

import (
	"context"

	"vriendenstad/internal/association"
	"vriendenstad/internal/job"
)

// LetterFacts are what a letter may say of the people and the association that it is about, as they are when it is sent. A letter
// whose facts have changed meanwhile would say what is not so.
type LetterFacts struct {
	// HasAccount says that the address is that of an account that is not disabled; Addressee is its name.
	HasAccount bool
	Addressee  string
	// ToStaff says that they hold a power of the Dienst, ToMember that they are a member of the association, ToLead that they speak for it.
	ToStaff, ToMember, ToLead bool
	// ToPerson says that the letter goes to the person whom it is about.
	ToPerson bool
	// There says that the letter's person has not been erased; Person is their name.
	There  bool
	Person string
	// Association is empty where the letter is about none. Reason is what the Dienst wrote with the standing. Waiting says that it
	// is verified and says other things of itself now.
	Association string
	Standing    association.Standing
	Reason      string
	Waiting     bool
	// IsMember says that the person is a member of the association; Join is where their last request to join it stands, empty
	// for none, and Why what they wrote with it.
	IsMember bool
	Join     string
	Why      string
}

// LetterFacts returns what a letter may say now. About is taken for an association.
func (s Store) LetterFacts(ctx context.Context, l job.Letter) (LetterFacts, error) {
	return one[LetterFacts](ctx, s, `
		SELECT t.id IS NOT NULL AND t.disabled_at IS NULL AS has_account, coalesce(t.name, '') AS addressee,
		       EXISTS (SELECT FROM power WHERE person = t.id) AS to_staff,
		       EXISTS (SELECT FROM membership WHERE association = $3 AND person = t.id AND ended_at IS NULL) AS to_member,
		       EXISTS (SELECT FROM membership WHERE association = $3 AND person = t.id AND ended_at IS NULL AND part = 'hoofdvertegenwoordiger') AS to_lead,
		       coalesce(t.id = p.id, false) AS to_person, p.id IS NOT NULL AS there, coalesce(p.name, '') AS person,
		       coalesce(a.name, '') AS association, coalesce(a.standing, '') AS standing, coalesce(a.standing_reason, '') AS reason,
		       EXISTS (SELECT FROM association_facts WHERE association = $3) AS waiting,
		       EXISTS (SELECT FROM membership WHERE association = $3 AND person = $2 AND ended_at IS NULL) AS is_member,
		       coalesce(j.state, '') AS join, coalesce(j.why, '') AS why
		FROM (VALUES (1)) AS letter
		LEFT JOIN person t ON t.email = $1 AND t.email <> ''
		LEFT JOIN person p ON p.id = $2 AND p.erased_at IS NULL
		LEFT JOIN association a ON a.id = $3
		LEFT JOIN LATERAL (SELECT state, why FROM join_request WHERE association = $3 AND person = $2 ORDER BY id DESC LIMIT 1) j ON true`,
		l.To, l.Person, l.About)
}
