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
	"vriendenstad/internal/project"
)

func ruled() grant.Version {
	return grant.Version{InForce: calendar.Period{First: calendar.Date(2027, time.March, 2)}, Terms: grant.Terms{
		Title: "Projecten", Purpose: "Waarvoor.", LegalGround: "Wet.", ForWhom: "Verenigingen.", Scope: []string{"Een.", "Twee."}, Excluded: []string{"Niet dit."},
		Applicants: []association.Form{association.NonProfit, association.Unincorporated}, Proofs: []string{"Een verslag."},
		Thresholds: []grant.Threshold{{From: 0, Proof: "Verslag."}, {From: 1_239_47, Proof: "Ook: facturen."}},
		Criteria:   []grant.Criterion{{Kind: grant.Target, Title: "Wie", Groups: [][]string{{"vzw", "in Antwerpen"}, {"school"}}}},
		MaxAmount:  8_000_00, MaxShare: 3_350, MinCost: 1_500_00, Advance: 8_000,
		PerUnit:       grant.PerUnit{Amount: 350_00, Question: "reizigers", Unit: "deelnemer"},
		AccountWithin: 90, DecisionWithin: 60, Ahead: 28, Envelope: "projecten", OnlyDAC: true, NeedsPartner: true,
		Kind: project.Single, Activities: []grant.Activity{grant.Project, grant.Journey},
	}}
}

// posted are the fields that a page with the form sends.
func posted(v Version) url.Values {
	values := url.Values{"van": {v.From}, "titel": {v.Title}, "waarvoor": {v.Purpose}, "rechtsgrond": {v.LegalGround}, "voorwie": {v.ForWhom}, "aanvragers": v.Forms,
		"wat": {strings.ReplaceAll(v.Scope, "\n", "\r\n")}, "uitgesloten": {v.Excluded}, "bewijzen": {v.Proofs}, "drempels": {v.Thresholds}, "maximum": {v.MaxAmount},
		"per-stuk": {v.EachAmount}, "per-vraag": {v.EachQuestion}, "per-wat": {v.EachUnit}, "aandeel": {v.MaxShare}, "minimum": {v.MinCost}, "voorschot": {v.Advance}, "verslagtermijn": {v.AccountWithin}, "beslistermijn": {v.DecisionWithin},
		"vooraf": {v.AskedAhead}, "enveloppe": {v.Envelope}, "soort": {v.Kind}, "activiteiten": v.Activities, "bijzonder": v.Special}
	for i, c := range append(v.Criteria, Criterion{}) { // as a page has empty ones behind them
		values.Set(CriterionField(i+1), c.Groups)
		values.Set(CriterionField(i+1)+"-titel", c.Title)
		values.Set(CriterionField(i+1)+"-soort", c.Kind)
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
		"criterium-1":       func(v *Version) { v.Criteria[0].Groups = "of\n\nof" },
		"criterium-1-titel": func(v *Version) { v.Criteria[0].Title = "" }, "criterium-1-soort": func(v *Version) { v.Criteria[0].Kind = "" },
		"enveloppe": func(v *Version) { v.Envelope = "" },
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

// What only some regulations have can be chosen, changed and taken away.
func TestAVersionIsGivenAnEnvelopeAKindAndCriteria(t *testing.T) {
	t.Parallel()
	for says, test := range map[string]struct {
		change func(*Version)
		want   func(grant.Terms) bool
	}{
		"support in kind":     {func(v *Version) { v.Envelope = InKind }, func(t grant.Terms) bool { return t.InKind() && !t.Emergency }},
		"emergency aid":       {func(v *Version) { v.Envelope = "noodhulp" }, func(t grant.Terms) bool { return t.Envelope == "noodhulp" && t.Emergency }},
		"the light route":     {func(v *Version) { v.Special = []string{Light} }, func(t grant.Terms) bool { return t.Light && !t.OnlyDAC && !t.NeedsPartner }},
		"no activity":         {func(v *Version) { v.Activities = nil }, func(t grant.Terms) bool { return t.Activities == nil }},
		"another kind":        {func(v *Version) { v.Kind = "school" }, func(t grant.Terms) bool { return t.Kind == project.School }},
		"a criterion less":    {func(v *Version) { v.Criteria = []Criterion{{Kind: "doelgroep"}} }, func(t grant.Terms) bool { return len(t.Criteria) == 0 }},
		"a criterion renamed": {func(v *Version) { v.Criteria[0].Title = "Voor wie" }, func(t grant.Terms) bool { return t.Criteria[0].Title == "Voor wie" }},
		"a criterion more": {func(v *Version) {
			v.Criteria = append(v.Criteria, Criterion{}, Criterion{"Waar", "toepassingsgebied", "In Antwerpen"})
		}, func(t grant.Terms) bool {
			return len(t.Criteria) == 2 && t.Criteria[1].Kind == grant.Range && t.Criteria[1].Groups[0][0] == "In Antwerpen"
		}},
	} {
		typed := TypedVersion(ruled())
		test.change(&typed)
		read, err := ReadVersion(posted(typed))
		if err != nil {
			t.Fatal(err)
		}
		_, change, err := read.Change()
		if err != nil {
			t.Errorf("%s: %v", says, err)
			continue
		}
		got := ruled().Terms
		got.Sections = []grant.Section{{Key: "project"}}
		if change(&got); !test.want(got) || len(got.Sections) != 1 {
			t.Errorf("%s: %+v", says, got)
		}
	}
	if _, err := ReadVersion(url.Values{"soort": {"raadsel"}}); !errors.Is(err, fault.Malformed) {
		t.Errorf("a kind that is none: %v", err)
	}
}

func TestANewRegulationIsReadAsItWasTyped(t *testing.T) {
	t.Parallel()
	r, err := ReadRegulation(url.Values{"titel": {" Vrienden van één school "}, "adres": {""}, "code": {"vse"}, "van": {"1/9/2027"}, "maximum": {"1.500"}, "enveloppe": {"scholen"}, "begin": {"versie-12"}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Founding()
	want := grant.Founding{Title: "Vrienden van één school", From: calendar.Date(2027, time.September, 1), Max: 1_500_00, Envelope: "scholen", Like: 12}
	want.Slug, want.Code = "vrienden-van-een-school", "VSE"
	if err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	r.Slug, r.Envelope, r.Begin = "vrienden", InKind, "hier"
	if got, err = r.Founding(); err != nil || got.Slug != "vrienden" || !got.InKind || got.Envelope != "" || got.Plain != grant.PlainHere || got.Like != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err = (Regulation{}).Founding(); err != nil || got != (grant.Founding{}) {
		t.Errorf("of nothing: %+v, %v", got, err)
	}
	r.From, r.MaxAmount = "ooit", "veel"
	_, err = r.Founding()
	if wrong, _ := errors.AsType[fault.Fields](err); len(wrong) != 2 || len(wrong.Of("van")) != 1 || len(wrong.Of("maximum")) != 1 {
		t.Errorf("%v", err)
	}
	n, err := ReadRegulationName(url.Values{"gezien": {"x"}, "adres": {" nieuw-adres "}, "code": {"nad"}})
	if err != nil || n != (RegulationName{"x", "nieuw-adres", "NAD"}) {
		t.Errorf("%+v, %v", n, err)
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
