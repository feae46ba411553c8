package public

import (
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/templates/ui"
)

// A SearchPage is what was found for words, of each kind the first few.
type SearchPage struct {
	// Words are what was looked for; empty for the field alone.
	Words        string
	Cities       []PartnerCity
	Countries    []CountryLine
	Associations []AssociationLine
	// MoreAssociations says that there are more than those shown.
	MoreAssociations bool
	// Projects are the first of those found, Total all of them.
	Projects []project.Row
	Total    project.Total
	// Suggestion is the words as they may have been meant, empty where there is nothing to suggest.
	Suggestion string
	// NoWords says that the words stand nearly everywhere, so that projects were not looked for.
	NoWords bool
}

func (p SearchPage) field() ui.Search {
	return ui.Search{
		Action: link.Search(""), Name: "q", Label: "Zoek in steden, landen, verenigingen en projecten",
		Hint: "Bijvoorbeeld drinkwater", Words: p.Words, Word: "Zoek",
	}
}

func (p SearchPage) empty() bool {
	return len(p.Cities)+len(p.Countries)+len(p.Associations)+len(p.Projects) == 0
}

// found says how many of each kind there are: 1 stad, 2 verenigingen, 5 projecten.
func (p SearchPage) found() []string {
	var parts []string
	if n := len(p.Cities); n > 0 {
		parts = append(parts, counted(n, "stad", "steden"))
	}
	if n := len(p.Countries); n > 0 {
		parts = append(parts, counted(n, "land", "landen"))
	}
	if n := len(p.Associations); n > 0 {
		said := counted(n, "vereniging", "verenigingen")
		if p.MoreAssociations {
			said = "meer dan " + money.Count(n) + money.Nbsp + "verenigingen"
		}
		parts = append(parts, said)
	}
	if len(p.Projects) > 0 {
		parts = append(parts, projectsOf(p.Total))
	}
	return parts
}

// behind is what stands behind the i-th of the n parts that end a sentence.
func behind(i, n int) string {
	switch i {
	case n - 1:
		return "."
	case n - 2:
		return " en "
	}
	return ", "
}

// moreProjects says where all projects stand that were found.
func (p SearchPage) moreProjects() (text, href string) {
	href = link.Projects(project.Filter{Words: p.Words})
	if !p.Total.Exact {
		return "Bekijk ze in de lijst", href
	}
	return "Bekijk " + thing(p.Total.Projects, "het", "alle "+money.Count(p.Total.Projects)) + " in de lijst", href
}

func countryRows(all []CountryLine) []ui.Row {
	rows := make([]ui.Row, len(all))
	for i, c := range all {
		rows[i] = c.row()
	}
	return rows
}
