package form

import "net/url"

// The forms below hold what people typed, as they typed it. What it means is asked of the desk. Passwords and codes are never shown again.

// A SignIn is the form to sign in. To is the page that it leads on to.
type SignIn struct{ Email, Password, To string }

// ReadSignIn reads the form to sign in, or an address that fills it.
func ReadSignIn(values url.Values) (SignIn, error) {
	q := ReadQuery(values)
	return SignIn{Email: q.Text("email"), Password: q.Text("wachtwoord"), To: q.Text("naar")}, q.Err()
}

// A Code is the form with a code of the second step. To is the page that it leads on to.
type Code struct{ Code, To string }

// ReadCode reads the form with a code.
func ReadCode(values url.Values) (Code, error) {
	q := ReadQuery(values)
	return Code{Code: q.Text("code"), To: q.Text("naar")}, q.Err()
}

// A Registration is the form to get an account.
type Registration struct{ Name, Email, Password string }

// ReadRegistration reads the form to get an account.
func ReadRegistration(values url.Values) (Registration, error) {
	q := ReadQuery(values)
	return Registration{Name: q.Text("naam"), Email: q.Text("email"), Password: q.Text("wachtwoord")}, q.Err()
}

// A Letterbox is a form that asks for a letter to an address.
type Letterbox struct{ Email string }

// ReadLetterbox reads a form that asks for a letter.
func ReadLetterbox(values url.Values) (Letterbox, error) {
	q := ReadQuery(values)
	return Letterbox{Email: q.Text("email")}, q.Err()
}

// A Password is the form of a new password. Present is the one that it replaces, empty for who comes by a letter's link.
type Password struct{ Present, New string }

// ReadPassword reads the form of a new password.
func ReadPassword(values url.Values) (Password, error) {
	q := ReadQuery(values)
	return Password{Present: q.Text("huidig"), New: q.Text("wachtwoord")}, q.Err()
}

// A Name is the form of a person's name.
type Name struct{ Name string }

// ReadName reads the form of a person's name.
func ReadName(values url.Values) (Name, error) {
	q := ReadQuery(values)
	return Name{Name: q.Text("naam")}, q.Err()
}

// An Email is the form of a person's address. Present is the password.
type Email struct{ Email, Present string }

// ReadEmail reads the form of a person's address.
func ReadEmail(values url.Values) (Email, error) {
	q := ReadQuery(values)
	return Email{Email: q.Text("email"), Present: q.Text("huidig")}, q.Err()
}
