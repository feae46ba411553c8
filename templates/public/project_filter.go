package public

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"vriendenstad/internal/link"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
	"vriendenstad/templates/ui"
)

// facetShown is how many values of a facet stand in sight; the rest stand behind one line more.
const facetShown = 8

// facets are the ways in which the list can be narrowed, each with the values that leave something.
func (p ProjectsPage) facets() []ui.Facet {
	titles := map[project.Dimension]ui.Facet{
		project.OfCountry:     {Key: "land", Title: "Land", Open: true},
		project.OfKind:        {Key: "aard", Title: "Soort", Open: true},
		project.OfYear:        {Key: "jaar", Title: "Jaar"},
		project.OfSDG:         {Key: "sdg", Title: "SDG"},
		project.OfState:       {Key: "status", Title: "Status"},
		project.OfClass:       {Key: "bedrag", Title: "Bedrag"},
		project.OfAssociation: {Key: "vereniging", Title: "Vereniging"},
		project.OfCity:        {Key: "stad", Title: "Partnerstad"},
	}
	var all []ui.Facet
	for _, d := range project.Dimensions() {
		f := titles[d]
		f.Values = p.values(d)
		if len(f.Values) == 0 {
			continue
		}
		for _, v := range f.Values {
			f.Open = f.Open || v.Chosen
		}
		f.Values, f.Rest = inSight(f.Values)
		all = append(all, f)
	}
	return all
}

// inSight parts the values of a facet in those that are shown and the rest. What was chosen is shown.
func inSight(values []ui.Choice) (shown, rest []ui.Choice) {
	if len(values) <= facetShown+1 {
		return values, nil
	}
	chosen := slices.IndexFunc(values, func(v ui.Choice) bool { return v.Chosen })
	if chosen >= facetShown {
		one := values[chosen]
		values = slices.Insert(slices.Delete(slices.Clone(values), chosen, chosen+1), facetShown-1, one)
	}
	return values[:facetShown], values[facetShown:]
}

// values are the values of a dimension under which there are projects, those with the most first where no other order is
// known: kinds, states, goals and amounts have their own, and years begin with the latest.
func (p *ProjectsPage) values(d project.Dimension) []ui.Choice {
	type value struct {
		project.Count
		label string
	}
	var of []value
	for _, c := range p.List.Counts {
		if c.Facet.Dimension() != d || c.Projects == 0 && !p.chosen(c.Facet) {
			continue
		}
		if label := p.label(c.Facet); label != "" {
			of = append(of, value{c, label})
		}
	}
	slices.SortFunc(of, func(a, b value) int {
		switch d {
		case project.OfYear:
			return cmp.Compare(b.Facet, a.Facet)
		case project.OfCountry, project.OfAssociation, project.OfCity:
			return cmp.Or(cmp.Compare(b.Projects, a.Projects), cmp.Compare(a.label, b.label))
		}
		return cmp.Compare(a.Facet, b.Facet)
	})
	all := make([]ui.Choice, len(of))
	for i, v := range of {
		to := p.with(v.Facet)
		all[i] = ui.Choice{Key: p.key(v.Facet), Label: v.label, Count: v.Projects, Chosen: to == p.Filter}
		if all[i].Chosen {
			to = p.Filter.Without(d)
		}
		all[i].Href = link.Projects(to)
	}
	return all
}

// with returns the filter narrowed to the facet, in place of what it asked for in that dimension.
func (p *ProjectsPage) with(f project.Facet) project.Filter {
	to := p.Filter
	switch f.Dimension() {
	case project.OfCountry:
		to.Country = f.Country()
	case project.OfYear:
		to.Year = f.Value()
	case project.OfSDG:
		to.SDG = world.SDG(f.Value())
	case project.OfKind:
		to.Kind = f.Kind()
	case project.OfState:
		to.State = f.State()
	case project.OfClass:
		to.Class = project.Class(f.Value())
	case project.OfAssociation:
		to.Association = p.Names[f].Slug
	case project.OfCity:
		to.City = p.Names[f].Slug
	}
	return to
}

func (p *ProjectsPage) chosen(f project.Facet) bool { return p.with(f) == p.Filter }

// withoutWords returns the filter without its words, in an order that it can then have.
func withoutWords(f project.Filter) project.Filter {
	f.Words = ""
	if !f.Valid() {
		f.Sort = project.Newest
	}
	return f
}

