package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/sheet"
	"vriendenstad/templates/staff"
	"vriendenstad/templates/ui"
)

// entriesShown is how many lines stand on one page of entries.
const entriesShown = 50

func (s *Site) staffEntries(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	typed, err := form.ReadEntries(queryOf(r))
	if err != nil {
		return err
	}
	page := staff.EntriesPage{Typed: typed}
	if page.BudgetPowers, _, err = s.budgetPowers(r); err != nil {
		return err
	}
	if page.Of, page.Envelopes, err = s.yearWith(r); err != nil {
		return err
	}
	filter, err := entryFilter(page.Of.Year, typed)
	wrong, status := refusal(w, r, err)
	switch {
	case status != 0:
		page.Wrong = wrong
	case err != nil:
		return err
	default:
		status = http.StatusOK
		if err := s.findEntries(r.Context(), filter, &page); err != nil {
			return err
		}
	}
	return s.showBudget(w, r, status, fmt.Sprintf("Boekingen %d", page.Of.Year), staff.Entries(page))
}

func (s *Site) findEntries(ctx context.Context, filter postgres.LedgerFilter, page *staff.EntriesPage) error {
	found, more, err := s.db.Ledger(ctx, filter, entriesShown)
	if err != nil {
		return err
	}
	page.More = more
	for _, l := range found {
		page.Found = append(page.Found, entryLine(l, page.Of.State))
	}
	sums, err := s.db.LedgerSums(ctx, filter)
	if err != nil {
		return err
	}
	for _, kind := range budget.EntryKinds() {
		if at := slices.IndexFunc(sums, func(s postgres.LedgerSum) bool { return s.Kind == kind }); at >= 0 {
			page.Sums = append(page.Sums, staff.EntrySum{Kind: kind, Lines: sums[at].Lines, Amount: sums[at].Amount})
		}
	}
	return nil
}

// entryFilter returns what a search asks, and refuses what it cannot mean beside its field.
func entryFilter(year int, typed form.Entries) (postgres.LedgerFilter, error) {
	number, first, last, err := typed.Meant()
	return postgres.LedgerFilter{Year: year, Envelope: typed.Envelope, Kind: typed.Kind, Decision: number, Words: typed.Words, First: first, Last: last,
		Before: typed.Before}, err
}

func entryLine(l postgres.LedgerLine, state budget.YearState) staff.EntryLine {
	return staff.EntryLine{Entry: l.Entry, Line: l.Line, Year: l.Year, OtherYear: l.OtherYear, EnvelopeName: l.EnvelopeName, OtherName: l.OtherName,
		Title: l.Title, Beneficiary: l.Beneficiary, Slug: l.Slug, ProjectTitle: l.ProjectTitle, ProjectSlug: l.ProjectSlug, Name: l.Name,
		ReversedBy: l.ReversedBy, State: state}
}

// entryColumns are what a download tells of a line, in the order of [Site.entryCells].
var entryColumns = []sheet.Column{
	{Title: "Nummer"}, {Title: "Geboekt op", Width: 20}, {Title: "Soort", Width: 15}, {Title: "Wat", Width: 30}, {Title: "Jaar"}, {Title: "Enveloppe", Width: 28},
	{Title: "Belofte", Width: 40}, {Title: "Begunstigde", Width: 30}, {Title: "Project", Width: 36}, {Title: "Besluit", Width: 16}, {Title: "Dag"},
	{Title: "Waarom", Width: 40}, {Title: "Bedrag (EUR)", Width: 16}, {Title: "Zet recht"}, {Title: "Rechtgezet door", Width: 15}, {Title: "Door", Width: 24},
	{Title: "Adres", Width: 50},
}

// amountColumn is the column that is added up where all lines are of one kind.
const amountColumn = 12

func (s *Site) entriesCSV(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	return s.exportEntries(w, r, download{name: "csv", kind: "text/csv; charset=utf-8; header=present"}, func(to io.Writer, _ string) (sheet.Table, error) {
		return sheet.NewCSV(to, entryColumns)
	})
}

func (s *Site) entriesXLSX(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	return s.exportEntries(w, r, download{name: "xlsx", kind: kind}, func(to io.Writer, title string) (sheet.Table, error) {
		return sheet.NewXLSX(to, sheet.Book{Title: title, Sheet: "Boekingen", Made: nowOf(r)}, entryColumns)
	})
}

