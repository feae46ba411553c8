package grant

import (
	"strings"
	"testing"

	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/project"
)

// founded is a regulation that can begin.
func founded() Founding {
	return Founding{Regulation: Regulation{Slug: "kleine-daden", Code: "KLE"}, Title: "Kleine daden", Max: 900_00, Envelope: "sensibilisering", Plain: PlainHere}
}

func TestAPlainBeginningAsksWhatTheRulesNeed(t *testing.T) {
	t.Parallel()
	for _, p := range Plains() {
		terms := founded().Terms(p.Terms())
		terms.Applicants = []association.Form{association.NonProfit}
		if err := terms.Check(); err != nil {
			t.Errorf("%s: %v", p, err)
		}
		terms.Light, terms.DecisionWithin = true, LightDays
		if err := terms.Check(); err != nil {
			t.Errorf("%s on the light route: %v", p, err)
		}
		for _, key := range []string{TitleKey, SummaryKey, PeriodKey, GoalsKey, CostsKey, RequestedKey} {
			if q, _, ok := terms.Question(key); !ok || !q.Required {
				t.Errorf("%s does not ask %s", p, key)
			}
		}
		_, _, countries := terms.Question(CountriesKey)
		_, _, partner := terms.Question(PartnerKey)
		if abroad := p == PlainAbroad; countries != abroad || partner != abroad || terms.NeedsPartner != abroad {
			t.Errorf("%s asks for a country: %v, a partner: %v", p, countries, partner)
		}
		if terms.files() == 0 {
			t.Errorf("%s takes no attachment", p)
		}
	}
}

func TestARegulationThatCannotBeginIsRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	copied := sound()
	copied.PerUnit = perReached
	light := sound()
	light.Light, light.DecisionWithin, light.Sections = true, LightDays, light.Sections[:1]
	for _, test := range []struct {
		says   string
		like   Terms
		change func(*Founding)
		field  string
	}{
		{"as it should be", PlainHere.Terms(), func(*Founding) {}, ""},
		{"support in kind", PlainHere.Terms(), func(f *Founding) { f.Envelope, f.InKind = "", true }, ""},
		{"emergency aid", PlainAbroad.Terms(), func(f *Founding) { f.Envelope, f.Plain = budget.Emergency, PlainAbroad }, ""},
		{"a copy", copied, func(f *Founding) { f.Like, f.Plain = 12, "" }, ""},
		{"without a title", PlainHere.Terms(), func(f *Founding) { f.Title = " " }, "titel"},
		{"with a long title", PlainHere.Terms(), func(f *Founding) { f.Title = strings.Repeat("é", MostTitle+1) }, "titel"},
		{"without an address", PlainHere.Terms(), func(f *Founding) { f.Slug = "" }, "adres"},
		{"with an address that is none", PlainHere.Terms(), func(f *Founding) { f.Slug = "Kleine daden" }, "adres"},
		{"with a hyphen too many", PlainHere.Terms(), func(f *Founding) { f.Slug = "kleine--daden" }, "adres"},
		{"with a long address", PlainHere.Terms(), func(f *Founding) { f.Slug = strings.Repeat("a", MostSlug+1) }, "adres"},
		{"at the wegwijzer", PlainHere.Terms(), func(f *Founding) { f.Slug = "wijzer" }, "adres"},
		{"at what was granted", PlainHere.Terms(), func(f *Founding) { f.Slug = "toegekend" }, "adres"},
		{"at the form itself", PlainHere.Terms(), func(f *Founding) { f.Slug = "nieuw" }, "adres"},
		{"without a code", PlainHere.Terms(), func(f *Founding) { f.Code = "" }, "code"},
		{"with a code of one letter", PlainHere.Terms(), func(f *Founding) { f.Code = "K" }, "code"},
		{"with a code of seven", PlainHere.Terms(), func(f *Founding) { f.Code = "KLEINER" }, "code"},
		{"with a figure in its code", PlainHere.Terms(), func(f *Founding) { f.Code = "KL2" }, "code"},
		{"without a maximum", PlainHere.Terms(), func(f *Founding) { f.Max = 0 }, "maximum"},
		{"without an envelope", PlainHere.Terms(), func(f *Founding) { f.Envelope = "" }, "enveloppe"},
		{"with no beginning", PlainHere.Terms(), func(f *Founding) { f.Plain = "" }, "begin"},
		{"with a beginning that is none", PlainHere.Terms(), func(f *Founding) { f.Plain = "raadsel" }, "begin"},
		{"a copy that grants more for each", copied, func(f *Founding) { f.Like, f.Max = 12, 24_99 }, "maximum"},
		{"a copy that grants for each, without a maximum", copied, func(f *Founding) { f.Like, f.Max = 12, 0 }, "maximum"},
		{"a copy on the light route for much", light, func(f *Founding) { f.Like, f.Max = 12, LightMost+1 }, "maximum"},
	} {
		f := founded()
		test.change(&f)
		refuses(t, test.says, f.Check(f.Terms(test.like)), test.field)
	}
}

func TestWhatADraftLeavesOutIsNotPublished(t *testing.T) {
	t.Parallel()
	whole := sound()
	whole.Purpose, whole.LegalGround, whole.ForWhom, whole.Activities, whole.Kind = "Waarvoor.", "Wet.", "Verenigingen.", []Activity{Project}, project.Single
	if err := whole.CheckPublic(); err != nil {
		t.Errorf("what is whole: %v", err)
	}
	for what, change := range map[string]func(*Terms){
		"waarvoor het is": func(t *Terms) { t.Purpose = " " }, "de rechtsgrond": func(t *Terms) { t.LegalGround = "" }, "in woorden": func(t *Terms) { t.ForWhom = "" },
		"wegwijzer": func(t *Terms) { t.Activities = nil }, "de soort steun": func(t *Terms) { t.Kind = "" }, "tot de beslissing": func(t *Terms) { t.DecisionWithin = 0 },
		"tot het verslag": func(t *Terms) { t.AccountWithin = 0 }, "de vragen": func(t *Terms) { t.Sections = nil },
	} {
		terms := whole
		change(&terms)
		wrong, _ := terms.CheckPublic().(fault.Fields)
		if len(wrong) != 1 || !strings.Contains(wrong[0].Sentence, "ontbreekt nog: ") || !strings.Contains(wrong[0].Sentence, what) || strings.Contains(wrong[0].Sentence, "; ") {
			t.Errorf("without %s: %v", what, wrong)
		}
	}
	if wrong, _ := PlainHere.Terms().CheckPublic().(fault.Fields); len(wrong) != 1 {
		t.Errorf("a plain beginning: %v", wrong)
	}
}
