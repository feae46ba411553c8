package calendar_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vriendenstad/internal/calendar"
)

func TestDaysAreReadAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	want := calendar.Date(2026, time.March, 31)
	for _, typed := range []string{"31/03/2026", "31-3-2026", "31.03.2026", "31 maart 2026", "31 mrt 2026", "2026-03-31", " 31 / 3 / 2026 "} {
		if got, err := calendar.ParseDay(typed); err != nil || got != want {
			t.Errorf("ParseDay(%q) = %v, %v", typed, got, err)
		}
	}
}

func TestDaysThatDoNotExistAreRefused(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"", "31/02/2026", "29/2/2025", "0/1/2026", "1/13/2026", "1/1/26", "1/1/1899", "1/1/2200", "morgen", "2026-03", "1 2 3 4", "+1/1/2026"} {
		if got, err := calendar.ParseDay(typed); !errors.Is(err, calendar.ErrUnreadable) {
			t.Errorf("ParseDay(%q) = %v, %v", typed, got, err)
		}
	}
}

func TestADayEndsAtMidnightInBrussels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ moment, day string }{
		{"2026-05-15T21:59:59Z", "2026-05-15"},
		{"2026-05-15T22:00:00Z", "2026-05-16"},
		{"2026-12-31T22:59:59Z", "2026-12-31"},
		{"2026-12-31T23:00:00Z", "2027-01-01"},
	} {
		moment, err := time.Parse(time.RFC3339, c.moment)
		if err != nil {
			t.Fatal(err)
		}
		if got := calendar.DayOf(moment).ISO(); got != c.day {
			t.Errorf("DayOf(%s) = %s, want %s", c.moment, got, c.day)
		}
	}
}

func TestMonthsAreAddedWithinTheShorterMonth(t *testing.T) {
	t.Parallel()
	d := calendar.Date(2026, time.January, 31)
	if got := d.AddMonths(1).ISO(); got != "2026-02-28" {
		t.Errorf("a month later: %s", got)
	}
	if got := d.AddMonths(-11).ISO(); got != "2025-02-28" {
		t.Errorf("eleven months earlier: %s", got)
	}
}

func TestPeriodsAreWrittenShort(t *testing.T) {
	t.Parallel()
	june, august := calendar.Date(2026, time.June, 1), calendar.Date(2026, time.August, 31)
	for _, c := range []struct {
		period      calendar.Period
		text, years string
	}{
		{calendar.Period{}, "", ""},
		{calendar.Period{First: june, Last: august}, "1 juni tot 31 augustus 2026", "2026"},
		{calendar.Period{First: june}, "sinds 1 juni 2026", "sinds 2026"},
		{calendar.Period{First: june, Last: june.AddMonths(36)}, "1 juni 2026 tot 1 juni 2029", "2026–2029"},
		{calendar.Period{First: june, Last: june}, "1 juni 2026", "2026"},
	} {
		if got := c.period.String(); got != c.text {
			t.Errorf("String = %q, want %q", got, c.text)
		}
		if got := c.period.Years(); got != c.years {
			t.Errorf("Years = %q, want %q", got, c.years)
		}
	}
	if p := (calendar.Period{First: june}); !p.Holds(august) || p.Holds(june-1) {
		t.Error("a period without an end holds every later day and no earlier one")
	}
}

func TestDaysGoRoundThroughTheirWriting(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := calendar.Day(rapid.Int32Range(int32(calendar.First), int32(calendar.Last)).Draw(t, "day"))
		for _, written := range []string{d.String(), d.ISO()} {
			if got, err := calendar.ParseDay(written); err != nil || got != d {
				t.Fatalf("ParseDay(%q) = %v, %v", written, got, err)
			}
		}
		if got := calendar.DayOf(d.Start()); got != d {
			t.Fatalf("the day of the start of %s is %s", d.ISO(), got.ISO())
		}
		if got := calendar.DayOf(d.AddDays(1).Start().Add(-time.Nanosecond)); got != d {
			t.Fatalf("the last moment of %s falls on %s", d.ISO(), got.ISO())
		}
	})
}

func FuzzParseDay(f *testing.F) {
	for _, seed := range []string{"31/03/2026", "2026-03-31", "1 mei 2026", "////", "\x00", "99999999"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		d, err := calendar.ParseDay(typed)
		if err == nil && (d < calendar.First || d > calendar.Last) {
			t.Fatalf("ParseDay(%q) = %v is out of bounds", typed, d)
		}
	})
}
