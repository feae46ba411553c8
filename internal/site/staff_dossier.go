package site

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
	"vriendenstad/templates/ui"
)

// Dossiers are the pages on which the Dienst handles what was submitted.
func (s *Site) dossiers(r chi.Router) {
	r.Get("/beheer/aanvragen", s.caseHandler(s.staffDossiers))
	r.Get("/beheer/aanvragen/{id}", s.caseHandler(s.staffDossier))
	r.Post("/beheer/aanvragen/{id}/nakijken", s.caseHandler(s.staffCheckDossier))
	r.Get("/beheer/aanvragen/{id}/aanvulling", s.caseHandler(s.askCompletionPage))
	r.Post("/beheer/aanvragen/{id}/aanvulling", s.caseHandler(s.askCompletion))
	r.Post("/beheer/aanvragen/{id}/berichten", s.caseHandler(s.answerMessage))
}

// dossiersShown is how many dossiers stand on one page of the list.
const dossiersShown = 50

func (s *Site) staffDossiers(w http.ResponseWriter, r *http.Request, _ account.CaseHandler) error {
	regulations, err := s.db.Regulations(r.Context(), nowOf(r))
	if err != nil {
		return err
	}
	var codes []string
	for _, one := range regulations {
		codes = append(codes, one.Code)
	}
	asked, err := form.ReadDossiers(queryOf(r), codes)
	if err != nil {
		return err
	}
	rows, more, err := s.db.Dossiers(r.Context(), postgres.DossierFilter{Status: asked.Status, Code: asked.Code, Words: asked.Words,
		BeforeAt: asked.At, BeforeID: asked.ID}, dossiersShown)
	if err != nil {
		return err
	}
	page := staff.DossiersPage{Asked: link.DossierSearch{Words: asked.Words, Status: string(asked.Status), Code: asked.Code}, First: asked.ID == 0,
		Statuses: []ui.Option{{Label: "Alle", Chosen: asked.Status == ""}}, Codes: []ui.Option{{Label: "Alle", Chosen: asked.Code == ""}}}
	for _, one := range grant.Statuses()[1:] {
		page.Statuses = append(page.Statuses, ui.Option{Value: string(one), Label: ui.Handling{Status: one}.StaffLabel(), Chosen: one == asked.Status})
	}
	for _, one := range regulations {
		page.Codes = append(page.Codes, ui.Option{Value: one.Code, Label: one.Title, Chosen: one.Code == asked.Code})
	}
	for _, d := range rows {
		page.Rows = append(page.Rows, dossierLine(d))
	}
	if more {
		last := rows[len(rows)-1]
		next := page.Asked
		next.At, next.ID = last.SubmittedAt, last.ID
		page.Next = link.StaffDossiersBy(next)
	}
	return s.showStaff(w, r, http.StatusOK, place{"Aanvragen", link.StaffDossiers()}, staff.Dossiers(page))
}

func dossierLine(d postgres.DossierRow) staff.DossierLine {
	return staff.DossierLine{ID: d.ID, Number: d.Number, Title: titled(d.Title), Applicant: d.Applicant, Regulation: d.Regulation,
		Handling: ui.Handling{Status: d.Status, Due: d.Due}, Requested: d.Requested, Submitted: d.SubmittedAt, Unread: d.Unread}
}

// dossierOf returns the dossier in the address, for somebody who is no member of its association and never was.
func (s *Site) dossierOf(r *http.Request, by account.CaseHandler) (postgres.DossierRow, error) {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return postgres.DossierRow{}, err
	}
	row, err := s.db.Dossier(r.Context(), id)
	if err != nil {
		return row, err
	}
	known, err := s.db.Known(r.Context(), row.Association)
	if err != nil {
		return row, err
	}
	if slices.ContainsFunc(known, func(k postgres.Known) bool { return k.Person == by.By().Person }) {
		return row, fmt.Errorf("a dossier of the handler's own association: %w", fault.Denied)
	}
	return row, nil
}

func (s *Site) staffDossier(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	page := staff.DossierPage{}
	kept, ok, err := s.typed(r, by)
	if err != nil {
		return err
	}
	if ok {
		page.Typed = kept.Get("bericht")
	}
	return s.showStaffDossier(w, r, http.StatusOK, by, page)
}

// showStaffDossier draws the dossier of the address with a message that was typed and what came of it.
func (s *Site) showStaffDossier(w http.ResponseWriter, r *http.Request, status int, by account.CaseHandler, page staff.DossierPage) error {
	row, err := s.dossierOf(r, by)
	if err != nil {
		return err
	}
	c, err := s.db.Candidate(r.Context(), row.Application)
	if err != nil {
		return err
	}
	receipt, err := s.db.Receipt(r.Context(), row.ID)
	if err != nil {
		return err
	}
	page.DossierLine, page.ApplicantHref, page.Round, page.Version = dossierLine(row), link.StaffAssociation(row.Association), row.Call, c.Under.Number
	page.Hash, page.InGrace, page.By = receipt.Proof(), receipt.InGrace, receipt.Name
	page.MayCheck, page.MayAsk = row.Status.May(grant.Checking), row.Status.May(grant.Incomplete)
	if err := s.fillStaffAnswers(r, c, receipt, &page); err != nil {
		return err
	}
	messages, err := s.db.Messages(r.Context(), row.ID)
	if err != nil {
		return err
	}
	for _, m := range messages {
		page.Messages = append(page.Messages, staff.DossierMessage{ByStaff: m.ByStaff, Name: m.Name, At: m.At, Words: m.Words})
	}
	if page.Trail, _, err = s.trail(r.Context(), postgres.TrailFilter{Subject: desk.ApplicationSubject(row.ID)}, trailShown); err != nil {
		return err
	}
	if err := s.desk.ReadLetters(r.Context(), by, row.ID); err != nil {
		return err
	}
	page.Once, page.Check = desk.NewOnce().String(), desk.NewOnce().String()
	return s.showStaff(w, r, status, place{cmp.Or(string(row.Number), "Aanvraag"), link.StaffDossiers()}, staff.Dossier(page))
}

