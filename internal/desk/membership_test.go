package desk

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

func TestPartsAreGivenByWhoSpeaksForTheAssociation(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	modou := c.joined(awa, "modou", account.ReaderPart)
	stranger := c.person("xander")
	once := NewOnce()
	for range 2 {
		if err := c.SetPart(t.Context(), c.lead(awa), once, modou, account.ContributorPart); err != nil {
			t.Fatal(err)
		}
	}
	if part := c.partOf(modou); part != account.ContributorPart {
		t.Errorf("%s", part)
	}
	if all := c.acts("member.part"); len(all) != 1 || all[0].Person != awa || !strings.Contains(all[0].Detail, "lezer") || !strings.Contains(all[0].Detail, "bewerker") {
		t.Errorf("%+v", all)
	}
	refusedBecause(t, c.SetPart(t.Context(), c.lead(awa), NewOnce(), modou, account.HeadPart), "part")
	refusedBecause(t, c.SetPart(t.Context(), c.lead(awa), NewOnce(), awa, account.ReaderPart), "part")
	notTheirs(t, "a stranger's part", c.SetPart(t.Context(), c.lead(awa), NewOnce(), stranger, account.LeadPart))
	notTheirs(t, "by a stranger", c.SetPart(t.Context(), c.lead(stranger), NewOnce(), modou, account.LeadPart))
	if err := c.SetPart(t.Context(), c.lead(modou), NewOnce(), modou, account.LeadPart); !errors.Is(err, fault.Denied) {
		t.Errorf("by a contributor: %v", err)
	}
	for range 2 {
		if err := c.SetPart(t.Context(), c.lead(awa), NewOnce(), modou, account.LeadPart); err != nil {
			t.Fatal(err)
		}
	}
	if to := c.letters(job.LeadGiven); !slices.Equal(to, []string{"modou@voorbeeld.be"}) {
		t.Errorf("told: %v", to)
	}
	if err := c.SetPart(t.Context(), c.lead(awa), NewOnce(), awa, account.ReaderPart); err != nil {
		t.Errorf("one of two: %v", err)
	}
}

func TestWhoIsRemovedHasNoAccessAtTheirNextClick(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	modou := c.joined(awa, "modou", account.ContributorPart)
	token, before, _ := signedIn(t, c.Desk, "modou@voorbeeld.be", 0)
	if _, member := before.Member(c.id); !member {
		t.Fatal("no member to begin with")
	}
	a := kolda()
	a.About = "Van Modou."
	if err := c.SaveProfile(t.Context(), c.contributor(modou), NewOnce(), 1, a); err != nil {
		t.Fatal(err)
	}
	stranger := c.person("xander")
	notTheirs(t, "a stranger removes", c.RemoveMember(t.Context(), c.lead(stranger), NewOnce(), modou))
	notTheirs(t, "a stranger is removed", c.RemoveMember(t.Context(), c.lead(awa), NewOnce(), stranger))
	once := NewOnce()
	for range 2 {
		if err := c.RemoveMember(t.Context(), c.lead(awa), once, modou); err != nil {
			t.Fatal(err)
		}
	}
	after, _, how := heard(t, c.Desk, token, 1)
	if _, member := after.Member(c.id); member || how != account.SignedIn {
		t.Errorf("%+v, %d", after.Memberships, how)
	}
	if p := c.private(); p.About != "Van Modou." {
		t.Error("what they made is gone")
	}
	if to := c.letters(job.MemberRemoved); !slices.Equal(to, []string{"modou@voorbeeld.be"}) {
		t.Errorf("told: %v", to)
	}
	if all := c.acts("member.remove"); len(all) != 1 || all[0].Person != awa {
		t.Errorf("%+v", all)
	}
	refusedAsAWhole(t, "the last one removes herself", c.RemoveMember(t.Context(), c.lead(awa), NewOnce(), awa))
}

