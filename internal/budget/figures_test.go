package budget_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

func TestAYearHoldsItsCreditAgainstItsTarget(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		says        string
		inhabitants int // zero is none
		target      budget.Rate
		amended     money.Cents // negative is none
		want        budget.Standing
		why         string
	}{
		{"to the cent", 565_374, 150, 848_061_00, budget.OnSchedule, "Het krediet van 2028 is € 1,50 per inwoner, zoals het streefcijfer."},
		{"rounded to it", 565_374, 150, 848_000_00, budget.OnSchedule, "Het krediet van 2028 is € 1,50 per inwoner, zoals het streefcijfer."},
		{"below", 565_374, 150, 800_000_00, budget.Behind, "Het krediet van 2028 is € 1,41 per inwoner: € 0,09 minder dan het streefcijfer van € 1,50."},
		{"above", 565_374, 150, 900_000_00, budget.Ahead, "Het krediet van 2028 is € 1,59 per inwoner: € 0,09 meer dan het streefcijfer van € 1,50."},
		{"no money at all", 565_374, 150, 0, budget.Behind, "Het krediet van 2028 is € 0,00 per inwoner: € 1,50 minder dan het streefcijfer van € 1,50."},
		{"nobody counted", 0, 150, 848_000_00, budget.NoFigure, "Voor 2028 is er nog geen bevolkingscijfer."},
		{"nothing voted", 565_374, 150, -1, budget.NoFigure, "Voor 2028 is er nog geen gestemd krediet."},
		{"neither", 0, 150, -1, budget.NoFigure, "Voor 2028 is er nog geen bevolkingscijfer en nog geen gestemd krediet."},
		{"nothing promised", 565_374, -1, 848_000_00, budget.NoFigure, "Voor 2028 is er geen streefcijfer."},
		{"nothing known", 0, -1, -1, budget.NoFigure, "Voor 2028 is er nog geen bevolkingscijfer, nog geen gestemd krediet en geen streefcijfer."},
	} {
		f := budget.YearFigures{Year: 2028}
		if c.inhabitants > 0 {
			f.Population = &budget.Population{On: calendar.Date(2028, time.January, 1), Inhabitants: c.inhabitants}
		}
		if c.target >= 0 {
			f.Target = &c.target
		}
		if c.amended >= 0 {
			f.Amended = &c.amended
		}
		if got := f.Standing(); got != c.want {
			t.Errorf("%s: %s, want %s", c.says, got, c.want)
		}
		if got := strings.ReplaceAll(f.Why(), money.Nbsp, " "); got != c.why {
			t.Errorf("%s: %q, want %q", c.says, got, c.why)
		}
	}
}

func TestTheStandingIsThatOfTheRoundedRates(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 10_000_000).Draw(t, "inhabitants")
		target := budget.Rate(rapid.Int64Range(0, 2_000).Draw(t, "target"))
		credit := budget.RequiredCredit(target, n)
		figure := func(amended money.Cents) budget.Standing {
			return budget.YearFigures{Target: &target, Population: &budget.Population{Inhabitants: n}, Amounts: budget.Amounts{Amended: &amended}}.Standing()
		}
		if exact := new(big.Int).Mul(big.NewInt(int64(target)), big.NewInt(int64(n))); exact.Cmp(big.NewInt(int64(credit))) != 0 {
			t.Fatalf("%d for %d needs %d", target, n, credit)
		}
		if s := figure(credit); s != budget.OnSchedule {
			t.Fatalf("exactly the credit is %s", s)
		}
		if s := figure(credit + money.Cents(n)); s != budget.Ahead {
			t.Fatalf("a cent more for each is %s", s)
		}
		if s := figure(credit - money.Cents(n)); s != budget.Behind {
			t.Fatalf("a cent less for each is %s", s)
		}
	})
}

func TestFiguresPutTogetherWhatIsKnown(t *testing.T) {
	t.Parallel()
	path := budget.GrowthPath{Years: []budget.PathYear{{Year: 2026, Target: 150, Status: budget.Adopted, Decision: "2025_GR_00001"},
		{Year: 2027, Target: 180, Status: budget.Proposed, FallReason: "x"}}}
	counted := []budget.Population{{On: calendar.Date(2026, time.June, 1), Inhabitants: 2}, {On: calendar.Date(2026, time.January, 1), Inhabitants: 1000},
		{On: calendar.Date(2025, time.December, 31), Inhabitants: 3}}
	indexes := []budget.PriceIndex{{Year: 2025, Points: 10000}, {Year: 2026, Points: 10200}}
	all := budget.Figures(path, counted, indexes, []budget.YearCredit{{Year: 2026, Voted: 1_000_00, Amended: 1_530_00, Committed: 500_00, Paid: 100_00, HasCredit: true},
		{Year: 2024, Committed: 5, Paid: 4}})
	if len(all) != 3 || all[0].Year != 2024 || all[1].Year != 2026 || all[2].Year != 2027 {
		t.Fatalf("%+v", all)
	}
	carried, now, later := all[0], all[1], all[2]
	if carried.Amended != nil || carried.Target != nil || *carried.Committed != 5 || carried.Rates() != (budget.Rates{}) {
		t.Errorf("2024: %+v", carried)
	}
	if now.Population.Inhabitants != 1000 || *now.Target != 150 || *now.Voted != 1_000_00 || now.Decision != "2025_GR_00001" || now.Index.Points != 10200 {
		t.Errorf("2026: %+v", now)
	}
	rates := now.Rates()
	if *rates.Voted != 100 || *rates.Amended != 153 || *rates.Committed != 50 || *rates.Paid != 10 || *rates.Target != 150 {
		t.Errorf("per inhabitant %+v", rates)
	}
	if later.Population != nil || later.Amended != nil || later.Paid != nil || later.FallReason != "x" || later.Rates().Target == nil || later.Rates().Paid != nil {
		t.Errorf("2027: %+v", later)
	}
	base, ok := budget.BaseOf(all, 2027)
	if !ok || base.Year != 2026 {
		t.Errorf("the base is %+v, %v", base, ok)
	}
	if _, ok := budget.BaseOf(all, 2025); ok {
		t.Error("there is a base before all indexes")
	}
	if in := now.In(indexes[0]); *in.Amended != 1_500_00 || *now.RatesIn(indexes[0]).Amended != 150 || *now.RatesIn(indexes[0]).Target != 147 {
		t.Errorf("in prices of 2025 %+v", in)
	}
	if in := later.In(base); in != (budget.Amounts{}) || later.RatesIn(base).Target != nil {
		t.Errorf("without an index %+v", in)
	}
}

