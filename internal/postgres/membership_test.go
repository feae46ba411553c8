package postgres_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

var moment = time.Date(2027, 5, 15, 10, 0, 0, 0, time.UTC)

// club is an association that was registered, with people who could be its members.
type club struct {
	*postgres.DB
	id     association.ID
	people []account.ID
}

func kolda() association.Association {
	return association.Association{Name: "Kolda-Schelde", Form: association.NonProfit, KBO: "0999000129", Countries: []world.Code{"SN"},
		Region: world.WestAfrica, Themes: []string{"water"}, Postcode: "2060", About: "Wij delen waterputten.", Website: "https://kolda.example"}
}

func founded(t *testing.T, people int) club {
	t.Helper()
	c := club{DB: pgtest.New(t)}
	c.in(t, func(tx postgres.Tx) (err error) {
		for n := range people {
			id, _, err := tx.AddPerson(t.Context(), account.Email(fmt.Sprintf("lid%d@voorbeeld.be", n)), fmt.Sprintf("Lid %d", n), "hash", false, moment)
			if err != nil {
				return err
			}
			c.people = append(c.people, id)
		}
		c.id, err = tx.RegisterAssociation(t.Context(), kolda(), moment)
		return err
	})
	return c
}

func (c club) in(t *testing.T, fn func(postgres.Tx) error) {
	t.Helper()
	if err := c.InTx(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func (c club) join(t *testing.T, n int, part account.Part) {
	t.Helper()
	c.in(t, func(tx postgres.Tx) error {
		_, err := tx.AddMember(t.Context(), c.id, c.people[n], part, moment)
		return err
	})
}

func TestARegisteredAssociationIsNowhereToBeSeen(t *testing.T) {
	t.Parallel()
	c := founded(t, 0)
	if _, err := c.AssociationBySlug(t.Context(), "kolda-schelde"); !errors.Is(err, fault.NotFound) {
		t.Errorf("by its address: %v", err)
	}
	for _, f := range []postgres.AssociationFilter{{}, {Words: "waterputten"}, {Country: "SN"}} {
		page, _, err := c.Associations(t.Context(), f, 10)
		if err != nil || len(page) != 0 {
			t.Errorf("%+v lists %d, %v", f, len(page), err)
		}
		counts, err := c.CountAssociations(t.Context(), f)
		if err != nil || counts.All != 0 || len(counts.Countries) != 0 {
			t.Errorf("%+v counts %+v, %v", f, counts, err)
		}
	}
	if _, _, err := c.Associations(t.Context(), postgres.AssociationFilter{After: "kolda-schelde"}, 10); !errors.Is(err, fault.NotFound) {
		t.Errorf("behind it: %v", err)
	}
	if in, err := c.AssociationsIn(t.Context(), "SN", 10); err != nil || len(in) != 0 {
		t.Errorf("in its country: %d, %v", len(in), err)
	}
	if countries, all, err := c.AssociationCountries(t.Context()); err != nil || all != 0 || len(countries) != 0 {
		t.Errorf("%v of %d, %v", countries, all, err)
	}
	if slugs, err := c.AssociationSlugs(t.Context()); err != nil || len(slugs) != 0 {
		t.Errorf("in the map of the site: %v, %v", slugs, err)
	}
	if found, err := c.Search(t.Context(), "waterputten"); err != nil || !found.Empty() {
		t.Errorf("by search: %+v, %v", found, err)
	}
	if named, err := c.NamedFacets(t.Context(), []project.Facet{project.NewFacet(project.OfAssociation, int(c.id))}); err != nil || len(named) != 0 {
		t.Errorf("as a facet: %v, %v", named, err)
	}
	if list, err := c.Projects(t.Context(), project.Filter{Association: "kolda-schelde"}, project.Cursor{}); err != nil || len(list.Rows) != 0 {
		t.Errorf("its projects: %+v, %v", list, err)
	}
	c.in(t, func(tx postgres.Tx) error {
		return tx.SetStanding(t.Context(), c.id, association.Verified, "", account.By{At: moment})
	})
	if a, err := c.AssociationBySlug(t.Context(), "kolda-schelde"); err != nil || a.ID != c.id {
		t.Errorf("once verified: %+v, %v", a, err)
	}
}

func TestAnAssociationIsRegisteredOnceAtAnAddressOfItsOwn(t *testing.T) {
	t.Parallel()
	c := founded(t, 0)
	c.in(t, func(tx postgres.Tx) error {
		if id, err := tx.RegisterAssociation(t.Context(), kolda(), moment); err != nil || id != 0 {
			t.Errorf("the same number twice: %d, %v", id, err)
		}
		other := kolda()
		other.KBO, other.VCode = "", "V1234567"
		for n := 2; n <= 3; n++ {
			other.VCode = association.VCode(fmt.Sprintf("V000000%d", n))
			id, err := tx.RegisterAssociation(t.Context(), other, moment)
			if err != nil || id == 0 {
				t.Fatalf("the same name: %d, %v", id, err)
			}
			if a, err := tx.PrivateAssociation(t.Context(), id); err != nil || a.Slug != fmt.Sprintf("kolda-schelde-%d", n) || a.Standing != association.Registered {
				t.Errorf("%+v, %v", a, err)
			}
		}
		if id, err := tx.Identified(t.Context(), "0999000129", ""); err != nil || id != c.id {
			t.Errorf("by its number: %d, %v", id, err)
		}
		for _, nobody := range []struct {
			kbo   association.KBO
			vcode association.VCode
		}{{"", ""}, {"0207500123", "V9999999"}} {
			if id, err := tx.Identified(t.Context(), nobody.kbo, nobody.vcode); !errors.Is(err, fault.NotFound) {
				t.Errorf("by nobody's number: %d, %v", id, err)
			}
		}
		return tx.SetStanding(t.Context(), c.id, association.Refused, "Dit is een bedrijf.", account.By{At: moment})
	})
	c.in(t, func(tx postgres.Tx) error {
		if id, err := tx.RegisterAssociation(t.Context(), kolda(), moment); err != nil || id == 0 {
			t.Errorf("a number of who was refused: %d, %v", id, err)
		}
		return nil
	})
}

func TestAnAssociationIsSavedWithItsPrivateSide(t *testing.T) {
	t.Parallel()
	c := founded(t, 1)
	by := account.By{Person: c.people[0], At: moment}
	c.in(t, func(tx postgres.Tx) error {
		a, err := tx.LockAssociation(t.Context(), c.id)
		if err != nil || a.Version != 1 || a.Waiting != nil || a.Said().Name != "Kolda-Schelde" {
			t.Fatalf("%+v, %v", a, err)
		}
		a.About, a.Themes = "Wij delen meer.", nil
		if saved, err := tx.SaveAssociation(t.Context(), a.Association); err != nil || !saved {
			t.Errorf("not saved: %v", err)
		}
		board := []association.BoardMember{{Name: "Awa Diop", Office: "voorzitter"}, {Name: "Modou Fall"}}
		facts := association.Facts{Name: "Kolda", Form: association.Unincorporated}
		return errors.Join(tx.SetBoard(t.Context(), c.id, board), tx.SetBoard(t.Context(), c.id, board),
			tx.SetIBAN(t.Context(), c.id, "BE68539007547034"), tx.KeepFacts(t.Context(), c.id, facts, by), tx.KeepFacts(t.Context(), c.id, facts, by))
	})
	a, err := c.PrivateAssociation(t.Context(), c.id)
	if err != nil || a.Version != 2 || a.About != "Wij delen meer." || len(a.Themes) != 0 || a.IBAN.Masked() != "BE68 **** **** 7034" ||
		a.Name != "Kolda-Schelde" || a.Said().Name != "Kolda" || a.Waiting == nil || a.Waiting.SaidBy != c.people[0] || !a.Waiting.SaidAt.Equal(moment) {
		t.Errorf("%+v, %v", a, err)
	}
	if board, err := c.Board(t.Context(), c.id); err != nil || len(board) != 2 || board[0].Office != "voorzitter" || board[1].Name != "Modou Fall" {
		t.Errorf("%+v, %v", board, err)
	}
	if waiting, err := c.FactsToVerify(t.Context()); err != nil || len(waiting) != 1 || waiting[0].ID != c.id {
		t.Errorf("%+v, %v", waiting, err)
	}
	c.in(t, func(tx postgres.Tx) error {
		for _, want := range []bool{true, false} {
			if there, err := tx.DropFacts(t.Context(), c.id); err != nil || there != want {
				t.Errorf("dropped: %v, %v", there, err)
			}
		}
		_, err := tx.LockAssociation(t.Context(), c.id+1)
		if !errors.Is(err, fault.NotFound) {
			t.Errorf("nobody's: %v", err)
		}
		return nil
	})
}

func TestAnAssociationsNewNameIsThatOfItsProjects(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 40)
	id, was := town.associations[0], "Vereniging 0 (fictief)"
	own := pgtest.Owner(t, db)
	count := func(word string) int {
		list, err := db.Projects(t.Context(), project.Filter{Words: word}, project.Cursor{})
		if err != nil {
			t.Fatal(err)
		}
		return list.Total.Projects
	}
	mine := len(town.answers(project.Filter{Association: town.slugs[0]}))
	err := own.InTx(t.Context(), func(tx postgres.Tx) error {
		a, err := tx.LockAssociation(t.Context(), id)
		if err != nil {
			return err
		}
		a.Name = "Xylofoon Akkoord"
		if _, err := tx.SaveAssociation(t.Context(), a.Association); err != nil {
			return err
		}
		return errors.Join(tx.RenameInProjects(t.Context(), id, was, a.Name), tx.RenameInProjects(t.Context(), id, a.Name, a.Name))
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := count("xylofoon"); got != mine || mine == 0 {
		t.Errorf("%d projects are found under the new name, want %d", got, mine)
	}
	list, err := db.Projects(t.Context(), project.Filter{Association: town.slugs[0]}, project.Cursor{})
	if err != nil || len(list.Rows) == 0 {
		t.Fatalf("%d, %v", len(list.Rows), err)
	}
	for _, row := range list.Rows {
		if !slices.Contains(row.AssociationNames, "Xylofoon Akkoord") || slices.Contains(row.AssociationNames, was) {
			t.Errorf("%s is of %q", row.Slug, row.AssociationNames)
		}
	}
}

func TestMembersComeAndGo(t *testing.T) {
	t.Parallel()
	c := founded(t, 3)
	c.join(t, 0, account.LeadPart)
	c.join(t, 1, account.ReaderPart)
	c.in(t, func(tx postgres.Tx) error {
		if isNew, err := tx.AddMember(t.Context(), c.id, c.people[1], account.LeadPart, moment); err != nil || isNew {
			t.Errorf("twice: %v, %v", isNew, err)
		}
		return tx.SetPart(t.Context(), c.id, c.people[1], account.ContributorPart)
	})
	members, err := c.Members(t.Context(), c.id)
	if err != nil || len(members) != 2 || members[0].Part != account.LeadPart || members[1].Part != account.ContributorPart || members[1].Name != "Lid 1" {
		t.Errorf("%+v, %v", members, err)
	}
	c.in(t, func(tx postgres.Tx) error { return tx.EndMembership(t.Context(), c.id, c.people[1], moment) })
	c.join(t, 1, account.ReaderPart) // comes back
	c.in(t, func(tx postgres.Tx) error { return tx.EndMembership(t.Context(), c.id, c.people[1], moment) })
	if seats, err := c.Seats(t.Context(), c.id); err != nil || len(seats) != 1 || seats[0] != (account.Seat{Person: c.people[0], Part: account.LeadPart}) {
		t.Errorf("%+v, %v", seats, err)
	}
	for n, want := range [][]string{{kolda().Name}, nil} { // the second one went
		if of, err := c.AssociationsOf(t.Context(), c.people[n]); err != nil || !slices.Equal(of, want) {
			t.Errorf("%d is of %q, %v", n, of, err)
		}
	}
	if to, err := c.LeadAddresses(t.Context(), c.id); err != nil || !slices.Equal(to, []account.Email{"lid0@voorbeeld.be"}) {
		t.Errorf("%v, %v", to, err)
	}
	c.in(t, func(tx postgres.Tx) error {
		return tx.SetPowers(t.Context(), c.people[2], []account.Part{account.CaseHandlerPart}, account.By{At: moment})
	})
	if to, err := c.StaffAddresses(t.Context(), account.CaseHandlerPart); err != nil || !slices.Equal(to, []account.Email{"lid2@voorbeeld.be"}) {
		t.Errorf("%v, %v", to, err)
	}
	for power, want := range map[account.Part]bool{account.CaseHandlerPart: true, account.HeadPart: false} {
		if holds, err := c.HoldsPower(t.Context(), c.people[2], power); err != nil || holds != want {
			t.Errorf("%s: %v, %v", power, holds, err)
		}
	}
}

func withoutLead(err error) bool {
	refused, ok := errors.AsType[*pgconn.PgError](err)
	return ok && refused.Code == "VS003"
}

func TestTheDatabaseDemandsALead(t *testing.T) {
	t.Parallel()
	c := founded(t, 2)
	c.join(t, 0, account.LeadPart)
	c.join(t, 1, account.ReaderPart)
	for says, change := range map[string]func(tx postgres.Tx) error{
		"the lead leaves":           func(tx postgres.Tx) error { return tx.EndMembership(t.Context(), c.id, c.people[0], moment) },
		"the lead becomes a reader": func(tx postgres.Tx) error { return tx.SetPart(t.Context(), c.id, c.people[0], account.ReaderPart) },
	} {
		if err := c.InTx(t.Context(), change); !withoutLead(err) {
			t.Errorf("%s: %v", says, err)
		}
	}
	c.in(t, func(tx postgres.Tx) error { // in one transaction the order does not matter
		return errors.Join(tx.EndMembership(t.Context(), c.id, c.people[0], moment), tx.SetPart(t.Context(), c.id, c.people[1], account.LeadPart))
	})
	c.in(t, func(tx postgres.Tx) error { return tx.EndMembership(t.Context(), c.id, c.people[1], moment) }) // nobody is left
	err := c.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := tx.AddMember(t.Context(), c.id, c.people[0], account.ReaderPart, moment)
		return err
	})
	if !withoutLead(err) {
		t.Errorf("the first one reads: %v", err)
	}
}

// Without the rule of the desk, the schema alone: two leads who leave at the same instant cannot both count on the other.
func TestTwoLeadsWhoLeaveAtTheSameInstant(t *testing.T) {
	t.Parallel()
	for range 10 {
		c := founded(t, 3)
		c.join(t, 0, account.LeadPart)
		c.join(t, 1, account.LeadPart)
		c.join(t, 2, account.ReaderPart)
		errs := make([]error, 2)
		var wait sync.WaitGroup
		for n := range errs {
			wait.Go(func() {
				errs[n] = c.InTx(t.Context(), func(tx postgres.Tx) error { return tx.EndMembership(t.Context(), c.id, c.people[n], moment) })
			})
		}
		wait.Wait()
		if refused := withoutLead(errs[0]) != withoutLead(errs[1]); !refused {
			t.Errorf("%v, %v", errs[0], errs[1])
		}
		if seats, err := c.Seats(t.Context(), c.id); err != nil || len(seats.Leads()) != 1 {
			t.Errorf("%+v, %v", seats, err)
		}
		c.Close()
	}
}

func TestRequestsToJoinAreAnsweredOnceByTheirAssociation(t *testing.T) {
	t.Parallel()
	c := founded(t, 2)
	c.in(t, func(tx postgres.Tx) error {
		for _, want := range []bool{true, false} {
			if isNew, err := tx.AddJoinRequest(t.Context(), c.id, c.people[0], "Ik help mee.", moment); err != nil || isNew != want {
				t.Errorf("%v, %v", isNew, err)
			}
		}
		_, err := tx.AddJoinRequest(t.Context(), c.id, c.people[1], "", moment)
		return err
	})
	asked, err := c.JoinRequests(t.Context(), c.id)
	if err != nil || len(asked) != 2 || asked[0].Name != "Lid 0" || asked[0].Email != "lid0@voorbeeld.be" || asked[0].Why != "Ik help mee." {
		t.Fatalf("%+v, %v", asked, err)
	}
	if mine, err := c.JoinRequestsBy(t.Context(), c.people[0]); err != nil || len(mine) != 1 || mine[0].Association != c.id || mine[0].AssociationName != "" {
		t.Errorf("%+v, %v", mine, err)
	}
	c.in(t, func(tx postgres.Tx) error {
		if _, err := tx.AnswerJoinRequest(t.Context(), c.id+1, asked[0].ID, "accepted", moment); !errors.Is(err, fault.NotFound) {
			t.Errorf("by another association: %v", err)
		}
		if who, err := tx.AnswerJoinRequest(t.Context(), c.id, asked[0].ID, "accepted", moment); err != nil || who != c.people[0] {
			t.Errorf("%d, %v", who, err)
		}
		if _, err := tx.AnswerJoinRequest(t.Context(), c.id, asked[0].ID, "declined", moment); !errors.Is(err, fault.NotFound) {
			t.Errorf("twice: %v", err)
		}
		if _, err := tx.WithdrawJoinRequest(t.Context(), c.people[0], asked[1].ID, moment); !errors.Is(err, fault.NotFound) {
			t.Errorf("somebody else's: %v", err)
		}
		of, err := tx.WithdrawJoinRequest(t.Context(), c.people[1], asked[1].ID, moment)
		if err != nil || of != c.id {
			t.Errorf("%d, %v", of, err)
		}
		if _, err := tx.AddJoinRequest(t.Context(), c.id, c.people[1], "toch", moment); err != nil {
			return err
		}
		return tx.CloseJoinRequests(t.Context(), c.id, c.people[1], moment)
	})
	if left, err := c.JoinRequests(t.Context(), c.id); err != nil || len(left) != 0 {
		t.Errorf("%+v, %v", left, err)
	}
}

func TestInvitationsStandAsTheyWereAnswered(t *testing.T) {
	t.Parallel()
	c := founded(t, 2)
	c.join(t, 0, account.LeadPart)
	token := account.NewToken()
	var first account.InvitationID
	c.in(t, func(tx postgres.Tx) (err error) {
		i := account.Invitation{Association: c.id, Part: account.ReaderPart, Email: "modou@voorbeeld.be", InvitedBy: c.people[0]}
		if first, err = tx.AddInvitation(t.Context(), i, moment); err != nil || first == 0 {
			t.Fatalf("%d, %v", first, err)
		}
		if again, err := tx.AddInvitation(t.Context(), i, moment); err != nil || again != 0 {
			t.Errorf("a second one is pending: %d, %v", again, err)
		}
		staff := account.Invitation{Powers: []account.Part{account.EditorPart}, Email: "eva@voorbeeld.be", InvitedBy: c.people[0]}
		adviser := account.Invitation{Until: calendar.Date(2030, 1, 1), Email: "eva@voorbeeld.be", InvitedBy: c.people[0]}
		for _, i := range []account.Invitation{staff, adviser} {
			id, err := tx.AddInvitation(t.Context(), i, moment)
			if err != nil {
				return err
			}
			got, err := tx.Invitation(t.Context(), id)
			if err != nil || !slices.Equal(got.Powers, i.Powers) && len(i.Powers) > 0 || got.Until != i.Until || got.Association != 0 || got.AssociationName != "" {
				t.Errorf("%+v, %v", got, err)
			}
		}
		ok, err := tx.DrawInvitation(t.Context(), first, token.Digest(), moment.Add(time.Hour))
		if !ok {
			t.Error("not drawn")
		}
		return err
	})
	got, err := c.InvitationByToken(t.Context(), token.Digest())
	if err != nil || got.ID != first || got.AssociationName != "Kolda-Schelde" || got.InvitedByName != "Lid 0" || got.Sent != 1 ||
		!got.ExpiresAt.Equal(moment.Add(25*time.Hour)) || got.State != account.InvitationPending {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := c.InvitationByToken(t.Context(), account.NewToken().Digest()); !errors.Is(err, fault.NotFound) {
		t.Errorf("a link that is none: %v", err)
	}
	if to, err := c.InvitationsTo(t.Context(), "eva@voorbeeld.be", moment); err != nil || len(to) != 2 {
		t.Errorf("%+v, %v", to, err)
	}
	c.in(t, func(tx postgres.Tx) error {
		if _, err := tx.LockInvitationOf(t.Context(), c.id+1, first); !errors.Is(err, fault.NotFound) {
			t.Errorf("another association's: %v", err)
		}
		late, err := tx.ExpireInvitations(t.Context(), moment.Add(25*time.Hour))
		if err != nil || len(late) != 3 || !slices.Contains(late, postgres.ExpiredInvitation{ID: first, Association: c.id}) {
			t.Errorf("%+v, %v", late, err)
		}
		i, err := tx.LockInvitation(t.Context(), token.Digest())
		if err != nil || i.State != account.InvitationExpired {
			t.Errorf("%+v, %v", i, err)
		}
		if drawn, err := tx.DrawInvitation(t.Context(), first, account.NewToken().Digest(), moment); err != nil || drawn {
			t.Errorf("drawn though expired: %v, %v", drawn, err)
		}
		if renewed, err := tx.RenewInvitation(t.Context(), first, moment.Add(26*time.Hour)); err != nil || !renewed {
			t.Errorf("%v, %v", renewed, err)
		}
		i, err = tx.LockInvitationOf(t.Context(), c.id, first)
		if err != nil || i.State != account.InvitationPending || i.Sent != 2 {
			t.Errorf("%+v, %v", i, err)
		}
		return tx.AnswerInvitation(t.Context(), first, account.InvitationDeclined, 0, moment)
	})
	c.in(t, func(tx postgres.Tx) error { // a newer one stands in the way of the older
		i := account.Invitation{Association: c.id, Part: account.ReaderPart, Email: "modou@voorbeeld.be", InvitedBy: c.people[0]}
		if _, err := tx.AddInvitation(t.Context(), i, moment.Add(time.Minute)); err != nil {
			return err
		}
		if renewed, err := tx.RenewInvitation(t.Context(), first, moment); err != nil || renewed {
			t.Errorf("two are pending: %v, %v", renewed, err)
		}
		return nil
	})
	if all, err := c.Invitations(t.Context(), c.id, time.Time{}); err != nil || len(all) != 2 || all[0].State != account.InvitationPending {
		t.Errorf("%+v, %v", all, err)
	}
	c.in(t, func(tx postgres.Tx) error {
		gone, err := tx.SweepInvitations(t.Context(), moment.Add(account.InvitationKept+time.Second))
		if err != nil || gone != 3 { // the declined one and the two that expired
			t.Errorf("%d went, %v", gone, err)
		}
		return nil
	})
}
