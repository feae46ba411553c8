package desk

import (
	"context"
	"errors"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// handled locks a dossier for somebody of the Dienst, who is no member of its association and never was.
func handled(ctx context.Context, tx postgres.Tx, by account.CaseHandler, id grant.ID) (grant.Application, error) {
	a, err := tx.LockDossier(ctx, id)
	if err != nil {
		return a, err
	}
	return a, disinterested(ctx, tx, a.Association, by.By().Person)
}

// AskCompletion opens the named questions of a dossier again for its association, with what is asked after them (see [grant.Terms.Along]), until it
// answers. All members get a letter.
func (d *Desk) AskCompletion(ctx context.Context, by account.CaseHandler, once Once, id grant.ID, r grant.Request) error {
	err := d.actOn(ctx, by, once, id, "application.ask", func(tx postgres.Tx, now time.Time) (string, error) {
		a, err := handled(ctx, tx, by, id)
		if err != nil {
			return "", err
		}
		under, err := tx.Version(ctx, a.Version)
		if err != nil {
			return "", err
		}
		given, err := tx.AnswersOf(ctx, id)
		if err != nil {
			return "", err
		}
		if err := r.Check(a.Status, under.Terms, given, now); err != nil {
			return "", err
		}
		r.Questions = under.Along(r.Questions)
		tx.Note(audit.Detail{Before: a.Status, After: map[string]any{"questions": r.Questions, "due": r.Due.ISO()}, Why: r.Why})
		if err := tx.AddRequest(ctx, id, r, by.By()); err != nil {
			return "", err
		}
		if err := tx.SetStatus(ctx, id, grant.Incomplete); err != nil {
			return "", err
		}
		return ApplicationSubject(id), tellMembers(ctx, tx, a, job.CompletionAsked)
	})
	return err
}

// AnswerCompletion says that the association has completed what was asked. What is still missing in the named questions is [Stopped].
func (d *Desk) AnswerCompletion(ctx context.Context, by account.Contributor, once Once, id grant.ID) error {
	err := d.actOn(ctx, by, once, id, "application.complete", func(tx postgres.Tx, now time.Time) (string, error) {
		a, err := tx.LockApplicationOf(ctx, by.Association, id)
		if err != nil {
			return "", err
		}
		if err := stillWrites(ctx, tx, by.Member); err != nil {
			return "", err
		}
		asked, err := tx.OpenRequest(ctx, id)
		if a.Status != grant.Incomplete || errors.Is(err, fault.NotFound) {
			return "", refuse("", "Er staat geen vraag om aanvulling open.")
		}
		if err != nil {
			return "", err
		}
		c, err := tx.Candidate(ctx, a)
		if err != nil {
			return "", err
		}
		if stops := asked.Stops(c); len(stops) > 0 {
			return "", Stopped(stops)
		}
		frozen, err := c.Freeze(now)
		if err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Before: a.Status, After: map[string]any{"hash": frozen.Hash.String(), "questions": asked.Questions}})
		if err := tx.AnswerRequest(ctx, asked.ID, by.By(), frozen.Text); err != nil {
			return "", err
		}
		if err := tx.SetStatus(ctx, id, grant.Supplemented); err != nil {
			return "", err
		}
		return ApplicationSubject(id), tellStaff(ctx, tx, account.CaseHandlerPart, job.Letter{Purpose: job.CompletionGiven, About: int64(id)})
	})
	return err
}

// BeginChecking says that somebody of the Dienst checks whether a dossier is complete.
func (d *Desk) BeginChecking(ctx context.Context, by account.CaseHandler, once Once, id grant.ID) error {
	err := d.actOn(ctx, by, once, id, "application.check", func(tx postgres.Tx, _ time.Time) (string, error) {
		a, err := handled(ctx, tx, by, id)
		if err != nil {
			return "", err
		}
		if !a.Status.May(grant.Checking) {
			return "", refuse("nakijken", "Dit dossier is al verder, of wacht op de vereniging.")
		}
		tx.Note(audit.Detail{Before: a.Status, After: grant.Checking})
		return ApplicationSubject(id), tx.SetStatus(ctx, id, grant.Checking)
	})
	return err
}
