package sample

import "vriendenstad/internal/city"

// countries returns the countries in which the sample works. What their ties say is real where a source stands beside it.
func countries() []city.Country {
	return append(workingCountries(), append(candidates(), projectCountries()...)...)
}

// workingCountries returns those of the city's Zuidwerking.
func workingCountries() []city.Country {
	return []city.Country{
		{
			Code: "CD", Slug: "dr-congo", Zuidwerking: city.Working,
			Tie: "In Kinshasa steunt de stad sinds 2016 de opbouw van een opleiding palliatieve zorg, met 2025 als jaar van de " +
				"eerste diploma’s. In 2017 begon ze in Congo ook een programma gezinsplanning, dat duizenden vrouwen bereikte. " +
				"Antwerpenaars met wortels in Congo slaan de brug: zij werken met Senegalese Antwerpenaars aan het voorkomen van " +
				"diabetes en van borst- en baarmoederhalskanker, ginds en hier.",
			Sources: []city.Source{
				says(cityPage, "Palliatieve zorg, gezinsplanning en preventie"),
				says(diasporaStudy, "Onderzoek naar de bijdrage van Antwerpenaars met wortels in Congo"),
			},
		},
		{
			Code: "GH", Slug: "ghana", Zuidwerking: city.Working,
			Tie: "De Zuidwerking bouwt sinds 2010 op gemeenschappen die in Antwerpen goed vertegenwoordigd zijn, en de Ghanese is " +
				"er daar één van. Op haar pagina over internationale solidariteit toont de stad het sanitair blok van een " +
				"middelbare meisjesschool in Ghana. In 2012 liet de stad onderzoeken hoe Antwerpenaars met wortels in Ghana, Congo " +
				"en Marokko meewerken aan ontwikkelingssamenwerking.",
			Sources: []city.Source{
				says(cityPage, "Zuidwerking sinds 2010 en sanitair in een meisjesschool"),
				says(diasporaStudy, "Onderzoek naar de bijdrage van Antwerpenaars met wortels in Ghana"),
			},
		},
		{
			Code: "MA", Slug: "marokko", Zuidwerking: city.Working,
			Tie: "In Marokko hielp de stad huizen aan drinkwater: Water for All, vrijwilligers van Atlas Copco, kreeg daarvoor " +
				"€\u00a012.000 in 2016 en €\u00a010.000 in 2018. Antwerpenaars met wortels in Marokko dragen de Zuidwerking mee, " +
				"en waren in 2012 een van de drie gemeenschappen die de stad liet bevragen.",
			Sources: []city.Source{
				says(waterDecision, "Steun voor drinkwater in 2016 en 2018"),
				says(cityPage, "De gemeenschappen waarop de Zuidwerking steunt"),
				says(diasporaStudy, "Onderzoek naar de bijdrage van Antwerpenaars met wortels in Marokko"),
			},
		},
		{
			Code: "SN", Slug: "senegal", Zuidwerking: city.Working,
			Tie: "In Senegal werkt de stad mee aan het voorkomen van diabetes en van borst- en baarmoederhalskanker, ginds en bij " +
				"Antwerpenaars van Afrikaanse afkomst. Met een Antwerps-Senegalese vereniging en het Rode Kruis kwamen er " +
				"technieken voor eerste hulp en ziekenvervoer in een dorp met twee ambulances. In 2016 stond Senegal bovenaan in " +
				"een studie naar nieuwe landen voor de Zuidwerking.",
			Sources: []city.Source{
				says(cityPage, "Preventie, eerste hulp en ziekenvervoer"),
				says(newCountries, "Eerste plaats in de studie naar nieuwe landen"),
			},
		},
	}
}

