package site

import (
	"errors"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
	"vriendenstad/templates/ui"
)

// A sentText is an application as it stood when its association sent it.
type sentText struct {
	given grant.Answers
	files []grant.File
}

// A dossierText is what the Dienst reads of a dossier: what was submitted, and what stood there each time that a request for completion was answered. What an
// association types while a request is open is its own until it sends that too.
type dossierText struct {
	receipt   postgres.Receipt
	texts     []sentText // the submission first
	documents []document.Document
}

func (s *Site) dossierText(r *http.Request, of grant.ID) (dossierText, error) {
	var all dossierText
	var err error
	if all.receipt, err = s.db.Receipt(r.Context(), of); err != nil {
		return all, err
	}
	completed, err := s.db.Completions(r.Context(), of)
	if err != nil {
		return all, err
	}
	for _, frozen := range append([]string{all.receipt.Frozen}, completed...) {
		given, files, err := grant.Thaw(frozen)
		if err != nil {
			return all, err
		}
		all.texts = append(all.texts, sentText{given, files})
	}
	all.documents, err = s.db.DossierDocuments(r.Context(), of)
	return all, err
}

func (t dossierText) last() sentText { return t.texts[len(t.texts)-1] }

// answered returns one of the texts to read, each attachment with where it can be fetched.
func (t dossierText) answered(under grant.Version, text sentText) ui.Answered {
	all := ui.Answered{Sections: under.Sections, Given: text.given}
	for _, f := range text.files {
		one := ui.AnswerFile{File: f}
		if at := slices.IndexFunc(t.documents, f.Is); at >= 0 {
			one.Href = link.StaffDocument(t.receipt.Application, t.documents[at].ID)
		}
		all.Files = append(all.Files, one)
	}
	return all
}

// has says whether the Dienst may read a document: it came with a message, or with a text that was sent.
func (t dossierText) has(d document.Document) bool {
	return d.Message != 0 || slices.ContainsFunc(t.texts, func(one sentText) bool {
		return slices.ContainsFunc(one.files, func(f grant.File) bool { return f.Is(d) })
	})
}

// sendStaffDocument sends an attachment of a dossier to who may read it. See [Site.sendDocument].
func (s *Site) sendStaffDocument(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	row, err := s.dossierOf(r, by)
	if err != nil {
		return err
	}
	number, ok := form.ParseID[document.ID](chi.URLParam(r, "document"))
	if !ok {
		return fault.NotFound
	}
	all, err := s.dossierText(r, row.ID)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all.documents, func(d document.Document) bool { return d.ID == number && all.has(d) })
	if at < 0 {
		return fault.NotFound
	}
	d := all.documents[at]
	bytes, err := s.set.Depot.Open(r.Context(), d.Stored)
	if errors.Is(err, fault.NotFound) {
		visitOf(r).err = err
		return s.showStaff(w, r, http.StatusNotFound, place{"Bestand niet gevonden", link.StaffDossiers()}, staff.MissingDossierFile(row.ID, d.Name))
	}
	if err != nil {
		return err
	}
	defer bytes.Close()
	return sendAttachment(w, r, d, bytes)
}

// staffMessage is a message as the Dienst reads it.
func staffMessage(m postgres.MessageRow) ui.Message {
	switch {
	case m.Name != "":
		return ui.Message{Theirs: !m.ByStaff, From: m.Name}
	case m.ByStaff:
		return ui.Message{From: "De dienst"}
	}
	return ui.Message{Theirs: true, From: "De vereniging"}
}

func (s *Site) answerMessage(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	row, err := s.dossierOf(r, by)
	if err != nil {
		return err
	}
	in, err := s.messageIn(w, r, by, row.ID)
	if err != nil {
		return err
	}
	if in.holds {
		return s.hold(w, r, by, row.ID, in)
	}
	if err = in.wrong(); err == nil {
		err = s.desk.AnswerMessage(r.Context(), by, in.once, row.ID, in.words, in.files)
	}
	if wrong, status := refusal(w, r, err); status != 0 {
		page := staff.DossierPage{Wrong: wrong}
		if page.Message, err = s.again(by, row.ID, in); err != nil {
			return err
		}
		return s.showStaffDossier(w, r, status, by, page)
	}
	if err != nil {
		return in.arrival.dropAfter(r, s, err)
	}
	return s.done(w, r, link.StaffDossier(row.ID)+"#berichten", "Je bericht is verstuurd.")
}
