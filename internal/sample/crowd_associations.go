package sample

import (
	"fmt"
	"strings"

	"vriendenstad/internal/association"
	"vriendenstad/internal/world"
)

// The names of the large city's associations join a beginning to a town, each pair once.
const nameBeginnings = "Vrienden van/Samen voor/Bruggen naar/Handen voor/Hart voor/Kring/Werkgroep/Solidair met/Stap naar/Licht voor/" +
	"Groeten uit/Zusters van/Makers voor/Buren van/Toekomst voor/Zaden voor/Water voor/Wegen naar/Stemmen uit/Draad naar/" +
	"Thuis in/Antwerpen helpt/Schelde ontmoet/Open huis/Zingen voor/Fietsen naar/Leren met/Koken met/Bouwen aan/Op weg naar"

// The names of its schools join a kind, a word and a district.
const (
	schoolKinds = "Basisschool Middenschool"
	schoolWords = "Zilvermeeuw Aalscholver Lepelaar Reiger Kiekendief Fuut Kluut Scholekster Grutto Wulp Bries Getij Vloed Stroom Sluis " +
		"Kaap Boei Loods Steiger Brug Dijk Wilg Els Linde Kastanje Esdoorn Vlier Hazelaar Meidoorn Lisdodde Waterlelie Regenboog " +
		"Zonnewijzer Windroos Kompasroos Vuurtoren Wereldbol Sterrenwacht Vlieger Tol Hinkelbaan Schommel Luchtballon Bijenkorf " +
		"Mierenhoop Eekhoorn Egel Vos"
	schoolDistricts = "2000 Antwerpen/2100 Deurne/2140 Borgerhout/2170 Merksem/2600 Berchem/2660 Hoboken/2610 Wilrijk/2180 Ekeren/" +
		"2150 Borsbeek/2040 Berendrecht"
	postcodes = "2060 2140 2018 2000 2100 2600 2170 2660 2020 2610 2180 2030 2050 2150 2040"
)

// association returns the association of that place. Every seventh is a school.
func (c *Crowd) association(i int) association.Association {
	d := diceFor("association", i)
	if i%7 == 6 {
		return c.school(i/7, &d)
	}
	in, town, beginning := c.seat(i)
	name := beginning + " " + town
	about := one(&d, c.themes)
	a := association.Association{
		Countries: []world.Code{in.code}, Region: in.region, Postcode: association.Postcode(ranked(&d, strings.Fields(postcodes))),
		Themes: []string{ranked(&d, c.words.goods), one(&d, about.things)},
	}
	if second := ranked(&d, c.lands); second.code != in.code && d.percent(30) {
		a.Countries = append(a.Countries, second.code)
	}
	if d.percent(25) {
		a.Name, a.Form = name+" (fictief)", association.Unincorporated
		a.VCode = association.VCode(fmt.Sprintf("V9%06d", 100_000+i))
	} else {
		a.Name, a.Form = name+" vzw (fictief)", association.NonProfit
		number := 9_991_000 + i
		a.KBO = association.KBO(fmt.Sprintf("0%d%02d", number, 97-number%97))
	}
	w := writer{lexicon: c.words, d: &d, in: about, town: town}
	w.say(c.words.openings, 1)
	w.say(c.words.middles, 1)
	a.About, a.Slug = w.text(), slug(a.Name)
	return a
}

// seat returns the country, the town and the beginning of the name of the association of that place. Neighbours in the list
// lie in different countries, and no town has the same beginning twice.
func (c *Crowd) seat(i int) (in land, town, beginning string) {
	towns := 0
	for _, l := range c.lands {
		towns += len(l.towns)
	}
	place := i * 37 % towns
	beginnings := strings.Split(nameBeginnings, "/")
	beginning = beginnings[(place+i/towns)%len(beginnings)]
	for _, in = range c.lands {
		if place < len(in.towns) {
			break
		}
		place -= len(in.towns)
	}
	return in, in.towns[place], beginning
}

func (c *Crowd) school(i int, d *dice) association.Association {
	words, districts := strings.Fields(schoolWords), strings.Split(schoolDistricts, "/")
	postcode, district, _ := strings.Cut(districts[i/len(words)%len(districts)], " ")
	kind := strings.Fields(schoolKinds)[i/len(words)/len(districts)]
	a := association.Association{
		Name: fmt.Sprintf("%s De %s %s (fictief)", kind, words[i%len(words)], district), Form: association.School,
		Net: association.Nets()[i%len(association.Nets())], Region: world.Worldwide, Themes: []string{ranked(d, c.words.goods), "school"},
		Postcode: association.Postcode(postcode),
	}
	w := writer{lexicon: c.words, d: d, in: c.home, town: district}
	w.say(c.words.homeMiddles, 2)
	a.About, a.Slug = w.text(), slug(a.Name)
	return a
}
