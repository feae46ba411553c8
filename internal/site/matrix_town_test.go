package site

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	smtp "net/mail"
	"net/url"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/mail"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/sample"
	"vriendenstad/internal/world"
)

// The clock of the matrix stands still.
var matrixNow = time.Date(2027, time.May, 15, 10, 0, 0, 0, time.UTC)

// The association whose things the matrix asks for, and the one whose members have no business with them.
const (
	slugA = "akwaaba"
	slugB = "buurschap"
)

// A kind of person is a column of the matrix. Of each there is one, called after it; the first is nobody.
type kind struct {
	name    string
	members map[string]account.Part
	powers  []account.Part
	advises int  // months of the term that are left, zero for who is no adviser
	second  bool // has a second step
	passed  bool // and took it in this session
}

func one(slug string, part account.Part) map[string]account.Part {
	return map[string]account.Part{slug: part}
}

// The kinds of people, in the order of the matrix.
var kinds = []kind{
	{name: "visitor"},
	{name: "alone"}, // signed in, and nothing else
	{name: "lead-a", members: one(slugA, account.LeadPart)},
	{name: "contributor-a", members: one(slugA, account.ContributorPart)},
	{name: "reader-a", members: one(slugA, account.ReaderPart)},
	{name: "lead-b", members: one(slugB, account.LeadPart)},
	{name: "contributor-b", members: one(slugB, account.ContributorPart)},
	{name: "reader-b", members: one(slugB, account.ReaderPart)},
	{name: "undecided", members: map[string]account.Part{slugA: account.ContributorPart, slugB: account.ReaderPart}}, // has not chosen for which
	{name: "ex-a", members: one(slugA, account.ContributorPart)},                                                     // whose membership has ended
	{name: "case-handler", powers: []account.Part{account.CaseHandlerPart}, second: true, passed: true},
	{name: "budget-keeper", powers: []account.Part{account.BudgetKeeperPart}, second: true, passed: true},
	{name: "head", powers: []account.Part{account.HeadPart}, second: true, passed: true},
	{name: "editor", powers: []account.Part{account.EditorPart}, second: true, passed: true},
	{name: "administrator", powers: []account.Part{account.AdministratorPart}, second: true, passed: true},
	{name: "no-second", powers: []account.Part{account.AdministratorPart}},              // staff before there is a second step
	{name: "half-way", powers: []account.Part{account.AdministratorPart}, second: true}, // whose code is to come
	{name: "adviser", advises: 6, second: true, passed: true},
	{name: "ex-adviser", advises: -1, second: true, passed: true},
}

// Others are people on whom the kinds act.
var others = []kind{
	{name: "other-a", members: one(slugA, account.ContributorPart)}, // a member to be changed or removed
	{name: "leaves"},                                                                 // asked to be erased
	{name: "confirm"}, {name: "reset"}, {name: "address-old"}, {name: "address-new"}, // to whom a letter with such a link went
}

func (k kind) email() account.Email { return account.Email(k.name + "@matrix.example") }

func listed[T any](all ...T) []T { return all }

// Token is the secret of a letter's link, or of somebody's session.
func tokenOf(what string) account.Token {
	sum := sha256.Sum256([]byte(what))
	return account.TokenOf(sum[:])
}

// A town is the portal with two associations, everybody there, and something of each kind of thing.
type town struct {
	core
	t      *testing.T
	letter string                // the name of one that was written
	paths  map[string]string     // an address for each pattern that has parameters
	forms  map[string]url.Values // the fields that a form needs to be about something of association A's
}

var matrixKey = []byte("0123456789abcdef0123456789abcdef")

func newTown(t *testing.T) town {
	t.Helper()
	db := pgtest.Template(t, "matrix", func(ctx context.Context, db *postgres.DB) error { return settle(ctx, t, db) })
	letter := mail.Message{ID: "letter", At: matrixNow, To: "alone@matrix.example", Subject: "Welkom", Text: "Welkom.", HTML: "<p>Welkom.</p>"}
	letters := mail.NewFolder(t.TempDir(), smtp.Address{Name: "Vriendenstad", Address: "no-reply@matrix.example"})
	if err := letters.Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	written, err := letters.List(1)
	if err != nil || len(written) != 1 {
		t.Fatalf("%v, %v", written, err)
	}
	clerk, err := desk.New(db, matrixKey)
	if err != nil {
		t.Fatal(err)
	}
	c := newCore(t, func(set *Settings) {
		set.DB, set.Desk, set.Letters, set.Clock = db, clerk, letters, func() time.Time { return matrixNow }
	}, (*Site).pages)
	to := town{core: c, t: t, letter: written[0].Name}
	to.paths, to.forms = to.examples()
	to.budgetExamples(to.paths, to.forms)
	to.growthExamples(to.paths)
	to.grantExamples(to.paths)
	to.dossierExamples(to.paths)
	to.draftExamples(to.paths, to.forms)
	return to
}

// Settle fills the database.
func settle(ctx context.Context, t *testing.T, db *postgres.DB) error {
	hamlet(t, db) // with association A
	err := db.InTx(ctx, func(tx postgres.Tx) error {
		_, err := tx.AddAssociation(ctx, association.Association{
			Slug: slugB, Name: "Buurschap", Form: association.NonProfit, Region: world.WestAfrica, Postcode: "2018",
		})
		return err
	})
	if err != nil {
		return err
	}
	clerk, err := desk.New(db, matrixKey)
	if err != nil {
		return err
	}
	by := account.By{At: matrixNow.Add(-time.Hour)}
	for _, k := range append(kinds[1:len(kinds):len(kinds)], others...) {
		a := desk.SampleAccount{Name: k.name, Email: k.email(), Password: sample.Password, Members: k.members, Powers: k.powers}
		if k.second {
			a.Secret = sample.Secret
		}
		if k.advises != 0 {
			a.AdvisesUntil = calendar.DayOf(matrixNow).AddMonths(k.advises)
		}
		if err := clerk.AddSamplePeople(ctx, by, []desk.SampleAccount{a}); err != nil {
			return fmt.Errorf("%s: %w", k.name, err)
		}
	}
	return db.InTx(ctx, func(tx postgres.Tx) error {
		for _, k := range kinds[1:] {
			if err := signIn(ctx, tx, k); err != nil {
				return fmt.Errorf("%s: %w", k.name, err)
			}
		}
		return furnish(ctx, tx)
	})
}

