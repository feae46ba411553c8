package grant

import (
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
)

// A Late is the question of an association to submit a draft after its round closed, and what the head of the Dienst decided. An application has one at
// most: the answer stands.
type Late struct {
	// Why says what kept the association from submitting in time.
	Why     string
	AskedBy int64
	AskedAt time.Time
	// DecidedBy and DecidedAt are zero while nobody decided; Answer is the reason of what was decided.
	DecidedBy int64
	DecidedAt time.Time
	Answer    string
	// Until is when the admission ends, exclusive; zero while nobody decided, and where it was refused.
	Until time.Time
}

// What the late procedure takes.
const (
	// LateMost is how many characters the question and its answer have at most.
	LateMost = 1_000
	// MostAdmission is how many days after that of the decision an admission lasts at most: a weekend with a holiday fits, and what the others submitted does
	// not wait for it longer than the first check of a dossier takes.
	MostAdmission = 5
)

// Open says that nobody decided yet. No question is none.
func (l *Late) Open() bool { return l != nil && l.DecidedAt.IsZero() }

// Refused says that the association may not submit any more.
func (l *Late) Refused() bool { return l != nil && !l.DecidedAt.IsZero() && l.Until.IsZero() }

// Admitted says that the association was let submit after the closing, whether or not that is over.
func (l *Late) Admitted() bool { return l != nil && !l.Until.IsZero() }

// Admits says that the draft may be submitted at a moment, though its round closed.
func (l *Late) Admits(now time.Time) bool { return l.Admitted() && now.Before(l.Until) }

// Arrival says how a submission lies that comes now: as the round has it, or by an admission where it comes too late for that. An extension of the round goes
// before an admission.
func (c Candidate) Arrival(now time.Time) Arrival {
	if a := c.In.Arrives(now, c.SavedAt); a != TooLate || !c.Late.Admits(now) {
		return a
	}
	return Admitted
}

// CheckLate refuses a question to submit after the closing: of what is no draft any more or was asked before, of a draft that can be submitted, and without a
// reason. It returns the reason as it is kept.
func (c Candidate) CheckLate(why string, now time.Time) (string, error) {
	switch c.In.Arrives(now, c.SavedAt) {
	case TooEarly:
		return "", refuse("", "De oproep is nog niet open. Er is nog niets te laat.")
	case InTime, InGrace:
		return "", refuse("", "De oproep is nog open: je kunt gewoon indienen.")
	}
	switch {
	case c.Late.Open():
		return "", refuse("", "Jullie vroegen dit al. Het diensthoofd beslist nog.")
	case c.Late != nil:
		return "", refuse("", "Jullie vroegen dit al, en het diensthoofd heeft beslist. Opnieuw vragen kan niet.")
	}
	return checkLateWhy(why, "reden", "Schrijf waarom jullie niet op tijd konden indienen.")
}

// CheckDecision refuses to decide on a question: of a draft whose round is open again, without a reason, or until a day that is over or too far off. Last is
// the last day on which it may be submitted, zero where that is refused. It returns the reason as it is kept.
func (c Candidate) CheckDecision(admit bool, last calendar.Day, why string, now time.Time) (string, error) {
	if c.In.Arrives(now, c.SavedAt) != TooLate {
		return "", refuse("", "De oproep is intussen weer open, tot %s. De vereniging kan gewoon indienen.", Until(c.In.ClosesAt))
	}
	var wrong fault.Fields
	today := calendar.DayOf(now)
	switch {
	case !admit:
	case last.IsZero():
		wrong.Add("tot", "Zeg tot en met welke dag de vereniging mag indienen.")
	case last < today:
		wrong.Add("tot", "Deze dag is al voorbij.")
	case last > today.AddDays(MostAdmission):
		wrong.Add("tot", "Neem ten laatste %v.", today.AddDays(MostAdmission))
	}
	why, err := checkLateWhy(why, "reden", "Schrijf waarom. De vereniging leest het, en het staat in het dossier.")
	if more, ok := errors.AsType[fault.Fields](err); ok {
		wrong = append(wrong, more...)
	}
	return why, wrong.Err()
}

func checkLateWhy(why, field, nothing string) (string, error) {
	why = strings.TrimSpace(strings.ReplaceAll(why, "\r\n", "\n"))
	switch n := utf8.RuneCountInString(why); {
	case n == 0:
		return "", refuse(field, "%s", nothing)
	case n > LateMost:
		return "", refuse(field, "Schrap nog %d tekens. Er passen er %d.", n-LateMost, LateMost)
	}
	return why, nil
}

// tooLate says why a submission comes too late, and what is left to do.
func (c Candidate) tooLate(now time.Time) string {
	why := "De oproep is gesloten: indienen kon tot " + Until(c.In.ClosesAt) + "."
	if now.Before(c.In.ClosesAt.Add(c.In.Grace)) {
		why += " Na de sluiting is er nog iets gewijzigd."
	}
	switch {
	case c.Late.Open():
		return why + " Jullie vroegen de dienst om nog te mogen indienen: het diensthoofd beslist nog. Je ontwerp blijft bewaard."
	case c.Late.Refused():
		return why + " Het diensthoofd liet niet toe dat jullie nog indienen. Je ontwerp blijft bewaard."
	case c.Late.Admitted():
		return why + " De dienst liet jullie nog toe tot " + Until(c.Late.Until) + ": ook dat is voorbij. Je ontwerp blijft bewaard."
	}
	return why + " Kon je door een storing of overmacht niet indienen? Vraag de dienst om nog te mogen indienen. Je ontwerp blijft bewaard."
}
