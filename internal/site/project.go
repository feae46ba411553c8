package site

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/project"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

// NearShown is how many lists beside an empty one are offered; besideShown how many projects beside one project.
const (
	nearShown   = 4
	besideShown = 3
)

func (s *Site) projects(w http.ResponseWriter, r *http.Request) error {
	filter, from, err := form.ReadFilter(queryOf(r))
	if err != nil {
		return err
	}
	list, err := s.db.Projects(r.Context(), filter, from)
	if err != nil {
		return err
	}
	if len(list.Rows) == 0 && from != (project.Cursor{}) {
		return fmt.Errorf("behind the end of the list: %w", fault.NotFound)
	}
	page := public.ProjectsPage{Filter: filter, List: list, Today: calendar.DayOf(nowOf(r)), Demo: s.invented(r)}
	if err := s.names(r.Context(), &page); err != nil {
		return err
	}
	if page.Empty() {
		if err := s.near(r.Context(), &page); err != nil {
			return err
		}
	}
	knownAs(r, link.ProjectsFrom(filter, from))
	return s.show(w, r, http.StatusOK, listHead(page, from), public.Projects(page))
}

// ListHead is what a list says of itself. Search engines are asked to read the lists of one choice, from their begin: the
// others hold the same projects in another order.
func listHead(page public.ProjectsPage, from project.Cursor) layout.Head {
	f, list := page.Filter, page.List
	head := layout.Head{
		Title:       page.Title(),
		Description: "Wat de stad steunt, hier en in de wereld: zoek, verfijn en download de projecten met hun bedragen, landen en verenigingen.",
		Section:     layout.Projects,
		Crumbs:      []layout.Crumb{{Label: "Projecten"}},
		NoIndex:     page.Empty() || f.Words != "" || f.Sort != project.Newest || from != project.Cursor{} || public.Wider(f) != nil,
	}
	if list.Next != (project.Cursor{}) {
		head.Next = link.ProjectsFrom(f, list.Next)
	}
	if list.Previous != (project.Cursor{}) {
		head.Prev = link.ProjectsFrom(f, list.Previous)
	}
	return head
}

// Names fills in how the associations and the partner cities of the page are called: those that can be chosen, and those
// that were.
func (s *Site) names(ctx context.Context, page *public.ProjectsPage) error {
	facets := make([]project.Facet, len(page.List.Counts))
	for i, c := range page.List.Counts {
		facets[i] = c.Facet
	}
	var err error
	if page.Names, err = s.namesOf(ctx, facets); err != nil {
		return err
	}
	page.Association, page.City, err = s.chosen(ctx, page.Filter)
	return err
}

// Chosen returns how the association and the partner city of a filter are called, empty where it names none. It is
// [fault.NotFound] where it names one that is not there.
func (s *Site) chosen(ctx context.Context, f project.Filter) (association, city string, err error) {
	if f.Association != "" {
		a, err := s.db.AssociationBySlug(ctx, f.Association)
		if err != nil {
			return "", "", err
		}
		association = a.Name
	}
	if f.City != "" {
		c, err := s.db.Partner(ctx, f.City)
		if err != nil {
			return "", "", err
		}
		city = c.Name
	}
	return association, city, nil
}

// Near fills in what stands near an empty list: the suggestion, and the lists that ask for one thing less.
func (s *Site) near(ctx context.Context, page *public.ProjectsPage) error {
	overview, err := s.db.Overview(ctx)
	if err != nil {
		return err
	}
	page.All = overview.Projects
	for _, f := range candidates(page.Filter, page.List.Suggestion) {
		if len(page.Near) == nearShown {
			break
		}
		list, known := without(*page, f)
		if !known {
			list, err = s.db.Projects(ctx, f, project.Cursor{})
		}
		if errors.Is(err, fault.Unavailable) {
			break // the list itself is there; what stands near it took too long to find
		}
		if err != nil {
			return err
		}
		said := page.List.Suggestion != "" && slices.ContainsFunc(page.Near, func(n public.NearList) bool { return n.Filter.Words == page.List.Suggestion })
		if (len(list.Rows) > 0 || list.Total.Projects > 0) && !(said && f.Words == page.List.Suggestion) {
			page.Near = append(page.Near, public.NewNearList(f, list))
		}
	}
	return nil
}

