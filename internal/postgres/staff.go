package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
)

// PersonFound is a person as administrators find them.
type PersonFound struct {
	ID           account.ID
	Name         string
	Email        account.Email
	RegisteredAt time.Time
	ConfirmedAt  *time.Time
	DisabledAt   *time.Time
	ErasedAt     *time.Time
	HasSecond    bool
	Powers       []account.Part
	AdvisesUntil calendar.Day
	Associations []string
	// AskedErasureAt is when the person asked to be erased, nil where they did not.
	AskedErasureAt *time.Time
}

const personFound = `
	SELECT p.id, p.name, p.email, p.registered_at, p.confirmed_at, p.disabled_at, p.erased_at, p.totp_set_at IS NOT NULL AS has_second,
	       ARRAY(SELECT power FROM power w WHERE w.person = p.id ORDER BY power) AS powers,
	       (SELECT until FROM adviser d WHERE d.person = p.id) AS advises_until,
	       ARRAY(SELECT a.name FROM membership m JOIN association a ON a.id = m.association
	             WHERE m.person = p.id AND m.ended_at IS NULL ORDER BY a.name, a.id) AS associations,
	       (SELECT asked_at FROM erasure_request e WHERE e.person = p.id AND e.confirmed_at IS NULL) AS asked_erasure_at
	FROM person p`

// FindPeople returns the people whose name or address holds the text, and all of staff where it is empty: at most so many, by name.
func (s Store) FindPeople(ctx context.Context, text string, most int) ([]PersonFound, error) {
	return many[PersonFound](ctx, s, personFound+`
		WHERE CASE WHEN $1 = '' THEN EXISTS (SELECT FROM power w WHERE w.person = p.id) OR EXISTS (SELECT FROM adviser d WHERE d.person = p.id)
		           ELSE position(lower(unaccent($1)) IN lower(unaccent(p.name || ' ' || p.email))) > 0 END
		ORDER BY p.name COLLATE "nl-x-icu", p.id LIMIT $2`, text, most)
}

// PersonFound returns one person as administrators find them.
func (s Store) PersonFound(ctx context.Context, id account.ID) (PersonFound, error) {
	return one[PersonFound](ctx, s, personFound+` WHERE p.id = $1`, id)
}

// staffLock makes changes of what people may do at the Dienst wait for each other.
const staffLock = 0x57AF

// LockStaff waits until nobody else changes what people may do at the Dienst, and makes others wait until the transaction has ended.
func (t Tx) LockStaff(ctx context.Context) error {
	_, err := exec(ctx, t.Store, `SELECT pg_advisory_xact_lock($1)`, staffLock)
	return err
}

// SetPowers puts these powers in the place of those that the person held. The database refuses the administrator's beside another.
func (t Tx) SetPowers(ctx context.Context, of account.ID, powers []account.Part, by account.By) error {
	if _, err := exec(ctx, t.Store, `DELETE FROM power WHERE person = $1 AND NOT power = ANY($2)`, of, list(powers)); err != nil {
		return err
	}
	_, err := exec(ctx, t.Store, `
		INSERT INTO power (person, power, given_by, given_at) SELECT $1, power, $3, $4 FROM unnest($2::text[]) AS power
		ON CONFLICT (person, power) DO NOTHING`, of, list(powers), by.Person, by.At)
	return err
}

// SetAdviser makes the person an adviser until the day, or no adviser where it is zero.
func (t Tx) SetAdviser(ctx context.Context, of account.ID, until calendar.Day) error {
	if until.IsZero() {
		_, err := exec(ctx, t.Store, `DELETE FROM adviser WHERE person = $1`, of)
		return err
	}
	_, err := exec(ctx, t.Store, `
		INSERT INTO adviser (person, until) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET until = excluded.until`, of, until)
	return err
}

// Administrators counts who can keep people and powers: the last one is not taken away.
func (t Tx) Administrators(ctx context.Context, but account.ID) (int, error) {
	// Two who go at once wait for each other here: each would otherwise count the other.
	if _, err := exec(ctx, t.Store, `SELECT pg_advisory_xact_lock($1)`, administratorsLock); err != nil {
		return 0, err
	}
	return value[int](ctx, t.Store, `
		SELECT count(*) FROM power w JOIN person p ON p.id = w.person
		WHERE w.power = 'beheerder' AND p.disabled_at IS NULL AND p.id <> $1`, but)
}

// administratorsLock is the advisory lock of who counts the administrators to take one away.
const administratorsLock = 0xAD317

// ErasuresWaiting returns the people who asked to be erased, the ones that wait longest first.
func (s Store) ErasuresWaiting(ctx context.Context) ([]PersonFound, error) {
	return many[PersonFound](ctx, s, personFound+`
		JOIN erasure_request r ON r.person = p.id AND r.confirmed_at IS NULL ORDER BY r.asked_at`)
}

// InvitationsToDienst returns the invitations to the Dienst and its advisers that were not accepted and were made after the moment: the
// ones that can still be answered first, the newest first.
func (s Store) InvitationsToDienst(ctx context.Context, after time.Time) ([]InvitationRow, error) {
	return many[InvitationRow](ctx, s, invitation+`
		WHERE i.association IS NULL AND i.made_at > $1 AND i.state <> 'accepted' ORDER BY i.state = 'pending' DESC, i.made_at DESC, i.id DESC`, after)
}

// LockInvitationToDienst returns an invitation to the Dienst or its advisers for who is going to change it, and [fault.NotFound] for one to an
// association.
func (t Tx) LockInvitationToDienst(ctx context.Context, id account.InvitationID) (InvitationRow, error) {
	return one[InvitationRow](ctx, t.Store, invitation+` WHERE i.association IS NULL AND i.id = $1 FOR UPDATE OF i`, id)
}
