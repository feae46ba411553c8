package site

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/sheet"
	"vriendenstad/templates/staff"
)

// recordShown is how many entries stand on one page of the record.
const recordShown = 50

func (s *Site) recordPage(w http.ResponseWriter, r *http.Request, _ account.Administrator) error {
	typed, err := form.ReadRecord(queryOf(r))
	if err != nil {
		return err
	}
	page := staff.RecordPage{Typed: typed, Once: desk.NewOnce().String()}
	filter, err := s.recordFilter(r.Context(), typed)
	wrong, status := refusal(w, r, err)
	switch {
	case status != 0:
		page.Wrong = wrong
	case err != nil:
		return err
	default:
		status = http.StatusOK
		if page.Found, page.More, err = s.trail(r.Context(), filter, recordShown); err != nil {
			return err
		}
	}
	if page.Chain, err = s.chain(r); err != nil {
		return err
	}
	return s.showStaff(w, r, status, place{"Logboek", link.Record()}, staff.Record(page))
}

// recordFilter returns what a search asks, and refuses what it cannot mean beside its field.
func (s *Site) recordFilter(ctx context.Context, typed form.Record) (postgres.TrailFilter, error) {
	from, until, err := typed.Days()
	if err != nil {
		return postgres.TrailFilter{}, err
	}
	f := postgres.TrailFilter{Act: typed.Act, Subject: typed.Subject, Before: typed.Before}
	if f.Person, err = s.whoTyped(ctx, typed.Person); err != nil {
		return f, err
	}
	if !from.IsZero() {
		f.From = from.Start()
	}
	if !until.IsZero() {
		f.Until = until.AddDays(1).Start()
	}
	return f, nil
}

// whoTyped returns the person of a number or an address, zero for nothing.
func (s *Site) whoTyped(ctx context.Context, typed string) (account.ID, error) {
	if typed == "" {
		return 0, nil
	}
	if id, ok := form.ParseID[account.ID](typed); ok {
		return id, nil
	}
	email, err := account.ParseEmail(typed)
	if err != nil {
		return 0, fault.Fields{{Name: "persoon", Sentence: "Schrijf een heel e-mailadres, of het nummer van een persoon."}}
	}
	person, err := s.db.PersonByEmail(ctx, email)
	if errors.Is(err, fault.NotFound) {
		return 0, fault.Fields{{Name: "persoon", Sentence: "Niemand heeft een account met dit e-mailadres."}}
	}
	return person.ID, err
}

var recordColumns = []sheet.Column{
	{Title: "Nummer"}, {Title: "Wanneer", Width: 20}, {Title: "Persoon"}, {Title: "Naam", Width: 24}, {Title: "Rol", Width: 18}, {Title: "Handeling", Width: 20},
	{Title: "Wat", Width: 32}, {Title: "Onderwerp", Width: 20}, {Title: "Details", Width: 60}, {Title: "Gewist op"}, {Title: "Verzegeld"},
}

// recordCSV sends what a search finds as a file. That it was taken is itself written down first, and stands in the file.
func (s *Site) recordCSV(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	typed, err := form.ReadRecord(queryOf(r))
	if err != nil {
		return err
	}
	filter, err := s.recordFilter(r.Context(), typed)
	if err != nil {
		return err
	}
	from, until, err := typed.Days()
	if err != nil {
		return err
	}
	err = s.desk.ExportRecord(r.Context(), by, desk.RecordSearch{Person: filter.Person, Act: filter.Act, Subject: filter.Subject, From: from.ISO(), Until: until.ISO()})
	if err != nil {
		return err
	}
	file := download{name: "logboek-" + calendar.DayOf(nowOf(r)).ISO() + ".csv", kind: "text/csv; charset=utf-8; header=present"}
	return s.stream(w, r, file, func(to io.Writer) error {
		table, err := sheet.NewCSV(to, recordColumns)
		if err != nil {
			return err
		}
		err = s.db.EachEntry(r.Context(), filter, func(row postgres.TrailRow) error { return table.Row(recordCells(entry(row))...) })
		if err != nil {
			return errors.Join(err, table.Drop())
		}
		return table.Close()
	})
}

// recordCells are an entry in the order of [recordColumns].
func recordCells(e staff.Entry) []sheet.Cell {
	var details []string
	for _, l := range e.Lines() {
		details = append(details, l.Label+": "+l.Text)
	}
	erased := sheet.Cell{}
	if e.ErasedAt != nil {
		erased = sheet.Day(calendar.DayOf(*e.ErasedAt))
	}
	return []sheet.Cell{
		sheet.Number(int(e.ID)), sheet.Text(e.At.In(calendar.Brussels).Format("2006-01-02 15:04:05")), sheet.Number(int(e.Person)), sheet.Text(e.Name),
		sheet.Text(string(e.Part)), sheet.Text(e.Act), sheet.Text(staff.ActLabel(e.Act)), sheet.Text(e.Subject), sheet.Text(strings.Join(details, " | ")),
		erased, yesOrNo(e.Sealed),
	}
}

func (s *Site) checkPage(w http.ResponseWriter, r *http.Request, _ account.Administrator) error {
	page := staff.CheckPage{Once: desk.NewOnce().String()}
	check, last, err := s.desk.LastCheck(r.Context())
	if err != nil && !errors.Is(err, fault.NotFound) {
		return err
	}
	if err == nil {
		page.Checked, page.At, page.By = true, last.At, last.Name
		page.Seals, page.Hash, page.Erased, page.Found = check.Seals, check.Hash, check.Erased, check.Findings
	}
	return s.showStaff(w, r, http.StatusOK, place{"Nazicht van het logboek", link.Record()}, staff.Check(page))
}

func (s *Site) checkRecord(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	if err := longer(w, 2*downloadTime); err != nil {
		return err
	}
	if err := s.desk.CheckRecord(r.Context(), by, once); err != nil {
		return err
	}
	return s.done(w, r, link.RecordCheck(), "De keten is nagekeken.")
}
