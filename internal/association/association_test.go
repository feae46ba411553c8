package association_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/world"
)

func TestEnterpriseNumbersAreReadAndChecked(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]association.KBO{
		"0207.500.123": "0207500123", "BE0207500123": "0207500123", "be 0566 988 259": "0566988259", "207.500.123": "0207500123",
	} {
		if got, err := association.ParseKBO(typed); err != nil || got != want {
			t.Errorf("ParseKBO(%q) = %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "0207500124", "2165162239", "02075001230", "0207 500 12a", "٠٢٠٧٥٠٠١٢٣"} {
		if got, err := association.ParseKBO(typed); !errors.Is(err, association.ErrKBO) {
			t.Errorf("ParseKBO(%q) = %q, %v", typed, got, err)
		}
	}
	if got := association.KBO("0207500123").String(); got != "0207.500.123" {
		t.Errorf("written as %q", got)
	}
}

func TestOneWrongDigitIsSeenInAnEnterpriseNumber(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		number := []byte("0207500123")
		at := rapid.IntRange(1, 9).Draw(t, "at")
		was := number[at]
		number[at] = byte('0' + rapid.IntRange(0, 9).Draw(t, "digit"))
		if valid := association.KBO(number).Valid(); valid != (number[at] == was) {
			t.Fatalf("%s is valid: %v", number, valid)
		}
	})
}

func TestAccountNumbersAreReadAndChecked(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"BE68 5390 0754 7034", "be68539007547034", "NL91 ABNA 0417 1643 00"} {
		if got, err := association.ParseIBAN(typed); err != nil {
			t.Errorf("ParseIBAN(%q) = %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "BE68 5390 0754 7035", "BE68 5390 0754 703", "XX", "BE6853900754703é", "0000000000000000"} {
		if got, err := association.ParseIBAN(typed); !errors.Is(err, association.ErrIBAN) {
			t.Errorf("ParseIBAN(%q) = %q, %v", typed, got, err)
		}
	}
	if got := association.IBAN("BE68539007547034").String(); got != "BE68 5390 0754 7034" {
		t.Errorf("written as %q", got)
	}
}

func TestAnAssociationMayHaveNeitherNumber(t *testing.T) {
	t.Parallel()
	a := association.Association{Name: "Sinjoren voor Nepal (fictief)", Form: association.Unincorporated,
		Region: world.SouthAsia, Postcode: "2100"}
	if err := a.Check(); err != nil {
		t.Fatal(err)
	}
	if a.District() != "Deurne" {
		t.Errorf("district %q", a.District())
	}
}

func TestWhatAnAssociationMayNotBeIsRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	a := association.Association{Name: " ", Form: "bv", Net: "x", KBO: "0207500124", VCode: "123", Countries: []world.Code{"XX"},
		Region: "mars", Postcode: "0000", Website: "javascript:alert(1)"}
	wrong, ok := errors.AsType[fault.Fields](a.Check())
	if !ok {
		t.Fatal("not refused")
	}
	for _, field := range []string{"name", "form", "net", "kbo", "vcode", "countries", "region", "postcode", "website"} {
		if len(wrong.Of(field)) == 0 {
			t.Errorf("%s is not refused", field)
		}
	}
}

func TestOnlyASchoolHasANet(t *testing.T) {
	t.Parallel()
	a := association.Association{Name: "De Kade (fictief)", Form: association.School, Region: world.Worldwide, Postcode: "2000"}
	if wrong, ok := errors.AsType[fault.Fields](a.Check()); !ok || len(wrong.Of("net")) == 0 {
		t.Error("a school without a net is not refused")
	}
	a.Net = association.OVSG
	if err := a.Check(); err != nil {
		t.Error(err)
	}
}

func FuzzParseKBO(f *testing.F) {
	for _, seed := range []string{"0207.500.123", "BE", "207500123", "\x00", "--------"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		k, err := association.ParseKBO(typed)
		if err != nil {
			return
		}
		if again, err := association.ParseKBO(k.String()); err != nil || again != k {
			t.Fatalf("ParseKBO(%q) = %q, %v", k.String(), again, err)
		}
	})
}

func FuzzParseIBAN(f *testing.F) {
	for _, seed := range []string{"BE68 5390 0754 7034", "NL91ABNA0417164300", "BE", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		i, err := association.ParseIBAN(typed)
		if err != nil {
			return
		}
		if again, err := association.ParseIBAN(i.String()); err != nil || again != i {
			t.Fatalf("ParseIBAN(%q) = %q, %v", i.String(), again, err)
		}
	})
}
