package ui

import "vriendenstad/internal/budget"

// HowLabel says how a growth path rises.
func HowLabel(h budget.How) string {
	switch h {
	case budget.InEqualSteps:
		return "Elk jaar evenveel cent erbij"
	case budget.ByEqualPercent:
		return "Elk jaar evenveel procent erbij"
	case budget.ByHand:
		return "Met de hand ingevuld"
	}
	return ""
}
