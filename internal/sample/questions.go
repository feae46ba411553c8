package sample

import "vriendenstad/internal/grant"

// The questions of the sample city's regulations. Each is one that its rules look at, or that who decides needs to know: nothing is asked twice.

// need is a question that has to be answered before an application is sent.
func need(key string, kind grant.QuestionType, label, hint string) grant.Question {
	return grant.Question{Key: key, Label: label, Hint: hint, Type: kind, Required: true}
}

// may is a question that can be left open.
func may(key string, kind grant.QuestionType, label, hint string) grant.Question {
	return grant.Question{Key: key, Label: label, Hint: hint, Type: kind}
}

// most bounds the answer: its characters, the number, or the files.
func most(n int, q grant.Question) grant.Question {
	q.Most = n
	return q
}

// after asks a question only where an earlier one has this answer.
func after(question, is string, q grant.Question) grant.Question {
	q.After = &grant.Condition{Question: question, Is: is}
	return q
}

// from gives a question its answers, in pairs of a key and a label.
func from(q grant.Question, pairs ...string) grant.Question {
	for i := 0; i < len(pairs); i += 2 {
		q.Options = append(q.Options, grant.Option{Key: pairs[i], Label: pairs[i+1]})
	}
	return q
}

func section(key, title, intro string, questions ...grant.Question) grant.Section {
	return grant.Section{Key: key, Title: title, Intro: intro, Questions: questions}
}

// Questions that stand in several regulations in the same words.

func titled(what string) grant.Question {
	return most(100, need(grant.TitleKey, grant.ShortText, "Hoe heet "+what+"?", "Kort en duidelijk. Deze titel komt op de openbare pagina als je steun krijgt."))
}

func summary(what string) grant.Question {
	return most(600, need(grant.SummaryKey, grant.LongText, "Vertel in een paar zinnen wat "+what,
		"Schrijf voor iemand die jullie niet kent. Ook deze tekst komt op de openbare pagina als je steun krijgt."))
}

func goals() grant.Question {
	return most(3, need(grant.GoalsKey, grant.Goals, "Aan welke duurzame-ontwikkelingsdoelen werk je mee?", "Kies er één tot drie: die waar het echt om gaat."))
}

func countriesAsked() grant.Question {
	return need(grant.CountriesKey, grant.Countries, "In welk land of welke landen?", "Is er meer dan één land, zeg dan welk deel van het werk waar gebeurt. Samen is dat 100 procent.")
}

func partnerAsked() grant.Question {
	return need(grant.PartnerKey, grant.Partner, "Wie voert het ter plaatse uit?", "De organisatie, de plaats en wat ze doet. Namen van mensen zijn niet nodig.")
}

// requested asks the amount; bounds says what is the most.
func requested(bounds string) grant.Question {
	return need(grant.RequestedKey, grant.Amount, "Hoeveel vraag je aan de stad?", bounds)
}

func otherMoney() []grant.Question {
	return []grant.Question{
		need("andere-steun", grant.YesNo, "Vroeg je hiervoor ook ergens anders geld?", "Bij een andere dienst, een ander bestuur of een fonds. Dat mag, maar niet twee keer voor dezelfde kosten."),
		after("andere-steun", grant.Yes, most(800, need("andere-steun-wie", grant.LongText, "Bij wie, hoeveel, en weet je al iets?", ""))),
	}
}

// The questions of the regulations themselves.

