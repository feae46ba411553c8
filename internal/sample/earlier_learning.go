package sample

import (
	"vriendenstad/internal/association"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// earlierLearning returns what was granted in earlier years for children, for schools, and for telling about it in Antwerp.
func earlierLearning() []dossier {
	return []dossier{
		{
			number: 47, title: "Een speelplaats voor elk kind in Kisumu", by: []association.ID{inclusief}, shares: in("KE"),
			place: "Een basisschool in Kisumu", goals: []world.SDG{4, 10, 11}, sector: 11120, kind: project.Single, state: project.Closed,
			when: course{weeks: 138, months: 10}, cost: 7_400 * euro, granted: 5_500 * euro,
			summary: "Kinderen met en zonder beperking spelen zelden samen als de speelplaats vol drempels ligt. Leerlingen, " +
				"ouders en een timmerman tekenen samen een speelplaats met hellingen, een schommel voor rolstoelen en schaduw om " +
				"uit te rusten.",
			results: "De speelplaats is klaar en wordt door 420 kinderen gebruikt, onder wie 37 met een beperking. Twaalf kinderen " +
				"die thuis bleven, komen nu naar school.",
			antwerp: "Vraag eerst aan de kinderen wat moeilijk is. In Wilrijk gaf dat een heel ander plan dan dat van de ontwerper.",
			partner: "Tekenen met de kinderen, en pas daarna rekenen.",
		},
		{
			number: 48, title: "Leren na de werkdag in Mumbai", by: []association.ID{kinderrechten}, shares: in("IN"),
			place: "Twee wijken in Mumbai", goals: []world.SDG{4, 8, 16}, sector: 11230, kind: project.Single, state: project.Closed,
			when: course{weeks: 145, months: 16}, cost: 7_700 * euro, granted: 5_700 * euro,
			summary: "Kinderen die overdag werken, kunnen ’s avonds naar een klas in hun eigen straat. Ze leren er lezen, rekenen " +
				"en hun rechten kennen. Begeleiders praten met ouders en werkgevers over de weg naar een gewone school.",
			results: "Van de 96 kinderen gingen er na 16 maanden 58 overdag naar school. Zevenentwintig gezinnen kregen hulp om " +
				"het verlies aan inkomen op te vangen.",
			antwerp: "Niet oordelen over ouders, maar meerekenen. Zo pakt ook een Antwerpse brugfiguur het nu aan.",
			partner: "Een leerplan in kleine stappen, zodat een kind dat een week mist, weer kan aansluiten.",
		},
		{
			number: 49, title: "Kinderrechtenkoffer voor twintig klassen", by: []association.ID{kinderrechten}, place: "Basisscholen in Merksem en Ekeren",
			goals: []world.SDG{4, 16}, sector: 99820, kind: project.Awareness, state: project.Closed,
			when: course{weeks: 58, months: 8}, cost: 2_400 * euro, granted: 1_800 * euro,
			summary: "Een koffer met spellen, brieven en geluiden uit Mumbai en Merksem maakt kinderrechten tastbaar. Twintig " +
				"klassen lenen hem een week en laten er zelf iets in achter voor de volgende.",
			results: "Tweeëntwintig klassen gebruikten de koffer, samen 486 leerlingen. Er zitten nu 61 brieven in. Veertien " +
				"scholen vroegen hem opnieuw aan.",
			antwerp: "Kinderen willen weten wat een ander kind eet, speelt en vreest. Van daaruit komen de rechten vanzelf.",
			partner: "De avondklassen in Mumbai kregen brieven terug, en lezen ze voor.",
		},
		{
			number: 50, title: "Vertellers van twee kusten", by: []association.ID{vriendenkring}, city: tanger, shares: in("MA"),
			place: "Cafés en jeugdhuizen in Tanger en Antwerpen", goals: []world.SDG{4, 10, 16}, sector: 16061, kind: project.Awareness,
			state: project.Closed, when: course{weeks: 82, months: 9}, cost: 3_200 * euro, granted: 2_400 * euro,
			summary: "Oude vertellers uit Tanger leren jongeren hoe je een café stil krijgt. De jongeren brengen die verhalen naar " +
				"Antwerpen, in het Darija, het Tamazight en het Nederlands, en zoeken hier de verhalen van hun eigen straat.",
			results: "Achttien jongeren traden 23 keer op, voor samen 1.150 mensen. Eenenveertig verhalen zijn opgenomen en vrij " +
				"te beluisteren.",
			antwerp: "Luisteren is te leren. Twee jeugdhuizen houden elke maand een vertelavond.",
			partner: "De verhalen opnemen voor ze verdwijnen, met de naam van de streek erbij.",
		},
		{
			number: 51, title: "Wereldwinkel op wielen", by: []association.ID{wereldwinkel}, place: "Pleinen in acht Antwerpse wijken",
			goals: []world.SDG{12}, sector: 99820, kind: project.Awareness, state: project.Closed,
			when: course{weeks: 90, months: 6}, cost: 1_300 * euro, granted: 950 * euro,
			summary: "Een bakfiets vol koffie, rijst en chocolade rijdt naar wijken zonder wereldwinkel. Bij elke halte vertelt " +
				"een vrijwilliger waar één product vandaan komt.",
			results: "De bakfiets stond 24 keer op een plein en sprak met ongeveer 1.900 mensen. Drie buurtwinkels namen eerlijke " +
				"producten op.",
			antwerp: "Naar de mensen toe rijden werkt beter dan wachten in de winkel.",
		},
		{
			number: 52, title: "Brieven van Kumasi", by: []association.ID{atheneumNoord}, city: kumasi, shares: in("GH"),
			place: "Atheneum Noord (fictief) en een school in Kumasi", goals: []world.SDG{4, 17}, sector: 11320, kind: project.School,
			state: project.Closed, when: course{weeks: 72, months: 9}, cost: 1_900 * euro, granted: 1_400 * euro,
			summary: "Leerlingen van zestien schrijven elkaar een schooljaar lang, op papier en over gewone dingen: de bus, de " +
				"markt, het examen. Om de zes weken volgt een gezamenlijke les Engels via video.",
			results: "Vierenveertig leerlingen wisselden 310 brieven uit. In beide scholen lazen ze die voor op een avond voor " +
				"ouders. De scholen kozen samen een thema voor het jaar erna.",
			antwerp: "Wie een leeftijdsgenoot kent, praat anders over een land.",
			partner: "Vragen stellen over elkaars school leverde een leerlingenraad op naar Antwerps voorbeeld.",
		},
		{
			number: 53, title: "De Kade meet het water", by: []association.ID{deKade, rifStroom}, city: tanger, shares: in("MA"),
			place: "Basisschool De Kade (fictief) en een dorpsschool bij Tanger", goals: []world.SDG{4, 6}, sector: 41081, kind: project.School,
			state: project.Closed, when: course{weeks: 60, months: 6}, cost: 1_200 * euro, granted: 900 * euro,
			summary: "Twee klassen meten zes maanden lang hoeveel water hun school gebruikt en hoeveel regen er valt. Ze sturen " +
				"elkaar hun cijfers en zoeken samen naar wat zuiniger kan.",
			results: "De school op Linkeroever verbruikt 28 procent minder kraanwater. De dorpsschool ontdekte een lek dat een " +
				"derde van haar water kostte.",
			antwerp: "Regenwater is genoeg voor alle toiletten van de school, behalve in mei.",
			partner: "Elke dag de meter aflezen, ook op vrije dagen: zo vind je een lek.",
		},
		{
			number: 54, title: "Klimaatklas Antwerpen-Barcelona", by: []association.ID{atheneumNoord}, city: barcelona, shares: in("ES"),
			place: "Atheneum Noord (fictief) en een school in Barcelona", goals: []world.SDG{7, 9, 13}, sector: 41081, kind: project.School,
			state: project.Approved, when: course{weeks: 56, months: 8}, cost: 1_900 * euro, granted: 1_400 * euro,
			summary: "Hoe heet wordt een speelplaats? Leerlingen uit twee steden hangen dezelfde meters op, vergelijken hun " +
				"cijfers en tekenen een koelere speelplaats. Het beste plan van elke school wordt ook uitgevoerd, met eigen handen.",
			results: "Tweeënvijftig leerlingen maten acht maanden lang. Op de plek met schaduwdoeken en planten was het op warme " +
				"dagen 4,6 graden koeler. Beide scholen kregen van hun stad de toelating voor een tweede fase.",
			antwerp: "Bomen werken het best, maar een zeil werkt morgen al.",
			partner: "Water laten inzakken waar het valt, in plaats van het weg te leiden.",
		},
	}
}
