package ui

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
)

// sampleGrowth are five years: an account, this year, a year with money of which nobody was counted, and two of which only the target is known.
func sampleGrowth() []budget.YearFigures {
	counted := func(year, n int) *budget.Population {
		return &budget.Population{On: calendar.Date(year, time.January, 1), Inhabitants: n, Source: "Statbel"}
	}
	rate := func(r budget.Rate) *budget.Rate { return &r }
	cents := func(c money.Cents) *money.Cents { return &c }
	return []budget.YearFigures{
		{
			Year: 2025, Population: counted(2025, 500_000), Target: rate(125), Status: budget.Accounted, Decision: "2025_GR_00001",
			Amounts: budget.Amounts{Voted: cents(600_000_00), Amended: cents(625_000_00), Committed: cents(600_000_00), Paid: cents(580_000_00)},
			Index:   &budget.PriceIndex{Year: 2025, Points: 100_00},
		},
		{
			Year: 2026, Population: counted(2026, 500_000), Target: rate(150), Status: budget.Adopted, Decision: "2026_GR_00001",
			Amounts: budget.Amounts{Voted: cents(750_000_00), Amended: cents(750_000_00), Committed: cents(400_000_00), Paid: cents(200_000_00)},
			Index:   &budget.PriceIndex{Year: 2026, Points: 102_00},
		},
		{Year: 2027, Target: rate(180), Status: budget.Proposed, Amounts: budget.Amounts{Voted: cents(900_000_00), Amended: cents(900_000_00)}},
		{Year: 2028, Target: rate(210), Status: budget.Proposed},
		{Year: 2029, Target: rate(245), Status: budget.Proposed},
		{Year: 2030, Target: rate(280), Status: budget.Proposed},
		{Year: 2031, Target: rate(315), Status: budget.Proposed},
		{Year: 2032, Target: rate(350), Status: budget.Proposed},
	}
}

func sampleGrid() EnvelopeGrid {
	return GridOf([]budget.Purpose{
		{Kind: budget.Structural, Name: "Structurele steun"}, {Kind: "scholen", Name: "Scholen"}, {Kind: budget.Emergency, Name: "Noodhulp", Emergency: true},
	}, []budget.Envelope{
		{Year: 2027, Kind: budget.Structural, Name: "Structurele steun"},
		{Year: 2026, Kind: budget.Structural, Name: "Structurele steun", Credit: 382_000_00, Committed: 300_000_00, Paid: 200_000_00},
		{Year: 2026, Kind: budget.Emergency, Name: "Noodhulp", Emergency: true, Credit: 67_000_00, Committed: 57_000_00, Paid: 57_000_00},
		{Year: 2025, Kind: budget.Structural, Name: "Structurele steun", Credit: 316_000_00},
	})
}

func TestTheChartsOfTheBudget(t *testing.T) {
	t.Parallel()
	day, base := calendar.Date(2026, time.September, 1), budget.PriceIndex{Year: 2026, Points: 102_00}
	golden(t, "growth-chart", GrowthChart(GrowthRows(sampleGrowth(), day, nil)))
	golden(t, "growth-chart-constant", GrowthChart(GrowthRows(sampleGrowth(), day, &base)))
	golden(t, "growth-chart-empty", GrowthChart(nil))
	golden(t, "envelope-chart", EnvelopeChart(sampleGrid()))
	golden(t, "stems", Stems([]Stem{
		{Place: 1, Name: "Gent", Value: "€ 3,40", Amount: 340}, {Place: 2, Name: "Antwerpen", Value: "€ 1,25", Amount: 125, Own: true}, {Place: 3, Name: "Aalst", Value: "€ 0,00"},
	}))
}

func TestRowsAreInThePricesThatAreAsked(t *testing.T) {
	t.Parallel()
	day, base := calendar.Date(2026, time.September, 1), budget.PriceIndex{Year: 2026, Points: 102_00}
	nominal, constant := GrowthRows(sampleGrowth(), day, nil), GrowthRows(sampleGrowth(), day, &base)
	if r := nominal[0]; *r.Rates.Amended != 125 || *r.Sums.Amended != 625_000_00 || *r.Required != 625_000_00 || r.Now {
		t.Errorf("2025: %+v", r)
	}
	if r := constant[0]; *r.Rates.Amended != 128 || *r.Sums.Amended != 637_500_00 || *r.Required != 637_500_00 || *r.Rates.Target != 128 {
		t.Errorf("2025 in prices of 2026: %+v", r)
	}
	if r := nominal[2]; r.Rates.Amended != nil || r.Required != nil || *r.Sums.Amended != 900_000_00 || *r.Rates.Target != 180 {
		t.Errorf("2027, of which nobody was counted: %+v", r)
	}
	if r := constant[2]; r.Rates.Target != nil || r.Sums.Amended != nil || r.Required != nil {
		t.Errorf("2027 in prices of 2026, of which there is no index: %+v", r)
	}
}

func TestAMultiYearPlanHasSixYearsFromTheSecondAfterTheElections(t *testing.T) {
	t.Parallel()
	for year, want := range map[int][2]int{2019: {2014, 2019}, 2020: {2020, 2025}, 2025: {2020, 2025}, 2026: {2026, 2031}, 2031: {2026, 2031}, 2032: {2032, 2037}} {
		if first, last := PlanOf(year); [2]int{first, last} != want {
			t.Errorf("%d belongs to %d–%d", year, first, last)
		}
	}
}

// A bar of any amount lies between the head of the chart and its zero line, and a larger amount has a higher one.
func TestBarsBeginAtZeroAndStayInTheChart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.Int64Range(1, int64(money.Max)).Draw(t, "most")
		lines := rapid.Int64Range(1, 8).Draw(t, "lines")
		s := scaleOf(most, lines, 30, 300)
		if s.top < most || s.top/s.step > lines || s.y(0) != 300 {
			t.Fatalf("a scale to %d in steps of %d for %d in %d lines", s.top, s.step, most, lines)
		}
		a, b := rapid.Int64Range(0, most).Draw(t, "a"), rapid.Int64Range(0, most).Draw(t, "b")
		if y := s.y(a); y < 30 || y > 300 || a > b && y > s.y(b) {
			t.Fatalf("%d stands at %v, %d at %v", a, y, b, s.y(b))
		}
	})
}

// However many years there are, this year is named, and so are few enough others that the names do not touch.
func TestThisYearIsNamedInEveryWindow(t *testing.T) {
	t.Parallel()
	for n := 1; n <= 40; n++ {
		if class := seldom(0, n); class != "chart__year" {
			t.Errorf("of %d years this one is shown as %q", n, class)
		}
		narrow := 0
		for i := range n {
			if seldom(i, n) == "chart__year" {
				narrow++
			}
		}
		if narrow*38 > 236+38 {
			t.Errorf("of %d years %d are named in a narrow window", n, narrow)
		}
	}
}

func TestAnEnvelopeYearWithoutMoneyIsNotDrawn(t *testing.T) {
	t.Parallel()
	g := sampleGrid()
	if len(g.Years) != 2 || len(g.Purposes) != 2 || g.Years[0].Envelopes[1] != nil || g.Years[1].Sum.Credit != 449_000_00 {
		t.Errorf("%+v", g)
	}
	if drawn := render(t, EnvelopeChart(g)); strings.Contains(drawn, "2027") || strings.Contains(drawn, "style=") {
		t.Error("2027 is drawn")
	}
}
