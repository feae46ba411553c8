package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"pgregory.net/rapid"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// A play is one random history, in the database and in the model. It is taken back at the end.
type play struct {
	*rapid.T
	ctx   context.Context
	tx    postgres.Tx
	m     model
	by    account.By
	kinds []budget.Purpose
	// accepted and refused count what was tried, by kind of act.
	accepted, refused map[string]int
}

var errTakenBack = errors.New("taken back by the test")

// The ledger accepts exactly what its definition accepts, keeps the same balances, and breaks no bound on the way.
func TestTheLedgerIsAsItsDefinitionSays(t *testing.T) {
	t.Parallel()
	db := pgtest.Owner(t, pgtest.New(t)) // who owns the tables may add kinds
	accepted, refused := map[string]int{}, map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		err := db.InTx(t.Context(), func(tx postgres.Tx) error {
			p := &play{T: rt, ctx: t.Context(), tx: tx, m: newModel(), by: account.By{Person: 7, At: ledgerDay.Start()}, accepted: accepted, refused: refused}
			p.begin()
			for range rapid.IntRange(10, 30).Draw(rt, "acts") {
				p.act()
			}
			p.agrees()
			return errTakenBack
		})
		if !errors.Is(err, errTakenBack) {
			rt.Fatal(err)
		}
	})
	t.Log("accepted", accepted, "refused", refused)
	for _, act := range []string{"credit", "transfer", "reservation", "commitment", "release", "payment", "recovery", "undo", "several", "close", "kind"} {
		if accepted[act] == 0 || refused[act] == 0 && act != "kind" {
			t.Errorf("%s: accepted %d times, refused %d times", act, accepted[act], refused[act])
		}
	}
}

