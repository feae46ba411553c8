package site

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/templates/mine"
)

// What a request with files may be, all that one question takes, and how long it may take: a phone sends ten megabytes in that time.
const (
	largestUpload = grant.FilesMost*document.Most + largestForm
	uploadTime    = 3 * time.Minute
	mostFiles     = 2 * grant.FilesMost // in one request
	mostParts     = 2_000
)

// Uploads are the addresses to which files are sent. They take larger bodies than others, and take longer.
func (s *Site) uploads(r chi.Router) {
	r.Use(within(uploadTime))
	r.Post("/mijn/aanvragen/{id}/{section}", s.contributor(s.saveSection))
	r.Post("/mijn/aanvragen/{id}/bijlagen/bij/{question}", s.contributor(s.addDocuments))
	r.Get("/mijn/aanvragen/{id}/bijlagen/{document}", unseen(s, asMember, s.sendDocument))
	r.Post("/mijn/aanvragen/{id}/dossier/berichten", s.contributor(s.writeMessage))
	r.Get("/beheer/aanvragen/{id}/bijlagen/{document}", unseen(s, asDossierReader, s.sendStaffDocument))
	r.Post("/beheer/aanvragen/{id}/berichten", s.caseHandler(s.answerMessage))
}

// An arrival is what came of the files of a form: those that the depot holds, by their questions, and the refusals of the others.
type arrival struct {
	files   map[string][]desk.Upload
	refused fault.Fields
}

// drop forgets the files again.
func (a arrival) drop(r *http.Request, s *Site) error {
	var names []string
	for _, all := range a.files {
		for _, one := range all {
			names = append(names, one.Stored.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return s.set.Depot.Remove(r.Context(), names...)
}

// names says of each file of a form that it is not attached.
func (a arrival) names() fault.Fields {
	var all fault.Fields
	for _, question := range slices.Sorted(maps.Keys(a.files)) {
		for _, one := range a.files[question] {
			all.Add("", "“%s” is niet toegevoegd.", one.Name)
		}
	}
	return all
}

// dropAfter forgets the files of an act that was refused, and returns the refusal. Where it is not known how the act ended, for the line to the database may have
// broken after it was done, they stay: what belongs to nothing is swept.
func (a arrival) dropAfter(r *http.Request, s *Site, err error) error {
	if _, refused := errors.AsType[fault.Fields](err); refused {
		return errors.Join(err, a.drop(r, s))
	}
	for _, refusal := range []error{fault.NotFound, fault.Denied, fault.Conflict, fault.Malformed} {
		if errors.Is(err, refusal) {
			return errors.Join(err, a.drop(r, s))
		}
	}
	return err
}

// received reads a form with its files, which go to the depot as they come. Files to other questions than these are [fault.Malformed]. Where it fails nothing is
// kept.
func (s *Site) received(w http.ResponseWriter, r *http.Request, questions []grant.Question) (url.Values, arrival, error) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != multipartForm {
		values, err := posted(r)
		return values, arrival{}, err
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, arrival{}, fmt.Errorf("form: %w", fault.Malformed)
	}
	if err := longer(w, uploadTime+pageTime); err != nil {
		return nil, arrival{}, err
	}
	in := incoming{s: s, r: r, questions: questions, arrival: arrival{files: map[string][]desk.Upload{}}}
	values, err := fields(parts, in.file)
	if err != nil {
		return nil, arrival{}, errors.Join(err, in.drop(r, s))
	}
	return values, in.arrival, nil
}

// fields returns the words of a form with files, and hands each file to take.
func fields(parts *multipart.Reader, take func(question string, part *multipart.Part) error) (url.Values, error) {
	values, left := url.Values{}, largestForm
	for n := 1; ; n++ {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return values, nil
		}
		if err == nil && n > mostParts {
			err = fmt.Errorf("a form of %d parts: %w", n, fault.TooLarge)
		}
		if err == nil && part.FileName() == "" && !strings.HasPrefix(part.FormName(), form.FilePrefix) {
			left, err = field(part, left, values)
		} else if err == nil {
			err = take(strings.TrimPrefix(part.FormName(), form.FilePrefix), part)
		}
		if err != nil {
			return nil, unreadable(err)
		}
	}
}

// field reads the words of one field, which may be no longer than what is left, and returns what is left after it.
func field(part *multipart.Part, left int, values url.Values) (int, error) {
	text, err := io.ReadAll(io.LimitReader(part, int64(left)+1))
	if err != nil {
		return left, err
	}
	if left -= len(text) + len(part.FormName()); left < 0 {
		return left, fmt.Errorf("fields of more than %d bytes: %w", largestForm, fault.TooLarge)
	}
	if !isWhole(part.FormName()) || !isWhole(string(text)) {
		return left, fmt.Errorf("a field of the form is no text: %w", fault.Malformed)
	}
	values.Add(part.FormName(), string(text))
	return left, nil
}

// wordsOf returns the words of a form, and lets its files go by.
func wordsOf(r *http.Request) (url.Values, error) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != multipartForm {
		return posted(r)
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, fmt.Errorf("form: %w", fault.Malformed)
	}
	return fields(parts, func(string, *multipart.Part) error { return nil })
}

