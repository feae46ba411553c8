package site

import (
	"errors"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/mine"
)

// Drafts are the pages on which an application is written.
func (s *Site) drafts(r chi.Router) {
	r.Get("/mijn/aanvragen", s.member(s.myApplications))
	r.Post("/mijn/aanvragen", s.contributor(s.beginApplication))
	r.Get("/mijn/aanvragen/{id}", s.member(s.myApplication))
	r.Get("/mijn/aanvragen/{id}/weggooien", s.contributor(s.deletionPage))
	r.Post("/mijn/aanvragen/{id}/weggooien", s.contributor(s.deleteDraft))
	r.Post("/mijn/aanvragen/{id}/terughalen", s.contributor(s.takeBackDraft))
	r.Get("/mijn/aanvragen/{id}/bijlagen/{document}/verwijderen", s.contributor(s.documentRemovalPage))
	r.Post("/mijn/aanvragen/{id}/bijlagen/{document}/verwijderen", s.contributor(s.removeDocument))
	r.Get("/mijn/aanvragen/{id}/{section}", s.member(s.mySection))
}

func (s *Site) myApplications(w http.ResponseWriter, r *http.Request, by account.Member) error {
	return s.showApplications(w, r, http.StatusOK, by, nil)
}

func (s *Site) showApplications(w http.ResponseWriter, r *http.Request, status int, by account.Member, wrong fault.Fields) error {
	a, err := s.db.PrivateAssociation(r.Context(), by.Association)
	if err != nil {
		return err
	}
	all, err := s.db.ApplicationsOf(r.Context(), by.Association, nowOf(r))
	if err != nil {
		return err
	}
	page := mine.ApplicationsPage{Name: a.Name, Now: nowOf(r), Wrong: wrong}
	_, page.Writes = by.Contributor()
	for _, one := range all {
		line := applicationLine(one)
		switch {
		case !one.DeletedAt.IsZero():
			line.Once = desk.NewOnce().String()
			page.Gone = append(page.Gone, line)
		case one.Status == grant.Draft:
			page.Drafts = append(page.Drafts, line)
		default:
			page.Sent = append(page.Sent, line)
		}
	}
	return s.private(w, r, status, memberHead(r, "Aanvragen", link.MyApplications()), mine.Applications(page))
}

func applicationLine(one postgres.ApplicationLine) mine.ApplicationLine {
	return mine.ApplicationLine{Application: one.Application, Regulation: one.Regulation, Called: one.Called, ClosesAt: one.ClosesAt, Waiting: one.Waiting,
		Due: one.Due, Unread: one.Unread, AskedLate: one.AskedLate, LateRefused: one.LateRefused, AdmittedUntil: one.AdmittedUntil, Committed: one.Committed, Paid: one.Paid}
}

// beginApplication begins a draft. Where the association has one for the same round it asks first whether a second one is meant.
func (s *Site) beginApplication(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	round, ok := form.ParseID[grant.RoundID](r.PostForm.Get("ronde"))
	if !ok {
		return fault.NotFound
	}
	id, err := s.desk.BeginDraft(r.Context(), by, once, round, r.PostForm.Get("nog-een") != "")
	if errors.Is(err, desk.ErrDraft) {
		return s.askSecond(w, r, by, round)
	}
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showApplications(w, r, status, by.Member, wrong)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyApplication(id), "Het ontwerp is begonnen. Wat je typt, wordt bewaard.")
}

// askSecond shows the drafts that the association has for a round.
func (s *Site) askSecond(w http.ResponseWriter, r *http.Request, by account.Contributor, id grant.RoundID) error {
	all, err := s.db.ApplicationsOf(r.Context(), by.Association, nowOf(r))
	if err != nil {
		return err
	}
	page := mine.BeginPage{Round: id, Once: desk.NewOnce().String()}
	for _, one := range all {
		if one.Round == id && one.Status == grant.Draft && one.DeletedAt.IsZero() {
			page.Regulation, page.Called = one.Regulation, one.Called
			page.Drafts = append(page.Drafts, applicationLine(one))
		}
	}
	return s.private(w, r, http.StatusConflict, memberHead(r, "Nog een aanvraag", link.MyApplications()), mine.Begin(page))
}

// A draft is an application with all that its pages show of it.
type draft struct {
	grant.Application
	version      grant.Version
	round        grant.Round
	sections     map[string]grant.SavedSection
	documents    []document.Document
	alternatives []grant.Alternative
	names        map[int64]string
	// open are the questions that who looks can answer now. Due is the last day to complete them, zero for a draft.
	open []string
	due  calendar.Day
}

// applicationOf returns the application in the address, and is [fault.NotFound] for what is not the association's, and for what was thrown away for good.
func (s *Site) applicationOf(r *http.Request, by account.Member) (grant.Application, error) {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return grant.Application{}, err
	}
	a, err := s.db.ApplicationOf(r.Context(), by.Association, id)
	if err == nil && !a.DeletedAt.IsZero() && nowOf(r).Sub(a.DeletedAt) > grant.DraftBack {
		err = fault.NotFound
	}
	return a, err
}

