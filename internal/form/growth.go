package form

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// A Path is the form of the next version of the growth path, as it was typed.
type Path struct {
	// Seen is the version that the page was drawn from, zero where there was none.
	Seen int
	How  string
	// First, Last, From and To say what [Path.Reckoned] is to reckon.
	First, Last, From, To string
	Reason, Decision, On  string
	Years                 []PathYear
}

// A PathYear is a row of the form.
type PathYear struct {
	Year                                 int
	Target, Status, Decision, FallReason string
}

// ReadPath reads the form of the growth path: a field "jaar" for each row, and the row's own fields, which are named by [budget.Field].
func ReadPath(values url.Values) (Path, error) {
	q := ReadQuery(values)
	p := Path{Seen: read(q, "gezien", parseVersion), How: q.Text("hoe"), First: typed(q, "eerste"), Last: typed(q, "laatste"), From: typed(q, "begin"),
		To: typed(q, "doel"), Reason: lines(q.Text("reden")), Decision: typed(q, "besluit"),
		On: typed(q, "dag")}
	for _, text := range q.Texts("jaar") {
		year, ok := pathYear(text)
		if !ok || slices.ContainsFunc(p.Years, func(y PathYear) bool { return y.Year == year }) {
			q.Refuse()
			break
		}
		of := func(part string) string { return budget.Field(part, year) }
		p.Years = append(p.Years, PathYear{Year: year, Target: typed(q, of(budget.TargetPart)), Status: q.Text(of(budget.StatusPart)),
			Decision: typed(q, of(budget.DecisionPart)), FallReason: lines(q.Text(of(budget.FallPart)))})
	}
	slices.SortFunc(p.Years, func(a, b PathYear) int { return a.Year - b.Year })
	return p, q.Err()
}

func typed(q *Query, name string) string { return strings.TrimSpace(q.Text(name)) }

func parseVersion(text string) (int, bool) {
	if text == "0" {
		return 0, true
	}
	n, ok := ParseID[int64](text)
	return int(n), ok
}

// pathYear reads a year that a path can have.
func pathYear(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= budget.FirstYear && n <= budget.LastYear && strconv.Itoa(n) == text
}

// TypedPath fills the form with a version, to make the next one: without its reason and its decision, and with what is left to reckon from the last
// account on.
func TypedPath(p budget.GrowthPath) Path {
	t := Path{Seen: p.Version, How: string(p.How)}
	from := 0
	for i, y := range p.Years {
		t.Years = append(t.Years, PathYear{Year: y.Year, Target: money.Cents(y.Target).Plain(), Status: string(y.Status), Decision: string(y.Decision),
			FallReason: y.FallReason})
		if y.Status == budget.Accounted {
			from = i
		}
	}
	if n := len(t.Years); n > 0 {
		t.First, t.Last = strconv.Itoa(t.Years[from].Year), strconv.Itoa(t.Years[n-1].Year)
		t.From, t.To = t.Years[from].Target, t.Years[n-1].Target
	}
	return t
}

// Reckoned fills the rows from the first to the last year in the way that was chosen, and refuses what it cannot reckon. Earlier rows stay, later ones go.
// By hand it makes the rows alone, and reckons nothing.
func (p Path) Reckoned() (Path, error) {
	var wrong fault.Fields
	first, last := yearOf("eerste", p.First, &wrong), yearOf("laatste", p.Last, &wrong)
	var made budget.GrowthPath
	var err error
	switch budget.How(p.How) {
	case budget.ByHand:
		if len(wrong) == 0 && (last < first || last-first >= budget.MostYears) {
			wrong.Add("laatste", "Kies een jaar na het eerste. Een groeipad heeft hoogstens %d jaren.", budget.MostYears)
		}
		for year := first; len(wrong) == 0 && year <= last; year++ {
			made.Years = append(made.Years, budget.PathYear{Year: year})
		}
	case budget.InEqualSteps, budget.ByEqualPercent:
		from, to := rateOf("begin", p.From, &wrong), rateOf("doel", p.To, &wrong)
		if len(wrong) > 0 {
			break
		}
		reckon := budget.Linear
		if budget.How(p.How) == budget.ByEqualPercent {
			reckon = budget.Compound
		}
		made, err = reckon(first, last, from, to)
	default:
		wrong.Add("hoe", "Kies hoe het pad stijgt.")
	}
	if err := withFields(wrong, err); err != nil {
		return p, err
	}
	return p.with(first, made), nil
}

