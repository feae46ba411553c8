package site

import (
	"net/http"
	"slices"
	"strconv"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/templates/staff"
)

// planPage offers the year after the last one, with the rules of that.
func (s *Site) planPage(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	kept, ok, err := s.typed(r, by)
	if err != nil {
		return err
	}
	if ok {
		typed, err := form.ReadYearRules(kept)
		if err != nil {
			return err
		}
		return s.showPlan(w, r, http.StatusOK, staff.RulesPage{Typed: typed})
	}
	years, err := s.db.BudgetYears(r.Context())
	if err != nil {
		return err
	}
	typed := form.YearRules{Year: strconv.Itoa(calendar.DayOf(nowOf(r)).Year())}
	if len(years) > 0 {
		last, err := s.db.Envelopes(r.Context(), years[0].Year, years[0].Year)
		if err != nil {
			return err
		}
		typed = rulesOf(years[0], last)
		typed.Year = strconv.Itoa(years[0].Year + 1)
	}
	return s.showPlan(w, r, http.StatusOK, staff.RulesPage{Typed: typed})
}

// rulesOf fills the form with the rules of a year.
func rulesOf(year budget.Year, all []budget.Envelope) form.YearRules {
	rules := form.YearRules{Ceiling: form.Percent(year.Ceiling), Leftovers: map[budget.Kind]string{}}
	for _, e := range all {
		rules.Leftovers[e.Kind] = string(e.Leftover)
	}
	return rules
}

func (s *Site) showPlan(w http.ResponseWriter, r *http.Request, status int, page staff.RulesPage) error {
	var err error
	if page.Purposes, err = s.db.Purposes(r.Context()); err != nil {
		return err
	}
	page.Once = desk.NewOnce().String()
	return s.showBudget(w, r, status, "Plan een jaar", staff.Plan(page))
}

func (s *Site) plan(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadYearRules(r.PostForm)
	if err != nil {
		return err
	}
	purposes, err := s.db.Purposes(r.Context())
	if err != nil {
		return err
	}
	kinds := make([]budget.Kind, len(purposes))
	for i, p := range purposes {
		kinds[i] = p.Kind
	}
	year, ceiling, rules, err := typed.Planned(kinds)
	if err == nil {
		err = s.desk.PlanYear(r.Context(), by, once, year, ceiling, rules)
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showPlan(w, r, status, staff.RulesPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffYear(year), strconv.Itoa(year)+" is gepland. Boek nu het gestemde krediet.")
}

func (s *Site) rulesPage(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	year, all, err := s.yearWith(r)
	if err != nil {
		return err
	}
	typed := rulesOf(year, all)
	if err := refill(s, r, by, &typed, form.ReadYearRules); err != nil {
		return err
	}
	return s.showRules(w, r, http.StatusOK, staff.RulesPage{Typed: typed})
}

func (s *Site) showRules(w http.ResponseWriter, r *http.Request, status int, page staff.RulesPage) error {
	year, all, err := s.yearWith(r)
	if err != nil {
		return err
	}
	purposes, err := s.db.Purposes(r.Context())
	if err != nil {
		return err
	}
	page.Of, page.Once = year, desk.NewOnce().String()
	page.Purposes = slices.DeleteFunc(purposes, func(p budget.Purpose) bool {
		return !slices.ContainsFunc(all, func(e budget.Envelope) bool { return e.Kind == p.Kind })
	})
	return s.showBudget(w, r, status, "Wijzig de regels", staff.Rules(page))
}

func (s *Site) setRules(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	year, all, err := s.yearWith(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadYearRules(r.PostForm)
	if err != nil {
		return err
	}
	kinds := make([]budget.Kind, len(all))
	for i, e := range all {
		kinds[i] = e.Kind
	}
	ceiling, rules, err := typed.Chosen(kinds)
	if err == nil {
		byEnvelope := map[budget.EnvelopeID]budget.Leftover{}
		for _, e := range all {
			byEnvelope[e.ID] = rules[e.Kind]
		}
		err = s.desk.ChangeYear(r.Context(), by, once, year.Year, ceiling, byEnvelope)
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showRules(w, r, status, staff.RulesPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffYear(year.Year), "De regels van "+strconv.Itoa(year.Year)+" zijn bewaard.")
}

func (s *Site) openYearPage(w http.ResponseWriter, r *http.Request, _ account.BudgetKeeper) error {
	return s.showOpenYear(w, r, http.StatusOK, staff.Retry{})
}

func (s *Site) showOpenYear(w http.ResponseWriter, r *http.Request, status int, retry staff.Retry) error {
	year, all, err := s.yearWith(r)
	if err != nil {
		return err
	}
	return s.showBudget(w, r, status, "Open "+strconv.Itoa(year.Year), staff.OpenYear(staff.OpenPage{Of: year, Envelopes: all, Once: desk.NewOnce().String(), Retry: retry}))
}

func (s *Site) openYear(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	year, err := s.yearOf(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	err = s.desk.OpenYear(r.Context(), by, once, year.Year)
	if retry, status := retried(w, r, err); status != 0 {
		return s.showOpenYear(w, r, status, retry)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffYear(year.Year), strconv.Itoa(year.Year)+" is open. Er kan nu vastgelegd en betaald worden.")
}
