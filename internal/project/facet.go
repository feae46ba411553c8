package project

import (
	"slices"

	"vriendenstad/internal/association"
	"vriendenstad/internal/city"
	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

// A Dimension is one of the ways in which the list of projects can be narrowed.
type Dimension uint8

// The dimensions. Their numbers stand in the database and never change.
const (
	OfCountry     Dimension = 1
	OfYear        Dimension = 2
	OfSDG         Dimension = 3
	OfKind        Dimension = 4
	OfState       Dimension = 5
	OfClass       Dimension = 6
	OfAssociation Dimension = 7
	OfCity        Dimension = 8
)

// Dimensions returns the dimensions in the order of the page.
func Dimensions() []Dimension {
	return []Dimension{OfCountry, OfKind, OfYear, OfSDG, OfState, OfClass, OfAssociation, OfCity}
}

// A Facet is one value of one dimension in a single number: the dimension in the highest byte, the value below it.
// A project carries a set of facets; a filter is a set that a project must hold whole.
type Facet int32

const facetValue = 1<<24 - 1

// NewFacet returns the facet of a value. Values run from 1 to 16,777,215.
func NewFacet(d Dimension, value int) Facet { return Facet(int32(d)<<24 | int32(value&facetValue)) }

// Dimension returns the facet's dimension.
func (f Facet) Dimension() Dimension { return Dimension(f >> 24) }

// Value returns the facet's value within its dimension.
func (f Facet) Value() int { return int(f & facetValue) }

// CountryFacet returns the facet of a country; zero for none.
func CountryFacet(c world.Code) Facet {
	if len(c) != 2 {
		return 0
	}
	return NewFacet(OfCountry, int(c[0])<<8|int(c[1]))
}

// Country returns the country of a facet of [OfCountry].
func (f Facet) Country() world.Code {
	return world.Code([]byte{byte(f.Value() >> 8), byte(f.Value())})
}

// KindFacet returns the facet of a kind.
func KindFacet(k Kind) Facet { return NewFacet(OfKind, 1+slices.Index(Kinds(), k)) }

// Kind returns the kind of a facet of [OfKind].
func (f Facet) Kind() Kind { return at(Kinds(), f.Value()) }

// StateFacet returns the facet of a state.
func StateFacet(s State) Facet { return NewFacet(OfState, 1+slices.Index(States(), s)) }

// State returns the state of a facet of [OfState].
func (f Facet) State() State { return at(States(), f.Value()) }

func at[T any](all []T, number int) T {
	var none T
	if number < 1 || number > len(all) {
		return none
	}
	return all[number-1]
}

// Facets returns all that the project can be found under.
func (p Project) Facets() []Facet {
	all := []Facet{
		NewFacet(OfYear, p.GrantedOn.Year()), KindFacet(p.Kind), StateFacet(p.State), NewFacet(OfClass, int(ClassOf(p.Granted))),
	}
	for _, s := range p.Shares {
		all = append(all, CountryFacet(s.Country))
	}
	for _, s := range p.SDGs {
		all = append(all, NewFacet(OfSDG, int(s)))
	}
	for _, a := range p.Associations {
		all = append(all, NewFacet(OfAssociation, int(a)))
	}
	if p.City != 0 {
		all = append(all, NewFacet(OfCity, int(p.City)))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Facets returns what a project must hold to answer the filter. The slugs of association and city were looked up
// before: zero where the filter names none.
func (f Filter) Facets(of association.ID, in city.ID) []Facet {
	var all []Facet
	if f.Country != "" {
		all = append(all, CountryFacet(f.Country))
	}
	if f.Year != 0 {
		all = append(all, NewFacet(OfYear, f.Year))
	}
	if f.SDG != 0 {
		all = append(all, NewFacet(OfSDG, int(f.SDG)))
	}
	if f.Kind != "" {
		all = append(all, KindFacet(f.Kind))
	}
	if f.State != "" {
		all = append(all, StateFacet(f.State))
	}
	if f.Class != 0 {
		all = append(all, NewFacet(OfClass, int(f.Class)))
	}
	if of != 0 {
		all = append(all, NewFacet(OfAssociation, int(of)))
	}
	if in != 0 {
		all = append(all, NewFacet(OfCity, int(in)))
	}
	return all
}

// Without returns the filter as it is without what it asks for in a dimension.
func (f Filter) Without(d Dimension) Filter {
	switch d {
	case OfCountry:
		f.Country = ""
	case OfYear:
		f.Year = 0
	case OfSDG:
		f.SDG = 0
	case OfKind:
		f.Kind = ""
	case OfState:
		f.State = ""
	case OfClass:
		f.Class = 0
	case OfAssociation:
		f.Association = ""
	case OfCity:
		f.City = ""
	}
	return f
}

// A Hit is as much of a project as counting needs.
type Hit struct {
	ID      ID
	Facets  []Facet
	Granted money.Cents
}

// Count says how many projects there are under a facet, when they could be counted.
type Count struct {
	Facet Facet
	// Projects is the number of projects, or [Uncounted].
	Projects int
}

// Uncounted stands for a number that is not shown: there are too many projects to count them for this question.
const Uncounted = -1

// A Total is what a list adds up to.
type Total struct {
	Projects int
	Granted  money.Cents
	// Exact is false above the cap: the page then says "meer dan 1.000" and no sum.
	Exact bool
}

// Cap is the number of hits up to which counts, total and facets are exact for every question.
const Cap = 1_000

// Tally adds up the hits that hold all wanted facets, and counts for each dimension what the list would
// hold under each of its values: there the dimension's own wanted facet does not narrow, so that a person can
// step from one country to the next.
func Tally(hits []Hit, wanted []Facet) (Total, []Count) {
	total := Total{Exact: true}
	counts := map[Facet]int{}
	for _, h := range hits {
		missing, misses := Facet(0), 0
		for _, w := range wanted {
			if !slices.Contains(h.Facets, w) {
				missing, misses = w, misses+1
			}
		}
		switch misses {
		case 0:
			total.Projects++
			total.Granted += h.Granted
			for _, f := range h.Facets {
				counts[f]++
			}
		case 1:
			for _, f := range h.Facets {
				if f.Dimension() == missing.Dimension() {
					counts[f]++
				}
			}
		}
	}
	all := make([]Count, 0, len(counts))
	for f, n := range counts {
		all = append(all, Count{Facet: f, Projects: n})
	}
	slices.SortFunc(all, func(a, b Count) int { return int(a.Facet) - int(b.Facet) })
	return total, all
}
