package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vriendenstad/internal/association"
	"vriendenstad/internal/city"
	"vriendenstad/internal/project"
)

// KindLabel names a kind of support, as in a list.
func KindLabel(k project.Kind) string { return sentence(string(k)) }

// StateLabel names the state of a project, as in a tag.
func StateLabel(s project.State) string {
	switch s {
	case project.Granted:
		return "Toegekend"
	case project.Running:
		return "Loopt"
	case project.Reporting:
		return "Verslag ingediend"
	case project.Overdue:
		return "Verslag te laat"
	case project.Approved:
		return "Verslag goedgekeurd"
	case project.Closed:
		return "Afgesloten"
	case project.Recovered:
		return "Teruggevorderd"
	}
	return sentence(string(s))
}

// RelationLabel names the kind of tie with a city.
func RelationLabel(r city.Relation) string {
	if r == city.ByProject {
		return "Via projecten"
	}
	return sentence(string(r))
}

// PartnershipLabel names how a partnership with a city stands.
func PartnershipLabel(s city.State) string {
	switch s {
	case city.InExploration:
		return "In verkenning"
	case city.Intended:
		return "Intentie"
	}
	return sentence(string(s))
}

// ZuidwerkingLabel names how far the city's own work in a country goes, and is empty where there is none.
func ZuidwerkingLabel(z city.Zuidwerking) string {
	switch z {
	case city.Working:
		return "Zuidwerking"
	case city.Exploring:
		return "Zuidwerking in verkenning"
	}
	return ""
}

// FormLabel names an association's legal form. Abbreviations keep their small letters: vzw, ngo.
func FormLabel(f association.Form) string {
	switch f {
	case association.NonProfit, association.InternationalN, association.NGO:
		return string(f)
	}
	return sentence(string(f))
}

// FactorLabel names a success factor.
func FactorLabel(f city.Factor) string { return sentence(string(f)) }

// TieLabel says in words what a drawn tie means.
func TieLabel(t city.Tie) string {
	switch t {
	case city.Wound:
		return "Twee draden: actieve samenwerking"
	case city.Single:
		return "Eén draad: zusterstad"
	}
	return "Stippels: verkenning"
}

// Sentence writes a word as the first of a sentence.
func sentence(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + word[size:]
}

// StateTone is how a state is coloured beside its word: what is done well, busy, late or wrong.
func stateTone(s project.State) string {
	switch s {
	case project.Granted, project.Approved:
		return "tag tag--good"
	case project.Running, project.Reporting:
		return "tag tag--busy"
	case project.Overdue:
		return "tag tag--warn"
	case project.Recovered:
		return "tag tag--wrong"
	}
	return "tag"
}

func partnershipTone(s city.State) string {
	switch s {
	case city.Active:
		return "tag tag--good"
	case city.InExploration, city.Intended:
		return "tag tag--busy"
	case city.Suspended:
		return "tag tag--warn"
	}
	return "tag"
}

func kindClass(k project.Kind) string {
	switch k {
	case project.Structural:
		return "kind kind--structural"
	case project.School:
		return "kind kind--school"
	case project.Awareness:
		return "kind kind--awareness"
	case project.Emergency:
		return "kind kind--emergency"
	}
	return "kind kind--project"
}

// Words joins parts of a line, leaving out what is empty: Rif & Stroom vzw (fictief) · Marokko.
func Words(parts ...string) string {
	var said []string
	for _, one := range parts {
		if one != "" {
			said = append(said, one)
		}
	}
	return strings.Join(said, "\u00a0· ")
}
