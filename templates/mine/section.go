package mine

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

func (s Step) number() string { return strconv.Itoa(s.Number) }

// lastNumber is that of the step after all sections.
func lastNumber(all []Step) string { return strconv.Itoa(len(all) + 1) }

// A SectionPage is a section of an application, to be written on or, where nothing of it is open, to be read.
type SectionPage struct {
	grant.Application
	Version grant.Version
	Round   grant.Round
	grant.Section
	Steps []Step
	// Typed is what the fields show, Given all answers of the application with these.
	Typed grant.Answers
	Given grant.Answers
	// Wrong is what is not right yet; Refused is what was not done, of files for example.
	Wrong, Refused fault.Fields
	// Open are the keys of the questions that can be answered now; none where the page is read. Due is the last day to complete them, zero for a draft.
	Open         []string
	Due          calendar.Day
	Documents    []document.Document
	Alternatives []grant.Alternative
	// Names are those of who wrote, by their numbers.
	Names map[int64]string
	// Seen, Page and Number are what the form says of itself; see [grant.Sending].
	Seen   int
	Page   string
	Number int
	Once   string
	// SavedAt is when the section was last saved, zero for never; SavedBy who did, empty for who looks.
	SavedAt time.Time
	SavedBy string
	// Closed are words that were typed to questions that are not open, and that are not kept.
	Closed grant.Answers
	// Unsaved says that the fields hold words that are not saved.
	Unsaved bool
	// Merged says that somebody else wrote meanwhile, and that the fields hold their words too.
	Merged bool
	// Blank are the numbers of empty rows to draw at the end of a table, by the name of its list; see [form.RowsField]. More is the list of which the
	// last one takes the focus.
	Blank map[string][]string
	More  string
	Now   time.Time
}

func (p SectionPage) name() string { return ApplicationName(p.Application) }

func (p SectionPage) writes() bool { return len(p.Open) > 0 }

func (p SectionPage) open(q grant.Question) bool { return slices.Contains(p.Open, q.Key) }

// here is the place of the section among all, counted from 0.
func (p SectionPage) here() int {
	return slices.IndexFunc(p.Steps, func(s Step) bool { return s.Current })
}

func (p SectionPage) place() string {
	if p.Status != grant.Draft {
		return "Deel " + strconv.Itoa(p.here()+1) + " van " + strconv.Itoa(len(p.Steps))
	}
	return "Stap " + strconv.Itoa(p.here()+1) + " van " + lastNumber(p.Steps)
}

// completes says that what is open is what the Dienst asked to complete.
func (p SectionPage) completes() bool { return !p.Due.IsZero() }

// until says how long there is, or that it was submitted.
func (p SectionPage) until() string {
	switch {
	case p.completes():
		return "Aan te vullen, ten laatste op " + p.Due.String()
	case p.Status != grant.Draft:
		return "Ingediend op " + calendar.DayOf(p.SubmittedAt).String()
	}
	return left(p.Round.ClosesAt, p.Now)
}

// fixed says which questions of a submitted application can be answered again.
func (p SectionPage) fixed() string {
	n := 0
	for _, q := range p.Questions {
		if p.open(q) && q.Asked(p.Given) {
			n++
		}
	}
	if n == 1 {
		return "De dienst vraagt één antwoord in dit deel aan te vullen. De rest ligt vast."
	}
	return "De dienst vraagt " + inSmallLetters(n) + " antwoorden in dit deel aan te vullen. De rest ligt vast."
}

func (p SectionPage) seen() string { return strconv.Itoa(p.Seen) }

func (p SectionPage) number() string { return strconv.Itoa(p.Number) }

// hasFiles says that the form carries files.
func (p SectionPage) hasFiles() bool {
	return slices.ContainsFunc(p.Questions, func(q grant.Question) bool { return q.Type == grant.Files && p.open(q) })
}

// asksWords says that something can be typed in the section, and not files alone.
func (p SectionPage) asksWords() bool {
	return slices.ContainsFunc(p.Questions, func(q grant.Question) bool { return q.Type != grant.Files && p.open(q) })
}

// all are the refusals of the fields.
func (p SectionPage) all() fault.Fields { return append(slices.Clone(p.Refused), p.Wrong...) }

// saved says in words when the section was last saved.
func (p SectionPage) saved() string {
	if p.Unsaved {
		return "Nog niet bewaard"
	}
	if len(p.Closed) > 0 {
		return "Niet alles is bewaard"
	}
	if p.SavedAt.IsZero() {
		return ""
	}
	when := "om " + calendar.Clock(p.SavedAt)
	if calendar.DayOf(p.SavedAt) != calendar.DayOf(p.Now) {
		when = "op " + calendar.Moment(p.SavedAt)
	}
	return "Bewaard " + when
}

