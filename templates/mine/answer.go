package mine

import (
	"slices"
	"strconv"
	"strings"

	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

func goalOptions() []grant.Option {
	var all []grant.Option
	for _, s := range world.SDGs() {
		n := strconv.Itoa(int(s))
		all = append(all, grant.Option{Key: n, Label: n + ". " + s.Title()})
	}
	return all
}

// AnswerLines writes an answer as people read it, a line for each of its parts; none where it is empty. What cannot be read yet stands as it was typed.
func AnswerLines(q grant.Question, a grant.Answer) []string {
	if a.Empty() {
		return nil
	}
	switch q.Type {
	case grant.YesNo:
		return []string{chosen([]grant.Option{{Key: grant.Yes, Label: "Ja"}, {Key: grant.No, Label: "Nee"}}, a.Text)}
	case grant.OneOf:
		return []string{chosen(q.Options, a.Text)}
	case grant.SeveralOf, grant.Goals:
		options := q.Options
		if q.Type == grant.Goals {
			options = goalOptions()
		}
		lines := make([]string, len(a.Many))
		for i, key := range a.Many {
			lines[i] = chosen(options, key)
		}
		return lines
	case grant.Period:
		return []string{strings.Join(a.Many, " tot ")}
	case grant.Countries, grant.Partner, grant.Costs:
		lines := make([]string, len(a.Rows))
		for i, r := range a.Rows {
			lines[i] = rowLine(q, r)
		}
		return lines
	}
	return []string{a.Text}
}

func chosen(options []grant.Option, key string) string {
	if at := slices.IndexFunc(options, func(o grant.Option) bool { return o.Key == key }); at >= 0 {
		return options[at].Label
	}
	return key
}

// rowLine writes a row of a table.
func rowLine(q grant.Question, r grant.Row) string {
	switch q.Type {
	case grant.Countries:
		return countryName(cell(r, 0)) + ": " + strings.TrimSuffix(cell(r, 1), "%") + " procent"
	case grant.Costs:
		side := "Kost"
		if cell(r, 0) == grant.IncomeSide {
			side = "Inkomst"
		}
		amount := cell(r, 2)
		if c, err := money.Parse(amount); err == nil {
			amount = c.String()
		}
		return side + ": " + cell(r, 1) + ", " + amount
	}
	words := slices.DeleteFunc([]string{cell(r, 0), cell(r, 1), countryName(cell(r, 2)), cell(r, 3)}, func(s string) bool { return s == "" })
	return strings.Join(words, ", ")
}

func countryName(code string) string {
	if c := world.Code(code); c.Valid() {
		return c.Name()
	}
	return code
}

// cell returns a cell of a row as it was typed, empty where it has none.
func cell(r grant.Row, n int) string {
	if n >= len(r.Cells) {
		return ""
	}
	return r.Cells[n]
}
