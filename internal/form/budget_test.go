package form_test

import (
	"errors"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/money"
)

func values(t *testing.T, typed string) url.Values {
	t.Helper()
	all, err := url.ParseQuery(typed)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// wrongAt returns the names of the fields that are refused, in order.
func wrongAt(err error) string {
	var names []string
	wrong, _ := errors.AsType[fault.Fields](err)
	for _, one := range wrong {
		names = append(names, one.Name)
	}
	return strings.Join(names, " ")
}

func TestCreditIsReadAsPeopleTypeIt(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says, typed, wrong string
		want               map[budget.EnvelopeID]money.Cents
	}{
		{"amounts with their signs", "gezien=12&bedrag-3=-5.000&bedrag-4=€ 1 234,50&bedrag-5=&besluit=2027_gr_00012&dag=31/3/2027", "", map[budget.EnvelopeID]money.Cents{3: -5_000_00, 4: 1_234_50}},
		{"a long minus", "bedrag-3=− 5", "", map[budget.EnvelopeID]money.Cents{3: -5_00}},
		{"nothing", "", "", map[budget.EnvelopeID]money.Cents{}},
		{"words, in the order of envelopes", "bedrag-10=veel&bedrag-9=1,234&besluit=GR12&dag=31/2/2027", "bedrag-9 bedrag-10 besluit dag", nil},
		{"more than a city has", "bedrag-3=99999999999999", "bedrag-3", nil},
	} {
		typed, err := form.ReadCredit(values(t, test.typed))
		if err != nil {
			t.Fatalf("%s: %v", test.says, err)
		}
		changes, base, err := typed.Changes()
		if wrongAt(err) != test.wrong || err == nil && !maps.Equal(changes, test.want) {
			t.Errorf("%s: %v, refused at %q", test.says, changes, wrongAt(err))
		}
		if test.says == "amounts with their signs" && (typed.Seen != 12 || base.Decision != "2027_GR_00012" || base.On != calendar.Date(2027, 3, 31) || typed.Amounts[4] != "€ 1 234,50") {
			t.Errorf("%+v, %+v", typed, base)
		}
	}
}

func TestWhatIsNotChosenIsRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	transfer, _ := form.ReadTransfer(values(t, "bedrag=1"))
	_, _, err := transfer.Move()
	if wrongAt(err) != "van naar" {
		t.Errorf("a transfer: %q", wrongAt(err))
	}
	commitment, _ := form.ReadCommitment(values(t, "titel=+Steun+&begunstigde=akwaaba&bedrag=niets"))
	if _, _, err = commitment.Given(); wrongAt(err) != "enveloppe bedrag" || commitment.Title != "Steun" || commitment.To != "akwaaba" {
		t.Errorf("a commitment: %q, %+v", wrongAt(err), commitment)
	}
	booking, _ := form.ReadBooking(values(t, "enveloppe=3&bedrag=5"))
	if amount, _, err := booking.Given(false); err != nil || amount != 5_00 {
		t.Errorf("a payment: %v, %v", amount, err)
	}
	if _, _, err = booking.Given(true); wrongAt(err) != "kant" {
		t.Errorf("a release: %q", wrongAt(err))
	}
	undoing, _ := form.ReadUndoing(values(t, "besluit=12&dag=gisteren&waarom=+Fout.%0D%0ATwee.+"))
	if _, err = undoing.Given(); wrongAt(err) != "besluit dag" || undoing.Why != "Fout.\nTwee." {
		t.Errorf("a correction: %q, %q", wrongAt(err), undoing.Why)
	}
}

