package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"pgregory.net/rapid"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

func write(t *testing.T, db *postgres.DB, fn func(postgres.Tx) error) {
	t.Helper()
	if err := db.InTx(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// promised is a path from 2026 on, that was registered some days after the moment.
func promised(days int, targets ...budget.Rate) budget.GrowthPath {
	p := budget.GrowthPath{How: budget.ByHand, Reason: fmt.Sprintf("Na %d dagen.", days), RegisteredAt: moment.AddDate(0, 0, days)}
	for i, target := range targets {
		p.Years = append(p.Years, budget.PathYear{Year: 2026 + i, Target: target, Status: budget.Adopted, Decision: "2026_GR_00001"})
	}
	return p
}

func addPath(t *testing.T, db *postgres.DB, seen int, p budget.GrowthPath) error {
	t.Helper()
	return db.InTx(t.Context(), func(tx postgres.Tx) error {
		version, err := tx.AddPath(t.Context(), seen, p)
		if err == nil && version != seen+1 {
			t.Errorf("version %d comes after %d", version, seen)
		}
		return err
	})
}

func TestOldVersionsOfThePathStayToBeSeen(t *testing.T) {
	t.Parallel()
	c := founded(t, 1)
	day := calendar.DayOf(moment)
	if none, err := c.Path(t.Context(), 0); err != nil || none.Version != 0 || none.Years != nil {
		t.Errorf("before the first: %+v, %v", none, err)
	}
	first, second := promised(0, 150, 180), promised(10, 150, 170, 200)
	second.Person, second.Decision, second.Demo = int64(c.people[0]), "2027_GR_00002", true
	second.DecidedOn = day
	second.Years[1].Status, second.Years[2].Decision, second.Years[2].Status = budget.Amended, "", budget.Proposed
	for i, p := range []budget.GrowthPath{first, second} {
		if err := addPath(t, c.DB, i, p); err != nil {
			t.Fatal(err)
		}
	}
	for _, stale := range []int{0, 1, 3} {
		if err := addPath(t, c.DB, stale, promised(11, 150)); !errors.Is(err, fault.Conflict) {
			t.Errorf("a version after %d: %v", stale, err)
		}
	}
	for asOf, want := range map[calendar.Day]int{day - 1: 0, day: 1, day + 9: 1, day + 10: 2, 0: 2} {
		p, err := c.Path(t.Context(), asOf)
		if err != nil || p.Version != want {
			t.Errorf("on %v: version %d, %v; want %d", asOf, p.Version, err, want)
		}
		if g, err := c.Growth(t.Context(), asOf); err != nil || g.Path.Version != want || len(g.Path.Years) != len(p.Years) {
			t.Errorf("the figures on %v are of %+v, %v", asOf, g.Path, err)
		}
	}
	all, err := c.PathVersions(t.Context())
	if err != nil || len(all) != 2 || all[0].Version != 2 || all[0].Name != "Lid 0" || all[1].Name != "" || len(all[1].Years) != 2 {
		t.Fatalf("%+v, %v", all, err)
	}
	second.Version = 2
	got, err := c.PathVersion(t.Context(), 2)
	if err != nil || !slices.Equal(got.Years, second.Years) || got.Reason != second.Reason || got.Decision != second.Decision || !got.Demo ||
		!got.RegisteredAt.Equal(second.RegisteredAt) || got.How != budget.ByHand || len(budget.Compare(got.GrowthPath, second)) != 0 {
		t.Errorf("%+v is read back as %+v, %v", second, got, err)
	}
	if _, err := c.PathVersion(t.Context(), 3); !errors.Is(err, fault.NotFound) {
		t.Errorf("a version that is not there: %v", err)
	}
}

func TestOneOfManyWhoChangeThePathAtOnceDoes(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var wait sync.WaitGroup
	var won atomic.Int32
	for n := range 8 {
		wait.Go(func() {
			err := db.InTx(t.Context(), func(tx postgres.Tx) error {
				_, err := tx.AddPath(t.Context(), 0, promised(n, 150, 180))
				return err
			})
			if err == nil {
				won.Add(1)
			} else if !errors.Is(err, fault.Conflict) {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if all, err := db.PathVersions(t.Context()); err != nil || won.Load() != 1 || len(all) != 1 || len(all[0].Years) != 2 {
		t.Errorf("%d won, %+v, %v", won.Load(), all, err)
	}
}

func TestTheDatabaseRefusesAPathThatFallsOrSkips(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	for says, change := range map[string]func(*budget.GrowthPath){
		"falls": func(p *budget.GrowthPath) { p.Years[1].Target = 149 },
		"falls without a decision": func(p *budget.GrowthPath) {
			p.Years[1] = budget.PathYear{Year: 2027, Status: budget.Proposed, FallReason: "x"}
		},
		"has a reason and no fall":  func(p *budget.GrowthPath) { p.Years[1].FallReason = "x" },
		"skips a year":              func(p *budget.GrowthPath) { p.Years[1].Year = 2028 },
		"adopts without a decision": func(p *budget.GrowthPath) { p.Years[0].Decision = "" },
		"promises less than none":   func(p *budget.GrowthPath) { p.Years[0].Target = -1 },
		"has no reason":             func(p *budget.GrowthPath) { p.Reason = "" },
	} {
		p := promised(0, 150, 180)
		change(&p)
		if err := addPath(t, db, 0, p); err == nil || errors.Is(err, fault.Conflict) {
			t.Errorf("a path that %s: %v", says, err)
		}
	}
}

func TestACorrectedFigureIsRegisteredAnew(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	day, first := calendar.DayOf(moment), calendar.Date(2027, time.January, 1)
	write(t, db, func(tx postgres.Tx) error {
		var err error
		for _, p := range []budget.Population{
			{On: first, Inhabitants: 568_000, Source: "voorlopig", RegisteredAt: moment},
			{On: first, Inhabitants: 568_766, Source: "definitief", SourceURL: "https://statbel.fgov.be/", RegisteredAt: moment.AddDate(0, 0, 5), Person: 7, Demo: true},
			{On: calendar.Date(2025, time.January, 1), Inhabitants: 562_002, Source: "van in het begin"},
		} {
			err = errors.Join(err, tx.AddPopulation(t.Context(), p))
		}
		for _, i := range []budget.PriceIndex{
			{Year: 2026, Points: 10_000, Source: "a", RegisteredAt: moment}, {Year: 2027, Points: 10_150, Source: "b", RegisteredAt: moment},
			{Year: 2027, Points: 10_200, Source: "c", SourceURL: "https://statbel.fgov.be/", RegisteredAt: moment.AddDate(0, 0, 5), Person: 7, Demo: true},
		} {
			err = errors.Join(err, tx.AddPriceIndex(t.Context(), i))
		}
		return err
	})
	for asOf, want := range map[calendar.Day]struct{ days, inhabitants, years, points int }{
		day - 1: {1, 562_002, 0, 0}, day: {2, 568_000, 2, 10_150}, day + 4: {2, 568_000, 2, 10_150}, day + 5: {2, 568_766, 2, 10_200}, 0: {2, 568_766, 2, 10_200},
	} {
		counted, err := db.PopulationsAsOf(t.Context(), asOf)
		if err != nil || len(counted) != want.days || counted[0].Inhabitants != want.inhabitants {
			t.Errorf("inhabitants on %v: %+v, %v", asOf, counted, err)
		}
		indexes, err := db.IndexesAsOf(t.Context(), asOf)
		if err != nil || len(indexes) != want.years || len(indexes) > 0 && indexes[1].Points != want.points {
			t.Errorf("prices on %v: %+v, %v", asOf, indexes, err)
		}
	}
	last, err := db.Population(t.Context(), first)
	if err != nil || last.Inhabitants != 568_766 || last.Person != 7 || !last.Demo || last.SourceURL == "" || !last.RegisteredAt.Equal(moment.AddDate(0, 0, 5)) {
		t.Errorf("%+v, %v", last, err)
	}
	indexes, err := db.IndexesAsOf(t.Context(), 0)
	if err != nil || indexes[1].Person != 7 || !indexes[1].Demo || indexes[1].SourceURL == "" || indexes[1].Source != "c" {
		t.Errorf("%+v, %v", indexes, err)
	}
	all, err := db.PopulationsAsOf(t.Context(), 0)
	if err != nil || !all[1].RegisteredAt.IsZero() {
		t.Errorf("what was known from the beginning was registered at %v, %v", all[1].RegisteredAt, err)
	}
}

// What the ledger says of a year is what its entries add up to, on every day that a page asks for.
func TestAYearsFiguresAreTheSumsOfItsEntries(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	b := books{t: t, db: db, envelopes: map[int]budget.Envelope{}}
	base := budget.Base{Decision: "2026_GR_00001", On: calendar.DayOf(moment), Why: "test"}
	credit := func(year int, basis budget.Basis, amount money.Cents) budget.Entry {
		return budget.Entry{Kind: budget.Credit, Basis: basis, Envelope: b.in(year).ID, Amount: amount, Base: base}
	}
	for _, year := range []int{2026, 2027} {
		b.plan(year)
		b.book(0, credit(year, budget.Initial, 1_000_00))
		b.open(year)
	}
	raised := credit(2026, budget.Amendment, 200_00)
	undone := raised
	raised.ID = b.book(1, raised)
	undone.Reverses, undone.Amount = raised.ID, -raised.Amount
	b.book(2, undone)
	b.book(2, credit(2026, budget.Amendment, 300_00))
	promise := b.promise(2026)
	of := func(kind budget.EntryKind, side budget.Side, amount money.Cents) budget.Entry {
		return budget.Entry{Kind: kind, Side: side, Envelope: b.in(2026).ID, Promise: promise, Amount: amount, Base: base}
	}
	b.book(3, of(budget.Reservation, "", 700_00))
	b.book(3, of(budget.Release, budget.FromReserved, 50_00))
	b.book(4, of(budget.Commitment, "", 600_00))
	b.book(4, of(budget.Payment, "", 100_00))
	release := of(budget.Release, budget.FromCommitted, 150_00)
	back := release
	back.Reverses = b.book(5, release)
	back.Amount = -release.Amount
	b.book(6, back)
	b.book(7, of(budget.Recovery, "", 30_00))
	b.book(8, budget.Entry{Kind: budget.Transfer, Envelope: b.in(2026).ID, To: b.in(2027).ID, Amount: 400_00, Base: base})

	day := calendar.DayOf(moment)
	for _, want := range []struct {
		days                            int
		voted, amended, committed, paid money.Cents
	}{
		{0, 1_000_00, 1_000_00, 0, 0}, {1, 1_000_00, 1_200_00, 0, 0}, {2, 1_000_00, 1_300_00, 0, 0}, {3, 1_000_00, 1_300_00, 0, 0},
		{4, 1_000_00, 1_300_00, 600_00, 100_00}, {5, 1_000_00, 1_300_00, 450_00, 100_00}, {6, 1_000_00, 1_300_00, 600_00, 100_00},
		{7, 1_000_00, 1_300_00, 600_00, 100_00}, {8, 1_000_00, 1_300_00, 600_00, 100_00},
	} {
		all, err := db.YearCreditAsOf(t.Context(), day.AddDays(want.days))
		if err != nil || len(all) != 2 || all[0] != (budget.YearCredit{Year: 2026, Voted: want.voted, Amended: want.amended, Committed: want.committed, Paid: want.paid, HasCredit: true}) {
			t.Errorf("after %d days: %+v, %v; want %+v", want.days, all, err, want)
		}
	}
	now, err := db.YearCreditAsOf(t.Context(), 0)
	if err != nil || len(now) != 2 || now[1].Amended != 1_000_00 {
		t.Errorf("what went on from 2026 is counted again: %+v, %v", now, err)
	}
	if before, err := db.YearCreditAsOf(t.Context(), day-1); err != nil || len(before) != 0 {
		t.Errorf("before the first entry: %+v, %v", before, err)
	}
	b.isAsBalances(now)
}

// books keep a ledger for a test: years with one envelope, that is looked at.
type books struct {
	t         *testing.T
	db        *postgres.DB
	envelopes map[int]budget.Envelope
}

func (b books) in(year int) budget.Envelope { return b.envelopes[year] }

func (b books) plan(year int) {
	b.t.Helper()
	write(b.t, b.db, func(tx postgres.Tx) error {
		if _, err := tx.AddYear(b.t.Context(), budget.Year{Year: year, Ceiling: 1_000}, nil); err != nil {
			return err
		}
		all, err := tx.Envelopes(b.t.Context(), year, year)
		if err != nil {
			return err
		}
		b.envelopes[year] = all[slices.IndexFunc(all, func(e budget.Envelope) bool { return e.Kind == budget.Structural })]
		return nil
	})
}

func (b books) open(year int) {
	b.t.Helper()
	write(b.t, b.db, func(tx postgres.Tx) error {
		_, err := tx.OpenYear(b.t.Context(), year)
		return err
	})
}

func (b books) promise(year int) (id budget.PromiseID) {
	b.t.Helper()
	write(b.t, b.db, func(tx postgres.Tx) (err error) {
		id, err = tx.AddPromise(b.t.Context(), budget.Promise{Source: budget.Committed, Title: "Waterput", Year: year, Kind: budget.Structural, Amount: 10_000_00})
		return err
	})
	return id
}

// book books an entry some days after the moment, and returns its number.
func (b books) book(days int, e budget.Entry) (id budget.EntryID) {
	b.t.Helper()
	write(b.t, b.db, func(tx postgres.Tx) error {
		ids, err := tx.Book(b.t.Context(), account.By{At: moment.AddDate(0, 0, days)}, "budget.test", e)
		if err == nil {
			id = ids[0]
		}
		return err
	})
	return id
}

// isAsBalances holds the sums of entries against what the envelopes keep.
func (b books) isAsBalances(credits []budget.YearCredit) {
	b.t.Helper()
	for _, c := range credits {
		all, err := b.db.Envelopes(b.t.Context(), c.Year, c.Year)
		if err != nil {
			b.t.Fatal(err)
		}
		if sum := budget.SumOf(all); sum.Committed != c.Committed || sum.Paid != c.Paid {
			b.t.Errorf("%d: the envelopes keep %+v, the entries say %+v", c.Year, sum, c)
		}
	}
}

// Whatever is booked, the figures of the growth path are the balances that the ledger keeps.
func TestTheFiguresOfTheGrowthPathAreTheBalances(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	b := books{t: t, db: db, envelopes: map[int]budget.Envelope{}}
	b.plan(2026)
	base := budget.Base{Decision: "2026_GR_00001", On: calendar.DayOf(moment), Why: "test"}
	b.book(0, budget.Entry{Kind: budget.Credit, Basis: budget.Initial, Envelope: b.in(2026).ID, Amount: 100_000_00, Base: base})
	b.open(2026)
	rapid.Check(t, func(r *rapid.T) {
		promise := b.promise(2026)
		committed := money.Cents(rapid.Int64Range(2, 500_00).Draw(r, "committed"))
		of := func(kind budget.EntryKind, side budget.Side, amount money.Cents) budget.Entry {
			return budget.Entry{Kind: kind, Side: side, Envelope: b.in(2026).ID, Promise: promise, Amount: amount, Base: base}
		}
		first := of(budget.Commitment, "", committed)
		first.ID = b.book(0, first)
		switch rapid.IntRange(0, 2).Draw(r, "then") {
		case 0:
			undone, err := first.Undo(base, calendar.DayOf(moment))
			if err != nil {
				r.Fatal(err)
			}
			b.book(0, undone)
		case 1:
			released := of(budget.Release, budget.FromCommitted, committed/2)
			released.ID = b.book(0, released)
			if rapid.Bool().Draw(r, "back") {
				undone, err := released.Undo(base, calendar.DayOf(moment))
				if err != nil {
					r.Fatal(err)
				}
				b.book(0, undone)
			}
		case 2:
			b.book(0, of(budget.Payment, "", committed/2))
		}
	})
	credits, err := db.YearCreditAsOf(t.Context(), 0)
	if err != nil || len(credits) != 1 || credits[0].Amended != 100_000_00 {
		t.Fatalf("%+v, %v", credits, err)
	}
	b.isAsBalances(credits)
}

func TestThePathIsReadInOneGo(t *testing.T) {
	t.Parallel()
	quiet := pgtest.New(t)
	var asked atomic.Int32
	db, err := postgres.Open(t.Context(), postgres.Settings{URL: quiet.URL(), Watch: func(postgres.Statement) { asked.Add(1) }})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	counts := map[int32]bool{}
	for seen := range 4 {
		if err := addPath(t, quiet, seen, promised(seen, 150, 180, 210)); err != nil {
			t.Fatal(err)
		}
		asked.Store(0)
		if g, err := db.Growth(t.Context(), 0); err != nil || len(g.Years) != 3 {
			t.Fatalf("%+v, %v", g, err)
		}
		counts[asked.Load()] = true
	}
	if len(counts) != 1 {
		t.Errorf("the number of statements hangs on the number of versions: %v", counts)
	}
}

func peer(city string) budget.PeerFigure {
	return budget.PeerFigure{City: city, Year: 2025, Rate: 340, Inhabitants: 263_927, Scope: budget.AllWithStaff, ScopeNote: "met loonkost", Source: "Jaarrekening",
		SourceURL: "https://stad.gent/", EnteredBy: 1, EnteredAt: moment}
}

func TestAFigureOfAnotherCityIsPublishedByTwoPeople(t *testing.T) {
	t.Parallel()
	c := founded(t, 3)
	var id, brought budget.PeerID
	c.in(t, func(tx postgres.Tx) (err error) {
		gent := peer("Gent")
		gent.EnteredBy = int64(c.people[0])
		if id, err = tx.AddPeer(t.Context(), gent); err != nil {
			return err
		}
		leuven := peer("Leuven")
		leuven.EnteredBy, leuven.Inhabitants, leuven.CheckedAt = 0, 0, moment
		if brought, err = tx.AddPeer(t.Context(), leuven); err != nil {
			return err
		}
		twice, err := tx.AddPeer(t.Context(), gent)
		if twice != 0 {
			t.Errorf("the same figure stands twice, as %d", twice)
		}
		return err
	})
	names := func() (all []string) {
		t.Helper()
		public, err := c.Peers(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range public {
			if !p.Published() {
				t.Errorf("%+v is shown", p)
			}
			all = append(all, p.City)
		}
		return all
	}
	if got := names(); !slices.Equal(got, []string{"Leuven"}) {
		t.Errorf("before it is checked: %v", got)
	}
	if err := c.InTx(t.Context(), func(tx postgres.Tx) error {
		return tx.CheckPeer(t.Context(), id, account.By{Person: c.people[0], At: moment})
	}); err == nil {
		t.Error("the database lets one person enter and check")
	}
	c.in(t, func(tx postgres.Tx) error {
		held, err := tx.LockPeer(t.Context(), id)
		if err != nil || held.CheckBy(int64(c.people[1])) != nil || held.EnteredName != "Lid 0" || held.CheckedName != "" || !held.CheckedAt.IsZero() {
			t.Errorf("%+v, %v", held, err)
		}
		return tx.CheckPeer(t.Context(), id, account.By{Person: c.people[1], At: moment})
	})
	if got := names(); !slices.Equal(got, []string{"Gent", "Leuven"}) {
		t.Errorf("after it is checked: %v", got)
	}
	if err := c.InTx(t.Context(), func(tx postgres.Tx) error {
		return tx.CheckPeer(t.Context(), id, account.By{Person: c.people[2], At: moment})
	}); err == nil {
		t.Error("the database lets it be checked twice")
	}
	c.in(t, func(tx postgres.Tx) error {
		return tx.WithdrawPeer(t.Context(), id, account.By{Person: c.people[2], At: moment}, "Van een ander jaar.")
	})
	if got := names(); !slices.Equal(got, []string{"Leuven"}) {
		t.Errorf("after it is withdrawn: %v", got)
	}
	c.in(t, func(tx postgres.Tx) error {
		again, err := tx.AddPeer(t.Context(), peer("Gent"))
		if again == 0 {
			t.Error("what was withdrawn stands in the way")
		}
		return err
	})
	all, err := c.AllPeers(t.Context())
	if err != nil || len(all) != 3 || all[0].City != "Gent" || !all[0].WithdrawnAt.IsZero() || all[1].ID != brought || all[1].Inhabitants != 0 ||
		all[2].WithdrawnWhy != "Van een ander jaar." || all[2].WithdrawnName != "Lid 2" || all[2].CheckedName != "Lid 1" {
		t.Errorf("for staff: %+v, %v", all, err)
	}
	one, err := c.Peer(t.Context(), id)
	if err != nil || one.ScopeNote != "met loonkost" || one.Rate != 340 || one.Scope != budget.AllWithStaff || one.SourceURL == "" || one.Demo {
		t.Errorf("%+v, %v", one, err)
	}
	if _, err := c.Peer(t.Context(), 99); !errors.Is(err, fault.NotFound) {
		t.Errorf("a figure that is not there: %v", err)
	}
}

func TestTheDatabaseRefusesAFigureWithoutASourceOrAChangedOne(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	for says, change := range map[string]func(*budget.PeerFigure){
		"no source":              func(p *budget.PeerFigure) { p.Source = "" },
		"no address":             func(p *budget.PeerFigure) { p.SourceURL = "" },
		"no scope":               func(p *budget.PeerFigure) { p.Scope = "" },
		"a check by the program": func(p *budget.PeerFigure) { p.CheckedAt = moment },
	} {
		p := peer("Gent")
		change(&p)
		if err := db.InTx(t.Context(), func(tx postgres.Tx) error { _, err := tx.AddPeer(t.Context(), p); return err }); err == nil {
			t.Errorf("%s is taken", says)
		}
	}
	var id budget.PeerID
	write(t, db, func(tx postgres.Tx) (err error) {
		id, err = tx.AddPeer(t.Context(), peer("Gent"))
		return err
	})
	conn, err := pgx.Connect(t.Context(), db.URL()) // as the owner: the trigger holds for all
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := conn.Close(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	for _, command := range []string{`UPDATE peer_figure SET rate = 1`, `UPDATE peer_figure SET city = 'Aalst', checked_by = 2, checked_at = now()`,
		`DELETE FROM peer_figure`, `TRUNCATE peer_figure`} {
		_, err := conn.Exec(t.Context(), command)
		if refused, ok := errors.AsType[*pgconn.PgError](err); !ok || refused.Code != "VS001" {
			t.Errorf("the owner, %s: %v", command, err)
		}
	}
	if all, err := db.AllPeers(t.Context()); err != nil || len(all) != 1 || all[0].ID != id || all[0].Rate != 340 {
		t.Errorf("%+v, %v", all, err)
	}
}
