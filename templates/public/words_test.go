package public

import (
	"testing"

	"vriendenstad/internal/money"
)

func TestNumbersToTwelveAreWrittenInLetters(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "nul", 1: "één", 12: "twaalf", 13: "13", 1234: "1.234", -1: "-1"} {
		if got := inWords(n); got != want {
			t.Errorf("%d is written %q, want %q", n, got, want)
		}
	}
	if got := counted(1, "project", "projecten"); got != "1\u00a0project" {
		t.Errorf("one project is written %q", got)
	}
	if got := countedInWords(8, "stad", "steden"); got != "acht steden" {
		t.Errorf("eight cities are written %q", got)
	}
}

func TestListsEndWithAnd(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		parts []string
		want  string
	}{
		{nil, ""},
		{[]string{"Ghana"}, "Ghana"},
		{[]string{"Ghana", "Marokko"}, "Ghana en Marokko"},
		{[]string{"Ghana", "Marokko", "Senegal"}, "Ghana, Marokko en Senegal"},
	} {
		if got := listed(c.parts); got != c.want {
			t.Errorf("%v is written %q, want %q", c.parts, got, c.want)
		}
	}
}

func TestSomeCountriesTakeAnArticle(t *testing.T) {
	t.Parallel()
	if got := theCountry("PH"); got != "de Filipijnen" {
		t.Errorf("PH is %q", got)
	}
	if got := theCountry("GH"); got != "Ghana" {
		t.Errorf("GH is %q", got)
	}
}

func TestTheFirstSentenceEndsBeforeACapital(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                            "",
		"Eén zin.":                    "Eén zin.",
		"In 2016 ging € 12.000. Goed": "In 2016 ging € 12.000.",
		"De vzw. van hier. Één.":      "De vzw. van hier.",
	} {
		if got := firstSentence(text); got != want {
			t.Errorf("of %q the first sentence is %q, want %q", text, got, want)
		}
	}
}

func TestLargeFiguresLeaveOutWhatNobodyReads(t *testing.T) {
	t.Parallel()
	for amount, want := range map[money.Cents]string{
		0:                "0 toegekend",
		4_500_50:         "4.500,50 toegekend",
		268_950_00:       "268.950 toegekend",
		268_950_50:       "268.951 toegekend",
		99_999_999_49:    "99.999.999 toegekend",
		1_133_996_500_00: "1.134,0 miljoen toegekend",
		123_450_000_00:   "123,5 miljoen toegekend",
		9_999_949_999_99: "9.999,9 miljoen toegekend",
	} {
		if number, unit := largeFigure(amount); number+" "+unit+"toegekend" != want {
			t.Errorf("%v is written %q %q, want %q", amount, number, unit, want)
		}
	}
}
