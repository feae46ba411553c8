package form

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// A Base is what a booking rests on, as it was typed: the decision's number, its day, and why.
type Base struct{ Decision, On, Why string }

func readBase(q *Query) Base {
	return Base{Decision: strings.TrimSpace(q.Text("besluit")), On: strings.TrimSpace(q.Text("dag")), Why: strings.TrimSpace(lines(q.Text("waarom")))}
}

// base reads what was typed. What is missing is for the rules to refuse, what cannot be read is refused here.
func (b Base) base(wrong *fault.Fields) budget.Base {
	return budget.Base{Decision: decision(b.Decision, wrong), On: dayOf("dag", b.On, wrong), Why: b.Why}
}

func decision(typed string, wrong *fault.Fields) budget.Decision {
	number, err := budget.ParseDecision(typed)
	if err != nil {
		wrong.Add("besluit", "%s.", err)
	}
	return number
}

func dayOf(field, typed string, wrong *fault.Fields) calendar.Day {
	d, err := day(field, typed)
	add(wrong, err)
	return d
}

// add adds the refusals of an error to others.
func add(wrong *fault.Fields, err error) {
	more, _ := errors.AsType[fault.Fields](err)
	*wrong = append(*wrong, more...)
}

// amountOf reads an amount, and refuses what is none: nothing typed is none either.
func amountOf(field, typed string, wrong *fault.Fields) money.Cents {
	amount, err := money.Parse(typed)
	if err != nil {
		wrong.Add(field, "%s.", err)
	}
	return amount
}

// The most fields of one kind that a form of ours has, each named with what it is about: an envelope, a promise, a row.
const mostNamed = 2_000

// numbered returns what was typed in the fields that are named with a prefix and a number, by that number. A number that no page writes is
// [fault.Malformed].
func numbered[T ~int64](q *Query, prefix string) map[T]string {
	all := map[T]string{}
	for name := range q.values {
		end, ok := strings.CutPrefix(name, prefix)
		if !ok {
			continue
		}
		id, ok := ParseID[T](end)
		if !ok || len(all) == mostNamed {
			q.Refuse()
			return nil
		}
		all[id] = strings.TrimSpace(q.Text(name))
	}
	return all
}

// AmountField names the field with the amount of an envelope, where a form has one for each.
func AmountField(id budget.EnvelopeID) string { return "bedrag-" + strconv.FormatInt(int64(id), 10) }

// A Credit is the form in which the credit of a year's envelopes is voted or amended, as it was typed: an amount for each, with a sign before
// it where the credit falls.
type Credit struct {
	// Seen is the last entry that moved credit when the page was drawn, zero for none.
	Seen    budget.EntryID
	Amounts map[budget.EnvelopeID]string
	Base
}

// ReadCredit reads credit.
func ReadCredit(values url.Values) (Credit, error) {
	q := ReadQuery(values)
	c := Credit{Seen: seen(q), Amounts: numbered[budget.EnvelopeID](q, "bedrag-"), Base: readBase(q)}
	return c, q.Err()
}

// seen reads the entry that a page saw: zero is written by a page that saw none.
func seen(q *Query) budget.EntryID {
	return read(q, "gezien", func(text string) (budget.EntryID, bool) {
		if text == "0" {
			return 0, true
		}
		return ParseID[budget.EntryID](text)
	})
}

// Changes returns what was typed, and refuses what cannot be read. An envelope without an amount stays as it is.
func (c Credit) Changes() (map[budget.EnvelopeID]money.Cents, budget.Base, error) {
	var wrong fault.Fields
	changes := map[budget.EnvelopeID]money.Cents{}
	for _, id := range sorted(c.Amounts) {
		if typed := c.Amounts[id]; typed != "" {
			changes[id] = amountOf(AmountField(id), typed, &wrong)
		}
	}
	base := c.base(&wrong)
	return changes, base, wrong.Err()
}

