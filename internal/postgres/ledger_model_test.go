package postgres_test

import (
	"maps"
	"slices"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/money"
)

// A model is the ledger as its definition says in words, without a database: what the laws are held against.
type model struct {
	years     map[int]budget.Year
	envelopes map[budget.EnvelopeID]budget.Envelope
	promises  map[budget.PromiseID]budget.Promise
	holdings  map[[2]int64]budget.Holding
	entries   []budget.Entry
}

func newModel() model {
	return model{map[int]budget.Year{}, map[budget.EnvelopeID]budget.Envelope{}, map[budget.PromiseID]budget.Promise{}, map[[2]int64]budget.Holding{}, nil}
}

func (m model) copied() model {
	return model{maps.Clone(m.years), maps.Clone(m.envelopes), maps.Clone(m.promises), maps.Clone(m.holdings), slices.Clone(m.entries)}
}

// book returns the ledger with these entries, and false where it refuses one of them, or all together.
func (m model) book(entries []budget.Entry) (model, bool) {
	next := m.copied()
	for i, e := range entries {
		e.ID = -budget.EntryID(i) - 1
		if !next.one(e) {
			return m, false
		}
	}
	return next, next.whole()
}

func key(p budget.PromiseID, e budget.EnvelopeID) [2]int64 { return [2]int64{int64(p), int64(e)} }

// state says whether a year's state admits an entry.
func admits(state budget.YearState, e budget.Entry) bool {
	switch e.Kind {
	case budget.Credit:
		return state == budget.Planned && e.Basis == budget.Initial || state == budget.Open && e.Basis == budget.Amendment
	case budget.Reservation:
		return state != budget.Closed
	case budget.Release:
		return state != budget.Closed || e.Reverses == 0
	case budget.Payment, budget.Recovery:
		return state != budget.Planned
	}
	return state == budget.Open
}

// one books an entry. Each is looked at as it stands between those before it and after it.
func (m *model) one(e budget.Entry) bool {
	in, ok := m.envelopes[e.Envelope]
	if !ok || in.Emergency != e.Emergency || !admits(in.State, e) || e.Amount == 0 {
		return false
	}
	e.Unreserved = 0
	if e.Reverses != 0 {
		if !m.undoes(&e) {
			return false
		}
	} else if e.Amount < 0 && e.Kind != budget.Credit {
		return false
	}
	h := m.holdings[key(e.Promise, e.Envelope)]
	switch e.Kind {
	case budget.Credit:
		if e.Decision == "" {
			return false
		}
		in.Credit += e.Amount
	case budget.Transfer:
		to, ok := m.envelopes[e.To]
		if !ok || e.To == e.Envelope || to.State == budget.Closed || to.Emergency != e.ToEmergency || to.Emergency && !in.Emergency ||
			e.Amount < 0 && to.Emergency != in.Emergency {
			return false
		}
		in.Credit -= e.Amount
		to.Credit += e.Amount
		if !sound(to) {
			return false
		}
		m.envelopes[e.To] = to
	case budget.Reservation:
		in.Reserved, h.Reserved = in.Reserved+e.Amount, h.Reserved+e.Amount
	case budget.Commitment:
		if e.Reverses == 0 {
			e.Unreserved = h.Reserved
		}
		in.Reserved, h.Reserved = in.Reserved-e.Unreserved, h.Reserved-e.Unreserved
		in.Committed, h.Committed = in.Committed+e.Amount, h.Committed+e.Amount
	case budget.Release:
		if e.Side == budget.FromReserved {
			in.Reserved, h.Reserved = in.Reserved-e.Amount, h.Reserved-e.Amount
		} else {
			in.Committed, h.Committed = in.Committed-e.Amount, h.Committed-e.Amount
		}
	case budget.Payment:
		in.Paid, h.Paid = in.Paid+e.Amount, h.Paid+e.Amount
	case budget.Recovery:
		in.Recovered, h.Recovered = in.Recovered+e.Amount, h.Recovered+e.Amount
	}
	if e.Promise != 0 {
		if m.promises[e.Promise].Emergency != e.Emergency || h.Reserved < 0 || h.Committed < h.Paid || h.Paid < h.Recovered || h.Recovered < 0 {
			return false
		}
		m.holdings[key(e.Promise, e.Envelope)] = h
	}
	m.envelopes[e.Envelope] = in
	m.entries = append(m.entries, e)
	return sound(in)
}

// undoes says whether an entry is the whole opposite of one that was not undone yet, and takes over what that one had replaced.
func (m *model) undoes(e *budget.Entry) bool {
	at := slices.IndexFunc(m.entries, func(was budget.Entry) bool { return was.ID == e.Reverses })
	if at < 0 || slices.ContainsFunc(m.entries, func(other budget.Entry) bool { return other.Reverses == e.Reverses }) {
		return false
	}
	was := m.entries[at]
	e.Unreserved = -was.Unreserved
	return was.Reverses == 0 && was.Kind == e.Kind && was.Envelope == e.Envelope && was.To == e.To && was.Promise == e.Promise &&
		was.Amount == -e.Amount && was.Side == e.Side && was.Basis == e.Basis
}

// sound says that no bound of an envelope is broken.
func sound(e budget.Envelope) bool {
	return e.Credit >= 0 && e.Reserved >= 0 && e.Committed >= 0 && e.Paid >= 0 && e.Recovered >= 0 && e.Available() >= 0 &&
		e.Paid <= e.Committed && e.Recovered <= e.Paid
}

// whole says whether everything together is as it may be.
func (m model) whole() bool {
	for _, p := range m.promises {
		var committed money.Cents
		for k, h := range m.holdings {
			if k[0] == int64(p.ID) {
				committed += h.Committed
			}
		}
		if committed > p.Amount {
			return false
		}
	}
	return m.underCeilings() && !m.fedFromOthers()
}

// underCeilings reckons each year's credit as it would be had nothing gone on to other years.
func (m model) underCeilings() bool {
	all, emergency := map[int]money.Cents{}, map[int]money.Cents{}
	add := func(e budget.Envelope, amount money.Cents) {
		all[e.Year] += amount
		if e.Emergency {
			emergency[e.Year] += amount
		}
	}
	for _, e := range m.envelopes {
		add(e, e.Credit)
	}
	for _, e := range m.entries {
		if e.Kind == budget.Transfer && m.envelopes[e.Envelope].Year != m.envelopes[e.To].Year {
			add(m.envelopes[e.Envelope], e.Amount)
		}
	}
	for year, y := range m.years {
		if emergency[year]*budget.AllPoints > all[year]*money.Cents(y.Ceiling) {
			return false
		}
	}
	return true
}

// fedFromOthers says whether some decision raises emergency aid and lowers something else.
func (m model) fedFromOthers() bool {
	for _, up := range m.entries {
		if up.Kind != budget.Credit || !up.Emergency || up.Amount < 0 {
			continue
		}
		for _, down := range m.entries {
			if down.Kind == budget.Credit && down.Amount < 0 && down.Decision == up.Decision && down.Envelope != up.Envelope {
				return true
			}
		}
	}
	return false
}

// emergency is all credit for emergency aid, and what decisions of its own have given it.
func (m model) emergency() (credit, given money.Cents) {
	for _, e := range m.envelopes {
		if e.Emergency {
			credit += e.Credit
		}
	}
	for _, e := range m.entries {
		if e.Kind == budget.Credit && e.Emergency && e.Amount > 0 {
			given += e.Amount
		}
	}
	return credit, given
}
