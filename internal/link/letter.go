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

// DevMail returns the address of the letters of a portal in development.
func DevMail() string { return "/dev/mail" }

// DevLetter returns the address of one of them, by the name of its file.
func DevLetter(name string) string { return DevMail() + "/" + name }
