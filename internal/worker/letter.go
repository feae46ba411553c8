package worker

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/riverqueue/river"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/mail"
	"vriendenstad/internal/postgres"
	letters "vriendenstad/templates/mail"
)

// sendLetter writes a letter from what is so now, and sends it. One that would say what is not so any more is not sent.
//
// Its id is the job's: a letter that is tried again is the same one to who receives it twice.
func (w *Worker) sendLetter(ctx context.Context, j *river.Job[job.Letter]) error {
	log := w.set.Log.With("letter", j.Args.Purpose, "job", j.ID, "attempt", j.Attempt)
	letter, due, err := w.write(ctx, j.Args)
	if err != nil {
		log.Warn("a letter could not be written", "error", err)
		return err
	}
	if !due {
		log.Info("a letter was not due any more")
		return nil
	}
	files, err := w.enclosed(ctx, j.Args)
	if err != nil {
		log.Warn("a letter could not be written", "error", err)
		return err
	}
	var html strings.Builder
	if err := letter.HTML().Render(ctx, &html); err != nil {
		return fmt.Errorf("draw letter: %w", err)
	}
	err = w.set.Sender.Send(ctx, mail.Message{
		ID:      fmt.Sprintf("letter-%d-%d", j.CreatedAt.Unix(), j.ID),
		At:      j.CreatedAt,
		To:      j.Args.To,
		Subject: letter.Subject,
		Text:    letter.Text(),
		HTML:    html.String(),
		Files:   files,
	})
	switch {
	case err == nil:
		log.Info("a letter was sent")
		return nil
	case errors.Is(err, mail.ErrMessage), errors.Is(err, mail.ErrRefused):
		log.Error("a letter cannot be delivered", "error", err)
		return river.JobCancel(err)
	case j.Attempt >= j.MaxAttempts:
		log.Error("a letter was given up", "error", err)
	default:
		log.Warn("a letter was not sent; it is tried again", "error", err)
	}
	return err
}

// errPurpose is a letter that this program does not know: a newer one wrote it down, and sends it.
var errPurpose = errors.New("no such letter")

// write returns what the letter says now. It is false for one that is not due: whoever it is to or about is gone, or what it would
// tell is so no more.
func (w *Worker) write(ctx context.Context, l job.Letter) (letters.Letter, bool, error) {
	if l.Purpose == job.Invitation {
		return w.writeInvitation(ctx, l)
	}
	if applicationLetters[l.Purpose] {
		return w.writeApplication(ctx, l)
	}
	f, err := w.set.DB.LetterFacts(ctx, l)
	if err != nil {
		return letters.Letter{}, false, err
	}
	switch l.Purpose {
	case job.Confirm, job.Reset, job.AddressOld, job.AddressNew:
		return w.writeLink(ctx, l, f)
	case job.AlreadyRegistered:
		return w.writer().AlreadyRegistered(f.Addressee), f.HasAccount, nil
	case job.ResetUnknown:
		return letters.Letter{}, false, nil
	case job.PasswordChanged:
		return w.writer().PasswordChanged(f.Person), f.There, nil
	case job.SecondChanged:
		return w.writer().SecondChanged(f.Person), f.There, nil
	case job.Erased:
		return w.writer().Erased(), !f.HasAccount, nil
	case job.JoinAnswered:
		return w.writeAnswer(f)
	case job.LeadAnnounced, job.LeadNamed, job.LeadGiven:
		return w.writeLead(ctx, l, f)
	}
	return w.writeAssociation(l, f)
}