func signIn(ctx context.Context, tx postgres.Tx, k kind) error {
	p, err := tx.PersonByEmail(ctx, k.email())
	if err != nil {
		return err
	}
	digest := tokenOf(k.name).Digest()
	s, err := tx.AddSession(ctx, digest, p.ID, len(k.powers) > 0, "Firefox op Linux", "127.0.0.0/24", matrixNow)
	if err != nil || !k.passed {
		return err
	}
	return tx.PassSession(ctx, s, digest, matrixNow)
}

// Furnish gives association A an invitation, somebody who asks to join and somebody whom the Dienst names to speak for it, invites to the
// Dienst, sends letters, ends what is over, and gives the city a budget.
func furnish(ctx context.Context, tx postgres.Tx) error {
	a, err := tx.AssociationBySlug(ctx, slugA)
	if err != nil {
		return err
	}
	people := map[string]account.ID{}
	for _, k := range append(kinds[1:len(kinds):len(kinds)], others...) {
		p, err := tx.PersonByEmail(ctx, k.email())
		if err != nil {
			return err
		}
		people[k.name] = p.ID
	}
	if err := furnishBudget(ctx, tx, people["budget-keeper"]); err != nil {
		return err
	}
	if err := furnishGrowth(ctx, tx, people["editor"]); err != nil {
		return err
	}
	if err := regulate(ctx, tx); err != nil {
		return err
	}
	if err := furnishDossiers(ctx, tx, a.ID, account.By{Person: people["contributor-a"], At: matrixNow}); err != nil {
		return err
	}
	for _, i := range []account.Invitation{
		{Association: a.ID, Part: account.ReaderPart, Email: "invited@matrix.example", InvitedBy: people["lead-a"]},
		{Powers: []account.Part{account.EditorPart}, Email: "offered@matrix.example", InvitedBy: people["administrator"]},
	} {
		id, err := tx.AddInvitation(ctx, i, matrixNow)
		if err != nil {
			return err
		}
		if _, err := tx.DrawInvitation(ctx, id, tokenOf(string(i.Email)).Digest(), matrixNow); err != nil {
			return err
		}
	}
	for _, purpose := range listed(desk.ConfirmLink, desk.ResetLink, desk.OldAddressLink, desk.NewAddressLink) {
		k := kind{name: string(purpose)}
		err := tx.AddLink(ctx, tokenOf(k.name).Digest(), purpose, people[k.name], k.email(), matrixNow, matrixNow.Add(time.Hour))
		if err != nil {
			return err
		}
	}
	if _, err := tx.AddJoinRequest(ctx, a.ID, people["alone"], "Ik kook graag mee.", matrixNow); err != nil {
		return err
	}
	if _, err := tx.AddNomination(ctx, account.Nomination{
		Association: a.ID, Person: people["other-a"], Why: "Niemand antwoordt.", AnnouncedBy: people["head"],
		AnnouncedAt: matrixNow.AddDate(0, 0, -account.NominationWait-1),
	}); err != nil {
		return err
	}
	if err := tx.AskErasure(ctx, account.By{Person: people["leaves"], At: matrixNow}); err != nil {
		return err
	}
	return tx.EndMembership(ctx, a.ID, people["ex-a"], matrixNow)
}

// Try sends a request as one of the kinds, and returns the answer as the matrix writes it. A form is empty but for its key, and for what
// the examples name.
func (to town) try(who kind, r route) string {
	to.t.Helper()
	address, ok := to.paths[r.pattern]
	if !ok {
		address = r.pattern
	}
	if strings.ContainsAny(address, "{*") {
		return "none" // of this kind is named in the examples
	}
	headers := []string{"Sec-Fetch-Site: same-origin", "Accept-Encoding: identity"}
	if who.name != kinds[0].name {
		headers = append(headers, "Cookie: "+cookieOnLoopback+"="+string(tokenOf(who.name)))
	}
	if r.method == http.MethodGet {
		return symbol(to.get(to.t, address, headers...))
	}
	form := url.Values{"once": {desk.NewOnce().String()}}
	maps.Copy(form, to.forms[r.pattern])
	headers = append(headers, "Content-Type: application/x-www-form-urlencoded")
	return symbol(to.ask(to.t, r.method, address, strings.NewReader(form.Encode()), headers...))
}

// Symbol writes an answer as the matrix does.
func symbol(got answer) string {
	if got.StatusCode == http.StatusSeeOther {
		to := got.Header.Get("Location")
		for start, says := range ledTo {
			if strings.HasPrefix(to+"?", start+"?") && !strings.Contains(to, "melding=") {
				return says
			}
		}
	}
	return fmt.Sprint(got.StatusCode)
}

// Where people are sent first, and how the matrix writes it.
var ledTo = map[string]string{
	"/aanmelden":                "in",   // to sign in
	"/aanmelden/code":           "code", // to give the code of the second step
	"/mijn/account/tweede-stap": "set",  // to set a second step up
	"/mijn/verenigingen":        "pick", // to choose an association
}
