package association_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
)

func TestABoardIsThatOfTheForm(t *testing.T) {
	t.Parallel()
	two := []association.BoardMember{{Name: "Awa Diop", Office: "voorzitter"}, {Name: "Modou Fall"}}
	for _, test := range []struct {
		says  string
		form  association.Form
		board []association.BoardMember
		right bool
	}{
		{"an unincorporated association names two", association.Unincorporated, two, true},
		{"one is not enough", association.Unincorporated, two[:1], false},
		{"a vzw stands in a register", association.NonProfit, nil, true},
		{"nobody without a name", association.NonProfit, []association.BoardMember{{Name: " ", Office: "voorzitter"}}, false},
		{"not a whole village", association.NonProfit, make([]association.BoardMember, association.LargestBoard+1), false},
	} {
		err := association.CheckBoard(test.form, test.board)
		if (err == nil) != test.right {
			t.Errorf("%s: %v", test.says, err)
		}
		if wrong, ok := errors.AsType[fault.Fields](err); err != nil && (!ok || len(wrong.Of("board")) == 0) {
			t.Errorf("%s: refused as %v", test.says, err)
		}
	}
}

func TestAnAssociationCanBeLookedUp(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says  string
		facts association.Facts
		right bool
	}{
		{"by its enterprise number", association.Facts{Form: association.NonProfit, KBO: "0207500123"}, true},
		{"by its code", association.Facts{Form: association.Branch, VCode: "V1234567"}, true},
		{"or by its board", association.Facts{Form: association.Unincorporated}, true},
		{"but not without all three", association.Facts{Form: association.NonProfit}, false},
		{"nor a school", association.Facts{Form: association.School}, false},
	} {
		if err := test.facts.CheckKnown(); (err == nil) != test.right {
			t.Errorf("%s: %v", test.says, err)
		}
	}
}

func TestFactsAreTakenAndGiven(t *testing.T) {
	t.Parallel()
	a := association.Association{Slug: "kolda", Name: "Kolda", Form: association.NonProfit, KBO: "0207500123", About: "Wij."}
	facts := association.Facts{Name: "Kolda-Schelde", Form: association.Unincorporated}
	b := a.With(facts)
	if b.Facts() != facts || b.Slug != "kolda" || b.About != "Wij." || a.Name != "Kolda" {
		t.Errorf("%+v, %+v", a, b)
	}
}

func TestAnAccountNumberIsShownMasked(t *testing.T) {
	t.Parallel()
	for i, want := range map[association.IBAN]string{
		"BE68539007547034": "BE68 **** **** 7034", "NL91ABNA0417164300": "NL91 **** **** **43 00", "": "", "BE68": "",
	} {
		if got := i.Masked(); got != want {
			t.Errorf("%s is %q, want %q", i, got, want)
		}
	}
}

func TestCodesOfTheRegisterAreRead(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"V1234567", "v 123 4567", "V.1234567"} {
		if got, err := association.ParseVCode(typed); err != nil || got != "V1234567" {
			t.Errorf("ParseVCode(%q) = %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "1234567", "V123456", "V12345678", "V123456a"} {
		if got, err := association.ParseVCode(typed); !errors.Is(err, association.ErrVCode) {
			t.Errorf("ParseVCode(%q) = %q, %v", typed, got, err)
		}
	}
}

func TestEveryNameHasAnAddress(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Lumière de Kin – Antwerpen vzw": "lumiere-de-kin-antwerpen-vzw", "'t Zuid": "t-zuid", "اتحاد": "vereniging", "": "vereniging",
		strings.Repeat("ab ", 40): strings.TrimRight(strings.Repeat("ab-", 20), "-"),
	} {
		if got := association.SlugOf(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
	form := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		if slug := association.SlugOf(name); !form.MatchString(slug) || len(slug) > 60 {
			t.Fatalf("%q is %q", name, slug)
		}
	})
}

func TestWhatIsTooMuchIsRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	a := association.Association{Name: strings.Repeat("é", association.LongestName+1), About: strings.Repeat("x", association.LongestAbout+1),
		Website: "https://" + strings.Repeat("x", association.LongestWebsite), Themes: make([]string, association.MostThemes+1)}
	a.Themes[0] = strings.Repeat("x", association.LongestTheme+1)
	wrong, _ := errors.AsType[fault.Fields](a.Check())
	for field, n := range map[string]int{"name": 1, "about": 1, "website": 1, "themes": 2} {
		if len(wrong.Of(field)) != n {
			t.Errorf("%s: %q", field, wrong.Of(field))
		}
	}
}
