package site

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
	"vriendenstad/web"
)

func (s *Site) world(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, layout.Head{
		Title:       "Stad in de wereld",
		Description: "Wat een stad in de wereld doet: stedenbanden, Zuidwerking en zustersteden, wat Antwerpen doet en wat andere Vlaamse steden doen.",
		Section:     layout.World,
		Crumbs:      []layout.Crumb{{Label: "Stad in de wereld"}},
	}, public.World())
}

func (s *Site) about(w http.ResponseWriter, r *http.Request) error {
	page := public.AboutPage{Demo: s.invented(r)}
	population, err := s.db.Population(r.Context(), calendar.DayOf(nowOf(r)))
	switch {
	case err == nil:
		page.Population = &population
	case !errors.Is(err, fault.NotFound):
		return err
	}
	return s.text(w, r, "Over Vriendenstad", "Wat dit portaal is, wat er echt en wat er fictief is, waar de beleidstekst vandaan komt, en hoe we tellen.",
		public.About(page))
}

func (s *Site) accessibility(w http.ResponseWriter, r *http.Request) error {
	return s.text(w, r, "Toegankelijkheidsverklaring", "Hoe toegankelijk Vriendenstad is, wat nog niet getoetst is, en waar je terechtkunt als iets niet lukt.",
		public.Accessibility())
}

func (s *Site) privacy(w http.ResponseWriter, r *http.Request) error {
	return s.text(w, r, "Privacy", "Wat Vriendenstad van je bewaart, hoe lang, en wat het niet bewaart: geen meekijkers, en geen cookie voor wie zich niet aanmeldt.",
		public.Privacy(s.keeper.name))
}

func (s *Site) licences(w http.ResponseWriter, r *http.Request) error {
	return s.text(w, r, "Licenties", "De licentie van Vriendenstad, en die van alle vrije software waarmee het gebouwd is.",
		public.Licences(web.Licences()))
}

// Text shows a page of words that stands in the footer.
func (s *Site) text(w http.ResponseWriter, r *http.Request, title, description string, body templ.Component) error {
	return s.show(w, r, http.StatusOK, layout.Head{Title: title, Description: description, Crumbs: []layout.Crumb{{Label: title}}}, body)
}
