package sample

import (
	"vriendenstad/internal/association"
	"vriendenstad/internal/world"
)

// The associations and schools by their place in the list of [Make].
const (
	akwaaba association.ID = iota + 1
	lumiere
	teranga
	rifStroom
	zonnekracht
	naija
	moeders
	havenmaatjes
	groeneVingers
	vriendenkring
	inclusief
	sinjoren
	bayanihan
	wereldwinkel
	kinderrechten
	deKade
	atheneumNoord
	regenboei
)

// associations returns the associations and the schools. All of them are invented: their names say so, and their numbers are of
// a range that nobody has.
func associations() []association.Association {
	return append(africanWork(), append(otherWork(), schools()...)...)
}

func africanWork() []association.Association {
	return []association.Association{
		{
			Name: "Akwaaba Antwerpen vzw (fictief)", Form: association.NonProfit, KBO: "0999000129",
			Countries: []world.Code{"GH"}, Region: world.WestAfrica, Themes: []string{"gezondheid", "moederzorg"}, Postcode: "2060",
			About: "Akwaaba betekent welkom in het Twi. Vroedvrouwen, verpleegkundigen en moeders uit Antwerpen werken samen met " +
				"twee ziekenhuizen in Kumasi aan veilige bevallingen. Elke maand is er open tafel in Antwerpen-Noord, met eten uit " +
				"Ghana en nieuws uit de verloskamer. Wie wil meewerken, hoeft geen medische opleiding te hebben.",
		},
		{
			Name: "Lumière de Kin Antwerpen vzw (fictief)", Form: association.NonProfit, KBO: "0999000228",
			Countries: []world.Code{"CD"}, Region: world.CentralAfrica, Themes: []string{"palliatieve zorg", "opleiding"}, Postcode: "2018",
			About: "Niemand hoeft alleen te sterven, in Kinshasa niet en in Antwerpen niet. Onze vrijwilligers, van wie velen in " +
				"de zorg werken, bouwen mee aan een opleiding palliatieve zorg in Kinshasa. In Antwerpen geven we vorming aan " +
				"mantelzorgers en woonzorgcentra over afscheid nemen in verschillende culturen.",
		},
		{
			Name: "Teranga Schelde vzw (fictief)", Form: association.NonProfit, KBO: "0999000327",
			Countries: []world.Code{"SN"}, Region: world.WestAfrica, Themes: []string{"eerste hulp", "diabetespreventie"}, Postcode: "2140",
			About: "Teranga is het Wolof voor gastvrijheid. We leiden vrijwilligers op in eerste hulp en ziekenvervoer in " +
				"Saint-Louis, en gaan in Antwerpen en in Senegal de straat op om diabetes te voorkomen. Onze meetdagen in " +
				"Borgerhout zijn gratis en staan open voor iedereen.",
		},
		{
			Name: "Rif & Stroom vzw (fictief)", Form: association.NonProfit, KBO: "0999000426",
			Countries: []world.Code{"MA"}, Region: world.NorthAfrica, Themes: []string{"drinkwater", "plattelandsschool"}, Postcode: "2140",
			About: "Van het Rifgebergte tot de Schelde: water verbindt ons. Samen met ouders en leerkrachten in het noorden van " +
				"Marokko leggen we putten, leidingen en toiletten aan bij scholen. We bouwen niets dat het dorp niet zelf kan " +
				"onderhouden, en vertellen in Antwerpse klassen wat we daar leren over zuinig zijn met water.",
		},
		{
			Name: "Zonnekracht Studenten Antwerpen vzw (fictief)", Form: association.NonProfit, KBO: "0999000723",
			Countries: []world.Code{"GH", "BJ"}, Region: world.WestAfrica, Themes: []string{"zonne-energie", "waterpompen"}, Postcode: "2000",
			About: "Studenten van Antwerpse hogescholen en de universiteit ontwerpen installaties op zonne-energie, samen met " +
				"techniekers uit Ghana en Benin. Wat we plaatsen, kan ter plaatse hersteld worden met onderdelen van de markt. " +
				"Elke lichting geeft haar plannen en haar fouten door aan de volgende.",
		},
		{
			Name: "Naija Scheldestad (fictief)", Form: association.Unincorporated, VCode: "V9999002",
			Countries: []world.Code{"NG"}, Region: world.WestAfrica, Themes: []string{"ondernemerschap van vrouwen"}, Postcode: "2060",
			About: "Vrouwen met een zaak in Antwerpen helpen vrouwen met een kraam in Lagos, en omgekeerd. We werken met " +
				"spaarkringen, korte cursussen boekhouden en veel telefoongesprekken. Eén keer per jaar verkopen we stoffen en " +
				"verhalen op een markt in de Seefhoek.",
		},
		{
			Name: "Moeders zonder Grenzen Deurne (fictief)", Form: association.Unincorporated, VCode: "V9999003",
			Countries: []world.Code{"CD"}, Region: world.CentralAfrica, Themes: []string{"vrouwenrechten"}, Postcode: "2100",
			About: "Moeders uit Deurne die elkaar aan de schoolpoort leerden kennen, en nu samen opkomen voor rechten van vrouwen. " +
				"In Kinshasa steunen we vrouwen die andere vrouwen wegwijs maken in het recht. In Deurne houden we praatcafés, met " +
				"koffie en kinderopvang.",
		},
		{
			Name: "Havenmaatjes Antwerpen-Kaapstad vzw (fictief)", Form: association.NonProfit, KBO: "0999001119",
			Countries: []world.Code{"ZA"}, Region: world.SouthAfrica, Themes: []string{"jongeren", "sport"}, Postcode: "2030",
			About: "Jongeren uit twee havens maken elkaar sterker op het veld. We verbinden buurtsport op Luchtbal met " +
				"voetbalpleinen in Kaapstad: dezelfde oefeningen, dezelfde regels, en om de week een videogesprek. Wie zestien is, " +
				"kan zelf trainer worden.",
		},
		{
			Name: "Groene Vingers Zuid-Noord vzw (fictief)", Form: association.NonProfit, KBO: "0999001218",
			Countries: []world.Code{"SN"}, Region: world.WestAfrica, Themes: []string{"stadslandbouw"}, Postcode: "2660",
			About: "Tuinders uit Hoboken en Saint-Louis wisselen zaden, trucs en mislukkingen uit. We werken op arme en zoute " +
				"grond, met compost van wat anderen weggooien. Onze volkstuin in Hoboken is elke zaterdag open: laarzen aan en " +
				"meedoen.",
		},
		{
			Name: "Tanger-Antwerpen Vriendenkring (fictief)", Form: association.Unincorporated, VCode: "V9999004",
			Countries: []world.Code{"MA"}, Region: world.NorthAfrica, Themes: []string{"cultuur", "jeugd"}, Postcode: "2170",
			About: "Een vriendenkring rond muziek, verhalen en jongeren. We organiseren ateliers in Merksem en in Tanger, en " +
				"brengen makers uit beide steden samen op één podium. Bij ons beslissen de jongeren wat er gemaakt wordt; de " +
				"ouderen zorgen voor soep.",
		},
		{
			Name: "Inclusief Wereldwijd vzw (fictief)", Form: association.NonProfit, KBO: "0999001416",
			Countries: []world.Code{"KE", "UG"}, Region: world.EastAfrica, Themes: []string{"kinderen met een beperking"}, Postcode: "2610",
			About: "Kinderen met een beperking horen erbij, waar ze ook wonen. Ergotherapeuten, ouders en studenten uit Antwerpen " +
				"werken met centra in Kenia en Oeganda aan hulpmiddelen, therapie en speelruimte. Wat daar met weinig middelen " +
				"lukt, brengen we mee naar scholen voor buitengewoon onderwijs hier.",
		},
	}
}

