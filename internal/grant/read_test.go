package grant

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"vriendenstad/internal/money"
)

func texts(many ...string) Answer { return Answer{Many: many} }

func rows(cells ...[]string) Answer {
	var a Answer
	for i, c := range cells {
		a.Rows = append(a.Rows, Row{ID: "r" + string(rune('1'+i)), Cells: c})
	}
	return a
}

func TestWhatCannotBeReadIsRefusedAtItsField(t *testing.T) {
	t.Parallel()
	terms := sound()
	terms.Sections[0].Questions = append(terms.Sections[0].Questions, Question{Key: "twee", Label: "Welke twee", Type: Goals, Most: 2},
		Question{Key: "een", Label: "Welke ene", Type: SeveralOf, Most: 1, Options: []Option{{Key: "a", Label: "A"}, {Key: "b", Label: "B"}}})
	long := strings.Repeat("é", 601)
	for _, test := range []struct {
		says, key string
		given     Answer
		fields    string
	}{
		{"nothing", SummaryKey, Answer{}, ""},
		{"a text that fits", SummaryKey, Answer{Text: long[:1200]}, ""},
		{"a text that is too long", SummaryKey, Answer{Text: long}, SummaryKey},
		{"a title of the longest", TitleKey, Answer{Text: strings.Repeat("x", ShortMost)}, ""},
		{"a title that is too long", TitleKey, Answer{Text: strings.Repeat("x", ShortMost+1)}, TitleKey},
		{"an amount in words", RequestedKey, Answer{Text: "vijfduizend"}, RequestedKey},
		{"less than nothing", RequestedKey, Answer{Text: "-5"}, RequestedKey},
		{"an amount as people write it", RequestedKey, Answer{Text: "€ 1.234,56"}, ""},
		{"a number", "bereik", Answer{Text: "240"}, ""},
		{"thousands", "bereik", Answer{Text: " 12.500 "}, ""},
		{"a fraction", "bereik", Answer{Text: "2.5"}, "bereik"},
		{"points anywhere", "bereik", Answer{Text: "1.2.3"}, "bereik"},
		{"a number below zero", "bereik", Answer{Text: "-1"}, "bereik"},
		{"more than the question takes", "bereik", Answer{Text: "100.001"}, "bereik"},
		{"a number without end", "bereik", Answer{Text: strings.Repeat("9", 40)}, "bereik"},
		{"a day", "dag", Answer{Text: "31 maart 2027"}, ""},
		{"a day that does not exist", "dag", Answer{Text: "31/02/2027"}, "dag"},
		{"a period", PeriodKey, texts("1/3/2027", "30/6/2027"), ""},
		{"a period of one day", PeriodKey, texts("1/3/2027", "1/3/2027"), ""},
		{"half a period", PeriodKey, texts("1/3/2027", ""), PeriodKey},
		{"a period that ends first", PeriodKey, texts("30/6/2027", "1/3/2027"), PeriodKey + ".tot"},
		{"a period in words", PeriodKey, texts("in het voorjaar", "later"), PeriodKey + ".van " + PeriodKey + ".tot"},
		{"yes", "eerder", Answer{Text: Yes}, ""},
		{"perhaps", "eerder", Answer{Text: "misschien"}, "eerder"},
		{"a choice", "soort", Answer{Text: "zorg"}, ""},
		{"a choice that is not offered", "soort", Answer{Text: "goud"}, "soort"},
		{"several", "thema", texts("a", "b"), ""},
		{"several, one not offered", "thema", texts("a", "c"), "thema"},
		{"goals", GoalsKey, texts("3", "17"), ""},
		{"as many goals as are asked, one of them twice", "twee", texts("3", "17", "3"), ""},
		{"more goals than are asked", "twee", texts("3", "17", "4"), "twee"},
		{"as many choices as are asked", "een", texts("b"), ""},
		{"more choices than are asked", "een", texts("a", "b"), "een"},
		{"a goal that is none", GoalsKey, texts("18"), GoalsKey},
		{"a goal in words", GoalsKey, texts("drie"), GoalsKey},
		{"one country", CountriesKey, rows([]string{"SN", "100"}), ""},
		{"two countries, and an empty line", CountriesKey, rows([]string{"SN", "60 %"}, []string{"", ""}, []string{"GH", "40"}), ""},
		{"shares that miss some", CountriesKey, rows([]string{"SN", "60"}, []string{"GH", "30"}), CountriesKey},
		{"a country twice", CountriesKey, rows([]string{"SN", "50"}, []string{"SN", "50"}), CountriesKey + ".r2.land"},
		{"a country that is none", CountriesKey, rows([]string{"XX", "100"}), CountriesKey + ".r1.land"},
		{"no country", CountriesKey, rows([]string{"", "100"}), CountriesKey + ".r1.land"},
		{"a share in words", CountriesKey, rows([]string{"SN", "alles"}), CountriesKey + ".r1.deel"},
		{"a share beyond all", CountriesKey, rows([]string{"SN", "101"}), CountriesKey + ".r1.deel"},
		{"a partner", PartnerKey, rows([]string{"Ndar Vert", "Saint-Louis", "SN", "Stadslandbouw"}), ""},
		{"a partner with much to say", PartnerKey, rows([]string{"Ndar Vert", "Saint-Louis", "SN", strings.Repeat("x", 501)}), PartnerKey + ".r1.werking"},
		{"a budget", CostsKey, rows([]string{CostSide, "Zaad", "1.200,00"}, []string{IncomeSide, "Markt", "300"}), ""},
		{"a line without an amount", CostsKey, rows([]string{CostSide, "Zaad", ""}), CostsKey + ".r1.bedrag"},
		{"an amount for nothing", CostsKey, rows([]string{CostSide, "", "300"}), CostsKey + ".r1.post"},
		{"a line in words", CostsKey, rows([]string{CostSide, "Opleiding", "twaalfhonderd"}), CostsKey + ".r1.bedrag"},
		{"too many lines", CostsKey, rows(slices.Repeat([][]string{{CostSide, "Zaad", "1"}}, RowsMost+1)...), CostsKey},
	} {
		q, _, ok := terms.Question(test.key)
		if !ok {
			t.Fatal(test.key)
		}
		var fields []string
		for _, w := range q.Wrong(test.given) {
			fields = append(fields, w.Name)
		}
		if got := strings.Join(fields, " "); got != test.fields {
			t.Errorf("%s: %q, want %q", test.says, got, test.fields)
		}
	}
}

