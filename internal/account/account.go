// Package account knows who acts: a person, and the part that this person plays at that moment.
//
// A part is a type: [Member] of one association at a time, [CaseHandler], [BudgetKeeper], [Head], [Editor], [Administrator]
// of the Dienst, [Adviser]. Only an [Identity] makes them, from what the database holds, so that a method that takes one
// needs no check of its own: who cannot be made a Head cannot call it.
package account

import (
	"slices"
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
)

// An ID numbers a person who can sign in. Zero is nobody: the program itself.
type ID int64

// A Part is what a person acts as, as the record writes it. The empty part belongs to the program itself.
type Part string

// The parts.
const (
	PersonPart        Part = "persoon" // somebody who is signed in, for themselves
	LeadPart          Part = "hoofdvertegenwoordiger"
	ContributorPart   Part = "bewerker"
	ReaderPart        Part = "lezer"
	CaseHandlerPart   Part = "dossierbehandelaar"
	BudgetKeeperPart  Part = "budgetbeheerder"
	HeadPart          Part = "diensthoofd"
	EditorPart        Part = "redacteur"
	AdministratorPart Part = "beheerder"
	AdviserPart       Part = "adviseur"
)

// MemberParts returns the parts in an association, the one that may most first.
func MemberParts() []Part { return []Part{LeadPart, ContributorPart, ReaderPart} }

// Powers returns the parts in the Dienst, in the order of pages.
func Powers() []Part {
	return []Part{CaseHandlerPart, BudgetKeeperPart, HeadPart, EditorPart, AdministratorPart}
}

// Combines says whether one person may hold these powers together: the administrator's combines with none.
func Combines(powers []Part) bool {
	return len(powers) < 2 || !slices.Contains(powers, AdministratorPart)
}

// SameParts says whether two lists hold the same parts, in whatever order.
func SameParts(a, b []Part) bool {
	in := func(all []Part) func(Part) bool { return func(p Part) bool { return !slices.Contains(all, p) } }
	return !slices.ContainsFunc(a, in(b)) && !slices.ContainsFunc(b, in(a))
}

// A By says by whom, in which part and when something is done. Every act carries one, made by the site from the
// session or by the worker for a job.
type By struct {
	Person ID
	Part   Part
	// At is the moment at which the request's head arrived. It is the act's now: deadlines count at it.
	At time.Time
	// Network is the part of the client's address that the record keeps for six months; empty for a job.
	Network string
}

// By returns itself, so that the program can act as nobody.
func (b By) By() By { return b }

// Acting is whoever an act can be done by: a person in one of the parts, or the program.
type Acting interface{ By() By }

// A Membership is a person's part in an association.
type Membership struct {
	Association association.ID
	Name        string
	Slug        string
	Part        Part
}

// An Identity is somebody who is signed in, with all parts that the database held for them at this request.
type Identity struct {
	Person ID
	Name   string
	Email  Email
	// At is the moment of the request, Network whence it came.
	At      time.Time
	Network string
	// HasSecond says that a second step is set up; Passed that this session has taken it, at StrongAt for the last time.
	HasSecond, Passed bool
	StrongAt          time.Time
	Memberships       []Membership
	Powers            []Part
	// AdvisesUntil is the last day of an adviser's term, zero for who advises not.
	AdvisesUntil calendar.Day
}

// StrongFor is how long a code counts for acts with money.
const StrongFor = 15 * time.Minute

// Strong says whether the second step was taken so short ago that money may move.
func (i Identity) Strong() bool {
	return i.Passed && !i.StrongAt.IsZero() && i.At.Sub(i.StrongAt) <= StrongFor
}

// IsStaff says whether the person holds any power of the Dienst.
func (i Identity) IsStaff() bool { return len(i.Powers) > 0 }

// NeedsSecond says that nothing of staff's or advisers' is open before a second step is set up and taken.
func (i Identity) NeedsSecond() bool { return (i.IsStaff() || !i.AdvisesUntil.IsZero()) && !i.Passed }

// A role is what all parts share: who acts, unforgeable outside this package.
type role struct{ by By }

