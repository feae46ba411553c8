package public

import (
	"strings"
	"time"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/templates/ui"
)

// A HomePage is what the first page shows.
type HomePage struct {
	// Now is the moment, Today its day, on which the figures hold; Demo says that they are invented.
	Now   time.Time
	Today calendar.Day
	Demo  bool
	// Cities are those of the map, in the order of their list.
	Cities []city.Partner
	// Projects, Countries, Associations and Granted count all that was granted since the day First, which is zero
	// when nothing was.
	Projects, Countries, Associations int
	Granted                           money.Cents
	First                             calendar.Day
	// Year is the last year in which something was granted, YearGranted how much: for where Budget is nil.
	Year        int
	YearGranted money.Cents
	// Rate is YearGranted for each of the Population; it is nil, and both are unknown, while nobody was counted.
	Rate       *budget.Rate
	Population budget.Population
	// Budget is this year of the growth path, and Goal its last one; nil while the credit for each inhabitant is not known, or no later goal.
	Budget, Goal *budget.YearFigures
	// Calls are the rounds that are open and close first, of the Open that there are.
	Calls []Call
	Open  int
	// Threads are the latest projects, each with another city.
	Threads []Thread
}

// A Thread is a project with where it takes place.
type Thread struct {
	project.Row
	Summary             string
	Latitude, Longitude float64
	Tie                 city.Tie
}

func (t Thread) featured() ui.Featured {
	return ui.Featured{
		Title: t.Title, Href: link.Project(t.Slug), Text: firstSentence(t.Summary),
		Meta: ui.Words(strings.Join(t.AssociationNames, ", "), t.Granted.Short(), strings.Join(countryNames(t.Countries), ", ")),
		Lat:  t.Latitude, Lon: t.Longitude, Tie: t.Tie,
	}
}

// An example is something that can be looked for and is sure to be found.
type example struct{ word, href string }

// examples are taken from the latest projects, so that each finds at least that one.
func (h HomePage) examples() []example {
	var all []example
	for i, t := range h.Threads {
		switch {
		case i == 1 && len(t.Countries) > 0:
			all = append(all, example{t.Countries[0].Name(), link.Search(t.Countries[0].Name())})
		case i == 0 && t.CityName != "":
			all = append(all, example{t.CityName, link.Search(t.CityName)})
		case i == 2 && len(t.SDGs) > 0:
			all = append(all, example{strings.ToLower(t.SDGs[0].Title()), link.SDG(t.SDGs[0])})
		}
	}
	return all
}

// moreCalls leads to all rounds that are open.
func (h HomePage) moreCalls() string {
	if h.Open > len(h.Calls) {
		return "Alle " + counted(h.Open, "open oproep", "open oproepen")
	}
	return "Alle subsidies"
}

func (h HomePage) figures() []ui.Figure {
	return []ui.Figure{h.ties(), h.grants(), h.rate(), h.carriers()}
}

// ties says with how many cities there is a tie, and of which kind.
func (h HomePage) ties() ui.Figure {
	n := 0
	kinds := map[city.Relation]int{}
	for _, c := range h.Cities {
		if c.State != city.Ended {
			n++
			kinds[c.Relation]++
		}
	}
	var parts []string
	for _, r := range city.Relations() {
		if kinds[r] > 0 {
			parts = append(parts, inWords(kinds[r])+" "+wayOf(r))
		}
	}
	text := thing(n, "stad", "steden") + " waarmee Antwerpen verbonden is"
	if len(parts) > 0 {
		text += ": " + listed(parts)
	}
	return ui.Figure{
		Number: money.Count(n), Text: text + ".", From: "Stand op " + h.Today.String(),
		Link: "Bekijk de steden", Href: link.Cities(),
	}
}

