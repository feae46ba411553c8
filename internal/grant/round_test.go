package grant

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
)

// callOf is a round that is open from its first to its last day, both whole.
func callOf(t *testing.T, first, last string) Round {
	t.Helper()
	return Round{Title: "Najaar", OpensAt: day(t, first).Start(), ClosesAt: MidnightAfter(day(t, last)), Grace: DefaultGrace, Opened: true}
}

func TestASubmissionArrivesInTimeOrNot(t *testing.T) {
	t.Parallel()
	r := callOf(t, "2027-03-01", "2027-05-15")
	opens, closes := r.OpensAt, r.ClosesAt
	for _, test := range []struct {
		says       string
		now, saved time.Time
		want       Arrival
	}{
		{"a moment before it opens", opens.Add(-time.Nanosecond), opens, TooEarly},
		{"when it opens", opens, opens, InTime},
		{"in the last second", closes.Add(-time.Second), closes.Add(-time.Second), InTime},
		{"at its last moment", closes.Add(-time.Nanosecond), closes.Add(-time.Nanosecond), InTime},
		{"at the closing, saved before", closes, closes.Add(-time.Second), InGrace},
		{"at the closing, saved at it", closes, closes, TooLate},
		{"twenty seconds after, saved before (scenario 3.2.7)", closes.Add(20 * time.Second), closes.Add(-10 * time.Second), InGrace},
		{"in the last moment of grace", closes.Add(time.Minute - time.Nanosecond), closes.Add(-time.Nanosecond), InGrace},
		{"when grace is over", closes.Add(time.Minute), closes.Add(-time.Hour), TooLate},
		{"after that (scenario 3.2.7)", closes.Add(70 * time.Second), closes.Add(-time.Hour), TooLate},
		{"in grace, with a word that was typed after the closing", closes.Add(30 * time.Second), closes.Add(time.Second), TooLate},
	} {
		if got := r.Arrives(test.now, test.saved); got != test.want {
			t.Errorf("%s: %s, want %s", test.says, got, test.want)
		}
	}
	r.Opened = false
	if got := r.Arrives(opens.Add(time.Hour), opens); got != TooEarly {
		t.Errorf("in a round that nobody opened: %s", got)
	}
	r.Opened, r.Grace = true, 0
	if got := r.Arrives(closes, closes.Add(-time.Hour)); got != TooLate {
		t.Errorf("without grace: %s", got)
	}
}

func TestARoundEndsAtMidnightOfBrussels(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ says, last, utc string }{
		{"in winter", "2027-01-31", "2027-01-31T23:00:00Z"},
		{"in summer", "2027-05-15", "2027-05-15T22:00:00Z"},
		{"on the day that has 23 hours", "2027-03-28", "2027-03-28T22:00:00Z"},
		{"on the day that has 25 hours", "2026-10-25", "2026-10-25T23:00:00Z"},
		{"on the last day of a year", "2026-12-31", "2026-12-31T23:00:00Z"},
	} {
		r := callOf(t, "2026-01-01", test.last)
		if got := r.ClosesAt.UTC().Format(time.RFC3339); got != test.utc {
			t.Errorf("%s: %s, want %s", test.says, got, test.utc)
		}
		if got := r.Arrives(r.ClosesAt.Add(-time.Nanosecond), r.OpensAt); got != InTime {
			t.Errorf("%s, at the last moment: %s", test.says, got)
		}
		if got := r.Arrives(r.ClosesAt, r.ClosesAt.Add(-time.Second)); got != InGrace {
			t.Errorf("%s, at midnight: %s", test.says, got)
		}
		if got := r.ClosesOn(); got != day(t, test.last).String()+", tot middernacht" {
			t.Errorf("%s: %q", test.says, got)
		}
		if got := r.LastDay(); got != day(t, test.last) {
			t.Errorf("%s: the last day is %v", test.says, got)
		}
	}
	noon := Round{ClosesAt: time.Date(2027, time.May, 15, 10, 5, 0, 0, time.UTC)}
	if got := noon.ClosesOn(); got != "15 mei 2027, tot 12.05 uur" || noon.LastDay() != day(t, "2027-05-15") {
		t.Errorf("%q, %v", got, noon.LastDay())
	}
}

func TestPeopleAreToldOneStateOfARound(t *testing.T) {
	t.Parallel()
	r := callOf(t, "2027-03-01", "2027-05-15")
	longer := r
	longer.Extended, longer.ClosesAt = r.ClosesAt, MidnightAfter(day(t, "2027-05-31"))
	hidden := r
	hidden.Opened = false
	for _, test := range []struct {
		says string
		r    Round
		on   string
		want RoundState
	}{
		{"before it opens", r, "2027-02-28", Planned}, {"on its first day", r, "2027-03-01", Open}, {"on its last day", r, "2027-05-15", Open},
		{"the day after", r, "2027-05-16", Closed}, {"extended", longer, "2027-05-10", Extended}, {"in what was added", longer, "2027-05-31", Extended},
		{"after that", longer, "2027-06-01", Closed}, {"that nobody published", hidden, "2027-04-01", Planned},
	} {
		if got := test.r.StateAt(day(t, test.on).Start()); got != test.want {
			t.Errorf("%s: %s, want %s", test.says, got, test.want)
		}
	}
}

