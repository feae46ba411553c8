package sample

import (
	"slices"

	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/project"
)

// schoolProject is money for a project of a school around the goals.
func schoolProject(year int) grant.Terms {
	return grant.Terms{
		Title:       "SDG-project op school",
		Purpose:     "Voor scholen van alle netten, van kleuterklas tot universiteit, die met de duurzame-ontwikkelingsdoelen aan de slag gaan.",
		LegalGround: ground(year, 4), Kind: project.School, Activities: []grant.Activity{grant.SchoolWork},
		Applicants: teachingForms,
		ForWhom:    "Scholen van alle netten, hogescholen en universiteiten met een vestiging in Antwerpen.",
		Scope: []string{
			"Een project binnen één schooljaar, met de leerlingen of studenten zelf.",
			"Rond minstens één van de zeventien duurzame-ontwikkelingsdoelen.",
			"Met iets dat op school blijft als het project om is.",
		},
		Excluded: []string{"Uren van de eigen lesgevers.", "Uitstappen zonder voorbereiding of verwerking in de klas.", "Wat de school al met werkingsmiddelen betaalt."},
		Criteria: []grant.Criterion{
			{Kind: grant.Target, Title: "Wie aanvraagt", Groups: [][]string{{"School, van welk net ook", "Vestiging in Antwerpen"},
				{"Hogeschool of universiteit", "Vestiging in Antwerpen"}}},
			{Kind: grant.Range, Title: "Waarvoor", Groups: [][]string{{"Minstens één SDG", "Leerlingen of studenten doen mee", "Binnen één schooljaar"}}},
			{Kind: grant.Additional, Title: "Vroegere steun", Groups: [][]string{{earlierAccounts}}},
			{Kind: grant.Cumulation, Title: "Andere steun", Groups: [][]string{{"Niet voor dezelfde kosten via een andere stadsdienst"}}},
		},
		MaxAmount: 1_500 * euro, MaxShare: 7_500, Advance: 7_500, Envelope: "scholen",
		Proofs:        []string{"Een kort verslag met het aantal leerlingen dat meedeed.", "Een overzicht van inkomsten en uitgaven, met de facturen."},
		AccountWithin: 60, DecisionWithin: 45,
		Thresholds: []grant.Threshold{{From: 0, Proof: "Kort verslag, overzicht van inkomsten en uitgaven, facturen."}},
		Sections:   schoolProjectQuestions(),
	}
}

// schoolGoods lends schools what they need for a day.
func schoolGoods(year int) grant.Terms {
	return grant.Terms{
		Title:       "Logistieke steun voor scholen",
		Purpose:     "Een zaal, een podium, stoelen, een autocar of een begeleider: de stad leent scholen wat ze nodig hebben voor een activiteit rond de duurzame-ontwikkelingsdoelen.",
		LegalGround: ground(year, 5), Kind: project.School, Activities: []grant.Activity{grant.SchoolGoods}, Ahead: 28,
		Applicants: schoolForms,
		ForWhom:    "Scholen van alle netten met een vestiging in Antwerpen.",
		Scope: []string{
			"Een activiteit van de school rond minstens één van de zeventien duurzame-ontwikkelingsdoelen.",
			"Zalen, materiaal, vervoer, drukwerk en begeleiding, gewaardeerd volgens het tarief van de stad.",
			"Samen hoogstens € 750 per school en per schooljaar.",
		},
		Excluded: []string{"Geld: dat kan met een SDG-project op school.", "Activiteiten waarvoor kinderen moeten betalen.", "Schoolfeesten zonder band met de doelen."},
		Criteria: []grant.Criterion{
			{Kind: grant.Target, Title: "Wie aanvraagt", Groups: [][]string{{"School, van welk net ook", "Vestiging in Antwerpen"}}},
			{Kind: grant.Range, Title: "Waarvoor", Groups: [][]string{{"Minstens één SDG", "Minstens vier weken op voorhand gevraagd"}}},
			{Kind: grant.Additional, Title: "Vroegere steun", Groups: [][]string{{"Wat eerder geleend werd, is terug"}}},
		},
		MaxAmount: 750 * euro, MaxShare: budget.AllPoints, Light: true,
		Proofs:        []string{"Vijf zinnen en een foto van hoe het was."},
		AccountWithin: 30, DecisionWithin: 30,
		Thresholds: []grant.Threshold{{From: 0, Proof: "Vijf zinnen en een foto."}},
		Sections:   schoolGoodsQuestions(),
	}
}

