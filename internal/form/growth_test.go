package form_test

import (
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
)

// sent is a form of the growth path as a browser sends it.
func sent(t *testing.T, p form.Path) form.Path {
	t.Helper()
	values := url.Values{"gezien": {strconv.Itoa(p.Seen)}, "hoe": {p.How}, "eerste": {p.First}, "laatste": {p.Last}, "begin": {p.From}, "doel": {p.To},
		"reden": {p.Reason}, "besluit": {p.Decision}, "dag": {p.On}}
	for _, y := range p.Years {
		values.Add("jaar", strconv.Itoa(y.Year))
		values.Set(budget.Field(budget.TargetPart, y.Year), y.Target)
		values.Set(budget.Field(budget.StatusPart, y.Year), y.Status)
		values.Set(budget.Field(budget.DecisionPart, y.Year), y.Decision)
		values.Set(budget.Field(budget.FallPart, y.Year), y.FallReason)
	}
	read, err := form.ReadPath(values)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func version() budget.GrowthPath {
	return budget.GrowthPath{Version: 3, How: budget.ByHand, Years: []budget.PathYear{
		{Year: 2025, Target: 125, Status: budget.Accounted, Decision: "2026_GR_00010"},
		{Year: 2026, Target: 150, Status: budget.Adopted, Decision: "2025_GR_00011"},
		{Year: 2027, Target: 145, Status: budget.Amended, Decision: "2026_GR_00012", FallReason: "Minder inkomsten."},
		{Year: 2028, Target: 210, Status: budget.Proposed},
	}}
}

func TestAVersionIsReadBackAsItWasTyped(t *testing.T) {
	t.Parallel()
	typed := form.TypedPath(version())
	if typed.First != "2025" || typed.Last != "2028" || typed.From != "1,25" || typed.To != "2,10" || typed.Seen != 3 {
		t.Errorf("%+v", typed)
	}
	typed.Reason, typed.Decision = "Meerjarenplan.", " 2027_gr_00001 "
	back := sent(t, typed)
	got, err := back.GrowthPath()
	if err != nil || !slices.Equal(got.Years, version().Years) || got.Reason != "Meerjarenplan." || got.Decision != "2027_GR_00001" || got.How != budget.ByHand || back.Seen != 3 {
		t.Errorf("%+v, %v", got, err)
	}
	if empty := form.TypedPath(budget.GrowthPath{}); len(empty.Years) != 0 || empty.First != "" {
		t.Errorf("without a path: %+v", empty)
	}
}

func TestWhatCannotBeReadIsRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	for field, change := range map[string]func(p *form.Path){
		"streef-2026":  func(p *form.Path) { p.Years[1].Target = "anderhalf" },
		"streef-2028":  func(p *form.Path) { p.Years[3].Target = "" },
		"besluit-2026": func(p *form.Path) { p.Years[1].Decision = "besluit 7" },
		"besluit":      func(p *form.Path) { p.Decision = "2027" },
		"daling-2027":  func(p *form.Path) { p.Years[2].FallReason = "\u202eomgekeerd" },
		"reden":        func(p *form.Path) { p.Reason = "a\x00b" },
	} {
		typed := form.TypedPath(version())
		change(&typed)
		_, err := sent(t, typed).GrowthPath()
		if wrong, _ := errors.AsType[fault.Fields](err); len(wrong) != 1 || len(wrong.Of(field)) != 1 {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestNoFormOfOursSendsAYearTwice(t *testing.T) {
	t.Parallel()
	var many []string
	for year := range 41 {
		many = append(many, strconv.Itoa(2000+year))
	}
	for _, years := range [][]string{{"2026", "2026"}, {"1999"}, {"2101"}, {"02026"}, {"+2026"}, {"jaar"}, {""}, many} {
		if _, err := form.ReadPath(url.Values{"jaar": years}); !errors.Is(err, fault.Malformed) {
			t.Errorf("%v: %v", years, err)
		}
	}
	if _, err := form.ReadPath(url.Values{"gezien": {"-1"}}); !errors.Is(err, fault.Malformed) {
		t.Errorf("a version below zero: %v", err)
	}
	p, err := form.ReadPath(url.Values{"jaar": {"2027", "2026"}, "gezien": {"0"}})
	if err != nil || p.Years[0].Year != 2026 || p.Seen != 0 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestAPathIsReckonedIntoItsRows(t *testing.T) {
	t.Parallel()
	typed := form.TypedPath(version())
	for _, c := range []struct {
		how, first, last, from, to string
		want                       string
	}{
		{"linear", "2026", "2029", "1,50", "3,00", "2025 1,25 account;2026 1,50 adopted;2027 2,00 amended;2028 2,50 proposal;2029 3,00 proposal;"},
		{"compound", "2027", "2029", "1", "4", "2025 1,25 account;2026 1,50 adopted;2027 1,00 amended;2028 2,00 proposal;2029 4,00 proposal;"},
		{"linear", "2025", "2026", "1,25", "2,00", "2025 1,25 account;2026 2,00 adopted;"},
		{"by-hand", "2027", "2030", "", "zomaar", "2025 1,25 account;2026 1,50 adopted;2027 1,45 amended;2028 2,10 proposal;2029  proposal;2030  proposal;"},
	} {
		p := typed
		p.How, p.First, p.Last, p.From, p.To = c.how, c.first, c.last, c.from, c.to
		p, err := p.Reckoned()
		got := ""
		for _, y := range p.Years {
			got += fmt.Sprintf("%d %s %s;", y.Year, y.Target, y.Status)
		}
		if err != nil || got != c.want {
			t.Errorf("%+v: %s, %v", c, got, err)
		}
	}
	for field, change := range map[string]func(p *form.Path){
		"hoe":     func(p *form.Path) { p.How = "" },
		"eerste":  func(p *form.Path) { p.First = "nu" },
		"laatste": func(p *form.Path) { p.How, p.Last = "by-hand", "2024" },
		"begin":   func(p *form.Path) { p.From = "" },
		"doel":    func(p *form.Path) { p.To = "1,00" },
	} {
		p := typed
		p.How = "linear"
		change(&p)
		again, err := p.Reckoned()
		wrong, _ := errors.AsType[fault.Fields](err)
		if len(wrong.Of(field)) != 1 || !reflect.DeepEqual(again, p) {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestFiguresAreReadAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	counted, err := form.ReadPopulation(url.Values{"dag": {"1/1/2027"}, "inwoners": {" 568.766"}, "bron": {"Statbel "}, "adres": {"https://statbel.fgov.be/"}})
	if err != nil {
		t.Fatal(err)
	}
	population, err := counted.Population()
	if want := (budget.Population{On: calendar.Date(2027, time.January, 1), Inhabitants: 568_766, Source: "Statbel", SourceURL: "https://statbel.fgov.be/"}); err != nil || population != want {
		t.Errorf("%+v, %v", population, err)
	}
	levels, err := form.ReadPriceIndex(url.Values{"jaar": {"2026"}, "punten": {"131,02"}, "bron": {"Statbel"}})
	if err != nil {
		t.Fatal(err)
	}
	index, err := levels.PriceIndex()
	if want := (budget.PriceIndex{Year: 2026, Points: 13_102, Source: "Statbel"}); err != nil || index != want {
		t.Errorf("%+v, %v", index, err)
	}
	other, err := form.ReadPeer(url.Values{"stad": {"Gent"}, "jaar": {"2025"}, "bedrag": {"3,40"}, "telling": {"projects"}, "bron": {"Jaarrekening"}, "toelichting": {"zonder loon"}})
	if err != nil {
		t.Fatal(err)
	}
	peer, err := other.Figure()
	if want := (budget.PeerFigure{City: "Gent", Year: 2025, Rate: 340, Scope: budget.ProjectsOnly, ScopeNote: "zonder loon", Source: "Jaarrekening"}); err != nil || peer != want {
		t.Errorf("%+v, %v", peer, err)
	}
	other.Inhabitants = "263927"
	if peer, err := other.Figure(); err != nil || peer.Inhabitants != 263_927 {
		t.Errorf("%+v, %v", peer, err)
	}
	asked, err := form.ReadSimulation(url.Values{"jaar": {"2028"}, "bedrag": {"1,50"}, "inwoners": {"565.374"}})
	if err != nil || !asked.Asked() || (form.Simulation{Year: "2028"}).Asked() {
		t.Fatal(err)
	}
	if year, s, err := asked.Simulate(); err != nil || year != 2028 || s.Credit != 848_061_00 {
		t.Errorf("%d, %+v, %v", year, s, err)
	}
	for says, c := range map[string]struct {
		err   error
		field string
	}{
		"no day":            {refusalOf(form.Population{On: "nu", Inhabitants: "562.002"}.Population()), "dag"},
		"half a person":     {refusalOf(form.Population{Inhabitants: "562.002,5"}.Population()), "inwoners"},
		"a comma":           {refusalOf(form.Population{Inhabitants: "562,00"}.Population()), "inwoners"},
		"people for money":  {refusalOf(form.Population{Inhabitants: "€ 562.002"}.Population()), "inwoners"},
		"a hidden source":   {refusalOf(form.Population{Inhabitants: "562.002", Source: "a\x00"}.Population()), "bron"},
		"no year":           {refusalOf(form.PriceIndex{Year: "vorig", Points: "100"}.PriceIndex()), "jaar"},
		"no points":         {refusalOf(form.PriceIndex{Year: "2026", Points: "veel"}.PriceIndex()), "punten"},
		"points for money":  {refusalOf(form.PriceIndex{Year: "2026", Points: "€ 100"}.PriceIndex()), "punten"},
		"no rate":           {refusalOf(form.Peer{Year: "2026"}.Figure()), "bedrag"},
		"no people":         {refusalOf(form.Peer{Year: "2026", Rate: "1", Inhabitants: "veel"}.Figure()), "inwoners"},
		"a hidden city":     {refusalOf(form.Peer{Year: "2026", Rate: "1", City: "\u202eGent"}.Figure()), "bron"},
		"credit of no rate": {simulated(form.Simulation{Inhabitants: "562.002"}), "bedrag"},
		"of nobody":         {simulated(form.Simulation{Rate: "1", Inhabitants: "0"}), "inwoners"},
		"in no year":        {simulated(form.Simulation{Year: "ooit", Rate: "1", Inhabitants: "562.002"}), "jaar"},
	} {
		if wrong, _ := errors.AsType[fault.Fields](c.err); len(wrong) != 1 || len(wrong.Of(c.field)) != 1 {
			t.Errorf("%s: %v", says, c.err)
		}
	}
}

func refusalOf[T any](_ T, err error) error { return err }

func simulated(s form.Simulation) error {
	_, _, err := s.Simulate()
	return err
}

func TestThingsAreShownAsTheyStoodOnADayThatWas(t *testing.T) {
	t.Parallel()
	today := calendar.Date(2027, time.May, 15)
	for typed, want := range map[string]calendar.Day{"": 0, "2027-05-15": today, "14/5/2027": today - 1} {
		asked, err := form.ReadAsOf(url.Values{"op": {typed}})
		if err != nil {
			t.Fatal(err)
		}
		if d, err := asked.Day(today); err != nil || d != want {
			t.Errorf("%q is %v, %v", typed, d, err)
		}
	}
	for _, typed := range []string{"16/5/2027", "gisteren"} {
		_, err := form.AsOf{On: typed}.Day(today)
		if wrong, _ := errors.AsType[fault.Fields](err); len(wrong.Of("op")) != 1 {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// A path that can be read is read back the same, whatever was typed.
func FuzzPath(f *testing.F) {
	f.Add("linear", "2026", "2030", "1,50", "3,00", "1,80", "adopted", "2026_GR_00001", "")
	f.Add("compound", "2026", "2065", "0,01", "1000", "€ 2", "", " 2026 gr 00001", "x\r\ny")
	f.Add("by-hand", "-1", "99999999999", "\x00", "١", "1.5", "account", "", "\u202e")
	f.Fuzz(func(t *testing.T, how, first, last, from, to, target, status, decision, fall string) {
		p, err := form.ReadPath(url.Values{"hoe": {how}, "eerste": {first}, "laatste": {last}, "begin": {from}, "doel": {to}, "jaar": {"2025", "2026"},
			"streef-2025": {"1,00"}, "streef-2026": {target}, "status-2026": {status}, "besluit-2026": {decision}, "daling-2026": {fall}, "reden": {fall}})
		if err != nil {
			t.Fatal(err)
		}
		reckoned, err := p.Reckoned()
		if err == nil && len(reckoned.Years) > 2*budget.MostYears {
			t.Fatalf("%d rows", len(reckoned.Years))
		}
		for _, typed := range []form.Path{p, reckoned} {
			g, err := typed.GrowthPath()
			if err != nil {
				continue
			}
			if again, err := form.TypedPath(g).GrowthPath(); err != nil || !slices.Equal(again.Years, g.Years) {
				t.Fatalf("%+v is read back as %+v, %v", g, again, err)
			}
			if g.Check(budget.GrowthPath{}, calendar.Date(2027, time.May, 15)) == nil && len(budget.Compare(g, g)) != 0 {
				t.Fatal("a version differs from itself")
			}
		}
	})
}

// What is read of a figure is a figure that the rules know, or is refused.
func FuzzFigures(f *testing.F) {
	f.Add("1/1/2027", "562.002", "118,74", "Statbel", "https://statbel.fgov.be/")
	f.Add("", "99999999999", "-0,01", "\u202e", "//x")
	f.Fuzz(func(t *testing.T, day, people, amount, source, address string) {
		today := calendar.Date(2027, time.May, 15)
		values := url.Values{"dag": {day}, "inwoners": {people}, "punten": {amount}, "bedrag": {amount}, "bron": {source}, "adres": {address}, "jaar": {people},
			"stad": {source}, "telling": {"unknown"}, "op": {day}}
		counted, err := form.ReadPopulation(values)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := counted.Population(); err == nil && p.Check(today) == nil && (p.On > today || p.Inhabitants <= 0 || p.Source == "") {
			t.Fatalf("%+v", p)
		}
		levels, err := form.ReadPriceIndex(values)
		if err != nil {
			t.Fatal(err)
		}
		if i, err := levels.PriceIndex(); err == nil && i.Check() == nil && i.In(i, 123_45) != 123_45 {
			t.Fatalf("%+v", i)
		}
		peer, err := form.ReadPeer(values)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := peer.Figure(); err == nil && p.Check(today) == nil && (p.SourceURL == "" || p.Rate < 0) {
			t.Fatalf("%+v", p)
		}
		simulation, err := form.ReadSimulation(values)
		if err != nil {
			t.Fatal(err)
		}
		if _, s, err := simulation.Simulate(); err == nil && (s.Credit < 0 || s.Inhabitants <= 0) {
			t.Fatalf("%+v", s)
		}
		asked, err := form.ReadAsOf(values)
		if err != nil {
			t.Fatal(err)
		}
		if d, err := asked.Day(today); err == nil && d > today {
			t.Fatalf("%v is shown", d)
		}
	})
}
