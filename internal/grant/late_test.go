package grant

import (
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/calendar"
)

// The edges of a closing, its grace, an admission and an extension, with a clock that stands still.
func TestASubmissionLiesInItsRoundOrInAnAdmission(t *testing.T) {
	t.Parallel()
	closes := MidnightAfter(calendar.Date(2027, time.May, 15))
	until := MidnightAfter(calendar.Date(2027, time.May, 18))
	decided := closes.Add(9 * time.Hour)
	admitted := &Late{AskedAt: closes, DecidedAt: decided, Answer: "Ja.", Until: until}
	for _, test := range []struct {
		says   string
		at     time.Time
		closes time.Time
		late   *Late
		want   Arrival
	}{
		{"in the last microsecond of the round", closes.Add(-time.Microsecond), closes, nil, InTime},
		{"in the last second of the grace", closes.Add(59 * time.Second), closes, nil, InGrace},
		{"after the grace", closes.Add(time.Minute), closes, nil, TooLate},
		{"while it was asked", decided, closes, &Late{AskedAt: closes}, TooLate},
		{"when it was refused", decided, closes, &Late{AskedAt: closes, DecidedAt: decided, Answer: "Nee."}, TooLate},
		{"in the last second of the admission", until.Add(-time.Second), closes, admitted, Admitted},
		{"in its last microsecond", until.Add(-time.Microsecond), closes, admitted, Admitted},
		{"at its end", until, closes, admitted, TooLate},
		{"a second after it", until.Add(time.Second), closes, admitted, TooLate},
		{"where the round was extended", decided, closes.AddDate(0, 0, 1), admitted, InTime},
		{"after the extension, in the admission", closes.AddDate(0, 0, 1).Add(time.Hour), closes.AddDate(0, 0, 1), admitted, Admitted},
	} {
		c := Candidate{Application: Application{SavedAt: closes.Add(-time.Hour)}, Late: test.late,
			In: Round{Opened: true, OpensAt: closes.AddDate(0, -1, 0), ClosesAt: test.closes, Grace: time.Minute}}
		if got := c.Arrival(test.at); got != test.want {
			t.Errorf("%s: %s, not %s", test.says, got, test.want)
		}
	}
	planned := Candidate{In: Round{OpensAt: closes, ClosesAt: until}, Late: admitted}
	if got := planned.Arrival(decided); got != TooEarly {
		t.Errorf("a round that was never open: %s", got)
	}
	if _, err := planned.CheckLate("De stroom viel uit.", decided); err == nil || !strings.Contains(err.Error(), "nog niet open") {
		t.Errorf("%v", err)
	}
}

func TestAnAdmissionLastsAFewDays(t *testing.T) {
	t.Parallel()
	saturday := calendar.Date(2027, time.October, 30) // before the clock is set back
	now := saturday.Start()
	c := Candidate{In: Round{Opened: true, OpensAt: now.AddDate(0, -1, 0), ClosesAt: now}, Application: Application{SavedAt: now.Add(time.Hour)}}
	if got := MidnightAfter(saturday.AddDays(MostAdmission)).Sub(now); got != 145*time.Hour {
		t.Errorf("the schema lets it last 145 hours: %v", got)
	}
	for days, fine := range map[int]bool{-1: false, 0: true, MostAdmission: true, MostAdmission + 1: false} {
		why, err := c.CheckDecision(true, saturday.AddDays(days), " Ja.\r\nEcht. ", now)
		if (err == nil) != fine || fine && why != "Ja.\nEcht." {
			t.Errorf("%d days: %q, %v", days, why, err)
		}
	}
}
