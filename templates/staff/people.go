package staff

import (
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/templates/ui"
)

// PeoplePage is the people that administrators keep: those of the Dienst and its advisers, or those that a search finds.
type PeoplePage struct {
	Words string
	Rows  []PersonRow
	// More says that the search found more than stand here.
	More bool
	// Invitations are those that were not accepted.
	Invitations []InvitationRow
}

// PersonRow is a person in a list.
type PersonRow struct {
	ID           account.ID
	Name         string
	Email        account.Email
	Powers       []account.Part
	AdvisesUntil calendar.Day
	Associations []string
	Confirmed    bool
	Disabled     bool
	Erased       bool
	HasSecond    bool
	AsksErasure  bool
}

// parts writes what a person is on the portal: "Diensthoofd, dossierbehandelaar".
func (p PersonRow) parts() string {
	words := ""
	if len(p.Powers) > 0 {
		words = ui.PartsLabel(p.Powers)
	}
	if !p.AdvisesUntil.IsZero() {
		words = ui.Words(words, "Adviseur tot en met "+p.AdvisesUntil.String())
	}
	return words
}

// InvitationRow is an invitation to the Dienst or its advisers.
type InvitationRow struct {
	ID     account.InvitationID
	Email  account.Email
	Powers []account.Part
	Until  calendar.Day
	By     string
	MadeAt time.Time
	State  account.InvitationState
	// Resend and Withdraw are the keys of their forms, empty where that is not possible any more.
	Resend, Withdraw string
}

func (i InvitationRow) offer() string {
	if !i.Until.IsZero() {
		return "Adviseur tot en met " + i.Until.String()
	}
	return ui.PartsLabel(i.Powers)
}

func (i InvitationRow) stateLabel() string {
	switch i.State {
	case account.InvitationPending:
		return "Onderweg"
	case account.InvitationAccepted:
		return "Aanvaard"
	case account.InvitationDeclined:
		return "Afgewezen"
	case account.InvitationWithdrawn:
		return "Ingetrokken"
	}
	return "Verlopen"
}

// OfferPage is the form that invites somebody.
type OfferPage struct {
	Typed form.Offer
	Once  string
	Wrong fault.Fields
}

// PersonPage is a person as administrators see them.
type PersonPage struct {
	PersonRow
	RegisteredAt time.Time
	ConfirmedAt  *time.Time
	DisabledAt   *time.Time
	ErasedAt     *time.Time
	// AskedErasureAt is when they asked to be erased, nil for never.
	AskedErasureAt *time.Time
	Trail          []Entry
	MoreTrail      bool
}

// status says in words whether the person can sign in.
func (p PersonPage) status() string {
	switch {
	case p.ErasedAt != nil:
		return "Gewist op " + day(p.ErasedAt)
	case p.DisabledAt != nil:
		return "Afgesloten op " + day(p.DisabledAt)
	case p.ConfirmedAt == nil:
		return "Het e-mailadres is nog niet bevestigd"
	}
	return "Kan zich aanmelden"
}

func (p PersonPage) record() string {
	return link.RecordBy(link.RecordSearch{Subject: "person/" + personNumber(p.ID)})
}

// ChangePage is a form that changes what somebody may do.
type ChangePage struct {
	PersonRow
	Powers form.Powers
	// Changed says who came in between, nil for nobody.
	Changed *Changed
	Term    form.Term
	Access  form.Access
	Once    string
	Wrong   fault.Fields
}
