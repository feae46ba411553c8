package site

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
)

func (s *Site) staffPopulation(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	var typed form.Population
	if err := refill(s, r, by, &typed, form.ReadPopulation); err != nil {
		return err
	}
	return s.showPopulation(w, r, http.StatusOK, staff.PopulationPage{Typed: typed})
}

func (s *Site) showPopulation(w http.ResponseWriter, r *http.Request, status int, page staff.PopulationPage) error {
	var err error
	if page.BudgetPowers, _, err = s.budgetPowers(r); err != nil {
		return err
	}
	if page.All, err = s.db.PopulationsAsOf(r.Context(), 0); err != nil {
		return err
	}
	if page.Told, err = s.told(r, postgres.TrailFilter{Act: "budget.population"}); err != nil {
		return err
	}
	page.Once = desk.NewOnce().String()
	return s.showGrowth(w, r, status, "Bevolking", staff.Population(page))
}

func (s *Site) addPopulation(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadPopulation(r.PostForm)
	if err != nil {
		return err
	}
	p, err := typed.Population()
	err = withRules(err, func() error { return p.Check(calendar.DayOf(nowOf(r))) })
	if err == nil {
		err = s.desk.AddPopulation(r.Context(), by, once, p)
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showPopulation(w, r, status, staff.PopulationPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffPopulation(), "Het cijfer is toegevoegd: "+p.Named()+".")
}

func (s *Site) staffPrices(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	var typed form.PriceIndex
	if err := refill(s, r, by, &typed, form.ReadPriceIndex); err != nil {
		return err
	}
	return s.showPrices(w, r, http.StatusOK, staff.PricesPage{Typed: typed})
}

func (s *Site) showPrices(w http.ResponseWriter, r *http.Request, status int, page staff.PricesPage) error {
	var err error
	if page.BudgetPowers, _, err = s.budgetPowers(r); err != nil {
		return err
	}
	if page.All, err = s.db.IndexesAsOf(r.Context(), 0); err != nil {
		return err
	}
	slices.Reverse(page.All)
	if page.Told, err = s.told(r, postgres.TrailFilter{Act: "budget.index"}); err != nil {
		return err
	}
	page.Once = desk.NewOnce().String()
	return s.showGrowth(w, r, status, "Prijsindex", staff.Prices(page))
}

func (s *Site) addPrice(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadPriceIndex(r.PostForm)
	if err != nil {
		return err
	}
	i, err := typed.PriceIndex()
	err = withRules(err, i.Check)
	if err == nil {
		err = s.desk.AddPriceIndex(r.Context(), by, once, i)
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showPrices(w, r, status, staff.PricesPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffPrices(), "Het indexcijfer van "+strconv.Itoa(i.Year)+" is toegevoegd: "+i.String()+".")
}

// withRules adds to what could not be read what the rules refuse of the fields that could, so that all is said at once.
func withRules(err error, check func() error) error {
	wrong, ok := errors.AsType[fault.Fields](err)
	if err != nil && !ok {
		return err
	}
	more, _ := errors.AsType[fault.Fields](check())
	for _, one := range more {
		if len(wrong.Of(one.Name)) == 0 {
			wrong = append(wrong, one)
		}
	}
	return wrong.Err()
}
