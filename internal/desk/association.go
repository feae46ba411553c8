package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// ErrChanged is [fault.Conflict] for a page that was drawn before somebody else saved: show both, and let who saves second choose.
var ErrChanged = fmt.Errorf("changed in between: %w", fault.Conflict)

func associationSubject(id association.ID) string {
	return "association/" + strconv.FormatInt(int64(id), 10)
}

// associationOf reads the association in a subject, zero where it is none.
func associationOf(subject string) association.ID {
	id, err := strconv.ParseInt(strings.TrimPrefix(subject, "association/"), 10, 64)
	if err != nil {
		return 0
	}
	return association.ID(id)
}

// together returns all refusals of one form at once, or the first error that is no refusal.
func together(errs ...error) error {
	var all fault.Fields
	for _, err := range errs {
		if err == nil {
			continue
		}
		wrong, ok := errors.AsType[fault.Fields](err)
		if !ok {
			return err
		}
		all = append(all, wrong...)
	}
	return all.Err()
}

func refuse(field, sentence string, values ...any) error {
	var wrong fault.Fields
	wrong.Add(field, sentence, values...)
	return wrong
}

// RegisterAssociation writes an association that waits for the Dienst to verify it, with the person as its hoofdvertegenwoordiger, and tells the
// Dienst. An association that is there already is refused, without a word about its members.
func (d *Desk) RegisterAssociation(ctx context.Context, by account.Person, once Once, from Caller, a association.Association,
	board []association.BoardMember) (association.ID, error) {
	if err := together(a.Check(), a.Facts().CheckKnown(), association.CheckBoard(a.Form, board)); err != nil {
		return 0, err
	}
	if err := d.try(ctx, account.Inviting, personSubject(by.By().Person), from.Client, from.At); err != nil {
		return 0, err
	}
	subject, err := d.act(ctx, by, once, "association.register", func(tx postgres.Tx, now time.Time) (string, error) {
		id, err := tx.RegisterAssociation(ctx, a, now)
		if err != nil {
			return "", err
		}
		if id == 0 {
			return "", alreadyThere(a.Facts())
		}
		if err := tx.SetBoard(ctx, id, board); err != nil {
			return "", err
		}
		if _, err := tx.AddMember(ctx, id, by.By().Person, account.LeadPart, now); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{After: a.Facts()})
		return associationSubject(id), tellStaff(ctx, tx, account.CaseHandlerPart, job.Letter{Purpose: job.ToVerify, About: int64(id)})
	})
	return associationOf(subject), err
}

// alreadyThere refuses what is registered already, beside the number by which it is known.
func alreadyThere(f association.Facts) error {
	field := "kbo"
	if f.KBO == "" {
		field = "vcode"
	}
	return refuse(field, "Deze vereniging is er al. Vraag om lid te worden: dan beslist wie haar vertegenwoordigt.")
}

// tellStaff sends a letter to all who hold a power of the Dienst.
func tellStaff(ctx context.Context, tx postgres.Tx, power account.Part, letter job.Letter) error {
	all, err := tx.StaffAddresses(ctx, power)
	if err != nil {
		return err
	}
	return tell(ctx, tx, all, letter)
}

// tell sends a letter to each address once.
func tell(ctx context.Context, tx postgres.Tx, all []account.Email, letter job.Letter) error {
	slices.Sort(all)
	var letters []job.Letter
	for _, letter.To = range slices.Compact(all) {
		letters = append(letters, letter)
	}
	return tx.EnqueueAll(ctx, letters)
}

// SaveProfile writes what an association says of itself. The version is that of the page on which it was changed: when somebody saved in
// between it is [ErrChanged].
//
// What was verified stays as it is until the Dienst has looked at the change. Who was asked for more, or refused, waits for the Dienst again.
func (d *Desk) SaveProfile(ctx context.Context, by account.Contributor, once Once, version int, a association.Association) error {
	if err := a.Check(); err != nil {
		return err
	}
	_, err := d.act(ctx, by, once, "association.edit", func(tx postgres.Tx, _ time.Time) (string, error) {
		was, err := tx.LockAssociation(ctx, by.Association)
		if err != nil {
			return "", err
		}
		if err := stillWrites(ctx, tx, by.Member); err != nil {
			return "", err
		}
		if was.Version != version {
			return "", ErrChanged
		}
		a.ID, a.Slug, a.Demo = was.ID, was.Slug, was.Demo
		before, after := changes(was.Said(), a)
		tx.Note(audit.Detail{Before: before, After: after})
		return associationSubject(was.ID), saveProfile(ctx, tx, by.By(), was, a)
	})
	return err
}

func saveProfile(ctx context.Context, tx postgres.Tx, by account.By, was postgres.PrivateAssociation, a association.Association) error {
	if was.Standing != association.Verified || a.Facts() != was.Said().Facts() {
		if err := checkFacts(ctx, tx, a); err != nil {
			return err
		}
	}
	if was.Standing == association.Verified {
		return saveVerified(ctx, tx, by, was, a)
	}
	saved, err := tx.SaveAssociation(ctx, a)
	if err != nil {
		return err
	}
	if !saved {
		return alreadyThere(a.Facts())
	}
	if !was.Standing.AtMove() {
		return nil
	}
	if err := tx.SetStanding(ctx, a.ID, association.Registered, "", by); err != nil {
		return err
	}
	return tellStaff(ctx, tx, account.CaseHandlerPart, job.Letter{Purpose: job.ToVerify, About: int64(a.ID)})
}

