package account

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How long a password is, in letters. There is no rule on what it is made of.
const (
	ShortestPassword      = 15 // for who has no second step
	ShortestWithSecond    = 12
	LongestPassword       = 256
	longestPasswordsBytes = 1024
)

// ErrPasswordKnown refuses a password that others try first.
var ErrPasswordKnown = errors.New("Dit wachtwoord staat op de lijst van veelgebruikte wachtwoorden. Kies een ander, bijvoorbeeld vier losse woorden")

// CheckPassword refuses a password that is too short, too long, or too easy to guess. Context are words that do not make a
// password stronger for this person: their name, their address, their association.
func CheckPassword(password string, hasSecond bool, context ...string) error {
	shortest := ShortestPassword
	if hasSecond {
		shortest = ShortestWithSecond
	}
	n := utf8.RuneCountInString(password)
	switch {
	case !utf8.ValidString(password) || n > LongestPassword || len(password) > longestPasswordsBytes:
		return fmt.Errorf("Een wachtwoord heeft hoogstens %d tekens", LongestPassword)
	case n < shortest:
		return fmt.Errorf("Kies een wachtwoord van minstens %d tekens. Vier losse woorden zijn sterk en goed te onthouden", shortest)
	case guessable(password, context):
		return ErrPasswordKnown
	}
	return nil
}

// guessable says whether a password is on the list, or is nothing but words of the list and of its context, repetitions,
// and runs of the keyboard.
func guessable(password string, context []string) bool {
	bare := plainLetters(password)
	known := blocked()
	if known[strings.ToLower(password)] || known[bare] {
		return true
	}
	words := append([]string{"vriendenstad", "antwerpen"}, context...)
	for _, word := range words {
		for _, part := range strings.FieldsFunc(strings.ToLower(word), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if utf8.RuneCountInString(part) >= 4 {
				bare = strings.ReplaceAll(bare, plainLetters(part), " ")
			}
		}
	}
	left, told := 0, map[string]bool{} // the same piece again adds nothing
	for piece := range strings.FieldsSeq(bare) {
		if !known[piece] && !repeats(piece) && !runs(piece) && !told[piece] {
			left += utf8.RuneCountInString(piece)
		}
		told[piece] = true
	}
	return left < 6
}

// plainLetters writes a word as it was before digits and signs stood for its letters.
func plainLetters(s string) string {
	return strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i").Replace(strings.ToLower(s))
}

// repeats says whether the text is one piece of at most four letters over and over.
func repeats(s string) bool {
	for size := 1; size <= 4 && size < len(s); size++ {
		if strings.Repeat(s[:size], len(s)/size+1)[:len(s)] == s {
			return true
		}
	}
	return false
}

// keyboard holds the rows as people run along them, with the digits as [plainLetters] writes them.
var keyboard = "qwertyuiopasdfghjklzxcvbnm azertyuiopqsdfghjklmwxcvbn abcdefghijklmnopqrstuvwxyzabc " + plainLetters("0123456789012")

// runs says whether the text follows the rows of a keyboard, the alphabet or the digits, in either direction.
func runs(s string) bool {
	if len(s) < 3 {
		return true
	}
	for i := 0; i+3 <= len(s); i += 3 {
		piece := s[i : i+3]
		if !strings.Contains(keyboard, piece) && !strings.Contains(keyboard, reversed(piece)) {
			return false
		}
	}
	return true
}

func reversed(s string) string {
	letters := []rune(s)
	for i, j := 0, len(letters)-1; i < j; i, j = i+1, j-1 {
		letters[i], letters[j] = letters[j], letters[i]
	}
	return string(letters)
}
