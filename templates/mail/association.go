package mail

import (
	"fmt"
	"strings"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/link"
)

// An Invited is what somebody is invited to: an association in a part, powers of the Dienst, or a term as adviser.
type Invited struct {
	// By is the name of who invites, empty where that is not known any more.
	By string
	// Association is empty for an invitation to the Dienst or its advisers; then Part is empty too.
	Association string
	Part        account.Part
	Powers      []account.Part
	// Until is the last day of an adviser's term.
	Until calendar.Day
}

// Invitation invites somebody.
func (w Writer) Invitation(name string, to Invited, token account.Token) Letter {
	who := "Iemand"
	if to.By != "" {
		who = line(to.By)
	}
	subject, says := "Uitnodiging van de dienst Ontwikkelingssamenwerking", ""
	switch {
	case to.Association != "":
		subject = "Uitnodiging van " + line(to.Association)
		says = fmt.Sprintf("%s nodigt je uit om op Vriendenstad mee te werken met %s, als %s.", who, line(to.Association), to.Part)
	case len(to.Powers) > 0:
		says = fmt.Sprintf("%s nodigt je uit om op Vriendenstad te werken voor de dienst Ontwikkelingssamenwerking, als %s.", who, listed(to.Powers))
	default:
		says = fmt.Sprintf("%s nodigt je uit om op Vriendenstad advies te geven aan de dienst Ontwikkelingssamenwerking, tot en met %v.", who, to.Until)
	}
	return w.begin(name, subject, says).doing("Bekijk de uitnodiging", w.to(link.Invitation(token)),
		"De uitnodiging is voor dit e-mailadres alleen. "+once(account.InviteLife),
		"Zegt dit je niets? Dan hoef je niets te doen.")
}

// listed writes parts as people say them: "redacteur en diensthoofd".
func listed(parts []account.Part) string {
	words := make([]string, len(parts))
	for i, p := range parts {
		words[i] = string(p)
	}
	if last := len(words) - 1; last > 0 {
		return strings.Join(words[:last], ", ") + " en " + words[last]
	}
	return strings.Join(words, "")
}

// BankChanged tells staff that an association's bank account is another. By is who changed it, empty where that is not known.
func (w Writer) BankChanged(name, of, by string, id association.ID) Letter {
	return w.begin(name, "Ander rekeningnummer: "+line(of),
		bankChanged(of, by),
		"Kijk na of dat klopt voor er iets betaald wordt. Bel daarvoor naar een nummer dat je al kende.",
	).doing("Bekijk de vereniging", w.to(link.StaffAssociation(id)))
}

// OwnBankChanged tells those who speak for an association the same.
func (w Writer) OwnBankChanged(name, of, by string) Letter {
	return w.begin(name, "Ander rekeningnummer voor "+line(of),
		bankChanged(of, by),
		"Klopt dit? Dan hoef je niets te doen. Klopt het niet, verander het dan terug en laat het ons meteen weten.",
	).doing("Bekijk de gegevens van je vereniging", w.to(link.MyAssociation()))
}

func bankChanged(of, by string) string {
	who := "iemand van de vereniging"
	if by != "" {
		who = line(by)
	}
	return fmt.Sprintf("Het rekeningnummer van %s is op Vriendenstad veranderd, door %s.", line(of), who)
}

// ToVerify tells staff that a new association waits for them.
func (w Writer) ToVerify(name, of string, id association.ID) Letter {
	return w.begin(name, "Na te kijken: "+line(of),
		line(of)+" wacht op nazicht. Tot dan staat de vereniging niet op de openbare pagina’s.",
	).doing("Kijk de vereniging na", w.to(link.StaffAssociation(id)))
}

// ToVerifyFacts tells staff that a verified association says other things of itself now.
func (w Writer) ToVerifyFacts(name, of string, id association.ID) Letter {
	return w.begin(name, "Na te kijken: "+line(of),
		line(of)+" heeft haar naam, rechtsvorm of nummer veranderd. Tot iemand dat nakijkt, tonen de openbare pagina’s de oude gegevens.",
	).doing("Kijk de vereniging na", w.to(link.StaffAssociation(id)))
}

