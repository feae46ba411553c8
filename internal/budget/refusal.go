package budget

import (
	"fmt"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// A Rule is why the ledger refuses an entry. The database keeps these rules; whoever asks it learns by which one it refused.
type Rule string

// The rules of the ledger.
const (
	NoEnvelope      Rule = "VS100"
	NoRoom          Rule = "VS101"
	WrongState      Rule = "VS102"
	NotHeld         Rule = "VS103"
	NotGranted      Rule = "VS104"
	AboveCeiling    Rule = "VS105"
	FedFromOthers   Rule = "VS106"
	WrongCorrection Rule = "VS107"
	RingFenced      Rule = "ring-fence"
	UndoneTwice     Rule = "undone"
	Busy            Rule = "busy"
)

// A Refusal is the ledger's no, with what it looked at. It is a [fault.Fields] for the form that asked.
type Refusal struct {
	Rule Rule
	// Kind and Amount are those of the entry that was refused.
	Kind   EntryKind
	Amount money.Cents
	// Envelope is the envelope that refused: its number, year, name, state and flag. It is zero where no single one did.
	Envelope Envelope
	// Available is what there was: in the envelope, of the promise, or under the ceiling.
	Available money.Cents
}

// Error says for the log what was refused.
func (r Refusal) Error() string {
	return fmt.Sprintf("the ledger refuses a %s of %d cents in envelope %d by %s: %d available", r.Kind, r.Amount, r.Envelope.ID, r.Rule, r.Available)
}

// Unwrap is the refusal as a form shows it.
func (r Refusal) Unwrap() error { return fault.Fields{{Name: r.field(), Sentence: r.Sentence()}} }

// field names the field that the sentence stands beside, empty for the form as a whole.
func (r Refusal) field() string {
	switch r.Rule {
	case NoRoom, NotHeld, NotGranted, AboveCeiling:
		return "bedrag"
	}
	return ""
}

// Sentence says in Dutch why, how much is left, and what is possible instead.
func (r Refusal) Sentence() string {
	switch r.Rule {
	case NoRoom:
		return r.noRoom()
	case WrongState:
		return r.wrongState()
	case NotHeld:
		return r.notHeld()
	case NotGranted:
		return fmt.Sprintf("Dit is meer dan toegekend werd: er kan nog %v vastgelegd worden.", max(r.Available, 0))
	case AboveCeiling:
		return "Zo krijgt noodhulp een groter deel van het krediet van dit jaar dan het plafond toelaat. Verhoog noodhulp minder, of pas eerst " +
			"het krediet van de andere enveloppes aan."
	case FedFromOthers:
		return "Met dit besluit stijgt noodhulp en daalt een andere enveloppe. Noodhulp gaat nooit ten koste van de andere steun: boek extra " +
			"noodhulp met een eigen besluit."
	case RingFenced:
		return "Noodhulp krijgt geen geld van een andere enveloppe. Extra noodhulp krijgt krediet door een budgetwijziging met een eigen besluit."
	case UndoneTwice:
		return "Deze boeking is al rechtgezet."
	case WrongCorrection:
		return "Deze boeking kan niet rechtgezet worden: een rechtzetting draait één boeking in haar geheel terug."
	case Busy:
		return "Het is even druk in dit budget. Er is niets geboekt. Probeer opnieuw."
	}
	return "Deze enveloppe bestaat niet. Er is niets geboekt."
}

func (r Refusal) noRoom() string {
	left := fmt.Sprintf("Enveloppe %s: beschikbaar %v. ", r.Envelope.Titled(), max(r.Available, 0))
	switch {
	case r.Kind == Credit:
		return left + "Het krediet kan niet dalen onder wat al gereserveerd of vastgelegd is."
	case r.Kind == Transfer:
		return left + "Meer kan er niet overgedragen worden."
	case r.Envelope.Emergency:
		return left + "Er is niets vastgelegd. Een budgetwijziging met een eigen besluit kan het krediet voor noodhulp verhogen; " +
			"geld van een andere enveloppe kan hier niet naartoe."
	}
	return left + "Er is niets vastgelegd. Kies een lager bedrag, laat een reservering vrijvallen, of verhoog het krediet met een " +
		"overdracht of een budgetwijziging."
}

func (r Refusal) wrongState() string {
	year := r.Envelope.Year
	switch r.Envelope.State {
	case Planned:
		if r.Kind == Credit {
			return fmt.Sprintf("%d is nog gepland. Boek het gestemde krediet; een budgetwijziging kan pas als het jaar open is.", year)
		}
		return fmt.Sprintf("%d is nog gepland. Open het jaar eerst; tot dan kan er alleen krediet gestemd en gereserveerd worden.", year)
	case Closed:
		return fmt.Sprintf("%d is afgesloten. Er kunnen alleen nog betalingen, vrijvallen en terugvorderingen bij.", year)
	}
	return fmt.Sprintf("%d is al open. Het gestemde krediet ligt vast; boek een budgetwijziging.", year)
}

func (r Refusal) notHeld() string {
	left := max(r.Available, 0)
	switch r.Kind {
	case Payment:
		return fmt.Sprintf("Er is hier nog %v vastgelegd en niet betaald. Meer kan er niet betaald worden.", left)
	case Recovery:
		return fmt.Sprintf("Er is %v betaald en nog niet teruggekomen. Meer kan er niet teruggevorderd worden.", left)
	case Reservation:
		return fmt.Sprintf("Van deze reservering staat nog %v open.", left)
	}
	return fmt.Sprintf("Hier kan nog %v vrijvallen: wat betaald is, blijft vastgelegd.", left)
}
