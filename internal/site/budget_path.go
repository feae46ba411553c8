package site

import (
	"errors"
	"io"
	"net/http"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/form"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/sheet"
	"vriendenstad/templates/ui"
)

// GrowthColumns are what a download tells of a year of the growth path, in the order of [growthCells]. An empty cell is not known. The
// columns in constant prices are empty where the year has no index.
var growthColumns = []sheet.Column{
	{Title: "Jaar"}, {Title: "Inwoners"}, {Title: "Inwoners op"}, {Title: "Bron inwoners", Width: 36}, {Title: "Adres bron", Width: 36},
	{Title: "Streefcijfer per inwoner (EUR)"}, {Title: "Gestemd per inwoner (EUR)"}, {Title: "Na wijzigingen per inwoner (EUR)"},
	{Title: "Vastgelegd per inwoner (EUR)"}, {Title: "Betaald per inwoner (EUR)"},
	{Title: "Krediet dat het streefcijfer vraagt (EUR)", Width: 18}, {Title: "Gestemd (EUR)", Width: 16}, {Title: "Na wijzigingen (EUR)", Width: 16},
	{Title: "Vastgelegd (EUR)", Width: 16}, {Title: "Betaald (EUR)", Width: 16},
	{Title: "Status streefcijfer", Width: 14}, {Title: "Besluit", Width: 18}, {Title: "Reden van daling", Width: 24}, {Title: "Stand", Width: 14}, {Title: "Waarom", Width: 40},
	{Title: "Streefcijfer per inwoner, vaste prijzen (EUR)"}, {Title: "Gestemd per inwoner, vaste prijzen (EUR)"}, {Title: "Na wijzigingen per inwoner, vaste prijzen (EUR)"},
	{Title: "Vastgelegd per inwoner, vaste prijzen (EUR)"}, {Title: "Betaald per inwoner, vaste prijzen (EUR)"},
	{Title: "Krediet dat het streefcijfer vraagt, vaste prijzen (EUR)", Width: 18}, {Title: "Gestemd, vaste prijzen (EUR)", Width: 16}, {Title: "Na wijzigingen, vaste prijzen (EUR)", Width: 16},
	{Title: "Vastgelegd, vaste prijzen (EUR)", Width: 16}, {Title: "Betaald, vaste prijzen (EUR)", Width: 16},
	{Title: "Prijsindex"}, {Title: "Prijzen van het jaar"}, {Title: "Bron index", Width: 36},
	{Title: "Versie groeipad"}, {Title: "Stand op"}, {Title: "Fictief"},
}

// A growthFile is what a download is made of: the rows of the page's table, in both prices.
type growthFile struct {
	on            calendar.Day // as it was asked, zero for now
	today         calendar.Day
	path          budget.GrowthPath
	nominal, same []ui.GrowthRow // same are those in constant prices
	base          *budget.PriceIndex
	// demo are the budget years of which the amounts were made up.
	demo map[int]bool
}

func (f growthFile) day() calendar.Day {
	if f.on.IsZero() {
		return f.today
	}
	return f.on
}

// name is how the file is saved: groeipad-2026-03-31.csv.
func (f growthFile) name(ending string) string { return "groeipad-" + f.day().ISO() + "." + ending }

// growthFile reads what a download asks, which is how things stood on a day or stand now, and what it holds.
func (s *Site) growthFile(r *http.Request) (growthFile, error) {
	query := form.ReadQuery(queryOf(r))
	f := growthFile{today: calendar.DayOf(nowOf(r)), demo: map[int]bool{}}
	typed := query.Text("op")
	if err := query.Err(); err != nil {
		return f, err
	}
	var err error
	if f.on, err = asOf(typed, f.today); err != nil {
		return f, err
	}
	var growth postgres.Growth
	if growth, err = s.db.Growth(r.Context(), f.on); err != nil {
		return f, err
	}
	f.path = growth.Path
	f.nominal, _ = growthRows(growth, f.day(), false)
	f.same, f.base = growthRows(growth, f.day(), true)
	years, err := s.db.BudgetYears(r.Context())
	for _, y := range years {
		f.demo[y.Year] = y.Demo
	}
	return f, err
}