// exportEntries sends all lines that a search finds, with their number on the last line.
func (s *Site) exportEntries(w http.ResponseWriter, r *http.Request, d download, begin func(io.Writer, string) (sheet.Table, error)) error {
	typed, err := form.ReadEntries(queryOf(r))
	if err != nil {
		return err
	}
	if typed.Before != 0 {
		return fmt.Errorf("a cursor in a download: %w", fault.Malformed)
	}
	year, err := s.yearOf(r)
	if err != nil {
		return err
	}
	filter, err := entryFilter(year.Year, typed)
	if err != nil {
		return err
	}
	d.name = fmt.Sprintf("boekingen-%d-%s.%s", year.Year, calendar.DayOf(nowOf(r)).ISO(), d.name)
	return s.stream(w, r, d, func(to io.Writer) error {
		table, err := begin(to, fmt.Sprintf("Boekingen %d", year.Year))
		if err != nil {
			return err
		}
		total := staff.EntrySum{}
		err = s.db.EachLedgerLine(r.Context(), filter, func(found postgres.LedgerLine) error {
			l := entryLine(found, year.State)
			total.Lines, total.Amount = total.Lines+1, total.Amount+l.Moved()
			return table.Row(s.entryCells(l)...)
		})
		if err == nil {
			err = table.Total(entryTotal(total, typed.Kind)...)
		}
		if err != nil {
			return errors.Join(err, table.Drop())
		}
		return table.Close()
	})
}

// entryTotal is the last row: how many lines there are, and their sum where all are of one kind.
func entryTotal(total staff.EntrySum, kind budget.EntryKind) []sheet.Cell {
	cells := make([]sheet.Cell, len(entryColumns))
	cells[0], cells[1] = sheet.Text("Totaal"), sheet.Number(total.Lines)
	if kind != "" {
		cells[amountColumn] = sheet.Amount(total.Amount)
	}
	return cells
}

// entryCells are a line in the order of [entryColumns].
func (s *Site) entryCells(l staff.EntryLine) []sheet.Cell {
	what := l.Detail()
	if l.Promise == 0 {
		what = l.What()
	}
	optional := func(id budget.EntryID) sheet.Cell {
		if id == 0 {
			return sheet.Cell{}
		}
		return sheet.Number(int(id))
	}
	return []sheet.Cell{
		sheet.Number(int(l.ID)), sheet.Text(l.At.In(calendar.Brussels).Format("2006-01-02 15:04:05")), sheet.Text(ui.EntryKindLabel(l.Kind)), sheet.Text(what),
		sheet.Number(l.Year), sheet.Text(l.EnvelopeName), sheet.Text(l.Title), sheet.Text(l.Beneficiary), sheet.Text(l.ProjectTitle), sheet.Text(string(l.Decision)),
		sheet.Day(l.On), sheet.Text(l.Why), sheet.Amount(l.Moved()), optional(l.Reverses), optional(l.ReversedBy), sheet.Text(l.Name),
		sheet.Text(s.absolute(link.StaffEntry(l.ID))),
	}
}

func (s *Site) staffEntry(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	var typed form.Undoing
	if err := refill(s, r, by, &typed, form.ReadUndoing); err != nil {
		return err
	}
	return s.showEntry(w, r, http.StatusOK, staff.EntryPage{Typed: typed})
}

// showEntry shows the entry of the address.
func (s *Site) showEntry(w http.ResponseWriter, r *http.Request, status int, page staff.EntryPage) error {
	id, err := idOf[budget.EntryID](r)
	if err != nil {
		return err
	}
	if page.BudgetPowers, _, err = s.budgetPowers(r); err != nil {
		return err
	}
	found, _, err := s.db.Ledger(r.Context(), postgres.LedgerFilter{Before: id + 1}, 1)
	if err != nil {
		return err
	}
	if len(found) == 0 || found[0].ID != id {
		return fault.NotFound
	}
	for _, l := range found {
		year, err := s.db.BudgetYear(r.Context(), l.Year)
		if err != nil {
			return err
		}
		page.Lines = append(page.Lines, entryLine(l, year.State))
	}
	page.Once = desk.NewOnce().String()
	return s.showBudget(w, r, status, fmt.Sprintf("%s %d", ui.EntryKindLabel(found[0].Kind), id), staff.LedgerEntry(page))
}

func (s *Site) undoEntry(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	id, err := idOf[budget.EntryID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadUndoing(r.PostForm)
	if err != nil {
		return err
	}
	base, err := typed.Given()
	if err == nil {
		err = s.desk.UndoEntry(r.Context(), by, once, id, base)
	}
	if retry, status := retried(w, r, err); status != 0 {
		retry.Wrong = besideAmount(retry.Wrong, err, func(budget.Envelope) string { return "" })
		return s.showEntry(w, r, status, staff.EntryPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	was, err := s.db.LedgerEntry(r.Context(), id)
	if err != nil {
		return err
	}
	in, err := s.db.Envelope(r.Context(), was.Envelope)
	if err != nil {
		return err
	}
	return s.booked(w, r, link.StaffEntry(id), in.Year, "De boeking is rechtgezet.", onlyIn(was.Envelope, was.To))
}
