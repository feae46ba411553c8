package sample

import (
	"slices"
	"strconv"
	"strings"

	"vriendenstad/internal/world"
)

// A theme is what a project of the large city is about.
type theme struct {
	sectors []world.Sector
	goals   []world.SDG
	// things are what is made, in the plural; done is what happens to them.
	things []string
	done   []string
}

func themes() []theme {
	return []theme{
		{
			sectors: []world.Sector{14031, 14032}, goals: []world.SDG{6, 3, 11},
			things: strings.Fields("waterputten handpompen kraantjes regentonnen toiletten waterleidingen wasplaatsen"),
			done:   strings.Fields("aangelegd hersteld gegraven"),
		},
		{
			sectors: []world.Sector{12220, 12230, 12261}, goals: []world.SDG{3, 10, 1},
			things: strings.Fields("gezondheidsposten raadplegingen draagberries meetdagen ziekenwagens consultaties"),
			done:   strings.Fields("ingericht uitgebreid georganiseerd"),
		},
		{
			sectors: []world.Sector{13020, 13030, 12281}, goals: []world.SDG{3, 5, 4},
			things: strings.Fields("verloskamers echografieën bijscholingen spreekuren kraambedden moedergroepen"),
			done:   strings.Fields("verbeterd begeleid opgestart"),
		},
		{
			sectors: []world.Sector{11120, 11220, 11320, 11130}, goals: []world.SDG{4, 5, 10},
			things: strings.Fields("klaslokalen schoolbanken leerboeken schooltuinen speelplaatsen bibliotheken"),
			done:   strings.Fields("gebouwd vernieuwd ingericht"),
		},
		{
			sectors: []world.Sector{11330, 32130}, goals: []world.SDG{8, 4, 9},
			things: strings.Fields("werkplaatsen stageplaatsen gereedschapskoffers naaimachines lasposten leerbedrijven"),
			done:   strings.Fields("geopend uitgerust begeleid"),
		},
		{
			sectors: []world.Sector{31120, 31194}, goals: []world.SDG{2, 12, 15},
			things: strings.Fields("moestuinen zaadbanken droogbedden composthopen kippenhokken graansilo’s terrassen"),
			done:   strings.Fields("aangelegd beplant beheerd"),
		},
		{
			sectors: []world.Sector{23231}, goals: []world.SDG{7, 13, 9},
			things: strings.Fields("zonnepanelen waterpompen zonnelampen laadpunten koelkasten zonneovens"),
			done:   strings.Fields("geplaatst hersteld aangesloten"),
		},
		{
			sectors: []world.Sector{41020, 31220}, goals: []world.SDG{13, 15, 14},
			things: strings.Fields("mangroves boomkwekerijen oevers visgronden bosranden duinen"),
			done:   strings.Fields("beplant beschermd opgemeten"),
		},
		{
			sectors: []world.Sector{15170, 15180, 15160}, goals: []world.SDG{5, 16, 10},
			things: strings.Fields("spreekuren praatgroepen rechtswinkels opvanghuizen vormingen buurthuizen"),
			done:   strings.Fields("georganiseerd geopend ondersteund"),
		},
		{
			sectors: []world.Sector{24040}, goals: []world.SDG{1, 8, 5},
			things: strings.Fields("spaarkringen leningen marktkramen kasboeken winkels coöperaties"),
			done:   strings.Fields("opgestart begeleid uitgebreid"),
		},
		{
			sectors: []world.Sector{16061}, goals: []world.SDG{3, 10, 17},
			things: strings.Fields("voetbalvelden jeugdhuizen optredens ateliers toernooien podia"),
			done:   strings.Fields("georganiseerd geopend gedeeld"),
		},
		{
			sectors: []world.Sector{14050, 43030}, goals: []world.SDG{11, 12, 14},
			things: strings.Fields("sorteerpunten vuilniskarren composthopen herstelhoeken pleinen wandelpaden"),
			done:   strings.Fields("ingericht beheerd opgestart"),
		},
		{
			sectors: []world.Sector{15112, 15150, 15110}, goals: []world.SDG{16, 17, 11},
			things: strings.Fields("wijkraden loketten begrotingen archieven plattegronden hoorzittingen"),
			done:   strings.Fields("ingevoerd verbeterd opgemaakt"),
		},
	}
}

// What a city does at home, and what it does in an emergency.
func homeTheme() theme {
	return theme{
		sectors: []world.Sector{99820, 41081}, goals: []world.SDG{17, 4, 12, 13},
		things: strings.Fields("proeverijen tentoonstellingen gespreksavonden workshops wandelingen klassen"),
		done:   strings.Fields("georganiseerd begeleid gehouden"),
	}
}

