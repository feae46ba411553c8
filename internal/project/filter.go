package project

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"

	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

// A Filter is a question about the projects: the address of a list is its whole state.
// The zero value asks for all projects.
type Filter struct {
	// Words are what to search for, as typed; empty searches for nothing.
	Words string
	// Country, Year, SDG, Kind, State and Class each narrow the list to one value; the zero value does not.
	Country world.Code
	Year    int
	SDG     world.SDG
	Kind    Kind
	State   State
	Class   Class
	// Association and City are the slugs of one association and of one partner city.
	Association string
	City        string
	Sort        Sort
}

// Narrowed says whether the filter asks for less than all projects. The order does not matter to that.
func (f Filter) Narrowed() bool {
	f.Sort = Newest
	return f != Filter{}
}

// A Sort is the order of a list. The zero value is the newest first, or the best first where there are words.
type Sort string

// The orders.
const (
	Newest   Sort = ""
	Oldest   Sort = "oudste"
	Highest  Sort = "hoogste-bedrag"
	Lowest   Sort = "laagste-bedrag"
	ByTitle  Sort = "titel"
	ByRecent Sort = "nieuwste" // the newest first, even where there are words
)

// Sorts returns the orders that a filter can have: by date only matters apart from the default where there are words.
func (f Filter) Sorts() []Sort {
	if f.Words != "" {
		return []Sort{Newest, ByRecent, Oldest, Highest, Lowest, ByTitle}
	}
	return []Sort{Newest, Oldest, Highest, Lowest, ByTitle}
}

// Valid says whether the order is one that the filter can have.
func (f Filter) Valid() bool { return slices.Contains(f.Sorts(), f.Sort) }

// A Class is a band of amounts. The zero value is none.
type Class int

// LastClass is the highest band.
const LastClass Class = 5

// classFrom holds the lowest amount of each band; a band ends below the next one's begin.
var classFrom = [...]money.Cents{0, 1_000_01, 2_500_01, 5_000_01, 10_000_01}

var classSlugs = [...]string{"tot-1000", "1000-2500", "2500-5000", "5000-10000", "meer-dan-10000"}

// ClassOf returns the band in which an amount falls.
func ClassOf(amount money.Cents) Class {
	for c := LastClass; c > 1; c-- {
		if amount >= classFrom[c-1] {
			return c
		}
	}
	return 1
}

// ParseClass reads a band as it stands in an address.
func ParseClass(slug string) (Class, bool) {
	i := slices.Index(classSlugs[:], slug)
	return Class(i + 1), i >= 0
}

// Slug returns the band as it stands in an address, empty for none.
func (c Class) Slug() string {
	if c < 1 || c > LastClass {
		return ""
	}
	return classSlugs[c-1]
}

// Label names the band in words.
func (c Class) Label() string {
	switch {
	case c < 1 || c > LastClass:
		return ""
	case c == 1:
		return "tot " + (classFrom[1] - 1).Short()
	case c == LastClass:
		return "meer dan " + (classFrom[c-1] - 1).Short()
	}
	return (classFrom[c-1] - 1).Short() + " tot " + (classFrom[c] - 1).Short()
}

// Classes returns the bands from low to high.
func Classes() []Class {
	all := make([]Class, LastClass)
	for i := range all {
		all[i] = Class(i + 1)
	}
	return all
}

// The years that a filter reads.
const (
	FirstYear = 1990
	LastYear  = 2199
)

// ParseYear reads a year as it stands in an address.
func ParseYear(typed string) (int, bool) {
	n, err := strconv.Atoi(typed)
	return n, err == nil && n >= FirstYear && n <= LastYear && strconv.Itoa(n) == typed
}

// Mark returns a short sign of the filter, that a cursor carries: one of another list is known by it.
func (f Filter) Mark() string {
	sum := fnv.New32a()
	fmt.Fprintf(sum, "%q %q %d %d %q %q %d %q %q %q", f.Words, f.Country, f.Year, f.SDG, f.Kind, f.State, f.Class, f.Association, f.City, f.Sort)
	return strconv.FormatUint(uint64(sum.Sum32()), 36)
}
