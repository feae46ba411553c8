package public

import (
	"cmp"
	"slices"
	"strings"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
	"vriendenstad/templates/ui"
)

// A PartnerCity is a city with what was granted to projects that belong to it.
type PartnerCity struct {
	city.Partner
	Projects int
	Granted  money.Cents
}

func (c PartnerCity) row() ui.TieRow {
	return ui.TieRow{
		Tie: c.Tie(), Title: c.Name, Href: link.City(c.Slug), Meta: c.Country.Name(),
		About: sentenceOf(strings.Join(c.Themes, ", ")), Note: c.standing(),
		Count: money.Count(c.Projects), Counted: thing(c.Projects, "project", "projecten"),
	}
}

// standing says how the city is tied, and what is unusual about that.
func (c PartnerCity) standing() string {
	words := ui.RelationLabel(c.Relation)
	if c.Preparing {
		words += ", stedenband in voorbereiding"
	}
	switch c.State {
	case city.Dormant, city.Suspended, city.Ended, city.Intended:
		words += ", " + string(c.State)
	}
	return words
}

func tieRows(all []PartnerCity) []ui.TieRow {
	rows := make([]ui.TieRow, len(all))
	for i, c := range all {
		rows[i] = c.row()
	}
	return rows
}

func partners(all []PartnerCity) []city.Partner {
	cities := make([]city.Partner, len(all))
	for i, c := range all {
		cities[i] = c.Partner
	}
	return cities
}

// A CitiesPage is the list of partner cities, narrowed to a relation, to a country, or to both; empty values do not.
type CitiesPage struct {
	All      []PartnerCity
	Relation city.Relation
	Country  world.Code
	Demo     bool
}

// shown are the cities that answer both choices, in the order of all.
func (p CitiesPage) shown() []PartnerCity { return p.by(p.Relation, p.Country) }

func (p CitiesPage) by(relation city.Relation, country world.Code) []PartnerCity {
	var some []PartnerCity
	for _, c := range p.All {
		if (relation == "" || c.Relation == relation) && (country == "" || c.Country == country) {
			some = append(some, c)
		}
	}
	return some
}

func (p CitiesPage) heading() string {
	if n := len(p.shown()); n > 0 {
		return counted(n, "stad", "steden")
	}
	return "Geen steden"
}

func (p CitiesPage) narrowed() bool { return p.Relation != "" || p.Country != "" }

// relations are the links that narrow the list to a relation, within the chosen country.
func (p CitiesPage) relations() []ui.Choice {
	all := []ui.Choice{{Label: "Alle", Href: link.CitiesBy("", string(p.Country)), Count: len(p.by("", p.Country)), Chosen: p.Relation == ""}}
	for _, r := range city.Relations() {
		if n := len(p.by(r, p.Country)); n > 0 || r == p.Relation {
			all = append(all, ui.Choice{Label: ui.RelationLabel(r), Href: link.CitiesBy(string(r), string(p.Country)), Count: n, Chosen: r == p.Relation})
		}
	}
	return all
}

// countries are the links that narrow the list to a country, within the chosen relation.
func (p CitiesPage) countries() []ui.Choice {
	all := []ui.Choice{{Label: "Alle landen", Href: link.CitiesBy(string(p.Relation), ""), Count: len(p.by(p.Relation, "")), Chosen: p.Country == ""}}
	var codes []world.Code
	for _, c := range p.All {
		if n := len(p.by(p.Relation, c.Country)); (n > 0 || c.Country == p.Country) && !slices.Contains(codes, c.Country) {
			codes = append(codes, c.Country)
		}
	}
	for _, code := range sortedByName(codes) {
		all = append(all, ui.Choice{
			Label: code.Name(), Href: link.CitiesBy(string(p.Relation), string(code)), Count: len(p.by(p.Relation, code)), Chosen: code == p.Country,
		})
	}
	return all
}

// sortedByName puts countries in the order of their Dutch names.
func sortedByName(codes []world.Code) []world.Code {
	names := world.Sorted(countryNames(codes))
	sorted := slices.Clone(codes)
	slices.SortFunc(sorted, func(a, b world.Code) int {
		return cmp.Compare(slices.Index(names, a.Name()), slices.Index(names, b.Name()))
	})
	return sorted
}

// A CityPage is one partner city with its latest projects.
type CityPage struct {
	PartnerCity
	Today calendar.Day
	Demo  bool
	// Latest are the first projects of the city's list, the newest first.
	Latest []project.Row
	// CountryHref is the page of its country, empty where that has none.
	CountryHref string
}

