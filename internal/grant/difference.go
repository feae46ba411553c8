package grant

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/money"
)

// A Difference is something that two versions of a regulation say differently. Of a list it names only what came and went.
type Difference struct {
	// What names it; Question says that it is a question rather than a rule.
	What     string
	Question bool
	// Before and After are empty where it came or went.
	Before, After []string
}

// Compare says what is different between two versions: the rules first, then the questions in the order of the newer one, and what it asks no more.
func Compare(old, new Version) []Difference {
	var all []Difference
	before, after := old.Rules(), new.Rules()
	for i, rule := range after {
		was, is := before[i].Lines, rule.Lines
		if slices.Equal(was, is) {
			continue
		}
		if rule.List {
			was, is = missing(was, is), missing(is, was)
		}
		if len(was)+len(is) == 0 {
			is = []string{"Dezelfde in een andere volgorde."}
		}
		all = append(all, Difference{What: rule.What, Before: was, After: is})
	}
	return append(all, compareQuestions(old.Terms, new.Terms)...)
}

// missing returns what of all is not among others.
func missing(all, others []string) []string {
	var left []string
	for _, one := range all {
		if !slices.Contains(others, one) {
			left = append(left, one)
		}
	}
	return left
}

// A Rule is what a version says about one thing, in lines; none where it says nothing. Of a list each line stands for itself.
type Rule struct {
	What  string
	Lines []string
	List  bool
}

// Rules writes all that a version says, but for its questions, always in the same order.
func (v Version) Rules() []Rule {
	one := func(what, says string) Rule {
		if says == "" {
			return Rule{What: what}
		}
		return Rule{What: what, Lines: []string{says}}
	}
	days := func(n int) string { return fmt.Sprintf("%d dagen", n) }
	yes := func(is bool) string {
		if is {
			return "Ja"
		}
		return "Nee"
	}
	forms := make([]string, len(v.Applicants))
	for i, f := range v.Applicants {
		forms[i] = string(f)
	}
	var criteria, thresholds []string
	for _, c := range v.Criteria {
		criteria = append(criteria, c.called()+": "+c.words())
	}
	for _, t := range v.Thresholds {
		thresholds = append(thresholds, fmt.Sprintf("Vanaf %v: %s", t.From, t.Proof))
	}
	activities := make([]string, len(v.Activities))
	for i, a := range v.Activities {
		activities[i] = string(a)
	}
	envelope := cmp.Or(v.EnvelopeName, string(v.Envelope))
	if v.InKind() {
		envelope = "geen: steun in natura"
	}
	return []Rule{
		one("In werking vanaf", v.InForce.First.String()), one("Titel", v.Title), one("Waarvoor", v.Purpose), one("Rechtsgrond", v.LegalGround),
		{"Wie kan aanvragen, naar rechtsvorm", forms, true}, one("Wie kan aanvragen, in woorden", v.ForWhom),
		{"Activiteiten, in de wegwijzer", activities, true}, one("Soort steun, bij de projecten", string(v.Kind)),
		{"Wat we steunen", v.Scope, true}, {"Wat niet kan", v.Excluded, true}, {"Criteria", criteria, true},
		one("Maximumbedrag", v.MaxAmount.String()), one("Maximum per stuk", v.PerUnit.words(v.Terms)), one("Hoogste aandeel in de kosten", percent(v.MaxShare)), one("Minste kosten", v.MinCost.String()),
		one("Voorschot", percent(v.Advance)), {"Bewijzen bij het verslag", v.Proofs, true}, one("Termijn voor het verslag", days(v.AccountWithin)),
		{"Drempels van het verslag", thresholds, true}, one("Termijn voor de beslissing", days(v.DecisionWithin)), one("Enveloppe", envelope),
		one("Lichte weg", yes(v.Light)), one("Alleen landen op de OESO-lijst", yes(v.OnlyDAC)), one("Partner ter plaatse nodig", yes(v.NeedsPartner)),
		one("Op voorhand aan te vragen", days(v.Ahead)),
	}
}

