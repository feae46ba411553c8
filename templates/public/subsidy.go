package public

import (
	"slices"
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/templates/ui"
)

// A Subsidy is a regulation with its published rounds and the envelope that pays.
type Subsidy struct {
	grant.Version
	// Rounds are the first to close first.
	Rounds []grant.Round
	// Envelope is that of this year; nil for support in kind, and while the year has none.
	Envelope *budget.Envelope
}

// A SubsidiesPage is what is open now, what comes, and all regulations.
type SubsidiesPage struct {
	Now time.Time
	All []Subsidy
	// Envelopes are those of the year that pay for any of them, in the order of pages.
	Envelopes []budget.Envelope
}

// A Call is a round in a list of all.
type Call struct {
	Subsidy
	grant.Round
}

// takesAt says whether a round takes applications at a moment.
func takesAt(r grant.Round, now time.Time) bool {
	state := r.StateAt(now)
	return state == grant.Open || state == grant.Extended
}

// open are the rounds that take applications, the first to close first; coming those that will, the first to open first.
func (p SubsidiesPage) open() []Call {
	all := p.calls(func(r grant.Round) bool { return takesAt(r, p.Now) })
	slices.SortStableFunc(all, func(a, b Call) int { return a.ClosesAt.Compare(b.ClosesAt) })
	return all
}

func (p SubsidiesPage) coming() []Call {
	all := p.calls(func(r grant.Round) bool { return p.Now.Before(r.OpensAt) })
	slices.SortStableFunc(all, func(a, b Call) int { return a.OpensAt.Compare(b.OpensAt) })
	return all
}

func (p SubsidiesPage) calls(which func(grant.Round) bool) []Call {
	var all []Call
	for _, s := range p.All {
		for _, r := range s.Rounds {
			if which(r) {
				all = append(all, Call{s, r})
			}
		}
	}
	return all
}

// free is what the envelopes still have together.
func (p SubsidiesPage) free() money.Cents {
	var sum money.Cents
	for _, e := range p.Envelopes {
		sum += e.Available()
	}
	return sum
}

// rows are the regulations as a list.
func (p SubsidiesPage) rows() []ui.Row {
	all := make([]ui.Row, len(p.All))
	for i, s := range p.All {
		all[i] = ui.Row{Title: s.Title, Href: link.Subsidy(s.Slug), Meta: s.ForWhom, Text: s.Purpose, Side: s.most().Short(), Of: s.of()}
		all[i].Tags = append(all[i].Tags, s.standing(p.Now))
		if s.Light {
			all[i].Tags = append(all[i].Tags, "Lichte weg")
		}
		if s.InKind() {
			all[i].Tags = append(all[i].Tags, "In natura")
		}
	}
	return all
}

// most is the large figure of a regulation: the most that can be granted, or that can be for each where that is bounded.
func (s Subsidy) most() money.Cents {
	if s.PerUnit.Amount > 0 {
		return s.PerUnit.Amount
	}
	return s.MaxAmount
}

// of says what the large figure is: "hoogstens, tot 75 procent".
func (s Subsidy) of() string {
	text := "hoogstens"
	if s.PerUnit.Amount > 0 {
		text += " per " + s.PerUnit.Unit
	}
	if s.MaxShare < budget.AllPoints {
		text += ", tot " + grant.Percent(s.MaxShare)
	}
	return text
}

// limits says how much somebody gets at most: "Hoogstens € 8.000, en hoogstens 75 procent van de kosten."
func (s Subsidy) limits() string {
	text := "Hoogstens " + s.Most()
	if s.InKind() {
		text += " aan zalen, materiaal, vervoer of begeleiding"
	}
	if s.MaxShare < budget.AllPoints {
		text += ", en hoogstens " + grant.Percent(s.MaxShare) + " van de kosten"
	}
	return text + "."
}

// light says that one of the regulations is of the light route.
func (p SubsidiesPage) light() bool {
	return slices.ContainsFunc(p.All, func(s Subsidy) bool { return s.Light })
}

// lightRoute says what the light route is.
func lightRoute() string {
	return "Kleine steun gaat langs de lichte weg: tot " + grant.LightMost.Short() + ", met hoogstens " + inWords(grant.LightQuestions) + " vragen en " +
		inWords(grant.LightFiles) + " bijlage, en een beslissing binnen " + strconv.Itoa(grant.LightDays) + " dagen."
}

// openRounds are its rounds that take applications at a moment.
func (s Subsidy) openRounds(now time.Time) []grant.Round {
	var all []grant.Round
	for _, r := range s.Rounds {
		if takesAt(r, now) {
			all = append(all, r)
		}
	}
	return all
}

// next is the first of its rounds that is still to open, false where none is.
func (s Subsidy) next(now time.Time) (grant.Round, bool) {
	at := -1
	for i, r := range s.Rounds {
		if now.Before(r.OpensAt) && (at < 0 || r.OpensAt.Before(s.Rounds[at].OpensAt)) {
			at = i
		}
	}
	if at < 0 {
		return grant.Round{}, false
	}
	return s.Rounds[at], true
}

