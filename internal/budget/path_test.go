package budget_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
)

var today = calendar.Date(2027, time.May, 15)

func targets(p budget.GrowthPath) []budget.Rate {
	var all []budget.Rate
	for _, y := range p.Years {
		all = append(all, y.Target)
	}
	return all
}

func TestAPathRisesToTheCent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		says        string
		make        func(first, last int, from, to budget.Rate) (budget.GrowthPath, error)
		first, last int
		from, to    budget.Rate
		want        []budget.Rate
	}{
		{"even steps", budget.Linear, 2026, 2030, 100, 200, []budget.Rate{100, 125, 150, 175, 200}},
		{"half a cent goes up", budget.Linear, 2026, 2030, 125, 255, []budget.Rate{125, 158, 190, 223, 255}},
		{"level", budget.Linear, 2026, 2028, 150, 150, []budget.Rate{150, 150, 150}},
		{"from nothing", budget.Linear, 2026, 2028, 0, 3, []budget.Rate{0, 2, 3}},
		{"doubling", budget.Compound, 2026, 2029, 100, 800, []budget.Rate{100, 200, 400, 800}},
		{"a tenth more each year", budget.Compound, 2026, 2028, 1000, 1210, []budget.Rate{1000, 1100, 1210}},
		{"rounded half up", budget.Compound, 2026, 2028, 1, 100, []budget.Rate{1, 10, 100}},
		{"level by percent", budget.Compound, 2026, 2028, 7, 7, []budget.Rate{7, 7, 7}},
		{"one year on", budget.Compound, 2026, 2027, 125, 150, []budget.Rate{125, 150}},
	} {
		p, err := c.make(c.first, c.last, c.from, c.to)
		if err != nil || !slices.Equal(targets(p), c.want) {
			t.Errorf("%s: %v, %v; want %v", c.says, targets(p), err, c.want)
		}
	}
}

func TestAPathThatCannotRiseIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		says        string
		make        func(first, last int, from, to budget.Rate) (budget.GrowthPath, error)
		first, last int
		from, to    budget.Rate
		field       string
	}{
		{"backwards", budget.Linear, 2030, 2026, 100, 200, "laatste"},
		{"one year", budget.Linear, 2030, 2030, 100, 100, "laatste"},
		{"falling", budget.Linear, 2026, 2030, 200, 100, "doel"},
		{"falling by percent", budget.Compound, 2026, 2030, 200, 100, "doel"},
		{"from nothing by percent", budget.Compound, 2026, 2030, 0, 100, "begin"},
		{"below nothing", budget.Linear, 2026, 2030, -1, 100, "begin"},
		{"a slip of the pen", budget.Linear, 2026, 2030, 100, 100_001, "doel"},
		{"long ago", budget.Linear, 1999, 2030, 100, 200, "eerste"},
		{"far ahead", budget.Linear, 2090, 2101, 100, 200, "laatste"},
		{"too long", budget.Linear, 2026, 2066, 100, 200, "laatste"},
	} {
		p, err := c.make(c.first, c.last, c.from, c.to)
		if wrong, _ := errors.AsType[fault.Fields](err); len(wrong.Of(c.field)) == 0 || len(p.Years) > 0 {
			t.Errorf("%s: %v, %v", c.says, p, err)
		}
	}
}