func TestABudgetAddsUpWhatCanBeRead(t *testing.T) {
	t.Parallel()
	a := rows([]string{CostSide, "Twee oliepersen", "3.250,50"}, []string{CostSide, "Vervoer", "1749,50"}, []string{CostSide, "Opleiding", "twaalfhonderd"},
		[]string{IncomeSide, "Lentemarkt", "€ 900"}, []string{CostSide, "", ""}, []string{CostSide})
	got := a.Budget()
	if got.Costs != 5_000_00 || got.Income != 900_00 || strings.Join(got.Without, ",") != "Opleiding" || got.Own(3_000_00) != 1_100_00 {
		t.Errorf("%+v", got)
	}
	given := Answers{RequestedKey: {Text: "4.275,00"}, TitleKey: {Text: " Arganolie "}}
	if asked, ok := given.Asked(); !ok || asked != 4_275_00 || given.Title() != "Arganolie" {
		t.Errorf("%v, %q", asked, given.Title())
	}
	for _, typed := range []string{"", "veel"} {
		if _, ok := (Answers{RequestedKey: {Text: typed}}).Asked(); ok {
			t.Errorf("%q is an amount", typed)
		}
	}
}

// FuzzQuestionWrong holds the reading of answers to what pages rely on: it never fails, it speaks of the question's own fields, in sentences, and what it lets
// through can be read.
func FuzzQuestionWrong(f *testing.F) {
	terms := sound()
	var all []Question
	for _, s := range terms.Sections {
		all = append(all, s.Questions...)
	}
	for i := range all {
		f.Add(i, `{"text":"1.234,56","many":["1/3/2027","30/6/2027"],"rows":[{"id":"r1","cells":["SN","100"]}]}`)
		f.Add(i, `{"text":"\u0000","many":["",""],"rows":[{"id":"","cells":[]},{"id":"a.b","cells":["kost","x","99999999999999999999"]}]}`)
	}
	f.Fuzz(func(t *testing.T, which int, sent string) {
		var a Answer
		if which < 0 || which >= len(all) || json.Unmarshal([]byte(sent), &a) != nil {
			return
		}
		q := all[which]
		wrong := q.Wrong(a)
		for _, w := range wrong {
			if w.Name != q.Key && !strings.HasPrefix(w.Name, q.Key+".") || w.Sentence == "" || utf8.ValidString(sent) && !utf8.ValidString(w.Sentence) {
				t.Fatalf("%q, %q", w.Name, w.Sentence)
			}
		}
		if len(wrong) > 0 || a.Empty() {
			return
		}
		switch q.Type {
		case Amount:
			if c, err := money.Parse(a.Text); err != nil || c < 0 {
				t.Fatalf("%q passes as an amount", a.Text)
			}
		case Costs:
			if b := a.Budget(); len(b.Without) > 0 || b.Costs < 0 || b.Income < 0 {
				t.Fatalf("%+v passes as a budget", b)
			}
		}
		terms.Missing(Answers{q.Key: a}, nil)
	})
}

func TestATitleThatIsTooLongIsCutWhereItIsNamed(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		" Twee putten ":          "Twee putten",
		strings.Repeat("é", 200): strings.Repeat("é", 200),
		strings.Repeat("é", 201): strings.Repeat("é", 199) + "…",
	} {
		if got := (Answers{TitleKey: {Text: typed}}).Title(); got != want {
			t.Errorf("%.20q is called %q", typed, got)
		}
	}
}
