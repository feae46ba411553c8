package public

import (
	"fmt"
	"slices"
	"strings"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// A BudgetPage is the growth path, with where the money goes.
type BudgetPage struct {
	Today calendar.Day
	// On is the day at whose end things are shown; zero for now. Typed is what was asked, with what is wrong with it.
	On    calendar.Day
	Typed string
	Wrong fault.Fields
	// Constant says that amounts are in the prices of the year of Base, which is nil where no index is known.
	Constant bool
	Base     *budget.PriceIndex
	// Demo says that the portal shows invented data.
	Demo bool
	// Path is the version that counted, with version zero for none; its years stand in Rows.
	Path budget.GrowthPath
	Rows []ui.GrowthRow
	// Versions are all that were registered by then, the latest first.
	Versions []budget.GrowthPath
	// Since is what was registered after the day; nil for now.
	Since *Since
	// Grid holds the envelopes of all years with money, Years their rules.
	Grid  ui.EnvelopeGrid
	Years []budget.Year
	// Rankings and Apart are the figures of other cities.
	Rankings []budget.Ranking
	Apart    []budget.PeerFigure
}

// day is the day that the page shows.
func (p BudgetPage) day() calendar.Day {
	if p.On.IsZero() {
		return p.Today
	}
	return p.On
}

// row is this year's, false where the page knows nothing of it.
func (p BudgetPage) row() (ui.GrowthRow, bool) {
	at := slices.IndexFunc(p.Rows, func(r ui.GrowthRow) bool { return r.Now })
	if at < 0 {
		return ui.GrowthRow{YearFigures: budget.YearFigures{Year: p.day().Year()}}, false
	}
	return p.Rows[at], true
}

// empty says that there is neither a path nor money.
func (p BudgetPage) empty() bool { return len(p.Rows) == 0 && len(p.Grid.Years) == 0 }

// A headline is the sentence that opens the page, in parts of which every second one is bold.
type headline []string

func (p BudgetPage) headline() headline {
	r, _ := p.row()
	var h headline
	begin := fmt.Sprintf("In %d trekt Antwerpen ", r.Year)
	if r.Year < p.Today.Year() {
		begin = fmt.Sprintf("In %d trok Antwerpen ", r.Year)
	}
	switch rate := r.YearFigures.Rates().Amended; {
	case rate != nil:
		h = headline{begin, rate.String() + " per inwoner", " uit voor internationale solidariteit."}
	case r.Amended != nil:
		h = headline{begin, r.Amended.Short(), " uit voor internationale solidariteit."}
	case p.empty():
		if !p.On.IsZero() {
			return headline{"Op " + nobreak(p.On) + " was er nog geen budget voor internationale solidariteit, en nog geen groeipad."}
		}
		return headline{"Er is nog geen budget voor internationale solidariteit, en nog geen groeipad."}
	default:
		h = headline{fmt.Sprintf("Voor %d is nog geen krediet gestemd.", r.Year)}
	}
	last := p.goal()
	if last == nil || last.Year <= r.Year {
		return h
	}
	word := " Het groeipad: "
	if last.Status == budget.Proposed {
		word = " Het voorstel: "
	}
	if len(h) == 1 {
		h[0] += word
	} else {
		h[len(h)-1] += word
	}
	return append(h, fmt.Sprintf("%v in %d", *last.Target, last.Year), ".")
}

// goal is the last year with a target, nil for none.
func (p BudgetPage) goal() *ui.GrowthRow {
	for i := range slices.Backward(p.Rows) {
		if p.Rows[i].Target != nil {
			return &p.Rows[i]
		}
	}
	return nil
}

// standing says how this year keeps to its target: before the bold word, the word, and after it.
func (p BudgetPage) standing() [3]string {
	r, _ := p.row()
	why, begin, end := r.Why(), "Dit jaar ligt de stad ", " over het groeipad dit jaar. "
	if !p.On.IsZero() {
		begin, end = "Op "+nobreak(p.On)+" lag de stad ", " over het groeipad op "+nobreak(p.On)+". "
	}
	switch r.Standing() {
	case budget.OnSchedule:
		return [3]string{begin, "op schema", ". " + why}
	case budget.Behind:
		return [3]string{begin, "achter op schema", ". " + why}
	case budget.Ahead:
		return [3]string{begin, "voor op schema", ". " + why}
	}
	return [3]string{"", "Geen cijfer", end + why}
}

// pathSource says which version the page shows, and how firm it is.
func (p BudgetPage) pathSource() string {
	if p.Path.Version == 0 {
		return "er is nog geen groeipad; de kredieten komen uit het grootboek van de stad"
	}
	s := fmt.Sprintf("groeipad, versie %d, geregistreerd op %v", p.Path.Version, nobreak(calendar.DayOf(p.Path.RegisteredAt)))
	if p.Path.Decision != "" {
		s += ", besluit " + string(p.Path.Decision) + " van " + nobreak(p.Path.DecidedOn)
	} else {
		s += ", een voorstel zonder besluit"
	}
	return s + "; kredieten, vastleggingen en betalingen uit het grootboek van de stad, stand op " + nobreak(p.day())
}

// nobreak writes a day that stays on one line.
func nobreak(day calendar.Day) string { return strings.ReplaceAll(day.String(), " ", money.Nbsp) }

// sources are those of the populations and the indexes of the table.
func (p BudgetPage) sources() []city.Source {
	var all []city.Source
	for _, r := range p.Rows {
		if one := r.Population; one != nil {
			all = append(all, city.Source{Fact: fmt.Sprintf("Inwoners %d", r.Year), Title: one.Source, URL: one.SourceURL, On: one.On, Invented: one.Demo})
		}
	}
	if p.Constant {
		for _, r := range p.Rows {
			if one := r.Index; one != nil {
				all = append(all, city.Source{Fact: fmt.Sprintf("Prijsindex %d: %v", r.Year, one), Title: one.Source, URL: one.SourceURL, Invented: one.Demo})
			}
		}
	}
	return all
}

// A choice of prices is a link; the address is the page's state.
func (p BudgetPage) prices() []pricesChoice {
	return []pricesChoice{
		{"Prijzen van elk jaar", link.BudgetAsOf(p.On, false), !p.Constant},
		{"Vaste prijzen", link.BudgetAsOf(p.On, true), p.Constant},
	}
}

type pricesChoice struct {
	label, href string
	chosen      bool
}

// pricesNote says in which prices the amounts are.
func (p BudgetPage) pricesNote() string {
	switch {
	case !p.Constant:
		return "Bedragen in de prijzen van elk jaar zelf."
	case p.Base == nil:
		return "Er is nog geen prijsindex. Daarom zijn er geen bedragen in vaste prijzen."
	}
	return fmt.Sprintf("Bedragen in prijzen van %d: elk bedrag is omgerekend met de index van zijn jaar. Een jaar zonder index blijft leeg. Beloften en de stand gelden in de prijzen van het jaar zelf.", p.Base.Year)
}

// demoPath says whether a figure of the table was made up.
func (p BudgetPage) demoPath() bool {
	return p.Path.Demo || slices.ContainsFunc(p.Years, func(y budget.Year) bool { return y.Demo })
}

// envelopeYear is the year of which the envelopes are drawn: this year, or else the last before it that has money, or the first; false for none.
func (p BudgetPage) envelopeYear() (ui.EnvelopeYear, bool) {
	if len(p.Grid.Years) == 0 {
		return ui.EnvelopeYear{}, false
	}
	for _, y := range slices.Backward(p.Grid.Years) {
		if y.Year <= p.day().Year() {
			return y, true
		}
	}
	return p.Grid.Years[0], true
}

// ceiling is the most that emergency aid may have of a year, in basis points; false where the year has no budget.
func (p BudgetPage) ceiling(year int) (int, bool) {
	at := slices.IndexFunc(p.Years, func(y budget.Year) bool { return y.Year == year })
	if at < 0 {
		return 0, false
	}
	return p.Years[at].Ceiling, true
}

// fenced parts a year's envelopes: those of lasting change, and those for emergencies.
func fenced(y ui.EnvelopeYear) (lasting, emergency []budget.Envelope) {
	for _, e := range y.Envelopes {
		switch {
		case e == nil:
		case e.Emergency:
			emergency = append(emergency, *e)
		default:
			lasting = append(lasting, *e)
		}
	}
	return lasting, emergency
}

// use says in words how far an envelope is used.
func use(e budget.Envelope) string {
	parts := []string{e.Paid.Short() + " betaald", e.Committed.Short() + " vastgelegd"}
	if e.Reserved != 0 {
		parts = append(parts, e.Reserved.Short()+" gereserveerd")
	}
	return ui.Words(append(parts, e.Available().Short()+" vrij")...)
}

// percentOf writes a part of a whole as a page does: 7,9 procent. It is empty where the whole is nothing.
func percentOf(part, whole money.Cents) string {
	if whole <= 0 {
		return ""
	}
	return pointsWritten(int((2*part*budget.AllPoints + whole) / (2 * whole)))
}

// pointsWritten writes basis points with one decimal at most: 10 procent, 7,9 procent.
func pointsWritten(points int) string {
	tenths := (points + 5) / 10
	if tenths%10 == 0 {
		return fmt.Sprintf("%d procent", tenths/10)
	}
	return fmt.Sprintf("%d,%d procent", tenths/10, tenths%10)
}
