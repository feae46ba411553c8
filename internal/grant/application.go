package grant

import (
	"fmt"
	"slices"
	"time"

	"vriendenstad/internal/association"
)

// An ID numbers an application, from its first draft on. Zero is none. What people call it is its [DossierNumber].
type ID int64

// A Status is how far the handling of an application is. What is committed and paid stands in the ledger, what was sent in the letters: people are told
// all three together.
type Status string

// The statuses, in the order in which an application may pass through them.
const (
	Draft        Status = "draft"
	Submitted    Status = "submitted"
	Checking     Status = "checking"
	Incomplete   Status = "incomplete"
	Supplemented Status = "supplemented"
	Inadmissible Status = "inadmissible"
	Assessing    Status = "assessing"
	Advising     Status = "advising"
	Proposed     Status = "proposed"
	OnAgenda     Status = "on_agenda"
	Granted      Status = "granted"
	Refused      Status = "refused"
	Withdrawn    Status = "withdrawn"
	Lapsed       Status = "lapsed"
	Reporting    Status = "reporting"
	Reviewing    Status = "reviewing"
	Ended        Status = "closed"
	Recovering   Status = "recovering"
)

// Statuses returns all statuses in their order.
func Statuses() []Status {
	return []Status{Draft, Submitted, Checking, Incomplete, Supplemented, Inadmissible, Assessing, Advising, Proposed, OnAgenda,
		Granted, Refused, Withdrawn, Lapsed, Reporting, Reviewing, Ended, Recovering}
}

// next says which statuses may follow on one.
var next = map[Status][]Status{
	Draft:        {Submitted},
	Submitted:    {Checking, Incomplete, Withdrawn},
	Checking:     {Incomplete, Inadmissible, Assessing, Withdrawn},
	Incomplete:   {Supplemented, Inadmissible, Withdrawn},
	Supplemented: {Checking, Incomplete, Withdrawn},
	Assessing:    {Advising, Proposed, Incomplete, Withdrawn},
	Advising:     {Assessing, Proposed, Withdrawn},
	Proposed:     {Assessing, OnAgenda, Withdrawn},
	OnAgenda:     {Proposed, Granted, Refused, Withdrawn},
	Granted:      {Reporting, Lapsed},
	Reporting:    {Reviewing, Recovering},
	Reviewing:    {Reporting, Ended, Recovering},
	Recovering:   {Ended},
}

// May says whether a status may follow on this one.
func (s Status) May(follow Status) bool { return slices.Contains(next[s], follow) }

// Withdrawable says whether the association can still take the application back: until the college has decided.
func (s Status) Withdrawable() bool { return s.May(Withdrawn) }

// A DossierNumber is what people call an application once it was submitted: VS-2026-0018. It is empty for a draft.
type DossierNumber string

// NumberOf writes a dossier's number. Four digits are a minimum.
func NumberOf(year, n int) DossierNumber { return DossierNumber(fmt.Sprintf("VS-%d-%04d", year, n)) }

// An Application is what an association asks for, from draft to closed dossier.
type Application struct {
	ID          ID
	Association association.ID
	Round       RoundID
	Version     VersionID
	Status      Status
	Number      DossierNumber
	// Title is what the association calls it, from its first question; empty while that has no answer.
	Title     string
	CreatedBy int64
	CreatedAt time.Time
	// SavedAt is when a word of it was last saved.
	SavedAt time.Time
	// DeletedAt is when a draft was thrown away, zero for one that was not. It can be taken back for [DraftBack].
	DeletedAt   time.Time
	SubmittedAt time.Time
	Demo        bool
}

// DraftBack is how long a draft that was thrown away can be taken back.
const DraftBack = 7 * 24 * time.Hour

// A SavedSection is a section of a draft as it was last saved.
type SavedSection struct {
	Section string
	// Version counts its saves; zero is a section that nobody saved yet.
	Version int
	By      int64
	At      time.Time
	Answers Answers
}

// An Alternative is what somebody typed where another had typed something else meanwhile. Both are kept until somebody chooses.
type Alternative struct {
	ID      int64
	Section string
	Clash
	// By and At are who typed the words that are not stored, and when; StoredBy and StoredAt those of the stored ones.
	By       int64
	At       time.Time
	StoredBy int64
	StoredAt time.Time
}
