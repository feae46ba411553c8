package postgres

import "vriendenstad/internal/project"

// An order is one way to sort projects, as constants of SQL: forwards from a row and backwards before it.
// @key and @id are those of the row from which the page goes on.
type order struct {
	forwards, backwards string
	after, before       string
}

// orders holds the ways to sort. A sort that is not here is not sorted by.
var orders = map[project.Sort]order{
	project.Newest:   byDay,
	project.ByRecent: byDay,
	project.Oldest:   byDay.reversed(),
	project.Highest:  byAmount,
	project.Lowest:   byAmount.reversed(),
	project.ByTitle:  byTitle,
}

var byDay = order{
	forwards:  ` ORDER BY granted_on DESC, id DESC`,
	backwards: ` ORDER BY granted_on ASC, id ASC`,
	after:     ` AND (granted_on, id) < (@key::date, @id::bigint)`,
	before:    ` AND (granted_on, id) > (@key::date, @id::bigint)`,
}

var byAmount = order{
	forwards:  ` ORDER BY granted DESC, id DESC`,
	backwards: ` ORDER BY granted ASC, id ASC`,
	after:     ` AND (granted, id) < (@key::bigint, @id::bigint)`,
	before:    ` AND (granted, id) > (@key::bigint, @id::bigint)`,
}

var byTitle = order{
	forwards:  ` ORDER BY title COLLATE "nl-x-icu" ASC, id ASC`,
	backwards: ` ORDER BY title COLLATE "nl-x-icu" DESC, id DESC`,
	after:     ` AND (title COLLATE "nl-x-icu", id) > (@key::text COLLATE "nl-x-icu", @id::bigint)`,
	before:    ` AND (title COLLATE "nl-x-icu", id) < (@key::text COLLATE "nl-x-icu", @id::bigint)`,
}

func (o order) reversed() order {
	return order{forwards: o.backwards, backwards: o.forwards, after: o.before, before: o.after}
}

// bestFirst sorts what was found by how well it fits; it has no rows to go on from, as only counted lists are sorted so.
const bestFirst = ` ORDER BY rank DESC, granted_on DESC, id DESC`
