package desk

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
)

// A Caller is whoever stands at the door: by which moment and network, from which client address, with which browser.
type Caller struct {
	account.By
	// Client is the whole client address, for counting alone: it is kept as a digest.
	Client string
	Agent  string
	// Here says that caller and portal are on one machine, in development: only then the sample city's people are let in.
	Here bool
}

// A SignedIn is a session that began.
type SignedIn struct {
	Token account.Token
	// NeedsCode says that the second step is to come.
	NeedsCode bool
}

// refusedSignIn is the one answer to all sign-ins that are refused: it does not say whether there is an account.
var refusedSignIn = fault.Fields{{Name: "email", Sentence: "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk ze na, of vraag een nieuw wachtwoord."}}

// SignIn begins a session for who knows the password. It is no act with a form's key: a session that begins twice does no harm.
// What is refused is refused with the same words after the same time, whether there is an account or not, and written down.
func (d *Desk) SignIn(ctx context.Context, by Caller, email, password string) (SignedIn, error) {
	address, err := account.ParseEmail(email)
	if err != nil {
		address = "-" // nobody's
	}
	if err := d.try(ctx, account.SigningIn, string(address), by.Client, by.At); err != nil {
		return SignedIn{}, err
	}
	person, err := d.db.PersonByEmail(ctx, address)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return SignedIn{}, err
	}
	right, err := d.matches(ctx, password, person.Password)
	if err != nil {
		return SignedIn{}, err
	}
	if why := notLetIn(person, right, by); why != "" {
		about := audit.Detail{Client: by.Network, Why: why}
		if person.ID != 0 {
			about.About = []account.ID{person.ID}
		}
		return SignedIn{}, errors.Join(refusedSignIn, d.note(ctx, by.By, "session.refuse", personSubject(person.ID), &about))
	}
	return d.begin(ctx, by, person)
}

// notLetIn returns why a person is not let in, in a word for the record; empty for who is.
func notLetIn(p postgres.PersonRow, right bool, by Caller) string {
	switch {
	case p.ID == 0:
		return "onbekend"
	case !right:
		return "wachtwoord"
	case p.ConfirmedAt == nil:
		return "niet bevestigd"
	case p.DisabledAt != nil:
		return "geblokkeerd"
	case p.Sample && !by.Here:
		return "voorbeeld"
	}
	return ""
}

func (d *Desk) begin(ctx context.Context, by Caller, person postgres.PersonRow) (SignedIn, error) {
	token := account.NewToken()
	err := d.db.InTx(ctx, func(tx postgres.Tx) error {
		staff, err := tx.IsStaff(ctx, person.ID)
		if err != nil {
			return err
		}
		if _, err := tx.AddSession(ctx, token.Digest(), person.ID, staff, by.Agent, by.Network, by.At); err != nil {
			return err
		}
		who := account.By{Person: person.ID, Part: account.PersonPart, At: by.At}
		_, err = tx.AddEntry(ctx, who, "session.begin", personSubject(person.ID), &audit.Detail{About: []account.ID{person.ID}, Client: by.Network})
		return err
	})
	if err != nil {
		return SignedIn{}, err
	}
	return SignedIn{Token: token, NeedsCode: person.HasSecond()}, d.right(ctx, account.SigningIn, string(person.Email))
}

func personSubject(id account.ID) string { return "person/" + strconv.FormatInt(int64(id), 10) }

// refusedCode is the answer to a code that is none, or was used before.
var refusedCode = fault.Fields{{Name: "code", Sentence: "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code in je app, of gebruik een herstelcode."}}

