package site

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/job"
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
	{name: "ex-a", members: one(slugA, account.ContributorPart)}, // whose membership has ended
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
	{name: "asks-a"},    // to join
	{name: "leaves"},    // asked to be erased
	{name: "forgetful"}, // to whom letters went
}

func (k kind) email() account.Email { return account.Email(k.name + "@matrix.example") }

// Token is the secret of a letter's link, or of somebody's session.
func tokenOf(what string) account.Token {
	sum := sha256.Sum256([]byte(what))
	return account.TokenOf(sum[:])
}

// A town is the portal with two associations, everybody there, and something of each kind of thing.
type town struct {
	core
	t     *testing.T
	paths map[string]string     // an address for each pattern that has parameters
	forms map[string]url.Values // the fields that a form needs to be about something of association A's
}

var matrixKey = []byte("0123456789abcdef0123456789abcdef")

func newTown(t *testing.T) town {
	t.Helper()
	db := pgtest.Template(t, "matrix", func(ctx context.Context, db *postgres.DB) error { return settle(ctx, t, db) })
	c := newCore(t, func(set *Settings) {
		set.DB, set.Clock = db, func() time.Time { return matrixNow }
		clerk, err := desk.New(db, matrixKey)
		if err != nil {
			t.Fatal(err)
		}
		set.Desk = clerk
	}, (*Site).pages)
	to := town{core: c, t: t}
	to.paths, to.forms = to.examples()
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

// Furnish gives association A an invitation and somebody who asks to join, sends letters, and ends what is over.
func furnish(ctx context.Context, tx postgres.Tx) error {
	a, err := tx.AssociationBySlug(ctx, slugA)
	if err != nil {
		return err
	}
	people := map[string]postgres.PersonRow{}
	for _, k := range append(kinds[1:len(kinds):len(kinds)], others...) {
		if people[k.name], err = tx.PersonByEmail(ctx, k.email()); err != nil {
			return err
		}
	}
	if err := tx.EndMembership(ctx, a.ID, people["ex-a"].ID, matrixNow); err != nil {
		return err
	}
	invited := account.Invitation{Association: a.ID, Part: account.ReaderPart, Email: "invited@matrix.example", InvitedBy: people["lead-a"].ID}
	id, err := tx.AddInvitation(ctx, invited, matrixNow)
	if err != nil {
		return err
	}
	if _, err := tx.DrawInvitation(ctx, id, tokenOf("invitation").Digest(), matrixNow); err != nil {
		return err
	}
	if _, err := tx.AddJoinRequest(ctx, a.ID, people["asks-a"].ID, "Ik kook graag mee.", matrixNow); err != nil {
		return err
	}
	if err := tx.AskErasure(ctx, account.By{Person: people["leaves"].ID, At: matrixNow}); err != nil {
		return err
	}
	for _, purpose := range []job.Purpose{job.Confirm, job.Reset, job.AddressOld, job.AddressNew} {
		of := people["forgetful"]
		err := tx.AddLink(ctx, tokenOf(string(purpose)).Digest(), purpose, of.ID, of.Email, matrixNow, matrixNow.Add(time.Hour))
		if err != nil {
			return err
		}
	}
	return nil
}

// Examples names a thing of association A's, or one that is nobody's in particular, for each pattern of an address and for the forms that
// name one in a field.
func (to town) examples() (paths map[string]string, forms map[string]url.Values) {
	to.t.Helper()
	a, err := to.db.AssociationBySlug(to.t.Context(), slugA)
	if err != nil {
		to.t.Fatal(err)
	}
	sessions, err := to.db.Sessions(to.t.Context(), to.person("lead-a"))
	if err != nil || len(sessions) != 1 {
		to.t.Fatalf("%v, %v", sessions, err)
	}
	paths = map[string]string{
		"/static/*":                     "/static/none.css",
		"/steden/{slug}":                "/steden/kumasi",
		"/landen/{slug}":                "/landen/ghana",
		"/projecten/{slug}":             "/projecten/moeders",
		"/verenigingen/{slug}":          "/verenigingen/" + slugA,
		"/sdg/{number}":                 "/sdg/6",
		"/sitemap-projecten-{part}.xml": "/sitemap-projecten-1.xml",
		"/bevestigen/{token}":           "/bevestigen/" + string(tokenOf("confirm")),
		"/wachtwoord/{token}":           "/wachtwoord/" + string(tokenOf("reset")),
		"/adres/oud/{token}":            "/adres/oud/" + string(tokenOf("address-old")),
		"/adres/nieuw/{token}":          "/adres/nieuw/" + string(tokenOf("address-new")),
		"/mijn/account/sessies/{id}":    fmt.Sprint("/mijn/account/sessies/", sessions[0].ID),
	}
	forms = map[string]url.Values{
		"/mijn/namens": {"vereniging": {fmt.Sprint(a.ID)}},
	}
	return paths, forms
}

func (to town) person(name string) account.ID {
	to.t.Helper()
	p, err := to.db.PersonByEmail(to.t.Context(), account.Email(name+"@matrix.example"))
	if err != nil {
		to.t.Fatal(err)
	}
	return p.ID
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
		to.t.Fatalf("%s: name a thing of this kind in the examples of matrix_town_test.go", r.pattern)
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
