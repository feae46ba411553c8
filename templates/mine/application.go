package mine

import (
	"strconv"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// An ApplicationLine is an application as lists show it.
type ApplicationLine struct {
	grant.Application
	// Regulation is the title of what it is asked under, Called that of the round.
	Regulation, Called string
	ClosesAt           time.Time
	// Waiting says that a request for completion waits for the association, until Due.
	Waiting bool
	Due     calendar.Day
	// Unread is how many messages of the Dienst nobody of the association has read yet.
	Unread int
	// AskedLate says that it was asked to submit it after the closing, LateRefused that this was refused; AdmittedUntil is until when it may be, zero for never.
	AskedLate, LateRefused bool
	AdmittedUntil          time.Time
	// Committed and Paid are what the ledger holds of what was promised to it.
	Committed, Paid money.Cents
	// Once is the key of the form that takes a draft back, where it was thrown away.
	Once string
}

func (l ApplicationLine) name() string { return ApplicationName(l.Application) }

// ApplicationName is what an application is called: as the association calls it, where it does.
func ApplicationName(a grant.Application) string {
	if a.Title == "" {
		return "Aanvraag zonder titel"
	}
	return a.Title
}

// ApplicationHref returns where an application as a whole is: on its own page while it is a draft, and in its dossier after that.
func ApplicationHref(a grant.Application) string {
	if a.Status == grant.Draft {
		return link.MyApplication(a.ID)
	}
	return link.MyDossier(a.ID)
}

// under says what is asked, and by what number people know it.
func (l ApplicationLine) under() string {
	words := l.Regulation + " · " + l.Called
	if l.Number != "" {
		words = string(l.Number) + " · " + words
	}
	return words
}

// turn says who is at move, empty for nobody, and what is expected.
func (l ApplicationLine) turn(now time.Time) (ours bool, who, says string) {
	switch {
	case l.Status == grant.Draft && now.Before(l.ClosesAt):
		return true, ourTurn, "Werk de aanvraag af en dien ze in. " + left(l.ClosesAt, now) + "."
	case l.Status == grant.Draft && now.Before(l.AdmittedUntil):
		return true, ourTurn, "De oproep is gesloten, maar de dienst laat toe dat jullie nog indienen. " + left(l.AdmittedUntil, now) + "."
	case l.Status == grant.Draft && l.AskedLate && !l.LateRefused && l.AdmittedUntil.IsZero():
		return false, theCitysTurn, "De oproep is gesloten op " + grant.Closing(l.ClosesAt) + ". De dienst beslist of jullie nog mogen indienen."
	case l.Status == grant.Draft && !l.AskedLate:
		return false, "Niet ingediend.", "De oproep is gesloten op " + grant.Closing(l.ClosesAt) + ". Was er overmacht, dan kunnen jullie vragen om nog in te dienen."
	case l.Status == grant.Draft:
		return false, "Niet ingediend.", "De oproep is gesloten op " + grant.Closing(l.ClosesAt) + ". Dit ontwerp kan je niet meer indienen."
	case l.Waiting:
		return true, ourTurn, "Vul je aanvraag aan, ten laatste op " + l.Due.String() + "."
	case l.Unread > 0:
		return true, ourTurn, unread(l.Unread)
	}
	h := ui.Handling{Status: l.Status, Committed: l.Committed, Paid: l.Paid}
	if l.Committed > 0 {
		return h.Ours(), h.Turn(), h.Label() + "."
	}
	return h.Ours(), h.Turn(), statusSentence(l.Status)
}

// unread says what to do with messages that nobody of the association read yet.
func unread(n int) string {
	if n == 1 {
		return "Lees het bericht van de dienst."
	}
	return "Lees de " + inSmallLetters(n) + " berichten van de dienst."
}

// statusSentence says what happens with an application that was submitted.
func statusSentence(s grant.Status) string {
	switch s {
	case grant.Submitted, grant.Supplemented, grant.Checking:
		return "De dienst kijkt of je dossier volledig is."
	case grant.Assessing, grant.Advising, grant.Proposed:
		return "De dienst beoordeelt je aanvraag."
	case grant.OnAgenda:
		return "Het college beslist binnenkort."
	case grant.Inadmissible:
		return "De aanvraag voldeed niet aan de voorwaarden."
	case grant.Granted, grant.Reporting, grant.Reviewing, grant.Recovering:
		return "De aanvraag is toegekend."
	case grant.Refused:
		return "De aanvraag is niet toegekend."
	case grant.Withdrawn:
		return "Jullie trokken de aanvraag in."
	case grant.Lapsed:
		return "De toekenning is vervallen."
	}
	return "Het dossier is afgesloten."
}

// saved says when a word of a draft was saved last.
func (l ApplicationLine) saved() string {
	return "Laatst bewaard op " + calendar.Moment(l.SavedAt) + "."
}

// goneUntil says until when a draft that was thrown away can be taken back.
func (l ApplicationLine) goneUntil() string {
	return "Weggegooid op " + calendar.Moment(l.DeletedAt) + ". Terughalen kan tot " + calendar.Moment(l.DeletedAt.Add(grant.DraftBack)) + "."
}

// left says how long something is open still, with its end: "Nog 13 dagen, tot 15 mei 2027, tot middernacht".
func left(closes, now time.Time) string {
	long, until := closes.Sub(now), ": "+grant.Closing(closes)
	days := int(calendar.DayOf(closes.Add(-time.Nanosecond)) - calendar.DayOf(now))
	switch {
	case long <= 0:
		return "Gesloten sinds " + grant.Until(closes)
	case long < 2*time.Minute:
		return "Nog 1 minuut" + until
	case long < 2*time.Hour:
		return "Nog " + money.Count(int(long/time.Minute)) + " minuten" + until
	case days < 1:
		return "Nog " + money.Count(int(long/time.Hour)) + " uur" + until
	case days == 1:
		return "Nog 1 dag" + until
	}
	return "Nog " + money.Count(days) + " dagen" + until
}

// An ApplicationsPage lists the applications of an association.
type ApplicationsPage struct {
	Name string
	// Drafts, Sent and Gone are those that are written on, those that were submitted, and those that were thrown away.
	Drafts, Sent, Gone []ApplicationLine
	// Writes says that who looks may begin and write.
	Writes bool
	Now    time.Time
	Wrong  fault.Fields
}

// BeginPage asks whether somebody wants to begin an application, where the association has a draft for the same round already.
type BeginPage struct {
	// Regulation is the title of what is asked under, Called that of the round.
	Regulation, Called string
	Round              grant.RoundID
	Drafts             []ApplicationLine
	Wrong              fault.Fields
	Once               string
}

func (p BeginPage) round() string { return strconv.FormatInt(int64(p.Round), 10) }

// A Step is a section of an application as its pages lead to it.
type Step struct {
	grant.Progress
	Title, Href string
	// Number counts the sections from 1; Current is the one that is shown.
	Number  int
	Current bool
	// Choices is how often somebody has to choose between the words of two people.
	Choices int
	// Fixed says that nothing of it can be answered any more.
	Fixed bool
}

// state is how a step is marked: "good", "wrong", "busy" or "open".
func (s Step) state() string {
	switch {
	case s.Wrong > 0 || s.Choices > 0:
		return "wrong"
	case s.Complete() && (s.Answered > 0 || s.Asked == 0):
		return "good"
	case s.Answered > 0:
		return "busy"
	}
	return "open"
}

// Words says how far a section is.
func (s Step) words() string {
	switch {
	case s.Choices > 0:
		return "Kies tussen twee teksten"
	case s.Fixed:
		return "Ligt vast"
	case s.Wrong == 1:
		return "1 antwoord klopt niet"
	case s.Wrong > 1:
		return money.Count(s.Wrong) + " antwoorden kloppen niet"
	case s.Complete() && (s.Answered > 0 || s.Asked == 0):
		return "Volledig"
	case s.Complete():
		return "Nog leeg, niet verplicht"
	case s.Answered == 0:
		return "Nog leeg"
	case s.Open == 1:
		return "Nog 1 vraag"
	}
	return "Nog " + money.Count(s.Open) + " vragen"
}

// An ApplicationPage shows an application as a whole.
type ApplicationPage struct {
	grant.Application
	Version grant.Version
	Round   grant.Round
	Steps   []Step
	// Worked is who typed last in the application; empty where nobody did, or who was erased.
	Worked string
	// Alternatives is how often somebody still has to choose between the words of two people.
	Alternatives int
	Writes       bool
	// Ask is how to ask to submit it after the closing.
	Ask LatePanel
	Now time.Time
}

// open says how long it can be submitted: to the closing, or to the end of an admission after that.
func (p ApplicationPage) open() string {
	if p.Ask.Open {
		return left(p.Ask.Asked.Until, p.Now)
	}
	return left(p.Round.ClosesAt, p.Now)
}

func (p ApplicationPage) name() string { return ApplicationName(p.Application) }

// whole says how many sections are complete, as a sentence.
func (p ApplicationPage) whole() string {
	n := 0
	for _, s := range p.Steps {
		if s.state() == "good" {
			n++
		}
	}
	switch {
	case n == len(p.Steps):
		return "Alle delen zijn volledig."
	case n == 0:
		return "Er zijn " + money.Count(len(p.Steps)) + " delen. Je hoeft niet alles in één keer te doen."
	case n == 1:
		return "1 van " + money.Count(len(p.Steps)) + " delen is volledig."
	}
	return money.Count(n) + " van " + money.Count(len(p.Steps)) + " delen zijn volledig."
}

// first is the section to go on with: the first that is not complete.
func (p ApplicationPage) first() (Step, bool) {
	for _, s := range p.Steps {
		if s.state() != "good" {
			return s, true
		}
	}
	return Step{}, false
}

func (p ApplicationPage) savedBy() string {
	if p.Worked == "" {
		return "Laatst bewaard op " + calendar.Moment(p.SavedAt) + "."
	}
	return "Laatst bewaard op " + calendar.Moment(p.SavedAt) + " door "
}

// openOn says until when a round is or was open.
func openOn(r grant.Round, now time.Time) string {
	if now.Before(r.ClosesAt) {
		return "Open tot " + r.ClosesOn() + "."
	}
	return "Was open tot " + grant.Until(r.ClosesAt) + "."
}