// words writes a maximum per unit with the question that counts the units, empty for none.
func (p PerUnit) words(of Terms) string {
	if p.Amount == 0 {
		return ""
	}
	q, _, _ := of.Question(p.Question)
	return fmt.Sprintf("%v per %s, volgens het antwoord op “%s”", p.Amount, p.Unit, q.Label)
}

// called names a criterion with its kind.
func (c Criterion) called() string {
	if c.Kind == "" {
		return c.Title
	}
	return c.Title + " (" + string(c.Kind) + ")"
}

// words writes a criterion: its requirements joined by "en", its groups by "of".
func (c Criterion) words() string {
	groups := make([]string, len(c.Groups))
	for i, g := range c.Groups {
		parts := slices.Clone(g)
		for j := range parts {
			if i+j > 0 {
				parts[j] = lower(parts[j])
			}
		}
		groups[i] = strings.Join(parts, " en ")
	}
	return strings.Join(groups, ", of ")
}

func compareQuestions(old, new Terms) []Difference {
	var all []Difference
	for _, s := range new.Sections {
		for _, q := range s.Questions {
			was, in, known := old.Question(q.Key)
			is := q.aspects(s)
			switch {
			case !known:
				all = append(all, Difference{What: q.Label, Question: true, After: is})
			case !slices.Equal(was.aspects(in), is):
				all = append(all, Difference{What: q.Label, Question: true, Before: missing(was.aspects(in), is), After: missing(is, was.aspects(in))})
			}
		}
	}
	for _, s := range old.Sections {
		for _, q := range s.Questions {
			if _, _, known := new.Question(q.Key); !known {
				all = append(all, Difference{What: q.Label, Question: true, Before: q.aspects(s)})
			}
		}
	}
	return all
}

// aspects writes all that makes a question what it is, a line for each.
func (q Question) aspects(in Section) []string {
	all := []string{"In het deel “" + in.Title + "”", "Vraag: " + q.Label, "Soort: " + q.Type.Name()}
	if q.Hint != "" {
		all = append(all, "Uitleg: "+q.Hint)
	}
	if q.Required {
		all = append(all, "Verplicht")
	} else {
		all = append(all, "Niet verplicht")
	}
	if q.Most > 0 {
		all = append(all, "Hoogstens "+money.Count(q.Most))
	}
	for _, o := range q.Options {
		all = append(all, "Antwoord: "+o.Label)
	}
	if q.After != nil {
		all = append(all, "Alleen na “"+q.After.Is+"” op "+q.After.Question)
	}
	return all
}

// Name names the type of a question for people.
func (t QuestionType) Name() string {
	switch t {
	case ShortText:
		return "korte tekst"
	case LongText:
		return "lange tekst"
	case Amount:
		return "bedrag"
	case Number:
		return "getal"
	case OnDay:
		return "dag"
	case Period:
		return "periode"
	case YesNo:
		return "ja of nee"
	case OneOf:
		return "één keuze"
	case SeveralOf:
		return "meer keuzes"
	case Countries:
		return "landen met hun deel"
	case Goals:
		return "duurzame-ontwikkelingsdoelen"
	case Partner:
		return "partner ter plaatse"
	case Costs:
		return "begroting"
	case Files:
		return "bijlagen"
	}
	return string(t)
}

// Percent writes basis points for people: 75 procent.
func Percent(points int) string { return percent(points) }

// PaidAhead says how what is granted is paid out.
func (t Terms) PaidAhead() string {
	switch {
	case t.InKind():
		return "Je krijgt geen geld, maar zalen, materiaal, vervoer of uren, gewaardeerd volgens het tarief van de stad."
	case t.Advance == budget.AllPoints:
		return "Alles na de beslissing."
	case t.Advance == 0:
		return "Alles na het verslag."
	}
	return percent(t.Advance) + " na de beslissing, de rest na het verslag."
}
