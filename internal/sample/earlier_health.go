package sample

import (
	"vriendenstad/internal/association"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// earlierHealth returns what was granted in earlier years for health, and in emergencies.
func earlierHealth() []dossier {
	return []dossier{
		{
			number: 26, title: "Mobiele echografie voor drie dorpen bij Kumasi", by: []association.ID{akwaaba}, city: kumasi, shares: in("GH"),
			place: "Drie dorpen in de Ashanti-streek", goals: []world.SDG{3, 9}, sector: 12230, kind: project.Single, state: project.Closed,
			when: course{weeks: 98, months: 10}, cost: 9_800 * euro, granted: 7_300 * euro,
			summary: "In drie dorpen moest een zwangere vrouw een dag reizen voor een echografie. Een draagbaar toestel, twee " +
				"opgeleide vroedvrouwen en een zonnepaneel brengen het onderzoek naar het dorp, elke week op dezelfde dag.",
			results: "Er waren 612 onderzoeken bij 388 vrouwen. Bij 27 van hen werd op tijd gezien dat een bevalling in het " +
				"ziekenhuis nodig was. Het toestel werkte op 49 van de 52 dagen.",
			antwerp: "Een vaste dag is belangrijker dan een vaste plek: zo gaat ook het Antwerpse zwangerschapsspreekuur op stap.",
			partner: "Beelden doorsturen naar een arts op afstand, met een eenvoudige lijst van wat dringend is.",
		},
		{
			number: 27, title: "Gezinsplanning in drie wijken van Kinshasa", by: []association.ID{lumiere, moeders}, city: kinshasa, shares: in("CD"),
			place: "De wijken Kimbanseke, Masina en Ndjili, Kinshasa", goals: []world.SDG{3, 5}, sector: 13030, kind: project.Structural,
			state: project.Closed, when: course{weeks: 168, months: 30}, cost: 26_000 * euro, granted: 24_000 * euro,
			summary: "Jonge vrouwen die zelf kiezen wanneer ze moeder worden, maken vaker hun school af. In drie wijken geven " +
				"vrouwen uit de buurt uitleg aan andere vrouwen, en aan hun partners. Een gezondheidscentrum per wijk biedt de " +
				"middelen aan, tegen een prijs die iedereen kan betalen.",
			results: "Tweeëndertig begeleidsters bereikten 5.800 vrouwen en 1.900 mannen. Van de 740 meisjes die nog naar school " +
				"gingen, maakten er 690 hun jaar af. De drie centra betalen de begeleidsters nu zelf.",
			antwerp: "Mannen mee uitnodigen, op een eigen uur en in een eigen zaal. In Deurne komen er nu vaders naar de gespreksavonden.",
			partner: "Bijhouden wie terugkomt, zonder namen te noteren: met een kaartje en een kleur.",
		},
		{
			number: 28, title: "Diabetes voorkomen, ginds en hier", by: []association.ID{teranga, lumiere}, city: saintLouis,
			shares: []share{{"SN", 70}, {"CD", 30}}, place: "Markten in Saint-Louis en Kinshasa, en meetdagen in Borgerhout",
			goals: []world.SDG{3}, sector: 12310, kind: project.Single, state: project.Closed,
			when: course{weeks: 88, months: 12}, cost: 7_900 * euro, granted: 5_900 * euro,
			summary: "Suikerziekte rukt op, in Senegal en in Congo, en bij Antwerpenaars met wortels in beide landen. Twee " +
				"verenigingen houden samen meetdagen op markten en in de stad, met koks die tonen hoe een vertrouwd gerecht " +
				"gezonder kan.",
			results: "Er werden 2.140 mensen gemeten: 1.310 in Saint-Louis, 520 in Kinshasa en 310 in Antwerpen. Eén op de elf had " +
				"een te hoge waarde en werd doorverwezen; van hen gingen er twee op de drie ook echt naar een arts.",
			antwerp: "Praten over eten werkt beter aan het fornuis dan aan een bureau.",
			partner: "Wie doorverwezen wordt, krijgt na twee weken een telefoontje. Dat verdubbelde het aantal dat naar de arts ging.",
		},
		{
			number: 29, title: "Rechten kennen, rechten krijgen", by: []association.ID{moeders}, city: kinshasa, shares: in("CD"),
			place: "Twee buurthuizen in Kinshasa", goals: []world.SDG{5, 16}, sector: 15180, kind: project.Single, state: project.Closed,
			when: course{weeks: 107, months: 12}, cost: 4_600 * euro, granted: 3_400 * euro,
			summary: "Vrouwen die geweld meemaken, weten vaak niet waar ze terechtkunnen. Twaalf vrouwen uit de wijk leren de weg " +
				"naar politie, arts en rechter, en gaan mee met wie die weg niet alleen durft te gaan.",
			results: "De twaalf begeleidsters gingen 173 keer mee. In 61 zaken kwam er een klacht, in 24 een uitspraak. Beide " +
				"buurthuizen houden nu elke week een spreekuur.",
			antwerp: "Meegaan is meer dan doorverwijzen. Vrijwilligers in Deurne doen het nu ook, naar dokter en loket.",
			partner: "Zorgen voor wie zorgt: om de maand een gesprek voor de begeleidsters zelf.",
		},
		{
			number: 30, title: "Noodhulp na de overstroming in Kinshasa", by: []association.ID{lumiere}, city: kinshasa, shares: in("CD"),
			place: "Wijken langs de Ndjili, Kinshasa", goals: []world.SDG{1, 6}, sector: 72010, kind: project.Emergency, state: project.Closed,
			when: course{weeks: 84, months: 2}, cost: 12_000 * euro, granted: 5_000 * euro,
			summary: "De rivier trad buiten haar oevers (fictief) en maakte putten en latrines onbruikbaar. De steun ging naar " +
				"schoon water, chloor en tijdelijke toiletten voor gezinnen in drie scholen. Het geld kwam uit het eigen budget " +
				"voor noodhulp.",
			results: "Acht weken lang was er elke dag 12.000 liter drinkbaar water voor 900 mensen. Er kwamen 14 tijdelijke " +
				"toiletten. Drie putten zijn schoongemaakt en weer in gebruik.",
			antwerp: "Water brengen is dringend, maar toiletten zijn het ook: het ene zonder het andere helpt niet.",
			partner: "Een voorraad chloor op hoger gelegen plaatsen, met een sleutel bij de buren.",
		},
		{
			number: 31, title: "Noodhulp na een tyfoon op Panay", by: []association.ID{bayanihan}, city: iloilo, shares: in("PH"),
			place: "Kustdorpen ten noorden van Iloilo", goals: []world.SDG{1, 2, 13}, sector: 72040, kind: project.Emergency, state: project.Closed,
			when: course{weeks: 141, months: 2}, cost: 9_000 * euro, granted: 5_000 * euro,
			summary: "Een tyfoon (fictief) vernielde boten en voorraden in vier vissersdorpen. De eerste twee maanden kregen " +
				"gezinnen rijst, bonen en drinkwater. Een deel van het geld ging naar hout en netten, zodat de vissers zelf weer " +
				"konden uitvaren.",
			results: "Er kregen 280 gezinnen zes weken voedsel. Eenendertig boten zijn hersteld; na tien weken voer iedereen weer uit.",
			antwerp: "Noodhulp die werk geeft, is korter nodig.",
			partner: "Boten voortaan op een vaste plek achter de mangroves leggen zodra er een storm wordt gemeld.",
		},
		{
			number: 32, title: "Rolstoelen herstellen in Kenia en Oeganda", by: []association.ID{inclusief}, shares: []share{{"KE", 70}, {"UG", 30}},
			place: "Werkplaatsen in Kisumu en Jinja", goals: []world.SDG{8, 9, 10}, sector: 11330, kind: project.Single, state: project.Closed,
			when: course{weeks: 96, months: 14}, cost: 8_800 * euro, granted: 6_600 * euro,
			summary: "Een rolstoel uit Europa staat na een jaar stil als niemand hem kan herstellen. Herstellers uit Kisumu leiden " +
				"collega’s op in Jinja. Ze werken met fietsonderdelen, die overal te koop zijn, en verdienen er hun brood mee.",
			results: "Veertien herstellers haalden een getuigschrift, zes van hen zijn vrouwen. Ze herstelden 186 rolstoelen en " +
				"bouwden er twaalf zelf. Beide werkplaatsen draaien zonder steun.",
			antwerp: "Een hulpmiddel is maar zo goed als het herstel ervan. Een Antwerpse kringwinkel opende een herstelhoek voor " +
				"rolstoelen en rollators.",
			partner: "Een vast formulier per stoel, zodat de volgende hersteller weet wat er al gebeurde.",
		},
	}
}
