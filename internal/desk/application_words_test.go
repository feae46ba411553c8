package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"vriendenstad/internal/account"
	"vriendenstad/internal/grant"
)

// wordy are terms with a section of every kind of answer that people write: each is put together in a way of its own.
func wordy() grant.Terms {
	terms := projects()
	terms.Sections = []grant.Section{{Key: "project", Title: "Project", Questions: []grant.Question{
		{Key: grant.TitleKey, Label: "Hoe heet het?", Type: grant.ShortText}, {Key: "waarom", Label: "Waarom?", Type: grant.LongText},
		{Key: "thema", Label: "Waarover?", Type: grant.SeveralOf, Options: []grant.Option{{Key: "a", Label: "A"}}},
		{Key: grant.CostsKey, Label: "Wat kost het?", Type: grant.Costs},
	}}}
	return terms
}

// A typist is somebody with a page of a section open: what stands in its form, and which words stood there before their eyes.
type typist struct {
	call
	t      *rapid.T
	draft  grant.ID
	by     account.Contributor
	page   string
	number int
	seen   int
	form   grant.Answers
	saw    map[string]bool
	offers []grant.Alternative
	under  []under // what is on its way and has not come yet
	pages  *int
	words  *int
}

// An under is a sending that is under way, with what its page had shown by then.
type under struct {
	grant.Sending
	saw map[string]bool
}