// standing says in a few words whether it can be applied for.
func (s Subsidy) standing(now time.Time) string {
	if open := s.openRounds(now); len(open) > 0 {
		return "Open tot en met " + open[0].LastDay().String()
	}
	if r, comes := s.next(now); comes {
		return "Opent op " + calendar.DayOf(r.OpensAt).String()
	}
	return "Nu geen oproep"
}

// left says what the envelope still has, empty where no envelope pays.
func (s Subsidy) left() string {
	if s.Envelope == nil {
		return ""
	}
	return "Nog " + s.Envelope.Available().Short() + " vrij in de enveloppe " + lowered(s.Envelope.Name)
}

// pays says what an envelope still has of its credit.
func pays(e budget.Envelope) string {
	return "van " + e.Credit.Short() + " in " + strconv.Itoa(e.Year)
}

// A Standing says how whoever looks stands to applying.
type Standing int

// The standings. Away is somebody who is not signed in.
const (
	Away Standing = iota
	Alone
	Undecided
	Reads
	Other
	May
)

// An Applicant is whoever looks at the page of a regulation. The association is empty where they act for none.
type Applicant struct {
	Standing    Standing
	Association string
	// Once is the key of the form that begins an application.
	Once string
}

// A SubsidyPage is the rules of one regulation in plain words.
type SubsidyPage struct {
	Subsidy
	Now time.Time
	// Current is the number of the version that is in force, of which this may be another.
	Current int
	// Versions are the numbers of all published versions, the latest first.
	Versions []int
	// Extensions are those of its rounds that are open, by round.
	Extensions map[grant.RoundID][]grant.Extension
	// Numbers are the versions that its rounds are held under.
	Numbers map[grant.RoundID]int
	// Examples are the latest projects that got support under it.
	Examples []project.Row
	Who      Applicant
}

// other says that another version is shown than the one that is in force.
func (p SubsidyPage) other() bool { return p.Number != p.Current }

// closed are the rounds that ended, the last first, at most so many.
func (p SubsidyPage) closed(most int) []grant.Round {
	var all []grant.Round
	for _, r := range slices.Backward(p.Rounds) {
		if r.StateAt(p.Now) == grant.Closed && len(all) < most {
			all = append(all, r)
		}
	}
	return all
}

// planned are the rounds that are still to open, the first one first.
func (p SubsidyPage) planned() []grant.Round {
	var all []grant.Round
	for _, r := range p.Rounds {
		if p.Now.Before(r.OpensAt) {
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(a, b grant.Round) int { return a.OpensAt.Compare(b.OpensAt) })
	return all
}

// under says that a round is held under another version than the one that is shown, empty where it is not.
func (p SubsidyPage) under(r grant.Round) int {
	if n := p.Numbers[r.ID]; n != p.Number {
		return n
	}
	return 0
}

func (p SubsidyPage) questions() int {
	n := 0
	for _, s := range p.Sections {
		n += len(s.Questions)
	}
	return n
}

// decision says when somebody hears more.
func (p SubsidyPage) decision() string {
	if p.Emergency {
		return "Het college wil binnen " + strconv.Itoa(p.DecisionWithin) + " dagen na je aanvraag beslissen."
	}
	if p.Light {
		return "De stad wil binnen " + strconv.Itoa(p.DecisionWithin) + " dagen beslissen."
	}
	return "Het college wil binnen " + strconv.Itoa(p.DecisionWithin) + " dagen na de sluiting van de oproep beslissen."
}

// inForce says since when these rules count, and until when.
func (p SubsidyPage) inForce() string {
	if p.InForce.Last.IsZero() {
		return "sinds " + p.InForce.First.String()
	}
	return p.InForce.First.String() + " tot en met " + p.InForce.Last.String()
}

// groupsOf writes the groups of a criterion, each as one line.
func groupsOf(c grant.Criterion) []string {
	all := make([]string, len(c.Groups))
	for i, g := range c.Groups {
		parts := slices.Clone(g)
		for j := range parts[min(1, len(parts)):] {
			parts[j+1] = lowered(parts[j+1])
		}
		all[i] = listed(parts)
		if i > 0 {
			all[i] = "of: " + lowered(all[i])
		}
	}
	return all
}

// proofsFrom writes a threshold: "Vanaf € 1.239,47".
func proofsFrom(t grant.Threshold) string {
	if t.From == 0 {
		return "Altijd"
	}
	return "Vanaf " + t.From.Short()
}

// Lead is the begin of what it is for.
func (p SubsidyPage) Lead() string { return p.Purpose }

func allProjects() string { return link.Projects(project.Filter{}) }

// lowered writes a text within a sentence: without its capital, unless it begins with an abbreviation.
func lowered(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if next, _ := utf8.DecodeRuneInString(text[size:]); unicode.IsUpper(next) {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}
