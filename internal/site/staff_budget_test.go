package site

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// Lotte keeps the budget; Bram is a second head beside Hilde.
const lotte, bram = "lotte@huis.example", "bram@huis.example"

// The year of these tests, and what was voted of it.
const thisYear = 2027

var voted = map[budget.Kind]money.Cents{"structureel": 382_000_00, "projecten": 229_000_00, "scholen": 85_000_00, "sensibilisering": 85_000_00, "noodhulp": 67_000_00}

// A treasury is a house with a budget, of which this year runs.
type treasury struct {
	house
	keeper account.BudgetKeeper
	head   account.Head
}

func newTreasury(t *testing.T) treasury {
	t.Helper()
	v := treasury{house: houseOn(t, pgtest.Template(t, "treasury", func(ctx context.Context, db *postgres.DB) error {
		if err := inhabit(ctx, t, db); err != nil {
			return err
		}
		clerk, err := desk.New(db, []byte("0123456789abcdef0123456789abcdef"))
		if err != nil {
			return err
		}
		return clerk.AddSamplePeople(ctx, account.By{At: time.Date(2027, time.May, 1, 10, 0, 0, 0, time.UTC)}, []desk.SampleAccount{
			{Name: "Karim Bensalem", Email: karim, Password: theirPassword, Secret: theirSecret, Powers: []account.Part{account.CaseHandlerPart}},
			{Name: "Lotte Peeters", Email: lotte, Password: theirPassword, Secret: theirSecret, Powers: []account.Part{account.BudgetKeeperPart}},
			{Name: "Bram Wouters", Email: bram, Password: theirPassword, Secret: theirSecret, Powers: []account.Part{account.HeadPart}},
		})
	}), nil)}
	v.keeper, _ = v.identity(t, lotte, account.BudgetKeeperPart).BudgetKeeper()
	v.head, _ = v.identity(t, hilde, account.HeadPart).Head()
	return v
}

func (v treasury) identity(t *testing.T, email account.Email, power account.Part) account.Identity {
	t.Helper()
	return account.Identity{Person: v.person(t, email).ID, At: v.clock(), Passed: true, Powers: []account.Part{power}}
}

// running is a treasury with a year that runs.
func running(t *testing.T) treasury {
	t.Helper()
	v := newTreasury(t)
	v.plan(t, thisYear)
	v.vote(t, thisYear, voted, "00001")
	v.do(t, v.desk.OpenYear(t.Context(), v.keeper, desk.NewOnce(), thisYear))
	return v
}

