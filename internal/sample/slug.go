package sample

import "strings"

// plain writes the letters of the sample's names without their accents.
var plain = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "ç", "c", "è", "e", "é", "e", "ê", "e", "ë", "e",
	"ì", "i", "í", "i", "î", "i", "ï", "i", "ñ", "n", "ò", "o", "ó", "o", "ô", "o", "ö", "o", "õ", "o", "ø", "o",
	"ù", "u", "ú", "u", "û", "u", "ü", "u", "ý", "y", "’", "", "'", "")

// unsaid is what an address leaves out of a name.
var unsaid = strings.NewReplacer(" vzw (fictief)", "", " (fictief)", "")

// slug returns a name as it stands in an address: small letters without accents, with hyphens between the words.
func slug(name string) string {
	name = plain.Replace(strings.ToLower(unsaid.Replace(name)))
	words := strings.FieldsFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}
