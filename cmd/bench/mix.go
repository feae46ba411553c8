package main

import (
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// unknownWord stands in no project.
const unknownWord = "kwispelstaartje"

// mixed are the searches of the front: words that stand in many projects, in some and in few, alone and together, with and without
// something that narrows them, as people type them.
func mixed() []question {
	var all []question
	for _, one := range []struct {
		words  string
		narrow project.Filter
	}{
		// in one of ten projects, or more
		{"vrouwen", project.Filter{}},
		{"jongeren", project.Filter{Country: "GH"}},
		{"water", project.Filter{}},
		{"leerlingen", project.Filter{Kind: project.School}},
		{"kennis", project.Filter{Year: 2024}},
		{"vrouwen water", project.Filter{}},
		// in one of a hundred
		{"mangroves", project.Filter{}},
		{"moestuinen", project.Filter{Country: "SN"}},
		{"waterputten", project.Filter{}},
		{"imkers", project.Filter{SDG: 3}},
		{"druppelbevloeiing", project.Filter{}},
		{"vroedvrouwen verloskamers", project.Filter{}},
		// in fewer, and as parts of other words
		{"braille", project.Filter{}},
		{"touwslaan", project.Filter{Country: "CD"}},
		{"samenwerking", project.Filter{}},
		{"drinkwatervoorziening", project.Filter{}},
		{"kadaster landrecht", project.Filter{}},
		{"fietsherstel", project.Filter{Kind: project.Single}},
	} {
		all = append(all, question{one.words, one.narrow})
	}
	return all
}

// frequentWord stands in more than a hundredth of the projects.
const frequentWord = "vrouwen"

// narrowed are lists that something narrows.
func narrowed() map[string]project.Filter {
	return map[string]project.Filter{
		"one facet":  {Country: "GH"},
		"two facets": {SDG: world.SDG(3), State: project.Closed},
	}
}

// nasty are the searches among which the worst is looked for: words that stand in many projects but seldom or never together, words
// that stand for many others, and facets that leave few of many.
func nasty() []question {
	var all []question
	for _, words := range []string{
		"waterputten leningen", "verloskamers moestuinen", "zonnepanelen tenten", "vrouwen verloskamers tenten",
		"vrouwen jongeren leerlingen ouders", "water vrouwen kennis", "vrouwen samenwerking", "ontwikkeling", "project", "moestuin",
	} {
		all = append(all, narrowings(words)...)
	}
	return all
}

// hostile are searches that nobody types to find something: as many frequent words as are looked for, and more. They are asked one at a
// time: thirty at once are what the portal may give up with its sentence.
func hostile() []question {
	return append(
		narrowings("vrouwen jongeren leerlingen ouders boerinnen kinderen"),
		narrowings("vrouwen jongeren leerlingen ouders boerinnen kinderen leerkrachten vrijwilligers vroedvrouwen buren gezinnen studenten")...)
}

// narrowings are the words alone, with facets that leave few of many, and in another order.
func narrowings(words string) []question {
	return []question{
		{words, project.Filter{}},
		{words, project.Filter{Country: "NP", Kind: project.Emergency}},
		{words, project.Filter{State: project.Recovered}},
		{words, project.Filter{Sort: project.Lowest}},
	}
}
