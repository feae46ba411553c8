package staff

import (
	"vriendenstad/internal/budget"
	"vriendenstad/internal/form"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// CreditPage is the form in which a year's credit is voted or amended.
type CreditPage struct {
	Of        budget.Year
	Envelopes []budget.Envelope
	// Seen is the last entry that moved credit, zero for none.
	Seen  budget.EntryID
	Typed form.Credit
	Once  string
	Retry
}

// TransferPage is the form in which credit moves between two envelopes.
type TransferPage struct {
	Of        budget.Year
	Envelopes []budget.Envelope
	Seen      budget.EntryID
	Typed     form.Transfer
	Once      string
	Retry
}

// CommitPage is the form of a commitment by a decision of its own.
type CommitPage struct {
	Of            budget.Year
	Envelopes     []budget.Envelope
	Beneficiaries []Beneficiary
	Typed         form.Commitment
	Once          string
	Retry
}

// RulesPage is the form of what is chosen before a year begins. Of is the zero year where one is to be planned.
type RulesPage struct {
	Of       budget.Year
	Purposes []budget.Purpose
	Typed    form.YearRules
	Once     string
	Retry
}

// OpenPage asks once whether a year begins.
type OpenPage struct {
	Of        budget.Year
	Envelopes []budget.Envelope
	Once      string
	Retry
}

// creditHint says how an envelope stands.
func creditHint(e budget.Envelope) string {
	if e.Credit == 0 {
		return "Nog geen krediet."
	}
	return "Nu " + e.Credit.Short() + " krediet, waarvan " + e.Available().Short() + " beschikbaar."
}

// leftoverOptions are the rules for what is left of a kind of envelope. Structural support has no other to go to than itself.
func leftoverOptions(kind budget.Kind, chosen string) []ui.Option {
	options := []ui.Option{{Label: "Kies", Chosen: chosen == ""}}
	for _, l := range budget.Leftovers() {
		if l == budget.ToStructural && kind == budget.Structural {
			continue
		}
		options = append(options, ui.Option{Value: string(l), Label: ui.LeftoverLabel(l), Chosen: chosen == string(l)})
	}
	return options
}

func fromLabel(e budget.Envelope) string {
	return e.Name + ": " + e.Available().String() + " over te dragen"
}

func toLabel(e budget.Envelope) string {
	if e.Emergency {
		return e.Name + " (alleen vanuit noodhulp)"
	}
	return e.Name
}

// credited are the envelopes that have credit.
func credited(all []budget.Envelope) []budget.Envelope {
	var some []budget.Envelope
	for _, e := range all {
		if e.Credit > 0 {
			some = append(some, e)
		}
	}
	return some
}

func (p OpenPage) credit() money.Cents { return budget.SumOf(p.Envelopes).Credit }

// longestTitle and longestWhy are as long as the fields of a booking may be: the desk refuses more.
const longestTitle, longestWhy = 200, 1_000
