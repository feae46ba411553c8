package desk

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

const euros money.Cents = 100

// A treasury is a desk with a budget, and the people who keep it.
type treasury struct {
	*Desk
	t *testing.T
	// keeper and head are two people; deputy is a second head.
	keeper       account.BudgetKeeper
	head, deputy account.Head
	staff        account.Staff
	// year is this year: planned, with its credit voted, and open.
	year int
}

// voted is the credit of the treasury's year, by kind.
var voted = map[budget.Kind]money.Cents{
	"structureel": 382_000 * euros, "projecten": 229_000 * euros, "scholen": 85_000 * euros, "sensibilisering": 85_000 * euros, "noodhulp": 67_000 * euros,
}

// sameKinds lets what is left go to the same kind.
var sameKinds = map[budget.Kind]budget.Leftover{
	"structureel": budget.SameKind, "projecten": budget.SameKind, "scholen": budget.ToStructural, "sensibilisering": budget.Lapses, "noodhulp": budget.ToStructural,
}

func newTreasury(t *testing.T) treasury {
	t.Helper()
	return openTreasury(t, pgtest.New(t))
}

func openTreasury(t *testing.T, db *postgres.DB) treasury {
	t.Helper()
	v := treasury{Desk: newDesk(t, db), t: t, year: calendar.DayOf(noon).Year()}
	keeper, head, deputy := v.official("lotte", account.BudgetKeeperPart), v.official("hilde", account.HeadPart), v.official("bram", account.HeadPart)
	v.keeper, _ = keeper.BudgetKeeper()
	v.staff, _ = keeper.Staff()
	v.head, _ = head.Head()
	v.deputy, _ = deputy.Head()
	v.do(v.PlanYear(t.Context(), v.keeper, NewOnce(), v.year, 1_000, sameKinds))
	v.do(v.ChangeCredit(t.Context(), v.keeper, NewOnce(), v.vote(v.year, voted, "01")))
	v.do(v.OpenYear(t.Context(), v.keeper, NewOnce(), v.year))
	return v
}

func (v treasury) official(name string, power account.Part) account.Identity {
	v.t.Helper()
	id, err := v.AddStaff(v.t.Context(), door(0).By, name+"@voorbeeld.be", strings.ToUpper(name[:1])+name[1:], goodPassword, []account.Part{power})
	v.do(err)
	return account.Identity{Person: id, At: noon, Passed: true, Powers: []account.Part{power}}
}

func (v treasury) do(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
}

// by is what a booking of noon rests on, with a decision that ends in these two digits.
func by(decision string) budget.Base {
	return budget.Base{Decision: budget.Decision("2026_GR_000" + decision), On: calendar.DayOf(noon), Why: "Zo werd beslist."}
}

// vote is a change of credit, drawn from the page as it stands.
func (v treasury) vote(year int, changes map[budget.Kind]money.Cents, decision string) CreditVote {
	v.t.Helper()
	vote := CreditVote{Year: year, Changes: map[budget.EnvelopeID]money.Cents{}, Base: by(decision), Seen: v.seen(year)}
	for kind, amount := range changes {
		vote.Changes[v.envelope(year, kind).ID] = amount
	}
	return vote
}

func (v treasury) seen(year int) budget.EntryID {
	v.t.Helper()
	last, err := v.db.LastCredit(v.t.Context(), year)
	v.do(err)
	return last.ID
}

func (v treasury) envelope(year int, kind budget.Kind) budget.Envelope {
	v.t.Helper()
	all, err := v.db.Envelopes(v.t.Context(), year, year)
	v.do(err)
	e, ok := envelopeFor(all, year, kind)
	if !ok {
		v.t.Fatalf("no envelope %s of %d", kind, year)
	}
	return e
}

// commit commits an amount directly, and returns the promise.
func (v treasury) commit(kind budget.Kind, amount money.Cents) (budget.PromiseID, error) {
	return v.Commit(v.t.Context(), v.head, NewOnce(), DirectCommitment{Envelope: v.envelope(v.year, kind).ID, Title: "Steun", Amount: amount, Base: by("50")})
}

