package staff

import (
	"time"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// A DossiersPage is one page of the dossiers of the Dienst.
type DossiersPage struct {
	Asked link.DossierSearch
	// Statuses and Codes are what the list can be narrowed to.
	Statuses, Codes []ui.Option
	Rows            []DossierLine
	// First says that this is the first page; Next is the address of the next one, empty for none.
	First bool
	Next  string
	Wrong fault.Fields
}

// A DossierLine is a dossier in the list.
type DossierLine struct {
	ID         grant.ID
	Number     grant.DossierNumber
	Title      string
	Applicant  string
	Regulation string
	Handling   ui.Handling
	Requested  money.Cents
	Submitted  time.Time
	Unread     int
}

func (p DossiersPage) narrowed() bool {
	return p.Asked.Words != "" || p.Asked.Status != "" || p.Asked.Code != ""
}

func (p DossiersPage) firstHref() string {
	if p.First {
		return ""
	}
	first := p.Asked
	first.ID, first.At = 0, time.Time{}
	return link.StaffDossiersBy(first)
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
	Round         string
	Version       int
	Hash          string
	InGrace       bool
	By            string
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
	// Message is the form of a message, as it was typed.
	Message ui.MessageForm
	Wrong   fault.Fields
	Check   string
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