func TestConstantPrices(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		amount := money.Cents(rapid.Int64Range(-int64(money.Max), int64(money.Max)).Draw(t, "amount"))
		points := rapid.IntRange(5_000, 30_000)
		of, base := budget.PriceIndex{Points: points.Draw(t, "of")}, budget.PriceIndex{Points: points.Draw(t, "base")}
		if of.In(of, amount) != amount {
			t.Fatal("the base year is not nominal")
		}
		got := of.In(base, amount)
		// got = floor(amount × base ÷ of + ½), so 2 × of × got ≤ 2 × amount × base + of < 2 × of × (got + 1).
		times := func(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }
		most := new(big.Int).Add(times(int64(amount), 2*int64(base.Points)), big.NewInt(int64(of.Points)))
		if times(int64(got), 2*int64(of.Points)).Cmp(most) > 0 || times(int64(got)+1, 2*int64(of.Points)).Cmp(most) <= 0 {
			t.Fatalf("%d × %d ÷ %d is %d", amount, base.Points, of.Points, got)
		}
		if more := of.In(base, amount+1); more < got {
			t.Fatalf("a cent more gives %d, less than %d", more, got)
		}
	})
	if got := (budget.PriceIndex{Points: 11_874}).String(); got != "118,74" {
		t.Error(got)
	}
}

func TestTheCreditForARate(t *testing.T) {
	t.Parallel()
	s, err := budget.Simulate(150, 565_374)
	if err != nil || s.Credit != 848_061_00 {
		t.Errorf("%+v, %v", s, err)
	}
	for field, err := range map[string]error{"bedrag": second(budget.Simulate(-1, 565_374)), "inwoners": second(budget.Simulate(150, 0))} {
		if wrong, _ := errors.AsType[fault.Fields](err); len(wrong.Of(field)) != 1 || len(wrong) != 1 {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestFiguresWithoutASourceOrFromTheFutureAreRefused(t *testing.T) {
	t.Parallel()
	counted := budget.Population{On: today, Inhabitants: 562_002, Source: "Statbel", SourceURL: "https://statbel.fgov.be/"}
	index := budget.PriceIndex{Year: 2026, Points: 11_874, Source: "Statbel"}
	if counted.Check(today) != nil || index.Check() != nil || budget.CheckAsOf(today, today) != nil || budget.CheckAsOf(0, today) != nil {
		t.Error("a good figure is refused")
	}
	for _, c := range []struct {
		says  string
		err   error
		field string
	}{
		{"tomorrow", budget.Population{On: today + 1, Inhabitants: 562_002, Source: "S"}.Check(today), "dag"},
		{"no day", budget.Population{Inhabitants: 562_002, Source: "S"}.Check(today), "dag"},
		{"a village", budget.Population{On: today, Inhabitants: 562, Source: "S"}.Check(today), "inwoners"},
		{"a country", budget.Population{On: today, Inhabitants: 11_000_000, Source: "S"}.Check(today), "inwoners"},
		{"no source", budget.Population{On: today, Inhabitants: 562_002, Source: " "}.Check(today), "bron"},
		{"a book", budget.Population{On: today, Inhabitants: 562_002, Source: strings.Repeat("é", 301)}.Check(today), "bron"},
		{"no address", budget.Population{On: today, Inhabitants: 562_002, Source: "S", SourceURL: "javascript:alert(1)"}.Check(today), "adres"},
		{"an address of nowhere", budget.Population{On: today, Inhabitants: 562_002, Source: "S", SourceURL: "https://"}.Check(today), "adres"},
		{"no index", budget.PriceIndex{Year: 2026, Source: "S"}.Check(), "punten"},
		{"an index of old", budget.PriceIndex{Year: 1914, Points: 100, Source: "S"}.Check(), "jaar"},
		{"an index of nobody", budget.PriceIndex{Year: 2026, Points: 100}.Check(), "bron"},
		{"as it will be", budget.CheckAsOf(today+1, today), "op"},
	} {
		if wrong, _ := errors.AsType[fault.Fields](c.err); len(wrong.Of(c.field)) != 1 || len(wrong) != 1 {
			t.Errorf("%s: %v", c.says, c.err)
		}
	}
}
