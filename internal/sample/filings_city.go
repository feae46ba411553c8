package sample

import "vriendenstad/internal/grant"

// cityFilings are those of activities in Antwerp that got support.
func cityFilings() []filing {
	return []filing{
		{
			dossier: 9, code: "SEN", asked: 2_625 * euro,
			costs:  []post{{"Ontbijt op het plein", 1_200 * euro}, {"Proeverijen in klassen", 900 * euro}, {"Affiches en wandelkaart", 800 * euro}, {"Scherm en geluid", 600 * euro}},
			income: []post{{"Bijdragen aan het ontbijt", 600 * euro}},
			said: map[string]string{
				"soort": "feest", "bereik": "500",
				"wie":          "Gezinnen en cafégangers op het Zuid, en klassen uit de buurt. We hangen affiches bij de bakker en vragen de cafés om mee te doen.",
				"stem":         "Drie cacaoboerinnen vertellen via video hoe hun prijs tot stand komt, en antwoorden op vragen uit de zaal.",
				"toegankelijk": "Alles is gelijkvloers, het ontbijt kost wat je kunt missen, en er is een tolk gebarentaal op de avond.",
			},
		},
		{
			dossier: 13, code: "SEN", asked: 2_100 * euro,
			costs:  []post{{"Materiaal en kostuums", 1_100 * euro}, {"Zaal en techniek", 950 * euro}, {"Verbinding tussen de ateliers", 350 * euro}, {"Affiches", 400 * euro}},
			income: []post{{"Toegang tot de voorstelling", 300 * euro}},
			said: map[string]string{
				"soort": "tentoon", "bereik": "350",
				"wie":  "Jongeren uit Merksem en hun families. Ze nodigen zelf uit, elk tien mensen.",
				"stem": "De helft van de makers woont in Tanger. Zij kiezen mee wat er op het podium komt.",
			},
		},
		{
			dossier: 20, code: "SEN", asked: 1_425 * euro,
			costs: []post{{"Zaalhuur", 800 * euro}, {"Kinderopvang", 500 * euro}, {"Koffie en thee voor het publiek", 300 * euro}, {"Drukwerk", 300 * euro}},
			said: map[string]string{
				"soort": "avond", "bereik": "240",
				"wie":          "Buren die elkaar van zien kennen. We spreken mensen aan aan de schoolpoort en in de wachtzaal.",
				"stem":         "Elke avond begint met het verhaal van iemand uit de buurt die zelf vertrok en aankwam.",
				"toegankelijk": "Er is opvang voor kinderen, en wie geen Nederlands spreekt, zit naast iemand die vertaalt.",
			},
		},
	}
}

// cityFilingsUnderWay are those of activities in Antwerp that are being looked at.
func cityFilingsUnderWay() []filing {
	return []filing{{
		by: bayanihan, code: "SEN", status: grant.Checking, ago: 9, title: "Kaaien vol verhalen", goals: sdgs(10, 14), place: "De kaaien, tussen het Steen en het Zuid",
		starts: 4, asked: 2_700 * euro,
		summary: "Twee weken lang vertellen zeevarenden aan de kaaien over de storm, de zee en wie thuis wacht. Overdag hangen er beelden van kustdorpen, ’s avonds is er muziek " +
			"en een gesprek.",
		costs:  []post{{"Tent en geluid", 1_500 * euro}, {"Beelden en vertaling", 1_000 * euro}, {"Wandelkaart", 500 * euro}, {"Affiches", 600 * euro}},
		income: []post{{"Gift van een rederij", 400 * euro}},
		said: map[string]string{
			"soort": "tentoon", "bereik": "2.000",
			"wie":          "Wandelaars, en zeevarenden op doortocht. We verspreiden de wandelkaart in het zeemanshuis en bij de musea langs de kaai.",
			"stem":         "Negen zeevarenden en drie vissersvrouwen uit Panay vertellen zelf, in het Engels of het Hiligaynon, met ondertitels.",
			"toegankelijk": "Gratis, zonder drempels, met teksten in het Nederlands en het Engels.",
		},
		papers: []Attachment{{"bijlage", "Programma kaaien, ontwerp.pdf", "Kaaien vol verhalen (fictief): ontwerp van programma",
			[]string{"Elke dag van 11 tot 19 uur: beelden en verhalen in de tent.", "Woensdag: voorlezen voor kinderen, in twee talen.", "Vrijdag: muziek en gesprek met zeevarenden.",
				"Laatste zondag: wandeling langs de dijk met een bioloog."}}},
	}}
}

