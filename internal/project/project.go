// Package project knows what was granted: projects with their partners, their countries, their goals and their money.
//
// Only what was granted becomes a public project.
package project

import (
	"slices"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

// An ID numbers a project. Zero is none.
type ID int64

// A Kind is the kind of support that a project was granted.
type Kind string

// The kinds. Emergency is noodhulp: it has an envelope of its own and is drawn apart everywhere.
const (
	Structural Kind = "structureel"
	Single     Kind = "project"
	Emergency  Kind = "noodhulp"
	Awareness  Kind = "sensibilisering"
	School     Kind = "school"
)

// Kinds returns the kinds in the order of pages.
func Kinds() []Kind { return []Kind{Structural, Single, School, Awareness, Emergency} }

// A State says how far a granted project is.
type State string

// The states, in the order in which a project passes through them. Overdue and Recovered are its mishaps.
const (
	Granted   State = "toegekend"
	Running   State = "lopend" // the advance was paid
	Reporting State = "verslag"
	Overdue   State = "te-laat"
	Approved  State = "goedgekeurd"
	Closed    State = "afgesloten"
	Recovered State = "teruggevorderd"
)

// States returns the states in the order of pages.
func States() []State {
	return []State{Granted, Running, Reporting, Overdue, Approved, Closed, Recovered}
}

// A Share is the part of a project that takes place in a country, in basis points: 10,000 is the whole.
type Share struct {
	Country     world.Code
	BasisPoints int
}

// AllShares is the sum of a project's shares, when it has a country at all.
const AllShares = 10_000

// A Project is what was granted to one or more associations.
type Project struct {
	ID    ID
	Slug  string
	Title string
	// Number is the dossier's number, as VS-2026-0004.
	Number string
	// Associations carry the project, the one that applied first.
	Associations []association.ID
	// Shares are the countries in which it takes place; none for a project in Antwerp.
	Shares []Share
	// City is the partner city that it belongs to, zero for none.
	City city.ID
	// Place is where it is carried out, in words; never the association's address.
	Place   string
	SDGs    []world.SDG
	Sector  world.Sector
	Kind    Kind
	State   State
	Period  calendar.Period
	Cost    money.Cents
	Granted money.Cents
	// GrantedOn is the day of the decision; Decision is its number, which may be empty.
	GrantedOn calendar.Day
	Decision  string
	Summary   string
	// Results say what came of it; empty while it runs.
	Results string
	// AntwerpLearnt and PartnerLearnt say what both sides took home; empty while it runs.
	AntwerpLearnt string
	PartnerLearnt string
	// InKind says that the support was given in goods, rooms or hours, valued at the amount.
	InKind bool
	Demo   bool
}

// Amounts parts what was granted over the countries, by their shares, so that the parts add up to the whole (R20).
func (p Project) Amounts() []money.Cents {
	weights := make([]int, len(p.Shares))
	for i, s := range p.Shares {
		weights[i] = s.BasisPoints
	}
	if len(weights) == 0 {
		return nil
	}
	return p.Granted.Share(weights)
}

// Check refuses a project that the portal may not hold.
func (p Project) Check() error {
	var wrong fault.Fields
	if p.Title == "" {
		wrong.Add("title", "Geef het project een titel.")
	}
	if len(p.Associations) == 0 {
		wrong.Add("associations", "Noem minstens één vereniging.")
	}
	p.checkShares(&wrong)
	for _, s := range p.SDGs {
		if !s.Valid() {
			wrong.Add("sdgs", "Er is geen duurzame ontwikkelingsdoelstelling %d.", int(s))
		}
	}
	if !p.Sector.Valid() {
		wrong.Add("sector", "Kies een sectorcode.")
	}
	if !slices.Contains(Kinds(), p.Kind) {
		wrong.Add("kind", "Kies een soort.")
	}
	if !slices.Contains(States(), p.State) {
		wrong.Add("state", "Kies een stand.")
	}
	if p.Granted <= 0 || p.GrantedOn.IsZero() {
		wrong.Add("granted", "Alleen wat is toegekend, wordt een project: noem het bedrag en de dag van de beslissing.")
	}
	if p.Granted > p.Cost {
		wrong.Add("granted", "Er is niet meer toegekend dan het project kost: hoogstens %v.", p.Cost)
	}
	if !p.Period.Last.IsZero() && p.Period.Last < p.Period.First {
		wrong.Add("period", "Een project eindigt niet vóór het begint.")
	}
	return wrong.Err()
}

func (p Project) checkShares(wrong *fault.Fields) {
	sum := 0
	for i, s := range p.Shares {
		if !s.Country.Valid() || s.BasisPoints <= 0 {
			wrong.Add("shares", "Geef elk land een code en een aandeel.")
		}
		if slices.ContainsFunc(p.Shares[:i], func(o Share) bool { return o.Country == s.Country }) {
			wrong.Add("shares", "Noem %s één keer.", s.Country.Name())
		}
		sum += s.BasisPoints
	}
	if len(p.Shares) > 0 && sum != AllShares {
		wrong.Add("shares", "De aandelen van de landen zijn samen 100 procent.")
	}
}
