package sample

import (
	"vriendenstad/internal/association"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// earlierWaterAndSoil returns what was granted in earlier years for water, energy, land and coast.
func earlierWaterAndSoil() []dossier {
	return []dossier{
		{
			number: 33, title: "Zonnepompen in Ghana en Benin", by: []association.ID{zonnekracht}, shares: []share{{"GH", 60}, {"BJ", 40}},
			place: "Vijf dorpen in het noorden van Ghana en Benin", goals: []world.SDG{6, 7, 13}, sector: 23231, kind: project.Single,
			state: project.Closed, when: course{weeks: 120, months: 14}, cost: 10_600 * euro, granted: 7_900 * euro,
			summary: "Vijf dorpen halen water met een dieselpomp die vaak stilvalt. Studenten en plaatselijke techniekers " +
				"vervangen ze door pompen op zonne-energie: drie in Ghana, twee in Benin. Elk dorp kiest twee mensen die de pomp " +
				"leren onderhouden.",
			results: "De vijf pompen leveren samen 38.000 liter per dag aan 2.600 mensen. Er wordt elk jaar 4.100 liter diesel " +
				"uitgespaard. Na een jaar werkten ze alle vijf; twee kregen een nieuwe dichting, door de mensen van het dorp zelf.",
			antwerp: "Eerst de markt bezoeken, dan pas tekenen. Studenten ontwerpen nu met wat er ter plaatse te koop is.",
			partner: "Een logboek met elke storing en haar oorzaak, dat de dorpen onder elkaar delen.",
		},
		{
			number: 34, title: "Drinkwater voor zes gehuchten in het Rif", by: []association.ID{rifStroom}, shares: in("MA"),
			place: "Zes gehuchten in het Rifgebergte", goals: []world.SDG{6}, sector: 14031, kind: project.Single, state: project.Closed,
			when: course{weeks: 135, months: 12}, cost: 10_400 * euro, granted: 7_800 * euro,
			summary: "Vrouwen en kinderen liepen tot drie uur per dag om water te halen. Een leiding van vier kilometer brengt " +
				"bronwater naar zes gehuchten. De bewoners groeven mee en kozen een comité dat de kraantjes beheert.",
			results: "Sinds de leiding er ligt, hebben 118 gezinnen water op minder dan honderd meter van huis. Het comité int een " +
				"kleine bijdrage en herstelde al twee lekken. Per gezin is gemiddeld twee uur per dag gewonnen.",
			antwerp: "Een beheerscomité waarin evenveel vrouwen als mannen zitten, neemt andere besluiten: de eerste kraan kwam " +
				"bij de school.",
			partner: "De bijdrage niet per gezin maar per gebruik laten betalen, met een sociaal tarief voor wie weinig heeft.",
		},
		{
			number: 35, title: "Compost van de vismarkt", by: []association.ID{groeneVingers}, city: saintLouis, shares: in("SN"),
			place: "De vismarkt van Guet Ndar, Saint-Louis", goals: []world.SDG{2, 12, 14}, sector: 14050, kind: project.Single, state: project.Closed,
			when: course{weeks: 110, months: 12}, cost: 6_800 * euro, granted: 5_100 * euro,
			summary: "Elke dag bleef er op de vismarkt afval achter dat in zee verdween. Vrouwen die vis verwerken, maken er nu " +
				"samen met tuinders compost van, gemengd met schelpen en typha, het riet dat de rivier verstopt. De compost maakt " +
				"zoute grond weer vruchtbaar.",
			results: "In een jaar werd 46 ton afval tot 15 ton compost. Twaalf vrouwen verdienen er een inkomen mee. Zeven tuinen " +
				"gebruiken de compost, en oogstten een derde meer uien.",
			antwerp: "Schelpen tegen zure grond, compost tegen zout: in Hoboken komt nu mosselschelpen van een restaurant in de tuin.",
			partner: "De hoop keren op een vaste dag en de temperatuur opschrijven: zo blijft de geur weg.",
		},
		{
			number: 36, title: "Bomen tegen de zee op de Langue de Barbarie", by: []association.ID{groeneVingers}, city: saintLouis, shares: in("SN"),
			place: "De Langue de Barbarie, Saint-Louis", goals: []world.SDG{13, 15}, sector: 31220, kind: project.Single, state: project.Closed,
			when: course{weeks: 160, months: 18}, cost: 7_200 * euro, granted: 5_400 * euro,
			summary: "De landtong tussen rivier en zee wordt elk jaar smaller. Scholen en vissers planten er inheemse struiken en " +
				"bomen die het zand vasthouden. Elke klas zorgt twee jaar voor een eigen strook.",
			results: "Er zijn 9.400 struiken en bomen geplant, waarvan na twee jaar 71 procent nog leeft. Zestien klassen doen " +
				"mee. Op de beplante stroken bleef het zand liggen tijdens twee stormen.",
			antwerp: "Kinderen die een strook hebben, nemen hun ouders mee om te gieten. Zo werkt ook de adoptie van boomspiegels " +
				"in Hoboken.",
			partner: "Na het planten tellen, elk half jaar opnieuw: alleen zo weet je welke soort het haalt.",
		},
		{
			number: 37, title: "Zaden voor de mangrove", by: []association.ID{bayanihan}, city: iloilo, shares: in("PH"),
			place: "Een riviermonding bij Iloilo", goals: []world.SDG{13, 14, 15}, sector: 41020, kind: project.Single, state: project.Closed,
			when: course{weeks: 115, months: 14}, cost: 6_400 * euro, granted: 4_800 * euro,
			summary: "Mangroves breken de golven en geven jonge vis een schuilplaats. Een kwekerij in het dorp zamelt zaden in van " +
				"vier soorten die er van nature groeien, kweekt ze op en plant ze waar visvijvers verlaten werden.",
			results: "De kwekerij leverde 21.000 jonge planten en beplantte elf hectare. Achttien gezinnen verdienen er een deel " +
				"van hun inkomen mee. Van de planten staat 64 procent na een jaar nog recht.",
			antwerp: "Minder soorten planten is sneller, meer soorten planten blijft staan. Natuurgidsen vertellen dat nu ook over " +
				"de Scheldeoever.",
			partner: "Elke plek opmeten voor je plant: op de helft van de gekozen plekken was de bodem te laag.",
		},
		{
			number: 38, title: "Vissersvrouwen tellen de vangst", by: []association.ID{bayanihan}, city: iloilo, shares: in("PH"),
			place: "Drie vissersdorpen op Panay", goals: []world.SDG{5, 8, 14}, sector: 41020, kind: project.Single, state: project.Approved,
			when: course{weeks: 64, months: 9}, cost: 3_900 * euro, granted: 2_900 * euro,
			summary: "Wie weet hoeveel vis er is, kan ook beslissen wanneer je beter niet vist. Vrouwen die de vangst verkopen, " +
				"tellen en meten haar elke dag. Met hun cijfers kiest het dorp zelf zijn rustmaanden.",
			results: "Zesendertig vrouwen hielden negen maanden lang de vangst bij. De drie dorpen legden twee rustmaanden vast, " +
				"en spraken af wie daarop toeziet. De telling kost per dorp minder dan een uur per dag.",
			antwerp: "Gewone mensen kunnen nauwkeurig meten, als de meting hun ook iets oplevert.",
			partner: "Een formulier met tekeningen in plaats van woorden, zodat iedereen kan meedoen.",
		},
		{
			number: 39, title: "Volkstuinen leren van Ndar", by: []association.ID{groeneVingers, deKade}, city: saintLouis,
			place: "Volkstuinen in Hoboken en een schooltuin op Linkeroever", goals: []world.SDG{2, 11, 17}, sector: 41081, kind: project.Awareness,
			state: project.Closed, when: course{weeks: 70, months: 8}, cost: 3_400 * euro, granted: 2_500 * euro,
			summary: "Tuinders uit Saint-Louis leren buren in Hoboken hoe je groenten teelt met weinig water. Het gaat om kuilen " +
				"die dauw vangen, om mulchen en om zaad dat je zelf bewaart. Een klas van Linkeroever volgt mee en schrijft een " +
				"tuinboek.",
			results: "Vierendertig tuinders en 56 leerlingen deden mee aan acht zaterdagen. In de proefbedden was veertig procent " +
				"minder water nodig. Het tuinboek ligt in alle bibliotheken van de stad.",
			antwerp: "Een droge zomer is in Saint-Louis een gewone zomer. Wie dat gewend is, kan ons iets leren.",
			partner: "Compost in lagen bouwen, zoals in Hoboken, gaat sneller dan op één hoop.",
		},
	}
}
