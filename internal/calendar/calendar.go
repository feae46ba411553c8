// Package calendar knows days as the city counts them: by the calendar of Brussels.
package calendar

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // a server without time zones would otherwise close rounds an hour early
)

// Brussels is the time zone in which the city's days begin and end.
var Brussels = mustBrussels()

func mustBrussels() *time.Location {
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		panic(err) // tzdata is embedded
	}
	return zone
}

// A Day is a day of the calendar, counted from 1 January of the year 1, which is day 1.
// Zero is no day: where a day may be missing, it is zero here and NULL in the database.
type Day int32

// The first and the last day that [ParseDay] reads. Nothing that the portal keeps lies outside.
var (
	First = Date(1900, time.January, 1)
	Last  = Date(2199, time.December, 31)
)

// ErrUnreadable refuses what is not a day, with a sentence that a page may show.
var ErrUnreadable = errors.New("Schrijf een dag, bijvoorbeeld 31/03/2026")

const secondsADay = 24 * 60 * 60

// unixDay is the Day of 1 January 1970.
const unixDay = 719_163

// Date returns the day of that year, month and number. Numbers beyond the month roll over, as in [time.Date].
func Date(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/secondsADay + unixDay)
}

// DayOf returns the day in Brussels on which the moment falls.
func DayOf(moment time.Time) Day {
	year, month, day := moment.In(Brussels).Date()
	return Date(year, month, day)
}

// noon returns the middle of the day as a moment in UTC: for arithmetic by package time.
func (d Day) noon() time.Time {
	return time.Unix((int64(d)-unixDay)*secondsADay+secondsADay/2, 0).UTC()
}

// IsZero says that there is no day.
func (d Day) IsZero() bool { return d == 0 }

// Date returns the year, the month and the day of the month.
func (d Day) Date() (year int, month time.Month, day int) { return d.noon().Date() }

// Year returns the year of the day.
func (d Day) Year() int { return d.noon().Year() }

// Start returns the first moment of the day in Brussels.
func (d Day) Start() time.Time {
	year, month, day := d.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, Brussels)
}

// AddDays returns the day that lies n days later, or earlier where n is negative.
func (d Day) AddDays(n int) Day { return d + Day(n) }

// AddMonths returns the same day of the month n months later, or the last day of that month where it is shorter.
func (d Day) AddMonths(n int) Day {
	year, month, day := d.Date()
	first := Date(year, month+time.Month(n), 1)
	return first + Day(min(day, first.daysInMonth())-1)
}

func (d Day) daysInMonth() int {
	year, month, _ := d.Date()
	return time.Date(year, month+1, 0, 12, 0, 0, 0, time.UTC).Day()
}

var months = [...]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
	"oktober", "november", "december"}

// String writes the day for people: 31 maart 2026. No day is written as nothing.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	year, month, day := d.Date()
	return fmt.Sprintf("%d %s %d", day, months[month-1], year)
}

// ISO writes the day for machines: 2026-03-31. No day is written as nothing.
func (d Day) ISO() string {
	if d.IsZero() {
		return ""
	}
	return d.noon().Format(time.DateOnly)
}

// ParseDay reads a day as people type it (31/03/2026, 31-3-2026, 31.03.2026, 31 maart 2026) or as browsers
// send it (2026-03-31). It refuses days that do not exist and days outside [First] and [Last].
func ParseDay(typed string) (Day, error) {
	parts := strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune(" /-.\u00a0", r) })
	if len(parts) != 3 || len(typed) > 40 {
		return 0, ErrUnreadable
	}
	if len(parts[0]) == 4 {
		parts[0], parts[2] = parts[2], parts[0]
	}
	day, ok1 := number(parts[0], 2)
	month, ok2 := monthOf(parts[1])
	year, ok3 := number(parts[2], 4)
	if !ok1 || !ok2 || !ok3 || len(parts[2]) != 4 {
		return 0, ErrUnreadable
	}
	d := Date(year, time.Month(month), day)
	if y, m, dd := d.Date(); y != year || int(m) != month || dd != day || d < First || d > Last {
		return 0, ErrUnreadable
	}
	return d, nil
}

func monthOf(s string) (int, bool) {
	for i, name := range months {
		if strings.EqualFold(s, name) || (len(s) == 3 && strings.EqualFold(s, name[:3])) || (s == "mrt" && i == 2) {
			return i + 1, true
		}
	}
	return number(s, 2)
}

func number(s string, most int) (int, bool) {
	if s == "" || len(s) > most || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// A Period runs from its first to its last day, both included. A zero Last has no end yet;
// the zero Period is none.
type Period struct {
	First, Last Day
}

// Holds says whether the day lies in the period.
func (p Period) Holds(d Day) bool {
	return !p.First.IsZero() && d >= p.First && (p.Last.IsZero() || d <= p.Last)
}

// String writes the period for people: 1 juni tot 31 augustus 2026, or sinds 1 juni 2026.
func (p Period) String() string {
	switch {
	case p.First.IsZero():
		return ""
	case p.Last.IsZero():
		return "sinds " + p.First.String()
	case p.First == p.Last:
		return p.First.String()
	}
	first := p.First.String()
	if p.First.Year() == p.Last.Year() {
		first = first[:len(first)-5]
	}
	return first + " tot " + p.Last.String()
}

// Years writes the years of the period: 2026–2029, or 2026.
func (p Period) Years() string {
	switch {
	case p.First.IsZero():
		return ""
	case p.Last.IsZero():
		return "sinds " + strconv.Itoa(p.First.Year())
	case p.First.Year() == p.Last.Year():
		return strconv.Itoa(p.First.Year())
	}
	return strconv.Itoa(p.First.Year()) + "–" + strconv.Itoa(p.Last.Year())
}