// applicationIn gathers the application in the address with all that its pages show. See [Site.applicationOf].
func (s *Site) applicationIn(r *http.Request, by account.Member) (draft, error) {
	a, err := s.applicationOf(r, by)
	if err != nil {
		return draft{}, err
	}
	row, err := s.db.Draft(r.Context(), a)
	if err != nil {
		return draft{}, err
	}
	d := draft{Application: a, version: row.Under, round: row.In, sections: row.Sections, documents: row.Documents, alternatives: row.Alternatives, names: row.Names}
	return d, s.openTo(r, by, &d)
}

// openTo fills in which questions who looks can answer now: all of a draft, those of a request for completion, none for a reader.
func (s *Site) openTo(r *http.Request, by account.Member, d *draft) error {
	if _, writes := by.Contributor(); !writes || !d.DeletedAt.IsZero() {
		return nil
	}
	switch d.Status {
	case grant.Draft:
		for _, section := range d.version.Sections {
			for _, q := range section.Questions {
				d.open = append(d.open, q.Key)
			}
		}
	case grant.Incomplete:
		request, err := s.db.OpenRequest(r.Context(), d.ID)
		if err != nil {
			return err
		}
		d.open, d.due = request.Questions, request.Due
	}
	return nil
}

// files counts the attachments of each question.
func (d draft) files() map[string]int {
	all := map[string]int{}
	for _, one := range d.documents {
		all[one.Question]++
	}
	return all
}

// steps are the sections as the pages lead to them.
func (d draft) steps(current string, given grant.Answers) []mine.Step {
	all := make([]mine.Step, len(d.version.Sections))
	for i, p := range d.version.Progress(given, d.files()) {
		all[i] = mine.Step{Progress: p, Title: d.version.Sections[i].Title, Href: link.MySection(d.ID, p.Section), Number: i + 1, Current: p.Section == current}
		all[i].Fixed = d.Status != grant.Draft && len(asked(d, d.version.Sections[i])) == 0
		for _, a := range d.alternatives {
			if a.Section == p.Section {
				all[i].Choices++
			}
		}
	}
	return all
}

// worked names who saved a section last.
func (d draft) worked() string {
	var last grant.SavedSection
	for _, one := range d.sections {
		if one.At.After(last.At) {
			last = one
		}
	}
	return d.names[last.By]
}

// draftHead is what the pages of an application say of themselves: they stand below it.
func draftHead(r *http.Request, d draft, title string) layout.Head {
	head := memberHead(r, title, link.MyApplications())
	at := len(head.Crumbs) - 1
	head.Crumbs = slices.Insert(head.Crumbs, at, layout.Crumb{Label: mine.ApplicationName(d.Application), Href: mine.ApplicationHref(d.Application)})
	return head
}

func (s *Site) myApplication(w http.ResponseWriter, r *http.Request, by account.Member) error {
	d, err := s.applicationIn(r, by)
	if err != nil {
		return err
	}
	switch {
	case d.Status != grant.Draft:
		return goTo(w, r, link.MyDossier(d.ID))
	case !d.DeletedAt.IsZero():
		return goTo(w, r, link.MyApplications())
	}
	page := mine.ApplicationPage{Application: d.Application, Version: d.version, Round: d.round, Steps: d.steps("", grant.Union(d.sections)),
		Worked: d.worked(), Alternatives: len(d.alternatives), Writes: len(d.open) > 0, Now: nowOf(r)}
	if !nowOf(r).Before(d.round.ClosesAt) {
		c, err := s.db.Candidate(r.Context(), d.Application)
		if err == nil {
			err = s.fillLate(r, by, c, &page.Ask)
		}
		if err != nil {
			return err
		}
	}
	return s.private(w, r, http.StatusOK, memberHead(r, mine.ApplicationName(d.Application), link.MyApplications()), mine.Application(page))
}

func (s *Site) deletionPage(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	return s.askDeletion(w, r, http.StatusOK, by, nil)
}

func (s *Site) askDeletion(w http.ResponseWriter, r *http.Request, status int, by account.Contributor, wrong fault.Fields) error {
	d, err := s.applicationIn(r, by.Member)
	if err != nil {
		return err
	}
	return s.private(w, r, status, draftHead(r, d, "Gooi het ontwerp weg"), mine.Ask(mine.AskPage{
		Title: mine.ApplicationName(d.Application) + " weggooien?",
		Lead:  "Niemand van jullie kan er dan nog aan schrijven. Zeven dagen lang haal je het met alle antwoorden en bijlagen terug; daarna is het weg.",
		Press: "Gooi dit ontwerp weg", Action: link.DeleteDraft(d.ID), Back: "Toch niet", Href: link.MyApplication(d.ID), Wrong: wrong, Once: desk.NewOnce().String(),
	}))
}

func (s *Site) deleteDraft(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	err = s.desk.DeleteDraft(r.Context(), by, once, id)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.askDeletion(w, r, status, by, wrong)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyApplications(), "Het ontwerp is weggegooid. Zeven dagen lang haal je het hier terug.")
}

func (s *Site) takeBackDraft(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	err = s.desk.TakeBackDraft(r.Context(), by, once, id)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showApplications(w, r, status, by.Member, wrong)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.MyApplication(id), "Het ontwerp is terug, met alles wat erin stond.")
}
