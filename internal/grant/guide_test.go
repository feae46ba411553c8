package grant

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/world"
)

func TestThePlanIsHeldAgainstTheRules(t *testing.T) {
	t.Parallel()
	terms := sound()
	terms.Activities, terms.NeedsPartner, terms.ForWhom, terms.Ahead = []Activity{Project}, true, "Verenigingen in Antwerpen.", 60
	good := Plan{Who: ByAssociation, Here: Yes, Activity: Project, Country: "SN", Partner: Yes, Cost: CostMiddle, Begins: Far, Trouble: Fine}
	for _, test := range []struct {
		says   string
		change func(*Plan)
		want   string
	}{
		{"a project that fits", func(*Plan) {}, ""},
		{"nothing said yet", func(p *Plan) { *p = Plan{} }, ""},
		{"a project in France (scenario 3.2.2)", func(p *Plan) { p.Country = "FR" }, "Frankrijk staat niet op de lijst van ontwikkelingslanden"},
		{"somebody alone", func(p *Plan) { p.Who = ByOne }, "Iemand alleen"},
		{"a company", func(p *Plan) { p.Who = ByCompany }, "Een bedrijf"},
		{"an ngo", func(p *Plan) { p.Who = ByNGO }, "maar voor: verenigingen in Antwerpen."},
		{"not in Antwerp", func(p *Plan) { p.Here = No }, "een werking in Antwerpen"},
		{"something else", func(p *Plan) { p.Activity = Journey }, "iets anders"},
		{"without a partner", func(p *Plan) { p.Partner = No }, "iemand ter plaatse"},
		{"too small", func(p *Plan) { p.Cost = CostSmall }, "minstens € 1.500,00 kosten"},
		{"too soon", func(p *Plan) { p.Begins = Later }, "minstens 60 dagen"},
		{"for funds", func(p *Plan) { p.Trouble = OnlyFunds }, "geld inzamelt"},
		{"for a party", func(p *Plan) { p.Trouble = Party }, "Partijpolitiek"},
		{"with a report due", func(p *Plan) { p.Trouble = ReportDue }, "verslag"},
		{"paid already", func(p *Plan) { p.Trouble = PaidAlready }, "tweede keer"},
		{"over already", func(p *Plan) { p.Trouble = AlreadyBegun }, "voorbij"},
	} {
		p := good
		test.change(&p)
		got := strings.ReplaceAll(strings.Join(terms.Against(p), " "), "\u00a0", " ")
		if !strings.Contains(got, test.want) || (test.want == "") != (got == "") {
			t.Errorf("%s: %q, want %q", test.says, got, test.want)
		}
	}
	if terms.Near(Plan{Activity: Journey}) || !terms.Near(good) || !terms.Near(Plan{}) {
		t.Error("what is near is not what supports the same")
	}
}

func TestTheGuideAsksAtMostEightQuestionsAndComesToAnEnd(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var p Plan
		asked := map[Step]bool{}
		for {
			s, more := p.Next()
			if !more {
				break
			}
			if asked[s] || len(asked) == 8 {
				t.Fatalf("%s is asked again, or after eight others", s)
			}
			asked[s] = true
			switch s {
			case WhoStep:
				p.Who = rapid.SampledFrom(Askers()).Draw(t, "who")
			case HereStep:
				p.Here = rapid.SampledFrom([]string{Yes, No}).Draw(t, "here")
			case WhatStep:
				p.Activity = rapid.SampledFrom(Activities()).Draw(t, "what")
			case CountryStep:
				p.Country = rapid.SampledFrom(world.Codes()).Draw(t, "country")
			case PartnerStep:
				p.Partner = rapid.SampledFrom([]string{Yes, No}).Draw(t, "partner")
			case CostStep:
				p.Cost = rapid.SampledFrom(CostClasses()).Draw(t, "cost")
			case BeginStep:
				p.Begins = rapid.SampledFrom(Begins()).Draw(t, "begins")
			case TroubleStep:
				p.Trouble = rapid.SampledFrom(Troubles()).Draw(t, "trouble")
			}
			if p.Said(s) == "" {
				t.Fatalf("%s has no answer", s)
			}
		}
		terms := sound()
		terms.Against(p)
	})
}

func TestVersionsAreToldApart(t *testing.T) {
	t.Parallel()
	old := Version{InForce: calendar.Period{First: calendar.Date(2026, 1, 1)}, Terms: sound()}
	if got := Compare(old, Version{InForce: old.InForce, Terms: sound()}); got != nil {
		t.Errorf("between two that are the same: %+v", got)
	}
	newer := Version{InForce: calendar.Period{First: calendar.Date(2027, 1, 1)}, Terms: sound()}
	newer.MaxAmount, newer.MaxShare, newer.PerUnit = 9_000_00, 8_000, perReached
	newer.Applicants = append(newer.Applicants, association.Unincorporated)
	newer.Scope = []string{"Iets nieuws."}
	newer.Criteria = []Criterion{{Title: "Wie", Groups: [][]string{{"vzw", "in Antwerpen"}, {"school"}}}}
	newer.Sections[0].Questions[1].Most = 800
	newer.Sections[1].Questions = slices.DeleteFunc(newer.Sections[1].Questions, func(q Question) bool { return q.Key == "thema" })
	newer.Sections[2].Questions = append(newer.Sections[2].Questions, Question{Key: "foto", Label: "Een foto", Type: Files})
	want := map[string]string{
		"In werking vanaf": "1 januari 2026 > 1 januari 2027", "Maximumbedrag": "€ 8.000,00 > € 9.000,00", "Maximum per stuk": " > € 25,00 per mens, volgens het antwoord op “Hoeveel mensen”", "Hoogste aandeel in de kosten": "75 procent > 80 procent",
		"Wie kan aanvragen, naar rechtsvorm": " > feitelijke vereniging", "Wat we steunen": " > Iets nieuws.", "Criteria": " > Wie: vzw en in Antwerpen, of school",
		"Vertel": "Hoogstens 600 > Hoogstens 800", "Een foto": " > In het deel “Begroting”; Vraag: Een foto; Soort: bijlagen; Niet verplicht",
		"Welke thema’s": "In het deel “Je partner”; Vraag: Welke thema’s; Soort: meer keuzes; Niet verplicht; Antwoord: A; Antwoord: B > ",
	}
	got := Compare(old, newer)
	for _, d := range got {
		says := strings.ReplaceAll(strings.Join(d.Before, "; ")+" > "+strings.Join(d.After, "; "), "\u00a0", " ")
		if want[d.What] != says {
			t.Errorf("%s: %q, want %q", d.What, says, want[d.What])
		}
		if d.Question != slices.Contains([]string{"Vertel", "Een foto", "Welke thema’s"}, d.What) {
			t.Errorf("%s is a question: %v", d.What, d.Question)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d differences, want %d", len(got), len(want))
	}
	for _, q := range questionTypes {
		if q.Name() == string(q) && q != Amount && q != Number && q != OnDay && q != Period && q != Costs && q != Files {
			t.Errorf("%s has no name", q)
		}
	}
	for terms, want := range map[*Terms]string{{Envelope: "projecten", Advance: 8_000}: "80 procent na de beslissing, de rest na het verslag.",
		{Envelope: "projecten"}: "Alles na het verslag.", {Envelope: "projecten", Advance: 10_000}: "Alles na de beslissing.", {}: "Je krijgt geen geld"} {
		if got := terms.PaidAhead(); !strings.HasPrefix(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
