package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/sample"
)

// A counter is the Dienst with the regulations of the sample city, on a Friday in January.
type counter struct {
	office
	handler, second account.CaseHandler
	head            account.Head
}

var (
	friday = time.Date(2027, time.January, 15, 9, 0, 0, 0, time.UTC)
	pro    = "projecten-in-het-zuiden"
)

func newCounter(t *testing.T) counter {
	t.Helper()
	db := pgtest.Template(t, "counter", func(ctx context.Context, db *postgres.DB) error {
		return sample.City(ctx, db, calendar.DayOf(friday))
	})
	c := counter{office: office{club{Desk: newDesk(t, db), t: t}}}
	identity := func(name string, power account.Part) account.Identity {
		return account.Identity{Person: c.person(name), At: friday, Passed: true, Powers: []account.Part{power}}
	}
	c.handler, _ = identity("karim", account.CaseHandlerPart).CaseHandler()
	c.second, _ = identity("lotte", account.CaseHandlerPart).CaseHandler()
	c.head, _ = identity("hilde", account.HeadPart).Head()
	return c
}

// versions returns the versions of the regulation for projects, the latest first, and the mark of a page that shows them.
func (c counter) versions() ([]postgres.VersionRow, Mark) {
	c.t.Helper()
	all, err := c.db.VersionsOf(c.t.Context(), pro)
	if err != nil {
		c.t.Fatal(err)
	}
	mark, err := VersionsMark(all)
	if err != nil {
		c.t.Fatal(err)
	}
	return all, mark
}

// round returns a round and the mark of a page that shows it.
func (c counter) round(id grant.RoundID) (postgres.RoundRow, Mark) {
	c.t.Helper()
	r, err := c.db.Round(c.t.Context(), id)
	if err != nil {
		c.t.Fatal(err)
	}
	mark, err := RoundMark(r.Round)
	if err != nil {
		c.t.Fatal(err)
	}
	return r, mark
}

// since returns what the record tells of an act since that Friday, the latest first.
func (c counter) since(act string) []postgres.TrailRow {
	c.t.Helper()
	all, _, err := c.db.Trail(c.t.Context(), postgres.TrailFilter{Act: act, From: friday}, 50)
	if err != nil {
		c.t.Fatal(err)
	}
	return all
}

// amountTo makes a change of a version: it grants so much at most.
func amountTo(amount money.Cents) func(*grant.Terms) {
	return func(t *grant.Terms) { t.MaxAmount = amount }
}

func TestAVersionIsDraftedByOneAndPublishedByAnother(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx := t.Context()
	was, seen := c.versions()
	from, once := calendar.Date(2027, time.March, 2), NewOnce()
	for range 2 { // a twin does nothing
		if err := c.SaveVersion(ctx, c.handler, once, pro, seen, from, amountTo(9_000_00)); err != nil {
			t.Fatal(err)
		}
	}
	now, drawn := c.versions()
	if len(now) != len(was)+1 || now[0].Number != 3 || now[0].Published || now[0].MaxAmount != 9_000_00 || len(now[0].Sections) != len(was[0].Sections) || now[0].DraftedName != "Karim" {
		t.Fatalf("%+v", now[0])
	}
	if err := c.SaveVersion(ctx, c.second, NewOnce(), pro, drawn, from, amountTo(10_000_00)); err != nil {
		t.Fatal(err)
	}
	now, drawn = c.versions()
	if len(now) != len(was)+1 || now[0].MaxAmount != 10_000_00 || now[0].DraftedName != "Lotte" {
		t.Errorf("a draft that is there is changed: %+v", now[0])
	}
	if err := c.PublishVersion(ctx, c.head, NewOnce(), pro, drawn); err != nil {
		t.Fatal(err)
	}
	now, drawn = c.versions()
	if !now[0].Published || now[0].PublishedName != "Hilde" || now[1].InForce.Last != from-1 {
		t.Errorf("%+v ends on %v", now[0].InForce, now[1].InForce.Last)
	}
	acts := c.since("grant.version-")
	if len(acts) != 3 || acts[0].Act != "grant.version-publish" || !strings.Contains(strings.ReplaceAll(acts[2].Detail, "\u00a0", " "), "Maximumbedrag: € 8.000,00 → € 9.000,00") {
		t.Errorf("%+v", acts)
	}
	if acts[0].Subject != RegulationSubject(now[0].Regulation) {
		t.Errorf("%s", acts[0].Subject)
	}
	refusedAsAWhole(t, "what is published already", c.PublishVersion(ctx, c.head, NewOnce(), pro, drawn))
	refusedAsAWhole(t, "no draft to throw away", c.DropVersion(ctx, c.handler, NewOnce(), pro, drawn))
	// who began under the version before keeps it
	old, err := c.db.Version(ctx, was[0].ID)
	if err != nil || old.MaxAmount != 8_000_00 {
		t.Errorf("%v, %v", old.MaxAmount, err)
	}
}

