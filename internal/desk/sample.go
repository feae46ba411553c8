package desk

import (
	"context"
	"encoding/base32"
	"errors"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
)

// A SampleAccount is one of the sample city's people as they are made: the only ones whose password and secret others know. They are
// let in on one's own machine alone.
type SampleAccount struct {
	Name     string
	Email    account.Email
	Password string
	// Secret is the second step's, in base32; empty for who has none.
	Secret  string
	Members map[string]account.Part
	Powers  []account.Part
	// AdvisesUntil is the last day of an adviser's term, zero for who advises not.
	AdvisesUntil calendar.Day
}

// AddSamplePeople makes the sample city's people, each where their address has no account yet. Memberships of associations that are not
// there are left out.
func (d *Desk) AddSamplePeople(ctx context.Context, by account.By, people []SampleAccount) error {
	for _, p := range people {
		if err := d.addSample(ctx, by, p); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) addSample(ctx context.Context, by account.By, p SampleAccount) error {
	if _, err := d.db.PersonByEmail(ctx, p.Email); !errors.Is(err, fault.NotFound) {
		return err
	}
	hash, err := d.hash(ctx, p.Password)
	if err != nil {
		return err
	}
	_, err = d.act(ctx, by, NewOnce(), "sample.add", func(tx postgres.Tx, now time.Time) (string, error) {
		id, _, err := tx.AddPerson(ctx, p.Email, p.Name, hash, true, now)
		if err != nil {
			return "", err
		}
		steps := []func() error{
			func() error { return tx.ConfirmPerson(ctx, id, now) },
			func() error { return d.sampleSecond(ctx, tx, id, p.Secret, now) },
			func() error { return tx.SetPowers(ctx, id, p.Powers, by) },
			func() error { return tx.SetAdviser(ctx, id, p.AdvisesUntil) },
			func() error { return sampleMembers(ctx, tx, id, p.Members, now) },
		}
		for _, step := range steps {
			if err := step(); err != nil {
				return "", err
			}
		}
		return personSubject(id), nil
	})
	return err
}

func (d *Desk) sampleSecond(ctx context.Context, tx postgres.Tx, of account.ID, secret string, now time.Time) error {
	if secret == "" {
		return nil
	}
	bits, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	if err != nil {
		return err
	}
	sealed := d.seal(bits, of)
	if err := tx.BeginSecond(ctx, of, sealed); err != nil {
		return err
	}
	_, err = tx.SecondSet(ctx, of, sealed, now)
	return err
}

func sampleMembers(ctx context.Context, tx postgres.Tx, who account.ID, members map[string]account.Part, now time.Time) error {
	for slug, part := range members {
		of, err := tx.AssociationBySlug(ctx, slug)
		if errors.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if _, err := tx.AddMember(ctx, of.ID, who, part, now); err != nil {
			return err
		}
	}
	return nil
}