// wayOf says how a city is tied, behind a number: vier via de Zuidwerking.
func wayOf(r city.Relation) string {
	switch r {
	case city.Twinning:
		return "met een stedenband"
	case city.SouthWork:
		return "via de Zuidwerking"
	case city.Sister:
		return "als zusterstad"
	case city.ByProject:
		return "via projecten"
	}
	return "in verkenning"
}

func (h HomePage) grants() ui.Figure {
	number, unit := largeFigure(h.Granted)
	text := "toegekend: nog geen project."
	if h.Projects > 0 {
		text = unit + "toegekend aan " + counted(h.Projects, "project", "projecten") + " in " + counted(h.Countries, "land", "landen") +
			", sinds " + h.First.String() + "."
	}
	return ui.Figure{
		Number: number, Euro: true, Text: text, From: h.register(),
		Link: "Bekijk de rijen", Href: link.Projects(project.Filter{}),
	}
}

// rate says what the city sets aside for each inhabitant; where that is not known, what was granted for each, or granted in all.
func (h HomePage) rate() ui.Figure {
	if h.Budget != nil {
		return h.setAside()
	}
	year := yearOf(h.Year)
	f := ui.Figure{Euro: true, Link: "Bekijk de rijen", Href: link.Projects(project.Filter{Year: h.Year})}
	if h.Rate == nil {
		f.Number = bare(h.YearGranted.Short())
		f.Text = "toegekend in " + year + ". Hoeveel dat per inwoner is, weten we niet: er is nog geen bevolkingscijfer."
		f.From = h.register()
		return f
	}
	f.Number = bare(h.Rate.String())
	f.Text = "per inwoner toegekend in " + year + ", samen " + h.YearGranted.Short() + "."
	f.From = "Voor " + h.Population.Named() + " (" + h.Population.Source + ")"
	return f
}

// setAside says how much credit there is for each inhabitant this year, and where the growth path leads.
func (h HomePage) setAside() ui.Figure {
	f := ui.Figure{
		Number: bare(h.Budget.Rates().Amended.String()), Euro: true, Text: "per inwoner in " + yearOf(h.Budget.Year) + ".",
		From: "Krediet van het jaar, voor " + h.Budget.Population.Named() + ". Bron: " + h.Budget.Population.Source,
		Link: "Bekijk het groeipad", Href: link.Budget(),
	}
	if h.Goal != nil {
		word := "Het groeipad"
		if h.Goal.Status == budget.Proposed {
			word = "Het voorstel van groeipad"
		}
		f.Text += " " + word + " gaat naar " + h.Goal.Target.String() + " in " + yearOf(h.Goal.Year) + "."
	}
	return f
}

func (h HomePage) carriers() ui.Figure {
	return ui.Figure{
		Number: money.Count(h.Associations),
		Text:   thing(h.Associations, "vereniging of school", "verenigingen en scholen") + " uit Antwerpen " + thing(h.Associations, "draagt", "dragen") + " die projecten.",
		From:   h.register(), Link: "Bekijk de verenigingen", Href: link.Associations(),
	}
}

// register names where the figures come from, and the day on which they hold.
func (h HomePage) register() string { return registerOn(h.Today, h.Demo) }

// registerOn names the register of grants as a source, on a day.
func registerOn(day calendar.Day, demo bool) string {
	on := strings.ReplaceAll(day.String(), " ", money.Nbsp)
	if demo {
		return "Register van toegekende steun (fictief), " + on
	}
	return "Register van toegekende steun, " + on
}

// spots are cities as the map shows them.
func spots(all []city.Partner) []ui.Spot {
	spots := make([]ui.Spot, len(all))
	for i, c := range all {
		spots[i] = ui.Spot{Name: c.Name, Href: link.City(c.Slug), Lat: c.Latitude, Lon: c.Longitude, Tie: c.Tie()}
	}
	return spots
}

// bare writes an amount without its euro sign, which a large figure draws itself.
func bare(amount string) string { return strings.TrimPrefix(amount, "€"+money.Nbsp) }
