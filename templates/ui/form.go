package ui

import (
	"strings"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// A Field is one question of a form that is answered in a line.
type Field struct {
	// Name is the field's name and its id.
	Name string
	// Label is the question, Hint a sentence that helps to answer it; empty for none.
	Label, Hint string
	// Value is what stands there already. A [Password] never shows one.
	Value string
	// Type is that of the input: "text" where it is empty.
	Type string
	// Complete is what browsers may fill in: "email", "current-password"; empty leaves it to them.
	Complete string
	// Short says that the answer is a few letters long.
	Short bool
	// Most is how many letters fit, 0 for no bound.
	Most int
	// Wrong are the refusals of the whole form: the field shows its own.
	Wrong fault.Fields
}

func (f Field) kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

func (f Field) wrong() []string { return f.Wrong.Of(f.Name) }

// describedBy names the elements that say more about the field, empty where nothing does.
func (f Field) describedBy() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.Name+"-uitleg")
	}
	if len(f.wrong()) > 0 {
		ids = append(ids, f.Name+"-fout")
	}
	return strings.Join(ids, " ")
}

// WrongTitle says how many things are not right yet.
func WrongTitle(all fault.Fields) string { return wrongTitle(all) }

func wrongTitle(all fault.Fields) string {
	if len(all) == 1 {
		return "Er klopt nog iets niet"
	}
	return "Er kloppen " + money.Count(len(all)) + " dingen nog niet"
}
