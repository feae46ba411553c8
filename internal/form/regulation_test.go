package form

import (
	"errors"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

func ruled() grant.Version {
	return grant.Version{InForce: calendar.Period{First: calendar.Date(2027, time.March, 2)}, Terms: grant.Terms{
		Title: "Projecten", Purpose: "Waarvoor.", LegalGround: "Wet.", ForWhom: "Verenigingen.", Scope: []string{"Een.", "Twee."}, Excluded: []string{"Niet dit."},
		Applicants: []association.Form{association.NonProfit, association.Unincorporated}, Proofs: []string{"Een verslag."},
		Thresholds: []grant.Threshold{{From: 0, Proof: "Verslag."}, {From: 1_239_47, Proof: "Ook: facturen."}},
		Criteria:   []grant.Criterion{{Kind: grant.Target, Title: "Wie", Groups: [][]string{{"vzw", "in Antwerpen"}, {"school"}}}},
		MaxAmount:  8_000_00, MaxShare: 3_350, MinCost: 1_500_00, Advance: 8_000,
		PerUnit:       grant.PerUnit{Amount: 350_00, Question: "reizigers", Unit: "deelnemer"},
		AccountWithin: 90, DecisionWithin: 60, Ahead: 28, Envelope: "projecten", OnlyDAC: true,
	}}
}

// posted are the fields that a page with the form sends.
func posted(v Version) url.Values {
	values := url.Values{"van": {v.From}, "titel": {v.Title}, "waarvoor": {v.Purpose}, "rechtsgrond": {v.LegalGround}, "voorwie": {v.ForWhom}, "aanvragers": v.Forms,
		"wat": {strings.ReplaceAll(v.Scope, "\n", "\r\n")}, "uitgesloten": {v.Excluded}, "bewijzen": {v.Proofs}, "drempels": {v.Thresholds}, "maximum": {v.MaxAmount},
		"per-stuk": {v.EachAmount}, "per-vraag": {v.EachQuestion}, "per-wat": {v.EachUnit}, "aandeel": {v.MaxShare}, "minimum": {v.MinCost}, "voorschot": {v.Advance}, "verslagtermijn": {v.AccountWithin}, "beslistermijn": {v.DecisionWithin},
		"vooraf": {v.AskedAhead}}
	for i, c := range v.Criteria {
		values.Set(CriterionField(i+1), c)
	}
	return values
}

func TestTheFormOfAVersionGivesBackWhatItWasFilledWith(t *testing.T) {
	t.Parallel()
	want := ruled()
	read, err := ReadVersion(posted(TypedVersion(want)))
	if err != nil {
		t.Fatal(err)
	}
	from, change, err := read.Change()
	if err != nil || from != want.InForce.First {
		t.Fatalf("%v, %v", from, err)
	}
	got := ruled()
	change(&got.Terms)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v is not %+v", got, want)
	}
	published := ruled()
	published.Published = true
	if next := TypedVersion(published); next.From != "" {
		t.Errorf("the next version begins on the day of the last: %q", next.From)
	}
}

