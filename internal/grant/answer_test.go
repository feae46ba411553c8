package grant_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vriendenstad/internal/grant"
)

func text(s string) grant.Answer { return grant.Answer{Text: s} }

func rows(cells ...string) grant.Answer { // each "id what amount"
	var a grant.Answer
	for _, one := range cells {
		words := strings.Fields(one)
		a.Rows = append(a.Rows, grant.Row{ID: words[0], Cells: append([]string{grant.CostSide}, words[1:]...)})
	}
	return a
}

func TestMergeTakesEachSidesOwnWords(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says               string
		base, stored, sent grant.Answer
		want               grant.Answer
		clashes            int
	}{
		{"nobody changed it", text("a"), text("a"), text("a"), text("a"), 0},
		{"they changed it", text("a"), text("a"), text("b"), text("b"), 0},
		{"somebody else changed it", text("a"), text("b"), text("a"), text("b"), 0},
		{"both changed it to the same", text("a"), text("b"), text("b"), text("b"), 0},
		{"both changed it", text("a"), text("b"), text("c"), text("b"), 1},
		{"somebody else emptied it", text("a"), text(""), text("c"), text(""), 1},
		{"they emptied it", text("a"), text("b"), text(""), text("b"), 1},
		{"choices are whole", grant.Answer{Many: []string{"6"}}, grant.Answer{Many: []string{"6", "7"}}, grant.Answer{Many: []string{"5", "6"}},
			grant.Answer{Many: []string{"6", "7"}}, 1},
		{"both added a row", rows(), rows("r1 put 1"), rows("r2 pomp 2"), rows("r1 put 1", "r2 pomp 2"), 0},
		{"they added one, somebody else took one away", rows("r1 put 1"), rows(), rows("r1 put 1", "r2 pomp 2"), rows("r2 pomp 2"), 0},
		{"they took one away, somebody else added one", rows("r1 put 1"), rows("r1 put 1", "r2 pomp 2"), rows(), rows("r2 pomp 2"), 0},
		{"each changed another row", rows("r1 put 1", "r2 pomp 2"), rows("r1 put 9", "r2 pomp 2"), rows("r1 put 1", "r2 pomp 8"), rows("r1 put 9", "r2 pomp 8"), 0},
		{"both changed one row", rows("r1 put 1"), rows("r1 put 2"), rows("r1 put 3"), rows("r1 put 2"), 1},
		{"they changed what was taken away", rows("r1 put 1"), rows(), rows("r1 put 3"), rows(), 1},
		{"they took away what was changed", rows("r1 put 1"), rows("r1 put 3"), rows(), rows("r1 put 3"), 1},
	} {
		merged, clashes := grant.Merge(grant.Answers{"q": test.base}, grant.Answers{"q": test.stored}, grant.Answers{"q": test.sent})
		if !merged["q"].Equal(test.want) || len(clashes) != test.clashes {
			t.Errorf("%s: %v with %v, want %v with %d", test.says, merged["q"], clashes, test.want, test.clashes)
		}
	}
}

func TestAQuestionThatWasNotSentStays(t *testing.T) {
	t.Parallel()
	merged, clashes := grant.Merge(grant.Answers{"a": text("1")}, grant.Answers{"a": text("2"), "b": text("3")}, grant.Answers{})
	if len(clashes) != 0 || merged["a"].Text != "2" || merged["b"].Text != "3" {
		t.Errorf("%v, %v", merged, clashes)
	}
}

func TestWhatAPageSentBeforeIsNoOtherPersonsWords(t *testing.T) {
	t.Parallel()
	sent := func(n int, s string) grant.Sending {
		return grant.Sending{Page: "p", Number: n, Answers: grant.Answers{"q": text(s)}}
	}
	for _, test := range []struct {
		says         string
		stored       string
		before, sent grant.Sending
		want         string
		clashes      int
	}{
		{"the answer was lost and more was typed", "een", sent(1, "een"), sent(2, "een twee"), "een twee", 0},
		{"the same came twice", "een", sent(1, "een"), sent(1, "een"), "een", 0},
		{"the same page was sent again by hand", "een", sent(1, "een"), sent(1, "twee"), "twee", 0},
		{"somebody else wrote on", "van een ander", sent(1, "een"), sent(2, "een"), "van een ander", 0},
		{"both wrote on", "van een ander", sent(1, "een"), sent(2, "twee"), "van een ander", 1},
		{"an older one comes late", "een twee", sent(2, "een twee"), sent(1, "een"), "een twee", 1},
		{"an older one comes late after it was taken away", "", sent(2, ""), sent(1, "een"), "", 1},
		{"an older one comes late and holds the same", "een", sent(2, "een"), sent(1, "een"), "een", 0},
	} {
		merged, clashes := grant.Receive(grant.Answers{}, grant.Answers{"q": text(test.stored)}, &test.before, test.sent)
		if merged["q"].Text != test.want || len(clashes) != test.clashes {
			t.Errorf("%s: %v with %v, want %q with %d", test.says, merged["q"], clashes, test.want, test.clashes)
		}
	}
}

