// Package mail writes the letters: what each says, and how it looks as text and as HTML. Both come from one [Letter], so that
// they cannot differ. There is nothing in them that tells whether they were read: no picture, no address of anybody else.
package mail

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Letter is what one message says.
type Letter struct {
	Subject string
	// Name is whom it greets. Empty greets without a name.
	Name string
	// Says are its paragraphs.
	Says []string
	// Quote is what somebody wrote, shown as theirs; empty for nothing.
	Quote string
	// Do is the one thing to do, in a few words, and Href where. Both are empty where there is nothing to do.
	Do, Href string
	// Then are the paragraphs after that.
	Then []string
	// About is the address of the page that tells who writes.
	About string
}

// What stands under every letter.
const (
	signature = "Vriendenstad – Antwerpen in de wereld"
	address   = "Vragen? Schrijf naar de dienst Ontwikkelingssamenwerking van de stad Antwerpen, Grote Markt 1, 2000 Antwerpen."
	warning   = "We vragen je nooit om je wachtwoord of je code te mailen of door te bellen."
)

func (l Letter) greeting() string {
	if l.Name == "" {
		return "Dag,"
	}
	return "Dag " + line(l.Name) + ","
}

// Text draws the letter for who reads no HTML. The address to follow has a line of its own.
func (l Letter) Text() string {
	parts := append([]string{l.greeting()}, l.Says...)
	if l.Quote != "" {
		parts = append(parts, "> "+strings.Join(quoted(l.Quote), "\n> "))
	}
	if l.Href != "" {
		parts = append(parts, l.Do+":\n"+l.Href)
	}
	parts = append(parts, l.Then...)
	parts = append(parts, signature)
	return strings.Join(parts, "\n\n") + "\n\n-- \n" + address + "\n" + warning + "\nWie we zijn: " + l.About + "\n"
}

// The most that is shown of what others wrote, in letters.
const (
	longestLine  = 120
	longestQuote = 2000
)

// line returns a name as it can stand in a sentence and in a subject: without line breaks, and without signs that cannot be seen.
func line(name string) string {
	return shorten(strings.Join(strings.Fields(strings.Map(visible, name)), " "), longestLine)
}

// quoted returns the lines of what somebody wrote, without signs that cannot be seen.
func quoted(words string) []string {
	words = strings.ReplaceAll(words, "\r\n", "\n")
	words = strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return visible(r)
	}, words)
	return strings.Split(shorten(strings.TrimSpace(words), longestQuote), "\n")
}

func visible(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError, r == '\u2028', r == '\u2029':
		return -1
	}
	return r
}

func shorten(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}