func (p CityPage) list() string { return link.Projects(project.Filter{City: p.Slug}) }

func (p CityPage) figures() []ui.Figure {
	number, unit := largeFigure(p.Granted)
	all := []ui.Figure{{
		Number: money.Count(p.Projects), Text: thing(p.Projects, "project", "projecten") + " van Antwerpse verenigingen met " + p.Name + ".",
		From: registerOn(p.Today, p.Demo), Link: "Bekijk de projecten", Href: p.list(),
	}, {
		Number: number, Euro: true, Text: unit + "toegekend voor die projecten.",
		From: registerOn(p.Today, p.Demo), Link: "Bekijk de rijen", Href: p.list(),
	}}
	if !p.Agreement.First.IsZero() {
		all = append(all, ui.Figure{
			Number: bareYears(p.Agreement), Text: agreementText(p.Agreement, p.Today), From: p.sourceOf("overeenkomst"),
			Link: "Bekijk de bronnen", Href: "#bronnen",
		})
	}
	if len(p.Checks) > 0 {
		all = append(all, ui.Figure{
			Number: money.Count(p.Met()), Text: "van de " + inWords(len(p.Checks)) + " succesfactoren van een stedenband " + thing(p.Met(), "is", "zijn") + " vervuld.",
			From: p.sourceOf("succesfactoren"), Link: "Bekijk de succesfactoren", Href: "#succesfactoren",
		})
	}
	return all
}

// bareYears writes the years of an agreement as a large figure: 2026–2029, or 2026 where it has no end.
func bareYears(of calendar.Period) string { return strings.TrimPrefix(of.Years(), "sinds ") }

func agreementText(of calendar.Period, today calendar.Day) string {
	switch {
	case of.First > today:
		return "is afgesproken: de overeenkomst begint op " + of.First.String() + "."
	case of.Last.IsZero():
		return "begon de band, " + of.String() + ", zonder einddatum."
	case of.Last < today:
		return "liep de overeenkomst, van " + of.String() + "."
	}
	return "loopt de overeenkomst, van " + of.String() + "."
}

// sourceOf names the source of a fact that is about that word, or else says where the sources stand.
func (p CityPage) sourceOf(word string) string {
	for _, s := range p.Sources {
		if !strings.Contains(strings.ToLower(s.Fact), word) {
			continue
		}
		return sourceLine(s)
	}
	if p.PartnerCity.Demo {
		return "Fictief"
	}
	return "Zie de bronnen onderaan"
}

// sourceLine writes a source in the small print under a figure: its title and its day, or that it is invented.
func sourceLine(s city.Source) string {
	if s.Invented {
		return "Fictief"
	}
	return sourceTitle(s)
}

// exchange is what both cities learn, when both sides are written down.
func (p CityPage) exchange() (ui.Exchanged, bool) {
	if p.AntwerpLearns == "" || p.PartnerLearns == "" {
		return ui.Exchanged{}, false
	}
	return ui.Exchanged{Partner: p.Name, Antwerp: p.AntwerpLearns, Learnt: p.PartnerLearns, Past: p.State == city.Ended}, true
}

// silent says why nothing is written about learning from each other.
func (p CityPage) silent() string {
	switch p.Tie() {
	case city.Single:
		return "Een zusterstad is een band van ontmoeting en vertegenwoordiging. Wat beide steden van elkaar leren, is er niet vooraf afgesproken."
	case city.Dotted:
		return "Deze band wordt nog verkend. Wat Antwerpen en " + p.Name + " van elkaar zouden leren, hoort bij die verkenning."
	}
	return "Wat Antwerpen en " + p.Name + " van elkaar leren, is hier nog niet opgeschreven."
}

// projectRows shows projects as rows of a list.
func projectRows(all []project.Row) []ui.Row {
	rows := make([]ui.Row, len(all))
	for i, p := range all {
		rows[i] = ui.Row{
			Title: p.Title, Href: link.Project(p.Slug),
			Meta: ui.Words(strings.Join(p.AssociationNames, ", "), strings.Join(countryNames(p.Countries), ", "), p.GrantedOn.String()),
			Kind: p.Kind, State: p.State, SDGs: p.SDGs, Side: p.Granted.Short(), Of: grantedOf(p),
		}
	}
	return rows
}

// grantedOf says what the amount at the right is a part of.
func grantedOf(p project.Row) string {
	if p.InKind {
		return "in natura"
	}
	return "van " + p.Cost.Short()
}