func (v treasury) do(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (v treasury) plan(t *testing.T, year int) {
	t.Helper()
	v.do(t, v.desk.PlanYear(t.Context(), v.keeper, desk.NewOnce(), year, 1_000, map[budget.Kind]budget.Leftover{
		"structureel": budget.SameKind, "projecten": budget.SameKind, "scholen": budget.ToStructural, "noodhulp": budget.SameKind}))
}

func (v treasury) vote(t *testing.T, year int, amounts map[budget.Kind]money.Cents, number string) {
	t.Helper()
	last, err := v.db.LastCredit(t.Context(), year)
	v.do(t, err)
	vote := desk.CreditVote{Year: year, Seen: last.ID, Base: base(number), Changes: map[budget.EnvelopeID]money.Cents{}}
	for kind, amount := range amounts {
		vote.Changes[v.in(t, year, kind).ID] = amount
	}
	v.do(t, v.desk.ChangeCredit(t.Context(), v.keeper, desk.NewOnce(), vote))
}

func base(number string) budget.Base {
	return budget.Base{Decision: budget.Decision("2027_GR_" + number), On: calendar.Date(2027, time.May, 3), Why: "Zo beslist."}
}

// in returns an envelope as it stands.
func (v treasury) in(t *testing.T, year int, kind budget.Kind) budget.Envelope {
	t.Helper()
	all, err := v.db.Envelopes(t.Context(), year, year)
	v.do(t, err)
	at := slices.IndexFunc(all, func(e budget.Envelope) bool { return e.Kind == kind })
	if at < 0 {
		t.Fatalf("no envelope %s in %d", kind, year)
	}
	return all[at]
}

func (v treasury) field(t *testing.T, kind budget.Kind) string {
	t.Helper()
	return form.AmountField(v.in(t, thisYear, kind).ID)
}

func (v treasury) id(t *testing.T, kind budget.Kind) string {
	t.Helper()
	return fmt.Sprint(v.in(t, thisYear, kind).ID)
}

// commit commits an amount of this year, and returns the promise.
func (v treasury) commit(t *testing.T, kind budget.Kind, amount money.Cents) budget.PromiseID {
	t.Helper()
	id, err := v.desk.Commit(t.Context(), v.head, desk.NewOnce(), desk.DirectCommitment{Envelope: v.in(t, thisYear, kind).ID, Title: "Steun aan Kumasi", Amount: amount, Base: base("00002")})
	v.do(t, err)
	return id
}

// fillSeen fills in the form of a page that is sent to that page, as it is drawn now.
func (g *guest) fillSeen(page string, fields ...string) answer {
	g.t.Helper()
	return g.fillFrom(g.open(page), page, fields...)
}

// fillFrom does the same on a page that was drawn before.
func (g *guest) fillFrom(drawn answer, page string, fields ...string) answer {
	g.t.Helper()
	return g.send(page, append(fields, "gezien", hidden(g.t, drawn, "gezien"), "once", g.onceOf(drawn, page))...)
}

// press presses the button of a form on a page, with what stands in its hidden fields.
func (g *guest) press(page, action string, fields ...string) answer {
	g.t.Helper()
	drawn := g.open(page)
	for _, f := range readPage(g.t, page, drawn.body).all(named("form")) {
		if attr(f, "action") != action {
			continue
		}
		for n := range f.Descendants() {
			if n.Type == html.ElementNode && attr(n, "type") == "hidden" {
				fields = append(fields, attr(n, "name"), attr(n, "value"))
			}
		}
		return g.send(action, fields...)
	}
	g.t.Fatalf("%s: %d, no form to %s", page, drawn.StatusCode, action)
	return answer{}
}

// after follows an act that was done to its page, and returns what that says.
func (g *guest) after(got answer, to string) string {
	g.t.Helper()
	if got.StatusCode != http.StatusSeeOther || to != "" && got.Header.Get("Location") != to {
		g.t.Fatalf("%s: %d to %q, want %q\n%s", got.Request.URL.Path, got.StatusCode, got.Header.Get("Location"), to, readPage(g.t, "", got.body).text())
	}
	return g.text(got.Header.Get("Location"))
}

// refusedSaying says that an answer is the form again, with a sentence.
func refusedSaying(t *testing.T, got answer, sentence string, fields ...string) *page {
	t.Helper()
	p := refusedAt(t, got, http.StatusUnprocessableEntity, fields...)
	says(t, got.Request.URL.Path, p.text(), sentence)
	return p
}

func TestAYearIsPlannedVotedAndOpenedOnItsPages(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	lottes := v.known(t, lotte)
	says(t, "the budget", lottes.text(link.StaffBudget()), "Er loopt geen jaar.", "Er is nog geen jaar gepland.", "Plan een jaar")
	refusedAt(t, lottes.fill(link.StaffBudgetPlan(), "jaar", "volgend jaar", "plafond", "veel", "rest-scholen", "lapses"), 422, "jaar", "plafond", "rest-noodhulp")
	rules := []string{"rest-structureel", "same-kind", "rest-projecten", "same-kind", "rest-scholen", "structural", "rest-sensibilisering", "lapses", "rest-noodhulp", "same-kind"}
	refusedAt(t, lottes.fill(link.StaffBudgetPlan(), append(rules, "jaar", "2027", "plafond", "101")...), 422, "plafond")
	says(t, "the year", lottes.after(lottes.fill(link.StaffBudgetPlan(), append(rules, "jaar", "2027", "plafond", "7,5 %")...), link.StaffYear(thisYear)),
		"2027 is gepland.", "Gepland", "hoogstens 7,5 procent", "Stem krediet", "gaat naar de structurele steun van het volgende jaar")
	refusedAt(t, lottes.fill(link.StaffBudgetPlan(), append(rules, "jaar", "2027", "plafond", "10")...), 422, "jaar")
	says(t, "the year", lottes.after(lottes.fill(link.StaffYearRules(thisYear), append(rules, "plafond", "10")...), link.StaffYear(thisYear)), "De regels van 2027 zijn bewaard.", "hoogstens 10 procent")
	refusedSaying(t, lottes.fill(link.StaffYearOpen(thisYear)), "Boek eerst het gestemde krediet van 2027.")

	credit := link.StaffCredit(thisYear)
	got := lottes.fillSeen(credit, v.field(t, "structureel"), "vijfduizend", v.field(t, "noodhulp"), "67.000", "besluit", "GR 12", "dag", "gisteren")
	refusedAt(t, got, 422, v.field(t, "structureel"), "besluit", "dag")
	if !strings.Contains(got.body, `value="vijfduizend"`) || !strings.Contains(got.body, `value="67.000"`) || !strings.Contains(got.body, `value="GR 12"`) {
		t.Error("what was typed is gone")
	}
	refusedAt(t, lottes.fillSeen(credit, v.field(t, "structureel"), "100"), 422, "besluit", "dag")
	got = lottes.fillSeen(credit, v.field(t, "structureel"), "382.000", v.field(t, "projecten"), "€ 229 000", v.field(t, "scholen"), "170000,00", v.field(t, "noodhulp"), "67.000",
		"besluit", "2026_gr_00123", "dag", "15/12/2026")
	says(t, "the year", lottes.after(got, link.StaffYear(thisYear)), "Het krediet is geboekt.", "Noodhulp: + € 67.000, nu € 67.000 krediet en € 67.000 beschikbaar.",
		"€ 848.000 krediet", "€ 382.000 gestemd krediet", "boekte krediet", "besluit 2026_GR_00123 van 15 december 2026")
	says(t, "its opening", lottes.text(link.StaffYearOpen(thisYear)), "Er is € 848.000 krediet gestemd.")
	says(t, "the year", lottes.after(lottes.fill(link.StaffYearOpen(thisYear)), link.StaffYear(thisYear)), "2027 is open.", "Boek een budgetwijziging")
	refusedSaying(t, lottes.fill(link.StaffYearOpen(thisYear)), "2027 is al geopend.")
	says(t, "its rules", lottes.text(link.StaffYearRules(thisYear)), "2027 is al begonnen.")
	says(t, "the budget", v.known(t, karim).text(link.StaffBudget()), "2027: € 848.000 krediet, € 0 vastgelegd, € 848.000 beschikbaar.")
}

func TestAnAmendmentKeepsTheFenceAndTheCeiling(t *testing.T) {
	t.Parallel()
	v := running(t)
	lottes := v.known(t, lotte)
	credit := link.StaffCredit(thisYear)
	rest := []string{"besluit", "2027_GR_00010", "dag", "3/5/2027", "waarom", "Aardbeving."}
	refusedSaying(t, lottes.fillSeen(credit, append(rest, v.field(t, "noodhulp"), "5.000", v.field(t, "scholen"), "-5.000")...), "Noodhulp gaat nooit ten koste van de andere steun")
	refusedSaying(t, lottes.fillSeen(credit, append(rest, v.field(t, "noodhulp"), "50.000")...), "dan het plafond toelaat", v.field(t, "noodhulp"))
	refusedSaying(t, lottes.fillSeen(credit, append(rest, v.field(t, "scholen"), "-90.000")...), "Het krediet kan niet dalen onder wat al gereserveerd of vastgelegd is.", v.field(t, "scholen"))
	got := lottes.fillSeen(credit, append(rest, v.field(t, "scholen"), "− 5.000")...)
	says(t, "the year", lottes.after(got, link.StaffYear(thisYear)), "Scholen: − € 5.000, nu € 80.000 krediet en € 80.000 beschikbaar.", "€ 85.000 gestemd krediet − € 5.000 budgetwijzigingen")
	if e := v.in(t, thisYear, "noodhulp"); e.Credit != 67_000_00 {
		t.Errorf("%v", e.Credit)
	}
	foreign := lottes.open(credit)
	if got := lottes.fillFrom(foreign, credit, append(rest, "bedrag-99999", "5")...); got.StatusCode != http.StatusBadRequest {
		t.Errorf("an envelope of nobody: %d", got.StatusCode)
	}
}

func TestCreditFromAStalePageIsRefusedWithWhoCameInBetween(t *testing.T) {
	t.Parallel()
	v := running(t)
	lottes := v.known(t, lotte)
	credit, transfer := link.StaffCredit(thisYear), link.StaffTransfer(thisYear)
	stale, staleMove := lottes.open(credit), lottes.open(transfer)
	v.vote(t, thisYear, map[budget.Kind]money.Cents{"scholen": 1_000_00}, "00020")
	fields := []string{v.field(t, "projecten"), "-2.500", "besluit", "2027_GR_00021", "dag", "3/5/2027", "waarom", "Minder vragen."}
	got := lottes.fillFrom(stale, credit, fields...)
	text := readPage(t, credit, got.body).text()
	if got.StatusCode != http.StatusConflict || !strings.Contains(got.body, `value="-2.500"`) || !strings.Contains(got.body, "Minder vragen.") {
		t.Errorf("%d: what was typed is gone\n%s", got.StatusCode, text)
	}
	says(t, "the stale page", text, "Intussen gewijzigd door Lotte Peeters", "op 15 mei 2027 om 12.00 uur", "boekte krediet", "Nu € 86.000 krediet, waarvan € 86.000 beschikbaar.")
	leads(t, lottes.fillFrom(got, credit, fields...), link.StaffYear(thisYear))

	move := []string{"van", v.id(t, "projecten"), "naar", v.id(t, "scholen"), "bedrag", "1.000", "dag", "3/5/2027", "waarom", "Meer scholen."}
	got = lottes.fillFrom(staleMove, transfer, move...)
	if got.StatusCode != http.StatusConflict || !strings.Contains(got.body, `value="1.000"`) {
		t.Errorf("the transfer: %d", got.StatusCode)
	}
	says(t, "the year", lottes.after(lottes.fillFrom(got, transfer, move...), link.StaffYear(thisYear)), "€ 1.000 is overgedragen. In Projecten 2027 is nu € 225.500 beschikbaar. In Scholen 2027 is nu € 87.000 beschikbaar.",
		"+ € 1.000 hierheen overgedragen", "− € 1.000 van hier overgedragen")
}

func TestATransferIntoEmergencyAidIsRefusedAndNoted(t *testing.T) {
	t.Parallel()
	v := running(t)
	lottes := v.known(t, lotte)
	transfer := link.StaffTransfer(thisYear)
	refusedAt(t, lottes.fillSeen(transfer, "bedrag", "niets"), 422, "van", "naar", "bedrag")
	refusedSaying(t, lottes.fillSeen(transfer, "van", v.id(t, "structureel"), "naar", v.id(t, "noodhulp"), "bedrag", "20.000", "dag", "3/5/2027", "waarom", "Nood."),
		"Noodhulp krijgt geen geld van een andere enveloppe.")
	refusedSaying(t, lottes.fillSeen(transfer, "van", v.id(t, "scholen"), "naar", v.id(t, "projecten"), "bedrag", "85.000,01", "dag", "3/5/2027", "waarom", "Te veel."),
		"Enveloppe Scholen 2027: beschikbaar € 85.000,00.", "bedrag")
	if n := v.acts(t, "budget.fence"); n != 1 || v.in(t, thisYear, "noodhulp").Credit != 67_000_00 {
		t.Errorf("%d tries are noted", n)
	}
	says(t, "the year", lottes.text(link.StaffYear(thisYear)), "probeerde noodhulp te voeden uit een andere enveloppe")
}

func TestOfTwoHeadsOneCommitsTheLastMoneyOnThePage(t *testing.T) {
	t.Parallel()
	v := running(t)
	v.commit(t, "noodhulp", 57_000_00)
	page := link.StaffCommitIn(thisYear, v.in(t, thisYear, "noodhulp").ID)
	hildes, brams := v.known(t, hilde), v.known(t, bram)
	fields := []string{"enveloppe", v.id(t, "noodhulp"), "titel", "Aardbeving in Marokko", "begunstigde", "akwaaba", "besluit", "2027_CBS_00050", "dag", "3/5/2027"}
	one, other := hildes.once(page, link.StaffCommit(thisYear)), brams.once(page, link.StaffCommit(thisYear))
	refusedAt(t, hildes.send(link.StaffCommit(thisYear), "once", one), 422, "enveloppe", "bedrag")
	refusedAt(t, hildes.send(link.StaffCommit(thisYear), append(fields, "bedrag", "0", "once", one)...), 422, "bedrag")
	says(t, "the promise", hildes.after(hildes.send(link.StaffCommit(thisYear), append(fields, "bedrag", "10.000", "once", one)...), ""),
		"€ 10.000 is vastgelegd. In Noodhulp 2027 is nu € 0 beschikbaar.", "Rechtstreekse vastlegging", "Akwaaba", "2027_CBS_00050")
	got := brams.send(link.StaffCommit(thisYear), append(fields, "bedrag", "8.000", "once", other)...)
	refusedSaying(t, got, "Enveloppe Noodhulp 2027: beschikbaar € 0,00. Er is niets vastgelegd.", "bedrag")
	v.vote(t, thisYear, map[budget.Kind]money.Cents{"noodhulp": 8_000_00}, "00051")
	says(t, "the promise", brams.after(brams.send(link.StaffCommit(thisYear), append(fields, "bedrag", "8.000", "once", other)...), ""), "€ 8.000 is vastgelegd.")
	wrong := append(slices.Clone(fields), "bedrag", "1", "once", desk.NewOnce().String())
	wrong[slices.Index(wrong, "akwaaba")] = "niemand"
	refusedAt(t, brams.send(link.StaffCommit(thisYear), wrong...), 422, "begunstigde")
}

func TestWhatMovesMoneyAsksAPowerAndAFreshCode(t *testing.T) {
	t.Parallel()
	v := running(t)
	karims, hildes, lottes := v.known(t, karim), v.known(t, hilde), v.known(t, lotte)
	fresh := pgtest.Take(t, v.db, "seen_at", "said")
	for _, try := range []struct {
		who     *guest
		address string
	}{{karims, link.StaffCredit(thisYear)}, {hildes, link.StaffCredit(thisYear)}, {lottes, link.StaffCommit(thisYear)}, {hildes, link.StaffTransfer(thisYear)}, {karims, link.StaffClosing(thisYear)},
		{lottes, link.StaffAgreementNew()}, {hildes, link.StaffEntryUndo(1)}} {
		if got := try.who.send(try.address, "once", desk.NewOnce().String()); got.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d", try.address, got.StatusCode)
		}
	}
	if changed := fresh.Changed(pgtest.Take(t, v.db, "seen_at", "said")); len(slices.DeleteFunc(changed, func(s string) bool { return strings.HasPrefix(s, "audit_") })) > 0 {
		t.Errorf("%q changed", changed)
	}
	v.later(account.StrongFor + time.Minute)
	credit := link.StaffCredit(thisYear)
	drawn := lottes.open(credit)
	got := lottes.fillFrom(drawn, credit, v.field(t, "scholen"), "1.234", "besluit", "2027_GR_00030", "dag", "3/5/2027", "waarom", "Meer scholen.")
	leads(t, got, link.Code(credit))
	leads(t, lottes.send(link.Code(""), "code", v.code(t, theirSecret), "naar", credit), credit)
	back := lottes.open(credit)
	if !strings.Contains(back.body, `value="1.234"`) || !strings.Contains(back.body, "Meer scholen.") || v.in(t, thisYear, "scholen").Credit != 85_000_00 {
		t.Error("what was typed is not kept, or was sent by itself")
	}
	leads(t, lottes.fillFrom(back, credit, v.field(t, "scholen"), "1.234", "besluit", "2027_GR_00030", "dag", "3/5/2027", "waarom", "Meer scholen."), link.StaffYear(thisYear))
}
