package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
)

// An InvitationRow is an invitation with the names that go with it.
type InvitationRow struct {
	account.Invitation
	// AssociationName is empty for an invitation to the Dienst or its advisers.
	AssociationName string
	// InvitedByName is empty where that person was erased.
	InvitedByName string
}

const invitation = `
	SELECT i.id, coalesce(i.association, 0) AS association, i.part, i.powers, i.until, i.email, i.state, i.invited_by, i.made_at, i.expires_at, i.sent,
	       coalesce(i.answered_by, 0) AS answered_by, coalesce(a.name, '') AS association_name, coalesce(p.name, '') AS invited_by_name
	FROM invitation i LEFT JOIN association a ON a.id = i.association LEFT JOIN person p ON p.id = i.invited_by`

// Invitation returns the invitation of that number.
func (s Store) Invitation(ctx context.Context, id account.InvitationID) (InvitationRow, error) {
	return one[InvitationRow](ctx, s, invitation+` WHERE i.id = $1`, id)
}

// InvitationByToken returns the invitation of a letter's link, however it stands, and [fault.NotFound] for a link that is none.
func (s Store) InvitationByToken(ctx context.Context, digest []byte) (InvitationRow, error) {
	return one[InvitationRow](ctx, s, invitation+` WHERE i.hash = $1`, digest)
}

// LockInvitation is [Store.InvitationByToken] for who is going to answer: another waits until the transaction has ended.
func (t Tx) LockInvitation(ctx context.Context, digest []byte) (InvitationRow, error) {
	return one[InvitationRow](ctx, t.Store, invitation+` WHERE i.hash = $1 FOR UPDATE OF i`, digest)
}

// LockInvitationToSend is [Store.Invitation] for who is going to send its letter.
func (t Tx) LockInvitationToSend(ctx context.Context, id account.InvitationID) (InvitationRow, error) {
	return one[InvitationRow](ctx, t.Store, invitation+` WHERE i.id = $1 FOR UPDATE OF i`, id)
}

// LockInvitationOf returns an invitation of the association's own for who is going to change it, and [fault.NotFound] where it has no such.
func (t Tx) LockInvitationOf(ctx context.Context, of association.ID, id account.InvitationID) (InvitationRow, error) {
	return one[InvitationRow](ctx, t.Store, invitation+` WHERE i.association = $1 AND i.id = $2 FOR UPDATE OF i`, of, id)
}

// Invitations returns the association's invitations that were not accepted and were made after the moment, the newest first.
func (s Store) Invitations(ctx context.Context, of association.ID, after time.Time) ([]InvitationRow, error) {
	return many[InvitationRow](ctx, s, invitation+`
		WHERE i.association = $1 AND i.made_at > $2 AND i.state <> 'accepted' ORDER BY i.state = 'pending' DESC, i.made_at DESC, i.id DESC`, of, after)
}

// InvitationsTo returns the invitations to an address that can still be answered, the newest first.
func (s Store) InvitationsTo(ctx context.Context, email account.Email, now time.Time) ([]InvitationRow, error) {
	return many[InvitationRow](ctx, s, invitation+`
		WHERE i.email = $1 AND i.state = 'pending' AND i.expires_at > $2 ORDER BY i.made_at DESC, i.id DESC`, email, now)
}

// AddInvitation writes an invitation that begins now. Its link does not work before its letter is sent, see [Tx.DrawInvitation]. It returns
// zero when one to the same association and address is pending.
func (t Tx) AddInvitation(ctx context.Context, i account.Invitation, now time.Time) (account.InvitationID, error) {
	ids, err := values[account.InvitationID](ctx, t.Store, `
		INSERT INTO invitation (association, part, powers, until, email, hash, state, invited_by, made_at, expires_at)
		VALUES (nullif($1::bigint, 0), $2, $3, $4, $5, $6, 'pending', $7, $8, $9)
		ON CONFLICT (association, email) WHERE state = 'pending' AND association IS NOT NULL DO NOTHING RETURNING id`,
		i.Association, i.Part, list(i.Powers), i.Until, i.Email, account.NewToken().Digest(), i.InvitedBy, now, now.Add(account.InviteLife))
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return ids[0], nil
}

// DrawInvitation gives a pending invitation its link, as its letter is sent, and counts its time from then. Another link works no longer.
// It is false for one that is pending no more.
func (t Tx) DrawInvitation(ctx context.Context, id account.InvitationID, digest []byte, now time.Time) (bool, error) {
	n, err := exec(ctx, t.Store, `UPDATE invitation SET hash = $2, expires_at = $3 WHERE id = $1 AND state = 'pending'`, id, digest, now.Add(account.InviteLife))
	return n == 1, err
}

// RenewInvitation makes an invitation pending again and counts that its letter is sent once more. It is false when another to the same
// association and address is pending.
func (t Tx) RenewInvitation(ctx context.Context, id account.InvitationID, now time.Time) (bool, error) {
	n, err := exec(ctx, t.Store, `
		UPDATE invitation i SET state = 'pending', sent = i.sent + 1, expires_at = $2
		WHERE i.id = $1 AND NOT EXISTS (
		    SELECT FROM invitation o WHERE o.association = i.association AND o.email = i.email AND o.state = 'pending' AND o.id <> i.id)`,
		id, now.Add(account.InviteLife))
	return n == 1, err
}

// AnswerInvitation writes how an invitation ended: accepted, declined or withdrawn, by a person, zero for somebody without an account.
func (t Tx) AnswerInvitation(ctx context.Context, id account.InvitationID, state account.InvitationState, by account.ID, now time.Time) error {
	_, err := exec(ctx, t.Store, `
		UPDATE invitation SET state = $2, answered_by = nullif($3::bigint, 0), answered_at = $4 WHERE id = $1`, id, state, by, now)
	return err
}

// An ExpiredInvitation is one that nobody answered in time.
type ExpiredInvitation struct {
	ID account.InvitationID
	// Association is zero for an invitation to the Dienst or its advisers.
	Association association.ID
}

// ExpireInvitations writes down which invitations nobody answered in time, and returns them. It waits for nobody: what another is answering
// is left to the next time.
func (t Tx) ExpireInvitations(ctx context.Context, now time.Time) ([]ExpiredInvitation, error) {
	return many[ExpiredInvitation](ctx, t.Store, `
		UPDATE invitation SET state = 'expired'
		WHERE id IN (SELECT id FROM invitation WHERE state = 'pending' AND expires_at <= $1 ORDER BY id FOR UPDATE SKIP LOCKED)
		RETURNING id, coalesce(association, 0) AS association`, now)
}

// SweepInvitations takes away what was not accepted and what was asked, once it is older than [account.InvitationKept]. It returns how many rows went.
func (t Tx) SweepInvitations(ctx context.Context, now time.Time) (int64, error) {
	before := now.Add(-account.InvitationKept)
	gone, err := exec(ctx, t.Store, `DELETE FROM invitation WHERE state NOT IN ('pending', 'accepted') AND made_at < $1`, before)
	if err != nil {
		return 0, err
	}
	asked, err := exec(ctx, t.Store, `DELETE FROM join_request WHERE state <> 'pending' AND at < $1`, before)
	return gone + asked, err
}
