package public

import (
	"cmp"
	"slices"
	"strings"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
	"vriendenstad/templates/ui"
)

// An AssociationsPage is one page of the associations that answer a question.
type AssociationsPage struct {
	// Words, Country and Schools are the question; empty values do not narrow it.
	Words   string
	Country world.Code
	Schools bool
	Rows    []AssociationLine
	// Found is how many answer it on all pages together.
	Found int
	// Schooling and Any are how many would answer with and without the wish for schools.
	Schooling, Any int
	// Countries are how many would answer with each country in place of this one.
	Countries []LandCount
	// After is the slug behind which this page begins, Next that behind which the next one does; both may be empty.
	After, Next string
	Today       calendar.Day
	// All is how many associations there are.
	All int
}

// A LandCount says how many things there are in a country.
type LandCount struct {
	Country world.Code
	N       int
}

func (p AssociationsPage) narrowed() bool { return p.Words != "" || p.Country != "" || p.Schools }

func (p AssociationsPage) by(words string, country world.Code, schools bool) string {
	return link.AssociationsBy(words, country, schools, "")
}

// Title names the list: Verenigingen in Ghana.
func (p AssociationsPage) Title() string { return sentenceOf(p.things(2)) + p.about() }

// things names what is listed.
func (p AssociationsPage) things(n int) string {
	if p.Schools {
		return thing(n, "school", "scholen")
	}
	return thing(n, "vereniging", "verenigingen")
}

// about says what the list is narrowed to.
func (p AssociationsPage) about() string {
	words := ""
	if p.Words != "" {
		words = " met “" + p.Words + "”"
	}
	if p.Country != "" {
		words += " met een werking in " + theCountry(p.Country)
	}
	return words
}

func (p AssociationsPage) headline() []span {
	if p.narrowed() {
		return []span{strong(money.Count(p.Found) + money.Nbsp + p.things(p.Found)), plain(p.about() + ".")}
	}
	all := []span{strong(counted(p.Found-p.Schooling, "vereniging", "verenigingen"))}
	if p.Schooling > 0 {
		all = append(all, plain(" en "), strong(counted(p.Schooling, "school", "scholen")))
	}
	if n := len(p.Countries); n > 0 {
		all = append(all, plain(", met een werking in "), strong(counted(n, "land", "landen")))
	}
	return append(all, plain("."))
}

func (p AssociationsPage) field() ui.Search {
	return ui.Search{Action: link.Associations(), Name: "q", Label: "Zoek in verenigingen", Hint: "Zoek in verenigingen",
		Words: p.Words, Kept: kept(p.by("", p.Country, p.Schools))}
}

func (p AssociationsPage) facets() []ui.Facet {
	kind := ui.Facet{Key: "soort", Title: "Soort", Open: true, Values: []ui.Choice{
		{Key: "alle", Label: "Alle", Href: p.by(p.Words, p.Country, false), Count: p.Any, Chosen: !p.Schools},
	}}
	if p.Schooling > 0 || p.Schools {
		kind.Values = append(kind.Values, ui.Choice{
			Key: "scholen", Label: "Scholen en hogescholen", Href: p.by(p.Words, p.Country, true), Count: p.Schooling, Chosen: p.Schools,
		})
	}
	land := ui.Facet{Key: "land", Title: "Land van de werking", Open: true}
	for _, c := range mostFirst(p.Countries) {
		v := ui.Choice{Key: string(c.Country), Label: c.Country.Name(), Count: c.N, Href: p.by(p.Words, c.Country, p.Schools)}
		if c.Country == p.Country {
			v.Chosen, v.Href = true, p.by(p.Words, "", p.Schools)
		}
		land.Values = append(land.Values, v)
	}
	if len(land.Values) == 0 {
		return []ui.Facet{kind}
	}
	land.Values, land.Rest = inSight(land.Values)
	return []ui.Facet{land, kind}
}

// mostFirst puts the countries with most first, and those with as many in the order of their names.
func mostFirst(all []LandCount) []LandCount {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b LandCount) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Country.Name(), b.Country.Name()))
	})
	return sorted
}

