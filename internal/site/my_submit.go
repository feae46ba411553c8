package site

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/paper"
	"vriendenstad/templates/mine"
	"vriendenstad/templates/ui"
)

// Submissions are the pages on which an application is submitted, and of what comes after.
func (s *Site) submissions(r chi.Router) {
	r.Get("/mijn/aanvragen/{id}/nakijken", s.member(s.checkApplication))
	r.Post("/mijn/aanvragen/{id}/indienen", s.lead(s.submitApplication))
	r.Post("/mijn/aanvragen/{id}/laat", s.contributor(s.askLate))
	r.Post("/mijn/aanvragen/{id}/voorstellen", s.contributor(s.proposeApplication))
	r.Get("/mijn/aanvragen/{id}/ontvangst", s.member(s.myReceipt))
	r.Get("/mijn/aanvragen/{id}/ontvangst.pdf", s.member(s.myReceiptPDF))
	r.Get("/mijn/aanvragen/{id}/dossier", s.member(s.myDossier))
	r.Get("/mijn/aanvragen/{id}/intrekken", s.lead(s.withdrawPage))
	r.Post("/mijn/aanvragen/{id}/intrekken", s.lead(s.withdrawApplication))
	r.Post("/mijn/aanvragen/{id}/dossier/aanvulling", s.contributor(s.answerCompletion))
}

// candidateOf returns the application in the address with all that its submission is held against, and [fault.NotFound] for what is not the association's.
func (s *Site) candidateOf(r *http.Request, by account.Member) (grant.Candidate, error) {
	a, err := s.applicationOf(r, by)
	if err != nil {
		return grant.Candidate{}, err
	}
	return s.db.Candidate(r.Context(), a)
}

// titled is what an application is called, also while it has no title.
func titled(title string) string { return cmp.Or(title, "Aanvraag zonder titel") }

func (s *Site) checkApplication(w http.ResponseWriter, r *http.Request, by account.Member) error {
	c, err := s.candidateOf(r, by)
	if err != nil {
		return err
	}
	if c.Status != grant.Draft {
		return goTo(w, r, link.Receipt(c.ID))
	}
	page := mine.CheckPage{}
	kept, ok, err := s.typed(r, by)
	if err != nil {
		return err
	}
	if ok {
		page.Made, page.Ask.Why = kept["verklaring"], kept.Get("reden")
	}
	return s.showCheck(w, r, http.StatusOK, by, c, page)
}

// showCheck draws the page on which a draft is read once more, with what was ticked and what came of it.
func (s *Site) showCheck(w http.ResponseWriter, r *http.Request, status int, by account.Member, c grant.Candidate, page mine.CheckPage) error {
	answered, err := s.answered(r, c)
	if err != nil {
		return err
	}
	answered.Change = func(section string) string { return link.MySection(c.ID, section) }
	page.ID, page.Title, page.Regulation, page.Stops, page.Answered = c.ID, titled(c.Title), c.Under.Title, c.Stops(nowOf(r)), answered
	page.Doubt = c.Under.Doubt(c.Answers, calendar.DayOf(nowOf(r)))
	page.Closes = "Indienen kan tot " + grant.Until(c.In.ClosesAt) + "."
	if !nowOf(r).Before(c.In.ClosesAt) {
		page.Closes = "Indienen kon tot " + grant.Until(c.In.ClosesAt) + "."
	}
	_, page.Leads = by.Lead()
	_, page.Writes = by.Contributor()
	page.Ask.Wrong = page.Wrong
	if err := s.fillLate(r, by, c, &page.Ask); err != nil {
		return err
	}
	if page.Ask.Open {
		page.Closes = "De oproep is gesloten. Jullie mogen nog indienen tot " + grant.Until(c.Late.Until) + "."
	}
	if page.ProposedBy, page.ProposedAt, err = s.db.Proposal(r.Context(), c.ID); err != nil {
		return err
	}
	page.Proposed = !page.ProposedAt.IsZero() && !page.ProposedAt.Before(c.SavedAt)
	page.Once = desk.NewOnce().String()
	return s.private(w, r, status, memberHead(r, "Nakijken en indienen", link.MyApplications()), mine.Check(page))
}

// answered gathers the answers of an application to read, each attachment with where it can be fetched.
func (s *Site) answered(r *http.Request, c grant.Candidate) (ui.Answered, error) {
	all := ui.Answered{Sections: c.Under.Sections, Given: c.Answers}
	documents, err := s.db.Documents(r.Context(), c.ID)
	if err != nil {
		return all, err
	}
	for _, d := range documents {
		all.Files = append(all.Files, ui.AnswerFile{File: grant.File{Question: d.Question, Name: d.Name, Size: d.Size, SHA256: d.SHA256}, Href: link.MyDocument(c.ID, d.ID)})
	}
	return all, nil
}

