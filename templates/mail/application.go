package mail

import (
	"fmt"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
)

// An Application is what a letter says of an application.
type Application struct {
	ID     grant.ID
	Number grant.DossierNumber
	// Title is what the association calls it, empty while it does not say; Of is the association's name, Regulation the title of what it is asked under.
	Title, Of, Regulation string
	// Closes is when its round closes.
	Closes time.Time
	// At is when it was submitted, InGrace that this was in the grace of the closing, Hash the proof of it.
	At      time.Time
	InGrace bool
	grant.Admission
	Hash string
	// DecisionBefore is the day before which the college aims to decide, zero for none.
	DecisionBefore calendar.Day
	// Due is the last day to answer a request for completion.
	Due calendar.Day
}

// named writes what an application is called, in a subject.
func (a Application) named() string {
	if a.Title == "" {
		return "jullie aanvraag"
	}
	return "“" + line(a.Title) + "”"
}

// the writes the same in a sentence: "aanvraag “Twee putten”".
func (a Application) the() string {
	if a.Title == "" {
		return "aanvraag zonder titel"
	}
	return "aanvraag “" + line(a.Title) + "”"
}

// Applied tells a member that the application was submitted: the receipt, which goes with it on paper, and what comes next.
func (w Writer) Applied(name string, a Application) Letter {
	says := []string{
		fmt.Sprintf("De %s van %s is ingediend, onder %s.", a.the(), line(a.Of), line(a.Regulation)),
		fmt.Sprintf("Dossiernummer: %s. Ontvangen op %s.", a.Number, calendar.Exactly(a.At)),
		"Controlecode (SHA-256): " + a.Hash + ".",
	}
	if a.InGrace {
		says = append(says, "Ze kwam aan kort na de sluiting, binnen de uitlooptijd. Alles was voor de sluiting bewaard: ze telt als op tijd.")
	}
	next := "Nu kijkt de dienst of alles er is. Mist er iets, dan krijgen jullie een vraag om aanvulling. Daarna beslist het college."
	if !a.DecisionBefore.IsZero() {
		next += fmt.Sprintf(" Het wil dat doen voor %v.", a.DecisionBefore)
	}
	says = append(says, next)
	if a.Admitted() {
		says = append(says, a.AdmittedSentence()+" Dit was de reden:")
	}
	l := w.begin(name, fmt.Sprintf("Ingediend: %s", a.Number), says...)
	l.Quote = a.AdmittedWhy
	return l.doing("Bekijk het ontvangstbewijs", w.to(link.Receipt(a.ID)), "Bewaar deze e-mail. Het ontvangstbewijs zit erbij als PDF.")
}

// SubmitProposed tells a hoofdvertegenwoordiger that somebody finds a draft ready.
func (w Writer) SubmitProposed(name, who string, a Application) Letter {
	if who == "" {
		who = "Iemand van de vereniging"
	}
	return w.begin(name, "Klaar om in te dienen: "+a.named(),
		fmt.Sprintf("%s vindt de %s van %s klaar om in te dienen.", line(who), a.the(), line(a.Of)),
		fmt.Sprintf("Jij vertegenwoordigt de vereniging: jij kunt indienen, tot %s.", grant.Until(a.Closes)),
	).doing("Kijk ze na en dien in", w.to(link.CheckApplication(a.ID)))
}

// LateAdmitted tells a hoofdvertegenwoordiger that a draft may be submitted after the closing, and why.
func (w Writer) LateAdmitted(name string, a Application, until time.Time, why string) Letter {
	l := w.begin(name, "Je mag nog indienen: "+a.named(),
		fmt.Sprintf("De oproep is gesloten. Het diensthoofd laat toe dat %s de %s nog indient, tot %s.", line(a.Of), a.the(), grant.Until(until)),
		"Al de rest blijft gelden: de aanvraag moet volledig zijn. In het dossier staat dat ze na de sluiting toegelaten is, en waarom. Dit is de reden:",
	)
	l.Quote = why
	return l.doing("Kijk ze na en dien in", w.to(link.CheckApplication(a.ID)))
}

