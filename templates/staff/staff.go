// Package staff draws the pages of the Dienst, under /beheer: dense, with the sums above the table and the acts under it.
package staff

import (
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// moment writes when something was, empty for never.
func moment(at *time.Time) string {
	if at == nil {
		return ""
	}
	return calendar.Moment(*at)
}

// day writes the day on which something was, empty for never.
func day(at *time.Time) string {
	if at == nil {
		return ""
	}
	return calendar.DayOf(*at).String()
}

// count writes a number with what it counts: "1 lid", "12 leden".
func count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return money.Count(n) + " " + more
}

// one chooses the word for one, or for more.
func one(n int, word, more string) string {
	if n == 1 {
		return word
	}
	return more
}

// powerOptions are the powers as a form offers them, each with what it is for.
func powerOptions(chosen func(account.Part) bool) []ui.Option {
	var all []ui.Option
	for _, p := range account.Powers() {
		all = append(all, ui.Option{Value: string(p), Label: ui.PartLabel(p), Hint: powerHint(p), Chosen: chosen(p)})
	}
	return all
}

func powerHint(p account.Part) string {
	switch p {
	case account.CaseHandlerPart:
		return "Kijkt verenigingen na en behandelt dossiers."
	case account.BudgetKeeperPart:
		return "Houdt kredieten en betalingen bij."
	case account.HeadPart:
		return "Opent oproepen, bevestigt beslissingen en benoemt wie een vereniging vertegenwoordigt."
	case account.EditorPart:
		return "Schrijft de openbare teksten."
	case account.AdministratorPart:
		return "Beheert mensen en bevoegdheden en leest het logboek. Gaat met geen andere bevoegdheid samen."
	}
	return ""
}

// numbers writes the public numbers of an association: "0999.000.129 · V1234567".
func numbers(kbo association.KBO, vcode association.VCode) string {
	return ui.Words(kbo.String(), string(vcode))
}