func refusedBy(t *testing.T, err error, rule budget.Rule) budget.Refusal {
	t.Helper()
	refused, ok := errors.AsType[budget.Refusal](err)
	if !ok || refused.Rule != rule {
		t.Errorf("%v is no refusal by %s", err, rule)
	}
	if wrong, ok := errors.AsType[fault.Fields](err); ok != (refused.Rule != "") || len(wrong) == 0 {
		t.Errorf("%v has no sentence for a form", err)
	}
	return refused
}

func TestOfTwoWhoCommitTheLastMoneyAtOnceOneWinsAndTheOtherIsToldWhy(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	_, err := v.commit("noodhulp", 57_000*euros)
	v.do(err)
	var wins sync.WaitGroup
	errs := make([]error, 2)
	for i, who := range []account.Head{v.head, v.deputy} {
		wins.Go(func() {
			_, errs[i] = v.Commit(t.Context(), who, NewOnce(), DirectCommitment{Envelope: v.envelope(v.year, "noodhulp").ID, Title: "Noodhulp",
				Amount: 10_000 * euros, Base: by("51")})
		})
	}
	wins.Wait()
	lost := slices.DeleteFunc(errs, func(err error) bool { return err == nil })
	if len(lost) != 1 {
		t.Fatalf("%d lost: %v", len(lost), lost)
	}
	if said := refusedBy(t, lost[0], budget.NoRoom).Sentence(); !strings.Contains(said, fmt.Sprintf("Enveloppe Noodhulp %d: beschikbaar %v", v.year, money.Cents(0))) {
		t.Error(said)
	}
	if e := v.envelope(v.year, "noodhulp"); e.Available() != 0 || e.Committed != 67_000*euros {
		t.Errorf("%+v", e)
	}
}

func TestEmergencyAidIsNeverFedFromOtherEnvelopesAndWhoTriesIsNoted(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	move := CreditMove{From: v.envelope(v.year, "structureel").ID, To: v.envelope(v.year, "noodhulp").ID, Amount: euros, Base: by("02"), Seen: v.seen(v.year)}
	refusedBy(t, v.TransferCredit(t.Context(), v.keeper, NewOnce(), move), budget.RingFenced)
	err := v.ChangeCredit(t.Context(), v.keeper, NewOnce(), v.vote(v.year, map[budget.Kind]money.Cents{"structureel": -euros, "noodhulp": euros}, "03"))
	if wrong, ok := errors.AsType[fault.Fields](err); !ok || len(wrong.Of("")) == 0 {
		t.Errorf("one decision: %v", err)
	}
	v.do(v.ChangeCredit(t.Context(), v.keeper, NewOnce(), v.vote(v.year, map[budget.Kind]money.Cents{"structureel": -euros}, "04")))
	err = v.ChangeCredit(t.Context(), v.keeper, NewOnce(), v.vote(v.year, map[budget.Kind]money.Cents{"noodhulp": euros}, "04"))
	refusedBy(t, err, budget.FedFromOthers)
	trail, _, err := v.db.Trail(t.Context(), postgres.TrailFilter{Act: "budget.fence", Subject: YearSubject(v.year)}, 9)
	if err != nil || len(trail) != 2 {
		t.Errorf("%d tries are noted, %v", len(trail), err)
	}
	v.do(v.ChangeCredit(t.Context(), v.keeper, NewOnce(), v.vote(v.year, map[budget.Kind]money.Cents{"noodhulp": 5_000 * euros}, "05")))
	err = v.ChangeCredit(t.Context(), v.keeper, NewOnce(), v.vote(v.year, map[budget.Kind]money.Cents{"noodhulp": 50_000 * euros}, "06"))
	refusedBy(t, err, budget.AboveCeiling)
	back := CreditMove{From: move.To, To: move.From, Amount: 5_000 * euros, Base: by("07"), Seen: v.seen(v.year)}
	v.do(v.TransferCredit(t.Context(), v.keeper, NewOnce(), back))
	undo, err := v.db.LastCredit(t.Context(), v.year)
	v.do(err)
	if err := v.UndoEntry(t.Context(), v.keeper, NewOnce(), undo.ID, by("08")); err == nil {
		t.Error("a transfer out of emergency aid was undone")
	}
}