func TestTheLeadIsHandedOver(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	modou := c.joined(awa, "modou", account.ReaderPart)
	refusedBecause(t, c.HandOver(t.Context(), c.lead(awa), NewOnce(), awa), "person")
	notTheirs(t, "to a stranger", c.HandOver(t.Context(), c.lead(awa), NewOnce(), c.person("xander")))
	refusedAsAWhole(t, "leaves before", c.Leave(t.Context(), c.as(awa, account.LeadPart), NewOnce()))
	if err := c.HandOver(t.Context(), c.lead(awa), NewOnce(), modou); err != nil {
		t.Fatal(err)
	}
	if c.partOf(awa) != account.ContributorPart || c.partOf(modou) != account.LeadPart {
		t.Errorf("%s, %s", c.partOf(awa), c.partOf(modou))
	}
	if to := c.letters(job.LeadGiven); !slices.Equal(to, []string{"modou@voorbeeld.be"}) {
		t.Errorf("told: %v", to)
	}
	if err := c.HandOver(t.Context(), c.lead(awa), NewOnce(), awa); !errors.Is(err, fault.Denied) {
		t.Errorf("once more: %v", err)
	}
	once := NewOnce()
	for range 2 {
		if err := c.Leave(t.Context(), c.as(awa, account.ContributorPart), once); err != nil {
			t.Fatal(err)
		}
	}
	if c.partOf(awa) != "" || len(c.acts("member.leave")) != 1 {
		t.Errorf("%q, %+v", c.partOf(awa), c.acts("member.leave"))
	}
	notTheirs(t, "leaves twice", c.Leave(t.Context(), c.as(awa, account.ContributorPart), NewOnce()))
}

func TestSomebodyAsksToJoinAndIsAnswered(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	ask := func(who account.ID, which, why string) error {
		return c.AskToJoin(t.Context(), c.self(who), NewOnce(), door(0), which, why)
	}
	modou, rita := c.person("modou"), c.person("rita")
	refusedBecause(t, ask(modou, c.slug, ""), "association") // not verified: it is not told that it is there
	refusedBecause(t, ask(modou, "0207.500.123", ""), "association")
	refusedBecause(t, ask(modou, "", ""), "association")
	refusedBecause(t, ask(modou, "0999.000.129", strings.Repeat("x", account.LongestWhy+1)), "why")
	if err := ask(modou, "BE 0999.000.129", "Ik help mee."); err != nil {
		t.Fatal(err)
	}
	c.stands(association.Verified, "")
	if err := ask(rita, c.slug, ""); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, ask(rita, c.slug, ""), "association")
	refusedBecause(t, ask(awa, c.slug, ""), "association")
	if to := c.letters(job.JoinAsked); !slices.Equal(to, []string{"awa@voorbeeld.be", "awa@voorbeeld.be"}) {
		t.Errorf("told: %v", to)
	}
	asked, err := c.db.JoinRequests(t.Context(), c.id)
	if err != nil || len(asked) != 2 {
		t.Fatalf("%+v, %v", asked, err)
	}
	xander := c.person("xander")
	theirs := c.another(xander)
	notTheirs(t, "another association answers", theirs.AcceptRequest(t.Context(), theirs.lead(xander), NewOnce(), asked[0].ID, account.LeadPart))
	refusedBecause(t, c.AcceptRequest(t.Context(), c.lead(awa), NewOnce(), asked[0].ID, "beheerder"), "part")
	if err := c.AcceptRequest(t.Context(), c.lead(awa), NewOnce(), asked[0].ID, account.ContributorPart); err != nil {
		t.Fatal(err)
	}
	if c.partOf(modou) != account.ContributorPart {
		t.Errorf("%q", c.partOf(modou))
	}
	notTheirs(t, "answered twice", c.DeclineRequest(t.Context(), c.lead(awa), NewOnce(), asked[0].ID))
	if err := c.DeclineRequest(t.Context(), c.lead(awa), NewOnce(), asked[1].ID); err != nil {
		t.Fatal(err)
	}
	if c.partOf(rita) != "" {
		t.Errorf("%q", c.partOf(rita))
	}
	if to := c.letters(job.JoinAnswered); !slices.Equal(to, []string{"modou@voorbeeld.be", "rita@voorbeeld.be"}) {
		t.Errorf("told: %v", to)
	}
	if err := ask(rita, c.slug, "Toch graag."); err != nil {
		t.Fatal(err)
	}
	mine, err := c.db.JoinRequestsBy(t.Context(), rita)
	if err != nil || len(mine) != 1 {
		t.Fatalf("%+v, %v", mine, err)
	}
	notTheirs(t, "somebody else's", c.WithdrawRequest(t.Context(), c.self(modou), NewOnce(), mine[0].ID))
	if err := c.WithdrawRequest(t.Context(), c.self(rita), NewOnce(), mine[0].ID); err != nil {
		t.Fatal(err)
	}
	for _, act := range []string{"join.ask", "join.accept", "join.decline", "join.withdraw"} {
		if len(c.acts(act)) == 0 {
			t.Errorf("%s is not written down", act)
		}
	}
}