func TestAVersionThatContradictsItselfOrHasNoTimeIsRefused(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	_, seen := c.versions()
	draft := func(from calendar.Day, change func(*grant.Terms)) error {
		return c.SaveVersion(t.Context(), c.handler, NewOnce(), pro, seen, from, change)
	}
	march := calendar.Date(2027, time.March, 2)
	refusedBecause(t, draft(0, amountTo(9_000_00)), "van")
	refusedBecause(t, draft(calendar.DayOf(friday), amountTo(9_000_00)), "van")
	refusedBecause(t, draft(march, amountTo(0)), "maximum")
	refusedBecause(t, draft(march, func(t *grant.Terms) { t.Envelope = "noodhulp" }), "enveloppe")
	if now, _ := c.versions(); len(now) != 2 {
		t.Errorf("%d versions", len(now))
	}
	if err := c.SaveVersion(t.Context(), c.handler, NewOnce(), "geen-reglement", seen, march, amountTo(1)); !errors.Is(err, fault.NotFound) {
		t.Errorf("%v", err)
	}
}

func TestAStalePageChangesNoRegulation(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	_, seen := c.versions()
	march := calendar.Date(2027, time.March, 2)
	if err := c.SaveVersion(t.Context(), c.handler, NewOnce(), pro, seen, march, amountTo(9_000_00)); err != nil {
		t.Fatal(err)
	}
	for says, err := range map[string]error{
		"a second draft": c.SaveVersion(t.Context(), c.second, NewOnce(), pro, seen, march, amountTo(7_000_00)),
		"publishing":     c.PublishVersion(t.Context(), c.head, NewOnce(), pro, seen),
		"throwing away":  c.DropVersion(t.Context(), c.second, NewOnce(), pro, seen),
	} {
		if changed, ok := errors.AsType[Changed](err); !ok || changed.By != "Karim" || changed.Act != "grant.version-draft" {
			t.Errorf("%s from a stale page: %v", says, err)
		}
	}
	_, drawn := c.versions()
	refusedAsAWhole(t, "the same again", c.SaveVersion(t.Context(), c.handler, NewOnce(), pro, drawn, march, func(*grant.Terms) {}))
	if err := c.DropVersion(t.Context(), c.second, NewOnce(), pro, drawn); err != nil {
		t.Error(err)
	}
	if now, _ := c.versions(); len(now) != 2 || len(c.since("grant.version-drop")) != 1 {
		t.Errorf("%d versions", len(now))
	}
}

// drafted is a round of the regulation for projects, prepared to close on a day.
func (c counter) drafted(closes calendar.Day) grant.RoundID {
	c.t.Helper()
	all, _ := c.versions()
	id, err := c.DraftRound(c.t.Context(), c.handler, NewOnce(), grant.Round{Version: all[0].ID, Title: " Extra oproep ",
		OpensAt: calendar.Date(2027, time.February, 1).Start(), ClosesAt: grant.MidnightAfter(closes), Grace: time.Minute, Money: 20_000_00})
	if err != nil {
		c.t.Fatal(err)
	}
	return id
}

func TestARoundIsPreparedByOneAndOpenedByAnother(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx := t.Context()
	id := c.drafted(calendar.Date(2027, time.May, 15))
	r, seen := c.round(id)
	if r.Title != "Extra oproep" || r.Opened || !r.Demo || r.DraftedName != "Karim" {
		t.Errorf("%+v", r)
	}
	open, err := c.db.OpenRounds(ctx, friday.AddDate(0, 1, 0))
	if err != nil || slices.ContainsFunc(open, func(r postgres.RoundRow) bool { return r.ID == id }) {
		t.Errorf("a draft is open, %v", err)
	}
	later := r.Round
	later.ClosesAt = grant.MidnightAfter(calendar.Date(2027, time.May, 20))
	if err := c.SaveRound(ctx, c.second, NewOnce(), seen, later); err != nil {
		t.Fatal(err)
	}
	if changed, ok := errors.AsType[Changed](c.OpenRound(ctx, c.head, NewOnce(), id, seen, false)); !ok || changed.By != "Lotte" {
		t.Errorf("opened from a stale page: %+v", changed)
	}
	_, seen = c.round(id)
	once := NewOnce()
	for range 2 {
		if err := c.OpenRound(ctx, c.head, once, id, seen, false); err != nil {
			t.Fatal(err)
		}
	}
	r, seen = c.round(id)
	if !r.Opened || r.OpenedName != "Hilde" || r.LastDay() != calendar.Date(2027, time.May, 20) {
		t.Errorf("%+v", r)
	}
	refusedAsAWhole(t, "what is published", c.SaveRound(ctx, c.handler, NewOnce(), seen, later))
	refusedAsAWhole(t, "what is published", c.OpenRound(ctx, c.head, NewOnce(), id, seen, false))
	if acts := c.since("grant.round-"); len(acts) != 3 || acts[0].Act != "grant.round-open" || acts[0].Subject != RoundSubject(id) || !strings.Contains(acts[1].Detail, "20 mei 2027") {
		t.Errorf("%+v", acts)
	}
}