// writeLink writes a letter with a secret address, which is drawn for it.
func (w *Worker) writeLink(ctx context.Context, l job.Letter, f postgres.LetterFacts) (letters.Letter, bool, error) {
	if !f.There {
		return letters.Letter{}, false, nil
	}
	token, due, err := w.set.Desk.DrawLink(ctx, w.by(), l)
	if err != nil || !due {
		return letters.Letter{}, false, err
	}
	write := w.writer()
	switch l.Purpose {
	case job.Confirm:
		return write.Confirm(f.Person, token), true, nil
	case job.Reset:
		return write.Reset(f.Person, token), true, nil
	case job.AddressOld:
		return write.OldAddress(f.Person, account.Email(l.Words), token), true, nil
	default:
		return write.NewAddress(f.Person, token), true, nil
	}
}

func (w *Worker) writeInvitation(ctx context.Context, l job.Letter) (letters.Letter, bool, error) {
	i, err := w.set.DB.Invitation(ctx, account.InvitationID(l.About))
	if errors.Is(err, fault.NotFound) || err == nil && i.Email != l.To {
		return letters.Letter{}, false, nil
	}
	if err != nil {
		return letters.Letter{}, false, err
	}
	f, err := w.set.DB.LetterFacts(ctx, job.Letter{Purpose: l.Purpose, To: l.To})
	if err != nil {
		return letters.Letter{}, false, err
	}
	token, due, err := w.set.Desk.DrawLink(ctx, w.by(), l)
	if err != nil || !due {
		return letters.Letter{}, false, err
	}
	to := letters.Invited{By: i.InvitedByName, Association: i.AssociationName, Part: i.Part, Powers: i.Powers, Until: i.Until}
	return w.writer().Invitation(f.Addressee, to, token), true, nil
}

// writeAssociation writes a letter about an association, to those who speak for it, to staff, or to who asked to join it.
func (w *Worker) writeAssociation(l job.Letter, f postgres.LetterFacts) (letters.Letter, bool, error) {
	write, id := w.writer(), association.ID(l.About)
	there := f.HasAccount && f.Association != ""
	switch l.Purpose {
	case job.BankChanged:
		if f.ToStaff {
			return write.BankChanged(f.Addressee, f.Association, f.Person, id), there, nil
		}
		return write.OwnBankChanged(f.Addressee, f.Association, f.Person), there && f.ToMember, nil
	case job.ToVerify:
		if f.Standing == association.Verified {
			return write.ToVerifyFacts(f.Addressee, f.Association, id), there && f.ToStaff && f.Waiting, nil
		}
		return write.ToVerify(f.Addressee, f.Association, id), there && f.ToStaff && f.Standing == association.Registered, nil
	case job.Verified:
		why := f.Reason
		if f.Standing == association.Verified {
			why = l.Words
		}
		told, due := write.Standing(f.Addressee, f.Association, f.Standing, why)
		return told, due && there, nil
	case job.MemberRemoved:
		return write.MemberRemoved(f.Person, f.Association), f.There && !f.IsMember && f.Association != "", nil
	case job.JoinAsked:
		due := there && f.There && f.Join == "pending"
		if f.ToStaff && !f.ToMember {
			return write.JoinAskedOfNobody(f.Addressee, f.Association, f.Person, f.Why, id), due, nil
		}
		return write.JoinAsked(f.Addressee, f.Association, f.Person, f.Why), due && f.ToMember, nil
	}
	return letters.Letter{}, false, fmt.Errorf("%w: %s", errPurpose, l.Purpose)
}

// writeAnswer tells who asked to join what came of it. An association that is not public is named only to its members.
func (w *Worker) writeAnswer(f postgres.LetterFacts) (letters.Letter, bool, error) {
	switch {
	case !f.There:
		return letters.Letter{}, false, nil
	case f.Join == "accepted":
		return w.writer().JoinAccepted(f.Person, f.Association), f.IsMember, nil
	case f.Join == "declined" && f.Standing == association.Verified:
		return w.writer().JoinDeclined(f.Person, f.Association), !f.IsMember, nil
	case f.Join == "declined":
		return w.writer().JoinDeclined(f.Person, ""), !f.IsMember, nil
	}
	return letters.Letter{}, false, nil
}
