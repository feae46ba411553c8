package grant

import (
	"strings"
	"testing"

	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/money"
)

// sound are terms that the rules accept, with a question of each type.
func sound() Terms {
	return Terms{
		Title: "Projecten", Applicants: []association.Form{association.NonProfit}, MaxAmount: 8_000_00, MaxShare: 7_500, MinCost: 1_500_00, Advance: 8_000,
		Envelope: "projecten", OnlyDAC: true, AccountWithin: 90, DecisionWithin: 60,
		Sections: []Section{
			{Key: "project", Title: "Je project", Questions: []Question{
				{Key: TitleKey, Label: "Hoe heet het", Type: ShortText, Required: true},
				{Key: SummaryKey, Label: "Vertel", Type: LongText, Required: true, Most: 600},
				{Key: CountriesKey, Label: "Waar", Type: Countries, Required: true},
				{Key: GoalsKey, Label: "Welke doelen", Type: Goals, Required: true},
				{Key: PeriodKey, Label: "Wanneer", Type: Period, Required: true},
				{Key: "bereik", Label: "Hoeveel mensen", Type: Number, Required: true, Most: 100_000},
				{Key: "dag", Label: "Op welke dag", Type: OnDay},
			}},
			{Key: "partner", Title: "Je partner", Questions: []Question{
				{Key: PartnerKey, Label: "Met wie", Type: Partner, Required: true},
				{Key: "eerder", Label: "Al samengewerkt", Type: YesNo, Required: true},
				{Key: "eerder-wat", Label: "Wat deden jullie", Type: LongText, Required: true, After: &Condition{"eerder", Yes}},
				{Key: "soort", Label: "Wat voor werk", Type: OneOf, Options: []Option{{"water", "Water"}, {"zorg", "Zorg"}}},
				{Key: "thema", Label: "Welke thema’s", Type: SeveralOf, Options: []Option{{"a", "A"}, {"b", "B"}}},
			}},
			{Key: "geld", Title: "Begroting", Questions: []Question{
				{Key: CostsKey, Label: "Wat kost het", Type: Costs, Required: true},
				{Key: RequestedKey, Label: "Hoeveel vraag je", Type: Amount, Required: true},
				{Key: "offerte", Label: "Een offerte", Type: Files, Required: true, Most: 3},
			}},
		},
	}
}

// perReached are 25 euro for each who is reached.
var perReached = PerUnit{25_00, "bereik", "mens"}