// Standing tells an association where it stands with the Dienst, with what the Dienst wrote: to a verified one, why it did not take
// over what is new. It is false where there is nothing to tell: while the association waits.
func (w Writer) Standing(name, of string, standing association.Standing, why string) (Letter, bool) {
	var l Letter
	switch {
	case standing == association.Verified && why == "":
		l = w.begin(name, line(of)+" is nagekeken",
			fmt.Sprintf("De dienst Ontwikkelingssamenwerking heeft de gegevens van %s nagekeken en in orde bevonden. Ze staan nu op de openbare pagina’s.", line(of)))
	case standing == association.Verified:
		l = w.begin(name, "Nieuwe gegevens van "+line(of)+" zijn niet aanvaard",
			fmt.Sprintf("De dienst Ontwikkelingssamenwerking heeft de nieuwe gegevens van %s nagekeken en niet aanvaard. De openbare pagina’s tonen de oude. Dit is de reden:", line(of)))
	case standing == association.Asked:
		l = w.begin(name, "Nog iets nodig voor "+line(of),
			fmt.Sprintf("De dienst Ontwikkelingssamenwerking heeft %s nagekeken en heeft nog iets nodig:", line(of)))
	case standing == association.Refused:
		l = w.begin(name, line(of)+" is niet aanvaard",
			fmt.Sprintf("De dienst Ontwikkelingssamenwerking heeft %s nagekeken en niet aanvaard. Dit is de reden:", line(of)))
	default:
		return Letter{}, false
	}
	l.Quote = why
	return l.doing("Ga naar de gegevens van je vereniging", w.to(link.MyAssociation())), true
}

// MemberRemoved tells somebody that they are no member any more.
func (w Writer) MemberRemoved(name, of string) Letter {
	return w.begin(name, "Je werkt niet meer mee met "+line(of),
		fmt.Sprintf("Je bent op Vriendenstad geen lid meer van %s en kunt niet meer bij haar gegevens. Wat je maakte, blijft van de vereniging.", line(of)),
		"Klopt dit niet? Vraag het dan aan de vereniging.")
}

// JoinAsked tells the hoofdvertegenwoordiger that somebody asks to join, in their own words.
func (w Writer) JoinAsked(name, of, who, why string) Letter {
	return w.asked(name, of, who, why).doing("Bekijk de vraag", w.to(link.MyMembers()),
		"Ken je deze persoon niet? Dan kun je de vraag afwijzen.")
}

// JoinAskedOfNobody tells staff that somebody asks to join an association for which nobody speaks any more.
func (w Writer) JoinAskedOfNobody(name, of, who, why string, id association.ID) Letter {
	l := w.asked(name, of, who, why).doing("Bekijk de vereniging", w.to(link.StaffAssociation(id)))
	l.Then = []string{"Deze vereniging heeft geen hoofdvertegenwoordiger meer: daarom krijgt de dienst deze vraag."}
	return l
}

func (w Writer) asked(name, of, who, why string) Letter {
	says := fmt.Sprintf("%s vraagt om op Vriendenstad mee te werken met %s.", line(who), line(of))
	if why != "" {
		says += " Dit schreef die persoon erbij:"
	}
	l := w.begin(name, line(who)+" wil meewerken met "+line(of), says)
	l.Quote = why
	return l
}

// JoinAccepted tells somebody that they are a member now.
func (w Writer) JoinAccepted(name, of string) Letter {
	return w.begin(name, "Je werkt nu mee met "+line(of),
		fmt.Sprintf("Je vraag om op Vriendenstad mee te werken met %s is aanvaard.", line(of)),
	).doing("Ga naar je vereniging", w.to(link.Mine()))
}

// JoinDeclined tells somebody that they are not taken up. An association that is not public is not named: of is empty.
func (w Writer) JoinDeclined(name, of string) Letter {
	with := "een vereniging"
	if of != "" {
		with = line(of)
	}
	return w.begin(name, "Je vraag om mee te werken is afgewezen",
		fmt.Sprintf("Je vraag om op Vriendenstad mee te werken met %s is afgewezen.", with),
		"Heb je vragen? Stel ze aan de vereniging zelf.")
}