func (p *play) do(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

// begin plans three years, votes their credit and opens the first.
func (p *play) begin() {
	var err error
	p.kinds, err = p.tx.Purposes(p.ctx)
	p.do(err)
	for year := 2026; year <= 2028; year++ {
		y := budget.Year{Year: year, State: budget.Planned, Ceiling: rapid.SampledFrom([]int{500, 1_000, 3_333, 10_000}).Draw(p.T, "ceiling")}
		rules := map[budget.Kind]budget.Leftover{}
		for _, k := range p.kinds {
			rules[k.Kind] = rapid.SampledFrom(budget.Leftovers()).Draw(p.T, "leftover")
		}
		_, err := p.tx.AddYear(p.ctx, y, rules)
		p.do(err)
		p.m.years[year] = y
		p.learn(year)
		var vote []budget.Entry
		var others money.Cents
		for _, e := range p.of(year) { // emergency aid comes last
			one := p.entry(budget.Credit, e, 40)
			if one.Amount += 30; e.Emergency { // as much as the ceiling lets in, or less
				one.Amount = max(1, others*money.Cents(y.Ceiling)/max(1, budget.AllPoints-money.Cents(y.Ceiling))/money.Cents(rapid.IntRange(1, 3).Draw(p.T, "part")))
				one.Amount = min(one.Amount, 100)
			}
			others += one.Amount
			vote = append(vote, one)
		}
		p.try("credit", vote)
	}
	p.open(2026)
	for _, k := range p.kinds {
		for range 2 {
			p.promise(k.Emergency)
		}
	}
	for _, e := range p.of(2026) {
		reserved, committed, paid := p.entry(budget.Reservation, e, 10), p.entry(budget.Commitment, e, 20), p.entry(budget.Payment, e, 1)
		p.try("reservation", []budget.Entry{reserved})
		if rapid.Bool().Draw(p.T, "decided") {
			committed.Promise = reserved.Promise
		}
		p.try("commitment", []budget.Entry{committed})
		if rapid.Bool().Draw(p.T, "paid") {
			p.ofWhatIsHeld(&paid)
			p.try("payment", []budget.Entry{paid})
		}
	}
}

// learn reads the envelopes of a year that were added, in the database and not in the model.
func (p *play) learn(year int) {
	all, err := p.tx.Envelopes(p.ctx, year, year)
	p.do(err)
	for _, e := range all {
		if _, known := p.m.envelopes[e.ID]; !known {
			p.m.envelopes[e.ID] = e
		}
	}
}

// of returns the envelopes of a year, zero for all, in a steady order.
func (p *play) of(year int) []budget.Envelope {
	var all []budget.Envelope
	for _, e := range p.m.envelopes {
		if year == 0 || e.Year == year {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b budget.Envelope) int { return int(a.ID - b.ID) })
	return all
}

func (p *play) promise(emergency bool) {
	one := budget.Promise{Source: budget.Committed, Title: "Steun", Year: 2026, Amount: money.Cents(rapid.IntRange(10, 40).Draw(p.T, "granted"))}
	for _, k := range p.kinds {
		if k.Emergency == emergency {
			one.Kind, one.Emergency = k.Kind, emergency
		}
	}
	var err error
	one.ID, err = p.tx.AddPromise(p.ctx, one)
	p.do(err)
	p.m.promises[one.ID] = one
}

// set writes the state of a year in the model, after the database has it.
func (p *play) set(year int, state budget.YearState) {
	y := p.m.years[year]
	y.State = state
	p.m.years[year] = y
	for _, e := range p.of(year) {
		e.State = state
		p.m.envelopes[e.ID] = e
	}
}

func (p *play) open(year int) {
	opened, err := p.tx.OpenYear(p.ctx, year)
	p.do(err)
	if opened != (p.m.years[year].State == budget.Planned) {
		p.Fatalf("%d was opened: %v", year, opened)
	}
	if opened {
		p.set(year, budget.Open)
	}
}

// entry draws an entry of a kind for an envelope, up to an amount.
func (p *play) entry(kind budget.EntryKind, in budget.Envelope, most int) budget.Entry {
	e := budget.Entry{Kind: kind, Envelope: in.ID, Emergency: in.Emergency, Amount: money.Cents(rapid.IntRange(1, most).Draw(p.T, "amount")),
		Base: budget.Base{Decision: number(fmt.Sprint(10 + rapid.IntRange(0, 5).Draw(p.T, "decision"))), On: ledgerDay, Why: "Zo werd beslist."}}
	switch kind {
	case budget.Credit:
		e.Basis = budget.Initial
		if in.State != budget.Planned || rapid.IntRange(0, 9).Draw(p.T, "basis") == 0 {
			e.Basis = budget.Amendment
		}
	case budget.Transfer:
		to := rapid.SampledFrom(p.of(0)).Draw(p.T, "to")
		e.To, e.ToEmergency = to.ID, to.Emergency
	default:
		var fitting []budget.PromiseID
		for id, one := range p.m.promises {
			if one.Emergency == in.Emergency {
				fitting = append(fitting, id)
			}
		}
		slices.Sort(fitting)
		e.Promise = rapid.SampledFrom(fitting).Draw(p.T, "promise")
		if kind == budget.Release {
			e.Side = rapid.SampledFrom([]budget.Side{budget.FromReserved, budget.FromCommitted}).Draw(p.T, "side")
		}
	}
	return e
}

// any draws an entry of any kind, most of them where money is.
func (p *play) any() budget.Entry {
	year := rapid.SampledFrom([]int{2026, 2026, 2026, 2027, 2027, 2028, 0}).Draw(p.T, "year")
	in := rapid.SampledFrom(p.of(year)).Draw(p.T, "envelope")
	kind := rapid.SampledFrom(budget.EntryKinds()).Draw(p.T, "kind")
	e := p.entry(kind, in, 20)
	if kind == budget.Credit && rapid.IntRange(0, 2).Draw(p.T, "lower") == 0 {
		e.Amount = -e.Amount
	}
	if kind == budget.Payment || kind == budget.Recovery || kind == budget.Release {
		p.ofWhatIsHeld(&e)
	}
	if rapid.IntRange(0, 30).Draw(p.T, "forge") == 0 {
		e.Emergency, e.ToEmergency = !e.Emergency, !e.ToEmergency && e.To != 0
	}
	return e
}

// ofWhatIsHeld lets an entry ask for about as much as some promise has left for it.
func (p *play) ofWhatIsHeld(e *budget.Entry) {
	left := func(h budget.Holding) money.Cents {
		return map[budget.EntryKind]money.Cents{budget.Payment: h.Unpaid(), budget.Recovery: h.Paid - h.Recovered, budget.Release: h.Reserved + h.Unpaid()}[e.Kind]
	}
	var held []budget.Holding
	for _, h := range p.m.holdings {
		if left(h) > 0 {
			held = append(held, h)
		}
	}
	if len(held) == 0 {
		return
	}
	slices.SortFunc(held, func(a, b budget.Holding) int {
		return int(a.Promise-b.Promise)*1_000_000 + int(a.Envelope-b.Envelope)
	})
	h := rapid.SampledFrom(held).Draw(p.T, "holding")
	e.Promise, e.Envelope, e.Emergency = h.Promise, h.Envelope, p.m.envelopes[h.Envelope].Emergency
	e.Amount = money.Cents(rapid.IntRange(1, int(left(h))+1).Draw(p.T, "of what is left"))
}

// act does one thing by chance.
func (p *play) act() {
	switch n := rapid.IntRange(0, 19).Draw(p.T, "act"); {
	case n < 13:
		e := p.any()
		p.try(string(e.Kind), []budget.Entry{e})
	case n < 15:
		one := p.any()
		other := one
		other.Amount = money.Cents(rapid.IntRange(1, 20).Draw(p.T, "other amount"))
		p.try("several", []budget.Entry{one, other, p.any()}[:rapid.IntRange(2, 3).Draw(p.T, "entries")])
	case n < 17:
		p.undo()
	case n < 18:
		p.open(rapid.SampledFrom([]int{2027, 2028}).Draw(p.T, "opened"))
	case n < 19:
		p.close()
	default:
		p.kind()
	}
}

// undo tries to take back an entry, now and then not quite as it was.
func (p *play) undo() {
	if len(p.m.entries) == 0 {
		return
	}
	some := p.m.entries
	telling := slices.DeleteFunc(slices.Clone(some), func(e budget.Entry) bool { return e.Unreserved == 0 && e.Kind != budget.Release })
	if len(telling) > 0 && rapid.Bool().Draw(p.T, "telling") {
		some = telling
	}
	e := rapid.SampledFrom(some).Draw(p.T, "undone")
	e.Reverses, e.Amount, e.ID = e.ID, -e.Amount, 0
	switch rapid.IntRange(0, 7).Draw(p.T, "how") {
	case 0:
		e.Amount++
	case 1:
		in := rapid.SampledFrom(p.of(0)).Draw(p.T, "elsewhere")
		e.Envelope, e.Emergency = in.ID, in.Emergency
	}
	e.Decision = number(fmt.Sprint(10 + rapid.IntRange(0, 5).Draw(p.T, "decision")))
	p.try("undo", []budget.Entry{e})
}

// kind adds a kind, of emergency aid or not, with an envelope in each year that is planned.
func (p *play) kind() {
	k := budget.Purpose{Kind: budget.Kind(fmt.Sprint("soort-", len(p.kinds))), Emergency: rapid.Bool().Draw(p.T, "emergency")}
	p.do(p.tx.Do(p.ctx, `INSERT INTO budget_kind (id, name, purpose, emergency, position) VALUES ($1, $1, $1, $2, $3)`, string(k.Kind), k.Emergency, len(p.kinds)+1))
	p.kinds = append(p.kinds, k)
	for year := 2026; year <= 2028; year++ {
		if p.m.years[year].State == budget.Planned {
			p.do(p.tx.Do(p.ctx, `INSERT INTO budget_envelope (year, kind, emergency, leftover) VALUES ($1, $2, $3, 'same-kind')`, year, string(k.Kind), k.Emergency))
			p.learn(year)
		}
	}
	p.promise(k.Emergency)
	p.accepted["kind"]++
}

// close closes the first year that is open, as its rules say and by two people.
func (p *play) close() {
	year := 2026
	for year < 2028 && p.m.years[year].State == budget.Closed {
		year++
	}
	var pending []budget.Pending
	for _, id := range p.of(year) {
		for _, h := range p.m.holdings {
			if h.Envelope == id.ID && h.Reserved > 0 {
				pending = append(pending, budget.Pending{Promise: p.m.promises[h.Promise], Envelope: id, Amount: h.Reserved})
			}
		}
	}
	slices.SortFunc(pending, func(a, b budget.Pending) int {
		return int(a.Promise.ID-b.Promise.ID)*1_000_000 + int(a.Envelope.ID-b.Envelope.ID)
	})
	for i := range pending {
		pending[i].MovesOn = rapid.Bool().Draw(p.T, "moves on")
	}
	c, err := budget.Close(p.m.years[year], p.m.years[year+1], p.of(year), p.of(year+1), pending, budget.Base{On: ledgerDay, Why: "Het jaar is om."}, ledgerDay)
	if err != nil {
		p.refused["close"]++ // by the rules: there is no year to go on to, or it is not open
		return
	}
	if len(c.Entries) > 0 && !p.try("close", c.Entries) {
		return // what moves on is more than the next year's ceiling lets in
	}
	p.by.At = p.by.At.Add(time.Second)
	_, err = p.tx.ProposeClosing(p.ctx, p.by, c, nil, "Het jaar is om.")
	p.do(err)
	other := p.by
	other.Person++
	p.do(p.tx.ConfirmClosing(p.ctx, other, year))
	p.do(p.tx.CloseYear(p.ctx, year))
	p.set(year, budget.Closed)
	p.accepted["close"]++
}

// try books entries in both, as one act, and compares the answers and the balances.
func (p *play) try(act string, entries []budget.Entry) bool {
	p.by.At = p.by.At.Add(time.Second)
	next, accepts := p.m.book(entries)
	credit, given := p.m.emergency()
	var ids []budget.EntryID
	err := p.tx.Try(p.ctx, func(tx postgres.Tx) (err error) {
		if ids, err = tx.Book(p.ctx, p.by, "budget."+act, entries...); err != nil {
			return err
		}
		_, err = tx.AddEntry(p.ctx, p.by, "budget."+act, "budget/1", nil)
		return err
	})
	if err != nil && !isRefusal(err) {
		p.Fatal(err)
	}
	if (err == nil) != accepts {
		p.Fatalf("the definition accepts %s: %v; the database: %v\n%+v", act, accepts, err, entries)
	}
	if !accepts {
		p.refused[act]++
		return false
	}
	p.accepted[act]++
	first := len(next.entries) - len(entries)
	for i, id := range ids {
		next.entries[first+i].ID = id
	}
	p.m = next
	for _, e := range entries {
		if e.Promise != 0 {
			h := p.m.holdings[key(e.Promise, e.Envelope)]
			h.Promise, h.Envelope = e.Promise, e.Envelope
			p.m.holdings[key(e.Promise, e.Envelope)] = h
		}
	}
	p.balances()
	if now, more := p.m.emergency(); now-credit > more-given {
		p.Fatalf("emergency aid rose by %d and was given %d: %+v", now-credit, more-given, entries)
	}
	return true
}

// isRefusal says whether the database refused by a rule or by a constraint.
func isRefusal(err error) bool {
	if _, ok := errors.AsType[budget.Refusal](err); ok {
		return true
	}
	said, ok := errors.AsType[*pgconn.PgError](err)
	return ok && slices.Contains([]string{"23514", "23503"}, said.Code)
}

// balances compares what the database keeps with the model.
func (p *play) balances() {
	all, err := p.tx.Envelopes(p.ctx, 2026, 2028)
	p.do(err)
	for _, e := range all {
		if want := p.m.envelopes[e.ID]; e != want || !sound(e) {
			p.Fatalf("the database keeps %+v, the definition %+v", e, want)
		}
	}
	if len(all) != len(p.m.envelopes) {
		p.Fatalf("%d envelopes, want %d", len(all), len(p.m.envelopes))
	}
}

// agrees lets the auditor look, and compares what each promise has.
func (p *play) agrees() {
	found, err := p.tx.VerifyBudget(p.ctx, p.by.At)
	p.do(err)
	if !found.Agrees() || found.Entries != int64(len(p.m.entries)) {
		p.Fatalf("%d entries, want %d: %v", found.Entries, len(p.m.entries), found.Findings)
	}
	for _, want := range p.m.holdings {
		got, err := p.tx.Holding(p.ctx, want.Promise, want.Envelope)
		p.do(err)
		if got != want {
			p.Fatalf("a promise has %+v, want %+v", got, want)
		}
	}
}
