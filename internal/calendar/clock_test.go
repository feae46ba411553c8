package calendar_test

import (
	"testing"
	"time"

	"vriendenstad/internal/calendar"
)

func TestMomentsAreWrittenInTheTimeOfBrussels(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says string
		at   time.Time
		want string
	}{
		{"in winter", time.Date(2026, time.January, 31, 8, 5, 0, 0, time.UTC), "31 januari 2026 om 9.05 uur"},
		{"in summer", time.Date(2026, time.July, 31, 22, 30, 0, 0, time.UTC), "1 augustus 2026 om 0.30 uur"},
		{"no moment", time.Time{}, ""},
	} {
		if got := calendar.Moment(test.at); got != test.want {
			t.Errorf("%s: %q, want %q", test.says, got, test.want)
		}
	}
}

func TestAMomentIsWrittenToTheSecond(t *testing.T) {
	t.Parallel()
	if got := calendar.Exactly(time.Date(2026, time.March, 31, 7, 5, 3, 0, time.UTC)); got != "31 maart 2026 om 9.05.03 uur" || calendar.Exactly(time.Time{}) != "" {
		t.Errorf("%q", got)
	}
}