func TestTermsThatContradictThemselvesAreRefused(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says   string
		change func(*Terms)
		field  string
	}{
		{"as they should be", func(*Terms) {}, ""},
		{"support in kind", func(v *Terms) { v.Envelope = "" }, ""},
		{"emergency aid", func(v *Terms) { v.Envelope, v.Emergency = budget.Emergency, true }, ""},
		{"without a title", func(v *Terms) { v.Title = " " }, "titel"},
		{"without a maximum", func(v *Terms) { v.MaxAmount = 0 }, "maximum"},
		{"without a share", func(v *Terms) { v.MaxShare = 0 }, "aandeel"},
		{"with more than the whole", func(v *Terms) { v.MaxShare = 10_001 }, "aandeel"},
		{"with more ahead than there is", func(v *Terms) { v.Advance = 10_001 }, "voorschot"},
		{"for nobody", func(v *Terms) { v.Applicants = nil }, "aanvragers"},
		{"with a term before its begin", func(v *Terms) { v.AccountWithin = -1 }, "-"},
		{"emergency aid from elsewhere", func(v *Terms) { v.Emergency = true }, "enveloppe"},
		{"other work from the envelope for emergencies", func(v *Terms) { v.Envelope = budget.Emergency }, "enveloppe"},
		{"a light route for much", func(v *Terms) { v.Light = true }, "bijzonder"},
		{"a light route", func(v *Terms) {
			v.Light, v.MaxAmount, v.DecisionWithin = true, LightMost, LightDays
			v.Sections = v.Sections[:1]
		}, ""},
		{"a light route with a slow decision", func(v *Terms) {
			v.Light, v.MaxAmount, v.DecisionWithin = true, LightMost, LightDays+1
			v.Sections = v.Sections[:1]
		}, "bijzonder"},
		{"a light route with a heap of files", func(v *Terms) {
			v.Light, v.MaxAmount, v.DecisionWithin = true, LightMost, LightDays
			v.Sections = v.Sections[2:]
		}, "bijzonder"},
		{"so much for each who is reached", func(v *Terms) { v.PerUnit = perReached }, ""},
		{"nothing for each", func(v *Terms) { v.PerUnit = PerUnit{Question: "bereik", Unit: "mens"} }, "per-stuk"},
		{"more for each than for all", func(v *Terms) { v.PerUnit = PerUnit{8_000_01, "bereik", "mens"} }, "per-stuk"},
		{"so much for each of what is not counted", func(v *Terms) { v.PerUnit = PerUnit{100_00, "soort", "mens"} }, "per-vraag"},
		{"so much for each of what is not asked", func(v *Terms) { v.PerUnit = PerUnit{100_00, "geheim", "mens"} }, "per-vraag"},
		{"so much for each of what need not be counted", func(v *Terms) { v.PerUnit, v.Sections[0].Questions[5].Required = perReached, false }, "per-vraag"},
		{"so much for each of what has no name", func(v *Terms) { v.PerUnit = PerUnit{100_00, "bereik", " "} }, "per-wat"},
		{"a light route for more than its most, however little it is for each", func(v *Terms) {
			v.Light, v.DecisionWithin, v.PerUnit = true, LightDays, perReached
			v.Sections = v.Sections[:1]
		}, "bijzonder"},
		{"a section twice", func(v *Terms) { v.Sections[1].Key = "project" }, "vragen"},
		{"a section without questions", func(v *Terms) { v.Sections[1].Questions = nil }, "vragen"},
		{"a question twice", func(v *Terms) { v.Sections[0].Questions[5].Key = "eerder" }, "vragen"},
		{"a key that is no word", func(v *Terms) { v.Sections[0].Questions[5].Key = "a.b" }, "vragen"},
		{"a question without words", func(v *Terms) { v.Sections[0].Questions[5].Label = "" }, "vragen"},
		{"a question of no type", func(v *Terms) { v.Sections[0].Questions[5].Type = "raadsel" }, "vragen"},
		{"a name that rules know, of another type", func(v *Terms) { v.Sections[2].Questions[1].Type = Number }, "vragen"},
		{"a choice of one", func(v *Terms) { v.Sections[1].Questions[3].Options = v.Sections[1].Questions[3].Options[:1] }, "vragen"},
		{"a condition on what comes later", func(v *Terms) { v.Sections[0].Questions[5].After = &Condition{"eerder", Yes} }, "vragen"},
		{"a condition on an answer that is none", func(v *Terms) { v.Sections[1].Questions[2].After = &Condition{"eerder", "soms"} }, "vragen"},
		{"a condition on a text", func(v *Terms) { v.Sections[1].Questions[2].After = &Condition{TitleKey, Yes} }, "vragen"},
		{"a condition on a choice", func(v *Terms) { v.Sections[1].Questions[4].After = &Condition{"soort", "zorg"} }, ""},
	} {
		terms := sound()
		test.change(&terms)
		refuses(t, test.says, terms.Check(), test.field)
	}
}

func TestACriterionIsMetWhenOneGroupIsMetWhole(t *testing.T) {
	t.Parallel()
	c := Criterion{Groups: [][]string{{"vzw", "in Antwerpen"}, {"school"}, {}}}
	for _, test := range []struct {
		holds string
		want  bool
	}{{"", false}, {"vzw", false}, {"vzw, in Antwerpen", true}, {"school", true}, {"in Antwerpen", false}} {
		if got := c.Met(func(r string) bool { return strings.Contains(test.holds, r) }); got != test.want {
			t.Errorf("with %q: %v", test.holds, got)
		}
	}
	if (Criterion{}).Met(func(string) bool { return true }) {
		t.Error("a criterion without requirements is met")
	}
}

func TestTheMostThatCanBeAskedHangsOnTheCost(t *testing.T) {
	t.Parallel()
	terms := sound()
	for cost, want := range map[money.Cents]money.Cents{0: 0, 5_700_00: 4_275_00, 10_666_66: 7_999_99, 10_666_67: 8_000_00, 1_000_000_00: 8_000_00, money.Max: 8_000_00} {
		if got := terms.MaxFor(cost); got != want {
			t.Errorf("for %v: %v, want %v", cost, got, want)
		}
	}
	if got := terms.Most(); got != "€\u00a08.000" {
		t.Errorf("at most %q", got)
	}
	terms.PerUnit = perReached
	if got, want := terms.Most(), "€\u00a025 per mens en €\u00a08.000 in totaal"; got != want {
		t.Errorf("at most %q, want %q", got, want)
	}
	if !terms.Covers(association.NonProfit) || terms.Covers(association.NGO) {
		t.Error("who may apply is not who was named")
	}
	for points, want := range map[int]string{7_500: "75 procent", 10_000: "100 procent", 3_350: "33,5 procent", 5: "0,05 procent", 3_333: "33,33 procent"} {
		if got := percent(points); got != want {
			t.Errorf("%d is written %q, want %q", points, got, want)
		}
	}
}
