package desk

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

// founding is a regulation that nobody drafted yet.
func founding() grant.Founding {
	return grant.Founding{Regulation: grant.Regulation{Slug: "kleine-daden", Code: "KLE"}, Title: "Kleine daden", From: calendar.Date(2027, time.March, 2),
		Max: 900_00, Envelope: "sensibilisering", Plain: grant.PlainHere}
}

// drawn returns the versions of a regulation, the latest first, and the mark of a page that shows them.
func (c counter) drawn(slug string) ([]postgres.VersionRow, Mark) {
	c.t.Helper()
	all, err := c.db.VersionsOf(c.t.Context(), slug)
	if err != nil {
		c.t.Fatal(err)
	}
	mark, err := VersionsMark(all)
	if err != nil {
		c.t.Fatal(err)
	}
	return all, mark
}

// completed fills in what a plain beginning leaves to who drafts it.
func completed(t *grant.Terms) {
	whole := *t
	whole.Purpose, whole.LegalGround, whole.ForWhom = "Voor kleine daden.", "Reglement van de gemeenteraad.", "Verenigingen in Antwerpen."
	whole.Applicants, whole.Activities = []association.Form{association.NonProfit}, []grant.Activity{grant.CityActivity}
	whole.DecisionWithin, whole.AccountWithin = 30, 60
	*t = whole
}

func TestARegulationIsBegunByOneAndPublishedByAnother(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx, once := t.Context(), NewOnce()
	for range 2 { // a twin does nothing
		if err := c.DraftRegulation(ctx, c.handler, once, founding()); err != nil {
			t.Fatal(err)
		}
	}
	all, seen := c.drawn("kleine-daden")
	v := all[0]
	if len(all) != 1 || v.Number != 1 || v.Published || v.Demo || v.Code != "KLE" || v.Title != "Kleine daden" || v.MaxAmount != 900_00 || v.Envelope != "sensibilisering" ||
		v.EnvelopeName != "Sensibilisering en inleefreizen" || v.InForce.First != calendar.Date(2027, time.March, 2) || len(v.Sections) != 2 || v.DraftedName != "Karim" {
		t.Fatalf("%+v", all)
	}
	acts := c.since("grant.regulation-draft")
	if len(acts) != 1 || acts[0].Subject != RegulationSubject(v.Regulation) || !strings.Contains(acts[0].Detail, "KLE, adres kleine-daden") || !strings.Contains(acts[0].Detail, "Sensibilisering en inleefreizen") ||
		!strings.Contains(acts[0].Detail, "vanaf 2 maart 2027") || !strings.Contains(strings.ReplaceAll(acts[0].Detail, "\u00a0", " "), "hoogstens € 900,00") {
		t.Errorf("%+v", acts)
	}
	if _, err := c.db.RegulationBySlug(ctx, "kleine-daden", friday.AddDate(1, 0, 0)); !errors.Is(err, fault.NotFound) {
		t.Errorf("everybody sees a draft: %v", err)
	}
	said := refusedAsAWhole(t, "what is not whole", c.PublishVersion(ctx, c.head, NewOnce(), "kleine-daden", seen))
	for _, part := range []string{"Zeg wie er kan aanvragen.", "waarvoor het is", "de rechtsgrond", "de dagen tot het verslag"} {
		if !strings.Contains(said, part) {
			t.Errorf("%q is not in %s", part, said)
		}
	}
	if err := c.SaveVersion(ctx, c.second, NewOnce(), "kleine-daden", seen, v.InForce.First, completed); err != nil {
		t.Fatal(err)
	}
	_, seen = c.drawn("kleine-daden")
	if err := c.PublishVersion(ctx, c.head, NewOnce(), "kleine-daden", seen); err != nil {
		t.Fatal(err)
	}
	if got, err := c.db.RegulationBySlug(ctx, "kleine-daden", friday.AddDate(0, 3, 0)); err != nil || got.Number != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	_, seen = c.drawn("kleine-daden")
	said = refusedAsAWhole(t, "another address for what is published", c.RenameRegulation(ctx, c.handler, NewOnce(), "kleine-daden", seen, grant.Regulation{Slug: "daden", Code: "DAD"}))
	if !strings.Contains(said, "liggen vast") {
		t.Error(said)
	}
}

func TestARegulationBeginsAsACopyOfAnother(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	was, _ := c.versions()
	f := founding()
	f.Plain, f.Like, f.Envelope, f.InKind, f.Max = "", was[1].ID, "", true, 2_000_00
	if err := c.DraftRegulation(t.Context(), c.handler, NewOnce(), f); err != nil {
		t.Fatal(err)
	}
	all, _ := c.drawn("kleine-daden")
	if acts := c.since("grant.regulation-draft"); len(acts) != 1 || !strings.Contains(acts[0].Detail, "zoals versie 1 van PRO") || !strings.Contains(acts[0].Detail, "enveloppe geen: steun in natura") {
		t.Errorf("%+v", acts)
	}
	if v := all[0]; v.LegalGround != was[1].LegalGround || len(v.Sections) != len(was[1].Sections) || !v.InKind() || v.MaxAmount != 2_000_00 || v.Title != "Kleine daden" || v.EnvelopeName != "" {
		t.Errorf("%+v", v)
	}
	f.Slug, f.Code, f.Like = "andere-daden", "AND", 9_999
	refusedBecause(t, c.DraftRegulation(t.Context(), c.handler, NewOnce(), f), "begin")
}

