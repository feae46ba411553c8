package staff

import (
	"slices"
	"strings"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// ofDossier returns a value of a detail about an application in words: a state as its label, an amount and a day as people write them.
func ofDossier(act string, value any) any {
	if !strings.HasPrefix(act, "application.") && act != "sample.handle" {
		return value
	}
	switch v := value.(type) {
	case string:
		if s := grant.Status(v); slices.Contains(grant.Statuses(), s) {
			return ui.Handling{Status: s}.StaffLabel()
		}
	case map[string]any:
		told := make(map[string]any, len(v))
		for name, one := range v {
			told[name] = one
			if cents, is := one.(float64); is && name == "requested" {
				told[name] = money.Cents(cents).String()
			}
			if text, is := one.(string); is && (name == "due" || name == "until") {
				if day, err := calendar.ParseDay(text); err == nil {
					told[name] = day.String()
				}
			}
			if text, is := one.(string); is && name == "admitted" {
				if at, err := time.Parse(time.RFC3339, text); err == nil {
					told[name] = "tot " + grant.Until(at)
				}
			}
		}
		return told
	}
	return value
}
