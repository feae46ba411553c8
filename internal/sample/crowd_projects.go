package sample

import (
	"fmt"
	"slices"
	"strconv"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// crowdYears is how far back the projects of the large city go.
const crowdYears = 12

// project returns the project of that place.
func (c *Crowd) project(i int) project.Project {
	d := diceFor("project", i)
	p := project.Project{Kind: kindOf(&d), Demo: true}
	in, town := c.place(&p, &d)
	c.carry(&p, &d, in)
	about := c.subject(&p, &d)
	c.date(&p, &d)
	p.Granted, p.Cost = amounts(&d, p.Kind)
	p.InKind = p.Kind == project.School && d.percent(15)

	w := writer{lexicon: c.words, d: &d, in: about, town: town}
	c.write(&p, &w)
	p.Slug = slug(p.Title) + "-" + strconv.Itoa(i+1)
	p.Number = fmt.Sprintf("VS-%d-%05d", p.GrantedOn.AddDays(-70).Year(), 10_000+i)
	p.Decision = fmt.Sprintf("%d_CBS_%05d (fictief)", p.GrantedOn.Year(), i%100_000)
	return p
}

func kindOf(d *dice) project.Kind {
	switch n := d.below(100); {
	case n < 55:
		return project.Single
	case n < 65:
		return project.Structural
	case n < 80:
		return project.Awareness
	case n < 92:
		return project.School
	}
	return project.Emergency
}

// place chooses where the project takes place: three in ten belong to a partner city, one in ten takes place in two countries,
// and half of what schools do and of what makes people aware stays in Antwerp. It returns the country, zero for none.
func (c *Crowd) place(p *project.Project, d *dice) (in land, town string) {
	abroad := p.Kind != project.Awareness && p.Kind != project.School || d.percent(50)
	if !abroad {
		p.Place = "Antwerpen"
		return land{}, p.Place
	}
	in = ranked(d, c.lands)
	town = one(d, in.towns)
	if d.percent(33) {
		partner := d.below(len(c.cities))
		p.City, town = city.ID(partner+1), c.cities[partner].Name
		in = c.lands[slices.IndexFunc(c.lands, func(l land) bool { return l.code == c.cities[partner].Country })]
	}
	p.Place = town
	p.Shares = []project.Share{{Country: in.code, BasisPoints: project.AllShares}}
	if second := ranked(d, c.lands); second.code != in.code && d.percent(12) {
		first := one(d, []int{5_000, 6_000, 7_000, 6_667})
		p.Shares = []project.Share{{Country: in.code, BasisPoints: first}, {Country: second.code, BasisPoints: project.AllShares - first}}
		p.Place = town + " en " + one(d, second.towns)
	}
	return in, town
}

// carry chooses the associations: one of the country, or a school; one project in twelve has two.
func (c *Crowd) carry(p *project.Project, d *dice, in land) {
	among := c.carriers[in.code]
	if len(among) == 0 {
		among = c.carriers[c.lands[0].code]
	}
	if p.Kind == project.School {
		among = c.schools
	}
	p.Associations = []association.ID{ranked(d, among)}
	if second := association.ID(1 + d.below(len(c.Associations))); d.percent(8) && second != p.Associations[0] {
		p.Associations = append(p.Associations, second)
	}
}

// subject chooses what the project is about.
func (c *Crowd) subject(p *project.Project, d *dice) theme {
	about := one(d, c.themes)
	switch {
	case p.Kind == project.Emergency:
		about = c.emergency
	case p.Kind == project.Awareness || p.Kind == project.School:
		about = c.home
	}
	p.Sector = one(d, about.sectors)
	p.SDGs = slices.Clone(about.goals[:d.between(1, len(about.goals))])
	if goal := world.SDG(d.between(1, int(world.LastSDG))); d.percent(20) && !slices.Contains(p.SDGs, goal) {
		p.SDGs = append(p.SDGs, goal)
	}
	slices.Sort(p.SDGs)
	return about
}

// date chooses the days, and the state that goes with them.
func (c *Crowd) date(p *project.Project, d *dice) {
	p.GrantedOn = council(c.today.AddDays(-d.below(crowdYears*365 - 14)))
	year, month, _ := p.GrantedOn.Date()
	first := calendar.Date(year, month+1, 1)
	p.Period = calendar.Period{First: first, Last: first.AddMonths(d.between(3, 18)).AddDays(-1)}
	chance := d.below(100)
	switch since := int(c.today - p.Period.Last); {
	case since <= 0 && p.Period.First > c.today.AddDays(-30):
		p.State = project.Granted
	case since <= 0:
		p.State = project.Running
	case since < 90:
		p.State = project.Reporting
	case since < 270 && chance < 40:
		p.State = project.Approved
	case since < 400 && chance > 90, chance == 99:
		p.State = project.Overdue
	case chance == 98:
		p.State = project.Recovered
	default:
		p.State = project.Closed
	}
}

// amounts returns what was granted and what the project costs, within what the regulations allow.
func amounts(d *dice, kind project.Kind) (granted, cost money.Cents) {
	const step = 50
	switch kind {
	case project.Structural:
		granted = money.Cents(d.between(12_000/step, 40_000/step)) * step * euro
		return granted, granted + money.Cents(d.below(100))*step*euro
	case project.Single:
		granted = money.Cents(d.between(800/step, 8_000/step)) * step * euro
	case project.Awareness:
		granted = money.Cents(d.between(300/step, 3_000/step)) * step * euro
	case project.School:
		granted = money.Cents(d.between(200/step, 1_500/step)) * step * euro
	case project.Emergency:
		granted = one(d, []money.Cents{2_500 * euro, 5_000 * euro, 5_000 * euro})
	}
	return granted, granted * money.Cents(d.between(134, 200)) / 100
}

// write writes the title and the texts: some hundred and twenty words in the summary and the results together.
func (c *Crowd) write(p *project.Project, w *writer) {
	p.Title = capital(ranked(w.d, c.words.places).one) + " in " + w.town
	if w.d.percent(40) {
		p.Title = capital(ranked(w.d, c.words.events).one) + " voor " + w.people() + " in " + w.town
	}
	over := p.Period.Last < c.today
	middles := 8
	if over {
		middles = 4
	}
	if len(p.Shares) == 0 {
		w.say(c.words.homeOpenings, 1)
		w.say(c.words.homeMiddles, middles)
		w.say(c.words.homeEndings, 1)
	} else {
		w.say(c.words.openings, 1)
		w.say(c.words.middles, middles)
		w.say(c.words.endings, 1)
	}
	p.Summary = w.text()
	if !over || p.State == project.Overdue {
		return
	}
	w.say(c.words.outcomes, 6)
	p.Results = w.text()
	if w.d.percent(50) {
		w.say(c.words.lessons, 1)
		p.AntwerpLearnt = w.text()
		w.say(c.words.lessons, 1)
		p.PartnerLearnt = w.text()
	}
}
