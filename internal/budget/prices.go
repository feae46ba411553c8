package budget

import (
	"time"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// A PriceIndex is the price level of a year, to tell amounts in the prices of another year. Amounts in constant prices are never promises.
type PriceIndex struct {
	Year int
	// Points are hundredths of a point: 11.874 is 118,74.
	Points    int
	Source    string
	SourceURL string
	// RegisteredAt is when the portal was told. Person told it, zero the program itself.
	RegisteredAt time.Time
	Person       int64
	Demo         bool
}

// mostPoints is the highest index that is believed: 10.000,00.
const mostPoints = 10_000_00

// Check refuses an index without a source, or that is none.
func (i PriceIndex) Check() error {
	var wrong fault.Fields
	if i.Year < FirstYear || i.Year > LastYear {
		wrong.Add("jaar", "Kies een jaar van %d tot %d.", FirstYear, LastYear)
	}
	if i.Points <= 0 || i.Points > mostPoints {
		wrong.Add("punten", "Geef een indexcijfer van meer dan nul, bijvoorbeeld 118,74.")
	}
	checkSource(&wrong, i.Source, i.SourceURL)
	return wrong.Err()
}

// String writes the index with two decimals: 118,74.
func (i PriceIndex) String() string { return money.Cents(i.Points).Plain() }

// In returns an amount of the index's year in the prices of the base's year, rounded half up to the cent. Both must have points.
func (i PriceIndex) In(base PriceIndex, amount money.Cents) money.Cents {
	of, to := money.Cents(i.Points), money.Cents(base.Points)
	whole, rest := amount/of, amount%of
	if rest < 0 {
		whole, rest = whole-1, rest+of
	}
	return whole*to + (2*rest*to+of)/(2*of)
}
