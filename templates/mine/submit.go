package mine

import (
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// A CheckPage is the page on which a draft is read once more, and submitted or proposed.
type CheckPage struct {
	ID         grant.ID
	Title      string
	Regulation string
	Stops      []grant.Stop
	Answered   ui.Answered
	// Leads says that the reader may submit, Writes that they may propose it.
	Leads, Writes bool
	// ProposedBy is who proposed to submit it, ProposedAt when; zero where nobody did.
	ProposedBy string
	ProposedAt time.Time
	// Proposed says that nothing was written since.
	Proposed bool
	// Closes is when the round closes, in words.
	Closes string
	// Doubt is what the Dienst may ask, and stops nothing; empty for none.
	Doubt string
	// Ask is how to ask to submit it after the closing.
	Ask LatePanel
	// Made are the statements that were ticked.
	Made  []string
	Wrong fault.Fields
	Once  string
}

// gateHref returns where something that stands in the way can be mended, and what to press; empty for nowhere.
func (p CheckPage) gateHref(s grant.Stop) string {
	switch s.Gate {
	case grant.RoundGate:
		return p.Ask.gate()
	case grant.AssociationGate:
		return link.MyAssociation()
	case grant.AnswersGate, grant.ChoiceGate:
		return link.AnswerGap(p.ID, s.Gap)
	}
	return ""
}

// stopsTitle says how many things stand in the way of what somebody wants to do.
func stopsTitle(n int, what string) string {
	if n == 1 {
		return "Nog één ding voor je kunt " + what
	}
	return "Nog " + inSmallLetters(n) + " dingen voor je kunt " + what
}

// inSmallLetters writes a number to twelve in letters.
func inSmallLetters(n int) string {
	words := []string{"twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"}
	if n >= 2 && n-2 < len(words) {
		return words[n-2]
	}
	return money.Count(n)
}

func (p CheckPage) made(key string) bool {
	for _, one := range p.Made {
		if one == key {
			return true
		}
	}
	return false
}

// A ReceiptPage is the proof that an application was submitted.
type ReceiptPage struct {
	grant.Submission
	Title, Association, Regulation string
	Version                        int
	// By is who submitted it, empty for who was erased.
	By string
	// Files are how many attachments there are, Size all of them in bytes.
	Files int
	Size  int64
	// Steps are what comes next.
	Steps []ui.Step
}

// seal writes a hash in groups of four.
func seal(hash string) string {
	var out []byte
	for i := range len(hash) {
		if i > 0 && i%4 == 0 {
			out = append(out, ' ')
		}
		out = append(out, hash[i])
	}
	return string(out)
}

func attached(n int, size int64) string {
	switch n {
	case 0:
		return "geen"
	case 1:
		return "1 bestand, " + ui.FileSize(size)
	}
	return money.Count(n) + " bestanden, " + ui.FileSize(size)
}

// A DossierPage is what was submitted, with what is expected of whom.
type DossierPage struct {
	ID         grant.ID
	Number     grant.DossierNumber
	Title      string
	Regulation string
	Handling   ui.Handling
	Submitted  time.Time
	// Admission says that it was submitted after the closing, and why.
	grant.Admission
	Withdrawn bool
	// Frozen are the answers as they are now: those that were submitted, with what was completed since.
	Answered ui.Answered
	// Request is what the Dienst asks to complete, nil for nothing; Open are its questions, Stops what is still missing in them, Refused why it was not sent on.
	// Late says that the day to answer it is over.
	Request *grant.Request
	Late    bool
	Refused fault.Fields
	Open    []OpenQuestion
	Stops   []grant.Stop
	// Past are the requests that were answered.
	Past     []grant.Request
	Messages []ui.Message
	// Leads says that the reader may take the application back, Writes that they may write.
	Leads, Writes bool
	Withdrawable  bool
	// Message is the form of a message, as it was typed.
	Message ui.MessageForm
	Wrong   fault.Fields
	// Answer is the key of the form that says that all was completed.
	Answer string
}

// An OpenQuestion is a question that can be answered again.
type OpenQuestion struct {
	grant.Question
	Section string
}

// A WithdrawPage asks once whether an application is taken back.
type WithdrawPage struct {
	ID     grant.ID
	Number grant.DossierNumber
	Title  string
	Wrong  fault.Fields
	Once   string
}

func dueOf(r grant.Request) string { return r.Due.String() }

// answeredOn writes the day on which a request was answered, and what it should have been where that was before.
func answeredOn(r grant.Request) string {
	day := calendar.DayOf(r.AnsweredAt).String()
	if r.Late(r.AnsweredAt) {
		day += ", te laat: het kon tot " + r.Due.String()
	}
	return day
}

func askedOn(r grant.Request) string { return calendar.DayOf(r.AskedAt).String() }