func sorted[K ~int64, V any](all map[K]V) []K {
	keys := make([]K, 0, len(all))
	for k := range all {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// A Transfer is the form in which credit moves from one envelope to another, as it was typed.
type Transfer struct {
	Seen     budget.EntryID
	From, To budget.EnvelopeID
	Amount   string
	Base
}

// ReadTransfer reads a transfer.
func ReadTransfer(values url.Values) (Transfer, error) {
	q := ReadQuery(values)
	t := Transfer{Seen: seen(q), From: ID[budget.EnvelopeID](q, "van"), To: ID[budget.EnvelopeID](q, "naar"), Amount: q.Text("bedrag"), Base: readBase(q)}
	return t, q.Err()
}

// Move returns the amount and what it rests on, and refuses what was not chosen and what cannot be read.
func (t Transfer) Move() (money.Cents, budget.Base, error) {
	var wrong fault.Fields
	if t.From == 0 {
		wrong.Add("van", "Kies de enveloppe waar het krediet vandaan komt.")
	}
	if t.To == 0 {
		wrong.Add("naar", "Kies de enveloppe waar het krediet naartoe gaat.")
	}
	amount := amountOf("bedrag", t.Amount, &wrong)
	base := t.base(&wrong)
	return amount, base, wrong.Err()
}

// A Commitment is the form of a commitment by a decision of its own, as it was typed. To is an association's name in addresses, empty for
// nobody whom the portal knows.
type Commitment struct {
	Envelope          budget.EnvelopeID
	Title, To, Amount string
	Base
}

// ReadCommitment reads a commitment. The address of its page may choose the envelope.
func ReadCommitment(values url.Values) (Commitment, error) {
	q := ReadQuery(values)
	c := Commitment{Envelope: ID[budget.EnvelopeID](q, "enveloppe"), Title: strings.TrimSpace(q.Text("titel")), To: q.Slug("begunstigde"),
		Amount: q.Text("bedrag"), Base: readBase(q)}
	return c, q.Err()
}

// Given returns the amount and what it rests on, and refuses what was not chosen and what cannot be read.
func (c Commitment) Given() (money.Cents, budget.Base, error) {
	var wrong fault.Fields
	checkEnvelope(c.Envelope, &wrong)
	amount := amountOf("bedrag", c.Amount, &wrong)
	base := c.base(&wrong)
	return amount, base, wrong.Err()
}

func checkEnvelope(id budget.EnvelopeID, wrong *fault.Fields) {
	if id == 0 {
		wrong.Add("enveloppe", "Kies een enveloppe.")
	}
}

// A Booking is a form about what a promise has of an envelope, as it was typed: a commitment of what is reserved, a release, a payment, a recovery.
type Booking struct {
	Envelope budget.EnvelopeID
	// Side is what a release lets go of.
	Side   budget.Side
	Amount string
	Base
}

// ReadBooking reads a booking. A side is one of the two words of the ledger.
func ReadBooking(values url.Values) (Booking, error) {
	q := ReadQuery(values)
	b := Booking{Envelope: ID[budget.EnvelopeID](q, "enveloppe"), Side: OneOf(q, "kant", []budget.Side{budget.FromReserved, budget.FromCommitted}),
		Amount: q.Text("bedrag"), Base: readBase(q)}
	return b, q.Err()
}

// Given returns the amount and what it rests on, and refuses what was not chosen and what cannot be read. Sided says that the form asks for a
// side.
func (b Booking) Given(sided bool) (money.Cents, budget.Base, error) {
	var wrong fault.Fields
	checkEnvelope(b.Envelope, &wrong)
	if sided && b.Side == "" {
		wrong.Add("kant", "Kies wat vrijvalt.")
	}
	amount := amountOf("bedrag", b.Amount, &wrong)
	base := b.base(&wrong)
	return amount, base, wrong.Err()
}

// An Undoing is the form in which an entry is put right.
type Undoing struct{ Base }

// ReadUndoing reads what the opposite of an entry rests on.
func ReadUndoing(values url.Values) (Undoing, error) {
	q := ReadQuery(values)
	return Undoing{readBase(q)}, q.Err()
}

// Given returns what it rests on, and refuses what cannot be read.
func (u Undoing) Given() (budget.Base, error) {
	var wrong fault.Fields
	base := u.base(&wrong)
	return base, wrong.Err()
}