func projectQuestions() []grant.Section {
	return []grant.Section{
		section("project", "Je project", "Wat, waar en wanneer.",
			titled("je project"),
			summary("jullie gaan doen"),
			countriesAsked(),
			most(120, need("plaats", grant.ShortText, "In welke stad of streek?", "De plaats van het werk, niet het adres van mensen.")),
			need(grant.PeriodKey, grant.Period, "Van wanneer tot wanneer?", "Het project begint ten vroegste op de dag van de beslissing en duurt hoogstens twee jaar."),
			goals(),
		),
		section("partner", "Je partner ter plaatse", "Wie het werk daar doet, en hoe jullie samenwerken.",
			partnerAsked(),
			most(1_500, need("rollen", grant.LongText, "Wie doet wat?", "Wie beslist, wie voert uit, en wat brengt elke kant mee?")),
			need("eerder", grant.YesNo, "Werkten jullie al eerder samen?", ""),
			after("eerder", grant.Yes, most(1_000, need("eerder-wat", grant.LongText, "Wat deden jullie toen, en wat leerden jullie eruit?", ""))),
		),
		section("aanpak", "Aanpak", "Waarom dit nodig is, en hoe jullie het doen.",
			most(2_000, need("nood", grant.LongText, "Wat is er nodig, en wie heeft daarom gevraagd?", "Zeg ook hoe je het weet: van wie je het hoorde, of wat je zelf zag.")),
			most(2_500, need("stappen", grant.LongText, "Welke stappen zetten jullie?", "Een stap per lijn, met de maand waarin je ze zet.")),
			most(1_000_000, need("bereik", grant.Number, "Hoeveel mensen merken er rechtstreeks iets van?", "Een raming is goed.")),
			most(1_500, need("blijven", grant.LongText, "Hoe gaat het verder als de steun stopt?", "Wie neemt het over, en wie betaalt dan?")),
			most(1_000, may("risico", grant.LongText, "Wat kan er mislopen, en wat doe je dan?", "")),
		),
		section("wederkerigheid", "Wat Antwerpen leert", "Een vriendschap gaat in twee richtingen.",
			most(1_500, need("antwerpen-leert", grant.LongText, "Wat leren mensen in Antwerpen ervan?", "Jullie leden, een school, een stadsdienst: wie leert wat?")),
			most(1_000, need("activiteit", grant.LongText, "Welke activiteit doen jullie in Antwerpen?", "Minstens één activiteit waarbij de buurt het verhaal hoort.")),
			may("activiteit-dag", grant.OnDay, "Wanneer ongeveer?", "Mag na het project zijn."),
		),
		section("geld", "Begroting", "Wat het kost, wie wat betaalt.",
			need(grant.CostsKey, grant.Costs, "Wat kost het, en wat komt er binnen?", "Een post per lijn. Een project kost minstens € 1.500. Reis- en verblijfkosten, loon en containers tellen niet mee."),
			requested("Hoogstens € 8.000, en hoogstens 75 procent van de kosten."),
			otherMoney()[0], otherMoney()[1],
		),
		section("bijlagen", "Bijlagen", "PDF, Word, Excel, OpenDocument of een foto, tot 10 MB per bestand.",
			most(2, need("brief", grant.Files, "Een brief of mail van je partner", "Waarin staat dat de partner meedoet, in welke taal ook.")),
			most(6, may("offertes", grant.Files, "Offertes of ramingen", "Voor elke post boven € 1.000.")),
		),
	}
}

func structuralQuestions() []grant.Section {
	return []grant.Section{
		section("samenwerking", "De samenwerking", "Wat jullie drie jaar lang samen willen doen.",
			titled("de samenwerking"),
			summary("jullie samen doen"),
			countriesAsked(),
			most(120, need("plaats", grant.ShortText, "In welke stad of streek?", "")),
			need(grant.PeriodKey, grant.Period, "Van wanneer tot wanneer?", "Drie jaar, vanaf 1 januari."),
			goals(),
		),
		section("partner", "Je partner", "Een afsprakennota sluit de stad met wie elkaar al kent.",
			partnerAsked(),
			most(1_500, need("geschiedenis", grant.LongText, "Wat hebben jullie al samen gedaan?", "Noem de jaren, en wat er vandaag nog van werkt.")),
			most(1_500, need("rollen", grant.LongText, "Wie beslist, en wie doet wat?", "")),
			need("bestuur", grant.YesNo, "Doet het lokale bestuur daar mee?", "Een stad, een district of een openbare dienst."),
			after("bestuur", grant.Yes, most(800, need("bestuur-wat", grant.LongText, "Wat doet dat bestuur?", ""))),
		),
		section("doelen", "Doelen", "Wat er na drie jaar anders is, daar en hier.",
			most(2_000, need("verandering", grant.LongText, "Wat is er na drie jaar veranderd?", "Schrijf op waaraan je dat zult zien.")),
			most(2_500, need("jaren", grant.LongText, "Wat doen jullie in elk van de drie jaren?", "")),
			most(1_500, need("capaciteit", grant.LongText, "Wie wordt er sterker van, en hoe blijft dat?", "Mensen, diensten of verenigingen die het daarna zelf kunnen.")),
			most(1_500, need("antwerpen-leert", grant.LongText, "Wat leert Antwerpen ervan?", "Welke stadsdiensten, scholen of verenigingen zijn betrokken?")),
			most(1_500, need("hier", grant.LongText, "Wat doen jullie in Antwerpen?", "Elk jaar minstens één activiteit voor het publiek.")),
			most(1_000, need("risico", grant.LongText, "Wat kan er mislopen, en wat doe je dan?", "")),
		),
		section("geld", "Begroting van drie jaar", "Per jaar een stuk of wat posten; zet het jaar bij de post.",
			need(grant.CostsKey, grant.Costs, "Wat kost het, en wat komt er binnen?", "Alle drie de jaren samen."),
			requested("Hoogstens € 40.000 per jaar. Vraag hier het bedrag van het eerste jaar."),
			otherMoney()[0], otherMoney()[1],
		),
		section("bijlagen", "Bijlagen", "",
			most(3, need("overeenkomst", grant.Files, "De overeenkomst met je partner, of een ontwerp", "")),
			most(3, need("rekeningen", grant.Files, "De rekeningen van jullie vereniging", "Van de laatste twee jaren.")),
		),
	}
}

