package grant

import (
	"maps"
	"strings"
	"testing"
)

// whole are answers in which nothing is missing.
func whole() (Answers, map[string]int) {
	return Answers{
		TitleKey: {Text: "Arganolie"}, SummaryKey: {Text: "Een coöperatie van vrouwen."}, CountriesKey: rows([]string{"MA", "100"}), GoalsKey: texts("5", "8"),
		PeriodKey: texts("1/3/2027", "30/6/2027"), "bereik": {Text: "40"}, PartnerKey: rows([]string{"Tigmi", "Tanger", "MA", ""}), "eerder": {Text: No},
		CostsKey: rows([]string{CostSide, "Oliepersen", "5.700"}), RequestedKey: {Text: "4.275"},
	}, map[string]int{"offerte": 1}
}

func TestWhatIsMissingIsSaidInTheOrderOfTheQuestions(t *testing.T) {
	t.Parallel()
	terms := sound()
	nothing := terms.Missing(nil, nil)
	want := "titel samenvatting landen sdgs periode bereik partner eerder begroting gevraagd offerte"
	var fields []string
	for _, g := range nothing {
		fields = append(fields, g.Field)
		if g.Question == "" || g.Section == "" || !strings.HasSuffix(g.Sentence, ".") {
			t.Errorf("%+v", g)
		}
	}
	if got := strings.Join(fields, " "); got != want {
		t.Errorf("of an empty draft: %q, want %q", got, want)
	}
	if got := Fields(nothing); len(got) != len(nothing) || got[0].Name != TitleKey {
		t.Errorf("as refusals: %v", got)
	}
	for _, test := range []struct {
		says   string
		change func(Answers, map[string]int)
		fields string
	}{
		{"nothing", func(Answers, map[string]int) {}, ""},
		{"a day, which is not required", func(a Answers, _ map[string]int) { a["dag"] = Answer{} }, ""},
		{"a question that follows from another", func(a Answers, _ map[string]int) { a["eerder"] = Answer{Text: Yes} }, "eerder-wat"},
		{"an answer to a question that is not asked", func(a Answers, _ map[string]int) { a["eerder-wat"] = Answer{Text: strings.Repeat("x", 9_000)} }, ""},
		{"an attachment", func(_ Answers, f map[string]int) { delete(f, "offerte") }, "offerte"},
		{"what can be read", func(a Answers, _ map[string]int) { a[RequestedKey] = Answer{Text: "veel"} }, RequestedKey},
		{"what is only spaces in a table", func(a Answers, _ map[string]int) { a[CostsKey] = rows([]string{CostSide, "", ""}) }, CostsKey + " " + RequestedKey},
		{"what is only spaces", func(a Answers, _ map[string]int) { a[TitleKey] = Answer{Text: " \u00a0"} }, TitleKey},
		{"what nobody can see", func(a Answers, _ map[string]int) { a[SummaryKey] = Answer{Text: "\u200b\n\ufeff"} }, SummaryKey},
		{"an amount that is only spaces, said once", func(a Answers, _ map[string]int) { a[RequestedKey] = Answer{Text: " "} }, RequestedKey},
		{"a partner's place", func(a Answers, _ map[string]int) { a[PartnerKey] = rows([]string{"Tigmi", "", "MA", ""}) }, PartnerKey},
		{"a country of the list", func(a Answers, _ map[string]int) { a[CountriesKey] = rows([]string{"FR", "100"}) }, CountriesKey + ".r1.land"},
		{"what it must cost", func(a Answers, _ map[string]int) {
			a[CostsKey], a[RequestedKey] = rows([]string{CostSide, "Zaad", "1.499,99"}), Answer{Text: "100"}
		}, CostsKey},
		{"nothing, but asked is all that may be", func(a Answers, _ map[string]int) { a[RequestedKey] = Answer{Text: "4275,00"} }, ""},
		{"a cent less", func(a Answers, _ map[string]int) { a[RequestedKey] = Answer{Text: "4.275,01"} }, RequestedKey},
		{"an amount", func(a Answers, _ map[string]int) { a[RequestedKey] = Answer{Text: "0"} }, RequestedKey},
		{"less than the maximum", func(a Answers, _ map[string]int) {
			a[CostsKey], a[RequestedKey] = rows([]string{CostSide, "Oliepersen", "50.000"}), Answer{Text: "8.000,01"}
		}, RequestedKey},
		{"less than what it costs with other income", func(a Answers, _ map[string]int) {
			a[CostsKey] = rows([]string{CostSide, "Oliepersen", "5.700"}, []string{IncomeSide, "Markt", "2.000"})
		}, RequestedKey},
	} {
		given, files := whole()
		test.change(given, files)
		fields = nil
		for _, g := range terms.Missing(given, files) {
			fields = append(fields, g.Field)
		}
		if got := strings.Join(fields, " "); got != test.fields {
			t.Errorf("missing %s: %q, want %q", test.says, got, test.fields)
		}
	}
}