// schoolFilings are those of schools.
func schoolFilings() []filing {
	return []filing{
		{
			dossier: 21, code: "SCF", asked: 1_125 * euro,
			costs:  []post{{"Compostbakken en regenton", 620 * euro}, {"Zaden en planten", 380 * euro}, {"Gereedschap voor kinderen", 350 * euro}, {"Regenmeter en weerstation", 150 * euro}},
			income: []post{{"Ouderraad", 200 * euro}},
			said: map[string]string{
				"leerlingen": "248",
				"stappen":    "Najaar: de grond klaarmaken en compost beginnen. Winter: meten en plannen. Voorjaar: zaaien, elke klas een bed. Juni: oogstfeest.",
				"leren":      "De leerlingen kunnen een tuin aanleggen zonder kunstmest, regen meten en een grafiek maken van wat ze zien.",
				"school":     "De keuken gebruikt wat de tuin geeft, en het groenafval van de school gaat naar de compost.",
				"vereniging": "Groene Vingers Zuid-Noord (fictief)",
			},
			chosen: map[string][]string{"niveau": {"kleuter", "lager"}},
		},
		{
			by: atheneumNoord, code: "SCF", status: grant.Assessing, ago: 27, title: "Scholenband met Kumasi – Atheneum Noord (fictief)", goals: sdgs(4, 17), starts: 3, months: 6,
			asked: 1_500 * euro,
			summary: "Drie klassen schrijven, bellen en rekenen een half jaar lang met drie klassen in Kumasi. Samen meten ze hoeveel water hun school gebruikt, en maken ze er een " +
				"tentoonstelling over in twee gangen.",
			partner: &partner{"Asafo Senior High School", "Kumasi", "GH", "Secundaire school met 900 leerlingen.", "en"},
			costs:   []post{{"Camera’s en microfoons", 900 * euro}, {"Lespakket en vertaling", 600 * euro}, {"Drukwerk voor de tentoonstelling", 500 * euro}},
			income:  []post{{"Eetdag op school", 300 * euro}},
			said: map[string]string{
				"leerlingen": "74",
				"stappen":    "Maand 1: kennismaken per duo. Maand 2 tot 4: elke week een gesprek en een meting. Maand 5: de cijfers vergelijken. Maand 6: tentoonstelling op beide scholen.",
				"leren":      "De leerlingen voeren een gesprek in het Engels, lezen een watermeter en leggen een verschil uit zonder te oordelen.",
				"school":     "De school plaatst twee watermeters en hangt elke maand de stand op. Het gesprek met Kumasi komt elk jaar terug in het vierde jaar.",
			},
			chosen: map[string][]string{"niveau": {"secundair"}},
		},
		{
			dossier: 23, code: "SCL", asked: 700 * euro,
			said: map[string]string{
				"leerlingen": "310", "hoeveel": "Een podium van zes op vier meter, een zaal als het regent, en veertig tafels, een hele zaterdag.",
				"vervoer-waar": "Naar het plein voor de school, vrijdag tegen 15 uur.", "opmerking": "De tafels mogen oud zijn: er komt verf op.",
			},
			chosen: map[string][]string{"nodig": {"zaal", "podium", "meubels"}},
		},
		{
			by: deKade, code: "SCL", status: grant.Supplemented, ago: 16, title: "Dag van de doelen op het plein", goals: sdgs(4, 12), starts: 3, asked: 450 * euro,
			summary: "Elke klas toont op het plein waaraan ze dit jaar werkte, met een spel dat voorbijgangers meespelen. Het zesde leerjaar leidt rond.",
			said: map[string]string{
				"leerlingen": "248", "hoeveel": "Stoelen en geluid.", "opmerking": "Bij regen schuiven we een week op.",
			},
			chosen: map[string][]string{"nodig": {"meubels", "geluid", "begeleider"}},
			asks: &asking{questions: []string{"hoeveel"}, ago: 13, due: 1, answered: 4, why: "Hoeveel stoelen en hoeveel uur geluid? Dan kunnen we zien wat er die dag vrij is.",
				said: map[string]string{"hoeveel": "Zestig stoelen van 9 tot 16 uur, één geluidsinstallatie met twee microfoons, en een begeleider voor vier uur."}},
		},
	}
}

// journeyFiling is that of a group that goes to live with others for a while.
func journeyFiling() filing {
	return filing{
		by: groeneVingers, code: "INL", status: grant.Submitted, ago: 3, title: "Inleefreis jongeren Saint-Louis (8 deelnemers)", in: in("SN"), goals: sdgs(4, 17),
		place: "Saint-Louis", starts: 5, asked: 2_800 * euro,
		summary: "Acht jongeren uit Hoboken en Kiel leven bijna drie weken mee met tuinders van hun leeftijd in Saint-Louis. Ze werken ’s morgens in de tuin, leren koken met wat er " +
			"groeit, en maken samen een zadenboek.",
		partner: &partner{"Jardins de Ndar", "Saint-Louis", "SN", "Ontvangt de groep in gastgezinnen, en werkt mee in vier stadstuinen.", "fr"},
		costs: []post{{"Vliegtuigtickets", 5_600 * euro}, {"Verblijf in gastgezinnen", 2_000 * euro}, {"Verzekering en inentingen", 1_200 * euro},
			{"Voorbereiding en terugkomdag", 800 * euro}},
		income: []post{{"Spaghettiavond", 1_800 * euro}},
		said: map[string]string{
			"reizigers":     "8",
			"voorbereiding": "Vijf avonden: over Senegal, over reizen zonder redder te spelen, over geld, over gezondheid, en een dag werken in de tuin van Hoboken.",
			"terug":         "Een zadenbeurs in Hoboken waar de jongeren hun zadenboek tonen, en een les in twee scholen op Kiel.",
			"minderjarig":   grant.Yes,
		},
		papers: []Attachment{{"programma", "Programme de séjour – été.pdf", "Programme de séjour (fictif)",
			[]string{"Première semaine : accueil dans les familles, visite des quatre jardins.", "Deuxième semaine : travail au jardin le matin, cuisine et cahier de semences l’après-midi.",
				"Troisième semaine : marché, évaluation et fête d’adieu avec le quartier."}}},
	}
}
