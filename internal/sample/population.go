package sample

import (
	"slices"
	"time"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
)

// population returns how many people lived in Antwerp, as the sources say, and a demonstration figure for each of the two years that the budget is
// shown of, where no source of ours has one.
func population(today calendar.Day) []budget.Population {
	all := counted(today)
	for year := today.Year() - 1; year <= today.Year(); year++ {
		first := calendar.Date(year, time.January, 1)
		if !slices.ContainsFunc(all, func(p budget.Population) bool { return p.On == first }) {
			all = append(all, budget.Population{On: first, Inhabitants: reckoned(year), Source: madeUp, RegisteredAt: known(first.AddDays(45), today), Demo: true})
		}
	}
	return all
}

// madeUp stands in place of the source of a figure that was made up for the demonstration.
const madeUp = "demonstratiecijfer (fictief)"

// reckoned returns how many people would live in Antwerp on 1 January of a year, if there had been 0,6 % more each year since 2025.
func reckoned(year int) int {
	n := 562_002
	for range year - 2025 {
		n = (n*1006 + 500) / 1000
	}
	return n
}

// known returns when the portal was told of something: at the begin of a day, but not after the day of seeding.
func known(day, today calendar.Day) time.Time { return min(day, today).Start() }

func counted(today calendar.Day) []budget.Population {
	begin := firstPathOn(today).Start()
	return []budget.Population{
		{
			On:           calendar.Date(2019, time.January, 1),
			Inhabitants:  525_935,
			Source:       "Het Laatste Nieuws, 17 juni 2019, naar cijfers van Statbel",
			SourceURL:    "https://www.hln.be/in-de-buurt/antwerpen/we-zijn-met-525-935-in-antwerpen-acht-op-tien-inwoners-is-belg~afd58720/",
			RegisteredAt: begin,
		},
		{
			On:          calendar.Date(2020, time.January, 1),
			Inhabitants: 529_247,
			Source:      "Agentschap Binnenlands Bestuur, bevolkingscijfers in het Subsidiepunt",
			SourceURL: "https://github.com/lblod/app-subsidiepunt/blob/1476a67922f4450cd49d656f0e86e7dce9cf1d8a/config/migrations/2024/" +
				"20241003160051-import-climate-subsidy-population-and-drawing-rights.sparql",
			RegisteredAt: begin,
		},
		{
			On:           calendar.Date(2025, time.January, 1),
			Inhabitants:  562_002,
			Source:       "Statbel, via City Population",
			SourceURL:    "https://www.citypopulation.de/en/belgium/antwerpen/",
			RegisteredAt: known(max(calendar.Date(2025, time.June, 15), firstPathOn(today)), today),
		},
	}
}
