package sample

import (
	"iter"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// A Crowd is a large city in plain values, to measure with: always the same one for the same day and the same number of
// projects. It stands beside the cities of [Make].
type Crowd struct {
	Countries    []city.Country
	Associations []association.Association
	size         int
	today        calendar.Day
	lands        []land
	cities       []city.Partner
	words        *lexicon
	themes       []theme
	home         theme
	emergency    theme
	// carriers are the associations that work in a country, schools the schools, by their places in Associations.
	carriers map[world.Code][]association.ID
	schools  []association.ID
}

// MakeCrowd returns a city with n projects. It has one association for every two hundred of them, at least twenty and at
// most five thousand.
func MakeCrowd(today calendar.Day, n int) *Crowd {
	c := &Crowd{
		size: n, today: today, lands: lands(), cities: append(southWork(today), otherCities()...), words: newLexicon(),
		themes: themes(), home: homeTheme(), emergency: emergencyTheme(),
		carriers: map[world.Code][]association.ID{},
	}
	for _, l := range c.lands {
		c.Countries = append(c.Countries, city.Country{
			Code: l.code, Slug: slug(l.code.Name()), Zuidwerking: city.NoWork,
			Tie:     "Antwerpse verenigingen werken hier samen met partners in " + l.towns[0] + " en " + l.towns[1] + ".",
			Sources: []city.Source{invented("De band met dit land")},
		})
	}
	for i := range min(max(n/200, 20), 5_000) {
		a := c.association(i)
		a.ID, a.Demo = association.ID(i+1), true
		c.Associations = append(c.Associations, a)
		if a.Form.Teaches() {
			c.schools = append(c.schools, a.ID)
			continue
		}
		for _, code := range a.Countries {
			c.carriers[code] = append(c.carriers[code], a.ID)
		}
	}
	return c
}

// Projects gives the projects one by one. Their associations are places in Associations, counted from 1, their cities places
// in the list of [Make].
func (c *Crowd) Projects() iter.Seq[project.Project] {
	return func(yield func(project.Project) bool) {
		for i := range c.size {
			if !yield(c.project(i)) {
				return
			}
		}
	}
}
