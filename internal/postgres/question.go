package postgres

import (
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
)

// A question is a filter with all that was looked up for it.
type question struct {
	project.Filter
	// facets are all that an answer must hold.
	facets []project.Facet
	// nothing says that the filter names an association or a city that is not there.
	nothing bool
	stems   []stem
	tsquery string
	// known are the counters of the portal: all projects, and each facet alone. total is what the list adds up to as far as the
	// counters know: it is not exact where there are words, or facets that they do not count together.
	all   int
	known map[project.Facet]facetTally
	total project.Total
	// under is the most that the facets alone leave, as far as the counters know.
	under int
}

type facetTally struct {
	Facet    project.Facet
	Projects int
	Granted  money.Cents
}

// found returns how many projects the words can be expected to find: exactly all where there are none, and at most the
// rarest word's.
func (q question) found() int {
	if q.Words != "" && len(q.stems) == 0 {
		return 0
	}
	expected, most := float64(q.all), q.all
	for _, s := range q.stems {
		most = min(most, s.projects)
		expected *= min(1, float64(s.projects)/float64(max(1, q.all)))
	}
	if most <= project.Cap {
		return most
	}
	return max(1, int(expected))
}

// least returns how many projects the words find at least: of one word that is known, and of none too.
func (q question) least() int {
	switch len(q.stems) {
	case 0:
		return q.all
	case 1:
		return q.stems[0].least
	}
	return 0
}

// narrowed returns how many projects the words and the facets together can be expected to find: exactly so where the counters know.
func (q question) narrowed() int {
	if q.total.Exact {
		return q.total.Projects
	}
	expected := float64(q.found())
	for _, f := range q.facets {
		expected *= float64(q.known[f].Projects) / float64(max(1, q.all))
	}
	return int(expected)
}

// narrowing adds to a statement on projects that they hold the words and the facets.
func (q question) narrowing(facets []project.Facet, args pgx.StrictNamedArgs) string {
	sql := ``
	switch {
	case q.tsquery == "":
	case len(facets) > 0 && q.facetsFirst():
		sql += ` AND (tsv @@ @words::tsquery) IS TRUE` // which no index answers
		args["words"] = q.tsquery
	default:
		args["words"] = q.tsquery
		words, _ := q.sieve()
		sieve := tsquery(words)
		if sieve == q.tsquery {
			sql += ` AND tsv @@ @words::tsquery`
			break
		}
		sql += ` AND (tsv @@ @words::tsquery) IS TRUE AND tsv @@ @sieve::tsquery`
		args["sieve"] = sieve
	}
	if len(facets) > 0 {
		args["facets"] = facets
		if q.wordsFirst() {
			return sql + ` AND (facets @> @facets::integer[]) IS TRUE` // which no index answers
		}
		sql += ` AND facets @> @facets::integer[]`
	}
	return sql
}

// facetsFirst says that few are left by the facets, and fewer than by the words: then only those few are read for the words.
func (q question) facetsFirst() bool {
	_, left := q.sieve()
	return q.under <= sortable && float64(q.under) < left
}

// wordsFirst says that few stand under the words, and many times more under the facets: then those few are read for the facets. The
// server would find the many first, half a million in a hundred milliseconds.
func (q question) wordsFirst() bool {
	const times = 25
	return len(q.stems) > 0 && q.rarest()*times < q.under
}

// rarest returns in how many projects the most seldom of the words stands at most.
func (q question) rarest() int {
	rarest := q.all
	for _, s := range q.stems {
		rarest = min(rarest, s.projects)
	}
	return rarest
}

// worthARow is how many places of a word's list the index goes through in the time in which one row is fetched and looked at.
const worthARow = 50

// sieve returns the words that the index is asked for: the most seldom first, each next one as long as the rows that it spares are worth
// going through its list. The others are looked for in the rows that these leave: bringing together the lists of a dozen frequent words,
// each with all that it may stand for, takes longer than a page may.
//
// It returns too how many they can be expected to leave.
func (q question) sieve() ([]stem, float64) {
	words := seldomFirst(q.stems)
	expected := float64(q.all)
	for i, s := range words {
		left := expected * min(1, float64(s.projects)/float64(max(1, q.all)))
		if i > 0 && (expected-left)*worthARow < float64(s.projects) {
			return words[:i], expected
		}
		expected = left
	}
	return words, expected
}

// onlyTogether says that the words alone are not worth fetching to count beside the facets: each stands in so many projects that
// bringing their lists together takes longer than the page may.
func (q question) onlyTogether() bool {
	if len(q.stems) == 0 || len(q.facets) == 0 || !q.facetsFirst() {
		return false
	}
	for _, s := range q.stems {
		if s.projects <= sortable {
			return false
		}
	}
	return true
}

// period returns the first day of the filter's year and that of the next, or the ends of time where it names none.
func (q question) period() (first, end calendar.Day) {
	if q.Year == 0 {
		return calendar.First, calendar.Last
	}
	return calendar.Date(q.Year, time.January, 1), calendar.Date(q.Year+1, time.January, 1)
}
