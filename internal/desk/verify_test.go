package desk

import (
	"errors"
	"strings"
	"testing"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// dienst is somebody of the Dienst in all powers that deal with associations, some days after noon.
func (c club) dienst(id account.ID, days int) account.Identity {
	return account.Identity{Person: id, At: noon.AddDate(0, 0, days), Passed: true, Powers: []account.Part{account.CaseHandlerPart, account.HeadPart}}
}

func (c club) head(id account.ID, days int) account.Head {
	h, ok := c.dienst(id, days).Head()
	if !ok {
		c.t.Fatal("no head")
	}
	return h
}

// seen returns the mark of the association as a page shows it now.
func (c club) seen() Mark {
	c.t.Helper()
	board, err := c.db.Board(c.t.Context(), c.id)
	if err != nil {
		c.t.Fatal(err)
	}
	mark, err := MarkOf(c.private(), board)
	if err != nil {
		c.t.Fatal(err)
	}
	return mark
}

func TestAnAssociationIsVerifiedOnce(t *testing.T) {
	t.Parallel()
	c, _ := newClub(t)
	ben := c.handler(c.person("ben"))
	once, seen := NewOnce(), c.seen()
	for range 2 {
		if err := c.Verify(t.Context(), ben, once, c.id, seen, association.Verified, " nagevraagd in de KBO "); err != nil {
			t.Fatal(err)
		}
	}
	if p := c.private(); p.Standing != association.Verified || p.StandingReason != "" {
		t.Errorf("%s, %q", p.Standing, p.StandingReason)
	}
	acts := c.acts("association.verify")
	if len(acts) != 1 || acts[0].Part != account.CaseHandlerPart || acts[0].Person != ben.By().Person ||
		!strings.Contains(acts[0].Detail, `"nagevraagd in de KBO"`) || !strings.Contains(acts[0].Detail, `"before": "registered"`) {
		t.Errorf("%+v", acts)
	}
	if to := c.letters(job.Verified); len(to) != 1 || to[0] != "awa@voorbeeld.be" {
		t.Errorf("letters to %q", to)
	}
	if _, err := c.db.AssociationBySlug(t.Context(), c.slug); err != nil {
		t.Errorf("it is not public: %v", err)
	}
	refusedBecause(t, c.Verify(t.Context(), ben, NewOnce(), c.id, c.seen(), association.Refused, "toch niet"), "oordeel")
}

func TestAVerdictWithoutAReasonIsRefused(t *testing.T) {
	t.Parallel()
	c, _ := newClub(t)
	ben := c.handler(c.person("ben"))
	refusedBecause(t, c.Verify(t.Context(), ben, NewOnce(), c.id, c.seen(), association.Asked, " "), "reden")
	if err := c.Verify(t.Context(), ben, NewOnce(), c.id, c.seen(), association.Asked, "Stuur je statuten."); err != nil {
		t.Fatal(err)
	}
	if p := c.private(); p.Standing != association.Asked || p.StandingReason != "Stuur je statuten." {
		t.Errorf("%s, %q", p.Standing, p.StandingReason)
	}
	if err := c.Verify(t.Context(), ben, NewOnce(), c.id+1, c.seen(), association.Verified, ""); !errors.Is(err, fault.NotFound) {
		t.Errorf("an association that is not there: %v", err)
	}
	if err := c.Verify(t.Context(), ben, Once{}, c.id, c.seen(), association.Verified, ""); !errors.Is(err, fault.Malformed) {
		t.Errorf("without a key: %v", err)
	}
}

func TestAVerdictOnAStalePageSaysWhoCameInBetween(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	ben, eva := c.handler(c.person("ben")), c.handler(c.person("eva"))
	seen := c.seen()
	if err := c.Verify(t.Context(), eva, NewOnce(), c.id, seen, association.Refused, "Dit nummer is van een ander."); err != nil {
		t.Fatal(err)
	}
	err := c.Verify(t.Context(), ben, NewOnce(), c.id, seen, association.Verified, "")
	changed, ok := errors.AsType[Changed](err)
	if !ok || !errors.Is(err, fault.Conflict) || changed.By != "Eva" || changed.Act != "association.verify" || !changed.At.Equal(noon) {
		t.Errorf("%v", err)
	}
	if stands := c.private().Standing; stands != association.Refused {
		t.Errorf("Eva's verdict became %s", stands)
	}

	seen = c.seen()
	if err := c.SetBoard(t.Context(), c.lead(awa), NewOnce(), association.BoardStamp(nil), []association.BoardMember{{Name: "Modou Fall"}}); err != nil {
		t.Fatal(err)
	}
	if err := c.Verify(t.Context(), ben, NewOnce(), c.id, seen, association.Verified, ""); !errors.Is(err, ErrChanged) {
		t.Errorf("with another board: %v", err)
	}
}

func TestNobodyDecidesOnTheirOwnAssociation(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	refusedAsAWhole(t, "a member verifies", c.Verify(t.Context(), c.handler(awa), NewOnce(), c.id, c.seen(), association.Verified, ""))
	modou := c.joined(awa, "modou", account.ReaderPart)
	if err := c.Leave(t.Context(), c.as(modou, account.ReaderPart), NewOnce()); err != nil {
		t.Fatal(err)
	}
	refusedAsAWhole(t, "who was a member verifies", c.Verify(t.Context(), c.handler(modou), NewOnce(), c.id, c.seen(), association.Verified, ""))
	c.person("fatou")
	refusedAsAWhole(t, "who was a member names a lead", c.NameLead(t.Context(), c.head(modou, 0), NewOnce(), c.id, "fatou@voorbeeld.be", "Awa is weg."))
	if stands := c.private().Standing; stands != association.Registered {
		t.Errorf("it is %s", stands)
	}
}

func TestTheNewsOfAVerifiedAssociationIsTakenOverOrNot(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	ben := c.handler(c.person("ben"))
	if err := c.Verify(t.Context(), ben, NewOnce(), c.id, c.seen(), association.Verified, ""); err != nil {
		t.Fatal(err)
	}
	rename := func(name string) {
		t.Helper()
		a := c.private()
		said := a.Said()
		said.Name = name
		if err := c.SaveProfile(t.Context(), c.contributor(awa), NewOnce(), a.Version, said); err != nil {
			t.Fatal(err)
		}
	}
	rename("Kolda aan de Schelde")
	seen := c.seen()
	rename("Stadsbestuur Antwerpen") // before anybody looks at the first
	if err := c.Verify(t.Context(), ben, NewOnce(), c.id, seen, association.Verified, ""); !errors.Is(err, ErrChanged) {
		t.Errorf("another name than the page showed: %v", err)
	}
	refusedBecause(t, c.Verify(t.Context(), ben, NewOnce(), c.id, c.seen(), association.Asked, "Echt?"), "oordeel")
	if err := c.Verify(t.Context(), ben, NewOnce(), c.id, c.seen(), association.Refused, "Die naam is van de stad."); err != nil {
		t.Fatal(err)
	}
	if found, err := c.db.AssociationBySlug(t.Context(), c.slug); err != nil || found.Name != "Kolda-Schelde" {
		t.Errorf("%q, %v", found.Name, err)
	}
	rename("Kolda aan de Schelde")
	if err := c.Verify(t.Context(), ben, NewOnce(), c.id, c.seen(), association.Verified, ""); err != nil {
		t.Fatal(err)
	}
	if found, err := c.db.AssociationBySlug(t.Context(), c.slug); err != nil || found.Name != "Kolda aan de Schelde" {
		t.Errorf("%q, %v", found.Name, err)
	}
}

func TestANumberIsVerifiedForOneAssociation(t *testing.T) {
	t.Parallel()
	c, _ := newClub(t)
	ben := c.handler(c.person("ben"))
	if err := c.Verify(t.Context(), ben, NewOnce(), c.id, c.seen(), association.Refused, "Van een ander."); err != nil {
		t.Fatal(err)
	}
	other := kolda()
	other.Name = "De echte Kolda"
	c.registered(c.person("fatou"), other)
	refusedBecause(t, c.Verify(t.Context(), ben, NewOnce(), c.id, c.seen(), association.Verified, ""), "oordeel")
}

func TestWhoSpeaksForAnAssociationIsNamedAfterTheTimeToObject(t *testing.T) {
	t.Parallel()
	c, awa := newClub(t)
	eva, fatou := c.person("eva"), c.person("fatou")
	const why = "Awa is verhuisd en antwoordt niet."
	refusedBecause(t, c.NameLead(t.Context(), c.head(eva, 0), NewOnce(), c.id, "fatou@voorbeeld.be", " "), "reden")
	refusedBecause(t, c.NameLead(t.Context(), c.head(eva, 0), NewOnce(), c.id, "niemand@voorbeeld.be", why), "email")
	refusedBecause(t, c.NameLead(t.Context(), c.head(eva, 0), NewOnce(), c.id, "eva@voorbeeld.be", why), "email")
	refusedBecause(t, c.NameLead(t.Context(), c.head(eva, 0), NewOnce(), c.id, "awa@voorbeeld.be", why), "email")
	if err := c.NameLead(t.Context(), c.head(eva, 0), NewOnce(), c.id, "Fatou@voorbeeld.be", why); err != nil {
		t.Fatal(err)
	}
	refusedAsAWhole(t, "somebody else besides", c.NameLead(t.Context(), c.head(eva, 0), NewOnce(), c.id, "fatou@voorbeeld.be", why))
	if part := c.partOf(fatou); part != "" {
		t.Errorf("at once she is %q", part)
	}
	if to := c.letters(job.LeadAnnounced); len(to) != 2 || to[0] != "awa@voorbeeld.be" || to[1] != "fatou@voorbeeld.be" {
		t.Errorf("announced to %q", to)
	}
	refusedAsAWhole(t, "too early", c.ConfirmLead(t.Context(), c.head(eva, account.NominationWait-1), NewOnce(), c.id))
	once := NewOnce()
	for range 2 {
		if err := c.ConfirmLead(t.Context(), c.head(eva, account.NominationWait), once, c.id); err != nil {
			t.Fatal(err)
		}
	}
	if c.partOf(fatou) != account.LeadPart || c.partOf(awa) != account.LeadPart {
		t.Errorf("fatou is %q, awa %q", c.partOf(fatou), c.partOf(awa))
	}
	if acts := c.acts("lead."); len(acts) != 2 || !strings.Contains(acts[1].Detail, why) || acts[0].Act != "lead.confirm" {
		t.Errorf("%+v", acts)
	}
	notTheirs(t, "twice", c.ConfirmLead(t.Context(), c.head(eva, account.NominationWait), NewOnce(), c.id))
}

func TestWhatWasAnnouncedCanBeWithdrawn(t *testing.T) {
	t.Parallel()
	c, _ := newClub(t)
	eva, fatou := c.person("eva"), c.person("fatou")
	if err := c.NameLead(t.Context(), c.head(eva, 0), NewOnce(), c.id, "fatou@voorbeeld.be", "Awa antwoordt niet."); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, c.WithdrawLead(t.Context(), c.head(eva, 1), NewOnce(), c.id, ""), "reden")
	if err := c.WithdrawLead(t.Context(), c.head(eva, 1), NewOnce(), c.id, "Awa antwoordde toch."); err != nil {
		t.Fatal(err)
	}
	notTheirs(t, "carried out all the same", c.ConfirmLead(t.Context(), c.head(eva, 30), NewOnce(), c.id))
	if part := c.partOf(fatou); part != "" {
		t.Errorf("she is %q", part)
	}
}

func TestWithNobodyToObjectTheLeadIsNamedAtOnce(t *testing.T) {
	t.Parallel()
	c, _ := newClub(t)
	c.id = func() (id association.ID) {
		t.Helper()
		a := kolda()
		a.Name, a.Slug, a.KBO = "Oude Brug", "oude-brug", ""
		if err := c.db.InTx(t.Context(), func(tx postgres.Tx) (err error) { id, err = tx.AddAssociation(t.Context(), a); return err }); err != nil {
			t.Fatal(err)
		}
		return id
	}()
	fatou := c.person("fatou")
	if err := c.NameLead(t.Context(), c.head(c.person("eva"), 0), NewOnce(), c.id, "fatou@voorbeeld.be", "Overgenomen uit het oude register."); err != nil {
		t.Fatal(err)
	}
	if c.partOf(fatou) != account.LeadPart {
		t.Errorf("she is %q", c.partOf(fatou))
	}
	if to := c.letters(job.LeadNamed); len(to) != 1 || to[0] != "fatou@voorbeeld.be" {
		t.Errorf("letters to %q", to)
	}
	all, err := c.db.Nominations(t.Context())
	if err != nil || len(all) != 0 {
		t.Errorf("%+v, %v", all, err)
	}
}