// An incoming takes the files of a form.
type incoming struct {
	arrival
	s         *Site
	r         *http.Request
	questions []grant.Question
}

// unreadable tells a body that is cut off, or is none, from what failed on our side.
func unreadable(err error) error {
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return err
	}
	for _, one := range []error{fault.Malformed, fault.TooLarge, fault.Unavailable, fault.NotFound} {
		if errors.Is(err, one) {
			return err
		}
	}
	return fmt.Errorf("%w: %w", fault.Malformed, err)
}

// file keeps one file, or says why it is not taken. A field in which nothing was chosen is none.
func (in *incoming) file(question string, part *multipart.Part) error {
	called := part.FileName()
	if called == "" {
		return nil
	}
	at := slices.IndexFunc(in.questions, func(q grant.Question) bool { return q.Key == question && q.Type == grant.Files })
	if at < 0 {
		return fmt.Errorf("a file to %q: %w", shorten(question, 40), fault.Malformed)
	}
	// Browsers write these signs in a name so.
	name := document.CleanName(strings.NewReplacer("%22", `"`, "%0D%0A", " ", "%0D", " ", "%0A", " ").Replace(called))
	if n := len(in.files[question]); n >= mostFiles {
		in.refused.Add(question, "“%s”: voeg niet meer dan %d bestanden tegelijk toe.", name, mostFiles)
		return nil
	}
	var kind document.Kind
	stored, err := in.s.set.Depot.Put(in.r.Context(), part, document.Most, func(bytes io.ReaderAt, size int64) (err error) {
		kind, err = document.Recognise(name, bytes, size)
		return err
	})
	if why, refused := errors.AsType[document.Refusal](err); refused {
		in.refused.Add(question, "“%s”: %s", name, why)
		return nil
	}
	if err != nil {
		return err
	}
	in.files[question] = append(in.files[question], desk.Upload{Stored: stored, Name: name, MediaType: kind.MediaType})
	return nil
}

// attach writes the files down that came with a form, and returns the refusals of those that were not taken. What is not attached is forgotten.
func (s *Site) attach(r *http.Request, by account.Contributor, once desk.Once, d draft, in arrival) (fault.Fields, error) {
	refused := in.refused
	for question, all := range in.files {
		err := s.desk.AddDocuments(r.Context(), by, once.For(question), d.ID, question, all)
		wrong, isRefusal := errors.AsType[fault.Fields](err)
		err = arrival{files: map[string][]desk.Upload{question: all}}.dropAfter(r, s, err)
		if isRefusal {
			refused = append(refused, wrong...)
		} else if err != nil {
			return nil, err
		}
	}
	return refused, nil
}

// addDocuments attaches files to a question by themselves, and answers with the attachments as they are now.
func (s *Site) addDocuments(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	d, err := s.applicationIn(r, by.Member)
	if err != nil {
		return err
	}
	q, section, ok := d.version.Question(chi.URLParam(r, "question"))
	if !ok || q.Type != grant.Files || !slices.Contains(d.open, q.Key) {
		return fault.NotFound
	}
	values, files, err := s.received(w, r, asked(d, section))
	if err != nil {
		return err
	}
	once, err := desk.ParseOnce(values.Get("once"))
	if err != nil {
		return errors.Join(err, files.drop(r, s))
	}
	refused, err := s.attach(r, by, once, d, files)
	if err != nil {
		return err
	}
	if d, err = s.applicationIn(r, by.Member); err != nil {
		return err
	}
	page := sectionPage(r, by.Member, d, section)
	page.Refused = refused
	status := http.StatusOK
	if len(refused) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return s.fragment(w, r, status, mine.Files(page.SectionPage, q))
}

// documentIn returns the attachment in the address.
func (s *Site) documentIn(r *http.Request, by account.Member) (grant.ID, document.Document, error) {
	id, err := idOf[grant.ID](r)
	if err != nil {
		return 0, document.Document{}, err
	}
	number, ok := form.ParseID[document.ID](chi.URLParam(r, "document"))
	if !ok {
		return 0, document.Document{}, fault.NotFound
	}
	if _, err := s.applicationOf(r, by); err != nil { // it may have been thrown away for good
		return id, document.Document{}, err
	}
	d, err := s.db.DocumentOf(r.Context(), by.Association, id, number)
	return id, d, err
}

