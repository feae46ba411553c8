package grant

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// An Answer is what was typed, as it was typed. Which of its parts is used hangs on the question: a text, an amount, a day, a yes or a choice
// stand in Text; a period, several choices and SDGs in Many; countries with shares, a partner and a budget in Rows. Files are kept apart.
type Answer struct {
	Text string   `json:"text,omitempty"`
	Many []string `json:"many,omitempty"`
	Rows []Row    `json:"rows,omitempty"`
}

// A Row is a line of a table, with a number of its own, so that the lines of two people can be put together.
type Row struct {
	ID string `json:"id"`
	// Cells are, for a budget: the side, what it is for, the amount; for countries: the code, the share in percent; for the partner: the name, the place,
	// the country, what they do.
	Cells []string `json:"cells"`
}

// The sides of a budget, as the first cell of its rows.
const (
	CostSide   = "kost"
	IncomeSide = "inkomst"
)

// Empty says that nothing was answered.
func (a Answer) Empty() bool {
	return a.Text == "" && !slices.ContainsFunc(a.Many, func(s string) bool { return s != "" }) &&
		!slices.ContainsFunc(a.Rows, func(r Row) bool { return slices.ContainsFunc(r.typed(), func(c string) bool { return c != "" }) })
}

// blank says that nothing was answered that anybody could read: nothing, spaces, or signs that are not seen.
func (a Answer) blank() bool {
	read := func(typed string) bool {
		return strings.TrimFunc(typed, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }) != ""
	}
	return !read(a.Text) && !slices.ContainsFunc(a.Many, read) &&
		!slices.ContainsFunc(a.Rows, func(r Row) bool { return slices.ContainsFunc(r.typed(), read) })
}

// typed returns the cells that somebody types in: the side of a budget's row is given.
func (r Row) typed() []string {
	if len(r.Cells) > 0 && (r.Cells[0] == CostSide || r.Cells[0] == IncomeSide) {
		return r.Cells[1:]
	}
	return r.Cells
}

// Equal says whether two answers hold the same words. Empty answers are equal, however they are written.
func (a Answer) Equal(b Answer) bool {
	if a.Empty() || b.Empty() {
		return a.Empty() && b.Empty()
	}
	return a.Text == b.Text && slices.Equal(a.Many, b.Many) && slices.EqualFunc(a.Rows, b.Rows, Row.equal)
}

func (r Row) equal(s Row) bool { return r.ID == s.ID && slices.Equal(r.Cells, s.Cells) }

// Answers are the answers to questions, by their keys. A question without one is not answered.
type Answers map[string]Answer

// A Clash is a question, or a row of one, that two people answered differently since the same version. The stored words stay; the sent ones are kept beside
// them until somebody chooses.
type Clash struct {
	Question string
	// Row is the number of the row, empty for the question as a whole.
	Row          string
	Stored, Sent Answer
}

// Taken returns the answers with the sent words in place of the stored ones.
func (c Clash) Taken(stored Answers) Answers {
	taken := Answers{}
	maps.Copy(taken, stored)
	if c.Row == "" {
		taken[c.Question] = c.Sent
		return taken
	}
	answer := stored[c.Question]
	rows := slices.DeleteFunc(slices.Clone(answer.Rows), func(r Row) bool { return r.ID == c.Row && len(c.Sent.Rows) == 0 })
	for _, sent := range c.Sent.Rows {
		if at := slices.IndexFunc(rows, func(r Row) bool { return r.ID == sent.ID }); at >= 0 {
			rows[at] = sent
		} else {
			rows = append(rows, sent)
		}
	}
	answer.Rows = rows
	taken[c.Question] = answer
	return taken
}

// Choose returns the answers with the sent words taken by somebody who saw both and the section as it was then. What others changed meanwhile clashes anew.
func (c Clash) Choose(seen, stored Answers) (Answers, []Clash) {
	return Merge(seen, stored, Answers{c.Question: c.Taken(seen)[c.Question]})
}

// Merge puts together what was stored meanwhile and what was sent from an older version, question by question: what one side changed is that side's, and
// what both changed to the same words is that. What both changed differently stays as stored and is a clash. Rows are put together by their numbers.
//
// A question that was not sent at all counts as unchanged.
func Merge(base, stored, sent Answers) (Answers, []Clash) {
	merged := maps.Clone(stored)
	if merged == nil {
		merged = Answers{}
	}
	var clashes []Clash
	for _, key := range slices.Sorted(maps.Keys(sent)) {
		was, is, new := base[key], stored[key], sent[key]
		switch {
		case new.Equal(was) || new.Equal(is):
		case is.Equal(was):
			merged[key] = new
		case len(new.Rows) > 0 || len(is.Rows) > 0:
			answer, apart := mergeRows(key, was, is, new)
			merged[key], clashes = answer, append(clashes, apart...)
		default:
			clashes = append(clashes, Clash{Question: key, Stored: is, Sent: new})
		}
	}
	return merged, clashes
}

// mergeRows puts the rows of a table together by their numbers, in the stored order with what was added at the end. A row that one side took away and the
// other changed is a clash, and stays.
func mergeRows(key string, was, is, new Answer) (Answer, []Clash) {
	before, mine, theirs := byID(was.Rows), byID(is.Rows), byID(new.Rows)
	merged := Answer{Text: is.Text, Many: is.Many}
	var clashes []Clash
	clash := func(stored, sent []Row) {
		id := append(slices.Clone(stored), sent...)[0].ID
		clashes = append(clashes, Clash{Question: key, Row: id, Stored: Answer{Rows: stored}, Sent: Answer{Rows: sent}})
	}
	for _, row := range is.Rows {
		base, had := before[row.ID]
		sent, has := theirs[row.ID]
		switch {
		case !has && had && row.equal(base): // they took it away
			continue
		case has && sent.equal(row), !has && !had, has && had && sent.equal(base):
			merged.Rows = append(merged.Rows, row)
		case has && had && row.equal(base):
			merged.Rows = append(merged.Rows, sent)
		case !has:
			clash([]Row{row}, nil)
			merged.Rows = append(merged.Rows, row)
		default:
			clash([]Row{row}, []Row{sent})
			merged.Rows = append(merged.Rows, row)
		}
	}
	for _, row := range new.Rows {
		if _, there := mine[row.ID]; there {
			continue
		}
		base, had := before[row.ID]
		switch {
		case !had:
			merged.Rows = append(merged.Rows, row)
		case !row.equal(base): // it was taken away here and changed there
			clash(nil, []Row{row})
		}
	}
	return merged, clashes
}

func byID(rows []Row) map[string]Row {
	all := make(map[string]Row, len(rows))
	for _, r := range rows {
		all[r.ID] = r
	}
	return all
}
