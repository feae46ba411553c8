package desk

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

// projects are terms with two sections.
func projects() grant.Terms {
	return grant.Terms{Title: "Projecten in het Zuiden", Applicants: []association.Form{association.NonProfit}, ForWhom: "vzw’s", MaxAmount: 8_000_00,
		MaxShare: 7_500, Envelope: "projecten", Sections: []grant.Section{
			{Key: "project", Title: "Project", Questions: []grant.Question{
				{Key: grant.TitleKey, Label: "Hoe heet het?", Type: grant.ShortText, Required: true},
				{Key: "waarom", Label: "Waarom?", Type: grant.LongText, Required: true},
			}},
			{Key: "geld", Title: "Begroting", Questions: []grant.Question{
				{Key: grant.CostsKey, Label: "Wat kost het?", Type: grant.Costs, Required: true},
				{Key: "offertes", Label: "Offertes", Type: grant.Files, Most: 2},
			}},
		}}
}

// A call is a club with a round that is open at noon, and people of the club: awa speaks for it, modou writes, fatou reads.
type call struct {
	club
	round             grant.RoundID
	awa, modou, fatou account.ID
}

func newCall(t *testing.T) call {
	t.Helper()
	c, awa := newClub(t)
	to := call{club: c, awa: awa, modou: c.joined(awa, "modou", account.ContributorPart), fatou: c.joined(awa, "fatou", account.ReaderPart)}
	to.round = to.opened("PRO", projects())
	return to
}

