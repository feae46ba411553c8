package worker

import (
	"errors"
	"strings"
	"testing"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// A step is one letter of a story, after something has happened.
type step struct {
	says   string
	happen func(tx postgres.Tx) error // nil for nothing
	letter job.Letter
	// subject is how the letter's begins; "" when it is not sent.
	subject string
	// holds is a part of its text.
	holds string
}

func (c *town) follow(steps []step) {
	c.t.Helper()
	w := c.worker(open(c.t).sender())
	for _, s := range steps {
		if s.happen != nil {
			c.in(s.happen)
		}
		l, due, err := w.write(c.t.Context(), s.letter)
		if err != nil || due != (s.subject != "") {
			c.t.Errorf("%s: due %v, %v", s.says, due, err)
			continue
		}
		if due && (!strings.HasPrefix(l.Subject, s.subject) || !strings.Contains(l.Text(), s.holds)) {
			c.t.Errorf("%s: %q\n%s", s.says, l.Subject, l.Text())
		}
	}
}

func TestALetterOnAnAccountIsTrueOrNotSent(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	id, email := c.person("Awa")
	gone, goneEmail := c.person("Ben")
	var fresh account.ID
	ctx := t.Context()
	c.follow([]step{
		{"an account that waits", func(tx postgres.Tx) (err error) {
			fresh, _, err = tx.AddPerson(ctx, "nieuw@voorbeeld.be", "Nieuw", "hash", false, noon)
			return err
		}, job.Letter{Purpose: job.Confirm, Person: 3, To: "nieuw@voorbeeld.be"}, "Bevestig je e-mailadres", "Dag Nieuw,"},
		{"one that was confirmed meanwhile", func(tx postgres.Tx) error { return tx.ConfirmPerson(ctx, fresh, noon) },
			job.Letter{Purpose: job.Confirm, Person: 3, To: "nieuw@voorbeeld.be"}, "", ""},
		{"an address without an account", nil, job.Letter{Purpose: job.ResetUnknown, To: "niemand@voorbeeld.be"}, "", ""},
		{"registered already", nil, job.Letter{Purpose: job.AlreadyRegistered, To: email}, "Je hebt al een account", "Dag Awa,"},
		{"registered no more", nil, job.Letter{Purpose: job.AlreadyRegistered, To: "niemand@voorbeeld.be"}, "", ""},
		{"a new address", nil, job.Letter{Purpose: job.AddressNew, Person: id, To: "awa@nieuw.be", Words: "awa@nieuw.be"}, "Bevestig je nieuwe", "Dag Awa,"},
		{"the old address", nil, job.Letter{Purpose: job.AddressOld, Person: id, To: email, Words: "awa@nieuw.be"}, "Wil je", "awa@nieuw.be"},
		{"a password, told where the account was", nil, job.Letter{Purpose: job.PasswordChanged, Person: id, To: "awa@vroeger.be"}, "Je wachtwoord", "Dag Awa,"},
		{"a second step", nil, job.Letter{Purpose: job.SecondChanged, Person: id, To: email}, "Je tweede stap", ""},
		{"somebody who may not sign in", func(tx postgres.Tx) error { return tx.Disable(ctx, gone, true, noon) },
			job.Letter{Purpose: job.Reset, Person: gone, To: goneEmail}, "", ""},
		{"somebody who was erased", func(tx postgres.Tx) error {
			if err := tx.AskErasure(ctx, account.By{Person: gone, At: noon}); err != nil {
				return err
			}
			return tx.Erase(ctx, gone, account.By{Person: id, Part: account.AdministratorPart, At: noon})
		}, job.Letter{Purpose: job.PasswordChanged, Person: gone, To: goneEmail}, "", ""},
		{"and is told so", nil, job.Letter{Purpose: job.Erased, To: goneEmail}, "Je gegevens zijn gewist", "Dag,"},
		{"nobody", nil, job.Letter{Purpose: job.Reset, Person: 999, To: "x@voorbeeld.be"}, "", ""},
	})
}

func TestALetterOnAnAssociationIsTrueOrNotSent(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	awa, lead := c.person("Awa")
	ben, asker := c.person("Ben")
	_, staff := c.person("Staf", account.CaseHandlerPart)
	of := c.club(awa)
	ctx, about := t.Context(), int64(of)
	by := account.By{Person: awa, At: noon}
	stand := func(s association.Standing, why string) func(postgres.Tx) error {
		return func(tx postgres.Tx) error { return tx.SetStanding(ctx, of, s, why, by) }
	}
	var asked account.JoinRequestID
	toStaff, toLead := job.Letter{Purpose: job.ToVerify, To: staff, About: about}, job.Letter{Purpose: job.Verified, To: lead, About: about}
	join, answer := job.Letter{Purpose: job.JoinAsked, Person: ben, To: lead, About: about}, job.Letter{Purpose: job.JoinAnswered, Person: ben, To: asker, About: about}
	removed := job.Letter{Purpose: job.MemberRemoved, Person: ben, To: asker, About: about}
	c.follow([]step{
		{"a new one, to staff", nil, toStaff, "Na te kijken: Kolda-Schelde", "wacht op nazicht"},
		{"to who is no staff", nil, job.Letter{Purpose: job.ToVerify, To: lead, About: about}, "", ""},
		{"to the association while it waits", nil, toLead, "", ""},
		{"asked for more", stand(association.Asked, "Wie is jullie bestuur?"), toLead, "Nog iets nodig", "> Wie is jullie bestuur?"},
		{"to staff meanwhile", nil, toStaff, "", ""},
		{"refused", stand(association.Refused, "Dit is geen vereniging."), toLead, "Kolda-Schelde is niet aanvaard", "> Dit is geen vereniging."},
		{"verified", stand(association.Verified, ""), toLead, "Kolda-Schelde is nagekeken", "in orde bevonden"},
		{"verified, with nothing new, to staff", nil, toStaff, "", ""},
		{"says other things now", func(tx postgres.Tx) error {
			return tx.KeepFacts(ctx, of, association.Facts{Name: "Kolda-Schelde vzw", Form: association.NonProfit, KBO: "0999000129"}, by)
		}, toStaff, "Na te kijken: Kolda-Schelde", "tonen de openbare pagina’s de oude gegevens"},
		{"which were refused", nil, job.Letter{Purpose: job.Verified, To: lead, About: about, Words: "Dat is een ander."}, "Nieuwe gegevens van Kolda-Schelde", "> Dat is een ander."},
		{"a bank account, to staff", nil, job.Letter{Purpose: job.BankChanged, To: staff, About: about}, "Ander rekeningnummer: Kolda", "/beheer/verenigingen/"},
		{"a bank account, to the association", nil, job.Letter{Purpose: job.BankChanged, Person: awa, To: lead, About: about}, "Ander rekeningnummer voor Kolda", "door Awa"},
		{"a bank account, to a stranger", nil, job.Letter{Purpose: job.BankChanged, To: asker, About: about}, "", ""},
		{"nobody asks", nil, join, "", ""},
		{"somebody asks to join", func(tx postgres.Tx) error {
			if _, err := tx.AddJoinRequest(ctx, of, ben, "Ik ken de boekhouding.", noon); err != nil {
				return err
			}
			all, err := tx.JoinRequests(ctx, of)
			asked = all[0].ID
			return err
		}, join, "Ben wil meewerken", "> Ik ken de boekhouding."},
		{"the same, to staff", nil, job.Letter{Purpose: job.JoinAsked, Person: ben, To: staff, About: about}, "Ben wil meewerken", "geen hoofdvertegenwoordiger"},
		{"the same, to a stranger", nil, job.Letter{Purpose: job.JoinAsked, Person: ben, To: asker, About: about}, "", ""},
		{"no answer yet", nil, answer, "", ""},
		{"declined", func(tx postgres.Tx) error {
			_, err := tx.AnswerJoinRequest(ctx, of, asked, "declined", noon)
			return err
		}, answer, "Je vraag om mee te werken is afgewezen", "Kolda-Schelde"},
		{"declined by one that is not public", stand(association.Refused, "Neen."), answer, "Je vraag om mee te werken is afgewezen", "een vereniging"},
		{"nothing to answer any more", nil, join, "", ""},
		{"accepted", func(tx postgres.Tx) error {
			if _, err := tx.AddJoinRequest(ctx, of, ben, "", noon); err != nil {
				return err
			}
			all, err := tx.JoinRequests(ctx, of)
			if err != nil {
				return err
			}
			if _, err := tx.AnswerJoinRequest(ctx, of, all[0].ID, "accepted", noon); err != nil {
				return err
			}
			_, err = tx.AddMember(ctx, of, ben, account.ReaderPart, noon)
			return err
		}, answer, "Je werkt nu mee met Kolda-Schelde", ""},
		{"a member is told of no removal", nil, removed, "", ""},
		{"removed", func(tx postgres.Tx) error { return tx.EndMembership(ctx, of, ben, noon) }, removed, "Je werkt niet meer mee met Kolda", ""},
		{"and of no welcome", nil, answer, "", ""},
		{"an association that is not there", nil, job.Letter{Purpose: job.Verified, To: lead, About: 99}, "", ""},
	})
}

func TestAnInvitationGoesToItsAddressWhileItWaits(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	awa, _ := c.person("Awa")
	_, known := c.person("Ben")
	of := c.club(awa)
	ctx := t.Context()
	var first, second account.InvitationID
	invite := func(i account.Invitation, id *account.InvitationID) {
		c.in(func(tx postgres.Tx) (err error) {
			i.InvitedBy = awa
			*id, err = tx.AddInvitation(ctx, i, noon)
			return err
		})
	}
	invite(account.Invitation{Association: of, Part: account.ReaderPart, Email: "nieuw@voorbeeld.be"}, &first)
	invite(account.Invitation{Powers: []account.Part{account.EditorPart}, Email: known}, &second)
	to := func(email account.Email, id account.InvitationID) job.Letter {
		return job.Letter{Purpose: job.Invitation, To: email, About: int64(id)}
	}
	c.follow([]step{
		{"somebody new", nil, to("nieuw@voorbeeld.be", first), "Uitnodiging van Kolda-Schelde", "Awa nodigt je uit"},
		{"somebody with an account", nil, to(known, second), "Uitnodiging van de dienst", "Dag Ben,"},
		{"another address", nil, to(known, first), "", ""},
		{"withdrawn", func(tx postgres.Tx) error {
			return tx.AnswerInvitation(ctx, first, account.InvitationWithdrawn, awa, noon)
		}, to("nieuw@voorbeeld.be", first), "", ""},
		{"there is none", nil, to(known, 99), "", ""},
	})
}

func TestALetterThatIsNotKnownIsLeftToWhoKnowsIt(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	if _, _, err := c.worker(open(t).sender()).write(t.Context(), job.Letter{Purpose: "of-the-future", To: "awa@voorbeeld.be"}); !errors.Is(err, errPurpose) {
		t.Error(err)
	}
}
