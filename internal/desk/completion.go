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

// AskCompletion opens the named questions of a dossier again for its association, until it answers. All members get a letter.
func (d *Desk) AskCompletion(ctx context.Context, by account.CaseHandler, once Once, id grant.ID, r grant.Request) error {
	_, err := d.act(ctx, by, once, "application.ask", func(tx postgres.Tx, now time.Time) (string, error) {
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
	_, err := d.act(ctx, by, once, "application.complete", func(tx postgres.Tx, now time.Time) (string, error) {
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
		if err := tx.AnswerRequest(ctx, asked.ID, by.By()); err != nil {
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
	_, err := d.act(ctx, by, once, "application.check", func(tx postgres.Tx, _ time.Time) (string, error) {
		a, err := handled(ctx, tx, by, id)
		if err != nil {
			return "", err
		}
		if !a.Status.May(grant.Checking) {
			return "", refuse("", "Dit dossier is al verder, of wacht op de vereniging.")
		}
		tx.Note(audit.Detail{Before: a.Status, After: grant.Checking})
		return ApplicationSubject(id), tx.SetStatus(ctx, id, grant.Checking)
	})
	return err
}

// WriteMessage writes to the Dienst about an application that was submitted. The words stand in the dossier, not in the letter.
func (d *Desk) WriteMessage(ctx context.Context, by account.Contributor, once Once, id grant.ID, words string) error {
	words, err := grant.CheckMessage(words)
	if err != nil {
		return err
	}
	_, err = d.act(ctx, by, once, "application.write", func(tx postgres.Tx, _ time.Time) (string, error) {
		a, err := tx.LockApplicationOf(ctx, by.Association, id)
		if err != nil {
			return "", err
		}
		if err := stillWrites(ctx, tx, by.Member); err != nil {
			return "", err
		}
		if a.Status == grant.Draft {
			return "", refuse("", "Een bericht kan zodra de aanvraag ingediend is.")
		}
		return ApplicationSubject(id), leave(ctx, tx, a, false, by.By(), words)
	})
	return err
}

// AnswerMessage writes to the association of a dossier.
func (d *Desk) AnswerMessage(ctx context.Context, by account.CaseHandler, once Once, id grant.ID, words string) error {
	words, err := grant.CheckMessage(words)
	if err != nil {
		return err
	}
	_, err = d.act(ctx, by, once, "application.reply", func(tx postgres.Tx, _ time.Time) (string, error) {
		a, err := handled(ctx, tx, by, id)
		if err != nil {
			return "", err
		}
		return ApplicationSubject(id), leave(ctx, tx, a, true, by.By(), words)
	})
	return err
}

// leave writes a message and a letter that it is there: one letter for all messages that the other side did not read yet.
func leave(ctx context.Context, tx postgres.Tx, a grant.Application, staff bool, by account.By, words string) error {
	waiting, err := tx.Unread(ctx, a.ID, staff)
	if err != nil {
		return err
	}
	if _, err := tx.AddMessage(ctx, a.ID, staff, by, words); err != nil || waiting > 0 {
		return err
	}
	if staff {
		return tellMembers(ctx, tx, a, job.MessageLeft)
	}
	return tellStaff(ctx, tx, account.CaseHandlerPart, job.Letter{Purpose: job.MessageLeft, About: int64(a.ID)})
}

// ReadMessages says that the association has the messages of the Dienst on a page before it. It is no act: nothing is decided by it.
func (d *Desk) ReadMessages(ctx context.Context, by account.Member, id grant.ID) error {
	return d.db.InTx(ctx, func(tx postgres.Tx) error {
		a, err := tx.ApplicationOf(ctx, by.Association, id)
		if err != nil {
			return err
		}
		return tx.MarkRead(ctx, a.ID, true, by.By().At)
	})
}

// ReadLetters says the same of the Dienst and the messages of an association.
func (d *Desk) ReadLetters(ctx context.Context, by account.CaseHandler, id grant.ID) error {
	return d.db.InTx(ctx, func(tx postgres.Tx) error { return tx.MarkRead(ctx, id, false, by.By().At) })
}