func TestARegulationThatCannotBeginLeavesNothing(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx := t.Context()
	err := c.DraftRegulation(ctx, c.handler, NewOnce(), grant.Founding{})
	for _, field := range []string{"titel", "adres", "code", "van", "maximum", "enveloppe", "begin"} {
		refusedBecause(t, err, field)
	}
	for field, change := range map[string]func(*grant.Founding){
		"adres": func(f *grant.Founding) { f.Slug = pro }, "code": func(f *grant.Founding) { f.Code = "PRO" }, "van": func(f *grant.Founding) { f.From = calendar.DayOf(friday) },
		"enveloppe": func(f *grant.Founding) { f.Envelope = "wit" },
	} {
		f := founding()
		change(&f)
		err := c.DraftRegulation(ctx, c.handler, NewOnce(), f)
		if wrong, ok := errors.AsType[fault.Fields](err); !ok || len(wrong) != 1 {
			t.Errorf("%s: %v", field, err)
		}
		refusedBecause(t, err, field)
	}
	last, err := c.db.LastVersions(ctx)
	if err != nil || len(last) != 7 || len(c.since("grant.regulation-")) != 0 {
		t.Errorf("%d regulations, %v", len(last), err)
	}
}

func TestOfTwoThatTakeACodeAtOnceOneIsRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	errs := make([]error, 2)
	var wait sync.WaitGroup
	for i, slug := range []string{"kleine-daden", "kleine-dingen"} {
		f := founding()
		f.Slug = slug
		wait.Go(func() { errs[i] = c.DraftRegulation(t.Context(), c.handler, NewOnce(), f) })
	}
	wait.Wait()
	if errs[0] == nil {
		slices.Reverse(errs)
	}
	refusedBecause(t, errs[0], "code")
	if errs[1] != nil {
		t.Errorf("both were refused: %v", errs[1])
	}
	if last, err := c.db.LastVersions(t.Context()); err != nil || len(last) != 8 {
		t.Errorf("%d regulations, %v", len(last), err)
	}
}

func TestARegulationInDraftGetsAnotherAddressOrIsThrownAway(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	ctx := t.Context()
	if err := c.DraftRegulation(ctx, c.handler, NewOnce(), founding()); err != nil {
		t.Fatal(err)
	}
	_, seen := c.drawn("kleine-daden")
	rename := func(slug, code string) error {
		return c.RenameRegulation(ctx, c.second, NewOnce(), "kleine-daden", seen, grant.Regulation{Slug: slug, Code: code})
	}
	refusedBecause(t, rename(pro, "KLE"), "adres")
	refusedBecause(t, rename("kleine-daden", "PRO"), "code")
	refusedBecause(t, rename("nieuw", "KLE"), "adres")
	refusedAsAWhole(t, "the same", rename("kleine-daden", "KLE"))
	if err := rename("daden", "KLE"); err != nil {
		t.Fatal(err)
	}
	if acts := c.since("grant.regulation-rename"); len(acts) != 1 || !strings.Contains(acts[0].Detail, "KLE, adres daden") {
		t.Errorf("%+v", acts)
	}
	all, now := c.drawn("daden")
	if changed, ok := errors.AsType[Changed](c.DropVersion(ctx, c.handler, NewOnce(), "daden", seen)); !ok || changed.By != "Lotte" {
		t.Errorf("thrown away from a stale page: %v", changed)
	}
	round, err := c.DraftRound(ctx, c.handler, NewOnce(), grant.Round{Version: all[0].ID, Title: "Najaar", OpensAt: calendar.Date(2027, time.April, 1).Start(),
		ClosesAt: grant.MidnightAfter(calendar.Date(2027, time.May, 15)), Grace: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	refusedAsAWhole(t, "with a round under it", c.DropVersion(ctx, c.handler, NewOnce(), "daden", now))
	_, mark := c.round(round)
	if err := c.DropRound(ctx, c.handler, NewOnce(), round, mark); err != nil {
		t.Fatal(err)
	}
	once := NewOnce()
	for range 2 {
		if err := c.DropVersion(ctx, c.handler, once, "daden", now); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.db.VersionsOf(ctx, "daden"); !errors.Is(err, fault.NotFound) {
		t.Errorf("%v", err)
	}
	f := founding()
	f.Slug = "daden"
	if err := c.DraftRegulation(ctx, c.handler, NewOnce(), f); err != nil {
		t.Errorf("the address and the code are not free: %v", err)
	}
}

func TestTheEnvelopeOfAVersionIsOneOfTheBudget(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	_, seen := c.versions()
	march := calendar.Date(2027, time.March, 2)
	into := func(t *grant.Terms) { t.Envelope = "wit" }
	refusedBecause(t, c.SaveVersion(t.Context(), c.handler, NewOnce(), pro, seen, march, into), "enveloppe")
	if err := c.SaveVersion(t.Context(), c.handler, NewOnce(), pro, seen, march, func(t *grant.Terms) { t.Envelope = "scholen" }); err != nil {
		t.Fatal(err)
	}
	if acts := c.since("grant.version-draft"); len(acts) != 1 || !strings.Contains(acts[0].Detail, "Enveloppe: Projecten → Scholen") {
		t.Errorf("%+v", acts)
	}
}
