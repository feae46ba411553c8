package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
)

// A NominationRow is a nomination with the names that go with it.
type NominationRow struct {
	account.Nomination
	AssociationName string
	// Name is of whom the Dienst names, AnnouncedByName of who did.
	Name            string
	AnnouncedByName string
}

const nomination = `
	SELECT n.association, n.person, n.why, n.announced_by, n.announced_at, a.name AS association_name, p.name, b.name AS announced_by_name
	FROM nomination n JOIN association a ON a.id = n.association JOIN person p ON p.id = n.person JOIN person b ON b.id = n.announced_by`

// Nomination returns whom the Dienst has announced to speak for the association, and [fault.NotFound] where it is nobody.
func (s Store) Nomination(ctx context.Context, of association.ID) (NominationRow, error) {
	return one[NominationRow](ctx, s, nomination+` WHERE n.association = $1`, of)
}

// Nominations returns all that were announced and not carried out yet, the first first.
func (s Store) Nominations(ctx context.Context) ([]NominationRow, error) {
	return many[NominationRow](ctx, s, nomination+` ORDER BY n.announced_at, n.association`)
}

// AddNomination writes whom the Dienst announces. It is false where somebody else is announced already.
func (t Tx) AddNomination(ctx context.Context, n account.Nomination) (bool, error) {
	written, err := exec(ctx, t.Store, `
		INSERT INTO nomination (association, person, why, announced_by, announced_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (association) DO NOTHING`, n.Association, n.Person, n.Why, n.AnnouncedBy, n.AnnouncedAt)
	return written == 1, err
}

// DropNomination takes away what was announced: it was carried out, or it will not be.
func (t Tx) DropNomination(ctx context.Context, of association.ID) error {
	_, err := exec(ctx, t.Store, `DELETE FROM nomination WHERE association = $1`, of)
	return err
}

// A Known is somebody who is a member of an association, or was.
type Known struct {
	Person account.ID
	Name   string
	Email  account.Email
	// Part is what they are now, or were last; Until is nil for who is still a member.
	Part  account.Part
	Since time.Time
	Until *time.Time
}

// Known returns all who are or were members of the association and have an account, with their addresses: who is one first.
func (s Store) Known(ctx context.Context, to association.ID) ([]Known, error) {
	return many[Known](ctx, s, `
		SELECT person, name, email, part, since, until FROM (
		    SELECT DISTINCT ON (m.person) m.person, p.name, p.email, m.part, m.since, m.ended_at AS until
		    FROM membership m JOIN person p ON p.id = m.person
		    WHERE m.association = $1 AND p.email <> ''
		    ORDER BY m.person, m.ended_at DESC NULLS FIRST) AS last
		ORDER BY until DESC NULLS FIRST, array_position(ARRAY['hoofdvertegenwoordiger', 'bewerker', 'lezer'], part),
		         name COLLATE "nl-x-icu", person`, to)
}
