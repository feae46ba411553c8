package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/account"
)

// A PersonRow is a person as the desk needs them to check what they say they are.
type PersonRow struct {
	ID    account.ID
	Email account.Email
	Name  string
	// Password is an argon2id hash, empty for who was erased.
	Password    string
	ConfirmedAt *time.Time
	DisabledAt  *time.Time
	// TOTPSecret is sealed; nil where no second step is set, which TOTPSetAt tells too. TOTPNext is that of one which was begun: it
	// counts from its first code on, and the other until then.
	TOTPSecret []byte
	TOTPSetAt  *time.Time
	TOTPNext   []byte
	Sample     bool
}

// HasSecond says that the person has a second step.
func (p PersonRow) HasSecond() bool { return p.TOTPSetAt != nil }

const personColumns = `id, email, name, password, confirmed_at, disabled_at, totp_secret, totp_set_at, totp_next, sample`

// PersonByEmail returns who has the address, and [fault.NotFound] where nobody does.
func (s Store) PersonByEmail(ctx context.Context, email account.Email) (PersonRow, error) {
	return one[PersonRow](ctx, s, `SELECT `+personColumns+` FROM person WHERE email = $1 AND email <> ''`, email)
}

// Person returns the person of that number, erased ones too.
func (s Store) Person(ctx context.Context, id account.ID) (PersonRow, error) {
	return one[PersonRow](ctx, s, `SELECT `+personColumns+` FROM person WHERE id = $1`, id)
}

// AddPerson writes a person whose address is not confirmed yet. It is false when the address has an account.
func (t Tx) AddPerson(ctx context.Context, email account.Email, name, password string, sample bool, now time.Time) (account.ID, bool, error) {
	ids, err := values[account.ID](ctx, t.Store, `
		INSERT INTO person (email, name, password, sample, registered_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (email) WHERE email <> '' DO NOTHING RETURNING id`, email, name, password, sample, now)
	if err != nil || len(ids) == 0 {
		return 0, false, err
	}
	return ids[0], true, nil
}

// ConfirmPerson writes down that the person's address is theirs.
func (t Tx) ConfirmPerson(ctx context.Context, id account.ID, now time.Time) error {
	_, err := exec(ctx, t.Store, `UPDATE person SET confirmed_at = coalesce(confirmed_at, $2) WHERE id = $1`, id, now)
	return err
}

// SetPassword writes the hash of a new password.
func (t Tx) SetPassword(ctx context.Context, id account.ID, hash string) error {
	_, err := exec(ctx, t.Store, `UPDATE person SET password = $2 WHERE id = $1 AND email <> ''`, id, hash)
	return err
}

// SetName writes the person's name.
func (t Tx) SetName(ctx context.Context, id account.ID, name string) error {
	_, err := exec(ctx, t.Store, `UPDATE person SET name = $2 WHERE id = $1 AND email <> ''`, id, name)
	return err
}

// SetEmail writes a new address. It is false when somebody else has it by now.
func (t Tx) SetEmail(ctx context.Context, id account.ID, email account.Email) (bool, error) {
	n, err := exec(ctx, t.Store, `
		UPDATE person SET email = $2 WHERE id = $1 AND NOT EXISTS (SELECT FROM person WHERE email = $2 AND id <> $1)`, id, email)
	return n == 1, err
}

// BeginSecond writes the sealed secret of a second step that is begun: it counts from [Tx.SecondSet] on, and what was set before until then.
func (t Tx) BeginSecond(ctx context.Context, id account.ID, sealed []byte) error {
	_, err := exec(ctx, t.Store, `UPDATE person SET totp_next = $2 WHERE id = $1`, id, sealed)
	return err
}

// SecondSet writes down that the second step that was begun with this sealed secret counts from now on. It is false where another was
// begun meanwhile.
func (t Tx) SecondSet(ctx context.Context, id account.ID, sealed []byte, now time.Time) (bool, error) {
	n, err := exec(ctx, t.Store, `
		UPDATE person SET totp_secret = totp_next, totp_next = NULL, totp_set_at = $3, totp_step = 0 WHERE id = $1 AND totp_next = $2`, id, sealed, now)
	return n == 1, err
}

// UseStep writes down that the code of a step was used. It is false when it, or a later one, was used before: a code works once.
func (t Tx) UseStep(ctx context.Context, id account.ID, step int64) (bool, error) {
	n, err := exec(ctx, t.Store, `UPDATE person SET totp_step = $2 WHERE id = $1 AND totp_step < $2`, id, step)
	return n == 1, err
}

// SetRecoveryCodes puts these digests in the place of the person's recovery codes.
func (t Tx) SetRecoveryCodes(ctx context.Context, id account.ID, digests [][]byte) error {
	if _, err := exec(ctx, t.Store, `DELETE FROM recovery_code WHERE person = $1`, id); err != nil {
		return err
	}
	_, err := exec(ctx, t.Store, `INSERT INTO recovery_code (person, hash) SELECT $1, hash FROM unnest($2::bytea[]) AS hash`, id, digests)
	return err
}

// UseRecoveryCode writes down that a code was used. It is false for one that is none of the person's, or was used before.
func (t Tx) UseRecoveryCode(ctx context.Context, id account.ID, digest []byte, now time.Time) (bool, error) {
	n, err := exec(ctx, t.Store, `UPDATE recovery_code SET used_at = $3 WHERE person = $1 AND hash = $2 AND used_at IS NULL`, id, digest, now)
	return n == 1, err
}

// RecoveryCodesLeft returns how many recovery codes the person has not used.
func (s Store) RecoveryCodesLeft(ctx context.Context, id account.ID) (int, error) {
	return value[int](ctx, s, `SELECT count(*) FROM recovery_code WHERE person = $1 AND used_at IS NULL`, id)
}

// Disable keeps a person from signing in, or lets them again.
func (t Tx) Disable(ctx context.Context, id account.ID, disabled bool, now time.Time) error {
	_, err := exec(ctx, t.Store, `
		UPDATE person SET disabled_at = CASE WHEN $2 THEN coalesce(disabled_at, $3) END WHERE id = $1 AND email <> ''`, id, disabled, now)
	return err
}

// IsStaff says whether the person holds a power of the Dienst.
func (s Store) IsStaff(ctx context.Context, id account.ID) (bool, error) {
	return value[bool](ctx, s, `SELECT EXISTS (SELECT FROM power WHERE person = $1)`, id)
}

// A SampleRow is one of the sample city's people, with what they are.
type SampleRow struct {
	ID         account.ID
	Email      account.Email
	Name       string
	TOTPSecret []byte
	// Parts say what the person is, as "hoofdvertegenwoordiger van Rif & Stroom vzw" or "diensthoofd".
	Parts []string
}

// SamplePeople returns the sample city's people in the order in which they were made. A city of its own has none.
func (s Store) SamplePeople(ctx context.Context) ([]SampleRow, error) {
	return many[SampleRow](ctx, s, `
		SELECT p.id, p.email, p.name, CASE WHEN p.totp_set_at IS NOT NULL THEN p.totp_secret END AS totp_secret,
		       ARRAY(SELECT m.part || ' van ' || a.name FROM membership m JOIN association a ON a.id = m.association
		             WHERE m.person = p.id AND m.ended_at IS NULL ORDER BY a.name, a.id)
		       || ARRAY(SELECT power FROM power w WHERE w.person = p.id ORDER BY power)
		       || ARRAY(SELECT 'adviseur' FROM adviser d WHERE d.person = p.id) AS parts
		FROM person p WHERE p.sample AND p.email <> '' ORDER BY p.id`)
}
