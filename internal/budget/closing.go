package budget

import (
	"fmt"
	"slices"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// A Closing proposes how a year ends: what becomes of each reservation, and of what is left.
type Closing struct {
	Year Year
	// Reservations are what is promised and not decided, each undone or moved on to the next year with its money.
	Reservations []Pending
	// Remains are what is left of each envelope, and where it goes.
	Remains []Remain
	// Entries are all of it as the ledger books it, in the order of booking.
	Entries []Entry
	// LastEntry is the last entry of the year that the proposal saw.
	LastEntry EntryID
}

// A Pending is a reservation that stands open when its year ends.
type Pending struct {
	Promise  Promise
	Envelope Envelope
	Amount   money.Cents
	MovesOn  bool
}

// A Remain is what is left of an envelope when its year ends.
type Remain struct {
	Envelope Envelope
	Left     money.Cents
	// To is where it goes by the rule that was chosen beforehand, and Moved how much of it: less than what is left where the ceiling of
	// emergency aid stands in the way. It is zero where it lapses.
	To    Envelope
	Moved money.Cents
}

// Lapsed is what nobody spends.
func (r Remain) Lapsed() money.Cents { return r.Left - r.Moved }

// Close reckons how a year ends. Open are its envelopes, next those of the year after it, none where it is not planned yet; reserved are
// the promises that hold a reservation, and movesOn says which of them go on.
//
// What moves goes to an envelope of the same kind, or to structural support by the rule; nothing flows into emergency aid but its own.
func Close(year, after Year, open, next []Envelope, reserved []Pending, base Base, today calendar.Day) (Closing, error) {
	var wrong fault.Fields
	base.check(&wrong, false, true, today)
	c := Closing{Year: year}
	if year.State != Open {
		wrong.Add("", "Alleen een jaar dat open is, kan afgesloten worden.")
		return c, wrong.Err()
	}
	left := map[EnvelopeID]money.Cents{}
	for _, e := range open {
		left[e.ID] = e.Available()
	}
	var gains gains
	var moved []Entry
	for _, r := range reserved {
		e := Entry{Kind: Release, Side: FromReserved, Envelope: r.Envelope.ID, Emergency: r.Envelope.Emergency, Promise: r.Promise.ID, Amount: r.Amount, Base: base}
		c.Entries = append(c.Entries, e)
		to, ok := ofKind(next, r.Envelope.Kind)
		switch {
		case r.MovesOn && !ok:
			wrong.Add("", "Er is nog geen enveloppe %s in %d. Plan eerst dat jaar, of laat de reservering vervallen.", r.Envelope.Name, year.Year+1)
		case r.MovesOn:
			moved = append(moved, passOn(r.Envelope, to, r.Amount, base),
				Entry{Kind: Reservation, Envelope: to.ID, Emergency: to.Emergency, Promise: r.Promise.ID, Amount: r.Amount, Base: base})
			gains.add(to, r.Amount)
		default:
			left[r.Envelope.ID] += r.Amount
		}
		c.Reservations = append(c.Reservations, r)
	}
	for _, e := range fencedLast(open) {
		remain := Remain{Envelope: e, Left: left[e.ID]}
		kind, goes := e.goesTo()
		if goes && remain.Left > 0 {
			to, ok := ofKind(next, kind)
			if !ok {
				wrong.Add("", "Wat overblijft van %s gaat naar %d, en dat jaar heeft die enveloppe nog niet. Plan eerst dat jaar.", e.Name, year.Year+1)
			}
			remain.To, remain.Moved = to, remain.Left
			if to.Emergency {
				remain.Moved = min(remain.Left, gains.room(after, next))
			}
			gains.add(to, remain.Moved)
		}
		if remain.Moved > 0 {
			moved = append(moved, passOn(e, remain.To, remain.Moved, base))
		}
		c.Remains = append(c.Remains, remain)
	}
	c.Entries = append(c.Entries, moved...)
	return c, wrong.Err()
}

// goesTo returns the kind of envelope that what is left goes to, and false where it lapses.
func (e Envelope) goesTo() (Kind, bool) {
	switch e.Leftover {
	case SameKind:
		return e.Kind, true
	case ToStructural:
		return Structural, true
	}
	return "", false
}

func passOn(from, to Envelope, amount money.Cents, base Base) Entry {
	return Entry{Kind: Transfer, Envelope: from.ID, Emergency: from.Emergency, To: to.ID, ToEmergency: to.Emergency, Amount: amount, Base: base}
}

func ofKind(all []Envelope, kind Kind) (Envelope, bool) {
	at := slices.IndexFunc(all, func(e Envelope) bool { return e.Kind == kind })
	if at < 0 {
		return Envelope{}, false
	}
	return all[at], true
}

// fencedLast returns the envelopes with those for emergency aid at the end: how much may go on to them hangs on the rest.
func fencedLast(all []Envelope) []Envelope {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b Envelope) int { return fenced(a) - fenced(b) })
	return sorted
}

func fenced(e Envelope) int {
	if e.Emergency {
		return 1
	}
	return 0
}

// gains are what the next year gets, in all and for emergency aid.
type gains struct{ all, emergency money.Cents }

func (g *gains) add(to Envelope, amount money.Cents) {
	g.all += amount
	if to.Emergency {
		g.emergency += amount
	}
}

// room is how much more emergency aid of the next year may get under its ceiling, zero or more.
func (g gains) room(after Year, next []Envelope) money.Cents {
	all, emergency := g.all, g.emergency
	for _, e := range next {
		all += e.Credit
		if e.Emergency {
			emergency += e.Credit
		}
	}
	if after.Ceiling >= AllPoints {
		return money.Max
	}
	ceiling := money.Cents(after.Ceiling)
	return max(0, (ceiling*all-AllPoints*emergency)/(AllPoints-ceiling))
}

// CheckTwo refuses that somebody confirms what they proposed themselves.
func CheckTwo(first, second int64) error {
	if first == second {
		return fault.Fields{{Sentence: "Wie het voorstelde, kan het niet zelf bevestigen. Een collega doet dat."}}
	}
	return nil
}

// Titled names a closing for the record: the year and what is booked.
func (c Closing) Titled() string { return fmt.Sprintf("%d: %d boekingen", c.Year.Year, len(c.Entries)) }
