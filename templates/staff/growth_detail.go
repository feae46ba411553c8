package staff

import (
	"strconv"
	"strings"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// growthSubject names what the record tells of the growth path and its figures, empty for all else.
func growthSubject(subject string) string {
	kind, of, _ := strings.Cut(subject, "/")
	switch kind {
	case "path":
		return "Groeipad, versie " + visible(of)
	case "population":
		if on, err := calendar.ParseDay(of); err == nil {
			of = on.String()
		}
		return "Bevolking op " + visible(of)
	case "index":
		return "Prijsindex " + visible(of)
	case "peer":
		return "Cijfer van een andere stad " + visible(of)
	}
	return ""
}

// toldGrowth writes what the record keeps of the growth path and its figures: a year, a number of inhabitants, an index, another city. It is
// false for all else.
func toldGrowth(f map[string]any) (string, bool) {
	has := func(names ...string) bool {
		for _, name := range names {
			if _, ok := f[name]; !ok {
				return false
			}
		}
		return true
	}
	switch {
	case has("Year", "Target", "Status"):
		y := budget.PathYear{Target: budget.Rate(numberOf(f, "Target")), Status: budget.Status(wordOf(f, "Status")), Decision: budget.Decision(visible(wordOf(f, "Decision")))}
		words := yearIn(f, "Year") + " " + y.Target.String() + " " + firm(y)
		if why := wordOf(f, "FallReason"); why != "" {
			words += ", daalt: " + visible(why)
		}
		return words, true
	case has("on", "inhabitants", "source"):
		on := visible(wordOf(f, "on"))
		if day, err := calendar.ParseDay(wordOf(f, "on")); err == nil {
			on = day.String()
		}
		return money.Count(int(numberOf(f, "inhabitants"))) + " inwoners op " + on + sourceTold(f), true
	case has("year", "points", "source"):
		return visible(wordOf(f, "points")) + " in " + yearIn(f, "year") + sourceTold(f), true
	case has("city", "year", "rate", "scope"):
		words := visible(wordOf(f, "city")) + " " + yearIn(f, "year") + ": " + budget.Rate(numberOf(f, "rate")).String() + " per inwoner, " +
			ui.ScopeLabel(budget.Scope(wordOf(f, "scope")))
		if n := int(numberOf(f, "inhabitants")); n > 0 {
			words += ", gerekend met " + money.Count(n) + " inwoners"
		}
		if note := wordOf(f, "note"); note != "" {
			words += " (" + visible(note) + ")"
		}
		return words + sourceTold(f), true
	}
	return "", false
}

func yearIn(f map[string]any, name string) string { return strconv.Itoa(int(numberOf(f, name))) }

// sourceTold says where a figure was read.
func sourceTold(f map[string]any) string {
	said := ", bron: " + visible(wordOf(f, "source"))
	if url := wordOf(f, "url"); url != "" {
		said += ", " + visible(url)
	}
	return said
}
