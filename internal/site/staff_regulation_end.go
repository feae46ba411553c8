package site

import (
	"net/http"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/templates/staff"
)

func (s *Site) endVersionPage(w http.ResponseWriter, r *http.Request, by account.Head) error {
	var typed form.Ending
	if err := refill(s, r, by, &typed, form.ReadEnding); err != nil {
		return err
	}
	return s.showEndVersion(w, r, http.StatusOK, staff.EndPage{Typed: typed})
}

// showEndVersion shows the page that says what the end of a regulation does to its rounds and drafts, and asks for its last day.
func (s *Site) showEndVersion(w http.ResponseWriter, r *http.Request, status int, page staff.EndPage) error {
	all, seen, err := s.versionsOf(r)
	if err != nil {
		return err
	}
	page.Of, page.Now, page.Seen, page.Once = desk.LastPublished(all), nowOf(r), string(seen), desk.NewOnce().String()
	rounds, err := s.db.RoundsOf(r.Context(), page.Of.Regulation)
	if err != nil {
		return err
	}
	for _, view := range roundViews(desk.RoundsUntil(page.Of, all, rounds)) {
		if nowOf(r).Before(view.ClosesAt) {
			page.Rounds = append(page.Rounds, view)
		}
	}
	if page.Drafts, err = s.db.DraftsUnder(r.Context(), page.Of.ID); err != nil {
		return err
	}
	return s.showRounds(w, r, status, "Beëindig een reglement", staff.EndVersion(page))
}

func (s *Site) endVersion(w http.ResponseWriter, r *http.Request, by account.Head) error {
	slug, err := slugOf(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadEnding(r.PostForm)
	if err != nil {
		return err
	}
	var last calendar.Day
	if last, err = typed.Day(); err == nil {
		err = s.desk.EndVersion(r.Context(), by, once, slug, desk.Mark(typed.Seen), last)
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showEndVersion(w, r, status, staff.EndPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffRegulation(slug), "Het reglement geldt tot en met "+last.String()+".")
}

func (s *Site) dropRoundPage(w http.ResponseWriter, r *http.Request, _ account.CaseHandler) error {
	return s.showDropRound(w, r, http.StatusOK, staff.RoundActPage{})
}

func (s *Site) showDropRound(w http.ResponseWriter, r *http.Request, status int, page staff.RoundActPage) error {
	if err := s.fillRoundAct(r, &page); err != nil {
		return err
	}
	return s.showRounds(w, r, status, "Gooi een oproep weg", staff.DropRound(page))
}

func (s *Site) dropRound(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	id, err := idOf[grant.RoundID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadSeen(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.DropRound(r.Context(), by, once, id, desk.Mark(typed.Seen))
	if retry, status := retried(w, r, err); status != 0 {
		return s.showDropRound(w, r, status, staff.RoundActPage{Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffRounds(), "Het ontwerp van de oproep is weggegooid.")
}
