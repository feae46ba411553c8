package ui

// A Stem is a city's figure in a list of cities that count the same: a dot on a stem from zero.
type Stem struct {
	// Place is counted from 1; cities of the same figure share one.
	Place int
	Name  string
	// Value is how the amount is written, Amount how long the stem is: cents, zero or more.
	Value  string
	Amount int64
	// Own marks our own city.
	Own bool
}

// stemTo returns how far a stem goes, in parts of the width: the longest goes almost to the end.
func stemTo(all []Stem, s Stem) string {
	const longest = .96
	most := int64(1)
	for _, one := range all {
		most = max(most, one.Amount)
	}
	return percent(longest * float64(max(0, s.Amount)) / float64(most))
}
