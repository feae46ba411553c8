// Package sheet writes tables for spreadsheets: CSV as a Dutch Excel opens it, and XLSX.
//
// A table is written row by row and never held whole, so it may have a million rows. What people typed stays text: a
// cell that a spreadsheet would take for a formula is made harmless, in both forms.
package sheet

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
)

// A Table takes the rows of a table one by one, and is whole only after Close. After an error nothing more is written.
type Table interface {
	// Row writes a row. The cells may be used again once it returns.
	Row(cells ...Cell) error
	// Total writes a row of sums, set apart where the form can show that.
	Total(cells ...Cell) error
	// Close writes what is left. It does not close what the table is written to.
	Close() error
	// Drop gives up a table in place of closing it, and takes away what it kept meanwhile. After Close it does nothing.
	Drop() error
}

// A Column is one of a table's. Width is how many digits wide it is shown, where the form can say so; zero is 12.
type Column struct {
	Title string
	Width int
}

// A Cell is a value in a table. The zero value is empty.
type Cell struct {
	kind  kind
	text  string
	value int64
}

type kind uint8

const (
	empty kind = iota
	text
	amount
	day
	number
)

// Text is what people read: a name, a title, a code. An empty text is an empty cell.
func Text(words string) Cell {
	if words == "" {
		return Cell{}
	}
	return Cell{kind: text, text: words}
}

// Texts is several values in one cell, with an upright stroke between them.
func Texts(all ...string) Cell { return Text(strings.Join(all, between)) }

const between = " | "

// Amount is an amount of euros with its cents: a number that can be added up.
func Amount(cents money.Cents) Cell { return Cell{kind: amount, value: int64(cents)} }

// Day is a day of the calendar; no day is an empty cell.
func Day(of calendar.Day) Cell {
	if of.IsZero() {
		return Cell{}
	}
	return Cell{kind: day, value: int64(of)}
}

// Number is a whole number of things.
func Number(n int) Cell { return Cell{kind: number, value: int64(n)} }

// String writes the cell as text for a Dutch spreadsheet: 12500,00 · 2026-03-31 · 17. Text is made [Harmless].
func (c Cell) String() string {
	switch c.kind {
	case text:
		return Harmless(c.text)
	case amount:
		return money.Cents(c.value).Plain()
	case day:
		return calendar.Day(c.value).ISO()
	case number:
		return strconv.FormatInt(c.value, 10)
	}
	return ""
}

// Harmless returns the text with an apostrophe before it where a spreadsheet would read a formula or a command in it: where
// it begins with = + - @ or a sign that looks like one of them, also behind spaces, or with a tab or the end of a line.
func Harmless(typed string) string {
	if typed == "" {
		return ""
	}
	if strings.IndexByte("\t\r\n", typed[0]) >= 0 {
		return "'" + typed
	}
	seen := strings.TrimLeftFunc(typed, isHidden)
	first, _ := utf8.DecodeRuneInString(seen)
	if seen != "" && strings.ContainsRune("=+-@＝＋－＠﹢﹣﹦﹫", first) {
		return "'" + typed
	}
	return typed
}

// isHidden says whether a program may pass over the sign at the begin of a cell.
func isHidden(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}
