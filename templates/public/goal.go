package public

import (
	"cmp"
	"slices"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/link"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
	"vriendenstad/templates/ui"
)

// A GoalPage is one Sustainable Development Goal with the projects that work on it.
type GoalPage struct {
	Goal   world.SDG
	Today  calendar.Day
	Demo   bool
	Total  project.Total
	Counts []project.Count
	Latest []project.Row
}

func (p GoalPage) filter() project.Filter { return project.Filter{SDG: p.Goal} }

// kinds are the links that narrow the goal's projects to a kind.
func (p GoalPage) kinds() []ui.Choice {
	var all []ui.Choice
	for _, k := range project.Kinds() {
		if n, ok := p.count(project.KindFacet(k)); ok {
			all = append(all, ui.Choice{Label: ui.KindLabel(k), Href: link.Projects(project.Filter{SDG: p.Goal, Kind: k}), Count: n})
		}
	}
	return all
}

// mostCountries is how many countries a goal's page names; the list of projects names all.
const mostCountries = 12

// countries are the links that narrow the goal's projects to a country, those with the most projects first.
func (p GoalPage) countries() []ui.Choice {
	var all []ui.Choice
	for _, c := range p.Counts {
		if c.Facet.Dimension() != project.OfCountry || c.Projects == 0 {
			continue
		}
		code := c.Facet.Country()
		all = append(all, ui.Choice{Label: code.Name(), Href: link.Projects(project.Filter{SDG: p.Goal, Country: code}), Count: c.Projects})
	}
	slices.SortFunc(all, func(a, b ui.Choice) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Label, b.Label))
	})
	return all[:min(len(all), mostCountries)]
}

// count returns how many of the goal's projects have the facet, [project.Uncounted] where there are too many to say;
// it is false where there are none.
func (p GoalPage) count(facet project.Facet) (int, bool) {
	for _, c := range p.Counts {
		if c.Facet == facet {
			return c.Projects, c.Projects != 0
		}
	}
	return 0, false
}

// projectsOf writes how many projects a list holds: more than a thousand are not counted.
func projectsOf(t project.Total) string {
	if !t.Exact {
		return "meer dan 1.000 projecten"
	}
	return counted(t.Projects, "project", "projecten")
}

// meanings say in a sentence what each goal is about, in the portal's own words.
var meanings = [...]string{
	"Niemand hoeft nog te overleven op te weinig: wie pech heeft, kan ergens op terugvallen.",
	"Genoeg en gezond eten voor iedereen, van grond die ook morgen nog iets geeft.",
	"Een lang en gezond leven, met zorg die je kunt betalen en bereiken.",
	"Goed onderwijs voor ieder kind, en blijven leren voor wie volwassen is.",
	"Meisjes en vrouwen met dezelfde kansen, dezelfde rechten en dezelfde veiligheid.",
	"Water dat je kunt drinken en een toilet dat veilig is, voor iedereen.",
	"Stroom en warmte die je kunt betalen, uit bronnen die niet opraken.",
	"Werk waarvan je kunt leven, in een economie die mensen en natuur niet opgebruikt.",
	"Wegen, netten en bedrijven die lang meegaan, en ideeën die ze beter maken.",
	"Kleinere kloven: tussen mensen in één land, en tussen landen.",
	"Steden waar het goed en veilig wonen is, met plaats voor iedereen.",
	"Maken en kopen zonder te verspillen, met een eerlijke prijs voor wie het maakt.",
	"De opwarming afremmen, en wie er nu al last van heeft beter beschermen.",
	"Zeeën en rivieren vol leven, zonder plastic en zonder leegvissen.",
	"Bossen, bodem en dieren die zich kunnen herstellen.",
	"Vrede, recht voor iedereen, en besturen die je kunt vertrouwen.",
	"Samenwerken over grenzen heen: geen enkel doel lukt alleen.",
}

// meaningOf says what the goal is about.
func meaningOf(s world.SDG) string {
	if !s.Valid() {
		return ""
	}
	return meanings[s-1]
}
