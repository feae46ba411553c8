package world

import "slices"

// A Sector is a purpose code of the DAC's Creditor Reporting System: five digits that say what aid is for.
// Zero is none.
type Sector int

// sectors holds the codes that a city meets. The labels are ours; the DAC's own are longer.
var sectors = map[Sector]string{
	11120: "Schoolinfrastructuur en opleiding",
	11130: "Lerarenopleiding",
	11220: "Basisonderwijs",
	11230: "Basisvaardigheden voor volwassenen",
	11240: "Voorschools onderwijs",
	11320: "Secundair onderwijs",
	11330: "Beroepsopleiding",
	11420: "Hoger onderwijs",
	12220: "Basisgezondheidszorg",
	12230: "Basisgezondheidsinfrastructuur",
	12261: "Gezondheidsvoorlichting",
	12281: "Opleiding van zorgpersoneel",
	12310: "Bestrijding van niet-overdraagbare ziekten",
	13020: "Reproductieve gezondheidszorg",
	13030: "Gezinsplanning",
	14031: "Drinkwater",
	14032: "Sanitair",
	14050: "Afvalbeheer",
	15110: "Overheidsbeleid en -beheer",
	15112: "Steun aan lokale besturen",
	15150: "Democratische participatie en middenveld",
	15160: "Mensenrechten",
	15170: "Vrouwenorganisaties",
	15180: "Strijd tegen geweld tegen vrouwen",
	16061: "Cultuur en vrije tijd",
	23231: "Zonne-energie buiten het net",
	24040: "Microkrediet",
	31120: "Landbouwontwikkeling",
	31194: "Landbouwcoöperaties",
	31220: "Bosontwikkeling",
	32130: "Ontwikkeling van kleine ondernemingen",
	41020: "Bescherming van de biosfeer",
	41081: "Milieueducatie",
	43030: "Stedelijke ontwikkeling en beheer",
	43040: "Plattelandsontwikkeling",
	43060: "Beperking van rampenrisico",
	43082: "Onderzoek",
	72010: "Materiële noodhulp",
	72040: "Voedselnoodhulp",
	73010: "Wederopbouw na een ramp",
	91010: "Administratiekosten",
	99820: "Sensibilisering over ontwikkeling",
}

// Valid says whether the code is one that the portal uses.
func (s Sector) Valid() bool {
	_, ok := sectors[s]
	return ok
}

// Label returns what the code stands for, in Dutch; empty where it is not used.
func (s Sector) Label() string { return sectors[s] }

// Sectors returns the codes in use, in rising order.
func Sectors() []Sector {
	all := make([]Sector, 0, len(sectors))
	for s := range sectors {
		all = append(all, s)
	}
	slices.Sort(all)
	return all
}
