package desk

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

// In the grace after a closing goes only what was written before it: the same words sent again are no change, others are.
func TestGraceIsForWhatWasWrittenBefore(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	closes := noon.AddDate(0, 0, 7)
	late := closes.Add(10 * time.Second)
	for _, test := range []struct {
		says     string
		do       func(id grant.ID, writer account.Contributor) error
		accepted bool
	}{
		{"nothing", func(grant.ID, account.Contributor) error { return nil }, true},
		{"the same words, which the page sends again", func(id grant.ID, writer account.Contributor) error {
			return second(c.SaveSection(t.Context(), writer, id, "project", grant.Sending{Page: page("0"), Number: 2, Answers: said("Twee putten", "Omdat er geen water is.")}))
		}, true},
		{"other words", func(id grant.ID, writer account.Contributor) error {
			return second(c.SaveSection(t.Context(), writer, id, "project", grant.Sending{Page: page("0"), Number: 2, Answers: said("Drie putten", "Omdat er geen water is.")}))
		}, false},
		{"an attachment", func(id grant.ID, writer account.Contributor) error {
			return c.AddDocuments(t.Context(), writer, NewOnce(), id, "offertes", []Upload{upload("offerte.pdf")})
		}, false},
	} {
		id := c.whole(c.closing(closes), closes.Add(-time.Second))
		writer, _ := c.at(c.awa, closes.Add(5*time.Second)).Contributor()
		if err := test.do(id, writer); err != nil {
			t.Fatalf("%s: %v", test.says, err)
		}
		err := c.submit(id, late)
		switch {
		case (err == nil) != test.accepted:
			t.Errorf("after the closing comes %s: %v", test.says, err)
		case err == nil && !c.receipt(id).InGrace:
			t.Errorf("after the closing comes %s: not in grace", test.says)
		case err != nil && (!slices.Equal(stoppedBy(err), []grant.Gate{grant.RoundGate}) || !strings.Contains(err.Error(), "Na de sluiting is er nog iets gewijzigd.")):
			t.Errorf("after the closing comes %s: %v", test.says, err)
		}
	}
}

// A submission that waits, for a colleague who saves at that moment, is held against the closing as it is when it goes on.
func TestAnExtensionThatComesWhileASubmissionWaitsCounts(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	closes := noon.AddDate(0, 0, 7)
	id, late := c.whole(c.round, noon), closes.Add(time.Hour)
	submitted := make(chan error)
	if err := c.db.InTx(t.Context(), func(tx postgres.Tx) error {
		if _, err := tx.LockApplicationOf(t.Context(), c.id, id); err != nil {
			return err
		}
		go func() { submitted <- c.submit(id, late) }()
		untilSomebodyWaits(t, c.db.URL())
		c.extended(closes.AddDate(0, 0, 1), late)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := <-submitted; err != nil || c.receipt(id).InGrace {
		t.Errorf("%v", err)
	}
	next := c.whole(c.round, noon)
	if err := c.submit(next, closes.AddDate(0, 0, 1).Add(time.Hour)); !slices.Equal(stoppedBy(err), []grant.Gate{grant.RoundGate}) {
		t.Errorf("after the later closing: %v", err)
	}
}

// A round that closes at the end of a day does so by the calendar, also on the days that have 23 and 25 hours: 24 hours after its begin would be an hour off.
func TestARoundClosesAtTheEndOfItsDayWhereTheClockIsChanged(t *testing.T) {
	t.Parallel()
	for _, day := range []calendar.Day{calendar.Date(2027, time.March, 28), calendar.Date(2027, time.October, 31)} {
		c := newReady(t)
		at := day.Start()
		last := grant.MidnightAfter(day).Add(-time.Microsecond)
		hours := last.Sub(at).Round(time.Hour) / time.Hour
		if hours == 24 || calendar.DayOf(last) != day {
			t.Fatalf("%v has %d hours", day, hours)
		}
		round := c.closing(grant.MidnightAfter(day))
		first, second := c.whole(round, at), c.whole(round, at)
		if err := c.submit(first, last); err != nil || c.receipt(first).InGrace {
			t.Errorf("in the last microsecond of %v: %v", day, err)
		}
		if err := c.submit(second, last.Add(time.Microsecond+time.Minute)); !slices.Equal(stoppedBy(err), []grant.Gate{grant.RoundGate}) {
			t.Errorf("a minute after %v: %v", day, err)
		}
		if got := c.receipt(first).Number; !strings.HasPrefix(string(got), "VS-2027-") {
			t.Errorf("%s", got)
		}
	}
}

// Who began before a version was published goes on under theirs; who begins in a round of the new version begins under that.
func TestAVersionThatIsPublishedLaterIsForWhoBeginsLater(t *testing.T) {
	t.Parallel()
	c := newReady(t)
	early := c.whole(c.round, noon)
	first, err := c.db.Round(t.Context(), c.round)
	if err != nil {
		t.Fatal(err)
	}
	terms := projects()
	terms.MaxAmount = 9_000_00
	terms.Sections[0].Questions[0].Label = "Wat is de titel?"
	next := grant.Version{Regulation: first.Regulation, Number: 2, InForce: calendar.Period{First: calendar.DayOf(noon)}, Terms: terms}
	by := account.By{At: noon}
	if err := c.db.InTx(t.Context(), func(tx postgres.Tx) (err error) {
		if next.ID, err = tx.AddVersion(t.Context(), next, by); err != nil {
			return err
		}
		_, err = tx.PublishVersion(t.Context(), next, by)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	still, later := c.whole(c.round, noon), c.whole(c.under(next.ID, noon.AddDate(0, 0, 5)), noon)
	for id, want := range map[grant.ID]string{early: "Hoe heet het?", still: "Hoe heet het?", later: "Wat is de titel?"} {
		if err := c.submit(id, noon.Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if r := c.receipt(id); !strings.Contains(r.Frozen, want) {
			t.Errorf("application %d was not submitted under the version with %q:\n%s", id, want, r.Frozen)
		}
	}
}