func TestTheRulesOfAYearAreReadInPercent(t *testing.T) {
	t.Parallel()
	kinds := []budget.Kind{"scholen", "noodhulp"}
	for typed, want := range map[string]int{"10": 1_000, "7,5": 750, "7.5 %": 750, "0": 0, "100%": 10_000, "-1": -100, "101": 10_100} {
		rules, err := form.ReadYearRules(url.Values{"jaar": {"2027"}, "plafond": {typed}, "rest-scholen": {"lapses"}, "rest-noodhulp": {"same-kind"}})
		if err != nil {
			t.Fatal(err)
		}
		year, points, leftovers, err := rules.Planned(kinds)
		if err != nil || year != 2027 || points != want || leftovers["noodhulp"] != budget.SameKind || len(leftovers) != 2 {
			t.Errorf("%q: %d, %v, %v", typed, points, leftovers, err)
		}
		if want >= 0 && want <= 10_000 && form.Percent(points) != strings.NewReplacer(".", ",", "%", "", " ", "").Replace(typed) {
			t.Errorf("%q is written %q", typed, form.Percent(points))
		}
	}
	rules, err := form.ReadYearRules(values(t, "jaar=27&plafond=veel&rest-scholen=houden"))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err = rules.Planned(kinds); wrongAt(err) != "jaar plafond rest-scholen rest-noodhulp" {
		t.Errorf("refused at %q", wrongAt(err))
	}
	for text, want := range map[string]bool{"2027": true, "2000": true, "2100": true, "1999": false, "2101": false, "02027": false, "+2027": false, "27": false, "": false} {
		if _, ok := form.ParseYear(text); ok != want {
			t.Errorf("%q is a year: %v", text, ok)
		}
	}
}

