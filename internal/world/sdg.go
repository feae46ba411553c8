package world

import "strconv"

// An SDG is one of the seventeen Sustainable Development Goals of the United Nations, by its number.
// Zero is none.
type SDG int

// LastSDG is the number of the last goal.
const LastSDG SDG = 17

var sdgTitles = [...]string{
	"Geen armoede", "Geen honger", "Goede gezondheid en welzijn", "Kwaliteitsonderwijs", "Gendergelijkheid",
	"Schoon water en sanitair", "Betaalbare en duurzame energie", "Waardig werk en economische groei",
	"Industrie, innovatie en infrastructuur", "Ongelijkheid verminderen", "Duurzame steden en gemeenschappen",
	"Verantwoorde consumptie en productie", "Klimaatactie", "Leven in het water", "Leven op het land",
	"Vrede, justitie en sterke publieke diensten", "Partnerschap om doelstellingen te bereiken",
}

// ParseSDG reads the number of a goal, without sign or leading zero.
func ParseSDG(typed string) (SDG, bool) {
	n, err := strconv.Atoi(typed)
	s := SDG(n)
	return s, err == nil && s.Valid() && strconv.Itoa(n) == typed
}

// Valid says whether there is a goal of that number.
func (s SDG) Valid() bool { return s >= 1 && s <= LastSDG }

// Title returns the goal's Dutch title, empty where there is no such goal.
func (s SDG) Title() string {
	if !s.Valid() {
		return ""
	}
	return sdgTitles[s-1]
}

// SDGs returns the goals in their order.
func SDGs() []SDG {
	all := make([]SDG, LastSDG)
	for i := range all {
		all[i] = SDG(i + 1)
	}
	return all
}
