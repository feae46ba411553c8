package sample

import "vriendenstad/internal/world"

// healthFilings are those of projects for health that got support.
func healthFilings() []filing {
	return []filing{
		{
			dossier: 1, code: "PRO", asked: 7_500 * euro, partner: &inKumasi,
			costs: []post{{"Oefenpoppen en lesmateriaal", 3_800 * euro}, {"Zaal en maaltijden voor zes lesdagen", 2_600 * euro},
				{"Bloeddrukmeters en meetlinten", 2_400 * euro}, {"Drukwerk en vertaling naar het Twi", 900 * euro}, {"Afsluitdag met de buurt", 700 * euro}},
			income: []post{{"Benefietavond in de Seefhoek", 1_400 * euro}},
			said: map[string]string{
				"rollen": "De kring in Kumasi kiest de deelnemers, regelt de lesdagen en volgt de duo’s op. Wij zoeken het lesmateriaal, geven twee dagen mee les " +
					"en houden de rekeningen bij. Over geld beslissen we samen, elke maand in een videogesprek.",
				"eerder-wat": "We brachten samen een draagbaar echotoestel naar drie dorpen. We leerden dat een vaste dag belangrijker is dan een vaste plek, en dat " +
					"het toestel pas werkt als twee mensen het kennen.",
				"nood": "In beide ziekenhuizen werken jonge vroedvrouwen die na hun studie nooit meer bijleerden. De hoofdvroedvrouwen vroegen zelf om nascholing, " +
					"nadat ze vorig jaar hun bevallingsboeken naast elkaar legden. Een op de drie bevallingen met bloedverlies werd te laat herkend.",
				"stappen": "Maand 1: de deelnemers kiezen en het lesboek nakijken. Maand 2 en 3: zes lesdagen. Maand 4 tot 8: meelopen in duo’s, telkens een week. " +
					"Maand 9: afsluitdag en verslag.",
				"bereik":          "24",
				"blijven":         "Vier deelnemers worden lesgever. Het ziekenhuis neemt de lesdagen daarna op in zijn eigen jaarplan en betaalt de zaal.",
				"risico":          "Als het ziekenhuis onderbezet is, kan een duo niet samen vrij komen. Dan schuiven we de week op, want de lesdagen staan los daarvan.",
				"antwerpen-leert": "Twee Antwerpse vroedvrouwen leren er hoe je raadpleging houdt op de markt. Ze nemen dat mee naar het spreekuur in Antwerpen-Noord.",
				"activiteit":      "Een open avond in Antwerpen-Noord met beelden, eten en een gesprek met een vroedvrouw uit Kumasi via video.",
			},
			talk: []word{
				{60, true, "Proficiat met de beslissing. We betalen het voorschot in de komende weken. Laat je weten wanneer de eerste lesdag is?", true},
				{58, false, "Dank je wel! De eerste lesdag is in de tweede maand. We sturen je de lijst van data zodra die vastligt.", true},
			},
		},
		{
			dossier: 3, code: "PRO", asked: 6_150 * euro, partner: &inSaintLouis,
			costs: []post{{"Achttien draagberries", 3_240 * euro}, {"Verbandmateriaal en oefenpoppen", 2_360 * euro}, {"Lessen bij een erkende hulpdienst", 1_800 * euro},
				{"Kaarten en drukwerk", 800 * euro}},
			income: []post{{"Giften van leden", 900 * euro}},
			said: map[string]string{
				"rollen": "Santé Ndar zoekt de vrijwilligers in hun eigen straat en maakt de afspraken met het ziekenhuis. Wij betalen het materiaal en geven twee " +
					"keer mee les. Wie belt, wie draagt en wie bij de familie blijft, leggen zij vast.",
				"eerder-wat": "Samen hielden we meetdagen over diabetes op vier markten. We leerden dat iemand die de straat kent meer bereikt dan een affiche.",
				"nood": "De stegen van Guet Ndar zijn te smal voor een wagen. Wie er ’s nachts ziek wordt, wordt op een deur of een matras naar de weg gedragen. De " +
					"wijkraad vroeg om opleiding en om echte draagberries.",
				"stappen": "Maand 1: vrijwilligers zoeken, per blok. Maand 2 tot 4: drie opleidingen van vier dagen. Maand 5: berries ophangen en oefenen met de " +
					"ziekenwagen. Maand 6 tot 8: elke rit noteren en bijsturen.",
				"bereik":  "50",
				"blijven": "De wijkraad houdt de berries in orde met een kleine kas. Wie opgeleid is, leidt elk jaar twee nieuwe mensen op.",
				"antwerpen-leert": "Onze verpleegkundigen leren hoe je een hele buurt bij eerste hulp betrekt. Een wijkgezondheidscentrum in Borgerhout wil daarop " +
					"verder werken.",
				"activiteit": "Een oefendag eerste hulp op een plein in Borgerhout, in het Nederlands, het Frans en het Wolof.",
			},
		},
		{
			dossier: 14, code: "PRO", asked: 6_000 * euro,
			partner: &partner{"Kisumu Kids’ Day Centre", "Kisumu", "KE", "Dagopvang en therapie voor kinderen met een beperking.", "en"},
			costs: []post{{"Karton, hout en lijm voor zitstoelen", 2_900 * euro}, {"Gereedschap voor het atelier", 1_400 * euro},
				{"Opleiding van begeleiders en ouders", 2_500 * euro}, {"Oefenmateriaal", 1_200 * euro}},
			income: []post{{"Soepverkoop in Wilrijk", 650 * euro}},
			said: map[string]string{
				"rollen": "Het dagcentrum kiest de kinderen en maakt met elke ouder een plan. Onze ergotherapeuten leiden mee op en tekenen de stoelen. Het atelier " +
					"is van het centrum, ook als wij weg zijn.",
				"nood": "Kinderen die niet zelf kunnen zitten, liggen de hele dag op een mat. De ouders vroegen hoe ze hun kind rechtop kunnen laten eten. Een stoel " +
					"uit de winkel kost er drie maanden loon.",
				"stappen": "Maand 1: het atelier inrichten. Maand 2 en 3: opleiding. Maand 4 tot 8: elke week zes stoelen en een oudermiddag. Maand 9: nakijken wat " +
					"elk kind nu kan.",
				"bereik":          "110",
				"blijven":         "Twee begeleiders leren stoelen maken en herstellen. Karton is gratis, lijm betaalt het centrum uit zijn werking.",
				"risico":          "Karton verdraagt geen regen. We werken de stoelen af met was en tonen de ouders hoe.",
				"antwerpen-leert": "Een school voor buitengewoon onderwijs leert werken met stevig karton in plaats van dure hulpmiddelen.",
				"activiteit":      "Een werkdag in Wilrijk waarop ouders en leerkrachten zelf een stoel van karton maken.",
			},
		},
	}
}

