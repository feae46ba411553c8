package sample

import (
	"fmt"
	"slices"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
)

// A Call is a round of the sample city: a regulation's code and version, and whether and why it was extended.
type Call struct {
	Code string
	// Version counts the versions of the regulation from 1.
	Version int
	grant.Round
	// LongerTo is the closing that an extension gave it, zero for none; LongerBecause is what the public was told.
	LongerTo      time.Time
	LongerBecause string
}

// A window is the time from one day of closing to the next, both days whole: applications are taken all the time, and decided on by round.
type window struct{ first, last calendar.Day }

// A yearDay is a day of each year.
type yearDay struct {
	month time.Month
	day   int
}

// The days on which rounds close, year after year.
var closings = map[string][]yearDay{
	"STR": {{time.September, 15}},
	"PRO": {{time.March, 1}, {time.October, 1}},
	"NOO": {{time.December, 31}},
	"SCF": {{time.January, 31}, {time.September, 30}},
	"SCL": {{time.January, 31}, {time.September, 30}},
	"INL": {{time.March, 1}, {time.June, 1}, {time.August, 1}, {time.December, 1}},
	"SEN": {{time.December, 31}},
}

// longer is how many days the round of logistic support is extended.
const longer = 14

// ends returns the days on which rounds of a code close, from some years before the day of seeding to some after it.
func ends(code string, today calendar.Day) []calendar.Day {
	var all []calendar.Day
	for year := today.Year() - 4; year <= today.Year()+2; year++ {
		for _, d := range closings[code] {
			all = append(all, calendar.Date(year, d.month, d.day))
		}
	}
	return all
}

// callsOf returns of each code three windows: the one that ended last before the day of seeding, the one of that day, and the next.
func callsOf(today calendar.Day) map[string][3]window {
	all := map[string][3]window{}
	for code := range closings {
		ends := ends(code, today)
		at := 0
		for until := today; ends[at] < until; at++ {
			if code == "SCL" && ends[at].AddDays(longer) >= today {
				break // it is in its extension
			}
		}
		all[code] = [3]window{{ends[at-2].AddDays(1), ends[at-1]}, {ends[at-1].AddDays(1), ends[at]}, {ends[at].AddDays(1), ends[at+1]}}
	}
	return all
}

// windowAt returns the window of a code that takes applications on a day, or the next one where none does.
func windowAt(code string, day, today calendar.Day) window {
	now := callsOf(today)[code][1]
	if day >= now.first && day <= today {
		return opening(code, now)
	}
	ends := ends(code, today)
	at := slices.IndexFunc(ends, func(end calendar.Day) bool { return end >= day })
	return opening(code, window{ends[at-1].AddDays(1), ends[at]})
}

// windowBefore returns the window that ended last before a day.
func windowBefore(code string, day, today calendar.Day) window {
	ends := ends(code, today)
	at := slices.IndexFunc(ends, func(end calendar.Day) bool { return end >= day })
	return opening(code, window{ends[at-2].AddDays(1), ends[at-1]})
}

// opening returns the window as it is open: the whole time between two closings, but the last months of it for structural support.
func opening(code string, w window) window {
	if code == "STR" {
		w.first = w.last.AddDays(-structuralOpens)
	}
	return w
}

// structuralOpens is how many days a round of structural support is open.
const structuralOpens = 92

// rounds returns the rounds of the sample city: one of each regulation that is open, of which one was extended, several that come, some that are closed,
// and a draft.
func rounds(today calendar.Day) []Call {
	windows := callsOf(today)
	var all []Call
	add := func(code string, version int, w window, opened bool) *Call {
		all = append(all, Call{Code: code, Version: version, Round: grant.Round{Title: callTitle(code, w), OpensAt: w.first.Start(),
			ClosesAt: grant.MidnightAfter(w.last), Grace: grant.DefaultGrace, Opened: opened, Demo: true}})
		return &all[len(all)-1]
	}
	add("PRO", 1, windows["PRO"][0], true)
	add("PRO", 2, windows["PRO"][1], true).Money = 90_000 * euro
	add("PRO", 2, windows["PRO"][2], true)
	add("STR", 1, opening("STR", windows["STR"][1]), true)
	for _, code := range []string{"NOO", "SEN"} { // the whole year
		add(code, 1, windows[code][1], true)
		add(code, 1, windows[code][2], code == "NOO")
	}
	add("SCF", 1, windows["SCF"][1], true)
	add("INL", 1, windows["INL"][0], true)
	add("INL", 1, windows["INL"][1], true)
	extended := add("SCL", 1, windows["SCL"][1], true)
	extended.LongerTo = grant.MidnightAfter(windows["SCL"][1].last.AddDays(longer))
	extended.LongerBecause = "Veel scholen kregen de oproep laat in hun bus. Daarom blijft ze twee weken langer open (fictief)."
	there := func(code string, w window) bool {
		return slices.ContainsFunc(all, func(c Call) bool { return c.Code == code && c.ClosesAt.Equal(grant.MidnightAfter(w.last)) })
	}
	for _, a := range applications(today) { // the rounds of earlier years in which something was asked for
		if w := windowAt(a.Code, calendar.DayOf(a.At), today); !there(a.Code, w) {
			add(a.Code, 1, w, true)
		}
	}
	return all
}

// callTitle names a round after when it closes.
func callTitle(code string, w window) string {
	year, month, _ := w.last.Date()
	switch {
	case code == "NOO" || code == "SEN":
		return fmt.Sprintf("Heel %d", year)
	case code == "STR":
		return fmt.Sprintf("Oproep %d", year)
	case code == "SCF" || code == "SCL":
		if month == time.January {
			return fmt.Sprintf("Schooljaar %d-%d, tweede ronde", year-1, year)
		}
		return fmt.Sprintf("Schooljaar %d-%d, eerste ronde", year, year+1)
	case code == "INL":
		return fmt.Sprintf("Ronde van %s", monthYear(w.last))
	case month < time.July:
		return fmt.Sprintf("Voorjaar %d", year)
	}
	return fmt.Sprintf("Najaar %d", year)
}

// monthYear writes the month of a day: december 2026.
func monthYear(d calendar.Day) string {
	year, month, _ := d.Date()
	first := calendar.Date(year, month, 1).String()
	return first[2:]
}
