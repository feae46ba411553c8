package ui

import (
	"strconv"
	"strings"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
)

// Choices are one question of a form that is answered by choosing.
type Choices struct {
	// Name is the fields' name; the question's id is the same.
	Name string
	// Label is the question, Hint a sentence that helps to answer it; empty for none.
	Label, Hint string
	// Many says that more than one may be chosen.
	Many   bool
	Values []Option
	// Wrong are the refusals of the whole form: the question shows its own.
	Wrong fault.Fields
}

// An Option is one that can be chosen.
type Option struct {
	Value, Label string
	// Hint says what the choice means; empty for none.
	Hint   string
	Chosen bool
}

func (c Choices) kind() string {
	if c.Many {
		return "checkbox"
	}
	return "radio"
}

func (c Choices) wrong() []string { return c.Wrong.Of(c.Name) }

func (c Choices) describedBy() string {
	var ids []string
	if c.Hint != "" {
		ids = append(ids, c.Name+"-uitleg")
	}
	if len(c.wrong()) > 0 {
		ids = append(ids, c.Name+"-fout")
	}
	return strings.Join(ids, " ")
}

func (c Choices) id(i int) string { return c.Name + "-" + strconv.Itoa(i+1) }

// PartLabel names a part that people play, as a word by itself.
func PartLabel(p account.Part) string { return sentence(string(p)) }

// PartsLabel names several parts: "Diensthoofd, dossierbehandelaar".
func PartsLabel(all []account.Part) string {
	words := make([]string, len(all))
	for i, p := range all {
		words[i] = string(p)
	}
	return sentence(strings.Join(words, ", "))
}

// StandingLabel names where an association stands with the Dienst.
func StandingLabel(s association.Standing) string {
	switch s {
	case association.Registered:
		return "Wacht op nazicht"
	case association.Verified:
		return "Nagekeken"
	case association.Asked:
		return "Meer gevraagd"
	case association.Refused:
		return "Geweigerd"
	}
	return sentence(string(s))
}

func standingTone(s association.Standing) string {
	switch s {
	case association.Registered:
		return "tag tag--busy"
	case association.Verified:
		return "tag tag--good"
	case association.Asked:
		return "tag tag--warn"
	case association.Refused:
		return "tag tag--wrong"
	}
	return "tag"
}
