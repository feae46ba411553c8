package sample

import (
	"fmt"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/world"
)

// The partner cities by their place in the list of [Make].
const (
	kinshasa city.ID = iota + 1
	kumasi
	tanger
	saintLouis
	kaapstad
	barcelona
	kathmandu
	iloilo
)

// southWork returns the cities of the Zuidwerking. Their countries are real, all else of them is invented, but for Kinshasa.
func southWork(today calendar.Day) []city.Partner {
	return []city.Partner{
		{
			Slug: "kinshasa", Name: "Kinshasa", LocalName: "Kinshasa", Country: "CD", Latitude: -4.3217, Longitude: 15.3125,
			Relation: city.SouthWork, State: city.Active, Agreement: agreement(today, 19, 4),
			Counterpart: "Stadsprovincie Kinshasa, afdeling volksgezondheid (fictief)",
			Intro: "Kin, zeggen de inwoners. Een jonge, vindingrijke miljoenenstad aan de Congostroom, waar Antwerpen sinds 2016 " +
				"mee bouwt aan zorg voor wie niet meer beter wordt.",
			Themes: []string{"palliatieve zorg", "gezinsplanning", "vrouwenrechten"},
			SDGs:   []world.SDG{3, 4, 5, 16},
			AntwerpLearns: "Waardig zorgen aan huis, met de buurt als eerste hulp. In Kinshasa krijgt elke zieke een vaste kring " +
				"van familie en buren, en begeleidt één verpleegkundige een hele wijk. Twee woonzorgcentra in Antwerpen bouwen nu " +
				"zelf zo’n kring op rond bewoners die liever thuis waren gebleven.",
			PartnerLearns: "Een opleiding opbouwen die blijft bestaan als de steun stopt: een leerplan dat de overheid erkent, " +
				"stages met een mentor, en een diploma dat in elk ziekenhuis telt. De lesgevers van het eerste uur leiden nu zelf " +
				"nieuwe lesgevers op.",
			Checks: checks(
				met("verpleegkundigen van beide steden bespreken elke maand samen hun moeilijkste dossiers"),
				met("lesgevers uit Kinshasa geven de opleiding zonder hulp van buitenaf"),
				unmet("de stadsprovincie neemt de lonen van de lesgevers nog niet over"),
				met("thuiszorg bereikt vier wijken waar ze eerder niet kwam"),
				met("beide steden kiezen samen wat eerst komt, in een stuurgroep met evenveel leden"),
				met("Antwerpse woonzorgcentra nemen de buurtkring over"),
			),
			Sources: []city.Source{
				says(cityPage, "Opleiding palliatieve zorg en gezinsplanning in Kinshasa"),
				invented("Overeenkomst, tegenhanger, succesfactoren en wat beide steden leren"),
			},
		},
		{
			Slug: "kumasi", Name: "Kumasi", LocalName: "Kumase", Country: "GH", Latitude: 6.6885, Longitude: -1.6244,
			Relation: city.SouthWork, State: city.Active, Agreement: agreement(today, 26, 3),
			Counterpart: "Kumasi Metropolitan Assembly, dienst gezondheid (fictief)",
			Intro: "Hoofdstad van de Ashanti en stad van markten en weefgetouwen. Kumasi werd groot door handel, net als " +
				"Antwerpen, en weet dat wie goed ruilt, twee keer wint.",
			Themes: []string{"moederzorg", "zonne-energie", "scholen"},
			SDGs:   []world.SDG{3, 5, 7, 17},
			AntwerpLearns: "Naar moeders toe gaan in plaats van op hen te wachten. Vroedvrouwen in Kumasi houden raadpleging op de " +
				"markt, tussen twee klanten door. Antwerpse vroedvrouwen deden het na op twee wekelijkse markten, en zagen er " +
				"vrouwen die nooit de weg naar een consultatiebureau vonden.",
			PartnerLearns: "Een vaste lijst bij elke bevalling, en daarna een gesprek zonder verwijten over wat beter kan. Twee " +
				"ziekenhuizen in Kumasi houden nu dezelfde cijfers bij als de Antwerpse kraamafdelingen, en vergelijken ze elk " +
				"kwartaal.",
			Checks: checks(
				met("vroedvrouwen lopen twee weken mee in elkaars verloskamer"),
				met("de bijscholing draait op lesgevers uit Kumasi zelf"),
				met("de dienst gezondheid beslist mee over elk voorstel"),
				met("vier marktraadplegingen zijn opgenomen in het gewone aanbod"),
				met("beide steden dragen een deel van de kosten, elk naar draagkracht"),
				unmet("bezoek uit Kumasi aan Antwerpen strandt nog te vaak op een visum"),
			),
			Sources: []city.Source{
				says(cityPage, "Ghana als land van de Zuidwerking"),
				invented("De samenwerking met de stad Kumasi, de overeenkomst en wat beide steden leren"),
			},
		},
		{
			Slug: "tanger", Name: "Tanger", LocalName: "طنجة (Ṭanja)", Country: "MA", Latitude: 35.7595, Longitude: -5.8340,
			Relation: city.SouthWork, State: city.Active, Agreement: agreement(today, 14, 3),
			Counterpart: "Commune de Tanger, dienst jeugd en openbare ruimte (fictief)",
			Intro: "Tanja, op de plek waar twee zeeën elkaar raken. Een haven die snel groeit, en voor veel Antwerpse gezinnen de " +
				"eerste stad van de zomer.",
			Themes: []string{"drinkwater", "jeugd", "cultuur"},
			SDGs:   []world.SDG{4, 6, 11, 17},
			AntwerpLearns: "Zuinig zijn met water voor het schaars wordt. Scholen rond Tanger vangen regen op onder de " +
				"speelplaats, en leerlingen lezen zelf de meter af. Een school in Borgerhout legde een regenput aan naar hun " +
				"tekening, en verbruikt een derde minder kraanwater.",
			PartnerLearns: "Jongeren mee laten beslissen over hun wijk. Een jeugdraad met een klein eigen budget koos in Tanger " +
				"voor licht op het voetbalveld en voor een huis waar jong en oud elkaar tegenkomen; de stad voert die keuze uit.",
			Checks: checks(
				met("jeugdwerkers van beide steden wisselen elk jaar een maand van plaats"),
				met("ouders en leerkrachten onderhouden de waterputten zelf"),
				unmet("de jeugdraad heeft nog geen vast statuut in het stadsreglement"),
				met("twee wijken kregen een jeugdhuis dat de stad openhoudt"),
				met("elk project heeft twee trekkers, een ginds en een hier"),
				met("Antwerpse scholen leren van Tanger hoe je water spaart"),
			),
			Sources: []city.Source{
				says(waterDecision, "Marokko als land van de Zuidwerking, steun voor drinkwater"),
				invented("De samenwerking met de stad Tanger, de overeenkomst en wat beide steden leren"),
			},
		},
		{
			Slug: "saint-louis", Name: "Saint-Louis", LocalName: "Ndar", Country: "SN", Latitude: 16.0326, Longitude: -16.4818,
			Relation: city.SouthWork, State: city.Active, Preparing: true, Agreement: agreement(today, 8, 3),
			Counterpart: "Commune de Saint-Louis, dienst samenwerking (fictief)",
			Intro: "Ndar, zeggen de inwoners. Een stad op een eiland in een rivier, met een haven, een zee die nadert en veel " +
				"vrienden in Antwerpen.",
			Themes: []string{"stadslandbouw", "diabetes voorkomen", "eerste hulp"},
			SDGs:   []world.SDG{2, 3, 11, 13},
			AntwerpLearns: "Tuinieren op zoute grond, met rassen die tegen zilt kunnen en compost van visafval. Twee volkstuinen " +
				"in Hoboken proberen het uit. Hulpverleners leren er ook hoe je werkt met vrijwilligers die in elke straat bekend " +
				"zijn, en nemen dat mee naar de wijkgezondheidscentra.",
			PartnerLearns: "Regenwater bufferen onder een plein, en afspraken maken over wie een tuin beheert als het project " +
				"voorbij is. Voor het ziekenvervoer kwam er een draaiboek dat twee ziekenwagens bedient met één nummer en één " +
				"planning.",
			Checks: checks(
				met("tuinders en hulpverleners werken in vaste duo’s van twee steden"),
				met("de opleidingen worden ter plaatse gegeven en geëvalueerd"),
				met("de Commune en de stad leggen elk jaar samen een werkplan vast"),
				met("ziekenvervoer en tuinen staan open voor de hele wijk"),
				met("beide besturen hebben evenveel stemmen over het werkplan"),
				unmet(fmt.Sprintf("nog te evalueren in %d, voor er een stedenband komt", today.Year()+1)),
			),
			Sources: []city.Source{
				says(cityPage, "Preventie, eerste hulp en ziekenvervoer in Senegal"),
				says(newCountries, "Senegal als eerste kandidaat voor de Zuidwerking in 2016"),
				invented("De samenwerking met de stad Saint-Louis, de intentieverklaring en wat beide steden leren"),
			},
		},
	}
}

// agreement returns the period of an agreement that began so many months ago, on the first of a month, and lasts so many years.
func agreement(today calendar.Day, monthsAgo, years int) calendar.Period {
	year, month, _ := today.Date()
	first := calendar.Date(year, month-time.Month(monthsAgo), 1)
	return calendar.Period{First: first, Last: first.AddMonths(12 * years).AddDays(-1)}
}

// checks joins what is found of each success factor to the factors, which come in the order of the policy text.
func checks(found ...city.Check) []city.Check {
	for i, factor := range city.Factors() {
		found[i].Factor = factor
	}
	return found
}

func met(note string) city.Check { return city.Check{Met: true, Note: note} }

func unmet(note string) city.Check { return city.Check{Note: note} }
