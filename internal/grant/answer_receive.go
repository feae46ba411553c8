package grant

import (
	"maps"
	"slices"
)

// A Sending is a section as a page sent it.
type Sending struct {
	// Page names the page that was drawn, Number counts what it sent from 1. An empty page is known to nobody.
	Page   string
	Number int
	// Seen is the version of the section that the page was drawn from.
	Seen    int
	Answers Answers
}

// Receive puts what a page sent together with what is stored, as [Merge] does. Base is the section as it stood when the page was drawn, before what the
// same page sent last, nil for nothing.
//
// What a page sent before is no other person's words: an answer that was lost on its way, or that came twice, makes no clash. What comes late, when the page
// has sent something newer already, changes nothing any more: where it differs it is a clash (decision 6).
func Receive(base, stored Answers, before *Sending, sent Sending) (Answers, []Clash) {
	if before == nil {
		return Merge(base, stored, sent.Answers)
	}
	if sent.Number < before.Number {
		return stored, late(base, stored, before.Answers, sent.Answers)
	}
	seen := Answers{}
	maps.Copy(seen, base)
	maps.Copy(seen, before.Answers)
	return Merge(seen, stored, sent.Answers)
}

// late returns the questions that were answered in a way that is neither stored, nor what the page was drawn from, nor what it sent later.
func late(base, stored, newer, sent Answers) []Clash {
	var clashes []Clash
	for _, key := range slices.Sorted(maps.Keys(sent)) {
		if one := sent[key]; !one.Equal(base[key]) && !one.Equal(stored[key]) && !one.Equal(newer[key]) {
			clashes = append(clashes, Clash{Question: key, Stored: stored[key], Sent: one})
		}
	}
	return clashes
}

// Unkept returns what was sent to questions that are not open and says something new: what is empty, and what stands in one of the known answers, is left out.
// A question that was not sent loses no words.
func Unkept(sent Answers, open []string, known ...Answers) Answers {
	lost := Answers{}
	for key, one := range sent {
		stands := func(all Answers) bool { return one.Equal(all[key]) }
		if !one.Empty() && !slices.Contains(open, key) && !slices.ContainsFunc(known, stands) {
			lost[key] = one
		}
	}
	return lost
}