func emergencyTheme() theme {
	return theme{
		sectors: []world.Sector{72010, 72040, 73010}, goals: []world.SDG{1, 2, 3, 11},
		things: strings.Fields("tenten dekens voedselpakketten waterfilters veldkeukens noodwoningen"),
		done:   strings.Fields("verdeeld geplaatst aangevoerd"),
	}
}

// A grammar holds the sentences of the large city.
type grammar struct {
	openings, middles, endings             []sentence
	homeOpenings, homeMiddles, homeEndings []sentence
	outcomes, lessons                      []sentence
}

// newGrammar writes the sentences down. Between braces stands what is filled in: see [writer.fill].
func newGrammar() grammar {
	return grammar{
		openings: sentences(
			"In {p} zetten {w} en {w} samen een {c} op.",
			"{W} uit {p} vroegen om een {c}, en kregen daarbij steun uit Antwerpen.",
			"Een {c} in {p} brengt {w} en {w} bij elkaar.",
			"In {p} worden {t} {d}, samen met {w} uit Antwerpen.",
			"Rond {p} was er nood aan {t}; {w} namen zelf het initiatief.",
			"Wat begon als een {e}, groeit in {p} uit tot een {c} voor {w}.",
			"Dit project verbindt een {c} in {p} met een {c} in Antwerpen.",
			"In {p} doen {w} samen iets tegen {x}: ze beginnen met een {c}.",
		),
		middles: sentences(
			"Het gaat om {g}, om {g} en om {g}.",
			"{N} {w} leren er {k} en {k}, tijdens een {e} van {m} maanden.",
			"De ploeg werkt met een {b} en een {b}, die uit de streek zelf komen.",
			"Om de {m} maanden komen {w} samen om te bespreken wat goed loopt en wat beter kan.",
			"De partner ter plaatse beslist mee over elke stap, van {g} tot {g}.",
			"Er worden {t} {d} in {n} straten en dorpen.",
			"Ook {w} doen mee: zij houden een {e} en een {e}.",
			"Een {c} zorgt ervoor dat het werk ook na het project blijft bestaan.",
			"Tegen {x} helpt vooral {g}, vertellen {w} die dat eerder al deden.",
			"Samen met {w} wordt gezocht naar een antwoord op {x}.",
			"Het lokale bestuur stelt een gebouw ter beschikking, een {c} neemt het beheer op zich.",
			"Elke maand is er een {e}, open voor iedereen die wil meewerken.",
			"De {O} uit de streek wisselen hun ervaring uit met {O} in Antwerpen.",
			"Wie wil, leert er {k}, met een {b} als begeleiding.",
		),
		endings: sentences(
			"In Antwerpen vertellen {w} erover tijdens een {e}.",
			"Een {e} in Antwerpen maakt het werk hier bekend.",
			"Na {m} maanden draait alles zonder steun van buitenaf.",
			"Zo leren twee steden van elkaar, met {g} als begin.",
			"De vereniging zoekt nog {w} die willen meedoen.",
		),
		homeOpenings: sentences(
			"In Antwerpen houden {w} en {w} samen een {e} over {x}.",
			"{W} en {w} leren elkaar kennen tijdens een {e}.",
			"Een {c} van {w} trekt de stad in met een verhaal over {g}.",
			"Er worden {t} {d} over {g}, in {n} klassen en buurthuizen.",
		),
		homeMiddles: sentences(
			"Het gaat om {g}, om {g} en om {g}.",
			"{N} {w} leren er {k} en {k}, tijdens een {e}.",
			"Om de {m} weken is er een {e}, open voor iedereen.",
			"Een {b} vertelt hoe het elders gaat, en wat wij daarvan kunnen leren.",
			"Ook {w} doen mee: zij houden een {e} en een {e}.",
			"Samen zoeken ze wat je hier kunt doen tegen {x}, ginds en in je eigen straat.",
			"Een {c} leent zijn lokaal uit, {w} zorgen voor eten en muziek.",
			"De {O} uit de buurt krijgen bezoek van {w}.",
			"Wie wil, leert er {k}, met een {b} als begeleiding.",
		),
		homeEndings: sentences(
			"De vereniging zoekt nog {w} die willen meedoen.",
			"Het begin is klein: een {e}, een kop thee en een gesprek over {g}.",
			"Na {m} weken beslist een {c} wat er verder gebeurt.",
		),
		outcomes: sentences(
			"Er zijn {n} {t} {d}; het doel was {h}.",
			"{N} {w} volgden een {e}, en {h} van hen geven die nu door.",
			"{N} {w} werken verder met een {c}.",
			"Voor {n} gezinnen is {x} geen dagelijkse zorg meer.",
			"Er kwamen twee {O}, die door {w} beheerd worden.",
			"{N} {w} zagen hun {g} verbeteren, al duurde het {m} maanden langer dan gedacht.",
			"{N} {w} namen deel aan een {e}.",
			"De rekening sluit met een klein overschot, dat naar een {c} ging.",
			"Een {b} volgt de resultaten twee jaar lang op.",
			"Van de {n} mensen die leerden {k}, verdienen er {h} daar nu iets mee.",
			"{W} en {w} maakten samen een {e} over {g}.",
			"Er zijn {n} {E} gehouden, met gemiddeld {h} bezoekers.",
		),
		lessons: sentences(
			"Wie {x} wil aanpakken, begint met {w}.",
			"Een {c} werkt beter als {w} er zelf om vragen.",
			"Over {g} valt meer te leren dan we dachten; een {c} in Antwerpen gaat ermee verder.",
			"Minder haast, meer {g}: dat namen {w} mee naar huis.",
			"Een {c} hoeft niet duur te zijn om te blijven.",
			"Eerst luisteren naar {w}, en dan pas iets doen aan {x}.",
			"Leren {k} lukt het best van iemand die het elke dag doet.",
		),
	}
}

