package desk

import (
	"errors"
	"slices"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

func TestFilesGoWithTheirMessageAndStay(t *testing.T) {
	t.Parallel()
	c, id, hilde := submitted(t)
	ctx, writer, once := t.Context(), c.contributor(c.modou), NewOnce()
	one, two := upload("één.pdf"), upload("twee.pdf")
	for range 2 {
		if err := c.WriteMessage(ctx, writer, once, id, "Zie bijlage.", []Upload{one}); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.AnswerMessage(ctx, hilde, NewOnce(), id, "Dank.", []Upload{two}); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, c.WriteMessage(ctx, writer, NewOnce(), id, "Nog eens.", []Upload{one}), "bijlage")
	refusedBecause(t, c.AnswerMessage(ctx, hilde, NewOnce(), id, "Veel.", slices.Repeat([]Upload{upload("drie.pdf")}, grant.MessageFilesMost+1)), "bijlage")
	messages, err := c.db.Messages(ctx, id)
	files, wrong := c.db.MessageDocuments(ctx, id)
	if err := errors.Join(err, wrong); err != nil || len(messages) != 2 || len(files) != 2 || files[0].Message != messages[0].ID || files[1].Message != messages[1].ID ||
		files[1].Name != "twee.pdf" || files[0].Question != "" {
		t.Fatalf("%+v, %+v, %v", messages, files, err)
	}
	notTheirs(t, "what was sent with a message is removed", c.RemoveDocument(ctx, writer, NewOnce(), id, files[0].ID))
	if got, err := c.db.Unwanted(ctx, []string{one.Stored.Name, two.Stored.Name}, noon.Add(1_000*time.Hour)); err != nil || len(got) != 0 {
		t.Errorf("%q are swept, %v", got, err)
	}
	if got := c.documents(id); len(got) != 0 {
		t.Errorf("%q answer a question", got)
	}
	if c.writes("application.write", id) != 1 || c.writes("application.reply", id) != 1 {
		t.Error("the record does not say so")
	}
}

func TestAFileIsHeldForItsPersonAndApplicationAlone(t *testing.T) {
	t.Parallel()
	d := newDesk(t, nil)
	by := func(who account.ID, at time.Time) account.By { return account.By{Person: who, At: at} }
	written, err := d.Hold(by(1, noon), 7, upload("Plan.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if u, fresh, err := d.Recall(by(1, noon.Add(HeldFor-time.Second)), 7, written); err != nil || !fresh || u != upload("Plan.pdf") {
		t.Errorf("%+v, %v, %v", u, fresh, err)
	}
	if u, fresh, err := d.Recall(by(1, noon.Add(HeldFor)), 7, written); err != nil || fresh || u.Name != "Plan.pdf" {
		t.Errorf("too late: %+v, %v, %v", u, fresh, err)
	}
	for says, test := range map[string]struct {
		who     account.ID
		of      grant.ID
		written string
	}{
		"another person": {2, 7, written}, "another application": {1, 8, written}, "nothing": {1, 7, ""}, "half of it": {1, 7, written[:len(written)/2]},
		"more": {1, 7, written + "A"}, "no text": {1, 7, "é.é"},
	} {
		if _, _, err := d.Recall(by(test.who, noon), test.of, test.written); !errors.Is(err, fault.Malformed) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

// Who goes back to a form that was sent finds it filled in by the browser, under a new key: the same words are no second message.
func TestTheSameWordsAreNoSecondMessage(t *testing.T) {
	t.Parallel()
	c, id, hilde := submitted(t)
	ctx, modou, awa := t.Context(), c.contributor(c.modou), c.contributor(c.awa)
	writes := func(by account.Contributor, files ...Upload) error {
		return c.WriteMessage(ctx, by, NewOnce(), id, "Is er al nieuws?\r\n", files)
	}
	if err := writes(modou); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, writes(modou), "bericht")
	later, _ := c.at(c.modou, noon.Add(sameWords)).Contributor()
	if err := errors.Join(writes(modou, upload("plan.pdf")), writes(awa), c.AnswerMessage(ctx, hilde, NewOnce(), id, "Is er al nieuws?", nil), writes(modou), writes(later)); err != nil {
		t.Errorf("with a file, of another, after an answer, later: %v", err)
	}
}
