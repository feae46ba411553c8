package link

import (
	"strconv"

	"vriendenstad/internal/account"
)

// NewAssociation returns the address of the form that registers an association.
func NewAssociation() string { return MyAssociations() + "/registreren" }

// JoinAssociation returns the address of the page to ask to join an association: with its form where which names one, by its address or its
// number, and with what was looked for.
func JoinAssociation(which, words string) string {
	return with(MyAssociations()+"/lid-worden", "vereniging", which, "q", words)
}

// WithdrawJoin returns where taking back a question to join is sent.
func WithdrawJoin(id account.JoinRequestID) string {
	return JoinAssociation("", "") + "/" + strconv.FormatInt(int64(id), 10) + "/intrekken"
}

// MyProfile returns the address of the form of what the association says of itself.
func MyProfile() string { return MyAssociation() + "/bewerken" }

// MyBank returns the address of the form of the association's account number.
func MyBank() string { return MyAssociation() + "/bank" }

// MyBoard returns the address of the form of the association's board.
func MyBoard() string { return MyAssociation() + "/bestuur" }

// Invite returns the address of the form that invites somebody to the association.
func Invite() string { return MyMembers() + "/uitnodigen" }

// ResendInvitation returns where sending an invitation's letter once more is sent.
func ResendInvitation(id account.InvitationID) string { return invitation(id) + "/opnieuw" }

// WithdrawInvitation returns where withdrawing an invitation is sent.
func WithdrawInvitation(id account.InvitationID) string { return invitation(id) + "/intrekken" }

func invitation(id account.InvitationID) string {
	return MyMembers() + "/uitnodigingen/" + strconv.FormatInt(int64(id), 10)
}

// JoinRequest returns the address of somebody's question to join the association.
func JoinRequest(id account.JoinRequestID) string {
	return MyMembers() + "/vragen/" + strconv.FormatInt(int64(id), 10)
}

// DeclineJoinRequest returns where declining somebody's question is sent.
func DeclineJoinRequest(id account.JoinRequestID) string { return JoinRequest(id) + "/afwijzen" }

// MyMember returns the address of the page of a member of the association.
func MyMember(who account.ID) string { return MyMembers() + "/" + strconv.FormatInt(int64(who), 10) }

// RemoveMember returns the address of the page that asks once whether a member is to be removed.
func RemoveMember(who account.ID) string { return MyMember(who) + "/verwijderen" }

// HandOver returns the address of the page on which another member becomes hoofdvertegenwoordiger.
func HandOver() string { return MyMembers() + "/overdragen" }

// Leave returns the address of the page that asks once whether somebody wants to leave the association.
func Leave() string { return MyMembers() + "/verlaten" }
