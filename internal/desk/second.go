package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"net/url"
	"time"

	"github.com/boombuler/barcode/qr"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// A SecondKey is what a person's app needs to make codes.
type SecondKey struct {
	// Secret is the key as people can type it, in groups of four.
	Secret string
	// Address is the same for an app on this device; Squares draws it: true is dark.
	Address string
	Squares [][]bool
}

// secretBytes is the length of a second step's secret: that of the digest in it.
const secretBytes = 20

// BeginSecond draws the secret of a second step, for who knows the password, and gave a code of the one that they have a short while ago. It
// counts when [Desk.ConfirmSecond] had its first code; until then the earlier one does, with its recovery codes.
func (d *Desk) BeginSecond(ctx context.Context, by account.Person, once Once, from Caller, s postgres.SessionRow, password string) error {
	if err := d.sure(ctx, by, from, password); err != nil {
		return err
	}
	of := by.By().Person
	person, err := d.db.Person(ctx, of)
	if err != nil {
		return err
	}
	if err := mayReplace(person, s, from.At); err != nil {
		return err
	}
	secret := make([]byte, secretBytes)
	rand.Read(secret) // never fails: the program would have ended
	_, err = d.act(ctx, by, once, "second.begin", func(tx postgres.Tx, _ time.Time) (string, error) {
		return personSubject(of), tx.BeginSecond(ctx, of, d.seal(secret, of))
	})
	return err
}

// mayReplace is [fault.Denied] for who has a second step and did not take it a short while ago in the session.
func mayReplace(person postgres.PersonRow, s postgres.SessionRow, now time.Time) error {
	if person.HasSecond() && now.Sub(s.StrongAt) > account.StrongFor {
		return fault.Denied
	}
	return nil
}

// SecondToSet returns the key of the second step that the person has begun, and [fault.NotFound] where none waits for its first code.
func (d *Desk) SecondToSet(ctx context.Context, by account.Person) (SecondKey, error) {
	person, err := d.db.Person(ctx, by.By().Person)
	if err != nil {
		return SecondKey{}, err
	}
	if person.TOTPNext == nil {
		return SecondKey{}, fault.NotFound
	}
	secret, err := d.open(person.TOTPNext, person.ID)
	if err != nil {
		return SecondKey{}, err
	}
	typed := base32Of(secret)
	key := SecondKey{Secret: grouped(typed), Address: (&url.URL{Scheme: "otpauth", Host: "totp", Path: "/Vriendenstad:" + string(person.Email),
		RawQuery: url.Values{"secret": {typed}, "issuer": {"Vriendenstad"}}.Encode()}).String()}
	code, err := qr.Encode(key.Address, qr.M, qr.Auto)
	if err != nil {
		return SecondKey{}, err
	}
	size := code.Bounds().Dx()
	for y := range size {
		row := make([]bool, size)
		for x := range row {
			r, _, _, _ := code.At(x, y).RGBA()
			row[x] = r == 0
		}
		key.Squares = append(key.Squares, row)
	}
	return key, nil
}

func grouped(s string) string {
	var b []byte
	for i := range len(s) {
		if i > 0 && i%4 == 0 {
			b = append(b, ' ')
		}
		b = append(b, s[i])
	}
	return string(b)
}

// ConfirmSecond sets the second step by its first code, and returns the session's new token and the recovery codes: they are shown once.
// All other sessions end. A twin gets the same token and codes, and the empty token where the session has gone on under another.
func (d *Desk) ConfirmSecond(ctx context.Context, by account.Person, once Once, from Caller, s postgres.SessionRow, code string) (account.Token, []string, error) {
	const name = "second.set"
	of := by.By().Person
	if err := d.try(ctx, account.GivingCode, personSubject(of), from.Client, from.At); err != nil {
		return "", nil, err
	}
	person, err := d.db.Person(ctx, of)
	if err != nil {
		return "", nil, err
	}
	token := account.TokenOf(d.bits(once, of, "token"))
	codes, digests := d.newRecoveryCodes(once, of)
	step, err := d.firstStep(person, code, from.At)
	if err != nil {
		if err = d.unlessDone(ctx, by, once, name, err); err != nil {
			return "", nil, err
		}
		return d.stillThere(ctx, token, codes)
	}
	if err := mayReplace(person, s, from.At); err != nil {
		return "", nil, err
	}
	first := false
	_, err = d.act(ctx, by, once, name, func(tx postgres.Tx, now time.Time) (string, error) {
		first = true
		if err := setSecond(ctx, tx, person, step, digests, now); err != nil {
			return "", err
		}
		if err := tx.PassSession(ctx, s.ID, token.Digest(), now); err != nil {
			return "", err
		}
		if _, err := tx.EndSessions(ctx, of, s.ID, now); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{About: []account.ID{of}, Client: from.Network})
		return personSubject(of), tx.Enqueue(ctx, job.Letter{Purpose: job.SecondChanged, Person: of, To: person.Email})
	})
	if err != nil {
		return "", nil, err
	}
	if !first {
		return d.stillThere(ctx, token, codes)
	}
	return token, codes, nil
}

// firstStep returns the step of the first code of a second step that was begun.
func (d *Desk) firstStep(person postgres.PersonRow, code string, now time.Time) (int64, error) {
	if person.TOTPNext == nil {
		return 0, fault.NotFound
	}
	secret, err := d.open(person.TOTPNext, person.ID)
	if err != nil {
		return 0, err
	}
	step, ok := stepOf(secret, code, now)
	if !ok {
		return 0, refusedFirst
	}
	return step, nil
}

// refusedFirst is the answer to a first code that is none.
var refusedFirst = fault.Fields{{Name: "code", Sentence: "Deze code klopt niet. Wacht op de volgende in je app, en kijk of de klok van je telefoon juist staat."}}

func setSecond(ctx context.Context, tx postgres.Tx, person postgres.PersonRow, step int64, recovery [][]byte, now time.Time) error {
	if set, err := tx.SecondSet(ctx, person.ID, person.TOTPNext, now); err != nil || !set {
		return orRefused(err)
	}
	if fresh, err := tx.UseStep(ctx, person.ID, step); err != nil || !fresh {
		return orRefused(err)
	}
	return tx.SetRecoveryCodes(ctx, person.ID, recovery)
}

// stillThere returns the token where a session still goes on under it, and the empty one where none does.
func (d *Desk) stillThere(ctx context.Context, token account.Token, codes []string) (account.Token, []string, error) {
	_, err := d.db.SessionByToken(ctx, token.Digest())
	if errors.Is(err, fault.NotFound) {
		return "", codes, nil
	}
	return token, codes, err
}

func orRefused(err error) error {
	if err != nil {
		return err
	}
	return refusedCode
}

// NewRecoveryCodes puts ten new recovery codes in the place of the old ones, for who gave a code a short while ago, and returns them.
func (d *Desk) NewRecoveryCodes(ctx context.Context, by account.Person, once Once, i account.Identity) ([]string, error) {
	if !i.Strong() {
		return nil, fault.Denied
	}
	of := by.By().Person
	codes, digests := d.newRecoveryCodes(once, of)
	_, err := d.act(ctx, by, once, "second.codes", func(tx postgres.Tx, _ time.Time) (string, error) {
		if err := tx.SetRecoveryCodes(ctx, of, digests); err != nil {
			return "", err
		}
		return personSubject(of), tx.Enqueue(ctx, job.Letter{Purpose: job.SecondChanged, Person: of, To: i.Email})
	})
	if err != nil {
		return nil, err
	}
	return codes, nil
}
