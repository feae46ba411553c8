package ui

import (
	"strconv"
	"strings"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

// Answered are the answers to the questions of a version, to read.
type Answered struct {
	Sections []grant.Section
	Given    grant.Answers
	// Files are the attachments, each with where it can be fetched; empty for nowhere.
	Files []AnswerFile
	// Change leads to a section's form, by its key; nil where nothing can be changed.
	Change func(section string) string
	// Marked are questions that stand out, by their keys: those of a request for completion.
	Marked []string
	// Mark says why they do: "Aan te vullen" where it is empty.
	Mark string
}

// An AnswerFile is an attachment in a list.
type AnswerFile struct {
	grant.File
	Href string
}

// filesOf returns the attachments of a question.
func (a Answered) filesOf(question string) []AnswerFile {
	var all []AnswerFile
	for _, f := range a.Files {
		if f.Question == question {
			all = append(all, f)
		}
	}
	return all
}

// asked returns the questions of a section that are asked, by the answers given.
func (a Answered) asked(s grant.Section) []grant.Question {
	var all []grant.Question
	for _, q := range s.Questions {
		if q.Asked(a.Given) {
			all = append(all, q)
		}
	}
	return all
}

// AnswerLines writes an answer as people read it, a line for each of its parts; none where it is empty. What cannot be read stands as it was typed. A budget has
// no lines: see [Answers].
func AnswerLines(q grant.Question, a grant.Answer) []string {
	switch q.Type {
	case grant.YesNo:
		return nonEmpty(sentence(a.Text))
	case grant.OneOf:
		return nonEmpty(optionLabel(q, a.Text))
	case grant.SeveralOf:
		var all []string
		for _, key := range a.Many {
			all = append(all, optionLabel(q, key))
		}
		return nonEmpty(all...)
	case grant.Goals:
		var all []string
		for _, key := range a.Many {
			if n, err := strconv.Atoi(key); err == nil && world.SDG(n).Valid() {
				all = append(all, "SDG "+key+": "+world.SDG(n).Title())
			}
		}
		return all
	case grant.Period:
		if len(a.Many) == 2 {
			return nonEmpty(strings.Trim(dayOf(a.Many[0])+" – "+dayOf(a.Many[1]), " –"))
		}
		return nil
	case grant.OnDay:
		return nonEmpty(dayOf(a.Text))
	case grant.Amount:
		if c, err := money.Parse(a.Text); err == nil {
			return []string{c.String()}
		}
		return nonEmpty(a.Text)
	case grant.Countries:
		return countriesOf(a)
	case grant.Partner:
		var all []string
		for _, r := range a.Rows {
			all = append(all, partnerOf(r)...)
		}
		return all
	}
	return nonEmpty(a.Text)
}

func nonEmpty(all ...string) []string {
	var kept []string
	for _, one := range all {
		if strings.TrimSpace(one) != "" {
			kept = append(kept, one)
		}
	}
	return kept
}

func optionLabel(q grant.Question, key string) string {
	for _, o := range q.Options {
		if o.Key == key {
			return o.Label
		}
	}
	return key
}

// dayOf writes a day as people read it, and as it was typed where it is none.
func dayOf(typed string) string {
	if d, err := calendar.ParseDay(typed); err == nil {
		return d.String()
	}
	return typed
}

func countryOf(code string) string {
	if world.Code(code).Valid() {
		return world.Code(code).Name()
	}
	return code
}

func countriesOf(a grant.Answer) []string {
	var all []string
	for _, r := range a.Rows {
		code, share := cellOf(r, 0), strings.TrimSuffix(cellOf(r, 1), "%")
		switch {
		case code != "" && share != "":
			all = append(all, countryOf(code)+": "+strings.TrimSpace(share)+" %")
		case code != "":
			all = append(all, countryOf(code))
		}
	}
	return all
}

func partnerOf(r grant.Row) []string {
	return nonEmpty(Words(cellOf(r, 0), cellOf(r, 1), countryOf(cellOf(r, 2))), cellOf(r, 3))
}

func cellOf(r grant.Row, n int) string {
	if n >= len(r.Cells) {
		return ""
	}
	return strings.TrimSpace(r.Cells[n])
}

// A cost is a line of a budget, to read.
type cost struct{ what, amount string }

// costsOf returns the lines of one side of a budget.
func costsOf(a grant.Answer, side string) []cost {
	var all []cost
	for _, r := range a.Rows {
		is := cellOf(r, 0)
		if (is == grant.IncomeSide) != (side == grant.IncomeSide) || cellOf(r, 1) == "" && cellOf(r, 2) == "" {
			continue
		}
		amount := cellOf(r, 2)
		if c, err := money.Parse(amount); err == nil {
			amount = c.String()
		}
		all = append(all, cost{cellOf(r, 1), amount})
	}
	return all
}

// sizeOf writes how large a file is: "2,1 MB".
func sizeOf(bytes int64) string {
	const kilo, mega = 1_000, 1_000_000
	switch {
	case bytes >= mega:
		return strconv.FormatInt(bytes/mega, 10) + "," + strconv.FormatInt(bytes%mega/100_000, 10) + " MB"
	case bytes >= kilo:
		return strconv.FormatInt(bytes/kilo, 10) + " kB"
	}
	return strconv.FormatInt(bytes, 10) + " bytes"
}

// FileSize writes how large a file is: "2,1 MB".
func FileSize(bytes int64) string { return sizeOf(bytes) }
