package grant

import "vriendenstad/internal/fault"

// A Progress says how far a section of a draft is.
type Progress struct {
	Section string
	// Asked is how many questions are asked, Answered how many of them have an answer.
	Asked, Answered int
	// Wrong is how many answers cannot be read or are not allowed, Open how many required questions have none.
	Wrong, Open int
}

// Complete says that nothing of the section stands in the way of a submission.
func (p Progress) Complete() bool { return p.Wrong == 0 && p.Open == 0 }

// Empty says that nothing was answered where something is asked for.
func (p Progress) Empty() bool { return p.Answered == 0 && p.Open > 0 }

// Progress says how far each section is, in their order. Files says how many attachments each question has.
func (t Terms) Progress(given Answers, files map[string]int) []Progress {
	open, wrong := map[string]bool{}, map[string]bool{}
	for _, g := range t.Missing(given, files) {
		if given[g.Question].Empty() {
			open[g.Question] = true
		} else {
			wrong[g.Question] = true
		}
	}
	all := make([]Progress, len(t.Sections))
	for i, s := range t.Sections {
		p := Progress{Section: s.Key}
		for _, q := range s.Questions {
			if !q.Asked(given) {
				continue
			}
			p.Asked++
			if !given[q.Key].Empty() || files[q.Key] > 0 {
				p.Answered++
			}
			if open[q.Key] {
				p.Open++
			}
			if wrong[q.Key] {
				p.Wrong++
			}
		}
		all[i] = p
	}
	return all
}

// Unfit returns what is not right yet of the answers of a section, as refusals of its fields. What has no answer is not among them: that is for the end.
func (t Terms) Unfit(section string, given Answers) fault.Fields {
	var wrong fault.Fields
	for _, g := range t.Missing(given, nil) {
		if g.Section == section && !given[g.Question].Empty() {
			wrong = append(wrong, fault.Field{Name: g.Field, Sentence: g.Sentence})
		}
	}
	return wrong
}

// Union puts the answers of sections together: no two ask the same question.
func Union(sections map[string]SavedSection) Answers {
	all := Answers{}
	for _, s := range sections {
		for key, a := range s.Answers {
			all[key] = a
		}
	}
	return all
}
