package sample

import (
	"fmt"
	"maps"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
)

// handle writes what came of an application once it was submitted.
func (c *clerk) handle(w written) error {
	status := grant.Submitted
	step := func(by account.By, act string, to grant.Status, detail *audit.Detail) error {
		if detail == nil {
			detail = &audit.Detail{}
		}
		detail.Before, status = status, to
		if detail.After == nil {
			detail.After = to
		}
		if err := c.tx.SetStatus(c.ctx, w.id, to); err != nil {
			return err
		}
		c.entry(by, act, w, detail)
		return nil
	}
	looked := office(calendar.DayOf(w.At) + 1)
	if w.Asks == nil && w.Status != grant.Submitted && looked.Before(c.now) {
		if err := step(c.staff(looked), "application.check", grant.Checking, nil); err != nil {
			return err
		}
	}
	if w.Asks != nil {
		r := grant.Request{Questions: w.Asks.Questions, Why: w.Asks.Why, Due: w.Asks.Due}
		by := c.staff(w.Asks.At)
		if err := r.Check(status, w.under.Terms, w.Answers, by.At); err != nil {
			return err
		}
		r.Questions = w.under.Along(r.Questions)
		if err := c.tx.AddRequest(c.ctx, w.id, r, by); err != nil {
			return err
		}
		after := map[string]any{"questions": r.Questions, "due": r.Due.ISO()}
		if err := step(by, "application.ask", grant.Incomplete, &audit.Detail{After: after, Why: r.Why}); err != nil {
			return err
		}
		if !w.Asks.Answered.IsZero() {
			if err := c.complete(w); err != nil {
				return err
			}
			status = grant.Supplemented
		}
	}
	for _, word := range w.Talk {
		if err := c.tell(w, word); err != nil {
			return err
		}
	}
	switch {
	case status == w.Status:
		return nil
	case w.Status == grant.Withdrawn:
		return step(c.lead(w, w.Talk[0].At.Add(12*time.Minute)), "application.withdraw", grant.Withdrawn, nil)
	}
	return step(account.By{At: c.now}, "sample.handle", w.Status, nil)
}

func (c *clerk) staff(at time.Time) account.By {
	return account.By{Person: c.handler, Part: account.CaseHandlerPart, At: at}
}

// complete writes down the answers to a request for completion.
func (c *clerk) complete(w written) error {
	by := c.lead(w, w.Asks.Answered)
	for key := range w.Asks.Answers {
		_, section, ok := w.under.Question(key)
		if !ok {
			return fmt.Errorf("there is no question %s", key)
		}
		last, err := c.tx.LastSection(c.ctx, w.id, section.Key)
		if err != nil {
			return err
		}
		given := maps.Clone(last.Answers)
		given[key] = w.Asks.Answers[key]
		if err := c.save(by, w, grant.SavedSection{Section: section.Key, Version: last.Version + 1, Answers: given}); err != nil {
			return err
		}
	}
	asked, err := c.tx.OpenRequest(c.ctx, w.id)
	if err != nil {
		return err
	}
	candidate, err := c.candidate(w)
	if err != nil {
		return err
	}
	frozen, err := candidate.Freeze(by.At)
	if err != nil {
		return err
	}
	if err := c.tx.AnswerRequest(c.ctx, asked.ID, by, frozen.Text); err != nil {
		return err
	}
	if err := c.tx.SetStatus(c.ctx, w.id, grant.Supplemented); err != nil {
		return err
	}
	c.entry(by, "application.complete", w,
		&audit.Detail{Before: grant.Incomplete, After: map[string]any{"hash": frozen.Hash.String(), "questions": asked.Questions}})
	return nil
}

// tell writes a message, and that the other side read it some hours later.
func (c *clerk) tell(w written, word Word) error {
	by, act := c.lead(w, word.At), "application.write"
	if word.ByStaff {
		by, act = c.staff(word.At), "application.reply"
	}
	if _, err := c.tx.AddMessage(c.ctx, w.id, word.ByStaff, by, word.Words); err != nil {
		return err
	}
	if word.Read {
		if err := c.tx.MarkRead(c.ctx, w.id, word.ByStaff, word.At.Add(3*time.Hour)); err != nil {
			return err
		}
	}
	c.entry(by, act, w, nil)
	return nil
}

// A speaker speaks for an association of the sample city whose members do not sign in: nobody has their password, for there is none.
type speaker struct {
	of    association.ID
	name  string
	email account.Email
}

func speakers() []speaker {
	return []speaker{
		{lumiere, "Chantal Ilunga (fictief)", "chantal@lumiere.example"},
		{rifStroom, "Yassine El Amrani (fictief)", "yassine@rif-stroom.example"},
		{zonnekracht, "Lore Janssens (fictief)", "lore@zonnekracht.example"},
		{naija, "Ngozi Eze (fictief)", "ngozi@naija.example"},
		{moeders, "Fatou Kabongo (fictief)", "fatou@moeders.example"},
		{havenmaatjes, "Sven De Ridder (fictief)", "sven@havenmaatjes.example"},
		{groeneVingers, "Marleen Aerts (fictief)", "marleen@groene-vingers.example"},
		{vriendenkring, "Samira Bouali (fictief)", "samira@vriendenkring.example"},
		{inclusief, "Tom Verhaegen (fictief)", "tom@inclusief.example"},
		{sinjoren, "Greet Somers (fictief)", "greet@sinjoren.example"},
		{bayanihan, "Maricel Reyes (fictief)", "maricel@bayanihan.example"},
		{wereldwinkel, "Jef Mertens (fictief)", "jef@wereldwinkel.example"},
		{kinderrechten, "Priya Nair (fictief)", "priya@kinderrechtenhuis.example"},
		{deKade, "Katrien Smets (fictief)", "katrien@de-kade.example"},
		{atheneumNoord, "Bilal Haddad (fictief)", "bilal@atheneum-noord.example"},
		{regenboei, "An Claessens (fictief)", "an@regenboei.example"},
	}
}
