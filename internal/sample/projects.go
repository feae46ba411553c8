package sample

import (
	"slices"

	"vriendenstad/internal/association"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// dossiers returns all that was granted: the latest first, then that of earlier years.
func dossiers() []dossier {
	return slices.Concat(thisYear(), thisYearAtHome(), earlierHealth(), earlierWaterAndSoil(), earlierChances(), earlierLearning())
}

// thisYear returns what was granted of late for work elsewhere.
func thisYear() []dossier {
	return []dossier{
		{
			number: 1, title: "Bijscholing vroedvrouwen Kumasi", by: []association.ID{akwaaba}, city: kumasi, shares: in("GH"),
			place: "Twee ziekenhuizen in Kumasi", goals: []world.SDG{3, 4, 5}, sector: 12281, kind: project.Single, state: project.Running,
			when: course{weeks: 13, months: 9}, cost: 10_400 * euro, granted: 7_500 * euro,
			summary: "Vroedvrouwen uit twee ziekenhuizen leren van elkaar over veilige bevallingen. Vierentwintig van hen volgen " +
				"zes lesdagen en lopen daarna in duo’s mee, telkens één uit elk ziekenhuis. Twee Antwerpse vroedvrouwen geven mee " +
				"les en leren er hoe je raadpleging houdt op de markt.",
		},
		{
			number: 2, title: "Opleiding palliatieve zorg Kinshasa", by: []association.ID{lumiere}, city: kinshasa, shares: in("CD"),
			place: "Vier wijken van Kinshasa", goals: []world.SDG{3, 4}, sector: 12281, kind: project.Structural, state: project.Granted,
			when: course{weeks: 1, months: 36}, cost: 48_000 * euro, granted: 36_000 * euro,
			summary: "Drie jaar lang bouwt de opleiding palliatieve zorg verder op haar eerste lichting. Elk jaar beginnen er " +
				"dertig verpleegkundigen, met lesgevers die aan dezelfde opleiding afstudeerden. Ze lopen stage bij mensen thuis, " +
				"in vier wijken die tot nu toe geen thuiszorg kenden. Antwerpse woonzorgcentra sturen elk jaar twee medewerkers om " +
				"mee te lopen.",
		},
		{
			number: 3, title: "Eerste hulp en ziekenvervoer Saint-Louis", by: []association.ID{teranga}, city: saintLouis, shares: in("SN"),
			place: "De wijken Sor en Guet Ndar, Saint-Louis", goals: []world.SDG{3}, sector: 12220, kind: project.Single, state: project.Reporting,
			when: course{weeks: 46, months: 8}, cost: 8_200 * euro, granted: 6_000 * euro,
			summary: "Wie in een steeg van Guet Ndar ziek wordt, raakt moeilijk bij een dokter: de straten zijn te smal voor een " +
				"wagen. Het project leidt vrijwilligers op die in hun eigen straat bekend zijn, en leert hen iemand veilig tot bij " +
				"de ziekenwagen te dragen.",
			results: "Tweeënvijftig vrijwilligers haalden hun getuigschrift eerste hulp, het doel was vijftig. Er hangen 18 " +
				"draagberries op vaste plaatsen. In zes maanden werden 134 mensen vervoerd, gemiddeld in 21 minuten in plaats van " +
				"55.",
			antwerp: "Hulp werkt beter met iemand die de straat kent. De wijkgezondheidscentra zoeken nu zelf sleutelfiguren per blok.",
			partner: "Een draaiboek met vaste rollen: wie belt, wie draagt, wie blijft bij de familie. Het hangt nu bij elke draagberrie.",
		},
		{
			number: 4, title: "Waterput en sanitair dorpsschool Tanger", by: []association.ID{rifStroom}, city: tanger, shares: in("MA"),
			place: "Een dorp in de heuvels bij Tanger", goals: []world.SDG{4, 6}, sector: 14032, kind: project.Single, state: project.Closed,
			when: course{weeks: 38, months: 4}, cost: 10_600 * euro, granted: 7_800 * euro,
			summary: "De dorpsschool had één kraan, op vierhonderd meter. Meisjes bleven thuis op dagen dat er geen water was. De " +
				"ouders vroegen mee te zoeken naar een oplossing die het dorp zelf kan onderhouden: een put, een handpomp en " +
				"toiletten op de speelplaats.",
			results: "Er is een waterput van 62 meter diep, met een handpomp en een reservoir. Daarnaast staan zes toiletten, drie " +
				"voor meisjes en drie voor jongens. Op school hebben nu 240 leerlingen drinkbaar water; het doel was 220. Vier " +
				"ouders volgden een opleiding pomponderhoud. Het aantal meisjes dat een week of langer thuisbleef, daalde van 31 " +
				"naar 6.",
			antwerp: "Zuinig omgaan met water op de speelplaats: de ouderraad toonde hoe je regen opvangt zonder pomp. Een school " +
				"in Borgerhout neemt dat over.",
			partner: "Een onderhoudsboek en een kleine kas, zoals bij een Antwerpse vereniging. Zo blijft de pomp ook over tien " +
				"jaar werken.",
		},
		{
			number: 7, title: "Zonnepomp voor moestuincoöperatie", by: []association.ID{zonnekracht}, shares: in("GH"),
			place: "Een dorp ten noorden van Kumasi", goals: []world.SDG{2, 7}, sector: 23231, kind: project.Single, state: project.Running,
			when: course{weeks: 20, months: 9}, cost: 8_600 * euro, granted: 6_400 * euro,
			summary: "Veertig boerinnen gieten nu nog met emmers. Hun coöperatie krijgt een waterpomp op zonne-energie, ontworpen " +
				"door studenten uit Antwerpen en techniekers uit Kumasi. De pomp moet de hele droge tijd twee hectare groenten van " +
				"water voorzien, en onderdelen hebben die op de markt te koop zijn.",
		},
		{
			number: 11, title: "Straatvoetbal en leiderschap Kaapstad", by: []association.ID{havenmaatjes}, city: kaapstad, shares: in("ZA"),
			place: "Drie voetbalpleinen in Kaapstad", goals: []world.SDG{3, 10}, sector: 16061, kind: project.Single, state: project.Granted,
			when: course{weeks: 2, months: 9}, cost: 7_200 * euro, granted: 5_400 * euro,
			summary: "Zestig jongeren worden trainer op het plein waar ze opgroeiden. Ze leren een training geven, een ruzie " +
				"stoppen en een ploeg samenstellen waarin iedereen speelt. De helft van hen zijn meisjes. Met trainers van " +
				"Luchtbal bereiden ze via video elke maand een oefening voor.",
		},
		{
			number: 12, title: "Stadslandbouw Saint-Louis – Hoboken", by: []association.ID{groeneVingers}, city: saintLouis, shares: in("SN"),
			place: "Vier stadstuinen in Saint-Louis en twee volkstuinen in Hoboken", goals: []world.SDG{2, 11}, sector: 31120,
			kind: project.Structural, state: project.Running, when: course{weeks: 28, months: 36}, cost: 33_000 * euro, granted: 27_000 * euro,
			summary: "Moestuinen op zoute grond: wat in Saint-Louis lukt, proberen buren in Hoboken, en omgekeerd. In drie jaar " +
				"groeien vier stadstuinen uit tot plekken waar 160 gezinnen groenten telen en verkopen, met regenwater uit eigen " +
				"bekkens. Tuinders uit beide steden werken in vaste duo’s, met elke maand een gesprek en elk jaar een bezoek.",
		},
		{
			number: 13, title: "Jeugdateliers Tanger-Antwerpen", by: []association.ID{vriendenkring}, city: tanger, shares: in("MA"),
			place: "Jeugdhuizen in Tanger en Merksem", goals: []world.SDG{4, 17}, sector: 99820, kind: project.Awareness, state: project.Granted,
			when: course{weeks: 3, months: 6}, cost: 2_800 * euro, granted: 2_100 * euro,
			summary: "Dertig jongeren maken samen een voorstelling over vertrekken en aankomen. De helft werkt in Tanger, de helft " +
				"in Merksem; een scherm verbindt de twee ateliers. Wat ze maken, tonen ze in beide steden.",
		},
		{
			number: 14, title: "Ergotherapie voor kinderen in Kenia", by: []association.ID{inclusief}, shares: in("KE"),
			place: "Een dagcentrum in Kisumu", goals: []world.SDG{3, 10}, sector: 12220, kind: project.Single, state: project.Approved,
			when: course{weeks: 51, months: 9}, cost: 8_000 * euro, granted: 6_000 * euro,
			summary: "Kinderen die niet zelf kunnen zitten of eten, leren dat met therapie en een stoel op maat. Ergotherapeuten " +
				"uit Antwerpen en Kisumu leiden samen begeleiders en ouders op, zodat de oefeningen thuis doorgaan. De stoelen " +
				"worden ter plaatse gemaakt van karton, hout en lijm.",
			results: "Achtenveertig kinderen kregen een behandelplan en een zitstoel op maat. Zestien begeleiders en 62 ouders " +
				"volgden de opleiding. Negenentwintig kinderen eten nu zonder hulp.",
			antwerp: "Stevige hulpmiddelen van karton zijn in een dag klaar en kosten weinig. Een school voor buitengewoon " +
				"onderwijs in Wilrijk maakt ze nu ook.",
			partner: "Werken met een plan per kind, dat therapeut en ouders samen om de drie maanden bijstellen.",
		},
		{
			number: 16, title: "Noodhulp overstromingen Nepal", by: []association.ID{sinjoren}, city: kathmandu, shares: in("NP"),
			place: "Rivierdorpen ten zuiden van Kathmandu", goals: []world.SDG{1, 3}, sector: 72010, kind: project.Emergency, state: project.Closed,
			when: course{weeks: 42, months: 3}, cost: 20_000 * euro, granted: 5_000 * euro,
			summary: "Na zware moessonregens (fictief) stonden vijf dorpen onder water. Een partner ter plaatse verdeelde in de " +
				"eerste weken dekens, zeilen en tabletten om water te zuiveren. Het geld kwam uit het eigen budget voor noodhulp.",
			results: "Binnen twaalf dagen waren 410 gezinnen bereikt. Elk gezin kreeg een pakket met zeil, dekens en " +
				"zuiveringstabletten voor een maand. Er brak geen cholera uit. Alle aankopen gebeurden in Nepal zelf.",
			antwerp: "Eén partner die de streek kent, werkt sneller dan drie die er nog naartoe moeten.",
			partner: "Een lijst met gezinnen die al klaarligt voor het water komt, wint vier dagen.",
		},
		{
			number: 17, title: "Noodhulp aardbeving Marokko", by: []association.ID{rifStroom}, shares: in("MA"),
			place: "Bergdorpen in de Hoge Atlas", goals: []world.SDG{1, 11}, sector: 72010, kind: project.Emergency, state: project.Overdue,
			when: course{weeks: 44, months: 4}, cost: 15_000 * euro, granted: 5_000 * euro,
			summary: "Na een aardbeving (fictief) hadden drie bergdorpen geen dak en geen warmte. De steun ging naar tenten, " +
				"kachels en een mobiele keuken, gebracht door een vereniging uit de streek. Het geld kwam uit het eigen budget " +
				"voor noodhulp. Op het verslag wacht de stad nog.",
		},
	}
}

// thisYearAtHome returns what was granted of late for work in Antwerp alone.
func thisYearAtHome() []dossier {
	return []dossier{
		{
			number: 9, title: "Week van de Eerlijke Handel ’t Zuid", by: []association.ID{wereldwinkel}, place: "Het Zuid, Antwerpen",
			goals: []world.SDG{12, 17}, sector: 99820, kind: project.Awareness, state: project.Closed,
			when: course{fairTrade: true}, cost: 3_500 * euro, granted: 2_600 * euro,
			summary: "Elf dagen lang toont het Zuid wat eerlijke handel is: met een ontbijt op het plein, een wandeling langs " +
				"cafés die eerlijke koffie schenken, en een avond met cacaoboerinnen via video. Scholen uit de buurt krijgen een " +
				"proeverij in de klas.",
			results: "Er kwamen 640 mensen naar het ontbijt en 19 klassen namen deel aan een proeverij. Zeven van de twaalf cafés " +
				"op de wandeling schenken sindsdien uitsluitend eerlijke koffie.",
			antwerp: "Wie de boerin heeft gehoord, vraagt in het café waar de koffie vandaan komt.",
			partner: "De boerinnen hoorden wat klanten over hun chocolade zeggen, en pasten de wikkel aan.",
		},
		{
			number: 20, title: "Praatcafés over migratie en ontwikkeling", by: []association.ID{moeders}, place: "Buurthuizen in Deurne",
			goals: []world.SDG{10, 16}, sector: 99820, kind: project.Awareness, state: project.Recovered,
			when: course{weeks: 53, months: 6}, cost: 1_900 * euro, granted: 1_400 * euro,
			summary: "Acht avonden waarop buren praten over weggaan, aankomen en iets terugdoen, met koffie en kinderopvang. Elke " +
				"avond begint met een verhaal van iemand uit de buurt en eindigt met een vraag over ontwikkelingssamenwerking.",
			results: "Drie van de acht praatcafés gingen door, met samen 70 bezoekers; daarna viel de zaal weg. De vereniging " +
				"betaalde de steun terug.",
		},
		{
			number: 21, title: "SDG-schooltuin Basisschool De Kade (fictief)", by: []association.ID{deKade}, place: "Linkeroever, Antwerpen",
			goals: []world.SDG{2, 13}, sector: 41081, kind: project.School, state: project.Granted,
			when: course{weeks: 4, months: 8}, cost: 1_500 * euro, granted: 1_100 * euro,
			summary: "Elf klassen leggen achter de school een tuin aan die zichzelf voedt: met een composthoek, een regenton en " +
				"groenten die ook in een droge zomer groeien. De leerlingen meten elke week hoeveel regen er valt en wat de tuin " +
				"opbrengt.",
		},
		{
			number: 23, title: "Wereldmarkt: podium en zaal (in natura)", by: []association.ID{regenboei}, place: "Een plein in Berchem",
			goals: []world.SDG{12, 17}, sector: 99820, kind: project.School, state: project.Granted, inKind: true,
			when: course{weeks: 5, months: 3}, cost: 700 * euro, granted: 700 * euro,
			summary: "De stad leent een podium, een zaal en veertig tafels uit voor de wereldmarkt van de school. De waarde is " +
				"€\u00a0700; er wordt geen geld betaald. Leerlingen verkopen er wat ze eerlijk inkochten, en vertellen van wie het " +
				"komt.",
		},
	}
}