// By says who acts, in which part and when.
func (r role) By() By { return r.by }

func (i Identity) as(part Part) role {
	return role{By{Person: i.Person, Part: part, At: i.At, Network: i.Network}}
}

// A Person is somebody who is signed in and acts for themselves.
type Person struct{ role }

// Self returns the person as such.
func (i Identity) Self() Person { return Person{i.as(PersonPart)} }

// A Member acts for one association at a time.
type Member struct {
	role
	Association association.ID
	Part        Part
}

// Member returns the person as a member of the association, and false for who is none.
func (i Identity) Member(of association.ID) (Member, bool) {
	at := slices.IndexFunc(i.Memberships, func(m Membership) bool { return m.Association == of })
	if at < 0 {
		return Member{}, false
	}
	part := i.Memberships[at].Part
	return Member{i.as(part), of, part}, true
}

// A Contributor is a member who may write: a bewerker or the hoofdvertegenwoordiger.
type Contributor struct{ Member }

// Contributor returns the member as one who may write, and false for a reader.
func (m Member) Contributor() (Contributor, bool) {
	return Contributor{m}, m.Part == LeadPart || m.Part == ContributorPart
}

// A Lead is the member who speaks for the association: the hoofdvertegenwoordiger.
type Lead struct{ Contributor }

// Lead returns the member as the one who speaks for the association.
func (m Member) Lead() (Lead, bool) { return Lead{Contributor{m}}, m.Part == LeadPart }

// Staff is anybody of the Dienst, whatever their powers.
type Staff struct {
	role
	Powers []Part
}

// Has says whether the power is among those held.
func (s Staff) Has(power Part) bool { return slices.Contains(s.Powers, power) }

// Staff returns the person as one of the Dienst. It is false before the second step.
func (i Identity) Staff() (Staff, bool) {
	if !i.IsStaff() || !i.Passed {
		return Staff{}, false
	}
	return Staff{i.as(i.Powers[0]), i.Powers}, true
}

// The powers of the Dienst. Each is held by whoever may do what its comment says, and by nobody else.
type (
	// A CaseHandler handles dossiers, asks advice, proposes, and drafts rounds.
	CaseHandler struct{ role }
	// A BudgetKeeper keeps credit and transfers, proposes closing, keeps population, and approves payments first.
	BudgetKeeper struct{ role }
	// A Head opens rounds, publishes regulations, confirms closing, enters the college's decisions, and approves second.
	Head struct{ role }
	// An Editor writes the public texts.
	Editor struct{ role }
	// An Administrator keeps people and powers, settings, and reads the record: no dossier, no money.
	Administrator struct{ role }
)

func (i Identity) power(p Part) (role, bool) {
	return i.as(p), i.Passed && slices.Contains(i.Powers, p)
}

// CaseHandler returns the person in that power.
func (i Identity) CaseHandler() (CaseHandler, bool) {
	r, ok := i.power(CaseHandlerPart)
	return CaseHandler{r}, ok
}

// BudgetKeeper returns the person in that power.
func (i Identity) BudgetKeeper() (BudgetKeeper, bool) {
	r, ok := i.power(BudgetKeeperPart)
	return BudgetKeeper{r}, ok
}

// Head returns the person in that power.
func (i Identity) Head() (Head, bool) {
	r, ok := i.power(HeadPart)
	return Head{r}, ok
}

// Editor returns the person in that power.
func (i Identity) Editor() (Editor, bool) {
	r, ok := i.power(EditorPart)
	return Editor{r}, ok
}

// Administrator returns the person in that power.
func (i Identity) Administrator() (Administrator, bool) {
	r, ok := i.power(AdministratorPart)
	return Administrator{r}, ok
}

// An Adviser reads and advises on what they were asked, until their term ends.
type Adviser struct{ role }

// Adviser returns the person as an adviser. It is false before the second step and after the term.
func (i Identity) Adviser() (Adviser, bool) {
	ok := i.Passed && !i.AdvisesUntil.IsZero() && calendar.DayOf(i.At) <= i.AdvisesUntil
	return Adviser{i.as(AdviserPart)}, ok
}
