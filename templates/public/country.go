package public

import (
	"strings"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/templates/ui"
)

// A CountryLine is a country in a list, with what was granted for work there: its share of projects in several.
type CountryLine struct {
	city.Country
	Projects int
	Granted  money.Cents
	Cities   int
}

func (c CountryLine) row() ui.Row {
	r := ui.Row{Title: c.Name(), Href: link.Country(c.Slug), Text: firstSentence(c.Tie), Side: c.Granted.Short(), Of: "nog geen projecten"}
	if c.Projects > 0 {
		r.Of = counted(c.Projects, "project", "projecten")
	}
	if c.Cities > 0 {
		r.Meta = sentenceOf(countedInWords(c.Cities, "partnerstad", "partnersteden"))
	}
	return r
}

// A CountriesPage is the list of countries, those of the Zuidwerking first.
type CountriesPage struct {
	All   []CountryLine
	Today calendar.Day
	Demo  bool
	// Granted is what all countries have together, Active how many of them have a project.
	Granted money.Cents
	Active  int
}

// A countryGroup is a part of the list with a heading and a sentence of its own.
type countryGroup struct {
	title, about string
	rows         []ui.Row
}

// groups are the parts of the list that are not empty.
func (p CountriesPage) groups() []countryGroup {
	all := []countryGroup{
		{title: "Zuidwerking", about: "Hier werkt de stad zelf, samen met Antwerpenaars die er wortels hebben."},
		{title: "In verkenning", about: "Kandidaten voor de Zuidwerking. Er is nog niets beslist."},
		{title: "Via projecten en zustersteden", about: "Hier heeft de stad geen eigen werking. Verenigingen of een zusterstad maken de band."},
	}
	for _, c := range p.All {
		i := 2
		switch c.Zuidwerking {
		case city.Working:
			i = 0
		case city.Exploring:
			i = 1
		}
		all[i].rows = append(all[i].rows, c.row())
	}
	var some []countryGroup
	for _, g := range all {
		if len(g.rows) > 0 {
			some = append(some, g)
		}
	}
	return some
}

// A Year is what was granted in one year.
type Year struct {
	Year     int
	Projects int
	Granted  money.Cents
}

// An AssociationLine is an association with what it was granted.
type AssociationLine struct {
	association.Association
	Projects int
	Granted  money.Cents
}

func (a AssociationLine) row() ui.Row {
	r := ui.Row{
		Title: a.Name, Href: link.Association(a.Slug), Meta: ui.Words(ui.FormLabel(a.Form), a.District(), strings.Join(countryNames(a.Countries), ", ")),
		Text: sentenceOf(strings.Join(a.Themes, ", ")), Side: money.Count(a.Projects), Of: thing(a.Projects, "project", "projecten"),
	}
	return r
}

func associationRows(all []AssociationLine) []ui.Row {
	rows := make([]ui.Row, len(all))
	for i, a := range all {
		rows[i] = a.row()
	}
	return rows
}

// A CountryPage is one country with all that takes place there.
type CountryPage struct {
	city.Country
	Today  calendar.Day
	Demo   bool
	Cities []PartnerCity
	// Years are what was granted year by year, the earliest first; Projects and Granted are their sums.
	Years    []Year
	Projects int
	Granted  money.Cents
	// Whole is what the country's projects were granted in all countries together; nil where that was not counted.
	Whole        *money.Cents
	Latest       []project.Row
	Associations []AssociationLine
}

func (p CountryPage) list() string { return link.Projects(project.Filter{Country: p.Code}) }

// shared says whether some of the projects take place in other countries too, as far as that was counted.
func (p CountryPage) shared() bool { return p.Whole != nil && *p.Whole != p.Granted }

func (p CountryPage) figures() []ui.Figure {
	number, unit := largeFigure(p.Granted)
	all := []ui.Figure{{
		Number: money.Count(p.Projects), Text: thing(p.Projects, "project", "projecten") + " van Antwerpse verenigingen in " + theCountry(p.Code) + ".",
		From: registerOn(p.Today, p.Demo), Link: "Bekijk de projecten", Href: p.list(),
	}, {
		Number: number, Euro: true, Text: unit + "toegekend voor werk in " + theCountry(p.Code) + p.since() + ".",
		From: registerOn(p.Today, p.Demo), Link: "Bekijk de rijen", Href: "#per-jaar",
	}}
	if n := len(p.Cities); n > 0 {
		all = append(all, ui.Figure{
			Number: money.Count(n), Text: thing(n, "stad waarmee", "steden waarmee") + " Antwerpen verbonden is.",
			From: "Stand op " + p.Today.String(), Link: "Bekijk de " + thing(n, "stad", "steden"), Href: "#steden",
		})
	}
	return all
}

func (p CountryPage) since() string {
	if len(p.Years) == 0 {
		return ""
	}
	return ", sinds " + yearOf(p.Years[0].Year)
}

// work says in a sentence how far the city's own work in the country goes.
func (p CountryPage) work() string {
	switch p.Zuidwerking {
	case city.Working:
		return "De stad heeft in " + theCountry(p.Code) + " een eigen Zuidwerking, samen met Antwerpenaars die er wortels hebben. Zij kennen de weg; de stad begeleidt, brengt mensen samen en steunt."
	case city.Exploring:
		return "Een kandidaat voor de Zuidwerking. Eerst wordt gekeken of er in Antwerpen een groep is die het wil dragen, of er goede contacten zijn en of het ter plaatse kan. Er is nog niets beslist."
	}
	if len(p.Cities) > 0 {
		return "De stad heeft in " + theCountry(p.Code) + " geen eigen Zuidwerking. De band komt van een stad waarmee Antwerpen verbonden is, en van verenigingen die er werken."
	}
	return "De stad heeft in " + theCountry(p.Code) + " geen eigen Zuidwerking. De band komt van Antwerpse verenigingen die er werken."
}

// bars draw the same rows as the table.
func (p CountryPage) bars() []ui.Bar {
	bars := make([]ui.Bar, len(p.Years))
	for i, y := range p.Years {
		bars[i] = ui.Bar{Label: yearOf(y.Year), Value: y.Granted.Short(), Amount: int64(y.Granted)}
	}
	return bars
}
