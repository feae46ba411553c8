package desk

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// declared are all statements.
func declared() []string {
	var all []string
	for _, s := range grant.Statements() {
		all = append(all, s.Key)
	}
	return all
}

// verify writes where the club stands with the Dienst.
func (c call) stands(standing association.Standing) {
	c.t.Helper()
	if err := c.db.InTx(c.t.Context(), func(tx postgres.Tx) error {
		return tx.SetStanding(c.t.Context(), c.id, standing, "", account.By{At: noon})
	}); err != nil {
		c.t.Fatal(err)
	}
}

// newReady is a call to a verified club.
func newReady(t *testing.T) call {
	t.Helper()
	c := newCall(t)
	c.stands(association.Verified)
	return c
}

// closing opens a round under the version of the club's round, from ten days before its closing.
func (c call) closing(at time.Time) grant.RoundID {
	c.t.Helper()
	first, err := c.db.Round(c.t.Context(), c.round)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.under(first.Version, at)
}

func (c call) under(version grant.VersionID, closes time.Time) grant.RoundID {
	c.t.Helper()
	var id grant.RoundID
	by, ctx := account.By{At: noon}, c.t.Context()
	err := c.db.InTx(ctx, func(tx postgres.Tx) (err error) {
		if id, err = tx.AddRound(ctx, grant.Round{Version: version, Title: "Ronde", OpensAt: closes.AddDate(0, 0, -10), ClosesAt: closes, Grace: time.Minute}, by); err != nil {
			return err
		}
		_, err = tx.OpenRound(ctx, id, by)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return id
}

// at is somebody's identity at a moment.
func (c call) at(who account.ID, now time.Time) account.Member {
	i := c.who(who)
	i.At = now
	m, ok := i.Member(c.id)
	if !ok {
		c.t.Fatal("no member")
	}
	return m
}

func (c call) leadAt(now time.Time) account.Lead {
	l, ok := c.at(c.awa, now).Lead()
	if !ok {
		c.t.Fatal("no lead")
	}
	return l
}

// whole is a draft in a round, of which every question is answered at a moment.
func (c call) whole(round grant.RoundID, saved time.Time) grant.ID {
	c.t.Helper()
	writer, _ := c.at(c.awa, saved).Contributor()
	id, err := c.BeginDraft(c.t.Context(), writer, NewOnce(), round, true)
	if err != nil {
		c.t.Fatal(err)
	}
	costs := grant.Answer{Rows: []grant.Row{{ID: "r1", Cells: []string{grant.CostSide, "Putten", "4.000"}}}}
	for n, s := range []struct {
		section string
		answers grant.Answers
	}{{"project", said("Twee putten", "Omdat er geen water is.")}, {"geld", grant.Answers{grant.CostsKey: costs}}} {
		if _, err := c.SaveSection(c.t.Context(), writer, id, s.section, grant.Sending{Page: page(fmt.Sprint(n)), Number: 1, Answers: s.answers}); err != nil {
			c.t.Fatal(err)
		}
	}
	return id
}

func (c call) submit(id grant.ID, now time.Time) error {
	return c.Submit(c.t.Context(), c.leadAt(now), NewOnce(), id, declared())
}

func (c call) receipt(id grant.ID) postgres.Receipt {
	c.t.Helper()
	r, err := c.db.Receipt(c.t.Context(), id)
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

// stoppedBy returns the gates that an error names.
func stoppedBy(err error) []grant.Gate {
	stops, _ := errors.AsType[Stopped](err)
	var gates []grant.Gate
	for _, s := range stops {
		gates = append(gates, s.Gate)
	}
	return gates
}

func TestWhatIsSubmittedIsFrozenNumberedAndTold(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	id := c.whole(c.round, noon)
	once := NewOnce()
	for range 3 { // a double click, and a reload
		if err := c.Submit(t.Context(), c.leadAt(noon), once, id, declared()); err != nil {
			t.Fatal(err)
		}
	}
	r := c.receipt(id)
	if r.Number != "VS-2027-0001" || !r.At.Equal(noon) || r.InGrace || account.ID(r.Person) != c.awa || r.Name != "Awa" {
		t.Errorf("%+v", r)
	}
	hash, ok := grant.ParseHash(" " + strings.ToUpper(r.Proof()[:32]) + "\n" + r.Proof()[32:])
	if on, err := c.db.SubmittedOn(t.Context(), hash); !ok || err != nil || on != calendar.DayOf(noon) {
		t.Errorf("the proof is not found: %v, %v", on, err)
	}
	hash[0]++
	if _, err := c.db.SubmittedOn(t.Context(), hash); !errors.Is(err, fault.NotFound) {
		t.Errorf("another hash: %v", err)
	}
	given, _, err := grant.Thaw(r.Frozen)
	if err != nil || given.Title() != "Twee putten" || given[grant.CostsKey].Budget().Costs != 4_000_00 {
		t.Errorf("%v, %v", given, err)
	}
	if a, err := c.db.ApplicationOf(t.Context(), c.id, id); err != nil || a.Status != grant.Submitted || a.Number != r.Number || !a.SubmittedAt.Equal(noon) {
		t.Errorf("%+v, %v", a, err)
	}
	if got := c.letters(job.Applied); !slices.Equal(got, []string{"awa@voorbeeld.be", "fatou@voorbeeld.be", "modou@voorbeeld.be"}) {
		t.Errorf("letters to %v", got)
	}
	if c.writes("application.submit", id) != 1 {
		t.Error("the record has not one entry")
	}
	if err := c.submit(id, noon); err == nil || stoppedBy(err) != nil {
		t.Errorf("submitted again by another form: %v", err)
	}
	if _, err := c.SaveSection(t.Context(), c.contributor(c.awa), id, "project", grant.Sending{Page: page("9"), Number: 1, Seen: 1, Answers: said("Drie putten", "")}); err == nil {
		t.Error("what was submitted is changed")
	}
}

func TestASubmissionCountsByTheMomentAtWhichItsRequestCame(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	closes := noon.AddDate(0, 0, 7)
	for _, test := range []struct {
		says       string
		closes     time.Time
		saved, now time.Duration // after the closing
		accepted   bool
		grace      bool
	}{
		{"in the last second", closes, -time.Hour, -time.Second, true, false},
		{"at the closing", closes, -time.Second, 0, true, true},
		{"in the last second of grace", closes, -time.Second, 59 * time.Second, true, true},
		{"one second after grace", closes, -time.Hour, 61 * time.Second, false, false},
		{"in the last second of the day that has 23 hours", calendar.Date(2027, time.March, 29).Start(), -time.Hour, -time.Second, true, false},
		{"after grace on the day that has 23 hours", calendar.Date(2027, time.March, 29).Start(), -time.Hour, time.Minute, false, false},
		{"in the last second of the day that has 25 hours", calendar.Date(2027, time.November, 1).Start(), -time.Hour, -time.Second, true, false},
		{"after grace on the day that has 25 hours", calendar.Date(2027, time.November, 1).Start(), -time.Hour, time.Minute, false, false},
	} {
		id := c.whole(c.closing(test.closes), test.closes.Add(test.saved))
		err := c.submit(id, test.closes.Add(test.now))
		if (err == nil) != test.accepted {
			t.Errorf("%s: %v", test.says, err)
		} else if err != nil && !slices.Equal(stoppedBy(err), []grant.Gate{grant.RoundGate}) {
			t.Errorf("%s: %v", test.says, err)
		} else if err == nil && c.receipt(id).InGrace != test.grace {
			t.Errorf("%s: in grace %v", test.says, !test.grace)
		}
	}
}

func TestAnExtensionThatCameFirstCounts(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	closes := noon.AddDate(0, 0, 7)
	id := c.whole(c.round, noon)
	late := closes.Add(time.Hour)
	if err := c.submit(id, late); !slices.Equal(stoppedBy(err), []grant.Gate{grant.RoundGate}) {
		t.Fatalf("%v", err)
	}
	ctx := t.Context()
	err := c.db.InTx(ctx, func(tx postgres.Tx) error {
		r, err := tx.LockRound(ctx, c.round)
		if err != nil {
			return err
		}
		if err := c.submit(id, late); !slices.Equal(stoppedBy(err), []grant.Gate{grant.RoundGate}) {
			t.Errorf("an extension that is not there yet counts: %v", err)
		}
		r.Extended, r.ClosesAt, r.Notice = r.ClosesAt, r.ClosesAt.AddDate(0, 0, 1), "Er was een storing."
		return tx.ExtendRound(ctx, r.Round, account.By{At: late})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.submit(id, late); err != nil || c.receipt(id).InGrace {
		t.Errorf("after the extension: %v", err)
	}
}

func TestADraftKeepsTheVersionUnderWhichItWasBegun(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	id := c.whole(c.round, noon)
	first, err := c.db.Round(t.Context(), c.round)
	if err != nil {
		t.Fatal(err)
	}
	ctx, by := t.Context(), account.By{At: noon}
	err = c.db.InTx(ctx, func(tx postgres.Tx) error {
		terms := projects()
		terms.Sections[0].Questions = append(terms.Sections[0].Questions, grant.Question{Key: "nieuw", Label: "Nieuw", Type: grant.ShortText, Required: true})
		v := grant.Version{Regulation: first.Regulation, Number: 2, InForce: calendar.Period{First: calendar.DayOf(noon)}, Terms: terms}
		if v.ID, err = tx.AddVersion(ctx, v, by); err != nil {
			return err
		}
		_, err := tx.PublishVersion(ctx, v, by)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.submit(id, noon); err != nil {
		t.Fatal(err)
	}
	if r := c.receipt(id); !strings.Contains(r.Frozen, `"versie":1`) || strings.Contains(r.Frozen, "nieuw") {
		t.Errorf("%s", r.Frozen)
	}
}

func TestEachGateSaysWhyItIsShut(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	id := c.begun()
	if err := c.submit(id, noon); len(stoppedBy(err)) != 3 || stoppedBy(err)[0] != grant.AnswersGate {
		t.Errorf("an empty draft: %v", err)
	}
	id = c.whole(c.round, noon)
	if err := c.Submit(t.Context(), c.leadAt(noon), NewOnce(), id, declared()[1:]); err == nil || stoppedBy(err) != nil {
		t.Errorf("without a statement: %v", err)
	}
	c.stands(association.Registered)
	if err := c.submit(id, noon); !slices.Equal(stoppedBy(err), []grant.Gate{grant.AssociationGate}) {
		t.Errorf("an association that is not verified: %v", err)
	}
	c.stands(association.Verified)
	c.sends(c.awa, id, "a", 1, 1, said("Drie putten", "Omdat er geen water is."))
	c.sends(c.modou, id, "b", 1, 1, said("Vier putten", "Omdat er geen water is."))
	if err := c.submit(id, noon); !slices.Equal(stoppedBy(err), []grant.Gate{grant.ChoiceGate}) {
		t.Errorf("with two words for one: %v", err)
	}
	if n := c.writes("application.submit", id); n != 0 {
		t.Errorf("%d refused submissions stand in the record as done", n)
	}
}

func TestABewerkerProposesAndSubmitsNot(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	c.stands(association.Registered) // which no bewerker can mend
	writer, _ := c.at(c.modou, noon).Contributor()
	if err := c.ProposeSubmission(t.Context(), writer, NewOnce(), c.begun()); len(stoppedBy(err)) != 3 {
		t.Errorf("an empty draft is proposed: %v", err)
	}
	id, once := c.whole(c.round, noon), NewOnce()
	for range 2 {
		if err := c.ProposeSubmission(t.Context(), writer, once, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.ProposeSubmission(t.Context(), writer, NewOnce(), id); err != nil { // pressed again
		t.Fatal(err)
	}
	if got := c.letters(job.SubmitProposed); !slices.Equal(got, []string{"awa@voorbeeld.be"}) {
		t.Errorf("letters to %v", got)
	}
	again, _ := c.at(c.modou, noon.Add(time.Hour)).Contributor()
	if _, err := c.SaveSection(t.Context(), again, id, "project", grant.Sending{Page: page("e"), Number: 1, Seen: 1, Answers: said("Drie putten", "Er is geen water.")}); err != nil {
		t.Fatal(err)
	}
	if err := c.ProposeSubmission(t.Context(), again, NewOnce(), id); err != nil {
		t.Fatal(err)
	}
	if got := c.letters(job.SubmitProposed); len(got) != 2 {
		t.Errorf("after a change: letters to %v", got)
	}
	forged, _ := c.as(c.modou, account.LeadPart).Lead() // who was a hoofdvertegenwoordiger until a moment ago
	c.stands(association.Verified)
	if err := c.Submit(t.Context(), forged, NewOnce(), id, declared()); !errors.Is(err, fault.Denied) {
		t.Errorf("a bewerker submits: %v", err)
	}
}

func TestNumbersHaveNoGapsAndBeginAnewEachYear(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	const drafts = 8
	ids := make([]grant.ID, drafts)
	for i := range ids {
		ids[i] = c.whole(c.round, noon)
	}
	boom := errors.New("the line breaks")
	var all sync.WaitGroup
	for i, id := range ids {
		all.Go(func() {
			if err := c.db.InTx(t.Context(), func(tx postgres.Tx) error { // what is rolled back takes no number
				_, err := tx.Submit(t.Context(), account.By{At: noon}, grant.Submission{Application: id, At: noon, Frozen: "{}", Hash: make([]byte, 32)})
				return errors.Join(boom, err)
			}); !errors.Is(err, boom) {
				t.Error(err)
			}
			if err := c.submit(id, noon.Add(time.Duration(i)*time.Second)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	var numbers []string
	hashes := map[string]bool{}
	for _, id := range ids {
		r := c.receipt(id)
		numbers = append(numbers, string(r.Number))
		hashes[hex.EncodeToString(r.Hash)] = true
	}
	slices.Sort(numbers)
	for i, n := range numbers {
		if n != fmt.Sprintf("VS-2027-%04d", i+1) {
			t.Errorf("%v", numbers)
			break
		}
	}
	if len(hashes) != drafts {
		t.Errorf("%d hashes of %d submissions", len(hashes), drafts)
	}
	eve := calendar.Date(2028, time.January, 1).Start()
	round := c.closing(eve.AddDate(0, 0, 1))
	before, after := c.whole(round, eve.Add(-time.Hour)), c.whole(round, eve.Add(-time.Hour))
	if err := errors.Join(c.submit(before, eve.Add(-time.Nanosecond*1000)), c.submit(after, eve)); err != nil {
		t.Fatal(err)
	}
	if r, s := c.receipt(before), c.receipt(after); r.Number != "VS-2027-0009" || s.Number != "VS-2028-0001" {
		t.Errorf("%s, %s", r.Number, s.Number)
	}
}

func TestAKeyIsForOneApplication(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	first, second, once := c.whole(c.round, noon), c.whole(c.round, noon), NewOnce()
	lead, _ := c.at(c.awa, noon).Lead()
	for range 2 {
		if err := c.Submit(t.Context(), lead, once, first, declared()); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Submit(t.Context(), lead, once, second, declared()); !errors.Is(err, fault.Conflict) {
		t.Errorf("another draft under the same key: %v", err)
	}
	if c.status(second) != grant.Draft {
		t.Errorf("it is %s", c.status(second))
	}
}

func TestOneDraftSubmittedByManyFormsIsSubmittedOnce(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	id := c.whole(c.round, noon)
	var all sync.WaitGroup
	errs := make([]error, 5)
	for i := range errs {
		all.Go(func() { errs[i] = c.submit(id, noon) })
	}
	all.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		} else if _, refused := errors.AsType[fault.Fields](err); !refused {
			t.Errorf("%v", err)
		}
	}
	if done != 1 || c.receipt(id).Number != "VS-2027-0001" {
		t.Errorf("submitted %d times, as %s", done, c.receipt(id).Number)
	}
}
