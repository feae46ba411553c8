package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// LongestName is how many characters a document's name has at most.
const LongestName = 255

// CleanName returns the name under which a document is kept and given back: what people called it, without the folders before it and without signs that cannot
// be seen or that turn the direction of text. Commas, quotes and letters of any script stay. A name that is too long loses its middle, never its ending;
// one of which nothing is left is "bestand".
func CleanName(typed string) string {
	typed = strings.ToValidUTF8(typed, "_")
	if at := strings.LastIndexAny(typed, `/\`); at >= 0 {
		typed = typed[at+1:]
	}
	typed = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, typed)
	stem, ending := cut(strings.TrimRight(strings.Join(strings.Fields(typed), " "), ". "))
	if stem = strings.Trim(stem, ". "); stem == "" {
		stem = "bestand"
	}
	if room := LongestName - utf8.RuneCountInString(ending); utf8.RuneCountInString(stem) > room {
		return CleanName(string([]rune(stem)[:room]) + ending) // what was long behind a point may be an ending now
	}
	return stem + ending
}

// cut parts a name from its ending: the last point with at most ten letters behind it.
func cut(name string) (stem, ending string) {
	at := strings.LastIndexByte(name, '.')
	if at < 0 || utf8.RuneCountInString(name[at:]) > 11 || strings.Contains(name[at:], " ") {
		return name, ""
	}
	return name[:at], name[at:]
}

// Ending returns the ending of a name in small letters, without its point.
func Ending(name string) string {
	_, ending := cut(name)
	return strings.ToLower(strings.TrimPrefix(ending, "."))
}
