// Package money counts euro cents and writes them the way they are written in Flanders.
package money

import (
	"errors"
	"strconv"
	"strings"
)

// Cents is an amount in euro cents. Zero is no money; a negative amount is a correction.
type Cents int64

// Max is the largest amount that [Parse] reads: ten billion euro, far above any city's budget and
// small enough that thousands of them still add up in an int64.
const Max Cents = 10_000_000_000_00

// Nbsp is the no-break space that keeps the euro sign with its amount.
const Nbsp = "\u00a0"

// The refusals of [Parse]. Each is a sentence that a page may show as it stands.
var (
	ErrUnreadable = errors.New("Schrijf een bedrag, bijvoorbeeld 1.200,00")
	ErrTooLarge   = errors.New("Dit bedrag is te groot; schrijf het in euro's")
)

// String writes the amount in full: € 12.500,00.
func (c Cents) String() string {
	whole, cents := c.split()
	return c.sign() + "€" + Nbsp + grouped(whole) + "," + twoDigits(cents)
}

// Short writes the amount for lists: whole euros without decimals (€ 12.500), other amounts in full.
func (c Cents) Short() string {
	if c%100 != 0 {
		return c.String()
	}
	return c.sign() + "€" + Nbsp + c.Whole()
}

// Whole writes the euros of the amount without sign, euro sign and cents: 12.500.
func (c Cents) Whole() string {
	whole, _ := c.split()
	return grouped(whole)
}

// Plain writes the amount for a Dutch spreadsheet: 12500,00, without grouping and without a sign for euro.
func (c Cents) Plain() string {
	whole, cents := c.split()
	return c.sign() + strconv.FormatUint(whole, 10) + "," + twoDigits(cents)
}

// Euros returns the amount as a number of euros, for a spreadsheet's cell only.
func (c Cents) Euros() float64 { return float64(c) / 100 }

func (c Cents) sign() string {
	if c < 0 {
		return "-"
	}
	return ""
}

func (c Cents) split() (euros, cents uint64) {
	abs := uint64(c)
	if c < 0 {
		abs = -abs
	}
	return abs / 100, abs % 100
}

func twoDigits(n uint64) string {
	return string([]byte{byte('0' + n/10), byte('0' + n%10)})
}

// Count writes a number of things with points between the thousands: 562.002.
func Count(n int) string {
	if n < 0 {
		return "-" + grouped(uint64(-n))
	}
	return grouped(uint64(n))
}

func grouped(n uint64) string {
	digits := strconv.FormatUint(n, 10)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// Parse reads an amount as people type it: 1.234,56 · 1234,56 · 1234.56 · € 1 234,56 · -5.
// A point followed by exactly three digits groups thousands; with one or two digits behind it, it is decimal.
// It refuses what could mean two things with a sentence, never by guessing.
func Parse(typed string) (Cents, error) {
	s, negative := strip(typed)
	if s == "" {
		return 0, ErrUnreadable
	}
	whole, cents, ok := decimals(s)
	if !ok {
		return 0, ErrUnreadable
	}
	whole, ok = ungroup(whole)
	if !ok {
		return 0, ErrUnreadable
	}
	if len(whole) > 11 {
		return 0, ErrTooLarge
	}
	n, err := strconv.ParseInt(whole+cents, 10, 64)
	if err != nil {
		return 0, ErrUnreadable
	}
	if Cents(n) > Max {
		return 0, ErrTooLarge
	}
	if negative {
		n = -n
	}
	return Cents(n), nil
}

// strip takes away the signs and spaces around and inside an amount.
func strip(typed string) (s string, negative bool) {
	s = strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u00a0', '\u202f', '\u2009', '\t':
			return -1
		case '\u2212':
			return '-'
		}
		return r
	}, typed)
	s, negative = strings.CutPrefix(s, "-")
	lower := strings.ToLower(s)
	for _, mark := range []string{"€", "eur"} {
		if strings.HasPrefix(lower, mark) {
			s = s[len(mark):]
			break
		}
		if strings.HasSuffix(lower, mark) {
			s = s[:len(s)-len(mark)]
			break
		}
	}
	if !negative {
		s, negative = strings.CutPrefix(s, "-")
	}
	return s, negative
}

// decimals parts an amount into its grouped euros and exactly two digits of cents.
func decimals(s string) (whole, cents string, ok bool) {
	if w, c, found := strings.Cut(s, ","); found {
		return w, pad(c), w != "" && len(c) >= 1 && len(c) <= 2 && digits(c)
	}
	last := strings.LastIndexByte(s, '.')
	if last < 0 || len(s)-last-1 == 3 {
		return s, "00", true
	}
	c := s[last+1:]
	return s[:last], pad(c), last > 0 && len(c) >= 1 && len(c) <= 2 && digits(c) && !strings.Contains(s[:last], ".")
}

func pad(c string) string {
	if len(c) == 1 {
		return c + "0"
	}
	return c
}

// ungroup takes the points out of whole euros, and refuses points that do not stand between thousands.
func ungroup(s string) (string, bool) {
	groups := strings.Split(s, ".")
	for i, g := range groups {
		if !digits(g) || (i > 0 && len(g) != 3) || (i == 0 && len(groups) > 1 && len(g) > 3) {
			return "", false
		}
	}
	joined := strings.TrimLeft(strings.Join(groups, ""), "0")
	if joined == "" {
		joined = "0"
	}
	return joined, true
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// Share returns the part of an amount that belongs to each of the weights, which are basis points that
// add up to 10,000. The cents that rounding leaves over go to the largest remainders, the earlier first
// among equals, so that the parts always add up to the amount. Without weights there are no parts.
func (c Cents) Share(weights []int) []Cents {
	if len(weights) == 0 {
		return nil
	}
	const all = 10_000
	parts := make([]Cents, len(weights))
	rest := make([]int64, len(weights))
	left := c
	for i, w := range weights {
		product := int64(c) / all * int64(w)
		product2 := int64(c) % all * int64(w)
		parts[i] = Cents(product + product2/all)
		rest[i] = product2 % all
		left -= parts[i]
	}
	for ; left != 0; left -= step(left) {
		best := -1
		for i := range rest {
			if best < 0 || rest[i]*int64(step(left)) > rest[best]*int64(step(left)) {
				best = i
			}
		}
		parts[best] += step(left)
		rest[best] = 0
	}
	return parts
}

func step(left Cents) Cents {
	if left < 0 {
		return -1
	}
	return 1
}