// isSaved says that all that was typed is saved.
func (p SectionPage) isSaved() bool { return !p.Unsaved && len(p.Closed) == 0 }

// shows says whether a question that is not open is drawn: one that is asked, or to which somebody typed.
func (p SectionPage) shows(q grant.Question) bool {
	_, typed := p.Closed[q.Key]
	return typed || q.Asked(p.Given)
}

// of are the words between which somebody has to choose at a question.
func (p SectionPage) of(q grant.Question) []grant.Alternative {
	var all []grant.Alternative
	for _, a := range p.Alternatives {
		if a.Section == p.Section.Key && a.Question == q.Key {
			all = append(all, a)
		}
	}
	return all
}

// clashes are the words between which somebody has to choose in the section, in the order of its questions.
func (p SectionPage) clashes() []grant.Alternative {
	var all []grant.Alternative
	for _, q := range p.Questions {
		all = append(all, p.of(q)...)
	}
	return all
}

// who names somebody who wrote.
func (p SectionPage) who(id int64) string {
	if name := p.Names[id]; name != "" {
		return name
	}
	return "iemand van jullie"
}

// when says when something was written.
func (p SectionPage) when(at time.Time) string {
	if calendar.DayOf(at) == calendar.DayOf(p.Now) {
		return calendar.Clock(at)
	}
	return calendar.Moment(at)
}

// stands returns what is stored now at the place of an alternative.
func (p SectionPage) stands(a grant.Alternative) grant.Answer {
	answer := p.Typed[a.Question]
	if a.Row == "" {
		return answer
	}
	answer.Rows = slices.DeleteFunc(slices.Clone(answer.Rows), func(r grant.Row) bool { return r.ID != a.Row })
	return answer
}

func (p SectionPage) choiceID(a grant.Alternative) string {
	return "keuze_" + strconv.FormatInt(a.ID, 10)
}

func (p SectionPage) press(press form.Press, a grant.Alternative) string {
	return form.PressOn(press, strconv.FormatInt(a.ID, 10))
}

// label is a question as it is asked, with what is not obligatory.
func label(q grant.Question) string {
	if q.Required {
		return q.Label
	}
	return q.Label + " (niet verplicht)"
}

// field is a question that is answered in a line, or in some lines.
func (p SectionPage) field(q grant.Question) ui.Field {
	return ui.Field{Name: q.Key, Label: label(q), Hint: q.Hint, Value: p.Typed[q.Key].Text, Wrong: p.all()}
}

// short is a field for a figure or a day.
func (p SectionPage) short(q grant.Question, example string) ui.Field {
	f := p.field(q)
	f.Short = true
	if f.Hint == "" {
		f.Hint = example
	}
	return f
}

func (p SectionPage) choices(q grant.Question) ui.Choices {
	c := ui.Choices{Name: q.Key, Label: label(q), Hint: q.Hint, Wrong: p.all(), Many: q.Type == grant.SeveralOf || q.Type == grant.Goals}
	options := q.Options
	if q.Type == grant.YesNo {
		options = []grant.Option{{Key: grant.Yes, Label: "Ja"}, {Key: grant.No, Label: "Nee"}}
	}
	if q.Type == grant.Goals {
		options = goalOptions()
	}
	a := p.Typed[q.Key]
	for _, o := range options {
		c.Values = append(c.Values, ui.Option{Value: o.Key, Label: o.Label, Chosen: a.Text == o.Key || slices.Contains(a.Many, o.Key)})
	}
	return c
}

// leads says that later questions of the section hang on the answer to this one.
func (p SectionPage) leads(q grant.Question) bool {
	return slices.ContainsFunc(p.Questions, func(o grant.Question) bool { return o.After != nil && o.After.Question == q.Key })
}

// counted says how many letters fit still, or how many are too many.
func counted(q grant.Question, text string) string {
	switch n := q.MostCharacters() - len([]rune(text)); {
	case n < 0:
		return money.Count(-n) + " tekens te veel"
	default:
		return "Nog " + money.Count(n) + " tekens"
	}
}

func most(q grant.Question) string { return strconv.Itoa(q.MostCharacters()) }

// describedBy names what says more about a field, empty where nothing does.
func describedBy(wrong fault.Fields, name string, more ...string) string {
	ids := slices.DeleteFunc(more, func(s string) bool { return s == "" })
	if len(wrong.Of(name)) > 0 {
		ids = append(ids, name+"-fout")
	}
	return strings.Join(ids, " ")
}

// hintID names the element with the hint of a question, empty where it has none.
func hintID(q grant.Question) string {
	if q.Hint == "" {
		return ""
	}
	return q.Key + "-uitleg"
}
