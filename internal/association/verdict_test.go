package association_test

import (
	"errors"
	"strings"
	"testing"

	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
)

func TestAVerdictFitsHowTheAssociationStands(t *testing.T) {
	t.Parallel()
	const why = "De statuten ontbreken."
	for _, test := range []struct {
		says    string
		stands  association.Standing
		news    bool
		verdict association.Standing
		why     string
		field   string // that is refused, empty for none
	}{
		{"a new one is verified", association.Registered, false, association.Verified, "", ""},
		{"or refused with a reason", association.Registered, false, association.Refused, why, ""},
		{"not without", association.Registered, false, association.Refused, "  ", "reden"},
		{"or asked for more", association.Registered, false, association.Asked, why, ""},
		{"not without saying what", association.Registered, false, association.Asked, "", "reden"},
		{"once more", association.Asked, false, association.Asked, why, ""},
		{"who was asked is verified", association.Asked, false, association.Verified, "", ""},
		{"a refusal is taken back", association.Refused, false, association.Verified, "", ""},
		{"and not said twice", association.Refused, false, association.Refused, why, "oordeel"},
		{"a verified one stays so", association.Verified, false, association.Refused, why, "oordeel"},
		{"its news is verified", association.Verified, true, association.Verified, "", ""},
		{"or refused", association.Verified, true, association.Refused, why, ""},
		{"there is no other verdict", association.Registered, false, "registered", why, "oordeel"},
		{"nor an empty one", association.Registered, false, "", why, "oordeel"},
		{"a reason is no book", association.Registered, false, association.Asked, strings.Repeat("é", association.LongestReason+1), "reden"},
	} {
		err := test.stands.CheckVerdict(test.news, test.verdict, test.why)
		wrong, _ := errors.AsType[fault.Fields](err)
		if (err == nil) != (test.field == "") || test.field != "" && len(wrong.Of(test.field)) == 0 {
			t.Errorf("%s: %v", test.says, err)
		}
	}
}

func TestAPartOfANumberIsRead(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"0999.000": "0999000", "v 123": "V123", "0999.000.129": "0999000129", "12": "", "V12": "", "Kolda": "", "": "", "vzw 123": "", "12345678901": "",
	} {
		if got := association.PartOfNumber(typed); got != want {
			t.Errorf("PartOfNumber(%q) = %q, want %q", typed, got, want)
		}
	}
}
