package account

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Email is a mail address in small letters. It is personal: it stands on no public page.
type Email string

// What a person's address and name may be at most, in bytes and in letters.
const (
	LongestEmail = 254
	LongestName  = 120
)

// The refusals of [ParseEmail] and [ParseName], as sentences for a page.
var (
	ErrEmail     = errors.New("Schrijf een e-mailadres, bijvoorbeeld naam@voorbeeld.be")
	ErrNoName    = errors.New("Schrijf een naam")
	ErrName      = errors.New("Schrijf een naam van hoogstens 120 tekens")
	ErrNameSigns = errors.New("In deze naam staan onzichtbare tekens. Typ de naam opnieuw, zonder te plakken")
)

// ParseEmail reads an address as people type it: spaces around it do not count, nor do capitals.
// It refuses what mail servers could read as more than one address.
func ParseEmail(typed string) (Email, error) {
	s := strings.ToLower(strings.TrimSpace(typed))
	local, domain, found := strings.Cut(s, "@")
	if !found || len(s) > LongestEmail || len(local) > 64 || !dotted(local, localSigns) || !dotted(domain, "-") || !strings.Contains(domain, ".") {
		return "", ErrEmail
	}
	for label := range strings.SplitSeq(domain, ".") {
		if len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return "", ErrEmail
		}
	}
	return Email(s), nil
}

const localSigns = "!#$%&'*+-/=?^_`{|}~"

// dotted says whether the text is words of ASCII letters, digits and the signs, with single points between them.
func dotted(text, signs string) bool {
	for word := range strings.SplitSeq(text, ".") {
		if word == "" || strings.ContainsFunc(word, func(r rune) bool {
			return (r < 'a' || r > 'z') && (r < '0' || r > '9') && !strings.ContainsRune(signs, r)
		}) {
			return false
		}
	}
	return true
}

// ParseName reads a person's name. Signs that cannot be seen or that turn the direction of text are refused: pages show names
// in isolation besides.
func ParseName(typed string) (string, error) {
	name := strings.Join(strings.Fields(typed), " ")
	if name == "" {
		return "", ErrNoName
	}
	if !utf8.ValidString(name) || utf8.RuneCountInString(name) > LongestName {
		return "", ErrName
	}
	if strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError
	}) {
		return "", ErrNameSigns
	}
	return name, nil
}
