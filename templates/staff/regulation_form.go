package staff

import (
	"fmt"
	"slices"
	"strconv"

	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/project"
	"vriendenstad/templates/ui"
)

// VersionFormPage is the form in which the next version is drafted. Of is the version that it is a copy of, or the draft that is there.
type VersionFormPage struct {
	Of    grant.Version
	Seen  string
	Typed form.Version
	// Purposes are the kinds of envelopes.
	Purposes []budget.Purpose
	Once     string
	Retry
}

// number is that of the version that the form makes.
func (p VersionFormPage) number() int {
	if p.Of.Published {
		return p.Of.Number + 1
	}
	return p.Of.Number
}

// forms are the legal forms as the form offers them.
func (p VersionFormPage) forms() []ui.Option {
	chosen := map[string]bool{}
	for _, f := range p.Typed.Forms {
		chosen[f] = true
	}
	var all []ui.Option
	for _, f := range association.Forms() {
		all = append(all, ui.Option{Value: string(f), Label: ui.FormLabel(f), Chosen: chosen[string(f)]})
	}
	return all
}

// counts are the questions of which the answer can bound an amount, behind an empty choice.
func (p VersionFormPage) counts() []ui.Option {
	all := []ui.Option{{Label: "Geen: er is geen maximum per stuk"}}
	for _, s := range p.Of.Sections {
		for _, q := range s.Questions {
			if q.Counts() {
				all = append(all, ui.Option{Value: q.Key, Label: q.Label, Chosen: q.Key == p.Typed.EachQuestion})
			}
		}
	}
	return all
}

// spares are the empty criteria behind those that are there.
const spares = 2

// criteria are those of the form, with some empty ones behind them as long as there is room.
func (p VersionFormPage) criteria() []form.Criterion {
	all := slices.Clone(p.Typed.Criteria)
	for len(all) > 0 && all[len(all)-1] == (form.Criterion{}) {
		all = all[:len(all)-1]
	}
	for range min(spares, form.MostCriteria-len(all)) {
		all = append(all, form.Criterion{})
	}
	return all
}

// criterionName heads a criterion of the form, counted from zero.
func criterionName(i int, c form.Criterion) string {
	if c == (form.Criterion{}) {
		return "Nieuw criterium " + strconv.Itoa(i+1) + " (niet verplicht)"
	}
	return "Criterium " + strconv.Itoa(i+1)
}

// criterionKinds are the kinds of criteria, behind an empty choice where nothing was chosen.
func criterionKinds(chosen string) []ui.Option {
	var all []ui.Option
	if chosen == "" {
		all = append(all, ui.Option{Label: "Kies", Chosen: true})
	}
	for _, k := range grant.CriterionKinds() {
		all = append(all, ui.Option{Value: string(k), Label: criterionKind(k), Chosen: string(k) == chosen})
	}
	return all
}

func criterionKind(k grant.CriterionKind) string {
	switch k {
	case grant.Target:
		return "Doelgroep: wie het krijgt"
	case grant.Range:
		return "Toepassingsgebied: wat en waar"
	case grant.Exclusion:
		return "Uitgesloten: wie of wat het niet krijgt"
	case grant.Additional:
		return "Bijkomend: wat er nog moet"
	case grant.Cumulation:
		return "Cumulatie: samen met andere steun"
	}
	return string(k)
}

// envelopes are the kinds of envelopes as a form offers them, with support in kind behind them. Nothing is chosen where nothing was.
func envelopes(all []budget.Purpose, chosen string) []ui.Option {
	var options []ui.Option
	if chosen == "" {
		options = append(options, ui.Option{Label: "Kies", Chosen: true})
	}
	for _, p := range all {
		options = append(options, ui.Option{Value: string(p.Kind), Label: p.Name, Chosen: string(p.Kind) == chosen})
	}
	return append(options, ui.Option{Value: form.InKind, Label: "Geen: steun in natura", Chosen: chosen == form.InKind})
}

// activities are those of the wegwijzer.
func (p VersionFormPage) activities() []ui.Option {
	var all []ui.Option
	for _, a := range grant.Activities() {
		all = append(all, ui.Option{Value: string(a), Label: ui.ActivityLabel(a), Chosen: slices.Contains(p.Typed.Activities, string(a))})
	}
	return all
}

// kinds are the kinds of projects.
func (p VersionFormPage) kinds() []ui.Option {
	var all []ui.Option
	if p.Typed.Kind == "" {
		all = append(all, ui.Option{Label: "Kies", Chosen: true})
	}
	for _, k := range project.Kinds() {
		all = append(all, ui.Option{Value: string(k), Label: ui.KindLabel(k), Chosen: string(k) == p.Typed.Kind})
	}
	return all
}

// special is what only some regulations have.
func (p VersionFormPage) special() []ui.Option {
	all := []ui.Option{
		{Value: form.Light, Label: "De lichte weg", Hint: fmt.Sprintf("Voor kleine bedragen: tot %s, hoogstens %d vragen en %d bijlage, en een beslissing binnen %d dagen.",
			grant.LightMost.Short(), grant.LightQuestions, grant.LightFiles, grant.LightDays)},
		{Value: form.OnlyDAC, Label: "Alleen landen op de OESO-lijst", Hint: "Een aanvraag voor een land dat er niet op staat, kan niet ingediend worden."},
		{Value: form.NeedsPartner, Label: "Een partner ter plaatse is nodig", Hint: "De wegwijzer zegt dat aan wie geen partner heeft."},
	}
	for i := range all {
		all[i].Chosen = slices.Contains(p.Typed.Special, all[i].Value)
	}
	return all
}
