package site

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
)

// letter sends an invitation from a page and returns the link of its letter.
func (h house) letter(t *testing.T, by *guest, email string, part account.Part) (account.Token, postgres.InvitationRow) {
	t.Helper()
	leads(t, by.fill(link.Invite(), "email", email, "part", string(part)), link.MyMembers())
	return h.letterAgain(t, email)
}

func (h house) letterAgain(t *testing.T, email string) (account.Token, postgres.InvitationRow) {
	t.Helper()
	all, err := h.db.InvitationsTo(t.Context(), account.Email(email), h.clock())
	if err != nil || len(all) != 1 {
		t.Fatalf("%d invitations to %s: %v", len(all), email, err)
	}
	token := account.NewToken()
	err = h.db.InTx(t.Context(), func(tx postgres.Tx) error { // as sending the letter does
		_, err := tx.DrawInvitation(t.Context(), all[0].ID, token.Digest(), h.clock())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return token, all[0]
}

// answer presses a button of an invitation's page.
func (g *guest) answer(token account.Token, how string) answer {
	g.t.Helper()
	return g.send(link.Invitation(token), "antwoord", how, "once", desk.NewOnce().String())
}

func TestSomebodyIsInvitedComesInAndIsRemoved(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	esis := h.known(t, esi)
	refusedAt(t, esis.fill(link.Invite(), "email", "geen adres", "part", "lezer"), http.StatusUnprocessableEntity, "email")
	refusedAtGroup(t, esis.fill(link.Invite(), "email", modou, "part", "beheerder"), "part")
	token, row := h.letter(t, esis, modou, account.ContributorPart)
	if text := readPage(t, "", esis.open(link.MyMembers()).body).text(); !strings.Contains(text, modou) || !strings.Contains(text, "Onderweg") {
		t.Error(text)
	}
	visitor := h.guest(t)
	for range 3 { // a mailbox that opens links
		got := visitor.open(link.Invitation(token))
		if text := readPage(t, "", got.body).text(); got.StatusCode != http.StatusOK || !strings.Contains(text, "Esi Mensah nodigt je uit om mee te werken aan Akwaaba") ||
			got.Header.Get("Referrer-Policy") != "same-origin" || got.Header.Get("Cache-Control") != "no-store" {
			t.Fatalf("%d %v\n%s", got.StatusCode, got.Header, text)
		}
	}
	leads(t, visitor.answer(token, "ja"), link.SignInTo(link.Invitation(token)))
	awas := h.known(t, awa)
	if text := readPage(t, "", awas.open(link.Invitation(token)).body).text(); !strings.Contains(text, "voor een ander adres") {
		t.Error(text)
	}
	for _, how := range []string{"ja", "nee"} {
		if got := awas.answer(token, how); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, "ander e-mailadres") {
			t.Errorf("another address answers %s: %d", how, got.StatusCode)
		}
	}
	modous := h.known(t, modou)
	leads(t, modous.answer(token, "ja"), link.Mine())
	leads(t, modous.answer(token, "ja"), link.Mine()) // once more does no harm
	if got := modous.open(link.Mine()); got.StatusCode != http.StatusOK || !strings.Contains(got.body, "Je bent nu lid van Akwaaba.") {
		t.Errorf("%d", got.StatusCode)
	}
	if got := modous.open(link.Invitation(token)); !strings.Contains(got.body, "al aanvaard") {
		t.Error("what was accepted does not say so")
	}
	theirs := link.MyMember(h.person(t, modou).ID)
	leads(t, esis.fill(theirs, "part", "lezer"), link.MyMembers())
	if got := modous.open(link.MyProfile()); got.StatusCode != http.StatusForbidden {
		t.Errorf("a reader writes: %d", got.StatusCode)
	}
	leads(t, esis.fill(theirs+"/verwijderen"), link.MyMembers())
	for _, address := range []string{link.MyAssociation(), link.MyMembers(), link.MyProfile()} { // at the next click
		if got := modous.open(address); got.StatusCode != http.StatusForbidden || strings.Contains(got.body, "Akwaaba") {
			t.Errorf("%s: %d for who was removed", address, got.StatusCode)
		}
	}
	if got := modous.open(link.MyAccount()); got.StatusCode != http.StatusOK {
		t.Errorf("the session is gone: %d", got.StatusCode)
	}
	if got := modous.answer(token, "ja"); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("an old letter brings them back: %d", got.StatusCode)
	}
	if row.Sent != 1 || h.acts(t, "invitation.accept") != 1 {
		t.Errorf("sent %d times, accepted %d times", row.Sent, h.acts(t, "invitation.accept"))
	}
}

