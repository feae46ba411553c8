package form

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
)

// A Regulation is the form in which a regulation is begun, as it was typed.
type Regulation struct {
	Title, Slug, Code, From, MaxAmount, Envelope string
	// Begin is a plain beginning, or a version as [LikeVersion] names it.
	Begin string
}

// regulationFields are the fields of the form in their order.
var regulationFields = []string{"titel", "adres", "code", "begin", "van", "maximum", "enveloppe"}

// InOrder puts the refusals of the form in the order of its fields.
func (r Regulation) InOrder(wrong fault.Fields) {
	slices.SortStableFunc(wrong, func(a, b fault.Field) int {
		return slices.Index(regulationFields, a.Name) - slices.Index(regulationFields, b.Name)
	})
}

// likeVersion is how a version that is taken over begins among the choices.
const likeVersion = "versie-"

// LikeVersion names a version of which the terms are taken over, as a choice.
func LikeVersion(id grant.VersionID) string { return likeVersion + strconv.FormatInt(int64(id), 10) }

// ReadRegulation reads the form of a new regulation.
func ReadRegulation(values url.Values) (Regulation, error) {
	q := ReadQuery(values)
	r := Regulation{Title: typed(q, "titel"), Slug: typed(q, "adres"), Code: typed(q, "code"), From: typed(q, "van"), MaxAmount: typed(q, "maximum"),
		Envelope: typed(q, "enveloppe"), Begin: typed(q, "begin")}
	return r, q.Err()
}

// Address is what was typed as its address, or what the title proposes where nothing was.
func (r Regulation) Address() string { return cmp.Or(r.Slug, association.Address(r.Title)) }

// Founding returns what was typed, and refuses what cannot be read. What is missing is for the rules to refuse.
func (r Regulation) Founding() (grant.Founding, error) {
	var wrong fault.Fields
	f := grant.Founding{Title: r.Title, From: dayOf("van", r.From, &wrong), InKind: r.Envelope == InKind}
	f.Slug, f.Code = r.Address(), strings.ToUpper(r.Code)
	if r.MaxAmount != "" {
		f.Max = amountOf("maximum", r.MaxAmount, &wrong)
	}
	if !f.InKind {
		f.Envelope = budget.Kind(r.Envelope)
	}
	if like, ok := strings.CutPrefix(r.Begin, likeVersion); ok {
		f.Like, _ = ParseID[grant.VersionID](like)
	} else {
		f.Plain = grant.Plain(r.Begin)
	}
	return f, wrong.Err()
}

// A RegulationName is the form in which a regulation gets another address and another code, as it was typed.
type RegulationName struct{ Seen, Slug, Code string }

// ReadRegulationName reads the form of a regulation's address and code.
func ReadRegulationName(values url.Values) (RegulationName, error) {
	q := ReadQuery(values)
	n := RegulationName{Seen: q.Text("gezien"), Slug: typed(q, "adres"), Code: strings.ToUpper(typed(q, "code"))}
	return n, q.Err()
}
