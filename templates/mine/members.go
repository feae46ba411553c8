package mine

import (
	"strconv"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/money"
	"vriendenstad/templates/ui"
)

// A Member is somebody who is a member of the association.
type Member struct {
	Person account.ID
	Name   string
	Part   account.Part
	Since  time.Time
}

func (m Member) since() string { return "Lid sinds " + calendar.DayOf(m.Since).String() + "." }

// An Asker is somebody who asks to join the association.
type Asker struct {
	ID    account.JoinRequestID
	Name  string
	Email account.Email
	Why   string
	At    time.Time
}

func (a Asker) since() string { return "Vroeg het op " + calendar.DayOf(a.At).String() + "." }

// An Invited is an invitation of the association's, with the keys of its two forms.
type Invited struct {
	account.Invitation
	Resend, Withdraw string
}

// state says how an invitation stands at a moment.
func (i Invited) state(now time.Time) string {
	switch i.StateAt(now) {
	case account.InvitationPending:
		return "Onderweg"
	case account.InvitationDeclined:
		return "Afgewezen"
	case account.InvitationWithdrawn:
		return "Ingetrokken"
	case account.InvitationExpired:
		return "Verlopen"
	}
	return "Aanvaard"
}

func (i Invited) tone(now time.Time) string {
	switch i.StateAt(now) {
	case account.InvitationPending:
		return "tag tag--busy"
	case account.InvitationExpired:
		return "tag tag--warn"
	}
	return "tag"
}

// about says in what part somebody was invited, until when, and how often.
func (i Invited) about(now time.Time) string {
	says := "Als " + string(i.Part) + ". "
	if i.StateAt(now) == account.InvitationPending {
		says += "De link werkt tot " + calendar.Moment(i.ExpiresAt) + ". "
	}
	if i.Sent > 1 {
		says += strconv.Itoa(i.Sent) + " keer verstuurd."
	}
	return says
}

// A MembersPage is the list of an association's members. Who speaks for it sees who asks and who was invited too.
type MembersPage struct {
	Name    string
	Members []Member
	Askers  []Asker
	Invited []Invited
	// Self is who looks; Leads says that they speak for the association.
	Self  account.ID
	Leads bool
	Now   time.Time
	Wrong fault.Fields
}

// others says that there is somebody to hand over to.
func (p MembersPage) others() bool { return len(p.Members) > 1 }

func (p MembersPage) counted() string {
	if len(p.Members) == 1 {
		return "Eén lid."
	}
	return money.Count(len(p.Members)) + " leden."
}

// A MemberPage is the form of one member's part.
type MemberPage struct {
	Member
	Chosen string
	Wrong  fault.Fields
	Once   string
}

// An InvitePage is the form that invites somebody.
type InvitePage struct {
	Name  string
	Typed form.Invitation
	Wrong fault.Fields
	Once  string
}

// A HandOverPage is the form by which another member becomes hoofdvertegenwoordiger.
type HandOverPage struct {
	Others []Member
	Chosen account.ID
	Wrong  fault.Fields
	Once   string
}

func (p HandOverPage) options() []ui.Option {
	all := make([]ui.Option, len(p.Others))
	for i, m := range p.Others {
		all[i] = ui.Option{Value: strconv.FormatInt(int64(m.Person), 10), Label: m.Name, Hint: "Nu " + string(m.Part) + ".", Chosen: m.Person == p.Chosen}
	}
	return all
}

// A RequestPage is somebody's question to join, with its two answers.
type RequestPage struct {
	Asker
	Chosen        string
	Wrong         fault.Fields
	Once, Decline string
}

// An AskPage asks once before what cannot be taken back.
type AskPage struct {
	Title, Lead, Press, Action string
	// Back is what leads away without doing it, Href where to.
	Back, Href string
	// Last says that the person speaks for the association alone, and has to hand that over first.
	Last  bool
	Wrong fault.Fields
	Once  string
}

// A Chosen is an association that a person may act for.
type Chosen struct {
	ID   association.ID
	Name string
	Part account.Part
	// Now says that they act for it now.
	Now bool
}

// An Asked is an association that a person asked to join, and waits. Name is empty for one that is not public.
type Asked struct {
	Name string
	At   time.Time
	// Action is where taking it back is sent, under the key Once.
	Action, Once string
}

func (a Asked) since() string {
	return "Gevraagd op " + calendar.DayOf(a.At).String() + ". Je krijgt een e-mail zodra er een antwoord is."
}

// An AssociationsPage is where a person chooses for which association they act, registers one, or asks to join one.
type AssociationsPage struct {
	Ours []Chosen
	// Invited are the names of the associations whose letters wait for an answer.
	Invited []string
	Asked   []Asked
}

// A Found is an association that somebody may ask to join.
type Found struct{ Name, Which, About string }

// A JoinPage looks for an association to join. Chosen is the one to ask, nil while there is none.
type JoinPage struct {
	Words  string
	Found  []Found
	More   bool
	Chosen *Found
	Why    string
	Wrong  fault.Fields
	Once   string
}

// An InvitationPage is what the link of an invitation's letter shows.
type InvitationPage struct {
	account.Invitation
	// Association and By are names, empty for none.
	Association, By string
	Token           account.Token
	// Known says that somebody is signed in, with this Email; Member that they are a member already.
	Known  bool
	Email  account.Email
	Member bool
	// Over says in words why nothing can be answered any more, empty where it can.
	Over  string
	Wrong fault.Fields
	Once  string
}

func (p InvitationPage) title() string {
	switch {
	case p.Association != "":
		return "Je bent uitgenodigd"
	case !p.Until.IsZero():
		return "Je bent uitgenodigd als adviseur"
	}
	return "Je bent uitgenodigd bij de dienst"
}

// offer says what is offered, after the association's name where there is one.
func (p InvitationPage) offer() string {
	switch {
	case p.Part != "":
		return "als " + string(p.Part) + ". " + youMay(p.Part)
	case !p.Until.IsZero():
		return "Je geeft advies over wat de dienst je vraagt, tot en met " + p.Until.String() + "."
	}
	return "Je krijgt deze bevoegdheden: " + ui.PartsLabel(p.Powers) + "."
}

// youMay says to somebody what they may do in a part.
func youMay(p account.Part) string {
	switch p {
	case account.LeadPart:
		return "Je spreekt dan voor de vereniging."
	case account.ContributorPart:
		return "Je schrijft dan mee."
	}
	return "Je leest dan mee."
}

// mine says that who is signed in has the invited address.
func (p InvitationPage) mine() bool { return p.Known && p.Email == p.Invitation.Email }

func boardDescribed(c ui.Choices) string {
	if len(c.Wrong.Of(c.Name)) > 0 {
		return c.Name + "-uitleg " + c.Name + "-fout"
	}
	return c.Name + "-uitleg"
}

func officeOf(row form.BoardRow) string {
	if row.Office == "" {
		return ""
	}
	return ", " + row.Office
}