// careFilings are those of projects of other kinds that got support.
func careFilings() []filing {
	return []filing{
		{
			dossier: 7, code: "PRO", asked: 6_450 * euro,
			partner: &partner{"Asawa Farmers’ Group", "Offinso", "GH", "Coöperatie van veertig boerinnen met een moestuin van twee hectare.", "en"},
			costs: []post{{"Pomp en zonnepanelen", 4_900 * euro}, {"Leidingen en watertank", 2_100 * euro}, {"Gereedschap en reserveonderdelen", 850 * euro},
				{"Opleiding in onderhoud", 750 * euro}},
			income: []post{{"Fuif van de studenten", 700 * euro}},
			said: map[string]string{
				"rollen": "De boerinnen kozen de plaats en graven de sleuven. De techniekers uit Kumasi bouwen de pomp, onze studenten rekenen en tekenen mee. De " +
					"coöperatie wordt eigenaar en beslist wie wanneer water krijgt.",
				"nood": "Elke boerin draagt in de droge tijd zestig emmers per dag. De groep schreef ons nadat een van onze oud-studenten er stage liep. We maten zelf " +
					"hoeveel water de tuin nodig heeft: achttien kubieke meter per dag.",
				"stappen": "Maand 1 en 2: tekenen en onderdelen kiezen op de markt van Kumasi. Maand 3 en 4: bouwen en proefdraaien. Maand 5: opleiding van vijf " +
					"boerinnen. Maand 6 tot 9: meten, herstellen en overdragen.",
				"bereik":          "240",
				"blijven":         "Elke boerin betaalt per maand een kleine bijdrage voor onderdelen. Vijf vrouwen kunnen de pomp uit elkaar halen en weer opzetten.",
				"risico":          "Diefstal van panelen. Ze komen op het dak van het vergaderhuis, waar altijd iemand woont.",
				"antwerpen-leert": "Onze studenten leren ontwerpen met wat er te koop is, en niet met wat in een catalogus staat.",
				"activiteit":      "Een avond op de campus waarop de studenten hun plannen en hun fouten tonen, open voor iedereen.",
			},
		},
		{
			dossier: 11, code: "PRO", asked: 5_400 * euro,
			partner: &partner{"Harbour Street Football", "Kaapstad", "ZA", "Voetbal en vorming voor jongeren op drie pleinen.", "en"},
			costs: []post{{"Ballen, hesjes en doelen", 2_300 * euro}, {"Cursus voor zestig jonge trainers", 2_600 * euro}, {"Koffers voor eerste hulp", 700 * euro},
				{"Tornooi tussen de pleinen", 1_600 * euro}},
			income: []post{{"Sponsorloop op Luchtbal", 900 * euro}},
			said: map[string]string{
				"rollen":     "De pleinwerkers in Kaapstad leiden op en kiezen de jongeren. Trainers van Luchtbal bereiden elke maand mee een oefening voor, via video.",
				"eerder-wat": "Vorig jaar deelden we een reeks van twaalf oefeningen. De jongeren speelden ze na en stuurden ons hun eigen versie terug.",
				"nood": "Op de drie pleinen is er een trainer voor honderd kinderen. De jongeren vroegen om zelf training te mogen geven. Ruzies op het veld lopen " +
					"vaak uit de hand omdat niemand ze durft te stoppen.",
				"stappen": "Maand 1: zestig jongeren kiezen, de helft meisjes. Maand 2 tot 6: elke week een les op het plein. Maand 7 en 8: zelf training geven. Maand " +
					"9: tornooi en getuigschriften.",
				"bereik":          "360",
				"blijven":         "De pleinwerking neemt tien van de trainers aan als vaste vrijwilliger. Het materiaal blijft op de pleinen, in een kist met een slot.",
				"antwerpen-leert": "Onze trainers leren hoe jongeren zelf regels maken en er elkaar aan houden.",
				"activiteit":      "Een tornooi op Luchtbal met de spelregels uit Kaapstad, en een video-oproep met de ploegen daar.",
			},
		},
	}
}

