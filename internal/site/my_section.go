package site

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"
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

// blankRows are how many empty rows a table begins with.
const blankRows = 3

func (s *Site) mySection(w http.ResponseWriter, r *http.Request, by account.Member) error {
	d, section, err := s.sectionOf(r, by)
	if err != nil {
		return err
	}
	page := sectionPage(r, by, d, section)
	kept, ok, err := s.typed(r, by)
	if err != nil {
		return err
	}
	if typed, unread := form.ReadSection(kept, section.Questions); ok && unread == nil {
		if err := s.keepTyped(r, &page, typed); err != nil {
			return err
		}
	}
	page.blank(queryOf(r).Get("erbij"))
	return s.private(w, r, http.StatusOK, draftHead(r, d, section.Title), mine.Section(page.SectionPage))
}

// sectionOf gathers the application in the address and the section of it that is named there.
func (s *Site) sectionOf(r *http.Request, by account.Member) (draft, grant.Section, error) {
	d, err := s.applicationIn(r, by)
	if err != nil {
		return d, grant.Section{}, err
	}
	section, err := d.version.Section(chi.URLParam(r, "section"))
	return d, section, err
}

// sectionToSave is [Site.sectionOf] with what a save needs to be read, and nothing that is only shown.
func (s *Site) sectionToSave(r *http.Request, by account.Contributor) (draft, grant.Section, error) {
	a, err := s.applicationOf(r, by.Member)
	if err != nil {
		return draft{}, grant.Section{}, err
	}
	d := draft{Application: a}
	if d.version.Terms, err = s.db.Terms(r.Context(), a.Version); err != nil {
		return d, grant.Section{}, err
	}
	section, err := d.version.Section(chi.URLParam(r, "section"))
	if err != nil {
		return d, section, err
	}
	return d, section, s.openTo(r, by.Member, &d)
}

// asked are the questions of a section that can be answered now.
func asked(d draft, section grant.Section) []grant.Question {
	return slices.DeleteFunc(slices.Clone(section.Questions), func(q grant.Question) bool { return !slices.Contains(d.open, q.Key) })
}

// A shown is a section as it is about to be shown.
type shown struct {
	mine.SectionPage
	of draft
}

// sectionPage fills a page with a section as it is stored.
func sectionPage(r *http.Request, by account.Member, d draft, section grant.Section) shown {
	stored := d.sections[section.Key]
	page := shown{of: d, SectionPage: mine.SectionPage{Application: d.Application, Version: d.version, Round: d.round, Section: section,
		Seen: stored.Version, Page: randomHex(16), Number: 1, Once: desk.NewOnce().String(), SavedAt: stored.At, Documents: d.documents,
		Alternatives: d.alternatives, Names: d.names, Due: d.due, Now: nowOf(r)}}
	if stored.By != int64(by.By().Person) {
		page.SavedBy = d.names[stored.By]
	}
	for _, q := range asked(d, section) {
		page.Open = append(page.Open, q.Key)
	}
	page.fill(stored.Answers)
	return page
}

// fill puts answers in the fields, and says what is not right about them.
func (p *shown) fill(answers grant.Answers) {
	given := grant.Union(p.of.sections)
	for key, a := range answers {
		given[key] = a
	}
	p.Typed, p.Given = answers, given
	p.Wrong = p.Version.Unfit(p.Section.Key, given)
	p.Steps = p.of.steps(p.Section.Key, given)
}

// keepTyped puts words in the fields that were not saved, as the page sent them: it goes on as that page. Words to questions that were closed meanwhile stand
// beside them.
func (s *Site) keepTyped(r *http.Request, p *shown, typed form.Section) error {
	stored := p.of.sections[p.Section.Key].Answers
	seen, err := s.db.SectionAt(r.Context(), p.ID, p.Section.Key, typed.Seen)
	if err != nil {
		return err
	}
	p.close(grant.Unkept(typed.Answers, p.Open, seen.Answers, stored))
	answers := grant.Answers{}
	maps.Copy(answers, stored)
	for _, key := range p.Open {
		answers[key] = typed.Answers[key]
	}
	p.fill(answers)
	p.Seen, p.Page, p.Number, p.Unsaved = typed.Seen, typed.Page, typed.Number+1, len(p.Open) > 0
	return nil
}

