package city_test

import (
	"errors"
	"testing"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/world"
)

func kumasi() city.Partner {
	return city.Partner{Name: "Kumasi", Country: "GH", Latitude: 6.69, Longitude: -1.62, Relation: city.SouthWork, State: city.Active,
		AntwerpLearns: "Compost maken.", PartnerLearns: "Riolen plannen.", Sources: []city.Source{{Fact: "alles", Invented: true}}}
}

func TestAnActivePartnershipTeachesBothSides(t *testing.T) {
	t.Parallel()
	if err := kumasi().Check(); err != nil {
		t.Fatal(err)
	}
	one := kumasi()
	one.PartnerLearns = ""
	if wrong, ok := errors.AsType[fault.Fields](one.Check()); !ok || len(wrong.Of("learns")) == 0 {
		t.Error("a partnership that teaches Antwerp alone is not refused")
	}
	one.Relation = city.Sister
	if err := one.Check(); err != nil {
		t.Errorf("a sister city is a representative tie: %v", err)
	}
}

func TestWhatAPartnerMayNotBeIsRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	p := city.Partner{Country: "XX", Latitude: 91, SDGs: []world.SDG{18},
		Agreement: calendar.Period{First: calendar.Date(2026, time.May, 2), Last: calendar.Date(2026, time.May, 1)}}
	wrong, ok := errors.AsType[fault.Fields](p.Check())
	if !ok {
		t.Fatal("not refused")
	}
	for _, field := range []string{"name", "country", "place", "agreement", "sources", "sdgs"} {
		if len(wrong.Of(field)) == 0 {
			t.Errorf("%s is not refused", field)
		}
	}
}

func TestTheDrawingFollowsFromTheTie(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		relation city.Relation
		state    city.State
		want     city.Tie
	}{
		{city.SouthWork, city.Active, city.Wound},
		{city.Twinning, city.Active, city.Wound},
		{city.Twinning, city.Dormant, city.Dotted},
		{city.SouthWork, city.Ended, city.Dotted},
		{city.Twinning, city.Intended, city.Dotted},
		{city.Sister, city.Active, city.Single},
		{city.Exploration, city.InExploration, city.Dotted},
	} {
		if got := (city.Partner{Relation: c.relation, State: c.state}).Tie(); got != c.want {
			t.Errorf("%s, %s is drawn as %d, want %d", c.relation, c.state, got, c.want)
		}
	}
}

func TestAPlaceIsWrittenInWords(t *testing.T) {
	t.Parallel()
	if got := kumasi().Place(); got != "6,69° noord, 1,62° west" {
		t.Error(got)
	}
	if got := (city.Partner{Latitude: -33.926, Longitude: 18.42}).Place(); got != "33,93° zuid, 18,42° oost" {
		t.Error(got)
	}
}
