package site

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/link"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

func (s *Site) goal(w http.ResponseWriter, r *http.Request) error {
	goal, ok := world.ParseSDG(chi.URLParam(r, "number"))
	if !ok {
		return fault.NotFound
	}
	list, err := s.db.Projects(r.Context(), project.Filter{SDG: goal}, project.Cursor{})
	if err != nil {
		return err
	}
	name := "SDG " + strconv.Itoa(int(goal))
	head := layout.Head{
		Title:       name + ": " + goal.Title(),
		Description: "Antwerpse projecten die werken aan SDG " + strconv.Itoa(int(goal)) + ", " + goal.Title() + ": hoeveel, waar en met hoeveel steun.",
		Section:     layout.Projects,
		Crumbs:      []layout.Crumb{{Label: "Projecten", Href: link.Projects(project.Filter{})}, {Label: name}},
	}
	if goal > 1 {
		head.Prev = link.SDG(goal - 1)
	}
	if goal < world.LastSDG {
		head.Next = link.SDG(goal + 1)
	}
	return s.show(w, r, http.StatusOK, head, public.Goal(public.GoalPage{
		Goal: goal, Today: calendar.DayOf(nowOf(r)), Demo: s.invented(r),
		Total: list.Total, Counts: list.Counts, Latest: first(list.Rows, latestRows),
	}))
}
