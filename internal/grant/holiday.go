package grant

import (
	"time"

	"vriendenstad/internal/calendar"
)

// A Holiday is a time in which Flemish schools are closed.
type Holiday struct {
	Name string
	calendar.Period
}

// Holidays returns the school holidays in which a day lies or that begin within a week after it: an association of teachers or parents is hard to reach
// then, and whoever plans a closing has to confirm it (scenario 3.7.8).
//
// They follow the rules of the Flemish government: two weeks from the Monday of the week in which Christmas falls, or after it when that is a weekend; a
// week at Carnival, the seventh before Easter; two weeks from the first Monday of April, after Easter when that falls in March, or before it with its Monday
// when it falls after the fifteenth of April; July and August; a week in autumn, that of the first of November.
func Holidays(day calendar.Day) []Holiday {
	var all []Holiday
	for year := day.Year() - 1; year <= day.Year(); year++ {
		for _, h := range holidaysFrom(year) {
			if h.Holds(day) || h.First > day && h.First <= day.AddDays(7) {
				all = append(all, h)
			}
		}
	}
	return all
}

func holidaysFrom(year int) []Holiday {
	easter := easter(year)
	carnival := easter.AddDays(-48)
	weeks := func(first calendar.Day, n int) calendar.Period {
		return calendar.Period{First: first, Last: first.AddDays(7*n - 1)}
	}
	spring := weeks(firstMonday(calendar.Date(year, time.April, 1)), 2)
	switch {
	case easter < calendar.Date(year, time.April, 1):
		spring = weeks(easter.AddDays(1), 2)
	case easter > calendar.Date(year, time.April, 15):
		spring = calendar.Period{First: easter.AddDays(-13), Last: easter.AddDays(1)}
	}
	autumn := mondayOf(calendar.Date(year, time.November, 1))
	if weekday(calendar.Date(year, time.November, 1)) == time.Sunday {
		autumn = calendar.Date(year, time.November, 2)
	}
	christmas := mondayOf(calendar.Date(year, time.December, 25))
	if d := weekday(calendar.Date(year, time.December, 25)); d == time.Saturday || d == time.Sunday {
		christmas = christmas.AddDays(7)
	}
	return []Holiday{
		{"krokusvakantie", weeks(carnival, 1)},
		{"paasvakantie", spring},
		{"zomervakantie", calendar.Period{First: calendar.Date(year, time.July, 1), Last: calendar.Date(year, time.August, 31)}},
		{"herfstvakantie", weeks(autumn, 1)},
		{"kerstvakantie", weeks(christmas, 2)},
	}
}

func weekday(d calendar.Day) time.Weekday { return d.Start().Add(12 * time.Hour).Weekday() }

// mondayOf returns the Monday of the week in which the day lies.
func mondayOf(d calendar.Day) calendar.Day { return d.AddDays(-(int(weekday(d)) + 6) % 7) }

func firstMonday(from calendar.Day) calendar.Day {
	monday := mondayOf(from)
	if monday < from {
		monday = monday.AddDays(7)
	}
	return monday
}

// easter returns Easter Sunday of a year, by the reckoning of the Gregorian calendar.
func easter(year int) calendar.Day {
	golden, century := year%19, year/100
	skipped := century - century/4
	epact := (skipped - (8*century+13)/25 + 19*golden + 15) % 30
	moon := epact - epact/28*(1-29/(epact+1)*((21-golden)/11))
	day := moon - (year+year/4+moon+2-skipped)%7
	month := 3 + (day+40)/44
	return calendar.Date(year, time.Month(month), day+28-31*(month/4))
}
