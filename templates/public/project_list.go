package public

import (
	"slices"
	"strconv"
	"strings"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
	"vriendenstad/templates/ui"
)

// A Named is an association or a partner city as a list names it.
type Named struct{ Name, Slug string }

// A ProjectsPage is one page of the projects that answer a filter.
type ProjectsPage struct {
	Filter project.Filter
	List   project.List
	// Names are those of the associations and the partner cities that can be chosen.
	Names map[project.Facet]Named
	// Association and City are the names of those that were chosen, empty where none was.
	Association, City string
	Today             calendar.Day
	Demo              bool
	// All is how many projects there are, and Near the lists that are not empty when this one is.
	All  int
	Near []NearList
}

// A NearList is a list that holds something where the list that was asked for is empty.
type NearList struct {
	Filter project.Filter
	Total  project.Total
	// Countries are those of its projects, as far as they are known.
	Countries []world.Code
}

// Empty says whether nothing answers the filter.
func (p ProjectsPage) Empty() bool { return len(p.List.Rows) == 0 }

// Title names the list for the window and for who meets it elsewhere: Projecten in Ghana, toegekend in 2026.
func (p ProjectsPage) Title() string { return "Projecten" + p.about(p.Filter) }

// A span is a part of a sentence, of which the figures are bold.
type span struct {
	text string
	bold bool
}

func plain(text string) span  { return span{text: text} }
func strong(text string) span { return span{text: text, bold: true} }

// headline says in one sentence how many projects there are, and how much was granted to them in how many countries.
func (p ProjectsPage) headline() []span {
	where := p.where(p.Filter)
	if !p.List.Total.Exact {
		return []span{strong("Meer dan " + money.Count(project.Cap) + " projecten"), plain(where + ".")}
	}
	n, granted := p.List.Total.Projects, p.List.Total.Granted
	all := []span{strong(counted(n, "project", "projecten")), plain(where)}
	if n == 1 {
		return append(all, plain(", "), strong(granted.Short()), plain("."))
	}
	all = append(all, plain(", samen "), strong(granted.Short()))
	if lands, known := p.countries(); known && p.Filter.Country == "" && p.Filter.City == "" && len(lands) > 0 {
		all = append(all, plain(", in "), strong(counted(len(lands), "land", "landen")))
	}
	return append(all, plain("."))
}

// countries are those of the list's projects; it is false where they were not counted.
func (p ProjectsPage) countries() ([]world.Code, bool) { return countriesOf(p.List.Counts) }

func countriesOf(counts []project.Count) ([]world.Code, bool) {
	var all []world.Code
	for _, c := range counts {
		if c.Facet.Dimension() != project.OfCountry {
			continue
		}
		if c.Projects == project.Uncounted {
			return nil, false
		}
		if c.Projects > 0 {
			all = append(all, c.Facet.Country())
		}
	}
	return all, true
}

// NewNearList returns what has to be known of the list of a filter to lead to it.
func NewNearList(f project.Filter, list project.List) NearList {
	near := NearList{Filter: f, Total: list.Total}
	if f.Country != "" {
		near.Countries = []world.Code{f.Country} // the others are counted as what could be chosen instead
	} else if all, known := countriesOf(list.Counts); known {
		near.Countries = all
	}
	return near
}

// period says in which years the list's projects were granted, and where that is written down.
func (p ProjectsPage) period() string {
	if p.Filter.Year != 0 {
		return "Toegekend in " + strconv.Itoa(p.Filter.Year) + ". "
	}
	first, last := 0, 0
	for _, c := range p.List.Counts {
		if c.Facet.Dimension() != project.OfYear || c.Projects <= 0 {
			continue
		}
		if year := c.Facet.Value(); first == 0 {
			first, last = year, year
		} else {
			first, last = min(first, year), max(last, year)
		}
	}
	switch {
	case first == 0:
		return ""
	case first == last:
		return "Toegekend in " + strconv.Itoa(first) + ". "
	}
	return "Toegekend van " + strconv.Itoa(first) + " tot " + strconv.Itoa(last) + ". "
}

// note says what has to be known to read the sums.
func (p ProjectsPage) note() string {
	switch {
	case !p.List.Total.Exact:
		return "Zo veel projecten tellen we niet één voor één. Verfijn de lijst, of download ze: het bestand eindigt met het juiste aantal en de som. "
	case p.Filter.Country != "":
		return "De bedragen zijn die van het hele project, ook waar dat in meerdere landen loopt. "
	}
	return ""
}

// rows are the projects as the list shows them: what they are part of, not when they were granted.
func (p ProjectsPage) rows() []ui.Row {
	rows := make([]ui.Row, len(p.List.Rows))
	for i, one := range p.List.Rows {
		rows[i] = ui.Row{
			Title: one.Title, Href: link.Project(one.Slug), Meta: ui.Words(strings.Join(one.AssociationNames, ", "), placeOf(one)),
			Kind: one.Kind, State: one.State, SDGs: one.SDGs, Side: one.Granted.Short(), Of: partOf(one.Cost, one.Granted),
		}
		if one.InKind {
			rows[i].Tags = []string{"In natura"}
		}
	}
	return rows
}

