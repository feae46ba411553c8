package postgres_test

import (
	"testing"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/sample"
)

// The home page's one question agrees with the whole of the growth path, also of a year of which nothing is known.
func TestTheYearAtHomeIsThatOfTheGrowthPath(t *testing.T) {
	t.Parallel()
	db, today := pgtest.New(t), calendar.Date(2026, time.November, 23)
	if err := sample.City(t.Context(), db, today); err != nil {
		t.Fatal(err)
	}
	all, err := db.Growth(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	last := all.Years[len(all.Years)-1]
	seen := 0
	for _, f := range all.Years {
		this, goal, err := db.GrowthAtHome(t.Context(), f.Year)
		if err != nil {
			t.Fatal(err)
		}
		is, want := this.Rates().Amended, f.Rates().Amended
		if (is == nil) != (want == nil) || is != nil && *is != *want {
			t.Errorf("%d: %v, of the whole %v", f.Year, is, want)
		}
		if is != nil {
			seen++
		}
		if (goal == nil) != (f.Year == last.Year) || goal != nil && (goal.Year != last.Year || *goal.Target != *last.Target || goal.Status != last.Status) {
			t.Errorf("%d leads to %+v", f.Year, goal)
		}
	}
	if seen < 2 {
		t.Errorf("%d years have a rate", seen)
	}
	if this, goal, err := db.GrowthAtHome(t.Context(), 2090); err != nil || goal != nil || this.Population != nil || this.Amended != nil {
		t.Errorf("%+v, %+v, %v", this, goal, err)
	}
}