func otherWork() []association.Association {
	return []association.Association{
		{
			Name: "Sinjoren voor Nepal (fictief)", Form: association.Unincorporated, VCode: "V9999001",
			Countries: []world.Code{"NP"}, Region: world.SouthAsia, Themes: []string{"heropbouw", "onderwijs"}, Postcode: "2100",
			About: "Wandelaars, metsers en leerkrachten uit Deurne die Nepal na een trektocht niet meer loslieten. We helpen " +
				"dorpen om hun scholen zo te herstellen dat ze een beving doorstaan. Het werk gebeurt door metsers uit het dorp; " +
				"wij zoeken geld en kennis.",
		},
		{
			Name: "Bayanihan Antwerpen vzw (fictief)", Form: association.NonProfit, KBO: "0999000624",
			Countries: []world.Code{"PH"}, Region: world.SouthEastAsia, Themes: []string{"klimaatadaptatie", "kustbescherming"}, Postcode: "2000",
			About: "Bayanihan is het Filipijnse woord voor samen een huis verplaatsen: iedereen draagt een hoek. Zeevarenden, " +
				"verpleegkundigen en studenten in Antwerpen steunen kustdorpen op Panay die mangroves planten tegen de storm. We " +
				"vertellen hun verhaal aan de kaaien, waar onze eigen schepen aanleggen.",
		},
		{
			Name: "Wereldwinkelcollectief ’t Zuid vzw (fictief)", Form: association.NonProfit, KBO: "0999000921",
			Countries: []world.Code{"BO"}, Region: world.Worldwide, Themes: []string{"eerlijke handel", "sensibilisering"}, Postcode: "2000",
			About: "Vrijwilligers op het Zuid die laten proeven wat eerlijke handel is. We geven workshops in scholen, trekken de " +
				"stad in met een winkel op wielen, en houden nauw contact met een coöperatie van cacaoboerinnen. Een reep " +
				"chocolade is bij ons het begin van een gesprek.",
		},
		{
			Name: "Kinderrechtenhuis Merksem vzw (fictief)", Form: association.NonProfit, KBO: "0999001515",
			Countries: []world.Code{"IN"}, Region: world.SouthAsia, Themes: []string{"onderwijs", "kinderrechten"}, Postcode: "2170",
			About: "Een huis waar kinderen hun rechten leren kennen, en volwassenen hun plicht. We steunen avondscholen in India " +
				"voor kinderen die overdag werken, tot ze overdag naar school kunnen. In Merksem kunnen klassen langskomen voor " +
				"een dag vol spel en gesprek.",
		},
	}
}