// candidates returns those that a study of 2016 named for the Zuidwerking, in its order, but for Senegal, where it works now.
func candidates() []city.Country {
	return []city.Country{
		{
			Code: "NP", Slug: "nepal", Zuidwerking: city.Exploring,
			Tie: "In 2016 zocht de Universiteit Antwerpen voor de stad naar nieuwe landen voor de Zuidwerking. Nepal kwam op de " +
				"tweede plaats, na Senegal. De onderzoekers keken naar interesse om een projectgroep te vormen, het netwerk in de " +
				"gemeenschap, banden met ngo’s in het land, en naar bestuur en risico ter plaatse. Het district Merksem gaf in " +
				"2015 eenmalig een humanitaire gift voor Nepal.",
			Sources: []city.Source{
				says(newCountries, "Tweede plaats in de studie naar nieuwe landen"),
				says(merksemGift, "Humanitaire gift van het district Merksem"),
			},
		},
		{
			Code: "PH", Slug: "filipijnen", Zuidwerking: city.Exploring,
			Tie: "De Filipijnen stonden in 2016 op de derde plaats in de studie naar nieuwe landen voor de Zuidwerking, die de " +
				"Universiteit Antwerpen voor de stad maakte. Voor de verkenning tellen de interesse van Antwerpenaars met wortels " +
				"in het land, hun netwerk, hun banden met ngo’s ter plaatse, en het lokale bestuur.",
			Sources: []city.Source{says(newCountries, "Derde plaats in de studie naar nieuwe landen")},
		},
		{
			Code: "NG", Slug: "nigeria", Zuidwerking: city.Exploring,
			Tie: "Nigeria stond in 2016 op de vierde plaats in de studie naar nieuwe landen voor de Zuidwerking. Voor elk land " +
				"keken de onderzoekers naar het netwerk in Antwerpen, en naar bestuur en veiligheid ter plaatse.",
			Sources: []city.Source{says(newCountries, "Vierde plaats in de studie naar nieuwe landen")},
		},
		{
			Code: "IN", Slug: "india", Zuidwerking: city.Exploring,
			Tie: "India was in 2016 het vijfde en laatste land op de lijst van geschikte landen voor de Zuidwerking. Of er een " +
				"projectgroep komt, hangt af van Antwerpenaars met banden in het land: zij zijn de motor, de stad begeleidt, " +
				"financiert en brengt mensen samen.",
			Sources: []city.Source{says(newCountries, "Vijfde plaats in de studie, en de rol van de stad")},
		},
	}
}

// projectCountries returns those that a sister city or projects tie to Antwerp.
func projectCountries() []city.Country {
	return []city.Country{
		{
			Code: "ZA", Slug: "zuid-afrika", Zuidwerking: city.NoWork,
			Tie:     "Kaapstad is een zusterstad van Antwerpen. De havens en de jongeren van beide steden hebben elkaar iets te vertellen.",
			Sources: []city.Source{says(twinTowns, "Kaapstad als zusterstad"), invented("Havens en jongeren als gemeenschappelijk verhaal")},
		},
		{
			Code: "ES", Slug: "spanje", Zuidwerking: city.NoWork,
			Tie: "Barcelona is een zusterstad van Antwerpen. Spanje is geen land voor ontwikkelingssamenwerking: wat we er doen, " +
				"is uitwisseling tussen twee Europese havensteden.",
			Sources: []city.Source{says(twinTowns, "Barcelona als zusterstad"), invented("Uitwisseling tussen havensteden")},
		},
		{
			Code: "KE", Slug: "kenia", Zuidwerking: city.NoWork,
			Tie: "Een Antwerpse vereniging zet zich samen met de AP Hogeschool in voor een opvanghuis voor kinderen met een " +
				"ernstige beperking in Kenia. In 2019 vroeg ze daarvoor steun aan de stad.",
			Sources: []city.Source{says(callForProjects, "Opvanghuis in Kenia, met de AP Hogeschool")},
		},
		{
			Code: "BJ", Slug: "benin", Zuidwerking: city.NoWork,
			Tie: "Ingenieursstudenten helpen in Benin en Ghana bij het plaatsen van waterpompen op zonne-energie. De stad gaf dat " +
				"in 2020 als voorbeeld van de projecten met duurzame energie waarvoor steeds vaker steun wordt gevraagd.",
			Sources: []city.Source{says(callForProjects, "Waterpompen op zonne-energie in Benin en Ghana")},
		},
		{
			Code: "UG", Slug: "oeganda", Zuidwerking: city.NoWork,
			Tie: "Herstellers van rolstoelen in Kenia geven hun kennis door over de grens, in Oeganda. Een Antwerpse vereniging " +
				"helpt hen daarbij.",
			Sources: []city.Source{invented("De band met Oeganda")},
		},
		{
			Code: "BO", Slug: "bolivia", Zuidwerking: city.NoWork,
			Tie: "Boerinnen uit de Alto Beni leveren cacao waarvan de chocolade in Antwerpse wereldwinkels ligt. Ze kennen hun " +
				"klanten, en hun klanten kennen hen.",
			Sources: []city.Source{invented("De band met Bolivia")},
		},
	}
}
