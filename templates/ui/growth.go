package ui

import (
	"strconv"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
)

// A GrowthRow is a year of the growth path: the chart and the table under it are drawn from the same rows.
type GrowthRow struct {
	// YearFigures are those of the ledger and the path, in the prices of the year itself.
	budget.YearFigures
	// Rates are the figures for each inhabitant and Sums those in euro, in the prices that the page shows; what is nil is not known.
	Rates budget.Rates
	Sums  budget.Amounts
	// Required is the credit that the target asks for, in those prices; nil where the target or the number of inhabitants is not known.
	Required *money.Cents
	// Now says that it is the year of the day that the page shows.
	Now bool
	// Href is the page of the year's envelopes, empty where it has none.
	Href string
}

// GrowthRows returns the rows of all years as they stood on a day. They are in constant prices where a base is given.
func GrowthRows(all []budget.YearFigures, on calendar.Day, base *budget.PriceIndex) []GrowthRow {
	rows := make([]GrowthRow, len(all))
	for i, f := range all {
		r := GrowthRow{YearFigures: f, Rates: f.Rates(), Sums: f.Amounts, Now: f.Year == on.Year()}
		if f.Target != nil && f.Population != nil && f.Population.Inhabitants > 0 {
			r.Required = new(budget.RequiredCredit(*f.Target, f.Population.Inhabitants))
		}
		if base != nil {
			r.Rates, r.Sums = f.RatesIn(*base), f.In(*base)
			if r.Required != nil && f.Index != nil {
				r.Required = new(f.Index.In(*base, *r.Required))
			} else {
				r.Required = nil
			}
		}
		rows[i] = r
	}
	return rows
}

// TargetLabel names how firm a year's target is, empty for no target.
func TargetLabel(s budget.Status) string {
	switch s {
	case budget.Proposed:
		return "voorstel"
	case budget.Adopted:
		return "vastgesteld"
	case budget.Amended:
		return "aangepast"
	case budget.Accounted:
		return "rekening"
	}
	return ""
}

// KeepsLabel names how a year's credit keeps to its target.
func KeepsLabel(s budget.Standing) string {
	switch s {
	case budget.OnSchedule:
		return "op schema"
	case budget.Behind:
		return "achter"
	case budget.Ahead:
		return "voor"
	}
	return "geen cijfer"
}

// KeepsTone is how a standing is coloured beside its word.
func KeepsTone(s budget.Standing) string {
	switch s {
	case budget.OnSchedule, budget.Ahead:
		return "tag tag--good"
	case budget.Behind:
		return "tag tag--warn"
	}
	return "tag tag--line"
}

// TargetTone is how the status of a target is coloured beside its word.
func TargetTone(s budget.Status) string {
	if s == budget.Proposed {
		return "tag tag--line"
	}
	return "tag"
}

// EnvelopeTone is the class that gives an envelope its colour; emergency aid is hatched besides.
func EnvelopeTone(kind budget.Kind) string {
	switch kind {
	case budget.Structural, "projecten", "scholen", "sensibilisering", budget.Emergency:
		return "tone tone--" + string(kind)
	}
	return "tone"
}

// PlanOf returns the first and the last year of the multi-year plan (meerjarenplan) that a year belongs to: six years, from the second year
// after the elections of the councils (decreet lokaal bestuur, article 254).
func PlanOf(year int) (first, last int) {
	const begin, long = 2020, 6
	n := year - begin
	if n < 0 {
		n -= long - 1
	}
	first = begin + n/long*long
	return first, first + long - 1
}

// A scale turns an amount of cents into a height: zero stands at the foot.
type scale struct {
	// top is the amount at the head of the drawing, step that between two lines.
	top, step int64
	// head and foot are in pixels.
	head, foot float64
}

// steps are the distances of lines in cents, each for rates and for amounts of any size.
var steps = []int64{10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000}

// scaleOf returns the scale for amounts up to the most, with at most so many lines above zero.
func scaleOf(most int64, lines int64, head, foot float64) scale {
	for unit := int64(1); ; unit *= 1_000 {
		for _, step := range steps {
			if step*unit*lines >= most {
				top := max((most+step*unit-1)/(step*unit), 1) * step * unit
				return scale{top: top, step: step * unit, head: head, foot: foot}
			}
		}
	}
}

func (s scale) y(cents int64) float64 {
	return s.foot - (s.foot-s.head)*float64(cents)/float64(s.top)
}

// A mark is a bar or a line of a chart: x and width in parts of its width, y and high in pixels.
type mark struct{ x, y, width, high string }

// bar returns the bar of an amount in slot i of n, so wide as that part of the slot. A missing or negative amount has no bar.
func (s scale) bar(i, n int, part float64, amount *int64) *mark {
	if amount == nil || *amount <= 0 {
		return nil
	}
	top := s.y(*amount)
	return &mark{
		x: percent((float64(i) + .5 - part/2) / float64(n)), width: percent(part / float64(n)),
		y: tenth(top), high: tenth(s.foot - top),
	}
}

func middle(i, n int) string { return percent((float64(i) + .5) / float64(n)) }

// seldom returns the class of a year's name by the windows in which there is room for it: in narrow ones only each third, say, is shown.
func seldom(distance, n int) string {
	const letters, narrow, medium, wide = 38, 236, 540, 860 // pixels
	if distance < 0 {
		distance = -distance
	}
	for _, w := range []struct {
		pixels int
		class  string
	}{{narrow, "chart__year"}, {medium, "chart__year chart__year--medium"}, {wide, "chart__year chart__year--wide"}} {
		if every := (letters*n + w.pixels - 1) / w.pixels; distance%every == 0 {
			return w.class
		}
	}
	return ""
}

func yearOf(year int) string { return strconv.Itoa(year) }