// with returns the form with the rows from the first year on in place of its own, which lend them all but a target that was reckoned.
func (p Path) with(first int, made budget.GrowthPath) Path {
	var rows []PathYear
	for _, y := range p.Years {
		if y.Year < first {
			rows = append(rows, y)
		}
	}
	for _, y := range made.Years {
		row := PathYear{Year: y.Year, Status: string(budget.Proposed)}
		if at := slices.IndexFunc(p.Years, func(r PathYear) bool { return r.Year == y.Year }); at >= 0 {
			row = p.Years[at]
		}
		if budget.How(p.How) != budget.ByHand {
			row.Target = money.Cents(y.Target).Plain()
		}
		rows = append(rows, row)
	}
	p.Years = rows
	return p
}

// GrowthPath returns the version that was typed, and refuses what cannot be read. What may not be is for the rules to refuse.
func (p Path) GrowthPath() (budget.GrowthPath, error) {
	var wrong fault.Fields
	g := budget.GrowthPath{How: budget.How(p.How), Reason: p.Reason, Decision: decisionOf("besluit", p.Decision, &wrong),
		DecidedOn: dayOf("dag", p.On, &wrong)}
	for _, y := range p.Years {
		g.Years = append(g.Years, budget.PathYear{Year: y.Year, Target: rateOf(budget.Field(budget.TargetPart, y.Year), y.Target, &wrong),
			Status: budget.Status(y.Status), Decision: decisionOf(budget.Field(budget.DecisionPart, y.Year), y.Decision, &wrong), FallReason: y.FallReason})
	}
	for _, y := range p.Years {
		if !visible(y.FallReason) {
			wrong.Add(budget.Field(budget.FallPart, y.Year), invisible)
		}
	}
	if !visible(p.Reason) {
		wrong.Add("reden", invisible)
	}
	return g, wrong.Err()
}

// invisible refuses a text that is not [visible].
const invisible = "Hier staan onzichtbare tekens. Typ het opnieuw, zonder te plakken."

// withFields adds the refusals of an error to those that were found before.
func withFields(wrong fault.Fields, err error) error {
	more, ok := errors.AsType[fault.Fields](err)
	if err != nil && !ok {
		return err
	}
	return append(wrong, more...).Err()
}

func rateOf(field, text string, wrong *fault.Fields) budget.Rate {
	amount, err := money.Parse(text)
	if err != nil {
		wrong.Add(field, "Schrijf een bedrag per inwoner, bijvoorbeeld 1,50.")
	}
	return budget.Rate(amount)
}

func yearOf(field, text string, wrong *fault.Fields) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 0 || n > 9999 {
		wrong.Add(field, "Schrijf een jaar, bijvoorbeeld 2027.")
		return 0
	}
	return n
}

func decisionOf(field, text string, wrong *fault.Fields) budget.Decision {
	d, err := budget.ParseDecision(text)
	if err != nil {
		wrong.Add(field, "%s.", err)
	}
	return d
}

// inhabitantsOf reads a number of people as they are counted: 562.002 or 562002.
func inhabitantsOf(text string, wrong *fault.Fields) int {
	n, err := money.Parse(text)
	if err != nil || n%100 != 0 || strings.ContainsAny(text, ",€") {
		wrong.Add("inwoners", "Schrijf een aantal inwoners, bijvoorbeeld 562.002.")
		return 0
	}
	return int(n / 100)
}

// sourceOf refuses a source with signs that cannot be seen.
func sourceOf(wrong *fault.Fields, all ...string) {
	if slices.ContainsFunc(all, func(text string) bool { return !visible(text) }) {
		wrong.Add("bron", invisible)
	}
}

// A Population is the form of a number of inhabitants, as it was typed.
type Population struct{ On, Inhabitants, Source, URL string }

// ReadPopulation reads the form of a number of inhabitants.
func ReadPopulation(values url.Values) (Population, error) {
	q := ReadQuery(values)
	return Population{On: typed(q, "dag"), Inhabitants: typed(q, "inwoners"), Source: typed(q, "bron"), URL: typed(q, "adres")}, q.Err()
}

// Population returns the figure, and refuses what cannot be read.
func (p Population) Population() (budget.Population, error) {
	var wrong fault.Fields
	on, err := day("dag", p.On)
	n := inhabitantsOf(p.Inhabitants, &wrong)
	sourceOf(&wrong, p.Source, p.URL)
	return budget.Population{On: on, Inhabitants: n, Source: p.Source, SourceURL: p.URL}, withFields(wrong, err)
}

