package link

import (
	"strconv"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
)

// Invitation returns the address of the page on which an invitation is accepted or declined.
func Invitation(token account.Token) string { return "/uitnodiging/" + string(token) }

// MyAssociation returns the address of the profile of the association that is acted for.
func MyAssociation() string { return "/mijn/vereniging" }

// MyMembers returns the address of its members, invitations and requests to join.
func MyMembers() string { return "/mijn/leden" }

// StaffAssociation returns the address of an association as the Dienst sees it.
func StaffAssociation(id association.ID) string {
	return "/beheer/verenigingen/" + strconv.FormatInt(int64(id), 10)
}