func TestWhatIsAskedForEachIsHeldAgainstHowManyThereAre(t *testing.T) {
	t.Parallel()
	terms := sound()
	terms.MaxShare, terms.PerUnit = 10_000, PerUnit{350_00, "bereik", "deelnemer"}
	for _, test := range []struct{ says, many, cost, asked, field, want string }{
		{"all that eight may have", "8", "9.600", "2.800", "", ""},
		{"a cent more", "8", "9.600", "2.800,01", RequestedKey, "Vraag hoogstens € 2.800,00: het maximum is € 350,00 per deelnemer, en je gaf 8 op."},
		{"all of the maximum by many", "25", "9.600", "8.000", "", ""},
		{"more than the maximum by many", "1.000", "9.600", "8.750", RequestedKey, "Vraag hoogstens € 8.000,00: dat is het maximum van dit reglement."},
		{"as many as a number can hold", "9223372036854775807", "9.600", "8.000", "bereik", ""},
		{"for nobody", "0", "9.600", "1", RequestedKey, "Vraag hoogstens € 0,00: het maximum is € 350,00 per deelnemer, en je gaf 0 op."},
		{"for how many nobody said", "", "9.600", "8.000", "bereik", ""},
		{"for a number that cannot be read", "een klas", "9.600", "8.000", "bereik", ""},
		{"more than the share", "8", "2.000", "2.100", RequestedKey, "Vraag hoogstens € 2.000,00: dat is 100 procent van je kosten, die nu samen € 2.000,00 zijn."},
	} {
		given, files := whole()
		given["bereik"], given[RequestedKey] = Answer{Text: test.many}, Answer{Text: test.asked}
		given[CostsKey] = rows([]string{CostSide, "Alles", test.cost})
		gaps := terms.Missing(given, files)
		switch {
		case test.field == "":
			if len(gaps) > 0 {
				t.Errorf("%s: %v", test.says, gaps)
			}
		case len(gaps) != 1 || gaps[0].Field != test.field:
			t.Errorf("%s: %v", test.says, gaps)
		case test.want != "" && strings.ReplaceAll(gaps[0].Sentence, "\u00a0", " ") != test.want:
			t.Errorf("%s: %q", test.says, gaps[0].Sentence)
		}
	}
}

func TestTheSameGapsAreSeenByWhoeverLooks(t *testing.T) {
	t.Parallel()
	terms := sound()
	given, files := whole()
	given["eerder"], given[RequestedKey] = Answer{Text: Yes}, Answer{Text: "9.000"}
	kept := maps.Clone(given)
	first, second := terms.Missing(given, files), terms.Missing(given, files)
	if len(first) != 2 || len(second) != 2 || first[0] != second[0] || first[1] != second[1] || len(kept) != len(given) {
		t.Errorf("%v, then %v", first, second)
	}
	if want := "Vraag hoogstens € 8.000,00: dat is het maximum van dit reglement."; strings.ReplaceAll(first[1].Sentence, "\u00a0", " ") != want {
		t.Errorf("%q, want %q", first[1].Sentence, want)
	}
}

func TestAQuestionKnowsWhetherItIsAskedAndHowMuchItTakes(t *testing.T) {
	t.Parallel()
	terms := sound()
	q, s, _ := terms.Question("eerder-wat")
	if s.Key != "partner" || q.Asked(nil) || q.Asked(Answers{"eerder": {Text: No}}) || !q.Asked(Answers{"eerder": {Text: Yes}}) {
		t.Errorf("%+v", q)
	}
	if q.MostCharacters() != LongMost || q.MostFiles() != 0 {
		t.Errorf("%d characters, %d files", q.MostCharacters(), q.MostFiles())
	}
	if files, _, _ := terms.Question("offerte"); files.MostFiles() != 3 || files.MostCharacters() != 0 {
		t.Errorf("%+v", files)
	}
	if _, _, ok := terms.Question("geheim"); ok {
		t.Error("a question that is not asked was found")
	}
	if _, err := terms.Section("geld"); err != nil {
		t.Error(err)
	}
	if _, err := terms.Section("geheim"); err == nil {
		t.Error("a section that is not there was found")
	}
}

func TestWhatIsAskedAfterAQuestionGoesAlongWithIt(t *testing.T) {
	t.Parallel()
	for named, want := range map[string]string{
		"titel":                  "titel",
		"eerder":                 "eerder eerder-wat",
		"eerder-wat":             "eerder-wat",
		"begroting":              "begroting",
		"offerte eerder offerte": "eerder eerder-wat offerte",
		"zoiets":                 "",
	} {
		if got := strings.Join(sound().Along(strings.Fields(named)), " "); got != want {
			t.Errorf("with %s go %q, want %q", named, got, want)
		}
	}
}

func TestACompletionIsHeldAgainstTheMaximumAndTheShare(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says, open string
		change     func(Answers)
		stops      string
	}{
		{"nothing changed", "begroting", func(Answers) {}, ""},
		{"less cost", "begroting", func(a Answers) { a[CostsKey] = rows([]string{CostSide, "Oliepersen", "5.600"}) }, CostsKey},
		{"less cost, and the amount is open", "begroting gevraagd", func(a Answers) { a[CostsKey] = rows([]string{CostSide, "Oliepersen", "5.600"}) }, RequestedKey},
		{"more cost", "begroting", func(a Answers) { a[CostsKey] = rows([]string{CostSide, "Oliepersen", "5.800"}) }, ""},
		{"fewer people", "bereik", func(a Answers) { a["bereik"] = Answer{Text: "39"} }, "bereik"},
		{"what no open answer bounds", "titel", func(a Answers) { a[RequestedKey] = Answer{Text: "9.000"} }, ""},
	} {
		given, files := whole()
		given["bereik"] = Answer{Text: "171"} // at 25 euro each it is 4.275
		terms := sound()
		terms.PerUnit = perReached
		test.change(given)
		c := Candidate{Under: Version{Terms: terms}, Answers: given}
		for question, n := range files {
			for range n {
				c.Files = append(c.Files, File{Question: question})
			}
		}
		var fields []string
		for _, s := range (Request{Questions: strings.Fields(test.open)}).Stops(c) {
			fields = append(fields, s.Field)
			if _, section, ok := terms.Question(s.Question); !ok || section.Key != s.Section || s.Gate != AnswersGate {
				t.Errorf("%s: %+v", test.says, s)
			}
		}
		if got := strings.Join(fields, " "); got != test.stops {
			t.Errorf("%s stops at %q, want %q", test.says, got, test.stops)
		}
	}
}
