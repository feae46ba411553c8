package sample

import (
	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/project"
)

// earlierAccounts and noDebts are asked of whoever applies.
const (
	earlierAccounts = "Voor vroegere steun is verslag gedaan"
	noDebts         = "Geen openstaande schulden aan de stad"
)

// structural is support over three years, agreed upon in a note.
func structural(year int) grant.Terms {
	return grant.Terms{
		Title:       "Structurele samenwerking in het Zuiden",
		Purpose:     "Voor verenigingen die al jaren met dezelfde partner werken: drie jaar steun, met een afsprakennota waarin staat wie wat doet.",
		LegalGround: ground(year, 1), Kind: project.Structural, Activities: []grant.Activity{grant.Lasting}, NeedsPartner: true,
		Applicants: []association.Form{association.NonProfit, association.InternationalN, association.Unincorporated, association.NGO, association.PrivateFund,
			association.PublicFund, association.College, association.University},
		ForWhom: "Verenigingen, erkende ngo’s, hogescholen en universiteiten met een werking in Antwerpen, die al minstens drie jaar met dezelfde partner werken.",
		Scope: []string{
			"Werk dat mensen en diensten ter plaatse sterker maakt, zodat ze het daarna zelf kunnen.",
			"In een land op de lijst van ontwikkelingslanden van de OESO.",
			"Drie jaar, vanaf 1 januari. De gemeenteraad keurt elk jaar het krediet goed.",
		},
		Excluded: []string{"Werk dat alleen geld inzamelt.", "Partijpolitiek of het verspreiden van een geloof.", "Noodhulp: daarvoor is er een eigen reglement."},
		Criteria: []grant.Criterion{
			{Kind: grant.Target, Title: "Wie aanvraagt", Groups: [][]string{{"Vereniging met een werking in Antwerpen", "Drie jaar samenwerking met de partner"},
				{"Erkende ngo met een werking in Antwerpen", "Drie jaar samenwerking met de partner"},
				{"Hogeschool of universiteit in Antwerpen", "Drie jaar samenwerking met de partner"}}},
			{Kind: grant.Range, Title: "Waarvoor", Groups: [][]string{{"Uitvoering in een land op de lijst van ontwikkelingslanden", "Partner ter plaatse", "Elk jaar een activiteit in Antwerpen"}}},
			{Kind: grant.Exclusion, Title: "Wat niet kan", Groups: [][]string{{"Niet alleen om geld in te zamelen", "Niet partijpolitiek"}}},
			{Kind: grant.Additional, Title: "Vroegere steun", Groups: [][]string{{earlierAccounts, noDebts}}},
			{Kind: grant.Cumulation, Title: "Andere steun", Groups: [][]string{{"Niet voor dezelfde kosten via een andere stadsdienst"}}},
		},
		MaxAmount: 40_000 * euro, MaxShare: budget.AllPoints, Advance: 7_000, Envelope: budget.Structural, OnlyDAC: true,
		Proofs: []string{"Elk jaar een verslag van wat er gebeurde, met wat Antwerpen en de partner leerden.",
			"Elk jaar een overzicht van inkomsten en uitgaven, met facturen en betaalbewijzen."},
		AccountWithin: 90, DecisionWithin: 75,
		Thresholds: []grant.Threshold{{From: 0, Proof: "Verslag, overzicht van inkomsten en uitgaven, facturen en betaalbewijzen."},
			{From: largeGrant, Proof: "Ook de jaarrekening en een verslag over beheer en financiële toestand."}},
		Sections: structuralQuestions(),
	}
}

