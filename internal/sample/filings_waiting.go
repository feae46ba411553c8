package sample

import "vriendenstad/internal/grant"

// waitingFilings are those of projects that are being looked at.
func waitingFilings() []filing {
	return []filing{
		{
			by: sinjoren, code: "PRO", status: grant.Assessing, ago: 40, title: "Aardbevingsbestendige klaslokalen", in: in("NP"), goals: sdgs(4, 11),
			place: "Twee dorpen in Sindhupalchok", starts: 4, months: 12, asked: 8_000 * euro,
			summary: "Twee dorpsscholen geven les onder zeilen sinds hun muren scheurden. Metsers uit de dorpen leren bouwen met banden van wapening in de muur, en " +
				"zetten samen vier klaslokalen die een beving doorstaan.",
			partner: &partner{"Samudayik Nirman", "Sindhupalchok", "NP", "Vereniging van metsers die scholen en huizen herstelt.", "en"},
			costs: []post{{"Steen, cement en wapening", 7_900 * euro}, {"Dakplaten en hout", 3_400 * euro}, {"Opleiding van tien metsers", 1_700 * euro},
				{"Tekeningen en een proefmuur", 1_000 * euro}},
			income: []post{{"Sponsorwandeling in het Rivierenhof", 2_600 * euro}},
			said: map[string]string{
				"rollen": "De metsers bouwen en beslissen over het werk. De schoolcomités dragen steen aan en houden toezicht. Een bouwkundige uit onze groep kijkt de " +
					"tekeningen na, en wij betalen per afgewerkte muur.",
				"eerder-wat": "Drie jaar geleden leidden we samen de eerste veertien metsers op. Hun huizen staan er nog zonder barst.",
				"nood": "Beide scholen zijn afgekeurd. De schoolcomités vroegen om hulp via de metsers die we al kennen. In de winter blijft een kind op de vier thuis " +
					"van de kou.",
				"stappen":         "Maand 1: tekenen en keuren. Maand 2 en 3: opleiding aan de proefmuur. Maand 4 tot 10: bouwen, met een stop in de moesson. Maand 11: keuring. Maand 12: openen.",
				"bereik":          "310",
				"blijven":         "De tien metsers werken verder in de streek, en geven de techniek door aan wie bij hen in de leer komt.",
				"risico":          "Een vroege moesson. We kopen het cement per verdieping, zodat er niets nat wordt.",
				"antwerpen-leert": "Leerlingen uit het bouwonderwijs in Deurne leren waarom een muur breekt, en bouwen de proefmuur na op schaal.",
				"activiteit":      "Een open werfdag op school in Deurne, waar een schudtafel de twee muren op de proef stelt.",
			},
		},
		{
			by: bayanihan, code: "PRO", status: grant.Advising, ago: 48, title: "Mangroves tegen de storm", in: in("PH"), goals: sdgs(13, 14),
			place: "Drie kustdorpen bij Iloilo", starts: 4, months: 15, asked: 5_700 * euro,
			summary: "Drie kustdorpen planten een gordel van mangroves die de golven breekt en jonge vis beschut. Vissers, scholen en een vrouwengroep kweken zelf de " +
				"planten, en meten elk seizoen hoeveel er leven.",
			partner: &partner{"Bakhaw Coastal Network", "Iloilo", "PH", "Netwerk van vissersdorpen dat mangroves kweekt en beschermt.", "en"},
			costs: []post{{"Kwekerij met twaalfduizend jonge planten", 3_100 * euro}, {"Bamboe en netten", 1_600 * euro}, {"Plantdagen met scholen", 1_500 * euro},
				{"Meetpalen en opvolging", 900 * euro}, {"Drukwerk", 500 * euro}},
			income: []post{{"Giften van zeevarenden", 800 * euro}},
			said: map[string]string{
				"rollen": "Het netwerk heeft de vergunning van de gemeente en kiest de soorten. De dorpen planten en bewaken. Wij zoeken steun bij zeevarenden en " +
					"vertellen het verhaal aan de kaaien.",
				"nood": "De laatste storm nam in één nacht veertig huizen mee. Waar nog mangroves stonden, bleef de dijk heel. De dorpsraden vroegen het netwerk om de " +
					"open stukken opnieuw te beplanten.",
				"stappen":         "Maand 1 tot 4: zaden rapen en kweken. Maand 5 tot 9: planten bij laag water, dorp na dorp. Maand 10 tot 15: meten, bijplanten en de netten onderhouden.",
				"bereik":          "1.900",
				"blijven":         "De vrouwengroep verkoopt jonge planten aan andere dorpen. Met dat geld betaalt ze de bewaking.",
				"risico":          "Jonge planten spoelen weg in het eerste jaar. We rekenen daarom op zestig procent, en houden een kweek achter de hand.",
				"antwerpen-leert": "De stad denkt na over natuur langs de Schelde. Het netwerk toont wat een levende oever kost en opbrengt.",
				"activiteit":      "Een wandeling langs de kaaien met zeevarenden en een bioloog, over dijken die groeien.",
			},
		},
		{
			by: moeders, code: "PRO", status: grant.Incomplete, ago: 19, title: "Juridische eerstelijn voor vrouwen", in: in("CD"), goals: sdgs(5, 16),
			place: "Drie wijken van Kinshasa", starts: 4, months: 10, asked: 5_175 * euro,
			summary: "In drie wijken van Kinshasa houden vrouwen elke week een spreekuur over erfenis, huwelijk en geweld. Vijftien begeleidsters leren wat de wet zegt, " +
				"en gaan mee naar het loket met wie dat niet alleen durft.",
			partner: &partner{"Maman Bosembo", "Kinshasa", "CD", "Buurtwerk en rechtshulp door vrouwen, voor vrouwen.", "fr"},
			costs: []post{{"Opleiding van vijftien begeleidsters", 2_900 * euro}, {"Spreekuur in drie wijken", 2_100 * euro}, {"Brochures in het Lingala", 1_100 * euro},
				{"Telefoonlijn", 800 * euro}},
			income: []post{{"Ontbijt aan de schoolpoort", 450 * euro}},
			said: map[string]string{
				"rollen":     "Maman Bosembo leidt op en houdt het spreekuur. Wij zoeken geld, en een advocate uit Deurne kijkt de brochures mee na.",
				"eerder-wat": "Samen leidden we twaalf vrouwen op die meegaan naar politie, arts en rechter. Beide buurthuizen houden dat nog altijd vol.",
				"nood": "Een weduwe verliest er vaak haar huis aan de familie van haar man, ook al beschermt de wet haar. Vrouwen uit drie nieuwe wijken kwamen zelf " +
					"vragen wanneer het spreekuur bij hen begint.",
				"stappen":         "Maand 1 en 2: opleiding. Maand 3: brochures. Maand 4 tot 9: spreekuur in elke wijk. Maand 10: bespreken met de gemeente.",
				"bereik":          "600",
				"blijven":         "De gemeente stelt een lokaal ter beschikking. De begeleidsters krijgen een kleine vergoeding van het buurthuis.",
				"antwerpen-leert": "Moeders in Deurne leren meegaan naar een loket zonder het over te nemen.",
				"activiteit":      "Vier praatcafés in Deurne over recht krijgen, met kinderopvang.",
			},
			asks: &asking{questions: []string{grant.CostsKey, "blijven"}, ago: 6, due: 15,
				why: "De telefoonlijn staat als kost in de begroting, maar algemene kosten van de partner steunt dit reglement niet. Kun je die post weglaten of uitleggen? " +
					"Schrijf ook op of de gemeente al ja zei over het lokaal."},
		},
		{
			by: lumiere, code: "PRO", status: grant.Withdrawn, ago: 66, title: "Zonneovens Kinshasa", in: in("CD"), goals: sdgs(7, 13),
			place: "De wijk Ngaba, Kinshasa", starts: 4, months: 8, asked: 5_925 * euro,
			summary: "In Ngaba koken gezinnen op houtskool, in een kamer zonder raam. Een werkplaats van jongeren bouwt zonneovens die een pot rijst garen in een uur, en " +
				"verkoopt ze op afbetaling.",
			partner: &partner{"Atelier Moyi", "Kinshasa", "CD", "Werkplaats waar jongeren metaal en hout leren bewerken.", "fr"},
			costs: []post{{"Spiegels, glas en isolatie", 4_100 * euro}, {"Gereedschap voor de werkplaats", 1_900 * euro}, {"Kooklessen in de wijk", 1_300 * euro},
				{"Drukwerk", 600 * euro}},
			income: []post{{"Verkoop van de eerste ovens", 700 * euro}},
			said: map[string]string{
				"rollen": "De werkplaats bouwt en verkoopt. Wij betalen het eerste materiaal en helpen met de boekhouding.",
				"nood": "Vrouwen van de thuiszorg zagen hoeveel mensen hoesten van de rook. Houtskool kost een gezin een vijfde van wat het verdient. De werkplaats had " +
					"al een eerste oven klaar toen ze ons schreef.",
				"stappen":         "Maand 1: vijf ovens testen bij gezinnen. Maand 2 tot 6: tachtig ovens bouwen. Maand 3 tot 8: kooklessen en verkoop.",
				"bereik":          "450",
				"blijven":         "Met de afbetaling koopt de werkplaats nieuw materiaal. Zonder steun kan ze zo twintig ovens per jaar maken.",
				"antwerpen-leert": "Jongeren uit het technisch onderwijs bouwen dezelfde oven en vergelijken wat hij in mei in Antwerpen haalt.",
				"activiteit":      "Een kookdag op een zonnige zaterdag in het park, met vier ovens.",
			},
			talk: []word{
				{30, false, "De werkplaats kreeg intussen de hele som van een fonds in Kinshasa zelf. We trekken deze aanvraag dus in, met plezier.", true},
				{29, true, "Mooi nieuws. We sluiten het dossier. Dien gerust later iets anders in.", true},
			},
		},
	}
}

