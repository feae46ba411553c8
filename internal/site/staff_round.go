package site

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/a-h/templ"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
)

// closedRounds is how many rounds that closed stand in the Dienst's list.
const closedRounds = 50

// showRounds shows a page of regulations or rounds.
func (s *Site) showRounds(w http.ResponseWriter, r *http.Request, status int, title string, body templ.Component) error {
	return s.showStaff(w, r, status, place{title, link.StaffRounds()}, body)
}

func roundView(row postgres.RoundRow) staff.RoundView {
	return staff.RoundView{Round: row.Round, Slug: row.Slug, Code: row.Code, Regulated: row.Regulated, Number: row.Number, Published: row.Published,
		DraftedBy: row.DraftedName, OpenedBy: row.OpenedName, DraftedAt: row.DraftedAt, OpenedAt: row.OpenedAt}
}

func roundViews(rows []postgres.RoundRow) []staff.RoundView {
	all := make([]staff.RoundView, len(rows))
	for i, row := range rows {
		all[i] = roundView(row)
	}
	return all
}

func (s *Site) staffRounds(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	rows, err := s.db.AllRounds(r.Context(), nowOf(r), closedRounds)
	if err != nil {
		return err
	}
	page := staff.RoundsPage{Now: nowOf(r), Drafts: by.Has(account.CaseHandlerPart)}
	for _, view := range roundViews(rows) {
		if nowOf(r).Before(view.ClosesAt) {
			page.Rows = append(page.Rows, view)
		} else {
			page.Closed = append(page.Closed, view)
		}
	}
	slices.SortStableFunc(page.Rows, func(a, b staff.RoundView) int { return waiting(a) - waiting(b) })
	return s.showRounds(w, r, http.StatusOK, "Oproepen", staff.Rounds(page))
}

// waiting puts what waits to be published before all else.
func waiting(r staff.RoundView) int {
	if r.Opened {
		return 1
	}
	return 0
}

// roundOf returns the round in the address, and the mark of a page that shows it.
func (s *Site) roundOf(r *http.Request) (postgres.RoundRow, desk.Mark, error) {
	id, err := idOf[grant.RoundID](r)
	if err != nil {
		return postgres.RoundRow{}, "", err
	}
	row, err := s.db.Round(r.Context(), id)
	if err != nil {
		return row, "", err
	}
	seen, err := desk.RoundMark(row.Round)
	return row, seen, err
}

func (s *Site) staffRound(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	row, _, err := s.roundOf(r)
	if err != nil {
		return err
	}
	page := staff.RoundPage{RoundView: roundView(row), Now: nowOf(r), Drafts: by.Has(account.CaseHandlerPart), Heads: by.Has(account.HeadPart)}
	if page.Extensions, err = s.db.Extensions(r.Context(), row.ID); err != nil {
		return err
	}
	page.Trail, _, err = s.trail(r.Context(), postgres.TrailFilter{Subject: desk.RoundSubject(row.ID)}, trailShown)
	if err != nil {
		return err
	}
	return s.showRounds(w, r, http.StatusOK, row.Title, staff.Round(page))
}

// newRound offers the form of a round, under the regulation that the address names.
func (s *Site) newRound(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	typed := form.Round{Grace: "60"}
	if err := refill(s, r, by, &typed, form.ReadRound); err != nil {
		return err
	}
	if slug := queryOf(r).Get("reglement"); slug != "" && typed.Version == 0 {
		found, err := s.db.RegulationBySlug(r.Context(), slug, nowOf(r))
		switch {
		case errors.Is(err, fault.NotFound): // nothing of it was published yet, or it is over
			all, err := s.db.VersionsOf(r.Context(), slug)
			if err != nil {
				return err
			}
			typed.Version = all[0].ID
		case err != nil:
			return err
		default:
			typed.Version = found.ID
		}
	}
	return s.showRoundForm(w, r, http.StatusOK, staff.RoundFormPage{Typed: typed})
}

// showRoundForm shows the form of a round: of the one that the page names, or of a new one.
func (s *Site) showRoundForm(w http.ResponseWriter, r *http.Request, status int, page staff.RoundFormPage) error {
	versions, err := s.db.RoundVersions(r.Context(), nowOf(r))
	if err != nil {
		return err
	}
	for _, v := range versions {
		page.Versions = append(page.Versions, v.Version)
	}
	page.Once = desk.NewOnce().String()
	title := "Bereid een oproep voor"
	if page.Of.ID != 0 {
		title = "Wijzig een oproep"
	}
	return s.showRounds(w, r, status, title, staff.RoundForm(page))
}