func schools() []association.Association {
	return []association.Association{
		{
			Name: "Basisschool De Kade (fictief)", Form: association.School, Net: association.OVSG,
			Region: world.Worldwide, Themes: []string{"schooltuin", "duurzame ontwikkeling"}, Postcode: "2050",
			About: "Een stedelijke basisschool op Linkeroever, met uitzicht op de kathedraal en een tuin die groter is dan de " +
				"speelplaats. Elke klas kiest elk jaar één van de zeventien doelen en werkt eraan tot het zomer is.",
		},
		{
			Name: "Atheneum Noord (fictief)", Form: association.School, Net: association.GO,
			Countries: []world.Code{"GH", "ES"}, Region: world.Worldwide, Themes: []string{"scholenband", "talen"}, Postcode: "2060",
			About: "Een secundaire school in Antwerpen-Noord waar meer dan veertig talen klinken. Leerlingen schrijven, bellen en " +
				"rekenen samen met een school in Kumasi en een school in Barcelona, en maken van hun verschillen leerstof.",
		},
		{
			Name: "Vrije Basisschool De Regenboei (fictief)", Form: association.School, Net: association.Catholic,
			Region: world.Worldwide, Themes: []string{"eerlijke handel", "wereldmarkt"}, Postcode: "2600",
			About: "Een vrije basisschool in Berchem die elk schooljaar afsluit met een wereldmarkt voor de hele buurt. Leerlingen " +
				"kopen in, rekenen uit wat een eerlijke prijs is, en staan zelf achter de kraam.",
		},
	}
}