// turnedDownFilings are those that got no support.
func turnedDownFilings() []filing {
	return []filing{
		{
			by: naija, code: "PRO", status: grant.Inadmissible, ago: 58, title: "Microkrediet marktvrouwen Lagos", in: in("NG"), goals: sdgs(5, 8),
			place: "Twee markten in Lagos", starts: 4, months: 9, asked: 6_000 * euro,
			summary: "Zes spaarkringen van marktvrouwen krijgen een startkas, zodat hun leden kunnen lenen zonder woekeraar. Wie leent, volgt eerst een korte cursus " +
				"boekhouden en betaalt terug aan de kring.",
			partner: &partner{"Market Women’s Savings Circle", "Lagos", "NG", "Spaarkringen van vrouwen met een kraam.", "en"},
			costs: []post{{"Startkas voor zes spaarkringen", 4_800 * euro}, {"Cursus boekhouden", 1_700 * euro}, {"Kasboeken en belkrediet", 900 * euro},
				{"Ontmoetingsdag", 600 * euro}},
			income: []post{{"Stoffenmarkt in de Seefhoek", 900 * euro}},
			said: map[string]string{
				"rollen":          "De kringen beslissen wie leent. Wij geven de cursus mee en volgen de kasboeken op.",
				"nood":            "Een marktvrouw betaalt tien procent per week aan wie haar geld leent. De kringen vroegen om een eigen kas.",
				"stappen":         "Maand 1 en 2: cursus. Maand 3: de kassen openen. Maand 4 tot 9: elke maand samen de boeken nakijken.",
				"bereik":          "130",
				"blijven":         "De kas vult zichzelf met wat terugkomt.",
				"antwerpen-leert": "Vrouwen met een zaak in Antwerpen leren sparen in een kring, en richten er zelf een op.",
				"activiteit":      "Een markt in de Seefhoek met een gesprek over lenen en vertrouwen.",
			},
			asks: &asking{questions: []string{grant.PartnerKey, "rollen", "brief"}, ago: 44, due: -14,
				why: "De brief is van iemand die volgens jullie aanvraag geen rol heeft. Wie is de partner, en wie krijgt het geld? Bezorg ook een brief van die partner."},
			talk: []word{
				{10, true, "De termijn om aan te vullen is voorbij en we kregen geen antwoord. Zonder partner ter plaatse voldoet de aanvraag niet aan het reglement, en kan " +
					"ze niet beoordeeld worden. Je kunt in een volgende oproep opnieuw aanvragen; we lezen graag mee.", true},
			},
		},
		{
			by: kinderrechten, code: "PRO", status: grant.Refused, ago: 105, title: "Avondschool voor werkende kinderen", in: in("IN"), goals: sdgs(4, 8),
			place: "Een buitenwijk van Mumbai", starts: 4, months: 12, asked: 8_000 * euro,
			summary: "Kinderen die overdag werken, leren ’s avonds lezen en rekenen in een buurthuis. Na een jaar stappen ze over naar de dagschool, met een gesprek bij hun " +
				"ouders en hun baas.",
			partner: &partner{"Diya Evening School", "Mumbai", "IN", "Avondschool van vrijwilligers in een buurthuis.", "en"},
			costs: []post{{"Banken, borden en lampen", 4_200 * euro}, {"Lesboeken en schriften", 3_100 * euro}, {"Een maaltijd bij elke les", 2_700 * euro},
				{"Drukwerk", 1_000 * euro}},
			income: []post{{"Giften", 1_500 * euro}},
			said: map[string]string{
				"rollen":           "De avondschool geeft les en praat met de ouders. Wij zoeken boeken en geld.",
				"eerder-wat":       "Twee jaar geleden betaalden we er de eerste veertig schriften en een kast.",
				"nood":             "In de wijk werken driehonderd kinderen in ateliers. Een op de vijf kan lezen. De vrijwilligers vragen om banken en licht.",
				"stappen":          "Maand 1: inrichten. Maand 2 tot 11: vijf avonden per week les. Maand 12: overstap naar de dagschool.",
				"bereik":           "80",
				"blijven":          "We zoeken daarna een ander fonds.",
				"antwerpen-leert":  "Klassen in Merksem spelen een dag uit het leven van een kind dat werkt, en praten over wat elk kind mag.",
				"activiteit":       "Een speldag voor klassen in het kinderrechtenhuis.",
				"andere-steun-wie": "Bij een fonds voor kinderen: 3.000 euro, nog geen antwoord.",
			},
		},
	}
}
