package staff

import (
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/link"
)

// AssociationsPage is one page of the associations that the Dienst knows.
type AssociationsPage struct {
	Words string
	// Standing is how they stand, "nieuws" for those with news, empty for all.
	Standing string
	Tabs     []Tab
	Rows     []FiledRow
	// All is how many there are in all, ToVerify how many of those wait for the Dienst.
	All, ToVerify int
	// First says that this is the first page; Next is the association behind which the list goes on, zero for none.
	First bool
	Next  association.ID
}

// Tab is a way to narrow a list by how its rows stand.
type Tab struct {
	Key, Label string
	Count      int
}

// FiledRow is an association in the list.
type FiledRow struct {
	ID       association.ID
	Name     string
	Form     association.Form
	KBO      association.KBO
	VCode    association.VCode
	District string
	Standing association.Standing
	News     bool
	Since    *time.Time
	// Members and Leads are how many people it has, and how many of those speak for it.
	Members, Leads int
}

func (p AssociationsPage) tabHref(t Tab) string { return link.StaffAssociationsBy(p.Words, t.Key, 0) }

func (p AssociationsPage) nextHref() string {
	if p.Next == 0 {
		return ""
	}
	return link.StaffAssociationsBy(p.Words, p.Standing, p.Next)
}

func (p AssociationsPage) firstHref() string {
	if p.First {
		return ""
	}
	return link.StaffAssociationsBy(p.Words, p.Standing, 0)
}
