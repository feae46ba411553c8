package grant

import (
	"fmt"
	"slices"

	"vriendenstad/internal/association"
	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

// A Plan is what somebody says in the wegwijzer of what they want to do. Nothing of it is kept: it stands in the address alone. What is empty was not asked yet.
type Plan struct {
	Who      Asker
	Here     string // Yes where they work in Antwerp
	Activity Activity
	Country  world.Code
	Partner  string // Yes where somebody carries it out on the spot
	Cost     CostClass
	Begins   Begin
	Trouble  Trouble
}

// An Asker is who asks, in the words of the wegwijzer.
type Asker string

// The askers.
const (
	ByAssociation Asker = "vereniging"
	ByGroup       Asker = "groep"
	ByNGO         Asker = "ngo"
	BySchool      Asker = "school"
	ByCollege     Asker = "hoger"
	ByAuthority   Asker = "bestuur"
	ByCompany     Asker = "bedrijf"
	ByOne         Asker = "alleen"
)

// Askers returns the askers in the order of pages.
func Askers() []Asker {
	return []Asker{ByAssociation, ByGroup, BySchool, ByCollege, ByNGO, ByAuthority, ByCompany, ByOne}
}

// forms returns the legal forms that an asker may have, none for whoever no regulation knows.
func (a Asker) forms() []association.Form {
	switch a {
	case ByAssociation:
		return []association.Form{association.NonProfit, association.InternationalN, association.PrivateFund, association.PublicFund, association.Branch}
	case ByGroup:
		return []association.Form{association.Unincorporated}
	case ByNGO:
		return []association.Form{association.NGO}
	case BySchool:
		return []association.Form{association.School}
	case ByCollege:
		return []association.Form{association.College, association.University}
	case ByAuthority:
		return []association.Form{association.PublicBody}
	}
	return nil
}

// A CostClass says how much it costs, more or less.
type CostClass string

// The classes of cost. Each is named after the most that it holds, in euro.
const (
	CostSmall  CostClass = "1499"
	CostMiddle CostClass = "10000"
	CostLarge  CostClass = "50000"
	CostHuge   CostClass = "meer"
)

// CostClasses returns the classes in their order.
func CostClasses() []CostClass { return []CostClass{CostSmall, CostMiddle, CostLarge, CostHuge} }

func (c CostClass) most() money.Cents {
	switch c {
	case CostSmall:
		return 1_499_99
	case CostMiddle:
		return 10_000_00
	case CostLarge:
		return 50_000_00
	}
	return money.Max
}

// A Begin says when it begins.
type Begin string

// The begins.
const (
	Soon  Begin = "maand"   // within four weeks
	Later Begin = "maanden" // in one to two months
	Far   Begin = "later"
)

// Begins returns the begins in their order.
func Begins() []Begin { return []Begin{Soon, Later, Far} }

// most is the latest day of a begin, counted from today.
func (b Begin) most() int {
	switch b {
	case Soon:
		return 27
	case Later:
		return 59
	}
	return 10_000
}

// A Trouble is what no regulation supports, whatever else is planned.
type Trouble string

// The troubles; Fine is none of them.
const (
	Fine         Trouble = "geen"
	OnlyFunds    Trouble = "geldinzameling"
	Party        Trouble = "partij"
	ReportDue    Trouble = "verslag"
	PaidAlready  Trouble = "dubbel"
	AlreadyBegun Trouble = "voorbij"
)

// Troubles returns the troubles in the order of pages, [Fine] last.
func Troubles() []Trouble {
	return []Trouble{OnlyFunds, Party, ReportDue, PaidAlready, AlreadyBegun, Fine}
}

// A Step is a question of the wegwijzer, by the name of its field.
type Step string

// The steps.
const (
	WhoStep     Step = "wie"
	HereStep    Step = "hier"
	WhatStep    Step = "wat"
	CountryStep Step = "land"
	PartnerStep Step = "partner"
	CostStep    Step = "kost"
	BeginStep   Step = "begin"
	TroubleStep Step = "klopt"
)

// Steps returns the questions that this plan asks, in their order: at most eight. Who cannot apply at all is asked no more.
func (p Plan) Steps() []Step {
	if p.Who != "" && !p.applies() {
		return []Step{WhoStep}
	}
	if p.Here == No {
		return []Step{WhoStep, HereStep}
	}
	steps := []Step{WhoStep, HereStep, WhatStep}
	if p.Activity == "" || p.Activity.Abroad() {
		steps = append(steps, CountryStep, PartnerStep)
	}
	if p.Activity != Relief && p.Activity != SchoolGoods {
		steps = append(steps, CostStep)
	}
	if p.Activity != Relief {
		steps = append(steps, BeginStep)
	}
	return append(steps, TroubleStep)
}

// applies says whether somebody like this can apply for anything.
func (p Plan) applies() bool { return len(p.Who.forms()) > 0 && p.Who != ByAuthority }

// Said returns the answer to a question, as addresses write it; empty where there is none yet.
func (p Plan) Said(s Step) string {
	switch s {
	case WhoStep:
		return string(p.Who)
	case HereStep:
		return p.Here
	case WhatStep:
		return string(p.Activity)
	case CountryStep:
		return string(p.Country)
	case PartnerStep:
		return p.Partner
	case CostStep:
		return string(p.Cost)
	case BeginStep:
		return string(p.Begins)
	case TroubleStep:
		return string(p.Trouble)
	}
	return ""
}

// Next returns the first question that has no answer yet, and false where all have one.
func (p Plan) Next() (Step, bool) {
	for _, s := range p.Steps() {
		if p.Said(s) == "" {
			return s, true
		}
	}
	return "", false
}

// Against says in sentences why these terms do not fit a plan: none where they do. What was not asked stands in the way of nothing.
func (t Terms) Against(p Plan) []string {
	var why []string
	say := func(sentence string, values ...any) { why = append(why, fmt.Sprintf(sentence, values...)) }
	switch {
	case p.Who == "":
	case p.Who == ByOne:
		say("Iemand alleen kan niet aanvragen. Zoek een vereniging of een school die het mee wil doen.")
	case p.Who == ByCompany:
		say("Een bedrijf kan niet aanvragen. Je kunt wel meedoen met een vereniging of een school.")
	case !slices.ContainsFunc(p.Who.forms(), t.Covers):
		say("Dit is niet voor jullie, maar voor: %s", lower(t.ForWhom))
	}
	if p.Here == No {
		say("Jullie moeten een werking in Antwerpen hebben.")
	}
	if p.Activity != "" && !slices.Contains(t.Activities, p.Activity) {
		say("Dit steunt iets anders dan wat je van plan bent.")
		return why
	}
	if t.OnlyDAC && p.Country != "" && !p.Country.Developing() {
		say("%s staat niet op de lijst van ontwikkelingslanden van de OESO. Dit reglement steunt werk daar niet.", p.Country.Name())
	}
	if t.NeedsPartner && p.Partner == No {
		say("Er moet iemand ter plaatse zijn die het werk uitvoert.")
	}
	if p.Cost != "" && p.Cost.most() < t.MinCost {
		say("Het moet minstens %v kosten.", t.MinCost)
	}
	if p.Begins != "" && p.Begins.most() < t.Ahead {
		say("Vraag minstens %d dagen op voorhand aan.", t.Ahead)
	}
	switch p.Trouble {
	case OnlyFunds:
		say("Wat alleen geld inzamelt, krijgt geen subsidie.")
	case Party:
		say("Partijpolitiek en het verspreiden van een geloof krijgen geen subsidie.")
	case ReportDue:
		say("Doe eerst verslag over de vroegere steun. Daarna kan je opnieuw aanvragen.")
	case PaidAlready:
		say("Wat een andere dienst van de stad al betaalt, betaalt de stad geen tweede keer.")
	case AlreadyBegun:
		say("Wat al voorbij is, krijgt geen subsidie meer. Vraag op voorhand aan.")
	}
	return why
}

// Near says whether a regulation that does not fit is close enough to name: it supports what is planned.
func (t Terms) Near(p Plan) bool {
	return p.Activity == "" || slices.Contains(t.Activities, p.Activity)
}