// placeOf says where a project takes place, which is never where its association has its seat.
func placeOf(r project.Row) string {
	if len(r.Countries) == 0 {
		return "Antwerpen"
	}
	lands := strings.Join(countryNames(r.Countries), ", ")
	if r.CityName != "" && len(r.Countries) == 1 {
		return r.CityName + ", " + lands
	}
	return ui.Words(r.CityName, lands)
}

func partOf(cost, granted money.Cents) string {
	if cost == granted {
		return "de hele projectkost"
	}
	return "van " + cost.Short() + " projectkost"
}

// orders are the ways in which the list can stand.
func (p ProjectsPage) orders() []ui.Choice {
	labels := map[project.Sort]string{
		project.Newest: "Nieuwste eerst", project.ByRecent: "Nieuwste eerst", project.Oldest: "Oudste eerst",
		project.Highest: "Hoogste bedrag", project.Lowest: "Laagste bedrag", project.ByTitle: "Titel, van A tot Z",
	}
	ranked := p.Filter.Words != "" && p.List.Total.Exact // a longer list stands by day
	if ranked {
		labels[project.Newest] = "Beste treffers eerst"
	}
	var all []ui.Choice
	for _, by := range p.Filter.Sorts() {
		if by == project.ByRecent && !ranked {
			continue
		}
		f := p.Filter
		f.Sort = by
		chosen := by == p.Filter.Sort || by == project.Newest && p.Filter.Sort == project.ByRecent && !ranked
		all = append(all, ui.Choice{Label: labels[by], Href: link.Projects(f), Chosen: chosen})
	}
	return all
}

// page says which rows these are, and leads to those before and after them.
func (p ProjectsPage) page() ui.Page {
	page := ui.Page{Where: p.place()}
	if p.List.Previous != (project.Cursor{}) {
		page.Before = link.ProjectsFrom(p.Filter, p.List.Previous)
	}
	if p.List.Next != (project.Cursor{}) {
		page.After = link.ProjectsFrom(p.Filter, p.List.Next)
		if left := p.List.Total.Projects - p.List.From - len(p.List.Rows) + 1; p.List.Total.Exact && p.List.From > 0 {
			page.AfterText = "Volgende " + strconv.Itoa(min(left, project.PageSize))
		}
	}
	return page
}

func (p ProjectsPage) place() string {
	total := p.List.Total
	if p.List.From > 0 {
		where := "Projecten " + money.Count(p.List.From) + " tot " + money.Count(p.List.From+len(p.List.Rows)-1)
		switch {
		case !total.Exact:
			return where + " van meer dan " + money.Count(project.Cap)
		case total.Projects == 1:
			return "Dit is het enige project"
		case len(p.List.Rows) == total.Projects:
			return "Dit zijn alle " + money.Count(total.Projects) + " projecten"
		}
		return where + " van " + money.Count(total.Projects)
	}
	if total.Exact {
		return counted(len(p.List.Rows), "project", "projecten") + " van " + money.Count(total.Projects)
	}
	return counted(len(p.List.Rows), "project", "projecten") + " van meer dan " + money.Count(project.Cap)
}

// field is the search field, which keeps the other choices.
func (p ProjectsPage) field() ui.Search {
	f := p.Filter
	f.Words = ""
	return ui.Search{Action: link.Projects(project.Filter{}), Name: "q", Label: "Zoek in projecten", Hint: "Zoek in projecten",
		Words: p.Filter.Words, Kept: kept(link.Projects(f))}
}

// suggestion is the list that the words were perhaps meant for; it is false where there is none.
func (p ProjectsPage) suggestion() (NearList, bool) {
	i := slices.IndexFunc(p.Near, func(n NearList) bool { return p.List.Suggestion != "" && n.Filter.Words == p.List.Suggestion })
	if i < 0 {
		return NearList{}, false
	}
	return p.Near[i], true
}

// others are the lists that remain when one of the choices is taken away.
func (p ProjectsPage) others() []NearList {
	var all []NearList
	for _, n := range p.Near {
		if p.List.Suggestion == "" || n.Filter.Words != p.List.Suggestion {
			all = append(all, n)
		}
	}
	return all
}

// found says what the suggestion finds: 4 projecten, in Ghana en Marokko.
func (n NearList) found() string {
	words := projectsOf(n.Total)
	if len(n.Countries) == 0 || len(n.Countries) > 4 {
		return words
	}
	names := make([]string, len(n.Countries))
	for i, c := range sortedByName(n.Countries) {
		names[i] = theCountry(c)
	}
	return words + ", in " + listed(names)
}

// projectsNumber writes how many projects a list holds, as short as can be.
func projectsNumber(t project.Total) string {
	if !t.Exact {
		return "meer dan " + money.Count(project.Cap)
	}
	return money.Count(t.Projects)
}
