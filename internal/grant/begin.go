package grant

import (
	"regexp"
	"slices"
	"strings"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
)

// MostSlug is how many letters the address of a regulation has at most.
const MostSlug = 80

var (
	slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	codeForm = regexp.MustCompile(`^[A-Z]{2,6}$`)
)

// Check refuses an address or a code that no regulation can have. Whether another has it already is for the desk to see.
func (r Regulation) Check() error {
	var wrong fault.Fields
	switch {
	case !slugForm.MatchString(r.Slug) || len(r.Slug) > MostSlug:
		wrong.Add("adres", "Schrijf het adres met kleine letters, cijfers en koppeltekens, zoals projecten-in-het-zuiden, en houd het bij %d tekens.", MostSlug)
	case slices.Contains(ReservedSlugs(), r.Slug):
		wrong.Add("adres", "Dit adres heeft het portaal zelf nodig. Kies een ander.")
	}
	if !codeForm.MatchString(r.Code) {
		wrong.Add("code", "Een code heeft twee tot zes letters zonder accenten, zoals PRO.")
	}
	return wrong.Err()
}

// A Plain is a beginning that the portal has itself, for a regulation that is like no other: its questions, which bind nobody yet to an amount or a term.
type Plain string

// The plain beginnings.
const (
	PlainHere   Plain = "hier"   // something in Antwerp
	PlainAbroad Plain = "elders" // something with a partner in another country
)

// Plains returns the plain beginnings in the order of pages.
func Plains() []Plain { return []Plain{PlainHere, PlainAbroad} }

// Terms returns what a plain beginning holds: its questions, and no bound but the whole of the cost. What else a regulation says is for who drafts it. They are few
// enough for the light route.
func (p Plain) Terms() Terms {
	about := Section{Key: "aanvraag", Title: "Wat je gaat doen", Intro: "Wat, waar en wanneer.", Questions: []Question{
		{Key: TitleKey, Label: "Hoe heet wat je gaat doen?", Hint: "Kort en duidelijk. Deze titel komt op de openbare pagina als je steun krijgt.", Type: ShortText, Required: true, Most: 100},
		{Key: SummaryKey, Label: "Vertel in een paar zinnen wat jullie gaan doen", Type: LongText, Required: true, Most: 600,
			Hint: "Schrijf voor iemand die jullie niet kent. Ook deze tekst komt op de openbare pagina als je steun krijgt."},
	}}
	if p == PlainAbroad {
		about.Questions = append(about.Questions,
			Question{Key: CountriesKey, Label: "In welk land of welke landen?", Hint: "Is er meer dan één land, zeg dan welk deel van het werk waar gebeurt. Samen is dat 100 procent.", Type: Countries, Required: true},
			Question{Key: PartnerKey, Label: "Wie voert het ter plaatse uit?", Hint: "De organisatie, de plaats en wat ze doet. Namen van mensen zijn niet nodig.", Type: Partner, Required: true})
	}
	about.Questions = append(about.Questions,
		Question{Key: PeriodKey, Label: "Van wanneer tot wanneer?", Type: Period, Required: true},
		Question{Key: GoalsKey, Label: "Aan welke duurzame-ontwikkelingsdoelen werk je mee?", Hint: "Kies er één tot drie: die waar het echt om gaat.", Type: Goals, Required: true})
	kind := project.Awareness
	if p == PlainAbroad {
		kind = project.Single
	}
	return Terms{
		MaxShare: budget.AllPoints, Kind: kind, NeedsPartner: p == PlainAbroad,
		Sections: []Section{about, {Key: "geld", Title: "Geld en bijlagen", Intro: "Wat het kost, en wie wat betaalt.", Questions: []Question{
			{Key: CostsKey, Label: "Wat kost het, en wat komt er binnen?", Hint: "Een post per lijn.", Type: Costs, Required: true},
			{Key: RequestedKey, Label: "Hoeveel vraag je aan de stad?", Type: Amount, Required: true},
			{Key: "bijlage", Label: "Een bijlage, als je er een hebt", Hint: "Een programma, een offerte of een brief. PDF, Word, Excel, OpenDocument of een foto, tot 10 MB.", Type: Files, Most: 1},
		}}},
	}
}

// A Founding is a regulation that nobody drafted yet: how it is called and reached, and what it begins with. What else it says is for its first version.
type Founding struct {
	Regulation
	Title string
	From  calendar.Day
	// Max is the most that it grants, Envelope the kind of envelope that pays; InKind says instead that it gives no money.
	Max      money.Cents
	Envelope budget.Kind
	InKind   bool
	// Like is the version that it takes its terms and questions from, zero for those of Plain.
	Like  VersionID
	Plain Plain
}

// Terms returns what its first version says, by the terms that it begins with.
func (f Founding) Terms(from Terms) Terms {
	from.Title, from.MaxAmount, from.Envelope, from.Emergency = f.Title, f.Max, f.Envelope, f.Envelope == budget.Emergency
	return from
}

// Check refuses what no regulation can begin with, given what its first version would say: beside the field that somebody can change.
func (f Founding) Check(says Terms) error {
	wrong, _ := f.Regulation.Check().(fault.Fields)
	if f.Envelope == "" && !f.InKind {
		wrong.Add("enveloppe", "Kies uit welke enveloppe betaald wordt.")
	}
	if f.Like == 0 && !slices.Contains(Plains(), f.Plain) {
		wrong.Add("begin", "Kies waarmee het reglement begint.")
	}
	terms, _ := says.Check().(fault.Fields)
	for _, one := range terms {
		switch one.Name {
		case "titel", "maximum":
			wrong = append(wrong, one)
		case "per-stuk":
			if f.Max > 0 {
				wrong.Add("maximum", "Wat je overneemt, gaat tot %v per %s. Dit maximum is kleiner.", says.PerUnit.Amount, says.PerUnit.Unit)
			}
		case "bijzonder":
			wrong.Add("maximum", "Wat je overneemt, volgt de lichte weg: tot %v.", LightMost)
		case "aanvragers": // for the first version to say
		default:
			wrong.Add("begin", "%s", one.Sentence)
		}
	}
	return wrong.Err()
}

// CheckPublic refuses terms that a draft may still have but that nobody could read or apply under: what is left out is named for who drafts them.
func (t Terms) CheckPublic() error {
	var left []string
	need := func(is bool, what string) {
		if !is {
			left = append(left, what)
		}
	}
	need(strings.TrimSpace(t.Purpose) != "", "waarvoor het is")
	need(strings.TrimSpace(t.LegalGround) != "", "de rechtsgrond")
	need(strings.TrimSpace(t.ForWhom) != "", "wie kan aanvragen, in woorden")
	need(len(t.Activities) > 0, "de activiteiten voor de wegwijzer")
	need(t.Kind != "", "de soort steun")
	need(t.DecisionWithin > 0, "de dagen tot de beslissing")
	need(t.AccountWithin > 0, "de dagen tot het verslag")
	need(len(t.Sections) > 0, "de vragen")
	var wrong fault.Fields
	if len(left) > 0 {
		wrong.Add("", "In het ontwerp ontbreekt nog: %s. Een dossierbehandelaar vult het aan.", strings.Join(left, "; "))
	}
	return wrong.Err()
}
