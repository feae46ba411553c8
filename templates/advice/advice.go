// Package advice draws the pages of advisers, under /advies.
package advice

import (
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
)

// HomePage is an adviser's home.
type HomePage struct {
	Name  string
	Until calendar.Day
	// Left is how many days are left, today not counted.
	Left int
}

func (p HomePage) left() string {
	switch p.Left {
	case 0:
		return "Vandaag is de laatste dag."
	case 1:
		return "Nog één dag."
	}
	return "Nog " + money.Count(p.Left) + " dagen."
}