// PassSecond takes the second step of a session: a code of the person's app, or one of their recovery codes. The session goes on
// under the new token. It is asked again, in the same way, for acts with money.
func (d *Desk) PassSecond(ctx context.Context, by Caller, s postgres.SessionRow, code string) (account.Token, error) {
	if err := d.try(ctx, account.GivingCode, strconv.FormatInt(int64(s.Person), 10), by.Client, by.At); err != nil {
		return "", err
	}
	person, err := d.db.Person(ctx, s.Person)
	if err != nil {
		return "", err
	}
	if !person.HasSecond() {
		return "", fault.Denied
	}
	secret, err := d.open(person.TOTPSecret, person.ID)
	if err != nil {
		return "", err
	}
	token := account.NewToken()
	who := account.By{Person: s.Person, Part: account.PersonPart, At: by.At}
	err = d.db.InTx(ctx, func(tx postgres.Tx) error {
		how, err := useCode(ctx, tx, person.ID, secret, code, by.At)
		if err != nil {
			return err
		}
		if err := tx.PassSession(ctx, s.ID, token.Digest(), by.At); err != nil {
			return err
		}
		_, err = tx.AddEntry(ctx, who, "session.pass", personSubject(s.Person), &audit.Detail{About: []account.ID{s.Person}, After: how, Client: by.Network})
		return err
	})
	if _, refused := errors.AsType[fault.Fields](err); refused {
		return "", errors.Join(err, d.note(ctx, who, "session.refuse", personSubject(s.Person),
			&audit.Detail{About: []account.ID{s.Person}, Why: "code", Client: by.Network}))
	}
	if err != nil {
		return "", err
	}
	return token, d.right(ctx, account.GivingCode, strconv.FormatInt(int64(s.Person), 10))
}

// useCode uses a code up, and says of which kind it was.
func useCode(ctx context.Context, tx postgres.Tx, of account.ID, secret []byte, code string, now time.Time) (string, error) {
	if step, ok := stepOf(secret, code, now); ok {
		fresh, err := tx.UseStep(ctx, of, step)
		if err != nil || fresh {
			return "app", err
		}
		return "", refusedCode
	}
	used, err := tx.UseRecoveryCode(ctx, of, digestOfCode(code), now)
	if err != nil || used {
		return "herstelcode", err
	}
	return "", refusedCode
}

// seenEach is how often a session's last use is written down, at most.
const seenEach = time.Minute

// Hear says who a cookie's token belongs to at this moment, with all parts that they hold now. A database that is away is an error:
// it never looks like somebody who is signed out.
func (d *Desk) Hear(ctx context.Context, token account.Token, now time.Time, network string) (account.Identity, postgres.SessionRow, account.Hearing, error) {
	s, err := d.db.SessionByToken(ctx, token.Digest())
	if errors.Is(err, fault.NotFound) {
		return account.Identity{}, s, account.NoSession, nil
	}
	if err != nil {
		return account.Identity{}, s, account.NoSession, fmt.Errorf("who is there: %w", err)
	}
	if s.Ended != "" && s.Ended != "verlopen" {
		return account.Identity{}, s, account.NoSession, nil
	}
	i := account.Identity{Person: s.Person, Name: s.Name, Email: s.Email, At: now, Network: network, HasSecond: s.HasSecond, Passed: s.Passed,
		StrongAt: s.StrongAt, Memberships: s.Memberships, Powers: s.Powers, AdvisesUntil: s.AdvisesUntil}
	half := s.HasSecond && !s.Passed
	late := s.Ended == "verlopen" || !account.Lives(s.Staff || i.IsStaff(), s.BeganAt, s.SeenAt, now)
	switch {
	case half && late: // the password alone names nobody afterwards
		return account.Identity{}, s, account.NoSession, nil
	case s.Ended == "verlopen":
		return i, s, account.Expired, nil
	case late:
		return i, s, account.Expired, d.db.Expire(ctx, s.ID, now)
	case half:
		return i, s, account.HalfWay, nil
	}
	if now.Sub(s.SeenAt) >= seenEach {
		err = d.db.Seen(ctx, s.ID, now)
	}
	return i, s, account.SignedIn, err
}

// A SamplePerson is one of the sample city's people, as the sign-in page lists them in development.
type SamplePerson struct {
	Name  string
	Email account.Email
	// Parts say what the person is; Code is the present code of their second step, empty for who has none.
	Parts []string
	Code  string
}

// SamplePeople returns the sample city's people with their present codes, for who may be one of them, and nobody for anybody else.
func (d *Desk) SamplePeople(ctx context.Context, by Caller) ([]SamplePerson, error) {
	if !by.Here {
		return nil, nil
	}
	rows, err := d.db.SamplePeople(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]SamplePerson, len(rows))
	for i, row := range rows {
		all[i] = SamplePerson{Name: row.Name, Email: row.Email, Parts: row.Parts}
		if row.TOTPSecret == nil {
			continue
		}
		secret, err := d.open(row.TOTPSecret, row.ID)
		if err != nil {
			return nil, err
		}
		if all[i].Code, err = CodeAt(secret, by.At); err != nil {
			return nil, err
		}
	}
	return all, nil
}