func (s *Site) draftRound(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadRound(r.PostForm)
	if err != nil {
		return err
	}
	made, err := typed.Round()
	if err == nil {
		made.ID, err = s.desk.DraftRound(r.Context(), by, once, made)
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showRoundForm(w, r, status, staff.RoundFormPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffRound(made.ID), "De oproep is voorbereid. Het diensthoofd kan ze bekendmaken.")
}

func (s *Site) roundForm(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	row, seen, err := s.roundOf(r)
	if err != nil {
		return err
	}
	typed := form.TypedRound(row.Round)
	if err := refill(s, r, by, &typed, form.ReadRound); err != nil {
		return err
	}
	return s.showRoundForm(w, r, http.StatusOK, staff.RoundFormPage{Of: roundView(row), Seen: string(seen), Typed: typed})
}

func (s *Site) saveRound(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	row, seen, err := s.roundOf(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadRound(r.PostForm)
	if err != nil {
		return err
	}
	made, err := typed.Round()
	if err == nil {
		made.ID = row.ID
		err = s.desk.SaveRound(r.Context(), by, once, desk.Mark(typed.Seen), made)
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showRoundForm(w, r, status, staff.RoundFormPage{Of: roundView(row), Seen: string(seen), Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffRound(row.ID), "De oproep is gewijzigd.")
}

func (s *Site) openRoundPage(w http.ResponseWriter, r *http.Request, _ account.Head) error {
	return s.showOpenRound(w, r, http.StatusOK, staff.RoundActPage{})
}

func (s *Site) showOpenRound(w http.ResponseWriter, r *http.Request, status int, page staff.RoundActPage) error {
	if err := s.fillRoundAct(r, &page); err != nil {
		return err
	}
	return s.showRounds(w, r, status, "Maak een oproep bekend", staff.OpenRound(page))
}

func (s *Site) fillRoundAct(r *http.Request, page *staff.RoundActPage) error {
	row, seen, err := s.roundOf(r)
	if err != nil {
		return err
	}
	all, err := s.db.VersionsOf(r.Context(), row.Slug)
	page.RoundView, page.Last, page.Now, page.Seen, page.Once = roundView(row), desk.LastDayOf(row.Version, all), nowOf(r), string(seen), desk.NewOnce().String()
	return err
}

func (s *Site) openRound(w http.ResponseWriter, r *http.Request, by account.Head) error {
	id, err := idOf[grant.RoundID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadOpening(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.OpenRound(r.Context(), by, once, id, desk.Mark(typed.Seen), typed.Holidays)
	if retry, status := retried(w, r, err); status != 0 {
		return s.showOpenRound(w, r, status, staff.RoundActPage{Typed: form.Longer{Opening: typed}, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffRound(id), "De oproep is bekendgemaakt.")
}

func (s *Site) extendRoundPage(w http.ResponseWriter, r *http.Request, by account.Head) error {
	var typed form.Longer
	if err := refill(s, r, by, &typed, form.ReadLonger); err != nil {
		return err
	}
	return s.showExtendRound(w, r, http.StatusOK, staff.RoundActPage{Typed: typed})
}

func (s *Site) showExtendRound(w http.ResponseWriter, r *http.Request, status int, page staff.RoundActPage) error {
	if err := s.fillRoundAct(r, &page); err != nil {
		return err
	}
	return s.showRounds(w, r, status, "Verleng een oproep", staff.ExtendRound(page))
}

func (s *Site) extendRound(w http.ResponseWriter, r *http.Request, by account.Head) error {
	id, err := idOf[grant.RoundID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadLonger(r.PostForm)
	if err != nil {
		return err
	}
	var to time.Time
	if to, err = typed.To(); err == nil {
		err = s.desk.ExtendRound(r.Context(), by, once, id, desk.Mark(typed.Seen), to, typed.Notice, typed.Holidays)
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showExtendRound(w, r, status, staff.RoundActPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffRound(id), "De oproep is verlengd. Iedereen leest waarom.")
}