// What holds of every path that is reckoned: it begins and ends where it should, has each year once, and never falls.
func TestEveryPathThatIsReckonedKeepsTheLaw(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.IntRange(budget.FirstYear, budget.LastYear-1).Draw(t, "first")
		last := rapid.IntRange(first+1, min(first+30, budget.LastYear)).Draw(t, "last")
		from := budget.Rate(rapid.Int64Range(1, 5000).Draw(t, "from"))
		to := budget.Rate(rapid.Int64Range(int64(from), int64(budget.MaxRate)).Draw(t, "to"))
		linear, err := budget.Linear(first, last, from, to)
		if err != nil {
			t.Fatal(err)
		}
		compound, err := budget.Compound(first, last, from, to)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []budget.GrowthPath{linear, compound} {
			p.Reason = "Berekend."
			n := last - first
			if len(p.Years) != n+1 || p.Years[0].Target != from || p.Years[n].Target != to || p.Years[0].Year != first || p.Years[n].Year != last {
				t.Fatalf("%s from %d to %d over %d-%d: %+v", p.How, from, to, first, last, p.Years)
			}
			if err := p.Check(budget.GrowthPath{}, today); err != nil {
				t.Fatalf("the rules refuse %s: %v", p.How, err)
			}
			for i, y := range p.Years {
				exact := float64(from) + float64(to-from)*float64(i)/float64(n)
				if p.How == budget.ByEqualPercent {
					exact = float64(from) * math.Pow(float64(to)/float64(from), float64(i)/float64(n))
				}
				if i > 0 && y.Target < p.Years[i-1].Target || math.Abs(float64(y.Target)-exact) > 0.5001 {
					t.Fatalf("%s: %d is %d, exact %f, after %d", p.How, y.Year, y.Target, exact, p.Years[max(i-1, 0)].Target)
				}
			}
		}
	})
}

// A path is changed on purpose only: any other change of what was decided is refused, and a version is never unlike itself.
func TestNoVersionTakesBackWhatWasDecidedWithoutADecision(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before, after := anyPath(t, "before"), anyPath(t, "after")
		if len(budget.Compare(before, before)) != 0 {
			t.Fatal("a version differs from itself")
		}
		for _, c := range budget.Compare(before, after) {
			d, ok := c.Difference()
			if back, _ := (budget.PathChange{Old: c.New, New: c.Old}).Difference(); ok && back != -d {
				t.Fatalf("%d: %d there, %d back", c.Year, d, back)
			}
		}
		if after.Check(before, today) != nil {
			return
		}
		for _, was := range before.Years {
			is, there := after.Year(was.Year)
			if was.Status == budget.Proposed {
				continue
			}
			if !there || is.Status == budget.Proposed || is.Target != was.Target && (is.Decision == was.Decision || was.Status == budget.Accounted) {
				t.Fatalf("%+v became %+v", was, is)
			}
		}
		for i, y := range after.Years[1:] {
			if y.Year != after.Years[i].Year+1 || y.Target < after.Years[i].Target && (y.FallReason == "" || y.Decision == "") {
				t.Fatalf("%+v comes after %+v", y, after.Years[i])
			}
		}
	})
}

func anyPath(t *rapid.T, name string) budget.GrowthPath {
	p := budget.GrowthPath{How: budget.ByHand, Reason: "Omdat."}
	year := rapid.IntRange(2024, 2026).Draw(t, name)
	for range rapid.IntRange(1, 5).Draw(t, "years") {
		p.Years = append(p.Years, budget.PathYear{Year: year, Target: budget.Rate(rapid.Int64Range(100, 102).Draw(t, "target")),
			Status:     rapid.SampledFrom(budget.Statuses()).Draw(t, "status"),
			Decision:   rapid.SampledFrom([]budget.Decision{"", "2026_GR_00001", "2027_GR_00001"}).Draw(t, "decision"),
			FallReason: rapid.SampledFrom([]string{"", "Minder geld."}).Draw(t, "fall")})
		year += rapid.SampledFrom([]int{1, 1, 1, 1, 2}).Draw(t, "step")
	}
	return p
}

// plan is a path of which 2025 is accounted, 2026 amended, 2027 adopted, and the rest a proposal.
func plan() budget.GrowthPath {
	return budget.GrowthPath{Version: 3, How: budget.ByHand, Reason: "Meerjarenplan.", Years: []budget.PathYear{
		{Year: 2025, Target: 125, Status: budget.Accounted, Decision: "2026_GR_00010"},
		{Year: 2026, Target: 150, Status: budget.Amended, Decision: "2026_GR_00011"},
		{Year: 2027, Target: 180, Status: budget.Adopted, Decision: "2025_GR_00012"},
		{Year: 2028, Target: 210, Status: budget.Proposed},
		{Year: 2029, Target: 245, Status: budget.Proposed},
	}}
}

