package public

import (
	"slices"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/world"
	"vriendenstad/templates/ui"
)

// A GuidePage is the wegwijzer: the next question, or the answer to all of them.
type GuidePage struct {
	Now  time.Time
	Plan grant.Plan
	All  []Subsidy
	// Wrong says that the question was sent without an answer.
	Wrong fault.Fields
}

// mostSteps is how many questions the wegwijzer asks at most.
const mostSteps = 8

// step is the question that comes now, and which it is; the empty one once all were answered.
func (p GuidePage) step() (grant.Step, int) {
	next, more := p.Plan.Next()
	if !more {
		return "", 0
	}
	n := 1
	for _, s := range p.Plan.Steps() {
		if s == next {
			break
		}
		n++
	}
	return next, n
}

// answered are the questions that were answered, in their order.
func (p GuidePage) answered() []grant.Step {
	var all []grant.Step
	for _, s := range p.Plan.Steps() {
		if p.Plan.Said(s) == "" {
			break
		}
		all = append(all, s)
	}
	return all
}

// until is the plan as it was before a question.
func until(p grant.Plan, before grant.Step) grant.Plan {
	var cut grant.Plan
	for _, s := range p.Steps() {
		if s == before {
			break
		}
		switch s {
		case grant.WhoStep:
			cut.Who = p.Who
		case grant.HereStep:
			cut.Here = p.Here
		case grant.WhatStep:
			cut.Activity = p.Activity
		case grant.CountryStep:
			cut.Country = p.Country
		case grant.PartnerStep:
			cut.Partner = p.Partner
		case grant.CostStep:
			cut.Cost = p.Cost
		case grant.BeginStep:
			cut.Begins = p.Begins
		}
	}
	return cut
}

// question writes a question of the wegwijzer.
func question(s grant.Step) (label, hint string) {
	switch s {
	case grant.WhoStep:
		return "Wie vraagt aan?", ""
	case grant.HereStep:
		return "Zijn jullie actief in Antwerpen?", "Met leden, een werking of een vestiging in een van de districten."
	case grant.WhatStep:
		return "Wat willen jullie doen?", ""
	case grant.CountryStep:
		return "In welk land?", "Is er meer dan één, kies dan het belangrijkste."
	case grant.PartnerStep:
		return "Is er iemand ter plaatse die het uitvoert of jullie ontvangt?", "Een vereniging, een school, een dienst."
	case grant.CostStep:
		return "Wat kost het ongeveer, alles samen?", "Een raming is goed."
	case grant.BeginStep:
		return "Wanneer begint het?", ""
	case grant.TroubleStep:
		return "Klopt een van deze dingen?", ""
	}
	return "", ""
}

// options are the answers to a question of the wegwijzer.
func options(s grant.Step) []ui.Option {
	var all []ui.Option
	add := func(value, label string) { all = append(all, ui.Option{Value: value, Label: label}) }
	switch s {
	case grant.WhoStep:
		for _, a := range grant.Askers() {
			add(string(a), askerLabel(a))
		}
	case grant.HereStep, grant.PartnerStep:
		add(grant.Yes, "Ja")
		add(grant.No, "Nee")
	case grant.WhatStep:
		for _, a := range grant.Activities() {
			add(string(a), ui.ActivityLabel(a))
		}
	case grant.CountryStep:
		add("", "Kies een land")
		for _, c := range countriesByName() {
			add(string(c), c.Name())
		}
	case grant.CostStep:
		for _, c := range grant.CostClasses() {
			add(string(c), costLabel(c))
		}
	case grant.BeginStep:
		for _, b := range grant.Begins() {
			add(string(b), beginLabel(b))
		}
	case grant.TroubleStep:
		for _, t := range grant.Troubles() {
			add(string(t), troubleLabel(t))
		}
	}
	return all
}

// countriesByName are all countries in the order of a Dutch dictionary.
func countriesByName() []world.Code {
	byName := map[string]world.Code{}
	var names []string
	for _, c := range world.Codes() {
		byName[c.Name()] = c
		names = append(names, c.Name())
	}
	all := make([]world.Code, len(names))
	for i, name := range world.Sorted(names) {
		all[i] = byName[name]
	}
	return all
}

// said writes the answer to a question.
func said(p grant.Plan, s grant.Step) string {
	for _, o := range options(s) {
		if o.Value == p.Said(s) {
			return o.Label
		}
	}
	return ""
}

func askerLabel(a grant.Asker) string {
	switch a {
	case grant.ByAssociation:
		return "Een vzw, een stichting of een andere vereniging met een nummer"
	case grant.ByGroup:
		return "Een groep of feitelijke vereniging"
	case grant.ByNGO:
		return "Een erkende ngo"
	case grant.BySchool:
		return "Een school"
	case grant.ByCollege:
		return "Een hogeschool of universiteit"
	case grant.ByAuthority:
		return "Een ander bestuur of een openbare dienst"
	case grant.ByCompany:
		return "Een bedrijf"
	case grant.ByOne:
		return "Ik alleen"
	}
	return string(a)
}

