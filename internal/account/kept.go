package account

import "time"

// How long the portal keeps what belongs to a person. The page on privacy shows these same constants.
const (
	StaffIdle      = 45 * time.Minute     // a session of staff without a click
	StaffLife      = 12 * time.Hour       // a session of staff from its begin
	MemberIdle     = 12 * time.Hour       // a session of anybody else without a click
	MemberLife     = 14 * 24 * time.Hour  // and from its begin
	ExpiredKept    = 7 * 24 * time.Hour   // an expired session, so that what was typed in it still has an owner
	ParkedKept     = 24 * time.Hour       // what was typed in an expired session
	ConfirmLife    = 24 * time.Hour       // a link that confirms an address
	ResetLife      = time.Hour            // a link that sets a new password
	InviteLife     = 24 * time.Hour       // a link of an invitation; it can be sent again
	InvitationKept = 183 * 24 * time.Hour // an invitation that was not accepted, a question to join that was answered
	AttemptsKept   = 24 * time.Hour       // attempts to sign in, for their limits
	DetailKept     = 183 * 24 * time.Hour // client networks and failed sign-ins in the record
	OnceKept       = 7 * 24 * time.Hour   // the keys of forms that were sent
	LetterKept     = 2 * 24 * time.Hour   // that a letter was sent, and to whom
	UnsentKept     = 7 * 24 * time.Hour   // a letter that could not be delivered
)