// fillStaffAnswers fills in the answers of a dossier as they stand for the Dienst: what was submitted, and what was completed since. What an association
// types while a request is open is its own until it sends it.
func (s *Site) fillStaffAnswers(r *http.Request, c grant.Candidate, receipt postgres.Receipt, page *staff.DossierPage) error {
	var err error
	if page.Requests, err = s.db.Requests(r.Context(), c.ID); err != nil {
		return err
	}
	given, files, err := grant.Thaw(receipt.Frozen)
	if err != nil {
		return err
	}
	submitted := ui.Answered{Sections: c.Under.Sections, Given: given}
	for _, f := range files {
		submitted.Files = append(submitted.Files, ui.AnswerFile{File: f})
	}
	completed := slices.ContainsFunc(page.Requests, func(one grant.Request) bool { return !one.AnsweredAt.IsZero() })
	if !completed || c.Status == grant.Incomplete {
		page.Answered = submitted
		return nil
	}
	now := ui.Answered{Sections: c.Under.Sections, Given: c.Answers}
	for _, f := range c.Files {
		now.Files = append(now.Files, ui.AnswerFile{File: f})
	}
	for _, one := range page.Requests {
		now.Marked = append(now.Marked, one.Questions...)
	}
	now.Mark = "Aangevuld"
	page.Answered, page.Before = now, &submitted
	return nil
}

func (s *Site) staffCheckDossier(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	err = s.desk.BeginChecking(r.Context(), by, once, id)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showStaffDossier(w, r, status, by, staff.DossierPage{Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffDossier(id), "Je kijkt dit dossier na.")
}

func (s *Site) answerMessage(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed := r.PostForm.Get("bericht")
	err = s.desk.AnswerMessage(r.Context(), by, once, id, typed)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showStaffDossier(w, r, status, by, staff.DossierPage{Typed: typed, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffDossier(id)+"#berichten", "Je bericht is verstuurd.")
}

func (s *Site) askCompletionPage(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	kept, ok, err := s.typed(r, by)
	if err != nil {
		return err
	}
	var typed form.CompletionForm
	if ok {
		if typed, err = form.ReadCompletion(kept); err != nil {
			return err
		}
	}
	return s.showAskCompletion(w, r, http.StatusOK, by, typed, nil)
}

func (s *Site) showAskCompletion(w http.ResponseWriter, r *http.Request, status int, by account.CaseHandler, typed form.CompletionForm, wrong fault.Fields) error {
	row, err := s.dossierOf(r, by)
	if err != nil {
		return err
	}
	if !row.Status.May(grant.Incomplete) && wrong == nil {
		return goTo(w, r, link.StaffDossier(row.ID))
	}
	c, err := s.db.Candidate(r.Context(), row.Application)
	if err != nil {
		return err
	}
	page := staff.CompletionPage{ID: row.ID, Number: row.Number, Applicant: row.Applicant, Sections: c.Under.Sections, Given: c.Answers,
		Questions: typed.Questions, Why: typed.Why, Due: typed.Due, Wrong: wrong, Once: desk.NewOnce().String()}
	return s.showStaff(w, r, status, place{"Vraag om aanvulling", link.StaffDossiers()}, staff.Completion(page))
}

func (s *Site) askCompletion(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadCompletion(r.PostForm)
	if err != nil {
		return err
	}
	asked, unread := typed.Request()
	err = unread
	if err == nil {
		err = s.desk.AskCompletion(r.Context(), by, once, id, asked)
	}
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showAskCompletion(w, r, status, by, typed, wrong)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffDossier(id), "De vereniging krijgt je vraag per e-mail.")
}

// dossiersWaitingShown is how many dossiers that wait stand on the home of staff.
const dossiersWaitingShown = 12

func (s *Site) waitingDossiers(r *http.Request, page *staff.HomePage) error {
	rows, err := s.db.DossiersWaiting(r.Context(), dossiersWaitingShown)
	for _, d := range rows {
		page.Dossiers = append(page.Dossiers, dossierLine(d))
	}
	return err
}

// outages fills in the rounds of which the closing came while the portal was away.
func (s *Site) outages(r *http.Request, page *staff.HomePage) error {
	all, err := s.db.Outages(r.Context(), nowOf(r), desk.LeastOutage)
	for _, o := range all {
		page.Outages = append(page.Outages, staff.Outage{Began: o.Began, Ended: o.Ended, ClosesAt: o.ClosesAt, Round: o.Round, Title: o.Title, Regulation: o.Regulation})
	}
	return err
}
