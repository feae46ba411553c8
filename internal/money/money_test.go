package money_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"vriendenstad/internal/money"
)

func TestAmountsAreReadAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]money.Cents{
		"1.234,56": 123456, "1234,56": 123456, "1234.56": 123456, "€ 1 234,56": 123456, "€1.234,56": 123456,
		"1234": 123400, "1.234": 123400, "12.345.678": 1234567800, "0,5": 50, "0.5": 50, "-5": -500, "- € 5": -500, "€ -5": -500,
		"5 EUR": 500, "1\u202f234,5": 123450, "007": 700, "\u22123,10": -310, "10.000.000.000": money.Max,
	} {
		got, err := money.Parse(typed)
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %d, %v; want %d", typed, got, err, want)
		}
	}
}

func TestWhatIsNoAmountIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]error{
		"": money.ErrUnreadable, "vijfduizend": money.ErrUnreadable, "1,2,3": money.ErrUnreadable, "1.23.456": money.ErrUnreadable,
		",50": money.ErrUnreadable, "1,234": money.ErrUnreadable, "1.2345": money.ErrUnreadable, "12.34,56": money.ErrUnreadable, "€": money.ErrUnreadable,
		"1e3": money.ErrUnreadable, "--5": money.ErrUnreadable, "0x10": money.ErrUnreadable, "٣": money.ErrUnreadable,
		"10.000.000.000,01": money.ErrTooLarge, "99999999999999999999": money.ErrTooLarge,
	} {
		if got, err := money.Parse(typed); !errors.Is(err, want) {
			t.Errorf("Parse(%q) = %d, %v; want %v", typed, got, err, want)
		}
	}
}

func TestAmountsAreWrittenAsInFlanders(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		amount             money.Cents
		full, short, plain string
	}{
		{0, "€\u00a00,00", "€\u00a00", "0,00"},
		{1250000, "€\u00a012.500,00", "€\u00a012.500", "12500,00"},
		{150, "€\u00a01,50", "€\u00a01,50", "1,50"},
		{-100005, "-€\u00a01.000,05", "-€\u00a01.000,05", "-1000,05"},
	} {
		if got := c.amount.String(); got != c.full {
			t.Errorf("%d in full: %q", c.amount, got)
		}
		if got := c.amount.Short(); got != c.short {
			t.Errorf("%d short: %q", c.amount, got)
		}
		if got := c.amount.Plain(); got != c.plain {
			t.Errorf("%d plain: %q", c.amount, got)
		}
	}
	if got := money.Count(562002); got != "562.002" {
		t.Errorf("Count = %q", got)
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := money.Cents(rapid.Int64Range(-int64(money.Max), int64(money.Max)).Draw(t, "cents"))
		for _, written := range []string{c.String(), c.Short(), c.Plain()} {
			if got, err := money.Parse(written); err != nil || got != c {
				t.Fatalf("Parse(%q) = %d, %v; want %d", written, got, err, c)
			}
		}
	})
}

func TestSharesAddUpToTheAmount(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		amount := money.Cents(rapid.Int64Range(-int64(money.Max), int64(money.Max)).Draw(t, "cents"))
		n := rapid.IntRange(1, 6).Draw(t, "countries")
		weights, left := make([]int, n), 10_000
		for i := range n - 1 {
			weights[i] = rapid.IntRange(0, left).Draw(t, "share")
			left -= weights[i]
		}
		weights[n-1] = left
		var sum money.Cents
		for i, part := range amount.Share(weights) {
			sum += part
			exact := float64(amount) * float64(weights[i]) / 10_000
			if diff := float64(part) - exact; diff > 1.01 || diff < -1.01 {
				t.Fatalf("part %d is %d, exact %f", i, part, exact)
			}
		}
		if sum != amount {
			t.Fatalf("parts add up to %d, not %d", sum, amount)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"1.234,56", "€ 1 234,56", "-0,5", "1.2.3", "\x00", "€€", "eur", "9999999999999999999999,99"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		c, err := money.Parse(typed)
		if err != nil {
			return
		}
		if c > money.Max || c < -money.Max {
			t.Fatalf("Parse(%q) = %d is out of bounds", typed, c)
		}
		if again, err := money.Parse(c.String()); err != nil || again != c {
			t.Fatalf("Parse(%q) = %d, %v", c.String(), again, err)
		}
	})
}
