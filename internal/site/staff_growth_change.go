package site

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
	"vriendenstad/templates/ui"
)

// longestFirstPath is how many years after this one the first growth path is offered.
const longestFirstPath = 10

func (s *Site) changePathPage(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	kept, ok, err := s.typed(r, by)
	if err != nil {
		return err
	}
	if ok {
		typed, err := form.ReadPath(kept)
		if err != nil {
			return err
		}
		return s.showChangePath(w, r, http.StatusOK, staff.ChangePathPage{Typed: typed})
	}
	is, err := s.db.Path(r.Context(), 0)
	if err != nil {
		return err
	}
	typed := form.TypedPath(is.GrowthPath)
	if is.Version == 0 {
		year := calendar.DayOf(nowOf(r)).Year()
		typed = form.Path{How: string(budget.InEqualSteps), First: strconv.Itoa(year), Last: strconv.Itoa(year + longestFirstPath)}
	}
	return s.showChangePath(w, r, http.StatusOK, staff.ChangePathPage{Typed: typed})
}

// changePath keeps the next version, or reckons its years, or shows it as it is typed: the last two keep nothing, and are no acts. What cannot
// be reckoned is said all the same.
func (s *Site) changePath(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadPath(r.PostForm)
	if err != nil {
		return err
	}
	q := form.ReadQuery(r.PostForm)
	asked := q.Text("doe")
	if err := q.Err(); err != nil {
		return err
	}
	switch asked {
	case staff.Look:
		return s.showChangePath(w, r, http.StatusOK, staff.ChangePathPage{Typed: typed})
	case staff.Reckon:
		typed, err := s.reckoned(r.Context(), typed)
		wrong, ok := errors.AsType[fault.Fields](err)
		if err != nil && !ok {
			return err
		}
		return s.showChangePath(w, r, http.StatusOK, staff.ChangePathPage{Typed: typed, Retry: staff.Retry{Wrong: wrong}})
	}
	path, err := typed.GrowthPath()
	version := 0
	if err == nil {
		version, err = s.desk.ChangePath(r.Context(), by, once, typed.Seen, path)
	}
	if retry, status := retried(w, r, err); status != 0 {
		page := staff.ChangePathPage{Typed: typed, Retry: retry}
		if retry.Changed != nil {
			if err := s.fillMeanwhile(r.Context(), &page); err != nil {
				return err
			}
		}
		return s.showChangePath(w, r, status, page)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffPath(), "Versie "+strconv.Itoa(version)+" van het groeipad is bewaard.")
}

// reckoned fills in the years. Those that the form has no more, and the version that it was drawn from has, keep their status and decision.
func (s *Site) reckoned(ctx context.Context, typed form.Path) (form.Path, error) {
	was, err := s.seenPath(ctx, typed.Seen)
	if err != nil {
		return typed, err
	}
	lent := typed
	lent.Years = slices.Clone(typed.Years)
	for _, y := range form.TypedPath(was.GrowthPath).Years {
		if !slices.ContainsFunc(lent.Years, func(row form.PathYear) bool { return row.Year == y.Year }) {
			lent.Years = append(lent.Years, y)
		}
	}
	slices.SortFunc(lent.Years, func(a, b form.PathYear) int { return a.Year - b.Year })
	made, err := lent.Reckoned()
	if err != nil {
		return typed, err
	}
	return made, nil
}

// seenPath returns the version that a form was drawn from, the zero one where there was none.
func (s *Site) seenPath(ctx context.Context, seen int) (postgres.PathVersion, error) {
	if seen == 0 {
		return postgres.PathVersion{}, nil
	}
	v, err := s.db.PathVersion(ctx, seen)
	if errors.Is(err, fault.NotFound) {
		err = fault.Malformed // no form of ours has seen it
	}
	return v, err
}

// fillMeanwhile says what changed since the form was drawn, and lets it go on from how the path is now.
func (s *Site) fillMeanwhile(ctx context.Context, page *staff.ChangePathPage) error {
	was, err := s.seenPath(ctx, page.Typed.Seen)
	if err != nil {
		return err
	}
	is, err := s.db.Path(ctx, 0)
	if err != nil {
		return err
	}
	page.Meanwhile = budget.Compare(was.GrowthPath, is.GrowthPath)
	page.Typed.Seen = is.Version
	return nil
}

// showChangePath shows the form with the version that it would make.
func (s *Site) showChangePath(w http.ResponseWriter, r *http.Request, status int, page staff.ChangePathPage) error {
	was, err := s.seenPath(r.Context(), page.Typed.Seen)
	if err != nil {
		return err
	}
	page.Was = pathVersion(was)
	if page.Draft, err = s.draftOf(r, was.GrowthPath, page.Typed); err != nil {
		return err
	}
	if status == http.StatusUnprocessableEntity {
		page.Draft.Hinders = nil // the form says it already
	} else {
		page.Draft.Hinders = append(page.Wrong, page.Draft.Hinders...) // the script puts the draft alone in place
	}
	page.Once = desk.NewOnce().String()
	title := "Wijzig het groeipad"
	if was.Version == 0 {
		title = "Maak een groeipad"
	}
	return s.showGrowth(w, r, status, title, staff.ChangePath(page))
}

// draftOf returns the version that is typed, by the same reading and the same rules as when it is kept. A year that cannot be read, or that
// nobody would believe, is left out.
func (s *Site) draftOf(r *http.Request, was budget.GrowthPath, typed form.Path) (staff.PathDraft, error) {
	path, err := typed.GrowthPath()
	unread, _ := errors.AsType[fault.Fields](err)
	today := calendar.DayOf(nowOf(r))
	if err == nil {
		given := path
		given.Reason = "nog te schrijven" // it is asked last
		err = given.Check(was, today)
	}
	hinders, ok := errors.AsType[fault.Fields](err)
	if err != nil && !ok {
		return staff.PathDraft{}, err
	}
	left := map[int]bool{}
	path.Years = slices.DeleteFunc(path.Years, func(y budget.PathYear) bool {
		left[y.Year] = len(unread.Of(budget.Field(budget.TargetPart, y.Year))) > 0 || y.Target < 0 || y.Target > budget.MaxRate
		return left[y.Year]
	})
	draft := staff.PathDraft{GrowthPath: path}
	if len(path.Years) == 0 {
		return draft, nil
	}
	draft.Changes = slices.DeleteFunc(budget.Compare(was, path), func(c budget.PathChange) bool { return left[c.Year] })
	draft.Hinders = hinders
	populations, err := s.db.PopulationsAsOf(r.Context(), 0)
	if err != nil {
		return draft, err
	}
	credits, err := s.db.YearCreditAsOf(r.Context(), 0)
	if err != nil {
		return draft, err
	}
	credits = slices.DeleteFunc(credits, func(c budget.YearCredit) bool {
		_, there := path.Year(c.Year)
		return !there
	})
	draft.Rows = ui.GrowthRows(budget.Figures(path, populations, nil, credits), today, nil)
	return draft, nil
}
