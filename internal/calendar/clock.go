package calendar

import (
	"fmt"
	"time"
)

// Clock writes the time of day in Brussels: "9.05 uur".
func Clock(moment time.Time) string {
	here := moment.In(Brussels)
	return fmt.Sprintf("%d.%02d uur", here.Hour(), here.Minute())
}

// Moment writes a moment as people in Brussels say it: "31 maart 2026 om 9.05 uur". The zero moment is empty.
func Moment(moment time.Time) string {
	if moment.IsZero() {
		return ""
	}
	return DayOf(moment).String() + " om " + Clock(moment)
}

// Exactly writes a moment to the second: "31 maart 2026 om 9.05.03 uur". The zero moment is empty.
func Exactly(moment time.Time) string {
	if moment.IsZero() {
		return ""
	}
	here := moment.In(Brussels)
	return fmt.Sprintf("%v om %d.%02d.%02d uur", DayOf(moment), here.Hour(), here.Minute(), here.Second())
}
