package budget

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
)

// A GrowthPath (groeipad) says what the city promises for each inhabitant, year by year. A version is written whole and stays: a change is
// the next version. The zero path is none.
type GrowthPath struct {
	// Version is counted from 1.
	Version int
	How     How
	// Reason says why it was changed.
	Reason string
	// Decision is the one by which the whole was changed; empty for a proposal of the Dienst.
	Decision Decision
	// DecidedOn is the day of that decision, zero for a proposal.
	DecidedOn    calendar.Day
	RegisteredAt time.Time
	// Person registered it, zero the program itself.
	Person int64
	Demo   bool
	// Years follow on each other without a gap, the earliest first.
	Years []PathYear
}

// How says how the years that are not accounted yet were reckoned.
type How string

// The ways to make a path.
const (
	InEqualSteps   How = "linear"   // as many cents more each year
	ByEqualPercent How = "compound" // as many percent more each year
	ByHand         How = "by-hand"
)

// Hows returns the ways in the order of pages.
func Hows() []How { return []How{InEqualSteps, ByEqualPercent, ByHand} }

// A Status says how firm a year's target is.
type Status string

// The statuses of a year. All but a proposal rest on a decision.
const (
	Proposed  Status = "proposal" // voorstel
	Adopted   Status = "adopted"  // vastgesteld
	Amended   Status = "amended"  // aangepast
	Accounted Status = "account"  // rekening: the year is over, and its target does not change any more
)

// Statuses returns the statuses in the order of pages.
func Statuses() []Status { return []Status{Proposed, Adopted, Amended, Accounted} }

// A PathYear is what the path promises for a year.
type PathYear struct {
	Year     int
	Target   Rate
	Status   Status
	Decision Decision
	// FallReason says why the target is lower than that of the year before; empty where it is not.
	FallReason string
}

// The bounds of a path.
const (
	FirstYear = 2000
	LastYear  = 2100
	// MostYears is how many years a path may have: as many as a form can hold.
	MostYears = 40
	// MaxRate is the highest rate that is believed.
	MaxRate Rate = 1_000_00
)

// The parts of a year's fields in forms; see [Field].
const (
	TargetPart   = "streef"
	StatusPart   = "status"
	DecisionPart = "besluit"
	FallPart     = "daling"
)

// Field names the form's field for a part of a year: streef-2028.
func Field(part string, year int) string { return fmt.Sprintf("%s-%d", part, year) }

// Linear spreads the growth from one rate to a higher one evenly over the years first to last.
// The path starts at from, ends at to, and never falls. Its years are proposals.
func Linear(first, last int, from, to Rate) (GrowthPath, error) {
	return steps(InEqualSteps, first, last, from, to, func(i, n int64) Rate {
		return from + Rate((2*int64(to-from)*i+n)/(2*n))
	})
}

// Compound grows by the same part each year, from one rate to a higher one over the years first to last, rounded half up to the cent.
// The path starts at from, ends at to, and never falls. Its years are proposals. From nothing there is no such growth.
func Compound(first, last int, from, to Rate) (GrowthPath, error) {
	if from == 0 {
		return GrowthPath{}, fault.Fields{{Name: "begin", Sentence: "Vanaf nul bestaat er geen groei in procent. Begin bij minstens één cent, of kies gelijke stappen."}}
	}
	return steps(ByEqualPercent, first, last, from, to, func(i, n int64) Rate { return between(from, to, i, n) })
}

func steps(how How, first, last int, from, to Rate, rate func(i, n int64) Rate) (GrowthPath, error) {
	var wrong fault.Fields
	if first < FirstYear || first > LastYear {
		wrong.Add("eerste", "Kies een jaar van %d tot %d.", FirstYear, LastYear)
	}
	if last <= first || last > LastYear {
		wrong.Add("laatste", "Kies een jaar na het eerste, en niet later dan %d.", LastYear)
	} else if last-first >= MostYears {
		wrong.Add("laatste", "Een groeipad heeft hoogstens %d jaren.", MostYears)
	}
	checkRate(&wrong, "begin", from)
	checkRate(&wrong, "doel", to)
	if to < from {
		wrong.Add("doel", "Het doel ligt lager dan het begin. Een jaar dat daalt, vul je met de hand in, met de reden en het besluit.")
	}
	if err := wrong.Err(); err != nil {
		return GrowthPath{}, err
	}
	p := GrowthPath{How: how}
	for year := first; year <= last; year++ {
		p.Years = append(p.Years, PathYear{Year: year, Target: rate(int64(year-first), int64(last-first)), Status: Proposed})
	}
	return p, nil
}

