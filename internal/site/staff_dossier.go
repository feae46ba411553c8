package site

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
)

// Dossiers are the pages on which the Dienst handles what was submitted.
func (s *Site) dossiers(r chi.Router) {
	r.Get("/beheer/aanvragen", admit(s, s.staffDossiers, asDossierReader))
	r.Get("/beheer/aanvragen/{id}", admit(s, s.staffDossier, asDossierReader))
	r.Get("/beheer/laattijdig/{id}", admit(s, s.staffLate, asDossierReader))
	r.Post("/beheer/laattijdig/{id}", s.head(s.decideLate))
	r.Post("/beheer/aanvragen/{id}/nakijken", s.caseHandler(s.staffCheckDossier))
	r.Get("/beheer/aanvragen/{id}/aanvulling", s.caseHandler(s.askCompletionPage))
	r.Post("/beheer/aanvragen/{id}/aanvulling", s.caseHandler(s.askCompletion))
}

// asDossierReader returns who may read dossiers: who handles them, and the head of the Dienst.
func asDossierReader(there presence) (account.Staff, error) {
	return inPart(func(i account.Identity) (account.Staff, bool) {
		by, ok := i.Staff()
		return by, ok && readsDossiers(i)
	}, readsDossiers)(there)
}

func readsDossiers(i account.Identity) bool {
	return slices.Contains(i.Powers, account.CaseHandlerPart) || slices.Contains(i.Powers, account.HeadPart)
}

// dossierOf returns the dossier in the address, for somebody who is no member of its association and never was.
func (s *Site) dossierOf(r *http.Request, by account.Acting) (postgres.DossierRow, error) {
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

func (s *Site) staffDossier(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	page := staff.DossierPage{}
	if page.Message, err = s.typedMessage(r, by, id); err != nil {
		return err
	}
	return s.showStaffDossier(w, r, http.StatusOK, by, page)
}

// showStaffDossier draws the dossier of the address with a message that was typed and what came of it.
func (s *Site) showStaffDossier(w http.ResponseWriter, r *http.Request, status int, by account.Acting, page staff.DossierPage) error {
	row, err := s.dossierOf(r, by)
	if err != nil {
		return err
	}
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	handler, handles := there.CaseHandler()
	if page.DossierLine, page.Handles = dossierLine(row), handles; handles {
		page.MayCheck, page.MayAsk = row.Status.May(grant.Checking), row.Status.May(grant.Incomplete)
	}
	if handles { // before they are read: one that comes meanwhile is not taken for seen
		if err := s.desk.ReadLetters(r.Context(), handler, row.ID); err != nil {
			return err
		}
	}
	if err := s.fillStaffDossier(r, row, &page); err != nil {
		return err
	}
	page.Check = desk.NewOnce().String()
	page.Message.Action, page.Message.Once, page.Message.Label, page.Message.Wrong = link.StaffDossierMessages(row.ID), desk.NewOnce().String(), "Schrijf de vereniging", page.Wrong
	return s.showStaff(w, r, status, place{cmp.Or(string(row.Number), "Aanvraag"), link.StaffDossiers()}, staff.Dossier(page))
}

// fillStaffDossier fills in what a dossier holds.
func (s *Site) fillStaffDossier(r *http.Request, row postgres.DossierRow, page *staff.DossierPage) error {
	under, err := s.db.Version(r.Context(), row.Version)
	if err != nil {
		return err
	}
	sent, err := s.dossierText(r, row.ID)
	if err != nil {
		return err
	}
	page.ApplicantHref, page.Round, page.Version = link.StaffAssociation(row.Association), row.Call, under.Number
	page.Hash, page.InGrace, page.By = sent.receipt.Proof(), sent.receipt.InGrace, sent.receipt.Name
	page.Admission = sent.receipt.Admission
	if page.Requests, err = s.db.Requests(r.Context(), row.ID); err != nil {
		return err
	}
	page.Answered = sent.answered(under, sent.last())
	if len(sent.texts) > 1 {
		before := sent.answered(under, sent.texts[0])
		page.Before = &before
		for _, one := range page.Requests {
			if !one.AnsweredAt.IsZero() {
				page.Answered.Marked = append(page.Answered.Marked, one.Questions...)
			}
		}
		page.Answered.Mark = "Aangevuld"
	}
	if page.Messages, err = s.messagesOf(r, row.ID, func(d document.ID) string { return link.StaffDocument(row.ID, d) }, staffMessage); err != nil {
		return err
	}
	page.Trail, _, err = s.trail(r.Context(), postgres.TrailFilter{Subject: desk.ApplicationSubject(row.ID)}, trailShown)
	return err
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
		return s.showStaffDossier(w, r, status, by, staff.DossierPage{Refused: wrong})
	}
	if err != nil {
		return err
	}
	return s.pressed(w, r, link.StaffDossier(id), "Je kijkt dit dossier na.")
}

func (s *Site) askCompletionPage(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	var typed form.CompletionForm
	if err := refill(s, r, by, &typed, form.ReadCompletion); err != nil {
		return err
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
