package sample

import (
	"time"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
)

// population returns how many people lived in Antwerp, as the sources say; nothing of it is invented.
func population() []budget.Population {
	return []budget.Population{
		{
			On:          calendar.Date(2019, time.January, 1),
			Inhabitants: 525_935,
			Source:      "Het Laatste Nieuws, 17 juni 2019, naar cijfers van Statbel",
			SourceURL:   "https://www.hln.be/in-de-buurt/antwerpen/we-zijn-met-525-935-in-antwerpen-acht-op-tien-inwoners-is-belg~afd58720/",
		},
		{
			On:          calendar.Date(2020, time.January, 1),
			Inhabitants: 529_247,
			Source:      "Agentschap Binnenlands Bestuur, bevolkingscijfers in het Subsidiepunt",
			SourceURL: "https://github.com/lblod/app-subsidiepunt/blob/1476a67922f4450cd49d656f0e86e7dce9cf1d8a/config/migrations/2024/" +
				"20241003160051-import-climate-subsidy-population-and-drawing-rights.sparql",
		},
		{
			On:          calendar.Date(2025, time.January, 1),
			Inhabitants: 562_002,
			Source:      "Statbel, via City Population",
			SourceURL:   "https://www.citypopulation.de/en/belgium/antwerpen/",
		},
	}
}
