package desk

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// NameLead names somebody with an account to speak for an association, with the motivation. Whoever is or was a member gets a letter, and has
// [account.NominationWait] days to object before [Desk.ConfirmLead]. Where there is nobody to object, it is done at once.
func (d *Desk) NameLead(ctx context.Context, by account.Head, once Once, id association.ID, email, why string) error {
	address, wrong := account.ParseEmail(email)
	why = strings.TrimSpace(why)
	if err := together(beside("email", wrong), checkWhy(why)); err != nil {
		return err
	}
	_, err := d.act(ctx, by, once, "lead.name", func(tx postgres.Tx, now time.Time) (string, error) {
		if _, err := tx.LockAssociation(ctx, id); err != nil {
			return "", err
		}
		if err := disinterested(ctx, tx, id, by.By().Person); err != nil {
			return "", err
		}
		who, err := mayLead(ctx, tx, id, address, by.By().Person)
		if err != nil {
			return "", err
		}
		tx.Note(audit.Detail{About: []account.ID{who}, After: seatDetail{who, account.LeadPart}, Why: why})
		known, err := tx.Known(ctx, id)
		if err != nil {
			return "", err
		}
		if !anybodyBut(known, who) {
			return associationSubject(id), makeLead(ctx, tx, id, who, now)
		}
		announced, err := tx.AddNomination(ctx, account.Nomination{Association: id, Person: who, Why: why, AnnouncedBy: by.By().Person, AnnouncedAt: now})
		if err != nil {
			return "", err
		}
		if !announced {
			return "", refuse("", "Voor deze vereniging is al iemand aangekondigd. Trek dat eerst in.")
		}
		return associationSubject(id), tell(ctx, tx, addresses(known, address), job.Letter{Purpose: job.LeadAnnounced, Person: who, About: int64(id), Words: why})
	})
	return err
}

// ConfirmLead carries out what was announced, once who may object has had the time for it.
func (d *Desk) ConfirmLead(ctx context.Context, by account.Head, once Once, id association.ID) error {
	return d.endNomination(ctx, by, once, "lead.confirm", id, "", func(tx postgres.Tx, n postgres.NominationRow, now time.Time) error {
		if err := n.CheckOpen(now); err != nil {
			return err
		}
		return makeLead(ctx, tx, id, n.Person, now)
	})
}

// WithdrawLead takes back what was announced, with the reason why.
func (d *Desk) WithdrawLead(ctx context.Context, by account.Head, once Once, id association.ID, why string) error {
	why = strings.TrimSpace(why)
	if err := checkWhy(why); err != nil {
		return err
	}
	return d.endNomination(ctx, by, once, "lead.withdraw", id, why, func(postgres.Tx, postgres.NominationRow, time.Time) error { return nil })
}

func (d *Desk) endNomination(ctx context.Context, by account.Head, once Once, act string, id association.ID, why string,
	end func(postgres.Tx, postgres.NominationRow, time.Time) error) error {
	_, err := d.act(ctx, by, once, act, func(tx postgres.Tx, now time.Time) (string, error) {
		if _, err := tx.LockAssociation(ctx, id); err != nil {
			return "", err
		}
		if err := disinterested(ctx, tx, id, by.By().Person); err != nil {
			return "", err
		}
		n, err := tx.Nomination(ctx, id)
		if err != nil {
			return "", err
		}
		if err := end(tx, n, now); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{About: []account.ID{n.Person}, After: seatDetail{n.Person, account.LeadPart}, Why: why})
		return associationSubject(id), tx.DropNomination(ctx, id)
	})
	return err
}

// mayLead returns who has the address, and refuses who cannot be made to speak for the association.
func mayLead(ctx context.Context, tx postgres.Tx, id association.ID, address account.Email, by account.ID) (account.ID, error) {
	person, err := tx.PersonByEmail(ctx, address)
	switch {
	case errors.Is(err, fault.NotFound):
		return 0, refuse("email", "Niemand heeft een account met dit e-mailadres. Laat deze persoon zich eerst registreren.")
	case err != nil:
		return 0, err
	case person.ConfirmedAt == nil:
		return 0, refuse("email", "Dit e-mailadres is nog niet bevestigd. Vraag deze persoon om op de link in de brief te klikken.")
	case person.DisabledAt != nil:
		return 0, refuse("email", "Deze persoon kan zich niet aanmelden: de toegang is afgesloten.")
	case person.ID == by:
		return 0, refuse("email", "Je kunt jezelf niet aanduiden.")
	}
	seats, err := tx.Seats(ctx, id)
	if err != nil {
		return 0, err
	}
	if part, member := seats.Of(person.ID); member && part == account.LeadPart {
		return 0, refuse("email", "Deze persoon is al hoofdvertegenwoordiger.")
	}
	return person.ID, nil
}

// makeLead makes the person speak for the association from now on, and tells them.
func makeLead(ctx context.Context, tx postgres.Tx, id association.ID, who account.ID, now time.Time) error {
	person, err := tx.Person(ctx, who)
	if err != nil {
		return err
	}
	if person.DisabledAt != nil {
		return refuse("", "Deze persoon kan zich niet meer aanmelden. Trek de aankondiging in.")
	}
	isNew, err := tx.AddMember(ctx, id, who, account.LeadPart, now)
	if err != nil {
		return err
	}
	if !isNew {
		if err := tx.SetPart(ctx, id, who, account.LeadPart); err != nil {
			return err
		}
	}
	if err := tx.CloseJoinRequests(ctx, id, who, now); err != nil {
		return err
	}
	leads, err := tx.LeadAddresses(ctx, id)
	if err != nil {
		return err
	}
	return tell(ctx, tx, leads, job.Letter{Purpose: job.LeadNamed, Person: who, About: int64(id)})
}

func anybodyBut(known []postgres.Known, who account.ID) bool {
	for _, one := range known {
		if one.Person != who {
			return true
		}
	}
	return false
}

// addresses returns where letters to all these and to one more go.
func addresses(known []postgres.Known, more account.Email) []account.Email {
	all := []account.Email{more}
	for _, one := range known {
		all = append(all, one.Email)
	}
	return all
}

// checkWhy refuses a motivation that says nothing, or too much.
func checkWhy(why string) error {
	if why == "" {
		return refuse("reden", "Schrijf waarom: de leden lezen dit, en het staat in het logboek.")
	}
	if utf8.RuneCountInString(why) > association.LongestReason {
		return refuse("reden", "Schrijf hoogstens %d tekens.", association.LongestReason)
	}
	return nil
}

// beside makes a sentence that refuses into the refusal of a field; nil stays nil.
func beside(field string, sentence error) error {
	if sentence == nil {
		return nil
	}
	return refuse(field, "%s.", sentence)
}
