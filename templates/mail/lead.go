package mail

import (
	"fmt"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/link"
)

// LeadAnnounced tells who is or was a member of an association whom the Dienst is going to make its hoofdvertegenwoordiger, from which
// day, and why: until then they may object. Who is told so of themselves reads it as such.
func (w Writer) LeadAnnounced(name, of, who string, self bool, why string, from calendar.Day) Letter {
	says := fmt.Sprintf("De dienst Ontwikkelingssamenwerking wil %s hoofdvertegenwoordiger maken van %s. Dit is de reden:", line(who), line(of))
	if self {
		says = fmt.Sprintf("De dienst Ontwikkelingssamenwerking wil jou hoofdvertegenwoordiger maken van %s. Dit is de reden:", line(of))
	}
	l := w.begin(name, "Wie vertegenwoordigt "+line(of)+"?", says)
	l.Quote = why
	l.Then = []string{
		fmt.Sprintf("Je krijgt deze brief omdat je lid bent of was, of omdat het om jou gaat. Ben je het er niet mee eens? Laat het ons weten voor %v: dan kijken we opnieuw. "+
			"Horen we niets, dan kan het vanaf die dag ingaan.", from),
	}
	return l
}

// LeadNamed tells those who speak for an association that one more does now. Who is told so of themselves reads it as such.
func (w Writer) LeadNamed(name, of, who string, self bool) Letter {
	says := fmt.Sprintf("De dienst Ontwikkelingssamenwerking heeft %s hoofdvertegenwoordiger gemaakt van %s.", line(who), line(of))
	if self {
		says = fmt.Sprintf("De dienst Ontwikkelingssamenwerking heeft jou hoofdvertegenwoordiger gemaakt van %s. Je kunt nu leden uitnodigen en de gegevens bijhouden.", line(of))
	}
	return w.begin(name, "Nieuwe hoofdvertegenwoordiger van "+line(of), says).doing("Bekijk de leden", w.to(link.MyMembers()))
}

// LeadGiven tells somebody that they speak for an association now, because who did so before made them. Who is empty where that person was
// erased meanwhile.
func (w Writer) LeadGiven(name, of, who string) Letter {
	says := fmt.Sprintf("%s heeft jou hoofdvertegenwoordiger gemaakt van %s.", line(who), line(of))
	if who == "" {
		says = fmt.Sprintf("Je bent nu hoofdvertegenwoordiger van %s.", line(of))
	}
	return w.begin(name, "Je bent nu hoofdvertegenwoordiger van "+line(of),
		says+" Je kunt leden uitnodigen, de gegevens bijhouden en het rekeningnummer wijzigen.").doing("Bekijk de leden", w.to(link.MyMembers()))
}
