package staff

import (
	"slices"
	"strings"

	"vriendenstad/templates/ui"
)

// A kind of acts, by the begin of their names, in the order of the search of the record.
type actKind struct{ prefix, label string }

func actKinds() []actKind {
	return []actKind{
		{"session.", "Aanmelden en sessies"}, {"access.", "Geweigerde toegang"}, {"person.", "Accounts"}, {"password.", "Wachtwoorden"},
		{"address.", "E-mailadressen"}, {"second.", "Tweede stap"}, {"power.", "Bevoegdheden"}, {"adviser.", "Adviseurs"}, {"staff.", "Opdrachtregel"},
		{"invitation.", "Uitnodigingen"}, {"join.", "Vragen om lid te worden"}, {"member.", "Leden van verenigingen"}, {"lead.", "Aanduidingen door de dienst"},
		{"application.", "Aanvragen"}, {"document.", "Bijlagen"}, {"association.", "Verenigingen"}, {"budget.", "Budget"}, {"agreement.", "Overeenkomsten over jaren"},
		{"grant.", "Reglementen en oproepen"}, {"erasure.", "Vragen om te wissen"}, {"record.", "Logboek"},
	}
}

// actOptions are the kinds of acts as a search offers them. An act by its whole name is offered where it is what was asked.
func actOptions(asked string) []ui.Option {
	all := []ui.Option{{Label: "Alles", Chosen: asked == ""}}
	for _, k := range actKinds() {
		all = append(all, ui.Option{Value: k.prefix, Label: k.label, Chosen: asked == k.prefix})
	}
	if asked != "" && !slices.ContainsFunc(actKinds(), func(k actKind) bool { return k.prefix == asked }) {
		all = append(all, ui.Option{Value: asked, Label: ActLabel(asked), Chosen: true})
	}
	return all
}