// A sentence is text with slots between: the slot behind the text, zero at the end.
type sentence []struct {
	text string
	slot byte
}

func sentences(all ...string) []sentence {
	made := make([]sentence, len(all))
	for i, written := range all {
		for written != "" {
			text, rest, found := strings.Cut(written, "{")
			part := struct {
				text string
				slot byte
			}{text: text}
			if found {
				part.slot, rest = rest[0], rest[2:]
			}
			made[i], written = append(made[i], part), rest
		}
	}
	return made
}

// A writer writes the texts of one project.
type writer struct {
	*lexicon
	d    *dice
	in   theme
	town string
	b    strings.Builder
	// recent are the last two people or things, so that a sentence does not name the same ones twice.
	recent [2]string
	number int
}

// say writes so many sentences of a kind, no two the same.
func (w *writer) say(kind []sentence, count int) {
	first := w.d.below(len(kind))
	for i := range count {
		if w.b.Len() > 0 {
			w.b.WriteByte(' ')
		}
		for _, part := range kind[(first+i)%len(kind)] {
			w.b.WriteString(part.text)
			if part.slot != 0 {
				w.b.WriteString(w.fill(part.slot))
			}
		}
	}
}

// text returns what was said since the last time.
func (w *writer) text() string {
	said := w.b.String()
	w.b.Reset()
	return said
}

// fill returns a word for a slot.
func (w *writer) fill(slot byte) string {
	switch slot {
	case 'w': // people
		return w.people()
	case 'W': // people, at the begin of a sentence
		return capital(w.people())
	case 'c': // something with an address
		return ranked(w.d, w.places).one
	case 'O': // several of those
		return ranked(w.d, w.places).several
	case 'e': // something that takes place
		return ranked(w.d, w.events).one
	case 'E': // several of those
		return ranked(w.d, w.events).several
	case 'b': // a person by what they do
		return ranked(w.d, w.persons).one
	case 'g': // something to wish for
		return w.another(w.goods)
	case 'x': // something to be rid of
		return ranked(w.d, w.bads)
	case 'k': // something to learn
		return w.another(w.skills)
	case 'p':
		return w.town
	case 't': // things of the theme
		return one(w.d, w.in.things)
	case 'd': // what happens to them
		return one(w.d, w.in.done)
	case 'm':
		return strconv.Itoa(w.d.between(2, 18))
	case 'h': // a part of the last number
		return strconv.Itoa(w.number * w.d.between(40, 95) / 100)
	}
	w.number = w.d.between(13, 480)
	return strconv.Itoa(w.number)
}

func (w *writer) people() string { return w.another(w.groups) }

// another returns one of all that is not among the recent ones.
func (w *writer) another(all []string) string {
	for {
		if next := ranked(w.d, all); !slices.Contains(w.recent[:], next) {
			w.recent = [2]string{w.recent[1], next}
			return next
		}
	}
}

// capital writes the first letter, which has no accent, large.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
