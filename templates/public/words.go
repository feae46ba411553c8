package public

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

var numbers = [...]string{"nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"}

// inWords writes a number of things as running text does: up to twelve in letters, above it in digits.
func inWords(n int) string {
	if n >= 0 && n < len(numbers) {
		return numbers[n]
	}
	return money.Count(n)
}

// counted writes a number with what it counts: 1 project, 38 projecten.
func counted(n int, one, many string) string {
	return money.Count(n) + money.Nbsp + thing(n, one, many)
}

// countedInWords is [counted] for running text: één stad, acht steden.
func countedInWords(n int, one, many string) string { return inWords(n) + " " + thing(n, one, many) }

func thing(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// listed writes parts as a sentence does: a, b en c.
func listed(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " en " + parts[last]
}

// sentenceOf writes a text as the first of a sentence.
func sentenceOf(text string) string {
	if rest, ok := strings.CutPrefix(text, "één"); ok {
		return "Eén" + rest
	}
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// firstSentence returns a text up to the end of its first sentence: a point, a space and a capital behind it.
func firstSentence(text string) string {
	for i, r := range text {
		if r != '.' || i+2 >= len(text) || text[i+1] != ' ' {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(text[i+2:]); unicode.IsUpper(next) {
			return text[:i+1]
		}
	}
	return text
}

// From these amounts on a large figure leaves out the cents, and counts millions.
const (
	centsMatter  = 100_000_00
	millionsOnly = 100_000_000_00
)

// largeFigure writes an amount as a large figure shows it, without its euro sign; unit is what goes on behind it in the
// sentence: nothing, or "miljoen " with one decimal. The amount to the cent stands in the rows.
func largeFigure(c money.Cents) (number, unit string) {
	switch {
	case c >= millionsOnly:
		tenths := int(c+5_000_000) / 10_000_000
		return money.Count(tenths/10) + "," + string(rune('0'+tenths%10)), "miljoen "
	case c >= centsMatter:
		return money.Count(int(c+50) / 100), ""
	}
	return bare(c.Short()), ""
}

// withArticle holds the countries whose name takes an article within a sentence.
const withArticle = " AE BS CD CF CK DO FK FO KM KY MH MP MV PH SB SC TC US VG VI "

// theCountry writes a country's name as it stands within a sentence: Ghana, de Filipijnen.
func theCountry(c world.Code) string {
	if c == "GB" {
		return "het " + c.Name()
	}
	if strings.Contains(withArticle, " "+string(c)+" ") {
		return "de " + c.Name()
	}
	return c.Name()
}

// countryNames returns the names of countries as a list shows them.
func countryNames(codes []world.Code) []string {
	names := make([]string, len(codes))
	for i, c := range codes {
		names[i] = c.Name()
	}
	return names
}
