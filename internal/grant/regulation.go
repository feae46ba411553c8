// Package grant knows how the city gives support: regulations and their versions, rounds, the questions that are asked, what was
// answered, and the life of an application from draft to proof of submission and beyond.
//
// A rule here takes plain values and the time. What an association typed is kept as typed; what it means is read from it (see
// [Question.Read]), so that words that cannot be read yet are never lost: they stop a submission, not a save.
package grant

import (
	"slices"
	"strings"
	"unicode/utf8"

	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
)

// A RegulationID numbers a regulation, a VersionID one of its versions. Zero is none.
type (
	RegulationID int64
	VersionID    int64
)

// A Regulation is a line of support, by its address: what it says stands in its versions.
type Regulation struct {
	ID RegulationID
	// Slug is its address under /subsidies, see [ReservedSlugs]. Once a version was published it stays.
	Slug string
	// Code is the short name that the Dienst uses: PRO.
	Code string
	Demo bool
}

// ReservedSlugs are addresses that no regulation may have: under /subsidies, and where the Dienst keeps them, they are pages of their own.
func ReservedSlugs() []string { return []string{"wijzer", "toegekend", "nieuw"} }

// A Version is a regulation as it stood from a day on. An application keeps the version under which it was begun (R25).
type Version struct {
	ID         VersionID
	Regulation RegulationID
	Slug       string
	Code       string
	// Number counts the versions of a regulation from 1.
	Number int
	// InForce is the period in which it is in force; an open end is a zero day.
	InForce   calendar.Period
	Published bool
	Demo      bool
	// EnvelopeName is what the budget calls its envelope; empty for support in kind, and where nobody looked it up.
	EnvelopeName string
	Terms
}

// Terms are what a version says, as data. Amounts are cents, shares are basis points.
type Terms struct {
	Title   string
	Purpose string // what it is for, in one or two plain sentences
	// LegalGround names the laws and decisions that it rests on.
	LegalGround string
	// Applicants are the legal forms that may apply; ForWhom says so in words.
	Applicants []association.Form
	ForWhom    string
	Scope      []string
	Excluded   []string
	Criteria   []Criterion
	// MaxAmount is the most that can be granted, MaxShare the most of the cost, MinCost the least that something must cost.
	MaxAmount money.Cents
	MaxShare  int
	MinCost   money.Cents
	// PerUnit bounds it besides by how many there are of something.
	PerUnit PerUnit
	// Advance is the part that is paid before the report; 0 pays all afterwards.
	Advance int
	Proofs  []string
	// AccountWithin is how many days after the end the report is due. Thresholds say what it must hold from which amount on.
	AccountWithin int
	Thresholds    []Threshold
	// DecisionWithin is how many days after the closing the college aims to decide.
	DecisionWithin int
	// Envelope is the kind of envelope that pays; empty for support in kind.
	Envelope budget.Kind
	// Emergency must agree with the envelope.
	Emergency bool
	// Light is the route for small amounts: few questions, one attachment, a quick decision (D15).
	Light bool
	// OnlyDAC says that the countries must stand on the OECD's list of developing countries.
	OnlyDAC bool
	// Kind is what a grant under it is shown as among the projects.
	Kind project.Kind
	// Activities are what it supports, as people would call it.
	Activities []Activity
	// NeedsPartner says that somebody carries the work out on the spot.
	NeedsPartner bool
	// Ahead is how many days before its begin an activity is asked for; 0 where that is free.
	Ahead    int
	Sections []Section
}

// An Activity is what somebody wants support for, as people would call it.
type Activity string

// The activities.
const (
	Lasting      Activity = "samenwerking" // with a partner in the South, over years
	Project      Activity = "project"      // with a partner in the South, once
	Relief       Activity = "noodhulp"
	SchoolWork   Activity = "schoolproject"
	SchoolGoods  Activity = "logistiek" // a room, material or transport for a school
	Journey      Activity = "inleefreis"
	CityActivity Activity = "activiteit" // in Antwerp
)

// Activities returns the activities in the order of pages.
func Activities() []Activity {
	return []Activity{Project, Lasting, CityActivity, SchoolWork, SchoolGoods, Journey, Relief}
}

// Abroad says that the activity takes place, wholly or in part, in another country.
func (a Activity) Abroad() bool { return a == Lasting || a == Project || a == Relief || a == Journey }

// InKind says that the support is given in goods, rooms or hours.
func (t Terms) InKind() bool { return t.Envelope == "" }

// A PerUnit is the most that can be granted for each of something, like for each who goes along. The zero value bounds nothing.
type PerUnit struct {
	Amount money.Cents
	// Question is the number question that says how many there are, Unit what is counted, one of them: deelnemer.
	Question string
	Unit     string
}

// A Threshold says what a report must hold from an amount on.
type Threshold struct {
	From  money.Cents
	Proof string
}

