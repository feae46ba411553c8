package account_test

import (
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
)

func TestWhoeverMayObjectHasTheirTime(t *testing.T) {
	t.Parallel()
	late := account.Nomination{AnnouncedAt: time.Date(2027, time.March, 14, 22, 59, 0, 0, time.UTC)} // a minute before midnight in Brussels
	opens := calendar.Date(2027, time.March, 28)                                                     // on which the clock goes forward
	if late.OpensOn() != opens {
		t.Errorf("opens on %v", late.OpensOn())
	}
	for _, test := range []struct {
		says string
		now  time.Time
		open bool
	}{
		{"at once", late.AnnouncedAt, false},
		{"the last minute of the wait", opens.Start().Add(-time.Minute), false},
		{"its day", opens.Start(), true},
		{"long after", opens.AddMonths(3).Start(), true},
	} {
		if err := late.CheckOpen(test.now); (err == nil) != test.open {
			t.Errorf("%s: %v", test.says, err)
		}
	}
}
