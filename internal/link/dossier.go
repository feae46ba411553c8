package link

import (
	"strconv"

	"vriendenstad/internal/document"
	"vriendenstad/internal/grant"
)

// CheckApplication returns the address of the page on which a draft is read once more, and submitted or proposed.
func CheckApplication(id grant.ID) string { return MyApplication(id) + "/nakijken" }

// SubmitApplication returns where a submission is sent.
func SubmitApplication(id grant.ID) string { return MyApplication(id) + "/indienen" }

// ProposeApplication returns where the proposal to submit is sent.
func ProposeApplication(id grant.ID) string { return MyApplication(id) + "/voorstellen" }

// AskLate returns where the question to submit after the closing is sent, and LateOf where it stands on the page of a draft.
func AskLate(id grant.ID) string { return MyApplication(id) + "/laat" }

// LateOf returns the place of that question on the page on which a draft is read once more.
func LateOf(id grant.ID) string { return CheckApplication(id) + "#laat" }

// AnswerGap returns the address to which a gap of an application leads: its field, its section where it is of no field, or the application.
func AnswerGap(id grant.ID, g grant.Gap) string {
	switch {
	case g.Section == "":
		return MyApplication(id)
	case g.Field == "":
		return MySection(id, g.Section)
	}
	return MyField(id, g.Section, g.Field)
}

// Receipt returns the address of the proof that an application was submitted, ReceiptPDF that of the same on paper.
func Receipt(id grant.ID) string { return MyApplication(id) + "/ontvangst" }

// ReceiptPDF returns the address of a receipt on paper.
func ReceiptPDF(id grant.ID) string { return Receipt(id) + ".pdf" }

// MyDossier returns the address of what was submitted, with what is expected of whom.
func MyDossier(id grant.ID) string { return MyApplication(id) + "/dossier" }

// WithdrawApplication returns the address of the page on which an application is taken back.
func WithdrawApplication(id grant.ID) string { return MyApplication(id) + "/intrekken" }

// AnswerCompletion returns where the word that all was completed is sent.
func AnswerCompletion(id grant.ID) string { return MyDossier(id) + "/aanvulling" }

// MyMessages returns where a message to the Dienst is sent.
func MyMessages(id grant.ID) string { return MyDossier(id) + "/berichten" }

// Proof returns the address of the page that says whether a proof of submission is one.
func Proof() string { return "/dossier/bewijs" }

// ProofOf returns the address of the answer for one hash.
func ProofOf(hash string) string { return with(Proof(), "code", hash) }

// A DossierSearch is the Dienst's list of dossiers as its address says it. Empty values do not narrow.
type DossierSearch struct {
	// Status is a state, or one of package form in its place.
	Words, Status, Code, Sort string
	Round                     grant.RoundID
	// After is the last dossier of the page before; zero for the first page.
	After grant.ID
}

// StaffDossiers returns the address of the Dienst's list of dossiers.
func StaffDossiers() string { return "/beheer/aanvragen" }

// StaffDossiersBy returns the address of that list, narrowed.
func StaffDossiersBy(s DossierSearch) string {
	return with(StaffDossiers(), "q", s.Words, "stand", s.Status, "reglement", s.Code, "oproep", numberOrNone(int64(s.Round)), "sorteer", s.Sort, "na", numberOrNone(int64(s.After)))
}

// numberOrNone writes a number, and nothing for zero.
func numberOrNone(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// StaffDossier returns the address of a dossier as the Dienst sees it.
func StaffDossier(id grant.ID) string {
	return StaffDossiers() + "/" + strconv.FormatInt(int64(id), 10)
}

// StaffDossierCheck returns where the word that somebody checks a dossier is sent.
func StaffDossierCheck(id grant.ID) string { return StaffDossier(id) + "/nakijken" }

// StaffDossierAsk returns the address of the form that asks the association to complete its application.
func StaffDossierAsk(id grant.ID) string { return StaffDossier(id) + "/aanvulling" }

// StaffLate returns the address of a question to submit an application after the closing, as the Dienst sees it. What is decided is sent there too.
func StaffLate(id grant.ID) string {
	return Staff() + "/laattijdig/" + strconv.FormatInt(int64(id), 10)
}

// StaffDocument returns the address of an attachment of a dossier, for the Dienst.
func StaffDocument(of grant.ID, id document.ID) string {
	return StaffDossier(of) + "/bijlagen/" + strconv.FormatInt(int64(id), 10)
}

// StaffDossierMessages returns where a message to the association is sent.
func StaffDossierMessages(id grant.ID) string { return StaffDossier(id) + "/berichten" }
