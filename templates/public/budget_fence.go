package public

import (
	"fmt"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

func lastingOf(y ui.EnvelopeYear) []budget.Envelope {
	lasting, _ := fenced(y)
	return lasting
}

func emergencyOf(y ui.EnvelopeYear) []budget.Envelope {
	_, emergency := fenced(y)
	return emergency
}

func sumOf(all []budget.Envelope) money.Cents { return budget.SumOf(all).Credit }

// fenceRule says what protects lasting change, and how much emergency aid may have.
func (p BudgetPage) fenceRule(y ui.EnvelopeYear) string {
	s := ""
	if share := percentOf(sumOf(emergencyOf(y)), y.Sum.Credit); share != "" {
		s = share + " van het jaar"
		if ceiling, ok := p.ceiling(y.Year); ok {
			s += "; het plafond is " + pointsWritten(ceiling)
		}
		s += ". "
	}
	return s + "Meer kan alleen met een nieuw krediet van de gemeenteraad, in een eigen besluit dat nergens anders geld weghaalt. " +
		"De databank zelf weigert elke overdracht naar noodhulp vanuit een andere enveloppe."
}

// yearsSentence says how the credit went from the first year to the last.
func (p BudgetPage) yearsSentence() string {
	first, last := p.Grid.Years[0], p.Grid.Years[len(p.Grid.Years)-1]
	if first.Year == last.Year {
		return fmt.Sprintf("In %d samen %v krediet.", first.Year, first.Sum.Credit.Short())
	}
	return fmt.Sprintf("Van %s krediet in %d naar %s in %d. Elke soort staat op dezelfde schaal; noodhulp staat apart.",
		first.Sum.Credit.Short(), first.Year, last.Sum.Credit.Short(), last.Year)
}