// Wider returns the filters that ask for one thing less, where there is more than one to take away.
func Wider(f project.Filter) []project.Filter {
	var all []project.Filter
	if f.Words != "" {
		all = append(all, withoutWords(f))
	}
	for _, d := range project.Dimensions() {
		if less := f.Without(d); less != f {
			all = append(all, less)
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

func (p *ProjectsPage) label(f project.Facet) string {
	switch f.Dimension() {
	case project.OfCountry:
		return f.Country().Name()
	case project.OfYear:
		return strconv.Itoa(f.Value())
	case project.OfSDG:
		goal := world.SDG(f.Value())
		return strconv.Itoa(f.Value()) + " " + goal.Title()
	case project.OfKind:
		return ui.KindLabel(f.Kind())
	case project.OfState:
		return ui.StateLabel(f.State())
	case project.OfClass:
		return sentenceOf(project.Class(f.Value()).Label())
	}
	return p.Names[f].Name
}

// key tells the values of a facet apart.
func (p *ProjectsPage) key(f project.Facet) string {
	if d := f.Dimension(); d == project.OfAssociation || d == project.OfCity {
		return p.Names[f].Slug
	}
	return strconv.Itoa(f.Value())
}

// pills are the choices that were made, each with the list without it.
func (p ProjectsPage) pills() []ui.Pill {
	var all []ui.Pill
	add := func(label string, f project.Filter) { all = append(all, ui.Pill{Label: label, Href: link.Projects(f)}) }
	f := p.Filter
	if f.Words != "" {
		add("“"+f.Words+"”", withoutWords(f))
	}
	if f.Country != "" {
		add(f.Country.Name(), f.Without(project.OfCountry))
	}
	if f.City != "" {
		add(p.City, f.Without(project.OfCity))
	}
	if f.Kind != "" {
		add(ui.KindLabel(f.Kind), f.Without(project.OfKind))
	}
	if f.Year != 0 {
		add(strconv.Itoa(f.Year), f.Without(project.OfYear))
	}
	if f.SDG != 0 {
		add("SDG "+strconv.Itoa(int(f.SDG)), f.Without(project.OfSDG))
	}
	if f.State != "" {
		add(ui.StateLabel(f.State), f.Without(project.OfState))
	}
	if f.Class != 0 {
		add(sentenceOf(f.Class.Label()), f.Without(project.OfClass))
	}
	if f.Association != "" {
		add(p.Association, f.Without(project.OfAssociation))
	}
	return all
}

// where says in a sentence what was searched for, and where.
func (p ProjectsPage) where(f project.Filter) string {
	var with []string
	if f.Words != "" {
		with = append(with, "“"+f.Words+"”")
	}
	if f.City != "" {
		with = append(with, "partnerstad "+p.City)
	}
	words := ""
	if len(with) > 0 {
		words = " met " + listed(with)
	}
	if f.Country != "" {
		words += " in " + theCountry(f.Country)
	}
	return words
}

// about says in a sentence all that a filter asks for.
func (p ProjectsPage) about(f project.Filter) string {
	words := p.where(f)
	if f.Association != "" {
		words += " van " + p.Association
	}
	if f.Kind != "" {
		words += ", van de soort " + string(f.Kind)
	}
	if f.SDG != 0 {
		words += ", voor SDG " + strconv.Itoa(int(f.SDG))
	}
	if f.Year != 0 {
		words += ", toegekend in " + strconv.Itoa(f.Year)
	}
	if f.State != "" {
		words += ", met als stand “" + ui.StateLabel(f.State) + "”"
	}
	if f.Class != 0 {
		words += ", met een bedrag " + bandOf(f.Class)
	}
	return words
}

func bandOf(c project.Class) string {
	if c == 1 {
		return c.Label()
	}
	return "van " + c.Label()
}

// kept are the parameters of an address, as a form sends them along.
func kept(address string) []ui.Kept {
	at, err := url.Parse(address)
	if err != nil {
		return nil // our own addresses can be read
	}
	var all []ui.Kept
	values := at.Query()
	for name := range values {
		all = append(all, ui.Kept{Name: name, Value: values.Get(name)})
	}
	slices.SortFunc(all, func(a, b ui.Kept) int { return cmp.Compare(a.Name, b.Name) })
	return all
}
