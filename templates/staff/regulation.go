package staff

import (
	"strconv"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
)

// grantWays are the parts of the pages of rounds and regulations, in their order.
func grantWays() []Tab {
	return []Tab{{Key: link.StaffRounds(), Label: "Oproepen"}, {Key: link.StaffRegulations(), Label: "Reglementen"}}
}

// A VersionView is a version with who drafted and published it; the names are empty for the program and for who was erased.
type VersionView struct {
	grant.Version
	DraftedBy, PublishedBy string
	DraftedAt              time.Time
	// PublishedAt is nil for a draft.
	PublishedAt *time.Time
}

// RegulationsPage is the list of regulations.
type RegulationsPage struct {
	Rows []RegulationRow
	// Drafts says whether this person may begin one.
	Drafts bool
}

// A RegulationRow is a regulation in the list: its last version, and the number of the one in force, zero for none.
type RegulationRow struct {
	Last    grant.Version
	InForce int
}

// RegulationPage is one regulation with its versions and its rounds.
type RegulationPage struct {
	// Versions are the latest first; the first may be a draft.
	Versions []VersionView
	Rounds   []RoundView
	Now      time.Time
	// Drafts and Heads say what this person may do.
	Drafts, Heads bool
	Trail         []Entry
}

// shown is the version that is in force, or the last one while none is.
func (p RegulationPage) shown() VersionView {
	for _, v := range p.Versions {
		if v.Published && v.InForce.Holds(calendar.DayOf(p.Now)) {
			return v
		}
	}
	return p.Versions[0]
}

// draft is the version that nobody published yet, nil where there is none.
func (p RegulationPage) draft() *VersionView {
	if p.Versions[0].Published {
		return nil
	}
	return &p.Versions[0]
}

// standing says where a version stands: in force, to come, over, or a draft.
func (v VersionView) standing(now time.Time) (label, tone string) {
	today := calendar.DayOf(now)
	switch {
	case !v.Published:
		return "Ontwerp", "tag tag--busy"
	case v.InForce.Holds(today):
		return "Geldt nu", "tag tag--good"
	case v.InForce.First > today:
		return "Geldt straks", "tag tag--busy"
	}
	return "Voorbij", "tag"
}

// inForce writes from when until when a version counts.
func inForce(v grant.Version) string {
	if v.InForce.Last.IsZero() {
		return "vanaf " + v.InForce.First.String()
	}
	return v.InForce.First.String() + " tot en met " + v.InForce.Last.String()
}

// published says who published a version and when.
func (v VersionView) published() string {
	if v.PublishedAt == nil {
		return "ontwerp van " + or(v.DraftedBy, "het programma") + ", " + calendar.Moment(v.DraftedAt)
	}
	return or(v.PublishedBy, "het programma") + ", " + calendar.DayOf(*v.PublishedAt).String()
}

// VersionPage is one version: all that it says, what it changes, and its questions.
type VersionPage struct {
	VersionView
	Now time.Time
	// Before is the version before it, nil for the first. Differences are those with it.
	Before      *grant.Version
	Differences []grant.Difference
}

// PublishPage asks once whether a draft is published, or thrown away.
type PublishPage struct {
	Draft VersionView
	// Before is the version that it follows, nil for the first.
	Before      *grant.Version
	Differences []grant.Difference
	Seen, Once  string
	Retry
}

func versionName(n int) string { return "Versie " + strconv.Itoa(n) }

func percentOf(points int) string { return grant.Percent(points) }

// questionsOf counts the questions of a version.
func questionsOf(v grant.Version) string {
	n := 0
	for _, s := range v.Sections {
		n += len(s.Questions)
	}
	return money.Count(n) + " vragen"
}

// EndPage is the page on which a regulation is ended. Of is the version that was published last.
type EndPage struct {
	Of  grant.Version
	Now time.Time
	// Rounds are those under it that did not close yet, published or not; Drafts is how many drafts of applications are written under it.
	Rounds     []RoundView
	Drafts     int
	Typed      form.Ending
	Seen, Once string
	Retry
}

// rounds are those that were published, or those that were not.
func (p EndPage) rounds(opened bool) []RoundView {
	var all []RoundView
	for _, r := range p.Rounds {
		if r.Opened == opened {
			all = append(all, r)
		}
	}
	return all
}

// endable says that the regulation can be ended: it is published, and not over.
func endable(v grant.Version, now time.Time) bool {
	return v.Published && (v.InForce.Last.IsZero() || v.InForce.Last >= calendar.DayOf(now))
}

// unnamed says that the regulation can get another address and another code still: nothing of it was published.
func (p RegulationPage) unnamed() bool { return !p.lastPublished().Published }

// lastPublished is the version with which the regulation ends.
func (p RegulationPage) lastPublished() grant.Version {
	for _, v := range p.Versions {
		if v.Published {
			return v.Version
		}
	}
	return p.Versions[0].Version
}
