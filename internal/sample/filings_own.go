package sample

import "vriendenstad/internal/grant"

// ownFilings are those of the two associations whose members sign in to look around: what waits for them, and what does not any more.
func ownFilings() []filing {
	return []filing{
		{
			by: teranga, code: "SEN", status: grant.Incomplete, ago: 13, title: "Minder suiker, meer smaak", goals: sdgs(3, 12), place: "Buurthuizen in Borgerhout", starts: 3, months: 3,
			asked: 1_800 * euro,
			summary: "Zes avonden kookt een kok uit de buurt een gerecht dat iedereen kent, met de helft van de suiker en het zout. Wie wil, laat zijn bloedsuiker meten. Er wordt " +
				"samen gegeten.",
			costs:  []post{{"Keuken en zaal", 900 * euro}, {"Ingrediënten", 700 * euro}, {"Strips en handschoenen", 500 * euro}, {"Affiches", 300 * euro}},
			income: []post{{"Bijdrage voor de maaltijd", 200 * euro}},
			said: map[string]string{
				"soort": "vorming", "bereik": "180",
				"wie":  "Mensen uit Borgerhout met wortels in West-Afrika en de Maghreb. De bakker, de moskee en het wijkgezondheidscentrum hangen de affiche op.",
				"stem": "De koks komen uit Senegal, Guinee en Marokko, en vertellen waar hun gerecht vandaan komt.",
			},
			asks: &asking{questions: []string{grant.CostsKey, "toegankelijk"}, ago: 5, due: 12,
				why: "Een mooie aanvraag. Twee dingen: de ingrediënten tellen mee als het publiek ervan eet, maar niet wat de organisatoren zelf eten. Kun je die post nakijken? En hoe " +
					"zorgen jullie dat mensen die slecht te been zijn, ook kunnen komen?"},
			talk: []word{
				{7, false, "Goeiedag, mogen we de data nog kiezen als de aanvraag al binnen is? Een van de zalen is in april dicht.", true},
				{4, true, "Dag Awa, dat mag: de periode telt, niet elke avond. Ik zette twee vragen opnieuw open. Daarvoor heb je nog ruim een week.", false},
			},
		},
		{
			by: akwaaba, code: "SEN", status: grant.Submitted, ago: 2, title: "Open tafel: geboren worden in Kumasi en in Antwerpen", goals: sdgs(3, 5), place: "Antwerpen-Noord", starts: 3,
			months: 2, asked: 2_400 * euro,
			summary: "Vier open tafels over zwanger zijn en bevallen, hier en daar. Moeders en vroedvrouwen uit Ghana en uit Antwerpen eten samen en vertellen, bij foto’s van twee " +
				"verloskamers.",
			costs:  []post{{"Zaal en tentoonstelling", 1_400 * euro}, {"Eten voor het publiek", 900 * euro}, {"Tolken Twi en Frans", 400 * euro}, {"Affiches", 500 * euro}},
			income: []post{{"Vrije bijdrage aan tafel", 450 * euro}},
			said: map[string]string{
				"soort": "avond", "bereik": "200",
				"wie":          "Vrouwen uit Antwerpen-Noord die een kind verwachten of pas kregen, en wie met hen werkt. De vroedvrouwen in de wijk nodigen uit.",
				"stem":         "Op elke tafel vertelt eerst een vrouw die in Ghana beviel. Twee vroedvrouwen uit Kumasi doen mee via video.",
				"toegankelijk": "Kinderen zijn welkom en er is een stille hoek. Er wordt vertaald naar het Twi, het Frans en het Arabisch.",
			},
			talk: []word{{1, false, "Een vraag bij onze aanvraag: de zaal vraagt een voorschot van 200 euro. Kunnen we dat betalen voor er een beslissing is, of telt het dan niet meer mee?", false}},
		},
		{
			by: akwaaba, code: "PRO", status: grant.Withdrawn, ago: 74, title: "Een wachtruimte voor families in Kumasi", in: in("GH"), goals: sdgs(3), place: "Een ziekenhuis in Kumasi",
			starts: 4, months: 6, asked: 3_900 * euro, partner: &inKumasi,
			summary: "Families die op een bevalling wachten, slapen buiten op de grond. Een afdak met banken en een waterpunt geeft hun een plaats, en maakt dat ze dichtbij blijven om mee " +
				"te beslissen.",
			costs:  []post{{"Afdak en banken", 2_900 * euro}, {"Waterpunt", 1_100 * euro}, {"Schilderwerk en borden", 1_200 * euro}},
			income: []post{{"Verkoop van kalenders", 500 * euro}},
			said: map[string]string{
				"rollen":          "Het ziekenhuis bouwt en onderhoudt. De vroedvrouwenkring houdt toezicht, en wij betalen in twee delen.",
				"eerder-wat":      "Met dezelfde kring scholen we vroedvrouwen bij.",
				"nood":            "De kring telde in één maand 140 nachten waarin familie buiten sliep. De hoofdvroedvrouw vroeg om een afdak.",
				"stappen":         "Maand 1 en 2: tekenen en toelating. Maand 3 tot 5: bouwen. Maand 6: openen.",
				"bereik":          "1.500",
				"blijven":         "De technische dienst van het ziekenhuis neemt het onderhoud op in zijn plan.",
				"antwerpen-leert": "Een Antwerpse kraamafdeling denkt na over waar familie kan wachten, en kijkt mee naar de tekening.",
				"activiteit":      "Een avond over wachten, met foto’s van twee wachtzalen.",
			},
			talk: []word{
				{51, false, "Het ziekenhuis gaat volgend jaar verbouwen, en wil de plaats van het afdak dan pas kiezen. We trekken de aanvraag in en komen later terug.", true},
				{50, true, "Begrijpelijk. Het dossier blijft leesbaar, je kunt de teksten later opnieuw gebruiken.", true},
			},
		},
	}
}

