package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/world"
)

// A club is an association with people of its own, as the acts on it need them.
type club struct {
	*Desk
	t    *testing.T
	id   association.ID
	slug string
}

func kolda() association.Association {
	return association.Association{Name: "Kolda-Schelde", Form: association.NonProfit, KBO: "0999000129", Countries: []world.Code{"SN"},
		Region: world.WestAfrica, Themes: []string{"water"}, Postcode: "2060", About: "Wij delen waterputten."}
}

// newClub registers an association by somebody called awa.
func newClub(t *testing.T) (club, account.ID) {
	t.Helper()
	c := club{Desk: newDesk(t, pgtest.New(t)), t: t}
	awa := c.person("awa")
	return c.registered(awa, kolda()), awa
}

func (c club) registered(who account.ID, a association.Association) club {
	c.t.Helper()
	id, err := c.RegisterAssociation(c.t.Context(), c.self(who), NewOnce(), door(0), a, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	found, err := c.db.PrivateAssociation(c.t.Context(), id)
	if err != nil {
		c.t.Fatal(err)
	}
	c.id, c.slug = id, found.Slug
	return c
}

// another registers a second association, by somebody.
func (c club) another(who account.ID) club {
	c.t.Helper()
	a := kolda()
	a.KBO = "0207500123"
	return c.registered(who, a)
}

// person makes somebody with a confirmed address that begins with their name.
func (c club) person(name string) account.ID {
	c.t.Helper()
	var id account.ID
	err := c.db.InTx(c.t.Context(), func(tx postgres.Tx) (err error) {
		hash, err := c.hash(c.t.Context(), goodPassword)
		if err != nil {
			return err
		}
		if id, _, err = tx.AddPerson(c.t.Context(), account.Email(name+"@voorbeeld.be"), strings.ToUpper(name[:1])+name[1:], hash, false, noon); err != nil {
			return err
		}
		return tx.ConfirmPerson(c.t.Context(), id, noon)
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return id
}

// who is a person with all parts that they hold at this moment, as a request would find them.
func (c club) who(id account.ID) account.Identity {
	c.t.Helper()
	person, err := c.db.Person(c.t.Context(), id)
	if err != nil {
		c.t.Fatal(err)
	}
	i := account.Identity{Person: id, Name: person.Name, Email: person.Email, At: noon, Network: "192.0.2.0/24"}
	seats, err := c.db.Seats(c.t.Context(), c.id)
	if err != nil {
		c.t.Fatal(err)
	}
	if part, ok := seats.Of(id); ok {
		i.Memberships = append(i.Memberships, account.Membership{Association: c.id, Part: part})
	}
	return i
}

func (c club) self(id account.ID) account.Person { return c.who(id).Self() }

// as is a person in a part that they play in the association now, or may have played a moment ago.
func (c club) as(id account.ID, part account.Part) account.Member {
	i := c.who(id)
	i.Memberships = []account.Membership{{Association: c.id, Part: part}}
	m, _ := i.Member(c.id)
	return m
}

func (c club) lead(id account.ID) account.Lead {
	l, ok := c.as(id, account.LeadPart).Lead()
	if !ok {
		c.t.Fatal("no lead")
	}
	return l
}

func (c club) contributor(id account.ID) account.Contributor {
	w, ok := c.as(id, account.ContributorPart).Contributor()
	if !ok {
		c.t.Fatal("no contributor")
	}
	return w
}

// handler is a case handler, as a request would find them.
func (c club) handler(id account.ID) account.CaseHandler {
	c.t.Helper()
	i := c.who(id)
	i.Powers, i.Passed = []account.Part{account.CaseHandlerPart}, true
	h, ok := i.CaseHandler()
	if !ok {
		c.t.Fatal("no case handler")
	}
	return h
}

// joined makes somebody a member by an invitation.
func (c club) joined(by account.ID, name string, part account.Part) account.ID {
	c.t.Helper()
	id := c.person(name)
	if _, err := c.AcceptInvitation(c.t.Context(), c.self(id), NewOnce(), c.invited(by, name, part)); err != nil {
		c.t.Fatal(err)
	}
	return id
}

// invited sends an invitation and returns the link of its letter.
func (c club) invited(by account.ID, name string, part account.Part) account.Token {
	c.t.Helper()
	if err := c.Invite(c.t.Context(), c.lead(by), NewOnce(), door(0), name+"@voorbeeld.be", part); err != nil {
		c.t.Fatal(err)
	}
	return c.letter(c.pending(name).ID)
}

// letter draws the link of an invitation's letter, as sending it does.
func (c club) letter(id account.InvitationID) account.Token {
	c.t.Helper()
	return drawn(c.t, c.Desk, job.Letter{Purpose: job.Invitation, About: int64(id)}, 0)
}

func (c club) pending(name string) postgres.InvitationRow {
	c.t.Helper()
	all, err := c.db.InvitationsTo(c.t.Context(), account.Email(name+"@voorbeeld.be"), noon)
	if err != nil || len(all) != 1 {
		c.t.Fatalf("%d invitations to %s: %v", len(all), name, err)
	}
	return all[0]
}

// partOf returns somebody's part, empty for who is no member.
func (c club) partOf(id account.ID) account.Part {
	c.t.Helper()
	seats, err := c.db.Seats(c.t.Context(), c.id)
	if err != nil {
		c.t.Fatal(err)
	}
	part, _ := seats.Of(id)
	return part
}

// acts returns the acts that the record tells of the association, the last first.
func (c club) acts(act string) []postgres.TrailRow {
	c.t.Helper()
	all, _, err := c.db.Trail(c.t.Context(), postgres.TrailFilter{Act: act, Subject: associationSubject(c.id)}, 50)
	if err != nil {
		c.t.Fatal(err)
	}
	return all
}

// letters returns to whom a letter of a purpose is to go.
func (c club) letters(purpose job.Purpose) []string {
	c.t.Helper()
	return lettersTo(c.t, c.db, purpose)
}

func notTheirs(t *testing.T, says string, err error) {
	t.Helper()
	if !errors.Is(err, fault.NotFound) {
		t.Errorf("%s: %v", says, err)
	}
}

func refusedAsAWhole(t *testing.T, says string, err error) string {
	t.Helper()
	wrong, ok := errors.AsType[fault.Fields](err)
	if !ok || len(wrong.Of("")) == 0 {
		t.Errorf("%s: %v", says, err)
		return ""
	}
	return fmt.Sprint(wrong.Of(""))
}

// lettersTo reads from the queue to whom a letter of a purpose is to go.
func lettersTo(t *testing.T, db *postgres.DB, purpose job.Purpose) []string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), db.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := conn.Close(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	rows, err := conn.Query(t.Context(), `SELECT args->>'to' FROM river_job WHERE args->>'purpose' = $1 ORDER BY 1`, string(purpose))
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return all
}