// A CriterionKind says what a criterion looks at (domain: types of the Flemish workshop on subsidies).
type CriterionKind string

// The kinds of criteria.
const (
	Target     CriterionKind = "doelgroep"
	Range      CriterionKind = "toepassingsgebied"
	Exclusion  CriterionKind = "uitgesloten"
	Additional CriterionKind = "bijkomend"
	Cumulation CriterionKind = "cumulatie"
)

// CriterionKinds returns the kinds of criteria in the order of pages.
func CriterionKinds() []CriterionKind {
	return []CriterionKind{Target, Range, Exclusion, Additional, Cumulation}
}

// A Criterion is met when one of its groups is met whole.
type Criterion struct {
	Kind   CriterionKind
	Title  string
	Groups [][]string
}

// Met says whether a criterion is met, by what of its requirements is.
func (c Criterion) Met(is func(requirement string) bool) bool {
	for _, group := range c.Groups {
		whole := len(group) > 0
		for _, requirement := range group {
			whole = whole && is(requirement)
		}
		if whole {
			return true
		}
	}
	return false
}

// The limits of the light route (D15).
const (
	LightMost      = money.Cents(1_000_00)
	LightQuestions = 12
	LightFiles     = 1
	LightDays      = 30
)

// MaxFor returns the most that can be asked for something that costs so much.
func (t Terms) MaxFor(cost money.Cents) money.Cents {
	return min(t.MaxAmount, cost*money.Cents(t.MaxShare)/budget.AllPoints)
}

// Most says in words how much can be granted at most, without the share of the cost: "€ 350 per deelnemer en € 7.000 in totaal".
func (t Terms) Most() string {
	if t.PerUnit.Amount == 0 {
		return t.MaxAmount.Short()
	}
	return t.PerUnit.Amount.Short() + " per " + t.PerUnit.Unit + " en " + t.MaxAmount.Short() + " in totaal"
}

// Check refuses terms that contradict themselves.
func (t Terms) Check() error {
	var wrong fault.Fields
	switch {
	case strings.TrimSpace(t.Title) == "":
		wrong.Add("titel", "Geef het reglement een titel.")
	case utf8.RuneCountInString(t.Title) > MostTitle:
		wrong.Add("titel", "Houd het bij %d tekens.", MostTitle)
	}
	if t.MaxAmount <= 0 {
		wrong.Add("maximum", "Geef een maximumbedrag van meer dan nul.")
	}
	if t.MaxShare <= 0 || t.MaxShare > budget.AllPoints {
		wrong.Add("aandeel", "Het hoogste aandeel in de kosten is meer dan 0 en hoogstens 100 procent.")
	}
	t.checkPerUnit(&wrong)
	if t.Advance < 0 || t.Advance > budget.AllPoints {
		wrong.Add("voorschot", "Het voorschot is een deel van het bedrag: van 0 tot 100 procent.")
	}
	if len(t.Applicants) == 0 {
		wrong.Add("aanvragers", "Zeg wie er kan aanvragen.")
	}
	if t.MinCost < 0 || t.AccountWithin < 0 || t.DecisionWithin < 0 || t.Ahead < 0 {
		wrong.Add("", "Een bedrag of een termijn is niet minder dan nul.")
	}
	if t.Emergency != (t.Envelope == budget.Emergency) {
		wrong.Add("enveloppe", "Noodhulp wordt uit de enveloppe voor noodhulp betaald, en niets anders.")
	}
	if t.Light && (t.MaxAmount > LightMost || t.questions() > LightQuestions || t.files() > LightFiles || t.DecisionWithin > LightDays) {
		wrong.Add("bijzonder", "De lichte weg gaat tot %v, met hoogstens %d vragen en %d bijlage, en een beslissing binnen %d dagen.",
			LightMost, LightQuestions, LightFiles, LightDays)
	}
	checkSections(&wrong, t.Sections)
	return wrong.Err()
}

// checkPerUnit refuses a maximum for each of something that nobody is asked to count, and one above the maximum for all.
func (t Terms) checkPerUnit(wrong *fault.Fields) {
	if t.PerUnit == (PerUnit{}) {
		return
	}
	if t.PerUnit.Amount <= 0 || t.PerUnit.Amount > t.MaxAmount {
		wrong.Add("per-stuk", "Het maximum per stuk is meer dan nul, en niet meer dan het maximumbedrag.")
	}
	if q, _, ok := t.Question(t.PerUnit.Question); !ok || !q.Counts() {
		wrong.Add("per-vraag", "Kies een verplichte vraag naar een getal: die zegt hoeveel er zijn.")
	}
	if strings.TrimSpace(t.PerUnit.Unit) == "" {
		wrong.Add("per-wat", "Zeg waarvan dit het maximum is, in het enkelvoud: deelnemer.")
	}
}

// Covers says whether an association of that legal form may apply.
func (t Terms) Covers(form association.Form) bool { return slices.Contains(t.Applicants, form) }
