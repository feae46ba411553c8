package staff

import (
	"strconv"
	"strings"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/form"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// toldMoney writes what the record keeps of the budget: an entry, a promise, an agreement, the rules of a year. It is false for all else.
func toldMoney(f map[string]any) (string, bool) {
	has := func(names ...string) bool {
		for _, name := range names {
			if _, ok := f[name]; !ok {
				return false
			}
		}
		return true
	}
	switch {
	case has("Kind", "Amount", "Envelope", "Reverses"):
		return toldEntry(f), true
	case has("promise", "entry"):
		return told(f["promise"]) + ": " + told(f["entry"]), true
	case has("Source", "Title", "Amount", "Kind"):
		return visible(wordOf(f, "Title")), true
	case has("Title", "Decision", "Years"):
		return visible(wordOf(f, "Title")) + ", besluit " + wordOf(f, "Decision") + ": " + told(f["Years"]), true
	case has("Year", "Kind", "Amount", "Conditional"):
		words := strconv.Itoa(int(numberOf(f, "Year"))) + " " + visible(wordOf(f, "Kind")) + " " + centsOf(f, "Amount").Short()
		if conditional, _ := f["Conditional"].(bool); conditional {
			words += " onder voorbehoud"
		}
		return words, true
	case has("ceiling", "leftovers"):
		return "plafond voor noodhulp " + form.Percent(int(numberOf(f, "ceiling"))) + " procent", true
	}
	return "", false
}

func toldEntry(f map[string]any) string {
	words := ui.EntryKindLabel(budget.EntryKind(wordOf(f, "Kind"))) + " " + centsOf(f, "Amount").Short()
	if number := wordOf(f, "Decision"); number != "" {
		words += ", besluit " + number
	}
	if on := calendar.Day(numberOf(f, "On")); !on.IsZero() {
		words += " van " + on.String()
	}
	return words
}

// toldBefore writes what stood there before an act on the budget: the credit of each kind, a ceiling. It is false for all else.
func toldBefore(act string, value any) (string, bool) {
	switch v := value.(type) {
	case float64:
		if act == "budget.rules" {
			return "plafond voor noodhulp " + form.Percent(int(v)) + " procent", true
		}
	case map[string]any:
		if act != "budget.credit" && act != "budget.transfer" {
			return "", false
		}
		var words []string
		for _, kind := range sortedNames(v) {
			words = append(words, visible(kind)+" "+centsOf(v, kind).Short())
		}
		return "krediet: " + strings.Join(words, " · "), true
	}
	return "", false
}

func wordOf(f map[string]any, name string) string {
	word, _ := f[name].(string)
	return word
}

func numberOf(f map[string]any, name string) float64 {
	number, _ := f[name].(float64)
	return number
}

func centsOf(f map[string]any, name string) money.Cents { return money.Cents(numberOf(f, name)) }
