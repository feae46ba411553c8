package site

import (
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// The day on which the tests of the budget look at its pages.
var budgetNow = time.Date(2027, time.September, 15, 10, 0, 0, 0, time.UTC)

// A books keeps the ledger and the growth path of a test, on days in the past.
type books struct {
	core
	t         *testing.T
	envelopes map[int]map[budget.Kind]budget.Envelope
	person    int64 // who books, zero for the program
}

// newBooks serves a portal on an empty ledger.
func newBooks(t *testing.T) books {
	t.Helper()
	db := pgtest.New(t)
	c := newCore(t, func(set *Settings) { set.DB, set.Clock = db, func() time.Time { return budgetNow } }, (*Site).pages)
	return books{core: c, t: t, envelopes: map[int]map[budget.Kind]budget.Envelope{}}
}

func on(year int, month time.Month, day int) calendar.Day { return calendar.Date(year, month, day) }

func (b books) tx(do func(tx postgres.Tx) error) {
	b.t.Helper()
	if err := b.db.InTx(b.t.Context(), do); err != nil {
		b.t.Fatal(err)
	}
}

// plan plans a year with these rules for what is left.
func (b books) plan(year int, leftovers map[budget.Kind]budget.Leftover) {
	b.t.Helper()
	b.tx(func(tx postgres.Tx) error {
		if _, err := tx.AddYear(b.t.Context(), budget.Year{Year: year, Ceiling: 1_000}, leftovers); err != nil {
			return err
		}
		all, err := tx.Envelopes(b.t.Context(), year, year)
		b.envelopes[year] = map[budget.Kind]budget.Envelope{}
		for _, e := range all {
			b.envelopes[year][e.Kind] = e
		}
		return err
	})
}

func (b books) open(year int) {
	b.t.Helper()
	b.tx(func(tx postgres.Tx) error {
		_, err := tx.OpenYear(b.t.Context(), year)
		return err
	})
}

// book books entries that were decided on one day and registered on another.
func (b books) book(decided, registered calendar.Day, decision budget.Decision, entries ...budget.Entry) {
	b.t.Helper()
	for i := range entries {
		entries[i].Base = budget.Base{Decision: decision, On: decided, Why: "Zo werd beslist."}
	}
	b.tx(func(tx postgres.Tx) error {
		_, err := tx.Book(b.t.Context(), account.By{Person: account.ID(b.person), At: registered.Start().Add(12 * time.Hour)}, "budget.test", entries...)
		return err
	})
}

// credit is a credit for one envelope.
func (b books) credit(year int, kind budget.Kind, basis budget.Basis, amount money.Cents) budget.Entry {
	e := b.envelopes[year][kind]
	return budget.Entry{Kind: budget.Credit, Basis: basis, Envelope: e.ID, Emergency: e.Emergency, Amount: amount}
}

// promise adds a promise, and returns an entry of that kind for it.
func (b books) promise(p budget.Promise) func(kind budget.EntryKind, amount money.Cents) budget.Entry {
	b.t.Helper()
	e := b.envelopes[p.Year][p.Kind]
	p.Emergency = e.Emergency
	b.tx(func(tx postgres.Tx) error {
		var err error
		p.ID, err = tx.AddPromise(b.t.Context(), p)
		return err
	})
	return func(kind budget.EntryKind, amount money.Cents) budget.Entry {
		return budget.Entry{Kind: kind, Envelope: e.ID, Emergency: e.Emergency, Promise: p.ID, Amount: amount}
	}
}

func (b books) population(year, inhabitants int, registered calendar.Day) {
	b.t.Helper()
	b.tx(func(tx postgres.Tx) error {
		return tx.AddPopulation(b.t.Context(), budget.Population{
			On: on(year, time.January, 1), Inhabitants: inhabitants, Source: "Statbel", SourceURL: "https://statbel.example/" + calendar.Date(year, 1, 1).ISO(),
			RegisteredAt: registered.Start(),
		})
	})
}

func (b books) index(year, points int) {
	b.t.Helper()
	b.tx(func(tx postgres.Tx) error {
		return tx.AddPriceIndex(b.t.Context(), budget.PriceIndex{Year: year, Points: points, Source: "Prijsindex van het Planbureau", RegisteredAt: on(2027, time.January, 10).Start()})
	})
}

// path registers the next version, with a target for each year from the first on.
func (b books) path(version int, decision budget.Decision, registered calendar.Day, first int, targets ...budget.Rate) {
	b.t.Helper()
	p := budget.GrowthPath{How: budget.ByHand, Reason: "Versie van de proef.", Decision: decision, RegisteredAt: registered.Start()}
	if decision != "" {
		p.DecidedOn = registered.AddDays(-3)
	}
	for i, target := range targets {
		y := budget.PathYear{Year: first + i, Target: target, Status: budget.Proposed}
		if decision != "" {
			y.Status, y.Decision = budget.Adopted, decision
		}
		p.Years = append(p.Years, y)
	}
	b.tx(func(tx postgres.Tx) error {
		_, err := tx.AddPath(b.t.Context(), version-1, p)
		return err
	})
}

func (b books) peer(p budget.PeerFigure) {
	b.t.Helper()
	p.Source, p.SourceURL, p.EnteredAt = "Rekening van de stad", "https://stad.example/rekening", on(2027, time.January, 5).Start()
	if p.CheckedBy != 0 {
		p.CheckedAt = on(2027, time.January, 6).Start()
	}
	b.tx(func(tx postgres.Tx) error {
		_, err := tx.AddPeer(b.t.Context(), p)
		return err
	})
}

// figures keeps the books of scenario 2027: the target was € 2,00 and is € 2,10, and € 2,05 is voted for 500,000 inhabitants.
func (b books) figures() {
	b.t.Helper()
	b.plan(2026, map[budget.Kind]budget.Leftover{"projecten": budget.SameKind, "scholen": budget.ToStructural})
	b.book(on(2025, time.December, 15), on(2025, time.December, 16), "2025_GR_00001", b.credit(2026, "projecten", budget.Initial, 600_000_00))
	b.open(2026)
	b.plan(2027, map[budget.Kind]budget.Leftover{"projecten": budget.SameKind, "scholen": budget.ToStructural})
	b.book(on(2026, time.December, 14), on(2026, time.December, 16), "2026_GR_00001",
		b.credit(2027, "projecten", budget.Initial, 900_000_00), b.credit(2027, "noodhulp", budget.Initial, 90_000_00))
	b.open(2027)
	b.book(on(2027, time.April, 20), on(2027, time.April, 22), "2027_GR_00015", b.credit(2027, "projecten", budget.Amendment, 35_000_00))
	b.population(2027, 500_000, on(2027, time.February, 1))
	b.index(2026, 100_00)
	b.index(2027, 102_00)
	b.path(1, "2026_GR_00002", on(2026, time.December, 16), 2026, 150, 200, 230)
	b.path(2, "2027_GR_00020", on(2027, time.June, 24), 2026, 150, 210, 240)
}
