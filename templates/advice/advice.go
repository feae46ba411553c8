// Package advice draws the pages of advisers, under /advies.
package advice

import "vriendenstad/internal/calendar"

// HomePage is an adviser's home.
type HomePage struct {
	Name  string
	Until calendar.Day
	// Left is how many days are left, today not counted.
	Left int
}
