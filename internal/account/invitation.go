package account

import (
	"slices"
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
)

// An InvitationID numbers an invitation. Zero is none.
type InvitationID int64

// An InvitationState says how an invitation stands.
type InvitationState string

// The states. Who was invited answers by accepting or declining; who invited may withdraw; time does the rest.
const (
	InvitationPending   InvitationState = "pending"
	InvitationAccepted  InvitationState = "accepted"
	InvitationDeclined  InvitationState = "declined"
	InvitationWithdrawn InvitationState = "withdrawn"
	InvitationExpired   InvitationState = "expired"
)

// MostSent is how often the letter of one invitation goes out: once, and three times again.
const MostSent = 4

// An Invitation is bound to one address: to an association in a part, to powers of the Dienst, or to a term as adviser. It is to one of the three.
type Invitation struct {
	ID InvitationID
	// Association is zero for an invitation to the Dienst or its advisers; then Part is empty.
	Association association.ID
	Part        Part
	// Powers are those of the Dienst, nil for an invitation to something else.
	Powers []Part
	// Until is the last day of an adviser's term, zero for an invitation to something else.
	Until     calendar.Day
	Email     Email
	State     InvitationState
	InvitedBy ID
	MadeAt    time.Time
	// ExpiresAt is exclusive: at that moment the invitation has expired.
	ExpiresAt time.Time
	// Sent is how often the letter went out.
	Sent int
	// AnsweredBy is who accepted or declined, zero where nobody did, or somebody without an account.
	AnsweredBy ID
}

// StateAt returns how the invitation stands at a moment: what nobody answered in time has expired, whether that was written down or not.
func (i Invitation) StateAt(now time.Time) InvitationState {
	if i.State == InvitationPending && !now.Before(i.ExpiresAt) {
		return InvitationExpired
	}
	return i.State
}

// CheckOpen refuses to answer an invitation that is over, in words for who holds the letter.
func (i Invitation) CheckOpen(now time.Time) error {
	switch i.StateAt(now) {
	case InvitationPending:
		return nil
	case InvitationAccepted:
		return refused("", "Deze uitnodiging is al aanvaard.")
	case InvitationDeclined:
		return refused("", "Deze uitnodiging is afgewezen. Vraag een nieuwe als dat een vergissing was.")
	case InvitationWithdrawn:
		return refused("", "Deze uitnodiging is ingetrokken door wie ze stuurde.")
	}
	return refused("", "Deze uitnodiging is verlopen. Vraag aan wie je uitnodigde om ze opnieuw te sturen.")
}

// CheckFor refuses to let another address than the invited one answer.
func (i Invitation) CheckFor(email Email) error {
	if email != i.Email {
		return refused("", "Deze uitnodiging is voor een ander e-mailadres dan dat waarmee je bent aangemeld.")
	}
	return nil
}

// CheckResend refuses to send the letter once more. What was answered is not sent again, what has expired is.
func (i Invitation) CheckResend(now time.Time) error {
	if state := i.StateAt(now); state != InvitationPending && state != InvitationExpired {
		return i.CheckOpen(now)
	}
	if i.Sent >= MostSent {
		return refused("", "Deze uitnodiging is al %d keer verstuurd. Trek ze in, en kijk het adres na voor je een nieuwe stuurt.", i.Sent)
	}
	return nil
}

// CheckWithdraw refuses to withdraw what was answered or withdrawn.
func (i Invitation) CheckWithdraw(now time.Time) error {
	if state := i.StateAt(now); state != InvitationPending && state != InvitationExpired {
		return i.CheckOpen(now)
	}
	return nil
}

// Granted returns the powers that a person who held some holds after accepting, and refuses what may not be held together.
func (i Invitation) Granted(held []Part) ([]Part, error) {
	all := slices.Clone(held)
	for _, p := range i.Powers {
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	if !Combines(all) {
		return nil, refused("", "Wie beheerder is, heeft geen andere bevoegdheid. Vraag de beheerder om eerst je andere bevoegdheden weg te nemen.")
	}
	return all, nil
}

// A JoinRequestID numbers a request to join an association. Zero is none.
type JoinRequestID int64

// LongestWhy is how long the reason of a request may be, in letters.
const LongestWhy = 1_000
