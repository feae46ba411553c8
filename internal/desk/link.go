package desk

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// A Purpose says what the link of a letter is for.
type Purpose = job.Purpose

// The purposes of links that a page asks after.
const (
	ConfirmLink    = job.Confirm
	ResetLink      = job.Reset
	OldAddressLink = job.AddressOld
	NewAddressLink = job.AddressNew
)

// linkLife says how long the link of a letter works. A purpose that is not here has no link of this kind.
var linkLife = map[job.Purpose]time.Duration{
	job.Confirm: account.ConfirmLife, job.Reset: account.ResetLife, job.AddressOld: account.ConfirmLife, job.AddressNew: account.ConfirmLife,
}

// DrawLink draws the secret of a letter's link as the letter is sent, so that it stands in no job. It is false for a letter that need
// not be sent any more: its person is gone, or was confirmed already. A letter that is tried again may have arrived the first time
// too: both of its links work, until one is used.
func (d *Desk) DrawLink(ctx context.Context, by account.Acting, letter job.Letter) (token account.Token, ok bool, err error) {
	if letter.Purpose == job.Invitation {
		return d.drawInvitation(ctx, by.By().At, account.InvitationID(letter.About))
	}
	life, there := linkLife[letter.Purpose]
	if !there {
		return "", false, nil
	}
	token = account.NewToken()
	err = d.db.InTx(ctx, func(tx postgres.Tx) error {
		person, err := tx.Person(ctx, letter.Person)
		if errors.Is(err, fault.NotFound) || err == nil && person.DisabledAt != nil {
			return nil
		}
		if err != nil {
			return err
		}
		if letter.Purpose == job.Confirm && person.ConfirmedAt != nil {
			return nil
		}
		email := letter.To
		if letter.Words != "" {
			email = account.Email(letter.Words) // a change of address: both links stand for the new one
		}
		ok = true
		now := by.By().At
		return tx.AddLink(ctx, token.Digest(), letter.Purpose, person.ID, email, now, now.Add(life))
	})
	if err != nil || !ok {
		return "", false, err
	}
	return token, true, nil
}

// drawInvitation returns the secret of an invitation's link: the same for each try to send its letter, and another when it is sent once more
// because somebody asked so. It is false for an invitation that is pending no more.
func (d *Desk) drawInvitation(ctx context.Context, now time.Time, id account.InvitationID) (token account.Token, ok bool, err error) {
	err = d.db.InTx(ctx, func(tx postgres.Tx) error {
		i, err := tx.LockInvitationToSend(ctx, id)
		if errors.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		h := hmac.New(sha256.New, d.letters)
		fmt.Fprintf(h, "invitation/%d/%d/%d", i.ID, i.MadeAt.UnixNano(), i.Sent)
		token = account.TokenOf(h.Sum(nil))
		ok, err = tx.DrawInvitation(ctx, id, token.Digest(), now)
		return err
	})
	if err != nil || !ok {
		return "", false, err
	}
	return token, true, nil
}
