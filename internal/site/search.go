package site

import (
	"net/http"

	"vriendenstad/internal/form"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

func (s *Site) search(w http.ResponseWriter, r *http.Request) error {
	query := form.ReadQuery(queryOf(r))
	words := query.Words("q")
	if err := query.Err(); err != nil {
		return err
	}
	head := layout.Head{
		Title:       "Zoeken",
		Description: "Zoek in alle steden, landen, verenigingen en projecten waarmee Antwerpen in de wereld verbonden is.",
		Section:     layout.Search,
		Crumbs:      []layout.Crumb{{Label: "Zoeken"}},
	}
	if words == "" {
		return s.show(w, r, http.StatusOK, head, public.SearchResults(public.SearchPage{}))
	}
	found, err := s.db.Search(r.Context(), words)
	if err != nil {
		return err
	}
	head.Title, head.NoIndex = "“"+words+"” zoeken", true
	return s.show(w, r, http.StatusOK, head, public.SearchResults(searchPage(words, found)))
}

func searchPage(words string, found postgres.Found) public.SearchPage {
	return public.SearchPage{
		Words: words, Cities: partnerCities(found.Partners), Countries: countryLines(found.Countries),
		Associations: associationLines(found.Associations), MoreAssociations: found.MoreAssociations,
		Projects: first(found.Projects.Rows, latestRows), Total: found.Projects.Total,
		Suggestion: found.Projects.Suggestion, NoWords: found.Projects.NoWords,
	}
}