// waterFilings are that of the well that is finished.
func waterFilings() []filing {
	return []filing{{
		dossier: 4, code: "PRO", asked: 7_950 * euro,
		partner: &partner{"Association des parents Aïn Zitoun", "Bij Tanger", "MA", "Oudervereniging van de dorpsschool.", "fr"},
		costs:   []post{{"Boren van de put", 5_400 * euro}, {"Handpomp en reservoir", 2_300 * euro}, {"Zes toiletten", 2_450 * euro}, {"Opleiding pomponderhoud", 450 * euro}},
		income:  []post{{"Bijdrage van het dorp", 1_200 * euro}},
		said: map[string]string{
			"rollen": "De ouders kozen de plaats, onderhandelden met de boormeester en metselen mee. Wij betalen in drie delen, telkens na een foto en een rekening. " +
				"De directie van de school houdt het onderhoudsboek bij.",
			"nood": "De enige kraan staat op vierhonderd meter, en geeft in de zomer geen water. De leerkrachten zagen dat meisjes dan thuisblijven. Een lid van onze " +
				"vereniging liep er zelf school.",
			"stappen":         "Maand 1: de put boren. Maand 2: pomp en reservoir. Maand 3: toiletten metselen. Maand 4: opleiding van vier ouders, en openen.",
			"bereik":          "220",
			"blijven":         "Elk gezin legt per maand een muntstuk in de pompkas. Vier ouders kunnen de pomp herstellen.",
			"risico":          "Er kan op veertig meter geen water zijn. De boormeester rekent dan tot zestig meter dezelfde prijs.",
			"antwerpen-leert": "Een school in Borgerhout leert hoe de ouderraad regen opvangt zonder pomp.",
			"activiteit":      "Een les over water in zes klassen in Borgerhout, met foto’s die de leerlingen zelf maakten.",
		},
	}}
}

// goals of applications that became no project.
func sdgs(all ...world.SDG) []world.SDG { return all }