func (s *Site) growthCSV(w http.ResponseWriter, r *http.Request) error {
	return s.growthSheet(w, r, "csv", "text/csv; charset=utf-8; header=present", func(to io.Writer) (sheet.Table, error) {
		return sheet.NewCSV(to, growthColumns)
	})
}

func (s *Site) growthXLSX(w http.ResponseWriter, r *http.Request) error {
	book := sheet.Book{Title: "Groeipad van Vriendenstad", Sheet: "Groeipad", Made: nowOf(r)}
	return s.growthSheet(w, r, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", func(to io.Writer) (sheet.Table, error) {
		return sheet.NewXLSX(to, book, growthColumns)
	})
}

func (s *Site) growthSheet(w http.ResponseWriter, r *http.Request, ending, kind string, begin func(io.Writer) (sheet.Table, error)) error {
	f, err := s.growthFile(r)
	if err != nil {
		return err
	}
	return s.stream(w, r, download{name: f.name(ending), kind: kind}, func(to io.Writer) error {
		table, err := begin(to)
		if err != nil {
			return err
		}
		for i := range f.nominal {
			if err := table.Row(f.cells(i)...); err != nil {
				return errors.Join(err, table.Drop())
			}
		}
		return table.Close()
	})
}

// cells is one year in the order of [growthColumns].
func (f growthFile) cells(i int) []sheet.Cell {
	row := f.nominal[i]
	cells := []sheet.Cell{sheet.Number(row.Year), {}, {}, {}, {}}
	if p := row.Population; p != nil {
		cells = []sheet.Cell{sheet.Number(row.Year), sheet.Number(p.Inhabitants), sheet.Day(p.On), sheet.Text(p.Source), sheet.Text(p.SourceURL)}
	}
	cells = append(cells, amountCells(row)...)
	cells = append(cells, sheet.Text(ui.TargetLabel(row.Status)), sheet.Text(string(row.Decision)), sheet.Text(row.FallReason),
		sheet.Text(ui.KeepsLabel(row.Standing())), sheet.Text(row.Why()))
	cells = append(cells, amountCells(f.same[i])...)
	index, base, source := sheet.Cell{}, sheet.Cell{}, sheet.Cell{}
	if row.Index != nil && f.base != nil {
		index, base, source = sheet.Amount(money.Cents(row.Index.Points)), sheet.Number(f.base.Year), sheet.Text(row.Index.Source)
	}
	version := sheet.Cell{}
	if f.path.Version > 0 {
		version = sheet.Number(f.path.Version)
	}
	return append(cells, index, base, source, version, sheet.Day(f.day()), yesOrNo(f.invented(row)))
}

// invented says whether a figure of the row was made up for a demonstration.
func (f growthFile) invented(row ui.GrowthRow) bool {
	return row.Target != nil && f.path.Demo || f.demo[row.Year] || row.Population != nil && row.Population.Demo || row.Index != nil && row.Index.Demo
}

// amountCells are the ten amounts of a row, first for each inhabitant; one that is not known is empty.
func amountCells(row ui.GrowthRow) []sheet.Cell {
	var cells []sheet.Cell
	for _, rate := range []*budget.Rate{row.Rates.Target, row.Rates.Voted, row.Rates.Amended, row.Rates.Committed, row.Rates.Paid} {
		cells = append(cells, amountOrNone((*money.Cents)(rate)))
	}
	for _, sum := range []*money.Cents{row.Required, row.Sums.Voted, row.Sums.Amended, row.Sums.Committed, row.Sums.Paid} {
		cells = append(cells, amountOrNone(sum))
	}
	return cells
}

func amountOrNone(c *money.Cents) sheet.Cell {
	if c == nil {
		return sheet.Cell{}
	}
	return sheet.Amount(*c)
}