func TestTheOtherWordsCanBeTaken(t *testing.T) {
	t.Parallel()
	stored := grant.Answers{"q": rows("r1 put 1", "r2 pomp 2"), "t": text("a")}
	for _, test := range []struct {
		says  string
		clash grant.Clash
		want  grant.Answer
	}{
		{"a text", grant.Clash{Question: "t", Sent: text("b")}, text("b")},
		{"a row", grant.Clash{Question: "q", Row: "r1", Sent: rows("r1 put 9")}, rows("r1 put 9", "r2 pomp 2")},
		{"a row that was taken away", grant.Clash{Question: "q", Row: "r3", Sent: rows("r3 buis 3")}, rows("r1 put 1", "r2 pomp 2", "r3 buis 3")},
		{"that a row goes", grant.Clash{Question: "q", Row: "r1"}, rows("r2 pomp 2")},
	} {
		if got := test.clash.Taken(stored)[test.clash.Question]; !got.Equal(test.want) {
			t.Errorf("%s: %v, want %v", test.says, got, test.want)
		}
	}
	if len(stored["q"].Rows) != 2 || stored["t"].Text != "a" {
		t.Errorf("what was stored changed: %v", stored)
	}
}

// A sheet is a section that several pages write to, as the desk keeps it.
type sheet struct {
	versions     []grant.Answers // versions[n] is version n
	made         int             // alternatives so far
	alternatives []alternative
	before       map[string]*grant.Sending
}

type alternative struct {
	id   int
	page string
	grant.Clash
}

func (s *sheet) stored() grant.Answers { return s.versions[len(s.versions)-1] }

func (s *sheet) receive(sent grant.Sending) {
	before := s.before[sent.Page]
	merged, clashes := grant.Receive(s.versions[sent.Seen], s.stored(), before, sent)
	for _, c := range clashes {
		s.alternatives = slices.DeleteFunc(s.alternatives, func(a alternative) bool {
			return a.page == sent.Page && a.Question == c.Question && a.Row == c.Row && (before == nil || sent.Number >= before.Number)
		})
		s.add(sent.Page, c)
	}
	s.versions = append(s.versions, merged)
	if before == nil || sent.Number >= before.Number {
		s.before[sent.Page] = &sent
	}
}

func (s *sheet) add(page string, c grant.Clash) {
	s.made++
	s.alternatives = append(s.alternatives, alternative{s.made, page, c})
}

// A writer is a page that somebody types on. What it has seen are the words that stood on it, or that were typed on it.
type writer struct {
	sheet  *sheet
	opened int
	page   string
	number int
	seen   int
	form   grant.Answers
	saw    map[string]bool
	offers []alternative // between which it lets choose
	lost   []letter      // what was sent and has not come yet
}

// A letter is what a page sent, with what it had seen by then.
type letter struct {
	grant.Sending
	saw map[string]bool
}

func (w *writer) open() {
	w.opened++
	w.page = fmt.Sprintf("%s/%d", strings.SplitN(w.page, "/", 2)[0], w.opened)
	w.number, w.seen, w.lost = 0, len(w.sheet.versions)-1, nil
	w.offers = slices.Clone(w.sheet.alternatives)
	w.form = cloned(w.sheet.stored())
	w.saw = wordsOf(w.form)
	for _, a := range w.offers { // a page shows both
		maps.Copy(w.saw, wordsOf(grant.Answers{"": a.Sent}))
	}
}

func (w *writer) sending() letter {
	w.number++
	return letter{grant.Sending{Page: w.page, Number: w.number, Seen: w.seen, Answers: cloned(w.form)}, maps.Clone(w.saw)}
}

// choose takes one of two words, or leaves it, and returns what it saw and did not take.
func (w *writer) choose(which int, take bool) map[string]bool {
	a := w.offers[which]
	at := slices.IndexFunc(w.sheet.alternatives, func(b alternative) bool { return b.id == a.id })
	if at < 0 {
		return nil // somebody else chose
	}
	w.sheet.alternatives = slices.Delete(w.sheet.alternatives, at, at+1)
	if !take {
		return wordsOf(grant.Answers{"": a.Sent})
	}
	base := w.sheet.versions[w.seen]
	merged, clashes := a.Choose(base, w.sheet.stored())
	for _, c := range clashes {
		w.sheet.add("", c)
	}
	w.sheet.versions = append(w.sheet.versions, merged)
	return wordsOf(base)
}

