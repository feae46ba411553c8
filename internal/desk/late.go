package desk

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// The acts of the late procedure, as the record names them.
const (
	askLateAct    = "application.ask-late"
	admitLateAct  = "application.admit-late"
	refuseLateAct = "application.refuse-late"
)

// AskLate asks, once for a draft, to submit it though its round closed. The head of the Dienst decides; what was asked waits there.
func (d *Desk) AskLate(ctx context.Context, by account.Contributor, once Once, id grant.ID, why string) error {
	return d.actOn(ctx, by, once, id, askLateAct, func(tx postgres.Tx, now time.Time) (string, error) {
		c, err := draftOf(ctx, tx, by, id)
		if err != nil {
			return "", err
		}
		if err := stillWrites(ctx, tx, by.Member); err != nil {
			return "", err
		}
		why, err := c.CheckLate(why, now)
		if err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Why: why})
		return ApplicationSubject(id), tx.AddLate(ctx, id, why, by.By())
	})
}

// AdmitLate lets an association submit a draft that came too late, to the end of a day, with the reason. Everything else that a submission is held against
// still is. Who comes after a colleague gets [Changed].
func (d *Desk) AdmitLate(ctx context.Context, by account.Head, once Once, id grant.ID, last calendar.Day, why string) error {
	return d.decideLate(ctx, by, once, id, admitLateAct, true, last, why)
}

// RefuseLate refuses that, with the reason.
func (d *Desk) RefuseLate(ctx context.Context, by account.Head, once Once, id grant.ID, why string) error {
	return d.decideLate(ctx, by, once, id, refuseLateAct, false, 0, why)
}

func (d *Desk) decideLate(ctx context.Context, by account.Head, once Once, id grant.ID, act string, admit bool, last calendar.Day, why string) error {
	return d.actOn(ctx, by, once, id, act, func(tx postgres.Tx, now time.Time) (string, error) {
		a, err := tx.LockAsked(ctx, id)
		if err != nil {
			return "", err
		}
		if err := disinterested(ctx, tx, a.Association, by.By().Person); err != nil {
			return "", err
		}
		asked, err := tx.LateRequest(ctx, id)
		if err != nil {
			return "", err
		}
		switch {
		case asked.Admitted():
			return "", Changed{By: asked.DecidedName, Act: admitLateAct, At: asked.DecidedAt}
		case asked.Refused():
			return "", Changed{By: asked.DecidedName, Act: refuseLateAct, At: asked.DecidedAt}
		case a.Status != grant.Draft:
			return "", refuse("", "Deze aanvraag is intussen ingediend, met nummer %s.", a.Number)
		case asked.Deleted:
			return "", refuse("", "De vereniging gooide dit ontwerp weg.")
		}
		c, err := tx.Candidate(ctx, a)
		if err != nil {
			return "", err
		}
		why, err := c.CheckDecision(admit, last, why, now)
		if err != nil {
			return "", err
		}
		detail := audit.Detail{Why: why}
		var until time.Time
		if admit {
			until = grant.MidnightAfter(last)
			detail.After = map[string]any{"until": last.ISO()}
		}
		tx.Note(detail)
		if err := tx.DecideLate(ctx, id, until, why, by.By()); err != nil {
			return "", err
		}
		leads, err := tx.LeadAddresses(ctx, a.Association)
		if err != nil {
			return "", err
		}
		return ApplicationSubject(id), tell(ctx, tx, leads, job.Letter{Purpose: job.LateDecided, About: int64(id)})
	})
}
