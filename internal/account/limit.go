package account

import "time"

// An Attempt is a kind of try that is counted, so that nobody can guess for long.
type Attempt string

// The kinds of attempts.
const (
	SigningIn   Attempt = "sign-in"
	GivingCode  Attempt = "code"
	Resetting   Attempt = "reset"
	Registering Attempt = "register"
	Inviting    Attempt = "invite"
)

// A Limit is how many attempts may be made in a span of time: with one account, and from one client address.
type Limit struct {
	PerAccount, PerClient int
	Within                time.Duration
}

// Limit returns the limit of a kind of attempts.
func (a Attempt) Limit() Limit {
	switch a {
	case SigningIn:
		return Limit{PerAccount: 10, PerClient: 50, Within: 15 * time.Minute}
	case GivingCode:
		return Limit{PerAccount: 6, PerClient: 50, Within: 15 * time.Minute}
	case Resetting:
		return Limit{PerAccount: 4, PerClient: 30, Within: time.Hour}
	case Registering:
		return Limit{PerAccount: 4, PerClient: 20, Within: time.Hour}
	case Inviting:
		return Limit{PerAccount: 20, PerClient: 100, Within: time.Hour}
	}
	return Limit{}
}

// A Hearing says how a session stands at a moment.
type Hearing int

// The hearings.
const (
	NoSession Hearing = iota // nobody: no cookie, an unknown one, or one that was signed out or ended
	HalfWay                  // the password was right, the second step is to come
	SignedIn
	Expired // it came too late; its person is known, for what they typed
)

// Lives says whether a session that began and was seen last at these moments lives on at now.
func Lives(staff bool, began, seen, now time.Time) bool {
	idle, life := MemberIdle, MemberLife
	if staff {
		idle, life = StaffIdle, StaffLife
	}
	return now.Sub(seen) <= idle && now.Sub(began) <= life
}
