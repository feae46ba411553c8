package site

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
	"vriendenstad/templates/ui"
)

// GrowthKept are the pages on which the Dienst keeps the growth path and its figures. All of the Dienst may read them.
func (s *Site) growthKept(r chi.Router) {
	r.Get("/beheer/budget/groeipad", s.staff(s.staffPath))
	r.Get("/beheer/budget/groeipad/wijzigen", s.budgetKeeper(s.changePathPage))
	r.Post("/beheer/budget/groeipad/wijzigen", s.budgetKeeper(s.changePath))
	r.Get("/beheer/budget/groeipad/versies/{versie}", s.staff(s.staffPathVersion))
	r.Get("/beheer/budget/groeipad/simulator", s.staff(s.simulator))
	r.Get("/beheer/budget/bevolking", s.staff(s.staffPopulation))
	r.Post("/beheer/budget/bevolking", s.budgetKeeper(s.addPopulation))
	r.Get("/beheer/budget/prijzen", s.staff(s.staffPrices))
	r.Post("/beheer/budget/prijzen", s.budgetKeeper(s.addPrice))
	r.Get("/beheer/budget/steden", s.staff(s.staffPeers))
	r.Get("/beheer/budget/steden/nieuw", s.budgetKeeper(s.peerPage))
	r.Post("/beheer/budget/steden/nieuw", s.budgetKeeper(s.enterPeer))
	r.Get("/beheer/budget/steden/{id}", s.staff(s.staffPeer))
	r.Post("/beheer/budget/steden/{id}/nakijken", s.staff(s.checkPeer))
	r.Post("/beheer/budget/steden/{id}/intrekken", s.staff(s.withdrawPeer))
}

// showGrowth shows a page of the growth path.
func (s *Site) showGrowth(w http.ResponseWriter, r *http.Request, status int, title string, body templ.Component) error {
	return s.showBudget(w, r, status, title, body)
}

// told returns what the record tells on a page, before the entry that its address names.
func (s *Site) told(r *http.Request, f postgres.TrailFilter) (staff.Told, error) {
	q := form.ReadQuery(queryOf(r))
	f.Before = form.ID[audit.ID](q, "na")
	if err := q.Err(); err != nil {
		return staff.Told{}, err
	}
	told := staff.Told{Later: f.Before != 0}
	var err error
	told.Trail, told.Older, err = s.trail(r.Context(), f, trailShown)
	return told, err
}

func pathVersion(v postgres.PathVersion) staff.PathVersion {
	return staff.PathVersion{GrowthPath: v.GrowthPath, Name: v.Name}
}

func (s *Site) staffPath(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	page := staff.PathPage{}
	var err error
	if page.BudgetPowers, _, err = s.budgetPowers(r); err != nil {
		return err
	}
	growth, err := s.db.Growth(r.Context(), 0)
	if err != nil {
		return err
	}
	page.Rows = ui.GrowthRows(growth.Years, calendar.DayOf(nowOf(r)), nil)
	all, err := s.db.PathVersions(r.Context())
	if err != nil {
		return err
	}
	for _, v := range all {
		page.Versions = append(page.Versions, pathVersion(v))
	}
	if len(all) > 0 {
		page.Current = page.Versions[0]
	}
	return s.showGrowth(w, r, http.StatusOK, "Groeipad", staff.Path(page))
}

// staffPathVersion shows a version of the path beside another one: that which is asked, or the one before it.
func (s *Site) staffPathVersion(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	number, ok := form.ParseID[int64](chi.URLParam(r, "versie"))
	if !ok {
		return fault.NotFound
	}
	q := form.ReadQuery(queryOf(r))
	beside := int(form.ID[int64](q, "naast"))
	if err := q.Err(); err != nil {
		return err
	}
	all, err := s.db.PathVersions(r.Context())
	if err != nil {
		return err
	}
	page := staff.SidesPage{Asked: int(number)}
	if beside == 0 && page.Asked > 1 {
		beside = page.Asked - 1
	}
	var asked, other *staff.PathVersion
	for _, v := range all {
		one := pathVersion(v)
		switch v.Version {
		case page.Asked:
			asked = &one
			continue
		case beside:
			other = &one
		}
		page.Others = append(page.Others, one)
	}
	switch {
	case asked == nil || other == nil && beside != 0:
		return fault.NotFound
	case other == nil:
		page.Newer = *asked
	case other.Version < asked.Version:
		page.Older, page.Newer = other, *asked
	default:
		page.Older, page.Newer = asked, *other
	}
	if page.Older != nil {
		page.Years = budget.SideBySide(page.Older.GrowthPath, page.Newer.GrowthPath)
	}
	return s.showGrowth(w, r, http.StatusOK, "Versie "+strconv.Itoa(page.Asked)+" van het groeipad", staff.Sides(page))
}

// simulator answers which credit a year needs. While nothing is asked it offers the next year, as the path and the last count have it.
func (s *Site) simulator(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	typed, err := form.ReadSimulation(queryOf(r))
	if err != nil {
		return err
	}
	growth, err := s.db.Growth(r.Context(), 0)
	if err != nil {
		return err
	}
	populations, err := s.db.PopulationsAsOf(r.Context(), 0)
	if err != nil {
		return err
	}
	page := staff.SimulatorPage{Typed: typed}
	if len(populations) > 0 {
		page.Latest = &populations[0]
	}
	if !typed.Asked() {
		page.Typed = offered(growth, page.Latest, calendar.DayOf(nowOf(r)))
		return s.showGrowth(w, r, http.StatusOK, "Simulator", staff.Simulator(page))
	}
	year, answer, err := typed.Simulate()
	if retry, status := retried(w, r, err); status != 0 {
		page.Retry = retry
		return s.showGrowth(w, r, status, "Simulator", staff.Simulator(page))
	}
	if err != nil {
		return err
	}
	page.Year, page.Answer = year, &answer
	for _, y := range growth.Years {
		if y.Year == year {
			page.Target, page.Credit = y.Target, y.Amended
		}
	}
	for _, y := range growth.Path.Years {
		page.Path = append(page.Path, staff.SimulatedYear{Year: y.Year, Target: y.Target, Needed: budget.RequiredCredit(y.Target, answer.Inhabitants)})
	}
	return s.showGrowth(w, r, http.StatusOK, "Simulator", staff.Simulator(page))
}

// offered fills in the simulator for the next year.
func offered(growth postgres.Growth, latest *budget.Population, today calendar.Day) form.Simulation {
	next := today.Year() + 1
	typed := form.Simulation{Year: strconv.Itoa(next)}
	if y, ok := growth.Path.Year(next); ok {
		typed.Rate = money.Cents(y.Target).Plain()
	}
	if latest != nil {
		typed.Inhabitants = money.Count(latest.Inhabitants)
	}
	return typed
}
