// Package job names what can be done later. A job holds arguments only, and nothing secret: its row stands in the database
// for days. Who carries it out is package worker.
package job

import "vriendenstad/internal/account"

// A Purpose says which letter is to be written.
type Purpose string

// The letters. Those marked link carry a secret address, which is drawn when the letter is sent and never stands in a job.
const (
	Confirm           Purpose = "confirm"            // link: confirm the address of a new account
	AlreadyRegistered Purpose = "already-registered" // somebody tried to register an address that has an account
	Reset             Purpose = "reset"              // link: a new password
	ResetUnknown      Purpose = "reset-unknown"      // asked for an address without an account: no letter goes out
	AddressOld        Purpose = "address-old"        // link: agree, at the old address, to change it
	AddressNew        Purpose = "address-new"        // link: confirm the new address
	PasswordChanged   Purpose = "password-changed"
	SecondChanged     Purpose = "second-changed"
	Invitation        Purpose = "invitation"       // link: to join an association, the Dienst, or its advisers; about the invitation
	BankChanged       Purpose = "bank-changed"     // to staff, about the association; Person changed it
	ToVerify          Purpose = "to-verify"        // to staff: an association waits to be verified
	Verified          Purpose = "verified"         // to the association: where it stands now; the words say why what is new was not taken over
	MemberRemoved     Purpose = "member-removed"   // to Person, about the association
	JoinAsked         Purpose = "join-asked"       // to a hoofdvertegenwoordiger, about the association; Person asks, in these words
	JoinAnswered      Purpose = "join-answered"    // to Person, about the association
	LeadAnnounced     Purpose = "lead-announced"   // to who is or was a member, about the association: the Dienst will make Person speak for it, for these words
	LeadNamed         Purpose = "lead-named"       // to who speaks for the association: Person does too now
	LeadGiven         Purpose = "lead-given"       // to who was made to speak for the association by Person, who did so before
	Applied           Purpose = "applied"          // to a member, about the application: it was submitted
	SubmitProposed    Purpose = "submit-proposed"  // to a hoofdvertegenwoordiger, about the application: Person proposes to submit it
	Withdrawn         Purpose = "withdrawn"        // to a member or staff, about the application
	CompletionAsked   Purpose = "completion-asked" // to a member, about the application
	CompletionGiven   Purpose = "completion-given" // to staff, about the application
	MessageLeft       Purpose = "message-left"     // to a member or staff, about the application: the other side wrote
	LateDecided       Purpose = "late-decided"     // to a hoofdvertegenwoordiger, about the application: whether it may be submitted after the closing
	DraftClosing      Purpose = "draft-closing"    // to a member, about the application: the round of a draft closes soon
	Erased            Purpose = "erased"           // to the address that was erased
)

// A Letter is a message to one address, to be written and sent.
type Letter struct {
	Purpose Purpose `json:"purpose"`
	// Person is whom the letter is about, zero for nobody.
	Person account.ID    `json:"person,omitempty"`
	To     account.Email `json:"to"`
	// About is the number of what else the letter is about: an association, an invitation; zero for nothing.
	About int64 `json:"about,omitempty"`
	// Words are what somebody wrote to be read in the letter: a reason; empty for none.
	Words string `json:"words,omitempty"`
}

// Kind names letters in the queue.
func (Letter) Kind() string { return "letter" }
