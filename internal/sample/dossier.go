package sample

import (
	"fmt"
	"slices"
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

const euro money.Cents = 100

// A dossier is a project as it is written down here: its days are reckoned from the day of seeding.
type dossier struct {
	number int
	title  string
	// by and in are places in the lists of [Make].
	by   []association.ID
	city city.ID
	// shares are in hundredths of the project; none for work in Antwerp.
	shares        []share
	place         string
	goals         []world.SDG
	sector        world.Sector
	kind          project.Kind
	state         project.State
	when          course
	cost, granted money.Cents
	inKind        bool
	summary       string
	results       string
	antwerp       string
	partner       string
}

type share struct {
	country world.Code
	percent int
}

// in returns the shares of a project in one country.
func in(country world.Code) []share { return []share{{country, 100}} }

func (d dossier) project(id project.ID, today calendar.Day) project.Project {
	granted, period := d.when.days(today)
	p := project.Project{
		ID: id, Slug: slug(d.title), Title: d.title, Associations: d.by, City: d.city,
		Place: d.place, SDGs: slices.Sorted(slices.Values(d.goals)), Sector: d.sector, Kind: d.kind, State: d.state, Period: period,
		Cost: d.cost, Granted: d.granted, GrantedOn: granted, Decision: d.decision(granted), Summary: d.summary, Results: d.results,
		AntwerpLearnt: d.antwerp, PartnerLearnt: d.partner, InKind: d.inKind, Demo: true,
	}
	for _, s := range d.shares {
		p.Shares = append(p.Shares, project.Share{Country: s.country, BasisPoints: s.percent * 100})
	}
	return p
}

// decision returns the number of the decision, in the form of the city's: a running number within the year.
func (d dossier) decision(granted calendar.Day) string {
	year := granted.Year()
	dayOfYear := int(granted-calendar.Date(year, time.January, 1)) + 1
	return fmt.Sprintf("%d_CBS_%05d (fictief)", year, dayOfYear*55+d.number)
}

// A course says when a project was decided on and carried out.
type course struct {
	// weeks is how long before the day of seeding it was decided on.
	weeks int
	// months is how long it lasts, from the first of the month after the decision.
	months int
	// fairTrade overrules both: it is the week for fair trade of the last autumn that has been reported on.
	fairTrade bool
}

// days returns the day of the decision and the period of the project.
func (c course) days(today calendar.Day) (granted calendar.Day, period calendar.Period) {
	if c.fairTrade {
		year := today.AddMonths(-11).Year() // from December on, this autumn's week is reported on
		return council(calendar.Date(year, time.July, 1)), calendar.Period{
			First: calendar.Date(year, time.October, 4), Last: calendar.Date(year, time.October, 14),
		}
	}
	granted = council(today.AddDays(-7 * c.weeks))
	year, month, _ := granted.Date()
	first := calendar.Date(year, month+1, 1)
	return granted, calendar.Period{First: first, Last: first.AddMonths(c.months).AddDays(-1)}
}

// firstFriday is the fifth day of the calendar, since the first was a Monday.
const firstFriday calendar.Day = 5

// council returns the last day up to the given one on which the college met: a Friday that is no holiday.
func council(by calendar.Day) calendar.Day {
	friday := by - (by-firstFriday)%7
	for holiday(friday) {
		friday = friday.AddDays(-7)
	}
	return friday
}

func holiday(d calendar.Day) bool {
	_, month, day := d.Date()
	switch month {
	case time.January:
		return day <= 2
	case time.May:
		return day == 1
	case time.July:
		return day == 21
	case time.August:
		return day == 15
	case time.November:
		return day == 1 || day == 11
	case time.December:
		return day >= 24
	}
	return false
}
