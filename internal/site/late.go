package site

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/mine"
	"vriendenstad/templates/staff"
)

// fillLate fills in how members ask to submit a draft after the closing, or what came of it: where the round alone does not let them.
func (s *Site) fillLate(r *http.Request, by account.Member, c grant.Candidate, p *mine.LatePanel) error {
	came := c.Arrival(nowOf(r))
	p.ID, p.Shown, p.Open, p.Asked, p.Once = c.ID, came == grant.TooLate || came == grant.Admitted, came == grant.Admitted, c.Late, desk.NewOnce().String()
	_, p.Writes = by.Contributor()
	if c.Late == nil || !p.Shown {
		return nil
	}
	row, err := s.db.LateRequest(r.Context(), c.ID)
	p.By = row.AskedName
	return err
}

func (s *Site) askLate(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadReason(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.AskLate(r.Context(), by, once, id, typed.Why)
	if wrong, status := refusal(w, r, err); status != 0 {
		c, err := s.candidateOf(r, by.Member)
		if err != nil {
			return err
		}
		if c.Status != grant.Draft { // submitted meanwhile
			return s.done(w, r, link.Receipt(c.ID), "Deze aanvraag was al ingediend.")
		}
		return s.showCheck(w, r, status, by.Member, c, mine.CheckPage{Wrong: wrong, Ask: mine.LatePanel{Why: typed.Why}})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.CheckApplication(id), "Je vraag ligt bij de dienst. Het diensthoofd beslist.")
}

func lateView(row postgres.LateRow, now time.Time) staff.LateView {
	return staff.LateView{Late: row.Late, ID: row.ID, Applicant: row.Applicant, ApplicantHref: link.StaffAssociation(row.Association), Regulation: row.Regulation,
		Round: row.Round, Called: row.Called, Title: cmp.Or(row.Title, "Aanvraag zonder titel"), SavedAt: row.SavedAt, ClosesAt: row.ClosesAt, Number: row.Number,
		Gone: row.Deleted, Again: now.Before(row.ClosesAt), DecidedName: row.DecidedName}
}

func (s *Site) staffLate(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	var typed form.LateForm
	if err := refill(s, r, by, &typed, form.ReadLate); err != nil {
		return err
	}
	return s.showLate(w, r, http.StatusOK, by, staff.LatePage{Typed: typed})
}

// showLate draws a question of an association that the reader is no member of and never was.
func (s *Site) showLate(w http.ResponseWriter, r *http.Request, status int, by account.Acting, page staff.LatePage) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	row, err := s.db.LateRequest(r.Context(), id)
	if err != nil {
		return err
	}
	known, err := s.db.Known(r.Context(), row.Association)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(known, func(k postgres.Known) bool { return k.Person == by.By().Person }) {
		return fmt.Errorf("a question of the reader's own association: %w", fault.Denied)
	}
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	_, page.Heads = there.Head()
	page.LateView, page.Once = lateView(row, nowOf(r)), desk.NewOnce().String()
	page.LastDay = calendar.DayOf(nowOf(r)).AddDays(grant.MostAdmission).String()
	return s.showStaff(w, r, status, place{"Nog indienen na de sluiting", link.StaffDossiers()}, staff.Late(page))
}

func (s *Site) decideLate(w http.ResponseWriter, r *http.Request, by account.Head) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadLate(r.PostForm)
	if err != nil {
		return err
	}
	switch typed.Verdict {
	case form.AdmitLate:
		var last calendar.Day
		if last, err = typed.Last(); err == nil {
			err = s.desk.AdmitLate(r.Context(), by, once, id, last, typed.Why)
		}
	case form.RefuseLate:
		err = s.desk.RefuseLate(r.Context(), by, once, id, typed.Why)
	default:
		err = fault.Fields{{Name: "besluit", Sentence: "Kies wat je beslist."}}
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showLate(w, r, status, by, staff.LatePage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffLate(id), "Het besluit is genoteerd. De vereniging krijgt het per e-mail, met je reden.")
}
