package form

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

// A Section is a section of an application as it was typed, with what was pressed.
type Section struct {
	grant.Sending
	// Press is the button, and On what it is about: a question, a row, a choice. Both may be empty.
	Press Press
	On    string
}

// A Press is what a button of a section's form does, besides saving.
type Press string

// The buttons. What each is about stands in [Section.On].
const (
	Save       Press = "bewaar"
	Onward     Press = "verder"
	Back       Press = "vorige"
	Stop       Press = "stop"
	ShowMore   Press = "toon"      // the questions that hang on an answer; of that question
	AddRow     Press = "erbij"     // "begroting.kost": a table, and for a budget its side
	DropRow    Press = "weg"       // "begroting.r3"
	TakeSent   Press = "neem"      // the number of an alternative
	LeaveSent  Press = "laat"      // the number of an alternative
	AddFiles   Press = "voeg-toe"  // a question
	RemoveFile Press = "verwijder" // the number of a document
	Autosave   Press = "vanzelf"   // no button: the page saves by itself
)

// PressOn writes what a button sends.
func PressOn(p Press, on string) string { return strings.TrimSpace(string(p) + " " + on) }

// The fields of a section's form beside the answers.
const (
	PressField  = "doe"
	SeenField   = "versie"
	PageField   = "blad"
	NumberField = "nummer"
	// WholeField is the last one of the form: where it is missing, the form did not come whole.
	WholeField = "volledig"
	// FilePrefix begins the names of the fields with files, before the question's key.
	FilePrefix = "bestand."
)

// The parts of a row's name, by the type of its question.
var cellNames = map[grant.QuestionType][]string{
	grant.Countries: {"land", "deel"},
	grant.Partner:   {"naam", "plaats", "land", "werking"},
	grant.Costs:     {"kant", "post", "bedrag"},
}

// Cell names the field of a cell of a row.
func Cell(question, row, cell string) string { return question + "." + row + "." + cell }

// RowsInput names the hidden field of each row of a list, which tell the rows in their order; see [RowsField].
func RowsInput(list string) string { return list + "[]" }

// RowsField names the list of the rows of a table. For a budget there is one for each side; elsewhere side is empty.
func RowsField(question, side string) string {
	if side == "" {
		side = "rij"
	}
	return question + "." + side
}

const (
	mostRows   = 200 // that are read: more than are allowed, so that what is too much is kept and said
	mostChoice = 100
)

var (
	rowID  = regexp.MustCompile(`^[a-z0-9]{1,16}$`)
	pageID = regexp.MustCompile(`^[0-9a-f]{32}$`)
)

// ReadSection reads the form of a section with these questions. All that was typed is kept as it is, but for signs that cannot be seen; rows in which nothing
// was typed are left out. A form that did not come whole is [fault.Malformed]: what is missing from it was not taken away by anybody.
func ReadSection(values url.Values, questions []grant.Question) (Section, error) {
	q := ReadQuery(values)
	s := Section{Sending: grant.Sending{Page: q.Text(PageField), Answers: grant.Answers{}}}
	press, on, _ := strings.Cut(q.Text(PressField), " ")
	s.Press, s.On = Press(press), on
	var err error
	if s.Seen, err = strconv.Atoi(q.Text(SeenField)); err != nil || s.Seen < 0 {
		q.Refuse()
	}
	if s.Number, err = strconv.Atoi(q.Text(NumberField)); err != nil || s.Number < 1 || s.Number > 1<<30 {
		q.Refuse()
	}
	if !pageID.MatchString(s.Page) || q.Text(WholeField) == "" {
		q.Refuse()
	}
	for _, one := range questions {
		if one.Type != grant.Files {
			s.Answers[one.Key] = readAnswer(q, one)
		}
	}
	return s, q.Err()
}

func readAnswer(q *Query, of grant.Question) grant.Answer {
	switch of.Type {
	case grant.LongText:
		return grant.Answer{Text: shown(unixLines(q.Text(of.Key)))}
	case grant.Period:
		return grant.Answer{Many: []string{line(q, of.Key+".van"), line(q, of.Key+".tot")}}
	case grant.SeveralOf, grant.Goals:
		return grant.Answer{Many: q.all(of.Key, mostChoice)}
	case grant.Costs:
		rows := append(readRows(q, of, grant.CostSide), readRows(q, of, grant.IncomeSide)...)
		ids := map[string]bool{}
		for _, r := range rows {
			if ids[r.ID] {
				q.Refuse() // a row stands on one side
			}
			ids[r.ID] = true
		}
		return grant.Answer{Rows: rows}
	case grant.Countries, grant.Partner:
		return grant.Answer{Rows: readRows(q, of, "")}
	}
	return grant.Answer{Text: line(q, of.Key)}
}

// readRows reads the rows of a table in which something was typed, in their order.
func readRows(q *Query, of grant.Question, side string) []grant.Row {
	var rows []grant.Row
	for _, id := range q.all(RowsInput(RowsField(of.Key, side)), mostRows) {
		if !rowID.MatchString(id) {
			q.Refuse()
			continue
		}
		row := grant.Row{ID: id}
		typed := false
		for _, cell := range cellNames[of.Type] {
			text := side
			if cell != "kant" {
				text = line(q, Cell(of.Key, id, cell))
				typed = typed || text != ""
			}
			row.Cells = append(row.Cells, text)
		}
		if typed {
			rows = append(rows, row)
		}
	}
	return rows
}

// all returns the values of a field that may come more than once, each once. More than most of them are refused.
func (q *Query) all(name string, most int) []string {
	values := q.values[name]
	if len(values) > most {
		q.err = fault.Malformed
		return nil
	}
	var all []string
	for _, one := range values {
		if one != "" && !slices.Contains(all, one) {
			all = append(all, shown(one))
		}
	}
	return all
}

// line reads a field of one line: browsers send no other, and would show the rest of it no more.
func line(q *Query, name string) string {
	return shown(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(q.Text(name)))
}

// shown leaves out the signs that cannot be seen, or that turn the direction of what stands round them.
func shown(typed string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, typed)
}