func TestAnAgreementIsReadWithTheEarliestYearFirst(t *testing.T) {
	t.Parallel()
	typed, err := form.ReadAgreement(values(t, "titel=Drie jaar&besluit=2027_CBS_00060&dag=3/5/2027&jaar-1=2029&soort-1=scholen&bedrag-1=3&voorbehoud-1=ja&"+
		"jaar-2=2028&soort-2=scholen&jaar-3=2027&soort-3=projecten&bedrag-3=1"))
	if err != nil {
		t.Fatal(err)
	}
	signed, err := typed.Signed(association.ID(7))
	want := []budget.AgreementYear{{Year: 2027, Kind: "projecten", Amount: 1_00}, {Year: 2029, Kind: "scholen", Amount: 3_00, Conditional: true}}
	if err != nil || signed.Association != 7 || signed.Decision != "2027_CBS_00060" || !slices.Equal(signed.Years, want) {
		t.Errorf("%+v, %v", signed, err)
	}
	if row, ok := typed.RowOf(2029, "scholen"); !ok || row != 0 {
		t.Errorf("row %d, %v", row, ok)
	}
	if _, ok := typed.RowOf(2028, "scholen"); ok {
		t.Error("a row without an amount promises something")
	}
	typed, err = form.ReadAgreement(values(t, "jaar-1=dit jaar&bedrag-1=veel&jaar-2=2028&soort-2=scholen&bedrag-2=1&jaar-3=2028&soort-3=scholen&bedrag-3=2"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = typed.Signed(0); wrongAt(err) != "jaar-1 bedrag-1 soort-1 jaar-3" {
		t.Errorf("refused at %q", wrongAt(err))
	}
}

func TestAClosingSaysWhatGoesOn(t *testing.T) {
	t.Parallel()
	c, err := form.ReadClosing(values(t, "mee-12=ja&mee-3=ja&waarom=Om.&doe=bereken"))
	if err != nil || !slices.Equal(c.MovesOn, []budget.PromiseID{3, 12}) || !c.Reckon || c.Why != "Om." {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestASearchOfEntriesHasADecisionAndDays(t *testing.T) {
	t.Parallel()
	e, err := form.ReadEntries(values(t, "enveloppe=3&soort=credit&besluit=2027_gr_00012&q=+water+&van=15/5/2027&tot=16/5/2027&na=9"))
	if err != nil {
		t.Fatal(err)
	}
	number, first, last, err := e.Meant()
	if err != nil || number != "2027_GR_00012" || first != calendar.Date(2027, 5, 15) || last != first+1 || e.Envelope != 3 || e.Kind != budget.Credit || e.Words != "water" || e.Before != 9 {
		t.Errorf("%+v: %q, %v to %v, %v", e, number, first, last, err)
	}
	if _, _, _, err = (form.Entries{Decision: "12", First: "16/5/2027", Last: "15/5/2027"}).Meant(); wrongAt(err) != "besluit tot" {
		t.Errorf("refused at %q", wrongAt(err))
	}
}

func TestWhatNoFormOfTheLedgerSendsIsMalformed(t *testing.T) {
	t.Parallel()
	readers := ledgerReaders()
	for _, test := range []struct{ form, typed string }{
		{"credit", "bedrag-0=1"}, {"credit", "bedrag-x=1"}, {"credit", "bedrag-3=1&bedrag-3=2"}, {"credit", "gezien=-1"}, {"transfer", "van=x"}, {"commitment", "begunstigde=A B"},
		{"booking", "kant=iets"}, {"rules", "rest-A=lapses"}, {"rules", "rest-scholen=lapses&rest-scholen=lapses"}, {"closing", "mee-=ja"}, {"agreement", "soort-1=A B"}, {"entries", "soort=gift"},
		{"entries", "enveloppe=0"}, {"undoing", "dag=1&dag=2"},
	} {
		if err := readers[test.form](values(t, test.typed)); !errors.Is(err, fault.Malformed) {
			t.Errorf("%s of %q: %v", test.form, test.typed, err)
		}
	}
	many := url.Values{}
	for i := range 2_001 {
		many.Set(form.MoveOnField(budget.PromiseID(i+1)), "ja")
	}
	if _, err := form.ReadClosing(many); !errors.Is(err, fault.Malformed) {
		t.Errorf("more than a form has: %v", err)
	}
}

// ledgerReaders read each form, and all that it can be asked for.
func ledgerReaders() map[string]func(url.Values) error {
	return map[string]func(url.Values) error{
		"credit": func(v url.Values) error {
			c, err := form.ReadCredit(v)
			if err != nil {
				return err
			}
			_, _, err = c.Changes()
			return err
		},
		"transfer": func(v url.Values) error {
			c, err := form.ReadTransfer(v)
			if err != nil {
				return err
			}
			_, _, err = c.Move()
			return err
		},
		"commitment": func(v url.Values) error {
			c, err := form.ReadCommitment(v)
			if err != nil {
				return err
			}
			_, _, err = c.Given()
			return err
		},
		"booking": func(v url.Values) error {
			c, err := form.ReadBooking(v)
			if err != nil {
				return err
			}
			_, _, err = c.Given(true)
			return err
		},
		"undoing": func(v url.Values) error {
			c, err := form.ReadUndoing(v)
			if err != nil {
				return err
			}
			_, err = c.Given()
			return err
		},
		"rules": func(v url.Values) error {
			c, err := form.ReadYearRules(v)
			if err != nil {
				return err
			}
			_, _, _, err = c.Planned([]budget.Kind{"scholen", "noodhulp"})
			return err
		},
		"closing": func(v url.Values) error { _, err := form.ReadClosing(v); return err },
		"agreement": func(v url.Values) error {
			c, err := form.ReadAgreement(v)
			if err != nil {
				return err
			}
			_, err = c.Signed(1)
			return err
		},
		"entries": func(v url.Values) error {
			c, err := form.ReadEntries(v)
			if err != nil {
				return err
			}
			_, _, _, err = c.Meant()
			return err
		},
	}
}

// FuzzLedgerForms sends anything to the forms of the ledger: it is read, malformed, or refused beside fields that have names.
func FuzzLedgerForms(f *testing.F) {
	for _, seed := range []string{"gezien=0&bedrag-3=-5.000&besluit=2027_GR_00012&dag=31/3/2027", "jaar=2027&plafond=7,5&rest-scholen=lapses", "mee-3=ja&doe=bereken",
		"titel=x&jaar-1=2027&soort-1=scholen&bedrag-1=1&voorbehoud-1=ja", "enveloppe=3&kant=reserved&bedrag=1", "van=1&naar=2&bedrag=€", "bedrag-99999999999999999999=1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		v, err := url.ParseQuery(typed)
		if err != nil {
			return
		}
		for name, read := range ledgerReaders() {
			err := read(v)
			wrong, refused := errors.AsType[fault.Fields](err)
			if err != nil && !refused && !errors.Is(err, fault.Malformed) {
				t.Errorf("%s of %q: %v", name, typed, err)
			}
			for _, one := range wrong {
				if one.Name == "" || one.Sentence == "" {
					t.Errorf("%s of %q: %+v", name, typed, one)
				}
			}
		}
	})
}
