package world_test

import (
	"slices"
	"testing"

	"vriendenstad/internal/world"
)

func TestCountriesHaveDutchNames(t *testing.T) {
	t.Parallel()
	for code, want := range map[world.Code]string{
		"CD": "Democratische Republiek Congo", "GH": "Ghana", "MA": "Marokko", "SN": "Senegal", "ZA": "Zuid-Afrika",
		"NP": "Nepal", "PH": "Filipijnen", "ES": "Spanje", "BE": "België", "XX": "XX",
	} {
		if got := code.Name(); got != want {
			t.Errorf("%s is %q, want %q", code, got, want)
		}
	}
	all := world.Codes()
	if len(all) != 249 {
		t.Errorf("%d countries, want 249", len(all))
	}
	for _, c := range all {
		if c.Name() == string(c) {
			t.Errorf("%s has no name", c)
		}
	}
}

func TestOnlyAssignedCodesAreCountries(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"", "X", "XX", "BEL", "D ", " A", "E A", "ß"} {
		if c, ok := world.ParseCode(typed); ok {
			t.Errorf("ParseCode(%q) = %q", typed, c)
		}
	}
	if c, ok := world.ParseCode("gh"); !ok || c != "GH" {
		t.Errorf("ParseCode(gh) = %q, %v", c, ok)
	}
}

func TestThereAreSeventeenGoals(t *testing.T) {
	t.Parallel()
	for _, s := range world.SDGs() {
		if s.Title() == "" {
			t.Errorf("goal %d has no title", s)
		}
	}
	for _, typed := range []string{"0", "18", "-1", "01", "+1", "", "zes", "1.0"} {
		if s, ok := world.ParseSDG(typed); ok {
			t.Errorf("ParseSDG(%q) = %d", typed, s)
		}
	}
	if s, ok := world.ParseSDG("6"); !ok || s.Title() != "Schoon water en sanitair" {
		t.Errorf("ParseSDG(6) = %d, %v", s, ok)
	}
}

func TestSectorsHaveFiveDigitsAndALabel(t *testing.T) {
	t.Parallel()
	for _, s := range world.Sectors() {
		if s < 10000 || s > 99999 || !s.Valid() || s.Label() == "" {
			t.Errorf("sector %d: %q", s, s.Label())
		}
	}
	if world.Sector(1).Valid() {
		t.Error("1 is no sector")
	}
}

func TestWordsAreSortedAsInADictionary(t *testing.T) {
	t.Parallel()
	got := world.Sorted([]string{"Zuid-Afrika", "België", "benin", "Belize", "Écuador", "Egypte"})
	if want := []string{"België", "Belize", "benin", "Écuador", "Egypte", "Zuid-Afrika"}; !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestTheZuidwerkingIsInDevelopingCountriesAndSpainIsNot(t *testing.T) {
	t.Parallel()
	for code, want := range map[world.Code]bool{"CD": true, "GH": true, "MA": true, "SN": true, "NP": true, "ZA": true, "PS": true, "ES": false, "BE": false, "": false, " ": false, "A": false} {
		if got := code.Developing(); got != want {
			t.Errorf("%q: %v", code, got)
		}
	}
}

func TestCountriesStandInTheOrderOfTheirNames(t *testing.T) {
	t.Parallel()
	all := world.ByName()
	if len(all) != len(world.Codes()) {
		t.Fatalf("%d of %d", len(all), len(world.Codes()))
	}
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = c.Name()
	}
	if want := world.Sorted(names); !slices.Equal(names, want) {
		t.Errorf("%v", names)
	}
	all[0] = "XX"
	if world.ByName()[0] == "XX" {
		t.Error("who reads them changes them for others")
	}
}
