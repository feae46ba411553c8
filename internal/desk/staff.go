package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
)

// SetPowers puts powers in the place of those that a person held, with the reason why. It works at the person's next request, and ends all
// their sessions: what they held before is not carried on. The last administrator stays one. Seen are the powers that the page showed: when
// the person holds others by now the answer is [Changed].
func (d *Desk) SetPowers(ctx context.Context, by account.Administrator, once Once, of account.ID, seen, powers []account.Part, why string) error {
	return d.changeStaff(ctx, by, once, "power.change", of, why, func(tx postgres.Tx, was postgres.PersonFound) (any, any, error) {
		if !account.SameParts(seen, was.Powers) {
			return nil, nil, changedPowers(ctx, tx, of)
		}
		if err := checkPowers(powers); err != nil {
			return nil, nil, err
		}
		if slices.Contains(was.Powers, account.AdministratorPart) && !slices.Contains(powers, account.AdministratorPart) {
			if err := notTheLast(ctx, tx, of); err != nil {
				return nil, nil, err
			}
		}
		return was.Powers, powers, tx.SetPowers(ctx, of, powers, by.By())
	})
}

// changedPowers says who changed somebody's powers last.
func changedPowers(ctx context.Context, tx postgres.Tx, of account.ID) error {
	last, _, err := tx.Trail(ctx, postgres.TrailFilter{Subject: personSubject(of), Act: "power."}, 1)
	if err != nil || len(last) == 0 {
		return errors.Join(err, Changed{})
	}
	return Changed{By: last[0].Name, Act: last[0].Act, At: last[0].At}
}

func checkPowers(powers []account.Part) error {
	var wrong fault.Fields
	for _, p := range powers {
		if !slices.Contains(account.Powers(), p) {
			wrong.Add("bevoegdheid", "Kies een bevoegdheid uit de lijst.")
		}
	}
	if !account.Combines(powers) {
		wrong.Add("bevoegdheid", "Wie beheerder is, heeft geen andere bevoegdheid: wie mensen beheert, beslist niet over dossiers of geld.")
	}
	return wrong.Err()
}

// notTheLast refuses to take away the last administrator: nobody could name another.
func notTheLast(ctx context.Context, tx postgres.Tx, of account.ID) error {
	others, err := tx.Administrators(ctx, of)
	if err != nil || others > 0 {
		return err
	}
	var wrong fault.Fields
	wrong.Add("bevoegdheid", "Dit is de laatste beheerder. Maak eerst iemand anders beheerder.")
	return wrong.Err()
}

// SetAdviser makes a person an adviser until a day, or ends that where the day is zero, and ends all their sessions.
func (d *Desk) SetAdviser(ctx context.Context, by account.Administrator, once Once, of account.ID, until calendar.Day, why string) error {
	return d.changeStaff(ctx, by, once, "adviser.change", of, why, func(tx postgres.Tx, was postgres.PersonFound) (any, any, error) {
		if !until.IsZero() {
			if err := checkTerm(until, by.By().At); err != nil {
				return nil, nil, err
			}
		}
		return was.AdvisesUntil.ISO(), until.ISO(), tx.SetAdviser(ctx, of, until)
	})
}

// checkTerm refuses a term that is over.
func checkTerm(until calendar.Day, now time.Time) error {
	if until < calendar.DayOf(now) {
		return refuse("tot", "Kies een dag die nog komt.")
	}
	return nil
}

// Disable keeps a person from signing in, or lets them again, with the reason why. It ends all their sessions.
func (d *Desk) Disable(ctx context.Context, by account.Administrator, once Once, of account.ID, disabled bool, why string) error {
	return d.changeStaff(ctx, by, once, "person.disable", of, why, func(tx postgres.Tx, was postgres.PersonFound) (any, any, error) {
		if disabled && slices.Contains(was.Powers, account.AdministratorPart) {
			if err := notTheLast(ctx, tx, of); err != nil {
				return nil, nil, err
			}
		}
		return was.DisabledAt != nil, disabled, tx.Disable(ctx, of, disabled, by.By().At)
	})
}

