package sample

import "strings"

// The lexicon of the large city. Heads and tails make some three thousand compounds, of which a few stand in many texts and
// most in few, as in any language.
const (
	headWords = `water drinkwater regenwater rivier kust haven vis bos mangrove dorps stads wijk buurt straat markt school klas leer les ` +
		`lees taal reken onderwijs opleidings jeugd jongeren kinder meisjes vrouwen moeder vader ouder gezins familie buren bewoners ` +
		`gezondheids zorg verpleeg vroedvrouwen bevallings voedings maaltijd keuken landbouw moestuin zaad oogst graan groente fruit cacao ` +
		`koffie katoen weef naai textiel hout bouw metsel dak fiets vervoer weg brug energie zonne zonnepomp licht stroom klimaat ` +
		`storm droogte hitte bodem compost afval plastic kringloop herstel ambachts spaar krediet prijs handels winkel coöperatie ` +
		`ontwikkelings solidariteits vriendschaps uitwisselings ontmoetings cultuur muziek theater verhalen sport voetbal spel rechten vredes ` +
		`burger overleg bestuurs raads archief kaart meet onderzoeks kennis computer radio telefoon`
	placeTails = `project/projecten werking/werkingen groep/groepen comité/comités plan/plannen ploeg/ploegen fonds/fondsen centrum/centra ` +
		`huis/huizen werkplaats/werkplaatsen voorziening/voorzieningen netwerk/netwerken commissie/commissies raad/raden kas/kassen ` +
		`vereniging/verenigingen kring/kringen samenwerking/samenwerkingen punt/punten bank/banken team/teams programma/programma’s ` +
		`initiatief/initiatieven`
	eventTails = `dag/dagen week/weken opleiding/opleidingen cursus/cursussen les/lessen avond/avonden beurs/beurzen tocht/tochten feest/feesten ` +
		`campagne/campagnes actie/acties atelier/ateliers wandeling/wandelingen`
	personTails = `beheerder/beheerders begeleider/begeleiders vrijwilliger/vrijwilligers meester/meesters verantwoordelijke/verantwoordelijken ` +
		`gids/gidsen`
	groupWords = `vrouwen jongeren leerlingen ouders boerinnen kinderen leerkrachten vrijwilligers vroedvrouwen buren gezinnen studenten ` +
		`verpleegkundigen techniekers vissers moeders boeren begeleiders ambachtslui marktvrouwen metsers tuinders jeugdwerkers ` +
		`gezondheidswerkers ingenieurs bewoners schooldirecties vaders naaisters herders wevers imkers timmerlui koks muzikanten ` +
		`verhalenvertellers kappers fietsenmakers elektriciens chauffeurs bibliothecarissen archivarissen architecten apothekers ` +
		`landmeters zangers dansers schilders`
	goodWords = `vertrouwen water gezondheid inkomen veiligheid zorg kennis werk licht inspraak ruimte voeding rust hygiëne trots opvang ` +
		`onderhoud vervoer bescherming begeleiding gelijkwaardigheid wederkerigheid openheid samenspel kadaster geboorteregistratie ` +
		`landrecht stemrecht rouwverwerking bodemdekking druppelbevloeiing vruchtwisseling zaadselectie terrasbouw bosbouw aquacultuur ` +
		`weerkunde hydrologie plantkunde cartografie gebarentaal fysiotherapie logopedie bemiddeling`
	badWords = `armoede droogte honger ziekte schooluitval werkloosheid hitte afstand eenzaamheid erosie geweld stof lawaai ` +
		`verzilting ontbossing overbevissing corruptie kinderarbeid bloedarmoede malaria suikerziekte ondervoeding racisme ` +
		`houtkap zwerfvuil sluikstort woekerrente analfabetisme uitsluiting vereenzaming`
	skillWords = `lezen rekenen schrijven boekhouden koken naaien lassen metselen timmeren zaaien oogsten snoeien drogen bewaren meten ` +
		`verkopen sparen zwemmen tekenen weven breien borduren vlechten smeden bakken enten solderen steriliseren vaccineren ` +
		`programmeren fotograferen vertalen bemiddelen vergaderen begroten archiveren boekbinden pottenbakken leerlooien touwslaan ` +
		`nettenboeten imkeren zeepzieden kaasmaken houtsnijden koorzingen trommelen poppenspelen`
)

// A lexicon holds the words of which the large city's texts are made, the frequent ones first.
type lexicon struct {
	grammar
	places, events, persons     []compound
	groups, goods, bads, skills []string
}

// A compound is a word of two parts, as one and as several.
type compound struct{ one, several string }

func newLexicon() *lexicon {
	return &lexicon{
		grammar: newGrammar(), places: compounds(placeTails), events: compounds(eventTails), persons: compounds(personTails),
		groups: strings.Fields(groupWords), goods: strings.Fields(goodWords), bads: strings.Fields(badWords), skills: strings.Fields(skillWords),
	}
}

// compounds joins every head to every tail, in an order by chance that is always the same.
func compounds(tails string) []compound {
	var all []compound
	for _, head := range strings.Fields(headWords) {
		for _, tail := range strings.Fields(tails) {
			one, several, _ := strings.Cut(tail, "/")
			if !strings.HasPrefix(one, strings.TrimSuffix(head, "s")) { // no raadsraad
				all = append(all, compound{head + one, head + several})
			}
		}
	}
	d := diceFor(tails, len(all))
	for i := len(all) - 1; i > 0; i-- {
		j := d.below(i + 1)
		all[i], all[j] = all[j], all[i]
	}
	return all
}