// LateRefused tells a hoofdvertegenwoordiger that it may not, and why.
func (w Writer) LateRefused(name string, a Application, why string) Letter {
	l := w.begin(name, "Niet meer in te dienen: "+a.named(),
		fmt.Sprintf("%s vroeg om de %s nog te mogen indienen na de sluiting. Het diensthoofd laat dat niet toe. Dit is de reden:", line(a.Of), a.the()))
	l.Quote = why
	return l.doing("Bekijk het ontwerp", w.to(link.MyApplication(a.ID)), "Het ontwerp blijft bewaard. In een volgende oproep kun je opnieuw beginnen.")
}

// Withdrawn tells a member that the application was taken back.
func (w Writer) Withdrawn(name string, a Application) Letter {
	return w.begin(name, fmt.Sprintf("Ingetrokken: %s", a.Number),
		fmt.Sprintf("De %s van %s, met nummer %s, is ingetrokken. De dienst beoordeelt ze niet meer.", a.the(), line(a.Of), a.Number),
		"Wat jullie indienden, blijft te lezen.",
	).doing("Bekijk het dossier", w.to(link.MyDossier(a.ID)))
}

// WithdrawnForStaff tells the Dienst the same.
func (w Writer) WithdrawnForStaff(name string, a Application) Letter {
	return w.begin(name, fmt.Sprintf("Ingetrokken: %s", a.Number),
		fmt.Sprintf("%s trok de %s, met nummer %s, in.", line(a.Of), a.the(), a.Number),
	).doing("Bekijk het dossier", w.to(link.StaffDossier(a.ID)))
}

// CompletionAsked tells a member that the Dienst asks for more. What it asks stands in the dossier, not here.
func (w Writer) CompletionAsked(name string, a Application) Letter {
	return w.begin(name, fmt.Sprintf("Vul aan ten laatste op %v: %s", a.Due, a.Number),
		fmt.Sprintf("De dienst Ontwikkelingssamenwerking vraagt om de %s van %s aan te vullen, ten laatste op %v.", a.the(), line(a.Of), a.Due),
		"Enkele vragen staan weer open. Wat er ontbreekt, lees je in het dossier.",
	).doing("Bekijk wat er gevraagd wordt", w.to(link.MyDossier(a.ID)))
}

// CompletionGiven tells the Dienst that an association completed its application.
func (w Writer) CompletionGiven(name string, a Application) Letter {
	return w.begin(name, fmt.Sprintf("Aangevuld: %s", a.Number),
		fmt.Sprintf("%s heeft de %s aangevuld.", line(a.Of), a.the()),
	).doing("Bekijk het dossier", w.to(link.StaffDossier(a.ID)))
}

// MessageLeft tells a member that the Dienst wrote to them. The words stand in the dossier, not here.
func (w Writer) MessageLeft(name string, a Application) Letter {
	return w.begin(name, fmt.Sprintf("Nieuw bericht: %s", a.Number),
		fmt.Sprintf("De dienst Ontwikkelingssamenwerking schreef jullie een bericht over de %s.", a.the()),
	).doing("Lees het bericht", w.to(link.MyDossier(a.ID)+"#berichten"))
}

// MessageLeftForStaff tells the Dienst that an association wrote to it.
func (w Writer) MessageLeftForStaff(name string, a Application) Letter {
	return w.begin(name, fmt.Sprintf("Nieuw bericht: %s", a.Number),
		fmt.Sprintf("%s schreef een bericht over de %s.", line(a.Of), a.the()),
	).doing("Lees het bericht", w.to(link.StaffDossier(a.ID)+"#berichten"))
}

// DraftClosing reminds a member that the round of a draft closes soon.
func (w Writer) DraftClosing(name string, a Application) Letter {
	return w.begin(name, "Nog niet ingediend: "+a.named(),
		fmt.Sprintf("De %s van %s, onder %s, is nog een ontwerp. Indienen kan tot %s.", a.the(), line(a.Of), line(a.Regulation), grant.Until(a.Closes)),
		"Wat er staat, is bewaard, maar telt pas als je het indient.",
	).doing("Ga verder met de aanvraag", w.to(link.MyApplication(a.ID)),
		"Dien je deze keer niets in? Dan hoef je niets te doen. Je krijgt hierover geen tweede e-mail.")
}
