package sample

import (
	"vriendenstad/internal/city"
	"vriendenstad/internal/world"
)

// otherCities returns the sister cities, which are real, and those being explored, of which only the country is.
func otherCities() []city.Partner {
	return append(sisterCities(), exploredCities()...)
}

func sisterCities() []city.Partner {
	return []city.Partner{
		{
			Slug: "kaapstad", Name: "Kaapstad", LocalName: "Cape Town", Country: "ZA", Latitude: -33.9249, Longitude: 18.4241,
			Relation: city.Sister, State: city.Active,
			Counterpart: "City of Cape Town, dienst internationale relaties (fictief)",
			Intro: "Een havenstad tussen een berg en twee oceanen. Kaapstad en Antwerpen kennen elkaar van de scheepvaart, en " +
				"vonden elkaar terug langs het voetbalveld.",
			Themes: []string{"jongeren", "sport"},
			SDGs:   []world.SDG{3, 4, 10},
			AntwerpLearns: "Een trapveld is een klaslokaal. In Kaapstad geven jongeren van achttien training aan kinderen van " +
				"tien, en leren ze meteen leidinggeven. Twee Antwerpse buurtsportpleinen werken nu met hetzelfde getrapte systeem.",
			PartnerLearns: "Sport en school op elkaar laten aansluiten: wie training geeft, krijgt begeleiding bij huiswerk en een " +
				"getuigschrift dat werkgevers kennen. Ook meisjesploegen hebben nu vaste uren op het veld.",
			Checks: checks(
				met("trainers van beide steden wisselen oefeningen en ervaring uit"),
				met("jonge trainers halen een getuigschrift"),
				unmet("de besturen zelf werken nog weinig samen"),
				unmet("de lessen bereiken de gewone sportdiensten nog niet"),
				met("de jongeren beslissen in beide steden zelf over het programma"),
				met("Antwerpen nam het getrapte trainerschap over"),
			),
			Sources: []city.Source{
				says(twinTowns, "Kaapstad als zusterstad van Antwerpen"),
				invented("Stand, tegenhanger, succesfactoren en wat beide steden leren"),
			},
		},
		{
			Slug: "barcelona", Name: "Barcelona", LocalName: "Barcelona", Country: "ES", Latitude: 41.3874, Longitude: 2.1686,
			Relation: city.Sister, State: city.Active,
			Counterpart: "Ajuntament de Barcelona, dienst internationale relaties (fictief)",
			Intro: "Een stad van blokken, pleinen en zee. Barcelona en Antwerpen zijn twee Europese havens met dezelfde vraag: hoe " +
				"blijft een stad koel, leefbaar en open?",
			Themes: []string{"stedelijk beleid", "klimaat op school"},
			SDGs:   []world.SDG{7, 11, 13},
			AntwerpLearns: "Straten teruggeven aan wie er woont. In Barcelona maken scholen van hun straat een koele plek met " +
				"bomen en schaduw; leerlingen meten het verschil. Een Antwerpse school nam de meetmethode over.",
			PartnerLearns: "Hitte en water samen bekijken: hoe een groenblauwe speelplaats ook een wolkbreuk opvangt. Leerlingen " +
				"uit Barcelona tekenden na hun bezoek een tweede plan voor hun eigen speelplaats.",
			Checks: checks(
				unmet("contact loopt via scholen, nog niet tussen diensten"),
				unmet("capaciteitsopbouw is tussen deze twee steden geen doel"),
				unmet("er is geen gezamenlijk werkplan"),
				met("de meetmethode voor koele schoolstraten is voor elke school bruikbaar"),
				met("beide scholen kozen samen het onderwerp"),
				met("elke klas legde de andere uit wat ze had geleerd"),
			),
			Sources: []city.Source{
				says(twinTowns, "Barcelona als zusterstad van Antwerpen"),
				invented("Stand, tegenhanger, succesfactoren en wat beide steden leren"),
			},
		},
	}
}

func exploredCities() []city.Partner {
	return []city.Partner{
		{
			Slug: "kathmandu", Name: "Kathmandu", LocalName: "काठमाडौं", Country: "NP", Latitude: 27.7172, Longitude: 85.3240,
			Relation: city.Exploration, State: city.InExploration,
			Counterpart: "Kathmandu Metropolitan City, dienst stadsontwikkeling (fictief)",
			Intro: "Een stad in een kom tussen bergen, met pleinen die na elke beving weer worden opgebouwd. We zoeken uit wat " +
				"Kathmandu en Antwerpen voor elkaar kunnen betekenen.",
			Themes: []string{"heropbouw", "onderwijs"},
			SDGs:   []world.SDG{4, 9, 11},
			AntwerpLearns: "Hoe buren een wijk weer opbouwen zonder haar te verliezen: met oude technieken, nieuwe kennis en een " +
				"bouwmeester die naast de metsers staat. Dat vertellen bezoekers uit Nepal in Antwerpen; uitgeprobeerd is het nog " +
				"niet.",
			PartnerLearns: "Hoe een stad haar risico’s in kaart brengt en die kaart gebruikt bij elke bouwvergunning. De eerste " +
				"gesprekken tussen beide diensten gaan daarover.",
			Checks: checks(
				met("twee diensten hebben een vaste contactpersoon aangeduid"),
				unmet("nog te bepalen na het eerste werkbezoek"),
				unmet("een bestuur dat zich meerdere jaren bindt, ontbreekt nog"),
				unmet("nog geen gezamenlijk plan"),
				met("beide steden schreven apart op wat ze zoeken"),
				unmet("wat Antwerpen leert, is nog een verwachting"),
			),
			Sources: []city.Source{
				says(newCountries, "Nepal als tweede kandidaat voor de Zuidwerking in 2016"),
				invented("De keuze voor de stad Kathmandu en de stand van de verkenning"),
			},
		},
		{
			Slug: "iloilo", Name: "Iloilo", LocalName: "Iloilo", Country: "PH", Latitude: 10.7202, Longitude: 122.5621,
			Relation: city.Exploration, State: city.InExploration,
			Counterpart: "Iloilo City Government, dienst milieu (fictief)",
			Intro: "Een rivierstad op het eiland Panay, met mangroves waar het zoete water het zoute ontmoet. Iloilo verkent met " +
				"Antwerpen hoe je een kust beschermt met wat er groeit.",
			Themes: []string{"kustbescherming", "klimaatadaptatie"},
			SDGs:   []world.SDG{13, 14, 15},
			AntwerpLearns: "Een oever laten werken als dijk. Vrijwilligers in Iloilo tellen elk seizoen hoeveel slib de mangroves " +
				"vasthouden; aan de Schelde kan dezelfde telling met riet en wilg.",
			PartnerLearns: "Meten op lange termijn, en de cijfers zo bewaren dat een volgend bestuur ze nog kan lezen. Een eerste " +
				"meetreeks langs de rivier is begonnen.",
			Checks: checks(
				met("kustwachters en natuurgidsen spreken elkaar elke twee maanden online"),
				unmet("een opleiding is in voorbereiding"),
				unmet("nog geen beslissing van het stadsbestuur"),
				unmet("nog niet van toepassing in deze fase"),
				met("de vraag kwam van twee kanten"),
				unmet("een eerste Antwerpse telling moet nog beginnen"),
			),
			Sources: []city.Source{
				says(newCountries, "Filipijnen als derde kandidaat voor de Zuidwerking in 2016"),
				invented("De keuze voor de stad Iloilo en de stand van de verkenning"),
			},
		},
	}
}