func TestAnInvitationThatIsOverSaysSo(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	esis, modous := h.known(t, esi), h.known(t, modou)
	token, row := h.letter(t, esis, modou, account.ReaderPart)
	leads(t, esis.send(link.ResendInvitation(row.ID), "once", desk.NewOnce().String()), link.MyMembers())
	again, _ := h.letterAgain(t, modou)
	if got := modous.open(link.Invitation(token)); got.StatusCode != http.StatusNotFound || !strings.Contains(got.body, "werkt niet meer") {
		t.Errorf("an earlier letter: %d", got.StatusCode)
	}
	leads(t, esis.send(link.WithdrawInvitation(row.ID), "once", desk.NewOnce().String()), link.MyMembers())
	if got := esis.send(link.ResendInvitation(row.ID), "once", desk.NewOnce().String()); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, "ingetrokken") {
		t.Errorf("sent though withdrawn: %d", got.StatusCode)
	}
	if got := modous.open(link.Invitation(again)); got.StatusCode != http.StatusOK || !strings.Contains(got.body, "ingetrokken") || strings.Contains(got.body, "Aanvaard</button>") {
		t.Errorf("withdrawn: %d", got.StatusCode)
	}
	token, _ = h.letter(t, esis, modou, account.ReaderPart)
	leads(t, h.guest(t).answer(token, "nee"), link.Invitation(token)) // without an account
	if got := modous.answer(token, "ja"); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, "afgewezen") {
		t.Errorf("declined: %d", got.StatusCode)
	}
	token, _ = h.letter(t, esis, modou, account.ReaderPart)
	h.later(account.InviteLife - time.Second)
	modous = h.known(t, modou)
	if got := modous.open(link.Invitation(token)); !strings.Contains(got.body, "Aanvaard</button>") {
		t.Errorf("in time: %d", got.StatusCode)
	}
	h.later(time.Second)
	if got := modous.open(link.Invitation(token)); !strings.Contains(got.body, "verlopen") || strings.Contains(got.body, "Aanvaard</button>") {
		t.Errorf("too late: %d", got.StatusCode)
	}
	for _, address := range []string{"/uitnodiging/x", link.Invitation(account.NewToken())} {
		if got := modous.open(address); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
	if got := modous.answer(account.NewToken(), "ja"); got.StatusCode != http.StatusNotFound && got.StatusCode != http.StatusSeeOther {
		t.Errorf("a link that is none: %d", got.StatusCode)
	}
}

func TestPartsAndTheLeadAreGivenOnThePage(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	esis, kofis := h.known(t, esi), h.known(t, kofi)
	kofis.choose("akwaaba")
	says(t, "the only one who speaks for it", esis.text(link.Leave()), "Draag eerst de vereniging over")
	refusedAt(t, esis.send(link.Leave(), "once", desk.NewOnce().String()), http.StatusUnprocessableEntity)
	refusedAtGroup(t, esis.fill(link.MyMember(h.person(t, esi).ID), "part", "lezer"), "part")
	refusedAtGroup(t, esis.fill(link.MyMember(h.person(t, kofi).ID), "part", ""), "part")
	refusedAtGroup(t, esis.fill(link.HandOver()), "person")
	leads(t, esis.fill(link.HandOver(), "person", strconv.FormatInt(int64(h.person(t, kofi).ID), 10)), link.MyMembers())
	if got := esis.open(link.Invite()); got.StatusCode != http.StatusForbidden {
		t.Errorf("who handed over still invites: %d", got.StatusCode)
	}
	if got := kofis.open(link.Invite()); got.StatusCode != http.StatusOK {
		t.Errorf("who took over: %d", got.StatusCode)
	}
	leads(t, esis.fill(link.Leave()), link.MyAssociations())
	if got := esis.open(link.MyMembers()); got.StatusCode != http.StatusForbidden {
		t.Errorf("who left: %d", got.StatusCode)
	}
}

func TestAQuestionToJoinIsAnsweredOnThePage(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	esis, awas, modous := h.known(t, esi), h.known(t, awa), h.known(t, modou)
	awas.join("akwaaba", "Ik help mee.")
	again := awas.send("/mijn/verenigingen/lid-worden", "vereniging", "akwaaba", "why", "Nog eens <b>ik</b>.", "once", desk.NewOnce().String())
	p := readPage(t, "", again.body)
	if again.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(p.text(), "Je vroeg dit al") || !strings.Contains(again.body, "Nog eens &lt;b&gt;ik&lt;/b&gt;.") {
		t.Errorf("%d: %s", again.StatusCode, p.text())
	}
	refusedAt(t, modous.send("/mijn/verenigingen/lid-worden", "vereniging", "akwaaba", "why", "a\u202eb", "once", desk.NewOnce().String()), http.StatusUnprocessableEntity, "why")
	modous.join("akwaaba", "")
	asked, err := h.db.JoinRequests(t.Context(), h.association(t, "akwaaba").ID)
	if err != nil || len(asked) != 2 {
		t.Fatalf("%v, %v", asked, err)
	}
	if text := readPage(t, "", esis.open(link.JoinRequest(asked[0].ID)).body).text(); !strings.Contains(text, "Ik help mee.") || !strings.Contains(text, awa) {
		t.Error(text)
	}
	leads(t, esis.fill(link.JoinRequest(asked[0].ID), "part", "bewerker"), link.MyMembers())
	leads(t, esis.send(link.DeclineJoinRequest(asked[1].ID), "once", desk.NewOnce().String()), link.MyMembers())
	if got := awas.open(link.MyAssociation()); got.StatusCode != http.StatusOK {
		t.Errorf("who was accepted: %d", got.StatusCode)
	}
	if got := modous.open(link.MyAssociation()); got.StatusCode != http.StatusForbidden {
		t.Errorf("who was declined: %d", got.StatusCode)
	}
	modous.join("akwaaba", "toch")
	mine, err := h.db.JoinRequestsBy(t.Context(), h.person(t, modou).ID)
	if err != nil || len(mine) != 1 {
		t.Fatalf("%v, %v", mine, err)
	}
	if got := awas.send(link.WithdrawJoin(mine[0].ID), "once", desk.NewOnce().String()); got.StatusCode != http.StatusNotFound {
		t.Errorf("somebody else's question: %d", got.StatusCode)
	}
	leads(t, modous.send(link.WithdrawJoin(mine[0].ID), "once", desk.NewOnce().String()), link.MyAssociations())
	for _, which := range []string{"bestaat-niet", "0207.500.123"} {
		if got := modous.open(link.JoinAssociation(which, "")); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", which, got.StatusCode)
		}
	}
}

