package desk

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

func TestADoubleBeginMakesOneDraft(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	once := NewOnce()
	ids := make([]grant.ID, 8)
	var wait sync.WaitGroup
	by := c.contributor(c.awa)
	for i := range ids {
		wait.Go(func() {
			var err error
			if ids[i], err = c.BeginDraft(t.Context(), by, once, c.round, false); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	all, err := c.db.ApplicationsOf(t.Context(), c.id, noon)
	if err != nil || len(all) != 1 || all[0].Called != "Voorjaar 2027" || all[0].Regulation != "Projecten in het Zuiden" || !all[0].ClosesAt.Equal(noon.AddDate(0, 0, 7)) {
		t.Fatalf("%+v, %v", all, err)
	}
	for _, id := range ids {
		if id != all[0].ID {
			t.Errorf("%v", ids)
		}
	}
	if _, err := c.BeginDraft(t.Context(), by, NewOnce(), c.round, false); !errors.Is(err, ErrDraft) {
		t.Errorf("a second one is not asked about: %v", err)
	}
	if second, err := c.BeginDraft(t.Context(), by, NewOnce(), c.round, true); err != nil || second == ids[0] {
		t.Errorf("%d, %v", second, err)
	}
}

func TestADraftIsBegunOnlyWhereTheRoundAndTheAssociationAllowIt(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	schools := projects()
	schools.Applicants, schools.ForWhom = []association.Form{association.School}, "Scholen."
	of := c.opened("SCH", schools)
	at := func(moment time.Time) account.Contributor {
		i := c.who(c.awa)
		i.At = moment
		m, _ := i.Member(c.id)
		w, _ := m.Contributor()
		return w
	}
	for _, test := range []struct {
		says  string
		by    account.Contributor
		round grant.RoundID
		want  string
	}{
		{"another legal form", c.contributor(c.awa), of, "Het reglement is er voor: Scholen"},
		{"too early", at(noon.AddDate(0, 0, -7).Add(-time.Second)), c.round, "opent op"},
		{"the last second", at(noon.AddDate(0, 0, 7).Add(-time.Second)), c.round, ""},
		{"closed", at(noon.AddDate(0, 0, 7)), c.round, "gesloten"},
	} {
		_, err := c.BeginDraft(t.Context(), test.by, NewOnce(), test.round, false)
		if test.want == "" && err == nil {
			continue
		}
		if why := refusedAsAWhole(t, test.says, err); !strings.Contains(why, test.want) || strings.Contains(why, "..") {
			t.Errorf("%s: %s", test.says, why)
		}
	}
	if _, err := c.BeginDraft(t.Context(), c.contributor(c.awa), NewOnce(), 999, false); !errors.Is(err, fault.NotFound) {
		t.Errorf("no round: %v", err)
	}
}

func TestADraftThatWasThrownAwayComesBackWithinSevenDays(t *testing.T) {
	t.Parallel()
	c := newCall(t)
	id := c.begun()
	c.sends(c.awa, id, "a", 1, 0, said("Twee putten", ""))
	ctx := t.Context()
	at := func(moment time.Time) account.Contributor {
		i := c.who(c.modou)
		i.At = moment
		m, _ := i.Member(c.id)
		w, _ := m.Contributor()
		return w
	}
	delete := func() {
		if err := c.DeleteDraft(ctx, at(noon), NewOnce(), id); err != nil {
			t.Fatal(err)
		}
	}
	delete()
	_, err := c.SaveSection(ctx, at(noon), id, "project", grant.Sending{Page: page("a"), Number: 2, Answers: said("Drie putten", "")})
	refusedAsAWhole(t, "typed in what was thrown away", err)
	refusedAsAWhole(t, "thrown away twice", c.DeleteDraft(ctx, at(noon), NewOnce(), id))
	if err := c.TakeBackDraft(ctx, at(noon.Add(grant.DraftBack)), NewOnce(), id); err != nil {
		t.Errorf("on the last moment: %v", err)
	}
	refusedAsAWhole(t, "taken back twice", c.TakeBackDraft(ctx, at(noon), NewOnce(), id))
	if c.stored(id)[grant.TitleKey].Text != "Twee putten" {
		t.Error("its words did not come back")
	}
	delete()
	notTheirs(t, "a moment too late", c.TakeBackDraft(ctx, at(noon.Add(grant.DraftBack+1)), NewOnce(), id))
	if all, err := c.db.ApplicationsOf(ctx, c.id, noon.Add(grant.DraftBack+1)); err != nil || len(all) != 0 {
		t.Errorf("it is listed for ever: %+v, %v", all, err)
	}
}
