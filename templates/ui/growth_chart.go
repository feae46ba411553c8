package ui

import (
	"fmt"
	"strings"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/money"
)

// The chart of the growth path is as wide as its window and keeps its height, so that letters stay as large as those of the page.
const (
	growthHigh = 388.0
	growthHead = 60.0
	growthFoot = 356.0
)

// A growthChart is ready to be drawn.
type growthChart struct {
	title, about string
	lines        []gridLine
	years        []growthYear
	// path are the pieces of the line through the targets.
	path []growthPiece
	// notes are the words beside bars and points.
	notes []note
	// plan and outlook are the parts of the ground that the multi-year plan covers, and what lies beyond it; nil where none is shown.
	plan, outlook *ground
	// What the legend names.
	adopted, proposed, credit, committed, paid, voted, unknown bool
}

type gridLine struct {
	y, label, labelY string
	zero             bool
}

type growthYear struct {
	name, class, x string
	now            bool
	// credit is the outlined bar, committed and paid those inside it. Vote is where the credit stood before it was amended, nil where it was not.
	credit, committed, paid, vote *mark
	// point is the target, nil for none; Firm says that it is more than a proposal.
	point string
	firm  bool
	// unknown says that there is money and nobody was counted: no rate is drawn.
	unknown bool
}

type growthPiece struct {
	x1, y1, x2, y2 string
	firm           bool
}

// A note is a direct label.
type note struct{ text, class, x, y, dx, anchor string }

// A ground is a stretch of years behind the chart with its words, short ones for narrow windows.
type ground struct{ x, width, text, short string }

func chartOfGrowth(rows []GrowthRow) growthChart {
	c := growthChart{title: "Groeipad per inwoner", about: aboutGrowth(rows)}
	s := scaleOf(mostOf(rows), 6, growthHead, growthFoot)
	for v := int64(0); v <= s.top; v += s.step {
		label := money.Cents(v).String()
		if s.step%100 == 0 {
			label = money.Cents(v).Short()
		}
		c.lines = append(c.lines, gridLine{y: tenth(s.y(v)), labelY: tenth(s.y(v) + 5), label: label, zero: v == 0})
	}
	n, now := len(rows), 0
	for i, r := range rows {
		if r.Now {
			now = i
		}
	}
	for i, r := range rows {
		c.add(s, i, n, now, r)
	}
	for i := 1; i < n; i++ {
		from, to := rows[i-1].Rates.Target, rows[i].Rates.Target
		if from != nil && to != nil {
			c.path = append(c.path, growthPiece{middle(i-1, n), tenth(s.y(int64(*from))), middle(i, n), tenth(s.y(int64(*to))), isFirm(rows[i])})
		}
	}
	if n > 0 {
		c.grounds(rows, now)
		c.label(s, rows, now)
	}
	return c
}

// mostOf returns the highest rate that is drawn, in cents: one euro at least.
func mostOf(rows []GrowthRow) int64 {
	most := int64(1_00)
	for _, r := range rows {
		for _, rate := range []*budget.Rate{r.Rates.Target, r.Rates.Voted, r.Rates.Amended, r.Rates.Committed, r.Rates.Paid} {
			if rate != nil {
				most = max(most, int64(*rate))
			}
		}
	}
	return most
}

func isFirm(r GrowthRow) bool { return r.Status != budget.Proposed && r.Status != "" }

func (c *growthChart) add(s scale, i, n, now int, r GrowthRow) {
	const whole = .62
	rates := r.Rates
	y := growthYear{
		name: yearOf(r.Year), x: middle(i, n), class: seldom(i-now, n), now: r.Now,
		credit:    s.bar(i, n, whole, (*int64)(rates.Amended)),
		committed: s.bar(i, n, whole, (*int64)(rates.Committed)),
		paid:      s.bar(i, n, whole, (*int64)(rates.Paid)),
		unknown:   r.Amended != nil && (r.Population == nil || r.Population.Inhabitants <= 0),
	}
	if rates.Voted != nil && rates.Amended != nil && *rates.Voted != *rates.Amended {
		y.vote = s.bar(i, n, whole+.16, (*int64)(rates.Voted))
	}
	if rates.Target != nil {
		y.point, y.firm = tenth(s.y(int64(*rates.Target))), isFirm(r)
		c.adopted, c.proposed = c.adopted || y.firm, c.proposed || !y.firm
	}
	c.credit, c.voted, c.unknown = c.credit || y.credit != nil, c.voted || y.vote != nil, c.unknown || y.unknown
	c.committed, c.paid = c.committed || y.committed != nil, c.paid || y.paid != nil
	c.years = append(c.years, y)
}

