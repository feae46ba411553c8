package desk

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

func TestARoundInDraftIsThrownAwayAndAPublishedOneIsNot(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx := t.Context()
	id := c.drafted(calendar.Date(2027, time.May, 15))
	was, seen := c.round(id)
	later := was.Round
	later.Title = "Anders"
	if err := c.SaveRound(ctx, c.second, NewOnce(), seen, later); err != nil {
		t.Fatal(err)
	}
	if err := c.DropRound(ctx, c.handler, NewOnce(), id, seen); err == nil {
		t.Error("thrown away from a stale page")
	}
	_, seen = c.round(id)
	once := NewOnce()
	for range 2 {
		if err := c.DropRound(ctx, c.handler, once, id, seen); err != nil {
			t.Fatal(err)
		}
	}
	_, err := c.db.Round(ctx, id)
	notTheirs(t, "a round that was thrown away", err)
	notTheirs(t, "thrown away twice", c.DropRound(ctx, c.handler, NewOnce(), id, seen))
	if acts := c.since("grant.round-drop"); len(acts) != 1 || acts[0].Subject != RoundSubject(id) || !strings.Contains(acts[0].Detail, "Anders") {
		t.Errorf("%+v", acts)
	}
	open, err := c.db.OpenRounds(ctx, friday)
	if err != nil {
		t.Fatal(err)
	}
	_, seen = c.round(open[0].ID)
	refusedAsAWhole(t, "a published round", c.DropRound(ctx, c.handler, NewOnce(), open[0].ID, seen))
	if err := c.db.InTx(ctx, func(tx postgres.Tx) error {
		gone, err := tx.DropRound(ctx, open[0].ID)
		if gone {
			t.Error("the database throws a published round away")
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// A regulation ends without one that follows, not before its rounds close; its applications keep it, and a new version may come later.
func TestARegulationEndsWithoutASuccessor(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx := t.Context()
	all, seen := c.versions()
	v := LastPublished(all)
	rounds, err := c.db.RoundsOf(ctx, v.Regulation)
	if err != nil {
		t.Fatal(err)
	}
	var closes calendar.Day // the last of its rounds
	for _, r := range rounds {
		if r.Version == v.ID && r.Opened && r.ClosesAt.After(friday) {
			closes = max(closes, r.LastDay())
		}
	}
	if closes.IsZero() {
		t.Fatal("the sample city has no round to end it before")
	}
	for says, last := range map[string]calendar.Day{"no day": 0, "yesterday": calendar.DayOf(friday).AddDays(-1), "before a round closes": closes.AddDays(-1)} {
		if err := c.EndVersion(ctx, c.head, NewOnce(), pro, seen, last); err == nil {
			t.Errorf("it ends on %s", says)
		} else {
			refusedBecause(t, err, "tot")
		}
	}
	once := NewOnce()
	for range 2 {
		if err := c.EndVersion(ctx, c.head, once, pro, seen, closes); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.EndVersion(ctx, c.head, NewOnce(), pro, seen, closes.AddDays(1)); err == nil {
		t.Error("it is ended from a stale page")
	}
	_, seen = c.versions()
	refusedBecause(t, c.EndVersion(ctx, c.head, NewOnce(), pro, seen, closes), "tot")
	if err := c.EndVersion(ctx, c.head, NewOnce(), pro, seen, closes.AddDays(30)); err != nil { // it can be ended later, as long as it is not over
		t.Fatal(err)
	}
	all, seen = c.versions()
	last := closes.AddDays(30)
	if all[0].InForce.Last != last {
		t.Errorf("%+v", all[0].InForce)
	}
	if acts := c.since("grant.version-end"); len(acts) != 2 || !strings.Contains(acts[0].Detail, last.String()) {
		t.Errorf("%+v", acts)
	}
	public := func(at time.Time) bool {
		slugs, err := c.db.RegulationSlugs(ctx, at)
		if err != nil {
			t.Fatal(err)
		}
		return slices.Contains(slugs, pro)
	}
	if !public(last.Start()) || public(last.AddDays(1).Start().Add(time.Hour)) {
		t.Error("it is public after its end, or not until then")
	}
	late := c.at(last.AddDays(1).Start())
	refusedAsAWhole(t, "a regulation that is over", c.EndVersion(ctx, late.head, NewOnce(), pro, seen, last.AddDays(60)))
	// and a new version begins where it likes
	from := last.AddDays(20)
	if err := c.SaveVersion(ctx, late.handler, NewOnce(), pro, seen, from, amountTo(9_000_00)); err != nil {
		t.Fatal(err)
	}
	_, seen = c.versions()
	if err := c.PublishVersion(ctx, late.head, NewOnce(), pro, seen); err != nil {
		t.Fatal(err)
	}
	all, _ = c.versions()
	if all[1].InForce.Last != last || all[0].InForce.First != from || !public(from.Start()) {
		t.Errorf("%v, %v", all[1].InForce, all[0].InForce)
	}
}

// What ended takes no applications after its last day: its rounds close by then, also those that are prepared or extended later.
func TestNoRoundOutlastsARegulationThatEnded(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx := t.Context()
	all, seen := c.versions()
	open, err := c.db.OpenRounds(ctx, friday)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(open, func(r postgres.RoundRow) bool { return r.Version == all[0].ID })
	if at < 0 {
		t.Fatal("no round of it is open")
	}
	last := calendar.Date(2027, time.October, 31)
	draft := c.drafted(last.AddDays(1))
	if err := c.EndVersion(ctx, c.head, NewOnce(), pro, seen, last); err != nil {
		t.Fatal(err)
	}
	_, mark := c.round(draft)
	refusedAsAWhole(t, "a round that closes a day later", c.OpenRound(ctx, c.head, NewOnce(), draft, mark, true))
	r, _ := c.round(draft)
	refusedBecause(t, c.SaveRound(ctx, c.handler, NewOnce(), mark, r.Round), "sluit")
	_, err = c.DraftRound(ctx, c.handler, NewOnce(), grant.Round{Version: all[0].ID, Title: "Te laat", OpensAt: friday, ClosesAt: grant.MidnightAfter(last.AddDays(10))})
	refusedBecause(t, err, "sluit")
	shorter := r.Round
	shorter.ClosesAt = grant.MidnightAfter(last)
	if err := c.SaveRound(ctx, c.handler, NewOnce(), mark, shorter); err != nil {
		t.Fatal(err)
	}
	_, mark = c.round(draft)
	if err := c.OpenRound(ctx, c.head, NewOnce(), draft, mark, true); err != nil {
		t.Fatal(err)
	}
	_, mark = c.round(open[at].ID)
	extend := func(to calendar.Day) error {
		return c.ExtendRound(ctx, c.head, NewOnce(), open[at].ID, mark, grant.MidnightAfter(to), "Er was een storing.", true)
	}
	refusedBecause(t, extend(last.AddDays(1)), "sluit")
	if err := extend(last); err != nil {
		t.Fatal(err)
	}
}

// A version that another follows is not what ended: its rounds run on, and it is the end of that other which they keep to.
func TestARoundOutlastsAVersionThatAnotherFollows(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx := t.Context()
	all, seen := c.versions()
	of, from := all[0].Version, calendar.Date(2027, time.March, 2)
	draft := c.drafted(from.AddDays(90))
	if err := c.SaveVersion(ctx, c.handler, NewOnce(), pro, seen, from, amountTo(9_000_00)); err != nil {
		t.Fatal(err)
	}
	_, seen = c.versions()
	if err := c.PublishVersion(ctx, c.head, NewOnce(), pro, seen); err != nil {
		t.Fatal(err)
	}
	r, mark := c.round(draft)
	if r.Version != of.ID {
		t.Fatalf("%+v", r)
	}
	if err := c.OpenRound(ctx, c.head, NewOnce(), draft, mark, true); err != nil {
		t.Fatal(err)
	}
	_, mark = c.round(draft)
	if err := c.ExtendRound(ctx, c.at(from.Start()).head, NewOnce(), draft, mark, grant.MidnightAfter(from.AddDays(240)), "Er was een storing.", true); err != nil {
		t.Fatal(err)
	}
	_, seen = c.versions()
	refusedBecause(t, c.EndVersion(ctx, c.head, NewOnce(), pro, seen, from.AddDays(239)), "tot")
	if err := c.EndVersion(ctx, c.head, NewOnce(), pro, seen, from.AddDays(240)); err != nil {
		t.Fatal(err)
	}
}

// Who opens or extends a round waits for who ends its regulation, and sees what came of it.
func TestARoundIsNotOpenedWhileItsRegulationEnds(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx := t.Context()
	all, _ := c.versions()
	draft := c.drafted(calendar.Date(2027, time.June, 10))
	_, mark := c.round(draft)
	opened := make(chan error, 1)
	if err := c.db.InTx(ctx, func(tx postgres.Tx) error {
		if _, err := tx.LockRegulation(ctx, pro); err != nil {
			return err
		}
		go func() { opened <- c.OpenRound(ctx, c.head, NewOnce(), draft, mark, true) }()
		c.awaitLock(opened)
		_, err := tx.EndVersion(ctx, all[0].ID, calendar.Date(2027, time.May, 31))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	refusedAsAWhole(t, "a round that closes after it", <-opened)
}

// awaitLock returns when somebody waits for a lock of the database, and fails where who should wait comes back instead.
func (c counter) awaitLock(back <-chan error) {
	c.t.Helper()
	conn, err := pgx.Connect(c.t.Context(), c.db.URL())
	if err != nil {
		c.t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(c.t.Context()))
	for waiting := false; !waiting; {
		select {
		case err := <-back:
			c.t.Fatalf("nobody waited: %v", err)
		default:
		}
		err := conn.QueryRow(c.t.Context(), `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')`).Scan(&waiting)
		if err != nil {
			c.t.Fatal(err)
		}
	}
}

// at is the same people at a later moment.
func (c counter) at(now time.Time) counter {
	later := func(who account.By, power account.Part) account.Identity {
		return account.Identity{Person: who.Person, At: now, Passed: true, Powers: []account.Part{power}}
	}
	c.handler, _ = later(c.handler.By(), account.CaseHandlerPart).CaseHandler()
	c.head, _ = later(c.head.By(), account.HeadPart).Head()
	return c
}

// A version that ends before the next one begins is cut short where that comes earlier.
func TestTheNextVersionCutsAnEndShort(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx := t.Context()
	_, seen := c.versions()
	if err := c.EndVersion(ctx, c.head, NewOnce(), pro, seen, calendar.Date(2028, time.December, 31)); err != nil {
		t.Fatal(err)
	}
	_, seen = c.versions()
	if err := c.SaveVersion(ctx, c.handler, NewOnce(), pro, seen, calendar.Date(2028, time.March, 1), amountTo(9_000_00)); err != nil {
		t.Fatal(err)
	}
	all, seen := c.versions()
	if LastPublished(all).ID != all[1].ID {
		t.Error("a draft is what ends")
	}
	if err := c.PublishVersion(ctx, c.head, NewOnce(), pro, seen); err != nil {
		t.Fatal(err)
	}
	all, _ = c.versions()
	if all[1].InForce.Last != calendar.Date(2028, time.February, 29) || !all[0].InForce.Last.IsZero() {
		t.Errorf("%v, %v", all[1].InForce, all[0].InForce)
	}
	if err := (grant.Version{Number: 3}).CheckEnd(calendar.Date(2030, 1, 1), nil, friday); err == nil {
		t.Error("a draft is ended")
	}
}