func costLabel(c grant.CostClass) string {
	switch c {
	case grant.CostSmall:
		return "Minder dan € 1.500"
	case grant.CostMiddle:
		return "€ 1.500 tot € 10.000"
	case grant.CostLarge:
		return "€ 10.000 tot € 50.000"
	case grant.CostHuge:
		return "Meer"
	}
	return string(c)
}

func beginLabel(b grant.Begin) string {
	switch b {
	case grant.Soon:
		return "Binnen vier weken"
	case grant.Later:
		return "Over één tot twee maanden"
	case grant.Far:
		return "Later"
	}
	return string(b)
}

func troubleLabel(t grant.Trouble) string {
	switch t {
	case grant.Fine:
		return "Nee, niets daarvan"
	case grant.OnlyFunds:
		return "Het dient alleen om geld in te zamelen"
	case grant.Party:
		return "Het is voor een politieke partij, of om een geloof te verspreiden"
	case grant.ReportDue:
		return "We moeten nog verslag doen over vroegere steun"
	case grant.PaidAlready:
		return "Een andere dienst van de stad betaalt het al"
	case grant.AlreadyBegun:
		return "Het is al voorbij"
	}
	return string(t)
}

// A verdict is a regulation with why it does not fit: it does where there is no reason.
type verdict struct {
	Subsidy
	why []string
}

// verdicts parts the regulations: those that fit, those that support the same and do not fit, and the others.
func (p GuidePage) verdicts() (fit, near, far []verdict) {
	for _, s := range p.All {
		v := verdict{s, s.Against(p.Plan)}
		switch {
		case len(v.why) == 0:
			fit = append(fit, v)
		case s.Near(p.Plan):
			near = append(near, v)
		default:
			far = append(far, v)
		}
	}
	return fit, near, far
}

// row draws a regulation that fits.
func (v verdict) row(now time.Time) ui.Row {
	return ui.Row{Title: v.Title, Href: link.Subsidy(v.Slug), Meta: v.limits(), Text: v.Purpose, Side: v.when(now), Of: v.whenOf(now)}
}

func (v verdict) when(now time.Time) string {
	if open := v.openRounds(now); len(open) > 0 {
		days, _ := ui.DaysLeft(open[0].ClosesAt, now)
		return days
	}
	if r, comes := v.next(now); comes {
		return calendar.DayOf(r.OpensAt).String()
	}
	return "Niet open"
}

func (v verdict) whenOf(now time.Time) string {
	if open := v.openRounds(now); len(open) > 0 {
		_, below := ui.DaysLeft(open[0].ClosesAt, now)
		return below
	}
	if _, comes := v.next(now); comes {
		return "opent de volgende oproep"
	}
	return "er is geen oproep gepland"
}

// An elsewhere is support that others give. The address is empty where nobody vouches for one.
type elsewhere struct{ title, text, href, name string }

// elsewheres are where else somebody with this plan can go.
func (p GuidePage) elsewheres() []elsewhere {
	var all []elsewhere
	abroad := p.Plan.Activity.Abroad()
	if abroad && p.Plan.Country != "" && !p.Plan.Country.Developing() {
		all = append(all,
			elsewhere{"Met jongeren of scholen in Europa", "Voor uitwisseling en vrijwilligerswerk tussen landen in Europa is er Europees geld: Erasmus+ en het Europees Solidariteitskorps.", "", ""},
			elsewhere{"In een stad waarmee Antwerpen al verbonden is", "Misschien past je idee bij een zusterstad.", link.Cities(), "Bekijk de steden"})
	}
	for _, s := range p.All {
		if abroad && slices.Contains(s.Activities, grant.CityActivity) && len(s.Against(grant.Plan{Who: p.Plan.Who, Here: p.Plan.Here})) == 0 {
			all = append(all, elsewhere{"Vertel er in Antwerpen over", "Voor een activiteit in de stad over je onderwerp is er een ander reglement.", link.Subsidy(s.Slug), s.Title})
		}
	}
	if abroad && p.Plan.Country.Developing() {
		all = append(all, elsewhere{"Raad voor wie zelf een project begint", "Het 4de Pijlersteunpunt, voor kleine initiatieven in het Zuiden, geeft vorming en raad, ook over ander geld.", "", ""})
	}
	if p.Plan.Who == grant.ByOne || p.Plan.Who == grant.ByCompany {
		all = append(all, elsewhere{"Zoek een vereniging om mee samen te doen", "Veel verenigingen zoeken mensen die meedoen, of die iets kunnen.", link.Associations(), "Bekijk de verenigingen"})
	}
	if p.Plan.Here == grant.No {
		all = append(all, elsewhere{"Vraag het je eigen gemeente", "Veel gemeenten hebben een eigen reglement, of een raad voor mondiale solidariteit.", "https://www.vvsg.be/internationaal/algemeen", "Vereniging van Vlaamse Steden en Gemeenten"})
	}
	return append(all, elsewhere{"Praat erover met de dienst", "De Dienst Ontwikkelingssamenwerking denkt mee voor je aanvraagt, ook als je nog twijfelt.", link.About() + "#contact", "Zo bereik je ons"})
}