// grounds marks the years of the multi-year plan of this year, and those beyond it.
func (c *growthChart) grounds(rows []GrowthRow, now int) {
	n, first, last := len(rows), rows[0].Year, rows[len(rows)-1].Year
	begin, end := PlanOf(rows[now].Year)
	part := func(from, to int) (x, width string) {
		return percent(float64(from-first) / float64(n)), percent(float64(to-from+1) / float64(n))
	}
	if last-first+1 != n || begin > last || end < first {
		return // a year is left out: the ground would stand wrong
	}
	c.plan = &ground{text: fmt.Sprintf("meerjarenplan %d–%d", begin, end), short: fmt.Sprintf("%d–%d", begin, end)}
	c.plan.x, c.plan.width = part(max(begin, first), min(end, last))
	if end < last {
		c.outlook = &ground{text: "doorkijk", short: "doorkijk"}
		c.outlook.x, c.outlook.width = part(end+1, last)
	}
}

// label writes beside this year's bar what its parts are, where the years after it leave room, and names the line through the targets.
func (c *growthChart) label(s scale, rows []GrowthRow, now int) {
	n := len(rows)
	var targets []int
	for i, r := range rows {
		if r.Rates.Target != nil {
			targets = append(targets, i)
		}
	}
	if len(targets) > 0 {
		last := targets[len(targets)-1]
		rate := *rows[last].Rates.Target
		c.notes = append(c.notes, note{text: rate.String(), class: "chart__note chart__note--target", x: middle(last, n), y: tenth(s.y(int64(rate)) - 14), anchor: "end", dx: "12"})
		if at := targets[len(targets)*2/3]; len(targets) > 4 {
			c.notes = append(c.notes, note{text: "streefcijfer", class: "chart__note chart__note--target", x: middle(at, n), y: tenth(s.y(int64(*rows[at].Rates.Target)) - 12), anchor: "end", dx: "-6"})
		}
	}
	if rows[now].Rates.Amended == nil || !roomBehind(rows, now) {
		return
	}
	parts := []struct {
		word string
		rate *budget.Rate
	}{{"krediet", rows[now].Rates.Amended}, {"vastgelegd", rows[now].Rates.Committed}, {"betaald", rows[now].Rates.Paid}}
	const high, lowest = 17.0, growthFoot - 6
	y := lowest - high*float64(len(parts)-1)
	y = min(y, s.y(int64(*rows[now].Rates.Amended))+14)
	for i, one := range parts {
		if one.rate == nil {
			continue
		}
		y = max(y, min(s.y(int64(*one.rate))+14, lowest-high*float64(len(parts)-1-i)))
		c.notes = append(c.notes, note{text: one.word + " " + one.rate.String(), class: "chart__note chart__note--credit", anchor: "start", dx: "5",
			x: percent((float64(now) + .5 + .31) / float64(n)), y: tenth(y)})
		y += high
	}
}

// roomBehind says whether no year after this one has a bar, and there are enough of them for words.
func roomBehind(rows []GrowthRow, now int) bool {
	for _, r := range rows[now+1:] {
		if r.Rates.Amended != nil || r.Rates.Committed != nil && *r.Rates.Committed > 0 {
			return false
		}
	}
	return (len(rows)-now)*100 >= len(rows)*45
}

// aboutGrowth says in words what the chart shows.
func aboutGrowth(rows []GrowthRow) string {
	var said []string
	var first, last *GrowthRow
	for i, r := range rows {
		if r.Rates.Target != nil {
			if first == nil {
				first = &rows[i]
			}
			last = &rows[i]
		}
	}
	if first != nil {
		said = append(said, fmt.Sprintf("Streefcijfer van %v per inwoner in %d tot %v in %d.", *first.Rates.Target, first.Year, *last.Rates.Target, last.Year))
	}
	for _, r := range rows {
		if r.Rates.Amended == nil {
			continue
		}
		one := fmt.Sprintf("%d: krediet %v", r.Year, *r.Rates.Amended)
		if r.Rates.Committed != nil && r.Rates.Paid != nil {
			one += fmt.Sprintf(", vastgelegd %v, betaald %v", *r.Rates.Committed, *r.Rates.Paid)
		}
		said = append(said, one+".")
	}
	return strings.Join(append(said, "Alle cijfers staan in de tabel eronder."), " ")
}