func TestARoundThatCannotBeHeldIsRefused(t *testing.T) {
	t.Parallel()
	good := callOf(t, "2027-03-01", "2027-05-15")
	for _, test := range []struct {
		says   string
		change func(*Round)
		field  string
	}{
		{"as it should be", func(*Round) {}, ""},
		{"without a title", func(r *Round) { r.Title = "" }, "titel"},
		{"with a long title", func(r *Round) { r.Title = strings.Repeat("é", MostTitle+1) }, "titel"},
		{"without an opening", func(r *Round) { r.OpensAt = time.Time{} }, "opent"},
		{"without a closing", func(r *Round) { r.ClosesAt = time.Time{} }, "sluit"},
		{"that closes before it opens", func(r *Round) { r.ClosesAt = r.OpensAt }, "sluit"},
		{"with much grace", func(r *Round) { r.Grace = MostGrace + time.Second }, "uitloop"},
		{"with less than no money", func(r *Round) { r.Money = -1 }, "geld"},
	} {
		r := good
		test.change(&r)
		refuses(t, test.says, r.Check(), test.field)
	}
}

// refuses fails unless an error refuses that field, and no other; an empty name stands for no refusal.
func refuses(t *testing.T, says string, err error, field string) {
	t.Helper()
	wrong, _ := err.(fault.Fields)
	switch {
	case field == "" && err != nil, field != "" && (len(wrong) != 1 || wrong[0].Name != strings.TrimPrefix(field, "-")):
		t.Errorf("%s: %v, want a refusal of %q", says, err, field)
	}
}

func TestARoundIsOpenedUnderARuleThatHolds(t *testing.T) {
	t.Parallel()
	good := callOf(t, "2027-03-01", "2027-05-15")
	good.Opened = false
	rule := Version{Number: 2, Published: true, InForce: calendar.Period{First: day(t, "2027-01-01")}}
	var last calendar.Day // of the regulation, zero for none
	for _, test := range []struct {
		says      string
		now       string
		change    func(*Round, *Version)
		confirmed bool
		field     string
	}{
		{"ahead of time", "2027-02-01", func(*Round, *Version) {}, false, ""},
		{"in its time", "2027-04-01", func(*Round, *Version) {}, false, ""},
		{"twice", "2027-02-01", func(r *Round, _ *Version) { r.Opened = true }, false, "-"},
		{"after its time", "2027-05-16", func(*Round, *Version) {}, false, "-"},
		{"under a draft", "2027-02-01", func(_ *Round, v *Version) { v.Published = false }, false, "-"},
		{"under a rule that ended before", "2027-02-01", func(_ *Round, v *Version) { v.InForce.Last = day(t, "2027-02-28") }, false, "-"},
		{"under a rule that begins after", "2027-02-01", func(_ *Round, v *Version) { v.InForce.First = day(t, "2027-03-02") }, false, "-"},
		{"under a rule that ended before it closes", "2027-02-01", func(*Round, *Version) { last = day(t, "2027-05-14") }, false, "-"},
		{"under a rule that ends as it closes", "2027-02-01", func(*Round, *Version) { last = day(t, "2027-05-15") }, false, ""},
		{"under a rule that another follows", "2027-02-01", func(_ *Round, v *Version) { v.InForce.Last = day(t, "2027-04-01") }, false, ""},
		{"in summer", "2027-02-01", func(r *Round, _ *Version) { r.ClosesAt = MidnightAfter(day(t, "2027-08-15")) }, false, "vakantie"},
		{"in summer, as was confirmed", "2027-02-01", func(r *Round, _ *Version) { r.ClosesAt = MidnightAfter(day(t, "2027-08-15")) }, true, ""},
	} {
		r, v := good, rule
		last = 0
		test.change(&r, &v)
		refuses(t, test.says, r.CheckOpen(v, last, day(t, test.now).Start(), test.confirmed), test.field)
	}
}

func TestARoundClosesByTheLastDayOfItsRegulation(t *testing.T) {
	t.Parallel()
	r := callOf(t, "2027-03-01", "2027-05-15")
	refuses(t, "without an end", r.CheckUntil(0), "")
	refuses(t, "on its last day", r.CheckUntil(day(t, "2027-05-15")), "")
	refuses(t, "a day too late", r.CheckUntil(day(t, "2027-05-14")), "sluit")
	r.ClosesAt = r.ClosesAt.Add(time.Nanosecond)
	refuses(t, "a moment too late", r.CheckUntil(day(t, "2027-05-15")), "sluit")
}