// Whatever is the one association's is not there for the other's hoofdvertegenwoordiger: each address with a number.
func TestAMemberOfOneNeverSeesTheOther(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	esis, beas, awas := h.known(t, esi), h.known(t, bea), h.known(t, awa)
	awas.join("akwaaba", "geheime woorden")
	_, row := h.letter(t, esis, "nieuw@huis.example", account.ReaderPart)
	leads(t, esis.fill(link.MyBank(), "iban", "NL91 ABNA 0417 1643 00", "huidig", theirPassword), link.MyAssociation())
	asked, err := h.db.JoinRequests(t.Context(), h.association(t, "akwaaba").ID)
	if err != nil || len(asked) != 1 {
		t.Fatalf("%v, %v", asked, err)
	}
	theirs := link.MyMember(h.person(t, esi).ID)
	for _, address := range []string{theirs, link.RemoveMember(h.person(t, esi).ID), link.JoinRequest(asked[0].ID)} {
		if got := beas.open(address); got.StatusCode != http.StatusNotFound {
			t.Errorf("GET %s: %d", address, got.StatusCode)
		}
	}
	before := h.association(t, "akwaaba")
	for _, address := range []string{
		theirs, link.RemoveMember(h.person(t, esi).ID), link.JoinRequest(asked[0].ID), link.DeclineJoinRequest(asked[0].ID),
		link.ResendInvitation(row.ID), link.WithdrawInvitation(row.ID),
	} {
		got := beas.send(address, "once", desk.NewOnce().String(), "part", "lezer", "association_id", strconv.Itoa(int(before.ID)))
		if got.StatusCode != http.StatusNotFound {
			t.Errorf("POST %s: %d", address, got.StatusCode)
		}
	}
	for _, address := range []string{link.Mine(), link.MyAssociation(), link.MyProfile(), link.MyBank(), link.MyBoard(), link.MyMembers(), link.MyAssociations(), link.HandOver()} {
		got := beas.open(address)
		for _, word := range []string{"Esi", "NL91", "nieuw@huis.example", "geheime woorden", "Awa Diop"} {
			if strings.Contains(got.body, word) {
				t.Errorf("%s holds %q", address, word)
			}
		}
	}
	if now := h.association(t, "akwaaba"); now.Version != before.Version || now.IBAN != before.IBAN {
		t.Errorf("%+v, was %+v", now, before)
	}
	if h.acts(t, "access.deny") < 9 {
		t.Errorf("%d tries are written down", h.acts(t, "access.deny"))
	}
	for _, address := range []string{"/mijn/leden/0", "/mijn/leden/x", "/mijn/leden/01", "/mijn/leden/99999999999999999999", "/mijn/leden/vragen/-1"} {
		if got := beas.open(address); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
}

func TestWhatWasTypedForAnAssociationComesBackAfterAnExpiredSession(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	beas := h.known(t, bea)
	drawn := beas.open(link.MyProfile())
	h.later(account.MemberIdle + time.Minute)
	got := beas.send(link.MyProfile(), append(profileFields("name", "Buurschap", "postcode", "2018", "about", "een avond werk"),
		"version", hidden(t, drawn, "version"), "stamp", hidden(t, drawn, "stamp"), "once", hidden(t, drawn, "once"))...)
	leads(t, got, link.SignInTo(link.MyProfile()))
	beas = h.known(t, bea)
	back := beas.open(link.MyProfile())
	if !strings.Contains(back.body, "een avond werk") || h.association(t, "buurschap").About != "" {
		t.Error("what was typed is gone, or was sent by itself")
	}
	leads(t, beas.send(link.MyProfile(), append(profileFields("name", "Buurschap", "postcode", "2018", "about", "een avond werk"),
		"version", hidden(t, back, "version"), "stamp", hidden(t, back, "stamp"), "once", hidden(t, back, "once"))...), link.MyAssociation())
	if h.association(t, "buurschap").About != "een avond werk" {
		t.Error("not saved")
	}
}
