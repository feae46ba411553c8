package sample

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/depot"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/paper"
	"vriendenstad/internal/postgres"
)

// Applications writes what the associations of the sample city applied for, into a database that holds the city and its people as they were made on that
// day, and to which nobody applied for anything yet. Another is left as it is.
//
// It writes as the counter does, in the past: saves, attachments, submissions with their number and their proof, what the Dienst asked, and the record of it
// all. It sends no letters.
func Applications(ctx context.Context, db *postgres.DB, files depot.Store, now time.Time) error {
	return db.InTx(ctx, func(tx postgres.Tx) error {
		begun, err := tx.HasApplications(ctx)
		if err != nil || begun {
			return err
		}
		made := Make(calendar.DayOf(now))
		c := clerk{ctx: ctx, tx: tx, files: files, now: now, versions: map[grant.VersionID]grant.Version{}}
		if err := c.look(made); err != nil {
			return err
		}
		for _, a := range made.Applications {
			if err := c.write(a); err != nil {
				return fmt.Errorf("application %q: %w", a.Title, err)
			}
		}
		return record(ctx, tx, c.done)
	})
}

// KeepNumbers leaves to the sample city's dossiers the numbers that they have, where [Applications] is not called: a city without people. Where somebody
// applied already it does nothing.
func KeepNumbers(ctx context.Context, db *postgres.DB, today calendar.Day) error {
	return db.InTx(ctx, func(tx postgres.Tx) error {
		begun, err := tx.HasApplications(ctx)
		if err != nil || begun {
			return err
		}
		for year, last := range Make(today).lastNumbers() {
			if err := tx.SetLastNumber(ctx, year, last); err != nil {
				return err
			}
		}
		return nil
	})
}

// A clerk writes applications as their members and the Dienst would have, in the past.
type clerk struct {
	ctx   context.Context
	tx    postgres.Tx
	files depot.Store
	now   time.Time
	// associations are the database's numbers of those of [Make]; leads speak for them, and writers write along where there is somebody.
	associations   map[association.ID]association.ID
	leads, writers map[association.ID]account.ID
	handler        account.ID
	rounds         map[string][]grant.Round
	versions       map[grant.VersionID]grant.Version
	done           []deed
}

// look fills in what stands in the database already, and writes those who speak for the other associations.
func (c *clerk) look(made Set) error {
	c.associations, c.leads, c.writers, c.rounds = map[association.ID]association.ID{}, map[association.ID]account.ID{}, map[association.ID]account.ID{}, map[string][]grant.Round{}
	for _, a := range made.Associations {
		there, err := c.tx.AssociationBySlug(c.ctx, a.Slug)
		if err != nil {
			return fmt.Errorf("association %s: %w", a.Slug, err)
		}
		c.associations[a.ID] = there.ID
	}
	for _, p := range People() {
		there, err := c.tx.PersonByEmail(c.ctx, p.Email)
		if err != nil {
			return fmt.Errorf("person %s: %w", p.Email, err)
		}
		if slices.Contains(p.Powers, account.CaseHandlerPart) {
			c.handler = there.ID
		}
		for _, a := range made.Associations {
			switch p.Members[a.Slug] {
			case account.LeadPart:
				c.leads[a.ID] = there.ID
			case account.ContributorPart:
				c.writers[a.ID] = there.ID
			}
		}
	}
	for _, s := range speakers() {
		if err := c.addSpeaker(s); err != nil {
			return fmt.Errorf("person %s: %w", s.email, err)
		}
	}
	regulations, err := c.tx.Regulations(c.ctx, c.now)
	for _, r := range regulations {
		c.rounds[r.Code] = r.Rounds
	}
	return err
}

func (c *clerk) addSpeaker(s speaker) error {
	at := c.now.AddDate(-2, 0, 0)
	id, added, err := c.tx.AddPerson(c.ctx, s.email, s.name, "", false, at)
	if err != nil || !added {
		return errors.Join(err, fmt.Errorf("somebody has this address: %w", fault.Conflict))
	}
	if err := c.tx.ConfirmPerson(c.ctx, id, at); err != nil {
		return err
	}
	if _, err := c.tx.AddMember(c.ctx, c.associations[s.of], id, account.LeadPart, at); err != nil {
		return err
	}
	c.leads[s.of] = id
	_, err = c.tx.AddEntry(c.ctx, account.By{At: at}, "sample.add", fmt.Sprintf("person/%d", id), nil)
	return err
}

// roundAt returns the round of a regulation that took applications at a moment.
func (c *clerk) roundAt(code string, at time.Time) (grant.Round, grant.Version, error) {
	for _, r := range c.rounds[code] {
		if at.Before(r.OpensAt) || !at.Before(r.ClosesAt) {
			continue
		}
		v, there := c.versions[r.Version]
		if !there {
			var err error
			if v, err = c.tx.Version(c.ctx, r.Version); err != nil {
				return r, v, err
			}
			c.versions[r.Version] = v
		}
		return r, v, nil
	}
	return grant.Round{}, grant.Version{}, fmt.Errorf("a round of %s on %v: %w", code, calendar.DayOf(at), fault.NotFound)
}

// A written application is one with its number in the database.
type written struct {
	Application
	id      grant.ID
	subject string
	of      association.ID
	round   grant.Round
	under   grant.Version
}

const draftedFor = 11 * 24 * time.Hour // how long somebody works on an application before it is submitted

