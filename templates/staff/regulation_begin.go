package staff

import (
	"strconv"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/templates/ui"
)

// RegulationFormPage is the form in which a regulation is begun.
type RegulationFormPage struct {
	Typed form.Regulation
	// Like are the versions that its terms and questions can be taken from; Purposes are the kinds of envelopes.
	Like     []grant.Version
	Purposes []budget.Purpose
	Once     string
	Retry
}

// begins are what a regulation can begin with: what the portal has itself, and the versions that are there.
func (p RegulationFormPage) begins() []ui.Option {
	var all []ui.Option
	if p.Typed.Begin == "" {
		all = append(all, ui.Option{Label: "Kies", Chosen: true})
	}
	for _, plain := range grant.Plains() {
		all = append(all, ui.Option{Value: string(plain), Label: plainLabel(plain), Chosen: string(plain) == p.Typed.Begin})
	}
	for _, v := range p.Like {
		label := "Zoals " + v.Title + ", versie " + strconv.Itoa(v.Number)
		if !v.Published {
			label += " (ontwerp)"
		}
		value := form.LikeVersion(v.ID)
		all = append(all, ui.Option{Value: value, Label: label, Chosen: value == p.Typed.Begin})
	}
	return all
}

func plainLabel(p grant.Plain) string {
	if p == grant.PlainAbroad {
		return "Eenvoudige vragen, met een partner in een ander land"
	}
	return "Eenvoudige vragen, voor iets in Antwerpen"
}

// RegulationNamePage is the form in which a regulation gets another address and another code.
type RegulationNamePage struct {
	Of    grant.Version
	Fixed bool // a version of it was published
	Seen  string
	Typed form.RegulationName
	Once  string
	Retry
}