// between returns from × (to ÷ from) to the power i ÷ n, rounded half up: the largest t for which (2t - 1)ⁿ is at most 2ⁿ × fromⁿ⁻ⁱ × toⁱ.
// In whole numbers: a step must not fall by a rounding error.
func between(from, to Rate, i, n int64) Rate {
	power := func(base Rate, exponent int64) *big.Int {
		return new(big.Int).Exp(big.NewInt(int64(base)), big.NewInt(exponent), nil)
	}
	most := new(big.Int).Mul(power(2, n), new(big.Int).Mul(power(from, n-i), power(to, i)))
	low, high := from, to
	for low < high {
		t := low + (high-low+1)/2
		if power(2*t-1, n).Cmp(most) <= 0 {
			low = t
		} else {
			high = t - 1
		}
	}
	return low
}

func checkRate(wrong *fault.Fields, field string, r Rate) {
	if r < 0 || r > MaxRate {
		wrong.Add(field, "Geef een bedrag per inwoner van %v tot %v.", Rate(0), MaxRate)
	}
}

// Year returns the path's row of a year, and false where it has none.
func (p GrowthPath) Year(year int) (PathYear, bool) {
	if at := slices.IndexFunc(p.Years, func(y PathYear) bool { return y.Year == year }); at >= 0 {
		return p.Years[at], true
	}
	return PathYear{}, false
}

// Check refuses a version that skips a year, falls without a reason and a decision, promises without a decision what is no proposal, or
// takes back what the version before, which is zero for the first, held the city to. Today is the day of the act.
func (p GrowthPath) Check(before GrowthPath, today calendar.Day) error {
	var wrong fault.Fields
	if strings.TrimSpace(p.Reason) == "" {
		wrong.Add("reden", "Schrijf waarom het groeipad verandert. De reden staat bij elke versie te lezen.")
	} else if len([]rune(p.Reason)) > longestReason {
		wrong.Add("reden", "Houd het bij %d tekens.", longestReason)
	}
	if len(p.Years) == 0 {
		wrong.Add("", "Geef minstens één jaar een streefcijfer.")
	} else if len(p.Years) > MostYears {
		wrong.Add("", "Een groeipad heeft hoogstens %d jaren.", MostYears)
	}
	for i, y := range p.Years {
		y.check(&wrong, today)
		fell := i > 0 && y.Target < p.Years[i-1].Target
		y.checkFall(&wrong, fell)
		if i > 0 && y.Year != p.Years[i-1].Year+1 {
			wrong.Add("", "Na %d komt %d. Een groeipad slaat geen jaar over.", p.Years[i-1].Year, p.Years[i-1].Year+1)
		}
	}
	for _, was := range before.Years {
		p.checkKept(&wrong, was)
	}
	p.checkDecided(&wrong, today)
	switch {
	case !slices.Contains(Hows(), p.How):
		wrong.Add("hoe", "Kies hoe het pad stijgt.")
	case len(wrong) == 0 && !p.follows():
		wrong.Add("hoe", "De streefcijfers stijgen niet op deze manier. Bereken ze opnieuw, of kies “met de hand”.")
	}
	return wrong.Err()
}

// checkDecided refuses a decision without its day, and a day without a decision.
func (p GrowthPath) checkDecided(wrong *fault.Fields, today calendar.Day) {
	switch {
	case p.Decision != "" && p.DecidedOn.IsZero():
		wrong.Add("dag", "Geef de dag van het besluit.")
	case p.Decision == "" && !p.DecidedOn.IsZero():
		wrong.Add("besluit", "Geef het nummer van het besluit van die dag.")
	case p.DecidedOn > today:
		wrong.Add("dag", "Deze dag moet nog komen. Een besluit wordt geregistreerd als het genomen is.")
	}
}

func (y PathYear) check(wrong *fault.Fields, today calendar.Day) {
	if y.Year < FirstYear || y.Year > LastYear {
		wrong.Add("", "Kies jaren van %d tot %d.", FirstYear, LastYear)
	}
	checkRate(wrong, Field(TargetPart, y.Year), y.Target)
	switch {
	case !slices.Contains(Statuses(), y.Status):
		wrong.Add(Field(StatusPart, y.Year), "Kies een status voor %d.", y.Year)
	case y.Status != Proposed && y.Decision == "":
		wrong.Add(Field(DecisionPart, y.Year), "Geef het besluit voor %d: alleen een voorstel heeft er geen.", y.Year)
	}
	if y.Status == Accounted && y.Year >= today.Year() {
		wrong.Add(Field(StatusPart, y.Year), "%d is nog niet voorbij. Een rekening is er pas daarna.", y.Year)
	}
}

