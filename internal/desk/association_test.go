package desk

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// staffed makes somebody who holds a power of the Dienst.
func (c club) staffed(name string, power account.Part) account.ID {
	c.t.Helper()
	id := c.person(name)
	err := c.db.InTx(c.t.Context(), func(tx postgres.Tx) error {
		return tx.SetPowers(c.t.Context(), id, []account.Part{power}, account.By{At: noon})
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return id
}

func (c club) private() postgres.PrivateAssociation {
	c.t.Helper()
	a, err := c.db.PrivateAssociation(c.t.Context(), c.id)
	if err != nil {
		c.t.Fatal(err)
	}
	return a
}

// stands puts the association where the Dienst would.
func (c club) stands(standing association.Standing, why string) {
	c.t.Helper()
	err := c.db.InTx(c.t.Context(), func(tx postgres.Tx) error {
		return tx.SetStanding(c.t.Context(), c.id, standing, why, account.By{At: noon})
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

func TestAnAssociationIsRegisteredAndWaitsForTheDienst(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	c.staffed("eva", account.CaseHandlerPart)
	once := NewOnce()
	other := kolda()
	other.Name, other.Form, other.KBO = "Buren van Kolda", association.Unincorporated, ""
	board := []association.BoardMember{{Name: "Awa Diop"}, {Name: "Modou Fall"}}
	var ids []association.ID
	for range 2 { // a double click
		id, err := c.RegisterAssociation(t.Context(), c.self(awa), once, door(0), other, board)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	if ids[0] == 0 || ids[0] != ids[1] {
		t.Errorf("twins: %v", ids)
	}
	c.id = ids[0]
	if a := c.private(); a.Standing != association.Registered || a.Slug != "buren-van-kolda" || a.Demo || c.partOf(awa) != account.LeadPart {
		t.Errorf("%+v, %q", a, c.partOf(awa))
	}
	if stored, err := c.db.Board(t.Context(), c.id); err != nil || len(stored) != 2 {
		t.Errorf("%v, %v", stored, err)
	}
	if to := c.letters(job.ToVerify); !slices.Equal(to, []string{"eva@voorbeeld.be"}) {
		t.Errorf("told: %v", to)
	}
	if all := c.acts("association.register"); len(all) != 1 || all[0].Person != awa || !strings.Contains(all[0].Detail, "Buren van Kolda") ||
		strings.Contains(all[0].Detail, "Modou") {
		t.Errorf("%+v", all)
	}
}

func TestWhatMayNotBeRegisteredIsRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	c, _ := newClub(t)
	modou := c.person("modou")
	change := func(fn func(a *association.Association)) association.Association {
		a := kolda()
		a.KBO = "0207500123"
		fn(&a)
		return a
	}
	for says, test := range map[string]struct {
		a      association.Association
		board  []association.BoardMember
		fields []string
	}{
		"it is there already":       {kolda(), nil, []string{"kbo"}},
		"a number that cannot be":   {change(func(a *association.Association) { a.KBO = "0207500124" }), nil, []string{"kbo"}},
		"no number":                 {change(func(a *association.Association) { a.KBO = "" }), nil, []string{"kbo"}},
		"nobody on the board":       {change(func(a *association.Association) { a.KBO, a.Form = "", association.Unincorporated }), nil, []string{"board"}},
		"everything, at once":       {change(func(a *association.Association) { a.Name, a.Postcode, a.KBO, a.Region = "", "x", "", "" }), nil, []string{"name", "postcode", "kbo", "region"}},
		"a school of no net":        {change(func(a *association.Association) { a.Form = association.School }), nil, []string{"net"}},
		"a board without a name":    {change(func(a *association.Association) {}), []association.BoardMember{{}}, []string{"board"}},
		"a website that is no such": {change(func(a *association.Association) { a.Website = "javascript:alert(1)" }), nil, []string{"website"}},
	} {
		_, err := c.RegisterAssociation(t.Context(), c.self(modou), NewOnce(), door(0), test.a, test.board)
		for _, field := range test.fields {
			wrong, _ := errors.AsType[fault.Fields](err)
			if len(wrong.Of(field)) == 0 {
				t.Errorf("%s: %v says nothing of %s", says, err, field)
			}
			if strings.Contains(err.Error(), "Awa") {
				t.Errorf("%s: %v tells who its members are", says, err)
			}
		}
	}
	if part := c.partOf(modou); part != "" {
		t.Errorf("who was refused is %s", part)
	}
}

func TestNobodyRegistersAssociationsWithoutEnd(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	for range account.Inviting.Limit().PerAccount {
		if _, err := c.RegisterAssociation(t.Context(), c.self(awa), NewOnce(), door(0), kolda(), nil); errors.Is(err, fault.TooMany) {
			return
		}
	}
	t.Error("there is no limit")
}

func TestAProfileIsSavedByWhoWritesOnTheVersionTheySaw(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	modou := c.joined(awa, "modou", account.ContributorPart)
	reader := c.joined(awa, "rita", account.ReaderPart)
	stranger := c.person("xander")
	a := kolda()
	a.About = "Wij delen waterputten en tuinen."
	once := NewOnce()
	for range 2 {
		if err := c.SaveProfile(t.Context(), c.contributor(modou), once, 1, a); err != nil {
			t.Fatal(err)
		}
	}
	if p := c.private(); p.About != a.About || p.Version != 2 || p.Slug != "kolda-schelde" || p.Standing != association.Registered {
		t.Errorf("%+v", p)
	}
	if all := c.acts("association.edit"); len(all) != 1 || all[0].Person != modou || !strings.Contains(all[0].Detail, "tuinen") || strings.Contains(all[0].Detail, "postcode") {
		t.Errorf("%+v", all)
	}
	a.About = "Iets anders."
	if err := c.SaveProfile(t.Context(), c.contributor(awa), NewOnce(), 1, a); !errors.Is(err, ErrChanged) || !errors.Is(err, fault.Conflict) {
		t.Errorf("on an old page: %v", err)
	}
	if err := c.SaveProfile(t.Context(), c.contributor(reader), NewOnce(), 2, a); !errors.Is(err, fault.Denied) {
		t.Errorf("by who became a reader meanwhile: %v", err)
	}
	notTheirs(t, "by who is no member any more", c.SaveProfile(t.Context(), c.contributor(stranger), NewOnce(), 2, a))
	a.Postcode = "x"
	refusedBecause(t, c.SaveProfile(t.Context(), c.contributor(awa), NewOnce(), 2, a), "postcode")
	a.Postcode, a.Form, a.KBO = "2060", association.Unincorporated, ""
	refusedBecause(t, c.SaveProfile(t.Context(), c.contributor(awa), NewOnce(), 2, a), "form")
	if p := c.private(); p.Version != 2 || p.About == a.About {
		t.Errorf("a refused change is kept: %+v", p)
	}
}

func TestANumberOfAnotherIsRefused(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	second := c.another(awa)
	a := kolda()
	refusedBecause(t, second.SaveProfile(t.Context(), second.contributor(awa), NewOnce(), 1, a), "kbo")
	second.stands(association.Verified, "")
	refusedBecause(t, second.SaveProfile(t.Context(), second.contributor(awa), NewOnce(), 1, a), "kbo")
}

func TestWhoWasAskedForMoreWaitsForTheDienstAgain(t *testing.T) {
	t.Parallel()
	for _, standing := range []association.Standing{association.Asked, association.Refused} {
		c, awa := newClub(t)
		c.staffed("eva", account.CaseHandlerPart)
		c.stands(standing, "Geef het nummer.")
		if err := c.SaveProfile(t.Context(), c.contributor(awa), NewOnce(), 1, kolda()); err != nil {
			t.Fatal(err)
		}
		if p := c.private(); p.Standing != association.Registered || p.StandingReason != "" {
			t.Errorf("after %s: %+v", standing, p)
		}
		if to := c.letters(job.ToVerify); len(to) != 1 {
			t.Errorf("after %s told: %v", standing, to)
		}
	}
}

func TestWhatWasVerifiedStaysUntilTheDienstHasLooked(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	c.staffed("eva", account.CaseHandlerPart)
	c.stands(association.Verified, "")
	a := kolda()
	a.Name, a.About = "Kolda aan de Schelde", "Nieuwe woorden."
	version := 1
	save := func() {
		t.Helper()
		if err := c.SaveProfile(t.Context(), c.contributor(awa), NewOnce(), version, a); err != nil {
			t.Fatal(err)
		}
		version++
	}
	save()
	save() // the same once more tells nobody anew
	p := c.private()
	if p.Name != "Kolda-Schelde" || p.About != "Nieuwe woorden." || p.Standing != association.Verified || p.Said().Name != a.Name || p.Waiting.SaidBy != awa {
		t.Errorf("%+v", p)
	}
	if to := c.letters(job.ToVerify); len(to) != 1 {
		t.Errorf("told: %v", to)
	}
	a.Name = "Kolda-Schelde" // back to what was verified
	save()
	if p := c.private(); p.Waiting != nil {
		t.Errorf("%+v", p.Waiting)
	}
}

func TestABoardIsKeptByWhoSpeaksForTheAssociation(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	empty := association.BoardStamp(nil)
	board := []association.BoardMember{{Name: "Awa Diop", Office: "voorzitter"}}
	if err := c.SetBoard(t.Context(), c.lead(awa), NewOnce(), empty, board); err != nil {
		t.Fatal(err)
	}
	if err := c.SetBoard(t.Context(), c.lead(awa), NewOnce(), empty, nil); !errors.Is(err, ErrChanged) {
		t.Errorf("on an old page: %v", err)
	}
	refusedBecause(t, c.SetBoard(t.Context(), c.lead(awa), NewOnce(), association.BoardStamp(board), []association.BoardMember{{}}), "board")
	modou := c.joined(awa, "modou", account.ContributorPart)
	if err := c.SetBoard(t.Context(), c.lead(modou), NewOnce(), association.BoardStamp(board), nil); !errors.Is(err, fault.Denied) {
		t.Errorf("by who speaks for it no more: %v", err)
	}
	if stored, err := c.db.Board(t.Context(), c.id); err != nil || !slices.Equal(stored, board) {
		t.Errorf("%v, %v", stored, err)
	}
	if all := c.acts("association.board"); len(all) != 1 || strings.Contains(all[0].Detail, "Awa") {
		t.Errorf("%+v", all)
	}
}

func TestAnAccountNumberChangesWithThePasswordAndIsTold(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	c.staffed("ben", account.BudgetKeeperPart)
	modou := c.joined(awa, "modou", account.LeadPart)
	rita := c.joined(awa, "rita", account.ContributorPart)
	set := func(who account.ID, strong bool, password, typed string) error {
		return c.SetBank(t.Context(), c.lead(who), NewOnce(), door(0), strong, password, typed)
	}
	refusedBecause(t, set(awa, false, goodPassword, "BE68 5390 0754 7035"), "iban")
	refusedBecause(t, set(awa, false, "fout", "BE68 5390 0754 7034"), "huidig")
	if err := set(rita, true, "", "BE68 5390 0754 7034"); !errors.Is(err, fault.Denied) {
		t.Errorf("by who speaks for it no more: %v", err)
	}
	notTheirs(t, "by a stranger", set(c.person("xander"), true, "", "BE68 5390 0754 7034"))
	if c.private().IBAN != "" {
		t.Error("a refused number is kept")
	}
	if err := set(awa, false, goodPassword, "BE68 5390 0754 7034"); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, set(modou, true, "", "be68539007547034"), "iban") // it is that already
	if err := set(modou, true, "", "NL91 ABNA 0417 1643 00"); err != nil {
		t.Fatal(err)
	}
	if c.private().IBAN != "NL91ABNA0417164300" {
		t.Errorf("%s", c.private().IBAN)
	}
	if to := c.letters(job.BankChanged); !slices.Equal(to, []string{"awa@voorbeeld.be", "awa@voorbeeld.be", "ben@voorbeeld.be", "ben@voorbeeld.be",
		"modou@voorbeeld.be", "modou@voorbeeld.be"}) {
		t.Errorf("told: %v", to)
	}
	all := c.acts("association.bank")
	if len(all) != 2 || !strings.Contains(all[0].Detail, "BE68 **** **** 7034") || !strings.Contains(all[0].Detail, "NL91") || strings.Contains(all[0].Detail, "5390") {
		t.Errorf("%+v", all)
	}
}
