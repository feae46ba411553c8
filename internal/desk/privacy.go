package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// Held returns all that is held on the person, as a file that people can read.
func (d *Desk) Held(ctx context.Context, by account.Person) ([]byte, error) {
	held, err := d.db.Held(ctx, by.By().Person)
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	if err := json.Indent(&file, held, "", "  "); err != nil {
		return nil, err
	}
	return file.Bytes(), d.note(ctx, by, "person.export", personSubject(by.By().Person), nil)
}

// AskErasure writes down that a person asks to be erased: staff confirm it. Who is the only one to speak for an association names
// another first.
func (d *Desk) AskErasure(ctx context.Context, by account.Person, once Once) error {
	of := by.By().Person
	_, err := d.act(ctx, by, once, "erasure.ask", func(tx postgres.Tx, _ time.Time) (string, error) {
		if err := notAlone(ctx, tx, of, "Je bent de enige hoofdvertegenwoordiger van %s. Duid eerst iemand anders aan."); err != nil {
			return "", err
		}
		return personSubject(of), tx.AskErasure(ctx, by.By())
	})
	return err
}

// notAlone refuses, in these words, that associations are left without anybody who speaks for them.
func notAlone(ctx context.Context, tx postgres.Tx, of account.ID, sentence string) error {
	alone, err := tx.AloneAtHead(ctx, of)
	if err != nil || len(alone) == 0 {
		return err
	}
	var wrong fault.Fields
	wrong.Add("", sentence, strings.Join(alone, " en "))
	return wrong.Err()
}

// TakeBackErasure takes the question back, while nobody has confirmed it.
func (d *Desk) TakeBackErasure(ctx context.Context, by account.Person, once Once) error {
	of := by.By().Person
	_, err := d.act(ctx, by, once, "erasure.take-back", func(tx postgres.Tx, _ time.Time) (string, error) {
		return personSubject(of), tx.TakeBackErasure(ctx, of)
	})
	return err
}

// ConfirmErasure erases a person who asked for it. Their acts stay, without them; the chain of the record stays whole.
func (d *Desk) ConfirmErasure(ctx context.Context, by account.Administrator, once Once, of account.ID) error {
	_, err := d.act(ctx, by, once, "erasure.confirm", func(tx postgres.Tx, now time.Time) (string, error) {
		person, err := tx.PersonFound(ctx, of)
		if err != nil {
			return "", err
		}
		if slices.Contains(person.Powers, account.AdministratorPart) {
			if err := notTheLast(ctx, tx, of); err != nil {
				return "", err
			}
		}
		if err := notAlone(ctx, tx, of, "Deze persoon is de enige hoofdvertegenwoordiger van %s. Het diensthoofd duidt eerst iemand anders aan."); err != nil {
			return "", err
		}
		if err := tx.Enqueue(ctx, job.Letter{Purpose: job.Erased, To: person.Email}); err != nil {
			return "", err
		}
		return personSubject(of), tx.Erase(ctx, of, by.By())
	})
	return err
}

// expiring are the acts whose details are emptied after [account.DetailKept]: they hold client networks.
var expiring = []string{"session.begin", "session.pass", "session.refuse", "second.set", "access.deny"}

// Tidy takes away what has had its time, everywhere, and returns how many rows and details went. It is done every hour.
func (d *Desk) Tidy(ctx context.Context, now time.Time) (gone int64, err error) {
	err = d.db.InTx(ctx, func(tx postgres.Tx) error {
		for _, step := range []func() (int64, error){
			func() (int64, error) { return tx.SweepSessions(ctx, now) },
			func() (int64, error) { return 0, expire(ctx, tx, now) },
			func() (int64, error) { return tx.SweepInvitations(ctx, now) },
			func() (int64, error) { return tx.SweepPages(ctx, now.Add(-account.MemberLife)) },
			func() (int64, error) { return tx.ForgetKeys(ctx, now.Add(-account.OnceKept)) },
			func() (int64, error) { return tx.ExpireDetail(ctx, expiring, now.Add(-account.DetailKept), now) },
		} {
			n, err := step()
			if err != nil {
				return err
			}
			gone += n
		}
		return nil
	})
	return gone, err
}

// Deny writes down that somebody tried what they may not.
func (d *Desk) Deny(ctx context.Context, by account.By, what string) error {
	return d.note(ctx, by, "access.deny", what, &audit.Detail{About: []account.ID{by.Person}, Client: by.Network})
}
