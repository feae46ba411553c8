package staff

import (
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// A DossiersPage is one page of the dossiers of the Dienst.
type DossiersPage struct {
	Asked link.DossierSearch
	Today calendar.Day
	// Tabs are the states that are asked for most, with how many dossiers stand so.
	Tabs []Tab
	// Statuses, Codes and Rounds are what the list can be narrowed to, Sorts how it can be sorted.
	Statuses, Codes, Rounds, Sorts []ui.Option
	// Count is how many dossiers there are of what is asked for, Requested what they ask for together. Late is how many should have been completed by now.
	Count, Late int
	Requested   money.Cents
	Rows        []DossierLine
	// First says that this is the first page; Next is the address of the next one, empty for none.
	First bool
	Next  string
}

// A DossierLine is a dossier in the list.
type DossierLine struct {
	ID         grant.ID
	Number     grant.DossierNumber
	Title      string
	Applicant  string
	Regulation string
	// Round is the title of its round.
	Round     string
	Handling  ui.Handling
	Requested money.Cents
	Submitted time.Time
	Unread    int
	// New says that it was submitted since the reader was here last.
	New bool
}

// late says that the association should have completed it by now.
func (l DossierLine) late(today calendar.Day) bool {
	return !l.Handling.Due.IsZero() && l.Handling.Due < today
}

func (p DossiersPage) narrowed() bool {
	return p.Asked.Words != "" || p.Asked.Status != "" || p.Asked.Code != "" || p.Asked.Round != 0
}

func (p DossiersPage) firstHref() string {
	if p.First {
		return ""
	}
	return link.StaffDossiersBy(p.Asked)
}

// states are what the form can narrow to: what a tab asks for stays chosen.
func (p DossiersPage) states() []ui.Option {
	all := p.Statuses
	for _, t := range p.Tabs {
		if t.Key == p.Asked.Status && (t.Key == form.WaitingDossiers || t.Key == form.LateDossiers) {
			all = append(all[:len(all):len(all)], ui.Option{Value: t.Key, Label: t.Label + " (" + money.Count(t.Count) + ")", Chosen: true})
		}
	}
	return all
}

func (p DossiersPage) tabHref(t Tab) string {
	to := p.Asked
	to.Status = t.Key
	return link.StaffDossiersBy(to)
}

// inShort writes what a line asks for.
func inShort(amount money.Cents) string {
	if amount == 0 {
		return "in natura"
	}
	return amount.Short()
}

func requested(amount money.Cents) string {
	if amount == 0 {
		return "in natura"
	}
	return amount.String()
}

// A DossierPage is a dossier as the Dienst sees it.
type DossierPage struct {
	DossierLine
	ApplicantHref string
	Version       int
	Hash          string
	InGrace       bool
	// Admission says that it was submitted after the closing, by whose decision and why.
	grant.Admission
	By string
	// Answered are the answers as they are now; Before those as they were submitted, nil where nothing was completed.
	Answered ui.Answered
	Before   *ui.Answered
	Requests []grant.Request
	Messages []ui.Message
	Trail    []Entry
	// Handles says that this person handles dossiers; the head of the Dienst reads them.
	Handles bool
	// MayCheck and MayAsk say what can be done now.
	MayCheck, MayAsk bool
	// Check is the key of the form that begins to check the dossier, Refused what was wrong with that.
	Check   string
	Refused fault.Fields
	// Message is the form of a message, as it was typed, Wrong what was wrong with it.
	Message ui.MessageForm
	Wrong   fault.Fields
}

// cameOf says what came of a request for completion.
func (p DossierPage) cameOf(r grant.Request) string {
	switch {
	case !r.AnsweredAt.IsZero() && r.Late(r.AnsweredAt):
		return "aangevuld op " + calendar.DayOf(r.AnsweredAt).String() + ", te laat: kon tot " + r.Due.String()
	case !r.AnsweredAt.IsZero():
		return "aangevuld op " + calendar.DayOf(r.AnsweredAt).String()
	case p.Handling.Status == grant.Incomplete:
		return "open, ten laatste op " + r.Due.String()
	}
	return "niet beantwoord; kon tot " + r.Due.String()
}

// A CompletionPage is the form that asks an association to complete its application.
type CompletionPage struct {
	ID        grant.ID
	Number    grant.DossierNumber
	Applicant string
	Sections  []grant.Section
	Given     grant.Answers
	Questions []string
	Why, Due  string
	Wrong     fault.Fields
	Once      string
}

func (p CompletionPage) chosen(key string) bool {
	for _, one := range p.Questions {
		if one == key {
			return true
		}
	}
	return false
}

// asked returns the questions of a section that were asked.
func (p CompletionPage) asked(s grant.Section) []grant.Question {
	var all []grant.Question
	for _, q := range s.Questions {
		if q.Asked(p.Given) {
			all = append(all, q)
		}
	}
	return all
}