// changeStaff is what all changes of somebody's rights share: a reason, a person who is there, no sessions that outlive it, and the record.
func (d *Desk) changeStaff(ctx context.Context, by account.Administrator, once Once, act string, of account.ID, why string,
	change func(postgres.Tx, postgres.PersonFound) (before, after any, err error)) error {
	why = strings.TrimSpace(why)
	if err := checkReason(why); err != nil {
		return err
	}
	_, err := d.act(ctx, by, once, act, func(tx postgres.Tx, now time.Time) (string, error) {
		if err := tx.LockStaff(ctx); err != nil {
			return "", err
		}
		was, err := tx.PersonFound(ctx, of)
		if err != nil {
			return "", err
		}
		if was.ErasedAt != nil {
			return "", fault.NotFound
		}
		before, after, err := change(tx, was)
		if err != nil {
			return "", err
		}
		tx.Note(audit.Detail{About: []account.ID{of}, Before: before, After: after, Why: why})
		_, err = tx.EndSessions(ctx, of, 0, now)
		return personSubject(of), err
	})
	return err
}

// checkReason refuses to change what somebody may do without saying why, or at length.
func checkReason(why string) error {
	if strings.TrimSpace(why) == "" {
		return refuse("reden", "Schrijf waarom: het staat in het logboek.")
	}
	if utf8.RuneCountInString(why) > association.LongestReason {
		return refuse("reden", "Schrijf hoogstens %d tekens.", association.LongestReason)
	}
	return nil
}

// AddStaff makes the first of staff, from the command line: a person with a confirmed address and these powers. An account that is there
// keeps its name and its password, unless its address was never confirmed: then whoever made it may be anybody. One that is kept from
// signing in is [fault.Denied].
func (d *Desk) AddStaff(ctx context.Context, by account.By, email, name, password string, powers []account.Part) (account.ID, error) {
	address, err := account.ParseEmail(email)
	if err != nil {
		return 0, err
	}
	if name, err = account.ParseName(name); err != nil {
		return 0, err
	}
	if err := checkPowers(powers); err != nil {
		return 0, err
	}
	if len(powers) == 0 {
		return 0, refuse("bevoegdheid", "Kies minstens een bevoegdheid.")
	}
	if err := account.CheckPassword(password, true, name, email); err != nil {
		return 0, err
	}
	hash, err := d.hash(ctx, password)
	if err != nil {
		return 0, err
	}
	var id account.ID
	_, err = d.act(ctx, by, NewOnce(), "staff.add", func(tx postgres.Tx, now time.Time) (string, error) {
		if id, err = addConfirmed(ctx, tx, address, name, hash, now); err != nil {
			return "", err
		}
		if _, err := tx.EndSessions(ctx, id, 0, now); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{About: []account.ID{id}, After: powers, Why: "vanaf de opdrachtregel"})
		return personSubject(id), tx.SetPowers(ctx, id, powers, by)
	})
	return id, err
}

// addConfirmed returns who has the address, with their account as it is, or one that is made or taken over for them.
func addConfirmed(ctx context.Context, tx postgres.Tx, address account.Email, name, hash string, now time.Time) (account.ID, error) {
	id, isNew, err := tx.AddPerson(ctx, address, name, hash, false, now)
	if err != nil {
		return 0, err
	}
	if isNew {
		return id, tx.ConfirmPerson(ctx, id, now)
	}
	person, err := tx.PersonByEmail(ctx, address)
	if err != nil {
		return 0, err
	}
	switch {
	case person.DisabledAt != nil:
		return 0, fault.Denied
	case person.ConfirmedAt != nil:
		return person.ID, nil
	}
	if err := tx.SetName(ctx, person.ID, name); err != nil {
		return 0, err
	}
	if err := tx.SetPassword(ctx, person.ID, hash); err != nil {
		return 0, err
	}
	return person.ID, tx.ConfirmPerson(ctx, person.ID, now)
}