func (y PathYear) checkFall(wrong *fault.Fields, fell bool) {
	said := strings.TrimSpace(y.FallReason) != ""
	if fell && !said {
		wrong.Add(Field(FallPart, y.Year), "Het streefcijfer van %d ligt lager dan dat van %d. Schrijf waarom, en geef het besluit.", y.Year, y.Year-1)
	}
	if fell && y.Status == Proposed && y.Decision == "" { // of another status it is refused already
		wrong.Add(Field(DecisionPart, y.Year), "Geef het besluit waarmee %d daalt.", y.Year)
	}
	if !fell && said {
		wrong.Add(Field(FallPart, y.Year), "Het streefcijfer van %d daalt niet. Maak dit veld leeg.", y.Year)
	}
	if len([]rune(y.FallReason)) > longestReason {
		wrong.Add(Field(FallPart, y.Year), "Houd het bij %d tekens.", longestReason)
	}
}

// checkKept refuses to let go of a year of the version before that was more than a proposal.
func (p GrowthPath) checkKept(wrong *fault.Fields, was PathYear) {
	if was.Status == Proposed {
		return
	}
	is, there := p.Year(was.Year)
	switch {
	case !there:
		wrong.Add("", "%d blijft in het groeipad: over dat jaar is beslist.", was.Year)
	case was.Status == Accounted && is.Target != was.Target:
		wrong.Add(Field(TargetPart, was.Year), "Van %d is de rekening gemaakt. Het streefcijfer blijft %v.", was.Year, was.Target)
	case was.Status == Accounted && is.Status != Accounted:
		wrong.Add(Field(StatusPart, was.Year), "Van %d is de rekening gemaakt. Dat blijft zo.", was.Year)
	case is.Status == Proposed:
		wrong.Add(Field(StatusPart, was.Year), "Over %d is beslist. Kies “aangepast” en geef het nieuwe besluit.", was.Year)
	case is.Target != was.Target && is.Status != Amended:
		wrong.Add(Field(StatusPart, was.Year), "Het streefcijfer van %d was %v. Wie het verandert, kiest “aangepast” en geeft het nieuwe besluit.", was.Year, was.Target)
	case is.Target != was.Target && is.Decision == was.Decision:
		wrong.Add(Field(DecisionPart, was.Year), "Met besluit %s was het streefcijfer van %d %v. Geef het nieuwe besluit.", was.Decision, was.Year, was.Target)
	}
}

// follows says whether the years that are not accounted rise as How says, from the first of them or from the last account on.
func (p GrowthPath) follows() bool {
	if p.How == ByHand {
		return true
	}
	open := slices.IndexFunc(p.Years, func(y PathYear) bool { return y.Status != Accounted })
	for _, from := range []int{open, open - 1} {
		if from >= 0 && risesAs(p.How, p.Years[from:]) {
			return true
		}
	}
	return false
}

func risesAs(how How, years []PathYear) bool {
	rising := Linear
	if how == ByEqualPercent {
		rising = Compound
	}
	first, last := years[0], years[len(years)-1]
	made, err := rising(first.Year, last.Year, first.Target, last.Target)
	return err == nil && slices.EqualFunc(made.Years, years, func(a, b PathYear) bool { return a.Year == b.Year && a.Target == b.Target })
}

// A PathChange is a year in two versions of the path. Old or New is nil where that version does not have it.
type PathChange struct {
	Year     int
	Old, New *PathYear
}

// Difference is how much more the new version promises, and false where one of the two has no such year.
func (c PathChange) Difference() (Rate, bool) {
	if c.Old == nil || c.New == nil {
		return 0, false
	}
	return c.New.Target - c.Old.Target, true
}

// Changed says whether the versions differ in anything.
func (c PathChange) Changed() bool { return c.Old == nil || c.New == nil || *c.Old != *c.New }

// SideBySide returns all years of two versions, the earliest first.
func SideBySide(older, newer GrowthPath) []PathChange {
	var years []int
	for _, y := range slices.Concat(older.Years, newer.Years) {
		years = append(years, y.Year)
	}
	slices.Sort(years)
	var all []PathChange
	for _, year := range slices.Compact(years) {
		c := PathChange{Year: year}
		if y, ok := older.Year(year); ok {
			c.Old = &y
		}
		if y, ok := newer.Year(year); ok {
			c.New = &y
		}
		all = append(all, c)
	}
	return all
}

// Compare returns the years in which two versions differ, the earliest first: none where a version is compared with itself.
func Compare(older, newer GrowthPath) []PathChange {
	return slices.DeleteFunc(SideBySide(older, newer), func(c PathChange) bool { return !c.Changed() })
}