// journey is a share in what it costs a group to live with others for some weeks.
func journey(year int) grant.Terms {
	return grant.Terms{
		Title:       "Inleefreis",
		Purpose:     "Een duwtje in de rug voor een groep jongeren die enkele weken meeleeft in het Zuiden. De vereniging of de school vraagt aan voor haar groep.",
		LegalGround: ground(year, 6), Kind: project.Awareness, Activities: []grant.Activity{grant.Journey}, NeedsPartner: true,
		Applicants: slices.Concat(associationForms, []association.Form{association.NGO}, teachingForms),
		ForWhom:    "Verenigingen, ngo’s, scholen, hogescholen en universiteiten uit Antwerpen, voor een groep van mensen tussen 16 en 30 jaar.",
		Scope: []string{
			"Een begeleide reis van minstens veertien dagen, bij een organisatie die de groep ontvangt.",
			"Naar een land op de lijst van ontwikkelingslanden van de OESO.",
			"Met een voorbereiding, en met een activiteit in Antwerpen na de terugkeer.",
			"Voor wie tussen 16 en 30 jaar is. Begeleiders tellen niet mee.",
		},
		Excluded: []string{"Reizen van één persoon: vraag een vereniging of een school om mee te doen.", "Vakanties en studiereizen van minder dan veertien dagen.",
			"Vrijwilligerswerk met kinderen zonder opleiding."},
		Criteria: []grant.Criterion{
			{Kind: grant.Target, Title: "Wie aanvraagt", Groups: [][]string{{"Vereniging of ngo met een werking in Antwerpen"}, {"School, hogeschool of universiteit in Antwerpen"}}},
			{Kind: grant.Range, Title: "Waarvoor", Groups: [][]string{{"Reizigers van 16 tot 30 jaar", "Minstens veertien dagen", "Land op de lijst van ontwikkelingslanden", "Ontvangende organisatie"}}},
			{Kind: grant.Additional, Title: "Na de reis", Groups: [][]string{{"Activiteit in Antwerpen", earlierAccounts}}},
			{Kind: grant.Cumulation, Title: "Andere steun", Groups: [][]string{{"Niet voor dezelfde reis via een andere stadsdienst"}}},
		},
		MaxAmount: 7_000 * euro, MaxShare: 5_000, Envelope: "sensibilisering", OnlyDAC: true,
		PerUnit:       grant.PerUnit{Amount: 350 * euro, Question: "reizigers", Unit: "deelnemer"},
		Proofs:        []string{"Een kort verslag van de reis.", "Een bewijs van de activiteit in Antwerpen.", "Een overzicht van de kosten."},
		AccountWithin: 60, DecisionWithin: 45,
		Thresholds: []grant.Threshold{{From: 0, Proof: "Kort verslag, bewijs van de activiteit en overzicht van de kosten."},
			{From: smallGrant, Proof: "Ook de facturen en de betaalbewijzen van elke post."}},
		Sections: journeyQuestions(),
	}
}

// awareness is support for what brings the world closer in Antwerp.
func awareness(year int) grant.Terms {
	return grant.Terms{
		Title:       "Sensibiliserende activiteit",
		Purpose:     "Voor een activiteit in Antwerpen die de wereld dichterbij brengt: een avond, een markt, een cursus, een tentoonstelling.",
		LegalGround: ground(year, 7), Kind: project.Awareness, Activities: []grant.Activity{grant.CityActivity}, Ahead: 60,
		Applicants: slices.Concat(associationForms, []association.Form{association.NGO}),
		ForWhom:    "Alle verenigingen en ngo’s met een werking in Antwerpen, ook wie geen project in het Zuiden heeft.",
		Scope: []string{
			"Een activiteit in Antwerpen, open voor iedereen.",
			"Over ongelijkheid, duurzame ontwikkeling of het leven in een ander land.",
			"Mensen uit het Zuiden, hier of daar, komen zelf aan het woord.",
		},
		Excluded: []string{"Activiteiten die alleen geld inzamelen.", "Partijpolitiek of het verspreiden van een geloof.", "Eten en drinken voor de organisatoren.", "Wat al voorbij is."},
		Criteria: []grant.Criterion{
			{Kind: grant.Target, Title: "Wie aanvraagt", Groups: [][]string{{"Vereniging met een werking in Antwerpen"}, {"Ngo met een werking in Antwerpen"}}},
			{Kind: grant.Range, Title: "Waarvoor", Groups: [][]string{{"Activiteit in Antwerpen", "Open voor iedereen", "Minstens één SDG"}}},
			{Kind: grant.Exclusion, Title: "Wat niet kan", Groups: [][]string{{"Niet alleen om geld in te zamelen", "Niet partijpolitiek"}}},
			{Kind: grant.Additional, Title: "Op tijd gevraagd", Groups: [][]string{{"Minstens twee maanden voor de activiteit", earlierAccounts}}},
			{Kind: grant.Cumulation, Title: "Andere steun", Groups: [][]string{{"Niet voor dezelfde activiteit via een andere stadsdienst"}}},
		},
		MaxAmount: 3_000 * euro, MaxShare: 7_500, Advance: 8_000, Envelope: "sensibilisering",
		Proofs:        []string{"Een kort verslag met het aantal mensen dat kwam.", "Een overzicht van inkomsten en uitgaven.", "Een affiche of een bericht met “met steun van de stad Antwerpen”."},
		AccountWithin: 60, DecisionWithin: 45,
		Thresholds: []grant.Threshold{{From: 0, Proof: "Kort verslag, overzicht van inkomsten en uitgaven, affiche."}, {From: smallGrant, Proof: "Ook de facturen en de betaalbewijzen van elke post."}},
		Sections:   awarenessQuestions(),
	}
}