// close shows words that are not kept beside the questions to which they were typed, which are not open.
func (p *shown) close(words grant.Answers) {
	p.Closed = words
	for _, q := range p.Questions {
		if _, ok := words[q.Key]; ok {
			p.Refused.Add(q.Key, "“%s” staat niet meer open. Wat je daar typte, is niet bewaard. Het staat bij die vraag, zodat je het kan kopiëren.", q.Label)
		}
	}
}

// blank adds empty rows to the tables: some to one without rows, and one more where somebody asked for it.
func (p *shown) blank(more string) {
	p.Blank, p.More = map[string][]string{}, more
	for _, q := range p.Questions {
		lists := map[string]int{}
		switch q.Type {
		case grant.Costs:
			lists[form.RowsField(q.Key, grant.CostSide)], lists[form.RowsField(q.Key, grant.IncomeSide)] = blankRows, 1
		case grant.Countries, grant.Partner:
			lists[form.RowsField(q.Key, "")] = 1
		}
		for list, n := range lists {
			if countRows(p.Typed[q.Key], strings.TrimPrefix(list, q.Key+".")) > 0 {
				n = 0
			}
			if list == more {
				n++
			}
			for range n {
				p.Blank[list] = append(p.Blank[list], randomHex(5))
			}
		}
	}
}

// countRows counts the rows of a side of a budget, or of another table.
func countRows(a grant.Answer, side string) int {
	n := 0
	for _, r := range a.Rows {
		if side != grant.CostSide && side != grant.IncomeSide || len(r.Cells) > 0 && r.Cells[0] == side {
			n++
		}
	}
	return n
}

func randomHex(bytes int) string {
	all := make([]byte, bytes)
	rand.Read(all) // never fails: the program would have ended
	return hex.EncodeToString(all)
}

// saveSection saves what was typed, with the files that came with it, and then does what the button says.
func (s *Site) saveSection(w http.ResponseWriter, r *http.Request, by account.Contributor) error {
	d, section, err := s.sectionToSave(r, by)
	if err != nil {
		return err
	}
	values, files, err := s.received(w, r, section.Questions)
	if err != nil {
		return err
	}
	typed, err := form.ReadSection(values, section.Questions)
	if err != nil {
		return errors.Join(err, files.drop(r, s))
	}
	if typed.Press == form.DropRow {
		dropRow(typed)
	}
	saved, err := s.desk.SaveSection(r.Context(), by, d.ID, section.Key, typed.Sending)
	if wrong, status := refusal(w, r, err); status != 0 && typed.Press != form.Autosave {
		return errors.Join(s.closedSection(w, r, status, by, section, saved.Closed, wrong, files.names()), files.drop(r, s))
	}
	if err != nil {
		return errors.Join(err, files.drop(r, s))
	}
	once, err := desk.ParseOnce(values.Get("once"))
	if err != nil {
		return errors.Join(err, files.drop(r, s))
	}
	refused, err := s.attach(r, by, once, d, files)
	if err != nil {
		return err
	}
	if err := s.db.Unpark(r.Context(), by.By().Person, r.URL.Path); err != nil {
		return err
	}
	return s.saved(w, r, by, once, section, typed, saved, refused)
}

// closedSection shows a section of which no question is open any more, with what was typed in it and is not kept.
func (s *Site) closedSection(w http.ResponseWriter, r *http.Request, status int, by account.Contributor, section grant.Section, words grant.Answers, wrong, files fault.Fields) error {
	d, err := s.applicationIn(r, by.Member)
	if err != nil {
		return err
	}
	page := sectionPage(r, by.Member, d, section)
	page.close(words)
	if len(words) == 0 {
		page.Refused = wrong // the page says itself that the section is closed, and what is not kept
	}
	page.Refused = append(page.Refused, files...)
	return s.private(w, r, status, draftHead(r, d, section.Title), mine.Section(page.SectionPage))
}