// Without returns the list of a filter that asks for one thing less than the page's, where the search for the page's own told it.
func without(page public.ProjectsPage, f project.Filter) (project.List, bool) {
	for d, list := range page.List.Without {
		if page.Filter.Without(d) == f {
			return list, true
		}
	}
	return project.List{}, false
}

// Candidates are the filters that may hold something where this one does not, the likeliest first.
func candidates(f project.Filter, suggestion string) []project.Filter {
	var all []project.Filter
	if suggestion != "" {
		meant := f
		meant.Words = suggestion
		all = append(all, meant)
		if alone := (project.Filter{Words: suggestion}); alone != meant {
			all = append(all, alone)
		}
	}
	return append(all, public.Wider(f)...)
}

func (s *Site) project(w http.ResponseWriter, r *http.Request) error {
	slug, err := slugOf(r)
	if err != nil {
		return err
	}
	found, err := s.db.ProjectBySlug(r.Context(), slug)
	if err != nil {
		return err
	}
	page, err := s.projectPage(r.Context(), found)
	if err != nil {
		return err
	}
	page.Today = calendar.DayOf(nowOf(r))
	return s.show(w, r, http.StatusOK, layout.Head{
		Title:       page.Title,
		Description: page.Lead(),
		Section:     layout.Projects,
		Crumbs:      []layout.Crumb{{Label: "Projecten", Href: link.Projects(project.Filter{})}, {Label: page.Title}},
	}, public.Project(page))
}

// ProjectPage puts together what a project's page shows of others.
func (s *Site) projectPage(ctx context.Context, found postgres.ProjectPage) (public.ProjectPage, error) {
	page := public.ProjectPage{Project: found.Project}
	for i, slug := range found.AssociationSlugs {
		page.Carriers = append(page.Carriers, public.Named{Name: found.AssociationNames[i], Slug: slug})
	}
	slugs, err := s.countrySlugs(ctx)
	if err != nil {
		return page, err
	}
	for i, amount := range page.Amounts() {
		part := public.Part{Share: page.Shares[i], Granted: amount}
		if slug, ok := slugs[part.Country]; ok {
			part.Href = link.Country(slug)
		}
		page.Parts = append(page.Parts, part)
	}
	return page, s.beside(ctx, &page, found.CitySlug)
}

// Beside fills in how many projects share the partner city with this one, or else the first country, or else the
// association, and the latest of them.
func (s *Site) beside(ctx context.Context, page *public.ProjectPage, citySlug string) error {
	var err error
	switch {
	case citySlug != "":
		partner, err := s.db.Partner(ctx, citySlug)
		if err != nil {
			return err
		}
		page.Partner, page.All.City = &partner.Partner, citySlug
		page.Like, page.LikeGranted = partner.Projects, partner.Granted
	case len(page.Parts) > 0:
		page.All.Country = page.Parts[0].Country
		years, err := s.db.CountryYears(ctx, page.All.Country)
		if err != nil {
			return err
		}
		for _, y := range years {
			page.Like += y.Projects
		}
	default:
		return s.besideOfTheSame(ctx, page)
	}
	page.Beside, err = s.db.ProjectsNear(ctx, page.Project, besideShown)
	return err
}

// BesideOfTheSame does so for a project at home, by its first association.
func (s *Site) besideOfTheSame(ctx context.Context, page *public.ProjectPage) error {
	page.All.Association = page.Carriers[0].Slug
	carrier, err := s.db.AssociationBySlug(ctx, page.All.Association)
	if err != nil {
		return err
	}
	page.Like, page.LikeGranted = carrier.Projects, carrier.Granted
	list, err := s.db.Projects(ctx, page.All, project.Cursor{})
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(list.Rows, func(row project.Row) bool { return row.ID == page.ID })
	page.Beside = first(others, besideShown)
	return nil
}
