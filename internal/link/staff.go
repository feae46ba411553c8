package link

import (
	"strconv"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
)

// StaffAssociations returns the address of the associations that the Dienst knows.
func StaffAssociations() string { return "/beheer/verenigingen" }

// StaffAssociationsBy returns the address of that list narrowed to words and to a standing, behind an association; empty values do not narrow.
func StaffAssociationsBy(words, standing string, after association.ID) string {
	return with(StaffAssociations(), "q", words, "stand", standing, "na", number(after))
}

// StaffVerdict returns where a verdict on an association is sent.
func StaffVerdict(id association.ID) string { return StaffAssociation(id) + "/oordeel" }

// StaffAssociationTrail returns the address of what was done to an association before an entry, zero for the newest.
func StaffAssociationTrail(id association.ID, before audit.ID) string {
	return with(StaffAssociation(id), "na", number(before)) + "#logboek"
}

// StaffLead returns the address of the page on which the Dienst names who speaks for an association.
func StaffLead(id association.ID) string { return StaffAssociation(id) + "/hoofdvertegenwoordiger" }

// StaffLeadConfirm returns where the end of the time to object is sent.
func StaffLeadConfirm(id association.ID) string { return StaffLead(id) + "/bevestigen" }

// StaffLeadWithdraw returns where the withdrawal of an announcement is sent.
func StaffLeadWithdraw(id association.ID) string { return StaffLead(id) + "/intrekken" }

// People returns the address of the people that administrators keep.
func People() string { return "/beheer/mensen" }

// PeopleBy returns the address of a search for people.
func PeopleBy(words string) string { return with(People(), "q", words) }

// PeopleInvite returns the address of the page on which staff and advisers are invited.
func PeopleInvite() string { return People() + "/uitnodigen" }

// PeopleInvitation returns the address of an invitation to the Dienst.
func PeopleInvitation(id account.InvitationID) string {
	return Staff() + "/uitnodigingen/" + strconv.FormatInt(int64(id), 10)
}

// PeopleResend returns where an invitation is sent again.
func PeopleResend(id account.InvitationID) string { return PeopleInvitation(id) + "/opnieuw" }

// PeopleWithdraw returns where an invitation is withdrawn.
func PeopleWithdraw(id account.InvitationID) string { return PeopleInvitation(id) + "/intrekken" }

// StaffPerson returns the address of a person as administrators see them.
func StaffPerson(id account.ID) string { return People() + "/" + strconv.FormatInt(int64(id), 10) }

// StaffPowers returns where a person's powers are sent.
func StaffPowers(id account.ID) string { return StaffPerson(id) + "/bevoegdheden" }

// StaffTerm returns where a person's term as adviser is sent.
func StaffTerm(id account.ID) string { return StaffPerson(id) + "/adviseur" }

// StaffAccess returns where a person's access is closed or opened.
func StaffAccess(id account.ID) string { return StaffPerson(id) + "/toegang" }

// StaffErasure returns the address of the page on which the erasure of a person is confirmed.
func StaffErasure(id account.ID) string { return StaffPerson(id) + "/wissen" }

// A RecordSearch is a search of the record as its address says it. Empty values do not narrow.
type RecordSearch struct {
	Person, Act, Subject, From, Until string
	// Before is the entry behind which the page goes on.
	Before audit.ID
}

// Record returns the address of the record.
func Record() string { return "/beheer/logboek" }

// RecordBy returns the address of a search of the record.
func RecordBy(s RecordSearch) string { return s.at(Record()) }

// RecordCSV returns the address of the download of a search.
func RecordCSV(s RecordSearch) string {
	s.Before = 0
	return s.at(Record() + ".csv")
}

func (s RecordSearch) at(path string) string {
	return with(path, "persoon", s.Person, "handeling", s.Act, "onderwerp", s.Subject, "van", s.From, "tot", s.Until, "na", number(s.Before))
}

// RecordCheck returns the address of the last check of the record, to which a new one is sent.
func RecordCheck() string { return Record() + "/nazicht" }

// Subject returns the address of the page of what the record names, as "promise/17", and nothing for what has none. Only an administrator reads the record,
// and an administrator reads no association, no round and no dossier.
func Subject(kind string, id int64) string {
	switch kind {
	case "person":
		return StaffPerson(account.ID(id))
	case "budget":
		return StaffYear(int(id))
	case "promise":
		return StaffPromise(budget.PromiseID(id))
	case "entry":
		return StaffEntry(budget.EntryID(id))
	case "agreement":
		return StaffAgreement(budget.AgreementID(id))
	case "path":
		return StaffPathVersion(int(id), 0)
	case "peer":
		return StaffPeer(budget.PeerID(id))
	case "index":
		return StaffPrices()
	}
	return ""
}

// number writes an id as a parameter, nothing for none.
func number[T ~int64](id T) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(int64(id), 10)
}
