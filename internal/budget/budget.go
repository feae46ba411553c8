// Package budget holds what the city spends on solidarity: the envelopes of a year and their entries, and the growth path, which is an
// amount for each inhabitant.
package budget

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// A Population is how many people lived in the city on a day, and who says so.
type Population struct {
	On          calendar.Day
	Inhabitants int
	Source      string
	// SourceURL is where the figure can be read; empty where it stands in no public place.
	SourceURL string
	// RegisteredAt is when the portal was told, zero for what it knew from the beginning. Person told it, zero the program itself.
	RegisteredAt time.Time
	Person       int64
	// Demo says that the figure was made up for a demonstration; its source says so too.
	Demo bool
}

// The bounds of a city: a figure outside is a slip of the pen.
const (
	fewestInhabitants = 10_000
	mostInhabitants   = 10_000_000
)

// Check refuses a figure of a day that has yet to come, without a source, or of no city.
func (p Population) Check(today calendar.Day) error {
	var wrong fault.Fields
	switch {
	case p.On.IsZero():
		wrong.Add("dag", "Geef de dag waarop het cijfer geldt, meestal 1 januari.")
	case p.On > today:
		wrong.Add("dag", "Deze dag moet nog komen. Een bevolkingscijfer is geteld, niet geraamd.")
	}
	checkInhabitants(&wrong, p.Inhabitants)
	checkSource(&wrong, p.Source, p.SourceURL)
	return wrong.Err()
}

func checkInhabitants(wrong *fault.Fields, n int) {
	if n < fewestInhabitants || n > mostInhabitants {
		wrong.Add("inwoners", "Geef het aantal inwoners van de stad, bijvoorbeeld 562.002.")
	}
}

// The longest words about a figure.
const (
	longestSource  = 300
	longestAddress = 600
	longestReason  = 1_000
)

// checkSource refuses words that do not say where a figure was read, and an address that is none.
func checkSource(wrong *fault.Fields, source, address string) {
	switch {
	case strings.TrimSpace(source) == "":
		wrong.Add("bron", "Zeg waar het cijfer vandaan komt.")
	case len([]rune(source)) > longestSource:
		wrong.Add("bron", "Houd het bij %d tekens.", longestSource)
	}
	if address != "" && !isAddress(address) {
		wrong.Add("adres", "Een adres begint met https:// of http://.")
	}
}

// isAddress says whether the text is the address of a public page.
func isAddress(text string) bool {
	at, err := url.Parse(text)
	return err == nil && (at.Scheme == "https" || at.Scheme == "http") && at.Host != "" && len(text) <= longestAddress && !strings.ContainsAny(text, " \t\n")
}

// A Rate is an amount in euro cents per inhabitant per year.
type Rate money.Cents

// PerInhabitant divides an amount by the number of inhabitants, rounded half up to the cent.
// It is false when nobody is counted: there is no such rate then, and a page says so.
func PerInhabitant(amount money.Cents, inhabitants int) (Rate, bool) {
	if inhabitants <= 0 {
		return 0, false
	}
	n := int64(inhabitants)
	quotient, rest := int64(amount)/n, int64(amount)%n
	if rest < 0 {
		quotient, rest = quotient-1, rest+n
	}
	if 2*rest >= n {
		quotient++
	}
	return Rate(quotient), true
}

// String writes the rate with its cents: € 1,50.
func (r Rate) String() string { return money.Cents(r).String() }

// Named writes the population as a source line does: 562.002 inwoners op 1 januari 2025.
func (p Population) Named() string {
	return fmt.Sprintf("%s inwoners op %s", money.Count(p.Inhabitants), p.On)
}
