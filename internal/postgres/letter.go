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
	// There says that the letter's person has not been erased; Person is their name.
	There  bool
	Person string
	// Association is empty where the letter is about none. Reason is what the Dienst wrote with the standing.
	Association string
	Standing    association.Standing
	Reason      string
	// IsMember says that the person is a member of the association; Join is where their last request to join it stands, empty
	// for none.
	IsMember bool
	Join     string
}

// LetterFacts returns what a letter may say now. About is taken for an association.
func (s Store) LetterFacts(ctx context.Context, l job.Letter) (LetterFacts, error) {
	return one[LetterFacts](ctx, s, `
		SELECT coalesce(t.disabled_at IS NULL, false) AND t.id IS NOT NULL AS has_account, coalesce(t.name, '') AS addressee,
		       p.id IS NOT NULL AS there, coalesce(p.name, '') AS person,
		       coalesce(a.name, '') AS association, coalesce(a.standing, '') AS standing, coalesce(a.standing_reason, '') AS reason,
		       EXISTS (SELECT FROM membership m WHERE m.association = $3 AND m.person = $2 AND m.ended_at IS NULL) AS is_member,
		       coalesce((SELECT state FROM join_request j WHERE j.association = $3 AND j.person = $2 ORDER BY j.id DESC LIMIT 1), '') AS join
		FROM (VALUES (1)) AS letter
		LEFT JOIN person t ON t.email = $1 AND t.email <> ''
		LEFT JOIN person p ON p.id = $2 AND p.erased_at IS NULL
		LEFT JOIN association a ON a.id = $3`, l.To, l.Person, l.About)
}
