package site

import (
	"errors"
	"net/http"
	"slices"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/mine"
	"vriendenstad/templates/ui"
)

func (s *Site) myDossier(w http.ResponseWriter, r *http.Request, by account.Member) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	page := mine.DossierPage{}
	if page.Message, err = s.typedMessage(r, by, id); err != nil {
		return err
	}
	return s.showDossier(w, r, http.StatusOK, by, page)
}

// showDossier draws what was submitted, with what is typed of a message and what came of it. A draft is shown on its own page.
func (s *Site) showDossier(w http.ResponseWriter, r *http.Request, status int, by account.Member, page mine.DossierPage) error {
	c, err := s.candidateOf(r, by)
	if err != nil {
		return err
	}
	if c.Status == grant.Draft {
		return goTo(w, r, link.MyApplication(c.ID))
	}
	if page.Answered, err = s.answered(r, c); err != nil {
		return err
	}
	page.ID, page.Number, page.Title, page.Regulation, page.Submitted = c.ID, c.Number, titled(c.Title), c.Under.Title, c.SubmittedAt
	page.Handling.Status = c.Status
	if page.Handling.Committed, page.Handling.Paid, err = s.db.DossierHolding(r.Context(), c.ID); err != nil {
		return err
	}
	if c.Late != nil {
		receipt, err := s.db.Receipt(r.Context(), c.ID)
		if err != nil {
			return err
		}
		page.Admission = receipt.Admission
	}
	_, page.Leads = by.Lead()
	_, page.Writes = by.Contributor()
	page.Withdrawable = c.Status.Withdrawable()
	if err := s.fillCompletion(r, c, &page); err != nil {
		return err
	}
	if err := s.desk.ReadMessages(r.Context(), by, c.ID); err != nil { // before they are read: one that comes meanwhile is not taken for seen
		return err
	}
	if page.Messages, err = s.messagesOf(r, c.ID, func(d document.ID) string { return link.MyDocument(c.ID, d) }, membersMessage); err != nil {
		return err
	}
	page.Message.Action, page.Message.Once, page.Message.Label, page.Message.Wrong = link.MyMessages(c.ID), desk.NewOnce().String(), "Schrijf de dienst", page.Wrong
	return s.private(w, r, status, memberHead(r, string(c.Number), link.MyApplications()), mine.Dossier(page))
}

// fillCompletion fills in what the Dienst asks to complete now, and what it asked before.
func (s *Site) fillCompletion(r *http.Request, c grant.Candidate, page *mine.DossierPage) error {
	all, err := s.db.Requests(r.Context(), c.ID)
	if err != nil {
		return err
	}
	for _, one := range all {
		if !one.AnsweredAt.IsZero() {
			page.Past = append(page.Past, one)
			continue
		}
		if c.Status != grant.Incomplete {
			continue // it was withdrawn meanwhile
		}
		page.Request, page.Handling.Due, page.Answered.Marked = &one, one.Due, one.Questions
		page.Late = one.Late(nowOf(r))
		page.Stops = one.Stops(c)
		page.Answer = desk.NewOnce().String()
		for _, section := range c.Under.Sections {
			for _, q := range section.Questions {
				if slices.Contains(one.Questions, q.Key) && q.Asked(c.Answers) {
					page.Open = append(page.Open, mine.OpenQuestion{Question: q, Section: section.Key})
				}
			}
		}
	}
	return nil
}

// membersMessage is a message as an association reads it: of the Dienst it sees no names.
func membersMessage(m postgres.MessageRow) ui.Message {
	switch {
	case m.ByStaff:
		return ui.Message{Theirs: true, From: "De dienst"}
	case m.Name == "":
		return ui.Message{From: "Iemand van jullie"}
	}
	return ui.Message{From: m.Name}
}

func (s *Site) writeMessage(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	if _, err := s.db.ApplicationOf(r.Context(), by.Association, id); err != nil {
		return err
	}
	in, err := s.messageIn(w, r, by, id)
	if err != nil {
		return err
	}
	if in.holds {
		return s.hold(w, r, by, id, in)
	}
	if err = in.wrong(); err == nil {
		err = s.desk.WriteMessage(r.Context(), by, in.once, id, in.words, in.files)
	}
	if wrong, status := refusal(w, r, err); status != 0 {
		page := mine.DossierPage{Wrong: wrong}
		if page.Message, err = s.again(by, id, in); err != nil {
			return err
		}
		return s.showDossier(w, r, status, by.Member, page)
	}
	if err != nil {
		return in.arrival.dropAfter(r, s, err)
	}
	return s.done(w, r, link.MyDossier(id)+"#berichten", "Je bericht is verstuurd.")
}

func (s *Site) answerCompletion(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	err = s.desk.AnswerCompletion(r.Context(), by, once, id)
	wrong, status := refusal(w, r, err)
	if _, stopped := errors.AsType[desk.Stopped](err); stopped {
		wrong = fault.Fields{{Sentence: "Dit is nog niet doorgestuurd. Hieronder staat wat er nog moet gebeuren."}}
	}
	if status != 0 {
		return s.showDossier(w, r, status, by.Member, mine.DossierPage{Refused: wrong})
	}
	if err != nil {
		return err
	}
	return s.pressed(w, r, link.MyDossier(id), "De aanvulling is doorgestuurd.")
}

func (s *Site) withdrawPage(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	return s.showWithdraw(w, r, http.StatusOK, by, nil)
}

func (s *Site) showWithdraw(w http.ResponseWriter, r *http.Request, status int, by account.Lead, wrong fault.Fields) error {
	c, err := s.candidateOf(r, by.Member)
	if err != nil {
		return err
	}
	if !c.Status.Withdrawable() && wrong == nil {
		return goTo(w, r, link.MyDossier(c.ID))
	}
	page := mine.WithdrawPage{ID: c.ID, Number: c.Number, Title: titled(c.Title), Wrong: wrong, Once: desk.NewOnce().String()}
	return s.private(w, r, status, memberHead(r, "Trek de aanvraag in", link.MyApplications()), mine.Withdraw(page))
}

func (s *Site) withdrawApplication(w http.ResponseWriter, r *http.Request, by account.Lead) error {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	err = s.desk.Withdraw(r.Context(), by, once, id)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showWithdraw(w, r, status, by, wrong)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyDossier(id), "De aanvraag is ingetrokken.")
}
