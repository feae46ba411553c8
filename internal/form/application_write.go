package form

import (
	"net/url"
	"strconv"

	"vriendenstad/internal/grant"
)

// SectionValues writes a section as a browser sends it that saves it by itself: what [ReadSection] reads. It is for what stands in a browser's place, to
// measure and to try with.
func SectionValues(sent grant.Sending, questions []grant.Question) url.Values {
	values := url.Values{PressField: {string(Autosave)}, SeenField: {strconv.Itoa(sent.Seen)}, PageField: {sent.Page},
		NumberField: {strconv.Itoa(sent.Number)}, WholeField: {"ja"}}
	for _, q := range questions {
		writeAnswer(values, q, sent.Answers[q.Key])
	}
	return values
}

func writeAnswer(values url.Values, of grant.Question, a grant.Answer) {
	switch of.Type {
	case grant.Files:
	case grant.Period:
		for i, part := range []string{".van", ".tot"} {
			if i < len(a.Many) {
				values.Set(of.Key+part, a.Many[i])
			}
		}
	case grant.SeveralOf, grant.Goals:
		values[of.Key] = a.Many
	case grant.Countries, grant.Partner, grant.Costs:
		for _, r := range a.Rows {
			writeRow(values, of, r)
		}
	default:
		values.Set(of.Key, a.Text)
	}
}

func writeRow(values url.Values, of grant.Question, r grant.Row) {
	side := ""
	for i, cell := range cellNames[of.Type] {
		if i >= len(r.Cells) {
			break
		}
		if cell == "kant" {
			side = r.Cells[i]
		} else {
			values.Set(Cell(of.Key, r.ID, cell), r.Cells[i])
		}
	}
	values.Add(RowsInput(RowsField(of.Key, side)), r.ID)
}
