package link

import (
	"strconv"

	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
)

// StaffPath returns the address of the growth path as the Dienst keeps it, with all its versions.
func StaffPath() string { return StaffBudget() + "/groeipad" }

// StaffPathChange returns the address of the form in which the next version is made.
func StaffPathChange() string { return StaffPath() + "/wijzigen" }

// StaffPathVersion returns the address of a version beside another one, which is the one before it where that is zero.
func StaffPathVersion(version, beside int) string {
	return with(StaffPath()+"/versies/"+strconv.Itoa(version), "naast", number(int64(beside)))
}

// StaffSimulator returns the address of the question which credit a year needs.
func StaffSimulator() string { return StaffPath() + "/simulator" }

// StaffSimulation returns the address of that question with its answer. What is empty is left open.
func StaffSimulation(year, rate, inhabitants string) string {
	return with(StaffSimulator(), "jaar", year, "bedrag", rate, "inwoners", inhabitants)
}

// StaffPopulation returns the address of the numbers of inhabitants.
func StaffPopulation() string { return StaffBudget() + "/bevolking" }

// StaffPrices returns the address of the price levels.
func StaffPrices() string { return StaffBudget() + "/prijzen" }

// StaffPeers returns the address of the figures of other cities.
func StaffPeers() string { return StaffBudget() + "/steden" }

// StaffPeerNew returns the address of the form in which a figure of another city is entered.
func StaffPeerNew() string { return StaffPeers() + "/nieuw" }

// StaffPeer returns the address of one figure of another city.
func StaffPeer(id budget.PeerID) string { return StaffPeers() + "/" + strconv.FormatInt(int64(id), 10) }

// StaffPeerCheck returns where somebody says that a figure is as its source has it.
func StaffPeerCheck(id budget.PeerID) string { return StaffPeer(id) + "/nakijken" }

// StaffPeerWithdraw returns where a figure is taken back.
func StaffPeerWithdraw(id budget.PeerID) string { return StaffPeer(id) + "/intrekken" }

// TrailBefore returns the address of a page with what the record tells there before an entry, zero for the newest.
func TrailBefore(page string, before audit.ID) string {
	return with(page, "na", number(before)) + "#logboek"
}
