package ui

import (
	"vriendenstad/internal/budget"
)

// ScopeLabel says what a figure of a city counts.
func ScopeLabel(s budget.Scope) string {
	switch s {
	case budget.AllWithStaff:
		return "alle middelen, met personeel"
	case budget.AllWithoutStaff:
		return "alle middelen, zonder personeel"
	case budget.ProjectsOnly:
		return "alleen projecten van verenigingen"
	case budget.EmergencyOnly:
		return "alleen noodhulp"
	}
	return "onbekend wat er meetelt"
}
