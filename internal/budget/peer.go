package budget

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
)

// A PeerID numbers a figure of another city. Zero is none.
type PeerID int64

// A Scope says what a figure counts. Only figures of one scope and one year are ranked.
type Scope string

// The scopes.
const (
	AllWithStaff    Scope = "all-with-staff"    // all means for solidarity, with the city's own people
	AllWithoutStaff Scope = "all-without-staff" // all means, without people: what our own path counts
	ProjectsOnly    Scope = "projects"          // projects of associations alone
	EmergencyOnly   Scope = "emergency"         // emergency aid alone
	UnknownScope    Scope = "unknown"           // the source does not say: never ranked
)

// Scopes returns the scopes in the order of pages.
func Scopes() []Scope {
	return []Scope{AllWithoutStaff, AllWithStaff, ProjectsOnly, EmergencyOnly, UnknownScope}
}

// A PeerFigure is what another city spends for each inhabitant in a year. It is not changed: one that is wrong is withdrawn and entered anew.
type PeerFigure struct {
	ID   PeerID
	City string
	Year int
	Rate Rate
	// Inhabitants are those that the rate is reckoned with; zero where the source does not say.
	Inhabitants int
	Scope       Scope
	// ScopeNote says in words what is counted, or why that is not known.
	ScopeNote string
	Source    string
	// SourceURL is empty for a demonstration alone.
	SourceURL string
	Demo      bool
	// EnteredBy is who entered it, zero the program itself, which brings only what was looked up when it was made.
	EnteredBy int64
	EnteredAt time.Time
	// CheckedAt is zero while nobody has held the figure against its source.
	CheckedBy int64
	CheckedAt time.Time
	// WithdrawnAt is zero while the figure stands.
	WithdrawnBy  int64
	WithdrawnAt  time.Time
	WithdrawnWhy string
	// Own says that it is our own city's: it is reckoned from the ledger and stands in no list of figures.
	Own bool
}

// Entered returns the figure as somebody enters it at a moment: without spaces around its words, and not checked yet.
func (p PeerFigure) Entered(by int64, at time.Time) PeerFigure {
	return PeerFigure{City: strings.Join(strings.Fields(p.City), " "), Year: p.Year, Rate: p.Rate, Inhabitants: p.Inhabitants, Scope: p.Scope,
		ScopeNote: strings.TrimSpace(p.ScopeNote), Source: strings.TrimSpace(p.Source), SourceURL: strings.TrimSpace(p.SourceURL), EnteredBy: by, EnteredAt: at}
}

// earliestPeer is the first year of which figures of other cities are taken up.
const earliestPeer = 1990

// Check refuses a figure that does not say of which city and year it is, what it counts, or where it was read.
func (p PeerFigure) Check(today calendar.Day) error {
	var wrong fault.Fields
	switch name := strings.TrimSpace(p.City); {
	case name == "":
		wrong.Add("stad", "Geef de naam van de stad.")
	case len([]rune(name)) > 80:
		wrong.Add("stad", "Houd het bij %d tekens.", 80)
	}
	if p.Year < earliestPeer || p.Year > today.Year() {
		wrong.Add("jaar", "Kies een jaar van %d tot %d.", earliestPeer, today.Year())
	}
	checkRate(&wrong, "bedrag", p.Rate)
	if p.Inhabitants < 0 || p.Inhabitants > mostInhabitants {
		wrong.Add("inwoners", "Geef het aantal inwoners, of laat het leeg als de bron het niet zegt.")
	}
	if !slices.Contains(Scopes(), p.Scope) {
		wrong.Add("telling", "Kies wat er meegeteld is. Weet je het niet, kies dan “onbekend”.")
	}
	if len([]rune(p.ScopeNote)) > longestSource {
		wrong.Add("toelichting", "Houd het bij %d tekens.", longestSource)
	}
	checkSource(&wrong, p.Source, p.SourceURL)
	if p.SourceURL == "" && !p.Demo {
		wrong.Add("adres", "Geef het adres waar het cijfer te lezen is. Zonder bron komt het niet op de site.")
	}
	return wrong.Err()
}

