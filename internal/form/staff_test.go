package form_test

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
)

func TestAnOfferIsOfOneKind(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says, typed string
		powers      []account.Part
		until       string
		wrong       string
	}{
		{"powers", "als=dienst&bevoegdheid=redacteur&bevoegdheid=diensthoofd&bevoegdheid=redacteur&tot=2027-05-15", []account.Part{"redacteur", "diensthoofd"}, "", ""},
		{"a term", "als=adviseur&bevoegdheid=redacteur&tot=15/05/2027", nil, "2027-05-15", ""},
		{"a term without an end", "als=adviseur", nil, "", "tot"},
		{"an end that is no day", "als=adviseur&tot=volgend+jaar", nil, "", "tot"},
		{"neither", "tot=2027-05-15", nil, "", "als"},
		{"something else", "als=baas", nil, "", "als"},
	} {
		values, err := url.ParseQuery(test.typed)
		if err != nil {
			t.Fatal(err)
		}
		typed, err := form.ReadOffer(values)
		if err != nil {
			t.Fatal(err)
		}
		powers, until, err := typed.Meant()
		wrong, _ := errors.AsType[fault.Fields](err)
		if (err != nil) != (test.wrong != "") || test.wrong != "" && len(wrong.Of(test.wrong)) == 0 {
			t.Errorf("%s: refused as %v", test.says, err)
		}
		if err == nil && (!slices.Equal(powers, test.powers) || until.ISO() != test.until) {
			t.Errorf("%s: %v until %v", test.says, powers, until)
		}
	}
}

func TestASearchOfTheRecordHasDays(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says, from, until string
		wrong             string
	}{
		{"open", "", "", ""}, {"one day", "15/5/2027", "2027-05-15", ""}, {"open at its end", "15/5/2027", "", ""},
		{"no day", "gisteren", "", "van"}, {"no day at its end", "", "31/2/2027", "tot"}, {"backwards", "16/5/2027", "15/5/2027", "tot"},
	} {
		from, until, err := form.Record{From: test.from, Until: test.until}.Days()
		wrong, _ := errors.AsType[fault.Fields](err)
		if (err != nil) != (test.wrong != "") || test.wrong != "" && len(wrong.Of(test.wrong)) == 0 {
			t.Errorf("%s: %v", test.says, err)
		}
		if test.says == "one day" && (from != calendar.Date(2027, 5, 15) || until != from) {
			t.Errorf("%v, %v", from, until)
		}
	}
}

func TestNumbersInAddressesAreWrittenInOneWay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"17": true, "1": true, "0": false, "-1": false, "+1": false, "017": false, "17 ": false, "9223372036854775808": false, "": false, "a": false} {
		if n, ok := form.ParseID[account.ID](text); ok != want {
			t.Errorf("%q is %d, %v", text, n, ok)
		}
	}
}

func TestWhatNoFormOfOursSendsIsMalformed(t *testing.T) {
	t.Parallel()
	if _, err := form.ReadPowers(url.Values{"bevoegdheid": slices.Repeat([]string{"redacteur"}, 41)}); !errors.Is(err, fault.Malformed) {
		t.Errorf("%v", err)
	}
	if _, err := form.ReadVerdict(url.Values{"oordeel": {"verified", "refused"}}); !errors.Is(err, fault.Malformed) {
		t.Errorf("two verdicts: %v", err)
	}
	if _, err := form.ReadFiled(url.Values{"stand": {"baas"}}); !errors.Is(err, fault.Malformed) {
		t.Errorf("no standing: %v", err)
	}
	v, err := form.ReadVerdict(url.Values{"reden": {"een\r\ntwee"}, "rol": {"beheerder"}})
	if err != nil || strings.Contains(v.Why, "\r") {
		t.Errorf("%q, %v", v.Why, err)
	}
}