func TestACreditPageThatIsStaleIsRefusedWithWhoCameInBetween(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	stale := v.vote(v.year, map[budget.Kind]money.Cents{"scholen": euros}, "02")
	v.do(v.ChangeCredit(t.Context(), v.keeper, NewOnce(), stale))
	changed, ok := errors.AsType[Changed](v.ChangeCredit(t.Context(), v.keeper, NewOnce(), stale))
	if !ok || changed.By != "Lotte" || changed.Act != "budget.credit" {
		t.Errorf("%+v, %v", changed, ok)
	}
}

func TestAPaymentIsPreparedByOneAndApprovedByAnother(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	id, err := v.commit("projecten", 7_500*euros)
	v.do(err)
	b := Booking{Promise: id, Envelope: v.envelope(v.year, "projecten").ID, Amount: 6_000 * euros, Base: by("52")}
	v.do(v.PreparePayment(t.Context(), v.keeper, NewOnce(), b))
	refusedBecause(t, v.PreparePayment(t.Context(), v.keeper, NewOnce(), b), "bedrag")
	release := b
	release.Side, release.Amount = budget.FromCommitted, 2_000*euros
	refusedBecause(t, v.ReleaseMoney(t.Context(), v.keeper, NewOnce(), release), "bedrag")
	made, _, err := v.db.Ledger(t.Context(), postgres.LedgerFilter{Promise: id}, 9)
	v.do(err)
	refusedBecause(t, v.UndoEntry(t.Context(), v.keeper, NewOnce(), made[0].ID, by("53")), "bedrag")
	orders, err := v.db.PaymentOrders(t.Context())
	if err != nil || len(orders) != 1 {
		t.Fatalf("%d orders, %v", len(orders), err)
	}
	both := account.Identity{Person: v.keeper.By().Person, At: noon, Passed: true, Powers: []account.Part{account.HeadPart}}
	same, _ := both.Head()
	if _, err := v.ApprovePayment(t.Context(), same, NewOnce(), orders[0].ID); err == nil {
		t.Error("who prepared it approved it")
	}
	_, err = v.ApprovePayment(t.Context(), v.head, NewOnce(), orders[0].ID)
	v.do(err)
	if _, err := v.ApprovePayment(t.Context(), v.deputy, NewOnce(), orders[0].ID); err == nil {
		t.Error("it was paid twice")
	}
	recover := b
	recover.Amount = 7_000 * euros
	refusedBy(t, v.Recover(t.Context(), v.keeper, NewOnce(), recover), budget.NotHeld)
	recover.Amount = 1_000 * euros
	v.do(v.Recover(t.Context(), v.keeper, NewOnce(), recover))
	e := v.envelope(v.year, "projecten")
	if e.Committed != 7_500*euros || e.Paid != 6_000*euros || e.Recovered != 1_000*euros || e.Available() != voted["projecten"]-7_500*euros {
		t.Errorf("%+v", e)
	}
}

func TestAnAgreementReservesWhatFitsAndPromisesTheRestOnCondition(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	sign := func(conditional bool) error {
		return v.SignAgreement(t.Context(), v.head, NewOnce(), budget.Agreement{Title: "Drie jaar samen", Decision: "2026_CBS_00060", DecidedOn: calendar.DayOf(noon),
			Years: []budget.AgreementYear{{Year: v.year, Kind: "structureel", Amount: 15_000 * euros}, {Year: v.year + 1, Kind: "structureel", Amount: 15_000 * euros, Conditional: conditional}}}, "")
	}
	refusedBecause(t, sign(false), "")
	v.do(sign(true))
	v.do(v.PlanYear(t.Context(), v.keeper, NewOnce(), v.year+1, 1_000, sameKinds))
	next := v.envelope(v.year+1, "structureel")
	refusedBecause(t, v.ReserveConditional(t.Context(), v.keeper, NewOnce(), next.ID), "")
	v.do(v.ChangeCredit(t.Context(), v.keeper, NewOnce(), v.vote(v.year+1, map[budget.Kind]money.Cents{"structureel": 20_000 * euros}, "61")))
	v.do(v.ReserveConditional(t.Context(), v.keeper, NewOnce(), next.ID))
	if e := v.envelope(v.year+1, "structureel"); e.Reserved != 15_000*euros {
		t.Errorf("%+v", e)
	}
	refusedBecause(t, sign(false), "bedrag")
	all, err := v.db.Agreements(t.Context())
	if err != nil || len(all) != 1 || all[0].Years[1].Conditional {
		t.Errorf("%+v, %v", all, err)
	}
	held, err := v.db.HeldIn(t.Context(), v.envelope(v.year, "structureel").ID)
	v.do(err)
	commit := Booking{Promise: held[0].ID, Envelope: held[0].Envelope, Amount: 14_000 * euros, Base: by("62")}
	v.do(v.CommitReserved(t.Context(), v.head, NewOnce(), commit))
	if e := v.envelope(v.year, "structureel"); e.Reserved != 0 || e.Committed != 14_000*euros {
		t.Errorf("%+v", e)
	}
	commit.Amount = 1_001 * euros
	refusedBy(t, v.CommitReserved(t.Context(), v.head, NewOnce(), commit), budget.NotGranted)
}

