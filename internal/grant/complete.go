package grant

import (
	"fmt"
	"strings"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

// A Gap is what stands between a draft and its submission: a sentence, and the section and field that it leads to. A gap of the draft as a whole has neither.
type Gap struct {
	Section  string
	Question string
	// Field is the form's field, as [Question.Wrong] names it.
	Field    string
	Sentence string
}

// Fields returns the gaps as the refusals of a form.
func Fields(gaps []Gap) fault.Fields {
	var all fault.Fields
	for _, g := range gaps {
		all = append(all, fault.Field{Name: g.Field, Sentence: g.Sentence})
	}
	return all
}

// Missing returns all that is missing or not right yet in the answers under these terms, in the order of the questions: the same list for whoever
// looks (R38). Files says how many attachments each question has.
func (t Terms) Missing(given Answers, files map[string]int) []Gap {
	var gaps []Gap
	for _, s := range t.Sections {
		for _, q := range s.Questions {
			if !q.Asked(given) {
				continue
			}
			add := func(field, sentence string) {
				gaps = append(gaps, Gap{Section: s.Key, Question: q.Key, Field: field, Sentence: sentence})
			}
			answer := given[q.Key]
			wrong := q.Wrong(answer)
			switch {
			case q.Type == Files:
				if q.Required && files[q.Key] == 0 {
					add(q.Key, q.called()+": voeg een bestand toe.")
				}
			case q.Required && answer.blank() && len(wrong) == 0:
				add(q.Key, q.called()+": "+q.lacks())
			}
			for _, w := range wrong {
				add(w.Name, w.Sentence)
			}
			if len(wrong) == 0 && !answer.Empty() {
				for _, w := range t.against(q, given) {
					add(w.Name, w.Sentence)
				}
			}
		}
	}
	return gaps
}

// lacks says what to do about a question that has no answer.
func (q Question) lacks() string {
	switch q.Type {
	case YesNo, OneOf:
		return "kies een antwoord."
	case SeveralOf, Goals:
		return "kies minstens één antwoord."
	case Countries:
		return "kies minstens één land."
	case Costs:
		return "zet er minstens één post in."
	case Amount:
		return "geef een bedrag."
	case OnDay, Period:
		return "geef de dag."
	}
	return "dit is nog leeg."
}

// against holds an answer that can be read against the rules of the regulation: the most that can be asked, the least that it must cost, the countries.
func (t Terms) against(q Question, given Answers) fault.Fields {
	var wrong fault.Fields
	budget := given[CostsKey].Budget()
	switch {
	case q.Type == Partner && q.Required:
		for _, r := range given[q.Key].Rows {
			if r.cell(0) == "" || r.cell(1) == "" {
				wrong.Add(q.Key, "%s: geef minstens de naam en de plaats.", q.called())
			}
		}
	case q.Key == CostsKey && q.Type == Costs:
		if len(budget.Without) == 0 && budget.Costs < t.MinCost {
			wrong.Add(q.Key, "Je kosten zijn samen %v. Dit reglement steunt wat minstens %v kost.", budget.Costs, t.MinCost)
		}
	case q.Key == RequestedKey && q.Type == Amount:
		t.wrongAmount(&wrong, q, given, budget)
	case q.Key == CountriesKey && q.Type == Countries && t.OnlyDAC:
		for _, r := range given[q.Key].Rows {
			if code := world.Code(r.cell(0)); code != "" && !code.Developing() {
				wrong.Add(q.field(r, "land"), "%s staat niet op de lijst van ontwikkelingslanden van de OESO. Dit reglement steunt werk daar niet.", code.Name())
			}
		}
	}
	return wrong
}

func (t Terms) wrongAmount(wrong *fault.Fields, q Question, given Answers, budget Budget) {
	asked, ok := given.Asked()
	_, _, costed := t.Question(CostsKey)
	units, counted := t.units(given)
	switch {
	case !ok:
	case asked == 0:
		wrong.Add(q.Key, "Vraag een bedrag van meer dan nul.")
	case asked > t.MaxAmount:
		wrong.Add(q.Key, "Vraag hoogstens %v: dat is het maximum van dit reglement.", t.MaxAmount)
	case counted && asked > t.forUnits(units):
		wrong.Add(q.Key, "Vraag hoogstens %v: het maximum is %v per %s, en je gaf %s op.", t.forUnits(units), t.PerUnit.Amount, t.PerUnit.Unit, money.Count(units))
	case !costed:
	case asked > t.MaxFor(budget.Costs):
		wrong.Add(q.Key, "Vraag hoogstens %v: dat is %s van je kosten, die nu samen %v zijn.", t.MaxFor(budget.Costs), percent(t.MaxShare), budget.Costs)
	case asked+budget.Income > budget.Costs:
		wrong.Add(q.Key, "Met je andere inkomsten (%v) is dit %v meer dan het kost. Vraag minder.", budget.Income, asked+budget.Income-budget.Costs)
	}
}

// units returns how many there are of what the maximum per unit is for, and false where there is no such maximum or the answer cannot be read yet.
func (t Terms) units(given Answers) (int, bool) {
	if t.PerUnit.Amount == 0 {
		return 0, false
	}
	n, err := number(given[t.PerUnit.Question].Text)
	return n, err == nil
}

// forUnits is the most that can be granted for so many units.
func (t Terms) forUnits(n int) money.Cents {
	if money.Cents(n) > t.MaxAmount/t.PerUnit.Amount {
		return t.MaxAmount
	}
	return money.Cents(n) * t.PerUnit.Amount
}

// percent writes basis points: 75 procent, 33,5 procent.
func percent(points int) string {
	rest := strings.TrimRight(fmt.Sprintf("%02d", points%100), "0")
	if rest != "" {
		rest = "," + rest
	}
	return money.Count(points/100) + rest + " procent"
}