func TestWhatCannotBeReadOfAVersionIsRefused(t *testing.T) {
	t.Parallel()
	for field, change := range map[string]func(*Version){
		"van": func(v *Version) { v.From = "binnenkort" }, "maximum": func(v *Version) { v.MaxAmount = "veel" }, "aandeel": func(v *Version) { v.MaxShare = "101" },
		"voorschot": func(v *Version) { v.Advance = "alles" }, "minimum": func(v *Version) { v.MinCost = "weinig" }, "per-stuk": func(v *Version) { v.EachAmount = "wat" }, "verslagtermijn": func(v *Version) { v.AccountWithin = "lang" },
		"beslistermijn": func(v *Version) { v.DecisionWithin = "-1" }, "vooraf": func(v *Version) { v.AskedAhead = "" }, "drempels": func(v *Version) { v.Thresholds = "facturen" },
		"criterium-1": func(v *Version) { v.Criteria[0] = "of\n\nof" },
	} {
		typed := TypedVersion(ruled())
		change(&typed)
		_, _, err := typed.Change()
		wrong, _ := errors.AsType[fault.Fields](err)
		if len(wrong) != 1 || wrong[0].Name != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// A maximum for each of something is given whole, or not at all: what stands beside an amount that is missing is not dropped in silence.
func TestAMaximumForEachNeedsItsAmount(t *testing.T) {
	t.Parallel()
	for says, typed := range map[string]Version{
		"an amount that was emptied": {EachQuestion: "reizigers", EachUnit: "deelnemer"}, "a question": {EachQuestion: "reizigers"}, "a unit": {EachUnit: "deelnemer"},
	} {
		v := TypedVersion(ruled())
		v.EachAmount, v.EachQuestion, v.EachUnit = typed.EachAmount, typed.EachQuestion, typed.EachUnit
		_, _, err := v.Change()
		if wrong, _ := errors.AsType[fault.Fields](err); len(wrong) != 1 || wrong[0].Name != "per-stuk" {
			t.Errorf("%s alone: %v", says, err)
		}
	}
	without := ruled()
	without.PerUnit = grant.PerUnit{}
	read, err := ReadVersion(posted(TypedVersion(without))) // as an untouched form sends it
	if err != nil {
		t.Fatal(err)
	}
	_, change, err := read.Change()
	if err != nil {
		t.Fatalf("an untouched form: %v", err)
	}
	got := ruled()
	if change(&got.Terms); got.PerUnit != (grant.PerUnit{}) {
		t.Errorf("%+v", got.PerUnit)
	}
}

func TestARoundIsReadInWholeDays(t *testing.T) {
	t.Parallel()
	want := grant.Round{Version: 7, Title: "Najaar", OpensAt: calendar.Date(2027, time.March, 28).Start(), ClosesAt: grant.MidnightAfter(calendar.Date(2027, time.October, 31)),
		Grace: 90 * time.Second, Money: 90_000_00}
	typed := TypedRound(want)
	read, err := ReadRound(url.Values{"gezien": {"x"}, "versie": {"7"}, "titel": {" " + typed.Title}, "opent": {typed.Opens}, "sluit": {typed.Closes}, "uitloop": {typed.Grace},
		"geld": {typed.Money}})
	if err != nil || read.Seen != "x" {
		t.Fatalf("%+v, %v", read, err)
	}
	got, err := read.Round()
	if err != nil || !got.OpensAt.Equal(want.OpensAt) || !got.ClosesAt.Equal(want.ClosesAt) || got.Grace != want.Grace || got.Money != want.Money || got.Version != 7 {
		t.Errorf("%+v is not %+v, %v", got, want, err)
	}
	if empty, err := (Round{}).Round(); err != nil || !empty.OpensAt.IsZero() || empty.Grace != grant.DefaultGrace || empty.Money != 0 {
		t.Errorf("%+v, %v", empty, err)
	}
	for field, r := range map[string]Round{"opent": {Opens: "nu"}, "sluit": {Closes: "30/2/2027"}, "uitloop": {Grace: "kort"}, "geld": {Money: "veel"}} {
		_, err := r.Round()
		if wrong, _ := errors.AsType[fault.Fields](err); len(wrong) != 1 || wrong[0].Name != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	longer, err := ReadLonger(url.Values{"sluit": {"31/10/2027"}, "bericht": {" Storing.\r\nSorry. "}, "vakantie": {"ja"}})
	if err != nil || !longer.Holidays || longer.Notice != "Storing.\nSorry." {
		t.Errorf("%+v, %v", longer, err)
	}
	if to, err := longer.To(); err != nil || !to.Equal(want.ClosesAt) {
		t.Errorf("%v, %v", to, err)
	}
	if _, err := (Longer{Closes: "ooit"}).To(); err == nil {
		t.Error("ooit is a day")
	}
}

func TestTheGuideReadsWhatItsPagesLinkTo(t *testing.T) {
	t.Parallel()
	p, err := ReadGuide(url.Values{"wie": {"groep"}, "hier": {"ja"}, "wat": {"project"}, "land": {"FR"}, "partner": {"nee"}, "kost": {"10000"}, "begin": {"later"}, "klopt": {"geen"}})
	want := grant.Plan{Who: grant.ByGroup, Here: grant.Yes, Activity: grant.Project, Country: "FR", Partner: grant.No, Cost: grant.CostMiddle, Begins: grant.Far, Trouble: grant.Fine}
	if err != nil || p != want {
		t.Errorf("%+v, %v", p, err)
	}
	for _, values := range []url.Values{{"wie": {"iemand"}}, {"land": {"XX"}}, {"wat": {"project", "noodhulp"}}, {"klopt": {"alles"}}} {
		if _, err := ReadGuide(values); !errors.Is(err, fault.Malformed) {
			t.Errorf("%v: %v", values, err)
		}
	}
}
