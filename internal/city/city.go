// Package city knows the cities that Antwerp is a partner of, and the countries in which its Zuidwerking works.
package city

import (
	"fmt"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/world"
)

// A Zuidwerking says how far the city's own work in a country goes.
type Zuidwerking string

// The states of the Zuidwerking in a country.
const (
	Working   Zuidwerking = "zuidwerking" // the city works there itself
	Exploring Zuidwerking = "verkenning"  // a candidate: being looked into
	NoWork    Zuidwerking = "none"        // tied by projects or a partner city alone
)

// A Source says where a fact can be read.
type Source struct {
	// Fact names what the source is for, in a few words.
	Fact  string
	Title string
	// URL is empty where the source stands in no public place.
	URL string
	// On is the day of the source, zero where it carries none.
	On calendar.Day
	// Invented marks a fact of the demonstration, which has no source but says so.
	Invented bool
}

// A Country is one that the city, its partners or its associations work in.
type Country struct {
	Code        world.Code
	Slug        string
	Zuidwerking Zuidwerking
	// Tie says why Antwerp is tied to the country.
	Tie     string
	Sources []Source
}

// Name returns the country's Dutch name.
func (c Country) Name() string { return c.Code.Name() }

// An ID numbers a partner city.
type ID int64

// A Relation is the kind of tie between two cities.
type Relation string

// The relations. A Twinning is a stedenband in the sense of colleagues who strengthen each other's
// administration; a Sister city is a representative tie.
const (
	Twinning    Relation = "stedenband"
	Sister      Relation = "zusterstad"
	SouthWork   Relation = "zuidwerking"
	ByProject   Relation = "projectmatig"
	Exploration Relation = "verkenning"
)

// Relations returns the relations in the order of pages.
func Relations() []Relation { return []Relation{Twinning, SouthWork, Sister, ByProject, Exploration} }

// Valid says whether the relation is one of ours.
func (r Relation) Valid() bool {
	for _, one := range Relations() {
		if one == r {
			return true
		}
	}
	return false
}

// A State says how a partnership stands.
type State string

// The states of a partnership.
const (
	InExploration State = "verkenning"
	Intended      State = "intentie"
	Active        State = "actief"
	Dormant       State = "slapend"
	Suspended     State = "opgeschort"
	Ended         State = "beëindigd"
)

// A Factor is one of the six conditions under which a partnership of cities works, named by the policy text.
type Factor string

// The factors, in the order of the policy text.
const (
	Colleagues  Factor = "collega-tot-collega"
	Capacity    Factor = "capaciteitsopbouw"
	Governance  Factor = "bestuurskracht"
	Services    Factor = "openbare dienstverlening"
	Equality    Factor = "gelijkwaardigheid"
	Reciprocity Factor = "wederkerigheid"
)

// Factors returns the six, in order.
func Factors() []Factor {
	return []Factor{Colleagues, Capacity, Governance, Services, Equality, Reciprocity}
}

// A Check says whether a partnership meets a factor.
type Check struct {
	Factor Factor
	Met    bool
	// Note explains a factor that is not met yet; it may be empty.
	Note string
}

// A Partner is a city that Antwerp has a tie with, or looks for one with.
type Partner struct {
	ID        ID
	Slug      string
	Name      string
	LocalName string
	Country   world.Code
	// Latitude and Longitude are degrees north and east.
	Latitude, Longitude float64
	Relation            Relation
	State               State
	// Preparing says that a stedenband is being prepared beside the present relation.
	Preparing bool
	// Agreement is the period of the agreement, zero where none was made.
	Agreement calendar.Period
	// Counterpart is the office on the other side, never a person.
	Counterpart string
	Intro       string
	Themes      []string
	SDGs        []world.SDG
	// AntwerpLearns and PartnerLearns are both filled in a partnership that is active: that is reciprocity.
	AntwerpLearns string
	PartnerLearns string
	Checks        []Check
	Sources       []Source
	Demo          bool
}

// Tie says how the partnership is drawn: with two threads, one, or dots.
type Tie int

// The ties.
const (
	Dotted Tie = iota // being explored, or no longer at work
	Single            // a sister city
	Wound             // active co-operation
)

// Tie returns how the partnership is drawn: from its relation and its state, never by hand.
func (p Partner) Tie() Tie {
	switch {
	case p.Relation == Exploration || p.State != Active:
		return Dotted
	case p.Relation == Sister:
		return Single
	}
	return Wound
}

// Check refuses a partner that the portal may not show. A partnership that is active without both sides
// learning is refused, but for a sister city, which is a representative tie.
func (p Partner) Check() error {
	var wrong fault.Fields
	if p.Name == "" {
		wrong.Add("name", "Geef de stad een naam.")
	}
	if !p.Country.Valid() {
		wrong.Add("country", "Kies een land.")
	}
	if p.Latitude < -90 || p.Latitude > 90 || p.Longitude < -180 || p.Longitude > 180 {
		wrong.Add("place", "Deze coördinaten liggen niet op aarde.")
	}
	if !p.Agreement.Last.IsZero() && p.Agreement.Last < p.Agreement.First {
		wrong.Add("agreement", "Een overeenkomst eindigt niet vóór ze begint.")
	}
	if p.Tie() == Wound && p.State == Active && (p.AntwerpLearns == "" || p.PartnerLearns == "") {
		wrong.Add("learns", "Schrijf op wat Antwerpen leert en wat %s leert: een partnerschap werkt in twee richtingen.", p.Name)
	}
	if len(p.Sources) == 0 {
		wrong.Add("sources", "Noem een bron, of zeg dat het gegeven fictief is.")
	}
	for _, s := range p.SDGs {
		if !s.Valid() {
			wrong.Add("sdgs", "Er is geen duurzame ontwikkelingsdoelstelling %d.", int(s))
		}
	}
	return wrong.Err()
}

// Met counts the success factors that are met.
func (p Partner) Met() int {
	n := 0
	for _, c := range p.Checks {
		if c.Met {
			n++
		}
	}
	return n
}

// Place writes where the city lies, for a screen reader: 14,69° noord, 17,45° west.
func (p Partner) Place() string {
	ns, ew := "noord", "oost"
	lat, lon := p.Latitude, p.Longitude
	if lat < 0 {
		ns, lat = "zuid", -lat
	}
	if lon < 0 {
		ew, lon = "west", -lon
	}
	return fmt.Sprintf("%s° %s, %s° %s", comma(lat), ns, comma(lon), ew)
}

func comma(degrees float64) string {
	hundredths := int(degrees*100 + 0.5)
	return fmt.Sprintf("%d,%02d", hundredths/100, hundredths%100)
}
