package sample

import (
	"vriendenstad/internal/association"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// earlierChances returns what was granted in earlier years for work, building and being heard.
func earlierChances() []dossier {
	return []dossier{
		{
			number: 40, title: "Spaarkringen van marktvrouwen in Lagos", by: []association.ID{naija}, shares: in("NG"),
			place: "Twee markten in Lagos", goals: []world.SDG{1, 5, 8}, sector: 24040, kind: project.Single, state: project.Closed,
			when: course{weeks: 128, months: 12}, cost: 5_300 * euro, granted: 3_900 * euro,
			summary: "Een bank leent niet aan wie een kraam heeft en geen papieren. In spaarkringen leggen vrouwen elke week " +
				"samen, en leent om beurten één van hen. Ze leren er boekhouden op één blad, en tekenen samen de regels van hun " +
				"kring.",
			results: "Er draaien acht kringen met samen 176 vrouwen. Ze spaarden in een jaar het dubbele van de steun. Van de 94 " +
				"leningen zijn er 91 op tijd terugbetaald.",
			antwerp: "Sparen in een kring is oud en werkt. Een groep zelfstandigen in Antwerpen-Noord begon er zelf één.",
			partner: "Een reserve aanleggen voor ziekte, met een regel die iedereen vooraf kent.",
		},
		{
			number: 41, title: "Marktvrouwen van Lagos en Kumasi leren van elkaar", by: []association.ID{naija, akwaaba}, city: kumasi,
			shares: []share{{"GH", 55}, {"NG", 45}}, place: "Markten in Kumasi en Lagos", goals: []world.SDG{5, 8, 10}, sector: 32130,
			kind: project.Single, state: project.Reporting, when: course{weeks: 66, months: 12}, cost: 7_800 * euro, granted: 5_800 * euro,
			summary: "Twee grote markten, twee landen, dezelfde vragen: hoe bereken je een prijs, hoe bewaar je voorraad, hoe houd " +
				"je vol als de huur stijgt? Twintig vrouwen uit elke stad bezoeken elkaar en begeleiden daarna elk drie anderen.",
			results: "Veertig vrouwen reisden naar elkaars markt en begeleidden er 114 anderen. Twee op de drie houden nu een " +
				"kasboek bij. In Kumasi kwam er een gezamenlijke koelcel, naar het voorbeeld van Lagos.",
			antwerp: "Ervaring reist beter van zuid naar zuid dan van noord naar zuid; wij betalen de bus en luisteren.",
			partner: "Kumasi leerde samen inkopen, Lagos leerde bewaren zonder verlies.",
		},
		{
			number: 42, title: "Cacaoboerinnen van de Alto Beni", by: []association.ID{wereldwinkel}, shares: in("BO"),
			place: "De Alto Beni, Bolivia", goals: []world.SDG{5, 8, 12}, sector: 31194, kind: project.Single, state: project.Closed,
			when: course{weeks: 112, months: 14}, cost: 6_900 * euro, granted: 5_100 * euro,
			summary: "Een coöperatie van boerinnen verkoopt cacao aan wereldwinkels, maar verloor veel oogst bij het drogen. Met " +
				"eenvoudige droogbedden en een opleiding in proeven krijgen ze een betere boon, en een betere prijs.",
			results: "De 64 boerinnen bouwden twintig droogbedden. Het verlies daalde van 18 naar 5 procent, en de prijs steeg met " +
				"een vijfde. In het bestuur van de coöperatie zitten nu vijf vrouwen, eerder was dat er één.",
			antwerp: "Leren proeven maakt klanten trouwer dan een keurmerk alleen.",
			partner: "Rechtstreeks horen wat een winkel in Antwerpen vraagt, zonder tussenpersoon.",
		},
		{
			number: 43, title: "Metsers leren aardbevingsveilig bouwen", by: []association.ID{sinjoren}, city: kathmandu, shares: in("NP"),
			place: "Drie dorpen in de heuvels rond Kathmandu", goals: []world.SDG{8, 9, 11}, sector: 43060, kind: project.Single,
			state: project.Approved, when: course{weeks: 76, months: 12}, cost: 7_600 * euro, granted: 5_700 * euro,
			summary: "De meeste huizen in Nepal worden gebouwd door metsers zonder opleiding. In vijf weken leren ze hoe je muren " +
				"verbindt, hoeken versterkt en een dak verankert. Ze oefenen op een echt gebouw: een opslagplaats voor het dorp.",
			results: "Achtenveertig metsers, onder wie elf vrouwen, behaalden het erkende getuigschrift. Ze bouwden drie " +
				"opslagplaatsen en sindsdien 22 huizen volgens de nieuwe regels.",
			antwerp: "Een regel over bouwen blijft hangen als je hem met je handen leert. Leerlingen bouw in Deurne maakten de " +
				"oefenmuur na.",
			partner: "Werken met een controlelijst en een collega die meekijkt voor het dak erop gaat.",
		},
		{
			number: 44, title: "Nieuwe schooldaken in Nuwakot", by: []association.ID{sinjoren}, city: kathmandu, shares: in("NP"),
			place: "Twee dorpsscholen in Nuwakot", goals: []world.SDG{4, 11}, sector: 11120, kind: project.Single, state: project.Closed,
			when: course{weeks: 125, months: 12}, cost: 9_600 * euro, granted: 7_200 * euro,
			summary: "Twee scholen gaven les onder zeil. Metsers uit het dorp zetten er een licht dak op dat een beving kan volgen " +
				"zonder te breken, en versterken de muren met banden van gewapend beton. De ouders brengen steen en hout aan.",
			results: "Acht lokalen zijn weer in gebruik, voor 310 leerlingen. Een ingenieur van de overheid keurde beide gebouwen " +
				"goed. De ouders werkten samen 1.460 dagen mee.",
			antwerp: "Wie meebouwt, waakt mee: aan geen van beide scholen is iets kapot of verdwenen.",
			partner: "Foto’s van elke stap, zodat een inspecteur ook ziet wat onder de kalk zit.",
		},
		{
			number: 45, title: "Voetbalveld als klaslokaal", by: []association.ID{havenmaatjes}, city: kaapstad, shares: in("ZA"),
			place: "Twee scholen en een voetbalplein in Kaapstad", goals: []world.SDG{3, 4, 16}, sector: 16061, kind: project.Single,
			state: project.Closed, when: course{weeks: 118, months: 12}, cost: 6_600 * euro, granted: 4_900 * euro,
			summary: "Na schooltijd was er niets, en op straat te veel. Twee scholen openen hun veld, met een uur huiswerk voor de " +
				"training begint. Oudere leerlingen geven les en training, en krijgen daar een getuigschrift voor.",
			results: "Er kwamen gemiddeld 140 kinderen per week. Achtentwintig jonge trainers haalden hun getuigschrift, 15 van " +
				"hen vonden daarna werk. De aanwezigheid op school steeg van 81 naar 90 procent.",
			antwerp: "Eerst huiswerk, dan bal: het werkt ook op Luchtbal, als de trainer het huiswerk mee maakt.",
			partner: "Vaste uren voor meisjesploegen, en een trainster die daarover gaat.",
		},
		{
			number: 46, title: "Drie havens, één podium", by: []association.ID{vriendenkring, havenmaatjes}, city: barcelona,
			shares: []share{{"MA", 60}, {"ES", 40}}, place: "Tanger, Barcelona en Antwerpen", goals: []world.SDG{10, 11, 17}, sector: 16061,
			kind: project.Awareness, state: project.Closed, when: course{weeks: 104, months: 10}, cost: 3_600 * euro, granted: 2_700 * euro,
			summary: "Jongeren uit drie havensteden schrijven samen liedjes over water, werk en weggaan. Ze repeteren in Tanger en " +
				"Barcelona, en spelen één keer in elke stad. De teksten zijn in vier talen.",
			results: "Zesentwintig jongeren schreven negen liedjes. De drie optredens trokken samen 870 mensen. De opnames worden " +
				"gebruikt in lessen op zes scholen.",
			antwerp: "Muziek heeft geen ondertiteling nodig, maar een gesprek erna wel.",
			partner: "Tanger en Barcelona liggen dicht bij elkaar en kenden elkaar niet; nu wisselen hun jeugdhuizen rechtstreeks uit.",
		},
	}
}
