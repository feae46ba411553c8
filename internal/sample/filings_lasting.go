package sample

import "vriendenstad/internal/grant"

// lastingFilings are those of work over three years.
func lastingFilings() []filing {
	return []filing{
		{
			dossier: 2, code: "STR", asked: 40_000 * euro,
			partner: &partner{"École de soins palliatifs de Kinshasa", "Kinshasa", "CD", "Opleiding van verpleegkundigen in zorg aan het levenseinde.", "fr"},
			costs: []post{{"Lesdagen, jaar 1 tot 3", 21_600 * euro}, {"Stage bij mensen thuis, jaar 1 tot 3", 11_400 * euro}, {"Zorgkoffers, jaar 1 en 2", 9_000 * euro},
				{"Handboek en vertaling, jaar 1", 6_000 * euro}},
			income: []post{{"Giften van woonzorgcentra", 5_000 * euro}},
			said: map[string]string{
				"geschiedenis": "Sinds negen jaar bouwen we samen aan deze opleiding. De eerste vierentwintig verpleegkundigen studeerden af; twintig van hen werken " +
					"nog altijd in de palliatieve zorg.",
				"rollen": "De school beslist over het programma en stelt de lesgevers aan. Wij betalen per afgewerkt semester en zoeken stageplaatsen in Antwerpen. Een " +
					"stuurgroep met drie mensen van elke kant komt elk kwartaal samen.",
				"bestuur-wat": "Het districtsbestuur geeft een lokaal, en erkent het getuigschrift voor zijn eigen gezondheidscentra.",
				"verandering": "Na drie jaar zijn er negentig verpleegkundigen meer die thuis palliatief zorgen, in vier wijken die dat nu niet kennen. We zien het aan het " +
					"aantal mensen dat thuis sterft met een verpleegkundige erbij: nu 40 per jaar, dan 400.",
				"jaren":           "Jaar 1: handboek, twaalf lesgevers, dertig studenten. Jaar 2: dertig studenten en stages in vier wijken. Jaar 3: dertig studenten, en de school alleen aan het roer.",
				"capaciteit":      "De school leidt haar eigen lesgevers op en houdt haar eigen boeken. Het ministerie onderhandelt over een vaste bijdrage vanaf jaar 3.",
				"antwerpen-leert": "Woonzorgcentra leren hoe een familie waakt en wie er dan kookt. Elk jaar lopen twee medewerkers mee in Kinshasa.",
				"hier":            "Elk jaar een avond over afscheid nemen in verschillende culturen, samen met mantelzorgers.",
				"risico":          "De munt verliest snel waarde. We betalen per semester en rekenen in dollars.",
			},
		},
		{
			dossier: 12, code: "STR", asked: 30_000 * euro,
			partner: &partner{"Jardins de Ndar", "Saint-Louis", "SN", "Stadstuinen van vrouwen en jongeren op zoute grond.", "fr"},
			costs: []post{{"Regenwaterbekkens, jaar 1 en 2", 12_600 * euro}, {"Zaden, compost en gereedschap, jaar 1 tot 3", 8_400 * euro},
				{"Opleiding en uitwisseling van tuinders, jaar 1 tot 3", 7_500 * euro}, {"Marktkraam en weegschalen, jaar 2", 4_500 * euro}},
			income: []post{{"Opbrengst van de plantenbeurs in Hoboken", 2_000 * euro}},
			said: map[string]string{
				"geschiedenis":    "Vijf jaar geleden ruilden we de eerste zaden. Sindsdien proefden we elf gewassen op zoute grond, in twee proeftuinen die er nog liggen.",
				"rollen":          "De tuinders van Saint-Louis kiezen wat ze telen en wie in de tuin werkt. Wij sturen zaden, rekenen aan de bekkens en verkopen mee op de beurs.",
				"bestuur-wat":     "De gemeente geeft de grond voor tien jaar in gebruik en sluit de tuinen aan op het waternet voor noodgevallen.",
				"verandering":     "Vier tuinen van een halve hectare, waar 160 gezinnen groenten telen en een kwart ervan verkopen. We wegen elke oogst en tellen wie er van eet.",
				"jaren":           "Jaar 1: twee bekkens en twee tuinen. Jaar 2: twee bekkens, twee tuinen en een marktkraam. Jaar 3: alles in eigen beheer, met twaalf opgeleide tuinders.",
				"capaciteit":      "Twaalf tuinders leren anderen op. De vier tuinen vormen samen een coöperatie met een eigen rekening.",
				"antwerpen-leert": "Op de arme grond van Hoboken proberen buren dezelfde technieken: diepe mulch, zout uitspoelen, compost uit viskoppen.",
				"hier":            "Elk voorjaar een plantenbeurs in Hoboken, elk najaar een maaltijd met wat beide tuinen gaven.",
				"risico":          "Bij hoog water komt zout in de bekkens. Ze liggen daarom een meter boven de straat.",
			},
		},
		{
			by: teranga, code: "STR", status: grant.OnAgenda, ago: 80, title: "Diabetespreventie in twee steden", in: in("SN"), goals: sdgs(3),
			place: "Saint-Louis, en Borgerhout", starts: 4, months: 36, asked: 25_000 * euro, partner: &inSaintLouis,
			summary: "Drie jaar lang meten vrijwilligers bloedsuiker op markten en in buurthuizen, in Saint-Louis en in Borgerhout. Wie te hoog zit, krijgt na twee weken een " +
				"telefoontje en een plaats bij een arts. Koks tonen hoe een vertrouwd gerecht gezonder kan.",
			costs: []post{{"Meetdagen in Saint-Louis, jaar 1 tot 3", 9_800 * euro}, {"Meetdagen in Antwerpen, jaar 1 tot 3", 7_200 * euro},
				{"Meettoestellen en strips", 6_400 * euro}, {"Koks, recepten en drukwerk", 4_600 * euro}},
			income: []post{{"Bijdrage van twee apotheken", 2_000 * euro}},
			said: map[string]string{
				"geschiedenis": "Met Santé Ndar leidden we vrijwilligers op in eerste hulp, en maten we samen de bloedsuiker van 2.140 mensen. De telefoontjes na twee weken " +
					"bestaan nog altijd.",
				"rollen":      "Santé Ndar beslist over de meetdagen in Saint-Louis en houdt de cijfers bij. Wij doen hetzelfde in Borgerhout. Elke maand leggen we ze naast elkaar.",
				"bestuur-wat": "De gezondheidsdienst van Saint-Louis stelt een arts vrij voor wie doorverwezen wordt.",
				"verandering": "In elke stad zijn 3.000 mensen gemeten, en drie op de vier van wie te hoog zit, zag binnen de maand een arts. Nu is dat twee op de drie.",
				"jaren": "Jaar 1: zes meetdagen per stad en een receptenboekje. Jaar 2: tien meetdagen, waarvan vier met eigen vrijwilligers. Jaar 3: twaalf meetdagen, geleid " +
					"door wie in jaar 1 gemeten werd.",
				"capaciteit":      "Veertig vrijwilligers per stad kunnen zelf een meetdag leiden. De toestellen blijven bij de wijkgezondheidscentra.",
				"antwerpen-leert": "Wijkgezondheidscentra leren praten over eten aan het fornuis, en bellen na twee weken.",
				"hier":            "Elk jaar vijf meetdagen met een kook, gratis en zonder afspraak.",
				"risico":          "Strips zijn soms maanden niet te krijgen. We leggen een voorraad voor een half jaar aan.",
			},
			talk: []word{
				{33, true, "De adviesraad gaf een gunstig advies. We zetten het voorstel op de agenda van het college.", true},
				{31, false, "Dat is goed nieuws, dank je. Moeten wij nog iets doen?", true},
				{30, true, "Nee, voorlopig niet. Je krijgt een brief zodra het college beslist heeft.", true},
			},
		},
	}
}

