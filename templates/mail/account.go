package mail

import (
	"fmt"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/link"
)

// A Writer writes letters whose links begin with the portal's address.
type Writer struct {
	// Base is the scheme and host by which people reach the portal. No request has a part in it.
	Base string
}

// to returns the whole address of a page of the portal.
func (w Writer) to(page string) string { return strings.TrimSuffix(w.Base, "/") + page }

// begin begins a letter.
func (w Writer) begin(name, subject string, says ...string) Letter {
	return Letter{Subject: subject, Name: name, Says: says, About: w.to(link.About())}
}

// doing adds the one thing to do, and what follows it.
func (l Letter) doing(do, href string, then ...string) Letter {
	l.Do, l.Href, l.Then = do, href, then
	return l
}

// once says how a link works.
func once(life time.Duration) string {
	span := fmt.Sprintf("%d uur", int(life.Hours()))
	if life == time.Hour {
		span = "één uur"
	}
	return fmt.Sprintf("Deze link werkt één keer, en niet langer dan %s.", span)
}

// Confirm asks the address of a new account to be confirmed.
func (w Writer) Confirm(name string, token account.Token) Letter {
	return w.begin(name, "Bevestig je e-mailadres",
		"Met dit e-mailadres is een account gevraagd op Vriendenstad. Het werkt zodra je bevestigt dat het adres van jou is.",
	).doing("Bevestig je e-mailadres", w.to(link.Confirm(token)),
		once(account.ConfirmLife),
		"Vroeg jij geen account? Dan hoef je niets te doen: zonder bevestiging kan niemand het gebruiken.")
}

// AlreadyRegistered tells somebody with an account that another was asked for the same address.
func (w Writer) AlreadyRegistered(name string) Letter {
	return w.begin(name, "Je hebt al een account",
		"Iemand wilde op Vriendenstad een account met dit e-mailadres. Er is al een account met dit adres, dus er is niets veranderd.",
		"Was jij het? Meld je dan aan. Weet je je wachtwoord niet meer, dan vraag je op die pagina een nieuw.",
	).doing("Meld je aan", w.to(link.SignIn()),
		"Was jij het niet? Dan hoef je niets te doen.")
}

// Reset leads to the page for a new password.
func (w Writer) Reset(name string, token account.Token) Letter {
	return w.begin(name, "Kies een nieuw wachtwoord",
		"Voor je account op Vriendenstad is een nieuw wachtwoord gevraagd. Tot je er een kiest, blijft je oude wachtwoord gelden.",
	).doing("Kies een nieuw wachtwoord", w.to(link.NewPassword(token)),
		once(account.ResetLife),
		"Vroeg jij dit niet? Dan hoef je niets te doen: je wachtwoord blijft zoals het is.")
}

// OldAddress asks, at the old address, whether the account may move to a new one.
func (w Writer) OldAddress(name string, to account.Email, token account.Token) Letter {
	return w.begin(name, "Wil je je e-mailadres veranderen?",
		fmt.Sprintf("Er is gevraagd om je account op Vriendenstad te verhuizen naar het adres %s. Dat gebeurt pas als het op beide adressen bevestigd is.", line(string(to))),
	).doing("Bevestig op dit adres", w.to(link.OldAddress(token)),
		once(account.ConfirmLife),
		"Vroeg jij dit niet? Bevestig dan niet, en verander je wachtwoord: iemand anders kent het.")
}

// NewAddress asks, at the new address, whether it is the person's.
func (w Writer) NewAddress(name string, token account.Token) Letter {
	return w.begin(name, "Bevestig je nieuwe e-mailadres",
		"Er is gevraagd om een account op Vriendenstad te verhuizen naar dit adres. Dat gebeurt pas als het op beide adressen bevestigd is.",
	).doing("Bevestig op dit adres", w.to(link.NewAddress(token)),
		once(account.ConfirmLife),
		"Vroeg jij dit niet? Dan hoef je niets te doen.")
}

// PasswordChanged tells that the password was changed.
func (w Writer) PasswordChanged(name string) Letter {
	return w.begin(name, "Je wachtwoord is veranderd",
		"Het wachtwoord van je account op Vriendenstad is veranderd. Op je andere toestellen ben je afgemeld.",
		"Was jij dit? Dan hoef je niets te doen. Was jij het niet, kies dan meteen een nieuw wachtwoord en laat het ons weten.",
	).doing("Vraag een nieuw wachtwoord", w.to(link.Forgotten()))
}

// SecondChanged tells that the second step or its recovery codes were changed.
func (w Writer) SecondChanged(name string) Letter {
	return w.begin(name, "Je tweede stap is veranderd",
		"De code-app of de herstelcodes waarmee je je aanmeldt op Vriendenstad, zijn veranderd.",
		"Was jij dit? Dan hoef je niets te doen. Was jij het niet, kies dan meteen een nieuw wachtwoord en laat het ons weten.",
	).doing("Vraag een nieuw wachtwoord", w.to(link.Forgotten()))
}

// Erased tells an address that nothing is known of its person any more.
func (w Writer) Erased() Letter {
	return w.begin("", "Je gegevens zijn gewist",
		"Op jouw vraag zijn je account en je gegevens op Vriendenstad gewist. Je kunt je er niet meer mee aanmelden.",
		"Wat de wet ons laat bewaren, zoals bedragen en beslissingen, blijft, zonder je naam.",
	).doing("Lees wat we bewaren", w.to(link.Privacy()),
		"Dit is de laatste e-mail die je van ons krijgt.")
}
