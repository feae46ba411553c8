package worker

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/job"
	"vriendenstad/internal/link"
	"vriendenstad/internal/mail"
	"vriendenstad/internal/paper"
	"vriendenstad/internal/postgres"
	letters "vriendenstad/templates/mail"
)

// applicationLetters are the letters about an application.
var applicationLetters = map[job.Purpose]bool{
	job.Applied: true, job.SubmitProposed: true, job.Withdrawn: true, job.CompletionAsked: true, job.CompletionGiven: true, job.MessageLeft: true, job.DraftClosing: true,
	job.LateDecided: true,
}

// writeApplication writes a letter about an application, to a member of its association or to staff. One that would say what is not so any more is not
// due: a request that was answered, a message that was read, a draft that was submitted.
func (w *Worker) writeApplication(ctx context.Context, l job.Letter) (letters.Letter, bool, error) {
	f, err := w.set.DB.ApplicationFacts(ctx, l)
	if errors.Is(err, fault.NotFound) {
		return letters.Letter{}, false, nil
	}
	if err != nil {
		return letters.Letter{}, false, err
	}
	write, a := w.writer(), saidOf(l, f)
	member := f.HasAccount && f.ToMember
	staff := f.HasAccount && f.ToStaff && !f.ToMember // their own association is not theirs to handle
	now, kept := w.set.Clock(), f.Status == grant.Draft && !f.Deleted
	draft, admitted := kept && now.Before(f.ClosesAt), kept && !now.Before(f.ClosesAt) && now.Before(f.LateUntil)
	if admitted {
		a.Closes = f.LateUntil
	}
	switch l.Purpose {
	case job.Applied:
		return write.Applied(f.Addressee, a), member && f.Status != grant.Draft && f.Status != grant.Withdrawn, nil
	case job.SubmitProposed:
		return write.SubmitProposed(f.Addressee, f.Person, a), f.HasAccount && f.ToLead && (draft || admitted), nil
	case job.LateDecided:
		if f.LateUntil.IsZero() {
			return write.LateRefused(f.Addressee, a, f.LateAnswer), f.HasAccount && f.ToLead && f.Late && kept && !draft, nil
		}
		return write.LateAdmitted(f.Addressee, a, f.LateUntil, f.LateAnswer), f.HasAccount && f.ToLead && admitted, nil
	case job.Withdrawn:
		if member {
			return write.Withdrawn(f.Addressee, a), f.Status == grant.Withdrawn, nil
		}
		return write.WithdrawnForStaff(f.Addressee, a), staff && f.Status == grant.Withdrawn, nil
	case job.CompletionAsked:
		return write.CompletionAsked(f.Addressee, a), member && !f.Due.IsZero(), nil
	case job.CompletionGiven:
		return write.CompletionGiven(f.Addressee, a), staff && f.Status == grant.Supplemented, nil
	case job.MessageLeft:
		if member {
			return write.MessageLeft(f.Addressee, a), f.UnreadOfStaff > 0, nil
		}
		return write.MessageLeftForStaff(f.Addressee, a), staff && f.UnreadOfMembers > 0, nil
	case job.DraftClosing:
		return write.DraftClosing(f.Addressee, a), member && draft, nil
	}
	return letters.Letter{}, false, errPurpose
}

func saidOf(l job.Letter, f postgres.ApplicationFacts) letters.Application {
	a := letters.Application{ID: grant.ID(l.About), Number: f.Number, Title: f.Title, Of: f.Association, Regulation: f.Regulation, Closes: f.ClosesAt,
		At: f.SubmittedAt, InGrace: f.InGrace, Admission: f.Admission, Hash: f.Hash, Due: f.Due}
	if f.DecisionWithin > 0 {
		a.DecisionBefore = grant.Round{ClosesAt: f.ClosesAt}.LastDay().AddDays(f.DecisionWithin)
	}
	return a
}

// enclosed returns what goes with a letter: the receipt of a submission as PDF, and nothing with any other.
func (w *Worker) enclosed(ctx context.Context, l job.Letter) ([]mail.File, error) {
	if l.Purpose != job.Applied {
		return nil, nil
	}
	id := grant.ID(l.About)
	receipt, err := w.set.DB.Receipt(ctx, id)
	if err != nil {
		return nil, err
	}
	row, err := w.set.DB.Dossier(ctx, id)
	if err != nil {
		return nil, err
	}
	under, err := w.set.DB.Version(ctx, row.Version)
	if err != nil {
		return nil, err
	}
	_, files, err := grant.Thaw(receipt.Frozen)
	if err != nil {
		return nil, err
	}
	pdf, err := paper.WriteReceipt(paper.Receipt{Submission: receipt.Submission, Title: cmp.Or(row.Title, "Aanvraag zonder titel"), Association: row.Applicant,
		Regulation: row.Regulation, Round: row.Call, Version: under.Number, By: receipt.Name, When: calendar.Exactly(receipt.At), Files: files,
		Check: strings.TrimSuffix(w.set.BaseURL, "/") + link.Proof(), Demo: row.Demo})
	if err != nil {
		return nil, err
	}
	return []mail.File{{Name: "ontvangst-" + string(receipt.Number) + ".pdf", MediaType: "application/pdf", Bytes: pdf}}, nil
}