// A PriceIndex is the form of the price level of a year, as it was typed.
type PriceIndex struct{ Year, Points, Source, URL string }

// ReadPriceIndex reads the form of the price level of a year.
func ReadPriceIndex(values url.Values) (PriceIndex, error) {
	q := ReadQuery(values)
	return PriceIndex{Year: typed(q, "jaar"), Points: typed(q, "punten"), Source: typed(q, "bron"), URL: typed(q, "adres")}, q.Err()
}

// PriceIndex returns the figure, and refuses what cannot be read.
func (p PriceIndex) PriceIndex() (budget.PriceIndex, error) {
	var wrong fault.Fields
	year := yearOf("jaar", p.Year, &wrong)
	points, err := money.Parse(p.Points)
	if err != nil || strings.Contains(p.Points, "€") {
		wrong.Add("punten", "Schrijf een indexcijfer, bijvoorbeeld 118,74.")
	}
	sourceOf(&wrong, p.Source, p.URL)
	return budget.PriceIndex{Year: year, Points: int(points), Source: p.Source, SourceURL: p.URL}, wrong.Err()
}

// A Peer is the form of a figure of another city, as it was typed.
type Peer struct{ City, Year, Rate, Inhabitants, Scope, Note, Source, URL string }

// ReadPeer reads the form of a figure of another city.
func ReadPeer(values url.Values) (Peer, error) {
	q := ReadQuery(values)
	return Peer{City: typed(q, "stad"), Year: typed(q, "jaar"), Rate: typed(q, "bedrag"), Inhabitants: typed(q, "inwoners"), Scope: q.Text("telling"),
		Note: typed(q, "toelichting"), Source: typed(q, "bron"), URL: typed(q, "adres")}, q.Err()
}

// Figure returns the figure, and refuses what cannot be read. The number of inhabitants may be left out.
func (p Peer) Figure() (budget.PeerFigure, error) {
	var wrong fault.Fields
	f := budget.PeerFigure{City: p.City, Year: yearOf("jaar", p.Year, &wrong), Rate: rateOf("bedrag", p.Rate, &wrong), Scope: budget.Scope(p.Scope),
		ScopeNote: p.Note, Source: p.Source, SourceURL: p.URL}
	if p.Inhabitants != "" {
		f.Inhabitants = inhabitantsOf(p.Inhabitants, &wrong)
	}
	sourceOf(&wrong, p.City, p.Note, p.Source, p.URL)
	return f, wrong.Err()
}

// A Simulation is the question which credit a year needs, as an address has it. Nothing is asked where Rate and Inhabitants are both empty.
type Simulation struct{ Year, Rate, Inhabitants string }

// ReadSimulation reads which credit is asked for.
func ReadSimulation(values url.Values) (Simulation, error) {
	q := ReadQuery(values)
	return Simulation{Year: typed(q, "jaar"), Rate: typed(q, "bedrag"), Inhabitants: typed(q, "inwoners")}, q.Err()
}

// Asked says whether something is asked.
func (s Simulation) Asked() bool { return s.Rate != "" || s.Inhabitants != "" }

// Simulate returns the year, zero for none, with the credit that it needs, and refuses what cannot be read or reckoned.
func (s Simulation) Simulate() (int, budget.Simulation, error) {
	var wrong fault.Fields
	year := 0
	if s.Year != "" {
		year = yearOf("jaar", s.Year, &wrong)
	}
	rate, n := rateOf("bedrag", s.Rate, &wrong), inhabitantsOf(s.Inhabitants, &wrong)
	if err := wrong.Err(); err != nil {
		return year, budget.Simulation{}, err
	}
	answer, err := budget.Simulate(rate, n)
	return year, answer, err
}

// An AsOf is the day on which things are shown as they stood, as an address has it; empty for now.
type AsOf struct{ On string }

// ReadAsOf reads on which day things are shown as they stood.
func ReadAsOf(values url.Values) (AsOf, error) {
	q := ReadQuery(values)
	return AsOf{On: typed(q, "op")}, q.Err()
}

// Day returns the day, zero for now, and refuses one that cannot be read or that has yet to come.
func (a AsOf) Day(today calendar.Day) (calendar.Day, error) {
	d, err := day("op", a.On)
	if err == nil {
		err = budget.CheckAsOf(d, today)
	}
	if err != nil {
		return 0, err
	}
	return d, nil
}