func TestACeilingThatIsBelowWhatEmergencyAidHasIsRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	v.do(v.PlanYear(t.Context(), v.keeper, NewOnce(), v.year+1, 1_000, sameKinds))
	v.do(v.ChangeCredit(t.Context(), v.keeper, NewOnce(), v.vote(v.year+1, voted, "02")))
	refusedBecause(t, v.ChangeYear(t.Context(), v.keeper, NewOnce(), v.year+1, 700, nil), "plafond")
	v.do(v.ChangeYear(t.Context(), v.keeper, NewOnce(), v.year+1, 800, nil))
}

func TestAYearIsClosedAsItWasProposedByASecondPerson(t *testing.T) {
	t.Parallel()
	v := newTreasury(t)
	id, err := v.commit("noodhulp", 61_000*euros)
	v.do(err)
	refusedAsAWhole(t, "without a next year", v.ProposeClosing(t.Context(), v.keeper, NewOnce(), v.year, nil, "Het jaar is om."))
	v.do(v.PlanYear(t.Context(), v.keeper, NewOnce(), v.year+1, 1_000, sameKinds))
	v.do(v.ChangeCredit(t.Context(), v.keeper, NewOnce(), v.vote(v.year+1, voted, "70")))
	v.do(v.ProposeClosing(t.Context(), v.keeper, NewOnce(), v.year, nil, "Het jaar is om."))
	_, err = v.commit("scholen", 5_000*euros)
	v.do(err)
	if _, ok := errors.AsType[Changed](v.ConfirmClosing(t.Context(), v.head, NewOnce(), v.year)); !ok {
		t.Error("a proposal from before the last booking was confirmed")
	}
	v.do(v.WithdrawClosing(t.Context(), v.keeper, NewOnce(), v.year))
	v.do(v.ProposeClosing(t.Context(), v.keeper, NewOnce(), v.year, nil, "Het jaar is om."))
	same, _ := account.Identity{Person: v.keeper.By().Person, At: noon, Passed: true, Powers: []account.Part{account.HeadPart}}.Head()
	if err := v.ConfirmClosing(t.Context(), same, NewOnce(), v.year); err == nil {
		t.Error("who proposed it confirmed it")
	}
	v.do(v.ConfirmClosing(t.Context(), v.head, NewOnce(), v.year))
	if e := v.envelope(v.year, "noodhulp"); e.Credit != 61_000*euros || e.State != budget.Closed {
		t.Errorf("%+v", e)
	}
	if e := v.envelope(v.year+1, "structureel"); e.Credit != voted["structureel"]*2+80_000*euros+6_000*euros {
		t.Errorf("structural support of the next year: %v", e.Credit)
	}
	_, err = v.commit("projecten", euros)
	refusedBy(t, err, budget.WrongState)
	v.do(v.PreparePayment(t.Context(), v.keeper, NewOnce(), Booking{Promise: id, Envelope: v.envelope(v.year, "noodhulp").ID, Amount: euros, Base: by("71")}))
	orders, err := v.db.PaymentOrders(t.Context())
	v.do(err)
	_, err = v.ApprovePayment(t.Context(), v.head, NewOnce(), orders[0].ID)
	v.do(err)
	was, err := v.db.EnvelopesAsOf(t.Context(), noon.Add(time.Minute))
	v.do(err)
	now, err := v.db.Envelopes(t.Context(), v.year, v.year+1)
	v.do(err)
	if !slices.Equal(was, now) {
		t.Errorf("reckoned from the entries %+v, kept %+v", was, now)
	}
}