// acts say what was done, as it follows on a name: "Awa Diop: meldde zich aan".
var acts = map[string]string{
	"access.deny":             "kreeg geen toegang",
	"address.ask":             "vroeg een ander e-mailadres",
	"address.confirm":         "bevestigde een ander e-mailadres",
	"adviser.change":          "wijzigde de termijn van een adviseur",
	"agreement.reserve":       "zette beloften onder voorbehoud om in reserveringen",
	"agreement.sign":          "ondertekende een overeenkomst",
	"application.admit-late":  "liet toe na de sluiting in te dienen",
	"application.ask":         "vroeg om een aanvulling",
	"application.ask-late":    "vroeg om nog te mogen indienen",
	"application.begin":       "begon een aanvraag",
	"application.check":       "begon een dossier na te kijken",
	"application.choose":      "koos tussen twee teksten",
	"application.complete":    "vulde een aanvraag aan",
	"application.delete":      "gooide een ontwerp weg",
	"application.propose":     "stelde voor om in te dienen",
	"application.refuse-late": "liet niet toe na de sluiting in te dienen",
	"application.remind":      "herinnerde aan een ontwerp",
	"application.reply":       "schreef de vereniging een bericht",
	"application.submit":      "diende een aanvraag in",
	"application.take-back":   "haalde een ontwerp terug",
	"application.type":        "werkte aan een aanvraag",
	"application.withdraw":    "trok een aanvraag in",
	"application.write":       "schreef de dienst een bericht",
	"association.bank":        "wijzigde het rekeningnummer",
	"association.board":       "wijzigde het bestuur",
	"association.edit":        "wijzigde de gegevens",
	"association.register":    "registreerde een vereniging",
	"association.verify":      "oordeelde over een vereniging",
	"budget.close":            "sloot een budgetjaar af",
	"budget.commit":           "legde een bedrag vast",
	"budget.credit":           "boekte krediet",
	"budget.fence":            "probeerde noodhulp te voeden uit een andere enveloppe",
	"budget.index":            "noteerde een prijsindex",
	"budget.open":             "opende een budgetjaar",
	"budget.path":             "wijzigde het groeipad",
	"budget.pay":              "keurde een betaling goed",
	"budget.peer":             "noteerde een cijfer van een andere stad",
	"budget.peer-check":       "keek een cijfer van een andere stad na",
	"budget.peer-withdraw":    "trok een cijfer van een andere stad in",
	"budget.plan":             "plande een budgetjaar",
	"budget.population":       "noteerde een bevolkingscijfer",
	"budget.prepare":          "zette een betaling klaar",
	"budget.propose-closing":  "stelde de afsluiting van een budgetjaar voor",
	"budget.recover":          "boekte een terugvordering",
	"budget.refuse":           "weigerde een betaling",
	"budget.release":          "liet een bedrag vrijvallen",
	"budget.rules":            "wijzigde de regels van een budgetjaar",
	"budget.transfer":         "droeg krediet over",
	"budget.undo":             "zette een boeking recht",
	"budget.withdraw-closing": "trok het voorstel tot afsluiting in",
	"document.add":            "voegde een bijlage toe",
	"document.remove":         "verwijderde een bijlage",
	"erasure.ask":             "vroeg om gewist te worden",
	"erasure.confirm":         "wiste een persoon",
	"erasure.take-back":       "trok de vraag om te wissen in",
	"grant.regulation-draft":  "begon aan een nieuw reglement",
	"grant.regulation-rename": "gaf een reglement een ander adres of een andere code",
	"grant.round-draft":       "bereidde een oproep voor",
	"grant.round-drop":        "gooide een oproep in ontwerp weg",
	"grant.round-extend":      "verlengde een oproep",
	"grant.round-open":        "maakte een oproep bekend",
	"grant.version-draft":     "schreef aan een ontwerp van een reglement",
	"grant.version-drop":      "gooide een ontwerp van een reglement weg",
	"grant.version-end":       "gaf een reglement een einde",
	"grant.version-publish":   "maakte een reglement bekend",
	"invitation.accept":       "aanvaardde een uitnodiging",
	"invitation.decline":      "wees een uitnodiging af",
	"invitation.expire":       "liet een uitnodiging verlopen",
	"invitation.make":         "nodigde iemand uit",
	"invitation.resend":       "stuurde een uitnodiging opnieuw",
	"invitation.withdraw":     "trok een uitnodiging in",
	"join.accept":             "nam een lid aan",
	"join.ask":                "vroeg om lid te worden",
	"join.decline":            "nam een lid niet aan",
	"join.withdraw":           "trok de vraag om lid te worden in",
	"lead.confirm":            "voerde een aanduiding uit",
	"lead.name":               "duidde een hoofdvertegenwoordiger aan",
	"lead.withdraw":           "trok een aanduiding in",
	"member.hand-over":        "droeg de vertegenwoordiging over",
	"member.leave":            "verliet de vereniging",
	"member.part":             "wijzigde de rol van een lid",
	"member.remove":           "verwijderde een lid",
	"password.ask":            "vroeg een nieuw wachtwoord",
	"password.change":         "wijzigde het wachtwoord",
	"password.reset":          "koos een nieuw wachtwoord",
	"person.confirm":          "bevestigde een e-mailadres",
	"person.disable":          "sloot toegang af of opende ze",
	"person.export":           "haalde de eigen gegevens op",
	"person.register":         "maakte een account",
	"person.rename":           "wijzigde de eigen naam",
	"power.change":            "wijzigde bevoegdheden",
	"record.check":            "keek het logboek na",
	"record.erase":            "wiste details uit het logboek",
	"record.expire":           "wiste details waarvan de tijd om was",
	"record.export":           "downloadde het logboek",
	"sample.add":              "maakte een voorbeeldpersoon",
	"sample.handle":           "zette een voorbeelddossier in zijn stand",
	"second.begin":            "begon met een tweede stap",
	"second.codes":            "vroeg nieuwe herstelcodes",
	"second.set":              "stelde de tweede stap in",
	"session.begin":           "meldde zich aan",
	"session.end":             "beëindigde een sessie",
	"session.end-all":         "meldde zich overal af",
	"session.pass":            "gaf de code van de tweede stap",
	"session.refuse":          "kon zich niet aanmelden",
	"staff.add":               "maakte een medewerker vanaf de opdrachtregel",
}

// ActLabel says what an act did, as it follows on a name. An act that is not known is named as the record does.
//
// The record may hold some that were written with a low line once: an entry stays as it is.
func ActLabel(act string) string {
	if label, ok := acts[strings.ReplaceAll(act, "_", "-")]; ok {
		return label
	}
	for _, k := range actKinds() {
		if k.prefix == act {
			return strings.ToLower(k.label)
		}
	}
	return act
}