func (s *Site) submitApplication(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	made := r.PostForm["verklaring"]
	if err := s.desk.Submit(r.Context(), by, once, id, made); err != nil {
		return s.checkAgain(w, r, by.Member, err, made)
	}
	return s.done(w, r, link.Receipt(id), "Je aanvraag is ingediend.")
}

// checkAgain draws the page of a draft of which the submission or its proposal was refused.
func (s *Site) checkAgain(w http.ResponseWriter, r *http.Request, by account.Member, err error, made []string) error {
	wrong, status := refusal(w, r, err)
	if status == 0 {
		return err
	}
	c, missing := s.candidateOf(r, by)
	if missing != nil {
		return missing
	}
	if c.Status != grant.Draft { // by another tab, or by another who speaks for the association
		return s.done(w, r, link.Receipt(c.ID), "Deze aanvraag was al ingediend.")
	}
	if _, stopped := errors.AsType[desk.Stopped](err); stopped {
		wrong = fault.Fields{{Sentence: "Dit is nog niet ingediend. Hieronder staat wat er nog moet gebeuren."}}
	}
	return s.showCheck(w, r, status, by, c, mine.CheckPage{Wrong: wrong, Made: made})
}

func (s *Site) proposeApplication(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	if err := s.desk.ProposeSubmission(r.Context(), by, once, id); err != nil {
		return s.checkAgain(w, r, by.Member, err, nil)
	}
	return s.done(w, r, link.CheckApplication(id), "Je voorstel is verstuurd naar wie de vereniging vertegenwoordigt.")
}

// receiptOf gathers the proof that the application in the address was submitted.
func (s *Site) receiptOf(r *http.Request, by account.Member) (mine.ReceiptPage, []grant.File, grant.Candidate, error) {
	var page mine.ReceiptPage
	c, err := s.candidateOf(r, by)
	if err != nil {
		return page, nil, c, err
	}
	row, err := s.db.Receipt(r.Context(), c.ID)
	if err != nil {
		return page, nil, c, err
	}
	_, files, err := grant.Thaw(row.Frozen)
	if err != nil {
		return page, nil, c, err
	}
	a, err := s.db.PrivateAssociation(r.Context(), by.Association)
	if err != nil {
		return page, nil, c, err
	}
	page = mine.ReceiptPage{Submission: row.Submission, Title: titled(c.Title), Association: a.Name, Regulation: c.Under.Title, Version: c.Under.Number, By: row.Name,
		Files: len(files), Steps: coming(c, row.At)}
	for _, f := range files {
		page.Size += f.Size
	}
	return page, files, c, nil
}

// coming says what comes after a submission.
func coming(c grant.Candidate, at time.Time) []ui.Step {
	decided := "Het college beslist."
	if c.Under.DecisionWithin > 0 {
		decided = "Het college wil beslissen voor " + c.In.LastDay().AddDays(c.Under.DecisionWithin).String() + "."
	}
	return []ui.Step{
		{Title: "Ingediend", Note: calendar.DayOf(at).String(), Done: true},
		{Title: "Nakijken", Note: "De dienst kijkt of alles er is. Mist er iets, dan krijg je een bericht.", Done: slices.Contains([]grant.Status{grant.Assessing, grant.Advising, grant.Proposed, grant.OnAgenda, grant.Granted, grant.Refused}, c.Status)},
		{Title: "Beoordelen", Note: "De dienst toetst aan het reglement.", Done: slices.Contains([]grant.Status{grant.Proposed, grant.OnAgenda, grant.Granted, grant.Refused}, c.Status)},
		{Title: "Beslissen", Note: decided, Done: c.Status == grant.Granted || c.Status == grant.Refused},
	}
}

func (s *Site) myReceipt(w http.ResponseWriter, r *http.Request, by account.Member) error {
	page, _, _, err := s.receiptOf(r, by)
	if err != nil {
		return err
	}
	return s.private(w, r, http.StatusOK, memberHead(r, string(page.Number), link.MyApplications()), mine.Receipt(page))
}

func (s *Site) myReceiptPDF(w http.ResponseWriter, r *http.Request, by account.Member) error {
	page, files, c, err := s.receiptOf(r, by)
	if err != nil {
		return err
	}
	pdf, err := paper.WriteReceipt(paper.Receipt{Submission: page.Submission, Title: page.Title, Association: page.Association, Regulation: page.Regulation,
		Round: c.In.Title, Version: page.Version, By: page.By, When: calendar.Exactly(page.At), Files: files, Check: s.absolute(link.Proof()), Demo: s.invented(r)})
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `attachment; filename="ontvangst-`+string(page.Number)+`.pdf"`)
	_, err = w.Write(pdf)
	return err
}