func (c *clerk) write(a Application) error {
	w := written{Application: a, of: c.associations[a.By]}
	var err error
	if w.round, w.under, err = c.roundAt(a.Code, a.At); err != nil {
		return err
	}
	begun, until := a.At.Add(-draftedFor), a.At
	if a.Status == grant.Draft {
		begun, until = a.At, evening(calendar.DayOf(c.now)-1, 7)
	}
	if begun.Before(w.round.OpensAt) {
		begun = w.round.OpensAt.Add(10 * time.Minute)
	}
	if until.Before(begun) {
		until = begun.Add(10 * time.Minute)
	}
	if w.id, err = c.tx.AddDraft(c.ctx, c.lead(w, begun), w.of, w.round.ID, w.under.ID); err != nil {
		return err
	}
	w.subject = fmt.Sprintf("application/%d", w.id)
	if err := c.tx.MarkInvented(c.ctx, w.id); err != nil {
		return err
	}
	c.entry(c.lead(w, begun), "application.begin", w, nil)
	if err := c.fill(w, begun, until); err != nil {
		return err
	}
	if a.Status == grant.Draft {
		return nil
	}
	if err := c.submit(w); err != nil {
		return err
	}
	return c.handle(w)
}

func (c *clerk) lead(w written, at time.Time) account.By {
	return account.By{Person: c.leads[w.By], Part: account.LeadPart, At: at}
}

// writer is who types the nth section: by turns, where there is somebody to write along.
func (c *clerk) writer(w written, n int, at time.Time) account.By {
	if other := c.writers[w.By]; other != 0 && n%2 == 1 {
		return account.By{Person: other, Part: account.ContributorPart, At: at}
	}
	return c.lead(w, at)
}

func (c *clerk) entry(by account.By, act string, w written, detail *audit.Detail) {
	c.done = append(c.done, deed{by, act, w.subject, detail})
}

// fill saves the sections that have an answer, one after the other, each on an evening, and attaches what goes with them.
func (c *clerk) fill(w written, from, until time.Time) error {
	step := until.Sub(from) / time.Duration(len(w.under.Sections)+1)
	for i, s := range w.under.Sections {
		given := grant.Answers{}
		for _, q := range s.Questions {
			if answer := w.Answers[q.Key]; !answer.Empty() && q.Type != grant.Files {
				given[q.Key] = answer
			}
		}
		at := evening(calendar.DayOf(from.Add(step*time.Duration(i+1))), i)
		if !at.Before(until) || !at.After(from) {
			at = until.Add(-time.Duration(len(w.under.Sections)-i) * time.Minute)
		}
		by := c.writer(w, i, at)
		if len(given) > 0 {
			if err := c.save(by, w, grant.SavedSection{Section: s.Key, Version: 1, Answers: given}); err != nil {
				return err
			}
		}
		for _, f := range w.Files {
			if slices.ContainsFunc(s.Questions, func(q grant.Question) bool { return q.Key == f.Question }) {
				if err := c.attach(by, w, f); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (c *clerk) save(by account.By, w written, s grant.SavedSection) error {
	if err := c.tx.SaveSection(c.ctx, by, w.id, s, s.Answers.Title()); err != nil {
		return err
	}
	first, err := c.tx.TypedOn(c.ctx, w.id, by)
	if first {
		c.entry(by, "application.type", w, nil)
	}
	return err
}

func (c *clerk) attach(by account.By, w written, f Attachment) error {
	page, err := paper.WriteLetter(paper.Letter{Title: f.Title, Paragraphs: f.Text, At: by.At})
	if err != nil {
		return err
	}
	var kind document.Kind
	stored, err := c.files.Put(c.ctx, bytes.NewReader(page), document.Most, func(at io.ReaderAt, size int64) (err error) {
		kind, err = document.Recognise(f.Name, at, size)
		return err
	})
	if err != nil {
		return err
	}
	if _, err := c.tx.AddDocument(c.ctx, by, w.id, document.Document{Question: f.Question, Name: f.Name, MediaType: kind.MediaType, Size: stored.Size,
		SHA256: stored.SHA256[:], Stored: stored.Name}); err != nil {
		return err
	}
	c.entry(by, "document.add", w, &audit.Detail{After: map[string]any{"question": f.Question, "names": []string{f.Name}}})
	return nil
}

// candidate is the application as it stands now, with all that it is held against.
func (c *clerk) candidate(w written) (grant.Candidate, error) {
	a, err := c.tx.LockApplicationOf(c.ctx, w.of, w.id)
	if err != nil {
		return grant.Candidate{}, err
	}
	return c.tx.Candidate(c.ctx, a)
}

func (c *clerk) submit(w written) error {
	candidate, err := c.candidate(w)
	if err != nil {
		return err
	}
	for _, stop := range candidate.Stops(w.At) {
		if stop.Gate != grant.ReportGate { // of a report that is late today, and was not due then
			return fmt.Errorf("%s %s: %w", stop.Question, strings.ToLower(stop.Sentence), fault.Conflict)
		}
	}
	frozen, err := candidate.Freeze(w.At)
	if err != nil {
		return err
	}
	number, err := c.tx.Submit(c.ctx, c.lead(w, w.At), grant.Submission{Application: w.id, At: w.At, Requested: candidate.Requested(), Frozen: frozen.Text, Hash: frozen.Hash[:]})
	if err != nil {
		return err
	}
	if number != w.Number {
		return fmt.Errorf("it got the number %s in place of %s: %w", number, w.Number, fault.Conflict)
	}
	c.entry(c.lead(w, w.At), "application.submit", w,
		&audit.Detail{After: map[string]any{"hash": frozen.Hash.String(), "requested": candidate.Requested(), "grace": false}})
	return nil
}
