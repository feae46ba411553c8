package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
)

// A MemberRow is somebody who is a member of an association.
type MemberRow struct {
	Person account.ID
	Name   string
	Part   account.Part
	Since  time.Time
}

// Members returns who is a member of the association now, those who may most first.
func (s Store) Members(ctx context.Context, of association.ID) ([]MemberRow, error) {
	return many[MemberRow](ctx, s, `
		SELECT m.person, p.name, m.part, m.since FROM membership m JOIN person p ON p.id = m.person
		WHERE m.association = $1 AND m.ended_at IS NULL
		ORDER BY array_position(ARRAY['hoofdvertegenwoordiger', 'bewerker', 'lezer'], m.part), p.name COLLATE "nl-x-icu", m.person`, of)
}

// Seats returns the members of the association for their rules. Behind [Tx.LockAssociation] they stay as they are until the end.
func (s Store) Seats(ctx context.Context, of association.ID) (account.Seats, error) {
	return many[account.Seat](ctx, s, seatsOf, of)
}

const seatsOf = `SELECT person, part FROM membership WHERE association = $1 AND ended_at IS NULL ORDER BY person`

// AddMember writes that the person is a member from now on. It is false when they are one already: their part stays as it is.
func (t Tx) AddMember(ctx context.Context, of association.ID, who account.ID, part account.Part, now time.Time) (bool, error) {
	n, err := exec(ctx, t.Store, `
		INSERT INTO membership (association, person, part, since) VALUES ($1, $2, $3, $4)
		ON CONFLICT (association, person) WHERE ended_at IS NULL DO NOTHING`, of, who, part, now)
	return n == 1, err
}

// SetPart writes a member's part.
func (t Tx) SetPart(ctx context.Context, of association.ID, who account.ID, part account.Part) error {
	_, err := exec(ctx, t.Store, `UPDATE membership SET part = $3 WHERE association = $1 AND person = $2 AND ended_at IS NULL`, of, who, part)
	return err
}

// EndMembership writes that the person is a member no more.
func (t Tx) EndMembership(ctx context.Context, of association.ID, who account.ID, now time.Time) error {
	_, err := exec(ctx, t.Store, `UPDATE membership SET ended_at = $3 WHERE association = $1 AND person = $2 AND ended_at IS NULL`, of, who, now)
	return err
}

// LeadAddresses returns where letters to those who speak for the association go.
func (s Store) LeadAddresses(ctx context.Context, of association.ID) ([]account.Email, error) {
	return values[account.Email](ctx, s, `
		SELECT p.email FROM membership m JOIN person p ON p.id = m.person
		WHERE m.association = $1 AND m.part = 'hoofdvertegenwoordiger' AND m.ended_at IS NULL AND p.disabled_at IS NULL AND p.email <> ''
		ORDER BY p.id`, of)
}

// A JoinRequestRow is somebody's question to join an association.
type JoinRequestRow struct {
	ID          account.JoinRequestID
	Association association.ID
	// AssociationName is empty for one that is not verified: who asks does not learn of it.
	AssociationName string
	Person          account.ID
	Name            string
	Email           account.Email
	Why             string
	At              time.Time
}

const joinRequest = `
	SELECT j.id, j.association, CASE WHEN a.standing = 'verified' THEN a.name ELSE '' END AS association_name, j.person, p.name, p.email, j.why, j.at
	FROM join_request j JOIN association a ON a.id = j.association JOIN person p ON p.id = j.person
	WHERE j.state = 'pending'`

// JoinRequests returns who asks to join the association, who waits longest first.
func (s Store) JoinRequests(ctx context.Context, of association.ID) ([]JoinRequestRow, error) {
	return many[JoinRequestRow](ctx, s, joinRequest+` AND j.association = $1 ORDER BY j.at, j.id`, of)
}

// JoinRequestsBy returns what the person asked to join and nobody answered yet.
func (s Store) JoinRequestsBy(ctx context.Context, who account.ID) ([]JoinRequestRow, error) {
	return many[JoinRequestRow](ctx, s, joinRequest+` AND j.person = $1 ORDER BY j.at, j.id`, who)
}

// AssociationsOf returns the names of the associations of which the person is a member.
func (s Store) AssociationsOf(ctx context.Context, who account.ID) ([]string, error) {
	return values[string](ctx, s, `
		SELECT a.name FROM membership m JOIN association a ON a.id = m.association WHERE m.person = $1 AND m.ended_at IS NULL ORDER BY a.id`, who)
}

// AddJoinRequest writes that the person asks to join. It is false when they ask already.
func (t Tx) AddJoinRequest(ctx context.Context, of association.ID, who account.ID, why string, now time.Time) (bool, error) {
	n, err := exec(ctx, t.Store, `
		INSERT INTO join_request (association, person, why, state, at) VALUES ($1, $2, $3, 'pending', $4)
		ON CONFLICT (association, person) WHERE state = 'pending' DO NOTHING`, of, who, why, now)
	return n == 1, err
}

// AnswerJoinRequest writes the answer to a request to join the association, "accepted" or "declined", and returns who asked. It is
// [fault.NotFound] for a request to another association, and for one that was answered.
func (t Tx) AnswerJoinRequest(ctx context.Context, of association.ID, id account.JoinRequestID, state string, now time.Time) (account.ID, error) {
	return value[account.ID](ctx, t.Store, `
		UPDATE join_request SET state = $3, answered_at = $4 WHERE association = $1 AND id = $2 AND state = 'pending' RETURNING person`,
		of, id, state, now)
}

// WithdrawJoinRequest takes back a request of the person's own, and is [fault.NotFound] where they have no such request.
func (t Tx) WithdrawJoinRequest(ctx context.Context, who account.ID, id account.JoinRequestID, now time.Time) (association.ID, error) {
	return value[association.ID](ctx, t.Store, `
		UPDATE join_request SET state = 'withdrawn', answered_at = $3 WHERE person = $1 AND id = $2 AND state = 'pending' RETURNING association`,
		who, id, now)
}

// CloseJoinRequests takes back what the person asked of the association: they became a member in another way.
func (t Tx) CloseJoinRequests(ctx context.Context, of association.ID, who account.ID, now time.Time) error {
	_, err := exec(ctx, t.Store, `
		UPDATE join_request SET state = 'withdrawn', answered_at = $3 WHERE association = $1 AND person = $2 AND state = 'pending'`, of, who, now)
	return err
}

// HoldsPower says whether the person holds the power now, and may sign in.
func (s Store) HoldsPower(ctx context.Context, who account.ID, power account.Part) (bool, error) {
	return value[bool](ctx, s, `
		SELECT EXISTS (SELECT FROM power w JOIN person p ON p.id = w.person WHERE w.person = $1 AND w.power = $2 AND p.disabled_at IS NULL)`, who, power)
}
