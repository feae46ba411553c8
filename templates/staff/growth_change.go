package staff

import (
	"slices"
	"strconv"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/templates/ui"
)

// What the form of the growth path is sent for, in its field "doe"; to keep the version where it names neither.
const (
	Reckon = "bereken"   // fill the years in, and show the path
	Look   = "voorbeeld" // show the path as it is filled in
)

// ChangePathPage is the form in which the next version of the growth path is made.
type ChangePathPage struct {
	// Was is the version that the form was drawn from; its number is zero where there was none.
	Was   PathVersion
	Typed form.Path
	Draft PathDraft
	// Meanwhile are the years in which somebody changed the path between the page and the act.
	Meanwhile []budget.PathChange
	Once      string
	Retry
}

// PathDraft is the version that is typed, as it would be kept.
type PathDraft struct {
	budget.GrowthPath
	// Rows are its years, those that can be read.
	Rows []ui.GrowthRow
	// Changes are the years in which it differs from the current version.
	Changes []budget.PathChange
	// Hinders are what stands in the way of keeping it, but for its reason, which is asked last, and for what the form says already.
	Hinders fault.Fields
}

func (p ChangePathPage) hows() []ui.Option {
	var all []ui.Option
	for _, h := range budget.Hows() {
		all = append(all, ui.Option{Value: string(h), Label: ui.HowLabel(h), Hint: howHint(h), Chosen: string(h) == p.Typed.How})
	}
	return all
}

func howHint(h budget.How) string {
	switch h {
	case budget.InEqualSteps:
		return "Lineair, tot op de cent."
	case budget.ByEqualPercent:
		return "Samengesteld: eerst traag, later sneller."
	}
	return "Je kiest alleen de jaren; de bedragen schrijf je zelf."
}

func (p ChangePathPage) statuses(of form.PathYear) []ui.Option {
	var all []ui.Option
	for _, s := range budget.Statuses() {
		all = append(all, ui.Option{Value: string(s), Label: ui.TargetLabel(s), Chosen: string(s) == of.Status})
	}
	return all
}

// falls says whether the reason of a fall is asked of a year, or stands there.
func (p ChangePathPage) falls(of form.PathYear) bool {
	if of.FallReason != "" || len(p.Wrong.Of(budget.Field(budget.FallPart, of.Year))) > 0 {
		return true
	}
	at := slices.IndexFunc(p.Draft.Years, func(y budget.PathYear) bool { return y.Year == of.Year })
	return at > 0 && p.Draft.Years[at].Target < p.Draft.Years[at-1].Target
}

// typedTarget is what is typed for a year, empty for none.
func (p ChangePathPage) typedTarget(year int) string {
	at := slices.IndexFunc(p.Typed.Years, func(y form.PathYear) bool { return y.Year == year })
	if at < 0 {
		return ""
	}
	return p.Typed.Years[at].Target
}

func (p ChangePathPage) title() string {
	if p.Was.Version == 0 {
		return "Maak een groeipad"
	}
	return "Wijzig het groeipad"
}

// sum says in how many years the draft differs from the version that is changed.
func (p ChangePathPage) sum() string {
	switch n := len(p.Draft.Changes); {
	case len(p.Draft.Rows) == 0:
		return "Er staan nog geen jaren in. Bereken ze, of vul ze met de hand in."
	case p.Was.Version == 0:
		return "Dit wordt de eerste versie."
	case n == 0:
		return "Dit is gelijk aan versie " + strconv.Itoa(p.Was.Version) + ": er is niets te bewaren."
	case n == 1:
		return "Eén jaar verschilt van versie " + strconv.Itoa(p.Was.Version) + "."
	default:
		return capital(spelled(n)) + " jaren verschillen van versie " + strconv.Itoa(p.Was.Version) + "."
	}
}

// cellWrong names what is wrong with a field in a row, for the field itself.
func cellWrong(all fault.Fields, name string) string {
	if len(all.Of(name)) == 0 {
		return ""
	}
	return name + "-fout"
}
