package desk

import (
	"errors"
	"slices"
	"testing"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// submitted is a dossier and somebody of the Dienst who handles it.
func submitted(t *testing.T) (call, grant.ID, account.CaseHandler) {
	t.Helper()
	c := newReady(t)
	id := c.whole(c.round, noon)
	if err := c.submit(id, noon); err != nil {
		t.Fatal(err)
	}
	who, err := c.AddStaff(t.Context(), door(0).By, "hilde@voorbeeld.be", "Hilde", goodPassword, []account.Part{account.CaseHandlerPart})
	if err != nil {
		t.Fatal(err)
	}
	return c, id, c.handler(who)
}

func (c call) status(id grant.ID) grant.Status {
	c.t.Helper()
	a, err := c.db.ApplicationOf(c.t.Context(), c.id, id)
	if err != nil {
		c.t.Fatal(err)
	}
	return a.Status
}

func why() grant.Request {
	return grant.Request{Questions: []string{"waarom"}, Why: "Zeg ook voor wie.", Due: calendar.DayOf(noon).AddDays(14)}
}

func TestACompletionOpensTheNamedQuestionsAlone(t *testing.T) {
	t.Parallel()
	c, id, hilde := submitted(t)
	ctx := t.Context()
	if err := c.AskCompletion(ctx, hilde, NewOnce(), id, why()); err != nil {
		t.Fatal(err)
	}
	if c.status(id) != grant.Incomplete || len(c.letters(job.CompletionAsked)) != 3 {
		t.Errorf("%s, letters to %v", c.status(id), c.letters(job.CompletionAsked))
	}
	if err := c.AskCompletion(ctx, hilde, NewOnce(), id, why()); err == nil {
		t.Error("asked twice at a time")
	}
	if saved := c.sends(c.modou, id, "d", 1, 1, said("Een andere titel", "")); len(saved.Closed) != 1 || saved.Closed.Title() != "Een andere titel" {
		t.Errorf("told to be lost is %v", saved.Closed)
	}
	if saved := c.sends(c.awa, id, "e", 1, 1, said("Twee putten", "")); len(saved.Closed) != 0 {
		t.Errorf("the same words are told to be lost: %v", saved.Closed)
	}
	if got := c.stored(id); got.Title() != "Twee putten" || got["waarom"].Text != "" {
		t.Errorf("%v", got)
	}
	writer := c.contributor(c.modou)
	if err := c.AnswerCompletion(ctx, writer, NewOnce(), id); !slices.Equal(stoppedBy(err), []grant.Gate{grant.AnswersGate}) {
		t.Errorf("a required answer is blanked: %v", err)
	}
	c.sends(c.modou, id, "d", 2, 2, said("", "Voor driehonderd gezinnen."))
	once := NewOnce()
	for range 2 {
		if err := c.AnswerCompletion(ctx, writer, once, id); err != nil {
			t.Fatal(err)
		}
	}
	if c.status(id) != grant.Supplemented || !slices.Equal(c.letters(job.CompletionGiven), []string{"hilde@voorbeeld.be"}) {
		t.Errorf("%s, letters to %v", c.status(id), c.letters(job.CompletionGiven))
	}
	history, err := c.db.SectionHistory(ctx, id, "project")
	if err != nil || len(history) != 3 {
		t.Errorf("%d versions are kept, %v", len(history), err)
	}
	if all, err := c.db.Requests(ctx, id); err != nil || len(all) != 1 || all[0].AnsweredAt.IsZero() {
		t.Errorf("%+v, %v", all, err)
	}
	if given, _, err := grant.Thaw(c.receipt(id).Frozen); err != nil || given["waarom"].Text != "Omdat er geen water is." {
		t.Errorf("what was submitted is changed: %v, %v", given, err)
	}
	if err := c.AnswerCompletion(ctx, writer, NewOnce(), id); err == nil {
		t.Error("answered twice")
	}
}

// An answer that opens another question, or that bounds the amount, cannot leave behind what nobody may complete.
func TestACompletionIsHeldAgainstWhatHangsOnItsAnswers(t *testing.T) {
	t.Parallel()
	c, _, hilde := submitted(t)
	terms := projects()
	terms.Sections[0].Questions = append(terms.Sections[0].Questions,
		grant.Question{Key: "elders", Label: "Vroeg je ook elders geld?", Type: grant.YesNo},
		grant.Question{Key: "elders-wie", Label: "Bij wie?", Type: grant.LongText, Required: true, After: &grant.Condition{Question: "elders", Is: grant.Yes}})
	id := c.whole(c.opened("ELD", terms), noon)
	if err := c.submit(id, noon); err != nil {
		t.Fatal(err)
	}
	asks := why()
	asks.Questions = []string{"elders"}
	if err := c.AskCompletion(t.Context(), hilde, NewOnce(), id, asks); err != nil {
		t.Fatal(err)
	}
	c.sends(c.modou, id, "d", 1, 1, grant.Answers{"elders": {Text: grant.Yes}})
	writer := c.contributor(c.modou)
	if err := c.AnswerCompletion(t.Context(), writer, NewOnce(), id); !slices.Equal(stoppedBy(err), []grant.Gate{grant.AnswersGate}) {
		t.Errorf("what follows on the answer is blank: %v", err)
	}
	c.sends(c.modou, id, "d", 2, 2, grant.Answers{"elders-wie": {Text: "Bij een fonds."}})
	if err := c.AnswerCompletion(t.Context(), writer, NewOnce(), id); err != nil {
		t.Fatal(err)
	}
	if got := c.stored(id); got["elders-wie"].Text != "Bij een fonds." || got.Title() == "" {
		t.Errorf("%v", got)
	}
}

func TestARequestThatCannotBeAnsweredIsRefused(t *testing.T) {
	t.Parallel()
	c, id, hilde := submitted(t)
	for says, change := range map[string]func(*grant.Request){
		"nothing":         func(r *grant.Request) { r.Questions = nil },
		"no such":         func(r *grant.Request) { r.Questions = []string{"zoiets"} },
		"without words":   func(r *grant.Request) { r.Why = " " },
		"for today":       func(r *grant.Request) { r.Due = calendar.DayOf(noon) },
		"without a day":   func(r *grant.Request) { r.Due = 0 },
		"in two years":    func(r *grant.Request) { r.Due = r.Due.AddDays(700) },
		"in many letters": func(r *grant.Request) { r.Why = string(make([]byte, 3_000)) },
	} {
		r := why()
		change(&r)
		if err := c.AskCompletion(t.Context(), hilde, NewOnce(), id, r); !errors.As(err, new(fault.Fields)) {
			t.Errorf("%s: %v", says, err)
		}
	}
	if c.status(id) != grant.Submitted {
		t.Errorf("%s", c.status(id))
	}
}

func TestNobodyHandlesTheDossierOfTheirOwnAssociation(t *testing.T) {
	t.Parallel()
	c, id, hilde := submitted(t)
	fatou := c.handler(c.fatou)
	ctx := t.Context()
	for says, err := range map[string]error{
		"asks":      c.AskCompletion(ctx, fatou, NewOnce(), id, why()),
		"begins":    c.BeginChecking(ctx, fatou, NewOnce(), id),
		"writes":    c.AnswerMessage(ctx, fatou, NewOnce(), id, "Dag", nil),
		"no draft":  c.BeginChecking(ctx, hilde, NewOnce(), c.begun()),
		"no number": c.BeginChecking(ctx, hilde, NewOnce(), 9_999),
	} {
		if err == nil {
			t.Errorf("%s: done", says)
		}
	}
}

func TestWhatIsWithdrawnKeepsItsNumberAndGoesNoFurther(t *testing.T) {
	t.Parallel()
	c, id, hilde := submitted(t)
	ctx := t.Context()
	if err := c.BeginChecking(ctx, hilde, NewOnce(), id); err != nil || c.status(id) != grant.Checking {
		t.Fatalf("%s, %v", c.status(id), err)
	}
	once := NewOnce()
	for range 2 {
		if err := c.Withdraw(ctx, c.leadAt(noon), once, id); err != nil {
			t.Fatal(err)
		}
	}
	if a, err := c.db.ApplicationOf(ctx, c.id, id); err != nil || a.Status != grant.Withdrawn || a.Number != "VS-2027-0001" {
		t.Errorf("%+v, %v", a, err)
	}
	if got := c.letters(job.Withdrawn); len(got) != 4 {
		t.Errorf("letters to %v", got)
	}
	if c.Withdraw(ctx, c.leadAt(noon), NewOnce(), id) == nil || c.BeginChecking(ctx, hilde, NewOnce(), id) == nil || c.Withdraw(ctx, c.leadAt(noon), NewOnce(), c.begun()) == nil {
		t.Error("what is withdrawn goes on, or a draft is withdrawn")
	}
}

func TestMessagesGoBothWaysWithOneLetterUntilTheyAreRead(t *testing.T) {
	t.Parallel()
	c, id, hilde := submitted(t)
	ctx := t.Context()
	writer := c.contributor(c.modou)
	for _, words := range []string{"Is alles goed aangekomen?", "We vergaten iets."} {
		if err := c.WriteMessage(ctx, writer, NewOnce(), id, words, nil); err != nil {
			t.Fatal(err)
		}
	}
	if got := c.letters(job.MessageLeft); !slices.Equal(got, []string{"hilde@voorbeeld.be"}) {
		t.Errorf("letters to %v", got)
	}
	if row, err := c.db.Dossier(ctx, id); err != nil || row.Unread != 2 {
		t.Errorf("%+v, %v", row, err)
	}
	once := NewOnce()
	for range 2 {
		if err := c.AnswerMessage(ctx, hilde, once, id, "Ja hoor.", nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(c.ReadLetters(ctx, hilde, id), c.ReadMessages(ctx, c.at(c.fatou, noon), id)); err != nil {
		t.Fatal(err)
	}
	all, err := c.db.Messages(ctx, id)
	if err != nil || len(all) != 3 || !all[2].ByStaff || all[2].Name != "Hilde" || slices.ContainsFunc(all, func(m postgres.MessageRow) bool { return m.ReadAt.IsZero() }) {
		t.Errorf("%+v, %v", all, err)
	}
	if c.WriteMessage(ctx, writer, NewOnce(), id, " \r\n ", nil) == nil || c.WriteMessage(ctx, writer, NewOnce(), c.begun(), "Dag", nil) == nil {
		t.Error("an empty message, or one about a draft, is written")
	}
}