// dropRow takes the row out that the button names.
func dropRow(typed form.Section) {
	question, id, _ := strings.Cut(typed.On, ".")
	a := typed.Answers[question]
	a.Rows = slices.DeleteFunc(a.Rows, func(r grant.Row) bool { return r.ID == id })
	if _, asked := typed.Answers[question]; asked {
		typed.Answers[question] = a
	}
}

// saved answers a save: the section again where it was saved by itself, where two people wrote the same, or where a file was refused; otherwise the page that the
// button leads to.
func (s *Site) saved(w http.ResponseWriter, r *http.Request, by account.Contributor, once desk.Once, section grant.Section, typed form.Section, saved desk.Saved,
	refused fault.Fields) error {
	if typed.Press == form.TakeSent || typed.Press == form.LeaveSent {
		seen := typed.Seen
		if !saved.Merged {
			seen = saved.Version
		}
		err := s.choose(r, by, once, typed, seen)
		if err != nil && !errors.Is(err, fault.NotFound) { // somebody chose before: what came of it is shown
			return err
		}
	}
	d, err := s.applicationIn(r, by.Member)
	if err != nil {
		return err
	}
	page := sectionPage(r, by.Member, d, section)
	page.blank("")
	page.Refused = refused
	page.close(saved.Closed)
	page.Merged = saved.Merged || len(saved.Closed) > 0
	status := http.StatusOK
	switch {
	case len(saved.Clashes) > 0:
		status = http.StatusConflict
	case len(page.Refused) > 0:
		status = http.StatusUnprocessableEntity
	}
	if typed.Press == form.Autosave {
		return s.fragment(w, r, status, mine.Section(page.SectionPage))
	}
	if status != http.StatusOK {
		return s.private(w, r, status, draftHead(r, d, section.Title), mine.Section(page.SectionPage))
	}
	return goTo(w, r, after(d, section, typed, len(page.Wrong) > 0))
}

// choose carries out which of two people's words somebody took.
func (s *Site) choose(r *http.Request, by account.Contributor, once desk.Once, typed form.Section, seen int) error {
	alternative, ok := form.ParseID[int64](typed.On)
	if !ok {
		return fault.NotFound
	}
	id, err := idOf[grant.ID](r)
	if err != nil {
		return err
	}
	return s.desk.ChooseAlternative(r.Context(), by, once, id, alternative, seen, typed.Press == form.TakeSent)
}

// after is where a button leads once all is saved.
func after(d draft, section grant.Section, typed form.Section, wrong bool) string {
	here := slices.IndexFunc(d.version.Sections, func(one grant.Section) bool { return one.Key == section.Key })
	switch typed.Press {
	case form.Onward:
		for _, next := range d.version.Sections[here+1:] {
			if d.Status == grant.Draft || len(asked(d, next)) > 0 {
				return link.MySection(d.ID, next.Key)
			}
		}
		if d.Status != grant.Draft {
			return link.MyDossier(d.ID)
		}
		return link.CheckApplication(d.ID)
	case form.Back:
		if here > 0 {
			return link.MySection(d.ID, d.version.Sections[here-1].Key)
		}
	case form.Stop:
		return link.MyApplication(d.ID)
	case form.ShowMore, form.AddFiles:
		return link.MyField(d.ID, section.Key, url.PathEscape(typed.On))
	case form.AddRow:
		question, _, _ := strings.Cut(typed.On, ".")
		return link.MoreRows(d.ID, section.Key, typed.On, question)
	case form.DropRow:
		question, _, _ := strings.Cut(typed.On, ".")
		return link.MyField(d.ID, section.Key, url.PathEscape(question))
	case form.RemoveFile:
		if id, ok := form.ParseID[document.ID](typed.On); ok {
			return link.RemoveDocument(d.ID, id)
		}
	}
	if wrong {
		return link.MyField(d.ID, section.Key, "deel_fouten")
	}
	return link.MySection(d.ID, section.Key)
}

// fragment sends a part of a page, to be put in the place of what it was before.
func (s *Site) fragment(w http.ResponseWriter, r *http.Request, status int, part templ.Component) error {
	var text bytes.Buffer
	if err := part.Render(r.Context(), &text); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	s.send(w, r, status, text.Bytes())
	return nil
}
