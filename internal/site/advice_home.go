package site

import (
	"net/http"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/link"
	"vriendenstad/templates/advice"
	"vriendenstad/templates/layout"
)

func (s *Site) advice(w http.ResponseWriter, r *http.Request, _ account.Adviser) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	bar := &layout.Bar{Name: "advies", Home: link.Advice(), Part: "Adviseur", Items: []layout.Tab{{Label: "Wat je gevraagd is", Href: link.Advice(), Current: true}}}
	page := advice.HomePage{Name: there.Name, Until: there.AdvisesUntil, Left: int(there.AdvisesUntil - calendar.DayOf(nowOf(r)))}
	return s.private(w, r, http.StatusOK, layout.Head{Title: "Advies", Bar: bar}, advice.Home(page))
}