func reliefQuestions() []grant.Section {
	return []grant.Section{
		section("ramp", "Wat er gebeurde", "Kort. We willen snel kunnen beslissen.",
			titled("de hulp"),
			summary("er gebeurde en wat jullie doen"),
			countriesAsked(),
			most(120, need("plaats", grant.ShortText, "Waar precies?", "")),
			need("sinds", grant.OnDay, "Wanneer begon het?", ""),
			from(need("soort", grant.OneOf, "Wat is het?", ""), "natuurramp", "Een natuurramp", "conflict", "Een gewapend conflict", "ziekte", "Een epidemie",
				"ander", "Iets anders"),
			after("soort", "ander", most(200, need("soort-ander", grant.ShortText, "Wat dan?", ""))),
			goals(),
		),
		section("hulp", "De hulp", "",
			partnerAsked(),
			most(1_500, need("hulp-wat", grant.LongText, "Welke hulp krijgen mensen, en hoe geraakt ze er?", "")),
			most(1_000_000, need("bereik", grant.Number, "Hoeveel mensen krijgen hulp?", "Een raming is goed.")),
			need(grant.PeriodKey, grant.Period, "Van wanneer tot wanneer?", "Noodhulp duurt hoogstens zes maanden."),
		),
		section("geld", "Geld", "",
			need(grant.CostsKey, grant.Costs, "Wat kost het, en wat komt er binnen?", "Ook giften die je al kreeg."),
			requested("Hoogstens € 5.000."),
			most(2, may("bewijs", grant.Files, "Een bericht van je partner", "Een brief, een mail of een foto van een lijst.")),
		),
	}
}

func schoolProjectQuestions() []grant.Section {
	return []grant.Section{
		section("project", "Het project", "Wat jullie met welke klassen doen.",
			titled("het project"),
			summary("jullie op school gaan doen"),
			goals(),
			most(5_000, need("leerlingen", grant.Number, "Hoeveel leerlingen of studenten doen mee?", "")),
			from(need("niveau", grant.SeveralOf, "Uit welke klassen?", ""), "kleuter", "Kleuterschool", "lager", "Lagere school", "secundair", "Secundair onderwijs",
				"buitengewoon", "Buitengewoon onderwijs", "volwassenen", "Volwassenenonderwijs", "hoger", "Hogeschool of universiteit"),
			need(grant.PeriodKey, grant.Period, "Van wanneer tot wanneer?", "Binnen één schooljaar."),
			most(2_000, need("stappen", grant.LongText, "Wat doen jullie, stap voor stap?", "")),
		),
		section("blijvend", "Wat er blijft", "",
			most(1_200, need("leren", grant.LongText, "Wat kunnen of weten de leerlingen daarna?", "")),
			most(1_200, need("school", grant.LongText, "Wat verandert er op school dat blijft?", "In de lessen, op de speelplaats, in de keuken.")),
			need("partnerschool", grant.YesNo, "Werken jullie samen met een school in een ander land?", ""),
			after("partnerschool", grant.Yes, need(grant.PartnerKey, grant.Partner, "Met welke school?", "")),
			most(300, may("vereniging", grant.ShortText, "Werken jullie samen met een Antwerpse vereniging?", "Zeg met welke.")),
		),
		section("geld", "Begroting en bijlagen", "",
			need(grant.CostsKey, grant.Costs, "Wat kost het, en wat komt er binnen?", "Lesgevers van de school zelf tellen niet mee."),
			requested("Hoogstens € 1.500, en hoogstens 75 procent van de kosten."),
			otherMoney()[0], otherMoney()[1],
			most(3, may("offertes", grant.Files, "Offertes of ramingen", "Voor elke post boven € 500.")),
		),
	}
}

