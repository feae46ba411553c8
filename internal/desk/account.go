package desk

import (
	"context"
	"errors"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// A Registration is what somebody types to get an account.
type Registration struct {
	Name, Email, Password string
}

// Register makes an account whose address is still to be confirmed, and sends the letter for that. To an address that has an account it
// sends a letter that says so, and answers the same.
func (d *Desk) Register(ctx context.Context, by Caller, once Once, r Registration) error {
	var wrong fault.Fields
	name, err := account.ParseName(r.Name)
	if err != nil {
		wrong.Add("naam", "%s.", err)
	}
	email, err := account.ParseEmail(r.Email)
	if err != nil {
		wrong.Add("email", "%s.", err)
	}
	if err := account.CheckPassword(r.Password, false, r.Name, r.Email); err != nil {
		wrong.Add("wachtwoord", "%s.", err)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	if err := d.try(ctx, account.Registering, string(email), by.Client, by.At); err != nil {
		return err
	}
	hash, err := d.hash(ctx, r.Password)
	if err != nil {
		return err
	}
	_, err = d.act(ctx, by.By, once, "person.register", func(tx postgres.Tx, now time.Time) (string, error) {
		id, isNew, err := tx.AddPerson(ctx, email, name, hash, false, now)
		if err != nil {
			return "", err
		}
		letter := job.Letter{Purpose: job.Confirm, Person: id, To: email}
		if !isNew {
			letter.Purpose = job.AlreadyRegistered
		}
		return personSubject(id), tx.Enqueue(ctx, letter)
	})
	return err
}

// ConfirmEmail confirms the address of a new account, by the link of its letter. A link that is none, was used or is too old is [fault.NotFound].
func (d *Desk) ConfirmEmail(ctx context.Context, by account.Acting, once Once, token account.Token) error {
	_, err := d.act(ctx, by, once, "person.confirm", func(tx postgres.Tx, now time.Time) (string, error) {
		link, err := tx.UseLink(ctx, token.Digest(), job.Confirm, now)
		if err != nil {
			return "", err
		}
		return personSubject(link.Person), tx.ConfirmPerson(ctx, link.Person, now)
	})
	return err
}

// AskReset sends the letter for a new password. It answers the same for an address without an account, and does the same work.
func (d *Desk) AskReset(ctx context.Context, by Caller, once Once, email string) error {
	address, err := account.ParseEmail(email)
	if err != nil {
		var wrong fault.Fields
		wrong.Add("email", "%s.", err)
		return wrong.Err()
	}
	if err := d.try(ctx, account.Resetting, string(address), by.Client, by.At); err != nil {
		return err
	}
	_, err = d.act(ctx, by.By, once, "password.ask", func(tx postgres.Tx, _ time.Time) (string, error) {
		letter := job.Letter{Purpose: job.ResetUnknown, To: address}
		person, err := tx.PersonByEmail(ctx, address)
		switch {
		case errors.Is(err, fault.NotFound):
		case err != nil:
			return "", err
		case person.DisabledAt == nil:
			letter.Purpose, letter.Person = job.Reset, person.ID
		}
		return personSubject(letter.Person), tx.Enqueue(ctx, letter)
	})
	return err
}

// Reset sets a new password by the link of a letter, and ends all sessions. The address is confirmed by it: the letter arrived. It signs
// nobody in, and the second step stays as it is.
func (d *Desk) Reset(ctx context.Context, by account.Acting, once Once, token account.Token, password string) error {
	link, err := d.db.Link(ctx, token.Digest(), job.Reset, by.By().At)
	if errors.Is(err, fault.NotFound) {
		return d.unlessDone(ctx, by, once, "password.reset", err)
	}
	if err != nil {
		return err
	}
	hash, err := d.newPassword(ctx, link.Person, password)
	if err != nil {
		return err
	}
	_, err = d.act(ctx, by, once, "password.reset", func(tx postgres.Tx, now time.Time) (string, error) {
		link, err := tx.UseLink(ctx, token.Digest(), job.Reset, now)
		if err != nil {
			return "", err
		}
		if err := tx.ConfirmPerson(ctx, link.Person, now); err != nil {
			return "", err
		}
		return personSubject(link.Person), setPassword(ctx, tx, link.Person, 0, hash, now)
	})
	return err
}

// newPassword checks a new password for a person and hashes it.
func (d *Desk) newPassword(ctx context.Context, of account.ID, password string) (string, error) {
	person, err := d.db.Person(ctx, of)
	if err != nil {
		return "", err
	}
	context, err := d.db.AssociationsOf(ctx, of)
	if err != nil {
		return "", err
	}
	context = append(context, person.Name, string(person.Email))
	if err := account.CheckPassword(password, person.HasSecond(), context...); err != nil {
		var wrong fault.Fields
		wrong.Add("wachtwoord", "%s.", err)
		return "", wrong.Err()
	}
	return d.hash(ctx, password)
}

func setPassword(ctx context.Context, tx postgres.Tx, of account.ID, but account.SessionID, hash string, now time.Time) error {
	if err := tx.SetPassword(ctx, of, hash); err != nil {
		return err
	}
	if _, err := tx.EndSessions(ctx, of, but, now); err != nil {
		return err
	}
	if err := tx.DropLinks(ctx, of, job.Reset); err != nil { // of letters from before
		return err
	}
	person, err := tx.Person(ctx, of)
	if err != nil {
		return err
	}
	return tx.Enqueue(ctx, job.Letter{Purpose: job.PasswordChanged, Person: of, To: person.Email})
}

// ChangePassword sets a new password for who knows the old one, and ends all sessions but this one.
func (d *Desk) ChangePassword(ctx context.Context, by account.Person, once Once, from Caller, here account.SessionID, old, password string) error {
	if err := d.sure(ctx, by, from, old); err != nil {
		return d.unlessDone(ctx, by, once, "password.change", err)
	}
	of := by.By().Person
	hash, err := d.newPassword(ctx, of, password)
	if err != nil {
		return err
	}
	_, err = d.act(ctx, by, once, "password.change", func(tx postgres.Tx, now time.Time) (string, error) {
		return personSubject(of), setPassword(ctx, tx, of, here, hash, now)
	})
	return err
}

// sure asks the password again of somebody who is signed in, before what cannot be taken back.
func (d *Desk) sure(ctx context.Context, by account.Acting, from Caller, password string) error {
	person, err := d.db.Person(ctx, by.By().Person)
	if err != nil {
		return err
	}
	if err := d.try(ctx, account.SigningIn, string(person.Email), from.Client, from.At); err != nil {
		return err
	}
	right, err := d.matches(ctx, password, person.Password)
	if err != nil {
		return err
	}
	if !right {
		var wrong fault.Fields
		wrong.Add("huidig", "Dit is niet je huidige wachtwoord.")
		return wrong.Err()
	}
	return d.right(ctx, account.SigningIn, string(person.Email))
}

// Rename changes the person's name.
func (d *Desk) Rename(ctx context.Context, by account.Person, once Once, typed string) error {
	name, err := account.ParseName(typed)
	if err != nil {
		var wrong fault.Fields
		wrong.Add("naam", "%s.", err)
		return wrong.Err()
	}
	of := by.By().Person
	_, err = d.act(ctx, by, once, "person.rename", func(tx postgres.Tx, _ time.Time) (string, error) {
		was, err := tx.Person(ctx, of)
		if err != nil {
			return "", err
		}
		tx.Note(audit.Detail{About: []account.ID{of}, Before: was.Name, After: name})
		return personSubject(of), tx.SetName(ctx, of, name)
	})
	return err
}

// ChangeEmail begins a change of address: a letter goes to the old one and to the new one, and the change takes effect when both were
// answered. An address that has an account gets a letter that says so, and the answer is the same.
func (d *Desk) ChangeEmail(ctx context.Context, by account.Person, once Once, from Caller, password, typed string) error {
	email, err := account.ParseEmail(typed)
	if err != nil {
		var wrong fault.Fields
		wrong.Add("email", "%s.", err)
		return wrong.Err()
	}
	if err := d.sure(ctx, by, from, password); err != nil {
		return err
	}
	of := by.By().Person
	_, err = d.act(ctx, by, once, "address.ask", func(tx postgres.Tx, _ time.Time) (string, error) {
		person, err := tx.Person(ctx, of)
		if err != nil {
			return "", err
		}
		for _, purpose := range []job.Purpose{job.AddressOld, job.AddressNew} {
			if err := tx.DropLinks(ctx, of, purpose); err != nil {
				return "", err
			}
		}
		toNew := job.Letter{Purpose: job.AddressNew, Person: of, To: email, Words: string(email)}
		if _, err := tx.PersonByEmail(ctx, email); err == nil {
			toNew = job.Letter{Purpose: job.AlreadyRegistered, To: email}
		} else if !errors.Is(err, fault.NotFound) {
			return "", err
		}
		tx.Note(audit.Detail{About: []account.ID{of}, Before: person.Email, After: email})
		if err := tx.Enqueue(ctx, job.Letter{Purpose: job.AddressOld, Person: of, To: person.Email, Words: string(email)}); err != nil {
			return "", err
		}
		return personSubject(of), tx.Enqueue(ctx, toNew)
	})
	return err
}

// ConfirmAddress answers one of the two letters of a change of address, and says whether the change has taken effect by it:
// the second answer does that, and ends all sessions.
func (d *Desk) ConfirmAddress(ctx context.Context, by account.Acting, once Once, purpose job.Purpose, token account.Token) (changed bool, err error) {
	other := map[job.Purpose]job.Purpose{job.AddressOld: job.AddressNew, job.AddressNew: job.AddressOld}[purpose]
	if other == "" {
		return false, fault.NotFound
	}
	first := false
	_, err = d.act(ctx, by, once, "address.confirm", func(tx postgres.Tx, now time.Time) (string, error) {
		first = true
		link, err := tx.UseLink(ctx, token.Digest(), purpose, now)
		if err != nil {
			return "", err
		}
		both, err := tx.LinkUsed(ctx, link.Person, other, link.Email, now.Add(-account.ConfirmLife))
		if err != nil || !both {
			return personSubject(link.Person), err
		}
		if changed, err = tx.SetEmail(ctx, link.Person, link.Email); err != nil {
			return "", err
		}
		if !changed {
			return "", fault.Conflict
		}
		if err := tx.DropLinks(ctx, link.Person, job.Reset); err != nil { // they stand in letters to the old address
			return "", err
		}
		_, err = tx.EndSessions(ctx, link.Person, 0, now)
		return personSubject(link.Person), err
	})
	if err == nil && !first {
		return d.db.AddressTaken(ctx, token.Digest())
	}
	return changed, err
}

// SignOut ends a session because its person said so.
func (d *Desk) SignOut(ctx context.Context, by account.Person, once Once, here account.SessionID) error {
	_, err := d.act(ctx, by, once, "session.end", func(tx postgres.Tx, now time.Time) (string, error) {
		return personSubject(by.By().Person), tx.SignOut(ctx, here, now)
	})
	return err
}

// SignOutEverywhere ends all sessions of the person, this one too.
func (d *Desk) SignOutEverywhere(ctx context.Context, by account.Person, once Once) error {
	of := by.By().Person
	_, err := d.act(ctx, by, once, "session.end-all", func(tx postgres.Tx, now time.Time) (string, error) {
		_, err := tx.EndSessions(ctx, of, 0, now)
		return personSubject(of), err
	})
	return err
}

// EndSession ends one of the person's sessions, and is [fault.NotFound] where it is none of theirs.
func (d *Desk) EndSession(ctx context.Context, by account.Person, once Once, id account.SessionID) error {
	of := by.By().Person
	_, err := d.act(ctx, by, once, "session.end", func(tx postgres.Tx, now time.Time) (string, error) {
		theirs, err := tx.EndSession(ctx, of, id, now)
		if err == nil && !theirs {
			err = fault.NotFound
		}
		return personSubject(of), err
	})
	return err
}
