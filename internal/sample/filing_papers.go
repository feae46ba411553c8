package sample

import (
	"fmt"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
)

// attached are the pages that go with a filing: what its regulation asks for, unless it is a draft, and what was added.
func (f filing) attached(day calendar.Day) []Attachment {
	all := f.papers
	if f.status == grant.Draft {
		return all
	}
	switch f.code {
	case "PRO":
		all = append(all, f.partner.letter(f.title))
	case "STR":
		all = append(all, f.partner.agreement(), f.accounts(day.Year()-2), f.accounts(day.Year()-1))
	}
	return all
}

// letter is a partner's word that it takes part.
func (p partner) letter(title string) Attachment {
	if p.writes == "fr" {
		return Attachment{"brief", "Lettre d’appui – " + p.name + ".pdf", "Lettre d’appui (fictive)", []string{
			"Madame, Monsieur,",
			"Par la présente, " + p.name + " confirme sa participation au projet « " + title + " » de nos amis d’Anvers.",
			"Nous en assurons la réalisation sur place, nous tenons les comptes et nous remettons les pièces à la fin de chaque trimestre. Les décisions se prennent ensemble.",
			"Avec nos salutations fraternelles,", p.called(),
		}}
	}
	return Attachment{"brief", "Letter of support, " + p.name + ".pdf", "Letter of support (fictitious)", []string{
		"To whom it may concern,",
		p.name + " confirms that it takes part in the project “" + title + "” of our friends in Antwerp.",
		"We carry out the work on the spot, keep the accounts, and hand over all receipts at the end of each quarter. Decisions are taken together.",
		"Yours sincerely,", p.called(),
	}}
}

func (p partner) agreement() Attachment {
	return Attachment{"overeenkomst", "Ontwerp van overeenkomst.pdf", "Ontwerp van overeenkomst (fictief)", []string{
		"Tussen de vereniging uit Antwerpen en " + p.called() + ".",
		"Artikel 1. De partner voert het werk uit en stelt aan wie er werkt.",
		"Artikel 2. De vereniging betaalt per half jaar, na een verslag en de rekeningen van het half jaar ervoor.",
		"Artikel 3. Een stuurgroep met drie mensen van elke kant komt elk kwartaal samen en beslist over wijzigingen.",
		"Artikel 4. Elke kant kan de overeenkomst opzeggen, met zes maanden tijd om af te ronden.",
	}}
}

// accounts are what came in and went out in a year.
func (f filing) accounts(year int) Attachment {
	gifts := money.Cents(8_000+1_150*int(f.by)+430*(year%7)) * euro
	spent := gifts*9/10 + 12_000*euro
	return Attachment{"rekeningen", fmt.Sprintf("Rekeningen %d.pdf", year), fmt.Sprintf("Rekeningen van %d (fictief)", year), []string{
		"Lidgelden en giften: " + gifts.String(),
		"Steun van de stad en van anderen: " + (14_000 * euro).String(),
		"Uitgaven voor het werk: " + spent.String(),
		"Over op 31 december: " + (gifts + 14_000*euro - spent).String(),
		"Nagekeken door twee leden die niet in het bestuur zitten.",
	}}
}
