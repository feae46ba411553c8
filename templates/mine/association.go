package mine

import (
	"strconv"
	"strings"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/world"
	"vriendenstad/templates/ui"
)

// Ours is the association that a page is about, as its members see it.
type Ours struct {
	association.Association
	Standing association.Standing
	// Reason is what the Dienst wrote with the standing, empty for nothing.
	Reason string
	// Waiting is what the association says that it is now and the Dienst has not looked at yet, nil for nothing.
	Waiting *association.Facts
	// IBAN is shown masked, and to who speaks for the association alone.
	IBAN association.IBAN
}

// A ProfilePage is the form of what an association says of itself.
type ProfilePage struct {
	Typed form.Association
	Wrong fault.Fields
	// Version and Stamp are those of what the form was filled with.
	Version int
	Stamp   string
	// Verified says that name, form and numbers are looked at by the Dienst before they count.
	Verified bool
	// ChangedBy saved in between, ChangedAt says when, and Changes what; empty where nobody did.
	ChangedBy, ChangedAt string
	Changes              []form.Change
	Once                 string
}

func (p ProfilePage) version() string { return strconv.Itoa(p.Version) }

// A RegisterPage is the form that registers an association.
type RegisterPage struct {
	Typed form.NewAssociation
	Wrong fault.Fields
	Once  string
}

// A BoardPage is the form of a board. Stamp is that of the board that it was filled with.
type BoardPage struct {
	Board form.Board
	Form  association.Form
	Wrong fault.Fields
	Stamp string
	// Now is what somebody else saved in between, nil where nobody did.
	Now  form.Board
	Once string
}

// A BankPage is the form of an account number.
type BankPage struct {
	Now association.IBAN
	// Strong says that a code was given a short while ago: then the password is not asked.
	Strong bool
	Typed  string
	Wrong  fault.Fields
	Once   string
}

// An AssociationPage shows all that the portal holds of an association to its members.
type AssociationPage struct {
	Ours
	Board []association.BoardMember
	// Writes and Leads say what who looks may do.
	Writes, Leads bool
}

func (p AssociationPage) countries() string {
	if len(p.Countries) == 0 {
		return "Antwerpen"
	}
	names := make([]string, len(p.Countries))
	for i, c := range p.Countries {
		names[i] = c.Name()
	}
	return strings.Join(names, ", ")
}

func (p AssociationPage) themes() string { return strings.Join(p.Themes, ", ") }

// expected says in words what is expected, and of whom, where an association stands so.
func (o Ours) expected() string {
	switch o.Standing {
	case association.Registered:
		return "De stad is aan zet. Tot de dienst jullie heeft nagekeken, staat de vereniging niet op de openbare pagina’s. Jullie kunnen alles al invullen."
	case association.Asked:
		return "Jullie zijn aan zet. De dienst kan de vereniging nakijken als jullie dit aanvullen."
	case association.Refused:
		return "De dienst heeft de vereniging niet aanvaard. Klopt iets niet, pas dan de gegevens aan: de dienst kijkt ze opnieuw na."
	}
	return "De vereniging staat op de openbare pagina’s."
}

// heading says where the association stands, as the begin of [Ours.expected].
func (o Ours) heading() string {
	switch o.Standing {
	case association.Registered:
		return "De dienst kijkt jullie vereniging na"
	case association.Asked:
		return "De dienst vraagt meer"
	case association.Refused:
		return "De vereniging is niet aanvaard"
	}
	return "De vereniging is nagekeken"
}

// fieldLabels name the fields of the form of an association.
var fieldLabels = map[string]string{
	"name": "Naam", "form": "Rechtsvorm", "net": "Onderwijsnet", "kbo": "Ondernemingsnummer", "vcode": "vCode", "postcode": "Postcode",
	"countries": "Landen", "region": "Regio", "themes": "Thema’s", "about": "Over jullie", "website": "Website",
}

// inWords writes what stands in a field as people read it.
func inWords(field, typed string) string {
	switch {
	case typed == "":
		return "niets"
	case field == "region":
		return world.Region(typed).Name()
	case field == "form":
		return ui.FormLabel(association.Form(typed))
	}
	return typed
}

func formOptions(chosen string) []ui.Option {
	all := []ui.Option{{Value: "", Label: "Kies een rechtsvorm", Chosen: chosen == ""}}
	for _, f := range association.Forms() {
		all = append(all, ui.Option{Value: string(f), Label: ui.FormLabel(f), Chosen: chosen == string(f)})
	}
	return all
}

func netOptions(chosen string) []ui.Option {
	all := []ui.Option{{Value: "", Label: "Geen school", Chosen: chosen == ""}}
	for _, n := range association.Nets() {
		all = append(all, ui.Option{Value: string(n), Label: string(n), Chosen: chosen == string(n)})
	}
	return all
}

func regionOptions(chosen string) []ui.Option {
	all := []ui.Option{{Value: "", Label: "Kies een regio", Chosen: chosen == ""}}
	for _, r := range world.Regions() {
		all = append(all, ui.Option{Value: string(r), Label: r.Name(), Chosen: chosen == string(r)})
	}
	return all
}

// partHint says what a member in a part may do.
func partHint(p account.Part) string {
	switch p {
	case account.LeadPart:
		return "Spreekt voor de vereniging: nodigt mensen uit, zegt wie wat mag, houdt rekening en bestuur bij."
	case account.ContributorPart:
		return "Schrijft mee."
	}
	return "Leest mee, wijzigt niets."
}

func partOptions(chosen string) []ui.Option {
	var all []ui.Option
	for _, p := range account.MemberParts() {
		all = append(all, ui.Option{Value: string(p), Label: ui.PartLabel(p), Hint: partHint(p), Chosen: chosen == string(p)})
	}
	return all
}
