package site

import (
	"context"
	"errors"
	"net/http"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

// ThreadsAtHome is how many of the latest projects the first page shows, callsAtHome how many of the rounds that are open.
const (
	threadsAtHome = 3
	callsAtHome   = 3
)

func (s *Site) home(w http.ResponseWriter, r *http.Request) error {
	ctx, today := r.Context(), calendar.DayOf(nowOf(r))
	partners, err := s.db.Partners(ctx)
	if err != nil {
		return err
	}
	all, err := s.db.Overview(ctx)
	if err != nil {
		return err
	}
	latest, err := s.db.Teasers(ctx, threadsAtHome)
	if err != nil {
		return err
	}
	page := public.HomePage{
		Now: nowOf(r), Today: today, Demo: s.invented(r), Cities: cityValues(partners), Threads: threads(latest),
		Projects: all.Projects, Countries: all.Countries, Associations: all.Associations, Granted: all.Granted, First: all.First,
	}
	if err := s.openAtHome(ctx, &page); err != nil {
		return err
	}
	if err := s.growthAtHome(ctx, &page); err != nil {
		return err
	}
	if err := s.perInhabitant(ctx, &page); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, layout.Head{Section: layout.Home}, public.Home(page))
}

// Invented says whether what the portal shows is invented.
func (s *Site) invented(r *http.Request) bool {
	s.demo.learn(r.Context(), s.set.Clock())
	return s.demo.on.Load()
}

// openAtHome fills in the rounds that are open, those that close first.
func (s *Site) openAtHome(ctx context.Context, page *public.HomePage) error {
	calls, all, err := s.db.CallsAtHome(ctx, page.Now, callsAtHome)
	for _, c := range calls {
		page.Calls = append(page.Calls, public.Call{Subsidy: public.Subsidy{Version: c.Version}, Round: c.Round})
	}
	page.Open = all
	return err
}

// PerInhabitant fills in what was granted for each inhabitant this year or, while this year has nothing, last year: where the growth path does not tell
// what the city sets aside.
func (s *Site) perInhabitant(ctx context.Context, page *public.HomePage) error {
	if page.Budget != nil {
		return nil
	}
	year, err := s.db.GrantedIn(ctx, page.Today.Year())
	if err != nil {
		return err
	}
	if year.Projects == 0 {
		if year, err = s.db.GrantedIn(ctx, page.Today.Year()-1); err != nil {
			return err
		}
	}
	page.Year, page.YearGranted = year.Year, year.Granted
	population, err := s.db.Population(ctx, page.Today)
	if errors.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if rate, ok := budget.PerInhabitant(year.Granted, population.Inhabitants); ok {
		page.Rate, page.Population = &rate, population
	}
	return nil
}

// growthAtHome fills in this year of the growth path, where its credit for each inhabitant is known, and where the path leads.
func (s *Site) growthAtHome(ctx context.Context, page *public.HomePage) error {
	this, goal, err := s.db.GrowthAtHome(ctx, page.Today.Year())
	if err != nil {
		return err
	}
	if this.Rates().Amended != nil {
		page.Budget = &this
	}
	page.Goal = goal
	return nil
}

// cityValues takes the partner cities out of their rows.
func cityValues(rows []postgres.PartnerRow) []city.Partner {
	all := make([]city.Partner, len(rows))
	for i, r := range rows {
		all[i] = r.Partner
	}
	return all
}

func threads(latest []postgres.Teaser) []public.Thread {
	all := make([]public.Thread, len(latest))
	for i, t := range latest {
		all[i] = public.Thread{
			Row: t.Row, Summary: t.Summary, Latitude: t.Latitude, Longitude: t.Longitude,
			Tie: city.Partner{Relation: city.Relation(t.Relation)}.Tie(),
		}
	}
	return all
}