func TestAVersionIsRefusedBesideTheFieldThatIsWrong(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		says   string
		change func(p *budget.GrowthPath)
		field  string
	}{
		{"as it was", func(*budget.GrowthPath) {}, "none"},
		{"a proposal rises", func(p *budget.GrowthPath) { p.Years[4].Target = 300 }, "none"},
		{"a year more", func(p *budget.GrowthPath) {
			p.Years = append(p.Years, budget.PathYear{Year: 2030, Target: 245, Status: budget.Proposed})
		}, "none"},
		{"a year less", func(p *budget.GrowthPath) { p.Years = p.Years[:4] }, "none"},
		{"a fall with reason and decision", func(p *budget.GrowthPath) {
			p.Years[4].Target, p.Years[4].FallReason, p.Years[4].Decision = 200, "De raad besliste het.", "2027_GR_00020"
		}, "none"},
		{"an adopted year is amended", func(p *budget.GrowthPath) {
			p.Years[2].Target, p.Years[2].Status, p.Years[2].Decision = 170, budget.Amended, "2027_GR_00021"
		}, "none"},
		{"in even steps from the last account on", func(p *budget.GrowthPath) {
			p.How, p.Years = budget.InEqualSteps, p.Years[:4]
			p.Years[1].Target, p.Years[1].Decision = 155, "2027_GR_00022"
			p.Years[2].Target, p.Years[2].Decision, p.Years[2].Status = 185, "2027_GR_00022", budget.Amended
			p.Years[3].Target = 215
		}, "none"},

		{"without a reason", func(p *budget.GrowthPath) { p.Reason = " " }, "reden"},
		{"with a book", func(p *budget.GrowthPath) { p.Reason = strings.Repeat("a", 1001) }, "reden"},
		{"too long", func(p *budget.GrowthPath) {
			for y := 2030; len(p.Years) <= budget.MostYears; y++ {
				p.Years = append(p.Years, budget.PathYear{Year: y, Target: 245, Status: budget.Proposed})
			}
		}, ""},
		{"without years", func(p *budget.GrowthPath) { p.Years = nil }, ""},
		{"a year is skipped", func(p *budget.GrowthPath) { p.Years[4].Year = 2030 }, ""},
		{"a year stands twice", func(p *budget.GrowthPath) { p.Years[4].Year = 2028 }, ""},
		{"a fall without a reason", func(p *budget.GrowthPath) { p.Years[4].Target, p.Years[4].Decision = 200, "2027_GR_00020" }, "daling-2029"},
		{"a fall without a decision", func(p *budget.GrowthPath) { p.Years[4].Target, p.Years[4].FallReason = 200, "Zomaar." }, "besluit-2029"},
		{"a reason for a fall that is none", func(p *budget.GrowthPath) { p.Years[4].FallReason = "Toch niet." }, "daling-2029"},
		{"adopted without a decision", func(p *budget.GrowthPath) { p.Years[3].Status = budget.Adopted }, "besluit-2028"},
		{"less than nothing", func(p *budget.GrowthPath) { p.Years[4].Target = -1 }, "streef-2029"},
		{"of no status", func(p *budget.GrowthPath) { p.Years[4].Status = "" }, "status-2029"},
		{"an account of this year", func(p *budget.GrowthPath) { p.Years[2].Status = budget.Accounted }, "status-2027"},
		{"another target for an account", func(p *budget.GrowthPath) { p.Years[0].Target = 130 }, "streef-2025"},
		{"an account no more", func(p *budget.GrowthPath) { p.Years[0].Status = budget.Adopted }, "status-2025"},
		{"the account is left out", func(p *budget.GrowthPath) { p.Years = p.Years[1:] }, ""},
		{"a promise becomes a proposal", func(p *budget.GrowthPath) { p.Years[2].Status = budget.Proposed }, "status-2027"},
		{"a promise changes and is called adopted", func(p *budget.GrowthPath) { p.Years[2].Target, p.Years[2].Decision = 190, "2027_GR_00021" }, "status-2027"},
		{"a promise changes by the old decision", func(p *budget.GrowthPath) { p.Years[2].Target, p.Years[2].Status = 190, budget.Amended }, "besluit-2027"},
		{"in no way", func(p *budget.GrowthPath) { p.How = "" }, "hoe"},
		{"not in even steps", func(p *budget.GrowthPath) { p.How = budget.InEqualSteps }, "hoe"},
		{"not by an even part", func(p *budget.GrowthPath) { p.How = budget.ByEqualPercent }, "hoe"},
	} {
		p := plan()
		c.change(&p)
		err := p.Check(plan(), today)
		wrong, _ := errors.AsType[fault.Fields](err)
		if c.field == "none" && err != nil || c.field != "none" && len(wrong.Of(c.field)) == 0 {
			t.Errorf("%s: %v", c.says, err)
		}
	}
}