// open draws the page anew, with what is stored now and between what somebody has to choose.
func (w *typist) open() {
	*w.pages++
	w.page, w.number, w.under = fmt.Sprintf("%032x", *w.pages), 0, nil
	stored, err := w.db.LastSection(w.call.t.Context(), w.draft, "project")
	if err == nil {
		w.offers, err = w.db.Alternatives(w.call.t.Context(), w.draft)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	w.seen, w.form, w.saw = stored.Version, maps.Clone(stored.Answers), wordsIn(stored.Answers)
	for _, a := range w.offers { // a page shows both
		maps.Copy(w.saw, wordsIn(grant.Answers{"": a.Sent}))
	}
}

// wordsIn returns the words of answers, of which each was typed once.
func wordsIn(all grant.Answers) map[string]bool {
	words := map[string]bool{}
	for _, a := range all {
		for _, one := range append(slices.Clone(a.Many), a.Text) {
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

func (w *typist) word() string {
	*w.words++
	return fmt.Sprintf("w%d", *w.words)
}

// puts puts an answer in the form.
func (w *typist) puts(question string, a grant.Answer) {
	w.form[question] = a
	maps.Copy(w.saw, wordsIn(w.form))
}

// types types, picks, adds, changes or takes away something.
func (w *typist) types(does string) {
	costs, themes := w.form[grant.CostsKey], w.form["thema"]
	rows, picked := slices.Clone(costs.Rows), slices.Clone(themes.Many)
	switch does {
	case "type":
		q := rapid.SampledFrom([]string{grant.TitleKey, "waarom"}).Draw(w.t, "question")
		w.puts(q, grant.Answer{Text: w.word()})
	case "clear":
		w.puts("waarom", grant.Answer{})
	case "pick":
		w.puts("thema", grant.Answer{Many: append(picked, w.word())})
	case "unpick":
		if len(picked) > 0 {
			at := rapid.IntRange(0, len(picked)-1).Draw(w.t, "picked")
			w.puts("thema", grant.Answer{Many: slices.Delete(picked, at, at+1)})
		}
	case "add":
		side := rapid.SampledFrom([]string{grant.CostSide, grant.IncomeSide}).Draw(w.t, "side")
		w.puts(grant.CostsKey, grant.Answer{Rows: append(rows, grant.Row{ID: w.word(), Cells: []string{side, w.word(), w.word()}})})
	case "change":
		if len(rows) > 0 {
			at := rapid.IntRange(0, len(rows)-1).Draw(w.t, "row")
			rows[at].Cells = []string{rows[at].Cells[0], rows[at].Cells[1], w.word()}
			w.puts(grant.CostsKey, grant.Answer{Rows: rows})
		}
	case "remove":
		if len(rows) > 0 {
			at := rapid.IntRange(0, len(rows)-1).Draw(w.t, "row")
			w.puts(grant.CostsKey, grant.Answer{Rows: slices.Delete(rows, at, at+1)})
		}
	}
}

// sends is what the page sends now.
func (w *typist) sends() under {
	w.number++
	return under{grant.Sending{Page: w.page, Number: w.number, Seen: w.seen, Answers: maps.Clone(w.form)}, maps.Clone(w.saw)}
}

// Whatever two members type in one section, from pages of whatever age, in whatever order their sendings come, twice or late: each word that was acknowledged
// stands there, or waits to be chosen, until somebody who saw it took it away. And none is ever gone from the history.
func TestNoAcknowledgedWordIsLostInTheDatabase(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	c.round = c.opened("WRD", wordy())
	line, err := pgx.Connect(t.Context(), c.db.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer line.Close(context.Background())
	pages, words := 0, 0
	did := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		id := c.begun()
		writers := []*typist{{by: c.contributor(c.awa)}, {by: c.contributor(c.modou)}}
		for _, w := range writers {
			w.call, w.t, w.draft, w.pages, w.words = c, t, id, &pages, &words
			w.open()
		}
		acknowledged, replaced := map[string]bool{}, map[string]bool{}
		comes := func(w *typist, sent under) Saved {
			saved, err := c.SaveSection(c.t.Context(), w.by, id, "project", sent.Sending)
			if err != nil {
				t.Fatal(err)
			}
			there := wordsIn(sent.Answers)
			maps.Copy(acknowledged, there)
			for one := range sent.saw { // whoever saw it sent it no more
				if !there[one] {
					replaced[one] = true
				}
			}
			did["clashes"] += len(saved.Clashes)
			return saved
		}
		for range rapid.IntRange(20, 60).Draw(t, "steps") {
			w := writers[rapid.IntRange(0, len(writers)-1).Draw(t, "who")]
			does := rapid.SampledFrom([]string{"type", "type", "clear", "pick", "unpick", "add", "add", "change", "remove", "save", "save", "save", "again", "lose", "late",
				"open", "choose"}).Draw(t, "does")
			switch does {
			case "save": // the page takes over what stands there where somebody else wrote, unless the answer is lost
				sent := w.sends()
				if saved := comes(w, sent); saved.Merged && rapid.Bool().Draw(t, "the answer comes") {
					w.open()
				}
			case "again": // the browser sends it twice
				sent := w.sends()
				comes(w, sent)
				comes(w, sent)
			case "lose":
				w.under = append(w.under, w.sends())
			case "late":
				if len(w.under) > 0 {
					comes(w, w.under[0])
					w.under = w.under[1:]
				}
			case "open":
				w.open()
			case "choose":
				if len(w.offers) > 0 {
					did["choices"] += w.chooses(replaced)
				}
			default:
				w.types(does)
			}
			there, ever := c.wordsOf(t, line, id)
			for one := range acknowledged {
				if !there[one] && !replaced[one] {
					t.Fatalf("%s is lost", one)
				}
				if !ever[one] {
					t.Fatalf("%s is gone from the history", one)
				}
			}
		}
	})
	if did["clashes"] == 0 || did["choices"] == 0 {
		t.Errorf("%v: the test is too tame", did)
	}
}

// chooses takes one of two words or leaves it, notes what it saw and did not take, and returns how many choices were made: somebody else may have chosen.
func (w *typist) chooses(replaced map[string]bool) int {
	ctx := w.call.t.Context()
	a := w.offers[rapid.IntRange(0, len(w.offers)-1).Draw(w.t, "which")]
	take := rapid.Bool().Draw(w.t, "take")
	seen := w.seen
	if _, err := w.db.Alternative(ctx, w.draft, a.ID); err != nil {
		return 0
	}
	if err := w.ChooseAlternative(ctx, w.by, NewOnce(), w.draft, a.ID, seen, take); err != nil {
		w.t.Fatal(err)
	}
	if !take {
		maps.Copy(replaced, wordsIn(grant.Answers{"": a.Sent}))
		return 1
	}
	versions, err := w.db.SectionHistory(ctx, w.draft, "project")
	if err != nil {
		w.t.Fatal(err)
	}
	for _, v := range versions {
		if v.Version == seen {
			maps.Copy(replaced, wordsIn(v.Answers))
		}
	}
	return 1
}

// wordsOf returns the words of a draft that stand there or wait to be chosen, and those that are kept of it at all.
func (c call) wordsOf(t *rapid.T, line *pgx.Conn, id grant.ID) (there, ever map[string]bool) {
	ctx := c.t.Context()
	all, err := c.db.SectionHistory(ctx, id, "project")
	if err != nil {
		t.Fatal(err)
	}
	there, ever = map[string]bool{}, map[string]bool{}
	for i, s := range all {
		if i == 0 {
			maps.Copy(there, wordsIn(s.Answers))
		}
		maps.Copy(ever, wordsIn(s.Answers))
	}
	rows, err := line.Query(ctx, `SELECT sent FROM grant_alternative WHERE application = $1`, id)
	if err != nil {
		t.Fatal(err)
	}
	var sent grant.Answer
	if _, err := pgx.ForEachRow(rows, []any{&sent}, func() error {
		maps.Copy(ever, wordsIn(grant.Answers{"": sent}))
		sent = grant.Answer{}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	open, err := c.db.Alternatives(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range open {
		maps.Copy(there, wordsIn(grant.Answers{"": a.Sent}))
	}
	return there, ever
}
