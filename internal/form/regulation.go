package form

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
)

// A Version is the form in which the next version of a regulation is drafted, as it was typed. Of a list each line is one.
type Version struct {
	Seen, From                                string
	Title, Purpose, LegalGround, ForWhom      string
	Forms                                     []string
	Scope, Excluded, Proofs, Thresholds       string
	Criteria                                  []Criterion
	MaxAmount, MaxShare, MinCost, Advance     string
	EachAmount, EachQuestion, EachUnit        string
	AccountWithin, DecisionWithin, AskedAhead string
	// Envelope is a kind of envelope, or [InKind]; Kind is one of projects, Activities are those of the wegwijzer.
	Envelope, Kind string
	Activities     []string
	// Special are [Light], [OnlyDAC] and [NeedsPartner], as far as they were ticked.
	Special []string
}

// A Criterion is a criterion as it was typed. One that was left empty, or emptied, is none.
type Criterion struct{ Title, Kind, Groups string }

func (c Criterion) empty() bool { return c.Title == "" && c.Groups == "" }

// InKind is what is chosen in the place of an envelope for support in kind.
const InKind = "geen"

// What can be special about a version.
const (
	Light        = "licht"
	OnlyDAC      = "oeso"
	NeedsPartner = "partner"
)

// CriterionField names the field of a criterion's requirements, counted from 1.
func CriterionField(n int) string { return "criterium-" + strconv.Itoa(n) }

// MostCriteria is how many criteria a form has at most.
const MostCriteria = 20

// ReadVersion reads the form of a version.
func ReadVersion(values url.Values) (Version, error) {
	q := ReadQuery(values)
	text := func(name string) string { return strings.TrimSpace(lines(q.Text(name))) }
	v := Version{Seen: q.Text("gezien"), From: typed(q, "van"), Title: typed(q, "titel"), Purpose: text("waarvoor"), LegalGround: text("rechtsgrond"),
		ForWhom: text("voorwie"), Forms: q.Texts("aanvragers"), Scope: text("wat"), Excluded: text("uitgesloten"), Proofs: text("bewijzen"),
		Thresholds: text("drempels"), MaxAmount: typed(q, "maximum"), MaxShare: typed(q, "aandeel"), MinCost: typed(q, "minimum"), Advance: typed(q, "voorschot"),
		EachAmount: typed(q, "per-stuk"), EachQuestion: typed(q, "per-vraag"), EachUnit: typed(q, "per-wat"),
		AccountWithin: typed(q, "verslagtermijn"), DecisionWithin: typed(q, "beslistermijn"), AskedAhead: typed(q, "vooraf"),
		Envelope: typed(q, "enveloppe"), Kind: string(OneOf(q, "soort", project.Kinds())), Activities: q.Texts("activiteiten"), Special: q.Texts("bijzonder")}
	for n := 1; n <= MostCriteria && values.Has(CriterionField(n)); n++ {
		v.Criteria = append(v.Criteria, Criterion{Title: typed(q, CriterionField(n)+"-titel"), Kind: string(OneOf(q, CriterionField(n)+"-soort", grant.CriterionKinds())), Groups: text(CriterionField(n))})
	}
	return v, q.Err()
}

// orGroup stands on a line of its own between two groups of requirements, of which one has to be met whole.
const orGroup = "of"

// TypedVersion fills the form with a version. A version that is published gets no first day: the next one has another.
func TypedVersion(v grant.Version) Version {
	t := Version{Title: v.Title, Purpose: v.Purpose, LegalGround: v.LegalGround, ForWhom: v.ForWhom, Scope: strings.Join(v.Scope, "\n"),
		Excluded: strings.Join(v.Excluded, "\n"), Proofs: strings.Join(v.Proofs, "\n"), MaxAmount: v.MaxAmount.Plain(), MaxShare: Percent(v.MaxShare),
		Advance: Percent(v.Advance), AccountWithin: strconv.Itoa(v.AccountWithin), DecisionWithin: strconv.Itoa(v.DecisionWithin), AskedAhead: strconv.Itoa(v.Ahead),
		Envelope: cmp.Or(string(v.Envelope), InKind), Kind: string(v.Kind)}
	if v.MinCost > 0 {
		t.MinCost = v.MinCost.Plain()
	}
	if v.PerUnit.Amount > 0 {
		t.EachAmount, t.EachQuestion, t.EachUnit = v.PerUnit.Amount.Plain(), v.PerUnit.Question, v.PerUnit.Unit
	}
	if !v.Published {
		t.From = v.InForce.First.String()
	}
	for _, f := range v.Applicants {
		t.Forms = append(t.Forms, string(f))
	}
	for _, a := range v.Activities {
		t.Activities = append(t.Activities, string(a))
	}
	for _, special := range []struct {
		is   bool
		name string
	}{{v.Light, Light}, {v.OnlyDAC, OnlyDAC}, {v.NeedsPartner, NeedsPartner}} {
		if special.is {
			t.Special = append(t.Special, special.name)
		}
	}
	var thresholds []string
	for _, h := range v.Thresholds {
		thresholds = append(thresholds, h.From.Plain()+": "+h.Proof)
	}
	t.Thresholds = strings.Join(thresholds, "\n")
	for _, c := range v.Criteria {
		groups := make([]string, len(c.Groups))
		for i, g := range c.Groups {
			groups[i] = strings.Join(g, "\n")
		}
		t.Criteria = append(t.Criteria, Criterion{c.Title, string(c.Kind), strings.Join(groups, "\n"+orGroup+"\n")})
	}
	return t
}

