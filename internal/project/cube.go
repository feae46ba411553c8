package project

import "slices"

// A Cell is a combination of country, goal, year, state and kind, by their facets, of which each may be left open (zero).
// The counters keep a sum for every cell under which there is a project.
type Cell struct {
	Country, SDG, Year, State, Kind Facet
}

// In says whether the dimension is one of the cell's.
func In(d Dimension) bool {
	return d == OfCountry || d == OfSDG || d == OfYear || d == OfState || d == OfKind
}

// CellOf returns the cell of a set of facets that holds at most one of each dimension. It is false when the set
// holds a facet that cells do not know.
func CellOf(wanted []Facet) (Cell, bool) {
	var c Cell
	for _, f := range wanted {
		if !In(f.Dimension()) {
			return Cell{}, false
		}
		c = c.With(f)
	}
	return c, true
}

// With returns the cell narrowed to the facet, in place of what it held of that dimension.
func (c Cell) With(f Facet) Cell {
	switch f.Dimension() {
	case OfCountry:
		c.Country = f
	case OfSDG:
		c.SDG = f
	case OfYear:
		c.Year = f
	case OfState:
		c.State = f
	case OfKind:
		c.Kind = f
	}
	return c
}

// Key packs the cell into one number. The open cell, of all projects, is zero.
func (c Cell) Key() int64 {
	key := int64(c.Country.Value())
	key = key<<8 | int64(c.SDG.Value())
	key = key<<16 | int64(c.Year.Value())
	key = key<<8 | int64(c.State.Value())
	return key<<8 | int64(c.Kind.Value())
}

// CellKeys returns the keys of all cells that a project with these facets counts in, in rising order.
func CellKeys(facets []Facet) []int64 {
	open := []Facet{0}
	countries, sdgs, years, states, kinds := open, open, open, open, open
	for _, f := range facets {
		switch f.Dimension() {
		case OfCountry:
			countries = append(countries[:len(countries):len(countries)], f)
		case OfSDG:
			sdgs = append(sdgs[:len(sdgs):len(sdgs)], f)
		case OfYear:
			years = append(years[:len(years):len(years)], f)
		case OfState:
			states = append(states[:len(states):len(states)], f)
		case OfKind:
			kinds = append(kinds[:len(kinds):len(kinds)], f)
		}
	}
	keys := make([]int64, 0, len(countries)*len(sdgs)*len(years)*len(states)*len(kinds))
	for _, country := range countries {
		for _, sdg := range sdgs {
			for _, year := range years {
				for _, state := range states {
					for _, kind := range kinds {
						keys = append(keys, Cell{country, sdg, year, state, kind}.Key())
					}
				}
			}
		}
	}
	slices.Sort(keys)
	return keys
}
