package mine

import (
	"slices"
	"strconv"
	"strings"

	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/world"
	"vriendenstad/templates/ui"
)

// nth is one of the parts of an answer, empty where it has none.
func nth(a grant.Answer, n int) string {
	if n >= len(a.Many) {
		return ""
	}
	return a.Many[n]
}

// A table is a list of rows of a question that can be added and taken away; a budget has one for each side.
type table struct {
	grant.Question
	page SectionPage
	// side is that of a budget, empty elsewhere.
	side string
}

func (t table) list() string { return form.RowsField(t.Key, t.side) }

// A tableRow is one row as it is drawn, counted from 1.
type tableRow struct {
	grant.Row
	n     int
	focus bool
}

// rows are the rows that are there and the empty ones behind them.
func (t table) rows() []tableRow {
	var all []tableRow
	for _, r := range t.page.Typed[t.Key].Rows {
		if t.side == "" || cell(r, 0) == t.side || t.side == grant.CostSide && cell(r, 0) != grant.IncomeSide {
			all = append(all, tableRow{Row: r, n: len(all) + 1})
		}
	}
	blank := t.page.Blank[t.list()]
	for i, id := range blank {
		all = append(all, tableRow{Row: grant.Row{ID: id}, n: len(all) + 1, focus: t.page.More == t.list() && i == len(blank)-1})
	}
	return all
}

// pattern is the row of which the script makes new ones.
func (t table) pattern() tableRow { return tableRow{Row: grant.Row{ID: "nieuw"}} }

func (t table) name(r tableRow, cell string) string { return form.Cell(t.Key, r.ID, cell) }

func (t table) drop(r tableRow) string { return form.PressOn(form.DropRow, t.Key+"."+r.ID) }

func (t table) more() string { return form.PressOn(form.AddRow, t.list()) }

// describes names what is wrong with a cell, empty where it is right.
func (t table) describes(r tableRow, cell string) string {
	return describedBy(t.page.all(), t.name(r, cell))
}

func (t table) isWrong(r tableRow, cell string) bool {
	return len(t.page.all().Of(t.name(r, cell))) > 0
}

func (r tableRow) of(what string) string {
	if r.n == 0 {
		return what
	}
	return what + " " + strconv.Itoa(r.n)
}

// countryOptions are those to choose from. Where the regulation is for developing countries alone, others are left out, but for the one that was chosen.
func (t table) countryOptions(chosen string) []ui.Option {
	all := []ui.Option{{Label: "Kies een land"}}
	for _, c := range world.ByName() {
		if t.page.Version.OnlyDAC && t.Type == grant.Countries && !c.Developing() && string(c) != chosen {
			continue
		}
		all = append(all, ui.Option{Value: string(c), Label: c.Name(), Chosen: string(c) == chosen})
	}
	if chosen != "" && !world.Code(chosen).Valid() {
		all = append(all, ui.Option{Value: chosen, Label: chosen, Chosen: true})
	}
	return all
}

// sumWithout says of what a sum is, and what it leaves out because its amount cannot be read.
func sumWithout(name string, without []string) string {
	if len(without) == 0 {
		return name
	}
	quoted := make([]string, len(without))
	for i, w := range without {
		quoted[i] = "“" + w + "”"
	}
	return name + " (zonder " + strings.Join(quoted, ", ") + ")"
}

// budget adds a budget up, with what stands on each side and cannot be read.
func (p SectionPage) budget(q grant.Question) (b grant.Budget, costs, income []string) {
	a := p.Typed[q.Key]
	side := func(of string) grant.Answer {
		return grant.Answer{Rows: slices.DeleteFunc(slices.Clone(a.Rows), func(r grant.Row) bool { return (cell(r, 0) == grant.IncomeSide) != (of == grant.IncomeSide) })}
	}
	return a.Budget(), side(grant.CostSide).Budget().Without, side(grant.IncomeSide).Budget().Without
}
