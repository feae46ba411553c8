package sample

import (
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
)

// The public pages on which the real facts of the sample stand.
var (
	cityPage = city.Source{
		Title: "Stad Antwerpen zet zich in voor internationale solidariteit (antwerpen.be)",
		URL:   "https://www.antwerpen.be/info/66154160bcb6df5c7d60a4f8/stad-antwerpen-zet-zich-in-voor-internationale-solidariteit",
	}
	waterDecision = city.Source{
		Title: "Collegebesluit 2018_CBS_06991, kopie op SlideShare",
		URL:   "https://www.slideshare.net/thierrydebels/antwerpen-voorziet-marokkaanse-huizen-van-drinkwater",
	}
	newCountries = city.Source{
		Title: "Senegal en Nepal (verrekijkers.org), over de studie van CeMIS, Universiteit Antwerpen",
		URL:   "https://www.verrekijkers.org/2016/05/24/senegal-en-nepal",
		On:    calendar.Date(2016, time.May, 24),
	}
	diasporaStudy = city.Source{
		Title: "Diaspora en ontwikkelingssamenwerking, CeMIS, Universiteit Antwerpen, 2012",
		URL:   "https://docplayer.nl/1409803-Diaspora-en-ontwikkelingssamenwerking.html",
	}
	callForProjects = city.Source{
		Title: "Stad Antwerpen op zoek naar ontwikkelingsprojecten in het Zuiden (Het Laatste Nieuws)",
		URL:   "https://www.hln.be/in-de-buurt/antwerpen/stad-antwerpen-op-zoek-naar-ontwikkelingsprojecten-in-het-zuiden-om-te-subsidieren~a85cdb06/",
		On:    calendar.Date(2020, time.March, 6),
	}
	twinTowns = city.Source{
		Title: "List of twin towns and sister cities in Belgium (Wikipedia)",
		URL:   "https://en.wikipedia.org/wiki/List_of_twin_towns_and_sister_cities_in_Belgium",
	}
	merksemGift = city.Source{
		Title: "Districtsraad Merksem, besluit 2015_DRME_00028 (ebesluit.antwerpen.be)",
		URL:   "https://ebesluit.antwerpen.be",
	}
)

// says returns the source as that of the fact.
func says(source city.Source, fact string) city.Source {
	source.Fact = fact
	return source
}

// invented returns what stands in place of a source where the fact was made up for the demonstration.
func invented(fact string) city.Source {
	return city.Source{Fact: fact, Title: "Verzonnen voor deze demonstratie", Invented: true}
}
