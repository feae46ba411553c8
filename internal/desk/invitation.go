package desk

import (
	"context"
	"errors"
	"strconv"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// An invitationDetail is what the record tells of an invitation. The address is not in it: that stands with the invitation, and goes with it.
type invitationDetail struct {
	Invitation account.InvitationID `json:"invitation"`
	Part       account.Part         `json:"part,omitempty"`
	Powers     []account.Part       `json:"powers,omitempty"`
	Until      string               `json:"until,omitempty"`
}

func detailOf(i account.Invitation) invitationDetail {
	return invitationDetail{Invitation: i.ID, Part: i.Part, Powers: i.Powers, Until: i.Until.ISO()}
}

// invitationSubject is the association that an invitation is to, or the invitation itself.
func invitationSubject(i account.Invitation) string {
	if i.Association != 0 {
		return associationSubject(i.Association)
	}
	return "invitation/" + strconv.FormatInt(int64(i.ID), 10)
}

// Invite sends a letter that invites an address to the association, in a part.
func (d *Desk) Invite(ctx context.Context, by account.Lead, once Once, from Caller, typed string, part account.Part) error {
	email, err := account.ParseEmail(typed)
	if err != nil {
		err = refuse("email", "%s.", err)
	}
	if err := together(err, account.CheckMemberPart(part)); err != nil {
		return err
	}
	if err := d.tryInviting(ctx, by, from); err != nil {
		return err
	}
	return d.atTable(ctx, by, once, "invitation.make", func(tx postgres.Tx, seats account.Seats, now time.Time) error {
		if err := expire(ctx, tx, now); err != nil {
			return err
		}
		person, err := tx.PersonByEmail(ctx, email)
		if err != nil && !errors.Is(err, fault.NotFound) {
			return err
		}
		if _, member := seats.Of(person.ID); member {
			return refuse("email", "Wie dit adres heeft, is al lid van jullie vereniging.")
		}
		i := account.Invitation{Association: by.Association, Part: part, Email: email, InvitedBy: by.By().Person}
		if i.ID, err = tx.AddInvitation(ctx, i, now); err != nil {
			return err
		}
		if i.ID == 0 {
			return refuse("email", "Er is al een uitnodiging onderweg naar dit adres. Je kunt ze hieronder opnieuw sturen of intrekken.")
		}
		tx.Note(audit.Detail{After: detailOf(i)})
		return tx.Enqueue(ctx, job.Letter{Purpose: job.Invitation, To: email, About: int64(i.ID)})
	})
}

func (d *Desk) tryInviting(ctx context.Context, by account.Lead, from Caller) error {
	return d.try(ctx, account.Inviting, associationSubject(by.Association), from.Client, from.At)
}

// Resend sends the letter of an invitation once more: its earlier link works no longer, and its time begins anew.
func (d *Desk) Resend(ctx context.Context, by account.Lead, once Once, from Caller, id account.InvitationID) error {
	if err := d.tryInviting(ctx, by, from); err != nil {
		return err
	}
	return d.atTable(ctx, by, once, "invitation.resend", func(tx postgres.Tx, seats account.Seats, now time.Time) error {
		i, err := tx.LockInvitationOf(ctx, by.Association, id)
		if err != nil {
			return err
		}
		if err := i.CheckResend(now); err != nil {
			return err
		}
		if renewed, err := tx.RenewInvitation(ctx, id, now); err != nil || !renewed {
			return orElseRefuse(err, "Er is al een andere uitnodiging onderweg naar dit adres.")
		}
		tx.Note(audit.Detail{After: detailOf(i.Invitation)})
		return tx.Enqueue(ctx, job.Letter{Purpose: job.Invitation, To: i.Email, About: int64(id)})
	})
}

func orElseRefuse(err error, sentence string) error {
	if err != nil {
		return err
	}
	return refuse("", sentence)
}

// WithdrawInvitation takes back an invitation of the association's: its link says so from then on.
func (d *Desk) WithdrawInvitation(ctx context.Context, by account.Lead, once Once, id account.InvitationID) error {
	return d.atTable(ctx, by, once, "invitation.withdraw", func(tx postgres.Tx, _ account.Seats, now time.Time) error {
		i, err := tx.LockInvitationOf(ctx, by.Association, id)
		if err != nil {
			return err
		}
		if err := i.CheckWithdraw(now); err != nil {
			return err
		}
		tx.Note(audit.Detail{Before: detailOf(i.Invitation)})
		return tx.AnswerInvitation(ctx, id, account.InvitationWithdrawn, by.By().Person, now)
	})
}

// errDone rolls back an act that was done before, by the same person: it is no refusal.
var errDone = errors.New("done before")

// AcceptInvitation makes who was invited what they were invited to be, and returns the invitation. It is for the person with the invited address
// alone. Accepting what one accepted before does nothing. It is [fault.NotFound] for a link that is none.
//
// Powers of the Dienst and a term as adviser come with new sessions: all of the person's end.
func (d *Desk) AcceptInvitation(ctx context.Context, by account.Person, once Once, token account.Token) (postgres.InvitationRow, error) {
	self := by.By().Person
	var i postgres.InvitationRow
	_, err := d.act(ctx, by, once, "invitation.accept", func(tx postgres.Tx, now time.Time) (string, error) {
		person, err := tx.Person(ctx, self)
		if err != nil {
			return "", err
		}
		if i, err = lockInvitation(ctx, tx, token); err != nil {
			return "", err
		}
		if err := i.CheckFor(person.Email); err != nil {
			return "", err
		}
		if i.State == account.InvitationAccepted && i.AnsweredBy == self {
			return "", acceptedBefore(ctx, tx, i.Invitation)
		}
		if err := i.CheckOpen(now); err != nil {
			return "", err
		}
		if err := accept(ctx, tx, i, self, now); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{About: []account.ID{self}, After: detailOf(i.Invitation)})
		return invitationSubject(i.Invitation), tx.AnswerInvitation(ctx, i.ID, account.InvitationAccepted, self, now)
	})
	if errors.Is(err, errDone) {
		err = nil
	}
	return i, err
}

