package site

import (
	"context"
	"encoding/base32"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/world"
)

// The people of these tests, all with one password. Hilde and Nele are of the Dienst, Nele without a second step. Esi speaks for Akwaaba and
// Bea for Buurschap; Kofi reads in the one and writes for the other.
const (
	awa, modou     = "awa@huis.example", "modou@huis.example"
	esi, bea, kofi = "esi@huis.example", "bea@huis.example", "kofi@huis.example"
	hilde, nele    = "hilde@huis.example", "nele@huis.example"
	theirPassword  = "kaas zeilboot umbrella tram"
	theirSecret    = "VRIENDENSTADVRIENDENSTADVRIENDEN"
)

// A house is the whole portal with people in it, and a clock that the test moves.
type house struct {
	core
	mu  *sync.Mutex
	now *time.Time
}

func newHouse(t *testing.T, change func(*Settings), more ...func(*Site, chi.Router)) house {
	t.Helper()
	return houseOn(t, pgtest.Template(t, "accounts", func(ctx context.Context, db *postgres.DB) error { return inhabit(ctx, t, db) }), change, more...)
}

func houseOn(t *testing.T, db *postgres.DB, change func(*Settings), more ...func(*Site, chi.Router)) house {
	t.Helper()
	noon := time.Date(2027, time.May, 15, 10, 0, 0, 0, time.UTC)
	h := house{mu: &sync.Mutex{}, now: &noon}
	h.core = newCore(t, func(set *Settings) {
		set.DB, set.Clock = db, h.clock
		if change != nil {
			change(set)
		}
	}, func(s *Site, r chi.Router) {
		s.pages(r)
		for _, pages := range more {
			pages(s, r)
		}
	})
	return h
}

func inhabit(ctx context.Context, t *testing.T, db *postgres.DB) error {
	hamlet(t, db) // with Akwaaba
	err := db.InTx(ctx, func(tx postgres.Tx) error {
		_, err := tx.AddAssociation(ctx, association.Association{
			Slug: "buurschap", Name: "Buurschap", Form: association.NonProfit, Region: world.WestAfrica, Postcode: "2018"})
		return err
	})
	if err != nil {
		return err
	}
	clerk, err := desk.New(db, []byte("0123456789abcdef0123456789abcdef"))
	if err != nil {
		return err
	}
	return clerk.AddSamplePeople(ctx, account.By{At: time.Date(2027, time.May, 1, 10, 0, 0, 0, time.UTC)}, []desk.SampleAccount{
		{Name: "Awa Diop", Email: awa, Password: theirPassword},
		{Name: "Modou Faye", Email: modou, Password: theirPassword},
		{Name: "Esi Mensah", Email: esi, Password: theirPassword, Members: map[string]account.Part{"akwaaba": account.LeadPart}},
		{Name: "Bea Janssens", Email: bea, Password: theirPassword, Members: map[string]account.Part{"buurschap": account.LeadPart}},
		{Name: "Kofi Boateng", Email: kofi, Password: theirPassword, Members: map[string]account.Part{
			"akwaaba": account.ReaderPart, "buurschap": account.ContributorPart}},
		{Name: "Hilde Claes", Email: hilde, Password: theirPassword, Secret: theirSecret, Powers: []account.Part{account.HeadPart}},
		{Name: "Nele Maes", Email: nele, Password: theirPassword, Powers: []account.Part{account.EditorPart}},
	})
}

func (h house) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return *h.now
}

func (h house) later(by time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	*h.now = h.now.Add(by)
}

