package budget

import (
	"strings"
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// An EntryKind says what an entry of the ledger does to its envelope, and to what a promise holds there.
type EntryKind string

// The kinds of entry. Every one but credit and transfer belongs to a promise.
const (
	Credit      EntryKind = "credit"      // krediet: credit ± x, by a decision
	Transfer    EntryKind = "transfer"    // overdracht: credit from one envelope to another, one row
	Reservation EntryKind = "reservation" // reservering: for a promise that is not decided yet
	Commitment  EntryKind = "commitment"  // vastlegging: takes the place of what the promise had reserved
	Release     EntryKind = "release"     // vrijval: of what was reserved, or committed and not paid
	Payment     EntryKind = "payment"     // betaling: of what was committed
	Recovery    EntryKind = "recovery"    // terugvordering: came back, and gives no credit back
)

// EntryKinds returns the kinds in the order of pages.
func EntryKinds() []EntryKind {
	return []EntryKind{Credit, Transfer, Reservation, Commitment, Release, Payment, Recovery}
}

// A Side is what a release lets go of.
type Side string

// The sides of a release.
const (
	FromReserved  Side = "reserved"
	FromCommitted Side = "committed"
)

// A Basis says whether a credit was voted before its year began, or is a budgetwijziging.
type Basis string

// The bases of credit.
const (
	Initial   Basis = "initial"
	Amendment Basis = "amendment"
)

// An EntryID numbers an entry in the order of booking. Zero is none.
type EntryID int64

// An Entry is a line of the ledger. It is written once; the balances follow from the sum of all.
type Entry struct {
	ID       EntryID
	Kind     EntryKind
	Envelope EnvelopeID
	// Emergency is the flag of the envelope, and of the promise: they always agree.
	Emergency bool
	// To is the envelope that a transfer goes to, with its flag; zero for all else.
	To          EnvelopeID
	ToEmergency bool
	// Promise is zero for credit and transfers.
	Promise PromiseID
	// Amount is more than zero; only a credit that is lowered and an entry that undoes another are less.
	Amount money.Cents
	Side   Side
	// Unreserved is how much of the promise's reservation a commitment took the place of: the database writes it.
	Unreserved money.Cents
	Basis      Basis
	// Reverses is the entry that this one undoes, whole; zero for none.
	Reverses EntryID
	Base
	// At is when it was booked. Person and Act are those of the record, zero the program itself.
	At     time.Time
	Person int64
	Act    string
}

// Undo returns the entry that undoes this one. What undoes another cannot be undone: what it undid is booked again instead. A transfer
// out of emergency aid is not undone either: its money would come from what is not for emergencies.
func (e Entry) Undo(base Base, today calendar.Day) (Entry, error) {
	var wrong fault.Fields
	base.check(&wrong, e.Kind == Credit || e.Kind == Commitment, true, today)
	switch {
	case e.Reverses != 0:
		wrong.Add("", "Deze boeking is zelf een rechtzetting. Boek opnieuw wat rechtgezet moest worden.")
	case e.Kind == Transfer && e.Emergency != e.ToEmergency:
		wrong.Add("", "Deze overdracht is niet terug te draaien: dan zou noodhulp geld krijgen van een andere enveloppe. "+
			"Noodhulp krijgt alleen krediet door een budgetwijziging met een eigen besluit.")
	}
	e.Reverses, e.Amount, e.Unreserved, e.Base, e.ID = e.ID, -e.Amount, 0, base, 0
	return e, wrong.Err()
}

// A CreditChange raises an envelope's credit, or lowers it.
type CreditChange struct {
	Envelope Envelope
	Amount   money.Cents
}

// ChangeCredit returns the entries of one decision on credit: the vote before the year begins, or a budgetwijziging.
//
// A decision that raises emergency aid lowers nothing else: emergency aid never costs the rest its money.
func ChangeCredit(basis Basis, changes []CreditChange, base Base, today calendar.Day) ([]Entry, error) {
	var wrong fault.Fields
	base.check(&wrong, true, basis == Amendment, today)
	var all []Entry
	raised, lowered := "", ""
	for _, c := range changes {
		if c.Amount == 0 {
			continue
		}
		if c.Amount > 0 && c.Envelope.Emergency {
			raised = c.Envelope.Name
		} else if c.Amount < 0 {
			lowered = c.Envelope.Name
		}
		all = append(all, Entry{Kind: Credit, Basis: basis, Envelope: c.Envelope.ID, Emergency: c.Envelope.Emergency, Amount: c.Amount, Base: base})
	}
	if len(all) == 0 {
		wrong.Add("", "Geef bij minstens één enveloppe een bedrag.")
	}
	if raised != "" && lowered != "" {
		wrong.Add("", "%s kan niet stijgen in hetzelfde besluit waarin %s daalt. Noodhulp gaat nooit ten koste van de andere steun: "+
			"boek extra noodhulp met een eigen besluit.", raised, lowered)
	}
	return all, wrong.Err()
}

// Move returns the entry that moves credit from one envelope to another of the same year.
func Move(from, to Envelope, amount money.Cents, base Base, today calendar.Day) (Entry, error) {
	var wrong fault.Fields
	base.check(&wrong, false, true, today)
	checkAmount(&wrong, amount)
	switch {
	case from.ID == to.ID:
		wrong.Add("naar", "Kies twee verschillende enveloppes.")
	case to.Emergency && !from.Emergency:
		wrong.Add("naar", "Een overdracht naar %s kan niet: noodhulp gaat nooit ten koste van de andere steun. "+
			"Extra noodhulp krijgt krediet door een budgetwijziging met een eigen besluit.", to.Name)
	case from.Year != to.Year:
		wrong.Add("naar", "Een overdracht blijft binnen een jaar. Wat van een jaar overblijft, gaat bij het afsluiten mee.")
	}
	return Entry{Kind: Transfer, Envelope: from.ID, Emergency: from.Emergency, To: to.ID, ToEmergency: to.Emergency, Amount: amount, Base: base}, wrong.Err()
}

func checkAmount(wrong *fault.Fields, amount money.Cents) {
	if amount <= 0 {
		wrong.Add("bedrag", "Geef een bedrag van meer dan nul.")
	}
}

// A PromiseID numbers a promise. Zero is none.
type PromiseID int64

// A PromiseSource says where a promise comes from.
type PromiseSource string

// The sources of promises.
const (
	Granted   PromiseSource = "grant"     // a dossier
	Agreed    PromiseSource = "agreement" // a year of an agreement
	Committed PromiseSource = "direct"    // a commitment by a decision of its own
)

// A Promise is what the city holds itself to. What came of it stands in its entries.
type Promise struct {
	ID     PromiseID
	Source PromiseSource
	Title  string
	// Association is who it was promised to; zero where the portal does not know them.
	Association association.ID
	// Project is the number of the public project that it pays for, zero for none.
	Project int64
	// Application is the number of the dossier that it was granted to, zero for none.
	Application int64
	// Agreement is zero for all but a year of an agreement.
	Agreement AgreementID
	Year      int
	Kind      Kind
	Emergency bool
	// Amount is what was granted: no more is ever committed.
	Amount money.Cents
	Demo   bool
}

// A Holding is what a promise has of an envelope.
type Holding struct {
	Promise                              PromiseID
	Envelope                             EnvelopeID
	Reserved, Committed, Paid, Recovered money.Cents
}

// Unpaid is what was committed and not paid yet.
func (h Holding) Unpaid() money.Cents { return h.Committed - h.Paid }

// Commit returns the promise and the entry of a direct commitment in an envelope.
func Commit(in Envelope, title string, to association.ID, amount money.Cents, base Base, today calendar.Day) (Promise, Entry, error) {
	var wrong fault.Fields
	base.check(&wrong, true, false, today)
	checkAmount(&wrong, amount)
	title = strings.TrimSpace(title)
	if title == "" {
		wrong.Add("titel", "Zeg waarvoor het geld dient.")
	}
	p := Promise{Source: Committed, Title: title, Association: to, Year: in.Year, Kind: in.Kind, Emergency: in.Emergency, Amount: amount}
	e := Entry{Kind: Commitment, Envelope: in.ID, Emergency: in.Emergency, Amount: amount, Base: base}
	return p, e, wrong.Err()
}

// For returns an entry of that kind for what a promise has of an envelope. A commitment needs a decision, a release and a recovery a motivation.
func For(p Promise, in EnvelopeID, kind EntryKind, side Side, amount money.Cents, base Base, today calendar.Day) (Entry, error) {
	var wrong fault.Fields
	base.check(&wrong, kind == Commitment, kind == Release || kind == Recovery, today)
	checkAmount(&wrong, amount)
	return Entry{Kind: kind, Envelope: in, Emergency: p.Emergency, Promise: p.ID, Amount: amount, Side: side, Base: base}, wrong.Err()
}

// An AgreementID numbers an agreement. Zero is none.
type AgreementID int64

// An Agreement holds the city to amounts of several years.
type Agreement struct {
	ID          AgreementID
	Title       string
	Association association.ID
	Decision    Decision
	DecidedOn   calendar.Day
	Demo        bool
	Years       []AgreementYear
}

// An AgreementYear is what an agreement promises of a year.
type AgreementYear struct {
	Promise PromiseID
	Year    int
	Kind    Kind
	Amount  money.Cents
	// Conditional says that the year has no credit for it yet: it is promised "onder voorbehoud", and counted nowhere.
	Conditional bool
}

// Check refuses an agreement that promises nothing, or two amounts of one year.
func (a Agreement) Check(today calendar.Day) error {
	var wrong fault.Fields
	Base{Decision: a.Decision, On: a.DecidedOn}.check(&wrong, true, false, today)
	if strings.TrimSpace(a.Title) == "" {
		wrong.Add("titel", "Geef de overeenkomst een titel.")
	}
	if len(a.Years) == 0 {
		wrong.Add("", "Geef bij minstens één jaar een bedrag.")
	}
	for i, y := range a.Years {
		if y.Amount <= 0 {
			wrong.Add("", "Geef bij %d een bedrag van meer dan nul.", y.Year)
		}
		if i > 0 && y.Year <= a.Years[i-1].Year {
			wrong.Add("", "Elk jaar staat één keer in de overeenkomst, het vroegste eerst.")
		}
	}
	return wrong.Err()
}
