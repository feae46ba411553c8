package link

import (
	"strconv"

	"vriendenstad/internal/grant"
)

// Subsidies returns the address of what is open, and of what comes.
func Subsidies() string { return "/subsidies" }

// Subsidy returns the address of a regulation in plain words.
func Subsidy(slug string) string { return Subsidies() + "/" + slug }

// SubsidyVersion returns the address of a regulation as an earlier or a later version has it.
func SubsidyVersion(slug string, number int) string {
	return with(Subsidy(slug), "versie", strconv.Itoa(number))
}

// SubsidyRound returns the address of a round, on the page of its regulation.
func SubsidyRound(slug string, id grant.RoundID) string { return Subsidy(slug) + "#" + RoundMark(id) }

// RoundMark names a round within a page.
func RoundMark(id grant.RoundID) string { return "oproep-" + strconv.FormatInt(int64(id), 10) }

// Guide returns the address of the wegwijzer with what a plan says so far, in the order of its questions.
func Guide(p grant.Plan) string {
	var pairs []string
	for _, s := range p.Steps() {
		pairs = append(pairs, string(s), p.Said(s))
	}
	return with(Subsidies()+"/wijzer", pairs...)
}

// StaffRegulations returns the address of the regulations as the Dienst sees them.
func StaffRegulations() string { return "/beheer/reglementen" }

// StaffRegulationNew returns the address of the form that begins a regulation.
func StaffRegulationNew() string { return StaffRegulations() + "/nieuw" }

// StaffRegulationName returns the address of the form that gives a regulation another address and another code.
func StaffRegulationName(slug string) string { return StaffRegulation(slug) + "/adres" }

// StaffRegulation returns the address of a regulation with its versions and its rounds.
func StaffRegulation(slug string) string { return StaffRegulations() + "/" + slug }

// StaffVersion returns the address of one version, with what it changes and with its questions.
func StaffVersion(slug string, number int) string {
	return StaffRegulation(slug) + "/versies/" + strconv.Itoa(number)
}

// StaffVersionForm returns the address of the form that drafts the next version.
func StaffVersionForm(slug string) string { return StaffRegulation(slug) + "/ontwerp" }

// StaffVersionDrop returns the address of the page that asks once whether the draft is thrown away.
func StaffVersionDrop(slug string) string { return StaffVersionForm(slug) + "/weggooien" }

// StaffVersionPublish returns the address of the page on which the draft is published.
func StaffVersionPublish(slug string) string { return StaffVersionForm(slug) + "/bekendmaken" }

// StaffRegulationEnd returns the address of the page on which a regulation is ended.
func StaffRegulationEnd(slug string) string { return StaffRegulation(slug) + "/einde" }

// StaffRounds returns the address of the rounds as the Dienst sees them.
func StaffRounds() string { return "/beheer/oproepen" }

// StaffRoundNew returns the address of the form that prepares a round, under the regulation of that slug; empty for none yet.
func StaffRoundNew(slug string) string { return with(StaffRounds()+"/nieuw", "reglement", slug) }

// StaffRound returns the address of a round as the Dienst sees it.
func StaffRound(id grant.RoundID) string {
	return StaffRounds() + "/" + strconv.FormatInt(int64(id), 10)
}

// StaffRoundEdit returns the address of the form of a round that is not published.
func StaffRoundEdit(id grant.RoundID) string { return StaffRound(id) + "/bewerken" }

// StaffRoundOpen returns the address of the page on which a round is published.
func StaffRoundOpen(id grant.RoundID) string { return StaffRound(id) + "/openen" }

// StaffRoundExtend returns the address of the page on which a round is extended.
func StaffRoundExtend(id grant.RoundID) string { return StaffRound(id) + "/verlengen" }

// StaffRoundDrop returns the address of the page on which a round in draft is thrown away.
func StaffRoundDrop(id grant.RoundID) string { return StaffRound(id) + "/weggooien" }
