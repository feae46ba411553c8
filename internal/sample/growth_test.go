package sample_test

import (
	"slices"
	"testing"
	"time"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/sample"
)

func TestTheGrowthPathIsTwoVersionsThatTheRulesAccept(t *testing.T) {
	t.Parallel()
	onSomedays(t, func(t *testing.T, today calendar.Day, made sample.Set) {
		var before budget.GrowthPath
		last := today.AddMonths(-24).Start()
		for i, p := range made.Paths {
			if err := p.Check(before, calendar.DayOf(p.RegisteredAt)); err != nil {
				t.Errorf("version %d: %v", i+1, err)
			}
			if p.RegisteredAt.Before(last) || p.RegisteredAt.After(today.Start()) || p.Decision == "" || len(p.Years) != 11 || p.Years[0].Year != today.Year()-1 {
				t.Errorf("version %d: %+v", i+1, p)
			}
			before, last = p, p.RegisteredAt.Add(time.Hour)
		}
		if len(made.Paths) != 2 || len(budget.Compare(made.Paths[0], made.Paths[1])) < 5 {
			t.Errorf("%d versions, or they are alike", len(made.Paths))
		}
		now, _ := before.Year(today.Year())
		if goal := before.Years[10].Target; now.Target != 150 || goal != 450 || now.Status != budget.Amended {
			t.Errorf("%d in the year of seeding, %d at the end", now.Target, goal)
		}
	})
}

func TestTheFiguresOfTheGrowthPathAreThoseTheRulesAccept(t *testing.T) {
	t.Parallel()
	onSomedays(t, func(t *testing.T, today calendar.Day, made sample.Set) {
		waits := 0
		for _, p := range made.Peers {
			if err := p.Check(today); err != nil || p.EnteredBy != 0 || p.EnteredAt.After(today.Start()) {
				t.Errorf("%+v: %v", p, err)
			}
			if !p.Published() {
				waits++
			}
			if !p.Demo && (p.City != "Leuven" || p.Scope != budget.UnknownScope) {
				t.Errorf("%+v has no source of ours", p)
			}
		}
		if waits == 0 || waits > 3 {
			t.Errorf("%d figures wait for somebody to check them", waits)
		}
		for _, i := range made.Indexes {
			if err := i.Check(); err != nil || i.RegisteredAt.After(today.Start()) || i.Year > today.Year() {
				t.Errorf("%+v: %v", i, err)
			}
		}
		var real []int
		for _, p := range made.Population {
			if err := p.Check(today); err != nil || p.RegisteredAt.After(today.Start()) {
				t.Errorf("%+v: %v", p, err)
			}
			if !p.Demo {
				real = append(real, p.Inhabitants)
			} else if p.On != calendar.Date(p.On.Year(), time.January, 1) || p.On.Year() < today.Year()-1 || p.On.Year() == 2025 {
				t.Errorf("%+v is invented", p)
			}
		}
		if !slices.Equal(real, []int{525_935, 529_247, 562_002}) {
			t.Errorf("the counted figures are %v", real)
		}
	})
}

func TestTheDemonstrationGrowsAsTheRealCityDid(t *testing.T) {
	t.Parallel()
	for year, want := range map[int]int{2026: 565_374, 2027: 568_766, 2031: 582_540} {
		all := sample.Make(calendar.Date(year, time.November, 23)).Population
		if last := all[len(all)-1]; last.Inhabitants != want || !last.Demo || last.On.Year() != year {
			t.Errorf("%d: %+v", year, last)
		}
	}
}

func TestTheGrowthPathCanBeSeenAsItStood(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	today := calendar.Date(2026, time.November, 23)
	if err := sample.City(t.Context(), db, today); err != nil {
		t.Fatal(err)
	}
	for asOf, want := range map[calendar.Day]struct {
		version int
		target  budget.Rate // of the year of seeding
	}{0: {2, 150}, today: {2, 150}, calendar.Date(2026, time.June, 18): {1, 158}, today.AddMonths(-24): {1, 158}, today.AddMonths(-24) - 1: {0, 0}} {
		g, err := db.Growth(t.Context(), asOf)
		if err != nil || g.Path.Version != want.version {
			t.Errorf("on %v: version %d, %v", asOf, g.Path.Version, err)
		}
		if y, _ := g.Path.Year(2026); y.Target != want.target {
			t.Errorf("on %v the target is %d", asOf, y.Target)
		}
	}
	g, err := db.Growth(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	stands := map[int]budget.Standing{}
	for _, f := range g.Years {
		stands[f.Year] = f.Standing()
	}
	if stands[2025] != budget.OnSchedule || stands[2026] != budget.OnSchedule || stands[2027] != budget.NoFigure || stands[2035] != budget.NoFigure {
		t.Errorf("%v", stands)
	}
	if base, ok := budget.BaseOf(g.Years, 2026); !ok || base.Year != 2026 {
		t.Errorf("constant prices are those of %+v", base)
	}
	public, err := db.Peers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rankings, apart := budget.Ranked(public)
	if len(rankings) != 2 || len(apart) != 2 || len(rankings[0].Places)+len(rankings[1].Places) != 9 {
		t.Errorf("%+v, %+v", rankings, apart)
	}
}
