package sample

import (
	"context"
	"errors"
	"fmt"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/project"
)

// ErrLargeIsThere refuses to write a large city beside another one.
var ErrLargeIsThere = errors.New("there is a large city already; begin anew with an empty database")

// Large writes n projects with their associations beside the sample city, which it makes where there is none. It asks for the
// owner's rights. Progress, which may be nil, is called now and then with the number of projects written so far.
func Large(ctx context.Context, db *postgres.DB, today calendar.Day, n int, progress func(done int)) error {
	if err := City(ctx, db, today); err != nil {
		return err
	}
	crowd := MakeCrowd(today, n)
	for first := range crowd.Projects() {
		_, err := db.ProjectBySlug(ctx, first.Slug)
		if err == nil {
			return ErrLargeIsThere
		}
		if !errors.Is(err, fault.NotFound) {
			return err
		}
		break
	}
	cities, err := crowd.citiesIn(ctx, db)
	if err != nil {
		return err
	}
	carriers := map[association.ID]association.ID{}
	if err := db.InTx(ctx, func(tx postgres.Tx) error { return crowd.prepare(ctx, tx, carriers) }); err != nil {
		return err
	}
	return db.Load(ctx, func(yield func(project.Project) bool) {
		for p := range crowd.Projects() {
			if !yield(placed(p, cities, carriers)) {
				return
			}
		}
	}, progress)
}

// citiesIn returns the numbers that the database gave to the partner cities of [Make].
func (c *Crowd) citiesIn(ctx context.Context, db *postgres.DB) (map[city.ID]city.ID, error) {
	rows, err := db.Partners(ctx)
	if err != nil {
		return nil, err
	}
	given := map[string]city.ID{}
	for _, r := range rows {
		given[r.Slug] = r.ID
	}
	numbers := map[city.ID]city.ID{}
	for i, p := range c.cities {
		if given[p.Slug] == 0 {
			return nil, fmt.Errorf("there is no partner city %s", p.Slug)
		}
		numbers[city.ID(i+1)] = given[p.Slug]
	}
	return numbers, nil
}

// prepare writes the countries and the associations that are not there yet, and notes the numbers of the associations.
func (c *Crowd) prepare(ctx context.Context, tx postgres.Tx, carriers map[association.ID]association.ID) error {
	slugs, err := tx.CountrySlugs(ctx)
	if err != nil {
		return err
	}
	for _, land := range c.Countries {
		if slugs[land.Code] != "" {
			continue
		}
		if err := tx.AddCountry(ctx, land); err != nil {
			return fmt.Errorf("country %s: %w", land.Code, err)
		}
	}
	for _, a := range c.Associations {
		there, err := tx.AssociationBySlug(ctx, a.Slug)
		if err == nil {
			carriers[a.ID] = there.ID
			continue
		}
		if !errors.Is(err, fault.NotFound) {
			return err
		}
		if carriers[a.ID], err = tx.AddAssociation(ctx, a); err != nil {
			return fmt.Errorf("association %s: %w", a.Slug, err)
		}
	}
	return nil
}