// sendDocument sends an attachment to who may see its application, to be kept and never to be shown by the browser. One whose bytes are gone is told of.
func (s *Site) sendDocument(w http.ResponseWriter, r *http.Request, by account.Member) error {
	id, d, err := s.documentIn(r, by)
	if err != nil {
		return err
	}
	bytes, err := s.set.Depot.Open(r.Context(), d.Stored)
	if errors.Is(err, fault.NotFound) {
		visitOf(r).err = err
		return s.private(w, r, http.StatusNotFound, memberHead(r, "Bestand niet gevonden", link.MyApplications()), mine.MissingFile(id, d))
	}
	if err != nil {
		return err
	}
	defer bytes.Close()
	return sendAttachment(w, r, d, bytes)
}

// sendAttachment sends bytes that somebody else sent: under their name, as a file, with nothing that a browser would run.
func sendAttachment(w http.ResponseWriter, r *http.Request, d document.Document, bytes io.ReadSeeker) error {
	h := w.Header()
	h.Set("Content-Type", d.MediaType)
	h.Set("Content-Disposition", disposition(d.Name))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "no-store")
	if err := longer(w, uploadTime); err != nil {
		return err
	}
	http.ServeContent(w, r, "", time.Time{}, bytes)
	return nil
}

// disposition says that an answer is a file of that name, as RFC 6266 has it: in signs that every browser reads, and whole.
func disposition(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || unicode.IsControl(r) || strings.ContainsRune(`"\%`, r) {
			return '_'
		}
		return r
	}, name)
	var whole strings.Builder
	for _, b := range []byte(name) {
		if b < utf8.RuneSelf && (b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || strings.IndexByte("!#$&+-.^_`|~", b) >= 0) {
			whole.WriteByte(b)
		} else {
			fmt.Fprintf(&whole, "%%%02X", b)
		}
	}
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + whole.String()
}

func (s *Site) documentRemovalPage(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	return s.askDocumentRemoval(w, r, http.StatusOK, by, nil)
}

func (s *Site) askDocumentRemoval(w http.ResponseWriter, r *http.Request, status int, by account.Contributor, wrong fault.Fields) error {
	of, d, err := s.documentIn(r, by.Member)
	if err == nil && d.Question == "" {
		err = fault.NotFound // what was sent with a message stays
	}
	if err != nil {
		return err
	}
	back, err := s.questionPage(r, by, d)
	if err != nil {
		return err
	}
	return s.private(w, r, status, memberHead(r, "Verwijder een bestand", link.MyApplications()), mine.Ask(mine.AskPage{
		Title: "“" + d.Name + "” verwijderen?", Lead: "Het bestand is dan weg uit jullie aanvraag, voor iedereen.",
		Press: "Verwijder dit bestand", Action: link.RemoveDocument(of, d.ID), Back: "Toch niet", Href: back, Wrong: wrong, Once: desk.NewOnce().String(),
	}))
}

// questionPage is the address of the question to which a document is attached.
func (s *Site) questionPage(r *http.Request, by account.Contributor, d document.Document) (string, error) {
	of, err := s.applicationIn(r, by.Member)
	if err != nil {
		return "", err
	}
	_, section, ok := of.version.Question(d.Question)
	if !ok {
		return link.MyApplication(of.ID), nil
	}
	return link.MyField(of.ID, section.Key, d.Question), nil
}

func (s *Site) removeDocument(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	of, d, err := s.documentIn(r, by.Member)
	if errors.Is(err, fault.NotFound) {
		return s.removedBefore(w, r, by, once, err)
	}
	if err != nil {
		return err
	}
	back, err := s.questionPage(r, by, d)
	if err != nil {
		return err
	}
	err = s.desk.RemoveDocument(r.Context(), by, once, of, d.ID)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.askDocumentRemoval(w, r, status, by, wrong)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, back, "Het bestand is verwijderd.")
}

// removedBefore sends the twin of a removal that was done on, and is the refusal for any other.
func (s *Site) removedBefore(w http.ResponseWriter, r *http.Request, by account.Contributor, once desk.Once, refusal error) error {
	of, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	number, ok := form.ParseID[document.ID](chi.URLParam(r, "document"))
	if !ok {
		return refusal
	}
	if err := s.desk.RemoveDocument(r.Context(), by, once, of, number); err != nil {
		return err
	}
	return s.done(w, r, link.MyApplication(of), "Het bestand is verwijderd.")
}
