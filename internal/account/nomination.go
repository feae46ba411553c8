package account

import (
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
)

// NominationWait is how many days whoever is or was a member of an association has to object to who the Dienst names to speak for it.
const NominationWait = 14

// A Nomination is somebody whom the Dienst is going to make the hoofdvertegenwoordiger of an association.
type Nomination struct {
	Association association.ID
	Person      ID
	Why         string
	AnnouncedBy ID
	AnnouncedAt time.Time
}

// OpensOn returns the day from which the nomination may be carried out: a full [NominationWait] after that of its announcement.
func (n Nomination) OpensOn() calendar.Day {
	return calendar.DayOf(n.AnnouncedAt).AddDays(NominationWait)
}

// CheckOpen refuses to carry the nomination out before its time.
func (n Nomination) CheckOpen(now time.Time) error {
	if calendar.DayOf(now) < n.OpensOn() {
		return refused("", "Dit kan vanaf %v: wie lid is of was, kan tot dan bezwaar maken.", n.OpensOn())
	}
	return nil
}