// reliefFilings are those of emergency aid.
func reliefFilings() []filing {
	return []filing{
		{
			dossier: 16, code: "NOO", asked: 5_000 * euro,
			partner: &partner{"Tarai Rahat", "Ten zuiden van Kathmandu", "NP", "Hulp bij overstromingen, met eigen boten en een lijst van gezinnen.", "en"},
			costs:   []post{{"Zeilen en dekens", 9_800 * euro}, {"Tabletten om water te zuiveren", 5_600 * euro}, {"Vrachtwagens", 4_600 * euro}},
			income:  []post{{"Giften via onze rekening", 6_000 * euro}, {"Andere organisaties", 9_000 * euro}},
			said: map[string]string{
				"soort": "natuurramp", "bereik": "400",
				"hulp-wat": "Elk gezin krijgt een zeil, vier dekens en tabletten voor een maand. De partner koopt alles in Nepal en brengt het met vrachtwagens tot aan het water, " +
					"en dan met boten.",
			},
		},
		{
			dossier: 17, code: "NOO", asked: 5_000 * euro,
			partner: &partner{"Atlas Solidarité", "Hoge Atlas", "MA", "Vereniging van bergdorpen, met een depot aan de voet van de weg.", "fr"},
			costs:   []post{{"Tenten", 7_500 * euro}, {"Kachels en brandstof", 4_200 * euro}, {"Mobiele keuken", 3_300 * euro}},
			income:  []post{{"Giften", 10_000 * euro}},
			said: map[string]string{
				"soort": "natuurramp", "bereik": "180",
				"hulp-wat": "Tenten en kachels voor drie dorpen, en een keuken die twee weken per dorp blijft. Muilezels brengen alles de laatste vijf kilometer.",
			},
			papers: []Attachment{{"bewijs", "Lijst van gezinnen.pdf", "Lijst van gezinnen, per dorp (fictief)",
				[]string{"Eerste dorp: 24 gezinnen, 4 tenten en 4 kachels.", "Tweede dorp: 19 gezinnen, 3 tenten en 3 kachels.", "Derde dorp: 31 gezinnen, 5 tenten en 5 kachels.",
					"Nagekeken door de dorpsraden. Namen van gezinnen staan op de lijst van de partner zelf."}}},
			talk: []word{
				{20, true, "Het verslag over deze noodhulp is nog niet binnen. Kun je het deze maand bezorgen? Zolang het er niet is, kun je niets nieuws aanvragen.", true},
				{18, false, "Je hebt gelijk, het spijt ons. De rekeningen liggen nog bij de partner. We bellen hem deze week.", true},
			},
		},
	}
}
