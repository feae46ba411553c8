package site

import (
	"fmt"
	"net/http"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/project"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

// AssociationsAPage is how many associations stand on one page of their list.
const associationsAPage = 30

func (s *Site) associations(w http.ResponseWriter, r *http.Request) error {
	words, country, schools, after, err := form.ReadAssociations(queryOf(r))
	if err != nil {
		return err
	}
	filter := postgres.AssociationFilter{Words: words, Country: country, Schools: schools, After: after}
	rows, more, err := s.db.Associations(r.Context(), filter, associationsAPage)
	if err != nil {
		return err
	}
	if len(rows) == 0 && after != "" {
		return fmt.Errorf("behind the end of the list: %w", fault.NotFound)
	}
	counts, err := s.db.CountAssociations(r.Context(), filter)
	if err != nil {
		return err
	}
	_, all, err := s.db.AssociationCountries(r.Context())
	if err != nil {
		return err
	}
	page := public.AssociationsPage{
		Words: words, Country: country, Schools: schools, Rows: associationLines(rows), Found: counts.Found, Schooling: counts.Schools,
		Any: counts.All, After: after, Today: calendar.DayOf(nowOf(r)), All: all,
	}
	for _, c := range counts.Countries {
		page.Countries = append(page.Countries, public.LandCount{Country: c.Country, N: c.N})
	}
	head := layout.Head{
		Title:       page.Title(),
		Description: "De Antwerpse verenigingen en scholen die met de rest van de wereld werken: wie ze zijn, waar ze werken en welke steun ze kregen.",
		Section:     layout.Associations,
		Crumbs:      []layout.Crumb{{Label: "Verenigingen"}},
		NoIndex:     words != "" || after != "" || len(rows) == 0 || country != "" && schools,
	}
	if more {
		page.Next = rows[len(rows)-1].Slug
		head.Next = link.AssociationsBy(words, country, schools, page.Next)
	}
	knownAs(r, link.AssociationsBy(words, country, schools, after))
	return s.show(w, r, http.StatusOK, head, public.Associations(page))
}

func (s *Site) association(w http.ResponseWriter, r *http.Request) error {
	slug, err := slugOf(r)
	if err != nil {
		return err
	}
	found, err := s.db.AssociationBySlug(r.Context(), slug)
	if err != nil {
		return err
	}
	list, err := s.db.Projects(r.Context(), project.Filter{Association: slug}, project.Cursor{})
	if err != nil {
		return err
	}
	slugs, err := s.countrySlugs(r.Context())
	if err != nil {
		return err
	}
	page := public.AssociationPage{
		AssociationLine: associationLines([]postgres.AssociationRow{found})[0], Today: calendar.DayOf(nowOf(r)),
		Latest: first(list.Rows, latestRows), Counts: list.Counts,
	}
	for _, code := range found.Countries {
		land := public.Land{Country: code}
		if to, ok := slugs[code]; ok {
			land.Href = link.Country(to)
		}
		page.Lands = append(page.Lands, land)
	}
	return s.show(w, r, http.StatusOK, layout.Head{
		Title:       page.Name,
		Description: page.Lead(),
		Section:     layout.Associations,
		Crumbs:      []layout.Crumb{{Label: "Verenigingen", Href: link.Associations()}, {Label: page.Name}},
	}, public.Association(page))
}
