package site

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/internal/sheet"
	"vriendenstad/internal/world"
	"vriendenstad/templates/ui"
)

// ExportColumns are what a download tells of a project, in the order of [exporting.row]. Several values in one cell stand in
// the order of the associations, or of the countries.
var exportColumns = []sheet.Column{
	{Title: "Titel", Width: 44}, {Title: "Dossier", Width: 14}, {Title: "Verenigingen", Width: 36}, {Title: "Landen", Width: 24},
	{Title: "Landcodes"}, {Title: "Aandeel per land", Width: 16}, {Title: "Toegekend per land (EUR)", Width: 24},
	{Title: "Partnerstad", Width: 14}, {Title: "Plaats", Width: 24}, {Title: "Soort", Width: 15}, {Title: "Stand", Width: 20},
	{Title: "SDG"}, {Title: "DAC-code"}, {Title: "Sector", Width: 28}, {Title: "Begin"}, {Title: "Einde"},
	{Title: "Toegekend op", Width: 13}, {Title: "Besluit", Width: 24}, {Title: "Projectkost (EUR)", Width: 18},
	{Title: "Toegekend (EUR)", Width: 16}, {Title: "In natura"}, {Title: "Fictief"}, {Title: "Adres", Width: 50},
}

// The columns that are added up.
const costColumn, grantedColumn = 18, 19

func (s *Site) projectsCSV(w http.ResponseWriter, r *http.Request) error {
	return s.export(w, r, download{name: "csv", kind: "text/csv; charset=utf-8; header=present"}, func(to io.Writer) (sheet.Table, error) {
		return sheet.NewCSV(to, exportColumns)
	})
}

func (s *Site) projectsXLSX(w http.ResponseWriter, r *http.Request) error {
	const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	book := sheet.Book{Title: "Projecten van Vriendenstad", Sheet: "Projecten", Made: nowOf(r)}
	return s.export(w, r, download{name: "xlsx", kind: kind}, func(to io.Writer) (sheet.Table, error) {
		return sheet.NewXLSX(to, book, exportColumns)
	})
}

// Export sends all projects that answer the filter of the address, with their number and their sums on the last line.
func (s *Site) export(w http.ResponseWriter, r *http.Request, d download, begin func(io.Writer) (sheet.Table, error)) error {
	filter, from, err := form.ReadFilter(queryOf(r))
	if err != nil {
		return err
	}
	if from != (project.Cursor{}) {
		return fmt.Errorf("a cursor in a download: %w", fault.Malformed)
	}
	if _, _, err := s.chosen(r.Context(), filter); err != nil {
		return err
	}
	d.name = "projecten-" + calendar.DayOf(nowOf(r)).ISO() + "." + d.name
	return s.stream(w, r, d, func(to io.Writer) error {
		table, err := begin(to)
		if err != nil {
			return err
		}
		lines := exporting{base: s.absolute("")}
		err = s.db.EachProject(r.Context(), filter, func(p project.Line) error { return table.Row(lines.row(p)...) })
		if err == nil {
			err = table.Total(lines.total()...)
		}
		if err != nil {
			return errors.Join(err, table.Drop())
		}
		return table.Close()
	})
}

// Exporting turns projects into rows, and adds them up.
type exporting struct {
	base          string // where the portal stands
	count         int
	cost, granted money.Cents
	cells         []sheet.Cell // of the last row
	names         map[world.Code]string
}

// Row is one project in the order of [exportColumns].
func (e *exporting) row(p project.Line) []sheet.Cell {
	e.count, e.cost, e.granted = e.count+1, e.cost+p.Cost, e.granted+p.Granted
	var lands, codes, shares, amounts, goals []string
	for i, amount := range parted(p) {
		lands = append(lands, e.name(p.Countries[i]))
		codes = append(codes, string(p.Countries[i]))
		shares = append(shares, percent(p.BasisPoints[i]))
		amounts = append(amounts, amount.Plain())
	}
	for _, goal := range p.SDGs {
		goals = append(goals, strconv.Itoa(int(goal)))
	}
	e.cells = append(e.cells[:0],
		sheet.Text(p.Title), sheet.Text(p.Number), sheet.Texts(p.AssociationNames...), sheet.Texts(lands...),
		sheet.Texts(codes...), sheet.Texts(shares...), sheet.Texts(amounts...),
		sheet.Text(p.CityName), sheet.Text(p.Place), sheet.Text(ui.KindLabel(p.Kind)), sheet.Text(ui.StateLabel(p.State)),
		sheet.Texts(goals...), sheet.Text(strconv.Itoa(int(p.Sector))), sheet.Text(p.Sector.Label()), sheet.Day(p.FirstDay), sheet.Day(p.LastDay),
		sheet.Day(p.GrantedOn), sheet.Text(p.Decision), sheet.Amount(p.Cost),
		sheet.Amount(p.Granted), yesOrNo(p.InKind), yesOrNo(p.Demo), sheet.Text(e.base+link.Project(p.Slug)),
	)
	return e.cells
}

// Parted returns what each of the project's countries has of the amount; none has anything of a project at home.
func parted(p project.Line) []money.Cents {
	if len(p.BasisPoints) == 0 {
		return nil
	}
	return p.Granted.Share(p.BasisPoints)
}

// Total is the last row: how many projects there are, and what they cost and were granted together.
func (e *exporting) total() []sheet.Cell {
	cells := make([]sheet.Cell, len(exportColumns))
	cells[0] = sheet.Text("Totaal")
	cells[1] = sheet.Number(e.count)
	cells[costColumn], cells[grantedColumn] = sheet.Amount(e.cost), sheet.Amount(e.granted)
	return cells
}

// Name remembers the countries' names: looking one up takes longer than the rest of a row.
func (e *exporting) name(c world.Code) string {
	name, known := e.names[c]
	if !known {
		if e.names == nil {
			e.names = map[world.Code]string{}
		}
		name = c.Name()
		e.names[c] = name
	}
	return name
}

// Percent writes basis points as a part of a hundred: 60 %, 33,33 %.
func percent(basisPoints int) string {
	whole := strings.TrimSuffix(money.Cents(basisPoints).Plain(), ",00")
	return whole + " %"
}

func yesOrNo(yes bool) sheet.Cell {
	if yes {
		return sheet.Text("ja")
	}
	return sheet.Text("nee")
}