// opened publishes terms and opens a round under them, from a week before noon to a week after it.
func (c call) opened(code string, terms grant.Terms) grant.RoundID {
	c.t.Helper()
	var round grant.RoundID
	by, ctx := account.By{At: noon}, c.t.Context()
	err := c.db.InTx(ctx, func(tx postgres.Tx) error {
		v := grant.Version{Code: code, Number: 1, InForce: calendar.Period{First: calendar.Date(2026, time.January, 1)}, Terms: terms}
		var err error
		if v.Regulation, err = tx.AddRegulation(ctx, grant.Regulation{Slug: strings.ToLower(code), Code: code}); err != nil {
			return err
		}
		if v.ID, err = tx.AddVersion(ctx, v, by); err != nil {
			return err
		}
		if _, err = tx.PublishVersion(ctx, v, by); err != nil {
			return err
		}
		round, err = tx.AddRound(ctx, grant.Round{Version: v.ID, Title: "Voorjaar 2027", OpensAt: noon.AddDate(0, 0, -7), ClosesAt: noon.AddDate(0, 0, 7), Grace: time.Minute}, by)
		if err != nil {
			return err
		}
		_, err = tx.OpenRound(ctx, round, by)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return round
}

func (c call) begun() grant.ID {
	c.t.Helper()
	id, err := c.BeginDraft(c.t.Context(), c.contributor(c.awa), NewOnce(), c.round, true)
	if err != nil || id == 0 {
		c.t.Fatalf("%d, %v", id, err)
	}
	return id
}

// page is a page of a test: 32 letters that end so.
func page(end string) string { return strings.Repeat("0", 32-len(end)) + end }

// sends saves the first section, as somebody's page drew it from that version.
func (c call) sends(who account.ID, id grant.ID, from string, number, seen int, answers grant.Answers) Saved {
	c.t.Helper()
	saved, err := c.SaveSection(c.t.Context(), c.contributor(who), id, "project", grant.Sending{Page: page(from), Number: number, Seen: seen, Answers: answers})
	if err != nil {
		c.t.Fatal(err)
	}
	return saved
}

func said(title, why string) grant.Answers {
	return grant.Answers{grant.TitleKey: {Text: title}, "waarom": {Text: why}}
}

func (c call) stored(id grant.ID) grant.Answers {
	c.t.Helper()
	s, err := c.db.LastSection(c.t.Context(), id, "project")
	if err != nil {
		c.t.Fatal(err)
	}
	return s.Answers
}

func (c call) alternatives(id grant.ID) []grant.Alternative {
	c.t.Helper()
	all, err := c.db.Alternatives(c.t.Context(), id)
	if err != nil {
		c.t.Fatal(err)
	}
	return all
}

// writes returns how often an act stands in the record of an application.
func (c call) writes(act string, id grant.ID) int {
	c.t.Helper()
	all, _, err := c.db.Trail(c.t.Context(), postgres.TrailFilter{Act: act, Subject: ApplicationSubject(id)}, 50)
	if err != nil {
		c.t.Fatal(err)
	}
	return len(all)
}

func TestASaveOfTheCurrentVersionMakesTheNext(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	id := c.begun()
	first := c.sends(c.awa, id, "a", 1, 0, said("Twee putten", ""))
	second := c.sends(c.modou, id, "b", 1, 1, said("Twee putten", "Omdat er geen water is."))
	if first.Version != 1 || second.Version != 2 || second.Merged || second.By != int64(c.modou) {
		t.Errorf("%+v, %+v", first, second)
	}
	if got := c.stored(id); got["waarom"].Text != "Omdat er geen water is." {
		t.Errorf("%v", got)
	}
	if a, err := c.db.ApplicationOf(t.Context(), c.id, id); err != nil || a.Title != "Twee putten" || !a.SavedAt.Equal(noon) {
		t.Errorf("%+v, %v", a, err)
	}
	if all, err := c.db.SectionHistory(t.Context(), id, "project"); err != nil || len(all) != 2 || all[1].Answers["waarom"].Text != "" {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestTheSameWordsSentAgainMakeNothingNew(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	id := c.begun()
	for range 3 {
		if saved := c.sends(c.awa, id, "a", 1, 0, said("Twee putten", "")); saved.Version != 1 || len(saved.Clashes) != 0 || saved.Merged {
			t.Errorf("%+v", saved)
		}
	}
	if saved := c.sends(c.awa, id, "a", 2, 0, said("Drie putten", "")); saved.Version != 2 || len(saved.Clashes) != 0 {
		t.Errorf("what the page sent before counts as another's: %+v", saved)
	}
	if saved := c.sends(c.modou, id, "b", 1, 1, said("Twee putten", "")); saved.Version != 2 || !saved.Merged {
		t.Errorf("who changed nothing does not learn what others changed: %+v", saved)
	}
	if c.writes("application.type", id) != 1 {
		t.Error("the record has not one entry for a person and a day")
	}
}

func TestTheRecordHasOneEntryAPersonDraftAndDay(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	id := c.begun()
	for n := range 4 {
		c.sends(c.awa, id, "a", n+1, 0, said(fmt.Sprint("Putten ", n), ""))
	}
	c.sends(c.modou, id, "b", 1, 4, said("Putten 3", "Water."))
	tomorrow := c.contributor(c.awa)
	i := c.who(c.awa)
	i.At = noon.AddDate(0, 0, 1)
	if m, ok := i.Member(c.id); ok {
		tomorrow, _ = m.Contributor()
	}
	if _, err := c.SaveSection(t.Context(), tomorrow, id, "project", grant.Sending{Page: page("a"), Number: 9, Seen: 5, Answers: said("Putten", "Water.")}); err != nil {
		t.Fatal(err)
	}
	if n := c.writes("application.type", id); n != 3 {
		t.Errorf("%d entries, not one for awa, one for modou and one for awa on the next day", n)
	}
}

func TestWordsTypedOnAnOlderPageAreMergedByQuestion(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	id := c.begun()
	c.sends(c.awa, id, "a", 1, 0, said("Twee putten", ""))
	saved := c.sends(c.modou, id, "b", 1, 0, said("", "Omdat er geen water is."))
	if len(saved.Clashes) != 0 || !saved.Merged || saved.Version != 2 {
		t.Errorf("%+v", saved)
	}
	if got := c.stored(id); got[grant.TitleKey].Text != "Twee putten" || got["waarom"].Text != "Omdat er geen water is." {
		t.Errorf("%v", got)
	}
}

func TestWhatBothTypedIsKeptUntilSomebodyChooses(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	id := c.begun()
	c.sends(c.awa, id, "a", 1, 0, said("Twee putten", "Water."))
	saved := c.sends(c.modou, id, "b", 1, 0, said("Een pomp", "Water."))
	if len(saved.Clashes) != 1 || saved.Version != 1 || c.stored(id)[grant.TitleKey].Text != "Twee putten" {
		t.Fatalf("%+v, %v", saved, c.stored(id))
	}
	all := c.alternatives(id)
	if len(all) != 1 || all[0].Sent.Text != "Een pomp" || all[0].By != int64(c.modou) || all[0].StoredBy != int64(c.awa) || all[0].Question != grant.TitleKey {
		t.Fatalf("%+v", all)
	}
	if saved := c.sends(c.modou, id, "b", 1, 0, said("Een pomp", "Water.")); len(saved.Clashes) != 0 || len(c.alternatives(id)) != 1 {
		t.Errorf("sent again it is kept twice: %+v", saved)
	}
	c.sends(c.modou, id, "b", 2, 0, said("Een grote pomp", "Water."))
	if all = c.alternatives(id); len(all) != 1 || all[0].Sent.Text != "Een grote pomp" {
		t.Fatalf("what the page sent later does not take its place: %+v", all)
	}
	ctx := t.Context()
	if err := c.ChooseAlternative(ctx, c.contributor(c.awa), NewOnce(), id, all[0].ID, 1, true); err != nil {
		t.Fatal(err)
	}
	if got := c.stored(id); got[grant.TitleKey].Text != "Een grote pomp" || len(c.alternatives(id)) != 0 {
		t.Errorf("%v", got)
	}
	if err := c.ChooseAlternative(ctx, c.contributor(c.modou), NewOnce(), id, all[0].ID, 1, false); !errors.Is(err, fault.NotFound) {
		t.Errorf("somebody chooses after it was chosen: %v", err)
	}
	if c.writes("application.choose", id) != 1 {
		t.Error("the choice is not in the record")
	}
}

func TestWhatComesLateTakesThePlaceOfNothing(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	id := c.begun()
	c.sends(c.awa, id, "a", 1, 0, said("Twee putten", ""))
	c.sends(c.modou, id, "b", 2, 0, said("Een pomp met een bak", ""))
	for range 2 { // what went astray comes, and comes again
		c.sends(c.modou, id, "b", 1, 0, said("Een pomp", ""))
	}
	var offered []string
	for _, a := range c.alternatives(id) {
		offered = append(offered, a.Sent.Text)
	}
	if got := strings.Join(offered, ", "); got != "Een pomp met een bak, Een pomp" || c.stored(id)[grant.TitleKey].Text != "Twee putten" {
		t.Errorf("beside %q wait %s", c.stored(id)[grant.TitleKey].Text, got)
	}
}

func TestLeavingTheOtherWordsKeepsTheStoredOnes(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	id := c.begun()
	c.sends(c.awa, id, "a", 1, 0, said("Twee putten", ""))
	c.sends(c.modou, id, "b", 1, 0, said("Een pomp", ""))
	once := NewOnce()
	for range 2 { // pressed twice
		if err := c.ChooseAlternative(t.Context(), c.contributor(c.modou), once, id, c.firstMade(id), 1, false); err != nil {
			t.Fatal(err)
		}
	}
	if got := c.stored(id); got[grant.TitleKey].Text != "Twee putten" || len(c.alternatives(id)) != 0 {
		t.Errorf("%v", got)
	}
}

// firstMade is the number of the first alternative of a database.
func (c call) firstMade(grant.ID) int64 { return 1 }

func TestAChoiceLosesNothingThatWasWrittenSince(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	id := c.begun()
	c.sends(c.awa, id, "a", 1, 0, said("Twee putten", ""))
	c.sends(c.modou, id, "b", 1, 0, said("Een pomp", ""))
	c.sends(c.awa, id, "a", 2, 0, said("Drie putten", "")) // after modou's page was drawn
	if err := c.ChooseAlternative(t.Context(), c.contributor(c.modou), NewOnce(), id, c.alternatives(id)[0].ID, 1, true); err != nil {
		t.Fatal(err)
	}
	all := c.alternatives(id)
	if c.stored(id)[grant.TitleKey].Text != "Drie putten" || len(all) != 1 || all[0].Sent.Text != "Een pomp" {
		t.Errorf("%v, %+v", c.stored(id), all)
	}
}

func TestOnlyWhoWritesForTheAssociationWrites(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	id := c.begun()
	ctx := t.Context()
	was, reads := c.contributor(c.modou), c.contributor(c.fatou)
	if err := c.RemoveMember(ctx, c.lead(c.awa), NewOnce(), c.modou); err != nil {
		t.Fatal(err)
	}
	bea := c.person("bea")
	other := c.another(bea).contributor(bea)
	sent := grant.Sending{Page: page("a"), Number: 1, Answers: said("Twee putten", "")}
	for says, test := range map[string]struct {
		by   account.Contributor
		want error
	}{"who was removed": {was, fault.NotFound}, "who reads": {reads, fault.Denied}, "another association": {other, fault.NotFound}} {
		for act, err := range map[string]error{
			"save":      second(c.SaveSection(ctx, test.by, id, "project", sent)),
			"delete":    c.DeleteDraft(ctx, test.by, NewOnce(), id),
			"take back": c.TakeBackDraft(ctx, test.by, NewOnce(), id),
			"choose":    c.ChooseAlternative(ctx, test.by, NewOnce(), id, 1, 0, true),
			"add":       c.AddDocuments(ctx, test.by, NewOnce(), id, "offertes", []Upload{upload("a.pdf")}),
			"remove":    c.RemoveDocument(ctx, test.by, NewOnce(), id, 1),
		} {
			if !errors.Is(err, test.want) && !errors.Is(err, fault.NotFound) {
				t.Errorf("%s may %s: %v", says, act, err)
			}
		}
	}
	if _, err := c.BeginDraft(ctx, was, NewOnce(), c.round, false); !errors.Is(err, fault.NotFound) {
		t.Errorf("who was removed begins: %v", err)
	}
	if s, err := c.db.LastSection(ctx, id, "project"); err != nil || s.Version != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	if _, err := c.SaveSection(ctx, c.contributor(c.awa), id, "nergens", sent); !errors.Is(err, fault.NotFound) {
		t.Errorf("a section that is not there: %v", err)
	}
	sent.Seen = 7
	if _, err := c.SaveSection(ctx, c.contributor(c.awa), id, "project", sent); !errors.Is(err, fault.NotFound) {
		t.Errorf("a version that never was: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

// Two people who type in the same instant lose nothing, and neither waits long.
func TestTwoPeopleTypeAtTheSameTime(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	id := c.begun()
	by := map[string]account.Contributor{"a": c.contributor(c.awa), "b": c.contributor(c.modou)}
	var wait sync.WaitGroup
	for from, who := range by {
		wait.Go(func() {
			for n := 1; n <= 10; n++ {
				key := map[string]string{"a": grant.TitleKey, "b": "waarom"}[from]
				answers := said("", "")
				answers[key] = grant.Answer{Text: fmt.Sprint(from, " ", n)}
				if _, err := c.SaveSection(t.Context(), who, id, "project", grant.Sending{Page: page(from), Number: n, Answers: answers}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	if got := c.stored(id); got[grant.TitleKey].Text != "a 10" || got["waarom"].Text != "b 10" || len(c.alternatives(id)) != 0 {
		t.Errorf("%v, %+v", got, c.alternatives(id))
	}
}