// lockInvitation locks the association first, as all changes of its members do, and then the invitation.
func lockInvitation(ctx context.Context, tx postgres.Tx, token account.Token) (postgres.InvitationRow, error) {
	i, err := tx.InvitationByToken(ctx, token.Digest())
	if err != nil {
		return i, err
	}
	if i.Association != 0 {
		if _, err := tx.LockAssociation(ctx, i.Association); err != nil {
			return i, err
		}
	}
	return tx.LockInvitation(ctx, token.Digest())
}

// acceptedBefore is [errDone], unless the person was removed since: an old letter does not bring them back.
func acceptedBefore(ctx context.Context, tx postgres.Tx, i account.Invitation) error {
	if i.Association == 0 {
		return errDone
	}
	seats, err := tx.Seats(ctx, i.Association)
	if err != nil {
		return err
	}
	if _, member := seats.Of(i.AnsweredBy); member {
		return errDone
	}
	return refuse("", "Deze uitnodiging is al gebruikt. Vraag een nieuwe.")
}

func accept(ctx context.Context, tx postgres.Tx, i postgres.InvitationRow, self account.ID, now time.Time) error {
	if i.Association == 0 {
		return acceptDienst(ctx, tx, i.Invitation, self, now)
	}
	isNew, err := tx.AddMember(ctx, i.Association, self, i.Part, now)
	if err != nil {
		return err
	}
	if !isNew {
		return refuse("", "Je bent al lid van %s. Deze uitnodiging is niet meer nodig.", i.AssociationName)
	}
	return tx.CloseJoinRequests(ctx, i.Association, self, now)
}

// acceptDienst gives the powers or the term of an invitation by an administrator, who must be one still.
func acceptDienst(ctx context.Context, tx postgres.Tx, i account.Invitation, self account.ID, now time.Time) error {
	if err := tx.LockStaff(ctx); err != nil {
		return err
	}
	administers, err := tx.HoldsPower(ctx, i.InvitedBy, account.AdministratorPart)
	if err != nil {
		return err
	}
	if !administers {
		return refuse("", "Wie je uitnodigde, is geen beheerder meer. Vraag een nieuwe uitnodiging aan de dienst.")
	}
	if !i.Until.IsZero() {
		err = tx.SetAdviser(ctx, self, i.Until)
	} else {
		err = acceptPowers(ctx, tx, i, self, now)
	}
	if err != nil {
		return err
	}
	_, err = tx.EndSessions(ctx, self, 0, now)
	return err
}

func acceptPowers(ctx context.Context, tx postgres.Tx, i account.Invitation, self account.ID, now time.Time) error {
	person, err := tx.PersonFound(ctx, self)
	if err != nil {
		return err
	}
	powers, err := i.Granted(person.Powers)
	if err != nil {
		return err
	}
	return tx.SetPowers(ctx, self, powers, account.By{Person: i.InvitedBy, At: now})
}

// DeclineInvitation says no to an invitation. Somebody without an account may, by the letter alone; who is signed in with another address may not.
func (d *Desk) DeclineInvitation(ctx context.Context, who account.Acting, once Once, token account.Token) error {
	by := who.By()
	_, err := d.act(ctx, who, once, "invitation.decline", func(tx postgres.Tx, now time.Time) (string, error) {
		i, err := lockInvitation(ctx, tx, token)
		if err != nil {
			return "", err
		}
		if by.Person != 0 {
			person, err := tx.Person(ctx, by.Person)
			if err != nil {
				return "", err
			}
			if err := i.CheckFor(person.Email); err != nil {
				return "", err
			}
		}
		if err := i.CheckOpen(now); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Before: detailOf(i.Invitation)})
		return invitationSubject(i.Invitation), tx.AnswerInvitation(ctx, i.ID, account.InvitationDeclined, by.Person, now)
	})
	return err
}

// expire writes down, in the record too, which invitations nobody answered in time.
func expire(ctx context.Context, tx postgres.Tx, now time.Time) error {
	late, err := tx.ExpireInvitations(ctx, now)
	if err != nil {
		return err
	}
	for _, one := range late {
		i := account.Invitation{ID: one.ID, Association: one.Association}
		if _, err := tx.AddEntry(ctx, account.By{At: now}, "invitation.expire", invitationSubject(i), &audit.Detail{Before: detailOf(i)}); err != nil {
			return err
		}
	}
	return nil
}