// projects is support for one project with a partner in the South.
func projects(year int) grant.Terms {
	return grant.Terms{
		Title:       "Projecten in het Zuiden",
		Purpose:     "Voor een project van een Antwerpse vereniging met een partner in het Zuiden. Jullie brengen het idee en de mensen mee, de stad legt bij.",
		LegalGround: ground(year, 2), Kind: project.Single, Activities: []grant.Activity{grant.Project}, NeedsPartner: true,
		Applicants: associationForms,
		ForWhom:    "Vzw’s en feitelijke verenigingen met een werking in Antwerpen. Erkende ngo’s kunnen niet aanvragen, maar wel mee uitvoeren.",
		Scope: []string{
			"Een project van hoogstens twee jaar, dat minstens € 1.500 kost.",
			"In een land op de lijst van ontwikkelingslanden van de OESO, met een partner ter plaatse.",
			"Met minstens één activiteit in Antwerpen, waarbij de buurt het verhaal hoort.",
			"Het helpt minstens één van de zeventien duurzame-ontwikkelingsdoelen vooruit.",
		},
		Excluded: []string{"Reis- en verblijfkosten, loon, containers en algemene kosten van de vereniging.", "Werk dat alleen geld inzamelt.",
			"Partijpolitiek of het verspreiden van een geloof.", "Werk waarvoor een andere stadsdienst al betaalt."},
		Criteria: []grant.Criterion{
			{Kind: grant.Target, Title: "Wie aanvraagt", Groups: [][]string{{"Vzw of feitelijke vereniging", "Werking in Antwerpen", "Geen erkende ngo"}}},
			{Kind: grant.Range, Title: "Waarvoor", Groups: [][]string{{"Uitvoering in een land op de lijst van ontwikkelingslanden", "Partner ter plaatse",
				"Minstens één activiteit in Antwerpen", "Minstens één SDG"}}},
			{Kind: grant.Exclusion, Title: "Wat niet kan", Groups: [][]string{{"Niet alleen om geld in te zamelen", "Niet partijpolitiek",
				"Geen kosten voor reis, verblijf, loon, containers of de algemene werking"}}},
			{Kind: grant.Additional, Title: "Vroegere steun", Groups: [][]string{{earlierAccounts, noDebts}}},
			{Kind: grant.Cumulation, Title: "Andere steun", Groups: [][]string{{"Niet voor dezelfde activiteit via een andere stadsdienst"}}},
		},
		MaxAmount: 8_000 * euro, MaxShare: 7_500, MinCost: 1_500 * euro, Advance: 8_000, Envelope: "projecten", OnlyDAC: true,
		Proofs:        []string{"Een verslag van wat er gebeurde, met foto’s en met wat beide kanten leerden.", "Een overzicht van inkomsten en uitgaven."},
		AccountWithin: 90, DecisionWithin: 60,
		Thresholds: []grant.Threshold{{From: 0, Proof: "Verslag en overzicht van inkomsten en uitgaven."}, {From: smallGrant, Proof: "Ook de facturen en de betaalbewijzen van elke post."}},
		Sections:   projectQuestions(),
	}
}

// relief is help after a disaster, from an envelope of its own.
func relief(year int) grant.Terms {
	return grant.Terms{
		Title:       "Noodhulp",
		Purpose:     "Voor snelle hulp na een ramp of bij een conflict, via een partner die er al is. Ze komt uit een eigen enveloppe, die nooit groeit ten koste van werk dat blijft.",
		LegalGround: ground(year, 3), Kind: project.Emergency, Activities: []grant.Activity{grant.Relief}, NeedsPartner: true,
		Applicants: append([]association.Form{association.NGO}, associationForms...),
		ForWhom:    "Verenigingen met een partner ter plaatse, en erkende ngo’s of consortia met een werking in Antwerpen.",
		Scope: []string{
			"Hulp die levens redt en lijden verlicht: water, voedsel, onderdak, zorg.",
			"Na een natuurramp, bij een gewapend conflict of bij een epidemie, hoogstens zes maanden geleden begonnen.",
			"In een land op de lijst van ontwikkelingslanden van de OESO.",
			"In schijven van hoogstens € 5.000, zolang er in de enveloppe geld vrij is.",
		},
		Excluded: []string{"Heropbouw die langer dan zes maanden duurt: kijk bij de projecten.", "Reis- en verblijfkosten van mensen uit België."},
		Criteria: []grant.Criterion{
			{Kind: grant.Target, Title: "Wie aanvraagt", Groups: [][]string{{"Vereniging met een werking in Antwerpen", "Partner die er al is"}, {"Erkende ngo of consortium"}}},
			{Kind: grant.Range, Title: "Waarvoor", Groups: [][]string{{"Ramp, conflict of epidemie", "Land op de lijst van ontwikkelingslanden", "Begonnen in de laatste zes maanden"}}},
			{Kind: grant.Additional, Title: "Vroegere steun", Groups: [][]string{{earlierAccounts, noDebts}}},
			{Kind: grant.Cumulation, Title: "Andere steun", Groups: [][]string{{"Niet voor dezelfde kosten via een andere stadsdienst"}}},
		},
		MaxAmount: 5_000 * euro, MaxShare: budget.AllPoints, Advance: budget.AllPoints, Envelope: budget.Emergency, Emergency: true, OnlyDAC: true,
		Proofs:        []string{"Een kort verslag van wie welke hulp kreeg.", "Een overzicht van inkomsten en uitgaven, met bewijzen van de partner."},
		AccountWithin: 60, DecisionWithin: 14,
		Thresholds: []grant.Threshold{{From: 0, Proof: "Kort verslag en overzicht van inkomsten en uitgaven."}, {From: smallGrant, Proof: "Ook bewijzen van de uitgaven ter plaatse."}},
		Sections:   reliefQuestions(),
	}
}