// code returns the present code of the second step.
func (h house) code(t *testing.T, secret string) string {
	t.Helper()
	bits, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ReplaceAll(secret, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	code, err := desk.CodeAt(bits, h.clock())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func (h house) person(t *testing.T, email account.Email) postgres.PersonRow {
	t.Helper()
	p, err := h.db.PersonByEmail(t.Context(), email)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A guest is a browser with its cookie.
type guest struct {
	h       house
	t       *testing.T
	cookie  string // its value, empty for none
	headers []string
}

func (h house) guest(t *testing.T) *guest { return &guest{h: h, t: t} }

// known is a guest who has signed in, and taken the second step where they have one. It asks no password: that takes its time.
func (h house) known(t *testing.T, email string) *guest {
	t.Helper()
	p, token := h.person(t, account.Email(email)), account.NewToken()
	h.must(t, func(tx postgres.Tx) error {
		staff, err := tx.IsStaff(t.Context(), p.ID)
		if err != nil {
			return err
		}
		id, err := tx.AddSession(t.Context(), token.Digest(), p.ID, staff, "Firefox op Linux", "127.0.0.0/24", h.clock())
		if err != nil || !p.HasSecond() {
			return err
		}
		return tx.PassSession(t.Context(), id, token.Digest(), h.clock())
	})
	g := h.guest(t)
	g.cookie = string(token)
	return g
}

func (h house) must(t *testing.T, do func(postgres.Tx) error) {
	t.Helper()
	if err := h.db.InTx(t.Context(), do); err != nil {
		t.Fatal(err)
	}
}

func (g *guest) ask(method, address, body string) answer {
	g.t.Helper()
	headers := append([]string{"Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin"}, g.headers...)
	if g.cookie != "" {
		headers = append(headers, "Cookie: "+g.h.keeper.name+"="+g.cookie)
	}
	got := g.h.core.ask(g.t, method, address, strings.NewReader(body), headers...)
	for _, c := range got.Cookies() {
		g.cookie = c.Value
		if c.MaxAge < 0 {
			g.cookie = ""
		}
	}
	return got
}

func (g *guest) open(address string) answer {
	g.t.Helper()
	return g.ask(http.MethodGet, address, "")
}

// send sends fields, given as names and values, to an address.
func (g *guest) send(address string, fields ...string) answer {
	g.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return g.ask(http.MethodPost, address, form.Encode())
}

// once opens a page and returns the key of its form that is sent to the address.
func (g *guest) once(page, action string) string {
	g.t.Helper()
	got := g.open(page)
	for _, form := range readPage(g.t, page, got.body).all(named("form")) {
		if attr(form, "action") != action || attr(form, "method") != "post" {
			continue
		}
		for n := range form.Descendants() {
			if n.Type == html.ElementNode && attr(n, "name") == "once" {
				return attr(n, "value")
			}
		}
	}
	g.t.Fatalf("%s: %d, with no form to %s", page, got.StatusCode, action)
	return ""
}

// fill fills in the form of a page that is sent to that page.
func (g *guest) fill(page string, fields ...string) answer {
	g.t.Helper()
	return g.send(page, append(fields, "once", g.once(page, page))...)
}

// leads says that an answer leads to an address.
func leads(t *testing.T, got answer, to string) {
	t.Helper()
	if got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != to || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s %s: %d to %q, want %q; %v", got.Request.Method, got.Request.URL.Path, got.StatusCode, got.Header.Get("Location"), to, got.Header.Get("Cache-Control"))
	}
}

// refusedAt says that an answer is the form again, with what was wrong at the fields.
func refusedAt(t *testing.T, got answer, status int, fields ...string) *page {
	t.Helper()
	p := readPage(t, got.Request.URL.Path, got.body)
	if got.StatusCode != status || len(p.all(func(n *html.Node) bool { return attr(n, "role") == "alert" })) != 1 {
		t.Errorf("%s: %d, want %d with a summary\n%s", got.Request.URL.Path, got.StatusCode, status, p.text())
	}
	for _, field := range fields {
		found := false
		for _, n := range p.all(named("input", "textarea", "select")) {
			if attr(n, "name") == field && attr(n, "aria-invalid") == "true" && strings.Contains(attr(n, "aria-describedby"), field+"-fout") {
				found = true
			}
		}
		if !found || len(p.missing([]string{field + "-fout"})) > 0 {
			t.Errorf("%s: nothing is wrong at %s", got.Request.URL.Path, field)
		}
	}
	return p
}

// acts returns how often an act of that name stands in the record.
func (h house) acts(t *testing.T, name string) int {
	t.Helper()
	all, _, err := h.db.Trail(t.Context(), postgres.TrailFilter{Act: name}, 500)
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}