// Published says whether everybody may see the figure: somebody checked it, and nobody withdrew it.
func (p PeerFigure) Published() bool {
	return p.Own || !p.CheckedAt.IsZero() && p.WithdrawnAt.IsZero()
}

// CheckBy refuses that the person says the figure is right: who entered it cannot, and it is said once.
func (p PeerFigure) CheckBy(person int64) error {
	switch {
	case !p.WithdrawnAt.IsZero():
		return fault.Fields{{Sentence: "Dit cijfer is ingetrokken."}}
	case !p.CheckedAt.IsZero():
		return fault.Fields{{Sentence: "Dit cijfer is al nagekeken."}}
	case p.EnteredBy == person:
		return fault.Fields{{Sentence: "Je voerde dit cijfer zelf in. Een collega kijkt het na."}}
	}
	return nil
}

// CheckWithdraw refuses to take back what was taken back, or without a reason.
func (p PeerFigure) CheckWithdraw(why string) error {
	switch n := len([]rune(strings.TrimSpace(why))); {
	case !p.WithdrawnAt.IsZero():
		return fault.Fields{{Sentence: "Dit cijfer is al ingetrokken."}}
	case n == 0:
		return fault.Fields{{Name: "reden", Sentence: "Schrijf waarom je het cijfer intrekt."}}
	case n > longestReason:
		var wrong fault.Fields
		wrong.Add("reden", "Houd het bij %d tekens.", longestReason)
		return wrong
	}
	return nil
}

// OwnFigure returns our own city's figure of a year, from the amended credit, and false where there is none.
func OwnFigure(city string, f YearFigures) (PeerFigure, bool) {
	rate := f.Rates().Amended
	if rate == nil {
		return PeerFigure{}, false
	}
	return PeerFigure{City: city, Year: f.Year, Rate: *rate, Inhabitants: f.Population.Inhabitants, Scope: AllWithoutStaff, Source: f.Population.Source,
		SourceURL: f.Population.SourceURL, Demo: f.Population.Demo, Own: true}, true
}

// A Ranking holds the figures of one year that count the same, the highest rate first.
type Ranking struct {
	Year   int
	Scope  Scope
	Places []Place
}

// A Place is a figure with its place, counted from 1. Figures of the same rate share a place.
type Place struct {
	Place int
	PeerFigure
}

// Ranked puts the published figures that can be compared into rankings, the latest year first, and returns those apart of which nobody knows
// what they count. Our own figure joins a ranking of its year and scope, and makes none by itself.
func Ranked(figures []PeerFigure) (rankings []Ranking, apart []PeerFigure) {
	type group struct {
		year  int
		scope Scope
	}
	groups := map[group][]PeerFigure{}
	for _, p := range figures {
		switch {
		case !p.Published():
		case p.Scope == UnknownScope:
			apart = append(apart, p)
		default:
			in := group{p.Year, p.Scope}
			groups[in] = append(groups[in], p)
		}
	}
	for in, members := range groups {
		if slices.ContainsFunc(members, func(p PeerFigure) bool { return !p.Own }) {
			rankings = append(rankings, Ranking{Year: in.year, Scope: in.scope, Places: placed(members)})
		}
	}
	slices.SortFunc(rankings, func(a, b Ranking) int {
		return cmp.Or(b.Year-a.Year, slices.Index(Scopes(), a.Scope)-slices.Index(Scopes(), b.Scope))
	})
	slices.SortFunc(apart, func(a, b PeerFigure) int { return cmp.Or(cmp.Compare(a.City, b.City), a.Year-b.Year) })
	return rankings, apart
}

func placed(members []PeerFigure) []Place {
	slices.SortFunc(members, func(a, b PeerFigure) int { return cmp.Or(cmp.Compare(b.Rate, a.Rate), cmp.Compare(a.City, b.City)) })
	all := make([]Place, len(members))
	for i, p := range members {
		all[i] = Place{Place: i + 1, PeerFigure: p}
		if i > 0 && p.Rate == members[i-1].Rate {
			all[i].Place = all[i-1].Place
		}
	}
	return all
}
