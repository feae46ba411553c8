package ui

import (
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
)

// A Handling is how far an application is, with what the ledger holds of what was promised to it (decision 9). Of a decision no letter goes out yet: what was
// sent has no part in the words.
type Handling struct {
	Status grant.Status
	// Due is the last day to answer a request for completion, zero for none.
	Due calendar.Day
	// Committed and Paid are what the ledger holds, zero for nothing yet.
	Committed, Paid money.Cents
}

// Label names how far it is, in two or three words.
func (h Handling) Label() string {
	switch h.Status {
	case grant.Draft:
		return "Ontwerp"
	case grant.Submitted:
		return "Ingediend"
	case grant.Checking:
		return "Wordt nagekeken"
	case grant.Incomplete:
		return "Wacht op jullie aanvulling"
	case grant.Supplemented:
		return "Aangevuld"
	case grant.Inadmissible:
		return "Niet ontvankelijk"
	case grant.Assessing:
		return "Wordt beoordeeld"
	case grant.Advising:
		return "Ligt voor advies"
	case grant.Proposed:
		return "Voorstel is klaar"
	case grant.OnAgenda:
		return "Op de agenda van het college"
	case grant.Granted:
		return "Toegekend" + h.paid()
	case grant.Refused:
		return "Geweigerd"
	case grant.Withdrawn:
		return "Ingetrokken"
	case grant.Lapsed:
		return "Vervallen"
	case grant.Reporting:
		return "Verslag gevraagd" + h.paid()
	case grant.Reviewing:
		return "Verslag wordt nagekeken" + h.paid()
	case grant.Ended:
		return "Afgesloten"
	case grant.Recovering:
		return "Terugvordering loopt"
	}
	return sentence(string(h.Status))
}

// paid says behind a label what was paid, nothing where nothing is committed.
func (h Handling) paid() string {
	switch {
	case h.Committed == 0:
		return ""
	case h.Paid == 0:
		return ", nog niet betaald"
	case h.Paid < h.Committed:
		return ", voorschot betaald"
	}
	return ", alles betaald"
}

// Money says what the ledger holds, empty where nothing is committed.
func (h Handling) Money() string {
	switch {
	case h.Committed == 0:
		return ""
	case h.Paid == 0:
		return "Vastgelegd: " + h.Committed.String() + ". Er is nog niets betaald."
	}
	return "Vastgelegd: " + h.Committed.String() + ", daarvan betaald: " + h.Paid.String() + "."
}

// StaffLabel is [Handling.Label] as the Dienst reads it.
func (h Handling) StaffLabel() string {
	if h.Status == grant.Incomplete {
		return "Wacht op aanvulling"
	}
	return h.Label()
}

// Ours says that the association is at move.
func (h Handling) Ours() bool {
	return h.Status == grant.Incomplete || h.Status == grant.Draft || h.Status == grant.Reporting
}

// Turn says who is at move: "Jullie zijn aan zet." It is empty where nobody is.
func (h Handling) Turn() string {
	switch h.Status {
	case grant.Inadmissible, grant.Refused, grant.Withdrawn, grant.Lapsed, grant.Ended:
		return ""
	}
	if h.Ours() {
		return "Jullie zijn aan zet."
	}
	return "De stad is aan zet."
}

// Expected says what is expected of whom.
func (h Handling) Expected() string {
	switch h.Status {
	case grant.Draft:
		return "Vul aan wat ontbreekt. De hoofdvertegenwoordiger dient in."
	case grant.Submitted, grant.Checking, grant.Supplemented:
		return "De dienst kijkt of alles er is. Mist er iets, dan krijgen jullie een vraag om aanvulling."
	case grant.Incomplete:
		if h.Due.IsZero() {
			return "De dienst vraagt om enkele antwoorden aan te vullen."
		}
		return "De dienst vraagt om enkele antwoorden aan te vullen, ten laatste op " + h.Due.String() + "."
	case grant.Assessing:
		return "De dienst beoordeelt de aanvraag."
	case grant.Advising:
		return "Adviseurs geven hun mening over de aanvraag."
	case grant.Proposed, grant.OnAgenda:
		return "De dienst maakte een voorstel. Het college beslist."
	case grant.Granted:
		switch {
		case h.Paid > 0 && h.Paid >= h.Committed:
			return "Het college kende steun toe. De stad betaalde alles."
		case h.Paid > 0:
			return "Het college kende steun toe. De stad betaalde al een deel; de rest volgt volgens het reglement."
		}
		return "Het college kende steun toe. De stad betaalt volgens het reglement."
	case grant.Withdrawn:
		return "Jullie trokken de aanvraag in. Het nummer blijft, en alles blijft hier te lezen."
	case grant.Inadmissible:
		return "De aanvraag voldoet niet aan het reglement. Ze wordt niet beoordeeld."
	case grant.Refused:
		return "Het college kende geen steun toe."
	case grant.Reporting:
		return "Jullie vertellen wat er met de steun gebeurde."
	case grant.Reviewing:
		return "De dienst kijkt het verslag na."
	}
	return ""
}

// StaffExpected is [Handling.Expected] as the Dienst reads it.
func (h Handling) StaffExpected() string {
	switch h.Status {
	case grant.Incomplete:
		return "De vereniging vult aan. Zij is aan zet."
	case grant.Withdrawn:
		return "De vereniging trok de aanvraag in. Er is niets meer te doen."
	}
	return h.Expected()
}

// Tone is how the label is coloured beside its words.
func (h Handling) Tone() string {
	switch h.Status {
	case grant.Submitted, grant.Granted, grant.Supplemented:
		return "tag tag--good"
	case grant.Incomplete, grant.Reporting:
		return "tag tag--warn"
	case grant.Inadmissible, grant.Refused, grant.Recovering:
		return "tag tag--wrong"
	case grant.Withdrawn, grant.Lapsed, grant.Ended, grant.Draft:
		return "tag"
	}
	return "tag tag--busy"
}
