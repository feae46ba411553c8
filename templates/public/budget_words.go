package public

import (
	"fmt"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/templates/ui"
)

// eyebrow says what the page is about, and on which day when that is not today.
func (p BudgetPage) eyebrow() string {
	if p.On.IsZero() {
		return "Budget en groeipad"
	}
	return "Budget en groeipad, stand op " + nobreak(p.On)
}

// dayField asks for a day. What cannot be read stays as it was typed, which a field for days would not show.
func dayField(on calendar.Day, typed string, wrong fault.Fields) ui.Field {
	f := ui.Field{Name: "op", Label: "Toon de stand op", Type: "date", Short: true, Value: on.ISO(), Wrong: wrong}
	if len(wrong) > 0 {
		f.Type, f.Value, f.Most = "text", typed, 40
	}
	return f
}

func (p BudgetPage) caption() string {
	s := "Groeipad per inwoner en in euro, stand op " + p.day().String()
	if p.Constant && p.Base != nil {
		s += fmt.Sprintf(", in prijzen van %d", p.Base.Year)
	}
	return s
}

// shownVersion says which version of the path counted on the day.
func (p BudgetPage) shownVersion() string {
	if p.Path.Version == 0 {
		return "Toen was er nog geen groeipad geregistreerd."
	}
	return fmt.Sprintf("Toen gold %s.", lowerFirst(versionTitle(p.Path)))
}

func lowerFirst(text string) string {
	if text == "" {
		return ""
	}
	return string(text[0]|0x20) + text[1:]
}

func registeredOn(v budget.GrowthPath) calendar.Day { return calendar.DayOf(v.RegisteredAt) }

// versionTitle names a version of the path: by which decision, and when it was registered.
func versionTitle(v budget.GrowthPath) string {
	by := "voorstel zonder besluit"
	if v.Decision != "" {
		by = "besluit " + string(v.Decision) + " van " + nobreak(v.DecidedOn)
	}
	s := fmt.Sprintf("Versie %d van het groeipad, %s, geregistreerd op %v", v.Version, by, nobreak(registeredOn(v)))
	if v.Demo {
		s += " (demonstratiegegevens)"
	}
	return s
}

func countedVersions(all []budget.GrowthPath) string { return fmt.Sprint(len(all)) }

// String tells the decision with both its days: of the decision, and of its registration.
func (c CreditSince) String() string {
	s := fmt.Sprintf("%d: %s", c.Year, c.What)
	if c.Decision != "" {
		s += ", besluit " + string(c.Decision)
	}
	return s + fmt.Sprintf(" van %v, geregistreerd op %v.", nobreak(c.On), nobreak(c.Registered))
}

func populationText(p budget.Population) string {
	s := "Bevolkingscijfer: " + p.Named() + ", bron: " + p.Source
	if !p.RegisteredAt.IsZero() {
		s += ", geregistreerd op " + nobreak(calendar.DayOf(p.RegisteredAt))
	}
	return s + "."
}

// shortWhy says how far a year is from its target, or what is missing; empty where it keeps to it.
func shortWhy(f budget.YearFigures) string {
	amended := f.Rates().Amended
	switch f.Standing() {
	case budget.Behind:
		return (*f.Target - *amended).String() + " minder"
	case budget.Ahead:
		return (*amended - *f.Target).String() + " meer"
	case budget.OnSchedule:
		return ""
	}
	switch {
	case f.Population == nil && f.Amended != nil:
		return "geen bevolkingscijfer"
	case f.Amended == nil:
		return "geen krediet"
	case f.Target == nil:
		return "geen streefcijfer"
	}
	return ""
}
