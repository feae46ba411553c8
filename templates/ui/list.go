package ui

import (
	"slices"

	"vriendenstad/internal/city"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// What links and forms inside [Result] say to the script: refresh this element alone and stay where you are.
const (
	inPlace   = "target:#resultaat select:#resultaat swap:'outerMorph show:none'"
	onTop     = "target:#resultaat select:#resultaat swap:'outerMorph show:top'"
	oneAtOnce = "#resultaat:replace"
)

// A Search is a field that looks for words, with its button.
type Search struct {
	// Action is the page that answers, Name the parameter that it reads the words from.
	Action, Name string
	// Label names the field for who cannot see it; Hint stands in the field while it is empty.
	Label, Hint string
	// Words are what was looked for.
	Words string
	// Word stands on the button; empty shows a magnifying glass alone.
	Word string
	// Kept are the other parameters of the address, which go along.
	Kept []Kept
	// ID tells fields of one page apart; empty is "zoek".
	ID string
	// Golden colours the button for the night of the hero.
	Golden bool
}

func (s Search) id() string {
	if s.ID == "" {
		return "zoek"
	}
	return s.ID
}

// A Kept is a parameter of the address that a form sends along.
type Kept struct{ Name, Value string }

// A Facet is one way of narrowing a list.
type Facet struct {
	// Key tells the facets of a page apart, and is an English or Dutch word without spaces.
	Key, Title string
	// Open shows the values at once.
	Open   bool
	Values []Choice
	// Rest are more values, behind a line that opens; it is open at once where one of them is chosen.
	Rest []Choice
	// More leads to all values where not all are shown; both may be empty.
	More, MoreHref string
}

// A Choice is a value of a facet, or an order of sorting.
type Choice struct {
	// Key tells the choices of a facet apart; empty takes the label.
	Key, Label string
	// Href is the address with this choice made, or undone when it is Chosen.
	Href string
	// Count is how many rows it leaves; negative shows none, where counting would take too long.
	Count  int
	Chosen bool
}

func (f Facet) restOpen() bool {
	return slices.ContainsFunc(f.Rest, func(c Choice) bool { return c.Chosen })
}

func (f Facet) id(c Choice) string {
	key := c.Key
	if key == "" {
		key = c.Label
	}
	return "f-" + f.Key + "-" + slug(key)
}

// A Pill is a filter that was chosen; Href is the address without it.
type Pill struct{ Label, Href string }

// A Row is one thing in a list.
type Row struct {
	Title, Href string
	// Meta is who and where; Text a sentence about it. Both may be empty.
	Meta, Text string
	// Kind and State are drawn where they are not empty, and so are SDGs and Tags.
	Kind  project.Kind
	State project.State
	SDGs  []world.SDG
	Tags  []string
	// Side is what stands large at the right: an amount, a number. Of says what it is a part of, or what it counts.
	Side, Of string
}

func (r Row) tagged() bool {
	return r.Kind != "" || r.State != "" || len(r.SDGs) > 0 || len(r.Tags) > 0
}

// A TieRow is a city or a country in a list, with how it is tied to Antwerp.
type TieRow struct {
	Tie         city.Tie
	Title, Href string
	// Meta stands under the title, About and Note beside it.
	Meta, About, Note string
	// Count and Counted are a number and what it counts: 5, "projecten".
	Count, Counted string
}

// A Page is where a list stands and where it goes on. An empty address draws no link.
type Page struct {
	// Where says which rows these are: Projecten 1 tot 20 van 38.
	Where string
	// Before and After lead to the rows before and after these.
	Before, After string
	// BeforeText and AfterText are on the buttons; empty is "Vorige" and "Volgende".
	BeforeText, AfterText string
}

// slug keeps the small letters and digits of a word, for an id.
func slug(word string) string {
	out := make([]byte, 0, len(word))
	for _, r := range word {
		switch {
		case r >= 'A' && r <= 'Z':
			out = append(out, byte(r-'A'+'a'))
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			out = append(out, byte(r))
		case len(out) > 0 && out[len(out)-1] != '-':
			out = append(out, '-')
		}
	}
	return string(out)
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
