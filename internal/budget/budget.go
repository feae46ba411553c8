// Package budget holds what the city spends on solidarity against: for now the number of its inhabitants and
// an amount for each of them.
package budget

import (
	"fmt"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
)

// A Population is how many people lived in the city on a day, and who says so.
type Population struct {
	On          calendar.Day
	Inhabitants int
	Source      string
	// SourceURL is where the figure can be read; empty where it stands in no public place.
	SourceURL string
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
