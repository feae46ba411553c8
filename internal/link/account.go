package link

import (
	"strconv"

	"vriendenstad/internal/account"
)

// SignIn returns the address of the sign-in page.
func SignIn() string { return "/aanmelden" }

// SignInTo returns the address of the sign-in page that leads on to a page of the portal.
func SignInTo(page string) string { return with(SignIn(), "naar", page) }

// SignInSaying returns the address of the sign-in page with one of its sentences, as "bevestigd".
func SignInSaying(sentence string) string { return with(SignIn(), "melding", sentence) }

// SignInAs returns the address of the sign-in page with an address filled in, for the sample city's people.
func SignInAs(email account.Email) string { return with(SignIn(), "email", string(email)) }

// Code returns the address of the page that asks the code of the second step, and leads on to a page of the portal.
func Code(page string) string { return with(SignIn()+"/code", "naar", page) }

// SignOut returns where the form of signing out is sent.
func SignOut() string { return "/afmelden" }

// Register returns the address of the page to get an account.
func Register() string { return "/registreren" }

// Registered returns the address of the page that says to look in the letterbox.
func Registered() string { return Register() + "/verstuurd" }

// Confirm returns the address of the page that confirms the address of a new account.
func Confirm(token account.Token) string { return "/bevestigen/" + string(token) }

// Forgotten returns the address of the page for who forgot the password.
func Forgotten() string { return "/wachtwoord-vergeten" }

// ForgottenSent returns the address of the page that says to look in the letterbox.
func ForgottenSent() string { return Forgotten() + "/verstuurd" }

// NewPassword returns the address of the page that sets a new password.
func NewPassword(token account.Token) string { return "/wachtwoord/" + string(token) }

// OldAddress returns the address of the page on which the old address agrees to its change.
func OldAddress(token account.Token) string { return "/adres/oud/" + string(token) }

// NewAddress returns the address of the page that confirms a new address.
func NewAddress(token account.Token) string { return "/adres/nieuw/" + string(token) }

// Mine returns the address of the home of who is signed in: that of their association.
func Mine() string { return "/mijn" }

// ActFor returns where the choice of an association to act for is sent.
func ActFor() string { return "/mijn/namens" }

// MyAccount returns the address of a person's own page.
func MyAccount() string { return "/mijn/account" }

// MyName returns the address of the form of a person's name.
func MyName() string { return MyAccount() + "/naam" }

// MyEmail returns the address of the form of a person's address.
func MyEmail() string { return MyAccount() + "/e-mail" }

// MyPassword returns the address of the form of a person's password.
func MyPassword() string { return MyAccount() + "/wachtwoord" }

// MySecond returns the address of the page of the second step.
func MySecond() string { return MyAccount() + "/tweede-stap" }

// MySecondCode returns where the first code of a second step is sent.
func MySecondCode() string { return MySecond() + "/code" }

// MyRecoveryCodes returns the address of the page of the recovery codes.
func MyRecoveryCodes() string { return MyAccount() + "/herstelcodes" }

// MySessions returns where signing out everywhere is sent.
func MySessions() string { return MyAccount() + "/sessies" }

// MySession returns where the end of one session is sent.
func MySession(id account.SessionID) string {
	return MySessions() + "/" + strconv.FormatInt(int64(id), 10)
}

// MyData returns the address of the page of what is held on a person.
func MyData() string { return MyAccount() + "/gegevens" }

// MyDataFile returns where the file with all of it is asked for.
func MyDataFile() string { return MyData() + "/bestand" }

// MyErasure returns the address of the page to be erased.
func MyErasure() string { return MyData() + "/wissen" }

// MyErasureBack returns where the question to be erased is taken back.
func MyErasureBack() string { return MyErasure() + "/intrekken" }

// MyAssociations returns the address of the page on which a person chooses an association, registers one, or asks to join one.
func MyAssociations() string { return "/mijn/verenigingen" }

// Staff returns the address of the home of the Dienst's staff.
func Staff() string { return "/beheer" }

// Advice returns the address of the home of advisers.
func Advice() string { return "/advies" }