func TestTheDienstIsToldWhereNobodySpeaksForAnAssociation(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	c.staffed("eva", account.CaseHandlerPart)
	modou := c.person("modou")
	err := c.db.InTx(t.Context(), func(tx postgres.Tx) error { return tx.EndMembership(t.Context(), c.id, awa, noon) })
	if err != nil {
		t.Fatal(err)
	}
	if err := c.AskToJoin(t.Context(), c.self(modou), NewOnce(), door(0), "0999.000.129", ""); err != nil {
		t.Fatal(err)
	}
	if to := c.letters(job.JoinAsked); !slices.Equal(to, []string{"eva@voorbeeld.be"}) {
		t.Errorf("told: %v", to)
	}
}

// Under the rule of the desk: of two who leave at the same instant one stays, and is told why.
func TestOneOfTwoLeadsWhoLeaveAtTheSameInstantStays(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	for round := range 8 {
		modou := c.joined(awa, fmt.Sprintf("modou%d", round), account.LeadPart)
		errs := make([]error, 2)
		var wait sync.WaitGroup
		for n, who := range []account.ID{awa, modou} {
			by := c.as(who, account.LeadPart)
			wait.Go(func() { errs[n] = c.Leave(t.Context(), by, NewOnce()) })
		}
		wait.Wait()
		switch {
		case errs[0] == nil:
			refusedAsAWhole(t, "the second", errs[1])
			awa = modou
		case errs[1] == nil:
			refusedAsAWhole(t, "the second", errs[0])
		default:
			t.Fatalf("nobody could leave: %v, %v", errs[0], errs[1])
		}
	}
}

// Whatever several people do in whatever order, an association with members has somebody who speaks for it, and nobody is a member twice.
func TestAnAssociationIsNeverWithoutALead(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	people := []account.ID{awa}
	names := []string{"awa", "modou", "rita", "sven"}
	most := 0
	for _, name := range names[1:] {
		people = append(people, c.person(name))
	}
	invited := 0 // each so long after the last that the limit does not count
	rapid.Check(t, func(r *rapid.T) {
		pick := func(label string) int { return rapid.IntRange(0, len(people)-1).Draw(r, label) }
		part := rapid.SampledFrom(account.MemberParts())
		done := func(err error) {
			if _, refused := errors.AsType[fault.Fields](err); err != nil && !refused && !errors.Is(err, fault.NotFound) && !errors.Is(err, fault.Denied) {
				r.Fatal(err)
			}
		}
		// By is somebody who thinks that they lead: the desk knows better.
		steps := map[string]func(by account.ID){
			"invite": func(by account.ID) {
				who := pick("invited")
				invited++
				err := c.Invite(t.Context(), c.lead(by), NewOnce(), door(invited*5), names[who]+"@voorbeeld.be", part.Draw(r, "part"))
				if done(err); err == nil {
					_, err = c.AcceptInvitation(t.Context(), c.self(people[who]), NewOnce(), c.letter(c.pending(names[who]).ID))
					done(err)
				}
			},
			"leave":     func(by account.ID) { done(c.Leave(t.Context(), c.as(by, account.LeadPart), NewOnce())) },
			"remove":    func(by account.ID) { done(c.RemoveMember(t.Context(), c.lead(by), NewOnce(), people[pick("removed")])) },
			"hand over": func(by account.ID) { done(c.HandOver(t.Context(), c.lead(by), NewOnce(), people[pick("heir")])) },
			"part": func(by account.ID) {
				done(c.SetPart(t.Context(), c.lead(by), NewOnce(), people[pick("changed")], part.Draw(r, "part")))
			},
		}
		kinds := []string{"invite", "invite", "leave", "remove", "hand over", "part"}
		for range rapid.IntRange(1, 20).Draw(r, "steps") {
			steps[rapid.SampledFrom(kinds).Draw(r, "step")](people[pick("by")])
			members, err := c.db.Members(t.Context(), c.id)
			if err != nil {
				r.Fatal(err)
			}
			seen := map[account.ID]bool{}
			var leads int
			for _, m := range members {
				if seen[m.Person] {
					r.Fatalf("%s is a member twice", m.Name)
				}
				seen[m.Person] = true
				if m.Part == account.LeadPart {
					leads++
				}
			}
			most = max(most, len(members))
			if leads == 0 {
				r.Fatalf("nobody speaks for %d members", len(members))
			}
		}
	})
	if most < 3 {
		t.Errorf("never more than %d members: the test is too tame", most)
	}
}
