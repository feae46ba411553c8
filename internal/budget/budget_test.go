package budget_test

import (
	"testing"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/money"
)

func TestAmountsPerInhabitantAreRoundedHalfUp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		amount      money.Cents
		inhabitants int
		want        budget.Rate
		ok          bool
	}{
		{848_000_00, 565_374, 150, true},
		{12_100_000, 529_247, 23, true},
		{1, 2, 1, true},
		{1, 3, 0, true},
		{-1, 2, 0, true},
		{0, 10, 0, true},
		{100, 0, 0, false},
		{100, -3, 0, false},
	} {
		if got, ok := budget.PerInhabitant(c.amount, c.inhabitants); got != c.want || ok != c.ok {
			t.Errorf("PerInhabitant(%d, %d) = %d, %v; want %d, %v", c.amount, c.inhabitants, got, ok, c.want, c.ok)
		}
	}
}