func (p AssociationsPage) pills() []ui.Pill {
	var all []ui.Pill
	if p.Words != "" {
		all = append(all, ui.Pill{Label: "“" + p.Words + "”", Href: p.by("", p.Country, p.Schools)})
	}
	if p.Country != "" {
		all = append(all, ui.Pill{Label: p.Country.Name(), Href: p.by(p.Words, "", p.Schools)})
	}
	if p.Schools {
		all = append(all, ui.Pill{Label: "Scholen", Href: p.by(p.Words, p.Country, false)})
	}
	return all
}

func (p AssociationsPage) page() ui.Page {
	page := ui.Page{Where: p.place()}
	if p.After != "" {
		page.Before, page.BeforeText = p.by(p.Words, p.Country, p.Schools), "Naar het begin"
	}
	if p.Next != "" {
		page.After = link.AssociationsBy(p.Words, p.Country, p.Schools, p.Next)
	}
	return page
}

func (p AssociationsPage) place() string {
	switch {
	case p.After == "" && p.Next == "" && p.Found == 1:
		return "Dit is de enige " + p.things(1)
	case p.After == "" && p.Next == "":
		return "Dit zijn alle " + counted(p.Found, p.things(1), p.things(2))
	case p.After == "":
		return "De eerste " + money.Count(len(p.Rows)) + " van " + money.Count(p.Found)
	}
	return money.Count(len(p.Rows)) + " van " + money.Count(p.Found) + ", op naam"
}

// wider are the lists that ask for one thing less, each with its name.
func (p AssociationsPage) wider() []ui.Choice {
	var all []ui.Choice
	for _, less := range []AssociationsPage{
		{Country: p.Country, Schools: p.Schools}, {Words: p.Words, Schools: p.Schools}, {Words: p.Words, Country: p.Country},
	} {
		if less.narrowed() && less.question() != p.question() {
			all = append(all, ui.Choice{Label: "Alle " + less.things(2) + less.about(), Href: less.question()})
		}
	}
	return all
}

func (p AssociationsPage) question() string { return p.by(p.Words, p.Country, p.Schools) }

// An AssociationPage is one association with its latest projects.
type AssociationPage struct {
	AssociationLine
	Today calendar.Day
	// Lands are the countries of its work.
	Lands  []Land
	Latest []project.Row
	// Counts are those of its whole list of projects.
	Counts []project.Count
}

// A Land is a country with its page, whose address is empty where there is none.
type Land struct {
	Country world.Code
	Href    string
}

func (p AssociationPage) list() string { return link.Projects(project.Filter{Association: p.Slug}) }

// Lead is what the association says of itself first.
func (p AssociationPage) Lead() string { return newTelling(p.About).lead }

// rows are its latest projects: with whom, where and when.
func (p AssociationPage) rows() []ui.Row {
	rows := projectRows(p.Latest)
	for i, one := range p.Latest {
		var others []string
		for j, slug := range one.AssociationSlugs {
			if slug != p.Slug {
				others = append(others, one.AssociationNames[j])
			}
		}
		with := ""
		if len(others) > 0 {
			with = "Met " + listed(others)
		}
		rows[i].Meta = ui.Words(placeOf(one), one.GrantedOn.String(), with)
	}
	return rows
}

func (p AssociationPage) headline() []span {
	all := []span{strong(counted(p.Projects, "project", "projecten"))}
	if p.Projects == 1 {
		all = append(all, plain(", "), strong(p.Granted.Short()))
	} else {
		all = append(all, plain(", samen "), strong(p.Granted.Short()))
	}
	if lands, known := countriesOf(p.Counts); known && len(lands) > 0 {
		all = append(all, plain(", in "), strong(counted(len(lands), "land", "landen")))
	}
	return append(all, plain("."))
}

// register names the association in the public registers, empty where it is in none.
func (p AssociationPage) register() (term, number string) {
	switch {
	case p.KBO != "":
		return "KBO-nummer", p.KBO.String()
	case p.VCode != "":
		return "vCode", string(p.VCode)
	}
	return "", ""
}

// form names the legal form with the net of a school.
func (p AssociationPage) form() string {
	if p.Net == "" {
		return ui.FormLabel(p.Form)
	}
	return ui.FormLabel(p.Form) + ", " + string(p.Net)
}

func (p AssociationPage) themes() string { return sentenceOf(strings.Join(p.Themes, ", ")) }

// site writes a website as people say it: www.voorbeeld.be.
func (p AssociationPage) site() string {
	_, name, _ := strings.Cut(p.Website, "://")
	return strings.TrimSuffix(name, "/")
}
