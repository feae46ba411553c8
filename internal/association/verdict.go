package association

import (
	"slices"
	"strings"
	"unicode/utf8"

	"vriendenstad/internal/fault"
)

// LongestReason is how long what the Dienst writes with a verdict may be, in letters.
const LongestReason = 2_000

// Verdicts returns what the Dienst may say of an association that stands so. News says that a verified one calls or numbers itself
// otherwise than before: then that is verified or refused, and it stays verified itself.
func (s Standing) Verdicts(news bool) []Standing {
	switch {
	case s == Verified && !news:
		return nil
	case s == Verified:
		return []Standing{Verified, Refused}
	case s == Refused:
		return []Standing{Verified, Asked}
	}
	return []Standing{Verified, Asked, Refused}
}

// PartOfNumber returns a part of an enterprise number or of a code as it is kept, for what people type of it. It is empty for what can
// be no part of one, and for fewer than three digits.
func PartOfNumber(typed string) string {
	s := bare(typed)
	if rest := strings.TrimPrefix(s, "V"); len(rest) < 3 || len(s) > 10 || !digits(rest) {
		return ""
	}
	return s
}

// CheckVerdict refuses a verdict that does not fit how the association stands, and one that leaves the association without a reason.
func (s Standing) CheckVerdict(news bool, verdict Standing, why string) error {
	var wrong fault.Fields
	if !slices.Contains(s.Verdicts(news), verdict) {
		wrong.Add("oordeel", "Kies wat je over deze vereniging beslist.")
	}
	if strings.TrimSpace(why) == "" && verdict != Verified {
		wrong.Add("reden", "Schrijf wat er ontbreekt of niet klopt: de vereniging leest dit.")
	}
	if utf8.RuneCountInString(why) > LongestReason {
		wrong.Add("reden", "Schrijf hoogstens %d tekens.", LongestReason)
	}
	return wrong.Err()
}
