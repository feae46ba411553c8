package staff

import (
	"strings"
	"testing"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/money"
)

func TestAnActOnTheBudgetIsToldInWords(t *testing.T) {
	t.Parallel()
	const entry = `{"ID": 0, "Kind": "credit", "Envelope": 3, "Amount": 500000, "Reverses": 0, "Decision": "2027_GR_00012", "On": 0}`
	for _, test := range []struct{ says, act, detail, want string }{
		{"credit", "budget.credit", `{"before": {"noodhulp": 6700000, "scholen": 0}, "after": [` + entry + `]}`,
			"Voordien=krediet: noodhulp € 67.000 · scholen € 0|Nadien=Krediet € 5.000, besluit 2027_GR_00012"},
		{"two entries", "budget.close", `{"before": {"proposed_by": 3}, "after": [` + entry + `, ` + entry + `]}`,
			"Voordien=voorgesteld door persoon: 3|Nadien=Krediet € 5.000, besluit 2027_GR_00012; Krediet € 5.000, besluit 2027_GR_00012"},
		{"a commitment", "budget.commit", `{"after": {"promise": {"Source": "direct", "Title": "Steun\u202e", "Kind": "noodhulp", "Amount": 1}, "entry": ` + entry + `}}`,
			"Nadien=Steun⟨202E⟩: Krediet € 5.000, besluit 2027_GR_00012"},
		{"rules", "budget.rules", `{"before": 1000, "after": {"ceiling": 750, "leftovers": {"3": "lapses"}}}`, "Voordien=plafond voor noodhulp 10 procent|Nadien=plafond voor noodhulp 7,5 procent"},
		{"an agreement", "agreement.sign", `{"after": {"Title": "Samen", "Decision": "2027_CBS_00012", "Years": [{"Year": 2027, "Kind": "scholen", "Amount": 100, "Conditional": false},
			{"Year": 2028, "Kind": "scholen", "Amount": 100, "Conditional": true}]}}`, "Nadien=Samen, besluit 2027_CBS_00012: 2027 scholen € 1; 2028 scholen € 1 onder voorbehoud"},
	} {
		var got []string
		for _, l := range (Entry{Act: test.act, Detail: test.detail}).Lines() {
			got = append(got, l.Label+"="+strings.ReplaceAll(l.Text, money.Nbsp, " "))
		}
		if strings.Join(got, "|") != test.want {
			t.Errorf("%s: %q, want %q", test.says, strings.Join(got, "|"), test.want)
		}
	}
}

func TestAFigureIsTheSumOfItsTerms(t *testing.T) {
	t.Parallel()
	view := EnvelopeView{Envelope: budget.Envelope{ID: 3, Year: 2027, State: budget.Open, Credit: 80, Reserved: 10, Committed: 30, Paid: 20, Recovered: 5},
		Reckoning: Reckoning{Voted: 90, Amended: -5, In: 5, Out: 10, ReservedFor: 25, TakenOver: 10, ReleasedReserved: 5, CommittedFor: 33, ReleasedCommitted: 3}}
	for _, f := range view.Figures() {
		var sum money.Cents
		for _, term := range f.Terms {
			if term.Amount <= 0 {
				t.Errorf("%s has a term of %d", f.Label, term.Amount)
			}
			if term.Minus {
				sum -= term.Amount
			} else {
				sum += term.Amount
			}
		}
		if sum != f.Amount {
			t.Errorf("%s is %d, its terms are %d: %+v", f.Label, f.Amount, sum, f.Terms)
		}
	}
	view.State = budget.Closed
	if all := view.Figures(); all[len(all)-1].Label != "Vervallen" {
		t.Errorf("a closed year still has %s", all[len(all)-1].Label)
	}
}

func TestTheCeilingIsSaidWithWhatCanStillBeAdded(t *testing.T) {
	t.Parallel()
	page := YearPage{Of: budget.Year{Year: 2027, Ceiling: 1_000}, Envelopes: []EnvelopeView{{Envelope: budget.Envelope{Credit: 781_000_00}}, {Envelope: budget.Envelope{Credit: 67_000_00, Emergency: true}}}}
	said := strings.ReplaceAll(page.ceiling(), money.Nbsp, " ")
	if said != "Noodhulp mag hoogstens 10 procent van het krediet van het jaar hebben: € 84.800 van € 848.000. Nu heeft ze € 67.000, dat is 7,9 procent." {
		t.Error(said)
	}
	room := page.room()
	if all, has := 848_000_00+room, 67_000_00+room; has*10 > all || (has+1)*10 <= all+1 {
		t.Errorf("%v can be added", room)
	}
	page.Of.Ceiling = budget.AllPoints
	if page.room() != money.Max || (YearPage{}).ceiling() == "" {
		t.Error("a whole ceiling leaves all room, and an empty year has a sentence")
	}
}

func TestWhatTheLedgerWouldRefuseForSureIsNotOffered(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says string
		line EntryLine
		want bool
	}{
		{"an amendment of a year that runs", EntryLine{Entry: budget.Entry{Kind: budget.Credit, Basis: budget.Amendment}, State: budget.Open}, true},
		{"the vote of a year that runs", EntryLine{Entry: budget.Entry{Kind: budget.Credit, Basis: budget.Initial}, State: budget.Open}, false},
		{"the vote of a year to come", EntryLine{Entry: budget.Entry{Kind: budget.Credit, Basis: budget.Initial}, State: budget.Planned}, true},
		{"a transfer, where it came from", EntryLine{Entry: budget.Entry{Kind: budget.Transfer, Envelope: 1, To: 2}, Line: 1, State: budget.Open}, true},
		{"its other line", EntryLine{Entry: budget.Entry{Kind: budget.Transfer, Envelope: 1, To: 2}, Line: 2, State: budget.Open}, false},
		{"a transfer out of emergency aid", EntryLine{Entry: budget.Entry{Kind: budget.Transfer, Envelope: 1, To: 2, Emergency: true}, Line: 1, State: budget.Open}, false},
		{"a payment of a closed year", EntryLine{Entry: budget.Entry{Kind: budget.Payment}, State: budget.Closed}, true},
		{"a commitment of a closed year", EntryLine{Entry: budget.Entry{Kind: budget.Commitment}, State: budget.Closed}, false},
		{"a reservation of a year to come", EntryLine{Entry: budget.Entry{Kind: budget.Reservation}, State: budget.Planned}, true},
		{"what was put right", EntryLine{Entry: budget.Entry{Kind: budget.Payment}, ReversedBy: 9, State: budget.Open}, false},
		{"what puts right", EntryLine{Entry: budget.Entry{Kind: budget.Payment, Reverses: 9}, State: budget.Open}, false},
	} {
		if got := test.line.CanUndo(); got != test.want {
			t.Errorf("%s: %v", test.says, got)
		}
		page := EntryPage{Lines: []EntryLine{test.line}}
		if test.line.Line == test.line.Envelope && (page.whyNot() == "") != test.want {
			t.Errorf("%s: %q", test.says, page.whyNot())
		}
	}
}
