package staff

import (
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/templates/ui"
)

// AssociationPage is an association as the Dienst sees it, its private side too.
type AssociationPage struct {
	association.Association
	Standing association.Standing
	// Reason is what the Dienst wrote with the standing, Since when it came to stand so.
	Reason string
	Since  *time.Time
	IBAN   association.IBAN
	Board  []association.BoardMember
	// Known are who is a member, and who was.
	Members, Former []Member
	// News is what a verified association says that it is now, nil for nothing.
	News *News
	// Nomination is somebody who is announced to speak for it, nil for nobody.
	Nomination *Nomination
	// Handles and Heads say what who reads this may do.
	Handles, Heads bool
	// Own says that they are or were a member themselves, and leave every decision to a colleague.
	Own bool
	// Typed is the verdict as it was typed, Seen the mark of what the page shows, Once the form's key.
	Typed      form.Verdict
	Seen, Once string
	Wrong      fault.Fields
	// Changed says who came in between, nil for nobody.
	Changed *Changed
	// Trail is what was done, the newest first; Older says that there is more, and Later that this is not its begin.
	Trail        []Entry
	Older, Later bool
}

// Member is somebody who is a member of an association, or was.
type Member struct {
	Name  string
	Email account.Email
	Part  account.Part
	Since time.Time
	Until *time.Time
}

// News is what a verified association says that it is now.
type News struct {
	association.Facts
	SaidAt time.Time
}

// Changed is an act that came between a page and a decision on it.
type Changed struct {
	By, Act string
	At      time.Time
}

// verdicts are the verdicts that fit, as the form offers them.
func (p AssociationPage) verdicts() []ui.Option {
	var all []ui.Option
	for _, v := range p.Standing.Verdicts(p.News != nil) {
		o := ui.Option{Value: string(v), Chosen: p.Typed.Verdict == string(v)}
		switch {
		case p.News != nil && v == association.Verified:
			o.Label, o.Hint = "Neem de nieuwe gegevens over", "Ze staan dan ook op de openbare pagina’s."
		case p.News != nil:
			o.Label, o.Hint = "Weiger de nieuwe gegevens", "De vereniging blijft nagekeken, met de oude gegevens."
		case v == association.Verified:
			o.Label, o.Hint = "In orde", "De vereniging staat dan op de openbare pagina’s."
		case v == association.Asked:
			o.Label, o.Hint = "Vraag meer", "De vereniging vult aan en komt hier terug."
		default:
			o.Label, o.Hint = "Weiger", "De vereniging komt niet op de openbare pagina’s."
		}
		all = append(all, o)
	}
	return all
}

func (p AssociationPage) olderHref() string {
	if !p.Older || len(p.Trail) == 0 {
		return ""
	}
	return link.StaffAssociationTrail(p.ID, p.Trail[len(p.Trail)-1].ID)
}

func (p AssociationPage) laterHref() string {
	if !p.Later {
		return ""
	}
	return link.StaffAssociationTrail(p.ID, 0)
}

// facts are what the Dienst verifies, each with what the news makes of it; empty where that is the same.
func (p AssociationPage) facts() []fact {
	is := p.Facts()
	now := is
	if p.News != nil {
		now = p.News.Facts
	}
	all := []fact{
		{"Naam", is.Name, now.Name}, {"Rechtsvorm", ui.FormLabel(is.Form), ui.FormLabel(now.Form)},
		{"Ondernemingsnummer", is.KBO.String(), now.KBO.String()}, {"vCode", string(is.VCode), string(now.VCode)},
	}
	if is.Net != "" || now.Net != "" {
		all = append(all, fact{"Onderwijsnet", string(is.Net), string(now.Net)})
	}
	return all
}

type fact struct{ label, is, now string }

func (p AssociationPage) lands() string {
	names := make([]string, len(p.Countries))
	for i, c := range p.Countries {
		names[i] = c.Name()
	}
	return strings.Join(names, ", ")
}

// LeadPage is the form in which the Dienst names who speaks for an association.
type LeadPage struct {
	ID      association.ID
	Name    string
	Members []Member
	// Wait says that somebody may object, so that it takes its time.
	Wait  bool
	Typed form.Lead
	Once  string
	Wrong fault.Fields
}

// WithdrawPage is the form in which the Dienst takes an announcement back.
type WithdrawPage struct {
	Nomination
	Typed form.Reason
	Once  string
	Wrong fault.Fields
}
