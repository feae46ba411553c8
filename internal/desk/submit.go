package desk

import (
	"context"
	"slices"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// A Stopped refuses a submission by the gates that are not passed. It is a refusal of the form, and the page knows where each leads.
type Stopped []grant.Stop

// Error says for the log how many gates are shut.
func (s Stopped) Error() string { return "stopped: " + s[0].Sentence }

// Unwrap says what the form is refused for.
func (s Stopped) Unwrap() error {
	var wrong fault.Fields
	for _, one := range s {
		wrong = append(wrong, fault.Field{Name: one.Field, Sentence: one.Sentence})
	}
	return wrong
}

// Submit submits a draft of the association, with what the hoofdvertegenwoordiger declares (see [grant.Statements]): its answers and attachments are
// frozen, it gets its number, and all members get a letter. What stands in the way is [Stopped], and nothing is changed. The closing of the round is
// read within: an extension that came first counts.
func (d *Desk) Submit(ctx context.Context, by account.Lead, once Once, id grant.ID, declared []string) error {
	err := d.actOn(ctx, by, once, id, "application.submit", func(tx postgres.Tx, now time.Time) (string, error) {
		c, err := draftOf(ctx, tx, by.Contributor, id)
		if err != nil {
			return "", err
		}
		if err := stillLeads(ctx, tx, by); err != nil {
			return "", err
		}
		if stops := c.Stops(now); len(stops) > 0 {
			return "", Stopped(stops)
		}
		if err := grant.CheckStatements(declared); err != nil {
			return "", err
		}
		frozen, err := c.Freeze(now)
		if err != nil {
			return "", err
		}
		came, sent := c.Arrival(now), grant.Submission{Application: id, At: now, Requested: c.Requested(), Frozen: frozen.Text, Hash: frozen.Hash[:]}
		detail := audit.Detail{After: map[string]any{"hash": frozen.Hash.String(), "requested": c.Requested(), "grace": came == grant.InGrace}}
		sent.InGrace = came == grant.InGrace
		if came == grant.Admitted { // the entry of the decision says by whom
			sent.AdmittedUntil = c.Late.Until
			detail.After, detail.Why = map[string]any{"hash": frozen.Hash.String(), "requested": c.Requested(), "grace": false,
				"admitted": c.Late.Until.UTC().Format(time.RFC3339)}, c.Late.Answer
		}
		tx.Note(detail)
		if err := tellMembers(ctx, tx, c.Application, job.Applied); err != nil {
			return "", err
		}
		tx.SubmitLast(by.By(), sent)
		return ApplicationSubject(id), nil
	})
	return err
}

// draftOf locks a draft of the association and returns all that its submission is held against.
func draftOf(ctx context.Context, tx postgres.Tx, by account.Contributor, id grant.ID) (grant.Candidate, error) {
	a, err := tx.LockApplicationOf(ctx, by.Association, id)
	if err != nil {
		return grant.Candidate{}, err
	}
	switch {
	case a.Status != grant.Draft:
		return grant.Candidate{}, refuse("", "Deze aanvraag is al ingediend, met nummer %s.", a.Number)
	case !a.DeletedAt.IsZero():
		return grant.Candidate{}, refuse("", "Dit ontwerp is weggegooid. Haal het terug om het in te dienen.")
	}
	return tx.Candidate(ctx, a)
}

// ProposeSubmission tells those who speak for the association that a member thinks that the draft is ready: once, until somebody writes in it again. What is
// missing in the answers is [Stopped]; what the member cannot mend, like an association that was not verified yet, is not.
func (d *Desk) ProposeSubmission(ctx context.Context, by account.Contributor, once Once, id grant.ID) error {
	err := d.actOn(ctx, by, once, id, "application.propose", func(tx postgres.Tx, now time.Time) (string, error) {
		c, err := draftOf(ctx, tx, by, id)
		if err != nil {
			return "", err
		}
		if err := stillWrites(ctx, tx, by.Member); err != nil {
			return "", err
		}
		stops := slices.DeleteFunc(c.Stops(now), func(s grant.Stop) bool { return s.Gate == grant.AssociationGate || s.Gate == grant.ReportGate })
		if len(stops) > 0 {
			return "", Stopped(stops)
		}
		if _, before, err := tx.Proposal(ctx, id); err != nil || !before.IsZero() && !before.Before(c.SavedAt) {
			return ApplicationSubject(id), err // they know, and nothing was written since
		}
		leads, err := tx.LeadAddresses(ctx, by.Association)
		if err != nil {
			return "", err
		}
		if err := tell(ctx, tx, leads, job.Letter{Purpose: job.SubmitProposed, Person: by.By().Person, About: int64(id)}); err != nil {
			return "", err
		}
		return ApplicationSubject(id), tx.ProposeSubmission(ctx, id, by.By())
	})
	return err
}

// Withdraw takes an application back that the college did not decide on yet. It keeps its number.
func (d *Desk) Withdraw(ctx context.Context, by account.Lead, once Once, id grant.ID) error {
	err := d.actOn(ctx, by, once, id, "application.withdraw", func(tx postgres.Tx, _ time.Time) (string, error) {
		a, err := tx.LockApplicationOf(ctx, by.Association, id)
		if err != nil {
			return "", err
		}
		if err := stillLeads(ctx, tx, by); err != nil {
			return "", err
		}
		if !a.Status.Withdrawable() {
			return "", refuse("", "Deze aanvraag kun je niet meer intrekken.")
		}
		tx.Note(audit.Detail{Before: a.Status, After: grant.Withdrawn})
		if err := tx.SetStatus(ctx, id, grant.Withdrawn); err != nil {
			return "", err
		}
		if err := tellMembers(ctx, tx, a, job.Withdrawn); err != nil {
			return "", err
		}
		return ApplicationSubject(id), tellStaff(ctx, tx, account.CaseHandlerPart, job.Letter{Purpose: job.Withdrawn, About: int64(id)})
	})
	return err
}

// tellMembers sends a letter about an application to all members of its association.
func tellMembers(ctx context.Context, tx postgres.Tx, a grant.Application, purpose job.Purpose) error {
	all, err := tx.MemberAddresses(ctx, a.Association)
	if err != nil {
		return err
	}
	return tell(ctx, tx, all, job.Letter{Purpose: purpose, About: int64(a.ID)})
}