func TestAFallThatIsAmendedAsksForItsDecisionOnce(t *testing.T) {
	t.Parallel()
	p := plan()
	p.Years[3].Status, p.Years[3].Target, p.Years[3].FallReason = budget.Adopted, 170, "Minder inkomsten."
	wrong, _ := errors.AsType[fault.Fields](p.Check(plan(), today))
	if len(wrong) != 1 || len(wrong.Of("besluit-2028")) != 1 {
		t.Errorf("%v", wrong)
	}
}

func TestTwoVersionsStandSideBySide(t *testing.T) {
	t.Parallel()
	older, newer := plan(), plan()
	older.Years = older.Years[:4]
	newer.Years = newer.Years[1:]
	newer.Years[1].Target = 200
	all := budget.SideBySide(older, newer)
	if len(all) != 5 || all[0].New != nil || all[4].Old != nil || all[0].Year != 2025 || all[4].Year != 2029 {
		t.Errorf("%+v", all)
	}
	if d, ok := all[2].Difference(); d != 20 || !ok || !all[2].Changed() || all[1].Changed() {
		t.Errorf("2027: %+v", all[2])
	}
	if _, ok := all[0].Difference(); ok {
		t.Error("a year that is gone has a difference")
	}
	if changed := budget.Compare(older, newer); len(changed) != 3 {
		t.Errorf("%+v", changed)
	}
	if field := budget.Field(budget.TargetPart, 2028); field != "streef-2028" {
		t.Error(field)
	}
	if len(budget.Hows()) != 3 {
		t.Error("ways are missing")
	}
}

// A decision's number is read back as it is written, whatever was typed.
func FuzzDecision(f *testing.F) {
	for _, seed := range []string{"2026_GR_00123", " 2026_cbs_00001 ", "2026 _GR_ 00123", "2026_GR_123", "\x00", "２０２６_GR_00123"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		d, err := budget.ParseDecision(typed)
		if err != nil {
			return
		}
		if again, err := budget.ParseDecision(string(d)); err != nil || again != d || d != "" && len(d) < 13 {
			t.Fatalf("%q is %q, and then %q, %v", typed, d, again, err)
		}
	})
}

func TestADecisionOnThePathHasItsDay(t *testing.T) {
	t.Parallel()
	today := calendar.Date(2026, time.November, 23)
	for _, c := range []struct {
		says     string
		decision budget.Decision
		on       calendar.Day
		field    string
	}{
		{"a decision without its day", "2026_GR_00001", 0, "dag"},
		{"a day without a decision", "", today, "besluit"},
		{"a decision of tomorrow", "2026_GR_00001", today + 1, "dag"},
		{"a decision of today", "2026_GR_00001", today, ""},
		{"a proposal", "", 0, ""},
	} {
		p, err := budget.Linear(2027, 2028, 100, 200)
		if err != nil {
			t.Fatal(err)
		}
		p.Reason, p.Decision, p.DecidedOn = "Zo.", c.decision, c.on
		wrong, _ := errors.AsType[fault.Fields](p.Check(budget.GrowthPath{}, today))
		if (len(wrong.Of("dag"))+len(wrong.Of("besluit")) > 0) != (c.field != "") || c.field != "" && len(wrong.Of(c.field)) == 0 {
			t.Errorf("%s: %v", c.says, wrong)
		}
	}
}
