package project

import (
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

// A Row is as much of a project as a list shows.
type Row struct {
	ID               ID
	Slug             string
	Title            string
	AssociationNames []string
	AssociationSlugs []string
	Countries        []world.Code
	CityName         string
	CitySlug         string
	SDGs             []world.SDG
	Kind             Kind
	State            State
	Cost             money.Cents
	Granted          money.Cents
	GrantedOn        calendar.Day
	InKind           bool
}

// PageSize is the number of rows on one page of a list.
const PageSize = 20

// A Cursor points between two rows of a list. The zero cursor is the list's begin.
type Cursor struct {
	// After is the last row of the page before, Before the first row of the page after; at most one is set.
	After, Before ID
}

// A List is one page of the projects that answer a filter.
type List struct {
	Rows  []Row
	Total Total
	// From is the place of the first row, counted from 1; zero where it is not known.
	From int
	// Next and Previous point to the neighbouring pages; zero where there is none.
	Next, Previous Cursor
	Counts         []Count
	// Suggestion is the words with those that are found nowhere replaced by ones that are; empty where there is none.
	Suggestion string
	// NoWords says that the words are so common that nothing is searched for ("de", "en").
	NoWords bool
	// Without holds, where the list is empty and that is known already, what it would hold if it asked for nothing in a dimension: the
	// total and the counts, no rows.
	Without map[Dimension]List
}

// A Line is all of a project that a download holds.
type Line struct {
	Row
	Number   string
	Place    string
	Sector   world.Sector
	FirstDay calendar.Day
	LastDay  calendar.Day
	Decision string
	Demo     bool
	// BasisPoints are the shares of [Row.Countries], in their order.
	BasisPoints []int
}
