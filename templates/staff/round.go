package staff

import (
	"strconv"
	"strings"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/templates/ui"
)

// A RoundView is a round with what it is held under.
type RoundView struct {
	grant.Round
	// Slug, Code and Regulated are the regulation's address, code and title; Number and Published are those of its version.
	Slug, Code, Regulated string
	Number                int
	Published             bool
	// DraftedBy and OpenedBy are empty for the program, for who was erased, and while nobody did.
	DraftedBy, OpenedBy string
	DraftedAt           time.Time
	// OpenedAt is nil for a draft.
	OpenedAt *time.Time
}

// RoundsPage is the list of rounds: what is in draft, open and to come first, and what closed.
type RoundsPage struct {
	Now          time.Time
	Rows, Closed []RoundView
	Drafts       bool
}

// drafts counts the rounds that wait to be published.
func (p RoundsPage) drafts() int {
	n := 0
	for _, r := range p.Rows {
		if !r.Opened {
			n++
		}
	}
	return n
}

func (p RoundsPage) sum() string {
	open := 0
	for _, r := range p.Rows {
		if s := r.StateAt(p.Now); s == grant.Open || s == grant.Extended {
			open++
		}
	}
	text := count(open, "oproep is", "oproepen zijn") + " nu open"
	if n := p.drafts(); n > 0 {
		text += ", " + count(n, "ontwerp wacht", "ontwerpen wachten") + " op het diensthoofd"
	}
	return text + "."
}

// RoundPage is one round.
type RoundPage struct {
	RoundView
	Now        time.Time
	Extensions []grant.Extension
	// Drafts and Heads say what this person may do.
	Drafts, Heads bool
	Trail         []Entry
}

// RoundFormPage is the form in which a round is prepared, or changed while it is a draft. Of is the zero round for a new one.
type RoundFormPage struct {
	Of RoundView
	// Versions are those under which a round can be held.
	Versions []grant.Version
	Seen     string
	Typed    form.Round
	Once     string
	Retry
}

// versions are those that the form offers.
func (p RoundFormPage) versions() []ui.Option {
	all := []ui.Option{{Label: "Kies", Chosen: p.Typed.Version == 0}}
	for _, v := range p.Versions {
		label := v.Title + ", versie " + strconv.Itoa(v.Number)
		if !v.Published {
			label += " (ontwerp)"
		}
		all = append(all, ui.Option{Value: strconv.FormatInt(int64(v.ID), 10), Label: label, Chosen: p.Typed.Version == v.ID})
	}
	return all
}

// RoundActPage asks once whether a round is published, or extended.
type RoundActPage struct {
	RoundView
	// Last is the last day of its regulation, zero where nobody ended that.
	Last calendar.Day
	Now  time.Time
	Seen string
	// Typed is the extension, as it was typed.
	Typed form.Longer
	Once  string
	Retry
}

// roundStanding says where a round stands for staff: a draft is none of the public's states.
func roundStanding(r grant.Round, now time.Time) grant.RoundState {
	if !r.Opened {
		return "ontwerp"
	}
	return r.StateAt(now)
}

// holidayWords says in which school holidays a day lies, empty for none.
func holidayWords(day calendar.Day) string {
	var parts []string
	for _, h := range grant.Holidays(day) {
		word := "valt in"
		if h.First > day {
			word = "valt vlak voor"
		}
		parts = append(parts, word+" de "+h.Name+" ("+h.Period.String()+")")
	}
	if len(parts) == 0 {
		return ""
	}
	return "De sluiting " + strings.Join(parts, " en ") + ". Scholen en ouders zijn dan moeilijk te bereiken."
}

// confirmHoliday is the box that confirms a closing in a holiday.
func confirmHoliday(p RoundActPage) ui.Choices {
	return ui.Choices{Name: "vakantie", Label: "Schoolvakantie", Many: true, Wrong: p.Wrong,
		Values: []ui.Option{{Value: grant.Yes, Label: "Ja, de oproep mag in of vlak voor een schoolvakantie sluiten", Chosen: p.Typed.Holidays}}}
}

// extendHint says how far a round can be extended.
func (p RoundActPage) extendHint() string {
	text := "De oproep sluit om middernacht, als die dag eindigt."
	if !p.Last.IsZero() {
		text += " Het reglement eindigt op " + p.Last.String() + ": later kan niet."
	}
	return text
}

func seconds(d time.Duration) string { return count(int(d/time.Second), "seconde", "seconden") }

// roundAction is where the form of a round is sent.
func roundAction(p RoundFormPage) string {
	if p.Of.ID == 0 {
		return link.StaffRoundNew("")
	}
	return link.StaffRoundEdit(p.Of.ID)
}