func TestARegulationEndsWithTheLastVersionThatTakesOver(t *testing.T) {
	t.Parallel()
	version := func(id VersionID, first, last string, published bool) Version {
		v := Version{ID: id, Published: published, InForce: calendar.Period{First: day(t, first)}}
		if last != "" {
			v.InForce.Last = day(t, last)
		}
		return v
	}
	one, two := version(1, "2026-01-01", "2026-12-31", true), version(2, "2027-01-01", "2027-06-30", true)
	for _, test := range []struct {
		says string
		then []Version
		want VersionID
	}{
		{"none after it", nil, 2},
		{"one on the next day", []Version{version(3, "2027-07-01", "", true)}, 3},
		{"one after a summer without rules", []Version{version(3, "2027-09-01", "", true)}, 2},
		{"one that is a draft", []Version{version(3, "2027-07-01", "", false)}, 2},
	} {
		all := append([]Version{two, one}, test.then...)
		if got := one.Heir(all); got.ID != test.want {
			t.Errorf("with %s: version %d", test.says, got.ID)
		}
	}
	if open := version(1, "2026-01-01", "", true); open.Heir([]Version{open}).ID != 1 {
		t.Error("a version without an end has another heir")
	}
}

func TestARoundIsExtendedAndNeverShortened(t *testing.T) {
	t.Parallel()
	good := callOf(t, "2027-03-01", "2027-05-15")
	for _, test := range []struct {
		says, now, to, notice string
		confirmed             bool
		field                 string
	}{
		{"while it is open", "2027-05-10", "2027-05-31", "Er was een storing.", false, ""},
		{"after it closed", "2027-05-20", "2027-05-31", "Er was een storing.", false, ""},
		{"before it opened", "2027-02-20", "2027-05-31", "Er was een storing.", false, "-"},
		{"to the same day", "2027-05-10", "2027-05-15", "Er was een storing.", false, "sluit"},
		{"to an earlier day", "2027-05-10", "2027-05-12", "Er was een storing.", false, "sluit"},
		{"to a day that is over", "2027-06-10", "2027-05-31", "Er was een storing.", false, "sluit"},
		{"without a word", "2027-05-10", "2027-05-31", "", false, "bericht"},
		{"with too many words", "2027-05-10", "2027-05-31", strings.Repeat("x", MostNotice+1), false, "bericht"},
		{"into summer", "2027-05-10", "2027-07-15", "Er was een storing.", false, "vakantie"},
		{"into summer, as was confirmed", "2027-05-10", "2027-07-15", "Er was een storing.", true, ""},
	} {
		to := MidnightAfter(day(t, test.to))
		r, err := good.Extend(to, test.notice, day(t, test.now).Start(), test.confirmed)
		refuses(t, test.says, err, test.field)
		if err == nil && (!r.ClosesAt.Equal(to) || !r.Extended.Equal(good.ClosesAt) || r.Notice != test.notice) {
			t.Errorf("%s: %+v", test.says, r)
		}
	}
	_, err := good.Extend(time.Time{}, "Er was een storing.", day(t, "2027-05-10").Start(), true)
	refuses(t, "to no day", err, "sluit")
	closed := good
	closed.Opened = false
	_, err = closed.Extend(MidnightAfter(day(t, "2027-05-31")), "Er was een storing.", day(t, "2027-05-10").Start(), true)
	refuses(t, "that nobody published", err, "-")
}

// Whatever the moments are, a submission is in time, in grace or refused as the sentence of decision 5 says it.
func TestArrivalsFollowTheRuleToTheLetter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		base := day(t, "2026-10-24").Start()
		moment := func(name string) time.Time {
			return base.Add(time.Duration(rapid.Int64Range(0, int64(72*time.Hour)).Draw(t, name)))
		}
		r := Round{Opened: true, OpensAt: moment("opens"), Grace: time.Duration(rapid.IntRange(0, 900).Draw(t, "grace")) * time.Second}
		r.ClosesAt = r.OpensAt.Add(1 + time.Duration(rapid.Int64Range(0, int64(30*time.Hour)).Draw(t, "length")))
		now, saved := moment("now"), moment("saved")
		accepted := !now.Before(r.OpensAt) && now.Before(r.ClosesAt)
		graced := !now.Before(r.ClosesAt) && now.Before(r.ClosesAt.Add(r.Grace)) && saved.Before(r.ClosesAt)
		got := r.Arrives(now, saved)
		if accepted != (got == InTime) || graced != (got == InGrace) || now.Before(r.OpensAt) != (got == TooEarly) {
			t.Fatalf("%s", got)
		}
	})
}