func TestARoundThatClosesInAHolidayIsConfirmed(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	id := c.drafted(calendar.Date(2027, time.August, 15))
	_, seen := c.round(id)
	refusedBecause(t, c.OpenRound(t.Context(), c.head, NewOnce(), id, seen, false), "vakantie")
	if err := c.OpenRound(t.Context(), c.head, NewOnce(), id, seen, true); err != nil {
		t.Fatal(err)
	}
	if acts := c.since("grant.round-open"); len(acts) != 1 || !strings.Contains(acts[0].Detail, "zomervakantie") {
		t.Errorf("%+v", acts)
	}
}

func TestARoundThatCannotBeHeldIsNotPrepared(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx := t.Context()
	all, _ := c.versions()
	good := grant.Round{Version: all[0].ID, Title: "Extra", OpensAt: friday, ClosesAt: friday.AddDate(0, 2, 0), Grace: time.Minute}
	for field, change := range map[string]func(*grant.Round){
		"versie": func(r *grant.Round) { r.Version = 0 }, "titel": func(r *grant.Round) { r.Title = " " },
		"sluit": func(r *grant.Round) { r.OpensAt, r.ClosesAt = friday.AddDate(0, -2, 0), friday.AddDate(0, -1, 0) },
	} {
		r := good
		change(&r)
		refusedBecause(t, refusalOf(c.DraftRound(ctx, c.handler, NewOnce(), r)), field)
	}
	good.Version = 999
	if _, err := c.DraftRound(ctx, c.handler, NewOnce(), good); !errors.Is(err, fault.NotFound) {
		t.Errorf("%v", err)
	}
	// under a draft of the rules nothing is opened
	_, seen := c.versions()
	if err := c.SaveVersion(ctx, c.handler, NewOnce(), pro, seen, calendar.Date(2027, time.March, 2), amountTo(9_000_00)); err != nil {
		t.Fatal(err)
	}
	id := c.drafted(calendar.Date(2027, time.May, 15))
	_, mark := c.round(id)
	refusedAsAWhole(t, "under a draft", c.OpenRound(ctx, c.head, NewOnce(), id, mark, false))
	_, seen = c.versions()
	refusedAsAWhole(t, "a draft with a round", c.DropVersion(ctx, c.handler, NewOnce(), pro, seen))
}

func TestARoundIsExtendedWithANoticeForEverybody(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx := t.Context()
	open, err := c.db.OpenRounds(ctx, friday)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(open, func(r postgres.RoundRow) bool { return r.Code == "PRO" })
	r, seen := c.round(open[at].ID)
	to := grant.MidnightAfter(r.LastDay().AddDays(14))
	refusedBecause(t, c.ExtendRound(ctx, c.head, NewOnce(), r.ID, seen, to, "  ", false), "bericht")
	refusedBecause(t, c.ExtendRound(ctx, c.head, NewOnce(), r.ID, seen, r.ClosesAt, "Er was een storing.", false), "sluit")
	once := NewOnce()
	for range 2 {
		if err := c.ExtendRound(ctx, c.head, once, r.ID, seen, to, " Er was een storing. ", false); err != nil {
			t.Fatal(err)
		}
	}
	if changed, ok := errors.AsType[Changed](c.ExtendRound(ctx, c.head, NewOnce(), r.ID, seen, to.AddDate(0, 0, 1), "Nog langer.", false)); !ok || changed.Act != "grant.round-extend" {
		t.Errorf("%+v", changed)
	}
	now, _ := c.round(r.ID)
	if now.StateAt(friday) != grant.Extended || !now.ClosesAt.Equal(to) || now.Notice != "Er was een storing." {
		t.Errorf("%+v", now)
	}
	if all, err := c.db.Extensions(ctx, r.ID); err != nil || len(all) != 1 {
		t.Errorf("%v, %v", all, err)
	}
	acts := c.since("grant.round-extend")
	if i := slices.IndexFunc(acts, func(a postgres.TrailRow) bool { return a.Subject == RoundSubject(r.ID) }); i < 0 || !strings.Contains(acts[i].Detail, "tot middernacht") {
		t.Errorf("%+v", acts)
	}
}
