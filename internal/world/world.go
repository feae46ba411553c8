// Package world knows the countries by their Dutch names, the seventeen Sustainable Development Goals, and
// the purpose codes by which the OECD's Development Assistance Committee (DAC) sorts aid.
//
// These are lists of others, kept here as constants: ISO 3166-1 for countries, the United Nations' goals in
// the Dutch wording that Belgium uses, and the DAC's five-digit codes with labels of our own.
package world

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// A Code is a country's ISO 3166-1 alpha-2 code in capitals. The empty code stands for no country.
type Code string

// codes holds every officially assigned code.
const codes = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
	"CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR " +
	"GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
	"KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT " +
	"MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW " +
	"SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ " +
	"UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"

// names overrules the library where the city and its sources write otherwise.
var names = map[Code]string{
	"CD": "Democratische Republiek Congo",
	"CG": "Congo-Brazzaville",
	"CI": "Ivoorkust",
	"PS": "Palestina",
	"MM": "Myanmar",
	"HK": "Hongkong",
	"MO": "Macau",
}

// ParseCode reads a country's code, in either case. It is false for what is no country's code.
func ParseCode(typed string) (Code, bool) {
	c := Code(strings.ToUpper(typed))
	return c, c.Valid()
}

// Valid says whether the code is assigned to a country.
func (c Code) Valid() bool {
	_, assigned := dutch()[c]
	return assigned
}

// Name returns the country's Dutch name, or the code itself where it is nobody's.
func (c Code) Name() string {
	if name, assigned := dutch()[c]; assigned {
		return name
	}
	return string(c)
}

// dutch holds the name of each country. The library takes microseconds for one, and a page names a hundred.
var dutch = sync.OnceValue(func() map[Code]string {
	all := map[Code]string{}
	of := display.Regions(language.Dutch)
	for _, c := range Codes() {
		all[c] = string(c)
		if region, err := language.ParseRegion(string(c)); err == nil {
			all[c] = of.Name(region)
		}
	}
	maps.Copy(all, names)
	return all
})

// Codes returns every country's code, in the alphabet's order of the codes.
func Codes() []Code {
	fields := strings.Fields(codes)
	all := make([]Code, len(fields))
	for i, f := range fields {
		all[i] = Code(f)
	}
	return all
}

var byName = sync.OnceValue(func() []Code {
	order, all := collate.New(language.MustParse("nl-BE")), Codes()
	slices.SortFunc(all, func(a, b Code) int { return order.CompareString(a.Name(), b.Name()) })
	return all
})

// ByName returns every country's code, in the order in which a Dutch dictionary has their names.
func ByName() []Code { return slices.Clone(byName()) }

// Sorted returns the words in the order of a Dutch dictionary: accents and capitals do not part what belongs together.
func Sorted(words []string) []string {
	order := collate.New(language.MustParse("nl-BE"))
	sorted := slices.Clone(words)
	order.SortStrings(sorted)
	return sorted
}