// checkFacts refuses facts that the Dienst could not look up. What it has verified already is not asked anew.
func checkFacts(ctx context.Context, tx postgres.Tx, a association.Association) error {
	board, err := tx.Board(ctx, a.ID)
	if err != nil {
		return err
	}
	if association.CheckBoard(a.Form, board) != nil {
		err = refuse("form", "Een feitelijke vereniging noemt minstens twee bestuursleden. Vul eerst het bestuur in.")
	}
	return together(a.Facts().CheckKnown(), err)
}

// saveVerified writes all but what was verified, and keeps what that should become for the Dienst.
func saveVerified(ctx context.Context, tx postgres.Tx, by account.By, was postgres.PrivateAssociation, a association.Association) error {
	if _, err := tx.SaveAssociation(ctx, a.With(was.Facts())); err != nil {
		return err
	}
	switch facts := a.Facts(); facts {
	case was.Facts():
		_, err := tx.DropFacts(ctx, a.ID)
		return err
	case was.Said().Facts():
		return nil
	default:
		other, err := tx.Identified(ctx, facts.KBO, facts.VCode)
		if err != nil && !errors.Is(err, fault.NotFound) {
			return err
		}
		if err == nil && other != a.ID {
			return alreadyThere(facts)
		}
		if err := tx.KeepFacts(ctx, a.ID, facts, by); err != nil {
			return err
		}
		return tellStaff(ctx, tx, account.CaseHandlerPart, job.Letter{Purpose: job.ToVerify, About: int64(a.ID)})
	}
}

// changes returns what differs between two descriptions of an association, by the names of a form's fields.
func changes(was, is association.Association) (before, after map[string]any) {
	before, after = map[string]any{}, map[string]any{}
	for _, one := range []struct {
		field   string
		was, is string
	}{
		{"name", was.Name, is.Name}, {"form", string(was.Form), string(is.Form)}, {"net", string(was.Net), string(is.Net)},
		{"kbo", string(was.KBO), string(is.KBO)}, {"vcode", string(was.VCode), string(is.VCode)}, {"postcode", string(was.Postcode), string(is.Postcode)},
		{"countries", fmt.Sprint(was.Countries), fmt.Sprint(is.Countries)}, {"region", string(was.Region), string(is.Region)},
		{"themes", strings.Join(was.Themes, ", "), strings.Join(is.Themes, ", ")}, {"about", was.About, is.About}, {"website", was.Website, is.Website},
	} {
		if one.was != one.is {
			before[one.field], after[one.field] = one.was, one.is
		}
	}
	return before, after
}

// SetBoard puts a board in the place of the association's. Was is the stamp of the board that the page showed, see [BoardStamp]: when another
// was saved in between it is [ErrChanged]. The record counts names and holds none: who is on a board has no account by that.
func (d *Desk) SetBoard(ctx context.Context, by account.Lead, once Once, was string, board []association.BoardMember) error {
	_, err := d.act(ctx, by, once, "association.board", func(tx postgres.Tx, _ time.Time) (string, error) {
		a, err := tx.LockAssociation(ctx, by.Association)
		if err != nil {
			return "", err
		}
		if err := stillLeads(ctx, tx, by); err != nil {
			return "", err
		}
		if err := association.CheckBoard(a.Said().Form, board); err != nil {
			return "", err
		}
		stored, err := tx.Board(ctx, a.ID)
		if err != nil {
			return "", err
		}
		if association.BoardStamp(stored) != was {
			return "", ErrChanged
		}
		tx.Note(audit.Detail{Before: map[string]int{"members": len(stored)}, After: map[string]int{"members": len(board)}})
		return associationSubject(a.ID), tx.SetBoard(ctx, a.ID, board)
	})
	return err
}

// SetBank changes the association's account number, for who gave a code a short while ago or knows the password. The Dienst and all who speak
// for the association are told. The record holds the numbers as pages show them.
func (d *Desk) SetBank(ctx context.Context, by account.Lead, once Once, from Caller, strong bool, password, typed string) error {
	iban, err := association.ParseIBAN(typed)
	if err != nil {
		err = refuse("iban", "%s.", err)
	}
	if !strong && err == nil {
		err = d.sure(ctx, by, from, password)
	}
	if err != nil {
		return err
	}
	_, err = d.act(ctx, by, once, "association.bank", func(tx postgres.Tx, _ time.Time) (string, error) {
		was, err := tx.LockAssociation(ctx, by.Association)
		if err != nil {
			return "", err
		}
		if err := stillLeads(ctx, tx, by); err != nil {
			return "", err
		}
		if was.IBAN == iban {
			return "", refuse("iban", "Dit is al jullie rekeningnummer.")
		}
		staff, err := tx.StaffAddresses(ctx, account.BudgetKeeperPart)
		if err != nil {
			return "", err
		}
		leads, err := tx.LeadAddresses(ctx, was.ID)
		if err != nil {
			return "", err
		}
		if err := tx.SetIBAN(ctx, was.ID, iban); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Before: was.IBAN.Masked(), After: iban.Masked()})
		return associationSubject(was.ID), tell(ctx, tx, append(staff, leads...), job.Letter{Purpose: job.BankChanged, Person: by.By().Person, About: int64(was.ID)})
	})
	return err
}
