package mine

import (
	"slices"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
)

// A HomePage is the first page of an association's members: what waits, and for whom.
type HomePage struct {
	Ours
	Part    account.Part
	Members []Member
	// Askers and Invited are empty for who does not speak for the association.
	Askers  []Asker
	Invited []Invited
	// Applications are those of which something waits for the association.
	Applications []WaitingApplication
	Now          time.Time
}

// A WaitingApplication is an application of which something waits for its association.
type WaitingApplication struct {
	ID     grant.ID
	Status grant.Status
	Title  string
	// Asked is how many answers can be given anew until Due, both zero for none.
	Asked int
	Due   calendar.Day
	// Unread is how many messages of the Dienst nobody has read yet.
	Unread int
	// ProposedBy is who proposed to submit it, empty for nobody; ClosesAt is until when that can be.
	ProposedBy string
	ClosesAt   time.Time
	// Admitted says that its round closed, and that it may be submitted still.
	Admitted bool
}

func (w WaitingApplication) href() string {
	return ApplicationHref(grant.Application{ID: w.ID, Status: w.Status})
}

func (p HomePage) leads() bool { return p.Part == account.LeadPart }

func (p HomePage) writes() bool { return p.Part != account.ReaderPart }

// A move is something that waits for somebody.
type move struct {
	// ours says that the association is at move; turn says in words who is.
	ours        bool
	turn        string
	title, text string
	// by is the name of somebody in the title, shown in isolation before it; empty for none.
	by string
	// do is what to press and where it leads; empty for who may not.
	do, href string
}

const (
	ourTurn      = "Jullie zijn aan zet."
	theCitysTurn = "De stad is aan zet."
)

// moves returns what waits, that of the association itself first.
func (p HomePage) moves() []move {
	all := append(p.applicationMoves(), p.standingMoves()...)
	for _, a := range p.Askers {
		all = append(all, move{ours: true, turn: ourTurn, by: a.Name, title: "wil lid worden", text: a.since(), do: "Antwoord", href: link.JoinRequest(a.ID)})
	}
	if p.leads() && p.IBAN == "" {
		all = append(all, move{ours: true, turn: ourTurn, title: "Er is nog geen rekeningnummer", text: "Zonder rekening kan de stad niets uitbetalen.",
			do: "Vul het in", href: link.MyBank()})
	}
	for _, i := range p.Invited {
		if i.StateAt(p.Now) == account.InvitationPending {
			all = append(all, move{turn: "Wie uitgenodigd is, is aan zet.", by: string(i.Email), title: "is uitgenodigd",
				text: "Antwoordt ten laatste op " + calendar.Moment(i.ExpiresAt) + ".", do: "Bekijk", href: link.MyMembers()})
		}
	}
	slices.SortStableFunc(all, func(a, b move) int {
		switch {
		case a.ours == b.ours:
			return 0
		case a.ours:
			return -1
		}
		return 1
	})
	return all
}

// standingMoves returns what waits at the Dienst, or because of what it said.
func (p HomePage) standingMoves() []move {
	var all []move
	switch {
	case p.Standing.AtMove():
		m := move{ours: true, turn: ourTurn, title: p.heading(), text: p.Reason}
		if p.writes() {
			m.do, m.href = "Pas de gegevens aan", link.MyProfile()
		}
		all = append(all, m)
	case p.Standing == association.Registered:
		all = append(all, move{turn: theCitysTurn, title: p.heading(), text: "Tot dan staat de vereniging niet op de openbare pagina’s. Jullie kunnen alles al invullen.",
			do: "Bekijk de gegevens", href: link.MyAssociation()})
	}
	if p.Waiting != nil {
		all = append(all, move{turn: theCitysTurn, title: "De dienst kijkt jullie nieuwe gegevens na",
			text: "Op de openbare pagina staat nog wat nagekeken is.", do: "Bekijk ze", href: link.MyAssociation()})
	}
	return all
}

// applicationMoves returns what waits of applications: what is to be completed, what is to be read, and for who submits what is ready.
func (p HomePage) applicationMoves() []move {
	var all []move
	for _, a := range p.Applications {
		m := move{ours: true, turn: ourTurn, by: "“" + ApplicationName(grant.Application{Title: a.Title}) + "”", href: a.href()}
		if a.Asked > 0 {
			m.title, m.text, m.do = "moet aangevuld worden", "Ten laatste op "+a.Due.String()+". In het dossier staat wat de dienst vraagt, en waarom.", "Vul aan"
			if !p.writes() {
				m.do = "Bekijk"
			}
			all = append(all, m)
		}
		if a.Unread > 0 {
			m.title, m.text, m.do = "heeft een nieuw bericht", unread(a.Unread), "Lees"
			if a.Unread > 1 {
				m.title = "heeft nieuwe berichten"
			}
			all = append(all, m)
		}
		if a.Admitted {
			m.title, m.text, m.do, m.href = "mag nog ingediend worden", "De oproep is gesloten, maar de dienst laat het toe tot "+grant.Until(a.ClosesAt)+".", "Bekijk", link.CheckApplication(a.ID)
			all = append(all, m)
		}
		if a.ProposedBy != "" && p.leads() {
			m.title, m.text, m.do, m.href = "is klaar om in te dienen", "Dat stelt "+a.ProposedBy+" voor. Indienen kan tot "+grant.Until(a.ClosesAt)+".", "Kijk na", link.CheckApplication(a.ID)
			all = append(all, m)
		}
	}
	return all
}

// headline says how much waits for the association.
func headline(all []move) string {
	n := 0
	for _, m := range all {
		if m.ours {
			n++
		}
	}
	switch n {
	case 0:
		return "Er wacht niets op jullie."
	case 1:
		return "Eén ding wacht op jullie."
	}
	return inLetters(n) + " dingen wachten op jullie."
}

// inLetters writes a number to twelve as the begin of a sentence.
func inLetters(n int) string {
	words := []string{"Twee", "Drie", "Vier", "Vijf", "Zes", "Zeven", "Acht", "Negen", "Tien", "Elf", "Twaalf"}
	if n >= 2 && n-2 < len(words) {
		return words[n-2]
	}
	return money.Count(n)
}

// A partCount says how many members there are in a part, and who they are where it is one.
type partCount struct {
	part account.Part
	n    int
	who  string
}

func (p HomePage) parts() []partCount {
	var all []partCount
	for _, part := range account.MemberParts() {
		c := partCount{part: part}
		for _, m := range p.Members {
			if m.Part == part {
				c.n++
				c.who = m.Name
			}
		}
		if c.n > 0 {
			all = append(all, c)
		}
	}
	return all
}
