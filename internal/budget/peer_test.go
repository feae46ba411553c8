package budget_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/fault"
)

var checked = time.Date(2027, time.May, 1, 10, 0, 0, 0, time.UTC)

func gent() budget.PeerFigure {
	return budget.PeerFigure{City: "Gent", Year: 2025, Rate: 340, Scope: budget.AllWithStaff, Source: "Jaarrekening", SourceURL: "https://stad.gent/",
		EnteredBy: 7, EnteredAt: checked}
}

func TestAFigureOfAnotherCitySaysWhereItIsFrom(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		says   string
		change func(p *budget.PeerFigure)
		field  string
	}{
		{"whole", func(*budget.PeerFigure) {}, "none"},
		{"a demonstration has no address", func(p *budget.PeerFigure) { p.SourceURL, p.Demo = "", true }, "none"},
		{"of no city", func(p *budget.PeerFigure) { p.City = " " }, "stad"},
		{"of a long city", func(p *budget.PeerFigure) { p.City = strings.Repeat("a", 81) }, "stad"},
		{"of next year", func(p *budget.PeerFigure) { p.Year = 2028 }, "jaar"},
		{"of long ago", func(p *budget.PeerFigure) { p.Year = 1989 }, "jaar"},
		{"below nothing", func(p *budget.PeerFigure) { p.Rate = -1 }, "bedrag"},
		{"of nobody", func(p *budget.PeerFigure) { p.Inhabitants = -1 }, "inwoners"},
		{"of no scope", func(p *budget.PeerFigure) { p.Scope = "" }, "telling"},
		{"with a book", func(p *budget.PeerFigure) { p.ScopeNote = strings.Repeat("a", 301) }, "toelichting"},
		{"without a source", func(p *budget.PeerFigure) { p.Source = "" }, "bron"},
		{"without an address", func(p *budget.PeerFigure) { p.SourceURL = "" }, "adres"},
		{"with a wrong address", func(p *budget.PeerFigure) { p.SourceURL = "stad.gent" }, "adres"},
	} {
		p := gent()
		c.change(&p)
		err := p.Check(today)
		wrong, _ := errors.AsType[fault.Fields](err)
		if c.field == "none" && err != nil || c.field != "none" && (len(wrong) != 1 || len(wrong.Of(c.field)) != 1) {
			t.Errorf("%s: %v", c.says, err)
		}
	}
}

func TestAFigureIsPublishedWhenSomebodyElseCheckedIt(t *testing.T) {
	t.Parallel()
	p := gent()
	if p.Published() || p.CheckBy(7) == nil || p.CheckBy(8) != nil {
		t.Error("who entered it checks it")
	}
	p.CheckedBy, p.CheckedAt = 8, checked
	if !p.Published() || p.CheckBy(9) == nil {
		t.Error("it is checked twice")
	}
	if p.CheckWithdraw(" ") == nil || p.CheckWithdraw(strings.Repeat("a", 1001)) == nil || p.CheckWithdraw("Verkeerd jaar.") != nil {
		t.Error("it is withdrawn without a reason")
	}
	p.WithdrawnBy, p.WithdrawnAt, p.WithdrawnWhy = 9, checked, "Verkeerd jaar."
	if p.Published() || p.CheckBy(8) == nil || p.CheckWithdraw("Nog eens.") == nil {
		t.Error("it stands after it was withdrawn")
	}
	if brought := (budget.PeerFigure{}); brought.CheckBy(8) != nil {
		t.Error("what the program brought cannot be checked")
	}
}

func TestOnlyWhatCountsTheSameInTheSameYearIsRanked(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		figures := rapid.SliceOfN(rapid.Custom(anyPeer), 0, 20).Draw(t, "figures")
		rankings, apart := budget.Ranked(figures)
		public, seen := 0, 0
		for _, p := range figures {
			if p.Published() && !p.Own {
				public++
			}
		}
		for _, p := range apart {
			if p.Scope != budget.UnknownScope {
				t.Fatalf("%+v stands apart", p)
			}
			if !p.Own {
				seen++
			}
		}
		for i, r := range rankings {
			if r.Scope == budget.UnknownScope || i > 0 && rankings[i-1].Year < r.Year {
				t.Fatalf("%+v", r)
			}
			others := 0
			for j, p := range r.Places {
				if p.Year != r.Year || p.Scope != r.Scope || !p.Published() {
					t.Fatalf("%+v is ranked in %d, %s", p, r.Year, r.Scope)
				}
				if !p.Own {
					others++
				}
				want := j + 1
				if j > 0 && r.Places[j-1].Rate == p.Rate {
					want = r.Places[j-1].Place
				}
				if p.Place != want || j > 0 && p.Rate > r.Places[j-1].Rate {
					t.Fatalf("%+v", r.Places)
				}
			}
			if others == 0 {
				t.Fatal("our own figure is ranked alone")
			}
			seen += others
		}
		if seen != public {
			t.Fatalf("%d of %d public figures are shown", seen, public)
		}
	})
}

func anyPeer(t *rapid.T) budget.PeerFigure {
	p := budget.PeerFigure{City: rapid.SampledFrom([]string{"Gent", "Brugge", "Aalst"}).Draw(t, "city"), Year: rapid.IntRange(2024, 2025).Draw(t, "year"),
		Rate: budget.Rate(rapid.Int64Range(1, 4).Draw(t, "rate")), Scope: rapid.SampledFrom(budget.Scopes()).Draw(t, "scope"), Own: rapid.IntRange(0, 9).Draw(t, "own") == 0}
	if rapid.Bool().Draw(t, "checked") {
		p.CheckedAt = checked
	}
	if rapid.IntRange(0, 4).Draw(t, "withdrawn") == 0 {
		p.WithdrawnAt = checked
	}
	return p
}

func TestOurOwnFigureIsTheAmendedCredit(t *testing.T) {
	t.Parallel()
	f := budget.Figures(budget.GrowthPath{}, []budget.Population{{On: today, Inhabitants: 1_000, Source: "Statbel", Demo: true}}, nil,
		[]budget.YearCredit{{Year: 2027, Amended: 1_500_00, HasCredit: true}, {Year: 2026, Amended: 1_000_00, HasCredit: true}})
	own, ok := budget.OwnFigure("Antwerpen", f[1])
	if !ok || own.Rate != 150 || own.Scope != budget.AllWithoutStaff || !own.Published() || !own.Own || !own.Demo {
		t.Errorf("%+v, %v", own, ok)
	}
	if _, ok := budget.OwnFigure("Antwerpen", f[0]); ok {
		t.Error("there is a figure of a year in which nobody was counted")
	}
	ghent := gent()
	ghent.Year, ghent.Scope, ghent.CheckedAt = 2027, budget.AllWithoutStaff, checked
	rankings, _ := budget.Ranked([]budget.PeerFigure{own, ghent})
	if len(rankings) != 1 || len(rankings[0].Places) != 2 || rankings[0].Places[1].City != "Antwerpen" {
		t.Errorf("%+v", rankings)
	}
}