func schoolGoodsQuestions() []grant.Section {
	return []grant.Section{
		section("vraag", "Wat jullie nodig hebben", "Twaalf korte vragen. Reken op een kwartier.",
			titled("jullie activiteit"),
			summary("jullie doen"),
			goals(),
			need(grant.DayKey, grant.OnDay, "Op welke dag?", "Minstens vier weken na vandaag."),
			most(5_000, need("leerlingen", grant.Number, "Hoeveel leerlingen doen mee?", "")),
			from(need("nodig", grant.SeveralOf, "Wat hebben jullie nodig?", ""), "zaal", "Een zaal", "podium", "Een podium", "meubels", "Tafels en stoelen",
				"geluid", "Geluid of licht", "autocar", "Een autocar", "begeleider", "Een begeleider", "drukwerk", "Drukwerk"),
			most(800, need("hoeveel", grant.LongText, "Hoeveel, hoe groot en hoe lang?", "Bijvoorbeeld: 60 stoelen, een hele dag; een begeleider, vier uur.")),
			need("vervoer", grant.YesNo, "Moet er iets gebracht worden?", ""),
			after("vervoer", grant.Yes, most(200, need("vervoer-waar", grant.ShortText, "Waarheen, en tegen hoe laat?", ""))),
			requested("De waarde van wat jullie lenen, volgens het tarief van de stad. Samen hoogstens € 750 per schooljaar."),
			most(1_000, may("opmerking", grant.LongText, "Wat moeten we nog weten?", "")),
			most(1, may("plan", grant.Files, "Een plan of een programma", "Eén bestand, als je er een hebt.")),
		),
	}
}

func journeyQuestions() []grant.Section {
	return []grant.Section{
		section("reis", "De inleefreis", "De vereniging of de school vraagt aan, voor haar groep.",
			titled("de reis"),
			summary("jullie daar doen en waarom"),
			most(60, need("reizigers", grant.Number, "Hoeveel mensen van 16 tot 30 jaar gaan er mee?", "Zonder de begeleiders. Per deelnemer is er hoogstens € 350. Namen zijn niet nodig.")),
			need(grant.CountriesKey, grant.Countries, "Naar welk land of welke landen?", ""),
			need(grant.PeriodKey, grant.Period, "Van wanneer tot wanneer?", "Minstens veertien dagen ter plaatse."),
			partnerAsked(),
			most(1_200, need("voorbereiding", grant.LongText, "Hoe bereidt de groep zich voor?", "")),
			most(1_200, need("terug", grant.LongText, "Wat doen jullie in Antwerpen als jullie terug zijn?", "Minstens één activiteit waarop jullie vertellen wat jullie leerden.")),
			need("minderjarig", grant.YesNo, "Gaan er minderjarigen mee?", "Dan hebben we later het akkoord van hun ouders nodig."),
			need(grant.CostsKey, grant.Costs, "Wat kost de reis, en wat komt er binnen?", "Per post voor de hele groep."),
			requested("Hoogstens € 350 per deelnemer en € 7.000 in totaal, en hoogstens de helft van de kosten."),
			most(1, may("programma", grant.Files, "Het programma of een bericht van wie jullie ontvangt", "Eén bestand, als je er een hebt.")),
		),
	}
}

func awarenessQuestions() []grant.Section {
	return []grant.Section{
		section("activiteit", "De activiteit", "Wat er in Antwerpen gebeurt, en voor wie.",
			titled("de activiteit"),
			summary("er te beleven is"),
			from(need("soort", grant.OneOf, "Wat voor activiteit is het?", ""), "avond", "Een praat- of filmavond", "feest", "Een feest of een markt",
				"vorming", "Een cursus of een workshop", "tentoon", "Een tentoonstelling", "ander", "Iets anders"),
			after("soort", "ander", most(200, need("soort-ander", grant.ShortText, "Wat dan?", ""))),
			need(grant.PeriodKey, grant.Period, "Van wanneer tot wanneer?", "De activiteit begint minstens twee maanden na je aanvraag."),
			most(150, need("plaats", grant.ShortText, "Waar in Antwerpen?", "")),
			goals(),
		),
		section("publiek", "Voor wie", "",
			most(100_000, need("bereik", grant.Number, "Hoeveel mensen verwachten jullie?", "")),
			most(1_200, need("wie", grant.LongText, "Wie wil je bereiken, en hoe weten die mensen ervan?", "")),
			most(1_200, need("stem", grant.LongText, "Hoe komen mensen uit het Zuiden zelf aan het woord?", "")),
			most(800, may("toegankelijk", grant.LongText, "Hoe zorgen jullie dat iedereen kan meedoen?", "Rolstoel, taal, prijs, kinderen.")),
		),
		section("geld", "Begroting en bijlagen", "",
			need(grant.CostsKey, grant.Costs, "Wat kost het, en wat komt er binnen?", "Ook de toegang die mensen betalen."),
			requested("Hoogstens € 3.000, en hoogstens 75 procent van de kosten."),
			otherMoney()[0], otherMoney()[1],
			most(3, may("bijlage", grant.Files, "Programma, affiche of offerte", "")),
		),
	}
}
