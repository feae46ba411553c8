package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// A StaffInvitation is what an administrator types to invite somebody: to powers of the Dienst, or to a term as adviser.
type StaffInvitation struct {
	Email string
	// Powers are empty for an adviser, Until is zero for staff.
	Powers []account.Part
	Until  calendar.Day
	// Why is for the record.
	Why string
}

// InviteStaff sends a letter that invites an address to the Dienst or to its advisers. What it gives is given when it is accepted.
func (d *Desk) InviteStaff(ctx context.Context, by account.Administrator, once Once, from Caller, s StaffInvitation) error {
	email, err := account.ParseEmail(s.Email)
	if err := together(beside("email", err), checkOffer(s, by.By().At), checkReason(s.Why)); err != nil {
		return err
	}
	if err := d.try(ctx, account.Inviting, personSubject(by.By().Person), from.Client, from.At); err != nil {
		return err
	}
	_, err = d.act(ctx, by, once, "invitation.make", func(tx postgres.Tx, now time.Time) (string, error) {
		if err := expire(ctx, tx, now); err != nil {
			return "", err
		}
		if err := mayBeInvited(ctx, tx, email, s, now); err != nil {
			return "", err
		}
		i := account.Invitation{Powers: s.Powers, Until: s.Until, Email: email, InvitedBy: by.By().Person}
		if i.ID, err = tx.AddInvitation(ctx, i, now); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{After: detailOf(i), Why: strings.TrimSpace(s.Why)})
		return invitationSubject(i), tx.Enqueue(ctx, job.Letter{Purpose: job.Invitation, To: email, About: int64(i.ID)})
	})
	return err
}

// AlsoWrong returns what is refused of an invitation whose offer could not be read: that, and what is wrong besides.
func AlsoWrong(offer error, email, why string) error {
	_, err := account.ParseEmail(email)
	return together(beside("email", err), offer, checkReason(why))
}

// checkOffer refuses an invitation to nothing, to powers that do not go together, or to a term that is over.
func checkOffer(s StaffInvitation, now time.Time) error {
	if len(s.Powers) > 0 && !s.Until.IsZero() {
		return refuse("tot", "Nodig uit voor de dienst of als adviseur, niet allebei tegelijk.")
	}
	if !s.Until.IsZero() {
		return checkTerm(s.Until, now)
	}
	if len(s.Powers) == 0 {
		return refuse("bevoegdheid", "Kies minstens een bevoegdheid, of geef het einde van de termijn als adviseur.")
	}
	return checkPowers(s.Powers)
}

// mayBeInvited refuses who holds what is offered, may not hold it beside what they hold, or was invited already.
func mayBeInvited(ctx context.Context, tx postgres.Tx, email account.Email, s StaffInvitation, now time.Time) error {
	open, err := tx.InvitationsTo(ctx, email, now)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(open, func(i postgres.InvitationRow) bool { return i.Association == 0 }) {
		return refuse("email", "Er is al een uitnodiging onderweg naar dit adres. Je kunt ze hieronder opnieuw sturen of intrekken.")
	}
	person, err := tx.PersonByEmail(ctx, email)
	if errors.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	found, err := tx.PersonFound(ctx, person.ID)
	if err != nil {
		return err
	}
	if len(found.Powers) > 0 && len(s.Powers) > 0 || !found.AdvisesUntil.IsZero() && !s.Until.IsZero() {
		return refuse("email", "Wie dit adres heeft, werkt hier al. Pas de bevoegdheden aan op de pagina van die persoon.")
	}
	return nil
}

// ResendStaff sends the letter of an invitation to the Dienst once more: its earlier link works no longer, and its time begins anew.
func (d *Desk) ResendStaff(ctx context.Context, by account.Administrator, once Once, from Caller, id account.InvitationID) error {
	if err := d.try(ctx, account.Inviting, personSubject(by.By().Person), from.Client, from.At); err != nil {
		return err
	}
	_, err := d.act(ctx, by, once, "invitation.resend", func(tx postgres.Tx, now time.Time) (string, error) {
		i, err := tx.LockInvitationToDienst(ctx, id)
		if err != nil {
			return "", err
		}
		if err := i.CheckResend(now); err != nil {
			return "", err
		}
		if renewed, err := tx.RenewInvitation(ctx, id, now); err != nil || !renewed {
			return "", orElseRefuse(err, "Er is al een andere uitnodiging onderweg naar dit adres.")
		}
		tx.Note(audit.Detail{After: detailOf(i.Invitation)})
		return invitationSubject(i.Invitation), tx.Enqueue(ctx, job.Letter{Purpose: job.Invitation, To: i.Email, About: int64(id)})
	})
	return err
}

// WithdrawStaff takes back an invitation to the Dienst: its link says so from then on.
func (d *Desk) WithdrawStaff(ctx context.Context, by account.Administrator, once Once, id account.InvitationID) error {
	_, err := d.act(ctx, by, once, "invitation.withdraw", func(tx postgres.Tx, now time.Time) (string, error) {
		i, err := tx.LockInvitationToDienst(ctx, id)
		if err != nil {
			return "", err
		}
		if err := i.CheckWithdraw(now); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Before: detailOf(i.Invitation)})
		return invitationSubject(i.Invitation), tx.AnswerInvitation(ctx, id, account.InvitationWithdrawn, by.By().Person, now)
	})
	return err
}
