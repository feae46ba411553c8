package staff

import (
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
)

// HomePage is what waits for one member of staff: only what they may do something about is filled.
type HomePage struct {
	// Handles says that the person works with associations and their dossiers; Verifies that they verify them, Heads that they are the head of
	// the Dienst, Administers that they keep people and the record.
	Handles, Verifies, Heads, Administers bool
	// ToVerify are the associations that wait longest, MoreToVerify says that there are more.
	ToVerify     []Waiting
	MoreToVerify bool
	Nominations  []Nomination
	Erasures     []Erasure
	Today        calendar.Day
	// Since is when the reader was here last, zero where nobody remembers.
	Since time.Time
	// Dossiers are those that wait for a case handler, the first submitted first. Waiting is how many there are in all, New how many of them were submitted
	// since the reader was here.
	Dossiers     []DossierLine
	Waiting, New int
	// Late are dossiers that their association should have completed by now; Lates is how many there are.
	Late  []DossierLine
	Lates int
	// Asked are questions to submit after a closing: the head decides, who handles dossiers reads them.
	Asked []LateView
	// Rounds and Versions are drafts that the head publishes.
	Rounds   []RoundView
	Versions []VersionDraft
	// Peers are figures of other cities that somebody else entered and nobody checked.
	Peers []PeerFigure
	// Outages are rounds that many could not submit to, because the portal was away.
	Outages []Outage
	// Budget is what waits there for who keeps it.
	Budget BudgetWork
	// Chain is for administrators alone.
	Chain Chain
}

// Waiting is an association that the Dienst has something to say about.
type Waiting struct {
	ID    association.ID
	Name  string
	Form  association.Form
	KBO   association.KBO
	VCode association.VCode
	// News says that it is verified and calls or numbers itself otherwise now.
	News  bool
	Since *time.Time
}

// Nomination is somebody who is announced to speak for an association.
type Nomination struct {
	Association     association.ID
	AssociationName string
	account.Nomination
	Name, AnnouncedByName string
	// Open says that the time to object is over.
	Open bool
}

// Erasure is somebody who asks to be erased.
type Erasure struct {
	ID      account.ID
	Name    string
	AskedAt *time.Time
}

// Chain is how far the record is sealed, and when somebody last looked whether it is whole.
type Chain struct {
	Seals    int64
	Last     audit.ID
	SealedAt *time.Time
	Waiting  int
	// Late says that an entry waits longer for its seal than it should.
	Late bool
	// CheckedAt is nil where nobody has looked yet.
	CheckedAt *time.Time
	CheckedBy string
	Whole     bool
}

// things counts what waits: what was announced waits once its time has come.
func (p HomePage) things() int {
	n := p.Waiting + p.Lates + len(p.Rounds) + len(p.Versions) + len(p.Peers) + len(p.ToVerify) + len(p.Erasures) + p.Budget.Things()
	if p.Heads {
		n += len(p.Outages) + len(p.Asked)
	}
	for _, one := range p.Nominations {
		if one.Open {
			n++
		}
	}
	return n
}

// spelled writes a number in running text: to twelve in words.
func spelled(n int) string {
	words := []string{"nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return money.Count(n)
}

func (p HomePage) sum() string {
	switch n := p.things(); {
	case n == 0:
		return "Er wacht niets op jou."
	case n == 1:
		return "Er wacht één ding op jou."
	case p.MoreToVerify:
		return "Er wachten meer dan " + spelled(n) + " dingen op jou."
	default:
		return "Er wachten " + spelled(n) + " dingen op jou."
	}
}

// Outage is a time in which the portal was away, and the round whose closing that touched.
type Outage struct {
	Began, Ended, ClosesAt time.Time
	Round                  grant.RoundID
	Title, Regulation      string
}

// VersionDraft is a version of a regulation that nobody published yet.
type VersionDraft struct {
	Slug, Title string
	Number      int
	// By is empty for the program and for who was erased.
	By string
	At time.Time
}

// fresh says how many dossiers came since the reader was here, empty where nobody remembers when that was.
func (p HomePage) fresh() string {
	switch {
	case p.Since.IsZero() || p.Waiting == 0:
		return ""
	case p.New == 0:
		return "Geen nieuwe sinds je vorige bezoek, op " + calendar.Moment(p.Since) + "."
	case p.New == 1:
		return "Eén is nieuw sinds je vorige bezoek, op " + calendar.Moment(p.Since) + "."
	}
	return money.Count(p.New) + " zijn nieuw sinds je vorige bezoek, op " + calendar.Moment(p.Since) + "."
}
