package site

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/project"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

// LatestRows is how many projects the page of a city, a country or a goal shows of its list.
const latestRows = 6

func (s *Site) cities(w http.ResponseWriter, r *http.Request) error {
	query := form.ReadQuery(queryOf(r))
	page := public.CitiesPage{Relation: form.OneOf(query, "relatie", city.Relations()), Country: query.Country("land")}
	if err := query.Err(); err != nil {
		return err
	}
	rows, err := s.db.Partners(r.Context())
	if err != nil {
		return err
	}
	page.All, page.Demo = partnerCities(rows), s.invented(r)
	return s.show(w, r, http.StatusOK, layout.Head{
		Title:       "Steden",
		Description: "De steden waarmee Antwerpen verbonden is: stedenbanden, Zuidwerking, zustersteden en verkenningen, op de kaart en in een lijst.",
		Section:     layout.Cities,
		Crumbs:      []layout.Crumb{{Label: "Steden"}},
	}, public.Cities(page))
}

func (s *Site) city(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	slug, err := slugOf(r)
	if err != nil {
		return err
	}
	row, err := s.db.Partner(ctx, slug)
	if err != nil {
		return err
	}
	list, err := s.db.Projects(ctx, project.Filter{City: slug}, project.Cursor{})
	if err != nil {
		return err
	}
	slugs, err := s.countrySlugs(ctx)
	if err != nil {
		return err
	}
	page := public.CityPage{
		PartnerCity: partnerCity(row), Today: calendar.DayOf(nowOf(r)), Demo: s.invented(r), Latest: first(list.Rows, latestRows),
	}
	if to, ok := slugs[row.Country]; ok {
		page.CountryHref = link.Country(to)
	}
	return s.show(w, r, http.StatusOK, layout.Head{
		Title:       row.Name + ", " + row.Country.Name(),
		Description: "Antwerpen en " + row.Name + ": wat beide steden van elkaar leren, welke projecten er lopen en met hoeveel steun.",
		Section:     layout.Cities,
		Crumbs:      []layout.Crumb{{Label: "Steden", Href: link.Cities()}, {Label: row.Name}},
	}, public.City(page))
}

// slugOf returns the name of a thing in the address. What can be no name is not found.
func slugOf(r *http.Request) (string, error) {
	slug := chi.URLParam(r, "slug")
	if !form.IsSlug(slug) {
		return "", fault.NotFound
	}
	return slug, nil
}

// first returns at most so many rows.
func first[T any](rows []T, most int) []T { return rows[:min(len(rows), most)] }

func partnerCity(row postgres.PartnerRow) public.PartnerCity {
	return public.PartnerCity{Partner: row.Partner, Projects: row.Projects, Granted: row.Granted}
}

func partnerCities(rows []postgres.PartnerRow) []public.PartnerCity {
	all := make([]public.PartnerCity, len(rows))
	for i, row := range rows {
		all[i] = partnerCity(row)
	}
	return all
}
