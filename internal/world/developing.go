package world

import "strings"

// developing are the countries on the list of recipients of official development assistance that the OECD's Development Assistance Committee keeps, for
// the flows of 2024 and 2025: the least developed first, then those of lower and of upper middle income. The list is revised every three years.
const developing = "" +
	"AF AO BD BJ BF BI KH CF TD KM CD DJ ER ET GM GN GW HT KI LA LS LR MG MW ML MR MZ MM NP NE RW ST SN SL SB SO SS SD TZ TL TG TV UG YE ZM " +
	"DZ BT BO CV CM CG CI EG SZ GH HN IN IR JO KE KG KP LB FM MN MA NI NG PK PG PH WS LK SY TJ TK TN UA UZ VU VN ZW " +
	"AL AR AM AZ BY BZ BA BW BR CN CO CR CU DM DO EC SV GQ FJ GA GE GD GT GY ID IQ JM KZ XK LY MY MV MH MU MX MD ME MS NA NR NU MK PW PA PY PE " +
	"SH LC VC RS ZA SR TH TO TR TM VE WF PS"

// Developing says whether the country stands on the OECD's list of developing countries, on which many regulations rest.
func (c Code) Developing() bool {
	return len(c) == 2 && strings.Contains(" "+developing+" ", " "+string(c)+" ")
}
