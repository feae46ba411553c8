package mine

import (
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
)

// A LatePanel is what stands on the pages of a draft whose round closed: how to ask to submit it still, or what came of that.
type LatePanel struct {
	ID grant.ID
	// Shown says that the round closed, and that the draft cannot be submitted by the round alone.
	Shown bool
	// Asked is what was asked and decided, nil where nobody asked. By is who asked, empty for who was erased.
	Asked *grant.Late
	By    string
	// Open says that the draft may be submitted by an admission, now.
	Open bool
	// Writes says that the reader may ask.
	Writes bool
	// Why is the reason as it was typed, Wrong what was wrong with it.
	Why   string
	Wrong fault.Fields
	Once  string
}

// asked says who asked, and when.
func (p LatePanel) asked() string { return "op " + calendar.Moment(p.Asked.AskedAt) }

// title says what came of it.
func (p LatePanel) title() string {
	switch {
	case p.Asked == nil:
		return "Nog indienen na de sluiting"
	case p.Asked.Open():
		return "Jullie vraag ligt bij de dienst"
	case p.Asked.Refused():
		return "Indienen kan niet meer"
	case p.Open:
		return "Jullie mogen nog indienen"
	}
	return "De toelating is voorbij"
}

// gate leads from what stands in the way to where somebody can ask.
func (p LatePanel) gate() string {
	if !p.Shown {
		return ""
	}
	return link.LateOf(p.ID)
}
