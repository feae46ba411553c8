package grant

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"vriendenstad/internal/calendar"
)

func day(t interface {
	Helper()
	Fatal(...any)
}, iso string) calendar.Day {
	t.Helper()
	d, err := calendar.ParseDay(iso)
	if err != nil {
		t.Fatal(iso, err)
	}
	return d
}

func TestEasterFallsWhereTheChurchHasIt(t *testing.T) {
	t.Parallel()
	for _, want := range []string{"2008-03-23", "2011-04-24", "2019-04-21", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
		"2028-04-16", "2030-04-21", "2038-04-25", "2049-04-18"} {
		on := day(t, want)
		if got := easter(on.Year()); got != on {
			t.Errorf("Easter of %d is %s, want %s", on.Year(), got.ISO(), want)
		}
	}
}

func TestSchoolHolidaysAreThoseOfTheFlemishGovernment(t *testing.T) {
	t.Parallel()
	for year, want := range map[int][][2]string{
		2021: {{"2021-02-15", "2021-02-21"}, {"2021-04-05", "2021-04-18"}, {"2021-07-01", "2021-08-31"}, {"2021-11-01", "2021-11-07"}, {"2021-12-27", "2022-01-09"}},
		2022: {{"2022-02-28", "2022-03-06"}, {"2022-04-04", "2022-04-18"}, {"2022-07-01", "2022-08-31"}, {"2022-10-31", "2022-11-06"}, {"2022-12-26", "2023-01-08"}},
		2023: {{"2023-02-20", "2023-02-26"}, {"2023-04-03", "2023-04-16"}, {"2023-07-01", "2023-08-31"}, {"2023-10-30", "2023-11-05"}, {"2023-12-25", "2024-01-07"}},
		2024: {{"2024-02-12", "2024-02-18"}, {"2024-04-01", "2024-04-14"}, {"2024-07-01", "2024-08-31"}, {"2024-10-28", "2024-11-03"}, {"2024-12-23", "2025-01-05"}},
		2025: {{"2025-03-03", "2025-03-09"}, {"2025-04-07", "2025-04-21"}, {"2025-07-01", "2025-08-31"}, {"2025-10-27", "2025-11-02"}, {"2025-12-22", "2026-01-04"}},
		2026: {{"2026-02-16", "2026-02-22"}, {"2026-04-06", "2026-04-19"}, {"2026-07-01", "2026-08-31"}, {"2026-11-02", "2026-11-08"}, {"2026-12-21", "2027-01-03"}},
		2027: {{"2027-02-08", "2027-02-14"}, {"2027-03-29", "2027-04-11"}, {"2027-07-01", "2027-08-31"}, {"2027-11-01", "2027-11-07"}, {"2027-12-27", "2028-01-09"}},
	} {
		for i, h := range holidaysFrom(year) {
			if h.First.ISO() != want[i][0] || h.Last.ISO() != want[i][1] {
				t.Errorf("%s of %d: %s to %s, want %s", h.Name, year, h.First.ISO(), h.Last.ISO(), want[i])
			}
		}
	}
}

func TestAClosingIsHeldAgainstTheHolidaysRoundIt(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ says, on, want string }{
		{"in the middle of August", "2027-08-15", "zomervakantie"},
		{"on the last day of it", "2027-08-31", "zomervakantie"},
		{"when school has begun", "2027-09-01", ""},
		{"a week before summer", "2027-06-24", "zomervakantie"},
		{"more than a week before it", "2027-06-23", ""},
		{"in a January that belongs to Christmas", "2027-01-02", "kerstvakantie"},
		{"after it", "2027-01-04", ""},
		{"in the days before it", "2026-12-14", "kerstvakantie"},
		{"a Monday of Easter that is still free", "2025-04-21", "paasvakantie"},
		{"the first of March of a year with a late Carnival", "2025-03-01", "krokusvakantie"},
		{"the first of October", "2027-10-01", ""},
	} {
		got := ""
		for _, h := range Holidays(day(t, test.on)) {
			got += h.Name
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.says, got, test.want)
		}
	}
}

func TestHolidaysAreWholeWeeksAndNeverMeet(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(1950, 2150).Draw(t, "year")
		last := calendar.Day(0)
		for _, h := range holidaysFrom(year) {
			if h.First <= last {
				t.Fatalf("%s of %d begins before the one before it ended", h.Name, year)
			}
			last = h.Last
			if h.Name != "zomervakantie" && weekday(h.First) != time.Monday {
				t.Fatalf("%s of %d begins on a %v", h.Name, year, weekday(h.First))
			}
		}
	})
}
