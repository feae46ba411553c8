package link

import (
	"strconv"

	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
)

// StaffBudget returns the address of the budget years as the Dienst keeps them.
func StaffBudget() string { return "/beheer/budget" }

// StaffBudgetPlan returns the address of the page on which a year is planned.
func StaffBudgetPlan() string { return StaffBudget() + "/nieuw" }

// StaffYear returns the address of a budget year.
func StaffYear(year int) string { return StaffBudget() + "/" + strconv.Itoa(year) }

// StaffYearTrail returns the address of what was done to a year before an entry of the record, zero for the newest.
func StaffYearTrail(year int, before audit.ID) string {
	return with(StaffYear(year), "na", number(before)) + "#logboek"
}

// StaffCredit returns the address of the page on which a year's credit is voted or amended.
func StaffCredit(year int) string { return StaffYear(year) + "/krediet" }

// StaffTransfer returns the address of the page on which credit moves between two envelopes of a year.
func StaffTransfer(year int) string { return StaffYear(year) + "/overdracht" }

// StaffCommit returns the address of the page on which an amount is committed by a decision of its own.
func StaffCommit(year int) string { return StaffYear(year) + "/vastlegging" }

// StaffCommitIn returns that address with an envelope chosen.
func StaffCommitIn(year int, in budget.EnvelopeID) string {
	return with(StaffCommit(year), "enveloppe", number(in))
}

// StaffYearRules returns the address of the page with what is chosen before a year begins.
func StaffYearRules(year int) string { return StaffYear(year) + "/regels" }

// StaffYearOpen returns the address of the page on which a year is opened.
func StaffYearOpen(year int) string { return StaffYear(year) + "/openen" }

// StaffConditional returns where an envelope's promises "onder voorbehoud" are turned into reservations.
func StaffConditional(year int) string { return StaffYear(year) + "/voorbehoud" }

// StaffClosing returns the address of a year's closing, to which a proposal is sent.
func StaffClosing(year int) string { return StaffYear(year) + "/afsluiten" }

// StaffClosingWithdraw returns where a proposed closing is taken back.
func StaffClosingWithdraw(year int) string { return StaffClosing(year) + "/intrekken" }

// StaffClosingConfirm returns where a proposed closing is confirmed.
func StaffClosingConfirm(year int) string { return StaffClosing(year) + "/bevestigen" }

// StaffPromises returns the address of what was promised of a year, and of one envelope of it where that is not zero.
func StaffPromises(year int, in budget.EnvelopeID) string {
	return with(StaffYear(year)+"/beloften", "enveloppe", number(in))
}

// An EntrySearch is a search of a year's entries as its address says it. Empty values do not narrow.
type EntrySearch struct {
	Year                         int
	Envelope                     budget.EnvelopeID
	Kind                         budget.EntryKind
	Decision, Words, First, Last string
	// Before is the entry behind which the page goes on.
	Before budget.EntryID
}

// StaffEntries returns the address of a search of a year's entries.
func StaffEntries(s EntrySearch) string { return s.at("") }

// StaffEntriesCSV returns the address of the download of a search for any program.
func StaffEntriesCSV(s EntrySearch) string { return s.whole(".csv") }

// StaffEntriesXLSX returns the address of the download of a search for Excel.
func StaffEntriesXLSX(s EntrySearch) string { return s.whole(".xlsx") }

func (s EntrySearch) whole(end string) string {
	s.Before = 0
	return s.at(end)
}

func (s EntrySearch) at(end string) string {
	return with(StaffYear(s.Year)+"/boekingen"+end, "enveloppe", number(s.Envelope), "soort", string(s.Kind), "besluit", s.Decision, "q", s.Words,
		"van", s.First, "tot", s.Last, "na", number(s.Before))
}

// StaffEntry returns the address of one entry of the ledger.
func StaffEntry(id budget.EntryID) string {
	return StaffBudget() + "/boekingen/" + strconv.FormatInt(int64(id), 10)
}

// StaffEntryUndo returns where the opposite of an entry is booked.
func StaffEntryUndo(id budget.EntryID) string { return StaffEntry(id) + "/rechtzetten" }

// StaffPromise returns the address of a promise.
func StaffPromise(id budget.PromiseID) string {
	return StaffBudget() + "/beloften/" + strconv.FormatInt(int64(id), 10)
}

// StaffPromiseBefore returns the address of a promise with its entries before one of them, zero for the newest.
func StaffPromiseBefore(id budget.PromiseID, before budget.EntryID) string {
	return with(StaffPromise(id), "na", number(before)) + "#boekingen"
}

// StaffPromiseCommit returns the address of the page on which what is reserved for a promise is committed.
func StaffPromiseCommit(id budget.PromiseID) string { return StaffPromise(id) + "/vastleggen" }

// StaffPromiseRelease returns the address of the page on which money of a promise is let go.
func StaffPromiseRelease(id budget.PromiseID) string { return StaffPromise(id) + "/vrijval" }

// StaffPromisePay returns the address of the page on which a payment is prepared.
func StaffPromisePay(id budget.PromiseID) string { return StaffPromise(id) + "/betaling" }

// StaffPromiseRecover returns the address of the page on which is booked what came back.
func StaffPromiseRecover(id budget.PromiseID) string { return StaffPromise(id) + "/terugvordering" }

// StaffPayments returns the address of the payments that wait for approval.
func StaffPayments() string { return StaffBudget() + "/betalingen" }

// StaffPayment returns the address of one payment that waits.
func StaffPayment(id int64) string { return StaffPayments() + "/" + strconv.FormatInt(id, 10) }

// StaffPaymentApprove returns where a payment is approved.
func StaffPaymentApprove(id int64) string { return StaffPayment(id) + "/goedkeuren" }

// StaffPaymentRefuse returns where a payment is refused.
func StaffPaymentRefuse(id int64) string { return StaffPayment(id) + "/weigeren" }

// StaffAgreements returns the address of the agreements over years.
func StaffAgreements() string { return StaffBudget() + "/overeenkomsten" }

// StaffAgreement returns the place of one agreement on that page.
func StaffAgreement(id budget.AgreementID) string { return StaffAgreements() + "#" + AgreementMark(id) }

// AgreementMark is the id under which an agreement stands on the page of all.
func AgreementMark(id budget.AgreementID) string {
	return "overeenkomst-" + strconv.FormatInt(int64(id), 10)
}

// StaffAgreementNew returns the address of the page on which an agreement is signed.
func StaffAgreementNew() string { return StaffAgreements() + "/nieuw" }
