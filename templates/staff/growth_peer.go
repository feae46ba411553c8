package staff

import (
	"strconv"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/form"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// PeerFigure is a figure of another city with the names of who entered it, checked it and withdrew it, each empty for the program, for who was
// erased and while nobody did.
type PeerFigure struct {
	budget.PeerFigure
	Entered, Checked, Withdrawn string
	// Mine says that who reads this entered it.
	Mine bool
}

// title names the figure: "Gent, 2025".
func (f PeerFigure) title() string { return f.City + ", " + strconv.Itoa(f.Year) }

// entered says who entered the figure, and when.
func (f PeerFigure) entered() string {
	return author(f.EnteredBy, f.Entered) + ", op " + calendar.DayOf(f.EnteredAt).String()
}

// checked says who checked the figure, and when; empty while nobody did.
func (f PeerFigure) checked() string {
	if f.CheckedAt.IsZero() {
		return ""
	}
	return author(f.CheckedBy, f.Checked) + ", op " + calendar.DayOf(f.CheckedAt).String()
}

// withdrawn says who withdrew the figure, and when; empty while it stands.
func (f PeerFigure) withdrawn() string {
	if f.WithdrawnAt.IsZero() {
		return ""
	}
	return author(f.WithdrawnBy, f.Withdrawn) + ", op " + calendar.DayOf(f.WithdrawnAt).String()
}

// counted is the number of inhabitants that the figure is reckoned with.
func (f PeerFigure) counted() string {
	if f.Inhabitants == 0 {
		return "zegt de bron niet"
	}
	return money.Count(f.Inhabitants)
}

// state is where the figure stands, in a word and its tone.
func (f PeerFigure) state() (word, tone string) {
	switch {
	case !f.WithdrawnAt.IsZero():
		return "Ingetrokken", "tag tag--line"
	case f.CheckedAt.IsZero():
		return "Na te kijken", "tag tag--warn"
	}
	return "Openbaar", "tag tag--good"
}

func (f PeerFigure) stateWord() string {
	word, _ := f.state()
	return word
}

func (f PeerFigure) stateTone() string {
	_, tone := f.state()
	return tone
}

// PeersPage are the figures of other cities.
type PeersPage struct {
	BudgetPowers
	// Waiting are those that nobody has checked, Public those that everybody sees, Withdrawn those that were taken back.
	Waiting, Public, Withdrawn []PeerFigure
}

// mayCheck says whether who reads may check a figure, which somebody else entered.
func (p BudgetPowers) mayCheck() bool { return p.Keeps || p.Heads }

func (p PeersPage) sum() string {
	said := count(len(p.Public), "cijfer is openbaar", "cijfers zijn openbaar")
	switch n := len(p.Waiting); n {
	case 0:
		return said + "."
	case 1:
		return said + ". Eén wacht op nazicht."
	default:
		return said + ". " + capital(spelled(n)) + " wachten op nazicht."
	}
}

// PeerPage is one figure of another city.
type PeerPage struct {
	BudgetPowers
	Of    PeerFigure
	Typed form.Reason
	// Check and Withdraw are the keys of its forms.
	Check, Withdraw string
	Trail           []Entry
	Retry
}

// PeerNewPage is the form in which a figure of another city is entered.
type PeerNewPage struct {
	Typed form.Peer
	Once  string
	Retry
}

func (p PeerNewPage) scopes() []ui.Option {
	all := []ui.Option{{Label: "Kies", Chosen: p.Typed.Scope == ""}}
	for _, s := range budget.Scopes() {
		all = append(all, ui.Option{Value: string(s), Label: capital(ui.ScopeLabel(s)), Chosen: string(s) == p.Typed.Scope})
	}
	return all
}