// drafts are applications that nobody submitted yet.
func drafts() []filing {
	return []filing{
		{
			by: vriendenkring, code: "PRO", status: grant.Draft, ago: 12, title: "Vrouwencoöperatie arganolie", in: in("MA"), goals: sdgs(5, 8), place: "Een dorp bij Agadir",
			starts: 6, months: 10, asked: 5_175 * euro,
			summary: "Achttien vrouwen persen arganolie met de hand en verkopen ze aan een opkoper. Met twee kleine persen en een eigen etiket verkopen ze zelf, aan een prijs waar ze van " +
				"kunnen leven.",
			partner: &partner{"Coopérative Tigmi n’Argan", "Bij Agadir", "MA", "Coöperatie van vrouwen die arganolie persen.", "fr"},
			costs:   []post{{"Twee oliepersen", 4_200 * euro}, {"Flessen en etiketten", 1_300 * euro}, {"Cursus verkoop", 1_400 * euro}},
			income:  []post{{"Verkoop op de kerstmarkt", 600 * euro}},
			said: map[string]string{
				"rollen": "De vrouwen persen en verkopen. Wij tekenen het etiket mee en zoeken winkels in Antwerpen.",
				"nood":   "De opkoper betaalt een derde van wat de olie op de markt waard is. De voorzitster vroeg ons of we persen kenden die ze zelf kunnen herstellen.",
			},
		},
		{
			by: teranga, code: "PRO", status: grant.Draft, ago: 6, title: "Fietsambulances voor de dorpen rond Saint-Louis", partner: &inSaintLouis,
			summary: "In zes dorpen zonder weg brengt een fiets met een overdekte kar zieken en zwangere vrouwen naar de post. Jongeren uit elk dorp leren rijden, herstellen en eerste hulp " +
				"geven.",
			papers: []Attachment{inSaintLouis.letter("Fietsambulances voor de dorpen rond Saint-Louis")},
		},
	}
}