// Change returns the first day and what the form makes of the terms of a version, and refuses what cannot be read. The questions stay.
func (v Version) Change() (calendar.Day, func(*grant.Terms), error) {
	var wrong fault.Fields
	from := dayOf("van", v.From, &wrong)
	made := grant.Terms{Title: v.Title, Purpose: v.Purpose, LegalGround: v.LegalGround, ForWhom: v.ForWhom, Scope: eachLine(v.Scope),
		Excluded: eachLine(v.Excluded), Proofs: eachLine(v.Proofs), MaxAmount: amountOf("maximum", v.MaxAmount, &wrong), MaxShare: pointsOf("aandeel", v.MaxShare, &wrong),
		Advance: pointsOf("voorschot", v.Advance, &wrong), AccountWithin: wholeOf("verslagtermijn", v.AccountWithin, &wrong),
		DecisionWithin: wholeOf("beslistermijn", v.DecisionWithin, &wrong), Ahead: wholeOf("vooraf", v.AskedAhead, &wrong), Kind: project.Kind(v.Kind),
		Light: slices.Contains(v.Special, Light), OnlyDAC: slices.Contains(v.Special, OnlyDAC), NeedsPartner: slices.Contains(v.Special, NeedsPartner)}
	switch v.Envelope {
	case "":
		wrong.Add("enveloppe", "Kies uit welke enveloppe betaald wordt.")
	case InKind:
	default:
		made.Envelope = budget.Kind(v.Envelope)
		made.Emergency = made.Envelope == budget.Emergency
	}
	for _, a := range grant.Activities() {
		if slices.Contains(v.Activities, string(a)) {
			made.Activities = append(made.Activities, a)
		}
	}
	if v.MinCost != "" {
		made.MinCost = amountOf("minimum", v.MinCost, &wrong)
	}
	switch {
	case v.EachAmount != "":
		made.PerUnit = grant.PerUnit{Amount: amountOf("per-stuk", v.EachAmount, &wrong), Question: v.EachQuestion, Unit: v.EachUnit}
	case v.EachQuestion != "" || v.EachUnit != "":
		wrong.Add("per-stuk", "Geef het bedrag per stuk, of kies hieronder “Geen” en maak de eenheid leeg.")
	}
	for _, f := range association.Forms() {
		if slices.Contains(v.Forms, string(f)) {
			made.Applicants = append(made.Applicants, f)
		}
	}
	for _, line := range eachLine(v.Thresholds) {
		from, proof, found := strings.Cut(line, ":")
		amount, err := money.Parse(from)
		if !found || err != nil || strings.TrimSpace(proof) == "" {
			wrong.Add("drempels", "Schrijf elke drempel als een bedrag, een dubbelpunt en wat er gevraagd wordt: “%s” is er geen.", line)
		}
		made.Thresholds = append(made.Thresholds, grant.Threshold{From: amount, Proof: strings.TrimSpace(proof)})
	}
	for i, typed := range v.Criteria {
		if typed.empty() {
			continue
		}
		c := grant.Criterion{Kind: grant.CriterionKind(typed.Kind), Title: typed.Title, Groups: groupsOf(typed.Groups)}
		if len(c.Groups) == 0 {
			wrong.Add(CriterionField(i+1), "Schrijf minstens één vereiste. Maak ook de naam leeg als het criterium weg mag.")
		}
		if c.Title == "" {
			wrong.Add(CriterionField(i+1)+"-titel", "Geef het criterium een naam.")
		}
		if c.Kind == "" {
			wrong.Add(CriterionField(i+1)+"-soort", "Kies waar het criterium naar kijkt.")
		}
		made.Criteria = append(made.Criteria, c)
	}
	return from, func(t *grant.Terms) { sections := t.Sections; *t = made; t.Sections = sections }, wrong.Err()
}

// eachLine returns the lines of a text, without those that are empty.
func eachLine(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// groupsOf reads groups of requirements, one to a line, with a line "of" between the groups.
func groupsOf(text string) [][]string {
	var all [][]string
	begun := false
	for _, line := range eachLine(text) {
		switch {
		case line == orGroup:
			begun = false
		case begun:
			all[len(all)-1] = append(all[len(all)-1], line)
		default:
			all, begun = append(all, []string{line}), true
		}
	}
	return all
}

// pointsOf reads a part of a whole in percent as basis points, and refuses what is none.
func pointsOf(field, typed string, wrong *fault.Fields) int {
	share, err := money.Parse(strings.TrimSpace(strings.TrimSuffix(typed, "%")))
	if err != nil || share < 0 || share > budget.AllPoints {
		wrong.Add(field, "Schrijf een deel van het geheel in procent, bijvoorbeeld 75 of 33,5.")
		return 0
	}
	return int(share)
}

// An Ending is the form in which a regulation is ended, as it was typed.
type Ending struct{ Seen, Last string }

// ReadEnding reads the form in which a regulation is ended.
func ReadEnding(values url.Values) (Ending, error) {
	q := ReadQuery(values)
	e := Ending{Seen: q.Text("gezien"), Last: typed(q, "tot")}
	return e, q.Err()
}

// Day returns the last day, zero where none was typed, and refuses what is no day.
func (e Ending) Day() (calendar.Day, error) {
	var wrong fault.Fields
	day := dayOf("tot", e.Last, &wrong)
	return day, wrong.Err()
}
