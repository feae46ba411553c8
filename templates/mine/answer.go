package mine

import (
	"strconv"

	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
	"vriendenstad/templates/ui"
)

func goalOptions() []grant.Option {
	var all []grant.Option
	for _, s := range world.SDGs() {
		n := strconv.Itoa(int(s))
		all = append(all, grant.Option{Key: n, Label: n + ". " + s.Title()})
	}
	return all
}

// answerLines writes an answer as [ui.AnswerLines] does, and a budget row by row.
func answerLines(q grant.Question, a grant.Answer) []string {
	if q.Type != grant.Costs {
		return ui.AnswerLines(q, a)
	}
	lines := make([]string, len(a.Rows))
	for i, r := range a.Rows {
		lines[i] = costLine(r)
	}
	return lines
}

func costLine(r grant.Row) string {
	side, amount := "Kost", cell(r, 2)
	if cell(r, 0) == grant.IncomeSide {
		side = "Inkomst"
	}
	if c, err := money.Parse(amount); err == nil {
		amount = c.String()
	}
	return side + ": " + cell(r, 1) + ", " + amount
}

// cell returns a cell of a row as it was typed, empty where it has none.
func cell(r grant.Row, n int) string {
	if n >= len(r.Cells) {
		return ""
	}
	return r.Cells[n]
}
