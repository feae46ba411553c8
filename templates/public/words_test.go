package public

import "testing"

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
