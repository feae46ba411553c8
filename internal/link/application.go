package link

import (
	"strconv"

	"vriendenstad/internal/document"
	"vriendenstad/internal/grant"
)

// MyApplications returns the address of the list of the association's applications. A new one is sent there too.
func MyApplications() string { return "/mijn/aanvragen" }

// MyApplication returns the address of one of the association's applications.
func MyApplication(id grant.ID) string {
	return MyApplications() + "/" + strconv.FormatInt(int64(id), 10)
}

// MySection returns the address of a section of an application.
func MySection(id grant.ID, section string) string { return MyApplication(id) + "/" + section }

// MyField returns the address of a field in a section of an application.
func MyField(id grant.ID, section, field string) string { return MySection(id, section) + "#" + field }

// DeleteDraft returns the address of the page that asks once whether a draft is to be thrown away.
func DeleteDraft(id grant.ID) string { return MyApplication(id) + "/weggooien" }

// TakeBackDraft returns where taking back a draft is sent.
func TakeBackDraft(id grant.ID) string { return MyApplication(id) + "/terughalen" }

// AddDocuments returns where the attachments to a question are sent.
func AddDocuments(id grant.ID, question string) string {
	return MyApplication(id) + "/bijlagen/bij/" + question
}

// MyDocument returns the address of an attachment.
func MyDocument(of grant.ID, id document.ID) string {
	return MyApplication(of) + "/bijlagen/" + strconv.FormatInt(int64(id), 10)
}

// RemoveDocument returns the address of the page that asks once whether an attachment is to be removed.
func RemoveDocument(of grant.ID, id document.ID) string { return MyDocument(of, id) + "/verwijderen" }

// MoreRows returns the address of a section with one more empty row in a list, at the question that it is of.
func MoreRows(id grant.ID, section, list, question string) string {
	return with(MySection(id, section), "erbij", list) + "#" + question
}
