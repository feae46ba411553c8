package postgres_test

import (
	"testing"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
)

func TestThePartsOfAnEnvelopeAddUpToItsBalances(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	p := l.promise("projecten", 9_000)
	l.do(l.book("budget.credit", l.credit(2027, "projecten", -1_000, budget.Amendment, "02")))
	l.do(l.book("budget.transfer", l.transfer(l.envelope(2027, "structureel"), l.envelope(2027, "projecten"), 2_500)))
	l.do(l.book("budget.transfer", l.transfer(l.envelope(2027, "projecten"), l.envelope(2027, "scholen"), 500)))
	l.do(l.book("agreement.sign", l.of(p, budget.Reservation, "", 8_000)))
	l.do(l.book("budget.release", l.of(p, budget.Release, budget.FromReserved, 1_000)))
	l.do(l.book("budget.commit", l.of(p, budget.Commitment, "", 6_000)))
	l.do(l.book("budget.pay", l.of(p, budget.Payment, "", 4_000)))
	l.do(l.book("budget.release", l.of(p, budget.Release, budget.FromCommitted, 500)))
	l.do(l.book("budget.recover", l.of(p, budget.Recovery, "", 300)))

	parts, err := l.db.LedgerParts(t.Context(), 2027)
	l.do(err)
	sums, counts := map[string]money.Cents{}, map[string]int{}
	e := l.envelope(2027, "projecten")
	unreserved := money.Cents(0)
	for _, part := range parts {
		if part.Envelope == e.ID {
			sums[string(part.Kind)+" "+part.Of], counts[string(part.Kind)+" "+part.Of] = part.Amount, part.Entries
			unreserved += part.Unreserved
		}
	}
	credit := sums["credit initial"] + sums["credit amendment"] + sums["transfer in"] - sums["transfer out"]
	reserved := sums["reservation "] - unreserved - sums["release reserved"]
	committed := sums["commitment "] - sums["release committed"]
	if credit != e.Credit || reserved != e.Reserved || committed != e.Committed || sums["payment "] != e.Paid || sums["recovery "] != e.Recovered || counts["credit initial"] != 1 {
		t.Errorf("the parts %v of %+v", sums, e)
	}
	if sums["credit amendment"] != -1_000 || sums["transfer in"] != 2_500 || sums["transfer out"] != 500 || unreserved != 7_000 {
		t.Errorf("%v, %v", sums, unreserved)
	}
}

func TestASearchOfEntriesIsAddedUpByKind(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	l.do(l.book("budget.transfer", l.transfer(l.envelope(2027, "structureel"), l.envelope(2027, "projecten"), 2_500)))
	for _, test := range []struct {
		says   string
		filter postgres.LedgerFilter
		want   map[budget.EntryKind]postgres.LedgerSum
	}{
		{"a year", postgres.LedgerFilter{Year: 2027, Before: 2}, map[budget.EntryKind]postgres.LedgerSum{budget.Credit: {Lines: 3, Amount: 160_000}, budget.Transfer: {Lines: 2}}},
		{"where it went", postgres.LedgerFilter{Envelope: l.envelope(2027, "projecten").ID}, map[budget.EntryKind]postgres.LedgerSum{budget.Credit: {Lines: 1, Amount: 50_000}, budget.Transfer: {Lines: 1, Amount: 2_500}}},
		{"where it came from", postgres.LedgerFilter{Envelope: l.envelope(2027, "structureel").ID, Kind: budget.Transfer}, map[budget.EntryKind]postgres.LedgerSum{budget.Transfer: {Lines: 1, Amount: -2_500}}},
		{"nothing", postgres.LedgerFilter{Year: 2027, Words: "xylofoon"}, nil},
	} {
		sums, err := l.db.LedgerSums(t.Context(), test.filter)
		l.do(err)
		if len(sums) != len(test.want) {
			t.Errorf("%s: %+v", test.says, sums)
		}
		for _, s := range sums {
			if want := test.want[s.Kind]; s.Lines != want.Lines || s.Amount != want.Amount {
				t.Errorf("%s: %+v, want %+v", test.says, s, want)
			}
		}
	}
}
