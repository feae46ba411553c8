package public

import (
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
)

// sourceTitle names a source with its day.
func sourceTitle(s city.Source) string {
	if s.On.IsZero() {
		return s.Title
	}
	return s.Title + ", " + s.On.String()
}

// The public pages on which the facts of the text pages can be read.
var (
	policyText = city.Source{
		Title: "Vriendenstad, uit het programma Stad in de wereld (Groen Antwerpen)",
		URL:   "https://www.groenantwerpen.be/programma-stad-in-de-wereld-vriendenstad",
	}
	solidarityPage = city.Source{
		Title: "Stad Antwerpen zet zich in voor internationale solidariteit",
		URL:   "https://www.antwerpen.be/info/66154160bcb6df5c7d60a4f8/stad-antwerpen-zet-zich-in-voor-internationale-solidariteit",
	}
	newCountriesStudy = city.Source{
		Title: "Antwerpse ontwikkelingssamenwerking breidt mogelijk uit (De Verrekijkers)",
		URL:   "https://www.verrekijkers.org/2016/05/24/senegal-en-nepal/",
		On:    calendar.Date(2016, time.May, 24),
	}
	projectCall = city.Source{
		Title: "Het Laatste Nieuws, over de oproep voor ontwikkelingsprojecten",
		On:    calendar.Date(2020, time.March, 6),
	}
	twinList = city.Source{
		Title: "List of twin towns and sister cities in Belgium (Wikipedia)",
		URL:   "https://en.wikipedia.org/wiki/List_of_twin_towns_and_sister_cities_in_Belgium",
	}
	ludwigshafen = city.Source{
		Title: "Partnerstadt Antwerpen (stad Ludwigshafen)",
		URL:   "https://www.ludwigshafen.de/lebenswert/stadt-am-rhein/partnerstaedte/antwerpen",
	}
	fewerSisters = city.Source{
		Title: "Steeds minder zustersteden (VRT NWS)",
		URL:   "https://www.vrt.be/vrtnws/nl/2021/01/20/steeds-minder-zustersteden-en-jumelages-maar-gent-houdt-vast-aa/",
		On:    calendar.Date(2021, time.January, 20),
	}
	genk = city.Source{
		Title: "Stedenband Francistown (stad Genk)",
		URL:   "https://www.genk.be/stedenband",
	}
	survey2022 = city.Source{
		Title: "Bevraging lokaal mondiaal beleid (VVSG)",
		URL:   "https://www.vvsg.be/nieuws/lokaal-mondiaal-beleid-en-de-sdgs-resultaten-bevraging",
		On:    calendar.Date(2022, time.May, 30),
	}
	survey2024 = city.Source{
		Title: "Bevraging lokaal mondiaal beleid (VVSG)",
		URL:   "https://www.vvsg.be/nieuws/lokaal-mondiaal-beleid-en-de-sdgs-resultaten-bevraging-1",
		On:    calendar.Date(2024, time.June, 10),
	}
	leuven = city.Source{
		Title: "Aanbevelingen voor een mondiaal beleid in Leuven (Leuven Actueel)",
		URL:   "https://leuvenactueel.be/aanbevelingen-voor-een-mondiaal-beleid-in-leuven",
	}
)