func cloned(a grant.Answers) grant.Answers {
	all := grant.Answers{}
	for k, v := range a {
		v.Rows, v.Many = slices.Clone(v.Rows), slices.Clone(v.Many)
		all[k] = v
	}
	return all
}

// wordsOf returns the words of answers. Each was typed once.
func wordsOf(all grant.Answers) map[string]bool {
	words := map[string]bool{}
	for _, a := range all {
		words[a.Text] = true
		for _, one := range a.Many {
			words[one] = true
		}
		for _, r := range a.Rows {
			for _, c := range r.Cells[1:] {
				words[c] = true
			}
		}
	}
	delete(words, "")
	return words
}

func TestNoAcknowledgedWordIsLost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := &sheet{versions: []grant.Answers{{}}, before: map[string]*grant.Sending{}}
		writers := []*writer{{sheet: s, page: "awa"}, {sheet: s, page: "modou"}}
		acknowledged, replaced := map[string]bool{}, map[string]bool{}
		typed := 0
		word := func() string { typed++; return fmt.Sprintf("w%d", typed) }
		for _, w := range writers {
			w.open()
		}
		receive := func(sent letter) {
			s.receive(sent.Sending)
			there := wordsOf(sent.Answers)
			maps.Copy(acknowledged, there)
			for one := range sent.saw { // whoever saw it sent it no more
				if !there[one] {
					replaced[one] = true
				}
			}
		}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			w := rapid.SampledFrom(writers).Draw(t, "who")
			switch rapid.SampledFrom([]string{"type", "type", "clear", "pick", "unpick", "add", "change", "remove", "save", "save", "lose", "late", "open", "choose"}).Draw(t, "does") {
			case "type":
				q := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "question")
				w.form[q] = text(word())
				w.saw[w.form[q].Text] = true
			case "clear":
				w.form["a"] = grant.Answer{}
			case "pick": // one of several, beside those that are picked
				a := w.form["many"]
				a.Many = append(a.Many, word())
				w.form["many"] = a
				maps.Copy(w.saw, wordsOf(w.form))
			case "unpick":
				if a := w.form["many"]; len(a.Many) > 0 {
					at := rapid.IntRange(0, len(a.Many)-1).Draw(t, "picked")
					w.form["many"] = grant.Answer{Many: slices.Delete(a.Many, at, at+1)}
				}
			case "add":
				a := w.form["rows"]
				side := rapid.SampledFrom([]string{grant.CostSide, grant.IncomeSide}).Draw(t, "side")
				a.Rows = append(a.Rows, grant.Row{ID: word(), Cells: []string{side, word(), word()}})
				w.form["rows"] = a
				maps.Copy(w.saw, wordsOf(w.form))
			case "change":
				if a := w.form["rows"]; len(a.Rows) > 0 {
					at := rapid.IntRange(0, len(a.Rows)-1).Draw(t, "row")
					a.Rows[at].Cells = []string{a.Rows[at].Cells[0], a.Rows[at].Cells[1], word()}
					maps.Copy(w.saw, wordsOf(w.form))
				}
			case "remove":
				if a := w.form["rows"]; len(a.Rows) > 0 {
					at := rapid.IntRange(0, len(a.Rows)-1).Draw(t, "row")
					a.Rows = slices.Delete(slices.Clone(a.Rows), at, at+1)
					w.form["rows"] = a
				}
			case "save": // the page takes over what stands there now, unless nobody else wrote
				receive(w.sending())
				if rapid.Bool().Draw(t, "the answer comes") {
					w.open()
				}
			case "lose":
				w.lost = append(w.lost, w.sending())
			case "late":
				if len(w.lost) > 0 {
					receive(w.lost[0])
					w.lost = w.lost[1:]
				}
			case "open":
				w.open()
			case "choose":
				if len(w.offers) > 0 {
					maps.Copy(replaced, w.choose(rapid.IntRange(0, len(w.offers)-1).Draw(t, "which"), rapid.Bool().Draw(t, "take")))
				}
			}
			there := wordsOf(s.stored())
			for _, a := range s.alternatives {
				maps.Copy(there, wordsOf(grant.Answers{"": a.Sent}))
			}
			for one := range acknowledged {
				if !there[one] && !replaced[one] {
					t.Fatalf("%s is lost: %v stands, %v beside it", one, s.stored(), s.alternatives)
				}
			}
		}
	})
}
