package form_test

import (
	"errors"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
)

// everyQuestion is one of each type.
func everyQuestion() []grant.Question {
	options := []grant.Option{{Key: "a", Label: "A"}, {Key: "b", Label: "B"}}
	return []grant.Question{
		{Key: "kort", Type: grant.ShortText}, {Key: "lang", Type: grant.LongText}, {Key: "bedrag", Type: grant.Amount}, {Key: "getal", Type: grant.Number},
		{Key: "dag", Type: grant.OnDay}, {Key: "periode", Type: grant.Period}, {Key: "janee", Type: grant.YesNo}, {Key: "keuze", Type: grant.OneOf, Options: options},
		{Key: "meer", Type: grant.SeveralOf, Options: options}, {Key: "landen", Type: grant.Countries}, {Key: "sdgs", Type: grant.Goals},
		{Key: "partner", Type: grant.Partner}, {Key: "begroting", Type: grant.Costs}, {Key: "bijlagen", Type: grant.Files},
	}
}

const aPage = "0123456789abcdef0123456789abcdef"

// sectionForm is what a browser sends, with these fields besides those that each form has.
func sectionForm(pairs ...string) url.Values {
	values := url.Values{"versie": {"3"}, "blad": {aPage}, "nummer": {"2"}, "volledig": {"ja"}, "once": {"x"}}
	for i := 0; i < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	return values
}

func TestASectionIsReadAsItWasTyped(t *testing.T) {
	t.Parallel()
	got, err := form.ReadSection(sectionForm("doe", "erbij begroting.kost", "kort", " Twee\r\nputten ", "lang", "een\r\ntwee\x07\u202e", "bedrag", "vijfduizend",
		"periode.van", "1 mei", "periode.tot", "", "janee", "ja", "meer", "b", "meer", "a", "meer", "b", "sdgs", "6",
		"landen.rij[]", "r2", "landen.rij[]", "r1", "landen.r1.land", "SN", "landen.r1.deel", "40", "landen.r2.land", "GM", "landen.r2.deel", "60 %",
		"partner.rij[]", "p", "partner.p.naam", "Tigmi", "partner.p.werking", "Oliepers",
		"begroting.kost[]", "k1", "begroting.kost[]", "k2", "begroting.inkomst[]", "i1", "begroting.k1.post", "Pers", "begroting.k1.bedrag", "4.100",
		"begroting.i1.post", "Markt", "begroting.i1.bedrag", "900", "bijlagen", "x", "nergens", "y"), everyQuestion())
	if err != nil {
		t.Fatal(err)
	}
	want := form.Section{Press: form.AddRow, On: "begroting.kost", Sending: grant.Sending{Page: aPage, Number: 2, Seen: 3, Answers: grant.Answers{
		"kort": {Text: " Twee putten "}, "lang": {Text: "een\ntwee"}, "bedrag": {Text: "vijfduizend"}, "getal": {}, "dag": {}, "periode": {Many: []string{"1 mei", ""}},
		"janee": {Text: "ja"}, "keuze": {}, "meer": {Many: []string{"b", "a"}}, "sdgs": {Many: []string{"6"}},
		"landen":    {Rows: []grant.Row{{ID: "r2", Cells: []string{"GM", "60 %"}}, {ID: "r1", Cells: []string{"SN", "40"}}}},
		"partner":   {Rows: []grant.Row{{ID: "p", Cells: []string{"Tigmi", "", "", "Oliepers"}}}},
		"begroting": {Rows: []grant.Row{{ID: "k1", Cells: []string{grant.CostSide, "Pers", "4.100"}}, {ID: "i1", Cells: []string{grant.IncomeSide, "Markt", "900"}}}},
	}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if again, err := form.ReadSection(form.SectionValues(got.Sending, everyQuestion()), everyQuestion()); err != nil || !reflect.DeepEqual(again.Sending, got.Sending) {
		t.Errorf("written and read again: %+v, %v", again.Sending, err)
	}
}

func TestAFormThatIsNotWholeIsRefused(t *testing.T) {
	t.Parallel()
	for says, change := range map[string]func(url.Values){
		"its end is missing":      func(v url.Values) { v.Del("volledig") },
		"no version":              func(v url.Values) { v.Del("versie") },
		"a version that is none":  func(v url.Values) { v.Set("versie", "-1") },
		"no page":                 func(v url.Values) { v.Set("blad", "") },
		"a page of another shape": func(v url.Values) { v.Set("blad", "../../x") },
		"no number":               func(v url.Values) { v.Set("nummer", "0") },
		"a number that is none":   func(v url.Values) { v.Set("nummer", "99999999999") },
		"a doubled answer":        func(v url.Values) { v.Add("kort", "a"); v.Add("kort", "b") },
		"a row of another shape":  func(v url.Values) { v.Add("begroting.kost[]", "r1.post") },
		"a thousand rows":         func(v url.Values) { v["landen.rij[]"] = slices.Repeat([]string{"r"}, 1_000) },
	} {
		values := sectionForm()
		change(values)
		if _, err := form.ReadSection(values, everyQuestion()); !errors.Is(err, fault.Malformed) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

func FuzzReadSection(f *testing.F) {
	f.Add(sectionForm("begroting.kost[]", "k1", "begroting.k1.bedrag", "1.200,00").Encode())
	f.Add("versie=0&blad=" + aPage + "&nummer=1&volledig=1&landen.rij[]=a&landen.a.land=SN&landen.a.deel=100%25")
	f.Fuzz(func(t *testing.T, body string) {
		values, err := url.ParseQuery(body)
		if err != nil {
			return
		}
		s, err := form.ReadSection(values, everyQuestion())
		if err != nil {
			return
		}
		again, err := form.ReadSection(form.SectionValues(s.Sending, everyQuestion()), everyQuestion())
		if err != nil || !reflect.DeepEqual(again.Sending, s.Sending) {
			t.Fatalf("written and read again: %v\n%+v\n%+v", err, again.Sending, s.Sending)
		}
		for _, q := range everyQuestion() {
			a := s.Answers[q.Key]
			q.Wrong(a) // whatever was typed can be looked at
			if a.Text != "" && strings.Contains(values.Encode(), "%0A") && q.Type != grant.LongText && strings.Contains(a.Text, "\n") {
				t.Fatalf("%s holds lines", q.Key)
			}
			ids := map[string]bool{}
			for _, r := range a.Rows {
				if ids[r.ID] && q.Type != grant.Costs {
					t.Fatalf("%s holds %s twice", q.Key, r.ID)
				}
				ids[r.ID] = true
			}
		}
	})
}
