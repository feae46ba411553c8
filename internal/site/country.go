package site

import (
	"context"
	"net/http"
	"slices"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

// AssociationsShown is how many associations the page of a country shows.
const associationsShown = 6

func (s *Site) countries(w http.ResponseWriter, r *http.Request) error {
	rows, err := s.db.Countries(r.Context())
	if err != nil {
		return err
	}
	page := public.CountriesPage{All: countryLines(rows), Today: calendar.DayOf(nowOf(r)), Demo: s.invented(r)}
	for _, row := range rows {
		page.Granted += row.Granted
		if row.Projects > 0 {
			page.Active++
		}
	}
	return s.show(w, r, http.StatusOK, layout.Head{
		Title:       "Landen",
		Description: "De landen waar Antwerpen en zijn verenigingen werken: de Zuidwerking, landen in verkenning, projecten en bedragen per land.",
		Section:     layout.Countries,
		Crumbs:      []layout.Crumb{{Label: "Landen"}},
	}, public.Countries(page))
}

func (s *Site) country(w http.ResponseWriter, r *http.Request) error {
	slug, err := slugOf(r)
	if err != nil {
		return err
	}
	page := public.CountryPage{Today: calendar.DayOf(nowOf(r)), Demo: s.invented(r)}
	if page.Country, err = s.db.Country(r.Context(), slug); err != nil {
		return err
	}
	if err := s.activity(r.Context(), &page); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, layout.Head{
		Title:       page.Name(),
		Description: "Antwerpen en " + page.Name() + ": waarom er een band is, welke steden en verenigingen er werken, en wat er jaar na jaar is toegekend.",
		Section:     layout.Countries,
		Crumbs:      []layout.Crumb{{Label: "Landen", Href: link.Countries()}, {Label: page.Name()}},
	}, public.Country(page))
}

// Activity fills in all that takes place in the page's country.
func (s *Site) activity(ctx context.Context, page *public.CountryPage) error {
	partners, err := s.db.PartnersIn(ctx, page.Code)
	if err != nil {
		return err
	}
	page.Cities = partnerCities(partners)
	if err := s.years(ctx, page); err != nil {
		return err
	}
	list, err := s.db.Projects(ctx, project.Filter{Country: page.Code}, project.Cursor{})
	if err != nil {
		return err
	}
	page.Latest = first(list.Rows, latestRows)
	if list.Total.Exact {
		page.Whole = &list.Total.Granted
	}
	page.Associations, err = s.associationsIn(ctx, page.Code)
	return err
}

// Years fills in what was granted in the page's country, year by year, with the sums.
func (s *Site) years(ctx context.Context, page *public.CountryPage) error {
	rows, err := s.db.CountryYears(ctx, page.Code)
	if err != nil {
		return err
	}
	slices.Reverse(rows)
	for _, row := range rows {
		page.Years = append(page.Years, public.Year(row))
		page.Projects += row.Projects
		page.Granted += row.Granted
	}
	return nil
}

func (s *Site) associationsIn(ctx context.Context, code world.Code) ([]public.AssociationLine, error) {
	rows, err := s.db.AssociationsIn(ctx, code, associationsShown)
	return associationLines(rows), err
}

func associationLines(rows []postgres.AssociationRow) []public.AssociationLine {
	all := make([]public.AssociationLine, len(rows))
	for i, row := range rows {
		all[i] = public.AssociationLine(row)
	}
	return all
}

func countryLines(rows []postgres.CountryRow) []public.CountryLine {
	all := make([]public.CountryLine, len(rows))
	for i, row := range rows {
		all[i] = public.CountryLine(row)
	}
	return all
}
