// Package mine draws the pages of somebody who is signed in: their own, and those of the association that they act for.
package mine

import (
	"strconv"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
)

// An AccountPage is what a person's own page shows.
type AccountPage struct {
	Who account.Identity
	// Here is the session of this browser, All are those that live, the last seen first.
	Here account.SessionID
	All  []account.Session
	// CodesLeft is how many recovery codes are not used yet.
	CodesLeft int
	// Keys are those of the forms on the page, one for each session and one more for signing out everywhere.
	Keys map[account.SessionID]string
	Once string
}

func (p AccountPage) others() bool { return len(p.All) > 1 }

// where says from which browser a session is, and whence.
func where(s account.Session) string {
	if s.Network == "" {
		return s.Agent
	}
	return s.Agent + ", netwerk " + s.Network
}

// when says when a session began and was used last.
func when(s account.Session) string {
	return "Begonnen op " + calendar.Moment(s.BeganAt) + ", laatst gebruikt op " + calendar.Moment(s.SeenAt) + "."
}

// A NamePage is the form of a person's name.
type NamePage struct {
	Typed form.Name
	Wrong fault.Fields
	Once  string
}

// An EmailPage is the form of a person's address.
type EmailPage struct {
	Present account.Email
	Typed   form.Email
	Wrong   fault.Fields
	Once    string
}

// A PasswordPage is the form of a person's password.
type PasswordPage struct {
	Shortest int
	Wrong    fault.Fields
	Once     string
}

func passwordHint(shortest int) string {
	return "Minstens " + strconv.Itoa(shortest) + " tekens. Vier losse woorden zijn sterk en goed te onthouden. Plakken mag."
}

// codesLeft says how many recovery codes there are still.
func codesLeft(n int) string {
	switch n {
	case 0:
		return "Je hebt geen herstelcodes meer. Maak er nieuwe: anders raak je zonder je telefoon niet binnen."
	case 1:
		return "Je hebt nog 1 herstelcode."
	}
	return "Je hebt nog " + strconv.Itoa(n) + " herstelcodes."
}
