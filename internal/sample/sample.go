// Package sample makes a small city to look around in, for tests and for whoever sees the portal for the first time: partner
// cities, associations and projects, with days that are reckoned from the day of seeding, so that it is alive whenever it is
// made. It also makes a large one, to measure with.
//
// Countries, sister cities and the population figures of earlier years are real and carry their source, as do two figures of Leuven. All else is
// invented and says so: by [city.Source.Invented], by Demo, and by "(fictief)" behind an invented name or in place of a source.
package sample

import (
	"context"
	"fmt"
	"slices"

	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/project"
)

// A Set is a city in plain values. The numbers in it are places in its lists, counted from 1; a database gives its own.
type Set struct {
	Countries    []city.Country
	Partners     []city.Partner
	Associations []association.Association
	Projects     []project.Project
	Population   []budget.Population
	// Paths are the versions of the growth path, the first one first.
	Paths   []budget.GrowthPath
	Indexes []budget.PriceIndex
	Peers   []budget.PeerFigure
	// Regulations are those of support, and Calls their rounds.
	Regulations []Regulation
	Calls       []Call
	// Applications are those of the last year and a half, the first submitted first. [City] writes none: they are of people, see [Applications].
	Applications []Application
}

// Make returns the sample city as it stands on the day.
func Make(today calendar.Day) Set {
	s := Set{
		Countries: countries(), Partners: append(southWork(today), otherCities()...), Associations: associations(),
		Population: population(today), Paths: paths(today), Indexes: indexes(today), Peers: peers(today),
		Regulations: regulations(today), Calls: rounds(today), Applications: applications(today),
	}
	for i := range s.Partners {
		s.Partners[i].ID = city.ID(i + 1)
		s.Partners[i].Demo = true
	}
	for i := range s.Associations {
		a := &s.Associations[i]
		a.ID, a.Slug, a.Demo = association.ID(i+1), slug(a.Name), true
	}
	numbers := numbered(s.Applications, today)
	for i, d := range dossiers() {
		p := d.project(project.ID(i+1), today)
		p.Number = numbers[d.number]
		s.Projects = append(s.Projects, p)
	}
	return s
}

// City writes the sample city into a database that holds no association and no partner city yet, and does nothing to another.
func City(ctx context.Context, db *postgres.DB, today calendar.Day) error {
	return db.InTx(ctx, func(tx postgres.Tx) error {
		empty, err := isEmpty(ctx, tx)
		if err != nil || !empty {
			return err
		}
		return Make(today).write(ctx, tx, today)
	})
}

func isEmpty(ctx context.Context, tx postgres.Tx) (bool, error) {
	_, associations, err := tx.AssociationCountries(ctx)
	if err != nil || associations > 0 {
		return false, err
	}
	partners, err := tx.Partners(ctx)
	return len(partners) == 0, err
}

func (s Set) write(ctx context.Context, tx postgres.Tx, today calendar.Day) error {
	if err := s.writeGrowth(ctx, tx); err != nil {
		return err
	}
	for _, c := range s.Countries {
		if err := tx.AddCountry(ctx, c); err != nil {
			return fmt.Errorf("country %s: %w", c.Code, err)
		}
	}
	cities := map[city.ID]city.ID{}
	for _, p := range s.Partners {
		id, err := tx.AddPartner(ctx, p)
		if err != nil {
			return fmt.Errorf("partner city %s: %w", p.Slug, err)
		}
		cities[p.ID] = id
	}
	carriers := map[association.ID]association.ID{}
	for _, a := range s.Associations {
		id, err := tx.AddAssociation(ctx, a)
		if err != nil {
			return fmt.Errorf("association %s: %w", a.Slug, err)
		}
		carriers[a.ID] = id
	}
	for _, id := range s.paid() {
		if err := tx.SetIBAN(ctx, carriers[id], exampleAccount); err != nil {
			return fmt.Errorf("account of association %d: %w", id, err)
		}
	}
	projects := map[project.ID]project.ID{}
	for _, p := range s.Projects {
		id, err := tx.AddProject(ctx, placed(p, cities, carriers))
		if err != nil {
			return fmt.Errorf("project %s: %w", p.Slug, err)
		}
		projects[p.ID] = id
	}
	if err := s.writeBudget(ctx, tx, projects, carriers, today); err != nil {
		return err
	}
	return s.writeRegulations(ctx, tx, today)
}

// exampleAccount is where all of them are paid: the example of handbooks, which nobody has. Another that is valid could be somebody's.
const exampleAccount association.IBAN = "BE68539007547034"

// paid returns the associations that were granted money, but for one, so that it is seen that an account is asked for.
func (s Set) paid() []association.ID {
	var all []association.ID
	for _, p := range s.Projects {
		if p.Granted == 0 || p.InKind {
			continue
		}
		for _, id := range p.Associations {
			if id != akwaaba && !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all
}

// placed returns the project with the database's numbers for its city and its associations in place of the set's.
func placed(p project.Project, cities map[city.ID]city.ID, carriers map[association.ID]association.ID) project.Project {
	p.City = cities[p.City]
	theirs := make([]association.ID, len(p.Associations))
	for i, a := range p.Associations {
		theirs[i] = carriers[a]
	}
	p.Associations = theirs
	return p
}
