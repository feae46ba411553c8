package site

import (
	"errors"
	"net/http"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/ui"
)

// enclosed is the field of a message's attachments.
const enclosed = "bijlage"

// A letterIn is a message as it came.
type letterIn struct {
	once  desk.Once
	words string
	// holds says that its files are held alone, and nothing is sent.
	holds bool
	// files are those that were held since it was refused, with what its form carried of them, and those that came with it now.
	files   []desk.Upload
	written []string
	// refused are the files that are not taken.
	refused fault.Fields
	arrival arrival
}

// messageIn reads a message about an application with its files, which go to the depot as they come.
func (s *Site) messageIn(w http.ResponseWriter, r *http.Request, by account.Acting, of grant.ID) (letterIn, error) {
	values, came, err := s.received(w, r, []grant.Question{{Key: enclosed, Type: grant.Files}})
	if err != nil {
		return letterIn{}, err
	}
	in := letterIn{words: values.Get("bericht"), refused: came.refused, arrival: came, holds: values.Get(form.PressField) == string(form.AddFiles)}
	if in.once, err = desk.ParseOnce(values.Get("once")); err != nil {
		return in, errors.Join(err, came.drop(r, s))
	}
	for _, written := range values["gehouden"] {
		u, fresh, err := s.desk.Recall(by, of, written)
		if err == nil && fresh {
			fresh, err = s.isKept(r, u)
		}
		if err != nil {
			return in, errors.Join(err, came.drop(r, s))
		}
		if !fresh {
			in.refused.Add(enclosed, "“%s” hielden we niet langer bij. Kies het opnieuw.", u.Name)
			continue
		}
		in.files, in.written = append(in.files, u), append(in.written, written)
	}
	in.files = append(in.files, came.files[enclosed]...)
	return in, nil
}

// isKept says whether the depot has the bytes of an upload still.
func (s *Site) isKept(r *http.Request, u desk.Upload) (bool, error) {
	bytes, err := s.set.Depot.Open(r.Context(), u.Stored.Name)
	if errors.Is(err, fault.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, bytes.Close()
}

// wrong returns what is wrong with a message before it is sent.
func (in letterIn) wrong() error {
	_, err := grant.CheckMessage(in.words, len(in.files))
	more, _ := errors.AsType[fault.Fields](err)
	return append(more, in.refused...).Err()
}

// hold answers with the files that a message is to carry, after some came before it is sent: too many are not held.
func (s *Site) hold(w http.ResponseWriter, r *http.Request, by account.Acting, of grant.ID, in letterIn) error {
	if len(in.files) > grant.MessageFilesMost {
		if err := in.arrival.drop(r, s); err != nil {
			return err
		}
		_, err := grant.CheckMessage("-", len(in.files))
		many, _ := errors.AsType[fault.Fields](err)
		in.files, in.refused = in.files[:len(in.written)], append(in.refused, many...)
	}
	files, err := s.again(by, of, in)
	if err != nil {
		return err
	}
	files.Wrong = in.refused
	if len(in.refused) > 0 {
		return s.fragment(w, r, http.StatusUnprocessableEntity, ui.Enclosures(files))
	}
	return s.fragment(w, r, http.StatusOK, ui.Enclosures(files))
}

// again returns a message that was refused as its form shows it again, with its files.
func (s *Site) again(by account.Acting, of grant.ID, in letterIn) (ui.MessageForm, error) {
	typed := ui.MessageForm{Words: in.words}
	for i, u := range in.files {
		one := ui.HeldFile{Name: u.Name, Size: u.Size}
		if i < len(in.written) {
			one.Value = in.written[i] // held since it came first
		} else if value, err := s.desk.Hold(by, of, u); err != nil {
			return typed, err
		} else {
			one.Value = value
		}
		typed.Held = append(typed.Held, one)
	}
	return typed, nil
}

// typedMessage returns the form of a message with what was typed in a session that had expired.
func (s *Site) typedMessage(r *http.Request, by account.Acting, of grant.ID) (ui.MessageForm, error) {
	kept, ok, err := s.typed(r, by)
	if err != nil || !ok {
		return ui.MessageForm{}, err
	}
	in := letterIn{words: kept.Get("bericht")}
	for _, written := range kept["gehouden"] {
		if u, fresh, err := s.desk.Recall(by, of, written); err == nil && fresh {
			in.files, in.written = append(in.files, u), append(in.written, written)
		}
	}
	return s.again(by, of, in)
}

// messagesOf returns what both sides wrote about an application, with its attachments. Href says where one can be fetched, from who wrote it.
func (s *Site) messagesOf(r *http.Request, of grant.ID, href func(document.ID) string, show func(postgres.MessageRow) ui.Message) ([]ui.Message, error) {
	rows, err := s.db.Messages(r.Context(), of)
	if err != nil {
		return nil, err
	}
	files, err := s.db.MessageDocuments(r.Context(), of)
	if err != nil {
		return nil, err
	}
	with := map[int64][]ui.AnswerFile{}
	for _, d := range files {
		with[d.Message] = append(with[d.Message], ui.AnswerFile{File: grant.File{Name: d.Name, Size: d.Size, SHA256: d.SHA256}, Href: href(d.ID)})
	}
	all := make([]ui.Message, len(rows))
	for i, row := range rows {
		all[i] = show(row)
		all[i].At, all[i].Words, all[i].Files = row.At, row.Words, with[row.ID]
	}
	return all, nil
}
