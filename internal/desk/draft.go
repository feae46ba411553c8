package desk

import (
	"context"
	"fmt"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

// ErrDraft is [fault.Conflict] for who begins an application in a round for which the association has a draft already: ask whether a second one is meant.
var ErrDraft = fmt.Errorf("there is a draft for this round: %w", fault.Conflict)

// BeginDraft begins an application in a round that takes them, for the association that the member acts for, and returns its number. Another says that
// a second draft for the round is meant; without it that is [ErrDraft].
func (d *Desk) BeginDraft(ctx context.Context, by account.Contributor, once Once, round grant.RoundID, another bool) (grant.ID, error) {
	subject, err := d.act(ctx, by, once, "application.begin", func(tx postgres.Tx, now time.Time) (string, error) {
		r, err := tx.Round(ctx, round)
		if err != nil {
			return "", err
		}
		switch {
		case !r.Opened:
			return "", fault.NotFound
		case now.Before(r.OpensAt):
			return "", refuse("", "Deze oproep opent op %s.", calendar.Moment(r.OpensAt))
		case r.StateAt(now) == grant.Closed:
			return "", refuse("", "Deze oproep is gesloten. Je kon indienen tot %s.", r.ClosesOn())
		}
		if err := stillWrites(ctx, tx, by.Member); err != nil {
			return "", err
		}
		version, err := tx.Version(ctx, r.Version)
		if err != nil {
			return "", err
		}
		a, err := tx.LockAssociation(ctx, by.Association)
		if err != nil {
			return "", err
		}
		if !version.Covers(a.Form) {
			return "", refuse("", "%s kan dit niet aanvragen. Het reglement is er voor: %s.", a.Name, strings.TrimSuffix(version.ForWhom, "."))
		}
		if there, err := tx.HasDraft(ctx, by.Association, round); err != nil || there && !another {
			if err == nil {
				err = ErrDraft
			}
			return "", err
		}
		id, err := tx.AddDraft(ctx, by.By(), by.Association, round, r.Version)
		return ApplicationSubject(id), err
	})
	return numberOf[grant.ID](subject), err
}

// DeleteDraft throws a draft away. It can be taken back for [grant.DraftBack].
func (d *Desk) DeleteDraft(ctx context.Context, by account.Contributor, once Once, id grant.ID) error {
	return d.onDraft(ctx, by, once, "application.delete", id, func(tx postgres.Tx, a grant.Application, now time.Time) error {
		if !a.DeletedAt.IsZero() {
			return refuse("", "Dit ontwerp is al weggegooid.")
		}
		return tx.DeleteDraft(ctx, id, now)
	})
}

// TakeBackDraft takes back a draft that was thrown away not longer than [grant.DraftBack] ago.
func (d *Desk) TakeBackDraft(ctx context.Context, by account.Contributor, once Once, id grant.ID) error {
	return d.onDraft(ctx, by, once, "application.take-back", id, func(tx postgres.Tx, a grant.Application, now time.Time) error {
		if a.DeletedAt.IsZero() {
			return refuse("", "Dit ontwerp is niet weggegooid.")
		}
		if now.Sub(a.DeletedAt) > grant.DraftBack {
			return fault.NotFound
		}
		return tx.DeleteDraft(ctx, id, time.Time{})
	})
}

func (d *Desk) onDraft(ctx context.Context, by account.Contributor, once Once, act string, id grant.ID, do func(postgres.Tx, grant.Application, time.Time) error) error {
	err := d.actOn(ctx, by, once, id, act, func(tx postgres.Tx, now time.Time) (string, error) {
		a, err := tx.LockApplicationOf(ctx, by.Association, id)
		if err != nil {
			return "", err
		}
		if err := stillWrites(ctx, tx, by.Member); err != nil {
			return "", err
		}
		if a.Status != grant.Draft {
			return "", refuse("", "Deze aanvraag is al ingediend.")
		}
		return ApplicationSubject(id), do(tx, a, now)
	})
	return err
}
